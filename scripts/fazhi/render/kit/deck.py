"""A lesson as slides: what the class sees and what the presenter says, before anybody asks how it is drawn.

The web slides and the PPTX are both made from this, so that they are the same slides.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from fazhi.model.mark import Mark
from fazhi.render.kit.imprint import Imprint
from fazhi.render.kit.text import Runs

SlideKind = Literal["cover", "step", "story", "decide", "outcome", "scene", "quiz", "answer", "help", "end"]
LineKind = Literal["text", "point", "number", "date", "option", "right", "wrong", "reason", "way"]


class Line(NamedTuple):
    """A paragraph of a slide.

    ``point`` and ``number`` are items of lists (``label`` is the number), ``date`` an entry of a timeline (``label`` is
    the date), ``option`` an answer of a quiz (``label`` its letter), ``right`` and ``wrong`` the same answer once it is
    given away, ``reason`` why; ``way`` is a choice of a decision tree that leads to the slide ``target``.
    """

    kind: LineKind
    runs: Runs
    mark: Mark
    label: str = ""
    level: int = 0
    target: str = ""


class Written(NamedTuple):
    """A slide of paragraphs."""

    lines: tuple[Line, ...]


class Grid(NamedTuple):
    """A slide that is a table."""

    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    mark: Mark
    widths: tuple[float, ...] = ()
    """The columns in points, found by ``fit``; the parts of a table that was split have the same ones."""


class Bars(NamedTuple):
    """A slide that is a bar chart: name, value, and the figure as it is written."""

    rows: tuple[tuple[str, float, str], ...]
    label: str
    mark: Mark
    top: float = 0.0
    """The value of a bar of full length, set by ``fit``, so that the parts of a split chart have one scale."""


class Lanes(NamedTuple):
    """A slide of ways side by side: a name, and the steps below it."""

    lanes: tuple[tuple[Runs, tuple[Runs, ...]], ...]
    mark: Mark


Body = Written | Grid | Bars | Lanes


class Say(NamedTuple):
    """A paragraph of the presenter's notes; a ``tip`` is for the presenter alone, the rest is said aloud."""

    runs: Runs
    tip: bool = False


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide. ``id`` is ASCII and stays the same as long as the section does; links lead to it."""

    id: str
    kind: SlideKind
    title: str
    body: Body
    mark: Mark
    notes: tuple[Say, ...] = ()
    step: str = ""
    """The step of the lesson that it belongs to, in words."""
    minutes: int = 0
    """Of the step; given on its first slide only."""
    path: str = ""
    """The source file of ``mark`` and the marks of the body; a pulled section lies in its case."""
    size: float = 24.0
    """The size of the text in points on a slide 13.333 inches wide, found by ``fit``."""
    title_size: float = 32.0
    """That of the title, found by ``fit``."""


@dataclass(frozen=True, slots=True)
class Deck:
    """The slides of a lesson in one language."""

    id: str
    lang: str
    title: str
    summary: str
    slides: tuple[Slide, ...]
    imprint: Imprint
    facts: tuple[str, ...] = field(default=())
    """What the cover says below the title: grades, minutes, kind of activity, basis."""
    minutes_label: str = ""
    """How the minutes of a step are said: ``{n}分钟``."""
    tip_label: str = ""
    """The heading above those notes that are for the presenter alone."""
    qr_label: str = ""
    """The text alternative of the QR code to ``imprint.address``."""
