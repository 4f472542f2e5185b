"""The glossary as a deck of cards for Anki: from the word to what it means, and back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, time
from html import escape
from itertools import count

import genanki  # type: ignore[import-untyped] # has no types and no stub package

from fazhi.model.library import Case, Lesson
from fazhi.model.reference import Term
from fazhi.render import paths
from fazhi.render.edition import Edition
from fazhi.render.kit.archive import packed
from fazhi.render.kit.imprint import Imprint, site, stamped

DECKS = {"zh": 1732000101, "en": 1732000102}
MODELS = {"zh": 1732000201, "en": 1732000202}
"""By these numbers Anki knows a deck and a kind of note again, a deck by its name too. They never change."""
FIRST_NOTE = {"zh": 0, "en": 500_000}
"""Where the numbers of notes start, so that the decks of two languages have none in common."""
FIELDS = ("Term", "Also", "Pinyin", "Explanation", "Other", "OtherAlso", "Id")
"""Anki wants to upload a whole collection anew when these change; so they do not, and are in no language."""
_CSS = """\
.card { max-width: 32em; margin: 0 auto; padding: 1em; text-align: center; font: 20px/1.6 "Microsoft YaHei",
  "PingFang SC", "Noto Sans CJK SC", sans-serif; color: #1d2a33; background: #faf8f3; }
.term { font-size: 1.7em; font-weight: bold; line-height: 1.3; color: #0b5c6b; }
.more, .foot { color: #55606a; font-size: .8em; }
.text { margin: .8em 0; text-align: start; }
.foot { margin-top: 2em; }
.nightMode.card, .night_mode .card { color: #e4e1da; background: #14191d; }
.nightMode .term, .night_mode .term { color: #74c7d5; }
.nightMode :is(.more, .foot), .night_mode :is(.more, .foot) { color: #aab4bc; }
"""
_NAME = '<div class="term">{{Term}}</div>'
_MEANING = '<div class="text">{{Explanation}}</div>'


def deck(edition: Edition) -> bytes:
    """Make an ``.apkg`` of every term in the glossary, for import into Anki.

    Whoever imports a newer one keeps what they have learnt: a note is known again by its term and language, and Anki
    takes over its new words if they are younger. All are as old as the newest text of the edition. The database is
    made in memory and holds no other time than that one.
    """
    foot = _foot(edition)
    cards = genanki.Deck(DECKS[edition.lang], edition.words.t.kit.anki.deck, _html(foot.line))
    model = _model(edition)
    for term in edition.library.terms.values():
        cards.add_note(_note(edition.lang, term, model))
    database = _database(cards, date.fromisoformat(foot.version), FIRST_NOTE[edition.lang])
    return packed({"collection.anki2": database, "media": b"{}"})


def _database(cards: genanki.Deck, version: date, first: int) -> bytes:
    """The collection as the bytes of an SQLite file; notes and cards are numbered on from the day and ``first``."""
    moment = datetime.combine(version, time(), UTC).timestamp()
    with closing(sqlite3.connect(":memory:")) as connection:
        genanki.Package(cards).write_to_db(connection.cursor(), moment, count(int(moment) * 1000 + first))
        connection.commit()
        return connection.serialize()


def _model(edition: Edition) -> genanki.Model:
    """The kind of note: which fields it has, and the two cards that are made of them."""
    t = edition.words.t.kit.anki
    back = "{{FrontSide}}<hr id=answer>"
    other = _labelled(t.other, "Other") + _labelled(t.also, "OtherAlso")
    more = _labelled(t.also, "Also") + _labelled(t.pinyin, "Pinyin") + other
    foot = f'<div class="foot">{_html(edition.words.t.kit.foot.licence)}</div>'
    templates = [
        {"name": t.meaning, "qfmt": _NAME, "afmt": back + _MEANING + more + foot},
        {"name": t.word, "qfmt": _MEANING, "afmt": back + _NAME + more + foot},
    ]
    fields = [{"name": name} for name in FIELDS]
    return genanki.Model(MODELS[edition.lang], t.deck, fields, templates, _CSS)


def _labelled(label: str, field: str) -> str:
    """A line of a card that is there only if its field is filled."""
    return f'{{{{#{field}}}}}<div class="more">{_html(label)} {{{{{field}}}}}</div>{{{{/{field}}}}}'


def _note(lang: str, term: Term, model: genanki.Model) -> genanki.Note:
    names = {"zh": (term.zh, "、".join(term.zh_also)), "en": (term.en, ", ".join(term.en_also))}
    (name, also), (other, other_also) = (names[each] for each in (lang, "en" if lang == "zh" else "zh"))
    values = (name, also, term.pinyin, term.explain[lang], other, other_also, term.id)
    fields = [_html(value) for value in values]
    tags = [f"fazhi::{topic}" for topic in term.topics]
    return genanki.Note(model, fields, tags=tags, guid=genanki.guid_for("fazhi", lang, term.id))


def _html(text: str) -> str:
    """Escape text for a field: no element, and none of Anki's own brackets such as ``[sound:…]``."""
    return escape(text, quote=False).replace("[", "&#91;")


def _foot(edition: Edition) -> Imprint:
    """The imprint of the glossary, which is as old as the newest text of the edition."""
    library = edition.library
    taught: tuple[Case | Lesson, ...] = (*library.cases.values(), *library.lessons.values())
    version = max(entry.facts.updated for entry in library.entries())
    law = min((entry.facts.law_as_of for entry in taught), default=version)
    address = paths.page("glossary")
    return stamped(
        edition,
        id="glossary",
        version=version.isoformat(),
        law=law.isoformat(),
        basis="",
        address=site(edition) and site(edition) + address,
        notices=(),
        path="docs/reference/glossary.yml",
    )
