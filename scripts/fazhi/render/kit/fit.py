"""Give every slide the largest size at which its text fits, and split what would become too small.

Nothing shrinks below 18 points. One slide at 20 is better than two; two at 22 are better than one wall of 18.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from typing import NamedTuple

from fazhi.model.mark import Mark
from fazhi.render.kit import canvas
from fazhi.render.kit.deck import Bars, Body, Deck, Grid, Lanes, Line, Slide, Written
from fazhi.render.kit.fault import Unprintable
from fazhi.render.kit.measure import lines
from fazhi.render.kit.text import plain, run

SIZES = (32.0, 28.0, 26.0, 24.0, 22.0, 20.0, 18.0)
DENSE = SIZES[2:]
"""Tables, charts and lanes start here."""
COST = {20.0: 1.4, 18.0: 2.1}
"""For how many larger slides one of a small size counts; a size that is not named counts for one."""
WHOLE = frozenset({"quiz", "answer", "scene"})
"""Kinds of slides that are torn apart only if nothing else helps: a question belongs to its answers."""
TITLES = ((34.0, 1), (30.0, 2), (26.0, 2), (22.0, 3))
"""Sizes of titles, and how many lines each may take."""
COVER_TITLES = ((48.0, 2), (40.0, 3), (34.0, 3), (28.0, 4))
TITLE_PITCH = 1.22
LIST = frozenset({"point", "number", "date", "option", "right", "wrong", "way"})


class Unit(NamedTuple):
    """A piece of a body that stays on one slide: its height and where it was written."""

    height: float
    mark: Mark
    first: int
    """The lines or rows from here …"""
    end: int
    """… to before this one."""


class Cut(NamedTuple):
    """A body at a size, cut into the bodies of as many slides as it needs."""

    size: float
    bodies: tuple[Body, ...]


def fit(deck: Deck, continued: str) -> Deck:
    """Fit a deck; slides that were split off have ``continued`` after their title and ``-2`` after their id.

    They have the notes of the first one, so that the presenter need not turn back. Raises Unprintable for a line, a row
    or a title that is too long for a slide of its own.
    """
    return dataclasses.replace(
        deck, slides=tuple(part for slide in deck.slides for part in _slide(deck, slide, continued))
    )


def _slide(deck: Deck, slide: Slide, continued: str) -> Iterator[Slide]:
    if slide.kind == "cover":
        yield _cover(deck, slide)
        return
    cut = _cut(deck, slide)
    taken = {each.id for each in deck.slides}
    number = 1
    for place, body in enumerate(cut.bodies):
        title = slide.title + continued if place else slide.title
        size = _title_size(deck, slide, title)
        part = dataclasses.replace(slide, title=title, body=body, size=cut.size, title_size=size)
        if place:
            number = next(n for n in range(number + 1, number + len(taken) + 2) if f"{slide.id}-{n}" not in taken)
            part = dataclasses.replace(part, id=f"{slide.id}-{number}", minutes=0)
        yield part


# --- titles and the cover ---------------------------------------------------------------------------


def _title_size(deck: Deck, slide: Slide, title: str) -> float:
    return _headline(deck, slide, title, TITLES, canvas.TITLE.width)


def _headline(deck: Deck, slide: Slide, title: str, sizes: tuple[tuple[float, int], ...], width: float) -> float:
    """The largest size at which a title takes no more than its lines."""
    for size, most in sizes:
        if lines(run(title), width / size, han=canvas.is_han(deck.lang), strong=True) <= most:
            return size
    raise Unprintable(slide.path, slide.mark, "kit-slide-full", size=f"{sizes[-1][0]:g}")


def _cover(deck: Deck, slide: Slide) -> Slide:
    """The cover is one slide."""
    title = _headline(deck, slide, slide.title, COVER_TITLES, canvas.COVER_TITLE.width)
    area = canvas.beside(canvas.COVER_TEXT, deck)
    written = slide.body.lines if isinstance(slide.body, Written) else ()
    for size in SIZES[1:]:
        if sum(canvas.line_height(line, 0, size, area.width, deck.lang) for line in written) <= area.height:
            return dataclasses.replace(slide, size=size, title_size=title)
    raise Unprintable(slide.path, slide.mark, "kit-slide-full", size=f"{SIZES[-1]:g}")


# --- bodies -----------------------------------------------------------------------------------------


def _cut(deck: Deck, slide: Slide) -> Cut:
    """Cut a body at the size that is worth its slides."""
    area = canvas.body_area(deck, slide)
    body = slide.body
    if isinstance(body, Bars):
        body = body._replace(top=max((value for _, value, _ in body.rows), default=0.0))
    cuts = [
        cut for size in (SIZES if isinstance(body, Written) else DENSE) if (cut := _at(body, size, area, deck.lang))
    ]
    if not cuts:
        raise Unprintable(slide.path, _widest(body, area, deck.lang), "kit-slide-full", size=f"{SIZES[-1]:g}")
    costs = {} if slide.kind in WHOLE else COST
    return min(cuts, key=lambda cut: (len(cut.bodies) * costs.get(cut.size, 1.0), -cut.size))


def _at(body: Body, size: float, area: canvas.Area, lang: str) -> Cut | None:
    """Cut a body at a size into as few parts as it needs; None if one of its pieces alone is too high."""
    if isinstance(body, Lanes):
        return _lanes(body, size, area, lang)
    if isinstance(body, Grid):
        body = body._replace(widths=canvas.columns(body, size, area.width, lang))
    room = area.height - _fixed(body, size, area, lang)
    for together in (True, False):
        units = _units(body, size, area, lang, together=together)
        if all(unit.height <= room for unit in units):
            cut = Cut(size, tuple(_part(body, part) for part in _shared(units, room)))
            return cut if len(cut.bodies) == 1 or all(_holds(part, size, area, lang) for part in cut.bodies) else None
    return None


def _holds(body: Body, size: float, area: canvas.Area, lang: str) -> bool:
    """Whether a part fits as it will be drawn; the labels of its lines may hang where those of the whole did not."""
    if not isinstance(body, Written):
        return True
    return sum(unit.height for unit in _units(body, size, area, lang, together=False)) <= area.height


def _fixed(body: Written | Grid | Bars, size: float, area: canvas.Area, lang: str) -> float:
    """What every part of a body repeats."""
    match body:
        case Grid(head=head, widths=widths):
            return canvas.row_height(head, widths, size, lang, head=True)
        case Bars():
            return canvas.caption_height(body, area.width, lang)
        case _:
            return 0.0


def _units(body: Written | Grid | Bars, size: float, area: canvas.Area, lang: str, *, together: bool) -> list[Unit]:
    match body:
        case Written(written):
            hang = canvas.labels_hang(written, size, area.width, lang)
            heights = [canvas.line_height(line, hang, size, area.width, lang) for line in written]
            units = [Unit(height, written[n].mark, n, n + 1) for n, height in enumerate(heights)]
            return _joined(units, written) if together else units
        case Grid(rows=rows, widths=widths):
            heights = [canvas.row_height(row, widths, size, lang) for row in rows]
        case _:
            room = canvas.bar_room(body, size, area.width, lang)
            heights = [canvas.bar_height(row, room, size, lang) for row in body.rows]
    return [Unit(height, body.mark, n, n + 1) for n, height in enumerate(heights)]


def _joined(units: list[Unit], written: tuple[Line, ...]) -> list[Unit]:
    """Join what must not be torn apart: an answer and its reason, the choices of a scene, a list and its opening."""
    joined: list[Unit] = []
    for unit in units:
        if joined and _belong(written[unit.first - 1], written[unit.first]):
            last = joined.pop()
            unit = last._replace(height=last.height + unit.height, end=unit.end)  # noqa: PLW2901 - it grows
        joined.append(unit)
    return joined


def _belong(before: Line, after: Line) -> bool:
    if after.kind == "reason" or (before.kind == after.kind == "way"):
        return True
    if after.level > before.level and before.kind in LIST:
        return True
    heading = bool(before.runs) and all(each.strong for each in before.runs)
    return before.kind == "text" and (heading or plain(before.runs).rstrip().endswith(("：", ":")))


def _shared(units: list[Unit], room: float) -> list[list[Unit]]:
    """Share units among as few slides as there must be, and among these evenly."""
    parts = _packed(units, room)
    low, high = max((unit.height for unit in units), default=0.0), room
    for _ in range(12):
        middle = (low + high) / 2
        tried = _packed(units, middle)
        if len(tried) == len(parts):
            parts, high = tried, middle
        else:
            low = middle
    return parts


def _packed(units: list[Unit], room: float) -> list[list[Unit]]:
    """Fill one slide after the other; a body without anything is one empty slide."""
    parts: list[list[Unit]] = [[]]
    used = 0.0
    for unit in units:
        if parts[-1] and used + unit.height > room:
            parts.append([])
            used = 0.0
        parts[-1].append(unit)
        used += unit.height
    return parts


def _part(body: Written | Grid | Bars, units: list[Unit]) -> Body:
    first, end = (units[0].first, units[-1].end) if units else (0, 0)
    if isinstance(body, Written):
        return Written(body.lines[first:end])
    if isinstance(body, Grid):
        return body._replace(rows=body.rows[first:end])
    return body._replace(rows=body.rows[first:end])


# --- lanes ------------------------------------------------------------------------------------------


def _lanes(body: Lanes, size: float, area: canvas.Area, lang: str) -> Cut | None:
    """Cut lanes: fewer beside each other first, else all of them into an upper and a lower part."""
    fits: Callable[[Lanes], bool] = lambda part: canvas.lanes_height(part, size, area.width, lang) <= area.height  # noqa: E731
    lanes = body.lanes
    steps = max(len(inside) for _, inside in lanes)
    for count in range(1, max(len(lanes), steps) + 1):
        for parts in (_beside(body, count), _below(body, count, steps)):
            if all(fits(part) for part in parts):
                return Cut(size, tuple(parts))
    return None


def _beside(body: Lanes, count: int) -> list[Lanes]:
    each = -(-len(body.lanes) // count)
    return [body._replace(lanes=body.lanes[n : n + each]) for n in range(0, len(body.lanes), each)]


def _below(body: Lanes, count: int, steps: int) -> list[Lanes]:
    """The same lanes with their first steps, then with the next ones; lanes that have ended are left out."""
    each = max(-(-steps // count), 1)
    parts = []
    for first in range(0, max(steps, 1), each):
        lanes = ((name, inside[first : first + each]) for name, inside in body.lanes)
        parts.append(body._replace(lanes=tuple((name, inside) for name, inside in lanes if inside or not first)))
    return parts


def _widest(body: Body, area: canvas.Area, lang: str) -> Mark:
    """Where the piece that fits on no slide was written."""
    if isinstance(body, Written):
        units = _units(body, SIZES[-1], area, lang, together=False)
        return next(unit.mark for unit in units if unit.height > area.height)
    return body.mark
