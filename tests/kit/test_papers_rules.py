"""How the papers of a lesson are put together, rule by rule, with steps of a few lines."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from fazhi.model.blocks import Chart, Flow
from fazhi.model.library import Lesson
from fazhi.model.reference import Pack
from fazhi.render.edition import Edition
from fazhi.render.kit import crib, lecture, plan, record, worksheet
from fazhi.render.kit.fit import fit
from fazhi.render.kit.imprint import imprint
from fazhi.render.kit.paper import Bars, Bullets, Choice, Grid, Head, PageBreak, Paper, PaperBlock
from fazhi.render.kit.papers import steps
from fazhi.render.kit.setting import setter
from kit.conftest import AWKWARD, QUIZ, Dwarf
from kit.reading import read

Front = Callable[[str], tuple[list[str], list[str]]]

BLANKS = "| 谁 | 想什么 |\n|---|---|\n| 甲 | ＿＿ |\n| 乙 | ＿＿ |\n"
SOLVED = "| 谁 | 想的是 |\n|---|---|\n| 甲 | 苹果 |\n| 乙 | 梨 |\n"
PLAIN = "| 词 | 意思 |\n|---|---|\n| 丙 | 桃 |\n| 丁 | 李 |\n"
OUTCOME = "/// from pear#outcome\n///\n"


def step(body: str, id: str = "see", title: str = "看一看", minutes: int = 5) -> str:
    return f"\n## {title} {{#{id} minutes={minutes}}}\n\n{body}\n"


def tables(blocks: tuple[PaperBlock, ...]) -> list[str]:
    return [read(block.head[-1]) for block in blocks if isinstance(block, Grid)]


@pytest.fixture
def sheet(dwarf: Dwarf) -> Front:
    """The tables of a worksheet before its page break, and those after it, by their last column."""

    def made(text: str) -> tuple[list[str], list[str]]:
        blocks = worksheet.sheet(*dwarf(text)).blocks
        at = next(n for n, block in enumerate(blocks) if isinstance(block, PageBreak))
        return tables(blocks[:at]), tables(blocks[at + 1 :])

    return made


# --- the worksheet -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        (BLANKS, ["想什么"]),
        (PLAIN, []),
        ("- 一\n\n" + PLAIN, ["意思"]),
        (BLANKS + "\n" + SOLVED, ["想什么"]),
        (PLAIN + "\n" + PLAIN.replace("意思", "答案"), ["意思"]),
        (PLAIN.replace("桃", "……"), []),
        ("- 一\n\n### 单子 {#part}\n\n" + PLAIN, []),
        ("- 一\n\n### 单子 {#part}\n\n- 二\n\n" + PLAIN, ["意思"]),
        ("- 一\n\n### 单子 {#part}\n\n" + BLANKS, ["想什么"]),
        ("- 一\n\n/// notes\n" + "讲课人看。\n///\n\n" + PLAIN, ["意思"]),
    ],
    ids=[
        "blanks",
        "shown",
        "not shown",
        "solved",
        "solved without blanks",
        "one cell trails off",
        "shown in a part",
        "not shown in a part",
        "blanks in a part",
        "notes between",
    ],
)
def test_tables_to_fill_in_are_on_paper_and_those_of_the_screen_are_not(
    sheet: Front, body: str, printed: list[str]
) -> None:
    assert sheet(step(body)) == (printed, [])


def test_what_a_slide_announces_is_on_the_sheet(dwarf: Dwarf) -> None:
    """The notes of the slides promise it."""
    text = step(f"- 一\n\n{PLAIN}\n### 单子 {{#part}}\n\n- 二\n\n{PLAIN.replace('意思', '字')}")
    edition, lesson = dwarf(text)
    notes = read(tuple(say.runs for slide in lecture.deck(edition, lesson).slides for say in slide.notes))
    printed = tables(worksheet.sheet(edition, lesson).blocks)
    assert notes.count("印在学习单上") == 2
    assert printed == ["意思", "字"]


def test_a_table_after_an_outcome_stands_after_it(sheet: Front) -> None:
    assert sheet(step("- 一\n\n" + PLAIN + "\n" + OUTCOME + "\n" + BLANKS)) == (["意思"], ["想什么"])


def test_only_what_is_asked_of_a_case_is_on_the_front(dwarf: Dwarf) -> None:
    blocks = worksheet.sheet(*dwarf(step("/// from pear#facts\n///\n\n" + OUTCOME))).blocks
    at = next(n for n, block in enumerate(blocks) if isinstance(block, PageBreak))
    front, back = read(blocks[:at]), read(blocks[at + 1 :])
    assert "有人卖了12个坏梨" in front
    assert "谁对？" in front
    assert "梨是好的" not in front + back
    assert "道了歉" in back
    assert "道了歉" not in front


def test_the_promise_and_the_homework_end_the_sheet(dwarf: Dwarf) -> None:
    quiz_first = step("- 一") + QUIZ + step("- 我会先看\n- 我会问大人\n", "end", "我的约定")
    blocks = worksheet.sheet(*dwarf(quiz_first)).blocks
    heads = [block.text for block in blocks if isinstance(block, Head)]
    assert heads[-2:] == ["我的约定", "作业"]
    assert "我会问大人" in read(blocks)


def test_the_key_has_what_the_presenter_needs_to_judge(dwarf: Dwarf) -> None:
    text = step(f"{BLANKS}\n对一对。\n\n{SOLVED}\n/// notes\n先等一等。\n///\n\n{OUTCOME}")
    key = worksheet.key(*dwarf(text))
    said = read(key.blocks)
    assert all(piece in said for piece in ("苹果", "先等一等", "梨是好的", "因为七"))
    assert [block.right for block in key.blocks if isinstance(block, Choice)] == ["A", "B", "C"]
    assert "道了歉" not in said


# --- the plan ------------------------------------------------------------------------------------------------


@pytest.fixture
def planned(dwarf: Dwarf) -> Callable[[str], tuple[Edition, Lesson, Paper]]:
    def made(text: str) -> tuple[Edition, Lesson, Paper]:
        edition, lesson = dwarf(text)
        return edition, lesson, plan.paper(edition, lesson, fit(lecture.deck(edition, lesson), "（续）"))

    return made


def test_steps_of_the_same_title_have_their_own_slides(
    planned: Callable[[str], tuple[Edition, Lesson, Paper]],
) -> None:
    _, _, paper = planned(step("- 一", "one", "看") + step(f"{BLANKS}\n{SOLVED}", "two", "看"))
    _, overview, *_ = (block for block in paper.blocks if isinstance(block, Grid))
    assert [(read(row[1]), read(row[2]), read(row[3])) for row in overview.rows] == [
        ("看", "0–5", "2"),
        ("看", "5–10", "3–4"),
        ("小测验", "10–11", "5–10"),
    ]


def test_a_plan_has_everything_of_a_step(planned: Callable[[str], tuple[Edition, Lesson, Paper]]) -> None:
    chart = "/// chart\n| 水果 | 个数 |\n|---|---|\n| 苹果 | 1,200 |\n| 梨 | 35 |\n///\n"
    flow = "/// flow\n- 先看\n  1. 看一看\n- 先吃\n  1. 吃了\n///\n"
    text = step(
        f"先说。\n\n- 一\n\n{PLAIN}\n{chart}\n{flow}\n> 引用的话\n\n/// from apple#timeline\n///\n\n"
        "/// notes\n- 只给主讲人\n///\n\n### 单子 {#part}\n\n写下来。\n"
    )
    _, lesson, paper = planned(text)
    said = read(paper.blocks)
    wanted = [
        "先说。",
        "一",
        "丙",
        "先看",
        "吃了",
        "引用的话",
        "时间都是编的。",
        "法院出具调解书",
        "只给主讲人",
        "单子",
        "写下来。",
    ]
    assert [piece for piece in wanted if piece not in said] == []
    (bars,) = (block for block in paper.blocks if isinstance(block, Bars))
    assert (bars.rows, bars.label) == ((("苹果", 1200.0, "1,200"), ("梨", 35.0, "35")), "个数")
    assert {Chart, Flow} <= {type(block) for block in lesson.original.sections[0].blocks}


def test_the_stages_of_a_lesson(dwarf: Dwarf) -> None:
    law = "见[未成年人保护法第72条](law:ml#72)和[刑法第253条之一](law:cl#253-1)。"
    text = (
        step("- 一", "a", "甲")
        + step("/// from pear#facts\n///\n", "b", "乙")
        + step(law, "c", "丙")
        + step("- 一\n\n### 单子 {#part}\n\n- 二\n", "d", "丁")
        + step(OUTCOME, "e", "戊")
        + step("说一说。", "f", "己")
        + QUIZ
        + step("- 记住", "g", "庚")
    )
    assert [each.stage for each in steps(*dwarf(text))] == [
        *("导入", "案情", "法理", "活动", "结果与法理", "讨论", "巩固", "小结")
    ]


def test_the_blackboard_has_nothing_of_the_notes(planned: Callable[[str], tuple[Edition, Lesson, Paper]]) -> None:
    _, _, paper = planned(step("先**看**，再吃。\n\n- 一\n\n/// notes\n**烂的**先收起来。\n///\n"))
    boards = [block for block in paper.blocks if type(block).__name__ == "Box" and "看一看：看" in read(block)]
    assert len(boards) == 1
    assert "烂的" not in read(boards[0])


# --- the crib card -------------------------------------------------------------------------------------------


def test_a_crib_leaves_out_nothing_of_an_answer(dwarf: Dwarf) -> None:
    said = read(crib.paper(*dwarf(step("- 一"))).blocks)
    assert AWKWARD.count("- ") == 2
    assert "先听他说完。" in said
    assert "我吃坏了怎么办？ 别怕。 告诉大人 去看医生" in said


def test_a_crib_asks_three_questions_with_their_answers(dwarf: Dwarf) -> None:
    (asked,) = (block for block in crib.paper(*dwarf(step("- 一"))).blocks if isinstance(block, Bullets))
    assert [read(item) for item in asked.items] == ["甲？ → 对一", "乙？ → 对二", "丙？ → 对三"]


# --- the record ---------------------------------------------------------------------------------------------


def test_a_record_is_as_old_as_its_oldest_law(dwarf: Dwarf) -> None:
    edition, lesson = dwarf(step("- 一"))
    days = [date(2026, 2, 1), date(2026, 3, 1), date(2026, 1, 1), date(2026, 3, 1)]
    lessons = {
        f"l{n}": replace(lesson, id=f"l{n}", facts=lesson.facts.model_copy(update={"law_as_of": day, "cases": ()}))
        for n, day in enumerate(days)
    }
    pack = Pack(id="junior", grade="junior", lessons=tuple(lessons), reason={"zh": "因为。", "en": "Because."})
    edition = replace(edition, library=replace(edition.library, lessons=lessons))
    assert "法律核对至2026-01-01" in record.paper(edition, pack).imprint.line
    older = {"apple": date(2025, 12, 1), "pear": date(2026, 1, 5)}
    cases = edition.library.cases | {
        id: replace(case, facts=case.facts.model_copy(update={"law_as_of": older[id]}))
        for id, case in edition.library.cases.items()
        if id in older
    }
    with_cases = lessons | {"l1": replace(lesson, id="l1")}
    edition = replace(edition, library=replace(edition.library, lessons=with_cases, cases=cases))
    assert "法律核对至2025-12-01" in record.paper(edition, pack).imprint.line


# --- notes ---------------------------------------------------------------------------------------------------


def test_notes_are_set_only_where_that_is_asked(dwarf: Dwarf) -> None:
    edition, lesson = dwarf(step("- 一\n\n/// notes\n只给主讲人。\n///\n"))
    blocks = lesson.original.sections[0].blocks
    assert "只给主讲人。" not in read(setter(edition).blocks(blocks))
    assert "只给主讲人。" in read(setter(edition, notes=True).blocks(blocks))


# --- the foot ------------------------------------------------------------------------------------------------


def test_the_foot_has_the_newest_day_and_the_oldest_law(dwarf: Dwarf) -> None:
    edition, lesson = dwarf(step("- 一"), site="https://school.cn/")
    foot = imprint(edition, lesson)
    pieces = ["fruit", "2026-11-21版", "法律核对至2026-03-01", foot.basis, "CC BY 4.0 法治课堂"]
    assert foot.line == " · ".join([*pieces, "school.cn/zh/lessons/fruit.html"])
    older = lesson.facts.model_copy(update={"updated": lesson.facts.updated.replace(year=2020)})
    old = imprint(edition, replace(lesson, facts=older))
    # That of the cases.
    assert old.version == "2026-11-21"


def test_without_an_address_nothing_leads_anywhere(dwarf: Dwarf) -> None:
    edition, lesson = dwarf(step("- 一"))
    paper = worksheet.sheet(edition, lesson)
    assert (paper.imprint.address, paper.qr_label) == ("", "")
    assert "example" not in read(paper.blocks) + paper.imprint.line
