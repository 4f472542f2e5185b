"""A document for A4 paper: what stands on it, before anybody asks whether it becomes DOCX or PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from fazhi.model.images import Published
from fazhi.model.mark import Mark
from fazhi.render.kit.imprint import Imprint
from fazhi.render.kit.text import Runs

DOTS = 120
"""Dots an inch of a picture on paper: few enough that a small one is not a stamp."""
HIGHEST = 200.0
"""Points; a quarter of an A4 page, so that no picture takes a sheet for itself."""


class Spot(NamedTuple):
    """A place in another source file than the paper's own: that of text pulled from a case."""

    path: str
    mark: Mark


class Head(NamedTuple):
    """A heading; 1 is the highest below the title of the document."""

    level: int
    text: str


class Para(NamedTuple):
    """A paragraph. ``small`` is for sources and remarks."""

    runs: Runs
    mark: Mark | Spot | None = None
    small: bool = False


class Bullets(NamedTuple):
    """A list; each item holds blocks."""

    items: tuple[tuple[PaperBlock, ...], ...]
    ordered: bool = False


class Grid(NamedTuple):
    """A table. Cells hold blocks; ``widths`` are shares of the width, equal shares if empty; rows do not break."""

    head: tuple[Runs, ...]
    rows: tuple[tuple[tuple[PaperBlock, ...], ...], ...]
    widths: tuple[float, ...] = ()
    mark: Mark | Spot | None = None


class Ruled(NamedTuple):
    """Empty lines to write on."""

    lines: int


class Choice(NamedTuple):
    """A quiz question with boxes to tick; ``right`` is the letter of the right answer on a key, else empty."""

    number: int
    question: str
    options: tuple[tuple[str, Runs, Runs], ...]
    """Letter, answer, reason; no reasons outside a key."""
    right: str = ""


class Box(NamedTuple):
    """A frame around blocks: a notice, tips, help numbers."""

    title: str
    blocks: tuple[PaperBlock, ...]


class Card(NamedTuple):
    """A card to cut out."""

    title: str
    blocks: tuple[PaperBlock, ...]
    foot: str = ""


class Cards(NamedTuple):
    """Cards to cut out, ``columns`` beside each other with a line to cut along; a card is never torn by a page end."""

    cards: tuple[Card, ...]
    columns: int = 2


class Bars(NamedTuple):
    """A bar chart: name, value, and the figure as it is written; ``label`` says in words what it shows."""

    rows: tuple[tuple[str, float, str], ...]
    label: str


class Photo(NamedTuple):
    """A picture at ``DOTS`` dots an inch, but no wider than its place and no higher than ``HIGHEST``."""

    image: Published
    alt: str
    credit: Runs
    mark: Mark | Spot | None = None

    def size(self, width: float) -> tuple[float, float]:
        """Its width and height in points in a place of a width."""
        wide, high = self.image.width * 72 / DOTS, self.image.height * 72 / DOTS
        share = min(1, width / wide, HIGHEST / high)
        return wide * share, high * share


class PageBreak(NamedTuple):
    """What follows stands on the next page."""


PaperBlock = Head | Para | Bullets | Grid | Ruled | Choice | Box | Cards | Bars | Photo | PageBreak


@dataclass(frozen=True, slots=True)
class Paper:
    """A document in one language."""

    name: str
    """What kind it is: ``plan``, ``worksheet``, ``key``, ``cards``, ``crib``, ``record``."""
    lang: str
    title: str
    subtitle: str
    """The kind of document in words, and what it is for."""
    blocks: tuple[PaperBlock, ...]
    imprint: Imprint
    audience: Literal["students", "presenter"]
    audience_label: str
    one_page: bool = False
    """Whether it must stand on one page; the writer sets it smaller, down to a readable size, or fails."""
    landscape: bool = False
    qr_label: str = ""
    """The text alternative of the QR code to ``imprint.address``."""
    page_label: str = ""
    """How pages are counted: ``第{n}页，共{total}页``."""
