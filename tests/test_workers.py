"""Many files at once: the same results in the same order with other processes and without, whatever becomes of them."""

import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

import pytest

from fazhi import disk, offline, verify, workers
from fazhi.render import paths
from fazhi.scratch import scratch
from fazhi.workers import ALONE, Crew, Tool, crew

NAMES = [f"{number}.html" for number in range(200)]
PAGE = (
    '<!DOCTYPE html>\n<html lang="en"><head><title>x</title></head><body><h1>x</h1>'
    '<p id="a{n}">x</p><a href="{to}.html#a{to}">x</a><a href="{n}.html#b">x</a></body></html>'
)


def sizes(names: Sequence[str]) -> list[tuple[str, int]]:
    return [(name, os.getpid()) for name in names]


def killed(parent: int, names: Sequence[str]) -> list[str]:
    """Ends at once in any process but the one that asks."""
    if os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    return list(names)


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processors, and few files are many."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(workers, "MANY", 100)


@pytest.mark.usefixtures("two")
def test_others_do_the_work_in_order() -> None:
    with crew() as several:
        found = [*several.each(sizes, NAMES)]
        again = [*several.each(sizes, NAMES)]
    assert [name for name, _ in found] == [name for name, _ in again] == NAMES
    ids = {pid for _, pid in (*found, *again)}
    assert os.getpid() not in ids
    assert 1 <= len(ids) <= 2


@pytest.mark.usefixtures("two")
def test_few_files_start_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with crew() as several:
        assert {*several.each(sizes, NAMES[:100])} == {(name, os.getpid()) for name in NAMES[:100]}
        monkeypatch.setattr(os, "cpu_count", lambda: 1)
        assert {pid for _, pid in several.each(sizes, NAMES)} == {os.getpid()}
    assert {pid for _, pid in ALONE.each(sizes, NAMES)} == {os.getpid()}


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.usefixtures("two")
def test_what_a_killed_process_leaves_is_done_here() -> None:
    with crew() as several:
        for _ in range(2):
            assert [*several.each(partial(killed, os.getpid()), NAMES)] == NAMES


def written(folder: Path, names: Sequence[str]) -> list[str]:
    time.sleep(0.2)
    for name in names:
        disk.write(folder / name, b"x")
    return list(names)


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("fails", [False, True])
def test_who_leaves_early_leaves_nobody_at_work(tmp_path: Path, fails: bool) -> None:
    folder, wanted = tmp_path / "new", [str(number) for number in range(40)]

    def between() -> None:
        if fails and folder.exists():
            raise InterruptedError

    with crew() as others:
        every = others.watched(between).each(partial(written, folder), wanted, many=0, handful=1)
        with suppress(InterruptedError), closing(every):
            assert next(every) == "0"
            next(every)
        disk.remove(folder)
        time.sleep(0.6)
        assert not folder.exists()


@pytest.fixture
def soon() -> Iterator[Callable[[], object]]:
    """Interrupts, a tenth of a second after it is called."""

    def interrupt(_number: int, _frame: object) -> None:
        raise InterruptedError

    before = signal.signal(signal.SIGALRM, interrupt)
    yield partial(signal.setitimer, signal.ITIMER_REAL, 0.1)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.usefixtures("two")
def test_who_is_interrupted_while_it_waits_leaves_nobody_at_work(tmp_path: Path, soon: Callable[[], object]) -> None:
    folder = tmp_path / "new"
    with crew() as others:
        assert [*others.each(sizes, NAMES)], "they are there"
        every = others.each(partial(written, folder), ["0"])
        soon()
        with pytest.raises(InterruptedError):
            next(every)
        disk.remove(folder)
        time.sleep(0.6)
        assert not folder.exists()


def dear(parent: int, words: str) -> list[str]:
    """Takes long to make, and is made once in each process."""
    return [words, str(os.getpid() == parent)]


def told(tool: Tool[list[str]], names: Sequence[str]) -> list[tuple[str, str, int]]:
    made = tool()
    made.append(names[0])
    return [(name, made[0], len(made)) for name in names]


@pytest.mark.usefixtures("two")
def test_a_tool_is_made_once_in_each_process() -> None:
    tool = Tool(dear, os.getpid(), "甲")
    with crew() as several:
        found = [*several.each(partial(told, tool), NAMES, handful=5, tools=[tool])]
    assert [name for name, _, _ in found] == NAMES
    assert {words for _, words, _ in found} == {"甲"}
    assert max(grown for _, _, grown in found) > 10, "the same list all the time"
    assert len(tool()) == 2, "here it is another one"


@pytest.mark.usefixtures("two")
def test_a_site_is_judged_and_bundled_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["fazhi.verify.whole"], "_LARGE", 0)
    for number, name in enumerate(NAMES):
        disk.write(tmp_path / "site" / name, PAGE.format(n=number, to=(number + 1) % 210).encode())

    def bundle(some: Crew) -> None:
        with scratch(tmp_path / "waiting") as waiting:
            offline.bundle(tmp_path / "site", {}, offline.Stock(tmp_path, tmp_path, waiting), some)

    made, found = [], []
    for each in (crew(), None):
        (tmp_path / "site" / paths.SITE_ZIP).unlink(missing_ok=True)
        if each is None:
            bundle(ALONE)
            found.append(verify.whole(tmp_path / "site", "/", verify.Own()))
        else:
            with each as several:
                bundle(several)
                found.append(verify.whole(tmp_path / "site", "/", verify.Own(), several))
        made.append((tmp_path / "site" / paths.SITE_ZIP).read_bytes())
    assert made[0] == made[1]
    assert found[0] == found[1]
    assert len(found[0].digests) == 201
    assert Counter(fault.rule for fault in found[0].faults) == {"no-anchor": 200, "no-file": 1}
