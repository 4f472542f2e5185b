"""Checks of links: laws and articles against the registry, all other targets against the library."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.check.context import Context
from fazhi.check.shape import mark_of, meant
from fazhi.model.blocks import Link, Mark, Pull, plain, spans
from fazhi.model.facts import ORIGINAL, CaseFront, LessonFront
from fazhi.parse.document import Document
from fazhi.parse.frontmatter import nearest
from fazhi.problems import Problem

LIST_PAGES = ("cases", "lessons", "glossary", "laws")
"""Pages that no file is written for: they are made from the library."""
_HTTPS = re.compile(r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(/[A-Za-z0-9._~/?=&%#-]*)?")


def link_targets(context: Context) -> Iterator[Problem]:
    """Every link leads to something that exists."""
    known = {
        "term": list(context.reference.terms),
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


def _target(doc: Document, link: Link, known: dict[str, list[str]], context: Context) -> Iterator[Problem]:
    scheme, colon, rest = link.target.partition(":")
    if scheme == "law" and colon:
        yield from citation(doc, rest, link.mark, context, plain((link,)))
    elif link.target.startswith("#") or (scheme in known and colon):
        names = known[scheme if colon and not link.target.startswith("#") else ""]
        name = link.target[1:] if link.target.startswith("#") else rest
        if name not in names:
            detail = {"target": link.target, "near": meant(nearest(name, names))}
            yield Problem(doc.path, link.mark, "unknown-target", detail)
    elif not _HTTPS.fullmatch(link.target):
        yield Problem(doc.path, link.mark, "bad-link", {"target": link.target})


def citation(doc: Document, cited: str, mark: Mark, context: Context, words: str = "") -> Iterator[Problem]:
    """A citation ``law-id#article`` is in the registry, and the words of its link say the number."""
    id, _, article = cited.partition("#")
    law = context.reference.laws.get(id)
    if law is None:
        detail = {"law": id, "near": meant(nearest(id, list(context.reference.laws)))}
        yield Problem(doc.path, mark, "unknown-law", detail)
    elif article not in (*law.articles, *law.articles_likely):
        yield Problem(doc.path, mark, "unknown-article", {"law": law.short[doc.lang], "article": article})
    elif words and not re.search(rf"(?<!\d){re.split('[-.]', article)[0]}(?!\d)", words):
        detail = {"law": law.short[doc.lang], "article": re.split("[-.]", article)[0]}
        yield Problem(doc.path, mark, "citation-text", detail)


def front_ids(context: Context) -> Iterator[Problem]:
    """Topics, grades, procedures, series, cases and laws named in a front matter are those of the closed lists."""
    lists = {
        "topics": list(context.reference.topics),
        "grades": list(context.reference.grades),
        "procedures": list(context.reference.procedures),
        "cases": context.ids("case"),
    }
    for doc in context.documents("case", "lesson"):
        front = doc.front.value
        if doc.lang != ORIGINAL or not isinstance(front, dict):
            continue
        for key, known in lists.items():
            values = front.get(key)
            for at, value in enumerate(values if isinstance(values, list) else ()):
                yield from _choice(doc, value, known, key, mark_of(doc.front, key, at))
        typed = context.fronts.get(doc.path)
        if isinstance(typed, CaseFront) and typed.official:
            known = list(context.reference.series)
            yield from _choice(doc, typed.official.series, known, "series", mark_of(doc.front, "official", "series"))
        if isinstance(typed, LessonFront):
            for at, cited in enumerate(typed.laws):
                yield from citation(doc, cited, mark_of(doc.front, "laws", at), context)


def _choice(doc: Document, value: object, known: list[str], key: str, mark: Mark) -> Iterator[Problem]:
    if str(value) not in known:
        detail = {
            "value": str(value),
            "key": key,
            "allowed": ", ".join(known),
            "near": meant(nearest(str(value), known)),
        }
        yield Problem(doc.path, mark, "bad-choice", detail)


def pulls(context: Context) -> Iterator[Problem]:
    """``/// from case#section`` names a section that the case has."""
    sections = {
        (doc.id, section.id) for doc in context.documents("case") if doc.lang == ORIGINAL for section in doc.sections
    }
    for doc in context.documents():
        for section in doc.sections:
            for block in section.blocks:
                if isinstance(block, Pull) and (block.case, block.section) not in sections:
                    target = f"{block.case}#{block.section}"
                    near = meant(nearest(target, [f"{case}#{id}" for case, id in sections]))
                    yield Problem(doc.path, block.mark, "unknown-target", {"target": target, "near": near})
