"""Listed words: their forms in English, what they may stand in, and where they may stand."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml

from fazhi.check.lexicon import Lexicon, forms
from fazhi.model.reference import Wording
from fazhi.problems import Problem

Told = Callable[[Mapping[str, bytes | None]], list[Problem]]

ROW = """\
- id: own-fault
  kind: {kind}
  lang: {lang}
  words: {words}
  allowed: {allowed}
  instead: something else
"""


def listed(kind: str, lang: str, words: list[str], allowed: list[str] | None = None) -> bytes:
    return ROW.format(kind=kind, lang=lang, words=words, allowed=allowed or []).encode()


@pytest.fixture
def places(told: Told, files: Mapping[str, bytes]) -> Callable[..., list[tuple[int, int]]]:
    """Where a rule finds something after a change of one file, beside a list of words."""

    def after(rule: str, wording: bytes, path: str, old: str, new: str) -> list[tuple[int, int]]:
        text = files[path].decode()
        assert text.count(old) == 1, old
        changes = {path: text.replace(old, new).encode(), "docs/reference/wording.yml": wording}
        return [(p.mark.line, p.mark.col) for p in told(changes) if (p.path, p.rule) == (path, rule)]

    return after


Places = Callable[..., list[tuple[int, int]]]


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("organize", "organizing"),
        ("organize", "organized"),
        ("body", "bodies"),
        ("procurator", "procurator's"),
        ("support the prosecution", "supports the prosecution"),
        ("inclusive kindergarten", "inclusive kindergartens"),
    ],
)
def test_a_word_is_found_in_its_forms(word: str, form: str) -> None:
    assert form in set(forms(word))
    assert [(hit.at, hit.found) for hit in Lexicon("en", [(word, 1)]).hits(f"He {form.upper()}.")] == [
        (3, form.upper())
    ]


@pytest.mark.parametrize("text", ["demonstrates", "mon ster", "monstrous"])
def test_a_part_of_another_word_is_no_use_of_it(text: str) -> None:
    assert not list(Lexicon("en", [("monster", 1)]).hits(text))


def test_the_longest_listed_word_counts_and_what_is_allowed_is_passed_over() -> None:
    lexicon = Lexicon("zh", [("猥亵", "bad"), ("猥亵儿童罪", None), ("儿童罪", "never")])
    assert [(hit.at, hit.entry) for hit in lexicon.hits("猥亵儿童罪，猥亵，猥亵儿童")] == [(6, "bad"), (9, "bad")]


def test_a_word_that_ends_in_a_sign_is_found() -> None:
    assert [hit.at for hit in Lexicon("en", [("(over)", 1)]).hits("the end (over) of it")] == [8]


@pytest.mark.parametrize("kind", ["graphic", "shaming", "blaming"])
def test_the_presenter_may_be_told(places: Places, kind: str) -> None:
    wording = listed(kind, "zh", ["坏果子"])
    rule = f"{kind}-wording"
    assert places(rule, wording, "docs/lessons/fruit/zh.md", "先把烂的收起来", "先把坏果子收起来") == []
    assert places(rule, wording, "docs/lessons/fruit/zh.md", "同学们好！", "坏果子！")


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("告诉大人。", "活该。", True),
        ("告诉大人。", "有人说“活该”。", False),
        ("- [ ] 谁也不说 —— 不对。", "- [ ] 活该 —— 不对。", False),
        ("- [ ] 谁也不说 —— 不对。", "- [ ] 谁也不说 —— 活该。", True),
        ("- [x] 大人 —— 对。", "- [x] 活该 —— 对。", True),
    ],
    ids="said quoted wrong-answer reason right-answer".split(),
)
def test_blame_stands_only_where_it_is_answered(places: Places, old: str, new: str, found: bool) -> None:
    assert bool(places("blaming-wording", listed("blaming", "zh", ["活该"]), "cases/pear/zh.md", old, new)) == found


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("procurators", True),
        ("procurator's", True),
        ("procuratorates", False),
        ("attorney", False),
        ("three procurators", True),
        ("officer", False),
    ],
)
def test_a_link_to_the_glossary_has_its_words(told: Told, files: Mapping[str, bytes], words: str, right: bool) -> None:
    path = "cases/pear/en.md"
    text = files[path].decode().replace("[procurators](term:procurator)", f"[{words}](term:procurator)")
    found = [(p.mark.line, p.mark.col) for p in told({path: text.encode()}) if p.rule == "term-rendering"]
    assert found == ([] if right else [(44, 6)])


@pytest.mark.parametrize("words", ["civil suits in the public interest", "a public interest suit", "suit"])
def test_other_words_are_no_rendering(told: Told, files: Mapping[str, bytes], words: str) -> None:
    path = "cases/apple/en.md"
    text = files[path].decode()
    start = text.index("](term:civil-pil)")
    begin = text.rindex("[", 0, start)
    changed = text[: begin + 1] + words + text[start:]
    assert [p.rule for p in told({path: changed.encode()}) if p.rule == "term-rendering"] == ["term-rendering"]


def test_a_row_without_words_or_of_an_unknown_kind_is_told(told: Told) -> None:
    problems = told({"docs/reference/wording.yml": listed("rude", "zh", [])})
    found = [(p.mark.line, p.rule) for p in problems if p.path == "docs/reference/wording.yml"]
    assert found == [(2, "bad-choice"), (4, "empty-value")]


def test_the_list_has_words_of_every_kind(ROOT: Path) -> None:
    """Thirty known mistranslations, and words of every kind in both languages."""
    rows = [Wording(**row) for row in yaml.safe_load((ROOT / "docs/reference/wording.yml").read_text("utf-8"))]
    assert sum(row.kind == "mistranslation" for row in rows) >= 30
    assert all(row.behind for row in rows if row.kind == "mistranslation")
    kinds = {(row.kind, row.lang) for row in rows}
    assert {(kind, lang) for kind in ("graphic", "shaming", "blaming") for lang in ("zh", "en")} <= kinds
