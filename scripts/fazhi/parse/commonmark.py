"""Set up the Markdown library: CommonMark and tables, our two additions, and nothing that a case does not need."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

_SOURCE_REF = re.compile(r"\[\^([^\]\s]{1,40})\]")
_MARKED = re.compile(r"[\n\\`*_\[]")
"""The characters at which something other than plain text may begin, by the rules that are left."""
SPECIAL = ("notes", "from", "chart", "flow")
"""The names of ``///`` blocks."""


def _engine() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False, "maxNesting": 12, "linkify": False, "typographer": False})
    md.enable("table").disable(["reference", "lheading", "entity", "autolink", "html_inline", "html_block"])
    # Targets are judged by our own checks, which can name the place; here every one of them comes through as typed.
    md.validateLink = _accept  # type: ignore[method-assign]
    md.normalizeLink = _as_typed  # type: ignore[method-assign]
    md.inline.ruler.before("link", "source_ref", _source_ref)
    md.core.ruler.at("inline", _inline)
    md.use(container_plugin, "special", marker="/", validate=_is_special)
    return md


def _inline(state: StateCore) -> None:
    """Parse what stands inside blocks. Most of it is plain text, for which the library need not be asked."""
    for token in state.tokens:
        if token.type == "inline" and _MARKED.search(token.content):
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)
        elif token.type == "inline":
            token.children = [Token("text", "", 0, content=token.content)] if token.content else []


def _accept(url: str) -> bool:
    """Take every target but an empty one, which stays visible as text and is refused as such."""
    return url != ""


def _as_typed(url: str) -> str:
    return url


def special(info: str) -> str:
    """The name of the ``///`` block that has some words behind its slashes; nothing if it is none of ours."""
    name = info.strip()
    # What stands behind the other names would vanish from the page, so it is no block and stays visible as text.
    name = "from" if name.split(" ")[0] == "from" else name
    return name if name in SPECIAL else ""


def _is_special(params: str, _markup: str) -> bool:
    return bool(special(params))


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


@dataclass(slots=True, eq=False)
class Node:
    """A block as the library gives it, with what stands inside it.

    The library's own tree would make a node of each run of text, too, which takes as long as parsing.
    """

    type: str
    token: Token
    parent: Node | None
    children: list[Node] = field(default_factory=list)

    @property
    def inline(self) -> list[Token]:
        """What stands inside a paragraph, a cell or a heading."""
        return self.children[0].token.children or []


def tree(tokens: Iterable[Token]) -> list[Node]:
    """The blocks of the top level."""
    top: list[Node] = []
    here: Node | None = None
    for token in tokens:
        if token.nesting < 0:
            here = here.parent if here else None
        else:
            node = Node(token.type.removesuffix("_open"), token, here)
            (here.children if here else top).append(node)
            here = node if token.nesting else here
    return top
