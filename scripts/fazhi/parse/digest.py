"""Digests of what a text says: one over all of its words, one over its figures and citations only.

A translation is stamped with both. If the first has changed, somebody must look at the translation again; if the second
has, a number, a date, the number of an article or a source may now be wrong in it.
"""

from __future__ import annotations

import dataclasses
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


def digest_of(value: Any) -> str:
    """A short SHA-256 of what is said, blind to places and to white space that says nothing."""
    text = json.dumps(_bare(value), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


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
    return (found.lower() for found in _FIGURE.findall(_one_line(text)))


def _one_line(text: str) -> str:
    return _IDLE_SPACE.sub("", " ".join(text.split()))


def _bare(value: Any) -> Any:
    if isinstance(value, str):
        return _one_line(value)
    if isinstance(value, dict):
        return {key: _bare(inside) for key, inside in sorted(value.items())}
    if isinstance(value, (list, tuple)):
        return [_bare(inside) for inside in value if not _is_idle(inside)]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = [field.name for field in dataclasses.fields(value) if field.name not in _NOT_SAID]
        return [type(value).__name__, *(_bare(getattr(value, name)) for name in fields)]
    return value


def _is_idle(value: Any) -> bool:
    """Whether this is white space between two spans of a Chinese text."""
    return isinstance(value, Text) and not value.text.strip()
