"""The slides around a lesson: the cover with the plan of the hour, where to get help, and where it all comes from."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi.model.blocks import parts
from fazhi.model.facts import LessonFront, LessonWords
from fazhi.model.library import Case, Lesson
from fazhi.model.mark import Mark
from fazhi.render.edition import Edition, case_words
from fazhi.render.kit.board import told
from fazhi.render.kit.deck import Grid, Line, Say, Slide, Written
from fazhi.render.kit.imprint import cases_of, imprint, site
from fazhi.render.kit.papers import helpers
from fazhi.render.kit.text import Teller, run

_HELP_ROWS = 6
START = Mark(1, 1)
FIRST = "at-home"
"""The id of the first slide after the steps."""


def cover(edition: Edition, lesson: Lesson) -> Slide:
    """The first slide; its notes are what the presenter reads in the corridor."""
    t, text = edition.words.t, edition.text(lesson)
    words = text.words
    assert isinstance(words, LessonFront | LessonWords)
    notes = [Say(run(words.content_note), tip=True)] if words.content_note else []
    for title, rows in (
        (t.lesson.objectives, words.objectives),
        (t.lesson.keypoints, words.keypoints),
        (t.lesson.materials, words.materials),
    ):
        if rows:
            notes.append(Say(run(title, strong=True), tip=True))
            notes += [Say(run(f"· {row}"), tip=True) for row in rows]
    notes.append(Say(run(t.kit.deck.timetable, strong=True), tip=True))
    timed = {section.id: section.minutes for section in lesson.original.sections if section.minutes}
    passed = 0
    for section in text.sections:
        if section.id in timed:
            start, passed = passed, passed + (timed[section.id] or 0)
            notes.append(Say(run(t.kit.deck.clock.format(start=start, end=passed, title=section.title)), tip=True))
    lines = (Line("text", run(words.summary), START),)
    return Slide("cover", "cover", words.title, Written(lines), START, tuple(notes), path=text.path)


def slides(edition: Edition, lesson: Lesson) -> Iterator[Slide]:
    """The last slides."""
    yield _homework(edition, lesson)
    yield _help(edition, lesson)
    yield _end(edition, lesson)


def _homework(edition: Edition, lesson: Lesson) -> Slide:
    """What to do at home."""
    t, text = edition.words.t, edition.text(lesson)
    words = text.words
    assert isinstance(words, LessonFront | LessonWords)
    lines = tuple(Line("point", run(row), START) for row in words.homework)
    notes = (Say(run(t.kit.deck.homework_note), tip=True),)
    return Slide(FIRST, "step", t.lesson.homework, Written(lines), START, notes, path=text.path)


def _help(edition: Edition, lesson: Lesson) -> Slide:
    """Where to get help; the notes hold the awkward questions, which come now if not before."""
    t, text = edition.words.t, edition.text(lesson)
    channels = helpers(edition, lesson, _HELP_ROWS)
    head = (run(t.kit.deck.number), run(t.kit.deck.who))
    rows = tuple((run(row.number, strong=True), run(row.name)) for row in channels)
    notes = (
        Say(run(t.kit.deck.help_note)),
        *(Say(run(f"{row.number} · {row.name} · {row.purpose}"), tip=True) for row in channels),
        *awkward(edition, lesson),
    )
    return Slide("who-helps", "help", t.case.help, Grid(head, rows, START), START, notes, path=text.path)


def awkward(edition: Edition, lesson: Lesson) -> Iterator[Say]:
    """The questions that pupils may ask, with safe answers: for the presenter alone."""
    section = edition.text(lesson).section("awkward")
    if section is None:
        return
    teller = Teller(edition.library, site(edition))
    intro, *questions = parts(section.blocks)
    yield Say(run(section.title, strong=True), tip=True)
    for line in told(intro.blocks, teller):
        yield Say(line.runs, tip=True)
    for question in questions:
        assert question.heading is not None
        yield Say(run(question.heading.title, strong=True), tip=True)
        for line in told(question.blocks, teller):
            yield Say(line.runs, tip=True)


def _end(edition: Edition, lesson: Lesson) -> Slide:
    """Sources and licence, so that whoever copies a deck copies these too."""
    t, text = edition.words.t.kit.deck, edition.text(lesson)
    lines = [Line("point", run(told_case(edition, case)), START) for case in cases_of(edition, lesson)]
    foot = imprint(edition, lesson)
    lines.append(Line("point", run(t.licence), START))
    if foot.address:
        lines.append(Line("point", run(t.page.format(address=foot.address.removeprefix("https://"))), START))
    notes = tuple(Say(run(row), tip=True) for case in cases_of(edition, lesson) for row in _sources(edition, case))
    version = Say(run(foot.line), tip=True)
    return Slide("end", "end", t.end, Written(tuple(lines)), START, (*notes, version), path=text.path)


def told_case(edition: Edition, case: Case) -> str:
    """A case in one line: our title, and the batch and number under which it was officially published."""
    t, text, facts = edition.words.t.kit.deck, edition.text(case), case.facts
    official = ""
    if facts.official:
        series = edition.library.series[facts.official.series].name[edition.lang]
        official = " ".join(piece for piece in (series, facts.official.number or "") if piece)
    publishers = edition.words.listed(list(dict.fromkeys(_publishers(edition, case))))
    sentence: str = (t.case_official if official else t.case).format(
        title=text.words.title, official=official, publishers=publishers
    )
    return sentence


def _publishers(edition: Edition, case: Case) -> list[str]:
    words = case_words(edition.text(case)).sources
    if isinstance(words, dict):
        return [words[source.id].publisher for source in case.facts.sources]
    return [source.publisher for source in words]


def _sources(edition: Edition, case: Case) -> Iterator[str]:
    """Every source of a case, with its address, for whoever wants to read more."""
    words = case_words(edition.text(case)).sources
    yield edition.text(case).words.title
    for source in case.facts.sources:
        said = words[source.id] if isinstance(words, dict) else source
        colon = "：" if edition.lang == "zh" else ": "
        yield " ".join(
            piece for piece in (f"{said.publisher}{colon}{said.title}", source.date, source.url or "") if piece
        )
