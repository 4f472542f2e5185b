"""Write the case form as one HTML file that runs without a network, from the rows of the Word form.

It saves the ``zh.md`` that :func:`fazhi.desk.writing.document` would write for the same answers; nothing is kept by the
browser, for a school's computer is shared.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from fazhi.check.structure import CASE_SECTIONS
from fazhi.desk import form_rows as rows
from fazhi.desk.form import channels
from fazhi.desk.form_sections import FEWEST_QUESTIONS, bare_title
from fazhi.desk.skeleton import ABSENT, PROMPTS, mark, quiz, to_write
from fazhi.model.library import Library
from fazhi.render.policy import Inline
from fazhi.render.templates import environment

QUESTIONS = 6
"""The web form has room for the longest quiz that the check allows."""


def write(library: Library, templates: Mapping[str, str]) -> str:
    """Write the page; ``templates`` are texts by name, as :class:`fazhi.checked.Checked` has them."""
    env = environment(templates)
    [script], [style] = inline(env)
    boxes = {id: {"label": rows.box_label(id), "hint": hint, "lines": n} for id, (hint, n) in rows.BOXES.items()}
    view = {
        "title": rows.TITLE,
        "rules": rows.RULES,
        "about": rows.about(library),
        "official": rows.official(library),
        "people": rows.PEOPLE,
        "sources": rows.SOURCE_COLUMNS,
        "events": rows.EVENT_COLUMNS,
        "sides": rows.SIDE_COLUMNS,
        "laws": rows.LAW_COLUMNS,
        "boxes": boxes,
        "counts": {name: range(1, count + 1) for name, count in _COUNTS.items()},
        "phones": channels(library),
        "style": Markup(style),  # noqa: S704 - our own text
        "script": Markup(script),  # noqa: S704 - our own text
        # In a script element only "<" could end the data early.
        "data": Markup(json.dumps(_data(library), ensure_ascii=False).replace("<", "\\u003c")),  # noqa: S704
    }
    return env.get_template("desk/case-form.html.j2").render(view=view)


def inline(env: Environment) -> Inline:
    """The script and the style sheet of the page; its data are no script."""
    names = ("desk/case-form.js.j2", "desk/case-form.css.j2")
    script, style = (env.get_template(name).render() for name in names)
    return Inline((script,), (style,))


_COUNTS = {
    "sources": rows.SOURCES,
    "events": rows.EVENTS,
    "sides": rows.SIDES,
    "laws": rows.LAWS,
    "questions": QUESTIONS,
}


def _data(library: Library) -> dict[str, Any]:
    """What the script needs to know: the words that stand for what is missing, the laws, the last days written."""
    facts = [entry.facts for entry in library.cases.values()]
    checked = max((fact.law_as_of.isoformat() for fact in facts), default="2026-03-01")
    pieces = (piece.removeprefix("### ") for piece in quiz(FEWEST_QUESTIONS, "zh").split("\n\n### "))
    return {
        "mark": rows.MARK,
        "counts": _COUNTS,
        "absent": {key: both.zh for key, both in ABSENT.items()},
        "prompts": {id: to_write(both).zh for id, both in PROMPTS.items()},
        "lists": sorted(rows.LISTS),
        "order": list(CASE_SECTIONS),
        "titles": CASE_SECTIONS,
        "law_as_of": checked,
        "updated": max((fact.updated.isoformat() for fact in facts), default=checked),
        "year": checked[:4],
        "authors": "法治课堂编写组",
        "laws": [
            {
                "id": law.id,
                "short": law.short.zh,
                "names": [bare_title(law.title.zh), bare_title(law.short.zh)],
                "articles": [*law.articles, *law.articles_likely],
                "items": list(law.items),
            }
            for law in library.laws.values()
        ],
        "marks": {
            "event": mark("发生了什么", "", "zh"),
            "first": mark("这一天发生了什么", "", "zh"),
            "side": mark("一方的主张", "", "zh"),
            "reason": mark("理由", "", "zh"),
            "words": mark("大白话", "", "zh"),
            "question": mark("题目", "", "zh"),
            "why": mark("为什么", "", "zh"),
        },
        "quiz": [[piece.split(" {#")[0], piece.partition("\n\n")[2]] for piece in pieces],
    }
