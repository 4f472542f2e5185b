"""What invented cases may refer to: topics, places, terms and laws of a repository."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fazhi.bench.lexicon import Pair
from fazhi.model.library import Library
from fazhi.model.reference import Law

_GRADES = (
    ("primary-lower", "primary-upper"),
    *(("primary-upper", "junior"),) * 2,
    ("junior",),
    *(("junior", "senior"),) * 2,
    ("senior",),
)
_LINKED = ("procuratorate", "procurator")
"""Terms that every case explains; others are drawn."""
FIRST_DAY = date(2022, 2, 1)
"""Nothing happens before, so that most of the law applied already."""


@dataclass(frozen=True, slots=True)
class World:
    """What cases may refer to: the rows of a repository's reference files."""

    topics: tuple[str, ...]
    procedures: tuple[str, ...]
    grades: tuple[tuple[str, ...], ...]
    places: tuple[Pair, ...]
    terms: tuple[tuple[str, str, str], ...]
    """Id, Chinese and English of each."""
    articles: tuple[tuple[str, str, Pair], ...]
    """Law, number and name of each article that may be cited."""
    old: tuple[tuple[str, str, Pair], ...]
    """Those of them that were law already on ``FIRST_DAY``, under the same number."""

    @classmethod
    def of(cls, library: Library) -> World:
        """Take it from a library."""
        articles = {
            (law.id, number, (f"{law.short.zh}第{number}条", f"Article {number} of the {law.short.en}")): law
            for law in library.laws.values()
            for number in law.articles
            if number.isdecimal()
        }
        return cls(
            tuple(library.topics),
            tuple(library.procedures),
            tuple(bands for each in _GRADES if (bands := tuple(band for band in each if band in library.grades))),
            tuple((place.name.zh, place.name.en) for place in library.places.values()),
            tuple((term.id, term.zh, term.en) for term in library.terms.values() if term.id not in _LINKED),
            tuple(articles),
            tuple(row for row, law in articles.items() if _is_old(law)),
        )


def _is_old(law: Law) -> bool:
    """Whether a law was in force on ``FIRST_DAY``, and has numbered its articles as today ever since."""
    days = [version.day for version in law.versions]
    return not law.former and all(day is None or day < FIRST_DAY for day in days[:1])
