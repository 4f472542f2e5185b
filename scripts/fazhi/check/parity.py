"""Checks between the two languages: same sections, dates, figures, links, source marks and quiz."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from fazhi.check.context import Context
from fazhi.check.figures import differences, numbers
from fazhi.check.shape import mark_of
from fazhi.model.blocks import Heading, Link, Mark, Section, SourceRef, Text, spans
from fazhi.model.facts import ORIGINAL, CaseFront, LessonFront
from fazhi.parse.document import Document
from fazhi.problems import Problem


def parity(context: Context) -> Iterator[Problem]:
    """A translation says the same as its original, section by section, wherever a machine can tell."""
    for doc in context.documents():
        original = context.original(doc)
        if doc.lang == ORIGINAL or original is None:
            continue
        yield from _sections(doc, original)
        yield from _front(doc, context)
        theirs = {section.id: section for section in original.sections}
        for section in doc.sections:
            if section.id in theirs:
                yield from _same(doc, theirs[section.id], section)


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


def _same(doc: Document, zh: Section, en: Section) -> Iterator[Problem]:
    want, have = _headings(zh), _headings(en)
    if want != have:
        detail = {"want": ", ".join(want) or "—", "have": ", ".join(have) or "—"}
        yield Problem(doc.path, en.mark, "parity-headings", detail)
    dates, figures = differences(numbers(_words(zh), "zh"), numbers(_words(en), "en"))
    events = {event.moment.iso for event in zh.events}, {event.moment.iso for event in en.events}
    yield from _differ(doc, en, "parity-dates", dates[0] | (events[0] - events[1]), dates[1] | (events[1] - events[0]))
    yield from _differ(doc, en, "parity-figures", *figures)
    yield from _differ(doc, en, "parity-links", *_apart(_targets(zh), _targets(en)))
    yield from _differ(doc, en, "parity-sources", *_apart(_sources(zh), _sources(en)))
    yield from _quiz(doc, zh, en)


def _differ(doc: Document, section: Section, rule: str, zh: Iterable[str], en: Iterable[str]) -> Iterator[Problem]:
    only_zh, only_en = ", ".join(sorted(zh)), ", ".join(sorted(en))
    if only_zh or only_en:
        yield Problem(doc.path, section.mark, rule, {"zh": only_zh or "—", "en": only_en or "—"})


def _apart(zh: set[str], en: set[str]) -> tuple[set[str], set[str]]:
    return zh - en, en - zh


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
    return [block.id for block in section.blocks if isinstance(block, Heading)] + asked


def _words(section: Section) -> str:
    return "\n".join([section.title, *(span.text for span in spans(section) if isinstance(span, Text))])


def _targets(section: Section) -> set[str]:
    return {span.target for span in spans(section) if isinstance(span, Link)}


def _sources(section: Section) -> set[str]:
    return {span.id for span in spans(section) if isinstance(span, SourceRef)}


def _front(doc: Document, context: Context) -> Iterator[Problem]:
    """Lists of words have as many rows in both languages; what one front matter has, the other has."""
    original = context.original(doc)
    facts = context.fronts.get(original.path) if original else None
    words = doc.front.value if isinstance(doc.front.value, Mapping) else {}
    if isinstance(facts, CaseFront):
        pairs: dict[str, tuple[Sequence[object], Sequence[object]]] = {
            "organs": (facts.organs, _list(words.get("organs"))),
            "official": (_one(facts.official), _one(words.get("official"))),
            "content_note": (_one(facts.content_note), _one(words.get("content_note"))),
            "sources": (sorted(s.id for s in facts.sources), sorted(words.get("sources") or {})),
        }
    elif isinstance(facts, LessonFront):
        keys = ("objectives", "keypoints", "materials")
        pairs = {key: (getattr(facts, key), _list(words.get(key))) for key in keys}
        pairs["content_note"] = (_one(facts.content_note), _one(words.get("content_note")))
    else:
        return
    for key, (zh, en) in pairs.items():
        if key == "sources" and list(zh) != list(en):
            detail = {"key": key, "zh": ", ".join(map(str, zh)), "en": ", ".join(map(str, en)) or "—"}
            yield Problem(doc.path, mark_of(doc.front, key), "parity-words", detail)
        elif len(zh) != len(en):
            detail = {"key": key, "zh": str(len(zh)), "en": str(len(en))}
            yield Problem(doc.path, mark_of(doc.front, key), "parity-words", detail)


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def _one(value: object) -> Sequence[object]:
    return (value,) if value else ()
