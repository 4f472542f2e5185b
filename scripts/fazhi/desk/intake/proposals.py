"""What a source offers to a case: dates, figures, organs, places, laws, and who published it, each with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Found:
    """Something that a text says: where, in its own words, and what is made of it."""

    start: int
    """Place in the clean text."""
    said: str
    value: str
    sure: bool = True
    """Whether the value stands there, and was not worked out from the day of the report."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A law that the text names; ``target`` is what a link to the registry needs, if the registry has it."""

    start: int
    said: str
    law: str
    """The id of the law in the registry; empty if it is not there."""
    article: str
    listed: bool
    """Whether the registry has the article too."""
    title: str


@dataclass(frozen=True, slots=True)
class Proposals:
    """All that was found; what was not found is empty."""

    title: str
    publisher: str
    host: str
    url: str
    day: date | None
    """The day of the report."""
    lang: str
    dates: Sequence[Found]
    figures: Sequence[Found]
    organs: Sequence[Found]
    places: Sequence[Found]
    laws: Sequence[Cited]
    procedures: Sequence[str]
    topics: Sequence[str]
    sensitive: bool
    """Whether it tells of sexual harm."""
