"""The command line: runs what is asked; every way out has one sentence and an exit status."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from itertools import pairwise
from typing import NoReturn

from fazhi import garbage
from fazhi.commands import often
from fazhi.commands.shared import EX_OK, MessageLang
from fazhi.console import Speaker, survive_any_console
from fazhi.refusal import refusal

COMMANDS = {
    "content": ("check", "status", "stamp"),
    "site": ("build", "serve", "stage", "verify"),
    "desk": ("new", "form", "intake"),
    "pictures": ("picture",),
    "bench": ("bench",),
}
"""The commands by the module of ``fazhi.commands`` that has them. Only what is asked for is loaded: to load all of the
program takes longer than to see that nothing has changed."""

UNASKED: Mapping[str, Callable[[Speaker], int]] = {"check": often.check, "build": often.build}
"""Commands that are mostly run without options, again and again, when little or nothing has changed."""


def load(argv: Sequence[str]) -> None:
    """Load the command that a command line names; all of them where it names none, as for help."""
    named = next((module for module, names in COMMANDS.items() if argv[1:2] and argv[1] in names), None)
    for module in [named] if named else COMMANDS:
        import_module(f"fazhi.commands.{module}")


def run(argv: Sequence[str]) -> None:
    """Run the command that a command line names, and leave with its exit status.

    One of ``UNASKED`` without any option is called as it is: to load what reads options takes longer than its work.
    """
    if len(argv) == 2 and argv[1] in UNASKED:
        sys.exit(UNASKED[argv[1]](Speaker(None)))
    load(argv)
    from fazhi.commands.options import app

    app(standalone_mode=True)


def main() -> NoReturn:
    """Run the command line; every way out has one sentence and an exit status of sysexits."""
    survive_any_console()
    garbage.seldom()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        run(sys.argv)
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
    except OSError as error:
        told = refusal(error)
        Speaker(_asked(sys.argv)).error(told.zh, told.en)
        sys.exit(told.status)
    sys.exit(EX_OK)


def _asked(argv: Sequence[str]) -> str | None:
    """The language of messages that the command line asks for, or None: no command is left that would know."""
    words = [part for word in argv for part in word.split("=", 1)]
    return next((lang for option, lang in pairwise(words) if option == "--lang" and lang in list(MessageLang)), None)
