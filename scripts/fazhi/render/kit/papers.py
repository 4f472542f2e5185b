"""What the papers of a lesson share: their head and foot, the timetable, the quiz, the help numbers, the sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fazhi.model.blocks import Link as LinkSpan
from fazhi.model.blocks import Pull, Section, Text, parts, spans
from fazhi.model.facts import CaseFront, LessonFront, LessonWords
from fazhi.model.library import Case, Lesson
from fazhi.render.edition import Edition, case_words
from fazhi.render.kit.board import LETTERS
from fazhi.render.kit.document import Audience
from fazhi.render.kit.imprint import imprint, site
from fazhi.render.kit.paper import Box, Bullets, Choice, Paper, PaperBlock, Para
from fazhi.render.kit.text import Run, Teller, run
from fazhi.render.views import ChannelView

_LAWFUL = 2
"""Links to the law from which a step counts as one about the law."""


def compose(
    edition: Edition,
    lesson: Lesson,
    name: str,
    blocks: tuple[PaperBlock, ...],
    audience: Audience,
    *,
    one_page: bool = False,
) -> Paper:
    """Put a paper of a lesson together under its fixed head and foot."""
    kit = edition.words.t.kit
    foot = imprint(edition, lesson)
    return Paper(
        name=name,
        lang=edition.lang,
        title=edition.text(lesson).words.title,
        subtitle=getattr(kit.files, name),
        blocks=blocks,
        imprint=foot,
        audience=audience,
        audience_label=getattr(kit.audience, audience),
        one_page=one_page,
        qr_label=kit.foot.qr.format(address=foot.address) if foot.address else "",
        page_label=kit.foot.page,
    )


def lesson_words(edition: Edition, lesson: Lesson) -> LessonFront | LessonWords:
    """The words of a lesson's front matter in the edition's language."""
    words = edition.text(lesson).words
    assert isinstance(words, LessonFront | LessonWords)
    return words


class Step(NamedTuple):
    """A timed step: its minutes from the beginning of the lesson, and what part of a lesson it is, in words."""

    section: Section
    start: int
    end: int
    stage: str


def steps(edition: Edition, lesson: Lesson) -> tuple[Step, ...]:
    """The steps of a lesson in order."""
    sections, found, passed = timed(edition, lesson), [], 0
    for place, (section, minutes) in enumerate(sections):
        start, passed = passed, passed + minutes
        stage = _stage(section, place == 0, place == len(sections) - 1)
        found.append(Step(section, start, passed, getattr(edition.words.t.kit.plan.stages, stage)))
    return tuple(found)


def timed(edition: Edition, lesson: Lesson) -> list[tuple[Section, int]]:
    """The sections of a lesson that are steps, with the minutes of each."""
    minutes = {section.id: section.minutes for section in lesson.original.sections if section.minutes}
    return [(section, minutes[section.id]) for section in edition.text(lesson).sections if section.id in minutes]


def _stage(section: Section, first: bool, last: bool) -> str:
    """The part of a lesson by the headings that schools expect: 导入, 案情, 法理, 活动, 结果与法理, 巩固, 小结."""
    pulled = {block.section for block in section.blocks if isinstance(block, Pull)}
    laws = sum(isinstance(span, LinkSpan) and span.target.startswith("law:") for span in spans(section))
    for stage, holds in (
        ("practice", section.id == "quiz"),
        ("opening", first),
        ("closing", last),
        ("outcome", "outcome" in pulled),
        ("activity", len(parts(section.blocks)) > 1),
        ("facts", bool(pulled)),
        ("law", laws >= _LAWFUL),
    ):
        if holds:
            return stage
    return "discussion"


def quiz(edition: Edition, lesson: Lesson, *, solved: bool) -> Iterator[Choice]:
    """The quiz; ``solved`` adds the right letters and the reasons."""
    teller = Teller(edition.library, site(edition))
    section = edition.text(lesson).section("quiz")
    for number, question in enumerate(section.questions if section else (), 1):
        options = tuple(zip(LETTERS, question.options, strict=False))
        yield Choice(
            number,
            question.title,
            tuple((letter, teller.runs(o.answer), teller.runs(o.reason) if solved else ()) for letter, o in options),
            next(letter for letter, o in options if o.right) if solved else "",
        )


def helpers(edition: Edition, lesson: Lesson, rows: int) -> tuple[ChannelView, ...]:
    """The channels that there is room for: the police, those that the lesson names, those for its topics."""
    text = " ".join(
        span.text
        for section in edition.shown(lesson)
        for span in spans(section)
        if isinstance(span, Text) and section.id != "quiz"
    )
    police, *others = edition.help_for(edition.topics(lesson))
    listed = (edition.channel(channel) for channel in edition.library.channels.values())
    named = [row for row in listed if row.number in text and row != police]
    return (police, *dict.fromkeys((*named, *others)))[:rows]


def help_box(edition: Edition, lesson: Lesson, rows: int) -> Box:
    """Where to get help, urgent numbers first."""
    channels = helpers(edition, lesson, rows)
    lines = tuple(
        (Para((Run(f"{row.number} ", strong=True), *run(f"{row.name} · {row.purpose}"))),) for row in channels
    )
    return Box(edition.words.t.case.help, (Bullets(lines),))


def sources(edition: Edition, case: Case) -> Iterator[Para]:
    """The sources of a case with their addresses, in small print."""
    words = case_words(edition.text(case))
    for source in case.facts.sources:
        said = source if isinstance(words, CaseFront) else words.sources[source.id]
        line = " · ".join((said.publisher, said.title, source.date, edition.words.label("certainty", source.certainty)))
        yield Para((Run(line, href=source.url or ""),), small=True)
