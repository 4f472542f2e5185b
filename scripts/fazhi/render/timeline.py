"""Draw a timeline: a list to every reader, to the eye a line with dots, the dates beside it (fazhi.css).

Drawn by the style sheet, not as a picture: the text wraps on a narrow screen, can be searched, selected and printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from markupsafe import Markup

from fazhi.model.moment import Moment
from fazhi.render.views import EventView
from fazhi.render.words import Words


def dates(moment: Moment, words: Words, write: Callable[[str], Markup]) -> Markup:
    """A moment for people and for machines; a span has two dates, since HTML knows no date for a span."""
    first = _date(moment.start, words, write)
    return Markup("{}{}{}").format(first, write(words.span), _date(moment.end, words, write)) if moment.end else first


def _date(iso: str, words: Words, write: Callable[[str], Markup]) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(iso, write(words.moment(Moment(iso))))


def drawn(events: Iterable[EventView]) -> Markup:
    """The timeline as it stands on a page."""
    rows = (
        Markup('<li><span class="fz-when">{}</span> <span>{}</span></li>').format(event.dates, event.html)
        for event in events
    )
    return Markup('<ol class="fz-timeline">\n{}\n</ol>').format(Markup("\n").join(rows))
