"""Ask questions on a terminal, one line each: every answer is judged at once, and asked for again until it is right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from fazhi.problems import Problem


class Both(NamedTuple):
    """The same words in both languages."""

    zh: str
    en: str

    def __call__(self, lang: str) -> str:
        """Give the words in the language."""
        return self.en if lang == "en" else self.zh


NOTHING = Both("", "")
Answer = str | tuple[str, ...]
Judge = Callable[[Answer], Iterable[Problem | Both]]
"""Gives what is wrong with an answer: problems of the check, or sentences of our own, which are errors."""


class Terminal(Protocol):
    """Where questions are asked; a :class:`fazhi.console.Speaker` is one."""

    lang: str

    def line(self, zh: str, en: str) -> None:
        """Say a line."""

    def error(self, zh: str, en: str) -> None:
        """Say what is wrong."""

    def ask(self, question: str) -> str:
        """Ask for one line; raises EOFError where no more lines come."""


class Unanswered(Exception):
    """The input ended before the questions did."""


class Choice(NamedTuple):
    """One of a closed list."""

    id: str
    name: Both


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. An empty answer means ``default``; where there is none, an answer is needed."""

    key: str
    asked: Both
    hint: Both = NOTHING
    choices: tuple[Choice, ...] = ()
    many: bool = False
    """Whether several of the choices may be taken; their default are several ids with commas."""
    default: str | None = ""
    shown: Both = NOTHING
    """What an empty answer means, in words; the default itself where this is empty."""


def ask(terminal: Terminal, question: Question, judge: Judge) -> Answer:
    """Ask until the answer is right, and give it: the text, the id of the choice, or the ids of the choices.

    ``judge`` gives what is wrong with an answer; warnings are told and the answer is taken. Raises Unanswered where
    the input ends.
    """
    _put(terminal, question)
    while True:
        try:
            typed = terminal.ask("> ")
        except EOFError:
            raise Unanswered(question.asked(terminal.lang)) from None
        answer = _taken(question, typed.strip("\ufeff \t\r\n\u3000"))
        if isinstance(answer, Both):
            terminal.error(*answer)
        elif _is_right(terminal, judge(answer)):
            return answer


def _put(terminal: Terminal, question: Question) -> None:
    terminal.line("", "")
    terminal.line(*question.asked)
    if question.hint.zh:
        terminal.line(f"  {question.hint.zh}", f"  {question.hint.en}")
    for number, choice in enumerate(question.choices, 1):
        label = choice.id if choice.id.isdecimal() else number
        terminal.line(f"  {label:>2}  {choice.name.zh}", f"  {label:>2}  {choice.name.en}")
    means = question.shown if question.shown.zh else _default(question)
    if means.zh:
        terminal.line(f"  直接按回车：{means.zh}", f"  Enter alone: {means.en}")


def _default(question: Question) -> Both:
    ids = (question.default or "").split(",")
    names = [choice.name for choice in question.choices if choice.id in ids]
    if question.choices:
        return Both("、".join(name.zh for name in names), ", ".join(name.en for name in names))
    return Both(question.default or "", question.default or "")


def _is_right(terminal: Terminal, told: Iterable[Problem | Both]) -> bool:
    right = True
    for each in told:
        said = each if isinstance(each, Both) else Both(each.message("zh"), each.message("en"))
        if isinstance(each, Both) or each.is_error:
            right = False
            terminal.error(f"  {said.zh}", f"  {said.en}")
        else:
            terminal.line(f"  提醒：{said.zh}", f"  Note: {said.en}")
    return right


def _taken(question: Question, typed: str) -> Answer | Both:
    """The answer that was meant, or what is wrong with its form."""
    if not typed and question.default is None:
        return Both("  这一项一定要有，请写。", "  This one is needed.")
    if not question.choices:
        return typed or question.default or ""
    if not typed:
        default = tuple(id for id in (question.default or "").split(",") if id)
        return default if question.many else (question.default or "")
    words = [word for word in re.split(r"[\s,，、;；]+", typed) if word] if question.many else [typed]
    ids = [_chosen(question.choices, word) for word in words]
    wrong = [word for word, id in zip(words, ids, strict=True) if not id]
    if wrong:
        return Both(
            f"  “{wrong[0]}”不在上面的清单里，请写前面的数字" + ("，几个之间空一格。" if question.many else "。"),
            f"  '{wrong[0]}' is not on the list; type the number in front"
            + (", with spaces between several." if question.many else "."),
        )
    return tuple(dict.fromkeys(ids)) if question.many else ids[0]


def _chosen(choices: Sequence[Choice], word: str) -> str:
    """The id of the choice that an id, a name or a number means; nothing for what means none."""
    word = unicodedata.normalize("NFKC", word).strip()
    named = next((choice.id for choice in choices if word in (choice.id, *choice.name)), "")
    if named or any(choice.id.isdecimal() for choice in choices):
        return named
    return choices[int(word) - 1].id if re.fullmatch("[1-9][0-9]?", word) and int(word) <= len(choices) else ""
