"""Print what stands side by side in both languages: a row of two cells, each with what its language says."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

from markupsafe import Markup

from fazhi.render.snippet import Snippet, joined
from fazhi.render.templates import inert
from fazhi.render.views import EventView

_ROW, _BETWEEN, _END = Markup('<div class="fz-pair">\n'), Markup("\n"), Markup("\n</div>\n")
_CELL = Snippet('<div class="fz-pair__text" lang="{}" data-label="{}">\n')
_EMPTY = Snippet(
    '<div class="fz-pair__text fz-pair__text--none" lang="{}" data-label="{}">\n'
    '<p class="fz-small" lang="{}">{}</p>\n</div>\n'
)
_SUMMARY = Snippet('<p class="fz-summary">{}</p>')
_NOTE = Snippet('<div class="fz-notice fz-notice--calm" role="note"><p><strong>{}</strong></p><p>{}</p></div>')
_EVENT = Snippet('<p><span class="fz-when">{}</span> {}</p>')
_LIST, _ITEM = Snippet("<ul>\n{}</ul>"), Snippet("<li>{}</li>\n")

Cell = tuple[Markup, ...]
"""A cell, in pieces: they are put together once, with those of all rows."""


def rows(pairs: Iterable[tuple[Cell, Cell]]) -> Markup:
    """Pairs of cells, each pair in a row."""
    return joined("", chain.from_iterable((_ROW, *one, _BETWEEN, *other, _END) for one, other in pairs))


def opening(lang: str, label: str) -> Markup:
    """How the cells of a language begin; ``label`` names it where the cells stand below each other."""
    return _CELL(inert(lang), inert(label))


def cell(opening: Markup, html: Markup) -> Cell:
    """What a language says."""
    return opening, html, _END


def empty(lang: str, label: str, here: str, nothing: str) -> Cell:
    """That a language says nothing, in the language of the page, which is ``here``."""
    return (_EMPTY(inert(lang), inert(label), inert(here), inert(nothing)),)


def summary(text: str) -> Markup:
    """The summary of an entry."""
    return _SUMMARY(inert(text))


def note(text: str, t: Any) -> Markup:
    """What must be read before the text; ``t`` are the fixed words of its language."""
    return _NOTE(inert(t.entry.content_note), inert(text))


def event(found: EventView) -> Markup:
    """An entry of a timeline."""
    return _EVENT(found.dates, found.html)


def listed(rows: Iterable[str]) -> Markup:
    """A list of the front matter of a lesson."""
    return _LIST(joined("", [_ITEM(inert(each)) for each in rows]))
