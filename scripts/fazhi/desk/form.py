"""Write the case form: a Word document that a lawyer fills in WPS or Word, made from the rows and the closed lists."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from docx.shared import Cm

from fazhi.desk import form_rows as rows
from fazhi.desk.form_rows import Row
from fazhi.desk.form_words import offered
from fazhi.model.library import Library
from fazhi.render.kit import docx_styles
from fazhi.render.kit.archive import packed, unpacked
from fazhi.render.kit.docx import blank, only
from fazhi.render.kit.docx_markup import Element, cell, field, node, paragraph, row, table
from fazhi.render.kit.docx_text import letters

WIDTH = 9412
"""Twips between the margins of an upright A4 page."""
LABEL, HINT, HALF = 1500, 2450, 2600
"""The columns of what is asked and what to write, and where the second box of a line stands."""
SOFT, PALE = "EAF2F1", "F7F9F9"
LINE = 340
"""The height of a line in a cell to be filled, in twips."""


def write(library: Library) -> bytes:
    """Write the form; the same library gives the same bytes."""
    document = blank()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(1.8), Cm(1.8)
    section.header_distance = section.footer_distance = Cm(0.9)
    body = document.element.body
    for element in _content(library):
        body.insert(len(body) - 1, element)
    footer = [*letters(f"{rows.TITLE}，第", "zh"), field("PAGE", "1"), *letters("页", "zh")]
    only(section.footer._element, paragraph("PageLine", *footer))
    properties = document.core_properties
    properties.title, properties.subject, properties.identifier = rows.TITLE, "", rows.MARK
    properties.author = properties.last_modified_by = "法治课堂"
    properties.language, properties.keywords, properties.comments = "zh-CN", rows.MARK, ""
    properties.created = properties.modified = _day(library)
    properties.revision = 1
    store = io.BytesIO()
    document.save(store)
    files = unpacked(store.getvalue())
    return packed({**files, **docx_styles.parts(files, "zh", dense=True)})


def _day(library: Library) -> datetime:
    """The day of the newest content: a file says when it was made, and the same content makes the same file."""
    latest = max((entry.facts.updated for entry in library.entries()), default=None)
    return datetime(latest.year, latest.month, latest.day) if latest else datetime(2026, 1, 1)  # noqa: DTZ001


# --- the content --------------------------------------------------------------------------------------


def _content(library: Library) -> Iterator[Element]:
    yield paragraph("Title", *letters(rows.TITLE, "zh"))
    yield paragraph("Subtitle", *letters("法治课堂。用WPS或Word填写，填好后照常保存为.docx，交给编辑。", "zh"))
    yield _box([paragraph("TableNumber", *letters(rule, "zh")) for rule in rows.RULES], "先看十行规矩")
    yield from _heading("一、这个案例")
    yield _fields(rows.about(library))
    yield from _heading("二、官方发布", "没有官方发布的，整张表空着。")
    yield _fields(rows.official(library))
    yield from _heading("三、来源", "最重要的放第1个。正文里用【1】【2】指它们。")
    yield _numbered("来源", rows.SOURCE_COLUMNS, rows.SOURCES, (920, 1700, 2542, 1400, 1750, 1100))
    yield from _story(library)
    yield from _heading("十一、谁写的，谁审的")
    yield _fields(rows.PEOPLE)
    yield from _heading("附：登记过的法律")
    yield from _hint("；".join(f"{law.short.zh}" for law in library.laws.values()) + "。")


def _story(library: Library) -> Iterator[Element]:
    yield from _heading("四、发生了什么")
    yield _field_box("facts")
    yield from _heading("五、时间线", "一行一件事，知道多少写多少，不要猜。")
    yield _numbered("", rows.EVENT_COLUMNS, rows.EVENTS, (2500, 5612, 1300))
    yield from _heading("六、你来判断", "先提问，再写两方或三方的理由。理由是为讨论写的。")
    yield _field_box("question")
    yield paragraph("Gap")
    yield _numbered("", rows.SIDE_COLUMNS, rows.SIDES, (3200, 6212))
    yield from _heading("七、检察机关做了什么，结果怎样")
    for id in ("actions", "outcome", "example"):
        yield _field_box(id)
        yield paragraph("Gap")
    yield from _heading("八、法律怎么说", "一条一行。登记过的法律见文末的清单；不在清单里的也可以写，编辑会先登记。")
    yield _numbered("", rows.LAW_COLUMNS, rows.LAWS, (1300, 2500, 1700, 3912))
    yield from _heading("九、如果是你，资料说明")
    yield _field_box("you")
    yield paragraph("Gap")
    yield from _hint(channels(library))
    yield _field_box("notes")
    yield from _heading(
        "十、小测验", "四到六道题。三个或四个答案，正好一个对；每个答案都写理由，让选错的人也学到东西。"
    )
    for number in range(1, rows.QUESTIONS + 1):
        yield _question(number)
        yield paragraph("Gap")


def channels(library: Library) -> str:
    """The numbers that may be written, in a line; nothing if there are none."""
    known = "，".join(f"{each.number}（{each.name.zh}）" for each in library.channels.values() if each.kind == "phone")
    return f"可以写的电话：{known}。" if known else ""


def _heading(words: str, hint: str = "") -> Iterator[Element]:
    yield paragraph("Heading1", *letters(words, "zh"))
    yield from _hint(hint)


def _hint(words: str) -> Iterator[Element]:
    if words:
        yield paragraph("Normal", *letters(words, "zh"), properties=[node("keepNext")])


def _small(words: str, style: str = "", *, keep: bool = False) -> Element:
    properties = [node("keepNext")] if keep else []
    return paragraph("TableText", *letters(words, "zh", style), properties=properties)


def _empty(each: Row, across: int = 2) -> list[Element]:
    """What stands in a cell to be filled: nothing, or the boxes of a closed list."""
    return [_boxes(line) for line in offered(each.choices, across)] or [_small("")]


def _boxes(names: Sequence[str]) -> Element:
    first, *others = names
    rest = (element for name in others for element in (node("r", node("tab")), *letters(name, "zh")))
    stop = node("tabs", node("tab", val="left", pos=HALF))
    return paragraph("TableText", *letters(first, "zh"), *rest, properties=[stop])


def _box(content: Sequence[Element], head: str) -> Element:
    shaded = cell(WIDTH, [paragraph("TableHeading", *letters(head, "zh"))], fill=SOFT)
    return table("ClassTable", [WIDTH], [row([shaded]), row([cell(WIDTH, content)], torn=True)], label=head)


def _field_box(id: str) -> Element:
    hint, lines = rows.BOXES[id]
    name = paragraph("TableHeading", *letters(rows.box_label(id), "zh"))
    head = cell(WIDTH, [name, _small(hint)], fill=SOFT)
    empty = row([cell(WIDTH, [_small("")])], torn=True, height=LINE * lines)
    return table("ClassTable", [WIDTH], [row([head]), empty], label=rows.box_label(id))


def _fields(fields: Iterable[Row]) -> Element:
    fill = WIDTH - LABEL - HINT
    head = _head_row((("项目", LABEL), ("写什么", HINT), ("请填在这里", fill)))
    made = [
        row(
            [
                cell(LABEL, [_small(each.label, "Strong")], fill=PALE),
                cell(HINT, [_small(each.hint)], fill=PALE),
                cell(fill, _empty(each)),
            ],
            height=LINE * each.lines,
        )
        for each in fields
    ]
    return table("ClassTable", (LABEL, HINT, fill), [head, *made], head=True, label="要填的项目")


def _head_row(cells: Iterable[tuple[str, int]]) -> Element:
    made = (cell(width, [paragraph("TableHeading", *letters(words, "zh"))], fill=SOFT) for words, width in cells)
    return row(made, head=True)


def _numbered(name: str, columns: Sequence[Row], count: int, widths: Sequence[int]) -> Element:
    """A table of so many empty rows; where it has a name, each row has its number in front."""
    first = [(name, widths[0])] if name else []
    wide = list(zip(columns, widths[len(first) :], strict=True))
    hints = [cell(width, [_small("")], fill=PALE) for _, width in first]
    hints += [cell(width, [_small(each.hint)], fill=PALE) for each, width in wide]
    head = _head_row((*first, *((each.label, width) for each, width in wide)))
    lines = max(each.lines for each in columns)
    made = []
    for number in range(1, count + 1):
        cells = [cell(width, [_small(f"{name}{number}")], fill=PALE) for _, width in first]
        cells += [cell(w, _empty(each, 1)) for each, w in wide]
        made.append(row(cells, height=LINE * lines))
    return table("ClassTable", widths, [head, row(hints), *made], head=True, label=name or columns[0].label)


def _question(number: int) -> Element:
    widths = (1200, 3406, 4806)
    rest = widths[1] + widths[2]

    def wide(label: str, hint: str = "", *, keep: bool = True) -> Element:
        name = [_small(label, "Strong", keep=keep), *([_small(hint, keep=keep)] if hint else [])]
        return row([cell(widths[0], name, fill=SOFT), cell(rest, [_small("", keep=keep)], span=2)], height=LINE)

    def option(letter: str) -> Element:
        answers = (cell(width, [_small("", keep=True)]) for width in widths[1:])
        return row([cell(widths[0], [_small(letter, keep=True)], fill=PALE), *answers], height=LINE)

    head = _head_row(zip(("选项", *(each.label for each in rows.OPTION_COLUMNS)), widths, strict=True))
    right = wide(rows.RIGHT.label, rows.RIGHT.hint, keep=False)
    made = [wide(f"第{number}题"), head, *map(option, rows.LETTERS), right]
    return table("ClassTable", widths, made, label=f"第{number}题")
