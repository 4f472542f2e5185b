"""Checks that what is cited is the law of the day: under "then" that of the case, everywhere else that of today.

The registry (``docs/reference/laws.yml``) knows when a version came into force, when a law was repealed and which
articles once had another number. What it does not know is not guessed: a law without days breaks no rule here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from fazhi.check.context import Context
from fazhi.model.blocks import Link, Section, parts, spans
from fazhi.model.currency import law_day, moves
from fazhi.model.facts import CaseFront, LessonFront, PageFront
from fazhi.model.fields import ORIGINAL
from fazhi.model.mark import Mark
from fazhi.model.reference import Law
from fazhi.parse.document import Document
from fazhi.parse.frontmatter import Data, Loc
from fazhi.problems import Problem

When = Literal["then", "now", "told"]
"""As the law of the case's days, as that of today, or in passing, where the story is told."""
_OF_TODAY = frozenset({"law", "you", "quiz"})
"""Sections of a case that speak of the law as it is; the others tell what happened, with the numbers of that day."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A place where a law, or an article of it, is cited."""

    law: Law
    article: str
    mark: Mark
    when: When


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day of a case; the publication of the case by the authorities is no part of it."""

    first: date
    last: date


def law_currency(context: Context) -> Iterator[Problem]:
    """What is cited was law on the days of the case, or is the law of today, and has not moved since it was checked."""
    for doc in context.documents():
        cited, days = list(_cited(context, doc)), _days(context, doc)
        for row in cited:
            if row.when == "now":
                yield from _now(doc.path, row)
            elif row.when == "then" and days:
                yield from _then(doc.path, row, days)
        if doc.lang == ORIGINAL:
            yield from _moved(context, doc, cited)


def law_cards(world: Context) -> Iterator[Problem]:
    """What the cards of law cite is the law of today."""
    cards = world.parsed.references["law-cards"]
    for at in range(len(cards.value) if isinstance(cards.value, list) else 0):
        for row in _listed(world, cards, (at, "cites")):
            yield from _now("docs/reference/law-cards.yml", row)


# --- where a law is cited -----------------------------------------------------------------------------


def _cited(context: Context, doc: Document) -> Iterator[Cited]:
    """The citations of a text in their order: of the front matter of a lesson, then of the sections."""
    yield from _listed(context, doc.front, ("laws",))
    for seen in context.seen(doc):
        section = seen.section
        here: When = "told" if doc.kind == "case" and section.id not in _OF_TODAY else "now"
        then = _of_then(section) if doc.kind == "case" and section.id == "law" else frozenset()
        for link in seen.links:
            if link.target.startswith("law:"):
                yield from _known(context, link.target[4:], link.mark, "then" if link.mark in then else here)


def _of_then(section: Section) -> frozenset[Mark]:
    """The places of the links under the heading of the law of the case's days."""
    blocks = [
        block for part in parts(section.blocks) if part.heading and part.heading.id == "then" for block in part.blocks
    ]
    return frozenset(span.mark for block in blocks for span in spans(block) if isinstance(span, Link))


def _listed(context: Context, data: Data, loc: Loc) -> Iterator[Cited]:
    """The citations of a list in a front matter or in a reference file."""
    value = data.value
    for step in loc:
        value = value[step] if isinstance(step, int) else value.get(step) if isinstance(value, Mapping) else None
    for at, cited in enumerate(value if isinstance(value, list) else ()):
        yield from _known(context, str(cited), data.mark((*loc, at)), "now")


def _known(context: Context, cited: str, mark: Mark, when: When) -> Iterator[Cited]:
    id, _, article = cited.partition("#")
    law = context.reference.laws.get(id)
    if law:
        yield Cited(law, article, mark, when)


def _days(context: Context, doc: Document) -> Days | None:
    events = [event.moment for section in doc.sections for event in section.events]
    original = context.original(doc)
    front = context.fronts.get(original.path) if original else None
    published = front.official.published if isinstance(front, CaseFront) and front.official else None
    handled = [moment for moment in events if not published or moment.last_day < published] or events
    if doc.kind != "case" or not handled:
        return None
    return Days(min(moment.first_day for moment in handled), max(moment.last_day for moment in handled))


# --- what is said of it -------------------------------------------------------------------------------


def _now(path: str, row: Cited) -> Iterator[Problem]:
    law = _named(row.law)
    if row.law.repealed:
        yield Problem(path, row.mark, "law-repealed", law | {"day": row.law.repealed.isoformat()})
    former = row.law.once(row.article)
    if former:
        detail = law | {"article": row.article, "until": former.until.isoformat()}
        yield Problem(path, row.mark, "law-former", detail | _instead(row.law, former.now))


def _then(path: str, row: Cited, days: Days) -> Iterator[Problem]:
    law, first = _named(row.law), row.law.versions[0].in_force
    if first and first > days.last:
        detail = law | {"in_force": first.isoformat(), "last": days.last.isoformat()}
        yield Problem(path, row.mark, "law-then-now", detail)
    if row.law.repealed and row.law.repealed <= days.first:
        detail = law | {"day": row.law.repealed.isoformat(), "first": days.first.isoformat()}
        yield Problem(path, row.mark, "law-then-repealed", detail)
    once, before = row.law.once(row.article), row.law.before(row.article)
    detail = law | {"article": row.article}
    if once and once.until < days.first:
        detail |= {"day": days.first.isoformat()} | _instead(row.law, once.now)
        yield Problem(path, row.mark, "law-then-number", detail)
    elif before and before.until >= days.last:
        detail |= {"day": days.last.isoformat()} | _instead(row.law, before.article)
        yield Problem(path, row.mark, "law-then-number", detail)


def _named(law: Law) -> dict[str, str]:
    return {"law": law.short.zh, "law_en": law.short.en}


def _instead(law: Law, article: str | None) -> dict[str, str]:
    """What to write in place of a number that is not that of the day."""
    if article:
        return {"instead": f"law:{law.id}#{article}", "instead_en": f"law:{law.id}#{article}"}
    whole = f"law:{law.id}"
    return {
        "instead": f"{whole}，链到整部法律（条号还没有核对）",
        "instead_en": f"{whole}, the law as a whole (the number has not been checked)",
    }


def _moved(context: Context, doc: Document, cited: Sequence[Cited]) -> Iterator[Problem]:
    """A warning where an entry cites what a version changed after the day to which the entry gives the law."""
    facts = context.fronts.get(doc.path)
    if not isinstance(facts, CaseFront | LessonFront | PageFront):
        return
    day = law_day(facts)
    for row in cited:
        for move in moves({row.law.id: row.law}, [(row.law.id, row.article)], day):
            detail = {"version": move.version, "day": move.day.isoformat(), "as_of": day.isoformat()}
            detail |= _named(row.law)
            yield Problem(doc.path, row.mark, "law-moved", detail)
