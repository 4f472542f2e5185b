"""The slides of every real lesson, in both languages, looked through as the class would see them."""

from itertools import pairwise

import pytest

from fazhi.checked import Checked
from fazhi.model.blocks import Pull, Table, parts
from fazhi.model.library import Lesson
from fazhi.render.edition import Edition
from fazhi.render.kit.board import is_solution
from fazhi.render.kit.deck import Bars, Deck, Grid, Lanes, Slide, Written
from fazhi.render.kit.lecture import deck
from kit.conftest import edition_of
from kit.reading import TOLD, lines, public, read, secrets, shown

Decks = list[tuple[Lesson, Deck]]


@pytest.fixture(scope="session")
def decks(edition: Edition) -> Decks:
    return [(lesson, deck(edition, lesson)) for lesson in edition.lessons()]


def test_every_slide_shows_something(decks: Decks) -> None:
    for lesson, each in decks:
        assert [s.id for s in each.slides if not shown(s).removeprefix(s.title).strip()] == [], lesson.id


def test_every_slide_has_notes(decks: Decks) -> None:
    for lesson, each in decks:
        assert [s.id for s in each.slides if not read(tuple(say.runs for say in s.notes)).strip()] == [], lesson.id


def test_every_pull_is_told_on_slides(decks: Decks) -> None:
    found = 0
    for lesson, each in decks:
        wanted = {
            f"{block.case}-{block.section}"
            for section in lesson.original.sections
            for block in section.blocks
            if section.minutes and isinstance(block, Pull)
        }
        assert wanted <= {slide.id for slide in each.slides}, lesson.id
        found += len(wanted)
    assert found > 15


def test_no_outcome_before_its_question(decks: Decks) -> None:
    for lesson, each in decks:
        asked: set[str] = set()
        for slide in each.slides:
            if slide.kind == "decide":
                asked.add(slide.id.removesuffix("-question"))
                assert slide.notes
            if slide.kind == "outcome":
                assert slide.id.partition("-outcome")[0] in asked, (lesson.id, slide.id)


def test_an_answer_stands_on_a_slide_after_its_question(decks: Decks) -> None:
    for lesson, each in decks:
        for before, slide in pairwise(each.slides):
            if slide.kind == "answer":
                assert slide.id in (f"{before.id}-answer", f"{before.id}-answers"), (lesson.id, slide.id)
            if slide.kind == "quiz":
                assert {line.kind for line in lines(slide)} == {"option"}, (lesson.id, slide.id)
                assert not any(run.strong or run.emphasis for line in lines(slide) for run in line.runs)
            if before.kind == "quiz":
                assert slide.kind == "answer", (lesson.id, slide.id)
                assert [read(line.runs) for line in lines(before)] == [
                    read(line.runs) for line in lines(slide) if line.kind in ("right", "wrong")
                ]


def test_no_reason_stands_beside_its_question(decks: Decks) -> None:
    for lesson, each in decks:
        asked = "".join(shown(slide) + read(slide.notes) for slide in each.slides if slide.kind == "quiz")
        for slide in each.slides:
            reasons = [read(line.runs) for line in lines(slide) if line.kind == "reason"]
            assert all(reasons)
            assert [reason for reason in reasons if reason in asked] == [], (lesson.id, slide.id)


def test_every_solution_is_a_slide(decks: Decks) -> None:
    """A second table with the rows of the first is its solution, below a ``###`` heading as well."""
    found = 0
    for lesson, each in decks:
        wanted = 0
        for section in lesson.original.sections:
            for part in parts(section.blocks):
                tables = [block for block in part.blocks if isinstance(block, Table)]
                wanted += sum(is_solution(tables[0], later) for later in tables[1:])
        grids = [slide.id for slide in each.slides if slide.kind == "answer" and isinstance(slide.body, Grid)]
        assert len(grids) == wanted, lesson.id
        found += wanted
    assert found > 5


def test_what_a_table_asks_is_not_answered_beside_it(decks: Decks) -> None:
    """The cells of a solution stand on no slide before it."""
    for lesson, each in decks:
        seen = ""
        for slide in each.slides:
            if slide.kind == "answer" and isinstance(slide.body, Grid):
                cells = [read(cell) for row in slide.body.rows for cell in row[1:]]
                told = [cell for cell in cells if len(cell) >= TOLD[each.lang]]
                assert [cell for cell in told if cell in seen] == [], (lesson.id, slide.id)
            seen += shown(slide)


def test_what_is_for_the_presenter_is_on_no_slide(decks: Decks, edition: Edition) -> None:
    found = 0
    for lesson, each in decks:
        screen = "\n".join(shown(slide) for slide in each.slides)
        hidden = secrets(edition, lesson)
        found += len(hidden)
        assert sorted(secret for secret in hidden if secret in screen) == [], lesson.id
        # And not because nothing is shown at all.
        assert sum(len(text) > TOLD[each.lang] and text in screen for text in public(edition, lesson)) > 10, lesson.id
    assert found > 500


def test_what_is_for_the_presenter_is_in_the_notes_as_a_tip(decks: Decks, edition: Edition) -> None:
    for lesson, each in decks:
        tips = "\n".join(read(say.runs) for slide in each.slides for say in slide.notes if say.tip)
        aloud = "\n".join(read(say.runs) for slide in each.slides for say in slide.notes if not say.tip)
        hidden = secrets(edition, lesson)
        assert sorted(secret for secret in hidden if secret not in tips) == [], lesson.id
        assert sorted(secret for secret in hidden if secret in aloud) == [], lesson.id


def test_every_way_leads_to_a_slide(decks: Decks) -> None:
    trees = 0
    for lesson, each in decks:
        ids = [slide.id for slide in each.slides]
        assert len(set(ids)) == len(ids), lesson.id
        assert all(id and id.isascii() for id in ids), lesson.id
        for slide in each.slides:
            for line in lines(slide):
                assert (line.kind == "way") == bool(line.target), (lesson.id, slide.id)
                assert not line.target or line.target in ids, (lesson.id, slide.id)
        trees += any(slide.kind == "scene" for slide in each.slides)
    assert trees >= 4


def test_every_ending_leads_onward(decks: Decks) -> None:
    for lesson, each in decks:
        steps = {slide.id: slide.step for slide in each.slides}
        for slide in each.slides:
            if slide.kind == "scene" and slide.id.startswith("end-"):
                assert steps[lines(slide)[-1].target] != slide.step, (lesson.id, slide.id)


def test_the_minutes_of_the_steps_are_those_of_the_lesson(decks: Decks) -> None:
    for lesson, each in decks:
        assert sum(slide.minutes for slide in each.slides) == lesson.facts.minutes, lesson.id
        for before, slide in pairwise(each.slides):
            if slide.minutes:
                assert before.step != slide.step, (lesson.id, slide.id)


def test_the_cover_has_the_timetable(decks: Decks) -> None:
    for lesson, each in decks:
        said = [read(say.runs) for say in each.slides[0].notes if say.tip]
        steps = [slide.step for slide in each.slides if slide.minutes]
        assert [row.split("：" if each.lang == "zh" else ": ", 1)[1] for row in said[-len(steps) :]] == steps, lesson.id


def test_help_gives_only_numbers_from_the_list(decks: Decks, edition: Edition) -> None:
    known = {channel.number for channel in edition.library.channels.values()}
    for lesson, each in decks:
        (slide,) = (slide for slide in each.slides if slide.kind == "help")
        assert isinstance(slide.body, Grid)
        numbers = [read(row[0]) for row in slide.body.rows]
        assert numbers, lesson.id
        assert set(numbers) <= known, lesson.id


def test_the_end_has_a_licence_and_no_official_title_with_somebody_in_it(decks: Decks, edition: Edition) -> None:
    """``某`` stands for a name that was taken out; such titles are no reading for a class."""
    for lesson, each in decks:
        end = each.slides[-1]
        assert end.kind == "end"
        assert "CC BY 4.0" in shown(end), lesson.id
        for id in lesson.facts.cases:
            assert edition.text(edition.library.cases[id]).words.title in shown(end)
        assert "某" not in shown(end), lesson.id


def shape(slide: Slide) -> tuple[object, ...]:
    """What of a slide is the same in every language."""
    match slide.body:
        case Written(written):
            body: tuple[object, ...] = tuple((line.kind, line.level, line.target) for line in written)
        case Grid(head, rows):
            body = (len(head), len(rows))
        case Bars(rows):
            body = tuple(value for _, value, _ in rows)
        case Lanes(lanes):
            body = tuple(len(steps) for _, steps in lanes)
    return slide.id, slide.kind, slide.minutes, type(slide.body), body


def test_both_languages_have_the_same_slides(real: Checked) -> None:
    zh, en = (edition_of(real, lang) for lang in ("zh", "en"))
    for lesson in zh.lessons():
        here, there = (deck(each, lesson).slides for each in (zh, en))
        assert [slide.id for slide in here] == [slide.id for slide in there], lesson.id
        # A list may be a paragraph shorter in one language; what leads on, and what is drawn, may not differ.
        for one, other in zip(here, there, strict=True):
            if isinstance(one.body, Written):
                ways = [[line.target for line in lines(slide) if line.target] for slide in (one, other)]
                assert ways[0] == ways[1], (lesson.id, one.id)
                assert (one.kind, one.minutes) == (other.kind, other.minutes), (lesson.id, one.id)
            else:
                assert shape(one) == shape(other), (lesson.id, one.id)
