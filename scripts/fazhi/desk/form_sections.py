"""Make the sections of a case of the boxes and tables of a filled form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from fazhi.check.structure import CASE_SECTIONS
from fazhi.desk import form_rows as rows
from fazhi.desk.form_reading import Filled
from fazhi.desk.form_words import article, cited, entries, paragraphs, span, ticked, tidy
from fazhi.desk.skeleton import PROMPTS, mark, quiz, to_write
from fazhi.desk.writing import inert, items, one_line
from fazhi.model.library import Library
from fazhi.model.reference import Law
from fazhi.parse.frontmatter import nearest

Slipped = Callable[[str, str], None]
Section = tuple[str, str, str]
FEWEST_QUESTIONS = 4


def sections(filled: Filled, library: Library, slip: Slipped, year: str) -> list[Section]:
    """The sections in their order, as (id, title, body); ``slip`` takes the name of a row and what is wrong in it."""
    bodies = {
        "facts": _box(filled, "facts"),
        "timeline": _timeline(filled, slip, year),
        "question": _question(filled, slip),
        "actions": _box(filled, "actions"),
        "outcome": _box(filled, "outcome"),
        "example": _box(filled, "example"),
        "law": _law(filled, library, slip),
        "you": _box(filled, "you"),
        "quiz": _quiz(filled, slip),
        "notes": _box(filled, "notes"),
    }
    return [(id, CASE_SECTIONS[id], body) for id, body in bodies.items() if body]


def _line(text: str) -> str:
    return cited(inert(one_line(text)))


def _box(filled: Filled, id: str) -> str:
    text = filled.boxes.get(id, "")
    if not text.strip():
        return to_write(PROMPTS[id]).zh if id in PROMPTS else ""
    if id in rows.LISTS:
        return items(map(_line, entries(text)))
    return "\n\n".join(map(_line, paragraphs(text)))


def _used(filled: Filled, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table that were filled, each with its number in the form and its cells mended."""
    ticks = {row.key for row in (*rows.SOURCE_COLUMNS, *rows.LAW_COLUMNS) if row.choices}
    for number, cells in enumerate(filled.tables.get(name, ()), 1):
        mended = {key: text if key in ticks else tidy(text) for key, text in cells.items()}
        if any(text for key, text in mended.items() if key not in ticks):
            yield number, mended


# --- timeline -----------------------------------------------------------------------------------------


def _timeline(filled: Filled, slip: Slipped, year: str) -> str:
    events = []
    for number, cells in _used(filled, "events"):
        moment = span(cells["date"])
        if not moment:
            said = f"写的是“{cells['date'][:30]}”，看不出是哪一天" if cells["date"] else "没有写日期"
            slip(f"时间线第{number}行·日期", f"{said}。请写成2020、2020-12、2020-12-02，或者一段时间2018-01至2019-05。")
            continue
        sources = "".join(f"[^source-{each}]" for each in re.findall(r"\d+", cells["source"]))
        text = _line(cells["text"]) or mark("发生了什么", "", "zh")
        events.append(f"**{moment.iso}** {_before_stop(text, sources)}")
    return items(events or [f"**{year}** {mark('这一天发生了什么', '', 'zh')}"])


def _before_stop(text: str, sources: str) -> str:
    """Put the marks of sources before the full stop, where the house puts them."""
    return f"{text[:-1]}{sources}{text[-1]}" if sources and text.endswith(("。", "！", "？")) else text + sources


# --- the question -------------------------------------------------------------------------------------


def _question(filled: Filled, slip: Slipped) -> str:
    asked = _box(filled, "question")
    sides = []
    for number, cells in _used(filled, "sides"):
        reasons = [_line(each) for each in entries(cells["reasons"])]
        title = inert(one_line(cells["title"])) or mark("一方的主张", "", "zh")
        if not cells["title"]:
            slip(f"你来判断·第{number}方", "写了理由，没有写这一方的主张。请在左边一格写一句话。")
        sides.append((title, items(reasons or [mark("理由", "", "zh")])))
    while len(sides) < 2:
        sides.append((mark("一方的主张", "", "zh"), items([mark("理由", "", "zh")])))
    heads = (f"### {title} {{#side-{letter}}}\n\n{body}" for letter, (title, body) in zip("abc", sides, strict=False))
    return "\n\n".join((asked, *heads))


# --- laws ---------------------------------------------------------------------------------------------


def _law(filled: Filled, library: Library, slip: Slipped) -> str:
    groups: dict[str, list[str]] = {"then": [], "now": []}
    for number, cells in _used(filled, "laws"):
        when, rest = ticked(cells["when"], rows.LAW_COLUMNS[0].choices)
        if len(when) > 1 or rest:
            slip(f"法律怎么说第{number}行·什么时候的法", "请勾一项：案发时，或者现在。两样都是，就写成两行。")
        line = _cited(number, cells, library, slip)
        if line:
            groups[when[0] if when else "now"].append(line)
    if not any(groups.values()):
        return items([to_write(PROMPTS["law"]).zh])
    if not groups["then"]:
        return items(groups["now"])
    heads = {"then": "案件发生时", "now": "现在"}
    parts = (f"### {heads[key]} {{#{key}}}\n\n{items(lines)}" for key, lines in groups.items() if lines)
    return "\n\n".join(parts)


def _cited(number: int, cells: Mapping[str, str], library: Library, slip: Slipped) -> str:
    """A line of the section: the link to the article, and the words; nothing if the law or the article is not known."""
    known = {
        name: law for law in library.laws.values() for name in (bare_title(law.title.zh), bare_title(law.short.zh))
    }
    name, id = bare_title(cells["law"]), article(cells["article"])
    law = known.get(name)
    if not law:
        near = nearest(name, list(known))
        said = f"没有登记过“{name[:30]}”" if name else "没有写是哪部法律"
        slip(
            f"法律怎么说第{number}行·法律名称",
            f"{said}{f'（是不是“{near}”？）' if near else ''}。请照文末清单写，或者请编辑先登记。",
        )
    if not id:
        slip(
            f"法律怎么说第{number}行·第几条",
            f"写的是“{cells['article'][:30]}”。请写条号，例如72、第287条之二，或者第130条第3项。一行只写一条。",
        )
    if not law or not id:
        return ""
    return f"[{law.short.zh}{_spoken(law, id)}](law:{law.id}#{id}) {_line(cells['words']) or mark('大白话', '', 'zh')}"


def bare_title(name: str) -> str:
    """The name of a law without its marks, the name of the state, and what stands in brackets behind it."""
    return re.sub(r"[《》〈〉\s]|^中华人民共和国|（.*?）$", "", re.sub(r"[《》〈〉\s]", "", name))


def _spoken(law: Law, id: str) -> str:
    """An article as it is spoken of: ``第130条第3项``, ``第287条之二``."""
    main, _, part = id.partition(".")
    main, _, after = main.partition("-")
    words = f"第{main}条" + (f"之{'零一二三四五六七八九'[int(after)]}" if after else "")
    return words + (f"第{part}{'项' if id in law.items else '款'}" if part else "")


# --- the quiz -----------------------------------------------------------------------------------------


def _quiz(filled: Filled, slip: Slipped) -> str:
    asked = []
    for number, cells in enumerate(filled.questions, 1):
        mended = {key: tidy(text) for key, text in cells.items()}
        if any(mended.values()):
            asked.append(_one_question(number, mended, slip))
    found = [f"### {title} {{#q{at}}}\n\n{body}" for at, (title, body) in enumerate(asked, 1)]
    rest = quiz(FEWEST_QUESTIONS, "zh").split("\n\n### ")[len(found) :] if len(found) < FEWEST_QUESTIONS else []
    return "\n\n".join([*found, *(f"### {each.removeprefix('### ')}" for each in rest)])


def _one_question(number: int, cells: Mapping[str, str], slip: Slipped) -> tuple[str, str]:
    name = f"小测验·第{number}题"
    letters = [letter for letter in rows.LETTERS if cells.get(letter)]
    right = re.findall(f"[{rows.LETTERS}]", tidy(cells.get("right", "")).upper())
    if len(letters) < 2:
        slip(name, "答案不够：至少写两个，最好三个或四个。")
    if len(right) != 1:
        slip(
            f"{name}·正确答案",
            "没有写。请写一个字母。" if not right else "写了不止一个。正好一个答案是对的，请只写一个字母。",
        )
    elif right[0] not in letters:
        slip(f"{name}·正确答案", f"写的是{right[0]}，可是{right[0]}这一行没有答案。")
    body = items(
        f"[{'x' if letter in right[:1] else ' '}] {_line(cells[letter])} —— "
        f"{_line(cells.get(f'{letter}.reason', '')) or mark('为什么', '', 'zh')}"
        for letter in letters
    )
    return inert(one_line(cells["title"])) or mark("题目", "", "zh"), body
