"""Tell whether the law that a text cites has moved since somebody last looked: worked out from the registry's days.

Nobody has to find and edit the cases that a new version of a law touches: whoever writes the version into the registry
has thereby said of every text that stands on it that it must be checked again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from fazhi.model.facts import CaseFront, LessonFront, PageFront
from fazhi.model.reference import Law, Version


@dataclass(frozen=True, slots=True)
class Move:
    """A version of a law that is younger than the day to which a text gives the law, and what it touches of it."""

    law: str
    version: str
    day: date
    articles: tuple[str, ...]
    """The cited articles that it changes; an empty one is the law as a whole."""


def law_day(facts: CaseFront | LessonFront | PageFront) -> date:
    """The day to which an entry gives the law; a written page does not say it, so it is the day of its content."""
    return facts.updated if isinstance(facts, PageFront) else facts.law_as_of


def listed_laws(facts: CaseFront | LessonFront | PageFront) -> frozenset[tuple[str, str]]:
    """The law and the article of each citation in the front matter of a lesson."""
    cited = (row.partition("#") for row in (facts.laws if isinstance(facts, LessonFront) else ()))
    return frozenset((law, article) for law, _, article in cited)


def moves(laws: Mapping[str, Law], cited: Iterable[tuple[str, str]], as_of: date) -> Iterator[Move]:
    """The versions after a day that change what is cited, law by law; ``cited`` are laws and articles."""
    articles: dict[str, set[str]] = {}
    for id, article in cited:
        articles.setdefault(id, set()).add(article)
    for id, mine in sorted(articles.items()):
        for version in laws[id].versions if id in laws else ():
            day = version.day
            if day and day > as_of:
                touched = tuple(sorted(article for article in mine if touches(version, article)))
                if touched:
                    yield Move(id, version.id, day, touched)


def touches(version: Version, article: str) -> bool:
    """Tell whether a version changed an article: paragraph 2 changes with its article, and the article with it.

    A version that does not say what it changed has changed everything; one that does has left the law as a whole.
    """
    if version.changes is None:
        return True
    numbers = {changed.partition(".")[0] for changed in version.changes if "." not in changed or "." not in article}
    return article in version.changes or article.partition(".")[0] in numbers
