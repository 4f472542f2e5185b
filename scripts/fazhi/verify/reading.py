"""Judge one finished page, and take from it the ids and addresses that only the whole site can judge."""

from __future__ import annotations

import html
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from fazhi.verify.faults import Fault
from fazhi.verify.found import Own
from fazhi.verify.markup import DOCTYPE, POLICY, ROW, TAG, Tag, odd
from fazhi.verify.nesting import OUTSIDE
from fazhi.verify.passages import Note, Passage, passage
from fazhi.verify.policy import Inline, digest
from fazhi.verify.policy import faults as policy_faults

ENOUGH = 100
"""Faults after which a page is read no further."""


@dataclass(slots=True)
class Page:
    """What was read of a page: its faults by offset, ids, links to other files of the site, and those within it."""

    faults: list[tuple[int, str, str]] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    links: list[tuple[int, str]] = field(default_factory=list)
    within: list[tuple[int, str]] = field(default_factory=list)


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
        """Of what a page must have once; of ``<h1>``, those that a reader sees."""
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
            self._words(at)
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
        """Read on from an offset to where raw text ends, or a tag that was cut short; give -1 at the end.

        All tags of all pages pass here. What they say, and where they lead, is looked up; texts are skipped.
        """
        place = self.place
        for row in ROW.finditer(self.text, start):
            written = row[0]
            if further := place.further.get(written):
                place = further
                continue
            found = passage(place, written)
            place = found.place
            if found.notes:
                self._noted(row.start(), found.notes)
            if not found.ends:
                end = self._behind(row.start(), written, found)
                if end != row.end():
                    return end
                place = self.place
        self.place = place
        return -1

    def _behind(self, start: int, written: str, found: Passage) -> int:
        """Judge what comes after tags: raw text, text where none may stand, what is no tag; give where to go on."""
        self.place = found.place
        end = start + found.end
        if found.raw:
            behind = self.text.find(f"</{found.raw.name}", end)
            if behind >= 0:
                self._raw(end, self.text[end:behind], found.raw)
                self._enough()
                end = behind
        elif found.end < len(written):
            return self._unread(self.text.index("<", end), written)
        if self.place.without_text:
            self._words(end)
        return end

    def _unread(self, at: int, written: str) -> int:
        """Read a tag that was cut short; what is no tag of ours cannot be read, nor anything after it."""
        tag = TAG.match(self.text, at)
        if tag and tag[0] != written:
            found = passage(self.place, tag[0])
            self._noted(at, found.notes)
            return self._behind(at, tag[0], found)
        self._fault(at, "syntax", self.text[at : at + 40])
        self._enough()
        return len(self.text)

    def _words(self, start: int) -> None:
        """Judge the text from a tag to the next one where only blanks may stand."""
        end = self.text.find("<", start)
        words = self.text[start : end if end >= 0 else len(self.text)]
        if words.strip(" \t\n"):
            self._fault(start, "text-place", words.strip()[:40])
            self._enough()

    def _noted(self, start: int, notes: Iterable[Note]) -> None:
        """Take what was noted: the faults of tags, and what others on the page must agree with."""
        page = self.page
        for offset, faults, id, named, links, within, once in notes:
            at = start + offset
            for rule, what in faults:
                self._fault(at, rule, what)
            for name in once:
                if name == "html" and self.counts[name] and ("place", name) not in faults:
                    self._fault(at, "place", name)
                self.counts[name] += 1
            if id is not None:
                self._named(at, id)
            for each, other in named:
                self.named.append((at, each, other))
            for link in links:
                page.links.append((at, link))
            for link in within:
                page.within.append((at, link))
            if page.faults:
                self._enough()

    def _named(self, at: int, id: str) -> None:
        if id in self.page.ids or id.split() != [id]:
            self._fault(at, "id", repr(id))
        self.page.ids[id] = at

    def _raw(self, at: int, text: str, tag: Tag) -> None:
        """Judge the text of a script, a style sheet, a title or a text field."""
        name, mark = tag.name, ""
        if name == "title":
            self.title = html.unescape(text).strip()
        if tag.data or name in ("title", "textarea"):
            if "<" in text:
                self._fault(at, "syntax", text[text.index("<") :][:40])
            elif tag.data and (wrong := not_json(text)):
                self._fault(at, "data", wrong)
        else:
            mark = digest(text)
            if mark not in self.own.inline and (text.strip() or not tag.source):
                self._fault(at, "inline", name)
        if name in ("script", "style"):
            self.inline.append(Inline(at, name, tag.attributes, text, mark))

    def _whole(self) -> None:
        """Judge what a page must have once."""
        if self.counts["title"] != 1 or not self.title:
            self._fault(0, "title")
        if self.counts["h1"] != 1:
            self._fault(0, "heading", str(self.counts["h1"]))
        for name in ("html", "head", "body"):
            if self.counts[name] != 1:
                self._fault(0, "required", f"<{name}>")
        for at, name, id in self.named:
            if id not in self.page.ids:
                self._fault(at, "reference", f"{name}={id!r}")
        if self.own.policies is not None:
            for at, wrong in policy_faults(self.text, self.counts[POLICY], self.inline, self.own.policies):
                self._fault(at, "policy", wrong)


def not_json(text: str) -> str:
    """Tell why a text is no JSON, or give an empty string."""
    try:
        json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except RecursionError:
        return "nested too deep"
    except ValueError as error:
        return str(error)
    return ""


def _once(pairs: list[tuple[str, object]]) -> None:
    """Refuse a key that stands twice. Nobody wants the values: the largest file would take twice its size in memory."""
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a key stands twice")


def _no_constant(name: str) -> Iterator[object]:
    raise ValueError(f"{name} is no JSON")
