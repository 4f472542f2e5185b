"""The parts of a class kit: what is made together of the same texts, all that belongs to a lesson or to a year.

What a part is made of is its ``edition``, which holds nothing else, with ``listed`` and the templates: see ``extract``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from jinja2 import Environment

from fazhi.model.library import Lesson
from fazhi.model.reference import Pack
from fazhi.render import paths
from fazhi.render.edition import Edition
from fazhi.render.kit import bundles, cards, crib, lecture, plan, quiz, record, script, web, worksheet
from fazhi.render.kit.bundles import Made
from fazhi.render.kit.deck import Deck
from fazhi.render.kit.document import Audience, Document, Listed, WriterName
from fazhi.render.kit.extract import extract
from fazhi.render.kit.fit import fit
from fazhi.render.kit.paper import Paper

Form = Deck | Paper | bytes


@dataclass(frozen=True, slots=True)
class Part(ABC):
    """What is made together: documents, and a bundle of them."""

    edition: Edition
    """All that the documents are made of, and no more."""
    env: Environment
    listed: tuple[Listed, ...]
    zip: str
    """The address of the bundle."""

    @abstractmethod
    def documents(self) -> tuple[Document, ...]:
        """Make the documents. Raises Unprintable."""

    @abstractmethod
    def bundle(self, printed: Mapping[str, bytes]) -> bytes:
        """Make the bundle from printed documents by address, its own and those of its lessons. Raises Unprintable."""


@dataclass(frozen=True, slots=True)
class LessonPart(Part):
    """Everything for one lesson."""

    lesson: Lesson

    def documents(self) -> tuple[Document, ...]:
        """Make what is listed. Raises Unprintable."""
        makers = _makers(self.edition, self.env, self.lesson)
        forms = {kind: makers[kind]() for kind in dict.fromkeys(each.kind for each in self.listed)}
        return tuple(Document.of(each, forms[each.kind]) for each in self.listed)

    def bundle(self, printed: Mapping[str, bytes]) -> bytes:
        """Bundle the documents of the lesson. Raises Unprintable."""
        return bundles.lesson(self.edition, self.env, self.lesson, _made(self.listed, printed))


@dataclass(frozen=True, slots=True)
class YearPart(Part):
    """What belongs to a year, and its lessons with it."""

    pack: Pack
    lessons: tuple[LessonPart, ...]

    def documents(self) -> tuple[Document, ...]:
        """Make the record sheet."""
        sheet = record.paper(self.edition, self.pack)
        return tuple(Document.of(each, sheet) for each in self.listed)

    def bundle(self, printed: Mapping[str, bytes]) -> bytes:
        """Bundle the record sheet and the lessons. Raises Unprintable."""
        lessons = [(each.lesson, _made(each.listed, printed)) for each in self.lessons]
        return bundles.pack(self.edition, self.env, self.pack, lessons, _made(self.listed, printed))


def lesson_part(edition: Edition, env: Environment, lesson: Lesson) -> LessonPart:
    """The part for a lesson that has been written in the language."""
    own = extract(edition, [lesson])
    lesson = own.library.lessons[lesson.id]
    wanted = (row for row in _LESSON if not own.scope.students or row.audience == "students")
    listed = tuple(
        Listed(_address(own, lesson, name), row.kind, row.audience, writer)
        for row in wanted
        if row.kind not in _IF_ASKED_FOR or _IF_ASKED_FOR[row.kind](own, lesson)
        for name, writer in row.files
    )
    return LessonPart(own, env, listed, paths.lesson_zip(lesson.id, own.lang), lesson)


def year_part(edition: Edition, env: Environment, pack: Pack, lessons: tuple[LessonPart, ...]) -> YearPart:
    """The part for a year of which every lesson has one."""
    writers: tuple[WriterName, ...] = ("docx", "pdf")
    listed = tuple(
        Listed(paths.pack_file(pack.id, f"{pack.id}-{edition.lang}-record.{writer}"), "record", "presenter", writer)
        for writer in writers
    )
    own = extract(edition, [edition.library.lessons[id] for id in pack.lessons], [pack])
    return YearPart(own, env, listed, paths.pack_zip(pack.id, edition.lang), pack, lessons)


def _made(listed: tuple[Listed, ...], printed: Mapping[str, bytes]) -> list[Made]:
    return [Made(each, printed[each.address]) for each in listed]


# --- the documents of a lesson ------------------------------------------------------------------------


class _Row(NamedTuple):
    """A kind of document: whose it is, and the names of its files with their writers."""

    kind: str
    audience: Audience
    files: tuple[tuple[str, WriterName], ...]


def _paper(kind: str, audience: Audience, *writers: WriterName) -> _Row:
    return _Row(kind, audience, tuple((f"{kind}.{writer}", writer) for writer in writers))


_LESSON = (
    _Row("slides", "presenter", (("slides.html", "bytes"),)),
    _Row("pptx", "presenter", (("slides.pptx", "pptx"),)),
    _paper("plan", "presenter", "docx", "pdf"),
    _paper("crib", "presenter", "pdf"),
    _paper("worksheet", "students", "docx", "pdf"),
    _paper("key", "presenter", "docx", "pdf"),
    _paper("cards", "students", "pdf"),
    _paper("script", "presenter", "pdf"),
    _Row("gift", "presenter", (("quiz-gift.txt", "bytes"),)),
    _Row("questions", "presenter", (("quiz.txt", "bytes"),)),
)
"""In the order in which they are offered."""
_IF_ASKED_FOR: Mapping[str, Callable[[Edition, Lesson], bool]] = {"cards": cards.asked_for, "script": script.asked_for}
"""What only some lessons have."""


def _makers(edition: Edition, env: Environment, lesson: Lesson) -> Mapping[str, Callable[[], Form]]:
    """What makes the documents of each kind."""
    deck = cache(lambda: fit(lecture.deck(edition, lesson), edition.words.t.kit.deck.continued))
    return {
        "slides": lambda: web.page(deck(), env, edition.words).encode(),
        "pptx": deck,
        "plan": lambda: plan.paper(edition, lesson, deck()),
        "crib": lambda: crib.paper(edition, lesson),
        "worksheet": lambda: worksheet.sheet(edition, lesson),
        "key": lambda: worksheet.key(edition, lesson),
        "cards": lambda: cards.paper(edition, lesson, edition.scope.pupils),
        "script": lambda: script.paper(edition, lesson, edition.scope.pupils),
        "gift": lambda: quiz.gift(edition, lesson),
        "questions": lambda: quiz.questions(edition, lesson),
    }


def _address(edition: Edition, lesson: Lesson, name: str) -> str:
    """Where a file lies. Its name still says what it is when it lies among others on a desktop.

    The web slides are opened from the page of the lesson, and have a name that never changes.
    """
    return paths.kit(lesson.id, name if name == "slides.html" else f"{lesson.id}-{edition.lang}-{name}")
