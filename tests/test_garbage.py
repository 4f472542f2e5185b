"""Garbage: seldom looked for in every process of ours, and never while a library is being read."""

import gc
from collections.abc import Iterator

import pytest

from fazhi import cli, garbage
from fazhi.workers import crew


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Whatever is changed here is changed back."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def thresholds(items: list[int]) -> list[int]:
    return [gc.get_threshold()[0] for _ in items]


def test_a_command_looks_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[int] = []
    monkeypatch.setattr(cli, "run", lambda _argv: found.extend(thresholds([0])))
    gc.set_threshold(700)
    with pytest.raises(SystemExit):
        cli.main()
    assert found[0] > 10_000


def test_so_does_a_process_that_helps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    gc.set_threshold(700)
    with crew() as others:
        found = {*others.each(thresholds, range(200), many=0)}
    assert min(found) > 10_000
    assert gc.get_threshold()[0] == 700, "the others did it"


def test_for_a_while_nobody_looks() -> None:
    with garbage.never():
        assert not gc.isenabled()
        with garbage.never():
            pass
        assert not gc.isenabled(), "it was so before"
    assert gc.isenabled()
    with pytest.raises(KeyError), garbage.never():
        raise KeyError
    assert gc.isenabled()
