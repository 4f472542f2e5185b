"""Digests of what a text says: one over all of its words, one over its figures and citations only.

A translation is stamped with both. If the first has changed, somebody must look at the translation again; if the second
has, a number, a date, the number of an article or a source may now be wrong in it.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fazhi.model.blocks import Block, Link, SourceRef, Text, spans

_NOT_SAID = frozenset({"mark", "pupils", "share"})
"""Fields of blocks that are no words: a place, and numbers that stand in the original only."""
_NAMES = ("place", "organs", "official")
"""Words of a front matter that are facts, every one of them: where it was, who handled it, what it is called."""

_AS_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_IDLE_SPACE = re.compile(r"(?<![!-~]) | (?![!-~])")
"""White space that parts no two words of Latin letters: in Chinese it says nothing."""
_DIGITS = r"\d+(?:[.,:/-]\d+)*[％%]?[万亿]*"
_NUMERAL = "[零〇一二两三四五六七八九十百千万亿]"
_NUMERALS = rf"{_NUMERAL}{{1,40}}"
"""A number in Chinese figures. None is longer, and a line of nothing else must not be read once for each of them."""
_MEASURE = "个?(?:月|年|日|天|周|岁|小时|分钟|秒|元|倍|审)"
"""Units that make even a lone 一 a number."""
_COUNTER = "[个名人件起次家所份张条项款间处位部款章级成步道种样则台套期批点]"
_FIGURE = re.compile(
    rf"{_DIGITS}(?:{_MEASURE})?"
    rf"|第{_NUMERALS}"
    rf"|{_NUMERALS}分之{_NUMERALS}"
    rf"|{_NUMERALS}[多余来]?{_MEASURE}"
    rf"|(?!一{_COUNTER}){_NUMERALS}[多余来]?{_COUNTER}"
    rf"|(?!千万){_NUMERALS}[万亿]"
    r"|一半|半个?[年月天]"
    r"|^\[[xX ]\]"
)
"""A figure with what it measures; last, the box of an answer: which one is ticked is a fact too. No figure is 一个 or
一起, nor a numeral that counts nothing (万一, 十分, 千万)."""
_MAY_BEGIN = re.compile(r"[\d零〇一二两三四五六七八九十百千万亿第半\[]")
"""How every figure begins: a text is searched for these signs as fast as it can be read."""


def digest_of(value: Any) -> str:
    """A short SHA-256 of what is said, blind to places and to white space that says nothing."""
    return hashlib.sha256(_AS_JSON(_bare(value)).encode()).hexdigest()[:12]


def facts_of(blocks: Iterable[Block], title: str = "") -> str:
    """The digest of the figures, dates, cited articles and source marks of some blocks, in their order."""
    return digest_of([*_figures(title), *(found for block in blocks for found in _in_block(block))])[:8]


def facts_of_words(words: Mapping[str, Any]) -> str:
    """The digest of the figures of a front matter's words, and of the names in it."""
    said = {key: value if key in _NAMES else list(_figures(_as_text(value))) for key, value in words.items()}
    return digest_of({key: value for key, value in said.items() if value})[:8]


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _in_block(block: Block) -> Iterator[str]:
    for span in spans(block):
        if isinstance(span, Text):
            yield from _figures(span.text)
        elif isinstance(span, SourceRef):
            yield f"[^{span.id}]"
        elif isinstance(span, Link) and span.target.startswith("law:"):
            yield span.target


def _figures(text: str) -> Iterator[str]:
    text = _one_line(text)
    sign = _MAY_BEGIN.search(text)
    while sign:
        found = _FIGURE.match(text, sign.start())
        if found:
            yield found[0].lower()
        sign = _MAY_BEGIN.search(text, found.end() if found else sign.end())


def _one_line(text: str) -> str:
    # Of all white space, a space alone is printable.
    if " " not in text and text.isprintable():
        return text
    line = " ".join(text.split())
    # Between the printable characters of ASCII, no single space is idle.
    return line if line.isascii() and line.isprintable() else _IDLE_SPACE.sub("", line)


def _bare(value: Any) -> Any:
    kind = type(value)
    if kind is tuple or kind is list:
        return [
            _bare(inside) if type(inside) is not Text else ["Text", _one_line(inside.text)]
            for inside in value
            if not (type(inside) is Text and not inside.text.strip())
        ]
    if kind is str:
        return _one_line(value)
    if kind is dict:
        return {key: _bare(inside) for key, inside in sorted(value.items())}
    names = _said(value.__class__)
    return [kind.__name__, *[_bare(getattr(value, name)) for name in names]] if names else value


@functools.cache
def _said(kind: type) -> tuple[str, ...]:
    """The fields of a class of blocks that say something; none of what is no such class."""
    fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
    return tuple(field.name for field in fields if field.name not in _NOT_SAID)
