"""Read the tags of a finished page by a grammar of its own, which takes only what every browser reads alike.

A page is text, start tags, and end tags, written as our templates and the engine write them: lower case, values in
double quotes, no bare ``<``. Comments, declarations, instructions, and everything else over which parsers
disagree are faults and not read further. So what is judged here is what a browser builds.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from fazhi.verify import vocabulary as ours

DOCTYPE = "<!DOCTYPE html>\n"
_TOKEN = re.compile(
    r"(?P<text>[^<]+)|</(?P<end>[a-z][a-z0-9]*)>"
    r"|<(?P<start>[a-z][a-z0-9]*)(?P<attrs>(?:[ \n]+[a-zA-Z][a-zA-Z0-9:_-]*(?:=\"[^\"<]*\")?)*)[ \n]*(?P<closed>/?)>"
)
_ATTRIBUTE = re.compile(r"([a-zA-Z][a-zA-Z0-9:_-]*)(?:=\"([^\"<]*)\")?")
_ODD = re.compile(
    "[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)
"""Characters that no text of ours holds: controls, halves, non-characters, and what turns the order of letters."""


def odd(text: str) -> Iterator[tuple[int, str]]:
    """Give the offset and the name of each character that must not be in a text."""
    # Nearly every text is printable, which is known much faster.
    if not text.replace("\n", "").isprintable():
        for found in _ODD.finditer(text):
            yield found.start(), f"U+{ord(found[0]):04X}"


class Tag(NamedTuple):
    """A start tag: its attributes with their references resolved, and what is wrong with it wherever it stands."""

    name: str
    attrs: dict[str, str]
    closed: bool
    faults: tuple[tuple[str, str], ...]


class Token(NamedTuple):
    """A piece of a page and where it begins: a ``Tag``, an end tag (its name), or text, by ``kind``."""

    kind: str
    at: int
    value: str
    tag: Tag | None = None


def tokens(page: str) -> Iterator[Token]:
    """Cut a page into tokens, without mere blanks; the last is of kind ``syntax`` if the rest cannot be read."""
    at, match, end = 0, _TOKEN.match, len(page)
    if page.startswith(DOCTYPE):
        at = len(DOCTYPE)
    else:
        yield Token("doctype", 0, "")
    while at < end:
        found = match(page, at)
        if found is None:
            yield Token("syntax", at, page[at : at + 40])
            return
        name = found.lastgroup
        if name == "text":
            if found[0].strip(" \t\n"):
                yield Token("text", at, found[0])
        elif name == "end":
            yield Token("end", at, found["end"])
        else:
            tag = _tag(found["start"], found["attrs"], bool(found["closed"]))
            yield Token("start", at, tag.name, tag)
            if tag.name in ours.RAW:
                at = found.end()
                close = page.find(f"</{tag.name}", at)
                if close >= at:
                    yield Token("raw", at, page[at:close])
                    at = close
                continue
        at = found.end()


@lru_cache(maxsize=1 << 14)
def _tag(name: str, written: str, closed: bool) -> Tag:
    attrs: dict[str, str] = {}
    faults: list[tuple[str, str]] = []
    if name not in ours.ATTRIBUTES:
        faults.append(("element", name))
    for attribute, value in _ATTRIBUTE.findall(written):
        if attribute in attrs:
            faults.append(("twice", attribute))
        attrs[attribute] = html.unescape(value)
    if not faults:
        faults += _attributes(name, attrs)
    if closed and name not in ours.VOID and name not in ours.SVG:
        faults.append(("syntax", f"<{name}/>"))
    return Tag(name, attrs, closed, tuple(faults))


def _attributes(name: str, attrs: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Judge the attributes of an element that is allowed, but for addresses, ids and whatever depends on the page."""
    allowed = ours.DRAWING.get(name) or ours.ATTRIBUTES[name]
    common = frozenset[str]() if name in ours.SVG else ours.GLOBAL
    for attribute, value in attrs.items():
        known = attribute in allowed or attribute in common
        if not known and (name in ours.SVG or not ours.OF_OURS.fullmatch(attribute)):
            yield "attribute", f"{attribute} (<{name}>)"
            continue
        shape = ours.VALUES.get(f"{name} {attribute}") or ours.VALUES.get(f"* {attribute}")
        if shape and not shape.fullmatch(value):
            yield "value", f"{attribute}={value!r}"
        for _, char in odd(value):
            yield "character", char
    for required in ours.REQUIRED.get(name, ()):
        if required not in attrs:
            yield "required", f"{required} (<{name}>)"
    yield from _together(name, attrs)


def _together(name: str, attrs: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Attributes that need another."""
    if name == "a" and "target" in attrs and "rel" not in attrs:
        yield "required", "rel (<a target>)"
    if name == "input" and attrs.get("type") in ("checkbox", "radio") and "name" not in attrs and "id" not in attrs:
        yield "required", "name (<input>)"
    if name == "meta" and not ({"charset"} <= attrs.keys() or "content" in attrs):
        yield "required", "content (<meta>)"
    if name == "script" and ("src" in attrs) == ("type" in attrs) and "src" in attrs:
        yield "value", "type and src of <script>"
