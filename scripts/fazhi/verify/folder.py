"""Walk a finished site, which may lie on a stranger's stick: regular files are read, everything else is only named."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from fazhi.verify.faults import Fault

LARGEST = 300_000_000
"""Bytes of one file; the largest real one, the zip of the whole site, has a tenth of it."""
MOST = 50_000
"""Files of a site; the real one has a fiftieth of it."""
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


def _refusal(path: str, entry: os.DirEntry[str]) -> Fault | None:
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        return Fault(path, 0, "unreadable", error.strerror or "")
    if not stat.S_ISREG(status.st_mode):
        return Fault(path, 0, "irregular")
    return Fault(path, 0, "size", str(status.st_size)) if status.st_size > LARGEST else None


def read(site: Path, path: str) -> bytes | Fault:
    """Read a file that ``walk`` gave without a fault; what has become a link or a pipe meanwhile is not followed."""
    try:
        handle = os.open(site / path, os.O_RDONLY | _NO_LINK)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                return Fault(path, 0, "irregular")
            return file.read(LARGEST)
    except OSError as error:
        return Fault(path, 0, "unreadable", error.strerror or "")
