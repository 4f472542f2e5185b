"""Turns: every stage once in each of them, from the same library, so that what is compared stands side by side."""

import sys
from collections.abc import Sequence

import pytest

from fazhi.bench import running, stages
from fazhi.bench.running import Command, Usage
from fazhi.bench.stages import Plan
from fazhi.checked import Checked

COUNT, RUNS = 3, 2
COLD, BUILD, MORE, CHECKED, CHECK = (
    ("build", COUNT, False),
    ("build", COUNT, True),
    ("build", COUNT + 1, True),
    ("check", COUNT, False),
    ("check", COUNT, True),
)
"""What is run, with how many cases, and whether anything is known of a build before it."""


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int, bool]]:
    """What was run, in order; nothing is."""
    found: list[tuple[str, int, bool]] = []

    def run(commands: Sequence[Command]) -> Usage:
        [(root, command)] = commands
        found.append((command[-1], len([*(root / "cases").iterdir()]), (root / "build").exists()))
        (root / "build").mkdir(exist_ok=True)
        return Usage(1, 1, 1)

    monkeypatch.setattr(running, "run", run)
    return found


def timed(model: Checked, *names: str) -> stages.Timed:
    return stages.measured(Plan(model, 1, RUNS, names, [], sys.executable), COUNT, lambda *_: None)


def test_stages_take_turns_and_leave_the_library_as_it_was(model: Checked, seen: list[tuple[str, int, bool]]) -> None:
    names = ("cold", "unchanged", "edit", "title", "add", "remove", "check", "check-unchanged")
    runs = timed(model, *names).runs
    turn = [COLD, BUILD, BUILD, BUILD, MORE, BUILD, CHECKED, CHECK, CHECK]
    assert seen[2:] == turn * RUNS, "a check before the one that finds nothing new is not counted"
    assert {stage: len(found) for (stage, _), found in runs.items()} == dict.fromkeys(names, RUNS)


def test_what_is_removed_was_built_before(model: Checked, seen: list[tuple[str, int, bool]]) -> None:
    timed(model, "remove")
    assert seen[2:] == [MORE, BUILD] * RUNS
