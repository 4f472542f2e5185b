"""The views of lists, of laws and of the glossary; what :mod:`fazhi.render.views` says of views holds here."""

from __future__ import annotations

from dataclasses import dataclass

from fazhi.render.views import Card, Fact, KitView, Ref


@dataclass(frozen=True, slots=True)
class ListGroup:
    """A heading of a list with its cards."""

    id: str
    title: str
    note: str
    cards: tuple[Card, ...]
    more: Ref | None = None
    """Where all of them stand, if the list shows only some."""


@dataclass(frozen=True, slots=True)
class Pager:
    """The way from a page of a long list to its other pages: which one this is, and links; none to the page itself."""

    said: str
    first: Ref | None
    previous: Ref | None
    following: Ref | None
    last: Ref | None


@dataclass(frozen=True, slots=True)
class ListView:
    """A list of cases, of lessons, or of both."""

    title: str
    summary: str
    groups: tuple[ListGroup, ...]
    finders: tuple[Fact, ...]
    more: tuple[Fact, ...] = ()
    """Further rows of links, folded: so many that the list itself would be out of sight on a phone."""
    pager: Pager | None = None
    """Only where the list has several pages."""


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
    former: str


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
    repealed: str
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
    kit: KitView | None
