"""HTML of ours that is finished: the engine's Markdown library is spared reading it tag by tag.

A staged page is Markdown only in its headings; between them stand whole elements that our templates have printed. To
find the end of each, Python-Markdown parses their HTML, which takes longer than everything else it does. Here the same
ends are found by a strict grammar, ahead of it. This is no second parser of Markdown: where a page holds anything but
what the grammar knows (an attribute without quotes, a comment, elements that do not nest), nothing is taken out, and
the library reads the page as it always has. Both ways give the same bytes.
"""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

_TAG = re.compile(r'<(?:/([a-z][a-z0-9]*)|([a-z][a-z0-9]*)(?: [a-zA-Z][a-zA-Z0-9:-]*(?:="[^"<>`]*")?)*+( ?/)?)>')
_REFERENCE = re.compile(r"&(?!#[0-9]+;|[a-z]+;)")
"""A sign of a character reference that is none: the library would write it in another way."""
_FENCES = ("```", "~~~")
"""What is read as code wherever it begins a line, inside an element too."""
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_OTHER_RULES = frozenset({"script", "style", "textarea", "title", "iframe", "noscript", "plaintext", "xmp", "template"})
"""What stands inside these is read by rules of its own."""
_PRIORITY = 28
"""After the library has made all space plain, at 30, and before fenced code, at 25, and ``html_block``, at 20."""


class Ready(Extension):
    """Take complete elements at the start of a line out of the text, as ``html_block`` would."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Stand before ``html_block``, which sees what is left."""
        md.preprocessors.register(_Elements(md), "fazhi_ready", _PRIORITY)


class _Elements(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        odd = _REFERENCE.search(text) or any(fence in text for fence in _FENCES)
        found = None if odd else self._found(text)
        if not found:
            return lines
        parts, end = [], 0
        for start, stop in found:
            # As ``HTMLExtractor`` does: a blank line after an element belongs to it, and paragraphs stand around it.
            after = "\n" if text.startswith("\n\n", stop) else ""
            held = self.md.htmlStash.store(text[start:stop] + after)
            parts += [text[end:start], "\n", held, "\n\n"]
            end = stop
        return "".join([*parts, text[end:]]).split("\n")

    def _found(self, text: str) -> list[tuple[int, int]] | None:
        """Give where each outermost element begins and ends, or None if the page is not written strictly."""
        found: list[tuple[int, int]] = []
        inside: list[str] = []
        tags = start = 0
        for tag in _TAG.finditer(text):
            tags += 1
            closing, opening, empty = tag.groups()
            if opening in _OTHER_RULES:
                return None
            if closing:
                if not inside or inside.pop() != closing:
                    return None
                if not inside:
                    found.append((start, tag.end()))
            elif not inside:
                start = tag.start()
                if empty or not self._begins(text, start, opening):
                    return None
                inside.append(opening)
            elif not empty and opening not in _VOID:
                inside.append(opening)
        strict = not inside and tags == text.count("<") == text.count(">")
        return found if strict and all(text.startswith("\n", stop) for _, stop in found) else None

    def _begins(self, text: str, start: int, name: str) -> bool:
        """Tell whether an element is one that stands for itself, at the start of a line."""
        return name not in _VOID and self.md.is_block_level(name) and (not start or text[start - 1] == "\n")
