"""Make the views of the pages that show a case or a lesson in both languages, paragraph beside paragraph.

The reader's language comes first. Sections are matched by their ids; inside a section blocks stand beside each other
when both languages have the same kinds in the same order, and otherwise the whole sections do. What one language lacks
is said to be missing. Nothing that is the presenter's is here, and an outcome is closed, as on the page itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from markupsafe import Markup

from fazhi.model.blocks import Section, without_notes
from fazhi.model.facts import LessonFront
from fazhi.model.library import Case, Lesson
from fazhi.render import pair, paths, quiz
from fazhi.render.edition import Edition
from fazhi.render.entries import questions, source_views
from fazhi.render.footing import footing
from fazhi.render.html import AS_ON_ITS_PAGE, Manner, Printer
from fazhi.render.metadata import HREFLANG
from fazhi.render.snippet import joined
from fazhi.render.views import Footing, Notice, Ref, SourceView

Piece = tuple[str, Markup]
"""A part of a section: its kind, by which both languages are compared, and what is said."""


@dataclass(frozen=True, slots=True)
class Titled:
    """A title in a language."""

    lang: str
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Both:
    """A section in both languages: its titles, where it stands in each, and its rows."""

    titles: tuple[Titled, ...]
    notes: tuple[str, ...]
    rows: Markup
    closed: bool = False


@dataclass(frozen=True, slots=True)
class SideView:
    """A case or a lesson in both languages."""

    titles: tuple[Titled, ...]
    back: tuple[Ref, ...]
    notices: tuple[Notice, ...]
    head: Markup
    sections: tuple[Both, ...]
    sources: tuple[SourceView, ...]
    footing: Footing


def view(edition: Edition, other: Edition, entry: Case | Lesson) -> SideView:
    """The view of an entry for readers of the edition, with the other language beside it."""
    address = paths.entry(entry)
    root = "../" * (address.count("/") + 1) + f"{other.lang}/"
    sides = (_Side(edition, entry), _Side(other, entry, Manner(root=root, prefix=f"{other.lang}-")))
    ids = dict.fromkeys(id for side in sides for id in side.sections)
    title = edition.text(entry).words.title
    return SideView(
        titles=tuple(Titled(side.lang, "", side.title) for side in sides if side.there),
        back=(Ref(paths.relative(address, paths.side(entry)), title),),
        notices=edition.notices(entry),
        head=_rows(sides, [side.head() for side in sides]),
        sections=(*(_both(sides, id) for id in ids), *_lists(sides)),
        sources=tuple(_sources(edition, entry)),
        footing=footing(edition, entry, address),
    )


def _sources(edition: Edition, entry: Case | Lesson) -> Iterator[SourceView]:
    if entry.kind == "case":
        yield from source_views(edition, edition.library.cases[entry.id], edition.text(entry))


def _is_lesson(entry: Case | Lesson) -> bool:
    return isinstance(entry.facts, LessonFront)


class _Side:
    """One language of the page."""

    def __init__(self, edition: Edition, entry: Case | Lesson, manner: Manner = AS_ON_ITS_PAGE) -> None:
        self.edition, self.entry = edition, entry
        self.t, self.lang = edition.words.t, HREFLANG[edition.lang]
        self.label = self.t.site.choose
        self.opening = pair.opening(self.lang, self.label)
        self.prefix = manner.prefix
        self.there, self.behind = edition.lang in entry, entry.behind(edition.lang)
        text = edition.text(entry)
        self.words, self.title = text.words, text.words.title
        self.sections = {section.id: section for section in edition.shown(entry)} if self.there else {}
        self.printer: Printer = edition.printer(entry, paths.entry(entry), manner)

    def head(self) -> list[Piece]:
        """The summary and what must be read before the text."""
        if not self.there:
            return []
        text = getattr(self.words, "content_note", None)
        return [("summary", pair.summary(self.words.summary)), *([("note", pair.note(text, self.t))] if text else [])]

    def pieces(self, id: str) -> list[Piece]:
        """The parts of a section, in the order in which they are read."""
        section = self.sections.get(id)
        return self.printer.prints.once(section, self._pieces) if section else []

    def _pieces(self, section: Section) -> list[Piece]:
        return [
            *((type(block).__name__, self.printer.blocks((block,))) for block in without_notes(section.blocks)),
            *(("event", pair.event(event)) for event in self.edition.events(section, self.printer)),
            *(("question", quiz.read(each, self.t)) for each in questions(section.questions, self.printer)),
        ]

    def cell(self, piece: Piece | None, page: Edition) -> pair.Cell:
        """A part in its place on a page of an edition."""
        if piece is None:
            return pair.empty(self.lang, self.label, HREFLANG[page.lang], page.words.t.side.nothing)
        return pair.cell(self.opening, piece[1])


def _both(sides: tuple[_Side, ...], id: str) -> Both:
    found = [(side, side.sections.get(id)) for side in sides]
    return Both(
        titles=tuple(Titled(side.lang, side.prefix + id, section.title) for side, section in found if section),
        notes=tuple(_notes(sides, id)),
        rows=_rows(sides, [side.pieces(id) for side in sides]),
        closed=id == "outcome" and not _is_lesson(sides[0].entry),
    )


def _notes(sides: tuple[_Side, ...], id: str) -> Iterator[str]:
    """What the reader must know of a section: that a language lacks it, or has not followed a change."""
    t = sides[0].edition.words.t.side
    for side in sides:
        name = t.languages.en if side.edition.lang == "en" else t.languages.zh
        if id not in side.sections:
            yield t.missing.format(language=name)
        elif id in side.behind:
            yield t.behind.format(language=name)


def _rows(sides: tuple[_Side, ...], pieces: list[list[Piece]]) -> Markup:
    """The rows of a section; where the languages differ in shape, one row with all that each of them says."""
    first, second = ([kind for kind, _ in found] for found in pieces)
    if first and second and first != second and {*first, *second}.isdisjoint(_NO_HTML):
        pieces = [[("all", joined("\n", [said for _, said in found]))] for found in pieces]
    page, (left, right) = sides[0].edition, sides
    return pair.rows((left.cell(one, page), right.cell(other, page)) for one, other in zip_longest(*pieces))


_NO_HTML = frozenset({"summary", "note", "event", "question", "list"})
"""Kinds that hold no blocks; if one language has more of them, its last ones stand alone."""


def _lists(sides: tuple[_Side, ...]) -> Iterator[Both]:
    """The lists of a lesson's front matter that its page shows."""
    if not _is_lesson(sides[0].entry):
        return
    for key in ("objectives", "keypoints", "materials", "homework"):
        found: list[list[Piece]] = [
            [("list", pair.listed(rows))] if side.there and (rows := getattr(side.words, key)) else [] for side in sides
        ]
        if any(found):
            titles = (
                Titled(side.lang, side.prefix + key, getattr(side.edition.words.t.lesson, key))
                for side, rows in zip(sides, found, strict=True)
                if rows
            )
            yield Both(tuple(titles), (), _rows(sides, found))
