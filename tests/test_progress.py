"""How far a build is: shown on a terminal, in the reader's language, and nowhere else."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from fazhi.build import build
from fazhi.checked import check
from fazhi.console import _STAGES, Progress, Speaker


def speaker(lang: str, *, terminal: bool) -> tuple[Speaker, io.StringIO]:
    written = io.StringIO()
    say = Speaker(lang)
    say.err = Console(file=written, force_terminal=terminal, width=100, _environ={"TERM": "xterm"})
    return say, written


def test_every_stage_that_a_build_names_has_its_words(repo: Callable[..., Path]) -> None:
    named = set()
    build(check(repo()), lambda stage, _done=0, _count=0: named.add(stage))
    assert named == set(_STAGES)


@pytest.mark.parametrize(("lang", "words"), [("zh", "制作课堂文件 …"), ("en", "Making the class kit …")])
def test_a_terminal_shows_the_stage_and_the_count(lang: str, words: str) -> None:
    say, written = speaker(lang, terminal=True)
    with say.progress() as progress:
        progress("render")
        progress("press", 3, 42)
        assert progress.bar is not None
        progress.bar.refresh()
        shown = written.getvalue()
    assert words in shown
    assert "3/42" in shown


def test_a_stage_that_counts_nothing_forgets_the_count_before() -> None:
    say, _ = speaker("en", terminal=True)
    with say.progress() as progress:
        progress("press", 42, 42)
        progress("bundle")
        assert progress.bar is not None
        (task,) = progress.bar.tasks
        assert (task.completed, task.total) == (0, None)


def test_a_pipe_gets_nothing() -> None:
    say, written = speaker("en", terminal=False)
    with say.progress() as progress:
        progress("press", 3, 42)
    assert written.getvalue() == ""


def test_an_interrupt_gives_the_terminal_back() -> None:
    say, written = speaker("en", terminal=True)
    progress = Progress(say)
    with pytest.raises(KeyboardInterrupt), progress:
        raise KeyboardInterrupt
    assert progress.bar is not None
    assert progress.bar.live.is_started is False
    # The cursor is shown again.
    assert written.getvalue().rstrip().endswith("\x1b[?25h") or "\x1b[?25h" in written.getvalue()
