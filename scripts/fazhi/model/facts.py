"""The front matter and the reference files as types: which keys exist, what they mean, which values are allowed.

Every scalar arrives as text; the types here decide what it is, so ``no``, ``12:30`` and ``2020`` never change under an
author's hands. The original (Chinese) file holds facts and words, a translation holds words only.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

LANGUAGES = ("zh", "en")
ORIGINAL = "zh"

PRESENTER_ONLY = frozenset({"awkward"})
"""Ids of the sections that no student page, index or data file may contain."""

WRITTEN_PAGES = ("home", "help", "presenters", "contributors", "about")
"""Pages that the site cannot do without; each has a template of its own."""
LIST_PAGES = ("cases", "lessons", "laws", "glossary")
"""Pages that no file is written for: they are made from the library."""

Lang = Literal["zh", "en"]
Basis = Literal["real", "adapted", "invented"]
Status = Literal["outline", "draft", "published", "needs-recheck", "withdrawn"]
Certainty = Literal["certain", "likely"]
Activity = Literal["decision-tree", "mock-court", "sorting", "role-play", "workshop", "discussion", "hazard-hunt"]

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ARTICLE = re.compile(r"[1-9][0-9]*(-[1-9])?(\.[1-9][0-9]?)?")
_MOMENT = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def valid_moment(text: str) -> bool:
    """Tell whether the text is a year, a month or a day of the calendar in ISO 8601 form."""
    if not _MOMENT.fullmatch(text):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10] if len(text) < 10 else text)
    except ValueError:
        return False
    return True


def _day(value: Any) -> Any:
    if isinstance(value, date):
        return value
    if not (isinstance(value, str) and len(value) == 10 and valid_moment(value)):
        raise PydanticCustomError("day", "a day of the calendar, YYYY-MM-DD")
    return date.fromisoformat(value)


def _moment(value: str) -> str:
    if not valid_moment(value):
        raise PydanticCustomError("moment", "YYYY, YYYY-MM or YYYY-MM-DD")
    return value


def _whole(value: Any) -> Any:
    if isinstance(value, int):
        return value
    if not (isinstance(value, str) and re.fullmatch(r"[0-9]{1,4}", value)):
        raise PydanticCustomError("whole", "a whole number in digits")
    return int(value)


def _truth(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if value not in ("true", "false"):
        raise PydanticCustomError("truth", "true or false")
    return value == "true"


def _matching(pattern: re.Pattern[str], name: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if not pattern.fullmatch(value):
            raise PydanticCustomError(name, pattern.pattern)
        return value

    return check


def _official_address(value: str) -> str:
    if not re.fullmatch(r"https://[a-z0-9.-]+\.[a-z]{2,}(/[!-~]*)?", value):
        raise PydanticCustomError("address", "https://…")
    return value


Line = Annotated[str, Field(min_length=1, max_length=400)]
Slug = Annotated[str, AfterValidator(_matching(SLUG, "slug"))]
Citation = Annotated[str, AfterValidator(_matching(re.compile(SLUG.pattern + "#" + ARTICLE.pattern), "citation"))]
Article = Annotated[str, AfterValidator(_matching(ARTICLE, "article"))]
Day = Annotated[date, BeforeValidator(_day)]
MomentText = Annotated[str, AfterValidator(_moment)]
Whole = Annotated[int, BeforeValidator(_whole)]
Truth = Annotated[bool, BeforeValidator(_truth)]
Address = Annotated[str, AfterValidator(_official_address)]
Sensitivity = Annotated[int, BeforeValidator(_whole), Field(ge=0, le=3)]
"""0 none, 1 content note, 2 teach with care from junior secondary up, 3 presenter only."""


class Frozen(BaseModel):
    """A mapping of a source file: unknown keys are errors, nothing changes once it was read."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Words(Frozen):
    """A short text in both languages."""

    zh: Line
    en: Line

    def __getitem__(self, lang: str) -> str:
        """Give the text in the language ``zh`` or ``en``."""
        return self.en if lang == "en" else self.zh


# --- front matter -----------------------------------------------------------------------------------


class People(Frozen):
    """Who answers for a text; a review that has not taken place is left out and printed as such."""

    authors: Annotated[tuple[Line, ...], Field(min_length=1)]
    legal_review: Line | None = None
    teaching_review: Line | None = None
    privacy_review: Line | None = None


class Official(Frozen):
    """The official publication of a case; the title may hold what no other line of the site may: surname and 某."""

    title: Line
    series: Slug
    published: Day
    number: Line | None = None


class Source(Frozen):
    """Where facts come from, and how sure we are of them (content rule 8)."""

    id: Slug
    publisher: Line
    title: Line
    date: MomentText
    certainty: Certainty
    url: Address | None = None
    read: Day | None = None


class CaseFront(Frozen):
    """The front matter of ``cases/<id>/zh.md``."""

    title: Line
    summary: Line
    basis: Basis
    status: Status
    official: Official | None = None
    place: Line
    organs: Annotated[tuple[Line, ...], Field(min_length=1)]
    procedures: Annotated[tuple[Slug, ...], Field(min_length=1)]
    topics: Annotated[tuple[Slug, ...], Field(min_length=1)]
    grades: Annotated[tuple[Slug, ...], Field(min_length=1)]
    sensitivity: Sensitivity
    content_note: Line | None = None
    law_as_of: Day
    updated: Day
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    people: People


class LessonFront(Frozen):
    """The front matter of ``docs/lessons/<id>/zh.md``."""

    title: Line
    summary: Line
    basis: Basis
    status: Status
    grades: Annotated[tuple[Slug, ...], Field(min_length=1)]
    sensitivity: Sensitivity
    content_note: Line | None = None
    minutes: Whole
    objectives: Annotated[tuple[Line, ...], Field(min_length=1)]
    keypoints: Annotated[tuple[Line, ...], Field(min_length=1)]
    materials: tuple[Line, ...]
    cases: tuple[Slug, ...]
    topics: tuple[Slug, ...] = ()
    """Topics of its own, beside those of its cases; a lesson without a case needs them."""
    laws: Annotated[tuple[Citation, ...], Field(min_length=1)]
    activity: Activity
    law_as_of: Day
    updated: Day
    people: People


class PageFront(Frozen):
    """The front matter of ``docs/pages/<id>/zh.md``."""

    title: Line
    summary: Line
    updated: Day


class Translation(Frozen):
    """What a translation was made from: the digest of each section of the original, as it was then."""

    by: Annotated[tuple[Line, ...], Field(min_length=1)]
    reviewed: Day | None = None
    of: dict[str, str] = {}


class OfficialWords(Frozen):
    """The words of an official publication in a translation."""

    title: Line


class SourceWords(Frozen):
    """The words of a source in a translation."""

    publisher: Line
    title: Line


class CaseWords(Frozen):
    """The front matter of ``cases/<id>/en.md``: words only."""

    title: Line
    summary: Line
    official: OfficialWords | None = None
    place: Line
    organs: Annotated[tuple[Line, ...], Field(min_length=1)]
    content_note: Line | None = None
    sources: dict[str, SourceWords]
    translation: Translation


class LessonWords(Frozen):
    """The front matter of ``docs/lessons/<id>/en.md``: words only."""

    title: Line
    summary: Line
    content_note: Line | None = None
    objectives: Annotated[tuple[Line, ...], Field(min_length=1)]
    keypoints: Annotated[tuple[Line, ...], Field(min_length=1)]
    materials: tuple[Line, ...]
    translation: Translation


class PageWords(Frozen):
    """The front matter of ``docs/pages/<id>/en.md``: words only."""

    title: Line
    summary: Line
    translation: Translation


# --- reference files --------------------------------------------------------------------------------


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


class Procedure(Frozen):
    """A way in which a procuratorate handles a matter."""

    id: Slug
    name: Words
    summary: Words


class Series(Frozen):
    """A batch of official cases: guiding cases are numbered and to be referred to, typical cases are examples."""

    id: Slug
    name: Words
    kind: Literal["guiding", "typical"]
    published: Day


class Channel(Frozen):
    """An official help channel; no other number may appear anywhere (content rule 4)."""

    id: Slug
    number: Annotated[str, AfterValidator(_matching(re.compile(r"[0-9]{3,6}|[a-z0-9-]+(\.[a-z0-9-]+)+"), "number"))]
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

    id: Annotated[str, AfterValidator(_matching(re.compile(r"L[1-9][0-9]*"), "card"))]
    cites: Annotated[tuple[Citation, ...], Field(min_length=1)]
    zh: Line
    en: Line
    certainty: Certainty
    watch: Words | None = None
    topics: tuple[Slug, ...] = ()

    def text(self, lang: str) -> str:
        """Give the rule in the language."""
        return self.en if lang == "en" else self.zh
