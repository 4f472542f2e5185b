"""Put text into HTML of ours. What is no Markup is escaped on the way, always and here, so no caller can forget to.

``Markup.format`` does the same and reads its text anew each time; pages hold hundreds of thousands of such pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from string import Formatter

from markupsafe import Markup, escape

_MARKUP = re.compile(r"[&<>\"']")


def escaped(text: str | int) -> Markup:
    """Give text as HTML: ``markupsafe.escape``, spared where nothing is to be escaped, which is nearly everywhere."""
    return _safe(text) if type(text) is str and not _MARKUP.search(text) else escape(text)


class Snippet:
    """A piece of HTML of ours with gaps, cut once: ``Snippet("<p>{}</p>")(words)``."""

    __slots__ = ("_html",)

    def __init__(self, html: str) -> None:
        """Take the HTML; its gaps are filled in their order.

        Raises ValueError for a gap that says more than ``{}``.
        """
        parts = []
        for literal, name, form, conversion in Formatter().parse(html):
            if name or form or conversion:
                raise ValueError(f"more than a gap: {html!r}")
            parts += [literal.replace("%", "%%"), "" if name is None else "%s"]
        self._html = "".join(parts)

    def __call__(self, *values: str | int) -> Markup:
        """Give the HTML with its gaps filled.

        Raises TypeError if there are more or fewer values than gaps.
        """
        return _safe(self._html % tuple([value if type(value) is Markup else escaped(value) for value in values]))


def joined(separator: str, pieces: Iterable[str]) -> Markup:
    """Join pieces; ``separator`` is HTML of ours. The same as ``Markup(separator).join(pieces)``."""
    return _safe(separator.join([piece if type(piece) is Markup else escaped(piece) for piece in pieces]))


def _safe(html: str) -> Markup:
    """Mark HTML of ours with nothing in it that is not escaped: ``Markup(html)``, which would ask what ``html`` is."""
    return str.__new__(Markup, html)
