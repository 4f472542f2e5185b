"""Tell how long the story of a case takes to read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from fazhi.model.blocks import Notes, Section, Text, spans
from fazhi.model.fields import PRESENTER_ONLY
from fazhi.model.pinyin import HAN

A_MINUTE = {"zh": 300, "en": 160}
"""Chinese characters, or English words, that a pupil of junior secondary school reads in a minute without haste.

The curriculum standard for Chinese of 2022 asks for 300 characters a minute at the end of primary school and 500 in
junior secondary school. Law reads slowly, so it is the lower one here; for English, a second language to most of our
readers, 160 words.
"""
LOOKED_UP = frozenset({"law", "quiz", "notes"})
"""Sections that are looked up or answered, and no part of the story."""
_CHARACTER = re.compile(rf"{HAN.pattern}|[A-Za-z0-9]+")
_WORD = re.compile(r"[A-Za-z0-9]+(?:['’-]\w+)*")


def minutes(sections: Iterable[Section], summary: str, lang: str) -> int:
    """The whole minutes, at least one, for a summary and the sections of a story, without what is the presenter's."""
    text = "\n".join((summary, *_texts(sections)))
    units = _CHARACTER if lang == "zh" else _WORD
    return max(1, round(len(units.findall(text)) / A_MINUTE[lang]))


def _texts(sections: Iterable[Section]) -> Iterator[str]:
    for section in (section for section in sections if section.id not in LOOKED_UP | PRESENTER_ONLY):
        blocks = (block for block in section.blocks if not isinstance(block, Notes))
        for node in (*blocks, *section.events, *section.questions):
            # Spans of one paragraph stand close together: a word must not be cut where it becomes bold.
            yield "".join(span.text for span in spans(node) if isinstance(span, Text))
