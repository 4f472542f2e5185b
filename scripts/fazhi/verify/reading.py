"""Judge one finished page, and take from it the ids and addresses that only the whole site can judge."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from fazhi.verify import addresses
from fazhi.verify import vocabulary as ours
from fazhi.verify.addresses import Link
from fazhi.verify.faults import Fault
from fazhi.verify.markup import Tag, Token, odd, tokens

_ADDRESSES = {("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"), ("form", "action")}
_SETS = {("img", "srcset"), ("source", "srcset")}


ENOUGH = 100
"""Faults after which a page is read no further."""


def digest(text: str) -> str:
    """Name an inline script or style sheet as a policy does (CSP level 3, 2.3.1): ``'sha256-…'``."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@dataclass(slots=True)
class Page:
    """What was read of a page: its faults by offset, ids, and the links into the site."""

    faults: list[tuple[int, str, str]] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    links: list[tuple[int, str]] = field(default_factory=list)


def page(text: str, known: Collection[str] = ()) -> list[str]:
    """Check a finished page alone: one English sentence for each fault, in the order of the page.

    ``known`` are the digests of the scripts and style sheets that may stand inside a page, as ``digest`` gives them.
    Links are judged by what they are, not by where they lead.
    """
    return [str(fault) for fault in placed("page", text, read(text, known))[0]]


def read(text: str, known: Collection[str]) -> Page:
    """Read a page to its end, or to where it can be read no further."""
    return _Reader(text, known).read()


def placed(name: str, text: str, found: Page) -> tuple[list[Fault], list[Link]]:
    """Turn offsets into lines: the faults of a page, and its links into the site."""
    line, last = 1, 0
    faults: list[Fault] = []
    links: list[Link] = []
    every = [(at, Fault(name, 0, rule, what)) for at, rule, what in found.faults]
    for at, fault in sorted(every):
        line, last = line + text.count("\n", last, at), at
        faults.append(fault._replace(line=line))
    line, last = 1, 0
    for at, target in sorted(found.links):
        line, last = line + text.count("\n", last, at), at
        links.append(Link(line, target))
    return faults, links


class _Reader:
    """Holds what is open while a page is read."""

    def __init__(self, text: str, known: Collection[str]) -> None:
        self.text, self.known = text, known
        self.page = Page()
        self.open: list[str] = []
        self.counts: Counter[str] = Counter()
        self.unseen: list[int] = []
        """How many elements were open where one that is hidden began."""
        self.named: list[tuple[int, str, str]] = []
        self.title = ""
        self.last: Tag | None = None
        """The element that was opened last: the one that raw text stands in."""
        self.seen: Counter[str] = Counter()

    def read(self) -> Page:
        for token in tokens(self.text):
            self._take(token)
            if len(self.page.faults) >= ENOUGH:
                return self.page
        for name in reversed(self.open):
            self._fault(len(self.text), "unclosed", name)
        for at, char in odd(self.text):
            self._fault(at, "character", char)
        self._whole()
        return self.page

    def _fault(self, at: int, rule: str, what: str = "") -> None:
        self.page.faults.append((at, rule, what))

    def _take(self, token: Token) -> None:
        if token.tag is not None:
            self._start(token.at, token.tag)
        elif token.kind == "end":
            self._end(token.at, token.value)
        elif token.kind == "text":
            if not self.open or self.open[-1] in ours.NO_TEXT:
                self._fault(token.at, "text-place", token.value.strip()[:40])
        elif token.kind == "raw":
            self._raw(token.at, token.value)
        else:
            self._fault(token.at, token.kind, token.value)

    def _start(self, at: int, tag: Tag) -> None:
        for rule, what in tag.faults:
            self._fault(at, rule, what)
        name, attrs = tag.name, tag.attrs
        if not self._may_stand(name):
            self._fault(at, "place", name)
        self.counts[name] += 1
        if name == "h1" and not self.unseen and "hidden" not in attrs:
            self.seen[name] += 1
        if attrs:
            self._named(at, attrs)
            self._addresses(at, name, attrs)
        self.last = tag
        if name in ours.VOID or tag.closed:
            return
        self.open.append(name)
        if "hidden" in attrs:
            self.unseen.append(len(self.open))

    def _may_stand(self, name: str) -> bool:
        """Whether a parser leaves an element where its tag stands."""
        above = self.open[-1] if self.open else ""
        parents = ours.PARENTS.get(name)
        if parents is not None and above not in parents and (parents or above):
            return False
        if not above:
            return name == "html" and not self.counts[name]
        children = ours.CHILDREN.get(above)
        if children is not None and name not in children:
            return False
        if name in ours.SVG or above in ours.SVG:
            return (name == "svg") == (above not in ours.SVG) and name in ours.SVG
        if name in ("dt", "dd") and above == "div" and self.open[-2] != "dl":
            return False
        if above == "noscript" and "head" in self.open and name != "link":
            return False
        below = ours.NOT_BELOW.get(name)
        return below is None or below.isdisjoint(self.open)

    def _end(self, at: int, name: str) -> None:
        if not self.open or self.open[-1] != name:
            if name not in self.open:
                self._fault(at, "unopened", name)
                return
            while self.open[-1] != name:
                self._fault(at, "unclosed", self.open.pop())
        self.open.pop()
        while self.unseen and self.unseen[-1] > len(self.open):
            self.unseen.pop()

    def _named(self, at: int, attrs: dict[str, str]) -> None:
        if (id := attrs.get("id")) is not None:
            if id in self.page.ids or not id or any(char.isspace() for char in id):
                self._fault(at, "id", repr(id))
            self.page.ids[id] = at
        for name in ours.NAMES_IDS:
            if name in attrs:
                self.named += [(at, name, id) for id in attrs[name].split() or [""]]

    def _addresses(self, at: int, tag: str, attrs: dict[str, str]) -> None:
        rel = attrs.get("rel", "") if tag == "link" else ""
        for name, value in attrs.items():
            if (tag, name) in _ADDRESSES:
                self._address(at, (tag, name), value, rel)
            elif (tag, name) in _SETS:
                for each in addresses.candidates(value) or [""]:
                    self._address(at, (tag, name), each, rel)
        if tag == "meta" and attrs.get("http-equiv") == "refresh":
            to = addresses.refreshed(attrs.get("content", ""))
            if to and addresses.leads_inside(to):
                self._address(at, ("meta", "content"), to, rel)
            else:
                self._fault(at, "load", attrs.get("content", ""))

    def _address(self, at: int, place: tuple[str, str], value: str, rel: str) -> None:
        if rule := addresses.refused(*place, value, rel):
            self._fault(at, rule, value)
        elif addresses.leads_inside(value):
            self.page.links.append((at, value))

    def _raw(self, at: int, text: str) -> None:
        """Judge the text of a script, a style sheet, a title or a text field."""
        assert self.last is not None
        name, attrs = self.last.name, self.last.attrs
        is_data = name == "script" and "type" in attrs
        if name == "title":
            self.title = html.unescape(text).strip()
        if is_data or name in ("title", "textarea"):
            if "<" in text:
                self._fault(at, "syntax", text[text.index("<") :][:40])
            elif is_data and (wrong := not_json(text)):
                self._fault(at, "data", wrong)
        elif digest(text) not in self.known and ("src" not in attrs or text.strip()):
            self._fault(at, "inline", name)

    def _whole(self) -> None:
        """Judge what a page must have once."""
        if self.counts["title"] != 1 or not self.title:
            self._fault(0, "title")
        if self.seen["h1"] != 1:
            self._fault(0, "heading", str(self.seen["h1"]))
        for name in ("html", "head", "body"):
            if self.counts[name] != 1:
                self._fault(0, "required", f"<{name}>")
        for at, name, id in self.named:
            if id not in self.page.ids:
                self._fault(at, "reference", f"{name}={id!r}")


def not_json(text: str) -> str:
    """Tell why a text is no JSON, or give an empty string."""
    try:
        json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except RecursionError:
        return "nested too deep"
    except ValueError as error:
        return str(error)
    return ""


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len({key for key, _ in pairs}) < len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)


def _no_constant(name: str) -> Iterator[object]:
    raise ValueError(f"{name} is no JSON")
