"""Whether anything has changed since the last run: told by digests of all that decides a result, never by time.

A check that would say the same again, and a build that would give the same bytes again, need not be done. What is kept
lies in the build folder under a seal (:func:`fazhi.disk.keep`); damaged, forged or of another version, it is not found.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from fazhi import disk, program
from fazhi.model.mark import Mark
from fazhi.problems import Problem
from fazhi.source import Source

WORK, LIVE = "build", "site"
"""The folders for what is kept and for the site, below the root of a repository."""
_CHECKED, _BUILT = "checked", "built"
_KEY = sha256().digest_size


def key(files: Source, refused: Sequence[Problem], *more: str) -> bytes:
    """The digest of everything that a check or a build depends on.

    That is every byte that was read and what was refused, the program and the libraries behind it, and ``more``: what
    was asked for.
    """
    digest = sha256()
    for read in (files.files, files.published):
        for path, data in read.items():
            digest.update(f"{path}\0{len(data)}\0".encode())
            digest.update(data)
        digest.update(b"\0\0")
    digest.update(repr(refused).encode("utf-8", "surrogatepass"))
    digest.update("\0".join((*more, program.whole())).encode())
    return digest.digest()


def _recall(place: Path, key: bytes) -> Any:
    """What was kept under a key, or None."""
    found = disk.kept(place) or b""
    return json.loads(found[_KEY:]) if found[:_KEY] == key else None


def _remember(place: Path, key: bytes, value: Any) -> None:
    """Keep a value in the place of what was kept there; a disk that does not take it costs only time."""
    with suppress(OSError):
        disk.clear(place.parent)
        disk.keep(place, key + json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"))


# --- a check --------------------------------------------------------------------------------------------


def problems(work: Path, key: bytes) -> list[Problem] | None:
    """What a check of the same files has found, or None if there was none. ``work`` is the build folder."""
    found = _recall(work / _CHECKED, key)
    return None if found is None else [_problem(row) for row in found]


def keep_problems(work: Path, key: bytes, found: Sequence[Problem]) -> None:
    """Keep what a check has found."""
    _remember(work / _CHECKED, key, [_row(problem) for problem in found])


def _row(problem: Problem) -> list[Any]:
    return [problem.path, problem.mark.line, problem.mark.col, problem.rule, problem.detail]


def _problem(row: list[Any]) -> Problem:
    path, line, col, rule, detail = row
    return Problem(path, Mark(line, col), rule, detail)


# --- a build --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Built:
    """What is said of a finished build: how much it holds, which edition it is, and the address it was made for."""

    cases: int
    lessons: int
    lines: Mapping[str, str]
    address: str


def built(work: Path, live: Path, key: bytes) -> Built | None:
    """What is said of the site ``live``, if a build of the same files would give it again to the last byte; or None.

    Every file of it is read and compared with the list of digests that the build has left, and the list itself with
    what was kept of it: what anybody has changed, added or taken away since makes it another site.
    """
    found = _recall(work / _BUILT, key)
    if found is None or found.pop("sums") != _sums(live):
        return None
    return Built(**found)


def keep_built(work: Path, live: Path, key: bytes, made: Built) -> None:
    """Keep what is said of the site that was just built."""
    facts = {"cases": made.cases, "lessons": made.lessons, "lines": dict(made.lines), "address": made.address}
    _remember(work / _BUILT, key, facts | {"sums": _listed(live)})


def _listed(live: Path) -> str:
    """The digest of the list of digests of a site."""
    from fazhi.verify import folder, sums  # a check asks for no site, and verification takes long to load

    listed = folder.read(live, sums.NAME)
    return sha256(listed).hexdigest() if isinstance(listed, bytes) else ""


def _sums(live: Path) -> str:
    """The digest of the list of digests of a site that agrees with it; nothing for any other."""
    from fazhi.verify import folder, sums

    digests: dict[str, bytes] = {}
    for path, refusal in folder.walk(live):
        digest = refusal or folder.digest(live, path)
        if not isinstance(digest, bytes):
            return ""
        digests[path] = digest
    listed = folder.read(live, sums.NAME)
    return sha256(listed).hexdigest() if isinstance(listed, bytes) and not any(sums.compared(listed, digests)) else ""
