"""Measure text without a font: how wide it is, and how many lines it takes.

A Han character is one em wide in every font. Latin text is measured in DejaVu Sans, the widest of the fonts that stand
in for Calibri where it is missing, so that the text fits on every machine. A line takes at most 97 % of its room.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from fazhi.render.kit.text import Run, Runs

FULL = 0.97
"""The share of the width that is used; programs differ a little in what they fit on a line."""
BOLD = 1.13
"""How much wider a Latin letter is in bold; a Han character is as wide as ever."""
MIXED = 0.25
"""Between a Han character and a Latin one, in em; PowerPoint puts nothing there."""
_GROUPS = {
    0.28: "ijl'",
    0.32: " ,.IJ",
    0.34: "/:;|\\",
    0.37: "-f",
    0.41: "()[]rt!",
    0.50: '"*_`',
    0.55: "s?zc",
    0.60: "vxykLF",
    0.64: "abdeghnopqu0123456789$EPSTY{}",
    0.70: "ABCKRVXZ",
    0.79: "DGHNOQU&",
    0.84: "#+<=>^~w",
    1.00: "mMW%@",
}
WIDTHS = {character: width for width, characters in _GROUPS.items() for character in characters}
NARROW_QUOTES = {"‘": 0.32, "’": 0.32, "“": 0.52, "”": 0.52, "–": 0.5, "·": 0.32}
"""In a Latin font; between Han characters they are as wide as these."""
CLOSING = frozenset("，。、；：？！）】》〉」』”’％…—·,.;:?!)]}%~～")
"""No line begins with these (禁则, GB/T 15834)."""
OPENING = frozenset("（【《〈「『“‘([{")
"""No line ends with these."""


class Piece(NamedTuple):
    """Characters between which no line may break; widths in em, ``gap`` is that of the spaces after them."""

    width: float
    gap: float
    text: str
    """With the spaces after it."""


def breadth(character: str, *, han: bool, strong: bool = False) -> float:
    """The width of one character in em; ``han`` says that quotation marks and dashes are set in the Han font."""
    if not han and character in NARROW_QUOTES:
        width = NARROW_QUOTES[character]
    elif character in WIDTHS:
        width = WIDTHS[character]
    elif unicodedata.combining(character):
        return 0.0
    else:
        # What is in no table is as wide as a Han character: emoji and signs are, letters with accents are less.
        return 1.0
    return width * BOLD if strong else width


@lru_cache(maxsize=4096)
def extent(runs: Runs, *, han: bool, strong: bool = False) -> float:
    """The width of runs in em if they stand on one line."""
    return sum(width for _, width in _characters(runs, han, strong))


def _characters(runs: Runs, han: bool, strong: bool) -> Iterator[tuple[str, float]]:
    """Every character with its width, and with the little space that WPS and LibreOffice put before it."""
    before = ""
    for run in runs:
        for character in run.text:
            width = breadth(character, han=han, strong=run.strong or strong)
            yield character, width + (MIXED if _is_mixed(before, character) else 0.0)
            before = character


def _is_mixed(before: str, after: str) -> bool:
    """Whether a Han character and a Latin letter or digit stand side by side."""
    pair = before + after
    return pair.isalnum() and len(pair) == 2 and pair[0].isascii() != pair[1].isascii()


def lines(runs: Runs, room: float, *, han: bool, strong: bool = False) -> int:
    """How many lines runs take in a room that is so many em wide; one at least."""
    full = max(room * FULL, 1.0)
    pieces, whole = _pieces(runs, han, strong)
    if whole <= full:
        return 1
    count, used = 1, 0.0
    for piece in pieces:
        if used and used + piece.width > full:
            count, used = count + 1, 0.0
        if piece.width > full:
            more = int(piece.width / full)
            count, used = count + more, piece.width - more * full
        else:
            used += piece.width
        used += piece.gap
    return count


@lru_cache(maxsize=4096)
def longest(runs: Runs, *, han: bool, strong: bool = False) -> float:
    """The width in em of the widest piece that cannot be broken."""
    return max((piece.width for piece in _pieces(runs, han, strong)[0]), default=0.0)


def torn(text: str, *, han: bool) -> list[str]:
    """Text, cut wherever a line may break."""
    return [piece.text for piece in _pieces((Run(text),), han, False)[0]]


@lru_cache(maxsize=4096)
def _pieces(runs: Runs, han: bool, strong: bool) -> tuple[tuple[Piece, ...], float]:
    """The pieces of runs, and the width of all on one line."""
    pieces, whole = tuple(_cut(runs, han, strong)), 0.0
    for piece in pieces:
        # One after the other, as they are put on a line: a sum in another order may be a hair off.
        whole += piece.width
        whole += piece.gap
    return pieces, whole


def _cut(runs: Runs, han: bool, strong: bool) -> Iterator[Piece]:
    """Cut runs wherever a line may break."""
    width, gap, before, text = 0.0, 0.0, "", ""
    for character, wide in _characters(runs, han, strong):
        if character.isspace() and character != "\u00a0":
            gap += wide
        else:
            if before and _breaks(before, character, han=han, spaced=gap > 0):
                yield Piece(width, gap, text)
                width, gap, text = 0.0, 0.0, ""
            width, gap, before = width + gap + wide, 0.0, character
        text += character
    if text:
        yield Piece(width, gap, text)


def _breaks(before: str, after: str, *, han: bool, spaced: bool) -> bool:
    """Whether a line may break between two characters; ``spaced`` tells whether there is a space between them."""
    if spaced:
        return True
    if after in CLOSING or before in OPENING:
        return False
    if before == "-" and after.isalpha():
        return True
    return _is_han(before, han=han) or _is_han(after, han=han)


def _is_han(character: str, *, han: bool) -> bool:
    kind = unicodedata.east_asian_width(character)
    return kind in "WF" or (han and kind == "A")
