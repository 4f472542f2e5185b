"""Cards to cut out: the roles dealt to a class, the scenes of a decision tree, what a step asks to have on cards.

Whether a lesson has any is told by its structure: the section ``roles``, scenes that lead to each other, the first
table of a step if its first column says that it holds cards, and headings with the ids ``file-1``, ``file-2`` …
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from fazhi.model.blocks import Heading, Part, Section, Table, parts, plain, without_notes
from fazhi.model.fields import PRESENTER_ONLY
from fazhi.model.library import Lesson
from fazhi.render.edition import Edition
from fazhi.render.kit.board import is_tree
from fazhi.render.kit.dealing import Role, dealt, groups, roles
from fazhi.render.kit.paper import Card, Cards, Head, PageBreak, Paper, PaperBlock, Para
from fazhi.render.kit.papers import compose
from fazhi.render.kit.setting import Setter, setter
from fazhi.render.kit.text import Run, Runs, run

MANY = 6
"""Rows from which a table that only counts its rows is one of cards."""
FEW = 4
"""Numbered headings from which each is a card."""
_NUMBERED = re.compile(r"(.+)-([1-9][0-9]*)")


def asked_for(edition: Edition, lesson: Lesson) -> bool:
    """Whether there is anything to cut out in a lesson."""
    return any(True for _ in _every(edition, lesson, 1))


def paper(edition: Edition, lesson: Lesson, pupils: int) -> Paper:
    """Make the cards of a lesson for a class of so many pupils."""
    stacks = _every(edition, lesson, pupils)
    blocks: list[PaperBlock] = []
    for stack in stacks:
        blocks += [PageBreak(), *stack] if blocks else stack
    made = compose(edition, lesson, "cards", tuple(blocks), "students")
    if lesson.original.section("roles") is None:
        return made
    return replace(made, subtitle=f"{made.subtitle} · {edition.words.t.kit.cards.size.format(n=pupils)}")


def _every(edition: Edition, lesson: Lesson, pupils: int) -> Iterator[list[PaperBlock]]:
    """What is cut out of the whole lesson."""
    for section in _sections(edition, lesson):
        yield from _stacks(edition, lesson, section, pupils)


def _sections(edition: Edition, lesson: Lesson) -> Iterator[Section]:
    """The sections that a class may see, the roles before all others."""
    shown = [section for section in edition.text(lesson).sections if section.id not in PRESENTER_ONLY]
    yield from (section for section in shown if section.id == "roles")
    yield from (section for section in shown if section.id not in ("roles", "quiz"))


def _stacks(edition: Edition, lesson: Lesson, section: Section, pupils: int) -> Iterator[list[PaperBlock]]:
    """What is cut out of a section: a title, what to do with the cards, and the cards."""
    t, scenes = edition.words.t.kit.cards, [part for part in parts(section.blocks)[1:] if is_tree(part.blocks)]
    if section.id == "roles":
        split = groups(pupils, group_size(lesson))
        remark = t.groups if len(split) > 1 else t.roles
        yield _stack(section.title, remark.format(n=pupils, groups=len(split)), role_cards(edition, lesson, pupils))
    elif scenes:
        yield _stack(section.title, t.scenes.format(n=len(scenes)), scene_cards(edition, lesson, scenes))
    else:
        for title, cards in _sets(edition, lesson, section):
            yield _stack(title, t.rows.format(n=len(cards)), cards)


def _stack(title: str, remark: str, cards: tuple[Card, ...]) -> list[PaperBlock]:
    return [Head(1, title), Para(run(remark), small=True), Cards(cards)]


# --- roles ----------------------------------------------------------------------------------------------


def numbers(lesson: Lesson) -> tuple[Role, ...]:
    """How the roles of a lesson are dealt, in their order; the numbers stand in the original only."""
    section = lesson.original.section("roles")
    return roles(section) if section else ()


def group_size(lesson: Lesson) -> int | None:
    """The fewest pupils of a group, in lessons that are played in several groups side by side."""
    section = lesson.original.section("roles")
    return section.group if section else None


def role_parts(edition: Edition, lesson: Lesson) -> tuple[Part, ...]:
    """The roles in the edition's language, in the order of the original."""
    section = edition.text(lesson).section("roles")
    return parts(section.blocks)[1:] if section else ()


def role_cards(edition: Edition, lesson: Lesson, pupils: int) -> tuple[Card, ...]:
    """A card for each pupil, group by group; of a sheet that nobody plays, everybody in the group gets one."""
    split = groups(pupils, group_size(lesson))
    return tuple(
        card
        for number, size in enumerate(split, 1)
        for card in _group(edition, lesson, size, number if len(split) > 1 else 0)
    )


def _group(edition: Edition, lesson: Lesson, size: int, number: int) -> Iterator[Card]:
    """The cards of a group; ``number`` is 0 where there is one group alone."""
    t, set_, deal = edition.words.t.kit.cards, setter(edition), numbers(lesson)
    for part, role, count in zip(role_parts(edition, lesson), deal, dealt(deal, size), strict=True):
        assert part.heading is not None
        copies = count if role.played else size
        blocks = set_.blocks(without_notes(part.blocks))
        name = short(part.heading.title)
        for copy in range(1, copies + 1):
            foot = t.foot.format(id=lesson.id, name=name, n=copy, of=copies)
            yield Card(part.heading.title, blocks, f"{foot} · {t.group.format(n=number)}" if number else foot)


def short(title: str) -> str:
    """A role without what is said about it in brackets."""
    return re.split(r"[（(]", title)[0].strip() or title


# --- scenes ---------------------------------------------------------------------------------------------


def scene_cards(edition: Edition, lesson: Lesson, scenes: list[Part]) -> tuple[Card, ...]:
    """The scenes of a decision tree, numbered in their order; a choice says the number of the scene it leads to."""
    t, plain_setter = edition.words.t.kit.cards, setter(edition)
    headings = [part.heading for part in scenes if part.heading]
    ways = {heading.id: t.way.format(n=number) for number, heading in enumerate(headings, 1)}
    set_ = replace(plain_setter, teller=replace(plain_setter.teller, ways=ways))
    return tuple(
        Card(
            t.scene.format(n=number, title=heading.title),
            set_.blocks(without_notes(part.blocks)),
            f"{lesson.id} · {number}/{len(scenes)}",
        )
        for number, (heading, part) in enumerate(zip(headings, scenes, strict=True), 1)
    )


# --- what else a step asks to have on cards -------------------------------------------------------------


def _sets(edition: Edition, lesson: Lesson, section: Section) -> Iterator[tuple[str, tuple[Card, ...]]]:
    """The sets of cards of a step, each with its title: out of its first table, and out of numbered headings.

    Only the first table: what solves it stands below it.
    """
    set_, inside = setter(edition), parts(section.blocks)
    tables = ((part, block) for part in inside for block in part.blocks if isinstance(block, Table))
    for part, table in tuple(tables)[:1]:
        title = part.heading.title if part.heading else section.title
        if is_cards(edition, table):
            yield title, tuple(_rows(edition, lesson, set_, table))
    numbered = [part for part in inside[1:] if part.heading and _NUMBERED.fullmatch(part.heading.id)]
    if len(numbered) >= FEW:
        yield section.title, tuple(_numbered(lesson, set_, numbered))


def is_cards(edition: Edition, table: Table) -> bool:
    """Whether the first column of a table says that its rows are cards: by its head, or by numbering them."""
    t, cells = edition.words.t.kit.cards, [plain(row[0]).strip() for row in table.rows]
    called = all(cell.startswith(t.cell.format(n=number)) for number, cell in enumerate(cells, 1))
    counted = all(cell == t.number.format(n=number) for number, cell in enumerate(cells, 1))
    return plain(table.head[0]).strip() == t.head or called or (counted and len(cells) >= MANY)


def _rows(edition: Edition, lesson: Lesson, set_: Setter, table: Table) -> Iterator[Card]:
    """A card for each row: the first cell is its title, the others stand below each other under their names."""
    for number, (first, *rest) in enumerate(table.rows, 1):
        title = plain(first).strip()
        told = [set_.teller.runs(cell) for cell in rest]
        if len(rest) > 1:
            names = (plain(name) for name in table.head[1:])
            told = [_named(edition, name, runs) for name, runs in zip(names, told, strict=True)]
        yield Card(
            edition.words.t.kit.cards.cell.format(n=number) if title == str(number) else title,
            tuple(Para(runs, table.mark) for runs in told if runs),
            f"{lesson.id} · {number}/{len(table.rows)}",
        )


def _named(edition: Edition, name: str, runs: Runs) -> Runs:
    return (Run(f"{name}：" if edition.lang == "zh" else f"{name}: ", strong=True), *runs)


def _numbered(lesson: Lesson, set_: Setter, numbered: list[Part]) -> Iterator[Card]:
    for number, part in enumerate(numbered, 1):
        heading = part.heading
        assert isinstance(heading, Heading)
        foot = f"{lesson.id} · {number}/{len(numbered)}"
        yield Card(heading.title, set_.blocks(without_notes(part.blocks)), foot)
