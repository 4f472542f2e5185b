"""The few elements of WordprocessingML that a document of the kit is made of (ECMA-376, part 1, chapter 17).

The order of properties is fixed by the standard, and Word calls a file with another order broken. Lengths are twips,
twentieths of a point, unless said otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

Element = BaseOxmlElement


def node(tag: str, *children: Element, **attributes: object) -> Element:
    """Make an element ``w:tag``; attributes are of the same namespace."""
    made = cast("Element", OxmlElement(f"w:{tag}"))
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def text(characters: str) -> Element:
    """Make the text of a run; spaces at its ends stay. Raises ValueError for a character that XML cannot hold."""
    made = node("t")
    made.text = characters
    made.set(qn("xml:space"), "preserve")
    return made


def paragraph(style: str, *content: Element, properties: Iterable[Element] = ()) -> Element:
    """Make a paragraph of a style, by the id of the style; ``properties`` come in the order of the standard."""
    return node("p", node("pPr", node("pStyle", val=style), *properties), *content)


def paragraph_properties(block: Element) -> Element:
    """Give the properties of a paragraph that :func:`paragraph` made."""
    return cast("Element", block[0])


def cell(width: int, content: Iterable[Element], *, span: int = 1, fill: str = "") -> Element:
    """Make a cell over ``span`` columns; ``fill`` is a colour as six hexadecimal digits.

    A cell ends with a paragraph, or Word refuses the file: a table in it has to be followed by one.
    """
    properties = [node("tcW", w=width, type="dxa")]
    if span > 1:
        properties.append(node("gridSpan", val=span))
    if fill:
        properties.append(node("shd", val="clear", color="auto", fill=fill))
    return node("tc", node("tcPr", *properties), *content)


def row(cells: Iterable[Element], *, head: bool = False, torn: bool = False, height: int = 0) -> Element:
    """Make a row of at least a height; a ``head`` is repeated on every page, a ``torn`` row may break at its end."""
    properties = [] if torn else [node("cantSplit")]
    if height:
        properties.append(node("trHeight", val=height, hRule="atLeast"))
    if head:
        properties.append(node("tblHeader"))
    return node("tr", node("trPr", *properties), *cells)


def table(
    style: str, widths: Iterable[int], rows: Iterable[Element], *, indent: int = 0, head: bool = False, label: str = ""
) -> Element:
    """Make a table of fixed columns; ``label`` says in words what it shows, for those who do not see it."""
    columns = tuple(widths)
    properties = [
        node("tblStyle", val=style),
        node("tblW", w=sum(columns), type="dxa"),
        node("tblInd", w=indent, type="dxa"),
        node("tblLayout", type="fixed"),
        node("tblLook", val="0420" if head else "0400", firstRow=int(head), lastRow=0, firstColumn=0, lastColumn=0,
             noHBand=0, noVBand=1),
    ]  # fmt: skip
    if label:
        properties.append(node("tblDescription", val=label))
    grid = node("tblGrid", *(node("gridCol", w=width) for width in columns))
    return node("tbl", node("tblPr", *properties), grid, *rows)


def field(instruction: str, shown: str) -> Element:
    """Make a field that the program computes, such as ``PAGE``; ``shown`` stands there until it does."""
    return node("fldSimple", node("r", text(shown)), instr=f" {instruction} ")
