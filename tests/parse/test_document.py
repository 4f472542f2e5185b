"""A file becomes a document: sections, timelines, quizzes, and digests of what they say."""

import pytest

from fazhi.model.blocks import Emphasis, Heading, Link, SourceRef, Text, plain
from fazhi.model.mark import Mark
from fazhi.model.moment import Moment
from fazhi.parse.characters import decode
from fazhi.parse.digest import digest_of
from fazhi.parse.document import Document, parse
from fazhi.problems import Problem

FRONT = "---\ntitle: x\n---\n"
"""The body starts in line 4."""


def read(body: str, lang: str = "zh") -> tuple[Document, list[Problem]]:
    return parse("cases/a/zh.md", "case", "a", lang, FRONT + body)


def told(body: str) -> list[tuple[int, int, str]]:
    return sorted((p.mark.line, p.mark.col, p.rule) for p in read(body)[1])


def good(body: str) -> Document:
    document, problems = read(body)
    assert problems == []
    return document


def test_what_a_file_is_comes_from_its_place() -> None:
    document = good("## 一 {#a}\n好")
    assert (document.path, document.kind, document.id, document.lang) == ("cases/a/zh.md", "case", "a", "zh")
    assert document.front.value == {"title": "x"}


def test_sections() -> None:
    first, second = good("\n## 一 {#a minutes=5}\n\n好\n\n### 甲 {#x}\n\n的\n\n## 二 {#b}\n\n- 呢").sections
    assert (first.id, first.title, first.mark, first.minutes) == ("a", "一", Mark(5, 1), 5)
    assert [type(block).__name__ for block in first.blocks] == ["Paragraph", "Heading", "Paragraph"]
    assert first.blocks[1] == Heading("x", "甲", Mark(9, 1))
    assert (second.id, second.minutes, len(second.blocks)) == ("b", None, 1)
    assert first.events == first.questions == ()


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ("好\n\n## 一 {#a}\n好", [(4, 1, "text-before-section")]),
        ("### 一 {#a}\n\n好", [(4, 1, "text-before-section"), (6, 1, "text-before-section")]),
        ("## 一 {#a}\n\n## 二 {#b}\n好", [(4, 1, "empty-section")]),
        ("## 一 {#a}\n好\n\n## 二 {#a}\n好", [(7, 1, "duplicate-id")]),
        ("## 一 {#a}\n\n### 二 {#a}\n好", [(6, 1, "duplicate-id")]),
        (
            "## 一 {#a}\n\n### 二 {#b}\n好\n\n### 三 {#b}\n好\n\n### 四 {#b}",
            [(9, 1, "duplicate-id"), (12, 1, "duplicate-id")],
        ),
        ("## 一\n好\n\n## 二\n好", [(4, 1, "heading-id"), (7, 1, "heading-id")]),
    ],
    ids="before sub-before empty twice sub-twice thrice no-id".split(),
)
def test_wrong_sections(body: str, problems: list[tuple[int, int, str]]) -> None:
    assert told(body) == problems


# --- timeline --------------------------------------------------------------------------------------------------


def test_a_timeline() -> None:
    (section,) = good(
        "## 时间线 {#timeline}\n\n先说一句。\n\n- **2018-01/2019-05** 出了事[^a]。\n- **2020**：*买*了。\n\n"
        "再说。\n\n- **2020-12-02** 起诉。"
    ).sections
    assert [event.moment for event in section.events] == [
        Moment("2018-01", "2019-05"),
        Moment("2020"),
        Moment("2020-12-02"),
    ]
    assert section.events[0].children == (Text("出了事"), SourceRef("a", Mark(8, 26)), Text("。"))
    assert section.events[1].children == (Emphasis((Text("买"),)), Text("了。"))
    assert [event.mark for event in section.events] == [Mark(8, 1), Mark(9, 1), Mark(13, 1)]
    assert [plain(block.children) for block in section.blocks] == ["先说一句。", "再说。"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "when",
    "2020-13 2020-02-30 2020-1 20-01-01 2020/2021-13 /2020 2020/ 2020/2021/2022 2020-12-02— 二〇年 ２０２０".split(),
)
def test_a_date_that_is_none(when: str) -> None:
    assert told(f"## 时间线 {{#timeline}}\n\n- **{when}** 好") == [(6, 1, "bad-date")]


@pytest.mark.parametrize(
    "entry", ["好", "2020 好", "*2020* 好", "[2020](case:a) 好", "**2020** 好\n\n  的", "**2020** 好\n  - 的"]
)
def test_an_entry_that_is_none(entry: str) -> None:
    assert told(f"## 时间线 {{#timeline}}\n\n- {entry}") == [(6, 1, "timeline-entry")]


def test_an_empty_entry() -> None:
    assert told("## 时间线 {#timeline}\n\n- **2020** 好\n-") == [(6, 1, "timeline-entry")]


# --- quiz ------------------------------------------------------------------------------------------------------

QUIZ = """\
## 小测验 {#quiz}

先说。

### 3 < 5吗？ {#q1}

- [ ] 不对 —— 再**数**。
- [x] [对](case:a)，真的 —— 数过——了[^a]。
- [X] 也对 — 是的。
"""


def test_a_quiz() -> None:
    document, problems = read(QUIZ)
    (section,) = document.sections
    (question,) = section.questions
    assert (question.id, question.title, question.mark) == ("q1", "3 < 5吗？", Mark(8, 1))
    assert [option.right for option in question.options] == [False, True, True]
    assert [plain(option.answer) for option in question.options] == ["不对", "对，真的", "也对"]
    assert [plain(option.reason) for option in question.options] == ["再数。", "数过——了。", "是的。"]
    assert question.options[1].answer[0] == Link((Text("对"),), "case:a", Mark(11, 11))
    assert [plain(block.children) for block in section.blocks] == ["先说。"]  # type: ignore[union-attr]
    # Two of them are right.
    assert [(problem.rule, problem.detail) for problem in problems] == [("quiz-shape", {"options": "3", "right": "2"})]


@pytest.mark.parametrize(
    ("options", "problems"),
    [
        ("- [ ] a — b\n- [x] c — d", []),
        ("- [x] c — d", [(6, "quiz-shape")]),
        ("- [ ] a — b\n- [ ] c — d", [(6, "quiz-shape")]),
        ("- a — b\n- [x] c — d", [(6, "quiz-shape"), (8, "quiz-option")]),
        ("- [] a — b\n- [ ] c — d\n- [x] e — f", [(8, "quiz-option")]),
        ("- [ ]a — b\n- [ ] c — d\n- [x] e — f", [(8, "quiz-option")]),
        ("- [ ] a\n- [x] c — d", [(8, "quiz-reason")]),
        ("- [ ] a — \n- [x] c — d", [(8, "quiz-reason")]),
        ("- [ ] a - b\n- [x] c — d", [(8, "quiz-reason")]),
        ("- [ ] a — [^s]\n- [x] c — d", [(8, "quiz-reason")]),
        ("好\n\n- [ ] a — b\n- [x] c — d", [(8, "quiz-option")]),
        ("1. [ ] a — b\n2. [x] c — d", [(6, "quiz-shape"), (8, "quiz-option")]),
        ("- [ ] a — b\n\n  c\n- [ ] d — e\n- [x] f — g", [(8, "quiz-option")]),
        ("", [(6, "quiz-shape")]),
    ],
    ids=(
        "good one none-right no-box empty-box tight no-reason empty-reason hyphen only-source prose numbered two none"
    ).split(),
)
def test_options(options: str, problems: list[tuple[int, str]]) -> None:
    found = told(f"## 小测验 {{#quiz}}\n\n### 问 {{#q1}}\n\n{options}")
    assert [(line, rule) for line, _, rule in found] == problems


def test_the_dash_of_each_language() -> None:
    for dash in ("——", " —— ", " — "):
        (section,) = good(f"## 小测验 {{#quiz}}\n\n### 问 {{#q1}}\n\n- [ ] a{dash}b\n- [x] c{dash}d").sections
        assert [(plain(o.answer), plain(o.reason)) for o in section.questions[0].options] == [("a", "b"), ("c", "d")]


# --- digests ---------------------------------------------------------------------------------------------------

SAID = "## 一 {#a}\n\n好的[^s]，[去](case:b)。\n\n- 一\n- 二"


def digest(body: str) -> str:
    return read(body)[0].sections[0].digest


def test_digests_are_the_originals() -> None:
    (section,) = read(SAID, "en")[0].sections
    assert (section.digest, section.facts) == ("", "")
    assert digest(SAID)


@pytest.mark.parametrize(
    "other",
    [
        "\n\n" + SAID,
        SAID.replace("## 一 {#a}", "##   一   {#a}"),
        SAID + "\n\n\n",
        SAID.replace("- 二", "-   二"),
        SAID.replace("- ", "* "),
        SAID.replace("{#a}", "{#a minutes=5}"),
        SAID + "\n\n## 二 {#b}\n\n别的",
    ],
    ids="lower blanks end space bullets minutes neighbour".split(),
)
def test_a_digest_is_blind_to_places_and_white_space(other: str) -> None:
    assert digest(other) == digest(SAID)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("好的", "好地"),
        ("## 一", "## 二"),
        ("[^s]", "[^t]"),
        ("case:b", "case:c"),
        ("- 二", "- 三"),
        ("- 一\n- 二", "- 一二"),
        ("好的", "**好的**"),
    ],
)
def test_a_digest_sees_every_word(old: str, new: str) -> None:
    assert digest(SAID.replace(old, new)) != digest(SAID)


def test_a_digest_sees_dates_and_options() -> None:
    timeline = "## 时间线 {#timeline}\n\n- **2020** 好"
    assert digest(timeline) != digest(timeline.replace("2020", "2021"))
    assert digest(QUIZ) != digest(QUIZ.replace("[ ]", "[x]"))
    assert digest(QUIZ) != digest(QUIZ.replace("是的", "对的"))


def test_a_digest_never_changes() -> None:
    # These stand in every translation; a change here puts all of them behind.
    assert digest(SAID) == digest_of(("一", read(SAID)[0].sections[0].blocks)) == "9dc1f1440eac"
    assert digest_of({"b": ["x  y"], "a": None}) == digest_of({"a": None, "b": ("x y",)})


# --- several at once -------------------------------------------------------------------------------------------


def test_mistakes_of_every_stage_are_found_in_one_go() -> None:
    data = (
        "---\ntitle：x\ntitle: y\n---\n## 一\n\n好\t的<b>\n\n## 时间线 {#timeline}\n\n- **2020-99** 好\n".encode()
        + b"\xff\n"
    )
    text, problems = decode("p", data)
    problems += parse("p", "case", "a", "zh", text)[1]
    assert sorted((p.mark.line, p.mark.col, p.rule) for p in problems) == [
        (2, 6, "wide-colon"),
        (3, 1, "duplicate-key"),
        (5, 1, "heading-id"),
        (7, 2, "tab"),
        (7, 5, "raw-html"),
        (11, 1, "bad-date"),
        (12, 1, "hard-wrap"),
        (12, 1, "not-utf8"),
    ]
