"""Figures and their sources: where a source mark counts, and which figures need none."""

from collections.abc import Callable, Mapping

import pytest

from fazhi.problems import Problem

Told = Callable[[Mapping[str, bytes | None]], list[Problem]]
PEAR = "cases/pear/zh.md"


@pytest.fixture
def loose(told: Told, files: Mapping[str, bytes]) -> Callable[[str], list[tuple[int, int, str]]]:
    """Place and figure of what has no source, when the outcome of a real case reads so."""

    def after(outcome: str) -> list[tuple[int, int, str]]:
        text = files[PEAR].decode().replace("basis: invented", "basis: real")
        text = text.replace("- **2022-05/2022-06** 卖梨。", "- **2022-05/2022-06** 卖梨[^gazette]。")
        text = text.replace("卖的人道了歉，这一节后来改过。", outcome)
        problems = told({PEAR: text.encode()})
        return [
            (p.mark.line, p.mark.col, p.detail["figure"])
            for p in problems
            if (p.path, p.rule) == (PEAR, "unsourced-figure")
        ]

    return after


@pytest.mark.parametrize(
    ("outcome", "found"),
    [
        ("罚了3000元。", [(45, 3, "3000元")]),
        ("罚了3000元[^gazette]。", []),
        ("罚了3000元。有人道歉[^gazette]。", []),
        ("有人道歉[^gazette]。罚了3000元。", [(45, 18, "3000元")]),
        ("罚了3000元[^gazette]。这3000元不多。", []),
        ("又说起那12个梨。", []),
        ("我们算了一下，每个梨3.5元。", []),
        ("[未成年人保护法](law:ml)第72条，2021年起施行。", []),
        ("从2021年起，有了[未成年人保护法](law:ml)。", []),
        ("罚了3000元。这是[未成年人保护法](law:ml)说的。", [(45, 3, "3000元")]),
        ("有了结果[^gazette]：\n\n- 罚了3000元\n- 关了3天", []),
        ("有了结果：\n\n- 罚了3000元", [(47, 5, "3000元")]),
        ("罚了１３元。", [(45, 3, "１３元")]),
        ("罚了三千元。", []),
    ],
)
def test_where_a_source_counts(
    loose: Callable[[str], list[tuple[int, int, str]]], outcome: str, found: list[tuple[int, int, str]]
) -> None:
    assert loose(outcome) == found


def test_an_entry_of_the_timeline_has_a_source(told: Told, files: Mapping[str, bytes]) -> None:
    text = files[PEAR].decode().replace("basis: invented", "basis: real").replace("坏梨[^gazette]", "坏梨")
    found = [
        (p.mark.line, p.detail["figure"])
        for p in told({PEAR: text.encode()})
        if p.rule == "unsourced-figure" and p.path == PEAR
    ]
    assert found == [(21, "2022年"), (25, "2022-05")]


def test_an_invented_case_needs_no_sources(told: Told, files: Mapping[str, bytes]) -> None:
    text = files[PEAR].decode().replace("坏梨[^gazette]", "坏梨")
    assert not [p for p in told({PEAR: text.encode()}) if p.rule == "unsourced-figure"]
