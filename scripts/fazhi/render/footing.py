"""Make the foot of a written page: its version, the law as of which day, who answers for it, where it is edited."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi.model.facts import CaseFront, LessonFront
from fazhi.model.library import AnyEntry
from fazhi.render import paths
from fazhi.render.edition import Edition
from fazhi.render.listing import listed
from fazhi.render.views import Fact, Footing


def footing(edition: Edition, entry: AnyEntry, address: str) -> Footing:
    """The foot of an entry on the page at an address."""
    law_as_of = getattr(entry.facts, "law_as_of", None)
    return Footing(
        id=entry.id,
        updated=edition.words.day(entry.facts.updated),
        law_as_of=edition.words.day(law_as_of) if law_as_of else "",
        people=tuple(_people(edition, entry)),
        path=edition.text(entry).path,
        edit=paths.relative(paths.edit(entry if listed(entry) else None, apart=edition.crowded), address),
    )


def _people(edition: Edition, entry: AnyEntry) -> Iterator[Fact]:
    """Who wrote, reviewed and translated it."""
    t, text = edition.words.t.footing, edition.text(entry)
    if isinstance(entry.facts, CaseFront | LessonFront):
        given = entry.facts.people
        yield edition.plain(t.authors, given.authors)
        for label, who in (
            (t.legal_review, given.legal_review),
            (t.teaching_review, given.teaching_review),
            (t.privacy_review, given.privacy_review),
        ):
            yield edition.plain(label, [who or t.not_reviewed])
    if text.translation:
        yield edition.plain(t.translated, text.translation.by)
