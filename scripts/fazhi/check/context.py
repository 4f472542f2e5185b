"""What every check is given: the parsed documents, the typed reference data, and where each thing stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from fazhi.model.blocks import (
    Block,
    Chart,
    Event,
    Flow,
    Heading,
    Inline,
    Items,
    Mark,
    Notes,
    Paragraph,
    Picture,
    Pull,
    Question,
    Quote,
    Table,
    Text,
)
from fazhi.model.fields import ORIGINAL
from fazhi.model.library import FrontWords, Library
from fazhi.parse.document import Document
from fazhi.parse.repository import Parsed


@dataclass(frozen=True, slots=True)
class Context:
    """Checks look at documents, not at the library, so that a file with one mistake still shows all the others."""

    parsed: Parsed
    reference: Library
    fronts: Mapping[str, FrontWords]
    """The typed front matter by path, of those documents whose front matter is right."""
    unread: frozenset[str]
    """The files that could not be read to their end: what seems to be missing there may well be there."""

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


def runs(nodes: Iterable[Block | Event | Question]) -> Iterator[tuple[Mark, tuple[Inline, ...]]]:
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
            case Heading(title=words, mark=mark) | Picture(alt=words, mark=mark):
                yield mark, (Text(words),)
            case Question(title=title, options=options, mark=mark):
                yield mark, (Text(title),)
                yield from ((option.mark, words) for option in options for words in (option.answer, option.reason))
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
