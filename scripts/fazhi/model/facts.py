"""The front matter as types: which keys exist and what they mean.

The original (Chinese) file holds facts and words, a translation holds words only.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from fazhi.model.fields import (
    Activity,
    Address,
    Basis,
    Certainty,
    Citation,
    Day,
    Frozen,
    Licence,
    Line,
    MomentText,
    PictureName,
    Sensitivity,
    Slug,
    Status,
    Truth,
    Whole,
)


class People(Frozen):
    """Who answers for a text; a review that has not taken place is left out and printed as such."""

    authors: Annotated[tuple[Line, ...], Field(min_length=1)]
    legal_review: Line | None = None
    teaching_review: Line | None = None
    privacy_review: Line | None = None


class Person(Frozen):
    """Somebody in a case: whether a minor, and the forms, roles only, in which the text may speak of them."""

    id: Slug
    minor: Truth
    forms: Annotated[tuple[Line, ...], Field(min_length=1)]


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


class Media(Frozen):
    """A picture of ours: who made it, and by what right it stands here."""

    file: PictureName
    licence: Licence
    author: Line
    source: Address | None = None


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
    media: tuple[Media, ...] = ()
    persons: tuple[Person, ...] = ()
    """Who is in the case, by role; a published case that really happened names them."""


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
    homework: Annotated[tuple[Line, ...], Field(min_length=1, max_length=3)]
    cases: tuple[Slug, ...]
    topics: tuple[Slug, ...] = ()
    """Topics of its own, beside those of its cases; a lesson without a case needs them."""
    laws: Annotated[tuple[Citation, ...], Field(min_length=1)]
    activity: Activity
    law_as_of: Day
    updated: Day
    people: People
    media: tuple[Media, ...] = ()


class PageFront(Frozen):
    """The front matter of ``docs/pages/<id>/zh.md``."""

    title: Line
    summary: Line
    updated: Day


class Translation(Frozen):
    """What a translation was made from: the digest of each section of the original, as it was then."""

    by: Annotated[tuple[Line, ...], Field(min_length=1)]
    reviewed: Day | None = None
    of: dict[str, str] = Field(default_factory=dict)


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
    persons: dict[str, Annotated[tuple[Line, ...], Field(min_length=1)]] = Field(default_factory=dict)
    """The forms in which this language speaks of each person of the original."""


class LessonWords(Frozen):
    """The front matter of ``docs/lessons/<id>/en.md``: words only."""

    title: Line
    summary: Line
    content_note: Line | None = None
    objectives: Annotated[tuple[Line, ...], Field(min_length=1)]
    keypoints: Annotated[tuple[Line, ...], Field(min_length=1)]
    materials: tuple[Line, ...]
    homework: Annotated[tuple[Line, ...], Field(min_length=1, max_length=3)]
    translation: Translation


class PageWords(Frozen):
    """The front matter of ``docs/pages/<id>/en.md``: words only."""

    title: Line
    summary: Line
    translation: Translation
