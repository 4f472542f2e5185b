"""Say how far each case and lesson is: written, translated, reviewed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from fazhi.model.facts import CaseFront, LessonFront
from fazhi.model.fields import LANGUAGES, ORIGINAL
from fazhi.model.library import Case, Lesson, Library

REVIEWS = ("legal_review", "teaching_review", "privacy_review")


@dataclass(frozen=True, slots=True)
class Row:
    """The state of an entry. A language is ``ok``, ``behind`` or ``missing``; a review is who made it, or nothing."""

    kind: str
    id: str
    status: str
    updated: str
    languages: Mapping[str, str]
    behind: tuple[str, ...]
    reviews: Mapping[str, str]

    def as_data(self) -> dict[str, object]:
        """The row as plain data, for JSON."""
        return asdict(self)


def rows(library: Library) -> list[Row]:
    """The state of every case and lesson, in the order of their ids."""
    entries: list[Case | Lesson] = [*library.cases.values(), *library.lessons.values()]
    return [_row(entry) for entry in entries]


def _row(entry: Case | Lesson) -> Row:
    facts: CaseFront | LessonFront = entry.facts
    states = {lang: _state(entry, lang) for lang in LANGUAGES}
    behind = tuple(id for lang in LANGUAGES for id in entry.behind(lang))
    reviews = {name: getattr(facts.people, name) or "" for name in REVIEWS}
    return Row(entry.kind, entry.id, facts.status, facts.updated.isoformat(), states, behind, reviews)


def _state(entry: Case | Lesson, lang: str) -> str:
    if lang not in entry:
        return "missing"
    return "behind" if lang != ORIGINAL and entry.behind(lang) else "ok"
