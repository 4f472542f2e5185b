"""One build at a time: a lock of the system's, which ends with the process that holds it, and that process's number.

A lock that is only a file would outlive a killed build; this one is never stale.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from fazhi import disk

_LOCK, _HOLDER = ".lock", ".pid"
_MOMENT = 0.2
"""Seconds in which whoever has just taken the lock writes down its number."""


class Busy(Exception):
    """Another build of this repository is running; ``pid`` is the number of its process, if it has said so."""

    def __init__(self, pid: int | None) -> None:
        """Remember who it is."""
        super().__init__(pid)
        self.pid = pid

    @property
    def sentences(self) -> tuple[str, str]:
        """What is said, in Chinese and in English."""
        zh, en = (f"（进程{self.pid}）", f" (process {self.pid})") if self.pid else ("", "")
        return f"另一个生成正在进行{zh}，请等它结束。", f"Another build is running{en}; wait until it has finished."


@contextmanager
def alone(work: Path) -> Iterator[None]:
    """Hold the lock of the build folder, so that two builds cannot mix; raises Busy at once if another holds it."""
    work.mkdir(exist_ok=True)
    lock = FileLock(work / _LOCK)
    try:
        lock.acquire(timeout=_MOMENT)
    except Timeout as error:
        raise Busy(_holder(work)) from error
    with ExitStack() as afterwards:
        afterwards.callback(lock.release)
        afterwards.callback(disk.remove, work / _HOLDER)
        disk.keep(work / _HOLDER, str(os.getpid()).encode())
        yield


def _holder(work: Path) -> int | None:
    said = disk.kept(work / _HOLDER)
    return int(said) if said else None
