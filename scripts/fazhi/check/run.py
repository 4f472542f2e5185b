"""Run every check, entry by entry and then on all together, and join what passed into the library."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from pydantic import BaseModel

from fazhi.check import (
    across,
    currency,
    links,
    parity,
    persons,
    pictures,
    privacy,
    redirects,
    reference,
    structure,
    waivers,
    wording,
)
from fazhi.check.context import Context
from fazhi.check.freshness import freshness
from fazhi.check.identity import discreet
from fazhi.check.shape import fit
from fazhi.check.unfinished import unfinished
from fazhi.check.whole import Outline, Whole, outline
from fazhi.imaging.pixels import published
from fazhi.model.currency import law_day, listed_laws, moves
from fazhi.model.facts import CaseFront, CaseWords, LessonFront, LessonWords, PageFront, PageWords
from fazhi.model.fields import LANGUAGES, ORIGINAL
from fazhi.model.images import Album
from fazhi.model.library import AnyEntry, Entry, Library, Text
from fazhi.model.reading import minutes
from fazhi.parse.digest import digest_of, facts_of_words
from fazhi.parse.document import Document
from fazhi.parse.repository import Folder, Parsed, grouped
from fazhi.problems import Problem

ALONE: tuple[Callable[[Context], Iterator[Problem]], ...] = (
    unfinished,
    structure.page_sections,
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
    links.pull_places,
    privacy.privacy,
    persons.persons,
    parity.parity,
    pictures.pictures,
    pictures.media,
    pictures.files,
    currency.law_currency,
)
"""The rules about one entry: its files in both languages, held against the reference data and nothing else. What they
tell can be kept as long as neither changes.

Each check is one rule or a few of one kind; its docstring is the rule in a sentence. None of them stops another.
"""

OF_REFERENCE: tuple[Callable[[Context], Iterator[Problem]], ...] = (
    structure.reference_markup,
    wording.reference_worded,
    privacy.privacy,
    currency.law_cards,
)
"""The rules about the reference files, the fixed words and the settings; what these say of each other is checked as
they are typed (:mod:`fazhi.check.reference`)."""

TOGETHER: tuple[Callable[[Whole], Iterator[Problem]], ...] = (
    across.written_pages,
    across.linked_entries,
    across.listed_cases,
    across.withdrawn_cases,
    across.above_band,
    across.pulls,
    across.packs,
    redirects.redirects,
    waivers.file_names,
    waivers.doubted,
)
"""The rules about several entries. They see outlines, no texts, and take no time that is worth sparing."""

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


@dataclass(frozen=True, slots=True)
class Judged:
    """What is found of one entry: its problems, the entry itself if it can be trusted, and its outline."""

    problems: tuple[Problem, ...]
    entry: AnyEntry | None
    outline: Outline


def check(parsed: Parsed, earlier: list[Problem]) -> tuple[Library, list[Problem]]:
    """Check what was parsed.

    ``earlier`` are the problems of the stages before: a file whose YAML could not be read to its end is not blamed
    for keys that were not reached. Gives the library of all entries that can be trusted, and the new problems.
    """
    unread = cut_short(earlier)
    world, problems = reference_world(parsed.rest(), unread)
    judged = [alone(folder, world) for folder in parsed.folders(unread)]
    library, more = together(world, judged, unread, parsed.pictures)
    return library, problems + more


def cut_short(problems: Iterable[Problem]) -> frozenset[str]:
    """The files that could not be read to their end, by the problems of reading and parsing them."""
    return frozenset(problem.path for problem in problems if problem.rule in _CUT_SHORT)


def reference_world(rest: Parsed, unread: frozenset[str]) -> tuple[Context, list[Problem]]:
    """Type and check what belongs to no entry; give the world in which entries are judged, and the problems.

    Nothing of the world depends on any entry: of ``unread`` it keeps what is no entry's.
    """
    world, problems = _typed(rest, unread)
    problems += chain.from_iterable(rule(world) for rule in OF_REFERENCE)
    return world, _told(problems, world.unread)


def same_world(rest: Parsed, unread: frozenset[str]) -> Context:
    """The world that :func:`reference_world` gives, for another process: what is wrong in it was told already."""
    return _typed(rest, unread)[0]


def _typed(rest: Parsed, unread: frozenset[str]) -> tuple[Context, list[Problem]]:
    elsewhere = frozenset(path for paths in grouped(unread).values() for path in paths)
    library, problems = reference.load(rest, unread)
    return Context(rest, library, {}, unread - elsewhere), problems


def alone(folder: Folder, world: Context) -> Judged:
    """Judge one entry in a world. Nothing but the two decides what comes out, and all of it can be pickled."""
    context = world.of(folder)
    problems: list[Problem] = []
    for doc in context.documents():
        front, wrong = _front(doc)
        problems += wrong
        if front is not None:
            context.fronts[doc.path] = front
    problems += chain.from_iterable(rule(context) for rule in ALONE)
    problems = _told(problems, context.unread)
    entry = _joined(context)
    if entry:
        problems += map(_discreet, freshness(entry, folder.documents))
    return Judged(tuple(problems), entry, outline(context))


def together(
    world: Context, judged: Iterable[Judged], unread: frozenset[str], files: Mapping[str, bytes]
) -> tuple[Library, list[Problem]]:
    """Join entries into the library, and check them together. ``files`` are those of pictures, by path."""
    judged = list(judged)
    whole = Whole(world, [each.outline for each in judged], unread)
    problems = [problem for each in judged for problem in each.problems]
    problems += _told(chain.from_iterable(rule(whole) for rule in TOGETHER), unread)
    entries: dict[str, dict[str, Any]] = {"case": {}, "lesson": {}, "page": {}}
    for entry in sorted((each.entry for each in judged if each.entry), key=lambda entry: entry.id):
        entries[entry.kind][entry.id] = entry
    library = dataclasses.replace(
        world.reference,
        cases=entries["case"],
        lessons=entries["lesson"],
        pages=entries["page"],
        images=Album(files, published),
    )
    return library, problems


def _told(problems: Iterable[Problem], unread: frozenset[str]) -> list[Problem]:
    """What is told of problems: nothing that may stand in the part of a file that could not be read."""
    return [_discreet(p) for p in problems if not (p.path in unread and p.rule in _UNREACHED)]


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


def _joined(context: Context) -> AnyEntry | None:
    """The entry of a context, if its original can be trusted, with those of its translations that can."""
    texts: dict[str, Text] = {}
    for doc in context.documents():
        if doc.path in context.fronts:
            words, cited = _words(context.front(doc)), _cited(context, doc)
            front, digests = context.fronts[doc.path], (digest_of(words), cited, facts_of_words(words))
            length = minutes(doc.sections, front.summary, doc.lang)
            texts[doc.lang] = Text(doc.lang, doc.path, front, doc.sections, *digests, length)
    if ORIGINAL not in texts:
        return None
    original = next(context.documents())
    facts: Any = texts[ORIGINAL].words
    moved = tuple(moves(context.reference.laws, texts[ORIGINAL].cited | listed_laws(facts), law_day(facts)))
    ordered = {lang: texts[lang] for lang in LANGUAGES if lang in texts}
    return Entry(original.kind, original.id, facts, ordered, moved)  # type: ignore[arg-type]


def _cited(context: Context, doc: Document) -> frozenset[tuple[str, str]]:
    """The same as :func:`fazhi.model.library.citations`, of links that were gathered already."""
    targets = (link.target for seen in context.seen(doc) for link in seen.links)
    cited = (target.removeprefix("law:").partition("#") for target in targets if target.startswith("law:"))
    return frozenset((law, article) for law, _, article in cited)
