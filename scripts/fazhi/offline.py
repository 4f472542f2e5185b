"""The copy of the whole site for a stick: one zip, written file by file; what has not changed is not deflated again.

What the zip of the last build holds is copied from there; what was deflated since waits in a scratch file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from functools import partial
from hashlib import file_digest, sha256
from pathlib import Path
from typing import BinaryIO, NamedTuple

from fazhi import disk
from fazhi.memory import Memory, name
from fazhi.render import paths
from fazhi.render.kit import archive, bundles
from fazhi.render.kit.archive import Member, Place
from fazhi.render.kit.fault import Faulty, Unprintable
from fazhi.scratch import Scratch
from fazhi.workers import ALONE, Crew

_TO_ZIP = re.compile(rb' href="(?!https:)[^"]+\.zip"( download)?')
"""How a link to a zip is written by our templates."""
_NONE: Mapping[str, bytes] = {}
_KEPT = "zip"
_HANDFUL = 4
"""Files that a process deflates at a time; they come back as bytes."""


class Ready(NamedTuple):
    """A file as it stands in the copy: the SHA-256 digest of its bytes, and these deflated, if they are to be."""

    digest: bytes
    member: Member | None


class Shelf(NamedTuple):
    """A file, and what stands deflated in it: the places by the digests of what they hold."""

    file: BinaryIO
    places: dict[bytes, Place]


class Stock:
    """What need not be deflated any more: what stands in the zip of the last build, and what this one has deflated."""

    def __init__(self, work: Path, live: Path, scratch: Scratch) -> None:
        """Take the build folder, the published site, and where what this build deflates is to wait."""
        self._kept = work / _KEPT
        self._last = live / paths.SITE_ZIP
        self._scratch = scratch
        self._new = Shelf(scratch.file, {})

    def add(self, ready: Ready) -> None:
        """Lay down what was deflated, if anything was."""
        if ready.member:
            crc, length, _, data = ready.member
            self._new.places[ready.digest] = Place(crc, length, *self._scratch.append(data))

    @contextmanager
    def shelves(self) -> Iterator[tuple[Shelf, ...]]:
        """What is there. The last zip is one, while it is to the last byte that of which its places are remembered."""
        last = disk.opened(self._last)
        with last or nullcontext():
            places = last and Memory(self._kept).recall(_name(file_digest(last, "sha256").digest()))
            yield (self._new, Shelf(last, places)) if last and places else (self._new,)

    def remember(self, digest: bytes, places: dict[bytes, Place]) -> None:
        """Remember what stands where in the new zip, which has this SHA-256 digest; what was known of others goes."""
        memory = Memory(self._kept)
        memory.remember(_name(digest), places)
        memory.forget()


def _name(digest: bytes) -> str:
    return name("zip", digest, archive.deflated_by())


def bundle(
    site: Path,
    copy: Mapping[str, bytes],
    stock: Stock,
    crew: Crew = ALONE,
    known: Mapping[str, bytes] = _NONE,
) -> dict[bytes, Place]:
    """Put the zip of a finished site into it: without zips, which only hold again what lies beside them.

    ``copy`` holds what stands in it in the place of the file of the same name; ``known`` are the digests of what went
    through :func:`ready` and into the stock. Gives what stands where in it, by the digests of what was deflated. Raises
    Faulty where a path is too long.
    """
    names = [path for path in sorted({*disk.paths(site), *copy}) if not path.endswith(".zip")]
    others = [path for path in names if path not in known]
    digests = {**known, **dict(zip(others, crew.each(partial(_digests, site, copy), others), strict=True))}
    with stock.shelves() as shelves:
        there = frozenset[bytes]().union(*(shelf.places for shelf in shelves))
        missing = {digests[path]: path for path in names if archive.deflates(path) and digests[path] not in there}
        for each in crew.each(partial(_ready, site, copy), missing.values(), handful=_HANDFUL):
            stock.add(each)

        def member(path: str) -> Member:
            if not archive.deflates(path):
                return archive.member(path, _read(site, path, copy))
            shelf = next(shelf for shelf in shelves if digests[path] in shelf.places)
            return archive.taken(shelf.file, shelf.places[digests[path]])

        try:
            with disk.stream(site / paths.SITE_ZIP) as file:
                places = bundles.site(file, {path: digests[path] for path in names}, member)
        except Unprintable as fault:
            raise Faulty([fault.problem]) from fault
    return {digests[path]: place for path, place in places.items() if path in digests}


def _digests(site: Path, copy: Mapping[str, bytes], names: Sequence[str]) -> list[bytes]:
    return [sha256(carried(path, _read(site, path, copy))).digest() for path in names]


def _ready(site: Path, copy: Mapping[str, bytes], names: Sequence[str]) -> list[Ready]:
    return [ready(path, _read(site, path, copy)) for path in names]


def ready(path: str, data: bytes, *, later: bool = False) -> Ready:
    """Make a file ready for the copy; what is to be deflated ``later`` is by :func:`bundle`."""
    data = carried(path, data)
    return Ready(sha256(data).digest(), archive.member(path, data) if archive.deflates(path) and not later else None)


def carried(path: str, data: bytes) -> bytes:
    """A file as it stands in the copy: what leads to a zip leads to the page that says so."""
    if not path.endswith(".html") or b".zip" not in data:
        return data
    there = paths.relative(paths.DOWNLOAD, path)
    return _TO_ZIP.sub(f' href="{there}"'.encode(), data)


def _read(site: Path, path: str, copy: Mapping[str, bytes]) -> bytes:
    return copy[path] if path in copy else disk.read(site / path)
