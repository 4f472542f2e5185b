"""Several processes for what one would need long for: pure functions over many items, a handful at a time.

They are started fresh and only where there is much to do, leave an interrupt to the process that started them, and end
with it, however it ends. What comes out is the same with and without them.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import signal
import threading
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import chain, count, islice
from typing import Any, Generic, TypeVar

from fazhi import garbage

Item = TypeVar("Item")
Result = TypeVar("Result")
Value = TypeVar("Value")
MANY = 1000
"""Up to so many files, starting further processes takes longer than they would save."""
HANDFUL = 64
"""Files that a process is given at a time."""
_AHEAD = 2
"""Handfuls that wait at each process: none of them waits for us, and few are in memory."""
_NUMBERS = count(1)
_SENT: dict[Callable[..., Any], Tool[Any]] = {}
"""The tools that this process was sent: the last of each kind, by what makes it."""


def _on() -> None:
    """Go on."""


class Crew:
    """Does work on items: alone where there are few of them, or but one processor."""

    def __init__(self, afterwards: ExitStack | None = None) -> None:
        """Work alone, or, until ``afterwards`` is closed, with others."""
        self._afterwards = afterwards
        self._others: list[_Other] = []
        self._between: Callable[[], None] = _on

    def watched(self, between: Callable[[], None]) -> Crew:
        """The same crew, which asks ``between`` before each handful; what that raises breaks the work off."""
        same = Crew(self._afterwards)
        same._others, same._between = self._others, between
        return same

    def each(
        self,
        work: Callable[[Sequence[Item]], list[Result]],
        items: Iterable[Item],
        many: int | None = None,
        handful: int = HANDFUL,
        tools: Sequence[Tool[Any]] = (),
    ) -> Generator[Result]:
        """Give the results of ``work`` for all items, in their order; other processes must be able to import it.

        They are started if there are more than ``many`` items, by default as many as it takes files, and help with any
        number once they are there; each is sent the ``tools`` that work asks for, once. What a process that the system
        ended has left undone is done here. Items are asked for as they are needed, while others work. When this is left
        early, by an error or because it is closed, nobody is at work on them any more.
        """
        waiting = iter(items)
        if not self._others:
            few = MANY if many is None else many
            first = list(islice(waiting, few + 1))
            waiting = chain(first, waiting)
            if len(first) > few:
                self._start()
        handfuls = iter(lambda: list(islice(waiting, handful)), [])
        order: deque[_Given[Item, Result]] = deque()
        try:
            while True:
                self._between()
                while len(order) < _AHEAD * len(self._others) and (some := next(handfuls, None)):
                    busy = Counter(given.other for given in order if not given.outcome.done())
                    other = min(self._others, key=lambda each: busy[each])
                    order.append(_Given(other, some, other.given(work, some, tools)))
                if order:
                    received = self._received(work, order[0])
                    order.popleft()
                    yield from received
                elif some := next(handfuls, None):
                    yield from work(some)
                else:
                    return
        finally:
            # What they still write must not come into a folder that is being cleared.
            wait([given.outcome for given in order if not given.outcome.cancel()])

    def _received(self, work: Callable[[Sequence[Item]], list[Result]], given: _Given[Item, Result]) -> list[Result]:
        try:
            return given.outcome.result()
        except BrokenProcessPool:
            # Nothing more is asked of it.
            self._others[:] = [each for each in self._others if each is not given.other]
            return work(given.items)

    def _start(self) -> None:
        number = os.cpu_count() or 1
        if self._afterwards is not None and number > 1:
            self._others[:] = [_Other(self._afterwards) for _ in range(number)]


class _Other:
    """Another process. It is a pool of one, so that we know what it has been sent."""

    def __init__(self, afterwards: ExitStack) -> None:
        # Not forked: a fork of a process with threads, such as a progress bar's, may hang.
        self._pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), obey)
        self._tools: dict[Callable[..., Any], int] = {}
        afterwards.callback(self._pool.shutdown, wait=True, cancel_futures=True)

    def given(
        self, work: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], tools: Sequence[Tool[Any]]
    ) -> Future[list[Result]]:
        """Send it items, and what it needs for them and does not have."""
        try:
            for tool in tools:
                if self._tools.get(tool.make) != tool.number:
                    self._tools[tool.make] = tool.number
                    self._pool.submit(_take, tool.number, tool.make, tool.given)
            return self._pool.submit(work, items)
        except BrokenProcessPool as broken:
            outcome: Future[list[Result]] = Future()
            outcome.set_exception(broken)
            return outcome


@dataclass(frozen=True, slots=True)
class _Given(Generic[Item, Result]):
    """A handful, whom it was given to, and what comes of it."""

    other: _Other
    items: Sequence[Item]
    outcome: Future[list[Result]]


class Tool(Generic[Value]):
    """What work needs besides its items, made once in each process, where it is first asked for.

    What it is made of is sent to another process once, and forgotten there when another tool of its kind is sent; with
    the work goes only its number.
    """

    def __init__(self, make: Callable[..., Value], *given: Any, number: int = 0) -> None:
        """Take what makes it, and what it is made of."""
        self.number = number or next(_NUMBERS)
        self.make = make
        self.given = given
        self._made: list[Value] = []

    def __call__(self) -> Value:
        """Give it."""
        if not self._made:
            self._made.append(self.make(*self.given))
        return self._made[0]

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel as a number, to where it was sent before."""
        return _sent, (self.make, self.number)


def _take(number: int, make: Callable[..., Any], given: tuple[Any, ...]) -> None:
    _SENT[make] = Tool(make, *given, number=number)


def _sent(make: Callable[..., Any], number: int) -> Tool[Any]:
    tool = _SENT[make]
    assert tool.number == number
    return tool


@contextmanager
def crew() -> Iterator[Crew]:
    """A crew that may start processes; they have ended when this is left."""
    with ExitStack() as afterwards:
        yield Crew(afterwards)


ALONE = Crew()
"""Starts nothing."""


def obey() -> None:
    """Leave an interrupt to the process that started this one, which says so once; and end with it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    garbage.seldom()
    # It has written all that it was asked for; to take apart what it holds, object by object, would take it a second.
    atexit.register(os._exit, 0)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
