"""Take the disguise off a text before numbers are looked for in it, and still know where each character stood.

A number typed with full-width digits, in Chinese digits, with spaces between the digits or with characters that cannot
be seen is the same number to whoever rings it.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

_ESCAPED = re.compile(
    r"&#x(?P<hex>[0-9A-Fa-f]{1,6});|&#(?P<dec>[0-9]{1,7});|\\(?:x(?P<x>[0-9A-Fa-f]{2})|u(?P<u>[0-9A-Fa-f]{4}))"
)
"""A character by its number, as Markdown and quoted YAML read it."""
_ASCII, _HAN = re.compile("[\0-\x7f]+"), re.compile("[\u4e00-\u9fff]+")
"""What is never a disguise, and nearly all of a text."""
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180e\u20e3\u3164\uffa0") | {chr(c) for c in range(0xFE00, 0xFE10)}
_CHINESE = dict(zip("〇○零一二三四五六七八九壹贰叁肆伍陆柒捌玖幺貳參陸", "00012345678912345678" + "91236", strict=True))
SEPARATOR = r"[ \t.·・•‧∙/_*`\\~)\-–—−‒‐]"
"""What may stand between the digits of one number: up to three of them. An area code may close with a bracket."""
_RUN = re.compile(rf"[0-9](?:{SEPARATOR}{{0,3}}[0-9]){{6,}}")
_GROUP = re.compile(r"[0-9]+")
_MONTHS, _DAYS = "(?:0[1-9]|1[0-2])", "(?:0[1-9]|[12][0-9]|3[01])"
_MOMENT = rf"(?:19|20)\d\d(?:-{_MONTHS}(?:-{_DAYS})?|/{_MONTHS}(?:/{_DAYS})?|\.{_MONTHS}(?:\.{_DAYS})?)"
_DATES = re.compile(rf"(?<!\d)(?<!\d[-./ _·]){_MOMENT}(?:[ /~–—-]{{1,3}}{_MOMENT})*(?!\d)(?![-._·/]\d)")
"""Days and months in figures, and spans of them: the only numbers with separators of which a text like ours is full."""


@dataclass(frozen=True, slots=True)
class Bare:
    """A text without disguise. ``places[n]`` is where its n-th character stood in the text as it was written."""

    text: str
    """Compatible forms made plain (NFKC), what cannot be seen dropped, Han characters as they were."""
    digits: str
    """The same, as long as ``text``, with Chinese digits as figures."""
    places: Sequence[int]
    foreign: str
    """Its signs outside ASCII: what stands only in Chinese need not be looked for in a text that has none of it."""

    def may_hold(self, signs: Iterable[str]) -> bool:
        """Whether one of some signs, ASCII words or Chinese ones, can stand in the text or in its digits."""
        return any(sign in (self.digits if sign.isascii() else self.foreign) for sign in signs)


class Number(NamedTuple):
    """Groups of digits that may be one number: its place in ``Bare.digits``, its digits, and all as it is written."""

    start: int
    end: int
    digits: str
    written: str


def bare(text: str) -> Bare:
    """Take the disguise off a text."""
    places: Sequence[int] = range(len(text))
    pieces = text
    if ("&#" in text or "\\" in text) and _ESCAPED.search(text):
        pieces, places = _unescaped(text)
    foreign = _ASCII.sub("", pieces)
    folded = {char: _plain(char) for char in set(_HAN.sub("", foreign))}
    changed = {char: plain for char, plain in folded.items() if plain != char}
    if any(len(plain) != 1 for plain in changed.values()):
        places = [place for char, place in zip(pieces, places, strict=True) for _ in changed.get(char, char)]
    plain = _replaced(pieces, changed)
    return Bare(plain, _replaced(plain, _CHINESE), places, _replaced(foreign, changed))


def numbers(digits: str) -> Iterator[Number]:
    """Give, for each run of digits, the numbers of 7 to 19 digits that its groups may make.

    ``2021 138 0013 8000`` gives each group and all neighbours joined, so that nothing hides a number by standing beside
    it. Days of the calendar are left out. From each group at most 13 numbers begin, however long the run is.
    """
    for run in _RUN.finditer(digits):
        text, at = without_dates(run[0]), run.start()
        groups = [group.span() for group in _GROUP.finditer(text)]
        joined = "".join(text[start:end] for start, end in groups)
        ends = list(accumulate(end - start for start, end in groups))
        before = 0
        for first, (start, _) in enumerate(groups):
            for last in range(bisect_left(ends, before + 7, first), bisect_right(ends, before + 19, first)):
                end = groups[last][1]
                yield Number(at + start, at + end, joined[before : ends[last]], text[start:end])
            before = ends[first]


@dataclass(frozen=True, slots=True)
class Around:
    """A pattern that is known by its middle or its end.

    ``sign`` is looked for, as fast as the text can be read; only there is it asked what stands ``before`` (a pattern
    that ends in ``$``) and ``after``.
    """

    sign: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str] = re.compile("")
    reach: int = 90
    """How many characters before the sign are looked at: one more than ``before`` matches, for a line end at ``$``."""

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the whole pattern stands in a text."""
        for found in self.sign.finditer(text):
            head = self.before.search(text, max(0, found.start() - self.reach), found.start())
            tail = self.after.match(text, found.end()) if head else None
            if head and tail:
                yield head.start(), tail.end()


def without_dates(digits: str) -> str:
    """Put a sign that is no digit over each day and month in figures."""
    return _DATES.sub(lambda found: "#" * len(found[0]), digits)


def _replaced(text: str, signs: Mapping[str, str]) -> str:
    """The same as ``str.translate``, three times as fast where few signs are replaced in much text."""
    for sign, other in signs.items():
        text = text.replace(sign, other)
    return text


@functools.cache
def _plain(char: str) -> str:
    if char in _UNSEEN or unicodedata.category(char) == "Cf":
        return ""
    figure = unicodedata.digit(char, None)
    if figure is not None:
        return str(figure)
    plain = unicodedata.normalize("NFKC", char)
    # An ellipsis is as good as three points, and a text in which every sign stays one sign is read twice as fast.
    return plain if len(plain) == 1 or plain.isalnum() else char


def _unescaped(text: str) -> tuple[str, list[int]]:
    """Read characters that were written by their number; give the text, and where each character began."""
    chars: list[str] = []
    places: list[int] = []
    done = 0
    for found in _ESCAPED.finditer(text):
        code = int(found["dec"]) if found["dec"] else int(found["hex"] or found["x"] or found["u"], 16)
        chars += (*text[done : found.start()], chr(code) if code <= 0x10FFFF else "?")
        places += range(done, found.start() + 1)
        done = found.end()
    return "".join((*chars, text[done:])), [*places, *range(done, len(text))]
