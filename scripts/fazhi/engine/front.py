"""Front matter of ours: lines of a name and a text, or a list of texts, in JSON.

JSON is YAML, and the engine reads it as such, which takes longer than to read the page below it. What is written in any
other way, or with a character that YAML reads in its own way, is left to the engine. Both ways give the same.
"""

from __future__ import annotations

import json
import re

_CHARACTERS = r"[ !#-\[\]-~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*+"
"""All that YAML takes for what it is, but for the two that JSON escapes."""
_TEXT = rf'"{_CHARACTERS}(?:\\["\\n]{_CHARACTERS})*"'
_VALUE = rf"(?:{_TEXT}|\[(?:{_TEXT}(?:, {_TEXT})*)?\])"
_NAME = "(?!(?:yes|no|on|off|true|false|null):)[a-z]+(?:_[a-z]+)*"
"""A word that YAML takes for a word."""
_FRONT = re.compile(rf"---\n((?:{_NAME}: {_VALUE}\n)+)---\n\n*")


def read(text: str) -> tuple[str, dict[str, str | list[str]]] | None:
    """Give what stands below the front matter of a page, and what that says; None if it is not written like ours."""
    found = _FRONT.match(text)
    if not found:
        return None
    fields = (line.partition(": ") for line in found[1].split("\n")[:-1])
    return text[found.end() :], {name: json.loads(value) for name, _, value in fields}
