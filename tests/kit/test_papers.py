"""The papers of every real lesson: what a pupil may read, what stays with the presenter, and what adds up."""

from collections.abc import Iterator
from itertools import pairwise

import pytest

from fazhi.checked import Checked
from fazhi.model.blocks import Pull, Table, parts, plain
from fazhi.model.library import Lesson
from fazhi.render.edition import Edition
from fazhi.render.kit import cards, crib, lecture, plan, record, worksheet
from fazhi.render.kit.board import is_solution
from fazhi.render.kit.deck import Deck
from fazhi.render.kit.fit import fit
from fazhi.render.kit.paper import Bullets, Cards, Choice, Grid, Head, PageBreak, Paper, PaperBlock, Para, Ruled
from fazhi.render.kit.papers import lesson_words
from kit.conftest import edition_of
from kit.reading import TOLD, public, read, secrets, sentences

Printed = list[tuple[Lesson, Paper]]


@pytest.fixture(scope="session")
def sheets(edition: Edition) -> Printed:
    return [(lesson, worksheet.sheet(edition, lesson)) for lesson in edition.lessons()]


@pytest.fixture(scope="session")
def keys(edition: Edition) -> Printed:
    return [(lesson, worksheet.key(edition, lesson)) for lesson in edition.lessons()]


@pytest.fixture(scope="session")
def decks(edition: Edition) -> dict[str, Deck]:
    """As they are printed, some slides split."""
    continued = edition.words.t.kit.deck.continued
    return {lesson.id: fit(lecture.deck(edition, lesson), continued) for lesson in edition.lessons()}


@pytest.fixture(scope="session")
def plans(edition: Edition, decks: dict[str, Deck]) -> Printed:
    return [(lesson, plan.paper(edition, lesson, decks[lesson.id])) for lesson in edition.lessons()]


def solutions(edition: Edition, lesson: Lesson) -> Iterator[str]:
    """The cells of tables that answer the table before them."""
    for section in edition.text(lesson).sections:
        for part in parts(section.blocks):
            tables = [block for block in part.blocks if isinstance(block, Table)]
            for table in (later for later in tables[1:] if is_solution(tables[0], later)):
                cells = (plain(cell) for row in table.rows for cell in row[1:])
                yield from (cell for cell in cells if len(cell) >= TOLD[edition.lang])


def reasons(edition: Edition, lesson: Lesson) -> list[str]:
    quiz = edition.text(lesson).section("quiz")
    assert quiz is not None
    return [plain(option.reason) for question in quiz.questions for option in question.options]


def halves(paper: Paper) -> tuple[tuple[PaperBlock, ...], tuple[PaperBlock, ...]]:
    """What stands before the one page break of a worksheet, and what stands after it."""
    (at,) = (n for n, block in enumerate(paper.blocks) if isinstance(block, PageBreak))
    return paper.blocks[:at], paper.blocks[at + 1 :]


def outcomes(edition: Edition, lesson: Lesson) -> list[str]:
    """The sentences of the outcomes that a lesson tells."""
    ids = [block.case for _, block in pulls(lesson) if block.section == "outcome"]
    sections = [edition.text(edition.library.cases[id]).section("outcome") for id in ids]
    found = sentences(block for section in sections if section for block in section.blocks)
    cases = [edition.text(edition.library.cases[id]) for id in lesson.facts.cases]
    other = (section for text in (*cases, edition.text(lesson)) for section in text.sections if section.id != "outcome")
    known = "\n".join(sentences(block for section in other for block in section.blocks))
    return [text for text in found if len(text) >= TOLD[edition.lang] and text not in known]


def pulls(lesson: Lesson) -> Iterator[tuple[int, Pull]]:
    for section in lesson.original.sections:
        yield from ((n, block) for n, block in enumerate(section.blocks) if isinstance(block, Pull))


# --- what a pupil may read -----------------------------------------------------------------------------------


def test_a_worksheet_holds_no_answers(sheets: Printed, edition: Edition) -> None:
    found = 0
    for lesson, sheet in sheets:
        text = read(sheet)
        hidden = [*solutions(edition, lesson), *reasons(edition, lesson)]
        found += len(hidden)
        assert [secret for secret in hidden if secret in text] == [], lesson.id
        assert [block for block in sheet.blocks if isinstance(block, Choice) and block.right] == []
    assert found > 250


def test_student_papers_hold_nothing_that_is_for_the_presenter(sheets: Printed, edition: Edition) -> None:
    found = 0
    for lesson, sheet in sheets:
        hidden = secrets(edition, lesson)
        found += len(hidden)
        for paper in (sheet, cards.paper(edition, lesson, 45)):
            assert paper.audience == "students"
            assert paper.audience_label == edition.words.t.kit.audience.students
            text = read(paper)
            assert sorted(secret for secret in hidden if secret in text) == [], (lesson.id, paper.name)
        assert any(len(each) > TOLD[edition.lang] and each in read(sheet) for each in public(edition, lesson))
    assert found > 500


def test_the_same_text_is_with_the_presenter(plans: Printed, edition: Edition) -> None:
    """So that what is left out above is not merely lost."""
    for lesson, paper in plans:
        text = read(paper)
        assert sorted(secret for secret in secrets(edition, lesson) if secret not in text) == [], lesson.id


def test_no_outcome_is_told_before_the_page_break(sheets: Printed, edition: Edition) -> None:
    found = 0
    for lesson, sheet in sheets:
        front, back = map(read, halves(sheet))
        told = outcomes(edition, lesson)
        found += len(told)
        assert [text for text in told if text in front] == [], lesson.id
        assert [text for text in told if text not in back] == [], lesson.id
    assert found > 15


def test_what_comes_after_an_outcome_in_the_lesson_comes_after_it_on_paper(sheets: Printed, edition: Edition) -> None:
    """A table below an outcome may give it away."""
    found = 0
    for lesson, sheet in sheets:
        front, back = ({id(block.mark) for block in half if isinstance(block, Grid)} for half in halves(sheet))
        marks = {block.mark for block in sheet.blocks if isinstance(block, Grid)}
        assert None not in marks
        told = False
        for section in edition.text(lesson).sections:
            for block in section.blocks:
                told = told or (isinstance(block, Pull) and block.section == "outcome")
                if isinstance(block, Table):
                    here = [each for each in sheet.blocks if isinstance(each, Grid) and each.mark == block.mark]
                    assert all(id(each.mark) in (back if told else front) for each in here), (lesson.id, section.id)
                    found += len(here)
    assert found > 10


def test_a_worksheet_asks_before_it_tells(sheets: Printed, edition: Edition) -> None:
    for lesson, sheet in sheets:
        front, back = halves(sheet)
        assert sum(isinstance(block, Choice) for block in sheet.blocks) >= 3, lesson.id
        if any(block.section == "outcome" for _, block in pulls(lesson)):
            assert any(isinstance(block, Ruled) for block in front), lesson.id
        assert not any(isinstance(block, Ruled) for block in back), lesson.id


def test_both_languages_have_the_same_papers(real: Checked) -> None:
    zh, en = (edition_of(real, lang) for lang in ("zh", "en"))
    for lesson in zh.lessons():
        sheets, keys = ([make(each, lesson) for each in (zh, en)] for make in (worksheet.sheet, worksheet.key))
        for here, there in (sheets, keys):
            assert [type(block) for block in here.blocks] == [type(block) for block in there.blocks], lesson.id
            grids = [[block for block in paper.blocks if isinstance(block, Grid)] for paper in (here, there)]
            sizes = [[(len(grid.head), len(grid.rows)) for grid in each] for each in grids]
            assert sizes[0] == sizes[1], lesson.id


# --- the key -------------------------------------------------------------------------------------------------


def test_the_key_answers_what_the_worksheet_asks(sheets: Printed, keys: Printed, edition: Edition) -> None:
    for (lesson, sheet), (_, key) in zip(sheets, keys, strict=True):
        assert key.audience == "presenter"
        text = read(key)
        assert [cell for cell in solutions(edition, lesson) if cell not in text] == [], lesson.id
        assert [reason for reason in reasons(edition, lesson) if reason not in text] == [], lesson.id
        quiz = edition.text(lesson).section("quiz")
        assert quiz is not None
        asked, solved = ([block for block in paper.blocks if isinstance(block, Choice)] for paper in (sheet, key))
        for question, one, other in zip(quiz.questions, asked, solved, strict=True):
            assert (one.number, one.question, question.title) == (other.number, other.question, question.title)
            assert [(letter, answer) for letter, answer, _ in one.options] == [
                (letter, answer) for letter, answer, _ in other.options
            ]
            right = {letter for letter, option in zip("ABCDEFGH", question.options, strict=False) if option.right}
            assert {other.right} == right, (lesson.id, question.id)
            assert all(reason for _, _, reason in other.options)


# --- the plan ------------------------------------------------------------------------------------------------


def test_a_plan_has_the_headings_that_schools_expect(plans: Printed, edition: Edition) -> None:
    t = edition.words.t
    for lesson, paper in plans:
        assert paper.audience == "presenter"
        found = [block.text for block in paper.blocks if isinstance(block, Head) and block.level == 1]
        awkward = edition.text(lesson).section("awkward")
        assert awkward is not None
        wanted = [t.lesson.objectives, t.lesson.keypoints, t.lesson.materials, t.kit.plan.process, t.kit.plan.board]
        wanted += [t.lesson.homework, awkward.title, t.kit.plan.reflection]
        wanted += [t.entry.sources] if lesson.facts.cases else []
        assert found == wanted, lesson.id
        if edition.lang == "zh":
            assert (found[0], found[7]) == ("教学目标", "教学反思")


def test_the_minutes_of_a_plan_add_up(plans: Printed, edition: Edition) -> None:
    for lesson, paper in plans:
        _, overview, *_ = (block for block in paper.blocks if isinstance(block, Grid))
        clocks = [tuple(map(int, read(row[2]).split("–"))) for row in overview.rows]
        assert clocks[0][0] == 0
        assert clocks[-1][1] == lesson.facts.minutes
        assert all(before[1] == after[0] < after[1] for before, after in pairwise(clocks)), lesson.id
        titles = [read(row[1]) for row in overview.rows]
        heads = [block.text for block in paper.blocks if isinstance(block, Head) and block.level == 2]
        for number, (title, (start, end)) in enumerate(zip(titles, clocks, strict=True), 1):
            words = edition.words.t.kit.plan.step_title.format(n=number, title=title, minutes=end - start)
            assert words in heads, lesson.id


def test_the_slide_numbers_of_a_plan_are_those_of_the_deck(plans: Printed, decks: dict[str, Deck]) -> None:
    split = 0
    for lesson, paper in plans:
        _, overview, *_ = (block for block in paper.blocks if isinstance(block, Grid))
        slides = decks[lesson.id].slides
        counted: list[int] = []
        for row in overview.rows:
            first, _, last = read(row[3]).partition("–")
            numbers = range(int(first), int(last or first) + 1)
            assert {slides[number - 1].step for number in numbers} == {read(row[1])}, lesson.id
            counted += numbers
        assert counted == [number for number, slide in enumerate(slides, 1) if slide.step], lesson.id
        split += len(slides) - len({slide.id.rstrip("-0123456789") for slide in slides})
    assert split, "no slide was split, so that nothing was shown about the numbers of those that are"


def test_a_plan_has_the_homework_and_the_awkward_questions(plans: Printed, edition: Edition) -> None:
    for lesson, paper in plans:
        text = read(paper)
        words = lesson_words(edition, lesson)
        assert 1 <= len(words.homework) <= 3
        assert [row for row in words.homework if row not in text] == [], lesson.id
        assert [title for title in awkward_titles(edition, lesson) if title not in text] == [], lesson.id


def awkward_titles(edition: Edition, lesson: Lesson) -> list[str]:
    section = edition.text(lesson).section("awkward")
    assert section is not None
    return [part.heading.title for part in parts(section.blocks) if part.heading]


def test_homework_needs_no_network_and_names_no_stranger(edition: Edition) -> None:
    for lesson in edition.lessons():
        for row in lesson_words(edition, lesson).homework:
            assert "http" not in row, lesson.id
            assert not any(word in row for word in ("www.", ".com", ".cn", "二维码", "QR code")), lesson.id


# --- the crib card and the record ----------------------------------------------------------------------------


def test_a_crib_has_the_minutes_three_questions_and_every_awkward_one(edition: Edition) -> None:
    for lesson in edition.lessons():
        paper = crib.paper(edition, lesson)
        assert paper.one_page
        assert paper.audience == "presenter"
        (clock,) = (block for block in paper.blocks if isinstance(block, Grid))
        assert read(clock.rows[-1][0]).endswith(f"–{lesson.facts.minutes}")
        (asked,) = (block for block in paper.blocks if isinstance(block, Bullets))
        quiz = edition.text(lesson).section("quiz")
        assert quiz is not None
        assert len(asked.items) == 3
        for item, question in zip(asked.items, quiz.questions, strict=False):
            right = next(plain(option.answer) for option in question.options if option.right)
            assert read(item).replace("\n", "") == f"{question.title} → {right}", lesson.id
        text = read(paper)
        assert [title for title in awkward_titles(edition, lesson) if title not in text] == [], lesson.id
        awkward = edition.text(lesson).section("awkward")
        assert awkward is not None
        said = [plain(block.children) for block in awkward.blocks if hasattr(block, "children")]
        assert said
        assert [each for each in said if each not in text] == [], lesson.id


def test_a_record_has_four_lessons_and_room_to_write(edition: Edition) -> None:
    assert edition.library.packs
    for pack in edition.library.packs.values():
        paper = record.paper(edition, pack)
        assert (paper.audience, paper.landscape) == ("presenter", True)
        (grid,) = (block for block in paper.blocks if isinstance(block, Grid))
        assert [read(row[1]) for row in grid.rows] == [
            edition.text(edition.library.lessons[id]).words.title for id in pack.lessons
        ]
        assert len(grid.rows) == 4
        for row in grid.rows:
            assert len(row) == len(grid.head) == len(grid.widths) == 7
            assert [read(cell) for cell in row[2:]] == [""] * 5
        assert any(isinstance(block, Ruled) for block in paper.blocks)
        assert pack.reason[edition.lang] in read(paper)
        dates = [edition.library.lessons[id].facts for id in pack.lessons]
        dates += [edition.library.cases[id].facts for each in list(dates) for id in each.cases]
        assert min(each.law_as_of for each in dates).isoformat() in paper.imprint.line
        assert paper.imprint.version == max(each.updated for each in dates).isoformat()


def test_every_paper_has_a_foot(sheets: Printed, keys: Printed, plans: Printed) -> None:
    for lesson, paper in (*sheets, *keys, *plans):
        foot = paper.imprint
        assert foot.line.startswith(f"{lesson.id} · "), lesson.id
        assert foot.version in foot.line
        assert "CC BY 4.0" in foot.line
        assert len(set(foot.notices)) == len(foot.notices), lesson.id
        assert paper.title
        assert paper.subtitle
        assert "{n}" in paper.page_label


def test_no_cell_and_no_paragraph_is_lost(sheets: Printed, plans: Printed) -> None:
    """An empty paragraph on a paper means that something could not be told."""
    for lesson, paper in (*sheets, *plans):
        empty = [block for block in paper.blocks if isinstance(block, Para) and not read(block.runs).strip()]
        assert empty == [], (lesson.id, paper.name)
        assert not any(isinstance(block, Cards) for block in paper.blocks)
