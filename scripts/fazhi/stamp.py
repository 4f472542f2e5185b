"""Stamp a translation after its review: write down the digests of the original that it was compared with."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from datetime import date

from fazhi.model.facts import Translation
from fazhi.model.library import AnyEntry, Text

_TRANSLATION = re.compile(r"^translation:[^\n]*\n(?:[ ]+[^\n]*\n|\r?\n(?=[ ]))*", re.MULTILINE)
_PLAIN = re.compile(r"\w[\w.·() -]*")
"""A name that YAML reads as it is typed."""


def stamped(
    entry: AnyEntry, text: Text, source: str, reviewed: date | None, sections: Collection[str] | None = None
) -> str:
    """The source text of a translation with its ``translation:`` block renewed; nothing else of it changes.

    ``reviewed`` is the day of the review; the day that stands there stays when it is None. ``sections`` are the parts
    that were reviewed (``meta`` for the words of the front matter), or None for all: the others keep their stamp, and
    what has none gets none.
    """
    assert text.translation is not None
    day = reviewed or text.translation.reviewed
    names = [name if _PLAIN.fullmatch(name) else json.dumps(name, ensure_ascii=False) for name in text.translation.by]
    lines = ["translation:", f"  by: [{', '.join(names)}]"]
    if day:
        lines.append(f"  reviewed: {day.isoformat()}")
    lines.append("  of:")
    lines += [f"    {id}: {digest}" for id, digest in _digests(entry, text.translation, sections).items()]
    end = "\r\n" if "\r\n" in source else "\n"
    block = "".join(line + end for line in lines)
    head, mark, body = source.partition("\n---")
    return _TRANSLATION.sub(lambda _: block, head + "\n", count=1).removesuffix("\n") + mark + body


def _digests(entry: AnyEntry, before: Translation, sections: Collection[str] | None) -> dict[str, str]:
    """The stamps after a review, in the order of the original."""
    now = entry.original.digests()
    if sections is None:
        return now
    return {id: now[id] if id in sections else before.of[id] for id in now if id in sections or id in before.of}
