"""Stages 1 to 3 in one: what was read, parsed and checked, with everything that is needed to render it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any

from fazhi import garbage, source
from fazhi.check.shape import fit
from fazhi.judging import Judge, Origins
from fazhi.memory import Memory
from fazhi.model.library import Library
from fazhi.model.settings import WHOLE_SITE, Scope, Settings
from fazhi.parse import repository
from fazhi.parse.frontmatter import Data
from fazhi.problems import Problem, in_order
from fazhi.source import SETTINGS, Source
from fazhi.unchanged import WORK
from fazhi.workers import ALONE, Crew

_JUDGED = "judged"


@dataclass(frozen=True, slots=True)
class Checked:
    """What the first three stages give: everything that is needed to render, and every problem."""

    source: Source
    library: Library
    settings: Settings | None
    strings: Mapping[str, Mapping[str, Any]]
    problems: list[Problem]
    scope: Scope = WHOLE_SITE
    origins: Origins = field(default_factory=dict)
    bulk: int = 0
    """Bytes of the texts of all entries."""

    @property
    def templates(self) -> dict[str, str]:
        """The templates by name: those of pages and documents in Jinja, and that of papers for Typst."""
        return {
            path.removeprefix("templates/"): data.decode()
            for path, data in self.source.below("templates")
            if path.endswith((".j2", ".typ"))
        }

    def lean(self) -> Checked:
        """The same without the bytes of entries, which a build does not need: a fifth of all that it would hold.

        Pictures stay where the library has them.
        """
        entries = frozenset(chain.from_iterable(repository.grouped(self.source.files).values()))
        rest = {path: data for path, data in self.source.files.items() if path not in entries}
        return replace(self, source=replace(self.source, files=rest))

    @property
    def good(self) -> bool:
        """Whether there is no error; warnings do not stop a build."""
        return not any(problem.is_error for problem in self.problems)


def check(root: Path) -> Checked:
    """Read, parse and check the repository at ``root``; nothing is written."""
    return _judged(*source.read(root), Judge(Memory(), ALONE))


class Checker:
    """Checks one repository, perhaps many times; what is found of entries is remembered in the build folder."""

    def __init__(self, root: Path, crew: Crew = ALONE, *, hold: bool = False) -> None:
        """Work with a crew; to ``hold`` what is found, remember it here as well."""
        self._memory = Memory(root / WORK / _JUDGED, hold=hold)
        self._judge = Judge(self._memory, crew)

    def judged(self, files: Source, refused: Sequence[Problem]) -> Checked:
        """Parse and check what was read; ``refused`` are the problems of reading. Of entries no bytes are kept."""
        checked = _judged(files, refused, self._judge).lean()
        self._memory.forget()
        return checked


def _judged(files: Source, refused: Sequence[Problem], judge: Judge) -> Checked:
    with garbage.never():
        found = judge.judged(files, refused)
    settings, wrong = _settings(found.rest.settings)
    strings = {lang: data.value for lang, data in found.rest.strings.items()}
    problems = in_order([*refused, *found.problems, *wrong])
    bulk = sum(len(data) for path, data in files.files.items() if path.endswith(".md"))
    return Checked(files, found.library, settings, strings, problems, origins=found.origins, bulk=bulk)


def _settings(data: Data) -> tuple[Settings | None, list[Problem]]:
    if not isinstance(data.value, Mapping):
        return fit(Settings, data, SETTINGS)
    ours = {key: value for key, value in data.value.items() if key in Settings.model_fields}
    return fit(Settings, Data(ours, data.marks), SETTINGS)
