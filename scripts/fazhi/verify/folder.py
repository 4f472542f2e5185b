"""Walk a finished site, which may lie on a stranger's stick: regular files are read, everything else is only named."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from fazhi.verify.faults import Fault

LARGEST = 100_000_000
"""Bytes of one file that is read whole; the largest real one, a deck or a search index, has a tenth of it."""
LARGEST_ZIP = 2_000_000_000
"""Bytes of a zip, which is read member by member; that of a whole site with 2,000 cases has a tenth of it."""
MOST = 100_000
"""Files of a site; one with 2,000 cases in two languages has a fifth of it."""
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def walk(site: Path) -> Iterator[tuple[str, Fault | None]]:
    """Give every file below a folder by its path with ``/``, and why it must not be opened; folders are gone into."""
    waiting, count = [""], 0
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(site / folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            yield folder or ".", Fault(folder or ".", 0, "unreadable", error.strerror or "")
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
                continue
            count += 1
            if count > MOST:
                yield path, Fault(path, 0, "many", str(MOST))
                return
            yield path, _refusal(path, entry)


def is_zip(path: str) -> bool:
    """Whether a file is read member by member: all others are read whole."""
    return path.endswith(".zip")


def _refusal(path: str, entry: os.DirEntry[str]) -> Fault | None:
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        return Fault(path, 0, "unreadable", error.strerror or "")
    if not stat.S_ISREG(status.st_mode):
        return Fault(path, 0, "irregular")
    largest = LARGEST_ZIP if is_zip(path) else LARGEST
    return Fault(path, 0, "size", str(status.st_size)) if status.st_size > largest else None


class Refused(Exception):
    """A file could not be opened, or is none any more; ``fault`` says why."""

    def __init__(self, fault: Fault) -> None:
        """Remember the fault."""
        super().__init__(str(fault))
        self.fault = fault


@contextmanager
def opened(site: Path, path: str) -> Iterator[BufferedReader]:
    """Open a file that ``walk`` gave without a fault; what has become a link or a pipe meanwhile is not followed.

    Raises Refused, also for what the system refuses while the file is read.
    """
    try:
        handle = os.open(site / path, os.O_RDONLY | _NO_LINK)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise Refused(Fault(path, 0, "irregular"))
            yield file
    except OSError as error:
        raise Refused(Fault(path, 0, "unreadable", error.strerror or "")) from error


def read(site: Path, path: str) -> bytes | Fault:
    """Read a file whole, or tell why that cannot be done."""
    try:
        with opened(site, path) as file:
            return file.read(LARGEST)
    except Refused as refused:
        return refused.fault


def digest(site: Path, path: str) -> bytes | Fault:
    """The SHA-256 digest of a file of any size, or why it cannot be read."""
    try:
        with opened(site, path) as file:
            return hashlib.file_digest(file, "sha256").digest()
    except Refused as refused:
        return refused.fault
