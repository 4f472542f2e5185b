"""The only writer of the disk. It writes beside and swaps in whole, and touches nothing that would stay the same."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import hashlib
import os
import platform
import secrets
import shutil
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from platformdirs import user_cache_path

_RENAME_EXCHANGE = 2
_AT_FDCWD = -100
_DIGEST = 32
_SECRET = 32
"""Bytes of the seal of what is kept, and of the secret with which it is made."""


def sync(folder: Path, files: Mapping[str, bytes]) -> int:
    """Make a folder hold exactly these files; give the number of files written or removed.

    Files that already have the right bytes keep their time stamps, so that later stages can see what changed. Whatever
    else is in the way goes, for nobody keeps anything of their own in such a folder.
    """
    changed = 0
    if folder.is_symlink() or not folder.is_dir():
        remove(folder)
    wanted = {folder / PurePosixPath(path): data for path, data in files.items()}
    folders = {
        folder,
        *(parent for path in wanted for parent in path.parents if parent.is_relative_to(folder)),
    }
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
    with _naming(path):
        path.write_bytes(data)
    return True


@contextlib.contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Say which file it is about, where the system refuses something: a full disk does not."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


@contextlib.contextmanager
def stream(path: Path) -> Iterator[BinaryIO]:
    """Write a file piece by piece: for what is not to be held in memory. What was there is gone."""
    with _naming(path):
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
    with _naming(path):
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
    """Keep bytes for a later build, with a seal in front, by which :func:`kept` knows that they are whole and ours."""
    for damaged in (path.parent, path):
        if damaged.is_symlink() or damaged.is_dir() != (damaged == path.parent):
            remove(damaged)
    replace(path, _digest(path, data) + data)


def kept(path: Path) -> bytes | None:
    """Give what was kept under a path, or None if there is nothing, or it is damaged."""
    try:
        found = path.read_bytes()
    except OSError:
        return None
    digest, data = found[:_DIGEST], found[_DIGEST:]
    return data if _digest(path, data) == digest else None


def _digest(path: Path, data: bytes) -> bytes:
    """The seal of bytes under their name: those of another name are as wrong as damaged ones.

    It can be made only with a secret of this user, which lies outside every repository. Else a pull request could bring
    along a file for the build folder that says it was checked and is fine.
    """
    return hashlib.blake2b(path.name.encode() + b"\0" + data, key=_secret(), digest_size=_DIGEST).digest()


@cache
def _secret() -> bytes:
    """What only this user's builds know; made when it is first asked for.

    Where it cannot be kept, each run has one of its own: nothing kept is then found again, and all is made anew.
    """
    place = user_cache_path("fazhi") / "secret"
    try:
        found = _whole(place)
        if not found:
            remove(place)
            place.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileExistsError):
                handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
                with os.fdopen(handle, "wb") as file:
                    file.write(secrets.token_bytes(_SECRET))
            found = _whole(place)
    except OSError:
        found = b""
    return found or secrets.token_bytes(_SECRET)


def _whole(place: Path) -> bytes:
    """The secret, or nothing: none is there, or a kill left half of it."""
    found = place.read_bytes() if place.is_file() else b""
    return found if len(found) == _SECRET else b""


def forget(folder: Path, names: Collection[str]) -> None:
    """Remove what is kept in a folder under any other name than these."""
    for path in sorted(folder.glob("*")):
        if path.name not in names:
            remove(path)


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
