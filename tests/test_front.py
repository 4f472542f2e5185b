"""Front matter that is JSON, line by line: read as the engine reads it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mkdocs.utils import meta

from fazhi.build import rendered
from fazhi.checked import check
from fazhi.engine import front

Repo = Callable[..., Path]
CHARACTERS = st.one_of(
    st.sampled_from(
        "a\"\\/ #:-[]{},&*!|>'%@`?\n\t\r\x00\x7f\x85\xa0\u2027\u2028\u2029\u202a\ufeff\ufffd\ufffe\U0001f600\u5b57"
    ),
    st.characters(),
)
TEXTS = st.text(CHARACTERS, max_size=8)
VALUES = st.one_of(
    TEXTS, st.lists(TEXTS, max_size=3), st.booleans(), st.none(), st.integers(), st.floats(), st.just({})
)
NAMES = st.one_of(
    st.sampled_from(["head", "other_lang", "no", "yes", "on", "off", "true", "false", "null", "y", "nos"]), TEXTS
)


def page(fields: list[tuple[str, object]], body: str, ascii_only: bool = False) -> str:
    lines = "".join(f"{name}: {json.dumps(value, ensure_ascii=ascii_only)}\n" for name, value in fields)
    return f"---\n{lines}---\n{body}"


@given(st.lists(st.tuples(NAMES, VALUES), max_size=3), st.one_of(TEXTS, st.just("\n\n# a\n---\n")), st.booleans())
@example([("head", "a\u2028b")], "", False)
@example([("head", "\U0001f600")], "", True)
@example([("no", "a")], "", False)
@settings(deadline=None, derandomize=True, max_examples=3000)
def test_front_matter_says_what_the_engine_reads_in_it(
    fields: list[tuple[str, object]], body: str, ascii_only: bool
) -> None:
    text = page(fields, body, ascii_only)
    ours = front.read(text)
    assert ours is None or ours == meta.get_data(text)


@given(TEXTS, st.text("---\nab: \"[],'.\t x", max_size=30))
@settings(deadline=None, derandomize=True, max_examples=1000)
def test_so_it_does_in_text_that_is_no_json(value: str, odd: str) -> None:
    for text in (f"---\na: {odd}\n---\n{value}", f"---\n{odd}---\n", f'---\na: "b"\n{odd}\n---\nc', odd):
        ours = front.read(text)
        assert ours is None or ours == meta.get_data(text)


def test_texts_and_lists_of_texts_are_read() -> None:
    fields: dict[str, object] = {"a": '<b c="\\">\n\u5b57', "b_c": ["d", "", "e, f"], "g": [], "h": ""}
    assert front.read(page([*fields.items()], "\n\n# i\n")) == ("# i\n", fields)


@pytest.mark.parametrize(
    "text",
    [
        *("", "# a", "---\n---\n", "---\na: b\n---\n", "---\na: 1\n---\n", '---\na: "b"\n', '---\na: "b" # c\n---\n'),
        *('---\na: "b\nc"\n---\n', '---\na: "\\u0041"\n---\n', '---\nno: "b"\n---\n', ' ---\na: "b"\n---\n'),
        *('---\na: "\u2028"\n---\n', '---\na: ["b",]\n---\n', '---\na: ["b" "c"]\n---\n', '---\nA: "b"\n---\n'),
    ],
)
def test_all_else_is_left_to_the_engine(text: str) -> None:
    assert front.read(text) is None


def test_every_page_of_ours_is_read(repo: Repo) -> None:
    """This is what makes it cheap."""
    texts = [
        text
        for files in rendered(check(repo())).editions.values()
        for path, text in files.items()
        if path.endswith(".md")
    ]
    assert len(texts) > 50
    for text in texts:
        assert front.read(text) == meta.get_data(text)
