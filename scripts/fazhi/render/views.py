"""One typed view for each template: everything it prints, sorted, dated and linked before the template sees it.

A template makes no decision that a test would want to check; it places what it is given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Ref:
    """A link to a page of the site: a relative address and its words."""

    href: str
    words: str


class KitFile(NamedTuple):
    """A file of the class kit: what kind it is, for whom, and its address below the language."""

    kind: str
    audience: str
    address: str


@dataclass(frozen=True, slots=True)
class KitRow:
    """One kind of document: what it is called, what it is for, and a link for each format."""

    name: str
    hint: str
    files: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class KitView:
    """The class kit of a lesson: everything in one zip, then what is handed out, then what the presenter keeps."""

    bundle: Ref | None
    groups: tuple[KitGroup, ...]


@dataclass(frozen=True, slots=True)
class KitGroup:
    """The documents for one kind of reader."""

    title: str
    rows: tuple[KitRow, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of the facts of a case or lesson: a label and the values beside it, some of them links."""

    label: str
    values: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader must know before reading on. ``kind`` is ``note`` or ``warning``."""

    kind: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """A ``##`` section, its heading, and its body as HTML."""

    id: str
    title: str
    html: Markup
    minutes: str = ""
    note: str = ""
    """That the translation of the section is behind."""


@dataclass(frozen=True, slots=True)
class EventView:
    """A timeline entry."""

    dates: Markup
    """The day, or the two dates of a span, for people and for machines."""
    html: Markup


@dataclass(frozen=True, slots=True)
class OptionView:
    """An answer; ``id`` ties the button to its reason."""

    id: str
    letter: str
    right: bool
    answer: Markup
    reason: Markup


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A quiz question."""

    id: str
    number: int
    title: str
    options: tuple[OptionView, ...]


@dataclass(frozen=True, slots=True)
class PartView:
    """A side of the argument, or the law then or now."""

    id: str
    title: str
    html: Markup


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source in the list at the end of a case."""

    id: str
    number: int
    publisher: str
    title: str
    date: str
    certainty: str
    url: str


@dataclass(frozen=True, slots=True)
class Officially:
    """The citation block of a case: the one place where its official title is printed."""

    title: str
    title_zh: str
    number: str
    series: str
    published: str


@dataclass(frozen=True, slots=True)
class ChannelView:
    """A help channel; ``href`` dials the number on a phone or opens the official site."""

    id: str
    number: str
    href: str
    name: str
    purpose: str
    note: str
    urgent: bool
    certainty: str


@dataclass(frozen=True, slots=True)
class Footing:
    """What stands at the foot of every written page: version, law as of, who answers for it, where it is edited."""

    id: str
    updated: str
    law_as_of: str
    people: tuple[Fact, ...]
    path: str
    edit: str


@dataclass(frozen=True, slots=True)
class Card:
    """A case or lesson in a list."""

    href: str
    title: str
    summary: str
    tags: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """The page of a case."""

    title: str
    summary: str
    basis: str
    reading: str
    """How long the story takes to read."""
    grades: str
    asked: str
    """What the reader will be asked to decide."""
    notices: tuple[Notice, ...]
    content_note: str
    facts: tuple[Fact, ...]
    official: Officially | None
    sections: tuple[SectionView, ...]
    timeline: Markup
    sides: tuple[PartView, ...]
    laws: tuple[PartView, ...]
    questions: tuple[QuestionView, ...]
    quiz: Markup
    """The questions as they are answered on the page."""
    help: tuple[ChannelView, ...]
    help_href: str
    sources: tuple[SourceView, ...]
    lessons: tuple[Card, ...]
    related: tuple[Card, ...]
    also: tuple[Ref, ...]
    """Other ways to read the same."""
    footing: Footing


@dataclass(frozen=True, slots=True)
class LessonView:
    """The page of a lesson as a student may see it."""

    title: str
    summary: str
    notices: tuple[Notice, ...]
    content_note: str
    facts: tuple[Fact, ...]
    objectives: tuple[str, ...]
    keypoints: tuple[str, ...]
    materials: tuple[str, ...]
    homework: tuple[str, ...]
    kit: KitView | None
    cases: tuple[Card, ...]
    sections: tuple[SectionView, ...]
    questions: tuple[QuestionView, ...]
    quiz: Markup
    """The questions as they are answered on the page."""
    help: tuple[ChannelView, ...]
    help_href: str
    also: tuple[Ref, ...]
    """Other ways to read the same."""
    footing: Footing


@dataclass(frozen=True, slots=True)
class MissingView:
    """The page of something that has not been written in this language yet; the original is one click away."""

    title: str
    original: Ref
    footing: Footing
