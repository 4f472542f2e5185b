"""Commands of the contributor's desk: begin a case, a lesson or a term; give out a form; take in what was sent."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from fazhi import disk
from fazhi.commands.options import Lang, app
from fazhi.commands.shared import EX_PROBLEMS, EX_USAGE, check_here, speaker
from fazhi.console import Speaker, print_problems
from fazhi.desk import form, form_case, form_reading, new, web_form
from fazhi.desk.questions import Both, Unanswered
from fazhi.desk.trial import Trial

if TYPE_CHECKING:
    from fazhi.desk.intake.take import Taken


class Kind(StrEnum):
    """What can be begun."""

    case = "case"
    lesson = "lesson"
    term = "term"


@app.command("new")
def new_command(
    kind: Annotated[Kind, typer.Argument(help="case案例、lesson课、term词汇。 What to begin.")],
    id: Annotated[str, typer.Argument(metavar="[ID]", help="编号；不写就会问。 Its id; asked for if left out.")] = "",
    lang: Lang = None,
) -> None:
    """一问一答，写好新案例、新课的骨架，或者加一个词。 Begin a case, a lesson or a term by answering questions."""
    say = speaker(lang)
    checked = check_here(say)
    trial = Trial(checked.source)
    _free(kind, id, trial, say)
    say.line(
        "一行一行地答；想停下来，按Ctrl-C，什么也不会写进去。",
        "One line for each answer. Ctrl-C stops; nothing is written before the end.",
    )
    try:
        if kind is Kind.term:
            _write_term(id, trial, say)
        else:
            _write_entry(kind.value, id, trial, say)
    except Unanswered as unanswered:
        say.error(
            f"输入到“{unanswered}”这里就没有了，什么也没有写。请把后面的回答也写上，或者直接在终端里运行。",
            f"The input ended at '{unanswered}'; nothing was written. Give the other answers too, or run this in a terminal.",
        )
        raise typer.Exit(EX_PROBLEMS) from None
    except KeyboardInterrupt:
        say.error("\n已停止，什么也没有写。", "\nStopped; nothing was written.")
        raise typer.Exit(130) from None


def _free(kind: Kind, id: str, trial: Trial, say: Speaker) -> None:
    """Refuse an id of the command line before any question is asked."""
    if kind is not Kind.term:
        told = new.refused_id(kind.value, id, trial.source.files) if id else None
    elif id in trial.library.terms:
        told = Both(f"词汇表里已经有“{id}”了。", f"The glossary has '{id}' already.")
    else:
        told = None
    if told is not None:
        _refuse(_sentences(told), say)


def _sentences(told: new.Told) -> Both:
    return told if isinstance(told, Both) else Both(told.message("zh"), told.message("en"))


def _refuse(told: Both, say: Speaker) -> NoReturn:
    say.error(*told)
    raise typer.Exit(EX_USAGE)


def _write_entry(kind: str, id: str, trial: Trial, say: Speaker) -> None:
    files = new.entry(kind, id, trial, say)
    folder = next(iter(files)).rpartition("/")[0]
    try:
        disk.create(
            trial.source.root / folder, {path.removeprefix(f"{folder}/"): text.encode() for path, text in files.items()}
        )
    except FileExistsError:
        _refuse(Both(f"已经有{folder}了，没有动它。", f"There is {folder} already; it was left alone."), say)
    say.line(
        f"\n写好了：{folder}/zh.md和en.md。写着“【待写……】”的地方，请一处一处换成正式的内容。",
        f"\nWritten: {folder}/zh.md and en.md. Replace each mark '[To write: …]' by the real words.",
    )
    say.line(
        "边写边看：python3 scripts/dev.py serve    查一查：python3 scripts/dev.py check",
        "See it while you write: python3 scripts/dev.py serve    Check it: python3 scripts/dev.py check",
    )
    print_problems(trial.judge(files), say, "text")


def _write_term(id: str, trial: Trial, say: Speaker) -> None:
    disk.replace(trial.source.root / new.GLOSSARY, new.term(id, trial, say))
    say.line(
        f"\n加在了{new.GLOSSARY}的末尾。查一查：python3 scripts/dev.py check",
        f"\nAdded at the end of {new.GLOSSARY}. Check it: python3 scripts/dev.py check",
    )


@app.command("form")
def form_command(
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="写到哪个文件。 Where to write it.")] = None,
    html: Annotated[
        bool, typer.Option("--html", help="写成网页，不用上网就能填。 As a page that is filled offline.")
    ] = False,
    lang: Lang = None,
) -> None:
    """写一份空白的案例登记表，用Word、WPS或浏览器填。 Write an empty case form, for Word, WPS or a browser."""
    say = speaker(lang)
    checked = check_here(say)
    path = out or Path("case-form.html" if html else "case-form.docx")
    if path.exists():
        _refuse(
            Both(
                f"已经有{path}了，没有动它。用--out换一个文件名。",
                f"There is {path} already; it was left alone. Use --out.",
            ),
            say,
        )
    if html:
        disk.replace(path, web_form.write(checked.library, checked.templates).encode())
        say.line(
            f"写好了：{path}。用浏览器打开，填完按“存zh.md”。",
            f"Written: {path}. It is in Chinese; open it in a browser, and it saves zh.md.",
        )
        return
    disk.replace(path, form.write(checked.library))
    say.line(
        f"写好了：{path}。用Word或WPS填好以后：python3 scripts/dev.py intake {path}",
        f"Written: {path}. It is in Chinese. Once it is filled: python3 scripts/dev.py intake {path}",
    )


@app.command("intake")
def intake_command(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="文章：txt、网页或DOCX。 An article: text, web page, DOCX.")
    ],
    id: Annotated[
        str | None, typer.Option("--id", help="同时建cases里的新案例，用这个编号。 Also begin the case of this id.")
    ] = None,
    lang: Lang = None,
) -> None:
    """把收到的文章整理干净，写出报告和案例草稿。 Clean an article; write a report and the draft of a case."""
    from fazhi.desk.intake import outcome
    from fazhi.desk.intake.take import take
    from fazhi.desk.intake.words import Refused

    say = speaker(lang)
    checked = check_here(say)
    root = checked.source.root
    told = new.refused_id("case", id, checked.source.files) if id is not None else None
    if told is not None:
        _refuse(_sentences(told), say)
    try:
        data = outcome.read(file)
        if form_reading.is_form(data):
            _take_form(data, id, Trial(checked.source), say)
            return
        taken = take(data, checked.library)
        written = outcome.files(taken, file, say.lang, checked.library)
        if id is not None:
            _begin(root / "cases" / id, written["zh.md"], say)
        folder = outcome.keep(root, file, written)
    except Refused as refused:
        say.error(refused.zh, refused.en)
        raise typer.Exit(EX_PROBLEMS) from None
    _tell(taken, folder, id, say)
    if id is not None:
        path = f"cases/{id}/zh.md"
        print_problems(Trial(checked.source).judge({path: written["zh.md"].decode()}), say, "text")


def _begin(folder: Path, text: bytes, say: Speaker) -> None:
    try:
        disk.create(folder, {"zh.md": text})
    except FileExistsError:
        name = f"cases/{folder.name}"
        _refuse(Both(f"已经有{name}了，没有动它。", f"There is {name} already; it was left alone."), say)


def _tell(taken: Taken, folder: str, id: str | None, say: Speaker) -> None:
    edits, flags = len(taken.edited.edits), len(taken.flags)
    say.line(
        f"整理好了，在{folder}：clean.txt是正文，report.md列出全部{edits}处改动，还有{flags}处请你看；zh.md是草稿。",
        f"Done, in {folder}: clean.txt is the text, report.md lists all {edits} changes and {flags} places to look at; zh.md is the draft.",
    )
    if id is not None:
        say.line(
            f"草稿也放进了cases/{id}/zh.md。写着“【待写……】”的地方，请用自己的话写。",
            f"The draft is in cases/{id}/zh.md too. Replace each mark '【待写…】' by words of your own.",
        )


def _take_form(data: bytes, id: str | None, trial: Trial, say: Speaker) -> None:
    """Make a case of a filled form, or say everything that is wrong with it, by the names of its rows."""
    made = form_case.made(form_reading.read(data), trial.library)
    paths = trial.source.files
    id = id or made.id or new.proposal(made.title, lambda id: new.refused_id("case", id, paths) is not None)
    told = new.refused_id("case", id, paths)
    if told:
        made.slips.append(form_case.Slip("编号", _sentences(told).zh))
    path = f"cases/{id}/zh.md"
    found = form_case.named(made.text, trial.judge({path: made.text}))
    slips = [*made.slips, *(slip for slip, is_error in found if is_error)]
    for note in [*made.notes, *(str(slip) for slip, is_error in found if not is_error)]:
        say.line(f"提醒：{note}", f"Note: {note}")
    for number, slip in enumerate(sorted(dict.fromkeys(slips), key=lambda slip: form_case.place(slip.name)), 1):
        say.error(f"{number}. {slip}", f"{number}. {slip}")
    if slips:
        say.error(
            "请在表里改好上面这些，保存，再运行一次。什么也没有写。",
            "Mend these in the form (it is in Chinese), save it and run this again. Nothing was written.",
        )
        raise typer.Exit(EX_PROBLEMS)
    _begin(trial.source.root / "cases" / id, made.text.encode(), say)
    say.line(
        f"写好了：{path}（草稿）。写着“【待写……】”的地方，是表里空着的。查一查：python3 scripts/dev.py check",
        f"Written: {path} (a draft). The marks '【待写…】' stand for what the form left empty. Check it: python3 scripts/dev.py check",
    )
