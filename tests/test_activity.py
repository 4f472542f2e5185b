"""Stories, tables to be sorted, timelines, reading time: the structure of a text decides, never its id."""

import re
from pathlib import Path

import pytest

from fazhi.checked import check
from fazhi.model import reading
from fazhi.model.blocks import Heading, Section
from fazhi.model.library import Library
from fazhi.model.moment import Moment
from fazhi.parse import markdown
from fazhi.render import timeline
from fazhi.render.activity import Stage
from fazhi.render.edition import Edition
from fazhi.render.entries import question_of
from fazhi.render.html import Printer
from fazhi.render.templates import inert
from fazhi.render.views import EventView
from fazhi.render.words import Words

TABLE = "| 卡片 | 你看到 |\n|---|---|\n| 1 | 苹果 |\n| 2 | 破袋子 |\n| 3 | 好面包 |\n\n"
ANSWERS = "| 卡片 | 买不买 | 为什么 |\n|---|---|---|\n| 1 | {} | 新鲜 & 干净 |\n| 2 | {} | 脏 |\n| 3 | {} | 香 |\n\n"
STORY = (
    "先读。\n\n### 起点 {#a}\n\n- [往左](#b)\n- [往右](#c)\n\n"
    "### 左边 {#b}\n\n- [回去](#a)\n\n### 右边 {#c}\n\n到了。\n"
)


@pytest.fixture(scope="module")
def library(ROOT: Path) -> Library:
    return check(ROOT).library


@pytest.fixture(scope="module")
def words(ROOT: Path) -> Words:
    return Words("zh", check(ROOT).strings["zh"])


@pytest.fixture
def stage(library: Library, words: Words) -> Stage:
    def pull(_: object) -> object:
        raise AssertionError

    address = "lessons/x.html"
    printer = Printer(library, "zh", address, address, {}, pull, pull, prefix="p-")  # type: ignore[arg-type]
    return Stage(printer, words)


def section(text: str) -> Section:
    body = markdown.parse("x.md", "## 做一做 {#do}\n\n" + text, 1, joined=False)
    assert not body.problems
    # The document cuts ``###`` headings; here the parser's own headings stand for them.
    blocks = (node if not hasattr(node, "level") else Heading(node.id, node.text, node.mark) for node in body.nodes[1:])
    return Section("do", "做一做", body.nodes[0].mark, 5, tuple(blocks), (), (), "")  # type: ignore[arg-type]


def test_rows_are_sorted_among_the_answers_of_the_solution(stage: Stage) -> None:
    html = str(stage.section(section(TABLE + "想好了吗？\n\n" + ANSWERS.format("买", "不买", "买"))))
    assert html.count('<fieldset class="fz-pick">') == 3
    assert re.findall(r"<label [^>]*>(.*?)</label>", html) == ["买", "不买"] * 3
    right = re.findall(r'id="p-pick-do-0-\d-(\d)"[^>]* class="fz-pick__right"', html)
    assert right == ["0", "1", "0"]
    assert "新鲜 &amp; 干净</span>" in html
    assert html.index("想好了吗") < html.index('<details class="fz-reveal">') < html.index("买不买")
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'aria-describedby="([^"]+)"', html)) <= set(ids)


@pytest.mark.parametrize("answers", [("买", "买", "买"), ("甲", "乙", "丙")])
def test_one_answer_for_all_or_one_for_each_is_no_choice(stage: Stage, answers: tuple[str, str, str]) -> None:
    html = str(stage.section(section(TABLE + ANSWERS.format(*answers))))
    assert "<fieldset" not in html
    assert html.count("<details") == 1


def test_a_table_of_other_things_stays_open(stage: Stage) -> None:
    html = str(stage.section(section(TABLE + ANSWERS.replace("| 3 |", "| 4 |").format("买", "不买", "买"))))
    assert "<details" not in html
    assert html.count("<table>") == 2


def test_a_story_is_cut_into_numbered_scenes(stage: Stage) -> None:
    html = str(stage.section(section(STORY)))
    assert re.findall(r'class="fz-scene" aria-labelledby="([^"]+)"', html) == ["p-a", "p-b", "p-c"]
    assert re.findall(r'__number">(.*?)</span> (.*?)</h3>', html) == [
        ("第1幕", "起点"),
        ("第2幕", "左边"),
        ("第3幕", "右边"),
    ]
    assert re.findall(r'>([^<]+)<span class="fz-way">(.*?)</span>', html) == [
        ("往左", " → 第2幕"),
        ("往右", " → 第3幕"),
        ("回去", " → 第1幕"),
    ]
    assert html.index("先读") < html.index('class="fz-tree"')


def test_parts_that_lead_nowhere_are_no_story(stage: Stage) -> None:
    html = str(stage.section(section("### 一问 {#a}\n\n- 答\n\n### 二问 {#b}\n\n答。\n")))
    assert "fz-tree" not in html
    assert html.count("<h3") == 2


def test_every_date_of_a_timeline_is_one_for_machines(words: Words) -> None:
    span = timeline.dates(Moment("2018-01", "2019-05"), words, inert)
    day = timeline.dates(Moment("2020-12-02"), words, inert)
    html = str(timeline.drawn([EventView(span, inert("甲")), EventView(day, inert("乙"))]))
    assert re.findall(r'datetime="([^"]+)">(.*?)</time>', html) == [
        ("2018-01", "2018年1月"),
        ("2019-05", "2019年5月"),
        ("2020-12-02", "2020年12月2日"),
    ]
    assert "2018年1月</time>至<time" in html


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [("字" * 900, "zh", 3), ("，" * 900, "zh", 1), ("word's end. " * 240, "en", 3), ("字" * 30, "zh", 1)],
)
def test_reading_time_counts_characters_in_chinese_and_words_in_english(text: str, lang: str, expected: int) -> None:
    assert reading.minutes([], text, lang) == expected


def test_a_story_takes_minutes_and_its_law_and_notes_none(library: Library) -> None:
    text = library.cases["bank-cards"].original
    told = [section for section in text.sections if section.id not in reading.LOOKED_UP]
    assert reading.minutes(text.sections, "", "zh") == reading.minutes(told, "", "zh")
    shorter = [section for section in told if section.id != "facts"]
    assert 1 < reading.minutes(shorter, "", "zh") < reading.minutes(told, "", "zh")


def test_every_case_names_its_question(library: Library, words: Words, ROOT: Path) -> None:
    """The first words in bold of the section; a case without any would open without its question."""
    checked = check(ROOT)
    assert checked.settings
    edition = Edition(library, words, checked.settings)
    for case in library.cases.values():
        asked = question_of(edition, case.original)
        assert asked.endswith("？") == bool(case.original.section("question")), case.id
        assert asked.count("？") <= 1
