"""Checks of the links of one entry: laws, articles and terms against the reference files, sections against its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from fazhi.check.context import Context
from fazhi.check.reference import cited_law
from fazhi.check.shape import mark_of
from fazhi.model.blocks import Link, Pull, plain
from fazhi.model.fields import ARTICLE, ORIGINAL, SLUG
from fazhi.model.mark import Mark
from fazhi.parse.document import Document
from fazhi.parse.frontmatter import nearest
from fazhi.problems import Problem

CITATION = re.compile(f"{SLUG.pattern}#{ARTICLE.pattern}")
ENTRIES = ("case:", "lesson:", "page:")
"""How links to entries begin; whether these exist is asked of all together (:mod:`fazhi.check.across`)."""
_HTTPS = re.compile(r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(/[A-Za-z0-9._~/?=&%#-]*)?")


def link_targets(context: Context) -> Iterator[Problem]:
    """Every link has a form of ours, and leads to a law, a term or a section that exists."""
    for doc in context.documents():
        known = {
            "term": context.derived(_terms),
            "": [anchor for section in doc.sections for anchor in _anchors(section)],
        }
        for link in (link for seen in context.seen(doc) for link in seen.links):
            if not link.target.startswith(ENTRIES):
                yield from _target(doc, link, known, context)


def _terms(context: Context) -> list[str] | None:
    return context.listed("glossary")


def _laws(context: Context) -> list[str] | None:
    return context.listed("laws")


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
    problems = list(cited_law(context.reference, context.derived(_laws), cited, wrong, doc.lang))
    yield from problems
    id, _, article = cited.partition("#")
    law, number = context.reference.laws.get(id), re.split("[-.]", article)[0]
    if law and words and not problems and not re.search(rf"(?<!\d){number}(?!\d)", words):
        short = law.short[doc.lang]
        example = f"{short}第{number}条" if doc.lang == ORIGINAL else f"Article {number} of the {short}"
        yield Problem(doc.path, mark, "citation-text", {"article": number, "example": example})


def front_ids(context: Context) -> Iterator[Problem]:
    """Topics, grades, procedures, series and laws named in a front matter are those of the closed lists."""
    lists = {
        "topics": context.listed("topics"),
        "grades": context.listed("grades"),
        "procedures": context.listed("procedures"),
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


def pull_places(context: Context) -> Iterator[Problem]:
    """``/// from case#section`` stands in a lesson."""
    for doc in context.documents("case", "page"):
        for block in (block for section in doc.sections for block in section.blocks):
            if isinstance(block, Pull):
                yield Problem(doc.path, block.mark, "pull-place")
