"""The search index of a large library: cut into parts, every gram in its place, and each part nothing but data."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from fazhi.render.search.grams import END, folded, grams, part
from fazhi.render.search.index import LITTLE, scripts
from fazhi.render.search.targets import Row, Target
from fazhi.verify.files import one
from fazhi.verify.found import Own
from searching import KINDS, Files, many, real

LANGUAGES = ("zh", "en")
HAN = re.compile("[\u3400-\u9fff]")
Found = dict[str, dict[tuple[int, int], tuple[int, bool]]]
"""By gram, by page and row: how often the texts hold it, and whether the title does."""


def parts(found: tuple[Target, ...]) -> Files:
    return dict(scripts(KINDS, found, 0))


def data(script: str) -> Any:
    return json.loads(re.sub(r"^window\.\w+[=(]|\)?;\n$", "", script))


def read(files: Files) -> Found:
    """Read the grams back, from what ``grams.py`` says of them."""
    found: Found = {}
    for path, script in files.items():
        if not path.startswith("search/grams/"):
            continue
        name, _, text = data(script)
        assert path == f"search/{name}.js"
        for line in text.strip("\n").split("\n"):
            key, runs = line.split(" ")
            assert part(key) == name.removeprefix("grams/")
            if HAN.match(key):
                for second, each in re.findall(r"([\u3400-\u9fff.])([^\u3400-\u9fff.]+)", runs):
                    found[key + second] = dict(_places(each))
            else:
                found[key] = dict(_places(runs))
    return found


def _places(runs: str) -> Iterator[tuple[tuple[int, int], tuple[int, bool]]]:
    page = -1
    assert re.fullmatch(r"([a-z]+(~*[A-Z]\d*!?)+)+", runs)
    for far, rows in re.findall(r"([a-z]+)([^a-z]+)", runs):
        distance = 0
        for digit in far:
            distance = distance * 26 + ord(digit) - ord("a")
        page += distance
        for skipped, row, times, title in re.findall(r"(~*)([A-Z])(\d*)(!?)", rows):
            yield (page, len(skipped) * 26 + ord(row) - ord("A")), (int(times or 1), bool(title))


def expected(found: tuple[Target, ...]) -> Found:
    """The same, told by looking at every character."""
    every: Found = {}
    for page, target in enumerate(found):
        if "#" in target.address or sum(len(text) for row in target.rows for text in row.texts) <= LITTLE:
            continue
        for number, row in enumerate(target.rows):
            times = Counter(gram for text in row.texts for gram in plainly(text))
            title = set(plainly(row.title))
            for gram in times.keys() | title:
                every.setdefault(gram, {})[page, number] = (times[gram], gram in title)
    return every


def plainly(text: str) -> Iterator[str]:
    low = folded(text)
    for char, after in pairwise(f"{low}\n"):
        if HAN.match(char):
            yield char + (after if HAN.match(after) else END)
    yield from re.findall(r"[a-z0-9_]+", low)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_and_pair_of_characters_is_in_its_place(lang: str) -> None:
    files = parts(real(lang))
    found = read(files)
    looked = expected(real(lang))
    signs = {gram for gram in found if gram not in looked}
    assert {gram: found.get(gram) for gram in looked} == looked
    assert len(looked) > 2000
    assert signs
    assert all(len(gram) == 1 and not gram.isalnum() for gram in signs)


def test_rows_beyond_the_alphabet_and_pages_far_apart() -> None:
    """A row after the 26th, a page after the 676th, and words that a browser knows by another meaning."""
    long = ("x " * LITTLE,)
    rows = tuple(Row(f"r{at}", "", ("__proto__ 监护 constructor",) if at in (0, 26, 60) else ()) for at in range(61))
    pages = [Target(f"cases/c{at}.html", "case", "c", (), (Row("", "", long),)) for at in range(800)]
    pages[3] = pages[3]._replace(rows=(*rows, Row("", "监护人", long)))
    pages[790] = pages[790]._replace(rows=(*rows, Row("", "", long)))
    found = read(parts(tuple(pages)))
    places = {(page, row): (1, False) for page in (3, 790) for row in (0, 26, 60)}
    assert found["__proto__"] == found["constructor"] == places
    assert found["监护"] == places | {(3, 61): (0, True)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_words_are_listed_once_and_in_order(lang: str) -> None:
    files = parts(real(lang))
    words, before = [], ""
    for same, rest in re.findall("([A-Z])([^A-Z]*)", data(files["search/index.js"])["words"]):
        before = before[: ord(same) - ord("A")] + rest
        words.append(before)
    assert words == sorted(set(words))
    assert set(words) == {gram for gram in expected(real(lang)) if not HAN.match(gram)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_in_parts_every_text_is_there_once(lang: str) -> None:
    """What stands beside its title and what stands in a part is all that the targets say, row by row."""
    files = parts(real(lang))
    for target, page in zip(real(lang), data(files["search/index.js"])["pages"], strict=True):
        assert page[0] == target.address
        name = f"text/{target.address.removesuffix('.html')}"
        stored = page[4:5] or data(files[f"search/{name}.js"])[1:]
        assert stored == [
            [[row.anchor, row.title, *(["\n".join(row.texts)] if row.texts else [])] for row in target.rows]
        ]
        assert (len(page) == 5) == (f"search/{name}.js" not in files)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_part_is_nothing_but_data(lang: str) -> None:
    """Verification of the finished site takes every part for what it is, and nothing else for a part."""
    for path, script in parts(real(lang)).items():
        assert one(path, script.encode(), Own()).faults == (), path
        assert "<" not in script, path


@pytest.mark.parametrize(
    "script",
    [
        "window.fazhiSearchPart([1]);fire();",
        "window.fazhiSearchPart([1]),fire([2]);",
        "window.fazhiSearchPart([fire()]);",
        "window.fazhiSearchPart([1]](fire)[[2]);",
        "window.fazhiSearchPart({});",
        'window.fazhiSearchPart("a");',
        "window.fazhiSearchPart=[1];",
        "window.fazhiSearchIndex([1]);",
        "window.fazhiSearchOther([1]);",
        "window.fazhiSearchPart([1])\n",
    ],
)
def test_what_is_more_than_data_is_no_part(script: str) -> None:
    assert one("zh/search/grams/1.js", b"window.fazhiSearchPart([1]);\n", Own()).faults == ()
    assert [fault.rule for fault in one("zh/search/grams/1.js", script.encode(), Own()).faults] in (
        ["script"],
        ["json"],
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_edit_changes_few_parts(lang: str) -> None:
    """A sentence more in one of a hundred cases: its own text, and the files of the words that it brings."""
    library = many(lang, 100)
    words = "果园门口有一棵梨树" if lang == "zh" else "A pear tree grows beside the gate of the orchard"
    at = 40
    first, *others = library[at].rows
    changed = library[at]._replace(rows=(first._replace(texts=(*first.texts, words)), *others))
    before, after = parts(library), parts((*library[:at], changed, *library[at + 1 :]))
    assert before == parts(library)
    assert before.keys() == after.keys()
    different = {path for path in before if before[path] != after[path]} - {"search/index.js"}
    assert f"search/text/cases/case-{at}.js" in different
    assert 2 <= len(different) <= 12
    assert len(before) > 200


def test_small_libraries_stay_in_one_script() -> None:
    for lang in LANGUAGES:
        assert [path for path, _ in scripts(KINDS, real(lang))] == ["search/index.js"]
        assert len(dict(scripts(KINDS, many(lang, 200)))) > 200


def test_folding_keeps_every_character_in_its_place() -> None:
    """What ``search.js`` says of folding holds here too."""
    for text, plain in (
        ("ＡＰＰ－１２", "app-12"),
        ("Jiānhùrén", "jianhuren"),
        ("lǜ", "lu"),
        ("İstanbul ﬁ", "istanbul ﬁ"),
    ):
        assert folded(text) == plain
        assert len(folded(text)) == len(text)


def test_what_a_target_gives_depends_on_it_alone() -> None:
    target = real("zh")[0]
    assert grams(target) == grams(target._replace(address="cases/other.html"))
    assert grams(target) != grams(target._replace(rows=target.rows[1:]))
