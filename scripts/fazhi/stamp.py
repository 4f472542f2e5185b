"""Stamp a translation after its review: write down the digests of the original that it was compared with."""

from __future__ import annotations

import re
from datetime import date

from fazhi.model.library import AnyEntry, Text

_TRANSLATION = re.compile(r"^translation:[^\n]*\n(?:[ ]+[^\n]*\n)*", re.MULTILINE)


def stamped(entry: AnyEntry, text: Text, source: str, reviewed: date | None) -> str:
    """The source text of a translation with its ``translation:`` block renewed; nothing else of it changes.

    ``reviewed`` is the day of the review; the day that stands there stays when it is None.
    """
    assert text.translation is not None
    day = reviewed or text.translation.reviewed
    lines = ["translation:", f"  by: [{', '.join(text.translation.by)}]"]
    if day:
        lines.append(f"  reviewed: {day.isoformat()}")
    lines.append("  of:")
    lines += [f"    {id}: {digest}" for id, digest in entry.original.digests().items()]
    block = "\n".join(lines) + "\n"
    head, mark, body = source.partition("\n---")
    return _TRANSLATION.sub(lambda _: block, head + "\n", count=1).removesuffix("\n") + mark + body
