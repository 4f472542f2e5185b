"""The class kit of a language: which documents there are, where each lies, and how they are bundled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from jinja2 import Environment

from fazhi.model.library import Lesson
from fazhi.model.reference import Pack
from fazhi.problems import Problem
from fazhi.render import paths
from fazhi.render.edition import Edition
from fazhi.render.kit import anki, bundles, cards, crib, lecture, plan, quiz, record, script, web, worksheet
from fazhi.render.kit.bundles import Made
from fazhi.render.kit.document import Document, WriterName
from fazhi.render.kit.fault import Faulty, Unprintable
from fazhi.render.kit.fit import fit
from fazhi.render.kit.paper import Paper
from fazhi.render.views import KitFile

TEACHABLE = frozenset({"published", "needs-recheck"})
"""A draft is not to be carried into class, an outline has nothing to carry; both keep their page."""


@dataclass(frozen=True, slots=True)
class Kit:
    """Everything that is made for the classes of a language, and not printed yet."""

    edition: Edition
    env: Environment
    lessons: Mapping[str, tuple[Document, ...]]
    packs: Mapping[str, tuple[Document, ...]]
    glossary: tuple[Document, ...]

    def documents(self) -> Iterator[Document]:
        """Every document once."""
        for documents in (*self.lessons.values(), *self.packs.values(), self.glossary):
            yield from documents

    def files(self) -> dict[str, tuple[KitFile, ...]]:
        """What pages link to: the files of each lesson and pack, by id, the bundle first, and those of the glossary."""
        lang = self.edition.lang
        found = {
            id: (KitFile("zip", "presenter", paths.lesson_zip(id, lang)), *_linked(documents))
            for id, documents in self.lessons.items()
        }
        found |= {
            paths.pack_key(id): (KitFile("zip", "presenter", paths.pack_zip(id, lang)), *_linked(documents))
            for id, documents in self.packs.items()
        }
        return found | {paths.GLOSSARY: _linked(self.glossary)}

    def bundles(self, printed: Mapping[str, bytes]) -> dict[str, bytes]:
        """The zips, by address, from the printed documents by theirs. Raises Faulty with every problem found."""
        library, lang = self.edition.library, self.edition.lang
        made = {id: [Made(each, printed[each.address]) for each in documents] for id, documents in self.lessons.items()}
        zips: dict[str, bytes] = {}
        problems: list[Problem] = []
        for id, documents in made.items():
            with _gathered(problems):
                zips[paths.lesson_zip(id, lang)] = bundles.lesson(
                    self.edition, self.env, library.lessons[id], documents
                )
        for id, wanted in self.packs.items():
            pack = library.packs[id]
            lessons = [(library.lessons[each], made[each]) for each in pack.lessons]
            own = [Made(each, printed[each.address]) for each in wanted]
            with _gathered(problems):
                zips[paths.pack_zip(id, lang)] = bundles.pack(self.edition, self.env, pack, lessons, own)
        if problems:
            raise Faulty(problems)
        return zips


@contextmanager
def _gathered(problems: list[Problem]) -> Iterator[None]:
    """Remember what cannot be made and go on: an author wants to know everything at once."""
    try:
        yield
    except Unprintable as fault:
        problems.append(fault.problem)


def kit(edition: Edition, env: Environment) -> Kit:
    """Make every document of an edition.

    Raises Faulty with every problem found.
    """
    problems: list[Problem] = []
    lessons = {}
    for lesson in edition.lessons():
        if lesson.facts.status in TEACHABLE and edition.lang in lesson:
            with _gathered(problems):
                lessons[lesson.id] = tuple(_wanted(edition, _lesson(edition, env, lesson)))
    if problems:
        raise Faulty(problems)
    packs = {
        id: tuple(_wanted(edition, _pack(edition, pack)))
        for id, pack in edition.library.packs.items()
        if all(each in lessons for each in pack.lessons) and not edition.scope.students
    }
    name = f"glossary-{edition.lang}.apkg"
    glossary = Document(name, "anki", "students", "bytes", anki.deck(edition))
    return Kit(edition, env, lessons, packs, (glossary,))


def _wanted(edition: Edition, documents: Iterator[Document]) -> Iterator[Document]:
    """Leave out what is the presenter's where an edition is for students alone."""
    return (each for each in documents if not edition.scope.students or each.audience == "students")


def _lesson(edition: Edition, env: Environment, lesson: Lesson) -> Iterator[Document]:
    deck = fit(lecture.deck(edition, lesson), edition.words.t.kit.deck.continued)
    slides = web.page(deck, env, edition.words).encode()
    yield Document(paths.kit(lesson.id, "slides.html"), "slides", "presenter", "bytes", slides)
    yield Document(_named(edition, lesson, "slides.pptx"), "pptx", "presenter", "pptx", deck)
    yield from _printed(edition, lesson, plan.paper(edition, lesson, deck), ("docx", "pdf"))
    yield from _printed(edition, lesson, crib.paper(edition, lesson), ("pdf",))
    yield from _printed(edition, lesson, worksheet.sheet(edition, lesson), ("docx", "pdf"))
    yield from _printed(edition, lesson, worksheet.key(edition, lesson), ("docx", "pdf"))
    for paper in (
        cards.paper(edition, lesson, edition.scope.pupils),
        script.paper(edition, lesson, edition.scope.pupils),
    ):
        if paper:
            yield from _printed(edition, lesson, paper, ("pdf",))
    gift, questions = quiz.gift(edition, lesson), quiz.questions(edition, lesson)
    yield Document(_named(edition, lesson, "quiz-gift.txt"), "gift", "presenter", "bytes", gift)
    yield Document(_named(edition, lesson, "quiz.txt"), "questions", "presenter", "bytes", questions)


def _pack(edition: Edition, pack: Pack) -> Iterator[Document]:
    paper = record.paper(edition, pack)
    for writer in ("docx", "pdf"):
        address = paths.pack_file(pack.id, f"{pack.id}-{edition.lang}-record.{writer}")
        yield Document(address, "record", "presenter", writer, paper)


def _printed(edition: Edition, lesson: Lesson, paper: Paper, writers: tuple[WriterName, ...]) -> Iterator[Document]:
    for writer in writers:
        yield Document(_named(edition, lesson, f"{paper.name}.{writer}"), paper.name, paper.audience, writer, paper)


def _named(edition: Edition, lesson: Lesson, name: str) -> str:
    """A name that still says what it is when the file lies among others on a desktop."""
    return paths.kit(lesson.id, f"{lesson.id}-{edition.lang}-{name}")


def _linked(documents: tuple[Document, ...]) -> tuple[KitFile, ...]:
    return tuple(KitFile(each.kind, each.audience, each.address) for each in documents)
