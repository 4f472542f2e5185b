"""Of what finished pages may consist: elements, their attributes, their values, and what may stand in what.

A list of what we write, not of what is dangerous: whatever is not in it is a fault. All of it is in the unambiguous
middle of HTML, where the tree that a browser builds is the tree that the tags show (HTML Living Standard, 13.2.6): no
element is closed or moved by the parser on its own.
"""

from __future__ import annotations

import re

SVG = frozenset({"svg", "g", "path", "rect", "circle", "line", "text", "tspan"})
"""Drawings. Nothing of HTML may stand in them: no ``foreignObject``, ``title``, ``desc``, where HTML resumes."""
VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
"""Elements without an end."""
RAW = frozenset({"script", "style", "title", "textarea"})
"""Elements whose content is text up to their end tag."""

GLOBAL = frozenset({"class", "id", "lang", "dir", "hidden", "title", "role", "tabindex", "translate"})
OF_OURS = re.compile(r"(?:aria|data)-[a-z]+(?:-[a-z]+)*")
"""Attributes that no browser acts upon."""

_NONE: frozenset[str] = frozenset()
_SHAPE = frozenset({"class", "fill", "stroke", "x", "y", "width", "height", "aria-hidden", "transform"})
_PLAIN = (
    "html head body title article aside b blockquote br caption code colgroup dd details div dl dt em fieldset "
    "figcaption figure footer h1 h2 h3 h4 header hr i kbd legend li main mark nav noscript p rt ruby s section small "
    "span strong sub summary sup table tbody tfoot thead tr u ul var wbr q cite abbr dfn del ins picture rp"
)
ATTRIBUTES: dict[str, frozenset[str]] = dict.fromkeys(_PLAIN.split(), _NONE) | {
    name: frozenset(listed.split())
    for name, listed in {
        "a": "href download hreflang rel target",
        "button": "type disabled",
        "col": "span",
        "details": "open",
        "form": "action method novalidate",
        "img": "src srcset sizes alt width height loading decoding",
        "input": "type name value checked readonly disabled placeholder autocomplete autocapitalize spellcheck "
        "enterkeyhint maxlength accept required",
        "label": "for",
        "link": "rel href media type hreflang",
        "meta": "charset name content property http-equiv",
        "ol": "start reversed",
        "option": "value selected disabled",
        "script": "src defer type",
        "select": "name disabled",
        "source": "srcset sizes type media width height",
        "style": "",
        "td": "colspan rowspan",
        "textarea": "name rows cols readonly placeholder maxlength required",
        "th": "scope colspan rowspan",
        "time": "datetime",
    }.items()
}
DRAWING: dict[str, frozenset[str]] = {
    "svg": _SHAPE | {"xmlns", "viewBox", "role", "aria-label", "preserveAspectRatio"},
    "g": _SHAPE | {"text-anchor"},
    "path": _SHAPE | {"d", "stroke-width", "stroke-linecap", "stroke-linejoin", "fill-rule", "clip-rule"},
    "rect": _SHAPE | {"rx", "ry"},
    "circle": _SHAPE | {"cx", "cy", "r"},
    "line": _SHAPE | {"x1", "y1", "x2", "y2"},
    "text": _SHAPE | {"text-anchor", "dy", "dx"},
    "tspan": _SHAPE | {"dy", "dx"},
}
ATTRIBUTES |= dict.fromkeys(SVG, _NONE)

VALUES: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in {
        "a target": r"_blank",
        "a rel": r"noopener noreferrer|next|prev",
        "button type": r"button|submit",
        "form method": r"get",
        "img decoding": r"async",
        "img loading": r"lazy",
        "input type": r"checkbox|file|radio|search|text",
        "link rel": r"alternate|canonical|icon|stylesheet",
        "link type": r"application/(?:rss|atom)\+xml|image/svg\+xml",
        "meta charset": r"utf-8",
        "meta http-equiv": r"Content-Security-Policy|refresh",
        "meta name": r"color-scheme|description|referrer|robots|viewport",
        "meta property": r"og:[a-z_]+(?::[a-z_]+)*|article:[a-z_]+",
        "script type": r"application/(?:ld\+)?json",
        "svg xmlns": r"http://www\.w3\.org/2000/svg",
        "source type": r"image/(?:png|jpeg|webp)",
        "th scope": r"col|row|colgroup|rowgroup",
        "* dir": r"ltr|auto",
        "* fill": r"none|currentColor|#[0-9a-fA-F]{3,6}|[a-z]+|var\(--[a-z-]+\)",
        "* stroke": r"none|currentColor|#[0-9a-fA-F]{3,6}|[a-z]+|var\(--[a-z-]+\)",
        "* hreflang": r"[A-Za-z]{2,3}(?:-[A-Za-z]{2,4})*",
        "* lang": r"[A-Za-z]{2,3}(?:-[A-Za-z]{2,4})*",
        "* role": r"alert|dialog|group|img|note|region|search|status|list|listitem|presentation|tabpanel|table",
        "* tabindex": r"-1|0",
    }.items()
}
"""What the whole value of an attribute must be, by ``element attribute``, with ``*`` for every element."""
REQUIRED: dict[str, tuple[str, ...]] = {
    "a": ("href",),
    "button": ("type",),
    "html": ("lang",),
    "img": ("alt", "src"),
    "input": ("type",),
    "label": (),
    "link": ("rel", "href"),
}
NAMES_IDS = ("for", "aria-labelledby", "aria-describedby", "aria-controls")
"""Attributes whose words are ids on the same page."""

_CLOSES_P = (
    "article aside blockquote details div dl fieldset figcaption figure footer form h1 h2 h3 h4 header hr main nav "
    "ol p section table ul summary li dt dd"
)
_HEADINGS = ("h1", "h2", "h3", "h4")
NOT_BELOW: dict[str, frozenset[str]] = {name: frozenset({"p"}) for name in _CLOSES_P.split()}
for _name in _HEADINGS:
    NOT_BELOW[_name] |= frozenset(_HEADINGS)
for _name in ("a", "button", "form", "label", "noscript", "option", "select", "details"):
    NOT_BELOW[_name] = NOT_BELOW.get(_name, _NONE) | {_name}
NOT_BELOW["details"] -= {"details"}
"""Below which open elements an element would make a parser close, move or drop something."""
CHILDREN: dict[str, frozenset[str]] = {
    name: frozenset(listed.split())
    for name, listed in {
        "html": "head body",
        "head": "meta title link style script noscript",
        "table": "caption colgroup thead tbody tfoot",
        "colgroup": "col",
        "thead": "tr",
        "tbody": "tr",
        "tfoot": "tr",
        "tr": "th td",
        "ul": "li",
        "ol": "li",
        "dl": "dt dd div",
        "select": "option",
        "option": "",
        "picture": "source img",
    }.items()
}
"""The only elements that may stand in an element."""
PARENTS: dict[str, frozenset[str]] = {
    name: frozenset(listed.split())
    for name, listed in {
        "html": "",
        "head": "html",
        "body": "html",
        "title": "head",
        "meta": "head",
        "link": "head noscript",
        "style": "head",
        "caption": "table",
        "colgroup": "table",
        "col": "colgroup",
        "thead": "table",
        "tbody": "table",
        "tfoot": "table",
        "tr": "thead tbody tfoot",
        "th": "tr",
        "td": "tr",
        "li": "ul ol",
        "dt": "dl div",
        "dd": "dl div",
        "legend": "fieldset",
        "summary": "details",
        "option": "select",
        "rt": "ruby",
        "rp": "ruby",
        "source": "picture",
        "figcaption": "figure",
    }.items()
}
"""The only elements in which an element may stand."""
NO_TEXT = frozenset({"html", "head", "table", "colgroup", "thead", "tbody", "tfoot", "tr", "ul", "ol", "dl", "select"})
"""Elements directly in which only blanks may stand: text there would be moved, or end the head."""
