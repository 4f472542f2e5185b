"""Find listed words in a text: as they stand in Chinese, and in all their forms in English."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A listed word in a text: where it starts, how it is written there, and what is known of it."""

    at: int
    found: str
    entry: T


class Lexicon(Generic[T]):
    """Words of one language, each with what is known of it; the longest word that fits is the one that counts."""

    def __init__(self, lang: str, words: Iterable[tuple[str, T | None]]) -> None:
        """Take words; None is known of what may stand although it holds a listed word."""
        self.lang = lang
        self.entries: dict[str, T | None] = {}
        for word, entry in words:
            for form in forms(word) if lang == "en" else (word,):
                self.entries.setdefault(form, entry)
        self._pattern = None if lang == "en" else _compiled(self.entries, lang)
        self._begun: dict[bytes, list[tuple[str, frozenset[bytes]]]] = {}
        """English words by their first one, with all that they are made of."""
        for word in self.entries if lang == "en" else ():
            inside = _words(word)
            self._begun.setdefault(inside[0] if inside else b"", []).append((word, frozenset(inside)))

    def hits(self, text: str) -> Iterator[Hit[T]]:
        """Every listed word of a text, from left to right."""
        plain, pattern = text, self._pattern
        if self.lang == "en":
            plain = small(text).replace("’", "'")
            pattern = _compiled(self._held(plain), self.lang)
        for match in pattern.finditer(plain) if pattern else ():
            entry = self.entries[match[0]]
            if entry is not None:
                yield Hit(match.start(), text[match.start() : match.end()], entry)

    def _held(self, plain: str) -> list[str]:
        """The listed English words that a text may hold: mostly none, and then nothing has to be searched."""
        there = {b"", *_words(plain)}
        known = (row for first in self._begun.keys() & there for row in self._begun[first])
        return [word for word, inside in known if inside <= there and word in plain]


def small(text: str) -> str:
    """A text in small letters, of which each stands where it stood: one letter is two when it is small."""
    return text.replace("İ", "I").lower()


def _words(text: str) -> list[bytes]:
    """The words of an English text in small letters, without anything but letters of English."""
    return text.encode("ascii", "replace").translate(_LETTERS).split()


_LETTERS = bytes(code if chr(code).islower() and code < 128 else 32 for code in range(256))


def _compiled(words: Collection[str], lang: str) -> re.Pattern[str] | None:
    tree = alternatives(sorted(words, key=lambda word: (-len(word), word)), 3)
    # A sign such as a bracket has no word border of its own.
    return re.compile(rf"(?<![a-z])(?:{tree})(?![a-z])" if lang == "en" else tree) if tree else None


def alternatives(words: list[str], depth: int) -> str:
    """An alternation that looks at a letter once, not once for each of the words that begin with it."""
    if depth == 0 or len(words) == 1:
        return "|".join(map(re.escape, words))
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[:1], []).append(word[1:])
    return "|".join(
        re.escape(first) + (f"(?:{alternatives(rest, depth - 1)})" if any(rest) else "")
        for first, rest in sorted(groups.items(), key=lambda group: group[0] == "")
    )


def forms(words: str) -> Iterator[str]:
    """The forms that an English word, or the last of several, takes in a sentence: plural, past, and so on."""
    word = words.lower()
    yield word
    if word.endswith("e"):
        yield from (word + "s", word + "d", word[:-1] + "ing", word + "'s")
    elif re.search("[^aeiou]y$", word):
        yield from (word[:-1] + "ies", word[:-1] + "ied", word + "ing", word + "'s")
    elif word[-1].isalpha():
        yield from (word + ending for ending in ("s", "es", "ed", "ing", "'s"))
    first, space, rest = word.partition(" ")
    if space and first in _VERBS:
        yield from (f"{form} {rest}" for form in forms(first) if form != first)


_VERBS = frozenset("support submit plead talk deserve ask bring hang slit jump eliminate".split())
"""Verbs with which a listed phrase begins, so that they change where the phrase is used."""
