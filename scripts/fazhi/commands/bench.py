"""The command that measures: a library of invented cases, this program and others, side by side."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from fazhi import disk, source
from fazhi.bench import curve, programs, report, running, stages, tree
from fazhi.bench.report import Report
from fazhi.bench.stages import Plan, Timed
from fazhi.checked import Checked
from fazhi.commands.options import Lang, app
from fazhi.commands.shared import EX_INTERRUPTED, EX_OK, EX_PROBLEMS, EX_UNAVAILABLE, EX_USAGE, check_here, speaker
from fazhi.console import Speaker, print_problems, print_table

_PAGE, _PICTURE = "docs/benchmarks.md", "docs/benchmarks.svg"
_MOST = 256 * 1024
_SHOWN = 20
_OWN = ("--rivals", "--json", "--svg", "--lang")
"""Options with a value that is this machine's, or of no consequence for what is measured."""


@app.command("bench")
def bench_command(
    cases: Annotated[
        str, typer.Option("--cases", metavar="N[,N…]", help="案例的数目，可以写几个。 How many cases; may be several.")
    ] = "100",
    runs: Annotated[int, typer.Option("--runs", min=1, max=99, help="每项测几次，取中位数。 Runs of each stage.")] = 3,
    only: Annotated[
        str,
        typer.Option("--only", metavar="STAGES", help=f"只测这些。 Only these stages: {','.join(stages.STAGES)}"),
    ] = ",".join(stages.STAGES),
    against: Annotated[
        str,
        typer.Option(
            "--against",
            metavar="NAMES",
            help=f"和哪些程序比；none是都不比。 Compare with these; none for no other: {','.join(programs.RIVALS)}",
        ),
    ] = ",".join(programs.RIVALS),
    rivals: Annotated[
        str,
        typer.Option(
            "--rivals",
            metavar="PATH",
            help="装了别的程序的Python，默认是自己的。 A Python with the others; by default our own.",
        ),
    ] = "",
    seed: Annotated[int, typer.Option("--seed", help="换一个数，案例就不同。 Another seed, other cases.")] = 1,
    json: Annotated[
        Path | None, typer.Option("--json", help="把每一次的结果写进文件。 Write every run to a file.")
    ] = None,
    svg: Annotated[
        Path | None, typer.Option("--svg", help="把增长曲线画进文件。 Draw the growth curve to a file.")
    ] = None,
    write: Annotated[bool, typer.Option("--write", help=f"写进{_PAGE}。 Write the results into {_PAGE}.")] = False,
    more: Annotated[
        bool, typer.Option("--more", help=f"写在{_PAGE}原来的结果后面。 Put them behind the results in {_PAGE}.")
    ] = False,
    make: Annotated[
        Path | None,
        typer.Option("--make", metavar="FOLDER", help="只把案例库做到这个新文件夹里。 Only make the library there."),
    ] = None,
    lang: Lang = None,
) -> None:
    """编出许多案例，量一量生成网站有多快，和别的程序比一比。 Measure builds of a large invented library.

    案例是编的，放在临时文件夹里，量完就删掉；内容、模板、文字都不动。
    The cases are made up, in a temporary folder that is removed at the end; the repository is not touched.
    """
    say = speaker(lang)
    python = rivals or sys.executable
    sizes = [_number(each, say) for each in cases.replace("，", ",").split(",")]
    model = check_here(say)
    if not model.good:
        print_problems(model.problems, say, "text")
        raise typer.Exit(EX_PROBLEMS)
    try:
        if make is not None:
            _make(model, make, sizes[0], seed, say)
            return
        wanted = _known(only, stages.STAGES, say)
        _able(say)
        others, missing = programs.found(_known(against, (*programs.RIVALS, "none"), say, "none"), python)
        for each in missing:
            say.line(f"没有装，不比：{each}", f"Not installed, not compared: {each}")
        plan = Plan(model, seed, runs, wanted, list(others), python)
        versions = {programs.OURS: programs.OURS} | {name: each.title for name, each in others.items()}
        done = Report(_command(), seed, runs, versions, list(_measured(plan, sizes, say)))
    except tree.Unfit as unfit:
        print_problems(unfit.problems[:_SHOWN], say, "text")
        say.error("编出来的案例没有通过检查。", "The invented cases do not pass the check.")
        raise typer.Exit(EX_PROBLEMS) from None
    except KeyboardInterrupt:
        say.error("已停止，没有留下东西。", "Stopped; nothing is left behind.")
        raise typer.Exit(EX_INTERRUPTED) from None
    print_table(report.COLUMNS, list(report.rows(done, say.lang)), say)
    _keep(done, json, svg, _page(model.source.root, done, more=more) if write or more else {}, say)
    raise typer.Exit(EX_PROBLEMS if any(name == programs.OURS for name in _failed(done)) else EX_OK)


def _failed(done: Report) -> Iterator[str]:
    return (name for timed in done.timed for _, name in timed.failed)


def _measured(plan: Plan, sizes: list[int], say: Speaker) -> Iterator[Timed]:
    with say.progress() as progress:
        for size in sizes:

            def told(stage: str, name: str, turn: int, size: int = size) -> None:
                progress(f"{size} · {stage} · {name}", turn, plan.runs)

            # The kit is the same for every size.
            stages_here = [stage for stage in plan.stages if stage != "kit" or size == sizes[0]]
            yield stages.measured(
                Plan(plan.model, plan.seed, plan.runs, stages_here, plan.rivals, plan.python), size, told
            )


def _page(root: Path, done: Report, *, more: bool) -> dict[Path, str]:
    """The page with the results, and its picture, which stays that of the first of them."""
    page = source.outside(root / _PAGE, _MOST).decode()
    picture = {} if more else {root / _PICTURE: curve.drawn(done)}
    return {root / _PAGE: report.written(page, report.as_markdown(done), more=more), **picture}


def _keep(done: Report, json: Path | None, svg: Path | None, page: dict[Path, str], say: Speaker) -> None:
    for path, text in [(json, report.as_json(done)), (svg, curve.drawn(done)), *page.items()]:
        if path is not None:
            disk.replace(path.absolute(), text.encode())
            say.line(f"写好了：{path}", f"Written: {path}")


def _make(model: Checked, folder: Path, count: int, seed: int, say: Speaker) -> None:
    folder = folder.absolute()
    if folder.exists():
        say.error(f"已经有{folder}了，没有动它。", f"There is {folder} already; it was left alone.")
        raise typer.Exit(EX_USAGE)
    tree.make(model, folder, count, seed)
    say.line(f"做好了：{folder}，{count}个案例。", f"Made: {folder}, {count} cases.")


def _number(text: str, say: Speaker) -> int:
    if not text.strip().isdecimal() or not 0 < int(text) <= 9000:
        say.error(f"--cases要1到9000的数，不能是“{text}”。", f"--cases wants numbers from 1 to 9000, not '{text}'.")
        raise typer.Exit(EX_USAGE)
    return int(text)


def _known(text: str, known: tuple[str, ...], say: Speaker, nothing: str = "") -> list[str]:
    names = [name.strip() for name in text.replace("，", ",").split(",") if name.strip()]
    for name in names:
        if name not in known:
            say.error(f"没有“{name}”。可用：{'，'.join(known)}", f"There is no '{name}'. Known: {', '.join(known)}")
            raise typer.Exit(EX_USAGE)
    return [name for name in known if name in names and name != nothing]


def _able(say: Speaker) -> None:
    if not running.is_able():
        say.error(
            "这个系统不说进程用了多少，量不了。", "This system does not tell what processes use; nothing is measured."
        )
        raise typer.Exit(EX_UNAVAILABLE)


def _command() -> str:
    """The command as anyone may type it, without the places of this machine."""
    words = ["python3", "scripts/dev.py"]
    given = iter(sys.argv[1:])
    for word in given:
        if word in _OWN:
            next(given, None)
        elif word.split("=")[0] not in (*_OWN, "--write", "--more"):
            words.append(word)
    return shlex.join(words)
