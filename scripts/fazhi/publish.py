"""Stage 8, publish: put both languages together, verify the whole, and swap it in; or leave the old site alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from fazhi import disk, engine, verify


class FaultySite(Exception):
    """The finished pages have faults; the old site stays. ``faults`` are sentences."""

    def __init__(self, faults: list[str]) -> None:
        """Remember the faults."""
        super().__init__("; ".join(faults))
        self.faults = faults


def publish(folders: Mapping[str, Path], shared: Mapping[str, bytes], new: Path, live: Path, base: str) -> None:
    """Assemble the site in ``new``, verify it, and put it in the place of ``live``. Raises FaultySite."""
    disk.remove(new)
    for lang, folder in folders.items():
        disk.move(folder / "site", new / lang)
        for leftover in engine.leftovers(new / lang):
            disk.remove(leftover)
    for path, data in shared.items():
        disk.write(new / path, data)
    faults = verify.verify(new, base)
    if faults:
        raise FaultySite(faults)
    disk.swap(new, live)
