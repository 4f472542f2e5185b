"""The script of a lesson with roles: one paper that the presenter holds while the pupils act."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi.model.blocks import Section, parts, plain, spans
from fazhi.model.library import Lesson
from fazhi.render.edition import Edition
from fazhi.render.kit.cards import group_size, numbers, role_parts, short
from fazhi.render.kit.dealing import dealt, groups
from fazhi.render.kit.paper import Grid, Head, Paper, PaperBlock, Para
from fazhi.render.kit.papers import Step, compose, steps
from fazhi.render.kit.setting import setter
from fazhi.render.kit.text import run

SIZES = (8, 16, 30, 50)
"""Other sizes of a class, for the day on which more pupils come, or fewer."""


def asked_for(edition: Edition, lesson: Lesson) -> bool:
    """Whether a lesson has roles to play."""
    return edition.text(lesson).section("roles") is not None


def paper(edition: Edition, lesson: Lesson, pupils: int) -> Paper:
    """Make the script of a lesson with roles for a class of so many pupils."""
    section = edition.text(lesson).section("roles")
    assert section is not None
    return compose(edition, lesson, "script", tuple(_blocks(edition, lesson, section, pupils)), "presenter")


def _blocks(edition: Edition, lesson: Lesson, section: Section, pupils: int) -> Iterator[PaperBlock]:
    set_ = setter(edition, notes=True)
    yield Head(1, edition.words.t.kit.cards.deal)
    yield _allocation(edition, lesson, pupils)
    yield from set_.blocks(parts(section.blocks)[0].blocks)
    number, step = played(edition, lesson)
    words = edition.words.t.kit.plan.step_title
    yield Head(1, words.format(n=number, title=step.section.title, minutes=step.end - step.start))
    yield from set_.blocks(step.section.blocks)


def _allocation(edition: Edition, lesson: Lesson, pupils: int) -> Grid:
    """How many pupils play each role, in this class and in classes of other sizes; all groups together."""
    t, deal, smallest = edition.words.t.kit.cards, numbers(lesson), group_size(lesson)
    sizes = (pupils, *(size for size in SIZES if size != pupils))
    splits = [groups(size, smallest) for size in sizes]
    rows = [(t.side_by_side, [len(split) for split in splits])] if smallest else []
    each = [[sum(column) for column in zip(*(dealt(deal, size) for size in split), strict=True)] for split in splits]
    for at, part in enumerate(role_parts(edition, lesson)):
        if part.heading and deal[at].played:
            rows.append((part.heading.title, [counts[at] for counts in each]))
    cells = tuple(
        ((Para(run(name)),), *((Para(run(str(count), strong=not place)),) for place, count in enumerate(counts)))
        for name, counts in rows
    )
    return Grid((run(t.role), *(run(t.size.format(n=size)) for size in sizes)), cells, (3.0, *(1.0 for _ in sizes)))


def played(edition: Edition, lesson: Lesson) -> tuple[int, Step]:
    """The step in which the roles are played, with its number: it names most of them; of equals the longest."""
    names = [short(part.heading.title).lower() for part in role_parts(edition, lesson) if part.heading]

    def named(numbered: tuple[int, Step]) -> tuple[int, int]:
        step = numbered[1]
        text = plain(tuple(spans(step.section))).lower()
        return sum(name in text for name in names), step.end - step.start

    return max(enumerate(steps(edition, lesson), 1), key=named)
