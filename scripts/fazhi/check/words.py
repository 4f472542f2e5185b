"""Checks of single words against the glossary and the list of words that must not stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fazhi.check.context import Linked
from fazhi.check.lexicon import Lexicon
from fazhi.check.passages import Passage, Sheet, Told
from fazhi.model.fields import LANGUAGES
from fazhi.model.library import Library
from fazhi.model.reference import Term, Wording
from fazhi.problems import Problem

_RULES = {
    "mistranslation": "mistranslation",
    "graphic": "graphic-wording",
    "shaming": "shaming-wording",
    "blaming": "blaming-wording",
    "spelling": "house-spelling",
}
_SEEN_BY_STUDENTS = frozenset({"graphic", "shaming", "blaming"})
"""Kinds of words that a presenter may be told about."""
_WORD = re.compile(r"[a-z]+")
_EMPTY = frozenset("of the a an and or to in for by on with from its their".split())
"""English words that a rendering may do without."""
_STEM = 3
"""Letters that the forms of a word share at least."""
_ENDINGS = frozenset("|s|es|e|ed|d|ing|ion|ions|y|ies|ied|ory|al|ly|ive|ity".split("|"))
"""What follows the letters that two forms of a word share: prosecut-e and prosecut-ion, but not procurator and
procurator-ate."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is known of words: the glossary, and for each language the words that must not stand."""

    terms: dict[str, Term]
    renderings: dict[str, list[set[str]]]
    """Of each term the words of each of its English forms."""
    lexicons: dict[str, Lexicon[Wording | Term]]

    @classmethod
    def of(cls, library: Library) -> Vocabulary:
        """Collect the words of the reference files."""
        renderings = {id: [_words(form) for form in (term.en, *term.en_also)] for id, term in library.terms.items()}
        lexicons: dict[str, Lexicon[Wording | Term]] = {
            lang: Lexicon(lang, _listed(library, lang)) for lang in LANGUAGES
        }
        return cls(dict(library.terms), renderings, lexicons)


def _listed(library: Library, lang: str) -> Iterator[tuple[str, Wording | Term | None]]:
    for row in library.wordings.values():
        if row.lang == lang:
            yield from ((word, None) for word in row.allowed)
            yield from ((word, row) for word in row.words)
    for term in library.terms.values():
        yield from ((word, term) for word in (term.en_not if lang == "en" else term.zh_not))


def unwanted_words(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Told]:
    """No word stands that the glossary or the list of words rules out: mistranslated, graphic, shaming, blaming."""
    for hit in vocabulary.lexicons[sheet.lang].hits(sheet.text):
        number, passage, at = sheet.at(hit.at)
        if not passage.ours:
            continue
        if isinstance(hit.entry, Term):
            if not _mentioned(passage, at):
                detail = {"found": hit.found, "instead": hit.entry.name(sheet.lang)}
                yield number, Problem(passage.path, passage.mark(at), "term-variant", detail)
        elif not _may_stand(passage, at, hit.entry.kind):
            detail = {"found": hit.found, "instead": hit.entry.instead, "behind": hit.entry.behind or ""}
            yield number, Problem(passage.path, passage.mark(at), _RULES[hit.entry.kind], detail)


def _may_stand(passage: Passage, at: int, kind: str) -> bool:
    """Whether words of a kind may stand here: told to the presenter, said by somebody to be answered, or quoted."""
    if kind in _SEEN_BY_STUDENTS and passage.hidden:
        return True
    if kind == "blaming":
        return passage.refuted or passage.quoted(at)
    return kind == "mistranslation" and _mentioned(passage, at)


def _mentioned(passage: Passage, at: int) -> bool:
    """Whether the notes on the sources quote a word to tell of it."""
    return passage.section == "notes" and passage.quoted(at)


def translated_terms(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Told]:
    """In English a link to the glossary has the words of the glossary, in any form, or the last part of them."""
    linked = (row for row in sheet.passages if row[1].links and row[1].ours) if sheet.lang == "en" else ()
    for number, passage in linked:
        for link in passage.links:
            term = vocabulary.terms.get(link.target[5:]) if link.target.startswith("term:") else None
            if term and not _renders(_said(passage, link), vocabulary.renderings[term.id]):
                detail = {"found": passage.text[link.start : link.end], "zh": term.zh, "en": term.en}
                yield number, Problem(passage.path, passage.mark(link.start), "term-rendering", detail)


def _said(passage: Passage, link: Linked) -> set[str]:
    return _words(passage.text[link.start : link.end])


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower())) - _EMPTY


def _renders(said: set[str], known: Iterable[set[str]]) -> bool:
    """Whether words are a rendering of a term: all of its words are there, or there are none but its words."""
    return any(_within(form, said) or _within(said, form) for form in known)


def _within(some: set[str], others: set[str]) -> bool:
    return bool(some) and all(any(_alike(word, other) for other in others) for word in some)


def _alike(word: str, other: str) -> bool:
    if word == other:
        return True
    pairs = zip(word, other, strict=False)
    shared = next((at for at, (mine, theirs) in enumerate(pairs) if mine != theirs), min(len(word), len(other)))
    return shared >= _STEM and {word[shared:], other[shared:]} <= _ENDINGS
