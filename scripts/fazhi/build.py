"""Run the stages one after the other: from the files of the repository to the published site."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from fazhi import disk, engine, kits, originals, publish, source
from fazhi.check.run import check as run_checks
from fazhi.check.shape import fit
from fazhi.desk import form, web_form
from fazhi.lock import Busy, alone
from fazhi.model.fields import LANGUAGES, ORIGINAL
from fazhi.model.library import Library
from fazhi.model.narrow import narrowed
from fazhi.model.settings import WHOLE_SITE, Scope, Settings
from fazhi.parse import repository
from fazhi.parse.frontmatter import Data
from fazhi.problems import Problem, in_order
from fazhi.render import paths
from fazhi.render.kit import picture
from fazhi.render.site import Rendered, render
from fazhi.source import SETTINGS, Source
from fazhi.stage import stage
from fazhi.unchanged import LIVE, WORK


class Progress(Protocol):
    """Is told which stage runs and, where something is counted, how much of it is done."""

    def __call__(self, stage: str, done: int = 0, count: int = 0, /) -> None:
        """Take note."""


def _unheard(_stage: str, _done: int = 0, _count: int = 0, /) -> None:
    """Take no note."""


_ROOT_ASSETS = ("assets/root.css", "assets/favicon.svg")
"""What the pages at the root of the site need beside them; everything else lies below a language."""
_NEW, _KIT, _DEFLATED = "new", "kit", "deflated"


@dataclass(frozen=True, slots=True)
class Checked:
    """What the first three stages give: everything that is needed to render, and every problem."""

    source: Source
    library: Library
    settings: Settings | None
    strings: Mapping[str, Mapping[str, Any]]
    problems: list[Problem]
    scope: Scope = WHOLE_SITE

    @property
    def templates(self) -> dict[str, str]:
        """The templates by name: those of pages and documents in Jinja, and that of papers for Typst."""
        return {
            path.removeprefix("templates/"): data.decode()
            for path, data in self.source.below("templates")
            if path.endswith((".j2", ".typ"))
        }

    @property
    def good(self) -> bool:
        """Whether there is no error; warnings do not stop a build."""
        return not any(problem.is_error for problem in self.problems)


def check(root: Path) -> Checked:
    """Read, parse and check the repository at ``root``; nothing is written."""
    return judged(*source.read(root))


def judged(files: Source, refused: list[Problem]) -> Checked:
    """Parse and check what was read; ``refused`` are the problems of reading."""
    with _keeping():
        return _judged(files, list(refused))


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


def _judged(files: Source, problems: list[Problem]) -> Checked:
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


def scoped(checked: Checked, scope: Scope) -> Checked:
    """Narrow what was checked and found good to an edition; its grade band must be one of the library's."""
    elsewhere = {lang: strings["edition"]["elsewhere"] for lang, strings in checked.strings.items()}
    return replace(checked, library=narrowed(checked.library, scope, elsewhere), scope=scope)


def rendered(checked: Checked) -> Rendered:
    """Render what was checked and found good."""
    assert checked.settings is not None
    return render(checked.library, checked.settings, checked.strings, checked.templates, checked.scope)


def build(checked: Checked, progress: Progress = _unheard) -> Rendered:
    """Build the site from a good check and swap it in; the old site stays if anything fails on the way.

    Raises Busy, Faulty if a document of the class kit cannot be made, engine.EngineError, publish.FaultySite, or
    OSError when the disk does not take it.
    """
    assert checked.settings is not None
    root = checked.source.root
    work, live = root / WORK, root / LIVE
    disk.clear(live)
    with alone(work), _clean(work):
        disk.recover(live)
        progress("render")
        pages = rendered(checked)
        files = printed(pages, checked.templates, work / _KIT, progress)
        files |= {
            path: picture.write(each, checked.templates[picture.TEMPLATE]) for path, each in pages.pictures.items()
        }
        files |= forms(checked)
        progress("stage")
        folders = stage(pages, checked.source, checked.settings, work)
        progress("engine")
        engine.run(folders, _epoch(checked.library))
        progress("publish")
        base = "/" + checked.settings.site_url.split("/", 3)[3]
        shared = {path: text.encode() for path, text in pages.shared.items()} | files
        shared |= {name: checked.source.files[f"docs/{name}"] for name in _ROOT_ASSETS}
        shared |= pages.images
        copy = {path: text.encode() for path, text in pages.copy.items()}
        own = originals.own(checked.templates, checked.source.files)
        publish.publish(folders, shared, copy, work / _NEW, live, base, own, work / _DEFLATED)
    return pages


def forms(checked: Checked) -> dict[str, bytes]:
    """The empty case forms by path below the site; they are for contributors, and in Chinese."""
    if checked.scope.students:
        return {}
    page = web_form.write(checked.library, checked.templates)
    return {
        f"{ORIGINAL}/{paths.FORM}.docx": form.write(checked.library),
        f"{ORIGINAL}/{paths.FORM}.html": page.encode(),
    }


def printed(
    pages: Rendered, templates: Mapping[str, str], kept: Path, progress: Progress = _unheard
) -> dict[str, bytes]:
    """Make the class kits; give their files by path below the site. ``kept`` is as for ``kits.made``."""
    return kits.made(pages.kits, templates, kept, progress)


@contextmanager
def _clean(work: Path) -> Iterator[None]:
    """Leave nothing half in the build folder: neither what a killed build has left, nor what this one would."""
    _sweep(work)
    try:
        yield
    finally:
        _sweep(work)


def _sweep(work: Path) -> None:
    pages = (work / lang / engine.PAGES for lang in LANGUAGES)
    kept = (half for folder in (_KIT, _DEFLATED) for half in work.glob(f"{folder}/.*.tmp"))
    for half in (work / _NEW, *pages, *work.glob(".*.tmp"), *kept):
        disk.remove(half)


def mend(root: Path) -> None:
    """Put the old site back at once, if a build was killed between the two steps that a swap takes on some systems."""
    if disk.halfway(root / LIVE):
        with suppress(Busy), alone(root / WORK):
            disk.recover(root / LIVE)


def _epoch(library: Library) -> int:
    """The time of the newest content, for an engine that wants to know what time it is."""
    latest = max((entry.facts.updated for entry in library.entries()), default=None)
    if latest is None:
        return 0
    return int(datetime(latest.year, latest.month, latest.day, tzinfo=UTC).timestamp())
