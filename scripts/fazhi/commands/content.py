"""Commands about the content: check it, see how far it is, stamp a translation."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi import disk
from fazhi.commands import often
from fazhi.commands.options import Lang, app
from fazhi.commands.shared import EX_PROBLEMS, EX_USAGE, check_here, speaker
from fazhi.console import Speaker, print_status
from fazhi.problems import Problem

if TYPE_CHECKING:
    from fazhi.model.library import AnyEntry


class CheckFormat(StrEnum):
    """How problems are printed."""

    text = "text"
    json = "json"
    github = "github"


class StatusFormat(StrEnum):
    """How the status is printed."""

    table = "table"
    json = "json"
    markdown = "markdown"


@app.command("check")
def check_command(
    style: Annotated[
        CheckFormat,
        typer.Option("--format", help="text、json 或 github（在合并请求里标出行）。 How problems are printed."),
    ] = CheckFormat.text,
    lang: Lang = None,
) -> None:
    """检查全部内容，不生成网站。 Check all content; build nothing."""
    raise typer.Exit(often.check(speaker(lang), style.value))


@app.command("status")
def status_command(
    style: Annotated[
        StatusFormat,
        typer.Option(
            "--format",
            help="table、json 或 markdown（写进合并请求的留言）。 A table, JSON, or a comment for a pull request.",
        ),
    ] = StatusFormat.table,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only", metavar="ID", help="只看这些，可以写几次，也可以用逗号隔开。 Only these; may be repeated."
        ),
    ] = None,
    lang: Lang = None,
) -> None:
    """看每个案例、每节课、每一页写到哪一步：待写、译文、审核、法律变化。 How far each entry is.

    退出状态：0是全部列出；1是有些文件没有通过检查，或者--only里的编号没有找到；2是命令写错了。
    Exit status: 0 if all are listed, 1 if some files do not pass the check or an id of --only was not found, 2 if the
    command was wrong. What is owed changes no exit status.
    """
    from fazhi.owed import as_markdown
    from fazhi.status import rows

    say = speaker(lang)
    checked = check_here(say)
    wanted = [id for given in only or () for id in re.split(r"[,，\s]+", given) if id]
    found = rows(checked.library, checked.source.files, wanted)
    match style:
        case StatusFormat.json:
            say.raw(json.dumps([row.as_data() for row in found], ensure_ascii=False, indent=2))
        case StatusFormat.markdown:
            say.raw(as_markdown(found))
        case StatusFormat.table:
            print_status(found, say)
    unknown = sorted(set(wanted) - {row.id for row in found})
    if unknown:
        say.error(f"没有列出：{'、'.join(unknown)}。", f"Not listed: {', '.join(unknown)}.")
    if not checked.good:
        say.error(
            "有些文件没有通过检查，没有列进来。请运行 check。",
            "Some files do not pass the check and are not listed. Run check.",
        )
    if unknown or not checked.good:
        raise typer.Exit(EX_PROBLEMS)


@app.command("stamp")
def stamp_command(
    id: Annotated[str, typer.Argument(help="案例、课或页面的编号。 Id of a case, lesson or page.")],
    reviewed: Annotated[
        str | None,
        typer.Option("--reviewed", metavar="YYYY-MM-DD", help="核对译文的日期。 Day of the review."),
    ] = None,
    section: Annotated[
        list[str] | None,
        typer.Option(
            "--section",
            metavar="ID",
            help="只盖核对过的小节，可以写几次；meta是标题、摘要等。 Only these sections; meta is the head.",
        ),
    ] = None,
    lang: Lang = None,
) -> None:
    """核对过译文以后盖章，提醒就会消失。 Stamp a translation after its review."""
    from fazhi.stamp import stamped

    say = speaker(lang)
    day = _day(reviewed, say)
    checked = check_here(say)
    entries = [entry for entry in checked.library.entries() if entry.id == id]
    texts = [(entry, text) for entry in entries for text in entry.texts.values() if text.translation]
    broken = sorted({p.path for p in checked.problems if _stops_stamp(p) and p.path.split("/")[-2:-1] == [id]})
    if broken:
        say.error(
            f"这些文件还有错误，请先运行 check 改好：{'，'.join(broken)}",
            f"There are still errors in these files; run check and mend them first: {', '.join(broken)}",
        )
        raise typer.Exit(EX_PROBLEMS)
    if not texts:
        say.error(f"没有编号为“{id}”的译文。", f"There is no translation with the id '{id}'.")
        raise typer.Exit(EX_PROBLEMS)
    parts = _parts(entries, section, say)
    for entry, text in texts:
        path = checked.source.root / text.path
        # The bytes, not the text: line ends stay as the author's editor writes them.
        old = checked.source.files[text.path].decode("utf-8")
        new = stamped(entry, text, old, day, parts)
        if new == old:
            say.line(f"{text.path} 已经是最新的。", f"{text.path} is up to date.")
        else:
            disk.replace(path, new.encode())
            say.line(f"已盖章：{text.path}", f"Stamped: {text.path}")


def _stops_stamp(problem: Problem) -> bool:
    """Whether a stamp would bear on text that is wrong; that it is behind is what the stamp is for."""
    return problem.is_error and problem.rule != "translation-facts-behind"


def _parts(entries: Sequence[AnyEntry], wanted: Sequence[str] | None, say: Speaker) -> Sequence[str] | None:
    """The parts to be stamped; says so and leaves with EX_USAGE if the original has no part of such a name."""
    known = dict.fromkeys(id for entry in entries for id in entry.original.digests())
    unknown = [id for id in wanted or () if id not in known]
    if unknown:
        say.error(
            f"没有叫“{unknown[0]}”的小节。可用：{'、'.join(known)}。",
            f"There is no section '{unknown[0]}'. Known: {', '.join(known)}.",
        )
        raise typer.Exit(EX_USAGE)
    return wanted or None


def _day(text: str | None, say: Speaker) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        say.error(f"“{text}”不是日期，请写成 2026-11-21。", f"'{text}' is no date; write 2026-11-21.")
        raise typer.Exit(EX_USAGE) from None
