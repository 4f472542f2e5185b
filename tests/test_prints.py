"""What has been printed is used again only where it is the same, and only for one entry at a time."""

import gc
import weakref
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from fazhi.checked import Checked, check
from fazhi.model.fields import LANGUAGES
from fazhi.model.library import Case, Lesson
from fazhi.render import finding, pinyin, side_by_side
from fazhi.render.edition import Edition
from fazhi.render.entries import case_view, lesson_view, with_pinyin
from fazhi.render.prints import Kept, Prints
from fazhi.render.words import Words

PLAIN, ELSEWHERE = "as it is", "elsewhere"


@pytest.fixture(scope="module")
def real(ROOT: Path) -> Checked:
    return check(ROOT)


def editions(checked: Checked) -> Mapping[str, Edition]:
    assert checked.settings is not None
    bare = {lang: Edition(checked.library, Words(lang, checked.strings[lang]), checked.settings) for lang in LANGUAGES}
    return {lang: replace(edition, shelves=finding.shelved(edition)) for lang, edition in bare.items()}


def entries(checked: Checked) -> list[Case | Lesson]:
    return [*checked.library.cases.values(), *checked.library.lessons.values()]


def views(found: Mapping[str, Edition], entry: Case | Lesson, reader: pinyin.Reader, *, alone: bool) -> list[object]:
    """What stands on every page of an entry; ``alone`` makes each of them with editions that have printed nothing."""

    def fresh() -> Mapping[str, Edition]:
        return {lang: replace(edition) for lang, edition in found.items()} if alone else found

    made: list[object] = []
    for lang in LANGUAGES:
        own, both = fresh()[lang], fresh()
        if lang in entry:
            made.append(case_view(own, entry) if entry.kind == "case" else lesson_view(own, entry))  # type: ignore[arg-type]
        made.append(side_by_side.view(both[lang], both[both[lang].other], entry))
        if with_pinyin(entry):
            page = pinyin.view(fresh()[lang], fresh()["zh"], entry, reader)
            made.append((page.page, page.plain))
    return made


def test_a_page_made_after_others_is_the_same_as_one_made_alone(real: Checked) -> None:
    found, reader = editions(real), pinyin.Reader(real.library)
    for entry in entries(real):
        assert views(found, entry, reader, alone=False) == views(found, entry, reader, alone=True), entry.id


def test_pages_are_made_in_any_order(real: Checked) -> None:
    reader = pinyin.Reader(real.library)
    forward, back = editions(real), editions(real)
    every = entries(real)
    first = {entry.id: views(forward, entry, reader, alone=False) for entry in every}
    assert {entry.id: views(back, entry, reader, alone=False) for entry in reversed(every)} == first


def test_what_is_the_same_everywhere_is_made_once() -> None:
    kept, entry, node = Kept(), object(), ("a",)
    here, there = (kept.of(entry, PLAIN, manner) for manner in ("here", ELSEWHERE))
    assert here.once(node, lambda _: "first") == "first"
    assert there.once(node, lambda _: "second") == "first"
    assert kept.of(entry, "with pinyin", "here").once(node, lambda _: "third") == "third"


def test_what_holds_a_place_is_made_for_each_manner_and_so_is_all_around_it() -> None:
    kept, entry, inner, outer = Kept(), object(), ("inner",), ("outer",)

    def made(prints: Prints, word: str) -> str:
        def inside(_: object) -> str:
            prints.place()
            return word

        return prints.once(outer, lambda _: f"around {prints.once(inner, inside)}")

    here = kept.of(entry, PLAIN, "here")
    assert here.once(inner, lambda _: here.place() or "link") == "link"
    assert made(here, "never") == "around link"
    assert made(kept.of(entry, PLAIN, ELSEWHERE), "other link") == "around other link"
    assert made(kept.of(entry, PLAIN, "here"), "never") == "around link"


class _Node:
    """Something that can be watched."""


def test_the_prints_of_one_entry_are_held_and_no_more() -> None:
    kept, first, second, node = Kept(), object(), object(), _Node()
    kept.of(first, PLAIN, "here").once(node, lambda _: "once")
    watched = weakref.ref(node)
    del node
    gc.collect()
    assert watched() is not None
    kept.of(second, PLAIN, "here")
    gc.collect()
    assert watched() is None
