"""The areas of a slide and the room that things take in them, in points; a slide is 960 points wide and 540 high.

``fit`` asks how high a body becomes; the PPTX draws it with the same numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fazhi.render.kit.deck import Bars, Deck, Grid, Lanes, Line, Slide
from fazhi.render.kit.measure import FULL, extent, lines, longest
from fazhi.render.kit.text import Run, Runs, run


class Area(NamedTuple):
    """A rectangle on a slide."""

    left: float
    top: float
    width: float
    height: float


SLIDE = Area(0, 0, 960, 540)
STEP = Area(54, 22, 780, 28)
SIGN = Area(858, 18, 48, 36)
TITLE = Area(54, 52, 852, 84)
BODY = Area(54, 148, 852, 346)
FOOT = Area(54, 504, 780, 28)
NUMBER = Area(846, 504, 60, 28)
EDGE = Area(0, 0, 16, 540)
RULE = Area(54, 139, 852, 1.5)
COVER_TITLE = Area(72, 92, 816, 160)
COVER_RULE = Area(72, 266, 120, 5)
COVER_TEXT = Area(72, 286, 816, 112)
COVER_FACTS = Area(72, 404, 816, 88)
QR = Area(756, 298, 150, 150)
"""White, the code inside it; only where the site has an address."""
QR_GAP = 24
SMALL = 18.0
"""The smallest size of what the class reads; the foot alone is smaller."""
GAP = 0.42
"""Between two paragraphs, in em."""
CELL = (9.0, 6.0)
"""The margins of a table's cell: at the sides, above and below."""
LANE_GAP, STEP_GAP = 24.0, 18.0
BOX = (10.0, 7.0)
"""The margins of a box of a lane."""
BAR_GAP = 12.0
_LEVEL = 1.2
_MARGINS = {"point": 1.0, "option": 1.5, "right": 2.7, "wrong": 2.7, "reason": 2.7, "way": 1.4}
_LABEL_SHARE = 0.4


def is_han(lang: str) -> bool:
    """Whether the language is written in Han characters."""
    return lang == "zh"


def pitch(size: float, lang: str, *, linked: bool = False) -> float:
    """From one line to the next; the same in every program, as it is set in points.

    A paragraph with a link is measured with the line of the highest font that may be used, see ``pptx_text``.
    """
    if is_han(lang):
        return round(size * (1.45 if linked else 1.32), 1)
    return round(size * 1.22, 1)


def is_linked(runs: Runs) -> bool:
    """Whether a link stands in runs."""
    return any(run.href for run in runs)


def body_area(deck: Deck, slide: Slide) -> Area:
    """Where the body stands; beside the QR code there is less room."""
    if slide.kind == "end" and deck.imprint.address:
        return BODY._replace(width=QR.left - QR_GAP - BODY.left)
    return BODY


def beside(area: Area, deck: Deck) -> Area:
    """An area of the cover without what the QR code takes."""
    return area._replace(width=QR.left - QR_GAP - area.left) if deck.imprint.address else area


# --- paragraphs -------------------------------------------------------------------------------------


def labels_hang(block: Sequence[Line], size: float, width: float, lang: str) -> float:
    """How far the text of dated and numbered lines stands in, or 0 where the labels leave too little room."""
    labels = [
        extent(run(line.label), han=is_han(lang), strong=True) for line in block if line.kind in ("date", "number")
    ]
    margin = (max(labels, default=0.0) + 0.6) * size
    return margin if labels and margin <= width * _LABEL_SHARE else 0.0


def margin(line: Line, hang: float, size: float) -> float:
    """The left margin of a line's text; its sign or label hangs to the left of it."""
    own = hang if line.kind in ("date", "number") else _MARGINS.get(line.kind, 0.0) * size
    return own + indent(line, size)


def indent(line: Line, size: float) -> float:
    """Where a line's sign or label begins: the further right, the deeper in a list."""
    return line.level * _LEVEL * size


def led(line: Line, hang: float) -> Runs:
    """What stands in the room of a line's text: its label too where that cannot hang."""
    if line.kind in ("date", "number") and line.label and not hang:
        return (Run(f"{line.label}  ", strong=True), *line.runs)
    return line.runs


def line_height(line: Line, hang: float, size: float, width: float, lang: str) -> float:
    """The height of a paragraph with the gap above it."""
    room = (width - margin(line, hang, size)) / size
    count = lines(led(line, hang), room, han=is_han(lang), strong=line.kind == "right")
    return count * pitch(size, lang, linked=bool(line.target) or is_linked(line.runs)) + GAP * size


def text_height(runs: Runs, size: float, width: float, lang: str, *, strong: bool = False) -> float:
    """The height of runs in a box without margins."""
    return lines(runs, width / size, han=is_han(lang), strong=strong) * pitch(size, lang, linked=is_linked(runs))


# --- tables -----------------------------------------------------------------------------------------


def columns(grid: Grid, size: float, width: float, lang: str) -> tuple[float, ...]:
    """The widths of a table's columns: of several ways to share the width, the one that makes the table lowest.

    Short names stay on one line if they can.
    """
    cells = list(zip(grid.head, *grid.rows, strict=True))
    han, sides = is_han(lang), 2 * CELL[0]
    most = [max(extent(cell, han=han, strong=True) for cell in column) * size / FULL + sides + 1 for column in cells]
    ways = []
    for floor in (3.0, 6.5, 9.0):
        least = [max(_floor(cell, floor, han=han) for cell in column) * size / FULL + sides + 1 for column in cells]
        if sum(least) <= width:
            ways += [_shared(least, most, width - sum(least), power) for power in (0.5, 0.75, 1.0)]
    if not ways:
        ways = [(round(width / len(cells), 2),) * len(cells)]
    return min(ways, key=lambda way: (grid_height(grid, way, size, lang), _line_count(grid, way, size, lang)))


def _floor(cell: Runs, floor: float, *, han: bool) -> float:
    """The least width of a cell in em: its longest word, and so much more as keeps a short text on one line."""
    return max(min(longest(cell, han=han, strong=True), floor + 5), min(extent(cell, han=han, strong=True), floor))


def _line_count(grid: Grid, widths: Sequence[float], size: float, lang: str) -> int:
    return sum(
        lines(cell, (width - 2 * CELL[0]) / size, han=is_han(lang))
        for row in (grid.head, *grid.rows)
        for cell, width in zip(row, widths, strict=True)
    )


def _shared(least: list[float], most: list[float], spare: float, power: float) -> tuple[float, ...]:
    wants = [max(wish - floor, 1.0) ** power for floor, wish in zip(least, most, strict=True)]
    return tuple(round(floor + spare * want / sum(wants), 2) for floor, want in zip(least, wants, strict=True))


def row_height(row: tuple[Runs, ...], widths: Sequence[float], size: float, lang: str, *, head: bool = False) -> float:
    """The height of a row of a table."""
    inside = (
        text_height(cell, size, width - 2 * CELL[0], lang, strong=head) for cell, width in zip(row, widths, strict=True)
    )
    return max(inside, default=0.0) + 2 * CELL[1]


def grid_height(grid: Grid, widths: Sequence[float], size: float, lang: str) -> float:
    """The height of a whole table."""
    rows = sum(row_height(row, widths, size, lang) for row in grid.rows)
    return rows + row_height(grid.head, widths, size, lang, head=True)


# --- charts and lanes -------------------------------------------------------------------------------


class BarRoom(NamedTuple):
    """How a bar chart shares the width: name, bar, figure."""

    name: float
    bar: float
    figure: float


def bar_room(bars: Bars, size: float, width: float, lang: str) -> BarRoom:
    """Share the width of a chart; long names wrap."""
    han = is_han(lang)
    name = max(extent(run(row[0]), han=han) for row in bars.rows) * size / FULL + 2
    figure = max(extent(run(row[2]), han=han, strong=True) for row in bars.rows) * size / FULL + 2
    name, figure = min(name, width * 0.36), min(figure, width * 0.3)
    return BarRoom(name, width - name - figure - 2 * BAR_GAP, figure)


def bar_height(row: tuple[str, float, str], room: BarRoom, size: float, lang: str) -> float:
    """The height of a row of a chart, with the gap below it."""
    name = text_height(run(row[0]), size, room.name, lang)
    figure = text_height(run(row[2], strong=True), size, room.figure, lang)
    return max(name, figure, 1.7 * size) + 0.6 * size


def caption_height(bars: Bars, width: float, lang: str) -> float:
    """The height of what a chart says about its figures, with the gap below it."""
    return text_height(run(bars.label), SMALL, width, lang) + 10


def lane_width(lanes: Lanes, width: float) -> float:
    """The width of a lane beside the others."""
    count = len(lanes.lanes)
    return (width - LANE_GAP * (count - 1)) / count


def lane_rows(lanes: Lanes, size: float, width: float, lang: str) -> list[float]:
    """The heights of the rows of boxes: the names, then the steps that come first, and so on."""
    room = lane_width(lanes, width) - 2 * BOX[0]
    if room < 4 * size:
        return [float("inf")]
    rows = [max(text_height(name, size, room, lang, strong=True) for name, _ in lanes.lanes) + 2 * BOX[1]]
    for number in range(max(len(steps) for _, steps in lanes.lanes)):
        boxes = (text_height(steps[number], size, room, lang) for _, steps in lanes.lanes if number < len(steps))
        rows.append(max(boxes) + 2 * BOX[1])
    return rows


def lanes_height(lanes: Lanes, size: float, width: float, lang: str) -> float:
    """The height of lanes with the gaps for their arrows."""
    rows = lane_rows(lanes, size, width, lang)
    return sum(rows) + STEP_GAP * (len(rows) - 1)
