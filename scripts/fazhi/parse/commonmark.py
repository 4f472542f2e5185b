"""Set up the Markdown library: CommonMark and tables, our two additions, and nothing that a case does not need.

What can be read at sight (:mod:`fazhi.parse.plain`) is taken before the library looks at it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from markdown_it import MarkdownIt, rules_core
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

from fazhi.parse import plain

SPECIAL = ("notes", "from", "chart", "flow")
"""The names of ``///`` blocks."""


def engine() -> MarkdownIt:
    """A parser as ours is set up; it keeps no state between texts."""
    md = MarkdownIt("commonmark", {"html": False, "maxNesting": 12, "linkify": False, "typographer": False})
    md.enable("table").disable(["reference", "lheading", "entity", "autolink", "html_inline", "html_block"])
    # Targets are judged by our own checks, which can name the place; here every one of them comes through as typed.
    md.validateLink = _accept  # type: ignore[method-assign]
    md.normalizeLink = _as_typed  # type: ignore[method-assign]
    md.inline.ruler.before("link", "source_ref", _source_ref)
    md.block.ruler.before("table", "plain", plain.block)
    md.core.ruler.at("normalize", _normalize)
    md.disable("text_join").core.ruler.at("inline", _inline)
    md.use(container_plugin, "special", marker="/", validate=_is_special)
    return md


def _normalize(state: StateCore) -> None:
    """Spare a text in which there is nothing to be made uniform from having each line end replaced."""
    if "\r" in state.src or "\0" in state.src:
        rules_core.normalize(state)


_WITH_WORDS = frozenset({"inline", "paragraph", "heading"})


def _inline(state: StateCore) -> None:
    """Parse the words of blocks into tokens below them; those that can be read at sight stay as they are."""
    if state.inlineMode:
        rules_core.inline(state)
        rules_core.text_join(state)
        return
    for token in state.tokens:
        if token.type in _WITH_WORDS:
            known = plain.spans_are(token.content)
            token.children = None if known else state.md.parseInline(token.content)[0].children


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
    match = plain.SOURCE_REF.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("source_ref", "", 0).content = match[1]
    state.pos = match.end()
    return True


ENGINE = engine()
"""The one parser of a run."""


@dataclass(slots=True, eq=False)
class Node:
    """A block as the library gives it, with what stands inside it.

    The library's own tree would make a node of each run of text, too, which takes as long as parsing.
    """

    type: str
    token: Token
    children: list[Node] = field(default_factory=list)

    @property
    def words(self) -> Token:
        """What stands inside a paragraph, a cell or a heading; without children, it is to be read at sight."""
        return self.children[0].token if self.children else self.token


def tree(tokens: Iterable[Token]) -> list[Node]:
    """The blocks of the top level."""
    top: list[Node] = []
    around: list[list[Node]] = []
    here = top
    for token in tokens:
        if token.nesting < 0:
            here = around.pop()
        else:
            node = Node(token.type.removesuffix("_open"), token)
            here.append(node)
            if token.nesting:
                around.append(here)
                here = node.children
    return top
