"""The text of a section as data: blocks and inline spans that every output (page, slide, document) renders.

There is no place in these classes for HTML or attributes; text that cannot be said with them cannot be published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import Any

from fazhi.model.mark import Mark
from fazhi.model.moment import Moment
from fazhi.model.pickled import Pickled

# --- inline -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text(Pickled):
    """A run of plain characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong(Pickled):
    """Text of importance (``**…**``)."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis(Pickled):
    """Stressed text (``*…*``)."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link(Pickled):
    """A link; ``target`` is as typed: ``law:ml#72``, ``case:id``, ``#anchor`` or an https address."""

    children: tuple[Inline, ...]
    target: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class SourceRef(Pickled):
    """The mark ``[^id]`` that names the source of a sentence."""

    id: str
    mark: Mark


Inline = Text | Strong | Emphasis | Link | SourceRef


# --- blocks -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph(Pickled):
    """One paragraph."""

    children: tuple[Inline, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Items(Pickled):
    """A list; each item is a sequence of blocks."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Table(Pickled):
    """A table with one head row; cells hold inline text only."""

    head: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Quote(Pickled):
    """Words that somebody says."""

    children: tuple[Block, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Heading(Pickled):
    """A ``###`` heading: a side of the argument, a scene of a decision tree, a question, a role."""

    id: str
    title: str
    mark: Mark
    pupils: int | None = None
    """Of a role: how many pupils play it before anybody is left over."""
    share: int | None = None
    """Of a role: its share of the pupils who are left over."""


@dataclass(frozen=True, slots=True)
class Notes(Pickled):
    """``/// notes``: for the presenter alone; no student page, index or data file may contain it."""

    children: tuple[Block, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Pull(Pickled):
    """``/// from case#section``: the section of a case, shown here without being typed again."""

    case: str
    section: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Chart(Pickled):
    """``/// chart``: figures that are drawn as bars above their table. The last column holds the figures."""

    table: Table
    values: tuple[float, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Flow(Pickled):
    """``/// flow``: ways that a matter can take, drawn side by side; each has a name and its steps in order."""

    lanes: tuple[Lane, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Lane(Pickled):
    """One way of a flow."""

    name: tuple[Inline, ...]
    steps: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture(Pickled):
    """``![words](media/name.jpg)``, alone in its paragraph: a picture, and what is on it for those who cannot see."""

    path: str
    """The file, from the root of the repository."""
    alt: str
    mark: Mark

    @property
    def file(self) -> str:
        """The name of the file."""
        return self.path.rpartition("/")[2]


Block = Paragraph | Items | Table | Quote | Heading | Notes | Pull | Chart | Flow | Picture


# --- what a section of a known kind is cut into -----------------------------------------------------


@dataclass(frozen=True, slots=True)
class Event(Pickled):
    """One entry of a timeline."""

    moment: Moment
    children: tuple[Inline, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Option(Pickled):
    """One answer of a question, with the reason why it is right or wrong."""

    right: bool
    answer: tuple[Inline, ...]
    reason: tuple[Inline, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Question(Pickled):
    """One quiz question; ``id`` never changes, so that exports can be imported again without doubles."""

    id: str
    title: str
    options: tuple[Option, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Section(Pickled):
    """One ``##`` section. ``timeline`` and ``quiz`` are filled for sections of these ids, ``blocks`` for all others."""

    id: str
    title: str
    mark: Mark
    minutes: int | None
    blocks: tuple[Block, ...]
    events: tuple[Event, ...]
    questions: tuple[Question, ...]
    digest: str
    """Of the original: the digest of all that it says."""
    facts: str = ""
    """Of the original: the digest of its figures, dates, citations and source marks alone."""
    group: int | None = None
    """Of the roles: the fewest pupils for whom another group plays side by side with the first."""


@dataclass(frozen=True, slots=True)
class Part:
    """The blocks under one ``###`` heading; the part before the first heading has none."""

    heading: Heading | None
    blocks: tuple[Block, ...]


def parts(blocks: tuple[Block, ...]) -> tuple[Part, ...]:
    """Cut blocks at their headings; the first part, without a heading, is always there, even if empty."""
    cut: list[tuple[Heading | None, list[Block]]] = [(None, [])]
    for block in blocks:
        if isinstance(block, Heading):
            cut.append((block, []))
        else:
            cut[-1][1].append(block)
    return tuple(Part(heading, tuple(inside)) for heading, inside in cut)


def without_notes(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Leave out all that only the presenter may see."""
    return tuple(block for block in blocks if not isinstance(block, Notes))


Node = Section | Block | Inline | Event | Question | Option | Lane


def nodes(node: Node) -> Iterator[Node]:
    """Walk a node and all that stands below it, in reading order, parents before children."""
    waiting: list[Node] = [node]
    while waiting:
        here = waiting.pop()
        yield here
        inside = _INSIDE.get(type(here))
        if inside:
            waiting += reversed(inside(here))


def spans(node: Node) -> Iterator[Inline]:
    """Walk every inline span below a node, in reading order, parents before children; titles come as text."""
    for here in nodes(node):
        if type(here) in _INLINE:
            yield here  # type: ignore[misc]
        elif isinstance(here, Heading | Question):
            yield Text(here.title)
        elif isinstance(here, Picture):
            yield Text(here.alt)


_INLINE = frozenset({Text, Strong, Emphasis, Link, SourceRef})
_INSIDE: dict[type, Callable[[Any], Sequence[Node]]] = {
    Section: lambda section: (*section.blocks, *section.events, *section.questions),
    Items: lambda items: tuple(chain.from_iterable(items.items)),
    Table: lambda table: tuple(chain.from_iterable(chain(table.head, *table.rows))),
    Question: lambda question: question.options,
    Option: lambda option: (*option.answer, *option.reason),
    Chart: lambda chart: (chart.table,),
    Flow: lambda flow: flow.lanes,
    Lane: lambda lane: tuple(chain(lane.name, *lane.steps)),
    **dict.fromkeys((Paragraph, Event, Quote, Notes, Strong, Emphasis, Link), attrgetter("children")),
}
"""What stands directly below a node, by its kind; nothing does below any other."""


def plain(inlines: tuple[Inline, ...]) -> str:
    """The bare characters of inline spans, source marks left out."""
    return "".join([span.text if type(span) is Text else plain(getattr(span, "children", ())) for span in inlines])
