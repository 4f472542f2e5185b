"""Stage 1, source: the only reader of the disk. It opens listed regular files in listed folders and nothing else.

Whatever else lies there (a link, a pipe, a stray file) is named as a problem and never opened.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from fazhi import expected
from fazhi.problems import START, Problem

MAX_FILES = 20_000
"""Files that are read, and as many that are refused: 2,000 cases with four pictures each."""
MAX_BYTES = 512 * 1024 * 1024
"""Bytes of all files together; they are kept in memory."""
SETTINGS = "mkdocs.yml"
PUBLISHED = "../shared/sources"
_PUBLISHED = re.compile(r"\w[\w.-]*\.txt")
MAX_PUBLISHED = 40
"""Texts of others that are compared with ours."""
_FILE_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""No link is followed and no pipe is waited for, even if the file was exchanged since it was listed."""
_FOLDER_FLAGS = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
_STEP_FLAGS = _FOLDER_FLAGS | getattr(os, "O_NOFOLLOW", 0)
_STEPWISE = os.open in os.supports_dir_fd and os.scandir in os.supports_fd
"""Whether the system opens a name in a folder that is open already; Windows does not."""
_NOT_A_FILE = frozenset({errno.ELOOP, errno.EMLINK, errno.ENOTDIR, errno.ENXIO})
"""What systems say when a link, or a file in the place of a folder, or a socket is opened."""
FOLDERS = ("cases", "docs/lessons", "docs/pages", "docs/reference", "docs/assets", "templates")
_Read = Generator[tuple[str, bytes | None], None, None]
"""Files by their paths, one by one; None for what could not be read."""


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of every file of the repository that the program may look at, by path from the root."""

    root: Path
    files: Mapping[str, bytes]
    published: Mapping[str, bytes] = field(default_factory=dict)
    """Texts that others have published and that cases are written from, if they lie beside the repository."""

    def below(self, folder: str) -> Iterator[tuple[str, bytes]]:
        """The files below a folder, in the order of their paths."""
        return ((path, data) for path, data in self.files.items() if path.startswith(folder + "/"))


def read(root: Path) -> tuple[Source, list[Problem]]:
    """Read the repository below ``root``; give its files and what was refused."""
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    size = 0
    with closing(_walk(root, problems)) as found:
        for path, data in found:
            if data is not None:
                files[path] = data
                size += len(data)
            if len(files) > MAX_FILES or len(problems) >= MAX_FILES or size > MAX_BYTES:
                limits = {"files": str(MAX_FILES), "limit": str(MAX_BYTES // 1024 // 1024)}
                problems.append(Problem(path, START, "too-much", limits))
                break
    return Source(root, dict(sorted(files.items())), _published(root, problems)), problems


def _published(root: Path, problems: list[Problem]) -> dict[str, bytes]:
    """The texts of the folder ``shared/sources`` beside the repository, where there is one.

    They belong to others and are no part of ours: they are looked at only to find sentences that were copied.
    """
    folder = root / PUBLISHED
    try:
        listed = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    except OSError as error:
        problems.append(Problem(PUBLISHED, START, "unreadable", {"why": error.strerror or str(error)}))
        return {}
    names = [name for name in listed if _PUBLISHED.fullmatch(name)][:MAX_PUBLISHED]
    found = {name: _open(root, f"{PUBLISHED}/{name}", problems) for name in names}
    return {name: data for name, data in found.items() if data is not None}


def outside(path: Path, limit: int) -> bytes:
    """Read the first bytes of a file that a person named, wherever it lies: one more than ``limit`` if it is longer.

    Raises OSError; an IsADirectoryError for a folder, and one without a number for what is no ordinary file.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    with os.fdopen(os.open(path, flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(f"{path} is no ordinary file")
        return file.read(limit + 1)


def is_repository(root: Path) -> bool:
    """Tell whether a folder looks like a repository of ours."""
    return (root / SETTINGS).is_file() and (root / "cases").is_dir() and (root / "templates").is_dir()


def _walk(root: Path, problems: list[Problem]) -> _Read:
    """Read every file that is expected."""
    if os.path.lexists(root / SETTINGS):
        yield SETTINGS, _open(root, SETTINGS, problems, linked=False)
    seen: dict[str, str] = {}
    for folder in FOLDERS:
        parents = [root / part for part in (*PurePosixPath(folder).parents, PurePosixPath(folder)) if part.name]
        if any(parent.is_symlink() for parent in parents):
            problems.append(Problem(folder, START, "not-a-file"))
        elif (root / folder).is_dir():
            yield from _below(root, folder, problems, seen)


def _reach(root: Path, path: str, flags: int) -> int:
    """Open a file or folder, folder by folder, none of them a link; give its number.

    A folder that was exchanged for a link since it was listed cannot lead out of the tree.
    """
    *folders, name = PurePosixPath(path).parts
    if not _STEPWISE or ".." in folders:  # what lies beside the repository was named by us
        return os.open(root / path, flags)
    here = os.open(root, _FOLDER_FLAGS)
    try:
        for folder in folders:
            inner = os.open(folder, _STEP_FLAGS, dir_fd=here)
            os.close(here)
            here = inner
        return os.open(name, flags, dir_fd=here)
    finally:
        os.close(here)


def _step(path: str, flags: int, around: int) -> int:
    """Open what lies in the open folder ``around`` it; give its number."""
    return os.open(path.rpartition("/")[2], flags, dir_fd=around)


def _listed(root: Path, folder: str, around: int | None) -> tuple[int | None, list[tuple[str, str]]]:
    """Open a folder, in the open one ``around`` it where there is one; give its number, and what is in it in order.

    With each name comes its kind: ``file``, ``folder`` or ``other``. What is opened by the number lies in the folder
    that was listed, whatever has its path by then; where the system opens nothing so, there is none.
    """
    if not _STEPWISE:
        with os.scandir(root / folder) as found:
            return None, sorted((entry.name, _kind(entry)) for entry in found)
    here = _reach(root, folder, _STEP_FLAGS) if around is None else _step(folder, _STEP_FLAGS, around)
    try:
        with os.scandir(here) as found:
            return here, sorted((entry.name, _kind(entry)) for entry in found)
    except BaseException:
        os.close(here)
        raise


def _kind(entry: os.DirEntry[str]) -> str:
    if entry.is_file(follow_symlinks=False):
        return "file"
    return "folder" if entry.is_dir(follow_symlinks=False) else "other"


def _below(root: Path, folder: str, problems: list[Problem], seen: dict[str, str], around: int | None = None) -> _Read:
    """Read what is expected below a folder; ``seen`` are the paths of files so far, without upper and lower case."""
    try:
        here, entries = _listed(root, folder, around)
    except OSError as error:
        problems.append(_failed(root, folder, error))
        return
    pictures = 0
    try:
        for found, kind in entries[: MAX_FILES + 1]:
            # A name may hold line breaks or commands for a terminal; no name that is read does.
            name = found if found.isprintable() else "".join(char if char.isprintable() else "?" for char in found)
            path = f"{folder}/{name}"
            if kind == "other":
                problems.append(Problem(path, START, "not-a-file"))
            elif kind == "folder":
                if name.startswith((".", "__pycache__")):
                    continue
                rule = expected.refused_folder(path)
                if rule:
                    problems.append(Problem(path, START, rule, {"id": name, "limit": str(expected.MAX_DEPTH)}))
                else:
                    yield from _below(root, path, problems, seen, here)
            elif not name.startswith("."):
                pictures += expected.is_picture(path)
                refused = _refused(path, pictures, seen)
                if refused:
                    problems.append(refused)
                else:
                    yield path, _open(root, path, problems, linked=False, around=here)
    finally:
        if here is not None:
            os.close(here)


def _refused(path: str, pictures: int, seen: dict[str, str]) -> Problem | None:
    """Why a file is not read. ``pictures`` is how many its folder has up to here, ``seen`` as above."""
    rule = expected.refused_file(path, pictures)
    if rule:
        id = PurePosixPath(path).name
        detail = {"id": id.partition(".")[0] if rule == "reserved-name" else id}
        return Problem(path, START, rule, {**detail, "limit": str(expected.MAX_PICTURES)})
    twin = seen.setdefault(path.casefold(), path)
    return None if twin == path else Problem(path, START, "case-twin", {"twin": twin})


def one(root: Path, path: str, limit: int) -> tuple[bytes | None, list[Problem]]:
    """Read one file that somebody named, whatever it is; no more than ``limit`` bytes of it. Gives what was refused."""
    problems: list[Problem] = []
    return _open(root, path, problems, (limit, "too-large")), problems


def _open(
    root: Path,
    path: str,
    problems: list[Problem],
    most: tuple[int, str] | None = None,
    *,
    linked: bool = True,
    around: int | None = None,
) -> bytes | None:
    """Read a file, in the open folder ``around`` it where there is one.

    ``linked`` is whether it may have another name elsewhere, which Git cannot make.
    """
    limit, too_large = most or expected.limit(path)
    try:
        handle = _reach(root, path, _FILE_FLAGS) if around is None else _step(path, _FILE_FLAGS, around)
    except OSError as error:
        problems.append(_failed(root, path, error))
        return None
    try:
        about = os.fstat(handle)
        regular = stat.S_ISREG(about.st_mode)
        if not regular or (about.st_nlink > 1 and not linked):
            problems.append(Problem(path, START, "hard-link" if regular else "not-a-file"))
            return None
        data = _bytes(handle, about.st_size, limit)
    finally:
        os.close(handle)
    if len(data) > limit:
        problems.append(Problem(path, START, too_large, {"limit": str(limit // 1024)}))
        return None
    return data


def _bytes(handle: int, size: int, limit: int) -> bytes:
    """Read a file to its end, or to one byte more than ``limit``; ``size`` is what it should have."""
    # To ask for all that is allowed makes room for it, many times what a file needs.
    data = os.read(handle, min(size, limit) + 1)
    while len(data) <= limit and (more := os.read(handle, limit + 1 - len(data))):
        data += more
    return data


def _failed(root: Path, path: str, error: OSError) -> Problem:
    """What to say of a path that could not be opened; a link, a socket and the like are not even tried."""
    if error.errno in _NOT_A_FILE or (root / path).is_symlink():
        return Problem(path, START, "not-a-file")
    return Problem(path, START, "unreadable", {"why": error.strerror or str(error)})
