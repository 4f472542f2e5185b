"""Run every check, and join what passed into the library."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from fazhi.check import currency, links, parity, persons, pictures, privacy, redirects, reference, structure, wording
from fazhi.check.context import Context
from fazhi.check.freshness import freshness
from fazhi.check.identity import discreet
from fazhi.check.shape import fit
from fazhi.check.unfinished import unfinished
from fazhi.imaging.pixels import Album
from fazhi.model.currency import law_day, listed_laws, moves
from fazhi.model.facts import CaseFront, CaseWords, LessonFront, LessonWords, PageFront, PageWords
from fazhi.model.fields import LANGUAGES, ORIGINAL
from fazhi.model.library import Entry, FrontWords, Library, Text, citations
from fazhi.parse.digest import digest_of, facts_of_words
from fazhi.parse.document import Document
from fazhi.parse.repository import Parsed
from fazhi.problems import Problem

CHECKS: tuple[Callable[[Context], Iterator[Problem]], ...] = (
    unfinished,
    structure.written_pages,
    structure.languages,
    structure.case_sections,
    structure.question_sides,
    structure.quiz_size,
    structure.front_markup,
    structure.reserved_ids,
    structure.timeline_spans,
    structure.content_note,
    structure.lesson_minutes,
    structure.role_numbers,
    structure.sources,
    structure.scenes,
    wording.worded,
    links.link_targets,
    links.front_ids,
    links.pulls,
    links.withdrawn_cases,
    links.above_band,
    links.packs,
    redirects.redirects,
    privacy.privacy,
    persons.persons,
    parity.parity,
    pictures.pictures,
    pictures.media,
    pictures.files,
    currency.law_currency,
)
"""Each check is one rule or a few of one kind; its docstring is the rule in a sentence. None of them stops another."""

_CUT_SHORT = frozenset(
    {
        *("not-a-file", "unreadable", "too-large", "picture-large", "picture-count", "missing-file"),
        *("yaml", "yaml-depth", "yaml-documents", "no-front-matter", "front-matter-large", "hard-link", "too-deep"),
    }
)
"""Rules after which the rest of a file's data is unknown."""
_UNREACHED = frozenset({"missing-key", "wants-mapping", "wants-rows", "parity-words", "parity-source-ids"})
"""Rules that miss what may stand in the part that could not be read."""

_ORIGINALS: dict[str, type[BaseModel]] = {"case": CaseFront, "lesson": LessonFront, "page": PageFront}
_WORDS: dict[str, type[BaseModel]] = {"case": CaseWords, "lesson": LessonWords, "page": PageWords}
_WORD_KEYS = "title summary place organs content_note objectives keypoints materials homework official sources".split()


def check(parsed: Parsed, earlier: list[Problem]) -> tuple[Library, list[Problem]]:
    """Check what was parsed.

    ``earlier`` are the problems of the stages before: a file whose YAML could not be read to its end is not blamed
    for keys that were not reached. Gives the library of all entries that can be trusted, and the new problems.
    """
    unread = frozenset(problem.path for problem in earlier if problem.rule in _CUT_SHORT)
    library, problems = reference.load(parsed, unread)
    fronts: dict[str, FrontWords] = {}
    for doc in parsed.documents.values():
        front, wrong = _front(doc)
        problems += wrong
        if front is not None:
            fronts[doc.path] = front
    context = Context(parsed, library, fronts, unread)
    for rule in CHECKS:
        problems += rule(context)
    problems = [p for p in problems if not (p.path in unread and p.rule in _UNREACHED)]
    library = _joined(library, parsed, fronts)
    problems += freshness(library, parsed)
    return library, [_discreet(problem) for problem in problems]


def _discreet(problem: Problem) -> Problem:
    """No rule repeats what names a person, such as figures that differ: everybody may read the log of a check."""
    detail = {key: discreet(words) for key, words in problem.detail.items()}
    return problem if detail == problem.detail else dataclasses.replace(problem, detail=detail)


def _front(doc: Document) -> tuple[Any, list[Problem]]:
    original = _ORIGINALS[doc.kind]
    if doc.lang == ORIGINAL:
        return fit(original, doc.front, doc.path)
    return fit(_WORDS[doc.kind], doc.front, doc.path, facts=frozenset(original.model_fields))


def _words(front: Mapping[str, Any]) -> dict[str, Any]:
    """What a translation has words for; facts are the original's in every language, and go stale in none."""
    words = {key: front[key] for key in _WORD_KEYS if key in front}
    if "official" in words:
        words["official"] = words["official"]["title"]
    if isinstance(words.get("sources"), list):
        words["sources"] = {row["id"]: [row["publisher"], row["title"]] for row in words["sources"]}
    return words


def _joined(library: Library, parsed: Parsed, fronts: dict[str, FrontWords]) -> Library:
    texts: dict[tuple[str, str], dict[str, Text]] = {}
    for doc in parsed.documents.values():
        if doc.path in fronts:
            front = doc.front.value or {}
            words, cited = _words(front), citations(doc.sections)
            text = Text(
                *(doc.lang, doc.path, fronts[doc.path], doc.sections, digest_of(words), cited, facts_of_words(words))
            )
            texts.setdefault((doc.kind, doc.id), {})[doc.lang] = text
    entries: dict[str, dict[str, Any]] = {"case": {}, "lesson": {}, "page": {}}
    for (kind, id), by_lang in sorted(texts.items()):
        if ORIGINAL in by_lang:
            ordered = {lang: by_lang[lang] for lang in LANGUAGES if lang in by_lang}
            facts: Any = by_lang[ORIGINAL].words
            laws = by_lang[ORIGINAL].cited | listed_laws(facts)
            moved = tuple(moves(library.laws, laws, law_day(facts)))
            entries[kind][id] = Entry(kind, id, facts, ordered, moved)  # type: ignore[arg-type]
    album = Album(parsed.pictures)
    return dataclasses.replace(
        library, cases=entries["case"], lessons=entries["lesson"], pages=entries["page"], images=album
    )
