"""The search index as a file: what is in it, what must never be, and that nothing long is in it twice."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import searching
from fazhi.build import rendered
from fazhi.checked import check
from fazhi.model.blocks import Text, spans, without_notes
from fazhi.model.fields import PRESENTER_ONLY
from fazhi.render.search.index import SHARED, scripts
from fazhi.render.search.targets import KINDS
from leaking import presenters_words

LANGUAGES = ("zh", "en")
Repo = Callable[..., Path]


def read(script: str) -> dict[str, Any]:
    data = json.loads(script.removeprefix("window.fazhiSearchIndex=").removesuffix(";\n"))
    assert isinstance(data, dict)
    return data


def indexes(root: Path) -> dict[str, str]:
    checked = check(root)
    editions = rendered(checked).editions
    return {lang: editions[lang]["search/index.js"] for lang in LANGUAGES}


@pytest.fixture(scope="module")
def real(ROOT: Path) -> Mapping[str, str]:
    return indexes(ROOT)


def text(data: dict[str, Any], row: list[Any]) -> str:
    return "\n".join(data["shared"][piece] if isinstance(piece, int) else piece for piece in row[2:])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_number_names_a_shared_text_and_each_is_needed(real: Mapping[str, str], lang: str) -> None:
    data = read(real[lang])
    named = Counter(piece for page in data["pages"] for row in page[4] for piece in row[2:] if isinstance(piece, int))
    assert set(named) == set(range(len(data["shared"])))
    assert min(named.values()) >= 2
    assert len(set(data["shared"])) == len(data["shared"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_long_text_is_written_twice(real: Mapping[str, str], lang: str) -> None:
    data = read(real[lang])
    written = [
        piece
        for page in data["pages"]
        for row in page[4]
        for run in row[2:]
        if isinstance(run, str)
        for piece in run.split("\n")
    ]
    again = [piece for piece, times in Counter(written + data["shared"]).items() if times > 1]
    assert [piece for piece in again if len(piece) >= SHARED] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_lesson_holds_the_text_of_the_case_that_it_shows(real: Mapping[str, str], lang: str) -> None:
    data = read(real[lang])
    by_address = {page[0]: page for page in data["pages"]}
    facts = next(row for row in by_address["cases/short-video-app.html"][4] if row[0] == "facts")
    lesson = by_address["lessons/my-data.html"]
    case = next(row for row in lesson[4] if row[0] == "case")
    assert text(data, facts).partition("\n")[0] in text(data, case)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_is_there_and_every_address_once(real: Mapping[str, str], lang: str) -> None:
    data = read(real[lang])
    assert len(data["kinds"]) == len(KINDS)
    assert {page[1] for page in data["pages"]} == set(range(len(KINDS)))
    addresses = [page[0] for page in data["pages"]]
    assert len(set(addresses)) == len(addresses)


def test_presenter_only_text_is_not_in_the_index(ROOT: Path, real: Mapping[str, str]) -> None:
    """Sections for the presenter and notes of the whole real repository, but for what pupils are told as well."""
    library = check(ROOT).library
    assert library is not None
    open_to_all = "".join(
        "".join(span.text for span in spans(node) if isinstance(span, Text)) + str(each.words)
        for entry in library.entries()
        for each in entry.texts.values()
        for section in each.sections
        if section.id not in PRESENTER_ONLY
        for node in (*without_notes(section.blocks), *section.events, *section.questions)
    )
    secret = {words for words in presenters_words(library) if words not in open_to_all}
    assert len(secret) > 50
    cut = [script for lang in LANGUAGES for _, script in scripts(searching.KINDS, searching.real(lang), 0)]
    everything = "".join(script.replace('\\"', '"') for script in (*real.values(), *cut))
    assert [words for words in secret if words in everything] == []


def test_text_cannot_end_the_script(repo: Repo) -> None:
    """The dwarf repository has a text with a sign that could open a tag; none is written as such."""
    script = indexes(repo())["zh"]
    assert "<" not in script
    assert "3 < " in json.dumps(read(script), ensure_ascii=False)
