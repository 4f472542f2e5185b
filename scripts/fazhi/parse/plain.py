"""What can be read at sight: the lines and spans of which nearly all of a text consists.

The library tries a dozen rules at every line, and makes tokens of every bracket and star. What stands here is taken
before, but only where CommonMark leaves no doubt; whatever could be anything else is left to the library.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

# --- spans ------------------------------------------------------------------------------------------

_REF = r"\[\^(?P<id>[^\]\s]{1,40})\]"
_LINK = r"\[(?P<words>(?!\^)[^\n\\`*_\[\]!]++)\]\((?P<target>[^\s()<>\\&\x00-\x20\x7f]++)\)"


def _nameless(pattern: str) -> str:
    return re.sub(r"\?P<\w+>", "?:", pattern)


_BESIDE = " ，。；：！？、（）“”《》,.;:!?()"
"""Signs beside which stars open before, and close behind, what is no letter; beside letters they always do."""
_OPEN = rf"\*\*(?:(?=[^\W_])|(?<![^{_BESIDE}]\*\*)(?=[^\s*]))"
_CLOSE = rf"(?:(?<=[^\W_])\*\*|(?<=\S)\*\*(?=[{_BESIDE}]|\Z))(?!\*)"
_STRONG = rf"{_OPEN}(?P<strong>(?:[^\n\\`*_\[!]++|{_nameless(_REF)}|{_nameless(_LINK)})+){_CLOSE}"
SOURCE_REF = re.compile(_REF)
SPAN = re.compile(rf"{_REF}|{_LINK}|{_STRONG}")
"""A source mark, a link with its words and its target, or strong text, in which there may be both.

Each begins with its sign, so that a search leaps to the next one."""

_TEXT = r"[^\n\\`*_\[!]++|!(?!\[)"
_BOX = r"\[(?!\^)[^\n\\`*_\[\]!]*+\](?!\()"
"""Brackets that lead nowhere: nobody can define a reference. Each sign begins one thing only, so that no failure
further on makes another of it."""
_MARKED = re.compile(r"[\n\\`*_\[]")
_SPANS = re.compile(rf"(?:{_TEXT}|{_nameless(SPAN.pattern)}|{_BOX})*")


def unmarked(text: str) -> bool:
    """Whether there is no character in a text at which something else could begin."""
    return not _MARKED.search(text)


def spans_are(text: str) -> bool:
    """Whether a text is made of nothing but :data:`SPAN` and plain characters."""
    return _SPANS.fullmatch(text) is not None


# --- blocks -----------------------------------------------------------------------------------------

_LINE = r"(?:[^\s0-9#>`~/+_*-]|\*\*(?=[^\s*])|[0-9]++(?![.)]))[^\n]*+(?<!\s)"
"""A line that begins with nothing that could be a mark of a block."""
_EMPTY_NEXT = r"(?=\n[ ]*(?:\n|\Z)|\Z)"
_LIST_ENDS = r"(?=[ \n]*+\Z|\n[ ]*\n[ \n]*+(?<=\n)[^\t0-9-])"
"""Behind the empty line stands, at the margin, what is no item."""
_BLOCK = re.compile(
    rf"(?P<text>{_LINE}){_EMPTY_NEXT}"
    rf"|(?P<level>\#{{1,6}})[ ]+(?P<title>[^\s][^\n]*+)(?<![\s#]){_EMPTY_NEXT}"
    rf"|(?P<bullets>-[ ]{_LINE}(?:\n-[ ]{_LINE})*){_LIST_ENDS}"
    rf"|(?P<steps>[0-9]{{1,9}}\.[ ]{_LINE}(?:\n[0-9]{{1,9}}\.[ ]{_LINE})*){_LIST_ENDS}"
)


def block(state: StateBlock, start: int, _end: int, _silent: bool) -> bool:
    """A rule of the library: take a heading, a paragraph or a list of paragraphs, each of one line, at the margin.

    Paragraphs and headings become one token each, with their words, where the library makes three.
    """
    # Inside anything but ``///`` blocks, the margin is not that of the file.
    if state.level > 1 or state.parentType not in ("root", "container"):
        return False
    found = _BLOCK.match(state.src, state.bMarks[start])
    if not found:
        return False
    if found["text"]:
        _push(state, "paragraph", "p", found["text"], start)
    elif found["level"]:
        _push(state, "heading", f"h{len(found['level'])}", found["title"], start)
    else:
        kind, tag = ("bullet_list", "ul") if found["bullets"] else ("ordered_list", "ol")
        lines = (found["bullets"] or found["steps"]).split("\n")
        state.push(f"{kind}_open", tag, 1).map = [start, start + len(lines)]
        for row, line in enumerate(lines, start):
            _push(state, "paragraph", "p", line.partition(" ")[2], row)
        state.push(f"{kind}_close", tag, -1)
    return True


def _push(state: StateBlock, kind: str, tag: str, words: str, row: int) -> None:
    token = state.push(kind, tag, 0)
    token.content, token.map = words, [row, row + 1]
    state.line = row + 1
