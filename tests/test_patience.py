"""Whatever a file holds, the check names it in seconds and goes on: spoiled files, and the worst that fits into one."""

import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from fazhi import expected
from fazhi.checked import check
from mutating import PATIENCE, campaign, mutants

CASE = "cases/apple/zh.md"


@pytest.fixture(scope="module")
def root(mini: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One dwarf repository, in which one file after the other is spoiled."""
    folder = tmp_path_factory.mktemp("patience")
    for name, content in mini.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def test_spoiled_files_are_refused_or_right(root: Path, mini: Mapping[str, bytes]) -> None:
    tally = campaign(root, mini, 120, seed=7, most_rendered=3)
    assert tally.faults == 0
    assert tally.refused > 80
    assert tally.rendered == 3


def test_the_same_seed_spoils_the_same_way(mini: Mapping[str, bytes]) -> None:
    assert list(mutants(mini, 50, 1)) == list(mutants(mini, 50, 1)) != list(mutants(mini, 50, 2))


def test_a_fault_is_counted(root: Path, mini: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mutating.PATIENCE", 0.0)
    assert campaign(root, mini, 2, 1, 0).faults == 2


SHAPES = {
    "digits": "1 ",
    "Chinese digits": "一",
    "stress": "*_",
    "pictures": "![",
    "links": "[x](y)",
    "brackets": "[",
    "backticks": "`` ` ",
    "dates": "2020-01-01 ",
    "quotes": "> ",
    "e-mail": "a@b.",
    "cells": "|a",
}
"""The slowest of some 750 shapes, measured at the most that a file may have, and some that are slow elsewhere."""


@pytest.mark.parametrize("shape", SHAPES)
def test_the_worst_of_half_a_file(shape: str, root: Path, mini: Mapping[str, bytes]) -> None:
    unit, line = SHAPES[shape], 3900 // len(SHAPES[shape])
    length = len(unit.encode()) * line + 1
    head = mini[CASE].partition(b"\n---\n")[0].decode() + "\n---\n\n## 为什么 {#facts}\n\n"
    (root / CASE).write_text(head + (unit * line + "\n") * (expected.MAX_TEXT // 2 // length), "utf-8")
    start = time.process_time()
    problems = check(root).problems
    assert time.process_time() - start < PATIENCE / 2
    assert {problem.path for problem in problems} >= {CASE}
    assert "too-large" not in {problem.rule for problem in problems}
    (root / CASE).write_bytes(mini[CASE])
