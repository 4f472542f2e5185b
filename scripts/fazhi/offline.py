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


def bundle(site: Path, copy: Mapping[str, bytes], kept: Path, crew: Crew = ALONE) -> None:
    """Put the zip of a finished site into it: without zips, which only hold again what lies beside them.

    ``copy`` holds what stands in it in the place of the file of the same name. ``kept`` is the folder of what earlier
    builds deflated, by digest; what nobody asks for any more goes from it. Raises Faulty where a path is too long.
    """
    names = [path for path in sorted({*disk.paths(site), *copy}) if not path.endswith(".zip")]
    digests = dict(zip(names, crew.each(partial(_ready, site, copy, kept), names), strict=True))

    def member(path: str) -> archive.Member:
        found = disk.kept(kept / archive.key(digests[path])) if archive.deflates(path) else None
        return archive.again(found) if found is not None else archive.member(path, _read(site, path, copy))

    try:
        with disk.stream(site / paths.SITE_ZIP) as file:
            bundles.site(file, digests, member)
    except Unprintable as fault:
        raise Faulty([fault.problem]) from fault
    disk.forget(kept, {archive.key(digests[path]) for path in names if archive.deflates(path)})


def _ready(site: Path, copy: Mapping[str, bytes], kept: Path, names: Sequence[str]) -> list[bytes]:
    """The SHA-256 digests of files of the copy; what is to be deflated, and was not, is deflated and kept."""
    digests: list[bytes] = []
    for path in names:
        data = _read(site, path, copy)
        digests.append(sha256(data).digest())
        place = kept / archive.key(digests[-1])
        if archive.deflates(path) and disk.kept(place) is None:
            # A disk that does not take it costs only time, and Windows takes no file that another process is reading.
            with suppress(OSError):
                disk.keep(place, archive.kept(archive.member(path, data)))
    return digests


def _read(site: Path, path: str, copy: Mapping[str, bytes]) -> bytes:
    """A file of the copy: what led to a zip leads to the page that says so."""
    if path in copy:
        return copy[path]
    data = disk.read(site / path)
    if not path.endswith(".html"):
        return data
    there = paths.relative(paths.DOWNLOAD, path)
    return _TO_ZIP.sub(f' href="{there}"'.encode(), data)
