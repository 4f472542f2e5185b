"""Check how things are worded, passage by passage: words, signs, help lines, terms, sources, and how hard it reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from fazhi.check.context import Context
from fazhi.check.copying import Originals, copied_runs, originals
from fazhi.check.grounds import unsourced_figures
from fazhi.check.lexicon import alternatives
from fazhi.check.passages import Passage, Sheet, Told, passages, reference_passages, sheets
from fazhi.check.style import punctuation
from fazhi.check.words import Vocabulary, translated_terms, unwanted_words
from fazhi.model.facts import CaseFront, LessonFront
from fazhi.model.fields import ORIGINAL
from fazhi.model.mark import Mark
from fazhi.problems import Problem

LONGEST = {"primary-lower": 28, "primary-upper": 55, "junior": 60, "senior": 70}
"""Han characters of the longest sentence that a band is asked to read."""
RARE = {"primary-lower": 3, "primary-upper": 5, "junior": 6, "senior": 8}
"""Rare characters in each thousand that a band is asked to read."""
_SENTENCE = re.compile(r"[^。！？；：\n]+")
_HELP_LINE = re.compile(
    r"[19](?<![\d.,-][19])(?:(?<=1)(?:[12]\d{3}|[12]0|19)|(?<=9)6\d{3})(?![\d-]|[.,]\d|[条件名人元个万亿年])"
)
"""What is dialled in China for help or complaints: three digits, or five that begin with 11, 12 or 96."""
_WIDE = re.compile("[０-９]")
_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")
_NAMED_ORGAN = re.compile(r"[\u4e00-\u9fff]{1,12}?[省市区县州]人民检察院")
"""A procuratorate by its name: a proper name, not a use of the term."""
_NOT_HAN = re.compile(r"[^\u3400-\u9fff]+")
_HAPPENED = ("real", "adapted")
_RUNNING = frozenset({"paragraph", "event", "other"})
"""Kinds of passages in which a term is used, and not only named."""
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
    longest, holder = -1, ""
    for sentence in map(str.strip, _SENTENCE.findall(text)):
        if len(sentence) > longest:  # only then may it hold more Han characters
            length = len(_NOT_HAN.sub("", sentence))
            if length > longest:
                longest, holder = length, sentence
    han = _NOT_HAN.sub("", text)
    rare = sum(map(han.count, set(han) - _LEVEL_1))
    return Reading(max(longest, 0), holder, 1000 * rare / max(1, len(han)))


def is_rare(char: str) -> bool:
    """Whether a character is outside level 1 of GB 2312 (rows 16 to 55)."""
    return char not in _LEVEL_1


_LEVEL_1 = frozenset(
    bytes(byte for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) for byte in (row, cell)).decode(
        "gb2312", "ignore"
    )
)


def reading_level(shown: Iterable[Passage], context: Context) -> Iterator[Problem]:
    """A text is no harder than the youngest grade named in its front matter."""
    bands = dict(_bands(context))
    for (path, section), inside in groupby(shown, key=lambda passage: (passage.path, passage.section)):
        title, *read = inside
        if path in bands and section and (title.kind == "lesson" or section in _FOR_PUPILS):
            yield from _hard(title, [passage for passage in read if not passage.hidden], bands[path], context)


def _bands(context: Context) -> Iterator[tuple[str, str]]:
    """The youngest grade band of each case and lesson, by the path of its original."""
    for doc in context.documents("case", "lesson"):
        front = context.fronts.get(doc.path)
        if doc.lang == ORIGINAL and isinstance(front, CaseFront | LessonFront):
            band = next((id for id in context.reference.grades if id in front.grades), "")
            if band in LONGEST:
                yield doc.path, band


def _hard(title: Passage, read: list[Passage], band: str, context: Context) -> Iterator[Problem]:
    text = "\n".join(passage.text for passage in read)
    measured, grade = reading(text), context.reference.grades[band].name
    said = {"grade": grade.zh, "grade_en": grade.en}
    if measured.longest > LONGEST[band]:
        holder = next(passage for passage in read if measured.sentence in passage.text)
        mark = holder.mark(holder.text.index(measured.sentence))
        said |= {"length": str(measured.longest), "limit": str(LONGEST[band]), "sentence": measured.sentence[:24]}
        yield Problem(title.path, mark, "long-sentence", said)
    if measured.rare > RARE[band] and len(text) > 300:
        detail = said | {"rare": f"{measured.rare:.0f}", "limit": str(RARE[band])}
        yield Problem(title.path, Mark(title.mark(0).line, 1), "rare-characters", detail)


def worded(context: Context) -> Iterator[Problem]:
    """What is shown uses the words, the signs, the numbers and the sources that this site uses."""
    shown = list(passages(context))
    yield from _each(shown, context)
    yield from terms_linked(shown, context)
    yield from reading_level(shown, context)
    yield from unsourced_figures(shown, _real(context))


def reference_worded(world: Context) -> Iterator[Problem]:
    """What the reference files show uses the words, the signs and the numbers that this site uses."""
    yield from _each(list(reference_passages(world)), world)


def _each(shown: Sequence[Passage], context: Context) -> Iterator[Problem]:
    """What is told of one passage, whatever stands around it; passage by passage."""
    vocabulary, lines, published = context.derived(_vocabulary), context.derived(_lines), context.derived(_published)
    told: list[Told] = []
    for sheet in sheets(shown):
        told += help_numbers(sheet, lines) if lines else ()
        told += unwanted_words(sheet, vocabulary)
        told += translated_terms(sheet, vocabulary)
        told += punctuation(sheet)
    yield from (problem for _, problem in sorted(told, key=itemgetter(0)))
    yield from copied_runs((passage for passage in shown if passage.ours), published)


def _vocabulary(world: Context) -> Vocabulary:
    return Vocabulary.of(world.reference)


def _lines(world: Context) -> frozenset[str]:
    return frozenset(channel.number for channel in world.reference.channels.values())


def _published(world: Context) -> dict[str, Originals]:
    return originals(world.parsed.published)


def _real(context: Context) -> frozenset[str]:
    """The files of cases that tell of something that happened."""
    cases = ((doc, context.original(doc)) for doc in context.documents("case"))
    return frozenset(doc.path for doc, zh in cases if zh and context.front(zh).get("basis") in _HAPPENED)


def help_numbers(sheet: Sheet, listed: frozenset[str]) -> Iterator[Told]:
    """A number that looks like a help line is one of the listed channels (content rule 4)."""
    text = sheet.text if sheet.text.isascii() else _WIDE.sub(lambda wide: wide[0].translate(_NARROW), sheet.text)
    for match in _HELP_LINE.finditer(text):
        if match[0] not in listed:
            number, passage, at = sheet.at(match.start())
            yield number, Problem(passage.path, passage.mark(at), "help-number", {"number": match[0]})


def terms_linked(shown: Iterable[Passage], context: Context) -> Iterator[Problem]:
    """A legal term of the glossary is led to its explanation where a text first uses it."""
    terms, pattern = context.reference.terms.values(), context.derived(_term_names)
    texts = (passage for passage in shown if passage.lang == ORIGINAL and passage.kind in ("case", "lesson"))
    for path, inside in groupby(texts, key=lambda passage: passage.path):
        text = list(inside)
        linked = {link.target for passage in text for link in passage.links}
        sheet = Sheet(ORIGINAL, [row for row in enumerate(text) if row[1].block in _RUNNING and not row[1].hidden])
        used = _first_uses(sheet, pattern)
        for term in terms:
            if f"term:{term.id}" not in linked and term.zh in used:
                _, passage, at = sheet.at(used[term.zh])
                yield Problem(path, passage.mark(at), "term-unlinked", {"term": term.zh, "id": term.id})


def _term_names(world: Context) -> re.Pattern[str]:
    terms = world.reference.terms.values()
    names = sorted({name for term in terms for name in (term.zh, *term.zh_also)}, key=len, reverse=True)
    return re.compile(alternatives(names, 3) or "(?!)")


def _first_uses(running: Sheet, names: re.Pattern[str]) -> dict[str, int]:
    """Where each name is first used in running text, outside headings, links and notes for the presenter.

    The longest name is taken first, so that 公益诉讼 inside 民事公益诉讼 is no use of it.
    """
    uses: dict[str, int] = {}
    for match in names.finditer("\n".join(_loose(passage) for _, passage in running.passages)):
        uses.setdefault(match[0], match.start())
    return uses


def _loose(passage: Passage) -> str:
    """The text of a passage with its links and the names of procuratorates blotted out."""
    text = passage.text
    for link in passage.links:
        text = text[: link.start] + " " * (link.end - link.start) + text[link.end :]
    return _NAMED_ORGAN.sub(lambda match: " " * len(match[0]), text) if "人民检察院" in text else text
