"""Check that a figure in the story of a case stands on a source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from fazhi.check.figures import numbers
from fazhi.check.passages import Passage
from fazhi.problems import Problem

_TOLD = frozenset({"facts", "timeline", "actions", "outcome", "example"})
"""The sections that tell what happened; in the others figures are of the law, or invented for the class."""
_SENTENCES = {
    "zh": re.compile(r"[^。！？]+[。！？]*[”’）]*"),
    # A point that ends no sentence stands inside it: 3.5, e.g. this. What was read is never read again.
    "en": re.compile(r".[^.!?\n]*+(?:[.!?](?![\"')]*(?:\s|$))[^.!?\n]*+)*+(?:[.!?][\"')]*(?=\s|$)|$)"),
}
_DIGIT = re.compile(r"\d")
_OURS = re.compile(r"我们算|我们编|我们数|想象|[Ww]e did the sum|[Ww]e counted|[Ww]e made (?:it|this) up|[Ii]magine")
"""Words that say whose a figure is: our own."""


_WRITTEN = re.compile(r"\d(?:[\d,.-]*\d)?(?:[\u3400-\u9fff%]| (?:thousand|million|billion)\b)?")
"""A figure with its unit."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence that holds figures, and whether it names where they come from."""

    passage: Passage
    at: int
    text: str
    grounded: bool

    @property
    def figures(self) -> frozenset[str]:
        """Its dates and figures, in a common form."""
        found = numbers(self.text, self.passage.lang)
        return found.dates | found.figures


def unsourced_figures(passages: Iterable[Passage], real: frozenset[str]) -> Iterator[Problem]:
    """In a real case every figure of the story has a source mark behind it, or had one where it first stood.

    A mark counts for what stands before it in its paragraph; one in a paragraph that leads to a list or a table counts
    for these too. ``real`` are the files of cases that tell of something that happened.
    """
    told = (passage for passage in passages if passage.path in real and passage.section in _TOLD)
    for _, group in groupby(told, key=lambda passage: passage.path):
        sentences = list(_sentences(group))
        ungrounded = [(sentence, sentence.figures) for sentence in sentences if not sentence.grounded]
        grounded = (sentence.figures for sentence in sentences if sentence.grounded)
        known = frozenset[str]().union(*grounded) if any(figures for _, figures in ungrounded) else frozenset()
        for sentence, figures in ungrounded:
            loose = figures - known
            if loose and not _OURS.search(sentence.text):
                start, figure = min(_as_written(each, sentence.text) for each in loose)
                mark = sentence.passage.mark(sentence.at + start)
                yield Problem(sentence.passage.path, mark, "unsourced-figure", {"figure": figure})


def _sentences(passages: Iterable[Passage]) -> Iterator[_Sentence]:
    led = False
    for passage in passages:
        if passage.block in ("paragraph", "heading"):
            led = passage.block == "paragraph" and bool(passage.refs)
        laws = [link.start for link in passage.links if link.target.startswith("law:")]
        above = led and passage.block == "other"
        if passage.date:
            yield _Sentence(passage, 0, passage.date, bool(passage.refs or laws))
        for match in _SENTENCES[passage.lang].finditer(passage.text) if _DIGIT.search(passage.text) else ():
            if _DIGIT.search(match[0]):
                start, end = match.span()
                named = any(ref > start for ref in passage.refs) or any(start <= law < end for law in laws)
                yield _Sentence(passage, start, match[0], above or named)


def _as_written(figure: str, text: str) -> tuple[int, str]:
    """Where a figure stands in its sentence, and how: the first one there if its digits are written otherwise."""
    written = [(match.start(), match[0]) for match in _WRITTEN.finditer(text)]
    return next((each for each in written if each[1].startswith(figure)), written[0])
