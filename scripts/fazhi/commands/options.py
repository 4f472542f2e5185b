"""What reads the options of the commands, and the option that all of them have."""

from __future__ import annotations

from typing import Annotated

import typer

from fazhi.commands.shared import MessageLang

app = typer.Typer(
    name="fazhi",
    help="法治课堂：把一个案例文件变成中英文网站。\n\nRule-of-Law Classroom: one case file becomes a bilingual site.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _of_many() -> None:
    # Without a callback, Typer takes a program of which one command is loaded for a program without commands.
    pass


Lang = Annotated[
    MessageLang | None,
    typer.Option("--lang", help="提示用的语言（默认看系统）。 Language of messages (default: the locale's)."),
]
