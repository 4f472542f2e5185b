"""What earlier runs have found out, by the digest of all that it was made of; never by time.

It lies in the build folder under a seal (:func:`fazhi.disk.keep`): what is damaged, forged or of another version of the
program is not found, and is made again.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from fazhi import disk, program
from fazhi.model import packing


class Memory:
    """Values by the digest of what they were made of."""

    def __init__(self, folder: Path | None = None, *, hold: bool = False) -> None:
        """Remember in a folder, if one is given; and, to ``hold`` them, here as well."""
        self._folder = folder
        self._held: dict[str, Any] | None = {} if hold else None
        self._asked: set[str] = set()

    def recall(self, name: str) -> Any:
        """What was remembered under a name that :func:`name` gave, or None."""
        self._asked.add(name)
        if self._held is not None and name in self._held:
            return self._held[name]
        data = None if self._folder is None else disk.kept(self._folder / name)
        value = None if data is None else packing.read(data)
        if self._held is not None and value is not None:
            self._held[name] = value
        return value

    def remember(self, name: str, value: Any) -> None:
        """Remember a value; a disk that does not take it costs only time."""
        self._asked.add(name)
        if self._held is not None:
            self._held[name] = value
        if self._folder is not None:
            with suppress(OSError):
                disk.clear(self._folder.parent)
                disk.keep(self._folder / name, packing.written(value))

    def forget(self) -> None:
        """Forget what nobody has asked for since the last time."""
        if self._folder is not None:
            with suppress(OSError):
                disk.clear(self._folder.parent)
                disk.forget(self._folder, self._asked)
        if self._held is not None:
            self._held = {name: value for name, value in self._held.items() if name in self._asked}
        self._asked = set()


def name(*made_of: str | bytes) -> str:
    """The name of a value by all that it was made of; the program and its libraries are always among it."""
    digest = sha256(program.whole().encode())
    for each in made_of:
        data = each if isinstance(each, bytes) else each.encode("utf-8", "surrogatepass")
        digest.update(f"\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def digest(files: Mapping[str, bytes]) -> str:
    """The digest of some files: of their paths and of all their bytes."""
    found = sha256()
    for path, data in files.items():
        found.update(f"{path}\0{len(data)}\0".encode("utf-8", "surrogatepass"))
        found.update(data)
    return found.hexdigest()
