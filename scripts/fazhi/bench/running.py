"""Run whole processes and measure them: seconds, seconds of the processor, and the memory of the largest of them."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from fazhi import source

_LAUNCHER = """\
import json, resource, subprocess, sys, tempfile, time
commands = json.loads(sys.argv[1])
with tempfile.TemporaryFile() as said:
    start = time.monotonic()
    ran = [subprocess.Popen(argv, cwd=folder, stdin=-3, stdout=said, stderr=-2) for folder, argv in commands]
    status = max([abs(each.wait()) for each in ran])
    seconds = time.monotonic() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    said.seek(0)
    text = said.read().decode("utf-8", "replace")
peak = used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
json.dump([status, seconds, used.ru_utime + used.ru_stime, peak, text], sys.stdout)
"""
"""Starts what is measured, for Linux counts the memory of who starts a process as its own; this one has hardly any."""
_TOLD = 4000
"""Characters of what a program said last that are kept."""
PATIENCE = 900.0
"""Seconds until a program that serves must have shown an edit."""
_LOOK = 0.01
_MOST = 4 * 1024 * 1024

Command = tuple[Path, Sequence[str]]
"""A folder, and what is run in it."""


class Failed(Exception):
    """A program did not do what was asked of it; the text is the last that it said."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a run took: seconds, seconds of the processor with all children, MiB of the largest process."""

    seconds: float
    cpu: float
    peak: float


def is_able() -> bool:
    """Whether the system says what its processes used; Windows does not."""
    return hasattr(os, "killpg") and sys.platform != "win32"


def run(commands: Sequence[Command]) -> Usage:
    """Run commands, all at once, and measure them together; raises Failed if one of them fails."""
    status, seconds, cpu, peak, text = json.loads(
        _told([sys.executable, "-I", "-S", "-c", _LAUNCHER, _spelled(commands)])
    )
    if status:
        raise Failed(_last(text))
    return Usage(seconds, cpu, peak)


def _environment() -> dict[str, str]:
    """That of this process, but every program of Python's may keep its compiled modules, as it does for its users."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def output(command: Sequence[str]) -> str:
    """What a program says; raises Failed if it cannot be run, or fails."""
    try:
        return _told(command).strip()
    except OSError as error:
        raise Failed(str(error)) from None


def free_port() -> int:
    """A port on which nothing listens at the moment."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def _spelled(commands: Sequence[Command]) -> str:
    return json.dumps([[str(folder), list(argv)] for folder, argv in commands])


def _told(command: Sequence[str]) -> str:
    with _started(command, None) as process:
        text, _ = process.communicate()
        if process.returncode:
            raise Failed(_last(text))
        return text


@contextmanager
def _started(command: Sequence[str], folder: Path | None) -> Iterator[subprocess.Popen[str]]:
    """Start a program in a group of its own, of which nothing is left when we leave, however we leave."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=_environment() | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdout:
            process.stdout.close()


def _last(text: str) -> str:
    lines = [line.strip() for line in text[-_TOLD:].splitlines() if line.strip()]
    return lines[-1] if lines else "?"


@contextmanager
def serving(command: Command, ready: str) -> Iterator[Callable[[Path, bytes], float]]:
    """Start a program that serves, and wait until it says ``ready``.

    Gives what waits, from now, until a file holds some bytes, and says how many seconds that took. Raises Failed when
    the program ends, or when nothing happens for too long.
    """
    folder, argv = command
    with _started(argv, folder) as process:
        said: list[str] = []
        reader = threading.Thread(target=_read, args=(process, said), daemon=True)
        reader.start()

        def until(done: Callable[[], bool]) -> float:
            start = time.monotonic()
            while not done():
                if process.poll() is not None or time.monotonic() - start > PATIENCE:
                    raise Failed(_last("\n".join(said)))
                time.sleep(_LOOK)
            return time.monotonic() - start

        until(lambda: any(ready in line for line in said))
        yield lambda path, wanted: until(lambda: wanted in _now(path))


def _read(process: subprocess.Popen[str], said: list[str]) -> None:
    """Take what a program says, or it would wait for a reader."""
    said.extend(process.stdout or ())


def _now(path: Path) -> bytes:
    """What a file holds at the moment; nothing while it is being exchanged."""
    try:
        return source.outside(path, _MOST)
    except OSError:
        return b""
