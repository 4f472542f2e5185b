"""What one document must hold: sections by status, sides, minutes, scenes, sources."""

from collections.abc import Callable, Mapping

import pytest

from fazhi.check.structure import CASE_SECTIONS, REQUIRED
from fazhi.model.fields import Status

Errors = Callable[..., list[tuple[str, int, int, str]]]

APPLE, FIG, PEAR = "cases/apple/zh.md", "cases/fig/zh.md", "cases/pear/zh.md"
FRUIT, FRUIT_EN = "docs/lessons/fruit/zh.md", "docs/lessons/fruit/en.md"


def rules(found: list[tuple[str, int, int, str]], path: str) -> list[str]:
    return [rule for where, _, _, rule in found if where == path]


def test_every_status_has_its_sections() -> None:
    assert set(REQUIRED) == set(Status.__args__)  # type: ignore[attr-defined]
    assert all(set(sections) <= set(CASE_SECTIONS) for sections in REQUIRED.values())


@pytest.mark.parametrize(
    ("status", "missing"),
    [
        ("outline", 0),
        ("draft", 0),
        ("withdrawn", 0),
        ("published", 6),
        ("needs-recheck", 6),
    ],
)
def test_sections_by_status(errors: Errors, status: str, missing: int) -> None:
    assert rules(errors((FIG, "status: outline", f"status: {status}")), FIG) == ["missing-section"] * missing


def test_a_case_without_any_section(errors: Errors) -> None:
    assert errors(("cases/quince/zh.md", "\n## 资料说明 {#notes}\n\n撤下是因为来源有误[^gazette]。\n", ""))[1:] == [
        ("cases/quince/zh.md", 1, 1, "missing-section"),
    ]


def test_the_question_stands_before_the_outcome(errors: Errors) -> None:
    found = errors(
        (PEAR, "## 结果 {#outcome}\n\n卖的人道了歉，这一节后来改过。\n\n", ""),
        (PEAR, "## 你来判断 {#question}", "## 结果 {#outcome}\n\n卖的人道了歉。\n\n## 你来判断 {#question}"),
    )
    assert ("section-order", 31) in [(rule, line) for path, line, _, rule in found if path == PEAR]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("### 学校负责 {#side-school}\n\n- 学校没有看。\n- 学校付了钱。\n", ""),
        ("- 学校没有看。\n- 学校付了钱。\n", "学校没有看。\n"),
        ("- 学校没有看。\n- 学校付了钱。\n", ""),
    ],
    ids="one-side prose nothing".split(),
)
def test_each_side_has_arguments(errors: Errors, old: str, new: str) -> None:
    assert "question-sides" in rules(errors((APPLE, old, new)), APPLE)


# --- lessons ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("{#hook minutes=3}", "{#hook minutes=4}", ["minutes-sum"]),
        ("{#hook minutes=3}", "{#hook}", ["minutes-sum", "step-minutes"]),
        ("{#awkward}", "{#awkward minutes=2}", ["minutes-sum"]),
        ("minutes: 20", "minutes: 二十", ["bad-number"]),
        ("minutes: 20\n", "", ["missing-key"]),
    ],
)
def test_minutes(errors: Errors, old: str, new: str, found: list[str]) -> None:
    assert rules(errors((FRUIT, old, new)), FRUIT) == found


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("- [先看一看](#look)\n", "", ["look"]),
        ("- [吃掉它](#eat)\n", "", []),
        ("- [吃掉它](#eat)\n- [先看一看](#look)\n", "- [吃掉它](#eat)\n", ["look"]),
        ("- [还是吃](#eat)\n- [告诉大人](#end-good)\n", "- [再看](#look)\n", []),
        ("一步一步选。", "从[看一看](#look)开始。", []),
    ],
    ids="cut linked cut-both self prose".split(),
)
def test_scenes_can_be_reached(errors: Errors, old: str, new: str, lost: list[str]) -> None:
    found = errors((FRUIT, old, new))
    assert rules(found, FRUIT) == ["scene-unreachable"] * len(lost)


def test_scenes_that_lead_to_each_other_only(errors: Errors) -> None:
    found = errors((FRUIT, "- [吃掉它](#eat)\n- [先看一看](#look)\n", "- [回来](#start)\n"))
    assert rules(found, FRUIT) == ["scene-unreachable"] * 3


def test_a_scene_may_be_reached_from_another_step(errors: Errors) -> None:
    changes = (
        (FRUIT, "- [吃掉它](#eat)\n- [先看一看](#look)\n", "- [回来](#start)\n"),
        (FRUIT, "先听案子", "先[看一看](#look)"),
    )
    assert rules(errors(*changes), FRUIT) == []


# --- sources and notes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "old", "new", "found"),
    [
        (APPLE, "  - id: repost\n", "  - id: other\n", ["unknown-source"] * 3),
        (APPLE, "损失108万元[^gazette]", "损失108万元[^gazete]", ["unknown-source"]),
        (APPLE, "sources:\n", "sources: x\nother:\n", ["wants-list", "unknown-key"] + ["unknown-source"] * 6),
        (APPLE, "  - id: repost\n", "  - words\n  - id: repost\n", ["wants-mapping"]),
        (FRUIT, "桌上有一个苹果", "桌上有一个苹果[^gazette]", ["source-place"]),
        ("docs/pages/about/zh.md", "因为好吃", "因为好吃[^a]", ["source-place"]),
    ],
)
def test_source_marks(errors: Errors, path: str, old: str, new: str, found: list[str]) -> None:
    assert rules(errors((path, old, new)), path) == found


@pytest.mark.parametrize(
    ("path", "old", "new", "good"),
    [
        (APPLE, "sensitivity: 1", "sensitivity: 0", False),
        (APPLE, "sensitivity: 1", "sensitivity: 3", True),
        (PEAR, "sensitivity: 0", "sensitivity: 2", False),
        (FRUIT, "sensitivity: 1", "sensitivity: 0", False),
    ],
)
def test_a_content_note_goes_with_a_sensitivity(errors: Errors, path: str, old: str, new: str, good: bool) -> None:
    assert ("content-note" not in rules(errors((path, old, new)), path)) == good


def test_quizzes_have_a_size(errors: Errors) -> None:
    question = "\n### 再问 {#q%s}\n\n- [ ] 甲 —— 不。\n- [x] 乙 —— 对。\n"
    end = "- [x] 大人 —— 对。\n"
    assert "quiz-count" not in rules(errors((PEAR, end, end + question % 5 + question % 6)), PEAR)
    assert "quiz-count" in rules(errors((PEAR, end, end + question % 5 + question % 6 + question % 7)), PEAR)


@pytest.mark.parametrize("front", ["- title: x", "title", '"a": [', "", "[]", "{}", "~"])
@pytest.mark.parametrize("path", ["cases/apple/zh.md", "cases/apple/en.md", FRUIT, FRUIT_EN, "docs/pages/about/en.md"])
def test_any_front_matter_is_no_crash(errors: Errors, files: Mapping[str, bytes], front: str, path: str) -> None:
    text = files[path].decode()
    head = text[4 : text.index("\n---\n", 4)]
    found = errors((path, head, front))
    assert path in {where for where, *_ in found}
