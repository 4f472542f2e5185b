"""Several processes for what one would need long for: pure functions over many files, a handful at a time.

They are started fresh and only where there is much to do, leave an interrupt to the process that started them, and end
with it, however it ends. What comes out is the same with and without them.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from typing import TypeVar

Result = TypeVar("Result")
MANY = 1000
"""Up to so many files, starting further processes takes longer than they would save."""
_HANDFUL = 64
"""Files that a process is given at a time."""


class Crew:
    """Does work on files, by their paths: alone where there are few of them, or but one processor."""

    def __init__(self, afterwards: ExitStack | None = None) -> None:
        """Work alone, or, until ``afterwards`` is closed, with others."""
        self._afterwards = afterwards
        self._pool: ProcessPoolExecutor | None = None

    def each(self, work: Callable[[Sequence[str]], list[Result]], paths: Sequence[str]) -> Iterator[Result]:
        """Give the results of ``work`` for all paths, in their order; other processes must be able to import it.

        What a process that the system ended has left undone is done here.
        """
        pool = self._started() if len(paths) > MANY else None
        if pool is None:
            yield from work(paths)
            return
        handfuls = [paths[at : at + _HANDFUL] for at in range(0, len(paths), _HANDFUL)]
        waiting = [(handful, pool.submit(work, handful)) for handful in handfuls]
        for handful, future in waiting:
            try:
                yield from future.result()
            except BrokenProcessPool:
                self._pool, self._afterwards = None, None
                yield from work(handful)

    def _started(self) -> ProcessPoolExecutor | None:
        count = os.cpu_count() or 1
        if self._pool is None and self._afterwards is not None and count > 1:
            # Not forked: a fork of a process with threads, such as a progress bar's, may hang.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(count, context, obey)
            self._afterwards.callback(self._pool.shutdown, wait=True, cancel_futures=True)
        return self._pool


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
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
