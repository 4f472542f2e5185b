"""Write the skeleton of a lesson: the usual steps, whose minutes add up to 40, in both languages."""

from __future__ import annotations

from collections.abc import Callable

from fazhi.desk.questions import Both
from fazhi.desk.skeleton import ABSENT, Answers, Section, listed, mark, quiz, text, to_write, written
from fazhi.desk.writing import document

MINUTES = 40
"""A class-hour of primary and secondary schools."""
ACTIVITIES = {
    "decision-tree": ("tree", Both("选择题故事", "Choose the way")),
    "mock-court": ("court", Both("模拟法庭", "Our own court")),
    "sorting": ("sort", Both("分一分，说理由", "Sort, and say why")),
    "role-play": ("play", Both("演一演", "Act it out")),
    "workshop": ("work", Both("动手做一做", "Make it")),
    "discussion": ("talk", Both("大家来讨论", "Talk it over")),
    "hazard-hunt": ("hunt", Both("找一找危险", "Find the danger")),
}
"""The main step of a lesson by its activity: its id and a first title."""

_LISTS = {
    "objectives": to_write(Both("学完能做什么", "what pupils can do afterwards")),
    "keypoints": to_write(Both("重点和难点", "what matters and what is hard")),
    "materials": to_write(Both("要准备什么", "what to bring")),
    "homework": to_write(Both("十分钟的作业", "ten minutes of homework")),
}


def lesson(id: str, answers: Answers) -> dict[str, str]:
    """Both files of a lesson, by path."""
    body = _body(answers)
    return {
        f"docs/lessons/{id}/zh.md": document(_front(answers), written(body, "zh")),
        f"docs/lessons/{id}/en.md": document(_words(answers), written(body, "en")),
    }


def _front(answers: Answers) -> dict[str, object]:
    level = str(answers.get("sensitivity", "0"))
    return {
        "title": text(answers, "title"),
        "summary": text(answers, "summary"),
        "basis": answers.get("basis", "real"),
        "status": "draft",
        "grades": listed(answers, "grades"),
        "sensitivity": level,
        "content_note": None if level == "0" else text(answers, "content_note"),
        "minutes": MINUTES,
        **{key: [absent.zh] for key, absent in _LISTS.items()},
        "cases": listed(answers, "cases"),
        "topics": listed(answers, "topics") or None,
        "laws": listed(answers, "laws"),
        "activity": answers.get("activity", "discussion"),
        "law_as_of": answers["law_as_of"],
        "updated": answers["updated"],
        "people": {"authors": listed(answers, "authors") or ["法治课堂编写组"]},
    }


def _words(answers: Answers) -> dict[str, object]:
    return {
        "title": text(answers, "title", "en"),
        "summary": text(answers, "summary", "en"),
        "content_note": None if answers.get("sensitivity", "0") == "0" else ABSENT["content_note"].en,
        **{key: [absent.en] for key, absent in _LISTS.items()},
        "translation": {"by": listed(answers, "authors") or ["法治课堂编写组"]},
    }


def _body(answers: Answers) -> list[Section]:
    activity = str(answers.get("activity", "discussion"))
    id, title = ACTIVITIES[activity]
    hook = Both("用一件小事开头，问一个问题", "begin with something small, and a question")
    law = Both("讲哪几条，用大白话", "which articles, in plain words")
    main = _scenes if activity == "decision-tree" else _told("活动怎么做", "how the activity works")
    task = Both("一句话小结，再布置作业", "sum up in a sentence, then the homework")
    sections: list[Section] = [
        ("hook minutes=5", Both("开头", "To begin"), _told(*hook)),
        ("case minutes=8", Both("案例里发生了什么", "What happened in the case"), _case(answers)),
        ("law minutes=7", Both("法律怎么说", "What the law says"), _told(*law)),
        (f"{id} minutes=12", title, main),
        ("quiz minutes=5", Both("小测验", "Quiz"), lambda lang: quiz(5, lang)),
        ("task minutes=3", Both("带回家的话", "To take home"), _told(*task)),
    ]
    if answers.get("roles") == "yes":
        sections.append(("roles", Both("角色卡", "Role cards"), _roles))
    if answers.get("awkward") == "yes":
        sections.append(("awkward", Both("学生可能会问", "What pupils may ask"), _awkward))
    return sections


def _told(zh: str, en: str) -> Callable[[str], str]:
    def body(lang: str) -> str:
        note = mark("只给讲课人看的提示", "a note for the presenter alone", lang)
        return f"{mark(zh, en, lang)}\n\n/// notes\n- {note}\n///"

    return body


def _case(answers: Answers) -> Callable[[str], str]:
    """The facts of each case that the lesson shows, pulled from the case; what to say beside them."""
    cases = listed(answers, "cases")
    pulled = "".join(f"\n\n/// from {case}#facts\n///" for case in cases)
    return lambda lang: mark("讲案情时说什么", "what to say about the case", lang) + pulled


def _scenes(lang: str) -> str:
    first, way = mark("第一幕", "first scene", lang), mark("一个选项", "a choice", lang)
    end, again = mark("结局", "an end", lang), mark("回到开头", "back to the start", lang)
    what = mark("情景", "what happens", lang)
    return (
        f"{mark('故事怎么玩', 'how the story is played', lang)}\n\n"
        f"### {first} {{#start}}\n\n{what}\n\n- [{way}](#end)\n\n"
        f"### {end} {{#end}}\n\n{what}\n\n- [{again}](#start)"
    )


def _roles(lang: str) -> str:
    role, does = mark("角色", "a role", lang), mark("这个角色知道什么、要做什么", "what it knows and does", lang)
    numbers = {"a": " pupils=2", "b": " share=1"} if lang == "zh" else {"a": "", "b": ""}
    cards = (f"### {role} {{#role-{letter}{number}}}\n\n{does}" for letter, number in numbers.items())
    return "\n\n".join((mark("8个人和50个人怎样分", "how 8 or 50 pupils share the roles", lang), *cards))


def _awkward(lang: str) -> str:
    asked = mark("一个不好答的问题", "a question that is hard to answer", lang)
    return f"### {asked} {{#ask-a}}\n\n{mark('短短地、诚实地答', 'a short and honest answer', lang)}"
