"""The rows of the reference files as types: closed lists, help channels, glossary, laws and year packs."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from fazhi.model import pinyin
from fazhi.model.fields import Address, Article, Certainty, Citation, Day, Frozen, Line, Slug, Truth, Words, matching


class Topic(Frozen):
    """A subject under which cases and lessons are found."""

    id: Slug
    name: Words
    summary: Words


class Grade(Frozen):
    """A band of school years; the order of the file is the order of age."""

    id: Slug
    name: Words
    years: Words
    ages: Annotated[str, AfterValidator(matching(re.compile(r"[1-9][0-9]?-[1-9][0-9]?"), "ages"))]
    """The usual ages of the pupils, as in ``12-15``."""


class Procedure(Frozen):
    """A way in which a procuratorate handles a matter."""

    id: Slug
    name: Words
    summary: Words


class Place(Frozen):
    """A unit at the level of a province, by which cases are found; its Chinese name opens the place of a case."""

    id: Slug
    name: Words


class Redirect(Frozen):
    """A page that has moved: the id that it had and the one that it has now."""

    kind: Literal["case", "lesson", "page", "topic", "grade", "procedure", "place", "law"]
    old: Slug
    new: Slug

    @property
    def id(self) -> str:
        """What no two rows may share."""
        return f"{self.kind}:{self.old}"


class Series(Frozen):
    """A batch of official cases: guiding cases are numbered and to be referred to, typical cases are examples."""

    id: Slug
    name: Words
    kind: Literal["guiding", "typical"]
    published: Day


class Channel(Frozen):
    """An official help channel; no other number may appear anywhere (content rule 4)."""

    id: Slug
    number: Annotated[str, AfterValidator(matching(re.compile(r"[0-9]{3,6}|[a-z0-9-]+(\.[a-z0-9-]+)+"), "number"))]
    """What is dialled, or the host of a website."""
    kind: Literal["phone", "website"]
    name: Words
    purpose: Words
    note: Words | None = None
    certainty: Certainty
    urgent: Truth = False
    topics: tuple[Slug, ...] = ()


class Term(Frozen):
    """A glossary entry: one English term for one Chinese term across the whole site."""

    id: Slug
    zh: Line
    zh_also: tuple[Line, ...] = ()
    pinyin: Line
    en: Line
    en_also: tuple[Line, ...] = ()
    basis: Literal[
        "spp-en",
        "pku",
        "clt",
        "xinhua",
        "china-daily",
        "media",
        "official",
        "standard",
        "moe",
        "ours",
        "likely",
    ]
    explain: Words
    topics: tuple[Slug, ...] = ()

    def name(self, lang: str) -> str:
        """Give the term in the language."""
        return self.en if lang == "en" else self.zh


class Reading(Frozen):
    """How some characters are read where they stand together; used by the pages with pinyin."""

    zh: Line
    pinyin: Line

    @property
    def id(self) -> str:
        """The characters themselves: each may be listed once."""
        return self.zh

    @property
    def syllables(self) -> tuple[str, ...]:
        """One syllable for each character."""
        return pinyin.syllables(self.pinyin)


class Pack(Frozen):
    """A year for a grade band: four lessons, the class-hours that MoE Order 52 asks for, and why these."""

    id: Slug
    grade: Slug
    lessons: Annotated[tuple[Slug, ...], Field(min_length=4, max_length=4)]
    reason: Words


class Version(Frozen):
    """One version of a law. ``in_force`` is left out where the day has not been checked; the page then says so."""

    id: Line
    adopted: Day | None = None
    in_force: Day | None = None
    note: Words | None = None
    certainty: Certainty


class Law(Frozen):
    """A law, regulation, interpretation or rule of the registry; only the articles listed may be cited."""

    id: Slug
    title: Words
    short: Words
    kind: Literal[
        "constitution",
        "law",
        "regulation",
        "departmental-rule",
        "judicial-interpretation",
        "normative-document",
        "local-regulation",
    ]
    url: Address
    versions: Annotated[tuple[Version, ...], Field(min_length=1)]
    articles: tuple[Article, ...]
    articles_likely: tuple[Article, ...] = ()
    items: tuple[Article, ...] = ()
    """Those of the articles above whose number after the dot is an item (项); all others are paragraphs (款)."""
    watch: Words | None = None

    @property
    def current(self) -> Version:
        """The version in force now: the last of the list."""
        return self.versions[-1]


class LawCard(Frozen):
    """One rule in words for pupils, with the articles that it stands on."""

    id: Annotated[str, AfterValidator(matching(re.compile(r"L[1-9][0-9]*"), "card"))]
    cites: Annotated[tuple[Citation, ...], Field(min_length=1)]
    zh: Line
    en: Line
    certainty: Certainty
    watch: Words | None = None
    topics: tuple[Slug, ...] = ()

    def text(self, lang: str) -> str:
        """Give the rule in the language."""
        return self.en if lang == "en" else self.zh
