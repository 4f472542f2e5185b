"""The copy of the whole site for a stick: one zip, written file by file; what has not changed is not deflated again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path

from fazhi import disk
from fazhi.render import paths
from fazhi.render.kit import archive, bundles
from fazhi.render.kit.fault import Faulty, Unprintable
from fazhi.workers import ALONE, Crew

_TO_ZIP = re.compile(rb' href="(?!https:)[^"]+\.zip"( download)?')
"""How a link to a zip is written by our templates."""
_NONE: Mapping[str, bytes] = {}


def bundle(
    site: Path,
    copy: Mapping[str, bytes],
    kept: Path,
    crew: Crew = ALONE,
    known: Mapping[str, bytes] = _NONE,
) -> None:
    """Put the zip of a finished site into it: without zips, which only hold again what lies beside them.

    ``copy`` holds what stands in it in the place of the file of the same name. ``kept`` is the folder of what earlier
    builds deflated, by digest; what nobody asks for any more goes from it. ``known`` is what :func:`ready` gave for
    files that went through it. Raises Faulty where a path is too long.
    """
    names = [path for path in sorted({*disk.paths(site), *copy}) if not path.endswith(".zip")]
    others = [path for path in names if path not in known]
    digests = {**known, **dict(zip(others, crew.each(partial(_ready, site, copy, kept), others), strict=True))}

    def member(path: str) -> archive.Member:
        found = disk.kept(kept / archive.key(digests[path])) if archive.deflates(path) else None
        if found is not None:
            return archive.again(found)
        return archive.member(path, carried(path, _read(site, path, copy)))

    try:
        with disk.stream(site / paths.SITE_ZIP) as file:
            bundles.site(file, {path: digests[path] for path in names}, member)
    except Unprintable as fault:
        raise Faulty([fault.problem]) from fault
    disk.forget(kept, {archive.key(digests[path]) for path in names if archive.deflates(path)})


def _ready(site: Path, copy: Mapping[str, bytes], kept: Path, names: Sequence[str]) -> list[bytes]:
    return [ready(path, _read(site, path, copy), kept) for path in names]


def ready(path: str, data: bytes, kept: Path) -> bytes:
    """Give the SHA-256 digest of a file as it stands in the copy; what is to be deflated, and was not, is, and kept."""
    data = carried(path, data)
    digest = sha256(data).digest()
    place = kept / archive.key(digest)
    if archive.deflates(path) and disk.kept(place) is None:
        # A disk that does not take it costs only time, and Windows takes no file that another process is reading.
        with suppress(OSError):
            disk.keep(place, archive.kept(archive.member(path, data)))
    return digest


def carried(path: str, data: bytes) -> bytes:
    """A file as it stands in the copy: what leads to a zip leads to the page that says so."""
    if not path.endswith(".html") or b".zip" not in data:
        return data
    there = paths.relative(paths.DOWNLOAD, path)
    return _TO_ZIP.sub(f' href="{there}"'.encode(), data)


def _read(site: Path, path: str, copy: Mapping[str, bytes]) -> bytes:
    return copy[path] if path in copy else disk.read(site / path)
