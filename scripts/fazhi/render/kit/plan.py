"""The lesson plan (教案) with the headings that Chinese schools expect, to be edited by whoever teaches it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fazhi.model.blocks import Block, Link, Notes, Section, Strong, parts, plain, spans
from fazhi.model.library import Lesson
from fazhi.render.edition import Edition
from fazhi.render.kit.board import is_tree
from fazhi.render.kit.deck import Deck
from fazhi.render.kit.imprint import cases_of, site
from fazhi.render.kit.paper import Box, Bullets, Grid, Head, Paper, PaperBlock, Para, Ruled
from fazhi.render.kit.papers import Step, compose, lesson_words, quiz, sources, steps
from fazhi.render.kit.setting import setter
from fazhi.render.kit.text import Teller, run
from fazhi.render.kit.text import plain as bare

_REFLECTION = 8
"""Lines to write on after the lesson (教学反思)."""
_KEYWORDS = 4
"""Words a step gives to the blackboard."""


def paper(edition: Edition, lesson: Lesson, deck: Deck) -> Paper:
    """Make the plan of a lesson; the fitted deck tells which slides belong to a step."""
    blocks = tuple(_blocks(edition, lesson, deck))
    return compose(edition, lesson, "plan", blocks, "presenter")


def _blocks(edition: Edition, lesson: Lesson, deck: Deck) -> Iterator[PaperBlock]:
    t, words = edition.words.t, lesson_words(edition, lesson)
    yield _facts(edition, lesson)
    if words.content_note:
        yield Box(t.kit.plan.content_note, (Para(run(words.content_note)),))
    for title, rows in (
        (t.lesson.objectives, words.objectives),
        (t.lesson.keypoints, words.keypoints),
        (t.lesson.materials, words.materials),
    ):
        if rows:
            yield Head(1, title)
            yield _list(rows)
    yield Head(1, t.kit.plan.process)
    found = steps(edition, lesson)
    yield _overview(edition, found, deck)
    for number, step in enumerate(found, 1):
        yield from _step(edition, lesson, number, step)
    yield Head(1, t.kit.plan.board)
    yield _board(edition, lesson, found)
    yield Head(1, t.lesson.homework)
    yield _list(words.homework)
    yield from _awkward(edition, lesson)
    yield Head(1, t.kit.plan.reflection)
    yield Ruled(_REFLECTION)
    yield from _sources(edition, lesson)


def _list(rows: Iterable[str]) -> Bullets:
    return Bullets(tuple((Para(run(row)),) for row in rows))


def _facts(edition: Edition, lesson: Lesson) -> Grid:
    """What a school wants to know first."""
    t, words = edition.words.t, edition.words
    laws = dict.fromkeys(cited.partition("#")[0] for cited in lesson.facts.laws)
    cases = [edition.text(case).words.title for case in cases_of(edition, lesson)]
    rows = (
        (t.entry.grades, edition.grades(lesson)),
        (t.lesson.time, t.lesson.minutes.format(n=lesson.facts.minutes)),
        (t.lesson.activity, words.label("activity", lesson.facts.activity)),
        (t.kit.plan.cases, words.listed(cases) if cases else t.kit.plan.no_case),
        (t.lesson.laws, words.listed([edition.library.laws[id].short[edition.lang] for id in laws])),
    )
    cells = tuple(((Para(run(name, strong=True)),), (Para(run(value)),)) for name, value in rows)
    return Grid((run(t.kit.plan.item), run(t.kit.plan.content)), cells, (1, 4))


def _overview(edition: Edition, found: tuple[Step, ...], deck: Deck) -> Grid:
    """The hour at a glance: each step, its minutes, and the numbers of its slides."""
    t = edition.words.t.kit.plan
    rows = tuple(
        tuple((Para(run(text)),) for text in (step.stage, step.section.title, _clock(step), numbers))
        for step, numbers in zip(found, _slides(deck), strict=True)
    )
    return Grid((run(t.stage), run(t.step), run(t.minutes), run(t.slides)), rows, (2, 5, 2, 2))


def _clock(step: Step) -> str:
    return f"{step.start}–{step.end}"


def _slides(deck: Deck) -> list[str]:
    """The numbers of the slides of each step; a step begins where its minutes are given."""
    steps: list[list[int]] = []
    for number, slide in enumerate(deck.slides, 1):
        if slide.minutes:
            steps.append([])
        if slide.step:
            steps[-1].append(number)
    return [f"{step[0]}–{step[-1]}" if len(step) > 1 else str(step[0]) for step in steps]


def _step(edition: Edition, lesson: Lesson, number: int, step: Step) -> Iterator[PaperBlock]:
    t, section = edition.words.t.kit.plan, step.section
    minutes = step.end - step.start
    yield Head(2, t.step_title.format(n=number, title=section.title, minutes=minutes))
    set_ = setter(edition, level=3, notes=True)
    intro, *scenes = parts(section.blocks)
    if any(is_tree(scene.blocks) for scene in scenes):
        yield from set_.blocks(intro.blocks)
        yield Para(run(t.scenes.format(n=len(scenes))), small=True)
        yield from set_.blocks(block for scene in scenes for block in scene.blocks if isinstance(block, Notes))
    else:
        yield from set_.blocks(section.blocks)
    if section.questions:
        asked = quiz(edition, lesson, solved=True)
        yield Bullets(
            tuple((Para(run(t.asked.format(question=one.question, letter=one.right))),) for one in asked), ordered=True
        )


def _board(edition: Edition, lesson: Lesson, found: tuple[Step, ...]) -> Box:
    """What may stand on the blackboard: the steps with the words that are stressed in them, and the law."""
    teller = Teller(edition.library, site(edition))
    lines = []
    for step in found:
        if step.section.id != "quiz":
            words = list(dict.fromkeys(bare(teller.runs(span)) for span in _stressed(step.section)))[:_KEYWORDS]
            rest = run(("：" if edition.lang == "zh" else ": ") + edition.words.listed(words)) if words else ()
            lines.append((Para((*run(step.section.title, strong=True), *rest)),))
    laws = dict.fromkeys(
        plain(span.children)
        for section in edition.text(lesson).sections
        for span in spans(section)
        if isinstance(span, Link) and span.target.startswith("law:") and section.id not in ("awkward", "roles")
    )
    title = edition.text(lesson).words.title
    blocks: tuple[PaperBlock, ...] = (Bullets(tuple(lines)),)
    if laws:
        blocks += (Para(run(edition.words.listed(list(laws)))),)
    return Box(title, blocks)


def _stressed(section: Section) -> Iterator[tuple[Strong]]:
    """The stressed words that the class hears; the presenter's notes are not for the blackboard."""
    blocks: tuple[Block, ...] = tuple(
        block for block in parts(section.blocks)[0].blocks if not isinstance(block, Notes)
    )
    yield from ((span,) for block in blocks for span in spans(block) if isinstance(span, Strong))


def _awkward(edition: Edition, lesson: Lesson) -> Iterator[PaperBlock]:
    section = edition.text(lesson).section("awkward")
    if section:
        yield Head(1, section.title)
        yield from setter(edition, level=2).blocks(section.blocks)


def _sources(edition: Edition, lesson: Lesson) -> Iterator[PaperBlock]:
    cases = cases_of(edition, lesson)
    if cases:
        yield Head(1, edition.words.t.entry.sources)
    for case in cases:
        yield Para(run(edition.text(case).words.title, strong=True), small=True)
        yield from sources(edition, case)
