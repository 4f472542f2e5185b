"""The rows of the reference files as types: closed lists, help channels, glossary, laws and year packs."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from fazhi.model import pinyin
from fazhi.model.fields import (
    Address,
    Article,
    Certainty,
    Citation,
    Day,
    Frozen,
    Lang,
    Line,
    Slug,
    Truth,
    Words,
    matching,
)


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


class Waiver(Frozen):
    """Somebody with a name looked at something in doubt, and says why it may stay.

    Only what is a matter of judgement can be waived: a number, an address or a surname with 某 cannot.
    """

    path: Line
    rule: Literal["person-name", "school-name", "mosaic", "mosaic-near"]
    text: Line
    by: Line
    reviewed: Day
    reason: Line

    @property
    def id(self) -> str:
        """What no two rows may share."""
        return f"{self.rule}:{self.path}:{self.text}"


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
    zh_not: tuple[Line, ...] = ()
    """Wrong or outdated ways to write it in Chinese, which no text may use."""
    en: Line
    en_also: tuple[Line, ...] = ()
    en_not: tuple[Line, ...] = ()
    """Renderings that are wrong, or not those of this site, which no translation may use."""
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


class Wording(Frozen):
    """Words that must not stand in what is shown, and what to write in their place."""

    id: Slug
    kind: Literal["mistranslation", "graphic", "shaming", "blaming", "spelling"]
    lang: Lang
    words: Annotated[tuple[Line, ...], Field(min_length=1)]
    behind: Line | None = None
    """Of a mistranslation: the Chinese from which it was made."""
    allowed: tuple[Line, ...] = ()
    """What contains one of the words and may stand all the same, such as the name of a crime."""
    instead: Line


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
    changes: tuple[Article, ...] | None = None
    """The articles that it changed or renumbered; left out where that is not known, or where it is a new law."""

    @property
    def day(self) -> date | None:
        """The day from which it counts; where only its year is known, the last of it, so that nothing is missed."""
        year = date(int(self.id), 12, 31) if re.fullmatch("(19|20)[0-9]{2}", self.id) else None
        return self.in_force or self.adopted or year


class Former(Frozen):
    """The number that an article once had: who tells of an old case needs it, and nobody else may use it."""

    article: Article
    until: Day
    """The last day on which it had this number."""
    now: Article | None = None
    """Its number since; left out where that has not been checked, or where the rule is gone."""


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
    """Those of the articles here whose number after the dot is an item (项); all others are paragraphs (款)."""
    former: tuple[Former, ...] = ()
    repealed: Day | None = None
    """The first day on which the law as a whole was law no more."""
    watch: Words | None = None

    @property
    def current(self) -> Version:
        """The version in force now: the last of the list."""
        return self.versions[-1]

    @property
    def known(self) -> tuple[str, ...]:
        """Every article that may be cited somewhere: those of today, and numbers of earlier days."""
        return (*self.articles, *self.articles_likely, *(row.article for row in self.former))

    def once(self, article: str) -> Former | None:
        """What is known of a number that no longer counts."""
        return next((row for row in self.former if row.article == article), None)

    def before(self, article: str) -> Former | None:
        """What is known of the number that an article of today had earlier."""
        return next((row for row in self.former if row.now == article), None)


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
