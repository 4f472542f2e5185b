"""Judge a style sheet: it loads nothing but pictures that stand inside it, and pulls in no other sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6}[ \t\n\r\f]?|.)", re.DOTALL)
_ASKS = re.compile(
    r"@(?!(?:media|supports|keyframes|-webkit-keyframes|page|bottom-right|bottom-left|bottom-center)\b)[a-z-]*"
    r"|(?:url|src|image|image-set|cross-fade|element|expression)\((?!\s*([\"'])data:image/(?:svg\+xml|png)[;,])"
    r"|-moz-binding|</style|<!--",
    re.IGNORECASE,
)
"""At-rules that we do not use, functions that fetch, old ways to run a script, and what ends a style element."""


def faults(text: str) -> Iterator[tuple[int, str]]:
    """Give offset and words of whatever a sheet must not hold.

    Escapes are resolved, since a browser takes one inside a name for the letter it stands for (CSS Syntax level 3,
    4.3.7): what only they spell is a fault of the whole sheet.
    """
    bare = _COMMENT.sub(lambda found: " " * len(found[0]), text)
    plain = list(_ASKS.finditer(bare))
    for found in plain:
        yield found.start(), bare[found.start() : found.end() + 40].split("\n")[0]
    spelled = [found[0] for found in _ASKS.finditer(_ESCAPE.sub(_letter, bare))]
    if len(spelled) > len(plain):
        yield 0, spelled[0]


def _letter(escape: re.Match[str]) -> str:
    try:
        return chr(int(escape[1], 16))
    except (ValueError, OverflowError):
        return escape[1]
