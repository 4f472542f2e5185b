"""Commands about the content: check it, see how far it is, stamp a translation."""

from __future__ import annotations

import json
from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from fazhi import disk
from fazhi.commands.shared import EX_OK, EX_PROBLEMS, EX_USAGE, Lang, app, check_here, speaker
from fazhi.console import Speaker, print_problems, print_status
from fazhi.stamp import stamped
from fazhi.status import rows


class CheckFormat(StrEnum):
    """How problems are printed."""

    text = "text"
    json = "json"
    github = "github"


class StatusFormat(StrEnum):
    """How the status is printed."""

    table = "table"
    json = "json"


@app.command("check")
def check_command(
    style: Annotated[
        CheckFormat,
        typer.Option("--format", help="text、json 或 github（在合并请求里标出行）。 How problems are printed."),
    ] = CheckFormat.text,
    lang: Lang = None,
) -> None:
    """检查全部内容，不生成网站。 Check all content; build nothing."""
    say = speaker(lang)
    checked = check_here(say)
    print_problems(checked.problems, say, style.value)
    raise typer.Exit(EX_OK if checked.good else EX_PROBLEMS)


@app.command("status")
def status_command(
    style: Annotated[
        StatusFormat, typer.Option("--format", help="table 或 json。 A table, or JSON for programs.")
    ] = StatusFormat.table,
    lang: Lang = None,
) -> None:
    """看每个案例、每节课写到哪一步：译文、审核。 How far each case and lesson is."""
    say = speaker(lang)
    checked = check_here(say)
    found = rows(checked.library)
    if style == "json":
        say.raw(json.dumps([row.as_data() for row in found], ensure_ascii=False, indent=2))
    else:
        print_status(found, say)
    if not checked.good:
        say.error(
            "有些文件没有通过检查，没有列进来。请运行 check。",
            "Some files do not pass the check and are not listed. Run check.",
        )
        raise typer.Exit(EX_PROBLEMS)


@app.command("stamp")
def stamp_command(
    id: Annotated[str, typer.Argument(help="案例、课或页面的编号。 Id of a case, lesson or page.")],
    reviewed: Annotated[
        str | None,
        typer.Option("--reviewed", metavar="YYYY-MM-DD", help="核对译文的日期。 Day of the review."),
    ] = None,
    lang: Lang = None,
) -> None:
    """核对过译文以后盖章，提醒就会消失。 Stamp a translation after its review."""
    say = speaker(lang)
    day = _day(reviewed, say)
    checked = check_here(say)
    entries = [entry for entry in checked.library.entries() if entry.id == id]
    texts = [(entry, text) for entry in entries for text in entry.texts.values() if text.translation]
    broken = sorted({p.path for p in checked.problems if p.is_error and p.path.split("/")[-2:-1] == [id]})
    if broken:
        say.error(
            f"这些文件还有错误，请先运行 check 改好：{'，'.join(broken)}",
            f"There are still errors in these files; run check and mend them first: {', '.join(broken)}",
        )
        raise typer.Exit(EX_PROBLEMS)
    if not texts:
        say.error(f"没有编号为“{id}”的译文。", f"There is no translation with the id '{id}'.")
        raise typer.Exit(EX_PROBLEMS)
    for entry, text in texts:
        path = checked.source.root / text.path
        # The bytes, not the text: line ends stay as the author's editor writes them.
        old = checked.source.files[text.path].decode("utf-8")
        new = stamped(entry, text, old, day)
        if new == old:
            say.line(f"{text.path} 已经是最新的。", f"{text.path} is up to date.")
        else:
            disk.replace(path, new.encode())
            say.line(f"已盖章：{text.path}", f"Stamped: {text.path}")


def _day(text: str | None, say: Speaker) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        say.error(f"“{text}”不是日期，请写成 2026-11-21。", f"'{text}' is no date; write 2026-11-21.")
        raise typer.Exit(EX_USAGE) from None
