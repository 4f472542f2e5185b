"""Set pinyin above Chinese characters, for readers who are only learning them.

Readings come from three places, the first that knows a word wins: the list of readings and the glossary, the longest
word first, then pypinyin. Tones are written as in the reading books of grades 1 and 2, where 一 and 不 carry the tone
in which they are spoken and all other characters their own: a child who reads aloud cannot work the change out
(so the People's Education Press of its textbooks; GB/T 16159-2012 keeps the own tones and allows this for teaching).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from fazhi.model.facts import CaseFront
from fazhi.model.library import Case, Lesson, Library
from fazhi.model.pinyin import HAN, syllables
from fazhi.render import paths
from fazhi.render.edition import Edition
from fazhi.render.entries import case_view, lesson_view
from fazhi.render.html import Manner
from fazhi.render.snippet import Snippet, joined
from fazhi.render.views import CaseView, LessonView, Ref

_RUN = re.compile(f"{HAN.pattern}+")
_TEXTS, _WORDS = 1024, 4096
"""How many texts are kept as they have been written with their readings, and how many words."""
_NUMBERS = frozenset("二两三四五六七八九十〇零几")
_RUBY = Snippet('<ruby>{}<rt aria-hidden="true">{}</rt></ruby>')
_TONES = {mark: tone for tone, marks in enumerate(("āēīōūǖ", "áéíóúǘ", "ǎěǐǒǔǚ", "àèìòùǜ"), 1) for mark in marks}


@dataclass(frozen=True, slots=True)
class PinyinView:
    """A page in Chinese with pinyin; the frame around it is in the language of the edition."""

    page: CaseView | LessonView
    is_case: bool
    manner: Manner
    t: Any
    """The fixed words in Chinese."""
    plain: Ref


def view(edition: Edition, chinese: Edition, entry: Case | Lesson, reader: Reader) -> PinyinView:
    """The view of an entry with pinyin; ``chinese`` is the Chinese edition, which has the words."""
    address = paths.entry(entry)
    root = "" if chinese.lang == edition.lang else "../" * (address.count("/") + 1) + f"{chinese.lang}/"
    manner = Manner(write=reader.ruby, root=root)
    return PinyinView(
        page=case_view(chinese, entry, manner)
        if isinstance(entry.facts, CaseFront)
        else lesson_view(chinese, entry, manner),
        is_case=entry.kind == "case",
        manner=manner,
        t=chinese.words.t,
        plain=Ref(paths.relative(address, paths.pinyin(entry)), edition.text(entry).words.title),
    )


class Reader:
    """Knows how the characters of a text are read."""

    def __init__(self, library: Library) -> None:
        """Take the list of readings and the glossary; a word of the list is final, also in the tones of 一 and 不."""
        terms = {term.zh: syllables(term.pinyin) for term in library.terms.values()}
        listed = {reading.zh: reading.syllables for reading in library.readings.values()}
        self._alone = {word: said[0] for word, said in listed.items() if len(word) == 1}
        self._listed = {word: said for word, said in listed.items() if len(word) > 1}
        self._words: Mapping[str, tuple[str, ...]] = self._listed | terms
        longest_first = sorted(self._words, key=lambda word: (-len(word), word))
        self._known = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")
        # The same text stands on the page of each language, and the fixed words stand on every page. Typed: what is
        # Markup passes as it is, and must not be taken for a plain text of the same characters.
        self.ruby: Callable[[str], Markup] = lru_cache(_TEXTS, typed=True)(self._ruby)

    def _ruby(self, text: str) -> Markup:
        """Write a text as HTML, each character below its reading; what is no character stays as it is.

        The readings are kept from screen readers, which read the characters: both would be said twice.
        """
        return joined("", [_above(char, said) if said else char for char, said in self.read(text)])

    def read(self, text: str) -> Iterator[tuple[str, str]]:
        """Give each character with its reading, and what stands between characters with none."""
        at = 0
        for run in _RUN.finditer(text):
            if run.start() > at:
                yield text[at : run.start()], ""
            yield from zip(run[0], self._run(run[0]), strict=True)
            at = run.end()
        if at < len(text):
            yield text[at:], ""

    def _run(self, run: str) -> list[str]:
        said, final = self._by_dictionary(run), set()
        for word in self._known.finditer(run):
            said[word.start() : word.end()] = self._words[word[0]]
            if word[0] in self._listed:
                final |= set(range(word.start(), word.end()))
        for at in range(len(run) - 1, -1, -1):
            if at not in final and run[at] in "一不":
                said[at] = _changed(run, said, at)
        return said

    def _by_dictionary(self, run: str) -> list[str]:
        """The readings that pypinyin knows; its phrases first, then its characters."""
        from pypinyin.seg.mmseg import seg

        said: list[str] = []
        for word in seg.cut(run):
            alone = self._alone.get(word)
            said += [alone] if alone else _readings(word)
        return said


@lru_cache(_WORDS)
def _above(char: str, said: str) -> Markup:
    """A character below its reading; a text is written with some hundreds of them."""
    return _RUBY(char, said)


@lru_cache(_WORDS)
def _readings(word: str) -> tuple[str, ...]:
    """The readings of a word that pypinyin has cut out of a text; the same words come again and again."""
    from pypinyin import Style, pinyin

    return tuple(readings[0] for readings in pinyin(word, style=Style.TONE))


def _changed(run: str, said: list[str], at: int) -> str:
    """The reading of 一 or 不 as it is spoken before what follows."""
    before, after = run[at - 1 : at], run[at + 1 : at + 2]
    one = run[at] == "一"
    if before and before == after:
        return "yi" if one else "bu"  # 看一看，好不好
    if not after or (one and (before == "第" or before in _NUMBERS or after in _NUMBERS)):
        return "yī" if one else "bù"
    tone = _tone(said[at + 1])
    if one:
        return "yí" if tone in (4, 0) else "yì"  # 一个: the measure word is light, the change stays
    return "bú" if tone == 4 else "bù"


def _tone(syllable: str) -> int:
    """The tone that a syllable is marked with; 0 for none."""
    return next((_TONES[char] for char in syllable if char in _TONES), 0)
