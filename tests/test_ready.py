"""HTML that is finished: taken out of a page before the Markdown library parses it, with the same bytes after all."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.preprocessors import Preprocessor

from fazhi.build import check, rendered
from fazhi.engine.ready import Ready

Repo = Callable[..., Path]
STOCK = ["toc", "tables", "fenced_code", "attr_list"]
SETTINGS = {"toc": {"permalink": True, "toc_depth": 2}}


class Left(Preprocessor):
    """Remembers what is left for ``html_block``."""

    text = ""

    def run(self, lines: list[str]) -> list[str]:
        self.text = "\n".join(lines)
        return lines


STOCK_PARSER = Markdown(extensions=STOCK, extension_configs=SETTINGS)
PARSER = Markdown(extensions=[*STOCK, Ready()], extension_configs=SETTINGS)
LEFT = Left(PARSER)
PARSER.preprocessors.register(LEFT, "left", 21)


def both(text: str) -> tuple[str, str]:
    """The page by the library alone, and with what is ready taken out; the headings too."""
    stock, ours = STOCK_PARSER.reset().convert(text), PARSER.reset().convert(text)
    tokens: list[object] = [getattr(parser, "toc_tokens", None) for parser in (STOCK_PARSER, PARSER)]
    assert tokens[0] == tokens[1]
    return stock, ours


GOOD = [
    *('<div class="a">', "<div>", "</div>", "<p>", "</p>", '<a href="#x" hidden>', "</a>", "<ul>", "</ul>", "<li>"),
    *("</li>", "<br>", "<hr>", '<img src="a" alt="">', '<path d="M0 0"/>', '<svg viewBox="0 0">', "</svg>", "<b>"),
    *("</b>", "# 一 { #a }\n", "## b&#39;c { #b }\n", "text", "&#60;", "&amp;", "*", "\n", "\n\n", "\n\n\n", " "),
    *("    ", "- x\n"),
]
BAD = [
    *("<", ">", "&", "&#39", "&amp", "<div", "</div", "<DIV>", "<div class=a>", "<div class='>'>", '<div class=">">'),
    *("<!-- ", "-->", "<script>", "</script>", "<style>", "<textarea>", "</textarea>", "<title>", "<?", "?>"),
    *("<![CDATA[", "```\n", "~~~\n", "`", "\t", "\r", "\x02", "\x03", "\x02wzxhzdk:0\x03", "</>", "</ div>", "<div/>"),
    *("<p />", "<br/>", '<div\nclass="a">', '<div class="`">', "<x-y>", "</x-y>", "<h2>", "</h2>", "&nbsp;"),
    *("<markdown>", "\\", "[a]: b\n"),
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


def test_elements_are_taken_out_whole() -> None:
    ours = both('# a { #b }\n\n<div class="x">\n\n## no heading\n\n<p>1</p></div>\n\n## c\n\n<p>2</p>\n')[1]
    assert '<h1 id="b">a' in ours
    assert "## no heading" in ours
    assert "<" not in LEFT.text
    assert LEFT.text.split() == ["#", "a", "{", "#b", "}", "\x02wzxhzdk:0\x03", "##", "c", "\x02wzxhzdk:1\x03"]


ODD = [
    *("<div", "</p>", "<p>", "a & b", "<!-- x -->", "<div a=b></div>", "<script></script>", "```", "<hr>", "<hr></hr>"),
    *("<span><div></div></span>", "<div></p></div>", "x <div></div>", "<div></div> x", "<div>&#39 x</div>"),
    *("<div>&</div>", "<div>a > b</div>"),
]


@pytest.mark.parametrize("odd", ODD)
def test_a_page_that_is_written_in_another_way_is_left_to_the_library(odd: str) -> None:
    stock, ours = both(f"# a\n\n<div>\n<p>1</p>\n</div>\n\n{odd}\n")
    assert ours == stock
    assert "<p>1</p>" in LEFT.text


def test_all_that_our_templates_print_is_ready(repo: Repo) -> None:
    """No page leaves the library HTML to parse: this is what makes a page cheap."""
    pages = rendered(check(repo()))
    texts = {f"{lang}/{path}": text for lang, files in pages.editions.items() for path, text in files.items()}
    staged = {path: text.split("\n---\n", 1)[1] for path, text in texts.items() if path.endswith(".md")}
    assert len(staged) > 50
    for path, text in staged.items():
        PARSER.reset().convert(text)
        assert "<" not in LEFT.text, path
