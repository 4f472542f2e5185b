"""Wording: help numbers off the list, terms that are not explained, sentences too long for their readers."""

from collections.abc import Callable, Mapping

import pytest

from fazhi.check.wording import is_rare, reading
from fazhi.problems import Problem

Told = Callable[[Mapping[str, bytes | None]], list[Problem]]

APPLE, PEAR, FRUIT = "cases/apple/zh.md", "cases/pear/zh.md", "docs/lessons/fruit/zh.md"


@pytest.fixture
def places(told: Told, files: Mapping[str, bytes]) -> Callable[..., list[tuple[int, str]]]:
    """Line and detail of the problems of one rule after a change of one file."""

    def after(rule: str, path: str, old: str, new: str) -> list[tuple[int, str]]:
        text = files[path].decode()
        assert text.count(old) == 1, old
        problems = told({path: text.replace(old, new).encode()})
        return [(p.mark.line, next(iter(p.detail.values()))) for p in problems if (p.path, p.rule) == (path, rule)]

    return after


Places = Callable[..., list[tuple[int, str]]]


# --- help numbers ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "old", "line"),
    [
        (APPLE, "`A*B` 也只是字", 3),
        (APPLE, "都这么说", 42),
        (APPLE, "再付钱", 47),
        (APPLE, "检察院立案", 55),
        (APPLE, "看账本", 76),
        (APPLE, "150万元", 83),
        (APPLE, "34项", 84),
        (APPLE, "学校是买的一方", 111),
        (APPLE, "不知道 ——", 117),
        (FRUIT, "时间：3分钟", 34),
        (FRUIT, "看谁能说出理由", 110),
    ],
)
def test_a_number_off_the_list_is_told_at_its_line(places: Places, path: str, old: str, line: int) -> None:
    assert places("help-number", path, old, f"打12345，{old}") == [(line, "12345")]


@pytest.mark.parametrize(
    "words", ["打110", "打12309", "12,345元", "12345元", "12345.6", "2012345", "123456", "12345个", "12345—8"]
)
def test_numbers_that_are_on_the_list_or_no_help_line(places: Places, words: str) -> None:
    assert places("help-number", PEAR, "告诉大人。", f"告诉大人，{words}。") == (
        [(53, "12345")] if "—" in words else []
    )


# --- terms -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("new", "line"),
    [
        ("检察官问了三个人。", 41),
        ("有人说：\n\n- 好\n- 检察官问了", 44),
        ("[检察官](term:procurator)问了三个人，检察官走了。", None),
        ("检察官问了三个人，[检察官](term:procurator)走了。", None),
        ("[检察官](case:apple)问了三个人。", None),
        ("**[检察官](case:apple)**问了三个人。", None),
    ],
    ids="plain listed linked later other strong".split(),
)
def test_a_term_is_linked_once(places: Places, new: str, line: int | None) -> None:
    found = places("term-unlinked", PEAR, "[检察官](term:procurator)问了三个人。", new)
    assert found == ([(line, "检察官")] if line else [])


def test_a_term_inside_a_longer_one_is_no_use_of_it(places: Places) -> None:
    assert places("term-unlinked", PEAR, "告诉大人。", "这是民事公益诉讼。") == [(53, "民事公益诉讼")]


# --- reading ---------------------------------------------------------------------------------------------------


def test_a_sentence_ends_at_a_full_stop_and_not_at_a_comma() -> None:
    measured = reading("一二三，四五。六七八九！ABC 123")
    assert (measured.longest, measured.sentence) == (5, "一二三，四五")
    assert reading("").longest == 0


@pytest.mark.parametrize(("char", "rare"), [("好", False), ("检", False), ("饕", True), ("𠀀", True), ("雖", True)])
def test_rare_characters(char: str, rare: bool) -> None:
    assert is_rare(char) == rare


def test_notes_for_the_presenter_may_be_long(places: Places) -> None:
    long = "先把烂的苹果收起来，" * 10
    assert places("long-sentence", FRUIT, "先把烂的收起来", long) == []
    assert places("long-sentence", FRUIT, "同学们好！", long + "。")
