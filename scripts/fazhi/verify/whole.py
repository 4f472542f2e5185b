"""Read a whole site back: every file by itself, then what only all of them together can show."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import zip_longest
from os import fstat
from pathlib import Path
from posixpath import dirname

from fazhi.verify import addresses, folder, sums, zips
from fazhi.verify.faults import Fault
from fazhi.verify.files import named, one
from fazhi.verify.found import Found, Own
from fazhi.workers import ALONE, Crew

_NONE: Mapping[str, Found] = {}
_LARGE, _PARTS = 5_000_000, 4
"""Bytes from which on a zip is unpacked in so many parts, in several processes if they are there."""


@dataclass(slots=True)
class Verified:
    """What reading a site gave: its faults, sorted, and the SHA-256 digest of every file by path."""

    faults: list[Fault] = field(default_factory=list)
    digests: dict[str, bytes] = field(default_factory=dict)


def verify(site: Path, base: str, own: Own = Own()) -> list[Fault]:  # noqa: B008 - a constant
    """Give every fault of a site; see ``whole``."""
    return whole(site, base, own).faults


def whole(
    site: Path,
    base: str | None,
    own: Own,
    crew: Crew = ALONE,
    known: Mapping[str, Found] = _NONE,
) -> Verified:
    """Read every file below ``site``; none of them is held longer than it is judged.

    ``base`` is the path of the site's address (``/`` or ``/fazhi/``), under which absolute links are resolved; without
    it, the page for addresses that do not exist tells. ``own`` is what the program itself has put there. ``known`` is
    what :func:`one` has said, by path, of files that were written since and by nobody else.
    """
    result = Verified()
    paths: list[str] = []
    for path, refusal in folder.walk(site):
        if refusal:
            result.faults.append(refusal)
        else:
            paths.append(path)
    founds = [known[path] for path in paths if path in known]
    for found in crew.each(partial(_read, site, own), [path for path in paths if path not in known]):
        if isinstance(found, Fault):
            result.faults.append(found)
        else:
            founds.append(found)
    told = next((found.base for found in founds if found.base), "/")
    result.faults += together(founds, told if base is None else base)
    result.digests = dict(sorted((found.path, found.digest) for found in founds))
    held = frozenset(result.digests.values())
    for path in filter(folder.is_zip, result.digests):
        result.faults += archive(site, path, held, own, crew)
    result.faults.sort()
    return result


def _read(site: Path, own: Own, paths: Sequence[str]) -> list[Found | Fault]:
    """Judge files by themselves, or tell why they cannot be read; of a zip, only its name and its digest."""
    good: set[tuple[str, bytes]] = set()
    return [_one(site, path, own, good) for path in paths]


def _one(site: Path, path: str, own: Own, good: set[tuple[str, bytes]]) -> Found | Fault:
    if folder.is_zip(path):
        digest = folder.digest(site, path)
        return digest if isinstance(digest, Fault) else named(path, digest)
    data = folder.read(site, path)
    return data if isinstance(data, Fault) else one(path, data, own, good)


def together(founds: Collection[Found], base: str) -> Iterator[Fault]:
    """Give the faults of each file, and of every link that leads nowhere; ``base`` is as for ``whole``."""
    files = {found.path: found for found in founds}
    ids: dict[str, frozenset[str]] = {}
    good: dict[str, set[str]] = {}
    """By folder: links that lead from each of its pages to the same place. Its pages have most of them in common."""
    for found in founds:
        yield from found.faults
        here = dirname(found.path)
        known = good.setdefault(here, set())
        if known.issuperset(found.links):
            continue
        for target, line in zip(found.links, found.lines, strict=True):
            if target in known:
                continue
            path, anchor = addresses.led(here, target, base)
            there = files.get(path or found.path)
            if there is None:
                yield Fault(found.path, line, "no-file", target)
                continue
            if anchor and there.ids is not None:
                if there.path not in ids:
                    ids[there.path] = frozenset(there.ids)
                if anchor not in ids[there.path]:
                    yield Fault(found.path, line, "no-anchor", target)
                    continue
            if path:
                known.add(target)


def archive(site: Path, path: str, held: Collection[bytes], own: Own, crew: Crew = ALONE) -> list[Fault]:
    """Give the faults of a zip of the site; ``held`` are the digests of all files of the site."""
    try:
        with folder.opened(site, path) as file:
            parts = _PARTS if fstat(file.fileno()).st_size > _LARGE else 1
            found = [*crew.each(partial(_unpacked, site, path, parts), range(parts), parts, 1)]
            wrong = [each for each in found if isinstance(each, str)]
            # Each part holds every so-manieth member: dealt out by turns, they stand in their order again.
            rows = zip_longest(*(each.items() for each in found if not isinstance(each, str)))
            marks = dict(row for turn in rows for row in turn if row)
            told = [("zip", wrong[0])] if wrong else zips.judged(file, marks, held, own)
            return [Fault(path, 0, rule, what) for rule, what in told]
    except folder.Refused as refused:
        return [refused.fault]


def _unpacked(site: Path, path: str, parts: int, which: Sequence[int]) -> list[dict[str, bytes] | str]:
    """The digests of the members of some parts of a zip, or what is wrong with it."""
    found: list[dict[str, bytes] | str] = []
    for part in which:
        try:
            with folder.opened(site, path) as file:
                found.append(zips.digests(file, part, parts))
        except folder.Refused as refused:
            found.append(refused.fault.what)
    return found


def audit(site: Path, own: Own, crew: Crew = ALONE) -> Verified:
    """Check a site that was built earlier, perhaps elsewhere: its list of digests first, then as after a build."""
    result = whole(site, None, own, crew)
    listed = folder.read(site, sums.NAME) if sums.NAME in result.digests else None
    wrong = [*sums.compared(listed if isinstance(listed, bytes) else None, result.digests)]
    result.faults[:0] = wrong
    return result
