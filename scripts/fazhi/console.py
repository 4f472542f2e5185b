"""How things are said: in the reader's language, coloured on a terminal only, on any console. Nothing else prints."""

from __future__ import annotations

import locale
import os
import sys
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Self, TextIO

from fazhi.problems import Format, Problem, as_github, as_json, as_text, tally

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress as Bar

    from fazhi.status import Row


_COLOURED = ("FORCE_COLOR", "TTY_COMPATIBLE")
"""Variables of the environment by which Rich takes for a terminal what is none."""
_MENDED = frozenset("\a\b\t\v\f\r")
"""Characters that Rich takes out of what it prints, or, tabs, writes as spaces."""


class Speaker:
    """Says things in the reader's language: plain text, and colour only on a terminal."""

    def __init__(self, lang: str | None) -> None:
        """Speak a language, or that of the system."""
        self.lang = lang or _system_lang()
        coloured = sys.stdout.isatty() or any(name in os.environ for name in _COLOURED)
        self._plain: TextIO | None = None if coloured else sys.stdout

    # Rich takes longer to load than it takes to see that nothing has changed.
    @cached_property
    def out(self) -> Console:
        """Where things are said."""
        from rich.console import Console

        # A pipe has no width; a table must not be cut to one.
        width = None if sys.stdout.isatty() else 200
        # Without emoji=False the line number in "zh.md:100:1:" is printed as a picture.
        return Console(highlight=False, markup=False, emoji=False, soft_wrap=True, width=width)

    @cached_property
    def err(self) -> Console:
        """Where errors are said."""
        from rich.console import Console

        return Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)

    def line(self, zh: str, en: str) -> None:
        """Say a line."""
        self.raw(en if self.lang == "en" else zh)

    def error(self, zh: str, en: str) -> None:
        """Say what went wrong, where errors are said."""
        self.err.print(en if self.lang == "en" else zh, style="bold red")

    def ask(self, question: str) -> str:
        """Ask for one line, and give it as it was typed; raises EOFError where no more lines come."""
        return self.out.input(question)

    def raw(self, text: str, style: str = "") -> None:
        """Print what programs read, as it is; or in a colour, where there are any."""
        if self._plain is None or not _MENDED.isdisjoint(text):
            self.out.print(text, style=style or None)
            return
        try:
            print(text, file=self._plain, flush=True)
        except BrokenPipeError:
            self.out.on_broken_pipe()

    def progress(self) -> Progress:
        """Show the stages of a build while it runs."""
        return Progress(self)


_STAGES = {
    "render": ("排版", "Rendering"),
    "press": ("制作课堂文件", "Making the class kit"),
    "bundle": ("打包", "Packing zips"),
    "stage": ("整理文件", "Laying out files"),
    "engine": ("生成两种语言的网页", "Building both languages"),
    "index": ("编搜索索引", "Indexing for search"),
    "publish": ("核对链接并发布", "Verifying and publishing"),
}


class Progress:
    """Shows the stage that is running, and a bar where something is counted, on a terminal only."""

    def __init__(self, say: Speaker) -> None:
        self.say = say
        self.bar = _bar(say.err) if say.err.is_terminal else None
        self.stage = ""

    def __enter__(self) -> Self:
        if self.bar:
            self.bar.start()
        return self

    def __call__(self, stage: str, done: int = 0, count: int = 0, /) -> None:
        """Show a stage, and how much of it is done."""
        if self.bar:
            if stage != self.stage:
                self._begin(self.bar, stage)
            self.bar.update(self.bar.task_ids[-1], completed=done, total=count or None)

    def _begin(self, bar: Bar, stage: str) -> None:
        """Take the stage before away; its count would stay with a task that is only renamed."""
        for task in bar.task_ids:
            bar.remove_task(task)
        zh, en = _STAGES.get(stage, (stage, stage))
        bar.add_task(f"{en if self.say.lang == 'en' else zh} …", total=None)
        self.stage = stage

    def __exit__(self, *_: object) -> None:
        if self.bar:
            self.bar.stop()


def _bar(console: Console) -> Bar:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, console=console, transient=True)


def _system_lang() -> str:
    """The language of messages by the environment, as gettext reads it; Windows by its own setting."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value and value not in ("C", "POSIX", "C.UTF-8"):
            return "zh" if value.lower().startswith("zh") else "en"
    name = locale.getlocale()[0] or ""
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"


def survive_any_console() -> None:
    """Print a question mark for what the console cannot show, as an old GBK one, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")


MOST_OF_A_RULE = 500
"""Problems of one rule that are shown for one file; the longest real file has fewer lines than that."""


def print_problems(problems: Sequence[Problem], say: Speaker, style: Format) -> None:
    """Print problems in one of their forms; text and annotations are followed by a count.

    Of one rule in one file only so many are shown: a spoilt file may hold a hundred thousand, and nobody reads on.
    """
    if style == "json":
        say.raw(as_json(problems))
        return
    told: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        told[problem.path, problem.rule] += 1
        if told[problem.path, problem.rule] > MOST_OF_A_RULE:
            continue
        if style == "github":
            say.raw(as_github(problem, say.lang))
        else:
            say.raw(as_text(problem, say.lang), "red" if problem.is_error else "yellow")
    for (path, rule), count in told.items():
        if count > MOST_OF_A_RULE:
            more = count - MOST_OF_A_RULE
            say.line(f"{path}：这样的还有 {more} 处 [{rule}]", f"{path}: {more} more of the same [{rule}]")
    say.raw(tally(problems, say.lang))


_STATES = {"ok": ("有", "yes"), "behind": ("待核对", "behind"), "missing": ("缺", "missing")}
_COLUMNS = (
    ("种类", "kind"),
    ("编号", "id"),
    ("状态", "status"),
    ("内容日期", "content of"),
    ("中文", "zh"),
    ("英文", "en"),
    ("待写", "to write"),
    ("法律审核", "legal"),
    ("教学审核", "teaching"),
    ("隐私审核", "privacy"),
)


def print_status(found: Sequence[Row], say: Speaker) -> None:
    """Print the state of each entry as a table; below it what is behind, which laws have moved, which are on watch."""
    from rich import box
    from rich.table import Table

    from fazhi.status import REVIEWS

    english = say.lang == "en"
    table = Table(box=box.ASCII if not say.out.is_terminal else box.SIMPLE)
    for column in _COLUMNS:
        table.add_column(column[english], no_wrap=True)
    for row in found:
        states = [_STATES[state][english] for state in row.languages.values()]
        reviews = [row.reviews.get(name) or "-" for name in REVIEWS]
        unfinished = str(sum(row.unfinished.values()) or "-")
        table.add_row(row.kind, row.id, row.status, row.updated, *states, unfinished, *reviews)
    say.out.print(table)
    for row in found:
        _print_details(row, say)
    watched: dict[str, list[str]] = {}
    for row in found:
        for law in row.watch:
            watched.setdefault(law.name[say.lang], []).append(row.id)
    for name, ids in sorted(watched.items()):
        say.line(f"{name}还有要核对的，引用它的：{'、'.join(ids)}", f"{name} is on watch; cited by {', '.join(ids)}")
    say.line(f"共 {len(found)} 项。", f"{len(found)} entries.")


def print_table(columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[str]], say: Speaker) -> None:
    """Print rows under columns, which are given in Chinese and English."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.ASCII if not say.out.is_terminal else box.SIMPLE)
    for column in columns:
        table.add_column(column[say.lang == "en"], overflow="fold")
    for row in rows:
        table.add_row(*row)
    say.out.print(table)


def _print_details(row: Row, say: Speaker) -> None:
    """Print which parts of an entry are behind, and which of its laws have moved."""
    for part in row.stale:
        grave = part.severity == "error"
        zh = "发布以前要核对" if grave else "要核对"
        en = "review before publication" if grave else "review"
        say.line(f"{row.id}：译文“{part.title['zh']}”{zh}", f"{row.id}: {en} '{part.title['en']}'")
    for law in row.moved:
        say.line(
            f"{row.id}：{law.name['zh']}有了新版本（{law.version}，{law.day}），要重新核对",
            f"{row.id}: {law.name['en']} has a new version ({law.version}, {law.day}); check the entry again",
        )
