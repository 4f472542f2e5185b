"""Pinyin as text: which characters have a reading, and how written pinyin falls into syllables."""

from __future__ import annotations

import re

HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
"""A character that is read as one syllable; digits, Latin letters and punctuation are not."""
_VOWELS = "aāáǎàeēéěèiīíǐìoōóǒòuūúǔùüǖǘǚǜ"
_SYLLABLE = re.compile(
    rf"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?[{_VOWELS}]+(?:(?:ng|n|r)(?![{_VOWELS}]))?",
    re.IGNORECASE,
)


def syllables(pinyin: str) -> tuple[str, ...]:
    """Cut pinyin, written in words (``jiǎnchá jīguān``) or not, into its syllables, in lower case.

    An n, ng or r before a vowel begins the next syllable, unless an apostrophe or a space stands between them
    (GB/T 16159-2012, 6.7: the apostrophe).
    """
    return tuple(found.lower() for found in _SYLLABLE.findall(pinyin))


def fits(chinese: str, pinyin: str) -> bool:
    """Tell whether the pinyin has a syllable for each Chinese character, and nothing that is no syllable."""
    left = re.sub(r"[\s'’·\-A-Za-z0-9]", "", _SYLLABLE.sub("", pinyin))
    return len(HAN.findall(chinese)) == len(syllables(pinyin)) and not left
