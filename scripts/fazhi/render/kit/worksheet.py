"""The worksheet: think first, then see on a page of its own how it ended; and the key, for the presenter alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from fazhi.model.blocks import Heading, Items, Paragraph, Pull, Section, Table, parts, plain, without_notes
from fazhi.model.fields import PRESENTER_ONLY
from fazhi.model.library import Case, Lesson
from fazhi.render.edition import Edition
from fazhi.render.kit.board import VISUAL, is_solution
from fazhi.render.kit.paper import Bullets, Head, PageBreak, Paper, PaperBlock, Para, Ruled
from fazhi.render.kit.papers import compose, help_box, lesson_words, quiz, timed
from fazhi.render.kit.setting import setter
from fazhi.render.kit.text import run

_BLANK = re.compile("＿|……|你来填")
_BLANKS = 2
_LINES = 4
"""Lines for the reasons of a decision."""
_HELP = 5


def sheet(edition: Edition, lesson: Lesson) -> Paper:
    """Make the worksheet of a lesson."""
    return compose(
        edition, lesson, "worksheet", tuple(_front(edition, lesson)) + tuple(_back(edition, lesson)), "students"
    )


def key(edition: Edition, lesson: Lesson) -> Paper:
    """Make the answer key of a lesson."""
    return compose(edition, lesson, "key", tuple(_key(edition, lesson)), "presenter")


def _front(edition: Edition, lesson: Lesson) -> Iterator[PaperBlock]:
    t = edition.words.t.kit.worksheet
    yield Para(run(t.name))
    yield Para(run(t.privacy), small=True)
    for case in _pulled(edition, lesson, "facts"):
        yield Head(1, t.read.format(title=edition.text(case).words.title))
        section = edition.text(case).section("facts")
        assert section is not None
        yield from setter(edition, level=2).section(section, edition.text(case).path)
    yield from _exercises(edition, lesson, told=False)
    for case in _pulled(edition, lesson, "outcome"):
        yield from _decision(edition, case)
    if not _pulled(edition, lesson, "outcome"):
        yield from _quiz(edition, lesson)


def _quiz(edition: Edition, lesson: Lesson) -> Iterator[PaperBlock]:
    """The quiz; where the lesson tells an outcome, it stands after it, since a question may speak of it."""
    yield Head(1, edition.words.t.kit.worksheet.quiz)
    yield from quiz(edition, lesson, solved=False)


def _exercises(edition: Edition, lesson: Lesson, *, told: bool) -> Iterator[PaperBlock]:
    """The tables that pupils fill in: those from before any outcome is told, or those from after it."""
    set_ = setter(edition, level=2)
    wanted, known = set(_to_fill_in(lesson.original.sections)), False
    for section in edition.text(lesson).sections:
        place, heading, titled = 0, "", False
        for block in section.blocks:
            known = known or (isinstance(block, Pull) and block.section == "outcome")
            heading = block.title if isinstance(block, Heading) else heading
            if not isinstance(block, Table):
                continue
            if (section.id, place) in wanted and known == told:
                if not titled:
                    yield Head(1, section.title)
                if heading:
                    yield Head(2, heading)
                yield set_.table(block)
                titled = True
            place += 1


def _to_fill_in(sections: Iterable[Section]) -> Iterator[tuple[str, int]]:
    """Name the tables that belong on paper, by section and place; the others are for the screen.

    They are those with blanks, those whose solution stands in a later table, and those that no slide shows. Blanks are
    looked for in the original, so that both languages have the same sheet.
    """
    for section in sections:
        if section.id in PRESENTER_ONLY:
            continue
        place = 0
        for part in parts(section.blocks):
            shown = next((block for block in part.blocks if isinstance(block, VISUAL)), None)
            tables = [block for block in part.blocks if isinstance(block, Table)]
            for at, table in enumerate(tables):
                solved = any(is_solution(table, later) for later in tables[at + 1 :])
                solution = any(is_solution(earlier, table) for earlier in tables[:at])
                if not solution and (solved or table is not shown or _has_blanks(table)):
                    yield section.id, place
                place += 1


def _has_blanks(table: Table) -> bool:
    """Whether a table waits for answers; one cell with dots may just trail off."""
    return sum(bool(_BLANK.search(plain(cell))) for row in table.rows for cell in row) >= _BLANKS


def _decision(edition: Edition, case: Case) -> Iterator[PaperBlock]:
    """The question of a case with room for an answer, without the arguments: those are to be found."""
    t = edition.words.t.kit.worksheet
    question = edition.text(case).section("question")
    yield Head(1, t.decide.format(title=edition.text(case).words.title))
    if question:
        intro = tuple(block for block in parts(question.blocks)[0].blocks if isinstance(block, Paragraph | Items))
        yield from setter(edition, level=2).blocks(intro)
    yield Para(run(t.mine))
    yield Ruled(_LINES)
    yield Para(run(t.other))
    yield Ruled(_LINES // 2)


def _back(edition: Edition, lesson: Lesson) -> Iterator[PaperBlock]:
    """What is seen once the class has decided: how it really ended, the promise to take home, and who helps."""
    t = edition.words.t.kit.worksheet
    yield PageBreak()
    for case in _pulled(edition, lesson, "outcome"):
        yield Head(1, t.outcome.format(title=edition.text(case).words.title))
        section = edition.text(case).section("outcome")
        assert section is not None
        yield from setter(edition, level=2).section(section, edition.text(case).path)
    yield from _exercises(edition, lesson, told=True)
    if _pulled(edition, lesson, "outcome"):
        yield from _quiz(edition, lesson)
    last, _ = timed(edition, lesson)[-1]
    if last.id != "quiz":
        kept = next((block for block in last.blocks if isinstance(block, Items)), None)
        if kept:
            yield Head(1, last.title)
            yield from setter(edition, level=2).blocks((kept,))
    yield Head(1, edition.words.t.lesson.homework)
    yield Bullets(tuple((Para(run(row)),) for row in lesson_words(edition, lesson).homework))
    yield help_box(edition, lesson, _HELP)


def _key(edition: Edition, lesson: Lesson) -> Iterator[PaperBlock]:
    t = edition.words.t.kit.worksheet
    yield Para(run(t.key_note))
    yield Head(1, t.quiz)
    yield from quiz(edition, lesson, solved=True)
    on_sheet = {section for section, _ in _to_fill_in(lesson.original.sections)}
    for section, _ in timed(edition, lesson):
        if section.id in on_sheet:
            yield Head(1, section.title)
            told = (block for block in section.blocks if not isinstance(block, Pull))
            yield from setter(edition, level=2, notes=True).blocks(told)
    for case in _pulled(edition, lesson, "outcome"):
        question = edition.text(case).section("question")
        if question:
            yield Head(1, t.decide.format(title=edition.text(case).words.title))
            yield Para(run(t.arguments))
            yield from setter(edition, level=2).blocks(without_notes(question.blocks))


def _pulled(edition: Edition, lesson: Lesson, section: str) -> tuple[Case, ...]:
    """The cases of which a lesson shows a section, in the order in which it does."""
    pulls = (
        block
        for each in edition.text(lesson).sections
        for block in each.blocks
        if isinstance(block, Pull) and block.section == section
    )
    return tuple(edition.library.cases[id] for id in dict.fromkeys(pull.case for pull in pulls))
