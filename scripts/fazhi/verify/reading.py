"""Judge one finished page, and take from it the ids and addresses that only the whole site can judge."""

from __future__ import annotations

import html
import json
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from fazhi.verify.faults import Fault
from fazhi.verify.found import Own
from fazhi.verify.markup import DOCTYPE, PIECE, POLICY, Tag, ending, odd, starting
from fazhi.verify.nesting import OUTSIDE, Place, inside
from fazhi.verify.policy import Inline, digest
from fazhi.verify.policy import faults as policy_faults

ENOUGH = 100
"""Faults after which a page is read no further."""


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
    return [str(fault) for fault in placed("page", text, read(text, Own(frozenset(known))))]


def read(text: str, own: Own) -> Page:
    """Read a page to its end, or to where it can be read no further."""
    return _Reader(text, own).read()


def placed(name: str, text: str, found: Page) -> list[Fault]:
    """Turn offsets into lines: the faults of a page in order."""
    every = sorted((at, Fault(name, 0, rule, what)) for at, rule, what in found.faults)
    lines = numbered(text, [at for at, _ in every])
    return [fault._replace(line=line) for line, (_, fault) in zip(lines, every, strict=True)]


def numbered(text: str, offsets: Collection[int]) -> list[int]:
    """The line of each offset; they come in order."""
    line, last = 1, 0
    lines: list[int] = []
    for at in offsets:
        line, last = line + text.count("\n", last, at), at
        lines.append(line)
    return lines


class _Enough(Exception):
    """There are so many faults that no more is said of a page."""


class _Reader:
    """Holds what is known of a page while it is read."""

    def __init__(self, text: str, own: Own) -> None:
        self.text, self.own = text, own
        self.page = Page()
        self.place = OUTSIDE
        self.counts: Counter[str] = Counter()
        self.shown = 0
        """How many ``<h1>`` a reader sees."""
        self.named: list[tuple[int, str, str]] = []
        self.inline: list[Inline] = []
        self.title = ""

    def read(self) -> Page:
        at = 0
        if self.text.startswith(DOCTYPE):
            at = len(DOCTYPE)
        else:
            self._fault(0, "doctype")
        try:
            while at >= 0:
                at = self._onwards(at)
        except _Enough:
            return self.page
        place = self.place
        while place.above is not None:
            self._fault(len(self.text), "unclosed", place.name)
            place = place.above
        for at, char in odd(self.text):
            self._fault(at, "character", char)
        self._whole()
        return self.page

    def _fault(self, at: int, rule: str, what: str = "") -> None:
        self.page.faults.append((at, rule, what))

    def _enough(self) -> None:
        if len(self.page.faults) >= ENOUGH:
            raise _Enough

    def _onwards(self, start: int) -> int:
        """Read on from an offset to the next raw text, which is judged; give where it ends, or -1 at the end.

        Every tag of every page passes here: what a tag says by itself and where it may stand is looked up.
        """
        place = self.place
        for piece in PIECE.finditer(self.text, start):
            words, written = piece.groups()
            if words and place.without_text and words.strip(" \t\n"):
                self._fault(piece.start(), "text-place", words.strip()[:40])
                self._enough()
            if written == place.end:
                assert place.above is not None
                place = place.above
                continue
            if written and (further := _further(place, written)):
                place = further
                continue
            at = piece.end(1)
            tag = starting(written) if written else None
            if tag is None:
                if written and (name := ending(written)):
                    place = self._closed(at, name, place)
                    continue
                if at < len(self.text):
                    self._fault(at, "syntax", self.text[at : at + 40])
                    self._enough()
                break
            fits, inner = inside(place, tag.kind)
            self._noted(at, tag, place, fits)
            if not tag.empty:
                place = inner
            if tag.raw and (end := self.text.find(f"</{tag.name}", piece.end())) >= 0:
                self._raw(piece.end(), self.text[piece.end() : end], tag)
                self._enough()
                self.place = place
                return end
        self.place = place
        return -1

    def _closed(self, at: int, name: str, place: Place) -> Place:
        """Close an element that is not the last one opened, if it is open at all."""
        if name not in place.open:
            self._fault(at, "unopened", name)
        else:
            while place.name != name:
                self._fault(at, "unclosed", place.name)
                place = _above(place)
            place = _above(place)
        self._enough()
        return place

    def _noted(self, at: int, tag: Tag, place: Place, fits: bool) -> None:
        """Note what a start tag has that others on the page must agree with, and its faults."""
        name, attrs, page = tag.name, tag.attrs, self.page
        for rule, what in tag.faults:
            self._fault(at, rule, what)
        if not fits or (name == "html" and self.counts[name]):
            self._fault(at, "place", name)
        self.counts[name] += 1
        if name == "h1" and not place.hidden and "hidden" not in attrs:
            self.shown += 1
        if attrs.get("http-equiv") == POLICY:
            self.counts[POLICY] += 1
        if (id := attrs.get("id")) is not None:
            if id in page.ids or id.split() != [id]:
                self._fault(at, "id", repr(id))
            page.ids[id] = at
        self.named += [(at, each, id) for each, id in tag.named]
        page.links += [(at, link) for link in tag.links]
        self._enough()

    def _raw(self, at: int, text: str, tag: Tag) -> None:
        """Judge the text of a script, a style sheet, a title or a text field."""
        name, attrs = tag.name, tag.attrs
        is_data = name == "script" and "type" in attrs
        mark = ""
        if name == "title":
            self.title = html.unescape(text).strip()
        if is_data or name in ("title", "textarea"):
            if "<" in text:
                self._fault(at, "syntax", text[text.index("<") :][:40])
            elif is_data and (wrong := not_json(text)):
                self._fault(at, "data", wrong)
        else:
            mark = digest(text)
            if mark not in self.own.inline and ("src" not in attrs or text.strip()):
                self._fault(at, "inline", name)
        if name in ("script", "style"):
            self.inline.append(Inline(at, name, tag.attributes, text, mark))

    def _whole(self) -> None:
        """Judge what a page must have once."""
        if self.counts["title"] != 1 or not self.title:
            self._fault(0, "title")
        if self.shown != 1:
            self._fault(0, "heading", str(self.shown))
        for name in ("html", "head", "body"):
            if self.counts[name] != 1:
                self._fault(0, "required", f"<{name}>")
        for at, name, id in self.named:
            if id not in self.page.ids:
                self._fault(at, "reference", f"{name}={id!r}")
        if self.own.policies is not None:
            for at, wrong in policy_faults(self.text, self.counts[POLICY], self.inline, self.own.policies):
                self._fault(at, "policy", wrong)


@lru_cache(maxsize=1 << 14)
def _further(place: Place, written: str) -> Place | None:
    """Where reading goes on after a start tag that has no fault, and nothing that anything else must agree with."""
    tag = starting(written)
    if tag is None or not tag.plain:
        return None
    fits, inner = inside(place, tag.kind)
    return (place if tag.empty else inner) if fits else None


def _above(place: Place) -> Place:
    assert place.above is not None
    return place.above


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
