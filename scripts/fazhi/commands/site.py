"""Commands about the site: build it, or see it change while writing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fazhi import source, unchanged
from fazhi.commands import often
from fazhi.commands.options import Lang, app
from fazhi.commands.shared import (
    EX_INTERRUPTED,
    EX_PROBLEMS,
    EX_TEMPFAIL,
    EX_UNAVAILABLE,
    EX_USAGE,
    repository_root,
    speaker,
)
from fazhi.console import print_problems
from fazhi.model.scope import WHOLE_SITE, Scope

_SHOWN = 50
"""Faults of a site that are said one by one."""


@app.command("build")
def build_command(
    grade: Annotated[
        str | None,
        typer.Option("--grade", help="只收适合这个学段的，例如 primary-upper。 Only what suits this grade band."),
    ] = None,
    students: Annotated[
        bool, typer.Option("--students", help="学生版：不收讲课人专用的内容。 Without what is made for presenters.")
    ] = False,
    pupils: Annotated[
        int,
        typer.Option(
            "--pupils", min=2, max=80, help="角色卡按多少学生来分。 Class size that role cards are dealt for."
        ),
    ] = WHOLE_SITE.pupils,
    lang: Lang = None,
) -> None:
    """检查并生成网站，放进 site/。 Check, then build the site into site/."""
    raise typer.Exit(often.build(speaker(lang), Scope(grade, students, pupils)))


@app.command("serve")
def serve_command(
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="端口。 Port.")] = 8000,
    lang: Lang = None,
) -> None:
    """边写边看：保存文件，浏览器自动更新。 Live preview: save a file and the browser shows it."""
    from fazhi.serve import PortTaken, serve

    say = speaker(lang)
    try:
        serve(repository_root(say), port, say.lang, say.raw)
    except PortTaken:
        say.error(
            f"端口 {port} 已被占用，请换一个，例如 --port {port + 1}。",
            f"Port {port} is taken; choose another, such as --port {port + 1}.",
        )
        raise typer.Exit(EX_UNAVAILABLE) from None
    except KeyboardInterrupt:
        say.line("预览已停止。", "The preview has stopped.")
        raise typer.Exit(EX_INTERRUPTED) from None


@app.command("stage")
def stage_command(lang: Lang = None) -> None:
    """把排好的Markdown和配置写进build/zh和build/en，给别的引擎用。 Write what another engine could build from."""
    from fazhi.build import Workshop, rendered
    from fazhi.lock import Busy, alone
    from fazhi.stage import export

    say = speaker(lang)
    root = repository_root(say)
    checked = Workshop(root).judged(*source.read(root))
    if checked.problems:
        print_problems(checked.problems, say, "text")
    if not checked.good or checked.settings is None:
        raise typer.Exit(EX_PROBLEMS)
    try:
        with alone(root / unchanged.WORK):
            folders = export(rendered(checked), checked.source, checked.settings, root / unchanged.WORK)
    except Busy as busy:
        say.error(*busy.sentences)
        raise typer.Exit(EX_TEMPFAIL) from None
    for folder in folders.values():
        path = folder.relative_to(root).as_posix()
        say.line(f"写好了：{path}。可以在里面运行 mkdocs build。", f"Written: {path}. Run mkdocs build in it.")


@app.command("verify")
def verify_command(
    folder: Annotated[
        Path, typer.Argument(help="网站的文件夹，例如U盘上的fazhi。 The folder of the site, perhaps on a stick.")
    ] = Path("site"),
    lang: Lang = None,
) -> None:
    """核对一个已经生成的网站：文件齐不齐，有没有被改过，有没有不该有的东西。 Verify a site that was built before."""
    from fazhi.originals import audited

    say = speaker(lang)
    if not folder.is_dir():
        say.error(f"没有这个文件夹：{folder}", f"There is no such folder: {folder}")
        raise typer.Exit(EX_USAGE)
    found = audited(folder)
    if found is None:
        say.error(
            "程序没有放在法治课堂的文件夹里，不知道哪些脚本是自己的，没法核对。",
            "The program lies in no repository of its own and cannot tell which scripts are its own.",
        )
        raise typer.Exit(EX_UNAVAILABLE)
    if not found.faults:
        count = len(found.digests)
        say.line(
            f"没有问题：{count}个文件都核对过，和校验清单一致。",
            f"No faults: all {count} files are as they should be, and as the list of digests says.",
        )
        return
    shown = "\n".join(fault.said(say.lang) for fault in found.faults[:_SHOWN])
    more = len(found.faults) - _SHOWN
    say.error(
        f"{shown}\n" + (f"还有{more}处。\n" if more > 0 else "") + "这个网站不能用，请重新拷贝或者重新生成。",
        f"{shown}\n" + (f"And {more} more.\n" if more > 0 else "") + "Do not use this site; copy or build it again.",
    )
    raise typer.Exit(EX_PROBLEMS)
