"""Stage 8, publish: put both languages together, verify the whole, and swap it in; or leave the old site alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from fazhi import disk, engine, policies, verify
from fazhi.render import paths
from fazhi.render.kit import bundles
from fazhi.render.kit.fault import Faulty, Unprintable


class FaultySite(Exception):
    """The finished pages have faults; the old site stays. ``faults`` are sentences."""

    def __init__(self, faults: list[str]) -> None:
        """Remember the faults."""
        super().__init__("; ".join(faults))
        self.faults = faults


_TO_ZIP = re.compile(rb' href="(?!https:)[^"]+\.zip"( download)?')
"""How a link to a zip is written by our templates."""


def _offline(files: Mapping[str, bytes], copy: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the files of the copy that fits a stick: without zips, which only hold again what lies beside them.

    What led to a zip leads to the page that says so.
    """
    kept = {path: data for path, data in files.items() if not path.endswith(".zip")}
    for path, data in kept.items():
        if path.endswith(".html"):
            there = paths.relative(paths.DOWNLOAD, path)
            kept[path] = _TO_ZIP.sub(f' href="{there}"'.encode(), data)
    return kept | dict(copy)


def publish(
    folders: Mapping[str, Path],
    shared: Mapping[str, bytes],
    copy: Mapping[str, bytes],
    new: Path,
    live: Path,
    base: str,
    known: Collection[str],
    own: verify.Own,
) -> None:
    """Assemble the site in ``new``, bundle and verify it, and put it in the place of ``live``.

    ``copy`` holds what stands in the bundle in the place of the file of the same name, ``known`` are the policies that
    a page may have, ``own`` what the program itself puts there. Last comes the list of digests. Raises FaultySite, or
    Faulty where a path in the bundle is too long.
    """
    disk.remove(new)
    for lang, folder in folders.items():
        disk.move(folder / engine.PAGES, new / lang)
        for path, data in engine.sheets(disk.contents(new / lang)).items():
            disk.write(new / lang / path, data)
        for leftover in engine.leftovers(new / lang):
            disk.remove(leftover)
    for path, data in shared.items():
        disk.write(new / path, data)
    files = disk.contents(new)
    try:
        whole = bundles.site(_offline(files, copy))
    except Unprintable as fault:
        raise Faulty([fault.problem]) from fault
    disk.write(new / paths.SITE_ZIP, whole)
    found = verify.whole(new, base, own)
    faults = [str(fault) for fault in found.faults] + policies.faults(files, known)
    if faults:
        raise FaultySite(faults)
    disk.write(new / verify.MANIFEST, verify.manifest(found.digests))
    disk.swap(new, live)
