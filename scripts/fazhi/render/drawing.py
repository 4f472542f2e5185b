"""Draw charts and flows as SVG: our own lines, the page's own colours, text that can be selected and is said below.

Widths are measured as Chinese and Latin letters are set: a full-width character is one em, any other a bit over half.
"""

from __future__ import annotations

import unicodedata

from markupsafe import Markup

from fazhi.model.blocks import Chart, Flow, plain

EM = 16
"""The size of a letter, in units of the drawing."""
WIDTH = 640
CHART_WIDTH = 420
"""Narrower than a flow, so that its letters stay readable on a phone."""
_LATIN = 0.56
_GAP, _LINE = 22, 22
_NO_BREAK_BEFORE = frozenset("，。；：？！、）》”’,.;:?!)")


def chart(drawn: Chart, label: str) -> Markup:
    """Bars, longest over the full width, each with its name above and its figure beside it."""
    most = max(drawn.values) or 1
    room = CHART_WIDTH - 24 - EM * max(measure(plain(row[-1])) for row in drawn.table.rows)
    rows, y = Markup(""), 0
    for row, value in zip(drawn.table.rows, drawn.values, strict=True):
        name, figure = plain(row[0]), plain(row[-1])
        width = max(2.0, value / most * room)
        rows += Markup(
            '<text x="0" y="{}">{}</text>'
            '<rect class="fz-bar" fill="currentColor" x="0" y="{}" width="{:.1f}" height="20" rx="3"/>'
            '<text class="fz-figure" x="{:.1f}" y="{}">{}</text>'
        ).format(y + 16, name, y + 24, width, width + 10, y + 40, figure)
        y += 58
    return _svg(rows, CHART_WIDTH, y, label)


def flow(drawn: Flow, label: str) -> Markup:
    """Lanes side by side, each a column of boxes joined by arrows."""
    count = len(drawn.lanes)
    width = (WIDTH - _GAP * (count - 1)) / count
    boxes, height = Markup(""), 0.0
    for number, lane in enumerate(drawn.lanes):
        x, y = number * (width + _GAP), 0.0
        for place, step in enumerate((lane.name, *lane.steps)):
            lines = wrap(plain(step), (width - 24) / EM)
            tall = len(lines) * _LINE + 16
            if place:
                boxes += _arrow(x + width / 2, y, y + _GAP)
                y += _GAP
            boxes += _box(x, y, width, tall, lines, head=not place)
            y += tall
        height = max(height, y)
    return _svg(boxes, WIDTH, height + 2, label)


def measure(text: str) -> float:
    """The width of a text in em."""
    return sum(1 if unicodedata.east_asian_width(char) in "WFA" else _LATIN for char in text)


def wrap(text: str, width: float) -> list[str]:
    """Break a text into lines of at most ``width`` em: between Chinese characters, at spaces in English."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and measure(line + piece.rstrip()) > width and piece[0] not in _NO_BREAK_BEFORE:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()]


def _pieces(text: str) -> list[str]:
    """What must not be broken: a word with the space after it, or one Chinese character."""
    pieces: list[str] = []
    for char in text:
        wide = unicodedata.east_asian_width(char) in "WF"
        if pieces and not wide and pieces[-1][-1] != " " and unicodedata.east_asian_width(pieces[-1][-1]) not in "WF":
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def _box(x: float, y: float, width: float, tall: float, lines: list[str], *, head: bool) -> Markup:
    spans = Markup("").join(
        Markup('<tspan x="{:.1f}" y="{:.1f}">{}</tspan>').format(x + 12, y + 24 + at * _LINE, line)
        for at, line in enumerate(lines)
    )
    kind = "fz-box fz-box--head" if head else "fz-box"
    return Markup(
        '<g class="{}"><rect fill="none" stroke="currentColor" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" '
        'rx="6"/><text>{}</text></g>'
    ).format(kind, x + 1, y + 1, width - 2, tall, spans)


def _arrow(x: float, top: float, bottom: float) -> Markup:
    line = Markup(
        '<path class="fz-arrow" fill="none" stroke="currentColor" d="M{0:.1f} {1:.1f}V{2:.1f}m-5 -6 5 6 5 -6"/>'
    )
    return line.format(x, top + 2, bottom - 1)


def _svg(inside: Markup, width: int, height: float, label: str) -> Markup:
    drawing = Markup(
        '<svg class="fz-drawing" viewBox="0 0 {0} {1:.0f}" width="{0}" role="img" aria-label="{2}">{3}</svg>'
    )
    return drawing.format(width, height, label, inside)
