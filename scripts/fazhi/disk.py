"""The only writer of the disk. It writes beside and swaps in whole, and touches nothing that would stay the same."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import platform
import shutil
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import file_digest, sha256
from io import BufferedReader
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from fazhi.seal import SEAL, seal

_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


def sync(folder: Path, files: Mapping[str, bytes]) -> int:
    """Make a folder hold exactly these files; give the number of files written or removed.

    Files that already have the right bytes keep their time stamps, so that later stages can see what changed. Whatever
    else is in the way goes, for nobody keeps anything of their own in such a folder.
    """
    changed = 0
    if folder.is_symlink() or not folder.is_dir():
        remove(folder)
    wanted = {folder / PurePosixPath(path): data for path, data in files.items()}
    folders = {folder, *(parent for path in wanted for parent in path.parents if parent.is_relative_to(folder))}
    for root, names, found in os.walk(folder, topdown=False):
        here = Path(root)
        for name in found:
            # A link would be written through, to wherever it leads; a pipe would wait for a reader.
            if here / name not in wanted or (here / name).is_symlink() or not (here / name).is_file():
                (here / name).unlink()
                changed += 1
        for name in names:
            if (here / name).is_symlink():
                (here / name).unlink()
            elif here / name not in folders:
                (here / name).rmdir()
    return changed + sum(write(path, data) for path, data in wanted.items())


def write(path: Path, data: bytes) -> bool:
    """Write a file unless it already holds these bytes; tell whether it was written."""
    if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    with naming(path):
        path.write_bytes(data)
    return True


@contextlib.contextmanager
def naming(path: Path) -> Iterator[None]:
    """Say which file it is about, where the system refuses something: a full disk does not. Raises OSError."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


@contextlib.contextmanager
def stream(path: Path) -> Iterator[BinaryIO]:
    """Write a file piece by piece: for what is not to be held in memory. What was there is gone."""
    with naming(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            yield file


def paths(folder: Path) -> list[str]:
    """Give the path with ``/`` of every file below a folder, sorted folder by folder."""
    return [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()]


def read(path: Path) -> bytes:
    """Give what a file holds that we wrote ourselves."""
    return path.read_bytes()


def contents(folder: Path) -> dict[str, bytes]:
    """Give what every file below a folder holds, by its path with ``/``: for folders that fit into memory."""
    return {path: read(folder / path) for path in paths(folder)}


def replace(path: Path, data: bytes) -> None:
    """Replace one file whole, or make it: readers see the old bytes or the new ones, also where it fails."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with naming(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            beside.write_bytes(data)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


def create(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a new folder that holds these files: whole, or not at all.

    Raises FileExistsError if anything is there already, which stays as it is.
    """
    if os.path.lexists(folder):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder))
    beside = folder.with_name(f".{folder.name}.{os.getpid()}.tmp")
    try:
        for path, data in files.items():
            write(beside / PurePosixPath(path), data)
        move(beside, folder)
    finally:
        remove(beside)


def keep(path: Path, data: bytes) -> None:
    """Keep bytes for a later build, with a seal in front, by which :func:`kept` knows that they are whole and ours.

    They are written in place: what a kill has left of them has no seal that fits.
    """
    sealed = seal(path.name, data) + data
    try:
        _fill(path, sealed)
    except OSError:
        # Most of the time nothing is in the way, and looking would take longer than writing.
        for damaged in (path.parent, path):
            if damaged.is_symlink() or damaged.is_dir() != (damaged == path.parent):
                remove(damaged)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file():
            remove(path)
        _fill(path, sealed)


def _fill(path: Path, data: bytes) -> None:
    """Write a file in a folder that is one of ours, and through no link."""
    with naming(path):
        if path.parent.is_symlink():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _NO_LINK, 0o666)
        with os.fdopen(handle, "wb", buffering=0) as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
            file.write(data)


def kept(path: Path) -> bytes | None:
    """Give what was kept under a path, or None if there is nothing, or it is damaged."""
    found = b""
    with contextlib.suppress(OSError), opened(path) or contextlib.nullcontext() as file:
        found = file.read() if file else b""
    said, data = found[:SEAL], found[SEAL:]
    return data if seal(path.name, data) == said else None


def forget(folder: Path, names: Collection[str]) -> None:
    """Remove what is kept in a folder under any other name than these."""
    for path in sorted(folder.glob("*")):
        if path.name not in names:
            remove(path)


def opened(path: Path) -> BufferedReader | None:
    """Open a regular file to read it, or give None where there is none; no link is followed, no pipe is waited for."""
    with contextlib.suppress(OSError):
        file = os.fdopen(os.open(path, os.O_RDONLY | _NO_LINK), "rb")
        if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return file
        file.close()
    return None


def holds(path: Path, digest: bytes) -> bool:
    """Tell whether there is a regular file that holds the bytes of a SHA-256 digest."""
    with contextlib.suppress(OSError), opened(path) or contextlib.nullcontext() as file:
        return file is not None and file_digest(file, "sha256").digest() == digest
    return False


def link(old: Path, new: Path) -> None:
    """Give a file of ours a second name, where nothing is yet; it is copied where the system has no such names.

    Neither of the two may be written to afterwards, only replaced or removed.
    """
    with naming(new):
        new.parent.mkdir(parents=True, exist_ok=True)
        if os.link in os.supports_follow_symlinks:  # Windows would follow them
            with contextlib.suppress(OSError):
                os.link(old, new, follow_symlinks=False)
                return
        shutil.copy2(old, new, follow_symlinks=False)


def put(new: Path, live: Path) -> None:
    """Put a file that lies elsewhere on the same disk in the place of another one: readers see the one or the other."""
    with naming(live):
        live.parent.mkdir(parents=True, exist_ok=True)
        new.replace(live)


def renew(path: Path, pieces: Iterable[bytes], old: Path) -> None:
    """Write a file where nothing is yet; if ``old`` holds the same bytes, it becomes a second name for that."""
    digest = sha256()
    with stream(path) as file:
        for piece in pieces:
            digest.update(piece)
            file.write(piece)
    if holds(old, digest.digest()):
        path.unlink()
        link(old, path)


def move(old: Path, new: Path) -> None:
    """Move a folder to a place where nothing is yet."""
    new.parent.mkdir(parents=True, exist_ok=True)
    old.rename(new)


def remove(path: Path) -> None:
    """Remove a file or a folder with all that is in it; nothing happens if it is not there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        # Below what is no folder there is nothing, which ``missing_ok`` does not cover.
        with contextlib.suppress(NotADirectoryError):
            path.unlink(missing_ok=True)


def swap(new: Path, live: Path) -> None:
    """Put the folder ``new`` in the place of ``live`` in one step; what was there is removed afterwards.

    On Linux and macOS the two names are exchanged by the kernel: there is no moment without a whole ``live``. Elsewhere
    two renames do it; :func:`recover` mends what a kill between the two would leave. Raises NotADirectoryError where
    ``live`` is anything else: see :func:`clear`.
    """
    clear(live)
    if not live.exists():
        new.rename(live)
        return
    if _exchange(new, live):
        remove(new)
        return
    old = _aside(live)
    live.rename(old)
    try:
        new.rename(live)
    except OSError:
        old.rename(live)
        raise
    remove(old)


def clear(live: Path) -> None:
    """Make sure that a folder can be put in a place: a file or a link there is somebody's, and is left alone.

    Raises NotADirectoryError.
    """
    if live.is_symlink() or (live.exists() and not live.is_dir()):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(live))


def halfway(live: Path) -> bool:
    """Tell whether a :func:`swap` was killed between its two renames, or before the old folder was gone."""
    return _aside(live).exists()


def recover(live: Path) -> None:
    """Put back what a killed :func:`swap` had set aside, and clear its leftovers."""
    old = _aside(live)
    if old.exists():
        if live.exists():
            remove(old)
        else:
            old.rename(live)


def _aside(live: Path) -> Path:
    return live.with_name(f".{live.name}.old")


def _exchange(new: Path, live: Path) -> bool:
    """Exchange two names atomically: ``renameat2`` on Linux, ``renamex_np`` on macOS; False where there is neither."""
    with contextlib.suppress(OSError, AttributeError, ValueError):
        libc = ctypes.CDLL(None, use_errno=True)
        names = os.fsencode(new), os.fsencode(live)
        system = platform.system()
        if system == "Linux":
            return bool(libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0)
        if system == "Darwin":
            return bool(libc.renamex_np(names[0], names[1], _RENAME_EXCHANGE) == 0)
    return False
