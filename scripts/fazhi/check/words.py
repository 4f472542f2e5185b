"""Checks of single words against the glossary and the list of words that must not stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fazhi.check.context import Linked
from fazhi.check.lexicon import Lexicon
from fazhi.check.passages import Passage
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
    lexicons: dict[str, Lexicon[Wording | Term]]

    @classmethod
    def of(cls, library: Library) -> Vocabulary:
        """Collect the words of the reference files."""
        return cls(dict(library.terms), {lang: Lexicon(lang, _listed(library, lang)) for lang in LANGUAGES})


def _listed(library: Library, lang: str) -> Iterator[tuple[str, Wording | Term | None]]:
    for row in library.wordings.values():
        if row.lang == lang:
            yield from ((word, None) for word in row.allowed)
            yield from ((word, row) for word in row.words)
    for term in library.terms.values():
        yield from ((word, term) for word in (term.en_not if lang == "en" else term.zh_not))


def unwanted_words(passage: Passage, vocabulary: Vocabulary) -> Iterator[Problem]:
    """No word stands that the glossary or the list of words rules out: mistranslated, graphic, shaming, blaming."""
    for hit in vocabulary.lexicons[passage.lang].hits(passage.text):
        mark = passage.mark(hit.at)
        if isinstance(hit.entry, Term):
            if _mentioned(passage, hit.at):
                continue
            detail = {"found": hit.found, "instead": hit.entry.name(passage.lang)}
            yield Problem(passage.path, mark, "term-variant", detail)
        elif not _may_stand(passage, hit.at, hit.entry.kind):
            detail = {"found": hit.found, "instead": hit.entry.instead, "behind": hit.entry.behind or ""}
            yield Problem(passage.path, mark, _RULES[hit.entry.kind], detail)


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


def translated_terms(passage: Passage, vocabulary: Vocabulary) -> Iterator[Problem]:
    """In English a link to the glossary has the words of the glossary, in any form, or the last part of them."""
    for link in passage.links if passage.lang == "en" else ():
        term = vocabulary.terms.get(link.target.removeprefix("term:"))
        if term and link.target.startswith("term:") and not _renders(_said(passage, link), term):
            detail = {"found": passage.text[link.start : link.end], "zh": term.zh, "en": term.en}
            yield Problem(passage.path, passage.mark(link.start), "term-rendering", detail)


def _said(passage: Passage, link: Linked) -> set[str]:
    return _words(passage.text[link.start : link.end])


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower())) - _EMPTY


def _renders(said: set[str], term: Term) -> bool:
    """Whether words are a rendering of a term: all of its words are there, or there are none but its words."""
    known = [_words(form) for form in (term.en, *term.en_also)]
    return any(_within(form, said) or _within(said, form) for form in known)


def _within(some: set[str], others: set[str]) -> bool:
    return bool(some) and all(any(_alike(word, other) for other in others) for word in some)


def _alike(word: str, other: str) -> bool:
    pairs = zip(word, other, strict=False)
    shared = next((at for at, (mine, theirs) in enumerate(pairs) if mine != theirs), min(len(word), len(other)))
    return word == other or (shared >= _STEM and {word[shared:], other[shared:]} <= _ENDINGS)
