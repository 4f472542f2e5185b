"""Take what is to be drawn: a table of figures as a chart, a list of lists as a flow."""

from __future__ import annotations

import re

from fazhi.model.blocks import Block, Chart, Flow, Items, Lane, Paragraph, Table, plain
from fazhi.model.mark import Mark

_FIGURE = re.compile(r"\d+(\.\d+)?")


def chart(blocks: tuple[Block, ...], mark: Mark) -> Chart | None:
    """A table whose last column holds one figure a row, as a chart; None if it is anything else."""
    match blocks:
        case (Table(head, rows) as table,) if len(head) == 2 and len(rows) >= 2:
            found = [_FIGURE.search(plain(row[-1]).replace(",", "")) for row in rows]
            values = tuple(float(figure[0]) for figure in found if figure)
            return Chart(table, values, mark) if len(values) == len(rows) else None
    return None


def flow(blocks: tuple[Block, ...], mark: Mark) -> Flow | None:
    """A list whose items are a name and a list of steps, as a flow; None if it is anything else."""
    match blocks:
        case (Items(_, items),):
            lanes = tuple(lane for item in items if (lane := _lane(item)))
            return Flow(lanes, mark) if len(lanes) == len(items) else None
    return None


def _lane(item: tuple[Block, ...]) -> Lane | None:
    match item:
        case (Paragraph(name), Items(_, steps)):
            words = tuple(step[0].children for step in steps if len(step) == 1 and isinstance(step[0], Paragraph))
            return Lane(name, words) if len(words) == len(steps) else None
    return None
