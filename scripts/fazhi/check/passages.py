"""Cut all that is shown into passages: runs of text that know the place in their file of each of their characters.

Rules about wording look at what a reader sees, without markup, and must still name the line and the column.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from fazhi.check.context import Context, Seen
from fazhi.check.shape import leaves
from fazhi.model.blocks import Event, Heading, Inline, Link, Mark, Notes, Paragraph, Question, SourceRef, Text
from fazhi.model.fields import FOR_PRESENTERS, LANGUAGES, PRESENTER_ONLY
from fazhi.parse.document import Document
from fazhi.parse.frontmatter import Loc

_SHOWN = "title summary place organs content_note objectives keypoints materials homework".split()
"""Keys of the front matter that hold words of ours."""
_OF_OTHERS = ("official", "sources")
"""Keys that hold the titles of officials and of sources, which are not ours to change."""
_NOT_SHOWN = frozenset({"wording", "readings"})
"""Reference files for the program: of words that must not stand, and of how characters are read."""


_KINDS: dict[type, str] = {Paragraph: "paragraph", Heading: "heading"}


@dataclass(frozen=True, slots=True)
class Places:
    """The text of a file in one line, and where each of its lines starts."""

    flat: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Places:
        """Index the text of a file."""
        lengths = (len(line) + 1 for line in text.split("\n"))
        return cls(text.replace("\n", " "), tuple(accumulate(lengths, initial=0)))

    def offset(self, mark: Mark) -> int:
        """How many characters stand before a place."""
        return self.starts[min(mark.line, len(self.starts)) - 1] + mark.col - 1

    def mark(self, offset: int) -> Mark:
        """The line and the column of a character."""
        line = bisect_right(self.starts, offset)
        return Mark(line, offset - self.starts[line - 1] + 1)


@dataclass(frozen=True, slots=True)
class Linked:
    """The words of a link inside a passage, from ``start`` to before ``end``."""

    start: int
    end: int
    target: str


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
    text: str = ""
    pieces: list[tuple[int, int]] = field(default_factory=list)
    """Where pieces of the text start: in the text, and in the file."""
    refs: list[int] = field(default_factory=list)
    """Behind how many characters of the text a source mark stands."""
    links: list[Linked] = field(default_factory=list)
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
        piece = bisect_right(self.pieces, at, key=lambda each: each[0]) - 1
        start, offset = self.pieces[max(piece, 0)]
        return self.places.mark(offset + at - start)

    def quoted(self, at: int) -> bool:
        """Whether a character stands inside quotation marks: somebody says it, and the page does not."""
        before = self.text[:at]
        if self.lang == "en":
            return before.count('"') % 2 == 1
        return before.count("“") > before.count("”")


def passages(context: Context) -> Iterator[Passage]:
    """Every passage of the documents that is shown, file by file."""
    for doc in context.documents():
        places = Places.of(context.parsed.texts[doc.path])
        yield from _front(doc, context, places)
        for seen in context.seen(doc):
            yield from _of_section(doc, seen, places)


def reference_passages(world: Context) -> Iterator[Passage]:
    """Every passage of the reference files that is shown, file by file."""
    for name, data in world.parsed.references.items():
        path = f"docs/reference/{name}.yml"
        if name not in _NOT_SHOWN and path in world.parsed.texts:
            places = Places.of(world.parsed.texts[path])
            for loc, text in leaves(data.value):
                lang = _language(loc)
                if lang:
                    yield _typed(Passage(path, lang, "reference", "", False, places), text, data.mark(loc))


def _language(loc: Loc) -> str:
    """The language of a text of a reference file, by the key under which it stands."""
    return next((lang for lang in LANGUAGES if lang in loc), "")


def _front(doc: Document, context: Context, places: Places) -> Iterator[Passage]:
    front = context.front(doc)
    hidden = doc.id in FOR_PRESENTERS
    for key in (*_SHOWN, *_OF_OTHERS):
        for loc, text in leaves(front.get(key), (key,)):
            passage = Passage(doc.path, doc.lang, doc.kind, "", hidden, places, ours=key in _SHOWN)
            yield _typed(passage, text, doc.front.mark(loc))


def _typed(passage: Passage, text: str, mark: Mark) -> Passage:
    """Fill a passage with a text of YAML, which may stand in quotes."""
    flat, start = passage.places.flat, passage.places.offset(mark)
    at = flat.find(text, start, start + len(text) + 2)
    passage.text, passage.pieces = text, [(0, at if at >= 0 else start)]
    if at < 0:  # a quote inside is written with an escape or twice: follow character by character
        for index, char in enumerate(text):
            start = max(flat.find(char, start, start + 3), start)
            passage.pieces.append((index, start))
            start += 1
    return passage


def _of_section(doc: Document, seen: Seen, places: Places) -> Iterator[Passage]:
    section, reader = seen.section, _Reader(places)
    closed = section.id in PRESENTER_ONLY | FOR_PRESENTERS or doc.id in FOR_PRESENTERS

    def passage(mark: Mark, words: tuple[Inline, ...], block: str, *, hidden: bool = False) -> Passage:
        new = Passage(doc.path, doc.lang, doc.kind, section.id, closed or hidden, places, block=block)
        reader.fill(new, mark, words)
        return new

    yield passage(section.mark, (Text(section.title),), "heading")
    for run in seen.runs:
        if not isinstance(run.node, Event | Question):
            kind = _KINDS.get(type(run.node), "other")
            yield passage(run.mark, run.words, kind, hidden=isinstance(run.node, Notes))
    for event in section.events:
        entry = passage(event.mark, event.children, "event")
        entry.date = event.moment.start
        yield entry
    for question in section.questions:
        yield passage(question.mark, (Text(question.title),), "heading")
        for option in question.options:
            answer = passage(option.mark, option.answer, "option")
            answer.refuted = not option.right
            yield answer
            yield passage(option.mark, option.reason, "option")


class _Reader:
    """Fills passages in the order of the file and follows along in its text."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.last = (0, 0)
        self.cursor = 0

    def fill(self, passage: Passage, mark: Mark, words: tuple[Inline, ...]) -> None:
        """Fill a passage; cells of a row and the parts of an option share a mark and follow each other."""
        if (mark.line, mark.col) != self.last:
            self.last, self.cursor = (mark.line, mark.col), self.places.offset(mark)
        if not words or not isinstance(words[0], Text):
            passage.pieces.append((0, self.cursor))
        for inline in words:
            self._take(passage, inline)

    def _take(self, passage: Passage, inline: Inline) -> None:
        if isinstance(inline, Text):
            # An escaped sign is not found as it is shown: then the passage goes on from where it is.
            at = self.places.flat.find(inline.text, self.cursor, self.cursor + len(inline.text) + 400)
            offset = at if at >= 0 else self.cursor
            passage.pieces.append((len(passage.text), offset))
            passage.text += inline.text
            self.cursor = offset + len(inline.text) * (at >= 0)
        elif isinstance(inline, SourceRef):
            passage.refs.append(len(passage.text))
            self.cursor = self.places.offset(inline.mark) + len(inline.id) + 3
        else:
            start = len(passage.text)
            for child in inline.children:
                self._take(passage, child)
            if isinstance(inline, Link):
                passage.links.append(Linked(start, len(passage.text), inline.target))
                self.cursor = self.places.offset(inline.mark) + len(inline.target) + 1
