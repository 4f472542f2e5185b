"""Stage 1, source: the only reader of the disk. It opens listed regular files in listed folders and nothing else.

Whatever else lies there (a link, a pipe, a stray file) is named as a problem and never opened.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from fazhi.problems import START, Problem

MAX_TEXT = 128 * 1024
"""Bytes of a case, lesson or page; the longest real one is under a quarter of it. Checking one takes seconds at worst,
whatever is in it (docs/decisions/0027)."""
MAX_DATA = 256 * 1024
"""Bytes of a reference file, of the fixed words, the settings, or a template."""
MAX_ASSET = 2 * 1024 * 1024
MAX_PICTURE = 2 * 1024 * 1024
"""Bytes of a contributed picture; one of 1920 pixels takes a quarter of it."""
MAX_PICTURES = 12
"""Pictures of one case or lesson that are read."""
MAX_FILES = 20_000
"""Files that are read, and as many that are refused: 2,000 cases with four pictures each."""
MAX_BYTES = 512 * 1024 * 1024
"""Bytes of all files together; they are kept in memory."""
MAX_DEPTH = 6
"""Folders inside each other; the walk is recursive, and no file that is expected lies deeper than four."""

_CONTENT = re.compile(r"(cases|docs/lessons|docs/pages)/(?P<id>[^/]+)/(?P<lang>zh|en)\.md")
_FOLDER = re.compile(r"(cases|docs/lessons|docs/pages)(/(?P<id>[^/]+))?")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_REFERENCE = re.compile(r"docs/reference/[a-z]+(-[a-z]+)*\.yml")
_PICTURE_FOLDER = re.compile(r"(?P<entry>(cases|docs/lessons)/[^/]+)/media")
_PICTURE = re.compile(_PICTURE_FOLDER.pattern + r"/[a-z0-9]+(-[a-z0-9]+)*\.(jpg|png|webp)")
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
"""Names that Windows cannot have, whatever their ending."""
_ASSET = re.compile(r"docs/assets/([a-z0-9-]+/)*[a-z0-9-]+(\.[a-z0-9-]+)*\.(css|js|svg|png|ico|txt)")
_TEMPLATE = re.compile(r"templates/([a-z0-9-]+/)*[A-Za-z0-9_.-]+\.(j2|yml|html|txt|typ)")
_RESERVED = re.compile(r".*/index|docs/pages/(cases|lessons|laws|glossary|search|rules)|.*-(side|pinyin)")
"""Folders with the name of a page that the site makes itself."""
_OURS = ("templates/", "docs/assets/")
"""Folders whose folders we name as we like."""

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
    for path in _walk(root, problems):
        data = _open(root, path, problems, linked=False)
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


def _walk(root: Path, problems: list[Problem]) -> Iterator[str]:
    if os.path.lexists(root / SETTINGS):
        yield SETTINGS
    seen: dict[str, str] = {}
    for folder in FOLDERS:
        parents = [root / part for part in (*PurePosixPath(folder).parents, PurePosixPath(folder)) if part.name]
        if any(parent.is_symlink() for parent in parents):
            problems.append(Problem(folder, START, "not-a-file"))
            continue
        if not (root / folder).is_dir():
            continue
        for path in _below(root, folder, problems):
            twin = seen.setdefault(path.casefold(), path)
            if twin == path:
                yield path
            else:
                problems.append(Problem(path, START, "case-twin", {"twin": twin}))


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


def _entries(root: Path, folder: str) -> list[tuple[str, str]]:
    """The names in a folder and their kinds, ``file``, ``folder`` or ``other``, in their order."""
    if not _STEPWISE:
        with os.scandir(root / folder) as found:
            return sorted((entry.name, _kind(entry)) for entry in found)
    handle = _reach(root, folder, _STEP_FLAGS)
    try:
        with os.scandir(handle) as found:
            return sorted((entry.name, _kind(entry)) for entry in found)
    finally:
        os.close(handle)


def _kind(entry: os.DirEntry[str]) -> str:
    if entry.is_file(follow_symlinks=False):
        return "file"
    return "folder" if entry.is_dir(follow_symlinks=False) else "other"


def _below(root: Path, folder: str, problems: list[Problem]) -> Iterator[str]:
    try:
        entries = _entries(root, folder)
    except OSError as error:
        problems.append(_failed(root, folder, error))
        return
    pictures = 0
    for found, kind in entries[: MAX_FILES + 1]:
        # A name may hold line breaks or commands for a terminal; no name that is read does.
        name = "".join(char if char.isprintable() else "?" for char in found)
        path = f"{folder}/{name}"
        if kind == "other":
            problems.append(Problem(path, START, "not-a-file"))
        elif kind == "folder":
            if name.startswith((".", "__pycache__")):
                continue
            rule = refused_folder(path)
            if rule:
                problems.append(Problem(path, START, rule, {"id": name, "limit": str(MAX_DEPTH)}))
            else:
                yield from _below(root, path, problems)
        elif not name.startswith("."):
            pictures += bool(_PICTURE.fullmatch(path))
            rule = _refused_file(path, pictures)
            if rule:
                detail = {"id": name.partition(".")[0] if rule == "reserved-name" else name}
                problems.append(Problem(path, START, rule, {**detail, "limit": str(MAX_PICTURES)}))
            else:
                yield path


def refused_folder(path: str) -> str:
    """The rule for which a folder of this path is not read; nothing if it is."""
    name = PurePosixPath(path).name
    if path.count("/") >= MAX_DEPTH:
        return "too-deep"
    if _DEVICE.fullmatch(name) or _RESERVED.fullmatch(path):
        return "reserved-name"
    if _is_expected_folder(path):
        return ""
    return "unexpected-file" if _SLUG.fullmatch(name) else "bad-id"


def _is_expected_folder(path: str) -> bool:
    match = _FOLDER.fullmatch(path)
    if match and match["id"]:
        return bool(_SLUG.fullmatch(match["id"])) and not _RESERVED.fullmatch(path)
    pictures = _PICTURE_FOLDER.fullmatch(path)
    return path.startswith(_OURS) or bool(pictures and _is_expected_folder(pictures["entry"]))


def _refused_file(path: str, pictures: int) -> str:
    """The rule for which a file is not read; nothing if it is. ``pictures`` is how many its folder has up to here."""
    folder, _, name = path.rpartition("/")
    if not _PICTURE_FOLDER.fullmatch(folder):
        if _DEVICE.fullmatch(name):
            return "reserved-name"
        expected = any(each.fullmatch(path) for each in (_CONTENT, _REFERENCE, _ASSET, _TEMPLATE))
        return "" if expected else "unexpected-file"
    if not _PICTURE.fullmatch(path) or _DEVICE.fullmatch(name):
        return "picture-name"
    return "picture-count" if pictures > MAX_PICTURES else ""


def one(root: Path, path: str, limit: int) -> tuple[bytes | None, list[Problem]]:
    """Read one file that somebody named, whatever it is; no more than ``limit`` bytes of it. Gives what was refused."""
    problems: list[Problem] = []
    return _open(root, path, problems, (limit, "too-large")), problems


def _open(
    root: Path, path: str, problems: list[Problem], most: tuple[int, str] | None = None, *, linked: bool = True
) -> bytes | None:
    """Read a file. ``linked`` is whether it may have another name elsewhere, which Git cannot make."""
    limit, too_large = most or _limit(path)
    try:
        handle = _reach(root, path, _FILE_FLAGS)
    except OSError as error:
        problems.append(_failed(root, path, error))
        return None
    about = os.fstat(handle)
    regular = stat.S_ISREG(about.st_mode)
    if not regular or (about.st_nlink > 1 and not linked):
        os.close(handle)
        problems.append(Problem(path, START, "hard-link" if regular else "not-a-file"))
        return None
    with os.fdopen(handle, "rb") as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        problems.append(Problem(path, START, too_large, {"limit": str(limit // 1024)}))
        return None
    return data


def _failed(root: Path, path: str, error: OSError) -> Problem:
    """What to say of a path that could not be opened; a link, a socket and the like are not even tried."""
    if error.errno in _NOT_A_FILE or (root / path).is_symlink():
        return Problem(path, START, "not-a-file")
    return Problem(path, START, "unreadable", {"why": error.strerror or str(error)})


def _limit(path: str) -> tuple[int, str]:
    """How many bytes are read of a file, and the rule that says there are more."""
    if _PICTURE.fullmatch(path):
        return MAX_PICTURE, "picture-large"
    if path.startswith("docs/assets/"):
        return MAX_ASSET, "too-large"
    return (MAX_TEXT if _CONTENT.fullmatch(path) else MAX_DATA), "too-large"
