"""Print a deck as web slides: one HTML file, style and script inside, which runs from a stick without a network.

Style and script are the same bytes on every page, so that a Content Security Policy can name them by their hash; what
differs between decks and languages stands in the markup alone. Without JavaScript the page can be read from top to end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

import segno
from jinja2 import Environment
from markupsafe import Markup, escape

from fazhi.render.kit import canvas, fit
from fazhi.render.kit.deck import Bars, Deck, Grid, Lanes, Line, LineKind, Slide, Written
from fazhi.render.kit.text import Run, Runs
from fazhi.render.policy import Inline
from fazhi.render.words import Words

SIZES = sorted({int(size) for size in (*fit.SIZES, *(size for size, _ in (*fit.TITLES, *fit.COVER_TITLES)))})
"""The sizes of text, in points of a slide, that the style knows: all that ``fit`` gives."""
_STEPPED = frozenset({"point", "number", "date"})
_FAMILY: dict[LineKind, str] = {
    "text": "text",
    "reason": "text",
    "point": "points",
    "number": "numbers",
    "date": "dates",
    "option": "options",
    "right": "options",
    "wrong": "options",
    "way": "ways",
}
"""Which lines stand in one list."""


class Item(NamedTuple):
    """A line with the lines that belong below it; ``stepped`` ones can be shown one by one."""

    kind: LineKind
    words: Markup
    label: str
    target: str
    stepped: bool
    inside: tuple[Group, ...]


class Group(NamedTuple):
    """Lines that stand in one list, or paragraphs; their labels may be too long to hang beside the text."""

    family: str
    items: tuple[Item, ...]
    hangs: bool


class GridView(NamedTuple):
    """A table; the widths of its columns are in per cent."""

    head: tuple[Markup, ...]
    rows: tuple[tuple[Markup, ...], ...]
    widths: tuple[str, ...]


class BarsView(NamedTuple):
    """A bar chart: name, width of the bar in per cent of its cell, and the figure as it is written."""

    rows: tuple[tuple[str, str, str], ...]
    label: str
    name: str
    """The width of the column of names, in per cent."""


class LanesView(NamedTuple):
    """Ways side by side: a name, and the steps below it."""

    lanes: tuple[tuple[Markup, tuple[Markup, ...]], ...]


@dataclass(frozen=True, slots=True)
class SlideView:
    """A slide as the template gets it; exactly one of the four bodies is given."""

    id: str
    kind: str
    title: str
    size: int
    title_size: int
    step: str
    minutes: int
    place: str
    """Which slide it is, in words."""
    notes: tuple[tuple[bool, tuple[Markup, ...]], ...]
    """Paragraphs for the presenter, in turn what is said and (true) tips."""
    written: tuple[Group, ...] = ()
    grid: GridView | None = None
    bars: BarsView | None = None
    lanes: LanesView | None = None


def page(deck: Deck, env: Environment, words: Words) -> str:
    """Print a deck as an HTML file that needs no other; it lies at ``lessons/<id>/slides.html``."""
    t = words.t.kit.slides
    total = len(deck.slides)
    [script], [style] = inline(env)
    return env.get_template("kit/slides.html.j2").render(
        deck=deck,
        slides=[
            _slide(deck, slide, t.place.format(n=number, total=total, title=slide.title))
            for number, slide in enumerate(deck.slides, 1)
        ],
        minutes=sum(slide.minutes for slide in deck.slides),
        style=Markup(style),  # noqa: S704 - our own text
        script=Markup(script),  # noqa: S704 - our own text
        qr=_qr(deck.imprint.address),
        t=t,
    )


def inline(env: Environment) -> Inline:
    """The one script and the one style sheet of every deck."""
    style = env.get_template("kit/slides.css.j2").render(sizes=SIZES)
    return Inline((env.get_template("kit/slides.js.j2").render(),), (style,))


def _slide(deck: Deck, slide: Slide, place: str) -> SlideView:
    width = canvas.body_area(deck, slide).width
    body, size = slide.body, slide.size
    spoken = groupby(slide.notes, key=lambda say: say.tip)
    return SlideView(
        id=slide.id,
        kind=slide.kind,
        title=slide.title,
        size=_known(size),
        title_size=_known(slide.title_size),
        step=slide.step,
        minutes=slide.minutes,
        place=place,
        notes=tuple((tip, tuple(printed(say.runs) for say in says)) for tip, says in spoken),
        written=_written(body, slide, width, deck.lang) if isinstance(body, Written) else (),
        grid=_grid(body, size, width, deck.lang) if isinstance(body, Grid) else None,
        bars=_bars(body, size, width, deck.lang) if isinstance(body, Bars) else None,
        lanes=_lanes(body) if isinstance(body, Lanes) else None,
    )


def _known(size: float) -> int:
    """The class of a size. Raises ``ValueError`` for one that the style does not know, rather than take another."""
    if size not in SIZES:
        raise ValueError(f"no style for text of {size} points")
    return int(size)


def _qr(address: str) -> Markup:
    """The address as a QR code, drawn; nothing as long as there is no address."""
    if not address:
        return Markup("")
    code = segno.make(address, error="m", micro=False)
    drawing = code.svg_inline(border=2, light="#fff", omitsize=True, svgclass=None, lineclass=None)
    return Markup(drawing)  # noqa: S704 - the library draws squares; no character of the address stands in it


# --- bodies -----------------------------------------------------------------------------------------


def _grid(body: Grid, size: float, width: float, lang: str) -> GridView:
    widths = body.widths or canvas.columns(body, size, width, lang)
    return GridView(
        tuple(map(printed, body.head)),
        tuple(tuple(map(printed, row)) for row in body.rows),
        tuple(_percent(each / sum(widths)) for each in widths),
    )


def _bars(body: Bars, size: float, width: float, lang: str) -> BarsView:
    """A chart, shared into name, bar and figure as ``fit`` has measured it."""
    most = body.top or max((value for _, value, _ in body.rows), default=0.0) or 1.0
    room = canvas.bar_room(body, size, width, lang)
    longest = room.bar / (width - room.name - canvas.BAR_GAP)
    rows = tuple((name, _percent(max(value / most, 0) * longest), figure) for name, value, figure in body.rows)
    return BarsView(rows, body.label, _percent((room.name + canvas.BAR_GAP) / width))


def _percent(share: float) -> str:
    return f"{100 * share:.2f}%"


def _lanes(body: Lanes) -> LanesView:
    return LanesView(tuple((printed(name), tuple(map(printed, steps))) for name, steps in body.lanes))


def _written(body: Written, slide: Slide, width: float, lang: str) -> tuple[Group, ...]:
    hangs = canvas.labels_hang(body.lines, slide.size, width, lang) > 0
    return tuple(_groups(body.lines, hangs=hangs, told=slide.kind in ("story", "outcome")))


def _groups(lines: tuple[Line, ...], *, hangs: bool, told: bool = False) -> Iterator[Group]:
    """Turn lines with levels into lists within lists; a reason belongs to the answer above it.

    ``told`` says that paragraphs too can be shown one by one.
    """
    for family, items in groupby(_items(lines, hangs=hangs, told=told), key=lambda item: _FAMILY[item.kind]):
        yield Group(family, tuple(items), hangs)


def _items(lines: tuple[Line, ...], *, hangs: bool, told: bool) -> Iterator[Item]:
    at = 0
    while at < len(lines):
        line, end = lines[at], at + 1
        while end < len(lines) and _depth(lines[end]) > _depth(line):
            end += 1
        stepped = line.kind in _STEPPED or (told and line.kind == "text")
        inside = tuple(_groups(lines[at + 1 : end], hangs=hangs))
        yield Item(line.kind, printed(line.runs), line.label, line.target, stepped, inside)
        at = end


def _depth(line: Line) -> int:
    return line.level + (line.kind == "reason")


def printed(runs: Runs) -> Markup:
    """Print runs as HTML, every character escaped. Raises ``ValueError`` for an address that is not https."""
    return Markup("").join(_run(run) for run in runs)


def _run(run: Run) -> Markup:
    words: Markup = escape(run.text)
    if run.emphasis:
        words = Markup("<em>{}</em>").format(words)
    if run.strong:
        words = Markup("<strong>{}</strong>").format(words)
    if run.href:
        if not run.href.startswith("https://"):
            raise ValueError(f"not an https address: {run.href!r}")
        words = Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(run.href, words)
    return words
