"""Checks of links: laws and articles against the registry, all other targets against the library."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from fazhi.check.context import Context
from fazhi.check.reference import cited_law
from fazhi.check.shape import mark_of
from fazhi.model.blocks import Link, Mark, Pull, plain, spans
from fazhi.model.facts import CaseFront, LessonFront
from fazhi.model.fields import ARTICLE, LIST_PAGES, ORIGINAL, SLUG
from fazhi.model.narrow import first_band
from fazhi.parse.document import Document
from fazhi.parse.frontmatter import Data, nearest
from fazhi.problems import Problem

CITATION = re.compile(f"{SLUG.pattern}#{ARTICLE.pattern}")
_HTTPS = re.compile(r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(/[A-Za-z0-9._~/?=&%#-]*)?")


def link_targets(context: Context) -> Iterator[Problem]:
    """Every link leads to something that exists."""
    known = {
        "term": context.listed("glossary"),
        "case": context.ids("case"),
        "lesson": context.ids("lesson"),
        "page": [*context.ids("page"), *LIST_PAGES],
    }
    for doc in context.documents():
        anchors = [a for section in doc.sections for a in _anchors(section)]
        for section in doc.sections:
            for span in spans(section):
                if isinstance(span, Link):
                    yield from _target(doc, span, known | {"": anchors}, context)


def _anchors(section: object) -> Iterator[str]:
    yield section.id  # type: ignore[attr-defined]
    for block in section.blocks:  # type: ignore[attr-defined]
        if hasattr(block, "id"):
            yield block.id
    for question in section.questions:  # type: ignore[attr-defined]
        yield question.id


def _target(doc: Document, link: Link, known: Mapping[str, list[str] | None], context: Context) -> Iterator[Problem]:
    scheme, colon, rest = link.target.partition(":")
    if scheme == "law" and colon and not rest.endswith("#"):
        yield from citation(doc, rest, link.mark, context, plain((link,)))
    elif link.target.startswith("#") or (scheme in known and colon):
        names = known[scheme if colon and not link.target.startswith("#") else ""]
        name = link.target[1:] if link.target.startswith("#") else rest
        if names is not None and name not in names:
            detail = {"target": link.target, "near": nearest(name, names)}
            yield Problem(doc.path, link.mark, "unknown-target", detail)
    elif not _HTTPS.fullmatch(link.target):
        yield Problem(doc.path, link.mark, "bad-link", {"target": link.target})


def citation(doc: Document, cited: str, mark: Mark, context: Context, words: str = "") -> Iterator[Problem]:
    """A citation ``law-id#article`` is in the registry, and the words of its link say the number."""
    wrong = Problem(doc.path, mark, "unknown-law")
    problems = list(cited_law(context.reference, context.listed("laws"), cited, wrong, doc.lang))
    yield from problems
    id, _, article = cited.partition("#")
    law, number = context.reference.laws.get(id), re.split("[-.]", article)[0]
    if law and words and not problems and not re.search(rf"(?<!\d){number}(?!\d)", words):
        short = law.short[doc.lang]
        example = f"{short}第{number}条" if doc.lang == ORIGINAL else f"Article {number} of the {short}"
        yield Problem(doc.path, mark, "citation-text", {"article": number, "example": example})


def front_ids(context: Context) -> Iterator[Problem]:
    """Topics, grades, procedures, series, cases and laws named in a front matter are those of the closed lists."""
    lists = {
        "topics": context.listed("topics"),
        "grades": context.listed("grades"),
        "procedures": context.listed("procedures"),
        "cases": context.ids("case"),
    }
    for doc in context.documents("case", "lesson"):
        front = context.front(doc)
        if doc.lang != ORIGINAL:
            continue
        for key, known in lists.items():
            for at, value in _texts(front.get(key)):
                yield from _choice(doc, value, known, key, mark_of(doc.front, key, at))
        official = front.get("official")
        if isinstance(official, dict) and isinstance(official.get("series"), str):
            mark = mark_of(doc.front, "official", "series")
            yield from _choice(doc, official["series"], context.listed("series"), "series", mark)
        for at, cited in _texts(front.get("laws")):
            if CITATION.fullmatch(cited):
                yield from citation(doc, cited, mark_of(doc.front, "laws", at), context)


def withdrawn_cases(context: Context) -> Iterator[Problem]:
    """No lesson lists a withdrawn case or shows a section of it."""
    originals = {doc.id: context.front(doc) for doc in context.documents("case") if doc.lang == ORIGINAL}
    gone = {id for id, front in originals.items() if front.get("status") == "withdrawn"}
    for doc in context.documents("lesson"):
        for at, id in _texts(context.front(doc).get("cases")):
            if id in gone:
                yield Problem(doc.path, mark_of(doc.front, "cases", at), "withdrawn-case", {"id": id})
        for block in (block for section in doc.sections for block in section.blocks):
            if isinstance(block, Pull) and block.case in gone:
                yield Problem(doc.path, block.mark, "withdrawn-case", {"id": block.case})


def above_band(context: Context) -> Iterator[Problem]:
    """No lesson shows a section of a case that some edition by grade leaves out while it holds the lesson.

    To list such a case, or to link to it, is fine: the edition then lists one case less.
    """
    bands = list(context.reference.grades)
    originals = [doc for doc in context.documents("case", "lesson") if doc.lang == ORIGINAL]
    fronts = {(doc.kind, doc.id): context.fronts.get(doc.path) for doc in originals}
    for doc in originals:
        lesson = fronts[doc.kind, doc.id]
        for block in (block for section in doc.sections for block in section.blocks if isinstance(block, Pull)):
            case = fronts.get(("case", block.case))
            if isinstance(lesson, LessonFront) and isinstance(case, CaseFront):
                taught, suits = first_band(lesson, bands), first_band(case, bands)
                if taught < suits and {*lesson.grades, *case.grades} <= set(bands):
                    yield Problem(doc.path, block.mark, "above-band", {"id": block.case, **_band(context, taught)})


def _band(context: Context, at: int) -> Mapping[str, str]:
    """The name of a grade band, for a message in either language."""
    name = list(context.reference.grades.values())[at].name
    return {"band": name.zh, "band_en": name.en}


def packs(context: Context) -> Iterator[Problem]:
    """A year pack names a grade band, and four lessons that exist."""
    data = context.parsed.references["packs"]
    for at, row in enumerate(data.value if isinstance(data.value, list) else ()):
        pack = context.reference.packs.get(row.get("id", "")) if isinstance(row, dict) else None
        if pack:
            yield from _named(pack.grade, context.listed("grades"), "grade", data, at, "grade")
            for place, lesson in enumerate(pack.lessons):
                yield from _named(lesson, context.ids("lesson"), "lessons", data, at, "lessons", place)


def _named(value: str, known: list[str] | None, key: str, data: Data, *loc: str | int) -> Iterator[Problem]:
    if known is not None and value not in known:
        detail = {"value": value, "key": key, "allowed": ", ".join(known), "near": nearest(value, known)}
        yield Problem("docs/reference/packs.yml", mark_of(data, *loc), "bad-choice", detail)


def _texts(values: object) -> Iterator[tuple[int, str]]:
    rows = enumerate(values if isinstance(values, list) else ())
    return ((at, value) for at, value in rows if isinstance(value, str))


def _choice(doc: Document, value: str, known: list[str] | None, key: str, mark: Mark) -> Iterator[Problem]:
    # What is no id at all was said already.
    if known is not None and value not in known and SLUG.fullmatch(value):
        detail = {
            "value": value,
            "key": key,
            "allowed": ", ".join(known),
            "near": nearest(value, known),
        }
        yield Problem(doc.path, mark, "bad-choice", detail)


def pulls(context: Context) -> Iterator[Problem]:
    """``/// from case#section`` stands in a lesson and names a section that the case has."""
    sections = {
        (doc.id, section.id) for doc in context.documents("case") if doc.lang == ORIGINAL for section in doc.sections
    }
    for doc in context.documents():
        for section in doc.sections:
            for block in section.blocks:
                if isinstance(block, Pull) and doc.kind != "lesson":
                    yield Problem(doc.path, block.mark, "pull-place")
                elif isinstance(block, Pull) and f"cases/{block.case}/{ORIGINAL}.md" in context.unread:
                    continue
                elif isinstance(block, Pull) and (block.case, block.section) not in sections:
                    target = f"{block.case}#{block.section}"
                    near = nearest(target, sorted(f"{case}#{id}" for case, id in sections))
                    yield Problem(doc.path, block.mark, "unknown-target", {"target": target, "near": near})
