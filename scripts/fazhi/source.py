"""Stage 1, source: the only reader of the disk. It opens listed regular files in listed folders and nothing else.

Whatever else lies there (a link, a pipe, a stray file) is named as a problem and never opened.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from fazhi.problems import START, Problem

MAX_TEXT = 512 * 1024
"""Bytes of one source file; the longest real one is under a tenth of it."""
MAX_ASSET = 2 * 1024 * 1024

_CONTENT = re.compile(r"(cases|docs/lessons|docs/pages)/(?P<id>[^/]+)/(?P<lang>zh|en)\.md")
_FOLDER = re.compile(r"(cases|docs/lessons|docs/pages)(/(?P<id>[^/]+))?")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_REFERENCE = re.compile(r"docs/reference/[a-z]+(-[a-z]+)*\.yml")
_ASSET = re.compile(r"docs/assets/([a-z0-9-]+/)*[a-z0-9-]+(\.[a-z0-9-]+)*\.(css|js|svg|png|ico|txt)")
_TEMPLATE = re.compile(r"templates/([a-z0-9-]+/)*[A-Za-z0-9_.-]+\.(j2|yml|html|txt|typ)")
_RESERVED = re.compile(
    r".*/(con|prn|aux|nul|com[0-9]|lpt[0-9]|index)|docs/pages/(cases|lessons|laws|glossary|search)|.*-(side|pinyin)"
)
"""Folders with the name of a Windows device, or of a page that the site makes itself."""

SETTINGS = "mkdocs.yml"
FOLDERS = ("cases", "docs/lessons", "docs/pages", "docs/reference", "docs/assets", "templates")


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of every file of the repository that the program may look at, by path from the root."""

    root: Path
    files: Mapping[str, bytes]

    def below(self, folder: str) -> Iterator[tuple[str, bytes]]:
        """The files below a folder, in the order of their paths."""
        return ((path, data) for path, data in self.files.items() if path.startswith(folder + "/"))


def read(root: Path) -> tuple[Source, list[Problem]]:
    """Read the repository below ``root``; give its files and what was refused."""
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path in _walk(root, problems):
        data = _open(root, path, problems)
        if data is not None:
            files[path] = data
    return Source(root, dict(sorted(files.items()))), problems


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


def _below(root: Path, folder: str, problems: list[Problem]) -> Iterator[str]:
    try:
        with os.scandir(root / folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        problems.append(Problem(folder, START, "unreadable", {"why": error.strerror or str(error)}))
        return
    for entry in entries:
        # A name may hold line breaks or commands for a terminal; no name that is read does.
        name = "".join(char if char.isprintable() else "?" for char in entry.name)
        path = f"{folder}/{name}"
        if entry.is_symlink():
            problems.append(Problem(path, START, "not-a-file"))
        elif entry.is_dir(follow_symlinks=False):
            if name.startswith((".", "__pycache__")):
                continue
            if _is_expected_folder(path):
                yield from _below(root, path, problems)
            else:
                rule = "unexpected-file" if _SLUG.fullmatch(name) else "bad-id"
                rule = "reserved-name" if _RESERVED.fullmatch(path) else rule
                problems.append(Problem(path, START, rule, {"id": name}))
        elif not entry.is_file(follow_symlinks=False):
            problems.append(Problem(path, START, "not-a-file"))
        elif _is_expected(path):
            yield path
        elif not name.startswith("."):
            problems.append(Problem(path, START, "unexpected-file"))


def _is_expected_folder(path: str) -> bool:
    match = _FOLDER.fullmatch(path)
    if match and match["id"]:
        return bool(_SLUG.fullmatch(match["id"])) and not _RESERVED.fullmatch(path)
    return path.startswith(("templates/", "docs/assets/"))


def _is_expected(path: str) -> bool:
    return any(pattern.fullmatch(path) for pattern in (_CONTENT, _REFERENCE, _ASSET, _TEMPLATE))


def _open(root: Path, path: str, problems: list[Problem]) -> bytes | None:
    limit = MAX_ASSET if path.startswith("docs/assets/") else MAX_TEXT
    # No link is followed and no pipe is waited for, even if the file was exchanged since it was listed.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(root / path, flags)
    except OSError as error:
        linked = (root / path).is_symlink()
        rule, detail = ("not-a-file", {}) if linked else ("unreadable", {"why": error.strerror or str(error)})
        problems.append(Problem(path, START, rule, detail))
        return None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        problems.append(Problem(path, START, "not-a-file"))
        return None
    with os.fdopen(handle, "rb") as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        problems.append(Problem(path, START, "too-large", {"limit": str(limit // 1024)}))
        return None
    return data
