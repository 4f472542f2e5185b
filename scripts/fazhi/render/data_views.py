"""The shape of ``data/cases.json``: one frozen type for each object in it; the JSON Schema is made from them.

``FORMAT`` is the version of this shape (semver): a new field raises the second number, a field that changes its meaning
or goes raises the first.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from fazhi.model.fields import Basis, Certainty, Lang, Status

FORMAT = "1.0.0"

Day = Annotated[date, Field(description="A day of the calendar, YYYY-MM-DD.")]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="Never changes once it was published.")]
Article = Annotated[str, Field(pattern=r"^[1-9][0-9]*(-[1-9])?(\.[1-9][0-9]?)?$")]
_POINT = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"


class Object(BaseModel):
    """An object of the file: it has these keys and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Titles(Object):
    """A short text by language; null where it has not been translated."""

    zh: str | None = None
    en: str | None = None

    def get(self, lang: str) -> str:
        """The text in the language, or nothing."""
        return (self.en if lang == "en" else self.zh) or ""


class Licence(Object):
    """Under which terms the texts may be used; attribute them to the name of the site."""

    id: str = Field(description="SPDX identifier.")
    url: str


class EditionData(Object):
    """What was left out: everything for pupils older than a grade band, or all that is for presenters."""

    grade: Id | None
    students: bool
    note: Titles | None


class Named(Object):
    """An id of a closed list, with its name."""

    id: Id
    name: Titles


class OfficialData(Object):
    """The publication of the case by the authorities. Its title holds surnames: it stands on the case's page alone."""

    series: Id
    number: str | None
    published: Day


class EventData(Object):
    """An entry of the timeline."""

    date: str = Field(
        pattern=f"^{_POINT}(/{_POINT})?$", description="ISO 8601: a day, a month or a year, or a span of two of these."
    )
    text: str


class SectionData(Object):
    """A section as plain text; a line for each paragraph, heading, list item and row of a table."""

    id: Id
    title: str
    text: str


class TextData(Object):
    """The case in one language."""

    address: str = Field(description="Of the page, below the address of the site.")
    title: str
    summary: str
    content_note: str | None
    place: str
    organs: tuple[str, ...]
    timeline: tuple[EventData, ...]
    sections: tuple[SectionData, ...]
    behind: tuple[str, ...] = Field(
        description="Sections whose original changed after the translation was reviewed; meta is title and summary."
    )


class SourceData(Object):
    """Where facts come from; likely means that the text tells them as reported."""

    id: Id
    publisher: Titles
    title: Titles
    url: str | None
    date: str
    certainty: Certainty


class Cited(Object):
    """A law that the case cites, with its articles; 253-1 is Article 253-1, 25.4 paragraph or item 4 of Article 25."""

    law: Id
    title: Titles
    url: str
    articles: tuple[Article, ...]


class Related(Object):
    """A lesson that uses the case."""

    id: Id
    title: Titles
    address: Titles


class CaseData(Object):
    """A case: the facts, which are the same in every language, and its texts."""

    id: Id
    status: Status
    basis: Basis
    grades: tuple[Id, ...]
    sensitivity: int = Field(ge=0, le=2, description="0 none, 1 content note, 2 with care from junior secondary up.")
    topics: tuple[Id, ...]
    procedures: tuple[Id, ...]
    official: OfficialData | None
    law_as_of: Day
    updated: Day
    authors: tuple[str, ...]
    legal_review: str | None
    teaching_review: str | None
    privacy_review: str | None
    texts: dict[Lang, TextData]
    sources: tuple[SourceData, ...]
    laws: tuple[Cited, ...]
    lessons: tuple[Related, ...]


class CasesFile(Object):
    """All listed cases of the Rule-of-Law Classroom: no draft, nothing withdrawn, nothing for presenters, no quiz."""

    version: str = Field(pattern=r"^1\.[0-9]+\.[0-9]+$", description="Of this format (semver).")
    name: Titles
    site: str | None = Field(description="Address of the site; null while it has none.")
    edition: EditionData
    licence: Licence
    updated: Day | None = Field(description="Day on which the newest content was written, never the day of the build.")
    topics: tuple[Named, ...]
    grades: tuple[Named, ...]
    procedures: tuple[Named, ...]
    series: tuple[Named, ...]
    cases: tuple[CaseData, ...]
