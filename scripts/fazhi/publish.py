"""Stage 8, publish: put both languages together, verify the whole, and swap it in; or leave the old site alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from fazhi import disk, offline, verify
from fazhi.assembly import Gathered
from fazhi.render.paths import SITE_ZIP
from fazhi.workers import ALONE, Crew


class FaultySite(Exception):
    """The finished pages have faults; the old site stays. ``faults`` are sentences."""

    def __init__(self, faults: list[str]) -> None:
        """Remember the faults."""
        super().__init__("; ".join(faults))
        self.faults = faults


class Site(NamedTuple):
    """What a site is put together from, beside the pages that are there already."""

    files: Iterable[tuple[str, Iterable[bytes]]]
    """By path, in pieces; asked for once."""
    copy: Mapping[str, bytes]
    """As for ``offline.bundle``."""
    base: str
    """The path of its address."""
    own: verify.Own
    """What the program itself puts there."""


def publish(site: Site, pages: Gathered, new: Path, live: Path, crew: Crew = ALONE) -> None:
    """Complete the site in ``new``, bundle and verify it, and put it in the place of ``live``.

    ``pages`` are those that have been written into ``new`` and judged. Last comes the list of digests. Raises
    FaultySite, or Faulty where a path in the bundle is too long.
    """
    for path, pieces in site.files:
        disk.renew(new / path, pieces, live / path)
    places = offline.bundle(new, site.copy, pages.stock, crew, pages.copied)
    found = verify.whole(new, site.base, site.own, crew, pages.files)
    if found.faults:
        raise FaultySite([str(fault) for fault in found.faults])
    disk.write(new / verify.MANIFEST, verify.manifest(found.digests))
    disk.swap(new, live)
    pages.stock.remember(found.digests[SITE_ZIP], places)
