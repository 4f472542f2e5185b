"""What every check is given: the parsed documents, the typed reference data, and where each thing stands.

There are two sizes of it. A context without documents is the *world*: the reference data against which entries are
judged. A context of one entry (:meth:`Context.of`) adds the documents of its folder and nothing of any other entry.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any, TypeVar, cast

from fazhi.model.blocks import (
    Block,
    Chart,
    Event,
    Flow,
    Heading,
    Inline,
    Items,
    Link,
    Notes,
    Option,
    Paragraph,
    Picture,
    Pull,
    Question,
    Quote,
    Section,
    SourceRef,
    Table,
    Text,
)
from fazhi.model.fields import ORIGINAL
from fazhi.model.library import FrontWords, Library
from fazhi.model.mark import Mark
from fazhi.parse.document import Document
from fazhi.parse.repository import Folder, Parsed

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Linked:
    """The words of a link inside a run of text, from ``start`` to before ``end``."""

    start: int
    end: int
    target: str


Node = Block | Event | Question | Option


@dataclass(slots=True)
class Run:
    """A run of text: a paragraph, an entry, a cell, a heading, an answer, a reason; with its bare characters."""

    mark: Mark
    words: tuple[Inline, ...]
    node: Node
    """The part of the section in which it stands."""
    plain: str = ""
    refs: list[int] = field(default_factory=list)
    """Behind how many of its characters a source mark stands."""
    links: list[Linked] = field(default_factory=list)


class Seen:
    """A section with what many rules ask of it, gathered in one walk, in reading order."""

    def __init__(self, section: Section) -> None:
        """Walk a section."""
        self.section = section
        self.links: list[Link] = []
        self.refs: list[SourceRef] = []
        nodes: list[Node] = [*section.blocks, *section.events]
        for question in section.questions:
            nodes += (question, *question.options)
        self.runs = [Run(mark, words, node) for node in nodes for mark, words in runs((node,))]
        for run in self.runs:
            self._read(run, run.words)

    @cached_property
    def text(self) -> str:
        """Its title and its runs, a line for each: markup cuts no figure in two, neighbours join none."""
        return "\n".join([self.section.title, *(run.plain for run in self.runs)])

    def _read(self, run: Run, words: Iterable[Inline]) -> None:
        for inline in words:
            if isinstance(inline, Text):
                run.plain += inline.text
            elif isinstance(inline, SourceRef):
                self.refs.append(inline)
                run.refs.append(len(run.plain))
            elif isinstance(inline, Link):
                self.links.append(inline)
                start = len(run.plain)
                self._read(run, inline.children)
                run.links.append(Linked(start, len(run.plain), inline.target))
            else:
                self._read(run, inline.children)


@dataclass(frozen=True, slots=True)
class Context:
    """Checks look at documents, not at the library, so that a file with one mistake still shows all the others."""

    parsed: Parsed
    reference: Library
    fronts: dict[str, FrontWords]
    """The typed front matter by path, of those documents whose front matter is right."""
    unread: frozenset[str]
    """The files that could not be read to their end: what seems to be missing there may well be there."""
    world: dict[Callable[..., Any], Any] = field(default_factory=dict, compare=False, repr=False)
    """What rules have worked out of the reference data; contexts of entries share that of their world."""
    made: dict[Callable[..., Any], Any] = field(default_factory=dict, compare=False, repr=False)
    """What rules have worked out of the documents."""
    gathered: dict[str, tuple[Seen, ...]] = field(default_factory=dict, compare=False, repr=False)

    def of(self, entry: Folder) -> Context:
        """The context of one entry in this world; its front matter is typed later."""
        parsed = dataclasses.replace(self.parsed, documents=entry.documents, texts=entry.texts, pictures=entry.pictures)
        return Context(parsed, self.reference, {}, self.unread | entry.unread, self.world)

    def derived(self, make: Callable[[Context], T]) -> T:
        """What a function makes of the reference data, made once for all entries of a world."""
        if make not in self.world:
            self.world[make] = make(self)
        return cast("T", self.world[make])

    def once(self, make: Callable[[Context], T]) -> T:
        """What a function makes of these documents, made once for all rules."""
        if make not in self.made:
            self.made[make] = make(self)
        return cast("T", self.made[make])

    def seen(self, doc: Document) -> tuple[Seen, ...]:
        """The sections of a document with what stands in them, walked once."""
        if doc.path not in self.gathered:
            self.gathered[doc.path] = tuple(map(Seen, doc.sections))
        return self.gathered[doc.path]

    def front(self, doc: Document) -> Mapping[str, Any]:
        """The front matter as it was typed, right or not."""
        return doc.front.value if isinstance(doc.front.value, dict) else {}

    def listed(self, name: str) -> list[str] | None:
        """The ids of a reference file, see :func:`listed`."""
        return listed(self.parsed, self.unread, name)

    def documents(self, *kinds: str) -> Iterator[Document]:
        """The documents of some kinds, or all."""
        return (doc for doc in self.parsed.documents.values() if not kinds or doc.kind in kinds)

    def original(self, doc: Document) -> Document | None:
        """The Chinese original of a document; the document itself if it is one."""
        return self.parsed.documents.get(doc.path.rsplit("/", 1)[0] + f"/{ORIGINAL}.md")

    def ids(self, kind: str) -> list[str]:
        """The ids of all entries of a kind, good or not."""
        return sorted({doc.id for doc in self.documents(kind)})


def runs(nodes: Iterable[Node]) -> Iterator[tuple[Mark, tuple[Inline, ...]]]:
    """Every run of text and its place: a paragraph, an entry, a cell, a heading, an answer, a reason."""
    for node in nodes:
        match node:
            case Paragraph(children, mark) | Event(children=children, mark=mark):
                yield mark, children
            case Items(items=items):
                yield from runs(chain.from_iterable(items))
            case Table(head, rows, mark) | Chart(table=Table(head, rows, mark)):
                # The second line of a table holds its dashes.
                lines = enumerate((head, (), *rows), mark.line)
                yield from ((Mark(line, mark.col), cell) for line, row in lines for cell in row)
            case Quote(children) | Notes(children):
                yield from runs(children)
            case Flow(lanes, mark):
                yield from ((mark, words) for lane in lanes for words in (lane.name, *lane.steps))
            case Heading(title=words, mark=mark) | Picture(alt=words, mark=mark) | Question(title=words, mark=mark):
                yield mark, (Text(words),)
            case Option(answer=answer, reason=reason, mark=mark):
                yield mark, answer
                yield mark, reason
            case Pull():
                pass


def listed(parsed: Parsed, unread: Collection[str], name: str) -> list[str] | None:
    """The ids of a reference file, those of wrong rows too; None if the file was not read to its end.

    So one mistake in a reference file is one problem, and not one more for every place that names the row.
    """
    rows = parsed.references[name].value
    if f"docs/reference/{name}.yml" in unread or not isinstance(rows, list):
        return None
    return [str(row["id"]) for row in rows if isinstance(row, dict) and "id" in row]
