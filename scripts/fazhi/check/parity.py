"""Checks between the two languages: same sections, dates, figures, links, source marks and quiz."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fazhi.check.context import Context, Seen
from fazhi.check.figures import differences, numbers, spoken
from fazhi.check.shape import mark_of
from fazhi.model.blocks import Heading, Picture, Pull, Section
from fazhi.model.fields import ORIGINAL
from fazhi.model.mark import Mark
from fazhi.parse.document import Document
from fazhi.problems import Problem

_LISTS: dict[str, tuple[str, ...]] = {
    "case": ("organs", "official", "content_note"),
    "lesson": ("objectives", "keypoints", "materials", "homework", "content_note"),
    "page": (),
}
"""Keys of the front matter that hold as many words in both languages."""
_REQUIRED = frozenset({"organs", "objectives", "keypoints", "materials", "homework"})
"""Those of them that are missed by name when they are left out."""


def parity(context: Context) -> Iterator[Problem]:
    """A translation says the same as its original, section by section, wherever a machine can tell."""
    for doc in context.documents():
        original = context.original(doc)
        if doc.lang == ORIGINAL or original is None:
            continue
        yield from _sections(doc, original)
        yield from _front(doc, context)
        theirs = {seen.section.id: seen for seen in context.seen(original)}
        for seen in context.seen(doc):
            if seen.section.id in theirs:
                yield from _same(doc, theirs[seen.section.id], seen)


def _sections(doc: Document, original: Document) -> Iterator[Problem]:
    want = {section.id: section for section in original.sections}
    have = {section.id: section for section in doc.sections}
    last = Mark(1, 1)
    for id, section in want.items():
        if id in have:
            last = have[id].mark
        elif id:
            yield Problem(doc.path, last, "parity-section", {"id": id, "line": str(section.mark.line)})
    for id, section in have.items():
        if id and id not in want:
            yield Problem(doc.path, section.mark, "parity-extra-section", {"id": id})
    common = [id for id in want if id in have]
    mine = [id for id in have if id in want]
    for should, does in zip(common, mine, strict=True):
        if should != does:
            yield Problem(doc.path, have[does].mark, "parity-order", {"id": does, "want": should})
            break


def _same(doc: Document, original: Seen, translation: Seen) -> Iterator[Problem]:
    zh, en = original.section, translation.section
    want, have = _headings(zh), _headings(en)
    if want != have:
        detail = {"want": ", ".join(want) or "—", "have": ", ".join(have) or "—"}
        yield Problem(doc.path, en.mark, "parity-headings", detail)
    dates, figures = differences(numbers(original.text, "zh"), numbers(translation.text, "en"))
    events = {event.moment.iso for event in zh.events}, {event.moment.iso for event in en.events}
    only = dates[0] | (events[0] - events[1]), dates[1] | (events[1] - events[0])
    yield from _differ(doc, en.mark, "parity-dates", *(map(spoken, side) for side in only))
    yield from _differ(doc, en.mark, "parity-figures", *figures)
    yield from _differ(doc, en.mark, "parity-links", *_apart(_targets(original), _targets(translation)))
    yield from _differ(doc, en.mark, "parity-sources", *_apart(_sources(original), _sources(translation)))
    yield from _pictures(doc, zh, en)
    yield from _quiz(doc, zh, en)


def _differ(doc: Document, mark: Mark, rule: str, zh: Iterable[str], en: Iterable[str]) -> Iterator[Problem]:
    only_zh, only_en = ", ".join(sorted(zh)), ", ".join(sorted(en))
    if only_zh or only_en:
        yield Problem(doc.path, mark, rule, {"zh": only_zh or "—", "en": only_en or "—"})


def _apart(zh: set[str], en: set[str]) -> tuple[set[str], set[str]]:
    return zh - en, en - zh


def _pictures(doc: Document, zh: Section, en: Section) -> Iterator[Problem]:
    """The pictures of a section in their order: what one shows may be told in the text between them."""
    want, have = ([block.file for block in each.blocks if isinstance(block, Picture)] for each in (zh, en))
    if want != have:
        detail = {"zh": ", ".join(want) or "—", "en": ", ".join(have) or "—"}
        yield Problem(doc.path, en.mark, "parity-pictures", detail)


def _quiz(doc: Document, zh: Section, en: Section) -> Iterator[Problem]:
    theirs = {question.id: question for question in zh.questions}
    for question in en.questions:
        other = theirs.get(question.id)
        shapes = [["x" if option.right else "·" for option in q.options] for q in (other, question) if q]
        if len(shapes) == 2 and shapes[0] != shapes[1]:
            detail = {"id": question.id, "zh": "".join(shapes[0]), "en": "".join(shapes[1])}
            yield Problem(doc.path, question.mark, "parity-quiz", detail)


def _headings(section: Section) -> list[str]:
    asked = [question.id for question in section.questions]
    return [id for id in [*(block.id for block in section.blocks if isinstance(block, Heading)), *asked] if id]


def _targets(seen: Seen) -> set[str]:
    pulled = (block for block in seen.section.blocks if isinstance(block, Pull))
    return {link.target for link in seen.links} | {f"from {block.case}#{block.section}" for block in pulled}


def _sources(seen: Seen) -> set[str]:
    return {ref.id for ref in seen.refs}


def _front(doc: Document, context: Context) -> Iterator[Problem]:
    """Lists of words have as many rows in both languages; what one front matter has, the other has."""
    original = context.original(doc)
    if original is None or original.path in context.unread:
        return
    facts, words = context.front(original), context.front(doc)
    for key in _LISTS[doc.kind]:
        zh, en = _count(facts.get(key)), _count(words.get(key))
        left_out = key not in words and key in _REQUIRED
        if zh != en and not left_out:
            detail = {"key": key, "zh": str(zh), "en": str(en)}
            yield Problem(doc.path, mark_of(doc.front, key), "parity-words", detail)
    rows, have = facts.get("sources"), words.get("sources")
    if doc.kind == "case" and isinstance(rows, list) and isinstance(have, dict):
        want = {str(row["id"]) for row in rows if isinstance(row, dict) and "id" in row}
        yield from _differ(doc, mark_of(doc.front, "sources"), "parity-source-ids", *_apart(want, set(have)))


def _count(value: object) -> int:
    return len(value) if isinstance(value, list) else int(bool(value))
