"""Set up the Markdown library: CommonMark and tables, our two additions, and nothing that a case does not need."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.container import container_plugin

_SOURCE_REF = re.compile(r"\[\^([^\]\s]{1,40})\]")
SPECIAL = ("notes", "from", "chart", "flow")
"""The names of ``///`` blocks."""


def _engine() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False, "maxNesting": 12, "linkify": False, "typographer": False})
    md.enable("table").disable(["reference", "lheading", "entity", "autolink", "html_inline", "html_block"])
    # Targets are judged by our own checks, which can name the place; here every one of them comes through as typed.
    md.validateLink = _accept  # type: ignore[method-assign]
    md.normalizeLink = _as_typed  # type: ignore[method-assign]
    md.inline.ruler.before("link", "source_ref", _source_ref)
    for name in SPECIAL:
        md.use(container_plugin, name, marker="/", validate=_named(name))
    return md


def _accept(url: str) -> bool:
    """Take every target but an empty one, which stays visible as text and is refused as such."""
    return url != ""


def _as_typed(url: str) -> str:
    return url


def _named(name: str) -> object:
    # What stands behind the name would vanish from the page, so it is no block and stays visible as text.
    return lambda params, *_: (params.strip().split(" ")[0] if name == "from" else params.strip()) == name


def _source_ref(state: StateInline, silent: bool) -> bool:
    match = _SOURCE_REF.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("source_ref", "", 0).content = match[1]
    state.pos = match.end()
    return True


ENGINE = _engine()
"""The one parser of a run; it keeps no state between texts."""
