"""Run the stages one after the other: from the files of the repository to the published site."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from fazhi import disk, engine, publish, source
from fazhi.check.run import check as run_checks
from fazhi.check.shape import fit
from fazhi.model.library import Library
from fazhi.model.settings import Settings
from fazhi.parse import repository
from fazhi.parse.frontmatter import Data
from fazhi.problems import Problem, in_order
from fazhi.render.site import Rendered, render
from fazhi.source import SETTINGS, Source
from fazhi.stage import stage

Progress = Callable[[str], None]


_ROOT_ASSETS = ("assets/root.css", "assets/favicon.svg")
"""What the pages at the root of the site need beside them; everything else lies below a language."""


class Busy(Exception):
    """Another build of this repository is running."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the first three stages give: everything that is needed to render, and every problem."""

    source: Source
    library: Library
    settings: Settings | None
    strings: Mapping[str, Mapping[str, Any]]
    problems: list[Problem]

    @property
    def good(self) -> bool:
        """Whether there is no error; warnings do not stop a build."""
        return not any(problem.is_error for problem in self.problems)


def check(root: Path) -> Checked:
    """Read, parse and check the repository at ``root``; nothing is written."""
    with _keeping():
        return _check(root)


@contextmanager
def _keeping() -> Iterator[None]:
    """Look for no garbage meanwhile: nearly all that is parsed is kept, and looking costs a quarter of a check."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _check(root: Path) -> Checked:
    files, problems = source.read(root)
    parsed, wrong = repository.parse(files)
    problems += wrong
    library, wrong = run_checks(parsed, problems)
    problems += wrong
    settings, wrong = _settings(parsed.settings)
    problems += wrong
    strings = {lang: data.value for lang, data in parsed.strings.items()}
    return Checked(files, library, settings, strings, in_order(problems))


def _settings(data: Data) -> tuple[Settings | None, list[Problem]]:
    if not isinstance(data.value, Mapping):
        return fit(Settings, data, SETTINGS)
    ours = {key: value for key, value in data.value.items() if key in Settings.model_fields}
    return fit(Settings, Data(ours, data.marks), SETTINGS)


def rendered(checked: Checked) -> Rendered:
    """Render what was checked and found good."""
    assert checked.settings is not None
    templates = {
        path.removeprefix("templates/"): data.decode()
        for path, data in checked.source.below("templates")
        if path.endswith(".j2")
    }
    return render(checked.library, checked.settings, checked.strings, templates)


def build(checked: Checked, progress: Progress = lambda _stage: None) -> Rendered:
    """Build the site from a good check and swap it in; the old site stays if anything fails on the way.

    Raises Busy, engine.EngineError, publish.FaultySite, or OSError when the disk does not take it.
    """
    assert checked.settings is not None
    root = checked.source.root
    work, live = root / "build", root / "site"
    with _alone(work):
        disk.recover(live)
        progress("render")
        pages = rendered(checked)
        progress("stage")
        folders = stage(pages, checked.source, checked.settings, work)
        progress("engine")
        engine.run(folders, _epoch(checked.library))
        progress("publish")
        base = "/" + checked.settings.site_url.split("/", 3)[3]
        shared = {path: text.encode() for path, text in pages.shared.items()}
        shared |= {name: checked.source.files[f"docs/{name}"] for name in _ROOT_ASSETS}
        try:
            publish.publish(folders, shared, work / "new", live, base)
        finally:
            disk.remove(work / "new")
    return pages


@contextmanager
def _alone(work: Path) -> Iterator[None]:
    """Hold the lock of the build folder, so that two builds cannot mix."""
    work.mkdir(exist_ok=True)
    lock = FileLock(work / ".lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise Busy from error
    try:
        yield
    finally:
        lock.release()


def _epoch(library: Library) -> int:
    """The time of the newest content, for an engine that wants to know what time it is."""
    latest = max((entry.facts.updated for entry in library.entries()), default=None)
    if latest is None:
        return 0
    return int(datetime(latest.year, latest.month, latest.day, tzinfo=UTC).timestamp())


class Stopwatch:
    """Measures how long a run took, for the closing line; no output depends on it."""

    def __init__(self) -> None:
        """Start."""
        self.start = time.monotonic()

    def __str__(self) -> str:
        """The seconds since the start."""
        return f"{time.monotonic() - self.start:.1f} s"
