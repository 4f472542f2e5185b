"""Tables, charts and lanes on a slide: native tables, and shapes with names and text in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement

from fazhi.render.kit import canvas
from fazhi.render.kit.canvas import Area
from fazhi.render.kit.deck import Bars, Grid, Lanes
from fazhi.render.kit.pptx_markup import INSIDE, child, element, emu, fill, filled
from fazhi.render.kit.pptx_text import Look, Scribe
from fazhi.render.kit.pptx_theme import BODY
from fazhi.render.kit.text import Runs, plain, run

if TYPE_CHECKING:
    from pptx.shapes.group import GroupShape
    from pptx.shapes.placeholder import TablePlaceholder
    from pptx.slide import Slide as Page

_PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""No style, no grid: what a cell looks like is said in the cell, so that every program shows the same."""
_LINE = filled("B9C4C6")
_LEAST_BAR = 3.0


def table(page: Page, scribe: Scribe, grid: Grid, size: float, area: Area, label: str) -> None:
    """Put a table into the placeholder of its layout; ``label`` is its text alternative."""
    holder = cast("TablePlaceholder", page.placeholders[BODY])
    frame = holder.insert_table(len(grid.rows) + 1, len(grid.head))  # type: ignore[no-untyped-call]
    heights = [canvas.row_height(grid.head, grid.widths, size, scribe.lang, head=True)]
    heights += [canvas.row_height(row, grid.widths, size, scribe.lang) for row in grid.rows]
    frame.left, frame.top = emu(area.left), emu(area.top)
    frame.width, frame.height = emu(sum(grid.widths)), emu(sum(heights))
    _named(frame._element, "Table", label)
    native = frame.table
    native.first_row, native.horz_banding = True, False
    next(frame._element.iter(qn("a:tableStyleId"))).text = _PLAIN_TABLE
    # The elements, and not the library's views of them, which look for their table again for every cell.
    for column, width in zip(frame._element.iter(qn("a:gridCol")), grid.widths, strict=True):
        column.set("w", str(emu(width)))
    rows = frame._element.iter(qn("a:tr"))
    for number, (row, height, cells) in enumerate(zip(rows, heights, (grid.head, *grid.rows), strict=True)):
        row.set("h", str(emu(height)))
        for cell, runs, width in zip(row.findall(qn("a:tc")), cells, grid.widths, strict=True):
            look = Look(
                size=size, strong=number == 0, colour="tx1" if number else "bg1", room=width - 2 * canvas.CELL[0]
            )
            _cell(cell, scribe.paragraph(runs, look), "bg1" if number else "accent1")


def _cell(cell: BaseOxmlElement, paragraph: BaseOxmlElement, ground: str) -> None:
    fill(child(cell, "a:txBody"), [paragraph])
    for old in cell.findall(qn("a:tcPr")):
        cell.remove(old)
    side, above = (emu(each) for each in canvas.CELL)
    cell.append(
        element(
            f'<a:tcPr marL="{side}" marR="{side}" marT="{above}" marB="{above}" anchor="ctr">'
            f'<a:lnB w="12700">{_LINE}</a:lnB>{filled(ground)}</a:tcPr>'
        )
    )


@dataclass(frozen=True, slots=True)
class Board:
    """A group of shapes on a slide, which has the text alternative of the whole drawing."""

    group: GroupShape
    scribe: Scribe
    size: float

    def box(
        self,
        name: str,
        area: Area,
        runs: Runs,
        look: Look,
        *,
        ground: str = "",
        edge: str = "",
        margins: tuple[float, float] = (0, 0),
    ) -> None:
        """Draw a named box with text in its middle."""
        shape = self.group.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, emu(area.left), emu(area.top), emu(area.width), emu(area.height)
        )
        body = child(_bare(shape._element, name, ground, edge), "p:txBody")
        side, above = (emu(each) for each in margins)
        inside = INSIDE.replace('lIns="0"', f'lIns="{side}"').replace('rIns="0"', f'rIns="{side}"')
        inside = inside.replace('tIns="0"', f'tIns="{above}"').replace('bIns="0"', f'bIns="{above}"')
        body.replace(child(body, "a:bodyPr"), element(f'<a:bodyPr {inside} anchor="ctr"><a:noAutofit/></a:bodyPr>'))
        fill(body, [self.scribe.paragraph(runs, look)])

    def sign(self, name: str, area: Area, shape: MSO_SHAPE, ground: str, label: str) -> None:
        """Draw a named shape without text; ``label`` is its text alternative."""
        drawn = self.group.shapes.add_shape(shape, emu(area.left), emu(area.top), emu(area.width), emu(area.height))
        _named(_bare(drawn._element, name, ground, ""), name, label)


def chart(page: Page, scribe: Scribe, bars: Bars, size: float, area: Area) -> None:
    """Draw a bar chart as shapes: a name, a bar, a figure in every row."""
    said = "；" if canvas.is_han(scribe.lang) else "; "
    label = said.join([bars.label, *(f"{name} {figure}" for name, _, figure in bars.rows)])
    board = _board(page, scribe, size, "Chart", label)
    room = canvas.bar_room(bars, size, area.width, scribe.lang)
    caption = canvas.caption_height(bars, area.width, scribe.lang)
    board.box("Caption", area._replace(height=caption), run(bars.label), Look(size=canvas.SMALL, colour="accent6"))
    top, start = area.top + caption, area.left + room.name + canvas.BAR_GAP
    for number, (name, value, figure) in enumerate(bars.rows, 1):
        step = canvas.bar_height((name, value, figure), room, size, scribe.lang)
        high = step - 0.6 * size
        length = max(room.bar * max(value, 0.0) / bars.top, _LEAST_BAR) if bars.top > 0 else _LEAST_BAR
        board.box(f"Name {number}", Area(area.left, top, room.name, high), run(name), Look(size=size))
        thick = min(high, 1.7 * size)
        bar = Area(start, top + (high - thick) / 2, length, thick)
        board.sign(f"Bar {number}", bar, MSO_SHAPE.RECTANGLE, "accent1", f"{name} {figure}")
        beside = Area(start + length + canvas.BAR_GAP, top, room.figure, high)
        board.box(f"Figure {number}", beside, run(figure), Look(size=size, strong=True))
        top += step


def lanes(page: Page, scribe: Scribe, body: Lanes, size: float, area: Area) -> None:
    """Draw ways side by side: a name, and its steps below it, from box to box."""
    names = ("；" if canvas.is_han(scribe.lang) else "; ").join(plain(name) for name, _ in body.lanes)
    board = _board(page, scribe, size, "Lanes", names)
    rows = canvas.lane_rows(body, size, area.width, scribe.lang)
    width = canvas.lane_width(body, area.width)
    for number, (name, steps) in enumerate(body.lanes, 1):
        place = Area(area.left + (number - 1) * (width + canvas.LANE_GAP), area.top, width, rows[0])
        look = Look(size=size, strong=True, colour="bg1", centred=True)
        board.box(f"Lane {number}", place, name, look, ground="accent1", margins=canvas.BOX)
        for step, runs in enumerate(steps, 1):
            below = place.top + place.height
            middle = place.left + place.width / 2
            arrow = Area(middle - 7, below + 3, 14, canvas.STEP_GAP - 6)
            board.sign(f"Arrow {number}-{step}", arrow, MSO_SHAPE.DOWN_ARROW, "accent6", "↓")
            place = Area(place.left, below + canvas.STEP_GAP, width, rows[step])
            look = Look(size=size, colour="tx1", centred=True)
            board.box(f"Step {number}-{step}", place, runs, look, ground="bg1", edge="accent1", margins=canvas.BOX)


def _board(page: Page, scribe: Scribe, size: float, name: str, label: str) -> Board:
    group = page.shapes.add_group_shape()
    _named(group._element, name, label)
    return Board(group, scribe, size)


def _named(shape: BaseOxmlElement, name: str, label: str) -> None:
    """Give a shape its name and its text alternative."""
    properties = next(shape.iter(qn("p:cNvPr")))
    properties.set("name", name)
    properties.set("descr", label)


def _bare(shape: BaseOxmlElement, name: str, ground: str, edge: str) -> BaseOxmlElement:
    """Take the style of the theme off a shape and give it colours of its own."""
    next(shape.iter(qn("p:cNvPr"))).set("name", name)
    shape.remove(child(shape, "p:style"))
    properties = child(shape, "p:spPr")
    properties.append(element(filled(ground) if ground else "<a:noFill/>"))
    properties.append(element(f'<a:ln w="19050">{filled(edge) if edge else "<a:noFill/>"}</a:ln>'))
    return shape
