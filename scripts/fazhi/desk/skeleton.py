"""Write the skeleton of a case from the first answers: valid in both languages, with marks where to write."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from fazhi.check.structure import CASE_SECTIONS
from fazhi.desk.questions import Answer, Both
from fazhi.desk.writing import document, items

Answers = Mapping[str, Answer]
Section = tuple[str, Both, Callable[[str], str]]
SOURCE = "source-1"
"""The id that the first source has until its author gives it a better one."""

NAMES_EN = {
    "facts": "What happened",
    "timeline": "Timeline",
    "question": "You decide",
    "actions": "What the procurators did",
    "outcome": "The outcome",
    "law": "What the law says",
    "you": "If it happens to you",
    "quiz": "Quiz",
    "notes": "Notes on the sources",
}


def to_write(what: Both) -> Both:
    """The mark where the author's words are missing; the rule ``unfinished`` keeps it out of what is read."""
    return Both(f"【待写：{what.zh}】", f"[To write: {what.en}]")


ABSENT: dict[str, Both] = {
    "title": to_write(Both("标题", "title")),
    "summary": to_write(Both("一两句话告诉学生讲什么", "one or two sentences on what it is about")),
    "place": to_write(Both("地点", "place")),
    "organs": to_write(Both("办案的检察院", "the procuratorate that handled it")),
    "content_note": to_write(Both("内容提示", "content note")),
    "publisher": to_write(Both("发布单位", "publisher")),
    "source_title": to_write(Both("来源的标题", "title of the source")),
}


def text(answers: Answers, key: str, lang: str = "zh") -> str:
    """What was answered, or the mark that stands in its place; a translation has no words yet but the marks."""
    answer = answers.get(key)
    return str(answer) if answer and lang == "zh" else ABSENT[key](lang)


def listed(answers: Answers, key: str) -> tuple[str, ...]:
    """The answers to a question that takes several."""
    answer = answers.get(key, ())
    return (
        tuple(part.strip() for part in re.split("[；;]", answer) if part.strip()) if isinstance(answer, str) else answer
    )


# --- a case ------------------------------------------------------------------------------------------


def case(id: str, answers: Answers) -> dict[str, str]:
    """Both files of a case, by path."""
    return {
        f"cases/{id}/zh.md": document(_case_front(answers), written(_case_body(answers), "zh")),
        f"cases/{id}/en.md": document(_case_words(answers), written(_case_body(answers), "en")),
    }


def written(sections: Sequence[Section], lang: str) -> list[tuple[str, str, str]]:
    """The sections in a language; what else stands in the braces of a heading is a fact, and stands in the original."""
    plain_id = re.compile(" .*") if lang != "zh" else re.compile("(?!)")
    return [(plain_id.sub("", id), title(lang), body(lang)) for id, title, body in sections]


def _case_front(answers: Answers) -> dict[str, object]:
    level = str(answers.get("sensitivity", "0"))
    return {
        "title": text(answers, "title"),
        "summary": text(answers, "summary"),
        "basis": answers.get("basis", "real"),
        "status": "draft",
        "official": _official(answers),
        "place": text(answers, "place"),
        "organs": listed(answers, "organs") or [text(answers, "organs")],
        "procedures": listed(answers, "procedures"),
        "topics": listed(answers, "topics"),
        "grades": listed(answers, "grades"),
        "sensitivity": level,
        "content_note": None if level == "0" else text(answers, "content_note"),
        "law_as_of": answers["law_as_of"],
        "updated": answers["updated"],
        "sources": [
            {
                "id": SOURCE,
                "publisher": text(answers, "publisher"),
                "title": text(answers, "source_title"),
                "date": answers.get("source_date") or _year(answers),
                "certainty": answers.get("certainty", "likely"),
                "url": answers.get("url") or None,
            }
        ],
        "people": {"authors": listed(answers, "authors") or ["法治课堂编写组"]},
    }


def _official(answers: Answers) -> dict[str, object] | None:
    if not answers.get("official"):
        return None
    return {"title": answers["official"], "series": answers["series"], "published": answers["published"]}


def _year(answers: Answers) -> str:
    return str(answers["law_as_of"])[:4]


def _case_words(answers: Answers) -> dict[str, object]:
    organs = listed(answers, "organs") or ("",)
    words: dict[str, object] = {key: text(answers, key, "en") for key in ("title", "summary")}
    return words | {
        "official": {"title": ABSENT["title"].en} if answers.get("official") else None,
        "place": text(answers, "place", "en"),
        "organs": [text(answers, "organs", "en")] * len(organs),
        "content_note": None if answers.get("sensitivity", "0") == "0" else text(answers, "content_note", "en"),
        "sources": {
            SOURCE: {"publisher": text(answers, "publisher", "en"), "title": text(answers, "source_title", "en")}
        },
        "translation": {"by": listed(answers, "authors") or ["法治课堂编写组"]},
    }


PROMPTS = {
    "facts": Both("谁做了什么，写成几小段；人只写身份，不透露结果", "who did what, in short paragraphs; no outcome"),
    "question": Both("一个问题，两边都说得通", "one question with something to say on both sides"),
    "actions": Both("一件一件写，做了哪些事", "what was done, step by step"),
    "outcome": Both("后来怎样", "what came of it"),
    "law": Both("一条法律一行：法条的链接，再写大白话", "a line for each law: a link to the article, plain words"),
    "you": Both("停下来、留证据、告诉大人、去哪里求助", "stop, keep evidence, tell a grown-up, where to get help"),
    "notes": Both("哪里说法不一，哪些只是报道，哪些不知道", "where sources differ, what is only reported or not known"),
}
"""What is to be written in each section."""


def _prompt(id: str, *, item: bool = False, cited: bool = False) -> Callable[[str], str]:
    def body(lang: str) -> str:
        return ("- " if item else "") + to_write(PROMPTS[id])(lang) + (f"[^{SOURCE}]" if cited else "")

    return body


def _case_body(answers: Answers) -> list[Section]:
    date = str(answers.get("published") or answers.get("source_date") or _year(answers))
    bodies: dict[str, Callable[[str], str]] = {
        "facts": _prompt("facts", cited=True),
        "timeline": lambda lang: f"- **{date}** {mark('这一天发生了什么', 'what happened then', lang)}[^{SOURCE}]",
        "question": _sides,
        "actions": _prompt("actions", item=True),
        "outcome": _prompt("outcome"),
        "law": _prompt("law", item=True),
        "you": _prompt("you", item=True),
        "quiz": lambda lang: quiz(4, lang),
        "notes": _prompt("notes", item=True),
    }
    names = {id: Both(CASE_SECTIONS[id], NAMES_EN[id]) for id in bodies}
    return [(id, names[id], body) for id, body in bodies.items()]


def mark(zh: str, en: str, lang: str) -> str:
    """The mark of what is to be written, in the language."""
    return to_write(Both(zh, en))(lang)


def _sides(lang: str) -> str:
    side, why = Both("一方的主张", "what one side says"), Both("理由", "a reason")
    heads = (f"### {mark(*side, lang)} {{#side-{letter}}}\n\n- {mark(*why, lang)}" for letter in "ab")
    return "\n\n".join((to_write(PROMPTS["question"])(lang), *heads))


def quiz(count: int, lang: str) -> str:
    """So many questions, each with three answers and their reasons; the first is marked as right."""
    dash = " — " if lang == "en" else " —— "
    reason = dash + mark("为什么", "why", lang)
    right, wrong = mark("对的答案", "right answer", lang), mark("错的答案", "wrong answer", lang)
    answers = items((f"[x] {right}{reason}", f"[ ] {wrong}{reason}", f"[ ] {wrong}{reason}"))
    return "\n\n".join(f"### {mark('题目', 'question', lang)} {{#q{at}}}\n\n{answers}" for at in range(1, count + 1))
