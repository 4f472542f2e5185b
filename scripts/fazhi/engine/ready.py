"""HTML of ours that is finished: the engine's Markdown library is spared reading it.

A staged page is Markdown only in its headings; between them stand whole elements that our templates have printed. Here
a page is cut into these parts by a strict grammar. The library reads the headings, each kind of heading once, and what
our templates have printed stands as it is. This is no second parser of Markdown: where a page holds anything but what
the grammar knows (a paragraph of Markdown, an attribute without quotes, a comment, elements that do not nest), the
library reads the whole page as it always has. Both ways give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import nest_toc_tokens
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX

_VOID = "area|br|col|hr|img|input|link|meta|source|track|wbr"
_OTHER_RULES = "script|style|textarea|title|iframe|noscript|plaintext|xmp|template"
"""What stands inside these is read by rules of its own."""
_NAME = f"(?!(?:{_OTHER_RULES})[ />])[a-z][a-z0-9]*+"
_ATTRIBUTES = '(?: [a-zA-Z][a-zA-Z0-9:-]*+(?:="[^"<>`]*+")?)*'
_DEEPEST = 24
"""How deep elements may stand inside each other; ours are fifteen deep at most."""
_HEADING = re.compile(r"(#{1,6}) ([^{}<>]*[^{}<> ]) (\{ #[a-z][a-z0-9-]*(?: \.[a-z][a-z0-9-]*)* \})")
"""A heading that says its own id: what the library makes of it depends on no other."""
_INERT = re.compile(r"(?:[a-zA-Z0-9,.-]|[^\x00-\x7f\s]|&#[0-9]+;|(?<=\S) (?=\S))+")
"""Words in which nothing is Markdown, with no space that the library would change."""
_WORDS = "\ue000"
"""Stands for the words of a heading while the library reads it."""
_REFERENCE = re.compile(r"&(?!#[0-9]+;|[a-z]+;)")
"""A sign of a character reference that is none: the library would write it in another way."""
_SPACES = re.compile(r"\n +\n")
"""A line of spaces, which the library makes empty."""
_ODD = ("`", "~", "\t", "\r", STX, ETX)
"""Signs of code, which is read as such wherever it begins a line, inside an element too; and what is replaced."""
_KNOWN = 4096
"""How many headings are remembered, and how many kinds of them."""


def _element(depth: int) -> str:
    """The grammar of an element that stands for itself, with others inside, each in the one that it began in.

    Groups are atomic, so that what does not fit is found out at once; and no quantifier of a group is possessive, which
    Python 3.11 gets wrong before 3.11.5.
    """
    inside = "[^<>]*+"
    for level in range(depth):
        own = f"(?P<n{level}>{_NAME}){_ATTRIBUTES}(?: ?/>|>{inside}</(?P=n{level})>)"
        inside = f"(?>[^<>]*+(?:<(?=[a-z])(?:(?:{_VOID}){_ATTRIBUTES}(?: ?/)?>|{own})[^<>]*+)*)"
    return f"<(?!(?:{_VOID})[ />])(?P<name>{_NAME}){_ATTRIBUTES}>{inside}</(?P=name)>"


_ELEMENT = re.compile(_element(_DEEPEST))


@dataclass(frozen=True)
class Body:
    """What the library makes of a text."""

    html: str
    contents: list[Any]
    """The entries of the table of contents, as its extension ``toc`` nests them."""
    title: str | None
    """The words of the heading of the first level with which the text begins."""


class Reader:
    """Python-Markdown with given extensions, ``attr_list`` among them: texts in, their HTML out."""

    def __init__(
        self,
        extensions: Sequence[str | Extension],
        configurations: Mapping[str, Any],
        words: Callable[[Element, Markdown], str],
    ) -> None:
        """Set up the library; ``words`` gives those of a heading, as they stand in a title."""
        self._title = _Title(words)
        self._library = Markdown(extensions=[*extensions, self._title], extension_configs=dict(configurations))
        self._blocks = frozenset(self._library.block_level_elements)
        self._heading = lru_cache(_KNOWN)(self._read_heading)
        self._kind = lru_cache(_KNOWN)(self._read)

    def read(self, text: str) -> Body:
        """Give what the library makes of a text, which depends on no other text."""
        cut = parts(text, self._blocks)
        if cut is None:
            return self._read(text)
        read = [part if part.startswith("<") else self._heading(part) for part in cut]
        headings = [part for part in read if isinstance(part, Body)]
        return Body(
            "\n".join(part.html if isinstance(part, Body) else part for part in read).strip(),
            nest_toc_tokens([entry.copy() for heading in headings for entry in heading.contents]),
            read[0].title if read and isinstance(read[0], Body) else None,
        )

    def _read_heading(self, line: str) -> Body:
        """Read a heading: all that differ in words alone are read as one."""
        found = _HEADING.fullmatch(line)
        if not found or not _INERT.fullmatch(words := found[2]):
            return self._read(line)
        kind = self._kind(f"{found[1]} {_WORDS} {found[3]}")
        entries = [
            {name: value.replace(_WORDS, words) if isinstance(value, str) else value for name, value in entry.items()}
            for entry in kind.contents
        ]
        return Body(kind.html.replace(_WORDS, words), entries, kind.title and kind.title.replace(_WORDS, words))

    def _read(self, text: str) -> Body:
        html = self._library.reset().convert(text)
        return Body(html, getattr(self._library, "toc_tokens", []), self._title.text)


def parts(text: str, blocks: Collection[str]) -> list[str] | None:
    """Give the headings and the elements of a text in order, or None if it holds anything else.

    ``blocks`` are the names of the elements that stand for themselves. To an element belongs the blank line after it,
    as for the library.
    """
    if _REFERENCE.search(text) or _SPACES.search(text) or any(odd in text for odd in _ODD):
        return None
    lines, found, end = f"\n{text}\n", list[str](), 0
    while (start := lines.find("<", end)) >= 0:
        headings, element = _headings(lines[end:start]), _ELEMENT.match(lines, start)
        if headings is None or not element or element["name"] not in blocks:
            return None
        end = element.end()
        found += [*headings, element[0] + ("\n" if lines.startswith("\n\n", end) else "")]
    headings = _headings(lines[end:])
    return None if headings is None else [*found, *headings]


def _headings(text: str) -> list[str] | None:
    """Give the headings of whole lines between elements, or None if anything else stands there."""
    before, *lines = text.split("\n")
    headings = [line for line in lines if line]
    ours = lines and not before and not lines[-1] and all(map(_HEADING.fullmatch, headings))
    return headings if ours else None


class _Title(Extension):
    """Notes the words of a text's first heading, which name the page in its ``<title>``."""

    text: str | None = None

    def __init__(self, words: Callable[[Element, Markdown], str]) -> None:
        super().__init__()
        self.words = words

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        md.registerExtension(self)
        md.treeprocessors.register(_FirstHeading(self, md), "fazhi_title", 1)

    def reset(self) -> None:
        self.text = None


class _FirstHeading(Treeprocessor):
    """Runs after the headings have got their ids, where MkDocs does it too."""

    def __init__(self, title: _Title, md: Markdown) -> None:
        super().__init__(md)
        self._into = title

    def run(self, root: Element) -> Any:
        if len(root) and root[0].tag == "h1":
            self._into.text = self._into.words(root[0], self.md)
