"""The command line: reads what is asked, runs it, and says how it went."""

from __future__ import annotations

import json
import signal
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from fazhi import disk, source
from fazhi.build import Busy, Checked, Progress, Stopwatch, build, check, scoped
from fazhi.console import Speaker, print_problems, print_status, survive_any_console
from fazhi.engine import EngineError
from fazhi.model.settings import WHOLE_SITE, Scope
from fazhi.publish import FaultySite
from fazhi.render.kit.fault import Faulty
from fazhi.render.site import Rendered
from fazhi.stamp import stamped
from fazhi.status import rows

EX_OK, EX_PROBLEMS, EX_USAGE = 0, 1, 2
EX_UNAVAILABLE, EX_SOFTWARE, EX_IOERR, EX_TEMPFAIL, EX_NOPERM = 69, 70, 74, 75, 77

app = typer.Typer(
    name="fazhi",
    help="法治课堂：把一个案例文件变成中英文网站。\n\nRule-of-Law Classroom: one case file becomes a bilingual site.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class MessageLang(StrEnum):
    """The language of messages."""

    zh = "zh"
    en = "en"


class CheckFormat(StrEnum):
    """How problems are printed."""

    text = "text"
    json = "json"
    github = "github"


class StatusFormat(StrEnum):
    """How the status is printed."""

    table = "table"
    json = "json"


Lang = Annotated[
    MessageLang | None,
    typer.Option("--lang", help="提示用的语言（默认看系统）。 Language of messages (default: the locale's)."),
]


@app.command("check")
def check_command(
    style: Annotated[
        CheckFormat,
        typer.Option("--format", help="text、json 或 github（在合并请求里标出行）。 How problems are printed."),
    ] = CheckFormat.text,
    lang: Lang = None,
) -> None:
    """检查全部内容，不生成网站。 Check all content; build nothing."""
    say = _speaker(lang)
    checked = _checked(say)
    print_problems(checked.problems, say, style.value)
    raise typer.Exit(EX_OK if checked.good else EX_PROBLEMS)


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
    say, watch = _speaker(lang), Stopwatch()
    checked = _checked(say)
    _known_band(grade, checked, say)
    if checked.problems:
        print_problems(checked.problems, say, "text")
    if not checked.good:
        say.error("没有生成网站，原来的 site/ 没有变。", "Nothing was built; site/ is as it was.")
        raise typer.Exit(EX_PROBLEMS)
    checked = scoped(checked, Scope(grade, students, pupils))
    with say.progress() as progress:
        pages = _build(checked, say, progress)
    cases, lessons = len(checked.library.cases), len(checked.library.lessons)
    say.line(
        f"完成：{cases} 个案例，{lessons} 节课，中英文各一份，用时 {watch}。打开 site/index.html 看看。",
        f"Done: {cases} cases and {lessons} lessons in two languages, {watch}. Open site/index.html.",
    )
    if pages.lines:
        say.line(pages.lines["zh"], pages.lines["en"])
    _address_hint(checked, say)


@app.command("serve")
def serve_command(
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="端口。 Port.")] = 8000,
    lang: Lang = None,
) -> None:
    """边写边看：保存文件，浏览器自动更新。 Live preview: save a file and the browser shows it."""
    from fazhi.serve import PortTaken, serve

    say = _speaker(lang)
    try:
        serve(_root(say), port, say.lang, say.raw)
    except PortTaken:
        say.error(
            f"端口 {port} 已被占用，请换一个，例如 --port {port + 1}。",
            f"Port {port} is taken; choose another, such as --port {port + 1}.",
        )
        raise typer.Exit(EX_UNAVAILABLE) from None
    except KeyboardInterrupt:
        say.line("预览已停止。", "The preview has stopped.")
        raise typer.Exit(130) from None


@app.command("status")
def status_command(
    style: Annotated[
        StatusFormat, typer.Option("--format", help="table 或 json。 A table, or JSON for programs.")
    ] = StatusFormat.table,
    lang: Lang = None,
) -> None:
    """看每个案例、每节课写到哪一步：译文、审核。 How far each case and lesson is."""
    say = _speaker(lang)
    checked = _checked(say)
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
    say = _speaker(lang)
    day = _day(reviewed, say)
    checked = _checked(say)
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


# --- what the commands share ----------------------------------------------------------------------------


def _speaker(lang: MessageLang | None) -> Speaker:
    return Speaker(lang.value if lang else None)


def _root(say: Speaker) -> Path:
    root = Path.cwd()
    for folder in (root, *root.parents):
        if source.is_repository(folder):
            return folder
    say.error(
        "这里不是法治课堂的文件夹（应有 mkdocs.yml、cases 和 templates）。",
        "This is no repository of the Rule-of-Law Classroom (mkdocs.yml, cases and templates should be here).",
    )
    raise typer.Exit(EX_USAGE)


def _checked(say: Speaker) -> Checked:
    return check(_root(say))


def _known_band(grade: str | None, checked: Checked, say: Speaker) -> None:
    """Refuse a grade band that there is not; when there is none at all, the problems of the check say why."""
    bands = checked.library.grades
    if grade is not None and bands and grade not in bands:
        say.error(
            f"没有“{grade}”这个学段。可以用：{'，'.join(bands)}",
            f"There is no grade band '{grade}'. There are: {', '.join(bands)}",
        )
        raise typer.Exit(EX_USAGE)


def _build(checked: Checked, say: Speaker, progress: Progress) -> Rendered:
    try:
        return build(checked, progress)
    except Busy:
        say.error("另一个生成正在进行，请等它结束。", "Another build is running; wait until it has finished.")
        raise typer.Exit(EX_TEMPFAIL) from None
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


def _address_hint(checked: Checked, say: Speaker) -> None:
    from fazhi.model.settings import EXAMPLE_ADDRESS

    if checked.settings and checked.settings.site_url == EXAMPLE_ADDRESS:
        say.line(
            f"提示：网址还是示例 {EXAMPLE_ADDRESS}，发布到网上之前请改 mkdocs.yml 里的 site_url。",
            f"Note: the address is still the example {EXAMPLE_ADDRESS}; set site_url in mkdocs.yml before you publish.",
        )


def _day(text: str | None, say: Speaker) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        say.error(f"“{text}”不是日期，请写成 2026-11-21。", f"'{text}' is no date; write 2026-11-21.")
        raise typer.Exit(EX_USAGE) from None
