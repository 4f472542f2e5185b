"""Cut texts into grams: the small pieces by which the search page tells what may hold a word before it has the text.

A gram is a word of letters and digits, a Chinese character with the one after it (or :data:`END` where none follows),
or a sign. Texts are folded first, as ``docs/assets/search.js`` folds what is typed; both must say the same.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from operator import add

from fazhi.render.search.targets import BREAK, Target

END = "."
"""Stands behind the last of several Chinese characters in a row."""
PARTS = 256
"""Among how many files the grams are dealt. The same for every library, so that a gram stays where it is."""
_PLAIN = {
    "a": "āáǎàâäãå",
    "c": "ç",
    "e": "ēéěèêë",
    "i": "īíǐìîï",
    "n": "ñńň",
    "o": "ōóǒòôöõ",
    "u": "ūúǔùûüǖǘǚǜ",
    "'": "\u2018\u2019\uff07",
    "-": "\u2010\u2011\u2012\u2013\uff0d",
    " ": "\u3000\u00a0",
}
_FOLDS = {char: plain for plain, chars in _PLAIN.items() for char in chars} | {
    chr(code): chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF41, 0xFF5B))
}
_FOLDED = re.compile(f"[{''.join(_FOLDS)}]")
_WORD = re.compile(r"[0-9a-z_]+")
_HAN = re.compile("[\u3400-\u9fff]+")
_SIGN = re.compile("[^0-9a-z_\\s\u3400-\u9fff]")
_LETTERS = 26


def grams(target: Target) -> dict[str, str]:
    """Give each gram of a target and where it stands: a run for each row that holds it.

    A run is ``~`` for every 26 rows before, a letter from A for the row, how often the texts hold the gram unless it is
    once, and ``!`` if the title of the row holds it. It depends on the target alone.
    """
    found: dict[str, str] = defaultdict(str)
    for number, row in enumerate(target.rows):
        place = "~" * (number // _LETTERS) + chr(ord("A") + number % _LETTERS)
        inside, title = Counter(cut(BREAK.join(row.texts))), frozenset(cut(row.title))
        for gram, times in inside.items():
            found[gram] += place if times == 1 else f"{place}{times}"
        for gram in sorted(title):
            found[gram] += "!" if gram in inside else f"{place}0!"
    return dict(found)


def cut(text: str) -> list[str]:
    """Give the grams of a text, each as often as it stands there; of signs it is enough that they do."""
    low = folded(text)
    found = _WORD.findall(low)
    for run in _HAN.findall(low):
        found += map(add, run, run[1:] + END)
    found += filter(_kept, dict.fromkeys(_SIGN.findall(low)))
    return found


def folded(text: str) -> str:
    """Write the same what means the same: no upper case, no accents, no full-width letters; as long as before."""
    low = text.lower()
    if low.isascii():
        return low
    if len(low) != len(text):
        low = "".join(char.lower()[0] for char in text)
    return _FOLDED.sub(_fold, low)


def _fold(found: re.Match[str]) -> str:
    return _FOLDS[found[0]]


@cache
def _kept(sign: str) -> bool:
    """Whether a sign is a gram: letters of other scripts, of which browsers may fold more than we do, are none."""
    return ord(sign) <= 0xFFFF and sign.lower() == sign.upper()


@cache
def part(key: str) -> str:
    """Name the file of a gram by how it begins, so that what is likely to be looked up together lies together.

    ``key`` is a word, a sign, or the first character of a Chinese gram.
    """
    if key[0] in "0123456789":
        return f"n{key[0]}"
    number = 0
    for char in key[:3]:
        number = (number * 31 + ord(char)) % PARTS
    return str(number)


def is_word(gram: str) -> bool:
    """Whether a gram is a word of letters and digits."""
    return _WORD.match(gram) is not None


def key(gram: str) -> str:
    """What a gram is filed under: a Chinese one with all that begin alike, any other by itself."""
    return gram[0] if "\u3400" <= gram[0] <= "\u9fff" else gram
