"""Read a filled case form: find each cell by the name of its row, whatever Word or WPS made of the file meanwhile."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.oxml.ns import qn

from fazhi.desk import form_rows as rows
from fazhi.desk.form_rows import Row
from fazhi.desk.intake import word
from fazhi.desk.intake.words import Refused

Element = Any
_LEFT_OUT = {
    "w:drawing": "图片",
    "w:pict": "图片",
    "w:footnoteReference": "脚注",
    "w:endnoteReference": "尾注",
    "w:commentReference": "批注",
    "w:object": "嵌入的文件",
}
_SYMBOLS = {"F0FE": "☑", "F0FD": "☒", "F052": "☑", "F051": "☒", "F0A8": "□", "F0A3": "□", "F06F": "□", "F0FC": "√"}
"""Characters of the faces Wingdings and Wingdings 2 that stand for boxes and ticks."""


@dataclass(slots=True)
class Filled:
    """What stands in the cells of a form, by the keys of its rows, untouched; and what must be said of the file."""

    fields: dict[str, str] = field(default_factory=dict)
    boxes: dict[str, str] = field(default_factory=dict)
    tables: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    """Rows of ``sources``, ``events``, ``sides`` and ``laws``; a row that was left empty is there, empty."""
    questions: list[dict[str, str]] = field(default_factory=list)
    """By ``title``, ``right``, and the answer (``A``) and reason (``A.reason``) of each letter."""
    notes: list[str] = field(default_factory=list)
    """What was done or left out, for the author to look at; no mistakes."""
    slips: list[str] = field(default_factory=list)
    """Mistakes of the form itself, such as a row that stands there twice."""


_TABLES: Mapping[str, Sequence[Row]] = {
    "sources": rows.SOURCE_COLUMNS,
    "events": rows.EVENT_COLUMNS,
    "sides": rows.SIDE_COLUMNS,
    "laws": rows.LAW_COLUMNS,
}


def is_form(data: bytes) -> bool:
    """Tell whether a file is a case form: by its property, or by its heading where a program has dropped that."""
    try:
        word.given(data)
        document = docx.Document(io.BytesIO(data))
    except Refused:
        return False
    properties = document.core_properties
    if rows.MARK in (properties.identifier, properties.keywords):
        return True
    heads = (_text(paragraph) for paragraph in document.element.body.iter(qn("w:p")))
    return any(_bare(head) == rows.TITLE for head in heads)


def read(data: bytes) -> Filled:
    """Read the cells of a form. Raises :class:`fazhi.desk.intake.words.Refused` for what is no document."""
    word.given(data)
    body = docx.Document(io.BytesIO(data)).element.body
    reader = _Reader()
    _tell_of(body, reader.filled)
    for table in (each for each in body.iter(qn("w:tbl")) if _around(each, "w:tbl") is None):
        reader.take(_grid(table))
    reader.miss()
    return reader.filled


def _tell_of(body: Element, filled: Filled) -> None:
    """Say what of the file is no text, and that changes were tracked."""
    if any(next(body.iter(qn(tag)), None) is not None for tag in ("w:ins", "w:del", "w:moveFrom")):
        filled.notes.append("文件里有修订痕迹：按“接受全部修订”读的，加上的算数，删掉的不算。请核对。")
    found = dict.fromkeys(name for tag, name in _LEFT_OUT.items() if next(body.iter(qn(tag)), None) is not None)
    if found:
        filled.notes.append(f"文件里有{'、'.join(found)}，没有读进来。要紧的请写成文字。")


# --- cells --------------------------------------------------------------------------------------------


def _around(element: Element, tag: str) -> Element:
    """The nearest element of a kind around this one; None if there is none."""
    return next(element.iterancestors(qn(tag)), None)


def _grid(table: Element) -> list[list[str]]:
    """The texts of a table, a list for each row; what stands in a table inside a cell is text of the cell."""
    lines = (each for each in table.iter(qn("w:tr")) if _around(each, "w:tbl") is table)
    kept = (line for line in lines if line.find(f"{qn('w:trPr')}/{qn('w:del')}") is None)
    return [[_cell(each) for each in line.iter(qn("w:tc")) if _around(each, "w:tr") is line] for line in kept]


def _cell(cell: Element) -> str:
    paragraphs = (each for each in cell.iter(qn("w:p")) if not _is_fallback(each))
    return "\n".join(_text(paragraph) for paragraph in paragraphs).strip("\n")


def _is_fallback(element: Element) -> bool:
    """Tell whether an element is the second copy of a text box, for old programs."""
    return any(str(above.tag).endswith("}Fallback") for above in element.iterancestors())


def _text(paragraph: Element) -> str:
    """The characters of a paragraph, of all its runs in turn: what was inserted is there, what was deleted is not."""
    pieces = []
    for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:sym"), qn("w:noBreakHyphen")):
        if _around(node, "w:p") is not paragraph or _around(node, "w:moveFrom") is not None:
            continue
        if node.tag == qn("w:t"):
            pieces.append(node.text or "")
        elif node.tag == qn("w:sym"):
            pieces.append(_SYMBOLS.get(str(node.get(qn("w:char"))).upper(), ""))
        elif _around(node, "w:r") is not None:
            pieces.append({"tab": "\t", "noBreakHyphen": "-"}.get(node.tag.rpartition("}")[2], "\n"))
    return "".join(pieces)


def _bare(text: str) -> str:
    """A name without what makes no difference: spaces, colons, the width of its characters."""
    return re.sub(r"[\s:*]", "", unicodedata.normalize("NFKC", text))


# --- tables -------------------------------------------------------------------------------------------


class _Reader:
    """Knows the tables of the form by their names, wherever they stand."""

    def __init__(self) -> None:
        self.filled = Filled()
        self.fields = {_bare(label): key for key, label in rows.known_fields().items()}
        self.labels = rows.known_fields() | {id: rows.box_label(id) for id in rows.BOXES}
        self.boxes = {_bare(rows.box_label(id)): id for id in rows.BOXES}
        self.heads = {name: [_bare(row.label) for row in columns] for name, columns in _TABLES.items()}

    def take(self, grid: list[list[str]]) -> None:
        """Take what stands in a table."""
        if not grid or not grid[0]:
            return
        first = [_bare(each) for each in grid[0]]
        name = next((name for name, head in self.heads.items() if set(head) <= set(first)), "")
        box = self.boxes.get(_bare(grid[0][0].split("\n")[0])) if max(map(len, grid)) == 1 else None
        if name:
            self._rows(name, first, grid[1:])
        elif re.fullmatch(r"第\d+题", first[0]):
            self._question(grid)
        elif box:
            self._box(box, grid)
        else:
            self._fields(grid)

    def _rows(self, name: str, first: list[str], grid: list[list[str]]) -> None:
        columns = _TABLES[name]
        hints = {_bare(row.hint) for row in columns}
        places = {row.key: first.index(_bare(row.label)) for row in columns}
        found = self.filled.tables.setdefault(name, [])
        for line in grid:
            cells = {key: line[at] if at < len(line) else "" for key, at in places.items()}
            if not {_bare(cell) for cell in cells.values()} <= hints | {""}:
                found.append(cells)
            elif not any(_bare(cell) in hints for cell in cells.values() if cell):
                found.append(dict.fromkeys(cells, ""))

    def _box(self, id: str, grid: list[list[str]]) -> None:
        hint = rows.BOXES[id][0]
        above = [line for line in grid[0][0].split("\n")[1:] if _bare(line) != _bare(hint)]
        inside = [*above, *(cell for line in grid[1:] for cell in line)]
        self._put(self.filled.boxes, id, "\n".join(inside).strip("\n"))

    def _fields(self, grid: list[list[str]]) -> None:
        known = [(self.fields.get(_bare(line[0])), line) for line in grid if len(line) > 1]
        if not any(key for key, _ in known):
            return
        for key, line in known:
            if key:
                self._put(self.filled.fields, key, line[-1])
            elif _bare(line[0]) != "项目" and _bare(line[-1]):
                self.filled.slips.append(f"“{line[0][:20]}”：表里没有这一项。请把左边的字改回原样，或者把这一行删掉。")

    def _question(self, grid: list[list[str]]) -> None:
        asked = {"title": grid[0][-1] if len(grid[0]) > 1 else "", "right": ""}
        for line in grid[1:]:
            label = _bare(line[0]).upper()
            if label in rows.LETTERS and label:
                asked[label] = line[1] if len(line) > 1 else ""
                asked[f"{label}.reason"] = line[2] if len(line) > 2 else ""
            elif label.startswith(rows.RIGHT.label) and len(line) > 1:
                asked["right"] = line[-1]
        self.filled.questions.append(asked)

    def _put(self, where: dict[str, str], key: str, text: str) -> None:
        """Put a value where it belongs; of two rows of the same name the filled one counts, and two are a slip."""
        there = where.get(key, "")
        if there.strip() and text.strip() and _bare(there) != _bare(text):
            self.filled.slips.append(f"“{self.labels[key]}”：这一行有两处，填得不一样。请留一处，删掉另一处。")
        where[key] = text if text.strip() else there

    def miss(self) -> None:
        """Say which rows are no longer there."""
        there = {*self.filled.fields, *self.filled.boxes}
        gone = [label for key, label in self.labels.items() if key not in there]
        if gone:
            self.filled.notes.append(f"表里找不到这几项，按没填处理：{'、'.join(gone)}。")
