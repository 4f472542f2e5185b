"""Draw a timeline: a list to every reader, to the eye a line with dots, the dates beside it (fazhi.css).

Drawn by the style sheet, not as a picture: the text wraps on a narrow screen, can be searched, selected and printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from markupsafe import Markup

from fazhi.model.moment import Moment
from fazhi.render.snippet import Snippet, joined
from fazhi.render.views import EventView
from fazhi.render.words import Words

_SPAN, _TIME = Snippet("{}{}{}"), Snippet('<time datetime="{}">{}</time>')
_EVENT = Snippet('<li><span class="fz-when">{}</span> <span>{}</span></li>')
_TIMELINE = Snippet('<ol class="fz-timeline">\n{}\n</ol>')


def dates(moment: Moment, words: Words, write: Callable[[str], Markup]) -> Markup:
    """A moment for people and for machines; a span has two dates, since HTML knows no date for a span."""
    first = _date(moment.start, words, write)
    return _SPAN(first, write(words.span), _date(moment.end, words, write)) if moment.end else first


def _date(iso: str, words: Words, write: Callable[[str], Markup]) -> Markup:
    return _TIME(iso, write(words.moment(Moment(iso))))


def drawn(events: Iterable[EventView]) -> Markup:
    """The timeline as it stands on a page."""
    return _TIMELINE(joined("\n", [_EVENT(event.dates, event.html) for event in events]))
