"""The command line: runs what is asked; every way out has one sentence and an exit status."""

from __future__ import annotations

import signal
import sys
from typing import NoReturn

from fazhi.commands import content, desk, pictures, site
from fazhi.commands.shared import EX_IOERR, EX_NOPERM, EX_OK, app
from fazhi.console import Speaker, survive_any_console

__all__ = ["app", "content", "desk", "main", "pictures", "site"]


def main() -> NoReturn:
    """Run the command line; every way out has one sentence and an exit status of sysexits."""
    survive_any_console()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    say = Speaker(None)
    try:
        app(standalone_mode=True)
    except KeyboardInterrupt:
        say.error("已停止，原来的 site/ 没有变。", "Stopped; site/ is as it was.")
        sys.exit(130)
    except OSError as error:
        name = error.filename or ""
        why = error.strerror or str(error)
        say.error(f"磁盘上的操作没有成功：{why} {name}", f"The disk did not take it: {why} {name}")
        sys.exit(EX_NOPERM if isinstance(error, PermissionError) else EX_IOERR)
    sys.exit(EX_OK)
