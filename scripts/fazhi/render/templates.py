"""The template environment: strict, escaping, and fed from what the source stage has read.

A staged page is Markdown that holds blocks of HTML. A value must be inert in both, so every plain string that a
template prints has its ASCII punctuation turned into numeric character references: neither a Markdown parser nor
an HTML parser can see markup in it, whichever of the two meets it first. Only HTML made by ``fazhi.render.html`` passes
as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from fazhi.model.fields import SLUG
from fazhi.render.policy import policy

_PUNCTUATION = re.compile(r"[!-+:-@\[-`{-~]")
"""All of ASCII's but `, - . /`, which mean nothing inside a line."""
_AT_START = re.compile(r"^(\d+(?=\.)|(?=-))([-.])")
"""What would open a list, a rule or an underline if a template put the value at the start of a line."""
_KEPT = 4096
"""Texts that are kept as they have been written: fixed words stand on every page, titles on several."""


@lru_cache(_KEPT)
def inert(text: str) -> Markup:
    """Write text so that it is the same text in Markdown, in HTML, in an attribute and in a page's metadata."""
    safe = _PUNCTUATION.sub(_referred, " ".join(text.split()))
    return Markup(_AT_START.sub(lambda match: match[1] + _reference(match[2]), safe))  # noqa: S704 - this is the escaping


def _referred(found: re.Match[str]) -> str:
    return _reference(found[0])


def _reference(char: str) -> str:
    return f"&#{ord(char)};"


def environment(templates: Mapping[str, str]) -> Environment:
    """Make the environment from template texts by name; templates come from the repository, never from content."""
    env = Environment(
        loader=DictLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    env.filters |= {"fill": _fill, "anchor": _anchor}
    env.globals = {"policy": policy}
    return env


def _finalize(value: Any) -> Any:
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        return inert(value)
    if value is None:
        raise TypeError("a template printed None")
    return value


def _fill(text: str, **values: object) -> str:
    """Fill the gaps of a fixed sentence: ``{{ t.list.count | fill(n=3) }}``."""
    return text.format_map({key: str(value) for key, value in values.items()})


def _anchor(id: str) -> Markup:
    """Print an id of ours as it is: a heading's ``{ #id }`` in Markdown knows no character references."""
    if not SLUG.fullmatch(id):
        raise ValueError(f"not an id: {id!r}")
    return Markup(id)  # noqa: S704 - the pattern leaves nothing to escape
