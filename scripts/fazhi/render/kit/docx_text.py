"""Runs of text as WordprocessingML."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from urllib.parse import quote

from docx.oxml.ns import qn

from fazhi.render.kit.docx_markup import Element, node, text
from fazhi.render.kit.text import Run, Runs

Link = Callable[[str], str]
"""Gives the id of the relationship to an address."""


def letters(characters: str, lang: str, style: str = "") -> Iterator[Element]:
    """Make a run in a style of characters, or none for no text."""
    if characters:
        yield _run(characters, lang, style, ())


def spans(runs: Runs, lang: str, link: Link) -> Iterator[Element]:
    """Make runs, links around those that have an address.

    Raises ValueError for an address that is not https: nothing else may lead out of a document.
    """
    for href, group in groupby(runs, key=lambda each: each.href):
        made = [_styled(each, lang) for each in group if each.text]
        if not href or not made:
            yield from made
            continue
        if not href.startswith("https://"):
            raise ValueError(f"not an https address: {href!r}")
        # Word calls a file broken if an address in it has characters that must be escaped.
        hyperlink = node("hyperlink", *made, history=1)
        hyperlink.set(qn("r:id"), link(quote(href, safe="%:/?#[]@!$&'()*+,;=~")))
        yield hyperlink


def _styled(run: Run, lang: str) -> Element:
    """Give a run the first style that it asks for, and the rest by hand: a run has one style only."""
    asked = [("Hyperlink", bool(run.href)), ("Strong", run.strong), ("Emphasis", run.emphasis)]
    names = [name for name, wanted in asked if wanted]
    extra = []
    if "Strong" in names[1:]:
        extra.append(node("b"))
    if "Emphasis" in names[1:]:
        extra.append(node("em", val="dot") if lang == "zh" else node("i"))
    return _run(run.text, lang, names[0] if names else "", extra)


def _run(characters: str, lang: str, style: str, extra: list[Element] | tuple[()]) -> Element:
    properties = [node("rStyle", val=style)] if style else []
    if lang == "zh" and not characters.isascii():
        # Quotation marks, dashes and dots are in Latin faces too; in Chinese text they are as wide as a Han.
        properties.append(node("rFonts", hint="eastAsia"))
    properties += extra
    return node("r", *([node("rPr", *properties)] if properties else []), text(characters))
