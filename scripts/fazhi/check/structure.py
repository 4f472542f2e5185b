"""Checks of one document: the sections a case must have, the minutes of a lesson, sources, quiz and scenes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from fazhi.check.context import Context
from fazhi.check.shape import leaves, mark_of
from fazhi.model.blocks import Block, Heading, Items, Link, parts, spans
from fazhi.model.fields import LANGUAGES, ORIGINAL, PRESENTER_ONLY, WRITTEN_PAGES
from fazhi.model.mark import Mark
from fazhi.parse.document import Document
from fazhi.parse.frontmatter import Data, nearest
from fazhi.parse.inline import TAG
from fazhi.problems import Problem

CASE_SECTIONS = {
    "facts": "发生了什么",
    "timeline": "时间线",
    "question": "你来判断",
    "actions": "检察机关做了什么",
    "outcome": "结果",
    "example": "另一个例子",
    "law": "法律怎么说",
    "you": "如果是你",
    "quiz": "小测验",
    "notes": "资料说明",
}
"""The sections of a case in their order: the question stands before the outcome."""

REQUIRED = {
    "published": ("facts", "timeline", "question", "actions", "outcome", "law", "you", "quiz"),
    "needs-recheck": ("facts", "timeline", "question", "actions", "outcome", "law", "you", "quiz"),
    "outline": ("facts", "law", "notes"),
    "draft": ("facts",),
    "withdrawn": ("notes",),
}

PAGE_SECTIONS = {"contributors": ("edit",)}
"""Sections of written pages to which every other page leads."""

UNTIMED = frozenset({"roles", *PRESENTER_ONLY})
"""Sections of a lesson that are no step of the 40 minutes."""

RESERVED = {
    "case": frozenset({"sources", "lessons", "related"}),
    "lesson": frozenset({"cases", "homework", "kit"}),
    "page": frozenset(
        {"lessons", "packs", "whole", "cases", "topics", "urgent", "others", "lists", "machine", "counts"}
    ),
}
"""Ids of the sections that the templates add to a page."""

QUIZ_SIZE = {"case": range(4, 7), "lesson": range(3, 8)}


def case_sections(context: Context) -> Iterator[Problem]:
    """A case has the sections that its status asks for, no others, in the order question before outcome."""
    order = list(CASE_SECTIONS)
    for doc in context.documents("case"):
        have = [section.id for section in doc.sections]
        for section in doc.sections:
            if section.id and section.id not in CASE_SECTIONS:
                detail = {
                    "id": section.id,
                    "allowed": ", ".join(order),
                    "near": nearest(section.id, order),
                }
                yield Problem(doc.path, section.mark, "unknown-section", detail)
        if doc.lang == ORIGINAL:
            status = str(context.front(doc).get("status", "" if doc.path in context.unread else "published"))
            for id in REQUIRED.get(status, ()):
                if id not in have:
                    detail = {"id": id, "title": CASE_SECTIONS[id]}
                    yield Problem(doc.path, _end(doc), "missing-section", detail)
            known = [section for section in doc.sections if section.id in CASE_SECTIONS]
            for first, second in pairwise(known):
                if order.index(first.id) > order.index(second.id):
                    yield Problem(doc.path, second.mark, "section-order", {"id": second.id, "before": first.id})


def question_sides(context: Context) -> Iterator[Problem]:
    """The question of a case gives the arguments of at least two sides, and arguments for every side."""
    for doc in context.documents("case"):
        for section in (section for section in doc.sections if section.id == "question"):
            argued = [any(isinstance(block, Items) for block in part.blocks) for part in parts(section.blocks)[1:]]
            if len(argued) < 2 or not all(argued):
                yield Problem(doc.path, section.mark, "question-sides")


def quiz_size(context: Context) -> Iterator[Problem]:
    """A quiz is neither a token question nor an examination."""
    for doc in context.documents("case", "lesson"):
        allowed = QUIZ_SIZE[doc.kind]
        for section in doc.sections:
            if section.id == "quiz" and len(section.questions) not in allowed:
                detail = {"count": str(len(section.questions)), "allowed": f"{allowed[0]}–{allowed[-1]}"}
                yield Problem(doc.path, section.mark, "quiz-count", detail)


def front_markup(context: Context) -> Iterator[Problem]:
    """No value of a front matter holds markup."""
    for doc in context.documents():
        yield from _markup(doc.path, doc.front)


def reference_markup(world: Context) -> Iterator[Problem]:
    """No value of a reference file holds markup."""
    for name, rows in world.parsed.references.items():
        yield from _markup(f"docs/reference/{name}.yml", rows)


def _markup(path: str, values: Data) -> Iterator[Problem]:
    for loc, text in leaves(values.value):
        tag = TAG.search(text)
        if tag:
            yield Problem(path, mark_of(values, *loc), "raw-html", {"what": tag[0]})


def reserved_ids(context: Context) -> Iterator[Problem]:
    """No id of an author is one that the page has already."""
    for doc in context.documents():
        for section in doc.sections:
            marks = [(section.id, section.mark), *((h.id, h.mark) for h in section.blocks if isinstance(h, Heading))]
            for id, mark in marks:
                if id in RESERVED[doc.kind]:
                    yield Problem(doc.path, mark, "reserved-id", {"id": id})


def timeline_spans(context: Context) -> Iterator[Problem]:
    """A span of time ends after it begins."""
    for doc in context.documents("case"):
        for section in doc.sections:
            for event in section.events:
                if event.moment.end and event.moment.end < event.moment.start:
                    yield Problem(doc.path, event.mark, "bad-date", {"date": event.moment.iso})


def content_note(context: Context) -> Iterator[Problem]:
    """A case or lesson with a sensitivity above 0 carries a content note, others carry none."""
    for doc in context.documents("case", "lesson"):
        front = context.front(doc)
        level = str(front.get("sensitivity", ""))
        if doc.lang == ORIGINAL and level in ("0", "1", "2", "3") and (level != "0") != bool(front.get("content_note")):
            missing = level != "0"
            detail = {
                "level": level,
                "want": "要写" if missing else "不要写",
                "want_en": "is needed" if missing else "is out of place",
            }
            yield Problem(doc.path, mark_of(doc.front, "sensitivity"), "content-note", detail)


def lesson_minutes(context: Context) -> Iterator[Problem]:
    """Each step of a lesson has its minutes, in the original only, and they add up."""
    for doc in context.documents("lesson"):
        for section in doc.sections:
            if doc.lang != ORIGINAL and section.minutes is not None:
                yield Problem(doc.path, section.mark, "fact-minutes")
            if doc.lang == ORIGINAL and section.id not in UNTIMED and section.minutes is None:
                yield Problem(doc.path, section.mark, "step-minutes", {"id": section.id or "hook"})
        minutes = str(context.front(doc).get("minutes", ""))
        total = sum(section.minutes or 0 for section in doc.sections)
        if doc.lang == ORIGINAL and re.fullmatch("[0-9]{1,4}", minutes) and int(minutes) != total:
            detail = {"sum": str(total), "minutes": minutes}
            yield Problem(doc.path, mark_of(doc.front, "minutes"), "minutes-sum", detail)


def role_numbers(context: Context) -> Iterator[Problem]:
    """How many pupils play each role stands in the original only."""
    for doc in context.documents("lesson"):
        for section in doc.sections if doc.lang != ORIGINAL else ():
            numbers = [(section.mark, section.group)]
            roles = [block for block in section.blocks if isinstance(block, Heading)]
            numbers += [(role.mark, number) for role in roles for number in (role.pupils, role.share)]
            for mark in dict.fromkeys(mark for mark, number in numbers if number is not None):
                yield Problem(doc.path, mark, "fact-pupils")


def sources(context: Context) -> Iterator[Problem]:
    """Every source mark names a source of the front matter, and every source is used."""
    for doc in context.documents():
        original = context.original(doc)
        if original is None or original.path in context.unread:
            continue
        rows = context.front(original).get("sources")
        numbered = enumerate(rows if isinstance(rows, list) else ())
        ids = {str(row["id"]): at for at, row in numbered if isinstance(row, dict) and "id" in row}
        marks = [ref for seen in context.seen(doc) for ref in seen.refs]
        for span in marks:
            if doc.kind != "case":
                yield Problem(doc.path, span.mark, "source-place", {"id": span.id})
            elif span.id not in ids:
                detail = {"id": span.id, "near": nearest(span.id, list(ids))}
                yield Problem(doc.path, span.mark, "unknown-source", detail)
        if doc.lang == ORIGINAL and doc.kind == "case":
            for id in ids.keys() - {span.id for span in marks}:
                yield Problem(doc.path, mark_of(doc.front, "sources", ids[id]), "unused-source", {"id": id})


def scenes(context: Context) -> Iterator[Problem]:
    """Every scene of a decision tree can be reached from the first, or from outside the tree."""
    for doc in context.documents("lesson"):
        for section in doc.sections:
            scenes = {part.heading.id: part for part in parts(section.blocks) if part.heading}
            choices = {id: _choices(part.blocks) for id, part in scenes.items()}
            if not any(targets & scenes.keys() for targets in choices.values()):
                continue
            open_ends = {next(iter(scenes)), *_choices(parts(section.blocks)[0].blocks)}
            open_ends |= {id for other in doc.sections if other is not section for id in _choices(other.blocks)}
            reached: set[str] = set()
            while open_ends:
                id = open_ends.pop()
                reached.add(id)
                open_ends |= choices.get(id, set()) - reached
            for id, part in scenes.items():
                if id and id not in reached and part.heading:
                    yield Problem(doc.path, part.heading.mark, "scene-unreachable", {"id": id})


def _choices(blocks: Iterable[Block]) -> set[str]:
    found = (span for block in blocks for span in spans(block))
    return {span.target[1:] for span in found if isinstance(span, Link) and span.target.startswith("#")}


def page_sections(context: Context) -> Iterator[Problem]:
    """The sections of written pages to which every other page leads have been written."""
    for doc in context.documents("page"):
        for id in PAGE_SECTIONS.get(doc.id, ()):
            if id not in (section.id for section in doc.sections):
                yield Problem(doc.path, _end(doc), "missing-section", {"id": id, "title": id})


def languages(context: Context) -> Iterator[Problem]:
    """Every translation has its original; an original without a translation is said aloud."""
    folders: dict[str, dict[str, Document]] = {}
    for doc in context.documents():
        folders.setdefault(doc.path.rsplit("/", 1)[0], {})[doc.lang] = doc
    for folder, texts in folders.items():
        for lang in LANGUAGES:
            wanted = folder.removeprefix("docs/pages/") in WRITTEN_PAGES  # is told as a missing file
            if lang not in texts and not wanted and f"{folder}/{lang}.md" not in context.unread:
                rule = "no-original" if lang == ORIGINAL else "no-translation"
                yield Problem(next(iter(texts.values())).path, Mark(1, 1), rule)


def _end(doc: Document) -> Mark:
    """Where a missing section is reported: at the last heading, after which it may be written."""
    return doc.sections[-1].mark if doc.sections else Mark(1, 1)
