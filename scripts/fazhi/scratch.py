"""What waits on the disk while a build runs: more bytes than are to be held, found again by where they lie."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from fazhi import disk


class Span(NamedTuple):
    """Where some bytes lie in a file."""

    at: int
    size: int


class Scratch:
    """A file to whose end bytes are added; other processes may read it meanwhile."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        """Take a file that can be written and read, and its path."""
        self.path = path
        self.file = file

    def append(self, data: bytes) -> Span:
        """Add bytes and tell where they lie. Raises OSError with the path of the file, where the disk is full."""
        with disk.naming(self.path):
            at = self.file.seek(0, os.SEEK_END)
            self.file.write(data)
            self.file.flush()
        return Span(at, len(data))


@contextmanager
def scratch(path: Path) -> Iterator[Scratch]:
    """A new file in a place, which is gone when this is left; what a killed build has left there is written over."""
    disk.remove(path)
    with disk.naming(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("x+b")
    try:
        with file:
            yield Scratch(path, file)
    finally:
        disk.remove(path)


@contextmanager
def reader(path: Path) -> Iterator[Callable[[Span], bytes]]:
    """What reads from a scratch file the bytes of a place, in any process."""
    with path.open("rb") as file:

        def read(span: Span) -> bytes:
            file.seek(span.at)
            return file.read(span.size)

        yield read
