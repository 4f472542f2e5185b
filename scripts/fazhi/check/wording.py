"""Checks of wording: plain enough for the youngest grade named, and legal terms led to the glossary on first use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fazhi.check.context import Context, runs
from fazhi.check.shape import leaves, mark_of
from fazhi.model.blocks import Heading, Inline, Link, Mark, Notes, Section, Text, plain, spans
from fazhi.model.facts import CaseFront, LessonFront
from fazhi.model.fields import ORIGINAL, PRESENTER_ONLY
from fazhi.parse.document import Document
from fazhi.problems import Problem

LONGEST = {"primary-lower": 28, "primary-upper": 55, "junior": 60, "senior": 70}
"""Han characters of the longest sentence that a band is asked to read."""
RARE = {"primary-lower": 3, "primary-upper": 5, "junior": 6, "senior": 8}
"""Rare characters in each thousand that a band is asked to read."""
_SENTENCE = re.compile(r"[^。！？；：\n]+")
_HELP_LINE = re.compile(r"(?<![\d.,-])(?:1[12]\d{3}|96\d{3}|1[12]0|119)(?![\d-]|[.,]\d|[条件名人元个万亿年])")
"""What is dialled in China for help or complaints: three digits, or five that begin with 11, 12 or 96."""
_NAMED_ORGAN = re.compile(r"[\u4e00-\u9fff]{1,12}?[省市区县州]人民检察院")
"""A procuratorate by its name: a proper name, not a use of the term."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_FOR_PUPILS = frozenset({"facts", "question", "outcome", "you", "quiz"})
"""Sections of a case that every pupil reads; the law and the notes may ask for more."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How hard a text is to read: its longest sentence, and rare characters in a thousand."""

    longest: int
    sentence: str
    rare: float


def reading(text: str) -> Reading:
    """Measure a Chinese text. Rare is what GB 2312 does not count among its 3,755 common characters (level 1)."""
    sentences = [sentence.strip() for sentence in _SENTENCE.findall(text)]
    lengths = [len(_HAN.findall(sentence)) for sentence in sentences]
    han = _HAN.findall(text)
    longest = max(lengths, default=0)
    return Reading(
        longest=longest,
        sentence=sentences[lengths.index(longest)] if sentences else "",
        rare=1000 * sum(map(is_rare, han)) / max(1, len(han)),
    )


def is_rare(char: str) -> bool:
    """Whether a character is outside level 1 of GB 2312 (rows 16 to 55)."""
    try:
        row = char.encode("gb2312")[0]
    except UnicodeEncodeError:
        return True
    return not 0xB0 <= row <= 0xD7


def reading_level(context: Context) -> Iterator[Problem]:
    """A text is no harder than the youngest grade named in its front matter."""
    for doc in context.documents("case", "lesson"):
        front = context.fronts.get(doc.path)
        if doc.lang != ORIGINAL or not isinstance(front, CaseFront | LessonFront):
            continue
        band = next((id for id in context.reference.grades if id in front.grades), None)
        if band not in LONGEST:
            continue
        for section in doc.sections:
            if doc.kind == "lesson" or section.id in _FOR_PUPILS:
                yield from _hard(doc, section, band, context)


def _hard(doc: Document, section: Section, band: str, context: Context) -> Iterator[Problem]:
    if section.id in PRESENTER_ONLY:
        return
    measured = reading(shown_text(section))
    grade = context.reference.grades[band].name
    if measured.longest > LONGEST[band]:
        detail = {
            "length": str(measured.longest),
            "grade": grade.zh,
            "grade_en": grade.en,
            "limit": str(LONGEST[band]),
            "sentence": measured.sentence[:24],
        }
        yield Problem(doc.path, section.mark, "long-sentence", detail)
    if measured.rare > RARE[band] and len(shown_text(section)) > 300:
        detail = {"rare": f"{measured.rare:.0f}", "grade": grade.zh, "grade_en": grade.en, "limit": str(RARE[band])}
        yield Problem(doc.path, section.mark, "rare-characters", detail)


def shown_text(section: Section) -> str:
    """The text of a section as a pupil reads it, one line a block, the presenter's notes left out."""
    nodes = [block for block in section.blocks if not isinstance(block, Notes)]
    return "\n".join(run for node in (*nodes, *section.events, *section.questions) for run in _runs(node))


def _runs(node: Any) -> Iterator[str]:
    """The text below a node, broken where a reader stops: at every list item, cell, option."""
    inside = getattr(node, "items", None) or getattr(node, "options", None) or getattr(node, "rows", None)
    if inside:
        for row in inside:
            for child in row if isinstance(row, tuple) else (row.answer, row.reason):
                yield from _runs(child)
    elif isinstance(node, tuple):
        yield "".join(span.text for inline in node for span in spans(inline) if isinstance(span, Text))
    else:
        yield "".join(span.text for span in spans(node) if isinstance(span, Text))


def help_numbers(context: Context) -> Iterator[Problem]:
    """A number that looks like a help line is one of the listed channels (content rule 4)."""
    listed = {channel.number for channel in context.reference.channels.values()}
    for doc in context.documents() if listed else ():
        # Digests of the translation are no text: five of their characters may well look like a number.
        front = {key: value for key, value in context.front(doc).items() if key != "translation"}
        places = [(mark_of(doc.front, *loc), text) for loc, text in leaves(front)]
        nodes = (node for section in doc.sections for node in (*section.blocks, *section.events, *section.questions))
        places += [(mark, plain(words)) for mark, words in runs(nodes)]
        for mark, text in places:
            for number in _HELP_LINE.findall(text):
                if number not in listed:
                    yield Problem(doc.path, mark, "help-number", {"number": number})


def terms_linked(context: Context) -> Iterator[Problem]:
    """A legal term of the glossary is led to its explanation where a text first uses it."""
    terms = context.reference.terms.values()
    names = sorted({name for term in terms for name in (term.zh, *term.zh_also)}, key=len, reverse=True)
    for doc in context.documents("case", "lesson"):
        if doc.lang == ORIGINAL and names:
            linked = {target.removeprefix("term:") for target in _targets(doc)}
            used = _first_uses(doc, re.compile("|".join(map(re.escape, names))))
            for term in terms:
                if term.id not in linked and term.zh in used:
                    yield Problem(doc.path, used[term.zh], "term-unlinked", {"term": term.zh, "id": term.id})


def _targets(doc: Document) -> Iterator[str]:
    inside = (span for section in doc.sections for span in spans(section))
    return (span.target for span in inside if isinstance(span, Link))


def _first_uses(doc: Document, names: re.Pattern[str]) -> dict[str, Mark]:
    """Where each name is first used in running text, outside headings, links and notes for the presenter.

    The longest name is taken first, so that 公益诉讼 inside 民事公益诉讼 is no use of it.
    """
    uses: dict[str, Mark] = {}
    for section in doc.sections:
        for block in () if section.id in PRESENTER_ONLY else (*section.blocks, *section.events):
            for mark, words in () if isinstance(block, Notes | Heading) else runs((block,)):
                for name in names.findall(_loose(words)):
                    uses.setdefault(name, mark)
    return uses


def _loose(words: tuple[Inline, ...]) -> str:
    """The text of a run without its links and the names of procuratorates."""
    every = [span for word in words for span in spans(word)]
    linked = {id(text) for span in every if isinstance(span, Link) for text in spans(span)}
    return _NAMED_ORGAN.sub("", "".join(s.text for s in every if isinstance(s, Text) and id(s) not in linked))
