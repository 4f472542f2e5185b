"""HTML that is finished, and headings that differ in words alone: spared the Markdown library, with the same bytes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from mkdocs.utils.rendering import get_heading_text

from fazhi.build import rendered
from fazhi.checked import check
from fazhi.engine.ready import Reader, parts

Repo = Callable[..., Path]
STOCK = ["toc", "tables", "fenced_code", "attr_list"]
SETTINGS = {"toc": {"permalink": True, "toc_depth": 2}}


class Title(Treeprocessor):
    """Finds the title of a page as MkDocs does."""

    text: str | None = None

    def run(self, root: Element) -> Any:
        self.text = get_heading_text(root[0], self.md) if len(root) and root[0].tag == "h1" else None


class Counted(Extension, Preprocessor):
    """Counts how often the library reads."""

    read = 0

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        md.preprocessors.register(self, "counted", 99)

    def run(self, lines: list[str]) -> list[str]:
        self.read += 1
        return lines


STOCK_PARSER = Markdown(extensions=STOCK, extension_configs=SETTINGS)
TITLE = Title(STOCK_PARSER)
STOCK_PARSER.treeprocessors.register(TITLE, "title", 1)
READER = Reader(STOCK, SETTINGS, get_heading_text)
BLOCKS = frozenset(STOCK_PARSER.block_level_elements)


def both(text: str) -> tuple[str, str]:
    """The page by the library alone, and with what is ready spared; contents and title too."""
    TITLE.text = None
    stock, ours = STOCK_PARSER.reset().convert(text), READER.read(text)
    assert ours.contents == getattr(STOCK_PARSER, "toc_tokens", None)
    assert ours.title == TITLE.text
    return stock, ours.html


GOOD = [
    *('<div class="a">', "<div>", "</div>", "<p>", "</p>", '<a href="#x" hidden>', "</a>", "<ul>", "</ul>", "<li>"),
    *("</li>", "<br>", "<hr>", '<img src="a" alt="">', '<path d="M0 0"/>', '<svg viewBox="0 0">', "</svg>", "<b>"),
    *("</b>", "# 一 { #a }\n", "## b&#39;c { #b }\n", "text", "&#60;", "&amp;", "*", "\n", "\n\n", "\n\n\n", " "),
    *(
        "    ",
        "- x\n",
        "# &#63;\u3000x \u201c\u5b57\u201d { #b .c-d }\n",
        "## a b &#38;c { #b }\n",
        "## a { #b }\n## 1 { #c }\n",
    ),
]
BAD = [
    *("<", ">", "&", "&#39", "&amp", "<div", "</div", "<DIV>", "<div class=a>", "<div class='>'>", '<div class=">">'),
    *("<!-- ", "-->", "<script>", "</script>", "<style>", "<textarea>", "</textarea>", "<title>", "<?", "?>"),
    *("<![CDATA[", "```\n", "~~~\n", "`", "\t", "\r", "\x02", "\x03", "\x02wzxhzdk:0\x03", "</>", "</ div>", "<div/>"),
    *("<p />", "<br/>", '<div\nclass="a">', '<div class="`">', "<x-y>", "</x-y>", "<h2>", "</h2>", "&nbsp;"),
    *("<markdown>", "\\", "[a]: b\n", "# a_b_ [c] { #d }\n", "#  a  b { #c }\n", "## a\\ { #c }\n", "## a \\{ #c }\n"),
    *(
        "## a { #b } { #c }\n",
        "## a # { #b }\n",
        "####### a { #b }\n",
        "## a\n",
        "## a { #b c=d }\n",
        "## x\xa0y { #b }\n",
    ),
    *(
        "## a{ #b }\n",
        " ## a { #b }\n",
        "## a { #b }",
        "## a { #b } \n",
        "## { #b }\n",
        "## `a { #b }\n",
        "## *a* { #b }\n",
    ),
    *("## a.b { #b }\n", "# <b>a</b> { #b }\n", "## a &amp; b { #b }\n", "## ![a](b) { #b }\n", "### a { #b }\n"),
]


def element(made: tuple[str, list[str]]) -> str:
    return f'<{made[0]} class="x">{"".join(made[1])}</{made[0]}>'


NAMES = st.sampled_from(["div", "p", "ul", "a", "details", "section"])
ELEMENTS = st.recursive(
    st.sampled_from(["", "text", "&#42;", "<br>", "\n", "\n\n", '<img src="a">']),
    lambda inside: st.tuples(NAMES, st.lists(inside, max_size=3)).map(element),
    max_leaves=8,
)
PIECES = st.one_of(ELEMENTS, st.sampled_from(GOOD), st.sampled_from(["\n", "\n\n"]))


@given(st.lists(PIECES, max_size=14).map("".join))
@example("# a { #b }\n\n<div>\n\n<p>x</p>\n</div>\n\n## c\n\n<div>1</div>\n<p>2</p>\n\n\n\n<ul></ul> \n")
@example("<div><p></div>\n\n<p>")
@example("<div></div>text\n\n<div>\n</div>\n## a\n<div></div>")
@example("text\n<div>\n```\n\n</div>\n```\n")
@settings(deadline=None, derandomize=True, max_examples=600)
def test_what_is_like_our_pages_comes_out_as_from_the_library_alone(text: str) -> None:
    stock, ours = both(text)
    assert ours == stock


@given(st.lists(st.one_of(PIECES, st.sampled_from(BAD)), max_size=14).map("".join))
@settings(deadline=None, derandomize=True, max_examples=600)
def test_anything_comes_out_as_from_the_library_alone(text: str) -> None:
    stock, ours = both(text)
    assert ours == stock


def test_a_page_is_cut_into_headings_and_whole_elements() -> None:
    text = '# a { #b }\n\n<div class="x">\n\n## no heading\n\n<p>1</p></div>\n\n## c { #d }\n<p>2</p>\n<p>3</p>'
    div = '<div class="x">\n\n## no heading\n\n<p>1</p></div>\n'
    assert parts(text, BLOCKS) == ["# a { #b }", div, "## c { #d }", "<p>2</p>", "<p>3</p>"]
    stock, ours = both(text)
    assert ours == stock
    assert ours.startswith('<h1 id="b">a<a class="headerlink"')


@given(
    st.text(
        st.sampled_from("ab\u5b57\uff0c\u201d 1&#63;_*`[](){}<>!\\.:-+|~=\"'/\u3000\xa0\x85\u2028\u0663\u00e9\ue000"),
        max_size=12,
    )
)
@settings(deadline=None, derandomize=True, max_examples=1500)
def test_a_heading_of_any_words_is_that_of_the_library(words: str) -> None:
    stock, ours = both(f"# {words} {{ #fz-title }}\n\n<p>1</p>\n\n## {words} {{ #a .b-c }}\n")
    assert ours == stock


def test_headings_that_differ_in_words_alone_are_read_once() -> None:
    counted = Counted()
    reader = Reader([*STOCK, counted], SETTINGS, get_heading_text)
    for words in ("a", "b c", "&#38;\u5b57", "a"):
        assert f">{words}<" in reader.read(f"# {words} {{ #a }}\n<p>1</p>\n## {words} {{ #c .d }}\n").html
    assert counted.read == 2
    reader.read("# a { #b }")
    reader.read("# a_b { #a }")
    assert counted.read == 4


ODD = [
    *("<div", "</p>", "<p>", "a & b", "<!-- x -->", "<div a=b></div>", "<script></script>", "```", "<hr>", "<hr></hr>"),
    *("<span><div></div></span>", "<div></p></div>", "x <div></div>", "<div></div> x", "<div>&#39 x</div>"),
    *("<div>&</div>", "<div>a > b</div>"),
]


@pytest.mark.parametrize("odd", ODD)
def test_a_page_that_is_written_in_another_way_is_left_to_the_library(odd: str) -> None:
    text = f"# a {{ #b }}\n\n<div>\n<p>1</p>\n</div>\n\n{odd}\n"
    assert parts(text, BLOCKS) is None
    stock, ours = both(text)
    assert ours == stock


def test_what_is_nested_too_deep_is_left_to_the_library() -> None:
    shallow, deep = ("<div>" * depth + "</div>" * depth for depth in (25, 26))
    assert parts(shallow, BLOCKS) == [shallow]
    assert parts(deep, BLOCKS) is None
    stock, ours = both(deep)
    assert ours == stock


@pytest.mark.parametrize("start", ["", "<div>", "<div>" * 24])
@pytest.mark.parametrize(
    "many", ["<div>", "<p>", "<br>", "<p></p>", "<p>x</q>", "<a b", ' a="b"', "x", "</p>", "<p a><b c=", "<p a/>"]
)
def test_what_does_not_fit_is_found_out_at_once(start: str, many: str) -> None:
    """Whatever is tried in vain again and again would take longer than any test may last."""
    assert parts(f"{start}{many * 20000}<", BLOCKS) is None


def test_all_that_our_templates_print_is_ready(repo: Repo) -> None:
    """No page leaves the library HTML to parse, or the words of a heading: this is what makes a page cheap."""
    pages = rendered(check(repo()))
    texts = {f"{lang}/{path}": text for lang, files in pages.editions.items() for path, text in files.items()}
    staged = {path: text.split("\n---\n", 1)[1] for path, text in texts.items() if path.endswith(".md")}
    assert len(staged) > 50
    counted, kinds = Counted(), set()
    reader = Reader([*STOCK, counted], SETTINGS, get_heading_text)
    for path, text in staged.items():
        cut = parts(text, BLOCKS)
        assert cut, path
        kinds |= {(part.split()[0], part.rpartition(" { ")[2]) for part in cut if not part.startswith("<")}
        reader.read(text)
    assert len(kinds) > 20
    assert counted.read == len(kinds)
