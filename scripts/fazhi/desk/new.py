"""Begin a case, a lesson or a term: ask what is needed, judge each answer at once, give the files to be written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from pypinyin import Style, lazy_pinyin

from fazhi.desk.asked import ONLY_IF, case_questions, lesson_questions, term_questions
from fazhi.desk.lesson import lesson
from fazhi.desk.questions import Answer, Both, Question, Terminal, ask
from fazhi.desk.skeleton import Answers, case
from fazhi.desk.trial import Trial
from fazhi.desk.writing import front_matter
from fazhi.expected import refused_folder
from fazhi.model.library import Case, Lesson, Library
from fazhi.model.pinyin import HAN
from fazhi.problems import START, Problem

Told = Problem | Both
GLOSSARY = "docs/reference/glossary.yml"
FOLDERS = {"case": "cases", "lesson": "docs/lessons"}
_MAKERS: Mapping[str, Callable[[str, Answers], dict[str, str]]] = {"case": case, "lesson": lesson}
_ASKED: Mapping[str, Callable[[Library], list[Question]]] = {"case": case_questions, "lesson": lesson_questions}
_TRIED = "not-yet-named"
"""The id under which answers are judged before the id is known."""
_ID = Question(
    "id",
    Both("编号（文件夹的名字，也是网址的一部分）", "Id (the name of the folder, and part of the address)"),
    Both(
        "只用小写英文字母、数字和连字符，例如bank-cards；定了就不要再改。",
        "Only a-z, 0-9 and hyphens, as in bank-cards; once chosen it never changes.",
    ),
)


def entry(kind: str, id: str, trial: Trial, terminal: Terminal) -> dict[str, str]:
    """Ask for the first facts of a case or a lesson; give the files of its skeleton by path.

    ``id`` is that of the command line, or empty. Raises Unanswered where the input ends.
    """
    library, make = trial.library, _MAKERS[kind]
    desk = _Desk(terminal, lambda answers: trial.judge(make(_TRIED, answers)), _beginning(library))
    known = list(library.places.values())
    desk.own["place"] = lambda place: _no_province(str(place), [each.name.zh for each in known])
    answers = desk.asked(_ASKED[kind](library))
    if not id:
        paths = trial.source.files
        title = str(answers.get("title", ""))
        proposed = proposal(title, lambda id: refused_id(kind, id, paths) is not None)
        id = str(ask(terminal, replace(_ID, default=proposed), lambda id: _one(refused_id(kind, str(id), paths))))
    return trial.stamped(make(id, answers))


def refused_id(kind: str, id: str, paths: Iterable[str]) -> Told | None:
    """What is wrong with an id for a new case or lesson: its form, or that there is one of this id already."""
    folder = f"{FOLDERS[kind]}/{id}"
    rule = refused_folder(folder)
    if rule:
        return Problem(folder, START, "bad-id" if rule == "unexpected-file" else rule, {"id": id})
    if any(path.startswith(f"{folder}/") for path in paths):
        return Both(f"已经有{folder}了，请换一个编号。", f"There is {folder} already; choose another id.")
    return None


def _one(told: Told | None) -> tuple[Told, ...]:
    return (told,) if told else ()


def _no_province(place: str, names: list[str]) -> Iterator[Told]:
    """Tell of a place that opens with no unit at the level of a province: nobody would find its case by place."""
    if place and not any(place.startswith(name) for name in names):
        near = next((name for name in names if name[:2] == place[:2]), names[0] if names else "")
        yield Both(
            f"地点要从省级行政区的全名写起，例如“{near}……”。",
            f"A place begins with the full name of a unit at the level of a province, as in '{near}…'.",
        )


class _Desk:
    """Asks, and judges each answer by what the check says with it and did not say before."""

    def __init__(self, terminal: Terminal, judge: Callable[[Answers], list[Problem]], answers: Answers) -> None:
        self.terminal = terminal
        self.judge = judge
        self.answers: dict[str, Answer] = dict(answers)
        self.own: dict[str, Callable[[Answer], Iterable[Told]]] = {}
        """By the key of a question, what we ask of an answer beside the check."""
        self.said: set[tuple[str, str]] = set()
        """What the check says of the answers up to the last."""

    def asked(self, questions: Iterable[Question]) -> dict[str, Answer]:
        """Ask them all; give the answers by key."""
        said = {_sentence(problem) for problem in self.judge(self.answers)}
        for question in questions:
            if question.key in ONLY_IF and not ONLY_IF[question.key](self.answers):
                self.answers.pop(question.key, None)
                continue
            default = self.answers.get(question.key) if question.key in _KEPT else question.default
            asked = replace(question, default=default if default is None else str(default))
            self.answers[question.key] = ask(self.terminal, asked, partial(self._told, question.key, said))
            said = self.said
        return self.answers

    def _told(self, key: str, said: set[tuple[str, str]], answer: Answer) -> Iterator[Told]:
        yield from self.own[key](answer) if key in self.own else ()
        problems = self.judge({**self.answers, key: answer})
        self.said = {_sentence(problem) for problem in problems}
        yield from (problem for problem in problems if _sentence(problem) not in said)


def _sentence(problem: Problem) -> tuple[str, str]:
    return problem.rule, problem.message("zh")


_KEPT = frozenset({"law_as_of", "updated"})
"""Questions whose default is what the newest entry has: no output of ours depends on the clock."""


def _beginning(library: Library) -> dict[str, Answer]:
    """What a skeleton needs before it was asked for: the last days written anywhere, the first row of each list."""
    entries: list[Case | Lesson] = [*library.cases.values(), *library.lessons.values()]
    facts = [entry.facts for entry in entries]
    laws = (f"{law.id}#{article}" for law in library.laws.values() for article in law.articles)
    first = {
        "procedures": library.procedures,
        "topics": library.topics,
        "grades": reversed(list(library.grades)),
        "series": library.series,
        "laws": laws,
    }
    checked = max((fact.law_as_of.isoformat() for fact in facts), default="2026-03-01")
    return {
        "law_as_of": checked,
        "updated": max((fact.updated.isoformat() for fact in facts), default=checked),
        "published": checked,
        **{key: next(iter(ids), "") for key, ids in first.items()},
    }


def proposal(title: str, taken: Callable[[str], bool]) -> str:
    """An id made of the first words of a title: its letters, or the pinyin of its first four characters."""
    words = re.findall(r"[A-Za-z0-9]+", title) if title.isascii() else lazy_pinyin(HAN.findall(title)[:4])
    id = "-".join(word.lower() for word in words[:4]) or "new"
    if not taken(id):
        return id
    return next(numbered for at in range(2, 1000) if not taken(numbered := f"{id}-{at}"))


# --- a term ------------------------------------------------------------------------------------------


def term(id: str, trial: Trial, terminal: Terminal) -> bytes:
    """Ask for a term; give the bytes of the glossary with its row at the end, all others as they are."""
    old = trial.source.files[GLOSSARY]
    begun = {
        "id": id or "a-new-term",
        "zh": "新词",
        "en": "a new term",
        "explain_zh": "新词",
        "explain_en": "A new word.",
    }
    desk = _Desk(terminal, lambda answers: _judged_term(trial, old, answers), begun)
    for question in term_questions(trial.library):
        if question.key != "id" or not id:
            default = _proposed(question, desk.answers)
            desk.asked([replace(question, default=default)])
    return with_term(old, desk.answers)


def _proposed(question: Question, answers: Answers) -> str | None:
    if question.key == "pinyin":
        return _pinyin(answers)
    if question.key == "id":
        return "-".join(re.findall(r"[a-z0-9]+", str(answers["en"]).lower().replace("'", "")))
    return question.default


def _judged_term(trial: Trial, old: bytes, answers: Answers) -> list[Problem]:
    return trial.judge({GLOSSARY: with_term(old, {"pinyin": _pinyin(answers), **answers}).decode("utf-8")})


def _pinyin(answers: Answers) -> str:
    return " ".join(lazy_pinyin(HAN.findall(str(answers["zh"])), style=Style.TONE))


def with_term(old: bytes, answers: Answers) -> bytes:
    """The glossary with a row at its end; its other bytes, and the way it ends its lines, stay."""
    row = {
        **{key: answers.get(key, "likely") for key in ("id", "zh", "pinyin", "en", "basis")},
        "explain": {"zh": answers.get("explain_zh", ""), "en": answers.get("explain_en", "")},
        "topics": answers.get("topics") or None,
    }
    first, *rest = front_matter(row).splitlines()
    end = b"\r\n" if b"\r\n" in old else b"\n"
    lines = [f"- {first}", *(f"  {line}" for line in rest), ""]
    gap = b"" if not old or old.endswith(b"\n") else end
    return old + gap + end.join(line.encode() for line in lines)
