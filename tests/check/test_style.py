"""Punctuation and spaces: what is told, at which character, and what is left alone."""

from collections.abc import Callable, Mapping

import pytest

from fazhi.problems import Problem

Told = Callable[[Mapping[str, bytes | None]], list[Problem]]
RULES = frozenset(
    "chinese-punctuation space-at-han formal-you english-punctuation doubled-punctuation double-space doubled-word "
    "sentence-glue".split()
)


@pytest.fixture
def style(told: Told, files: Mapping[str, bytes]) -> Callable[..., list[tuple[int, str, str]]]:
    """Column, rule and remedy of what is told of a sentence in the last section but one."""

    def after(path: str, old: str, new: str) -> list[tuple[int, str, str]]:
        text = files[path].decode()
        assert text.count(old) == 1
        problems = told({path: text.replace(old, new).encode()})
        return [(p.mark.col, p.rule, p.detail["use"]) for p in problems if p.path == path and p.rule in RULES]

    return after


Style = Callable[..., list[tuple[int, str, str]]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("梨,好", [(2, "chinese-punctuation", "，")]),
        ("**梨**(好)", [(6, "chinese-punctuation", "（"), (8, "chinese-punctuation", "）")]),
        ("[官网](https://www.spp.gov.cn/a,b),好", [(33, "chinese-punctuation", "，")]),
        ("'好'", [(1, "chinese-punctuation", "‘"), (3, "chinese-punctuation", "’")]),
        ("好。。。", [(2, "chinese-punctuation", "……")]),
        ("好…", [(2, "chinese-punctuation", "……")]),
        ("好—坏", [(2, "chinese-punctuation", "——")]),
        ("好。，坏", [(2, "doubled-punctuation", "。")]),
        ("ＡＢ", [(1, "chinese-punctuation", "A"), (2, "chinese-punctuation", "B")]),
        ("用 App 看", [(2, "space-at-han", "用App"), (6, "space-at-han", "App看")]),
        ("占5% 的人", [(4, "space-at-han", "占5%的人")]),
        ("您和您", [(1, "formal-you", "你"), (3, "formal-you", "你")]),
        ("他说“您好”", []),
        ("3.5元，9:30到10:00，www.spp.gov.cn，A-B，2020-12-02", []),
        ("好……坏——好！！真的？！", []),
        ("[未成年人保护法第72条](law:ml#72) 12岁以下的孩子", []),
        ("卡1 好梨", []),
        ("Rule of law, in English (and so on).", []),
        ("《梨》，“好”；（一）", []),
    ],
)
def test_chinese(style: Style, text: str, found: list[tuple[int, str, str]]) -> None:
    assert style("cases/pear/zh.md", "告诉大人。", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Don’t.", [(4, "english-punctuation", "'")]),
        ("Yes，no。", [(4, "english-punctuation", ","), (7, "english-punctuation", ".")]),
        ("A  **B**  C", [(2, "double-space", ""), (9, "double-space", "")]),
        (
            "Yes,, no;; so..",
            [(4, "doubled-punctuation", ","), (9, "doubled-punctuation", ";"), (14, "doubled-punctuation", ".")],
        ),
        ("They help.According to law", [(10, "sentence-glue", "help. According")]),
        ("Tell them,please", [(10, "sentence-glue", "them, please")]),
        ("He is is at At it", [(4, "doubled-word", "is"), (10, "doubled-word", "at")]),
        ('"The the end', [(2, "doubled-word", "The")]),
        ("See 12309.gov.cn, zh.md or https://a.example/b.Html, at 9:30 ... U.S. law", []),
        ("He had had it. Bye bye! The theme. In incidents, a an", []),
        ("Café, 8–10 July — well…", []),
        ('"Yes." (No.) 1,000; RMB 3.5', []),
    ],
)
def test_english(style: Style, text: str, found: list[tuple[int, str, str]]) -> None:
    assert style("cases/pear/en.md", "Tell an adult.", text) == found


@pytest.mark.parametrize("text", ["A ", "梨 ", "，", "…", "-", '"', "“", "(", "。", "您", "", " "])
def test_a_sign_at_either_end_stops_nobody(style: Style, text: str) -> None:
    for sentence in (text + "梨", "梨" + text, text * 2):
        style("cases/pear/zh.md", "告诉大人。", sentence)
