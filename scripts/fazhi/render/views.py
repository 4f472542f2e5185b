"""One typed view for each template: everything it prints, sorted, dated and linked before the template sees it.

A template makes no decision that a test would want to check; it places what it is given.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Ref:
    """A link to a page of the site: a relative address and its words."""

    href: str
    words: str


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


@dataclass(frozen=True, slots=True)
class EventView:
    """A timeline entry; ``iso`` is empty for a span, which has no single machine-readable form."""

    iso: str
    when: str
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
    notices: tuple[Notice, ...]
    content_note: str
    facts: tuple[Fact, ...]
    handled: Fact
    official: Officially | None
    sections: tuple[SectionView, ...]
    events: tuple[EventView, ...]
    sides: tuple[PartView, ...]
    laws: tuple[PartView, ...]
    questions: tuple[QuestionView, ...]
    help: tuple[ChannelView, ...]
    help_href: str
    sources: tuple[SourceView, ...]
    lessons: tuple[Card, ...]
    related: tuple[Card, ...]
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
    cases: tuple[Card, ...]
    sections: tuple[SectionView, ...]
    questions: tuple[QuestionView, ...]
    help: tuple[ChannelView, ...]
    help_href: str
    footing: Footing


@dataclass(frozen=True, slots=True)
class MissingView:
    """The page of something that has not been written in this language yet; the original is one click away."""

    title: str
    original: Ref
    footing: Footing


@dataclass(frozen=True, slots=True)
class ListGroup:
    """A heading of a list with its cards."""

    id: str
    title: str
    note: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """A list of cases, of lessons, or of both."""

    title: str
    summary: str
    groups: tuple[ListGroup, ...]
    finders: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version of a law."""

    id: str
    in_force: str
    note: str
    certainty: str
    current: bool


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article of a law: what it means in plain words, and which cases and lessons cite it."""

    anchor: str
    name: str
    cards: tuple[RuleView, ...]
    cited: tuple[Ref, ...]
    likely: bool


@dataclass(frozen=True, slots=True)
class RuleView:
    """A row of the law table."""

    id: str
    text: str
    cites: tuple[Ref, ...]
    certainty: str
    watch: str


@dataclass(frozen=True, slots=True)
class LawView:
    """The page of a law."""

    title: str
    title_zh: str
    kind: str
    url: str
    versions: tuple[VersionView, ...]
    watch: str
    articles: tuple[ArticleView, ...]
    cited: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class LawListView:
    """The law table, and every law of the registry by kind."""

    rules: tuple[RuleView, ...]
    groups: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class TermView:
    """A glossary entry, with its explanation."""

    id: str
    zh: str
    zh_also: str
    pinyin: str
    en: str
    en_also: str
    explain: str
    basis: str


@dataclass(frozen=True, slots=True)
class TermGroup:
    """The terms under one letter."""

    letter: str
    terms: tuple[TermView, ...]


@dataclass(frozen=True, slots=True)
class GlossaryView:
    """The glossary, by the first letter of the pinyin or of the English."""

    count: int
    groups: tuple[TermGroup, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """A written page; the template of each page adds what is made from the library."""

    title: str
    summary: str
    notices: tuple[Notice, ...]
    sections: tuple[SectionView, ...]
    footing: Footing


@dataclass(frozen=True, slots=True)
class HomeView:
    """The front page: three doors, then what there is."""

    page: PageView
    doors: tuple[SectionView, ...]
    lessons: tuple[Card, ...]
    cases: tuple[Card, ...]
    topics: tuple[Ref, ...]
    grades: tuple[Ref, ...]
    all_lessons: Ref
    all_cases: Ref


@dataclass(frozen=True, slots=True)
class HelpView:
    """Get help: the rules, then every channel."""

    page: PageView
    urgent: tuple[ChannelView, ...]
    others: tuple[ChannelView, ...]


@dataclass(frozen=True, slots=True)
class PresentersView:
    """For presenters: how to teach, then every lesson with its minutes."""

    page: PageView
    lessons: tuple[LessonRow, ...]
    packs: tuple[PackView, ...]


@dataclass(frozen=True, slots=True)
class PackView:
    """A year for a grade band."""

    id: str
    name: str
    reason: str
    lessons: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A lesson in the presenters' table."""

    lesson: Ref
    grades: str
    minutes: int
    activity: str
    cases: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class ContributorsView:
    """For contributors: the rules, then the closed lists from which a case file chooses."""

    page: PageView
    lists: tuple[ClosedList, ...]


@dataclass(frozen=True, slots=True)
class ClosedList:
    """A closed vocabulary: the ids that a front matter may use, with their meaning."""

    title: str
    rows: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class AboutView:
    """About the project: the page, and how much it holds."""

    page: PageView
    counts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page; it needs JavaScript, and names the lists for those who have none."""

    lists: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry of the feed."""

    url: str
    title: str
    summary: str
    updated: str


@dataclass(frozen=True, slots=True)
class FeedView:
    """The Atom feed of a language."""

    url: str
    home: str
    updated: str
    entries: tuple[FeedEntry, ...]
