"""Check that nothing in the content can tell who a child is (Minors Protection Law art. 103 and 49).

Every character counts: front matter, comments, targets of links, notes for the presenter, reference files, fixed words,
names of files. What names one person is an error that nobody can waive; what may be a name, and what small facts add up
to, is for somebody to look at, who then says so in ``docs/reference/waivers.yml``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from fazhi.check import mosaic
from fazhi.check.context import Context
from fazhi.check.disguise import Bare, bare
from fazhi.check.identity import identifying, masked
from fazhi.check.mosaic import Clue
from fazhi.check.shape import mark_of
from fazhi.check.surnames import anonymised, named, schools, without_role
from fazhi.model.facts import CaseFront
from fazhi.model.mark import Mark
from fazhi.parse.document import Document
from fazhi.problems import Problem

WAIVERS = "docs/reference/waivers.yml"
_MADE_UP_OR_LAW = frozenset({"law", "you", "quiz", "question"})
"""Sections of a case that tell of nobody: its children are in the others."""
_TOLD = ("title", "summary", "place", "content_note")
"""Keys of the front matter that tell what happened, and where."""


_LINE_END = re.compile("\n")


@dataclass(frozen=True)
class Page:
    """A text with what it says without disguise, and where each character stands."""

    path: str
    text: str
    bare: Bare

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_END.finditer(self.text))]

    def mark(self, place: int) -> Mark:
        """The line and column of a place in the text as it was written."""
        line = bisect_right(self._starts, place)
        return Mark(line, place - self._starts[line - 1] + 1)

    def bare_mark(self, at: int) -> Mark:
        """The same for a place in the text without disguise."""
        return self.mark(self.bare.places[at])

    def bare_line(self, line: int) -> int:
        """Where a line begins in the text without disguise; its end for lines behind the last one."""
        start = self._starts[line - 1] if line <= len(self._starts) else len(self.text)
        return bisect_left(self.bare.places, start)

    @cached_property
    def schools(self) -> list[tuple[int, int]]:
        """Where schools stand with their names, in the text without disguise."""
        return list(schools(self.bare.text))


@dataclass(frozen=True, slots=True)
class Doubt:
    """What somebody has to look at: the problem, and the words by which a waiver may name it."""

    problem: Problem
    texts: frozenset[str]


def privacy(context: Context) -> Iterator[Problem]:
    """Nothing names a person, and a surname with 某 stands in the official title only."""
    for page in context.once(_pages):
        for found in identifying(page.bare):
            yield Problem(page.path, page.mark(found.place), found.rule, {"found": found.masked})
        yield from _anonymised(page, context.parsed.documents.get(page.path))


def doubts(context: Context) -> Iterator[Doubt]:
    """What may be a name, and what clues add up to: both are for somebody to look at."""
    for page in context.once(_pages):
        if page.path != WAIVERS:  # what a waiver quotes would itself be in doubt
            yield from _names(page)
            yield from _mosaic(context, page)


def _pages(context: Context) -> list[Page]:
    return [Page(path, text, bare(text)) for path, text in context.parsed.texts.items()]


def _anonymised(page: Page, doc: Document | None) -> Iterator[Problem]:
    """A surname with 某 stands in the official title only (content rule 2)."""
    title = doc.front.marks.get(("official", "title")) if doc else None
    for start, end in anonymised(page.bare.text):
        mark = page.bare_mark(start)
        if title is None or mark.line != title.line:
            yield Problem(page.path, mark, "surname-mou", {"found": masked(page.bare.text[start:end])})


def _names(page: Page) -> Iterator[Doubt]:
    text = page.bare.text
    for rule, spans in (("person-name", named(text)), ("school-name", page.schools)):
        for start, end in spans:
            found = text[start:end]
            detail = {"found": masked(found), "count": str(len(found))}
            yield Doubt(
                Problem(page.path, page.bare_mark(start), rule, detail), frozenset({found, without_role(found)})
            )


def _mosaic(context: Context, page: Page) -> Iterator[Doubt]:
    """What the sections of a case or a lesson, and a case as a whole, tell about a child in pieces."""
    doc = context.parsed.documents.get(page.path)
    if doc is None or not _about_a_child(context, doc):
        return
    sections = _sections(doc, page)
    told = [(id, found) for id, found in sections.items() if mosaic.weight(found) >= mosaic.SECTION_WARNS]
    for id, found in told:
        yield _weighed(page, id, found, mosaic.SECTION_STOPS)
    every = [clue for found in sections.values() for clue in found]
    if doc.kind == "case" and not told and mosaic.weight(every) >= mosaic.ENTRY_WARNS:
        yield _weighed(page, "entry", every, mosaic.ENTRY_STOPS)


def _about_a_child(context: Context, doc: Document) -> bool:
    """Whether a text may tell of a real child: what is made up does not, nor a case that declares no minor."""
    original = context.original(doc)
    front = context.fronts.get(original.path) if original else None
    if original is None or doc.kind == "page" or context.front(original).get("basis") == "invented":
        return False
    return not (isinstance(front, CaseFront) and front.persons and not any(each.minor for each in front.persons))


def _sections(doc: Document, page: Page) -> dict[str, list[Clue]]:
    """The clues of a document by the id of the section; those of its front matter under ``meta``."""
    told = sorted({mark_of(doc.front, key).line for key in _TOLD if (key,) in doc.front.marks})
    lines = [("meta", line, line + 1) for line in told]
    starts = [*((section.id or "", section.mark.line) for section in doc.sections), ("", 1 << 30)]
    lines += [(id, start, end) for (id, start), (_, end) in pairwise(starts) if id not in _MADE_UP_OR_LAW]
    found: dict[str, list[Clue]] = {}
    for id, start, end in lines:
        first, last = page.bare_line(start), page.bare_line(end)
        clues = [*mosaic.clues(page.bare.text, doc.lang, first, last)]
        clues += [Clue("school", at) for at, _ in page.schools if first <= at < last]
        if clues:
            found.setdefault(id, []).extend(clues)
    return found


def _weighed(page: Page, id: str, found: Iterable[Clue], stops: int) -> Doubt:
    clues = sorted(found, key=lambda clue: clue.place)
    kinds = sorted({clue.kind for clue in clues})
    weight = mosaic.weight(clues)
    detail = {
        "clues": "、".join(mosaic.kind_of(kind).zh for kind in kinds),
        "clues_en": ", ".join(mosaic.kind_of(kind).en for kind in kinds),
        "weight": str(weight),
        "text": f"{id}: {', '.join(kinds)}",
    }
    rule = "mosaic" if weight >= stops else "mosaic-near"
    return Doubt(Problem(page.path, page.bare_mark(clues[0].place), rule, detail), frozenset({detail["text"]}))
