"""The views of the written pages, of search and of the feed; what :mod:`fazhi.render.views` says holds here."""

from __future__ import annotations

from dataclasses import dataclass

from fazhi.render.views import Card, ChannelView, Fact, Footing, KitView, Notice, Ref, SectionView


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
    download: Ref


@dataclass(frozen=True, slots=True)
class PackView:
    """A year for a grade band."""

    id: str
    name: str
    reason: str
    lessons: tuple[Card, ...]
    kit: KitView | None


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A lesson in the presenters' table."""

    lesson: Ref
    grades: str
    minutes: int
    activity: str
    cases: tuple[Ref, ...]
    files: tuple[Ref, ...]
    """The ways into class that are asked for most: the web slides, the PPTX, everything in one zip."""


@dataclass(frozen=True, slots=True)
class ContributorsView:
    """For contributors: the rules, then the closed lists from which a case file chooses."""

    page: PageView
    lists: tuple[ClosedList, ...]
    rules: str
    """The way to the page of the rules; empty in an edition for students."""
    form: str
    """The way to the case forms, without the ending of their names; empty in an edition for students."""


@dataclass(frozen=True, slots=True)
class ClosedList:
    """A closed vocabulary: the ids that a front matter may use, with their meaning."""

    title: str
    rows: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class AboutView:
    """About the project: the page, how much it holds, and the same as data."""

    page: PageView
    counts: tuple[Fact, ...]
    files: tuple[Ref, ...]
    """What programs can read."""


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
