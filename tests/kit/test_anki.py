"""The glossary as Anki cards, read back from its database."""

import html
import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from fazhi.checked import check
from fazhi.render.edition import Edition
from fazhi.render.kit import anki
from fazhi.render.kit.archive import unpacked
from fazhi.render.words import Words

LANGUAGES = ("zh", "en")


@pytest.fixture(scope="session")
def editions(ROOT: Path) -> Mapping[str, Edition]:
    checked = check(ROOT)
    assert checked.settings
    return {lang: Edition(checked.library, Words(lang, checked.strings[lang]), checked.settings) for lang in LANGUAGES}


def rows(data: bytes, query: str) -> list[dict[str, Any]]:
    """What a query finds in the collection of a deck."""
    files = unpacked(data)
    assert set(files) == {"collection.anki2", "media"}
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(files["collection.anki2"])
        connection.row_factory = sqlite3.Row
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return [dict(row) for row in connection.execute(query)]


def notes(data: bytes) -> list[dict[str, Any]]:
    found = rows(data, "SELECT * FROM notes ORDER BY id")
    return [{**row, **dict(zip(anki.FIELDS, row["flds"].split("\x1f"), strict=True))} for row in found]


def with_term(edition: Edition, **changes: object) -> Edition:
    """The edition with other words for its first term."""
    first = next(iter(edition.library.terms.values()))
    terms = {**edition.library.terms, first.id: first.model_copy(update=changes)}
    return replace(edition, library=replace(edition.library, terms=terms))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_term_is_a_note_with_the_words_of_the_glossary(editions: Mapping[str, Edition], lang: str) -> None:
    edition = editions[lang]
    found = notes(anki.deck(edition))
    assert len(found) == len(edition.library.terms) >= 92
    for note, term in zip(found, edition.library.terms.values(), strict=True):
        names = (term.zh, term.en) if lang == "zh" else (term.en, term.zh)
        assert (html.unescape(note["Term"]), html.unescape(note["Other"])) == names
        assert html.unescape(note["Explanation"]) == term.explain[lang]
        assert html.unescape(note["Pinyin"]) == term.pinyin
        also = html.unescape(note["Also"] + note["OtherAlso"])
        assert all(each in also for each in (*term.zh_also, *term.en_also))
        assert note["Id"] == term.id
        assert note["tags"].split() == [f"fazhi::{topic}" for topic in term.topics]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_note_has_a_card_in_both_directions(editions: Mapping[str, Edition], lang: str) -> None:
    data = anki.deck(editions[lang])
    cards = rows(data, "SELECT nid, ord, did FROM cards")
    assert {(card["nid"], card["ord"]) for card in cards} == {
        (note["id"], place) for note in notes(data) for place in (0, 1)
    }
    assert {card["did"] for card in cards} == {anki.DECKS[lang]}


def test_notes_are_known_again(editions: Mapping[str, Edition]) -> None:
    guids = {lang: [note["guid"] for note in notes(anki.deck(editions[lang]))] for lang in LANGUAGES}
    assert len({*guids["zh"], *guids["en"]}) == 2 * len(editions["zh"].library.terms)
    changed = with_term(editions["zh"], zh="别的词", explain={"zh": "别的话", "en": "Other words"})
    assert [note["guid"] for note in notes(anki.deck(changed))] == guids["zh"]
    # A change of these would double the cards of everybody who has them.
    assert (guids["zh"][0], guids["en"][0]) == ("GK2s4moKD3", "mH*^(&66_d")
    assert {**anki.DECKS, "models": anki.MODELS} == {
        "zh": 1732000101,
        "en": 1732000102,
        "models": {"zh": 1732000201, "en": 1732000202},
    }


def test_decks_of_two_languages_share_no_number(editions: Mapping[str, Edition]) -> None:
    zh, en = (anki.deck(editions[lang]) for lang in LANGUAGES)
    for table in ("notes", "cards"):
        ids = [{row["id"] for row in rows(data, f"SELECT id FROM {table}")} for data in (zh, en)]  # noqa: S608 - ours
        assert not ids[0] & ids[1]


def test_a_deck_is_as_old_as_the_newest_text(editions: Mapping[str, Edition]) -> None:
    edition = editions["zh"]
    lesson = next(iter(edition.library.lessons.values()))
    newer = replace(
        lesson, facts=lesson.facts.model_copy(update={"updated": lesson.facts.updated + timedelta(days=4000)})
    )
    later = replace(edition, library=replace(edition.library, lessons={**edition.library.lessons, newer.id: newer}))
    before, after = ({note["mod"] for note in notes(anki.deck(each))} for each in (edition, later))
    assert len(before) == len(after) == 1
    assert max(after) > max(before)


def test_the_same_glossary_gives_the_same_bytes(editions: Mapping[str, Edition]) -> None:
    assert anki.deck(editions["zh"]) == anki.deck(editions["zh"])
    assert anki.deck(editions["zh"]) != anki.deck(with_term(editions["zh"], pinyin="x"))


def test_no_text_becomes_markup(editions: Mapping[str, Edition]) -> None:
    text = "<script>x()</script> &lt; \"' {{Term}} {{c1::x}} [sound:x.mp3] [latex]x[/latex]"
    words = {"zh": text, "en": text}
    edition = with_term(editions["zh"], zh=text, zh_also=(text,), pinyin=text, en=text, explain=words)
    note = notes(anki.deck(edition))[0]
    for field in ("Term", "Also", "Pinyin", "Explanation", "Other"):
        assert html.unescape(note[field]) == text
        assert not set("<>[") & set(note[field])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_deck_says_what_it_is(editions: Mapping[str, Edition], lang: str) -> None:
    (col,) = rows(anki.deck(editions[lang]), "SELECT decks, models FROM col")
    deck = json.loads(col["decks"])[str(anki.DECKS[lang])]
    assert "CC BY 4.0" in deck["desc"]
    assert "glossary" in deck["desc"]
    model = json.loads(col["models"])[str(anki.MODELS[lang])]
    assert [field["name"] for field in model["flds"]] == list(anki.FIELDS)
    assert all("CC BY 4.0" in template["afmt"] for template in model["tmpls"])
