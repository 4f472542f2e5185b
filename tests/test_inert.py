"""Every plain value is the same text in Markdown and in HTML, wherever a template puts it."""

from html import unescape

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup

from fazhi.render.templates import environment, inert

PIECES = [*"<>&\"'`*_{}[]()#+-.!|~^=:\\/@$%;, ax1\n\t", "&lt;", "1. ", "---", "](", "{:", "http://a.b"]
NASTY = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@given(NASTY)
@settings(deadline=None, derandomize=True, max_examples=300)
def test_text_stays_text_in_a_heading_and_in_a_paragraph(text: str) -> None:
    flat = " ".join(text.split())
    for before, after, tag in (("", "", "p"), ("## ", " { #id }", "h2"), ("x ", "", "p")):
        html = markdown.markdown(before + inert(text) + after, extensions=["attr_list", "toc", "tables"])
        if not flat:
            continue
        assert html.count("<") == 2, html
        words = unescape(html.split(">", 1)[1].rsplit("<", 1)[0])
        assert words == (before.removeprefix("## ") + flat), html
        assert html.startswith(f"<{tag}")


@given(NASTY)
@settings(deadline=None, derandomize=True, max_examples=200)
def test_text_stays_text_in_an_attribute(text: str) -> None:
    safe = str(inert(text))
    assert not set(safe) & set("<>\"'`{}[]*_=\\")
    assert unescape(safe) == " ".join(text.split())


def test_the_environment_is_strict() -> None:
    env = environment({"a": "{{ missing }}", "b": "{{ view }}", "c": "{{ id | anchor }}"})
    with pytest.raises(UndefinedError):
        env.get_template("a").render()
    with pytest.raises(TypeError):
        env.get_template("b").render(view=None)
    with pytest.raises(ValueError, match="not an id"):
        env.get_template("c").render(id="x }\n# y")
    assert env.get_template("b").render(view=Markup("<b>")) == "<b>"
    assert env.get_template("b").render(view="<b>") == "&#60;b&#62;"
