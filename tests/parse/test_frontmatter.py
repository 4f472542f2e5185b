"""YAML as positions and plain text: no type is guessed, nothing but keys, lists and text gets in."""

import time
from typing import Any

import pytest
import yaml

from fazhi.parse import frontmatter
from fazhi.parse.frontmatter import MAX_DEPTH, MAX_FRONT, nearest, split


def value(text: str) -> Any:
    data, problems = frontmatter.parse("p", text)
    assert problems == []
    return data.value


def places(text: str) -> dict[tuple[str | int, ...], tuple[int, int]]:
    data, _ = frontmatter.parse("p", text)
    return {loc: (mark.line, mark.col) for loc, mark in data.marks.items()}


def told(text: str, first_line: int = 1) -> list[tuple[int, int, str]]:
    found = frontmatter.parse("p", text, first_line)[1]
    return sorted((p.mark.line, p.mark.col, p.rule) for p in found)


# --- what is read ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "scalar",
    "no yes on off true null ~ 12:30 12:30:45 2020 2021-02-30 2021-03-11 0x10 0o7 010 1e5 1_000 .inf -1 1.0 =".split(),
)
def test_text_stays_text(scalar: str) -> None:
    assert value(f"a: {scalar}\nb: [{scalar}]\n") == {"a": scalar, "b": [scalar]}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a: \"x: 'y' # z\"", "x: 'y' # z"),
        ("a: 'it''s \"so\"'", 'it\'s "so"'),
        (r'a: "a \"b\" \\ c"', r'a "b" \ c'),
        ("a: x # a remark", "x"),
        ("a: x#y", "x#y"),
        ("a:", ""),
        ("a: # a remark", ""),
        ('a: ""', ""),
        ("a: 好：的", "好：的"),
        ("a: 好, 的", "好, 的"),
        ("a: https://x.cn/?a=b&c=d", "https://x.cn/?a=b&c=d"),
    ],
    ids=[
        "double",
        "single",
        "escapes",
        "remark",
        "no remark",
        "empty",
        "empty remark",
        "quotes",
        "wide",
        "comma",
        "url",
    ],
)
def test_strings(text: str, read: str) -> None:
    assert value(text) == {"a": read}


def test_nesting_in_block_and_flow_style() -> None:
    block = "a:\n  - b: c\n    d: [e, f]\n  - g\nh:\n  i: j\n"
    flow = "{a: [{b: c, d: [e, f]}, g], h: {i: j}}"
    assert value(block) == value(flow) == {"a": [{"b": "c", "d": ["e", "f"]}, "g"], "h": {"i": "j"}}


@pytest.mark.parametrize(("text", "read"), [("", None), ("# only a remark\n", None), ("foo", "foo"), ("[a]", ["a"])])
def test_anything_at_the_root(text: str, read: object) -> None:
    assert value(text) == read


# --- places ------------------------------------------------------------------------------------------------


def test_places_in_block_style() -> None:
    found = places("title: x\norgans:\n  - 甲\n  -   乙\nofficial:\n  number:\n")
    assert found == {
        (): (1, 1),
        ("key", "title"): (1, 1),
        ("title",): (1, 8),
        ("key", "organs"): (2, 1),
        ("organs",): (3, 3),
        ("organs", 0): (3, 5),
        ("organs", 1): (4, 7),
        ("key", "official"): (5, 1),
        ("official",): (6, 3),
        ("official", "key", "number"): (6, 3),
        ("official", "number"): (6, 10),
    }


def test_places_in_flow_style() -> None:
    found = places('s: {标题: "甲", b: [c, {d: }]}')
    assert found[("s", "标题")] == (1, 9)
    assert found[("s", "b", 1, "key", "d")] == (1, 22)


def test_the_first_line_is_counted_from() -> None:
    data, _ = frontmatter.parse("p", "a: b", 7)
    assert (data.mark(("a",)).line, data.mark(("a",)).col) == (7, 4)


def test_what_is_missing_has_the_place_of_what_is_around_it() -> None:
    data, _ = frontmatter.parse("p", "a:\n  b: c")
    assert data.mark(("a", "x", "y")) == data.mark(("a",))
    assert data.mark(("nothing",)) == data.mark(())


# --- what is refused -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("a: *b", [(1, 4, "yaml-alias")]),
        ("a: &b c\nd: *b", [(1, 4, "yaml-anchor"), (2, 4, "yaml-alias")]),
        ("a: &b {c: d}", [(1, 4, "yaml-anchor")]),
        ("<<: {a: b}\nc: d", [(1, 1, "yaml-alias")]),
        ("a: !!int 3", [(1, 4, "yaml-tag")]),
        ("a: !!python/object/apply:os.system [ls]", [(1, 4, "yaml-tag")]),
        ("a: ! text", [(1, 4, "yaml-tag")]),
        ("a: !x {b: c}", [(1, 4, "yaml-tag")]),
        ("a: 1\nb: 2\na: 3", [(3, 1, "duplicate-key")]),
        ("a: {b: 1, c: 2, b: 3}", [(1, 17, "duplicate-key")]),
        ("- {a: 1}\n- {a: 2}", []),
        ("? [a, b]\n: c", [(1, 3, "yaml-key")]),
        ("{a: b}: c", [(1, 1, "yaml-key")]),
        ("a: b\n---\nc: d", [(2, 1, "yaml-documents")]),
        ("a: |\n  b\n", [(1, 4, "yaml-lines")]),
        ("a: >-\n  b\n", [(1, 4, "yaml-lines")]),
        ("a: b\n  c", [(1, 4, "yaml-lines")]),
        ('a: "b\n  c"', [(1, 4, "yaml-lines")]),
        ('a: "b\\nc"', [(1, 4, "yaml-lines")]),
        ('a: "b\\u202Ec"', [(1, 4, "invisible-character")]),
        ('a: "b\\x1bc"', [(1, 4, "control-character")]),
        ("a: '\\u202E'", []),
        ("a：b", [(1, 2, "wide-colon")]),
        ("a:\n  - b：c", [(2, 6, "wide-colon")]),
        ("a: {b：c, d： e}", [(1, 6, "wide-colon"), (1, 11, "wide-colon")]),
        ("a: x，b：c", []),
        ("a: x, b：c", []),
        ("a:b\nc: d", [(1, 2, "tight-colon")]),
        ("a: b:c", []),
        ("a:\n  - https://x.cn/\n  - b:c", []),
        ("a: b: c", [(1, 5, "yaml")]),
        ("a: [b", [(1, 4, "yaml")]),
        ("a: [b\nc: d\ne: f", [(1, 4, "yaml")]),
        ("a: b\nc: {d: e\nf: g", [(2, 4, "yaml")]),
        ('x: y\na: "b\nc: d\n', [(2, 4, "yaml")]),
        ("a: 'b", [(1, 6, "yaml")]),
        ("a: @b", [(1, 4, "yaml")]),
        ("a: `b`", [(1, 4, "yaml")]),
        ("a:\n b: c\n  d: e", [(3, 4, "yaml")]),
        ("a: b\n  c\nd: e\nf: [g\nh: i", [(1, 4, "yaml-lines"), (4, 4, "yaml")]),
    ],
    ids=lambda part: part.replace("\n", "⏎") if isinstance(part, str) else "",
)
def test_what_is_refused(text: str, problems: list[tuple[int, int, str]]) -> None:
    assert told(text) == problems


def test_what_is_doubled_counts_once_and_keeps_its_place() -> None:
    data, _ = frontmatter.parse("p", "a: {b: 1}\na: {b: 2, c: 3}\nd: e")
    assert data.value == {"a": {"b": "1"}, "d": "e"}
    assert (data.mark(("a", "b")).line, data.mark(("a", "c")).line) == (1, 1)


def test_what_stands_behind_a_mended_colon_keeps_its_place() -> None:
    found = places("a：9\nb:{c：8, d：7}\ne：  f\n")
    assert found[("a",)] == (1, 3)
    assert found[("b", "c")] == (2, 6)
    assert found[("b", "d")] == (2, 11)
    assert found[("e",)] == (3, 5)


def test_all_of_several_mistakes_in_one_run() -> None:
    text = "a：1\na: 2\nb: !x y\nc:\n  - &d e\n  - {f: g, f: h}\n"
    assert told(text) == [
        (1, 2, "wide-colon"),
        (2, 1, "duplicate-key"),
        (3, 4, "yaml-tag"),
        (5, 5, "yaml-anchor"),
        (6, 12, "duplicate-key"),
    ]


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize(
    ("text", "line", "rule"),
    [
        ("a: b\nc: &d e\n", 2, "yaml-anchor"),
        ("a: b\nc:\n  - *d\n", 3, "yaml-alias"),
        ("a: b\nc:\n  <<: {d: e}\n", 3, "yaml-alias"),
        ("a: b\nc:\n  <<: [*d, *e]\n", 3, "yaml-alias"),
        ("a: b\nc: !!binary aGk=\n", 2, "yaml-tag"),
        ("a: b\nc: !<tag:yaml.org,2002:str> d\n", 2, "yaml-tag"),
        ("a: b\n!!str c: d\n", 2, "yaml-tag"),
        ("a: b\n'a': c\n", 2, "duplicate-key"),
        ("a: b\n? a\n: c\n", 2, "duplicate-key"),
        ('a: b\nc: {d: e, "d": f}\n', 2, "duplicate-key"),
        ("a: b\n...\n---\nc: d\n", 3, "yaml-documents"),
        ("a: b\n--- # more\nc: d\n", 2, "yaml-documents"),
        ("a: b\nc: " + "[" * 7 + "]" * 7 + "\n", 2, "yaml-depth"),
        ("a: b\n%TAG ! tag:x,2000:\n---\nc: !d e\n", 2, "yaml-documents"),
        ("%YAML 9.9\n---\na: b\n", 1, "yaml"),
        ("a: b\nc: |+2\n    d\n", 2, "yaml-lines"),
        ("a: b\nc: 'd\n\n  e'\n", 2, "yaml-lines"),
        ("a: b\nc:\n\t- d\n", 3, "yaml"),
    ],
)
def test_each_refusal_has_its_line(
    text: str, line: int, rule: str, loader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frontmatter, "_LOADER", getattr(yaml, loader))
    assert (line, rule) in {(found, name) for found, _, name in told(text)}


# --- what would hurt -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["[" * 20_000, "{a: " * 20_000, "- " * 20_000 + "a", "a: " + "[" * 20_000 + "]" * 20_000]
)
@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
def test_20_000_brackets(text: str, loader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frontmatter, "_LOADER", getattr(yaml, loader))
    start = time.perf_counter()
    data, problems = frontmatter.parse("p", text)
    assert time.perf_counter() - start < 1
    assert [problem.rule for problem in problems] == ["yaml-depth"]
    depth = 0
    while isinstance(data.value, dict | list) and data.value:
        data = frontmatter.Data(next(iter(data.value.values() if isinstance(data.value, dict) else data.value)))
        depth += 1
    assert depth < MAX_DEPTH


def test_an_alias_bomb_stays_small() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{name}: &{name} [{', '.join(['*' + before] * 10)}]"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    start = time.perf_counter()
    data, problems = frontmatter.parse("p", "\n".join(lines))
    assert time.perf_counter() - start < 1
    assert {problem.rule for problem in problems} == {"yaml-alias", "yaml-anchor"}
    assert len(str(data.value)) < 2000


def test_front_matter_is_cut_before_it_is_parsed() -> None:
    line = "# " + "x" * 97 + "\n"
    fits, too_long = (f"---\n{line * count}a: [b\n---\n\n## T {{#t}}\n" for count in (159, 160))
    assert split("p", fits)[4] == []
    front, _, body, body_line, problems = split("p", too_long)
    assert [(problem.rule, problem.mark.line) for problem in problems] == [("front-matter-large", 162)]
    assert len(front) < MAX_FRONT
    assert "a: [b" not in front
    assert (body, body_line) == ("\n## T {#t}\n", 164)


# --- cutting the file ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "front", "body", "rule"),
    [
        ("---\na: b\n---\n\n## T {#t}\n", ("a: b", 2), ("\n## T {#t}\n", 4), ""),
        ("---\na: b\n---", ("a: b", 2), ("", 4), ""),
        ("--- \na: b\n---\t\nx", ("a: b", 2), ("x", 4), ""),
        ("---\n---\nx", ("", 2), ("x", 3), ""),
        ("---\na: b\n---\nx\n---\ny", ("a: b", 2), ("x\n---\ny", 4), ""),
        ("---\na: b\n\n## T {#t}\nx", ("a: b\n", 2), ("## T {#t}\nx", 4), "front-matter-open"),
        ("---\na: b\n", ("a: b\n", 2), ("", 4), "front-matter-open"),
        ("a: b\n---\nx", ("a: b", 1), ("x", 3), "no-front-matter"),
        ("\n---\na: b\n---\nx", ("a: b", 3), ("x", 5), "no-front-matter"),
        ("## T {#t}\nx\n---\ny", ("", 1), ("## T {#t}\nx\n---\ny", 1), "no-front-matter"),
        ("", ("", 1), ("", 2), "no-front-matter"),
    ],
    ids="good no-body blanks empty rule open open-short unopened late none nothing".split(),
)
def test_the_cut(text: str, front: tuple[str, int], body: tuple[str, int], rule: str) -> None:
    *found, problems = split("p", text)
    assert [tuple(found[:2]), tuple(found[2:])] == [front, body]
    assert [problem.rule for problem in problems] == [rule] * bool(rule)


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [("titel", ["title", "place"], "title"), ("x", ["title"], ""), ("", ["title"], ""), ("title", [], "")],
)
def test_the_nearest_word(word: str, known: list[str], meant: str) -> None:
    assert nearest(word, known) == meant
