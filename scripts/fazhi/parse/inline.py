"""Read what stands inside a paragraph: text, strong and stressed text, links, source marks, each at its column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from markdown_it.token import Token

from fazhi.model.blocks import Emphasis, Inline, Link, SourceRef, Strong, Text
from fazhi.model.mark import Mark
from fazhi.parse import plain

TAG = re.compile(r"</?[A-Za-z!?][^>]{0,40}>?")
"""What an HTML parser would take for a tag, a comment or a declaration."""
_MAY_BE_STRAY = re.compile(r"[<*\]\[`{/]")
"""The characters of which one is in whatever :data:`STRAY` finds; a text is searched for these much faster."""
STRAY = re.compile(TAG.pattern + r"|\*\*|\]\([^)]{0,40}\)?|\[\^|`|\{[#:.%{]|^///.{0,20}")

_REFUSED = {
    "code_block": ("行首空了四格（代码块）", "four spaces at the start of the line (a code block)"),
    "fence": ("代码块", "a code block"),
    "hr": ("横线", "a rule across the page"),
    "code_inline": ("反引号（代码）", "backticks (code)"),
    "hardbreak": ("行末的反斜杠或空格（强制换行）", "a backslash or spaces at the end of the line (a forced break)"),
}


class Refuse(Protocol):
    """Takes a problem: its place, its rule, and what its sentence needs."""

    def __call__(self, mark: Mark, rule: str, **detail: str) -> None:
        """Take the problem."""


def named(kind: str) -> dict[str, str]:
    """What the library calls something that is not allowed, as an author would call it, in both languages."""
    zh, en = _REFUSED.get(kind, (kind, kind))
    return {"what": zh, "what_en": en}


class Finder:
    """Finds the column of a piece of text: the library gives lines for blocks, and nothing for what is inside."""

    def __init__(self, lines: Sequence[str], first_line: int, start: int, end: int) -> None:
        """Look in the rows from ``start`` to before ``end``; the first of all rows is line ``first_line``."""
        self.lines = lines
        self.first_line = first_line
        self.row, self.col, self.end = start, 0, max(end, start + 1)

    def go(self, row: int) -> None:
        """Look from the start of a row."""
        self.row, self.col = row, 0

    def start_of_line(self) -> Mark:
        """The first character of the row."""
        return Mark(self.row + self.first_line, 1)

    def end_of_line(self) -> Mark:
        """The last character of the row."""
        return Mark(self.row + self.first_line, max(len(self.lines[self.row]), 1))

    def find(self, needle: str, skip: int = 0) -> Mark:
        """The next place of the needle; where we are when it is not found (an escape stands in it, say)."""
        row, col = self.row, self.col
        while row < min(self.end, len(self.lines)):
            at = self.lines[row].find(needle, col)
            if at >= 0:
                self.row, self.col = row, at + len(needle)
                return Mark(row + self.first_line, at + 1 + skip)
            row, col = row + 1, 0
        return Mark(self.row + self.first_line, self.col + 1)


@dataclass(frozen=True, slots=True)
class InlineReader:
    """Reads spans. ``joined`` is set for languages in which a line break inside a paragraph would print a gap."""

    refuse: Refuse
    joined: bool

    def read(self, words: Token, finder: Finder) -> tuple[Inline, ...]:
        """Turn the words of a paragraph, cell or heading into spans."""
        if words.children is None:
            return self._at_sight(words.content, finder)
        return self._until("", iter(words.children), finder)

    def _at_sight(self, words: str, finder: Finder) -> tuple[Inline, ...]:
        """The spans of words in which there are none but those that can be read at sight."""
        spans: list[Inline] = []
        at = 0
        for span in plain.SPAN.finditer(words):
            if span.start() > at:
                spans.append(Text(self._clean(words[at : span.start()], finder)))
            at = span.end()
            match span.lastgroup:
                case "strong":
                    spans.append(Strong(self._at_sight(span["strong"], finder)))
                case "target":
                    inside = (Text(self._clean(span["words"], finder)),)
                    spans.append(Link(inside, span["target"], finder.find("](", 2)))
                case _:
                    spans.append(SourceRef(span["id"], finder.find(span[0])))
        if at < len(words):
            spans.append(Text(self._clean(words[at:], finder)))
        return tuple(spans)

    def _until(self, end: str, tokens: Iterator[Token], finder: Finder) -> tuple[Inline, ...]:
        """The spans up to a token of the type ``end``; neighbouring text is one, and there is no empty text."""
        spans: list[Inline] = []
        said = ""
        for token in tokens:
            kind = token.type
            if kind in ("text", "text_special"):
                said += self._clean(token.content, finder)
            elif kind == "softbreak":
                said += self._softbreak(finder)
            elif kind == end:
                break
            else:
                span = self._span(token, tokens, finder)
                if span is not None:
                    if said:
                        spans.append(Text(said))
                    said = ""
                    spans.append(span)
        if said:
            spans.append(Text(said))
        return tuple(spans)

    def _span(self, token: Token, tokens: Iterator[Token], finder: Finder) -> Inline | None:
        """One span; its inside and its end are taken from the tokens. None if it is refused."""
        match token.type:
            case "strong_open":
                return Strong(self._until("strong_close", tokens, finder))
            case "em_open":
                return Emphasis(self._until("em_close", tokens, finder))
            case "link_open":
                children = self._until("link_close", tokens, finder)
                target = str(token.attrs.get("href", ""))
                mark = finder.find("](", 2)
                if token.attrs.get("title") or not children:
                    self.refuse(mark, "link-form", target=target)
                return Link(children, target, mark)
            case "source_ref":
                return SourceRef(token.content, finder.find(f"[^{token.content}]"))
            case "image":
                self.refuse(finder.find("!["), "picture-form")
            case other:
                self.refuse(self._passed(token, finder), "not-allowed", **named(other))
        return None

    def _passed(self, token: Token, finder: Finder) -> Mark:
        """The place of a span that is refused; the finder goes on behind it."""
        if token.type == "hardbreak":
            mark = finder.end_of_line()
            finder.go(finder.row + 1)
        elif token.type == "code_inline":
            mark = finder.find(token.markup)
            finder.find(token.markup)
        else:
            mark = finder.start_of_line()
        return mark

    def _clean(self, text: str, finder: Finder) -> str:
        """Name markup that the parser did not take as such and that would be printed as it stands."""
        match = _MAY_BE_STRAY.search(text) and STRAY.search(text)
        if match:
            rule = "raw-html" if match[0].startswith("<") else "stray-markup"
            self.refuse(finder.find(match[0]), rule, what=match[0])
        return text

    def _softbreak(self, finder: Finder) -> str:
        finder.go(finder.row + 1)
        if not self.joined:
            return " "
        self.refuse(finder.start_of_line(), "hard-wrap")
        return ""
