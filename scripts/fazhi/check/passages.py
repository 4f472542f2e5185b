"""Cut all that is shown into passages: runs of text that know the place in their file of each of their characters.

Rules about wording look at what a reader sees, without markup, and must still name the line and the column.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import accumulate

from fazhi.check.context import Context, Linked, Seen
from fazhi.check.shape import leaves
from fazhi.model.blocks import Event, Heading, Inline, Link, Notes, Option, Paragraph, Question, SourceRef, Text
from fazhi.model.fields import FOR_PRESENTERS, LANGUAGES, PRESENTER_ONLY
from fazhi.model.mark import Mark
from fazhi.parse.document import Document
from fazhi.parse.frontmatter import Data, Loc
from fazhi.problems import Problem

_SHOWN = "title summary place organs content_note objectives keypoints materials homework".split()
"""Keys of the front matter that hold words of ours."""
_OF_OTHERS = ("official", "sources")
"""Keys that hold the titles of officials and of sources, which are not ours to change."""
_NOT_SHOWN = frozenset({"wording", "readings"})
"""Reference files for the program: of words that must not stand, and of how characters are read."""


_KINDS: dict[type, str] = {
    Paragraph: "paragraph",
    Heading: "heading",
    Question: "heading",
    Event: "event",
    Option: "option",
}


@dataclass(frozen=True)
class Places:
    """The text of a file, which knows where each of its lines starts."""

    text: str

    @cached_property
    def flat(self) -> str:
        """The text in one line."""
        return self.text.replace("\n", " ")

    @cached_property
    def starts(self) -> list[int]:
        """Where each line starts, and where the text ends."""
        return list(accumulate((len(line) + 1 for line in self.text.split("\n")), initial=0))

    def offset(self, mark: Mark) -> int:
        """How many characters stand before a place."""
        return self.starts[min(mark.line, len(self.starts)) - 1] + mark.col - 1

    def mark(self, offset: int) -> Mark:
        """The line and the column of a character."""
        line = bisect_right(self.starts, offset)
        return Mark(line, offset - self.starts[line - 1] + 1)


Pieces = list[tuple[int, int]]
"""Where pieces of a text start: in the text, and in the file."""


@dataclass(slots=True)
class Passage:
    """A paragraph, an entry, a cell, a heading, an answer, or one text of the front matter or of a reference file."""

    path: str
    lang: str
    kind: str
    """``case``, ``lesson``, ``page`` or ``reference``."""
    section: str
    """The id of the section; nothing above the first one."""
    hidden: bool
    """Whether only the presenter sees it."""
    places: Places
    text: str
    pieces: Callable[[], Pieces]
    """Finds the pieces of the text: nobody asks where a character stands unless something is wrong there."""
    refs: Sequence[int] = ()
    """Behind how many characters of the text a source mark stands."""
    links: Sequence[Linked] = ()
    block: str = ""
    """``heading``, ``paragraph``, ``event``, ``option``, or ``other``: an entry of a list, a cell, a quotation."""
    date: str = ""
    """The date of an entry of a timeline, which stands before the text."""
    ours: bool = True
    """Whether we chose the words: not those of a title that others gave."""
    refuted: bool = False
    """Whether it is a wrong answer of a quiz, which its reason puts right."""

    def mark(self, at: int) -> Mark:
        """The place in the file of a character of the text."""
        pieces = self.pieces()
        piece = bisect_right(pieces, at, key=lambda each: each[0]) - 1
        start, offset = pieces[max(piece, 0)]
        return self.places.mark(offset + at - start)

    def quoted(self, at: int) -> bool:
        """Whether a character stands inside quotation marks: somebody says it, and the page does not."""
        before = self.text[:at]
        if self.lang == "en":
            return before.count('"') % 2 == 1
        return before.count("“") > before.count("”")


Told = tuple[int, Problem]
"""A problem, and the number of the passage in which it is."""


class Sheet:
    """Passages of one language in one text, a line for each: what is rare in them is found in one search.

    Whatever is looked for stands in one line. ``passages`` are numbered in the order in which they are told of.
    """

    def __init__(self, lang: str, passages: Sequence[tuple[int, Passage]]) -> None:
        """Lay passages under one another."""
        self.lang = lang
        self.passages = passages
        self.text = "\n".join(passage.text for _, passage in passages)
        self._starts = list(accumulate((len(passage.text) + 1 for _, passage in passages), initial=0))

    def at(self, place: int) -> tuple[int, Passage, int]:
        """The passage at a place of the text: its number, the passage, and the place in it."""
        line = bisect_right(self._starts, place) - 1
        return *self.passages[line], place - self._starts[line]

    def found(self, pattern: re.Pattern[str], text: str = "") -> Iterator[tuple[int, Passage, int, str]]:
        """The same for all that a pattern finds in words of ours, or in another form of them, with what it finds."""
        for match in pattern.finditer(text or self.text):
            number, passage, at = self.at(match.start())
            if passage.ours:
                yield number, passage, at, match[0]


def sheets(shown: Sequence[Passage]) -> Iterator[Sheet]:
    """A sheet for each language of some passages."""
    for lang in LANGUAGES:
        yield Sheet(lang, [(number, passage) for number, passage in enumerate(shown) if passage.lang == lang])


def passages(context: Context) -> Iterator[Passage]:
    """Every passage of the documents that is shown, file by file."""
    for doc in context.documents():
        places = Places(context.parsed.texts[doc.path])
        yield from _front(doc, context, places)
        for seen in context.seen(doc):
            yield from _of_section(doc, seen, places)


def reference_passages(world: Context) -> Iterator[Passage]:
    """Every passage of the reference files that is shown, file by file."""
    for name, data in world.parsed.references.items():
        path = f"docs/reference/{name}.yml"
        if name not in _NOT_SHOWN and path in world.parsed.texts:
            places = Places(world.parsed.texts[path])
            for loc, text in leaves(data.value):
                lang = _language(loc)
                if lang:
                    yield Passage(
                        path, lang, "reference", "", False, places, text, partial(_typed, places, data, loc, text)
                    )


def _language(loc: Loc) -> str:
    """The language of a text of a reference file, by the key under which it stands."""
    return next((lang for lang in LANGUAGES if lang in loc), "")


def _front(doc: Document, context: Context, places: Places) -> Iterator[Passage]:
    front = context.front(doc)
    hidden = doc.id in FOR_PRESENTERS
    for key in (*_SHOWN, *_OF_OTHERS):
        for loc, text in leaves(front.get(key), (key,)):
            pieces = partial(_typed, places, doc.front, loc, text)
            yield Passage(doc.path, doc.lang, doc.kind, "", hidden, places, text, pieces, ours=key in _SHOWN)


def _typed(places: Places, data: Data, loc: Loc, text: str) -> Pieces:
    """The pieces of a text of YAML, which may stand in quotes."""
    start = places.offset(data.mark(loc))
    at = places.flat.find(text, start, start + len(text) + 2)
    pieces = [(0, at if at >= 0 else start)]
    if at < 0:  # a quote inside is written with an escape or twice: follow character by character
        for index, char in enumerate(text):
            start = max(places.flat.find(char, start, start + 3), start)
            pieces.append((index, start))
            start += 1
    return pieces


def _of_section(doc: Document, seen: Seen, places: Places) -> Iterator[Passage]:
    section = seen.section
    closed = section.id in PRESENTER_ONLY | FOR_PRESENTERS or doc.id in FOR_PRESENTERS
    track = _Track(places, [(section.mark, (Text(section.title),)), *((run.mark, run.words) for run in seen.runs)])
    common = doc.path, doc.lang, doc.kind, section.id
    yield Passage(*common, closed, places, section.title, partial(track.of, 0), block="heading")
    for number, run in enumerate(seen.runs, 1):
        node, pieces = run.node, partial(track.of, number)
        block, hidden = _KINDS.get(type(node), "other"), closed or isinstance(node, Notes)
        passage = Passage(*common, hidden, places, run.plain, pieces, run.refs, run.links, block)
        if isinstance(node, Event):
            passage.date = node.moment.start
        elif isinstance(node, Option):
            passage.refuted = run.words is node.answer and not node.right
        yield passage


class _Track:
    """Follows the runs of a section through the text of their file, in its order, as soon as one of them is asked for.

    Cells of a row and the parts of an option share a mark and follow each other.
    """

    def __init__(self, places: Places, runs: Sequence[tuple[Mark, tuple[Inline, ...]]]) -> None:
        self.places = places
        self.runs = runs
        self.cursor = 0

    def of(self, number: int) -> Pieces:
        """The pieces of a run."""
        return self._all[number]

    @cached_property
    def _all(self) -> list[Pieces]:
        found: list[Pieces] = []
        last = None
        for mark, words in self.runs:
            if mark != last:
                last, self.cursor = mark, self.places.offset(mark)
            pieces = [] if words and isinstance(words[0], Text) else [(0, self.cursor)]
            self._take(pieces, 0, words)
            found.append(pieces)
        return found

    def _take(self, pieces: Pieces, length: int, words: Iterable[Inline]) -> int:
        """Follow along some words, behind ``length`` characters of their run; give how many there are behind them."""
        for inline in words:
            if isinstance(inline, Text):
                # An escaped sign is not found as it is shown: then the passage goes on from where it is.
                at = self.places.flat.find(inline.text, self.cursor, self.cursor + len(inline.text) + 400)
                offset = at if at >= 0 else self.cursor
                pieces.append((length, offset))
                length += len(inline.text)
                self.cursor = offset + len(inline.text) * (at >= 0)
            elif isinstance(inline, SourceRef):
                self.cursor = self.places.offset(inline.mark) + len(inline.id) + 3
            else:
                length = self._take(pieces, length, inline.children)
                if isinstance(inline, Link):
                    self.cursor = self.places.offset(inline.mark) + len(inline.target) + 1
        return length
