"""Blocks of a paper as paragraphs and tables of a DOCX file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest
from typing import NamedTuple

from docx.oxml.ns import qn

from fazhi.render.kit import docx_looks as looks
from fazhi.render.kit.docx_markup import Element, cell, node, paragraph, row, table
from fazhi.render.kit.docx_text import Link, letters, spans
from fazhi.render.kit.paper import (
    Bars,
    Box,
    Bullets,
    Card,
    Cards,
    Choice,
    Grid,
    Head,
    PageBreak,
    PaperBlock,
    Para,
    Photo,
    Ruled,
)
from fazhi.render.kit.text import Runs

UNTICKED, TICKED = "□", "✔"
"""□ is in 宋体 (and in GB 2312), unlike ☐; ✔ is in Segoe UI Symbol, a part of Windows."""
UNITS = 20
"""The columns of the longest bar of a chart."""
SHARES = (0.28, 0.57)
"""What the names and the bars of a chart take of its width; the rest is for the figure behind the longest bar."""


Draw = Callable[[Photo, float, float], Element]


class Space(NamedTuple):
    """Where blocks stand."""

    width: int
    """In twips, with the indentation of lists in it."""
    cell: bool = False
    """Whether in a cell, where type is smaller."""
    depth: int = 0
    """How many lists are around it."""

    @property
    def indent(self) -> int:
        """How far the text of the lists around stands in, in twips."""
        return min(self.depth, looks.LEVELS) * (looks.CELL_STEP if self.cell else looks.STEP)

    def style(self, part: str) -> str:
        """The id of the style for a part of a list: Bullet, Number or Continue."""
        level = min(self.depth, looks.LEVELS)
        return f"{'Table' if self.cell else 'List'}{part}{level if level > 1 else ''}"


class Composer:
    """Composes the blocks of one document.

    ``lang`` is its language; ``link`` gives the id of the relationship to an address; ``draw`` the drawing of a picture
    of a size in points; ``numberings`` is the root of the part of numberings, to which every ordered list adds one that
    starts anew.
    """

    def __init__(self, lang: str, link: Link, draw: Draw, numberings: Element) -> None:
        self._lang, self._link, self._draw, self._numberings = lang, link, draw, numberings
        self._asked = 0
        self._questions = looks.QUESTIONS

    def blocks(self, blocks: Iterable[PaperBlock], space: Space) -> Iterator[Element]:
        """Compose blocks; a page break becomes a property of what follows it."""
        torn = False
        blocks = tuple(blocks)
        for block, after in zip_longest(blocks, blocks[1:]):
            if isinstance(block, PageBreak):
                torn = True
                continue
            if isinstance(block, Para) and isinstance(after, Ruled):
                made = iter((self._para(block, space, kept=True),))
            else:
                made = self._block(block, space)
            yield from _on_new_page(made) if torn else made
            torn = False

    def _block(self, block: PaperBlock, space: Space) -> Iterator[Element]:
        match block:
            case Head(level, title):
                yield paragraph(f"Heading{min(level, looks.LEVELS)}", *letters(title, self._lang))
            case Para():
                yield self._para(block, space)
            case Bullets():
                yield from self._list(block, space)
            case Ruled(lines):
                for left in reversed(range(lines)):
                    yield paragraph("WritingLine", properties=(*_kept(bool(left)), *_indented(space)))
                yield paragraph("Gap")
            case Choice():
                yield from self._choice(block)
            case Grid() | Box() | Cards() | Bars():
                yield from self._framed(block, space)
            case Photo():
                yield from self._photo(block, space)
            case PageBreak():  # a property of what follows
                return

    def _photo(self, block: Photo, space: Space) -> Iterator[Element]:
        """Compose a picture, kept on the page of the line that says whose it is."""
        width, height = block.size((space.width - space.indent) / 20)
        drawn = node("r", node("drawing", self._draw(block, width, height)))
        yield paragraph("TableText", drawn, properties=(*_kept(True), *_indented(space)))
        yield paragraph("SmallPrint", *self._spans(block.credit), properties=_indented(space))

    # --- text -------------------------------------------------------------------------------------

    def _para(self, block: Para, space: Space, *, kept: bool = False) -> Element:
        """Compose a paragraph, ``kept`` on the page of the lines below it on which its answer is written."""
        content = self._spans(block.runs)
        if block.small:
            return paragraph("SmallPrint", *content, properties=(*_kept(kept), *_indented(space)))
        style = space.style("Continue") if space.depth else "TableText" if space.cell else "Normal"
        return paragraph(style, *content, properties=_kept(kept))

    def _list(self, block: Bullets, space: Space) -> Iterator[Element]:
        inner = space._replace(depth=space.depth + 1)
        style = inner.style("Number" if block.ordered else "Bullet")
        level = min(inner.depth, looks.LEVELS) - 1
        rule = looks.CELL_NUMBERS if space.cell else looks.NUMBERS
        number = self._numbering(rule, level, 1) if block.ordered else 0
        for item in block.items:
            first = item[0] if item else None
            led = isinstance(first, Para) and not first.small
            content = self._spans(first.runs) if isinstance(first, Para) and led else ()
            yield paragraph(style, *content, properties=_numbered(number, level))
            yield from self.blocks(item[1:] if led else item, inner)

    def _choice(self, block: Choice) -> Iterator[Element]:
        """Compose a question; it stays together with its answers."""
        yield paragraph("Question", *letters(block.question, self._lang), properties=self._ask(block.number))
        for at, (letter, answer, reason) in enumerate(block.options, 1):
            right, last = letter == block.right, at == len(block.options)
            sign = letters(TICKED if right else UNTICKED, self._lang, "RightMark" if right else "TickBox")
            content = (*sign, node("r", node("tab")), *letters(f"{letter}. ", self._lang), *self._spans(answer))
            kept = _kept(bool(reason) or not last)
            yield paragraph("RightOption" if right else "TickOption", *content, properties=kept)
            if reason:
                yield paragraph("Reason", *self._spans(reason), properties=_kept(not last))

    def _ask(self, number: int) -> tuple[Element, ...]:
        """Number a question: by its style while they follow each other from 1, else by a numbering of its own."""
        if number != self._asked + 1:
            self._questions = self._numbering(looks.QUESTIONS, 0, number)
        self._asked = number
        return _numbered(self._questions, 0) if self._questions != looks.QUESTIONS else ()

    def _numbering(self, rule: int, level: int, start: int) -> int:
        """Begin a numbering of its own by one of our rules; give its number."""
        number = len(self._numberings.findall(qn("w:num"))) + 1
        override = node("lvlOverride", node("startOverride", val=start), ilvl=level)
        self._numberings.append(node("num", node("abstractNumId", val=rule), override, numId=number))
        return number

    def _spans(self, runs: Runs) -> Iterator[Element]:
        return spans(runs, self._lang, self._link)

    # --- tables -----------------------------------------------------------------------------------

    def _framed(self, block: Grid | Box | Cards | Bars, space: Space) -> Iterator[Element]:
        """Compose what is a table in the file, and the gap that keeps it from the next: two in a row become one."""
        match block:
            case Grid():
                yield self._grid(block, space)
            case Box(title, blocks):
                yield self._box(title, blocks, space)
            case Cards():
                yield self._cards(block, space)
            case Bars():
                if block.label:
                    yield paragraph("Caption", *letters(block.label, self._lang))
                yield self._bars(block, space)
        yield paragraph("Gap")

    def frame(self, style: str, content: Iterable[Element], space: Space) -> Element:
        """Compose a frame of one cell around what is composed already; long ones go on on the next page."""
        width = space.width - space.indent
        return table(style, (width,), [row([cell(width, _filled(content))], torn=True)], indent=space.indent)

    def _box(self, title: str, blocks: Iterable[PaperBlock], space: Space) -> Element:
        heading = [paragraph("BoxTitle", *letters(title, self._lang))] if title else []
        inner = Space(space.width - space.indent - 2 * looks.BOX_SIDE, space.cell)
        return self.frame("ClassBox", [*heading, *self.blocks(blocks, inner)], space)

    def _grid(self, block: Grid, space: Space) -> Element:
        columns = max(map(len, (block.head, *block.rows)))
        widths = _shared(space.width - space.indent, block.widths or (1,) * columns)
        rows = []
        if block.head:
            heads = (paragraph("TableHeading", *self._spans(runs)) for runs in block.head)
            rows.append(row([cell(w, [head]) for w, head in zip(widths, heads, strict=True)], head=True))
        for cells in block.rows:
            made = [self._cell(width, blocks) for width, blocks in zip(widths, cells, strict=True)]
            rows.append(row(made, height=0 if all(cells) else looks.WRITING))
        return table("ClassTable", widths, rows, indent=space.indent, head=bool(block.head))

    def _cell(self, width: int, blocks: Iterable[PaperBlock]) -> Element:
        return cell(width, _filled(self.blocks(blocks, Space(width - 2 * looks.CELL_SIDE, cell=True))))

    def _cards(self, block: Cards, space: Space) -> Element:
        """Compose cards beside each other; where the last row has none left, its cells are empty."""
        widths = _shared(space.width - space.indent, (1,) * block.columns)
        rows = []
        for at in range(0, len(block.cards), block.columns):
            beside = block.cards[at : at + block.columns]
            cells = [cell(width, self._card(card, width)) for width, card in zip(widths, beside, strict=False)]
            cells += [cell(width, _filled(())) for width in widths[len(beside) :]]
            rows.append(row(cells))
        return table("ClassCards", widths, rows, indent=space.indent)

    def _card(self, card: Card, width: int) -> list[Element]:
        content = [paragraph("CardTitle", *letters(card.title, self._lang))]
        content += self.blocks(card.blocks, Space(width - 2 * looks.BOX_SIDE, cell=True))
        if card.foot:
            content.append(paragraph("SmallPrint", *letters(card.foot, self._lang)))
        return _filled(content)

    def _bars(self, block: Bars, space: Space) -> Element:
        """Compose a bar chart: every bar is a shaded cell over as many columns as its value asks for."""
        width = space.width - space.indent
        names, bars = (int(width * share) for share in SHARES)
        unit = bars // UNITS
        widths = (names, *(unit,) * UNITS, width - names - unit * UNITS)
        most = max((value for _, value, _ in block.rows), default=0)
        rows = []
        for name, value, figure in block.rows:
            units = max(1, round(UNITS * value / most)) if value > 0 else 0
            bar = [cell(unit * units, [paragraph("TableText")], span=units, fill=looks.INK)] if units else []
            rest = width - names - unit * units
            said = cell(rest, [paragraph("TableText", *letters(figure, self._lang))], span=UNITS - units + 1)
            rows.append(row([cell(names, [paragraph("TableText", *letters(name, self._lang))]), *bar, said]))
        return table("ClassBars", widths, rows, indent=space.indent, label=block.label)


def _numbered(number: int, level: int) -> tuple[Element, ...]:
    """Say to which numbering a paragraph belongs; 0 is the one of its style."""
    return (node("numPr", node("ilvl", val=level), node("numId", val=number)),) if number else ()


def _kept(kept: bool) -> tuple[Element, ...]:
    return (node("keepNext"),) if kept else ()


def _indented(space: Space) -> tuple[Element, ...]:
    """Indent a paragraph as the lists around it ask, whose own styles do it themselves."""
    return (node("ind", left=space.indent),) if space.indent else ()


def _on_new_page(made: Iterable[Element]) -> Iterator[Element]:
    """Begin a page; a table cannot say that, so a gap before it does."""
    for at, element in enumerate(made):
        if not at and element.tag == qn("w:p"):
            properties = element[0]
            properties.insert(1 + len(properties.findall(qn("w:keepNext"))), node("pageBreakBefore"))
        elif not at:
            yield paragraph("Gap", properties=(node("pageBreakBefore"),))
        yield element


def _filled(content: Iterable[Element]) -> list[Element]:
    """Fill a cell, which must hold a paragraph."""
    return list(content) or [paragraph("TableText")]


def _shared(width: int, shares: tuple[float, ...]) -> tuple[int, ...]:
    """Share a width out; what rounding leaves goes to the last."""
    total = sum(shares)
    widths = [int(width * share / total) for share in shares]
    return (*widths[:-1], width - sum(widths[:-1]))
