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

from fazhi.verify import addresses
from fazhi.verify import vocabulary as ours

DOCTYPE = "<!DOCTYPE html>\n"
_TAG = r"<[^<>\"]*+(?:\"[^\"<]*+\"[^<>\"]*+)*+>"
"""What the first ``>`` outside quotes ends."""
TAG = re.compile(_TAG)
NEXT = re.compile(rf"[ \t\n]*+({_TAG})")
"""The next tag, with nothing but blanks before it."""
ROW = re.compile(r"<[^>]*+>?+(?:[ \t\n]*+<[^>]*+>){,20}+")
"""Tags with nothing but blanks between them, each up to its first ``>``: where that stands in a value, the tag is cut
short, and where there is none, this is the rest of the page. Nothing finds the tags of a page faster."""
_END = re.compile(r"</([a-z][a-z0-9]*)>")
_START = re.compile(r"<([a-z][a-z0-9]*)((?:[ \n]+[a-zA-Z][a-zA-Z0-9:_-]*(?:=\"[^\"<]*\")?)*)[ \n]*(/?)>")
_ATTRIBUTE = re.compile(r"([a-zA-Z][a-zA-Z0-9:_-]*)(?:=\"([^\"<]*)\")?")
_ODD = re.compile(
    "[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)
"""Characters that no text of ours holds: controls, halves, non-characters, and what turns the order of letters."""
_ASCII = bytes([*b"\t\n", *range(0x20, 0x7F)])
_PIECE = 1 << 20
_ADDRESSES = {("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"), ("form", "action")}
_SETS = {("img", "srcset"), ("source", "srcset")}
_WITH_ADDRESSES = {"meta"} | {name for name, _ in _ADDRESSES | _SETS}
_ONCE = frozenset({"html", "head", "body", "title", "h1"})
"""What a page must have once."""
POLICY = "Content-Security-Policy"


def odd(text: str) -> Iterator[tuple[int, str]]:
    """Give the offset and the name of each character that must not be in a text."""
    # Nearly every text is printable, which is known much faster. The largest are not copied whole.
    if not all(_printable(text[at : at + _PIECE]) for at in range(0, len(text), _PIECE)):
        for found in _ODD.finditer(text):
            yield found.start(), f"U+{ord(found[0]):04X}"


def _printable(text: str) -> bool:
    """Whether a text is printable but for what :data:`_ASCII` holds; of most of it, that is known by its bytes."""
    beyond = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return beyond.decode("utf-8", "surrogatepass").isprintable()


class Tag(NamedTuple):
    """A start tag, and all that can be told of it wherever it stands: most tags of a site stand on many pages."""

    name: str
    attributes: str
    """As they are written."""
    faults: tuple[tuple[str, str], ...]
    named: tuple[tuple[str, str], ...]
    """Attributes that name ids on the same page, and each id."""
    links: tuple[str, ...]
    """Addresses of other files of the site."""
    within: tuple[str, ...]
    """Addresses on the same page."""
    id: str | None
    once: tuple[str, ...]
    """What of all that a page must have once this is."""
    source: bool
    """Whether it has an attribute ``src``."""
    data: bool
    """Whether it holds data for programs."""
    kind: str
    """Its name, and whether it is hidden: what decides what may stand below it."""
    empty: bool
    """Whether it has no end tag."""
    raw: bool
    """Whether what follows is text up to its end tag."""
    plain: bool
    """Whether there is nothing more to do with it than to see where it stands."""


def ending(written: str) -> str:
    """The element that an end tag closes, or nothing if this is no end tag as ours are."""
    found = _END.fullmatch(written)
    return found[1] if found else ""


@lru_cache(maxsize=1 << 13)
def starting(written: str) -> Tag | None:
    """Judge a start tag by itself; None if it is not written as ours are."""
    found = _START.fullmatch(written)
    if found is None:
        return None
    name, attributes, closed = found.groups()
    attrs: dict[str, str] = {}
    faults: list[tuple[str, str]] = []
    if name not in ours.ATTRIBUTES:
        faults.append(("element", name))
    for attribute, value in _ATTRIBUTE.findall(attributes):
        if attribute in attrs:
            faults.append(("twice", attribute))
        attrs[attribute] = html.unescape(value) if "&" in value else value
    if not faults:
        faults += _attributes(name, attrs)
    if closed and name not in ours.VOID and name not in ours.SVG:
        faults.append(("syntax", f"<{name}/>"))
    named = tuple((each, id) for each in attrs if each in ours.NAMES_IDS for id in attrs[each].split() or [""])
    every = [*_addresses(name, attrs)] if name in _WITH_ADDRESSES else []
    faults += [(rule, value) for value, rule in every if rule]
    inside = [value for value, rule in every if not rule and addresses.leads_inside(value)]
    within = tuple(value for value in inside if value.startswith("#"))
    links = tuple(value for value in inside if not value.startswith("#"))
    once: tuple[str, ...] = (name,) if name in _ONCE and (name != "h1" or "hidden" not in attrs) else ()
    if attrs.get("http-equiv") == POLICY:
        once += (POLICY,)
    id, raw = attrs.get("id"), name in ours.RAW
    return Tag(
        name=name,
        attributes=attributes,
        faults=tuple(faults),
        named=named,
        links=links,
        within=within,
        id=id,
        once=once,
        source="src" in attrs,
        data=name == "script" and "type" in attrs,
        kind=f"{name} hidden" if "hidden" in attrs else name,
        empty=bool(closed) or name in ours.VOID,
        raw=raw,
        plain=not (faults or named or inside or once or raw) and id is None,
    )


def _attributes(name: str, attrs: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Judge the attributes of an element that is allowed, but for addresses, ids and whatever depends on the page."""
    allowed = ours.DRAWING.get(name) or ours.ATTRIBUTES[name]
    common = frozenset[str]() if name in ours.SVG else ours.GLOBAL
    for attribute, value in attrs.items():
        known = attribute in allowed or attribute in common
        if not known and (name in ours.SVG or not ours.OF_OURS.fullmatch(attribute)):
            yield "attribute", f"{attribute} (<{name}>)"
            continue
        shape = _shape(name, attribute)
        if shape and not shape.fullmatch(value):
            yield "value", f"{attribute}={value!r}"
        if not value.isprintable():
            yield from (("character", char) for _, char in odd(value))
    for required in ours.REQUIRED.get(name, ()):
        if required not in attrs:
            yield "required", f"{required} (<{name}>)"
    yield from _together(name, attrs)


@lru_cache(maxsize=1 << 10)
def _shape(name: str, attribute: str) -> re.Pattern[str] | None:
    """What the whole value of an attribute must be."""
    return ours.VALUES.get(f"{name} {attribute}") or ours.VALUES.get(f"* {attribute}")


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


def _addresses(tag: str, attrs: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Every address in a tag, and why it must not stand there: a rule, or an empty string."""
    rel = attrs.get("rel", "") if tag == "link" else ""
    for name, value in attrs.items():
        if (tag, name) in _ADDRESSES:
            yield value, addresses.refused(tag, name, value, rel)
        elif (tag, name) in _SETS:
            for each in addresses.candidates(value) or [""]:
                yield each, addresses.refused(tag, name, each, rel)
    if tag == "meta" and attrs.get("http-equiv") == "refresh":
        to = addresses.refreshed(attrs.get("content", ""))
        if to and addresses.leads_inside(to):
            yield to, addresses.refused("meta", "content", to, rel)
        else:
            yield attrs.get("content", ""), "load"
