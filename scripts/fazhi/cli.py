"""The command line: runs what is asked; every way out has one sentence and an exit status."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import NoReturn

from fazhi.commands import content, desk, pictures, site
from fazhi.commands.shared import EX_OK, app
from fazhi.console import Speaker, survive_any_console
from fazhi.model.fields import LANGUAGES
from fazhi.refusal import refusal

__all__ = ["app", "content", "desk", "main", "pictures", "site"]


def main() -> NoReturn:
    """Run the command line; every way out has one sentence and an exit status of sysexits."""
    survive_any_console()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        app(standalone_mode=True)
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
    return next((lang for option, lang in pairwise(words) if option == "--lang" and lang in LANGUAGES), None)
