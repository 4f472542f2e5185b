"""What is read at sight is what the library would have read: the same blocks, marks and problems."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt, rules_core

from fazhi.parse import commonmark, document, markdown, plain


def library() -> MarkdownIt:
    """The parser without what is read at sight."""
    md = commonmark.engine()
    md.disable("plain").enable("text_join")
    md.core.ruler.at("inline", rules_core.inline)
    return md


ALONE = library()


@contextmanager
def slowly() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "ENGINE", ALONE)
        yield


SPANS = (
    *(
        "中文",
        "word",
        " ",
        "，",
        "“",
        "2020年",
        "a|b",
        "é",
        "<b>",
        "&amp;",
        "]",
        "(",
        ")",
        "x*y",
        "_a_",
        "\\",
        "`",
        "!",
        "[",
    ),
    *(
        "[^a]",
        "[^first]",
        "[^a b]",
        "[^]",
        "[x] ",
        "[ ] ",
        "[甲](law:ml#72)",
        "[a](https://a.b/c_d*e(f))",
        "[a](b 't')",
    ),
    *(
        "**加粗**",
        "**a b**",
        "**“引”**",
        "**[a](b)**",
        "*强*",
        "***",
        "**",
        "[](a)",
        "[a *b* c](d)",
        "![a](media/a.jpg)",
    ),
)
STARTS = (
    *(
        "",
        "- ",
        "-",
        "* ",
        "+ ",
        "1. ",
        "2. ",
        "12) ",
        "> ",
        "# ",
        "## A {#a}",
        "### B {#b} ##",
        "---",
        "===",
        "```",
        "~~~",
    ),
    *(
        "/// notes",
        "///",
        "/// flow",
        "| a | b |",
        "| - | - |",
        " ",
        "  ",
        "    ",
        "\t",
        "\u00a0",
        "3",
        "3.",
        "**",
        "#",
        "_",
    ),
)
lines = st.tuples(st.sampled_from(STARTS), st.lists(st.sampled_from(SPANS), max_size=4).map("".join)).map("".join)
bodies = st.lists(st.tuples(lines, st.sampled_from(["\n", "\n\n", "\n\n", "\n \n", "\n\n\n"])).map("".join)).map(
    "".join
)


def read(body: str, lang: str) -> object:
    return document.parse("cases/a/zh.md", "case", "a", lang, f"---\ntitle: a\n---\n{body}")


@settings(
    max_examples=500, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(bodies, st.sampled_from(["zh", "en"]))
@example("- a\n\n- b\n", "zh")
@example("- a\n\n  b\n", "zh")
@example("- a | b\n- --- | ---\n", "zh")
@example("a | b\n--- | ---\n", "zh")
@example("- a\n\u00a0\n", "zh")
@example("- a\n\n\tb\n", "zh")
@example("1. a\n\n\u00a0\n\n2. b\n", "zh")
@example("a**b****c**d ***e***", "en")
@example("[^a](/_*[x]_)[a](law:x#1)", "en")
@example("## A {#a}\n\n- [x] a —— b\n- [ ] c\n\n### B {#b}\n", "en")
def test_reading_at_sight_changes_nothing(body: str, lang: str) -> None:
    with slowly():
        expected = read(body, lang)
    assert read(body, lang) == expected


SEEN = "## A {#a}\n\n甲[^a]，**乙**[丙](law:ml#72)。\n\n- 2020年\n- [x] b\n\n丁\n\n1. a\n2. b\n"


def test_what_texts_consist_of_is_read_at_sight() -> None:
    tokens = commonmark.ENGINE.parse(SEEN)
    kinds = [token.type for token in tokens if token.nesting >= 0]
    items = ["paragraph", "paragraph"]
    assert kinds == ["heading", "paragraph", "bullet_list_open", *items, "paragraph", "ordered_list_open", *items]
    assert all(token.children is None for token in tokens)


@pytest.mark.parametrize(
    "words",
    ["a*b*", "a_b_", "`a`", "a\\*", "a\nb", "a**“b”**", "**“b”**a", "**a **", "[a](b 'c')", "![a](b)", "**a** ***"],
)
def test_what_could_be_read_in_two_ways_is_left_to_the_library(words: str) -> None:
    assert not plain.spans_are(words)


@pytest.mark.parametrize(
    "text", ["- a\nb", "- a\n\n- b", "- a\n\n  b", "> a", "a\nb", "- - a", "    a", "1) a", "- a\n## b"]
)
def test_only_blocks_of_single_lines_are_read_at_sight(text: str) -> None:
    kinds = {token.type for token in commonmark.ENGINE.parse(text)[:2]}
    assert not kinds & {"paragraph", "heading"}
