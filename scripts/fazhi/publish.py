"""Stage 8, publish: put both languages together, verify the whole, and swap it in; or leave the old site alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from fazhi import disk, engine, offline, verify, workers


class FaultySite(Exception):
    """The finished pages have faults; the old site stays. ``faults`` are sentences."""

    def __init__(self, faults: list[str]) -> None:
        """Remember the faults."""
        super().__init__("; ".join(faults))
        self.faults = faults


def publish(
    folders: Mapping[str, Path],
    shared: Mapping[str, bytes],
    copy: Mapping[str, bytes],
    new: Path,
    live: Path,
    base: str,
    own: verify.Own,
    kept: Path,
) -> None:
    """Assemble the site in ``new``, bundle and verify it, and put it in the place of ``live``.

    ``copy`` and ``kept`` are as for ``offline.bundle``; ``own`` is what the program itself puts there. Last comes the
    list of digests. No more than one file of the site is in memory at a time. Raises FaultySite, or Faulty where a path
    in the bundle is too long.
    """
    disk.remove(new)
    for lang, folder in folders.items():
        disk.move(folder / engine.PAGES, new / lang)
    for path, data in shared.items():
        disk.write(new / path, data)
    with workers.crew() as crew:
        offline.bundle(new, copy, kept, crew)
        found = verify.whole(new, base, own, crew)
    if found.faults:
        raise FaultySite([str(fault) for fault in found.faults])
    disk.write(new / verify.MANIFEST, verify.manifest(found.digests))
    disk.swap(new, live)
