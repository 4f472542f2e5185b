"""What the commands share: exit statuses, who speaks, where the repository is. Nothing here reads options."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi import source
from fazhi.console import Speaker

if TYPE_CHECKING:
    from fazhi.checked import Checked

EX_OK, EX_PROBLEMS, EX_USAGE = 0, 1, 2
EX_UNAVAILABLE, EX_SOFTWARE, EX_TEMPFAIL = 69, 70, 75
EX_INTERRUPTED = 130


class MessageLang(StrEnum):
    """The language of messages."""

    zh = "zh"
    en = "en"


def speaker(lang: MessageLang | None) -> Speaker:
    """Give who speaks in the language that was asked for, or else in that of the system."""
    return Speaker(lang.value if lang else None)


def repository_root(say: Speaker) -> Path:
    """Find the repository around the current folder; outside one say so, and leave with EX_USAGE."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if source.is_repository(folder):
            return folder
    say.error(
        "这里不是法治课堂的文件夹（应有 mkdocs.yml、cases 和 templates）。",
        "This is no repository of the Rule-of-Law Classroom (mkdocs.yml, cases and templates should be here).",
    )
    raise SystemExit(EX_USAGE)


def check_here(say: Speaker) -> Checked:
    """Read, parse and check the repository around the current folder."""
    from fazhi.checked import check

    return check(repository_root(say))
