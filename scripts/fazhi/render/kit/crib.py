"""The crib card: the one page that a presenter really reads, with the minutes, three questions and the awkward ones."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi.model.blocks import parts
from fazhi.model.library import Lesson
from fazhi.render.edition import Edition
from fazhi.render.kit.board import told
from fazhi.render.kit.imprint import site
from fazhi.render.kit.paper import Box, Bullets, Grid, Head, Paper, PaperBlock, Para
from fazhi.render.kit.papers import compose, help_box, lesson_words, quiz, steps
from fazhi.render.kit.text import Run, Teller, run

_QUESTIONS = 3
_HELP = 3


def paper(edition: Edition, lesson: Lesson) -> Paper:
    """Make the crib card of a lesson."""
    return compose(edition, lesson, "crib", tuple(_blocks(edition, lesson)), "presenter", one_page=True)


def _blocks(edition: Edition, lesson: Lesson) -> Iterator[PaperBlock]:
    t, words = edition.words.t.kit.crib, lesson_words(edition, lesson)
    if words.content_note:
        yield Box(edition.words.t.kit.plan.content_note, (Para(run(words.content_note)),))
    rows = tuple(
        (
            (Para(run(f"{step.start}–{step.end}", strong=True)),),
            (Para(run(step.stage)),),
            (Para(run(step.section.title)),),
        )
        for step in steps(edition, lesson)
    )
    plan = edition.words.t.kit.plan
    yield Grid((run(plan.minutes), run(plan.stage), run(plan.step)), rows, (1, 1.4, 5))
    yield Head(1, t.questions)
    yield Bullets(tuple(_questions(edition, lesson)), ordered=True)
    yield from _awkward(edition, lesson)
    yield help_box(edition, lesson, _HELP)


def _questions(edition: Edition, lesson: Lesson) -> Iterator[tuple[PaperBlock, ...]]:
    """The first questions of the quiz, each with its answer: enough when the time runs out."""
    for one in list(quiz(edition, lesson, solved=True))[:_QUESTIONS]:
        answer = next(answer for letter, answer, _ in one.options if letter == one.right)
        arrow = "→ "
        yield (Para((*run(one.question, strong=True), Run(f" {arrow}"), *answer)),)


def _awkward(edition: Edition, lesson: Lesson) -> Iterator[PaperBlock]:
    section = edition.text(lesson).section("awkward")
    if section is None:
        return
    teller = Teller(edition.library, site(edition))
    intro, *questions = parts(section.blocks)
    yield Head(1, section.title)
    for line in told(intro.blocks, teller):
        yield Para(line.runs, line.mark)
    for question in questions:
        assert question.heading is not None
        answer = [line.runs for line in told(question.blocks, teller)]
        said = tuple(each for runs in answer for each in (*runs, *run(" ")))[:-1]
        yield Para((*run(f"{question.heading.title} ", strong=True), *said), question.heading.mark)
