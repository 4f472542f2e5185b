"""The class kit of a language: which documents there are, where each lies, and how they are bundled.

What there is, is known before anything is made, so that pages can link to it and nothing is made in vain.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from jinja2 import Environment

from fazhi.problems import Problem
from fazhi.render import paths
from fazhi.render.edition import Edition
from fazhi.render.kit import anki
from fazhi.render.kit.document import Document, Listed
from fazhi.render.kit.fault import Faulty, Unprintable
from fazhi.render.kit.parts import LessonPart, Part, YearPart, lesson_part, year_part
from fazhi.render.views import KitFile

TEACHABLE = frozenset({"published", "needs-recheck"})
"""A draft is not to be carried into class, an outline has nothing to carry; both keep their page."""


@dataclass(frozen=True, slots=True)
class Kit:
    """Everything that there is for the classes of a language, and not made yet."""

    edition: Edition
    taught: Mapping[str, LessonPart]
    years: Mapping[str, YearPart]

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts, the lessons before the years to which they belong."""
        return (*self.taught.values(), *self.years.values())

    @property
    def lessons(self) -> dict[str, tuple[Listed, ...]]:
        """The documents of each lesson, by id."""
        return {id: part.listed for id, part in self.taught.items()}

    @property
    def packs(self) -> dict[str, tuple[Listed, ...]]:
        """The documents of each year pack, by id."""
        return {id: part.listed for id, part in self.years.items()}

    @property
    def glossary(self) -> Listed:
        """The cards of the glossary, which belong to no lesson."""
        return Listed(f"glossary-{self.edition.lang}.apkg", "anki", "students", "bytes")

    def files(self) -> dict[str, tuple[KitFile, ...]]:
        """What pages link to: the files of each lesson and pack, by id, the bundle first, and those of the glossary."""
        parts = {**self.taught, **{paths.pack_key(id): part for id, part in self.years.items()}}
        found = {id: (KitFile("zip", "presenter", part.zip), *map(_linked, part.listed)) for id, part in parts.items()}
        return found | {paths.GLOSSARY: (_linked(self.glossary),)}

    def cards(self) -> bytes:
        """Make the cards of the glossary."""
        return anki.deck(self.edition)

    def documents(self) -> Iterator[Document]:
        """Make every document. Raises Faulty with every problem found."""
        problems: list[Problem] = []
        for part in self.parts:
            with gathered(problems):
                yield from part.documents()
        yield Document.of(self.glossary, self.cards())
        if problems:
            raise Faulty(problems)

    def bundles(self, printed: Mapping[str, bytes]) -> dict[str, bytes]:
        """The zips, by address, from the printed documents by theirs. Raises Faulty with every problem found."""
        zips: dict[str, bytes] = {}
        problems: list[Problem] = []
        for part in self.parts:
            with gathered(problems):
                zips[part.zip] = part.bundle(printed)
        if problems:
            raise Faulty(problems)
        return zips


@contextmanager
def gathered(problems: list[Problem]) -> Iterator[None]:
    """Remember what cannot be made and go on: an author wants to know everything at once."""
    try:
        yield
    except Unprintable as fault:
        problems.append(fault.problem)


def kit(edition: Edition, env: Environment) -> Kit:
    """Say what there is for the classes of an edition."""
    taught = {
        lesson.id: lesson_part(edition, env, lesson)
        for lesson in edition.lessons()
        if lesson.facts.status in TEACHABLE and edition.lang in lesson
    }
    packs = {} if edition.scope.students else edition.library.packs
    years = {
        id: year_part(edition, env, pack, tuple(taught[each] for each in pack.lessons))
        for id, pack in packs.items()
        if all(each in taught for each in pack.lessons)
    }
    return Kit(edition, taught, years)


def _linked(listed: Listed) -> KitFile:
    return KitFile(listed.kind, listed.audience, listed.address)
