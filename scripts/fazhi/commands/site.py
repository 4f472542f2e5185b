"""Commands about the site: build it, or see it change while writing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi import source, unchanged
from fazhi.commands.shared import (
    EX_INTERRUPTED,
    EX_PROBLEMS,
    EX_SOFTWARE,
    EX_TEMPFAIL,
    EX_UNAVAILABLE,
    EX_USAGE,
    Lang,
    app,
    repository_root,
    speaker,
)
from fazhi.console import Speaker, print_problems
from fazhi.model.settings import EXAMPLE_ADDRESS, WHOLE_SITE, Scope
from fazhi.problems import Problem
from fazhi.source import Source
from fazhi.stopwatch import Stopwatch
from fazhi.unchanged import Built

if TYPE_CHECKING:
    from fazhi.build import Checked, Progress, Workshop
    from fazhi.render.site import Rendered

Read = tuple[Source, list[Problem]]
"""What reading gives."""
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
    say, watch = speaker(lang), Stopwatch()
    root, scope = repository_root(say), Scope(grade, students, pupils)
    work, live = root / unchanged.WORK, root / unchanged.LIVE
    read = [source.read(root)]
    key = unchanged.key(*read[0], repr(scope))
    found, built = unchanged.problems(work, key), unchanged.built(work, live, key)
    if found is None or built is None:
        found, built = _made(root, read, scope, say)
        unchanged.keep_problems(work, key, found)
        unchanged.keep_built(work, live, key, built)
        done = "完成", "Done"
    else:
        _show(found, say)
        done = "什么都没有变，site/里每个文件都核对过", "Nothing has changed, and every file of site/ was compared"
    say.line(
        f"{done[0]}：{built.cases} 个案例，{built.lessons} 节课，中英文各一份，用时 {watch}。打开 site/index.html 看看。",
        f"{done[1]}: {built.cases} cases and {built.lessons} lessons in two languages, {watch}. Open site/index.html.",
    )
    if built.lines:
        say.line(built.lines["zh"], built.lines["en"])
    if built.address == EXAMPLE_ADDRESS:
        say.line(
            f"提示：网址还是示例 {EXAMPLE_ADDRESS}，发布到网上之前请改 mkdocs.yml 里的 site_url。",
            f"Note: the address is still the example {EXAMPLE_ADDRESS}; set site_url in mkdocs.yml before you publish.",
        )


def _show(found: Sequence[Problem], say: Speaker) -> None:
    if found:
        print_problems(found, say, "text")


def _made(root: Path, read: list[Read], scope: Scope, say: Speaker) -> tuple[list[Problem], Built]:
    """Check and build what was read; leave with the problems, or what else stopped it, where it cannot be built.

    It is taken out of the list, so that nobody holds the bytes of a large library while pages are made of it.
    """
    from fazhi.build import Workshop, mend
    from fazhi.workers import crew

    mend(root)
    with crew() as others:
        return _made_in(Workshop(root, others), read, scope, say)


def _made_in(workshop: Workshop, read: list[Read], scope: Scope, say: Speaker) -> tuple[list[Problem], Built]:
    from fazhi.build import scoped

    checked = workshop.judged(*read.pop())
    _known_band(scope.grade, checked, say)
    _show(checked.problems, say)
    if not checked.good:
        say.error("没有生成网站，原来的 site/ 没有变。", "Nothing was built; site/ is as it was.")
        raise typer.Exit(EX_PROBLEMS)
    checked = scoped(checked, scope)
    with say.progress() as progress:
        pages = _build(workshop, checked, say, progress)
    assert checked.settings is not None
    cases, lessons = len(checked.library.cases), len(checked.library.lessons)
    return checked.problems, Built(cases, lessons, pages.lines, checked.settings.site_url)


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


def _known_band(grade: str | None, checked: Checked, say: Speaker) -> None:
    """Refuse a grade band that there is not; when there is none at all, the problems of the check say why."""
    bands = checked.library.grades
    if grade is not None and bands and grade not in bands:
        say.error(
            f"没有“{grade}”这个学段。可以用：{'，'.join(bands)}",
            f"There is no grade band '{grade}'. There are: {', '.join(bands)}",
        )
        raise typer.Exit(EX_USAGE)


def _build(workshop: Workshop, checked: Checked, say: Speaker, progress: Progress) -> Rendered:
    from fazhi.engine import EngineError
    from fazhi.lock import Busy
    from fazhi.publish import FaultySite
    from fazhi.render.kit.fault import Faulty

    try:
        return workshop.build(checked, progress)
    except Busy as busy:
        say.error(*busy.sentences)
        raise typer.Exit(EX_TEMPFAIL) from None
    except (KeyboardInterrupt, SystemExit) as stop:
        say.error(
            "已停止。site/是完整的，没有写到一半的东西。", "Stopped. site/ is whole; nothing is left half-written."
        )
        raise typer.Exit(EX_INTERRUPTED if isinstance(stop, KeyboardInterrupt) else int(stop.code or 0)) from None
    except Faulty as faulty:
        print_problems(faulty.problems, say, "text")
        say.error("没有生成网站，原来的 site/ 没有变。", "Nothing was built; site/ is as it was.")
        raise typer.Exit(EX_PROBLEMS) from None
    except EngineError as error:
        say.error(
            f"网站引擎没有接受生成的文件（{error.lang}）。这是程序的错误，请连同下面的话一起报告：\n{error.output}",
            f"The site engine refused the staged files ({error.lang}). This is our mistake; please report it with:\n{error.output}",
        )
        raise typer.Exit(EX_SOFTWARE) from None
    except FaultySite as error:
        faults = "\n".join(error.faults)
        say.error(
            f"网页核对没有通过，原来的 site/ 没有变：\n{faults}",
            f"The finished pages did not pass verification; site/ is as it was:\n{faults}",
        )
        raise typer.Exit(EX_SOFTWARE) from None


@app.command("stage")
def stage_command(lang: Lang = None) -> None:
    """把排好的Markdown和配置写进build/zh和build/en，给别的引擎用。 Write what another engine could build from."""
    from fazhi.build import Workshop, rendered
    from fazhi.lock import Busy, alone
    from fazhi.stage import export

    say = speaker(lang)
    root = repository_root(say)
    checked = Workshop(root).judged(*source.read(root))
    _show(checked.problems, say)
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
