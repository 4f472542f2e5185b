"""Turns: every stage once in each of them, from the same library, so that what is compared stands side by side."""

import sys
from collections.abc import Sequence

import pytest

from fazhi import disk
from fazhi.bench import running, stages
from fazhi.bench.running import Command, Usage
from fazhi.bench.stages import Plan
from fazhi.checked import Checked

COUNT, RUNS = 3, 2
Run = tuple[str, int, bool, bool]
"""What is run, with how many cases, whether anything is known of a build before it, and whether a case has changed."""
COLD, SAME, EDITED, MORE, FEWER = (
    ("build", COUNT, False, False),
    ("build", COUNT, True, False),
    ("build", COUNT, True, True),
    ("build", COUNT + 1, True, True),
    ("build", COUNT, True, True),
)
CHECKED, CHECK = ("check", COUNT, False, False), ("check", COUNT, True, False)
PREPARED = [("build", COUNT, False, True), ("stage", COUNT, True, False)]


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[Run]:
    """What was run, in order; nothing is."""
    found: list[Run] = []
    last: dict[str, bytes] = {}

    def run(commands: Sequence[Command]) -> Usage:
        [(root, command)] = commands
        now = disk.contents(root / "cases")
        number = len({path.split("/")[0] for path in now})
        found.append((command[-1], number, (root / "build").exists(), now != last))
        last.clear()
        last.update(now)
        (root / "build").mkdir(exist_ok=True)
        return Usage(1, 1, 1)

    monkeypatch.setattr(running, "run", run)
    return found


def timed(model: Checked, *names: str) -> stages.Timed:
    return stages.measured(Plan(model, 1, RUNS, names, [], sys.executable), COUNT, lambda *_: None)


def test_stages_take_turns_and_leave_the_library_as_it_was(model: Checked, seen: list[Run]) -> None:
    names = ("cold", "unchanged", "edit", "title", "add", "remove", "check", "check-unchanged")
    runs = timed(model, *names).runs
    turn = [COLD, SAME, EDITED, EDITED, MORE, FEWER, CHECKED, CHECK, CHECK]
    assert seen == PREPARED + turn * RUNS, "a check before the one that finds nothing new is not counted"
    assert {stage: len(found) for (stage, _), found in runs.items()} == dict.fromkeys(names, RUNS)


def test_what_is_removed_was_built_before(model: Checked, seen: list[Run]) -> None:
    timed(model, "remove")
    assert seen == PREPARED + [MORE, FEWER] * RUNS
