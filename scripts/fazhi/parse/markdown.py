"""Read the body of a document into blocks. This is the only Markdown parser that contributed text ever meets.

CommonMark and tables, less everything that a case does not need: raw HTML, code, rules, reference definitions, and
pictures but for those that lie beside the text. What is left out is refused at its place, never dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from markdown_it.token import Token

from fazhi.model.blocks import Block, Items, Notes, Paragraph, Picture, Pull, Quote, Table
from fazhi.model.fields import PICTURE
from fazhi.model.mark import Mark
from fazhi.parse import drawings, plain
from fazhi.parse.commonmark import ENGINE, Node, special, tree
from fazhi.parse.inline import STRAY, Finder, InlineReader, named
from fazhi.problems import Problem

MAX_LIST_DEPTH = 2
MAX_SPAN_DEPTH = 4
"""Strong and stressed text and links inside each other; the tree below them is walked by recursion."""
_ATTRIBUTES = re.compile(r"[ ]*\{([^{}]*)\}[ ]*$")
_NUMBERS = {
    2: {"minutes": re.compile("[1-9][0-9]?"), "group": re.compile("[1-9][0-9]?")},
    3: {"pupils": re.compile("0|[1-9][0-9]?"), "share": re.compile("[1-9][0-9]?")},
}
"""The numbers that a heading of each level may carry."""
_PULL = re.compile(r"from[ ]+([a-z0-9-]+)#([a-z0-9-]+)")


@dataclass(frozen=True, slots=True)
class Title:
    """A heading as typed: level, text, and what stood in ``{…}``."""

    level: int
    text: str
    id: str
    minutes: int | None
    mark: Mark
    group: int | None = None
    pupils: int | None = None
    share: int | None = None


@dataclass(slots=True)
class Body:
    """The body of a document as a flat run of headings and blocks, and the problems found on the way."""

    path: str
    nodes: list[Title | Block] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, mark: Mark, rule: str, **detail: str) -> None:
        """Take a problem."""
        self.problems.append(Problem(self.path, mark, rule, detail))


def parse(path: str, text: str, first_line: int, *, joined: bool) -> Body:
    """Parse the body that starts at ``first_line`` of the file.

    ``joined`` is set for languages written without spaces, where a line break inside a paragraph would print a gap.
    """
    return _Reader(path, text, first_line, joined).read()


class _Reader:
    def __init__(self, path: str, text: str, first_line: int, joined: bool) -> None:
        self.path = path
        self.lines = text.split("\n")
        self.first_line = first_line
        self.body = Body(path)
        # Not a method of the reader: a circle would keep every token until the collector comes by.
        self._refuse = self.body.refuse
        self.inline = InlineReader(self._refuse, joined)
        self.nesting = 0
        self.quoted = False
        tokens = ENGINE.parse(text)
        for token in tokens:
            if token.children and len(token.children) > MAX_SPAN_DEPTH:
                self._shallow(token)
        self.top = tree(tokens)

    def read(self) -> Body:
        for node in self._top(self.top):
            if node.type == "heading":
                self.body.nodes.append(self._title(node))
            else:
                self.body.nodes.extend(self._block(node, 0))
        return self.body

    def _top(self, nodes: Sequence[Node]) -> Iterator[Node]:
        """The nodes of the top level, with those given back that a block without an end has swallowed."""
        for node in nodes:
            kinds = [child.type for child in node.children] if node.type.startswith("container") else []
            foreign = next((at for at, kind in enumerate(kinds) if kind.startswith(("heading", "container"))), None)
            if foreign is None:
                yield node
            else:
                self._refuse(self._mark(node), "block-open")
                yield from self._top(node.children[foreign:])

    # --- helpers ---

    def _rows(self, node: Node) -> tuple[int, int]:
        """The rows of a node; those of all for what the library knows no rows of."""
        start, end = node.token.map or (0, len(self.lines))
        return start, end

    def _finder(self, node: Node) -> Finder:
        return Finder(self.lines, self.first_line, *self._rows(node))

    def _mark(self, node: Node) -> Mark:
        row = self._rows(node)[0]
        line = self.lines[row] if row < len(self.lines) else ""
        return Mark(row + self.first_line, len(line) - len(line.lstrip()) + 1)

    def _shallow(self, token: Token) -> None:
        """Take the markup out of a paragraph in which it is nested so deep that nobody can have meant it."""
        depths = accumulate(child.nesting for child in token.children or ())
        if max(depths, default=0) > MAX_SPAN_DEPTH and token.map:
            self._refuse(Mark(token.map[0] + self.first_line, 1), "span-depth", limit=str(MAX_SPAN_DEPTH))
            token.children = []

    # --- headings ---

    def _title(self, node: Node) -> Title:
        mark = self._mark(node)
        level = int(node.token.tag[1])
        text = node.words.content.strip()
        id, numbers = "", dict[str, int]()
        attributes = _ATTRIBUTES.search(text)
        if attributes:
            text = text[: attributes.start()]
            id, numbers = self._attributes(attributes[1], level, mark)
        if not id and not (attributes and "#" in attributes[1]):
            self._refuse(mark, "heading-id", title=text)
        elif not text:
            self._refuse(mark, "heading-empty", id=id)
        if level not in (2, 3):
            self._refuse(mark, "heading-level", level="#" * level)
        # What stands in braces is ours to read; the words before it must be plain.
        if STRAY.search(text) or not (plain.unmarked(text) or _only_text(text)):
            self._refuse(mark, "heading-markup", title=text)
        minutes = numbers.pop("minutes", None)
        return Title(level, text.strip(), id, minutes, mark, **numbers)

    def _attributes(self, text: str, level: int, mark: Mark) -> tuple[str, dict[str, int]]:
        """Read what stands in braces: one id, and the numbers of the level, each once."""
        id, numbers = "", dict[str, int]()
        for part in text.split():
            name, _, value = part.partition("=")
            allowed = _NUMBERS.get(level, {}).get(name)
            if re.fullmatch(r"#[a-z][a-z0-9]*(-[a-z0-9]+)*", part) and not id:
                id = part[1:]
            elif allowed and allowed.fullmatch(value) and name not in numbers:
                numbers[name] = int(value)
            else:
                at = self.lines[mark.line - self.first_line].rfind(part)
                self._refuse(Mark(mark.line, at + 1), "heading-attributes", part=part)
        return id, numbers

    # --- blocks ---

    def _block(self, node: Node, depth: int) -> Iterator[Block]:
        mark = self._mark(node)
        match node.type:
            case "paragraph" if picture := self._picture(node, mark):
                yield picture
            case "paragraph":
                yield Paragraph(self.inline.read(node.words, self._finder(node)), mark)
            case "bullet_list" | "ordered_list":
                yield self._list(node, depth, mark)
            case "table":
                yield self._table(node, mark)
            case "blockquote" if self.quoted:
                self._refuse(mark, "quote-inside")
            case "blockquote":
                self.quoted = True
                yield Quote(tuple(self._inside(node.children, depth)), mark)
                self.quoted = False
            case "container_special":
                yield from self._special(node, depth, mark)
            case "heading":
                self._refuse(mark, "heading-inside")
            case other:
                self._refuse(mark, "not-allowed", **named(other))

    def _picture(self, node: Node, mark: Mark) -> Picture | None:
        """A paragraph that is one picture from beside the text, at the top level, where all outputs have room for it.

        Any other picture is refused where it stands in its paragraph.
        """
        match node.words.children:
            case [Token(type="image") as image] if not self.nesting and not image.attrs.get("title"):
                entry, (folder, _, name) = self.path.rpartition("/")[0], str(image.attrs["src"]).rpartition("/")
                words = image.children or []
                plain = all(child.type in ("text", "text_special") for child in words)
                beside = folder == "media" and PICTURE.fullmatch(name) and not entry.startswith("docs/pages/")
                if beside and plain and not STRAY.search(image.content):
                    alt = "".join(child.content for child in words)
                    return Picture(f"{entry}/media/{name}", alt.strip(), mark)
        return None

    def _inside(self, nodes: Sequence[Node], depth: int) -> Iterator[Block]:
        self.nesting += 1
        for child in nodes:
            yield from self._block(child, depth)
        self.nesting -= 1

    def _special(self, node: Node, depth: int, mark: Mark) -> Iterator[Block]:
        """A ``///`` block. It stands at the top level, where what hides it or fills it cannot overlook it."""
        if self.nesting:
            self._refuse(mark, "block-inside")
            return
        self._closed(node, mark)
        name = special(node.token.info)
        if name == "notes":
            yield Notes(tuple(self._inside(node.children, depth)), mark)
        elif name == "from":
            yield from self._pull(node, mark)
        else:
            yield from self._drawn(tuple(self._inside(node.children, depth)), name, mark)

    def _list(self, node: Node, depth: int, mark: Mark) -> Items:
        if depth == MAX_LIST_DEPTH:
            self._refuse(mark, "list-depth", limit=str(MAX_LIST_DEPTH))
            return Items(False, (), mark)
        # An item that was read at sight is its paragraph.
        items = ([item] if item.type == "paragraph" else item.children for item in node.children)
        return Items(node.type == "ordered_list", tuple(tuple(self._inside(item, depth + 1)) for item in items), mark)

    def _table(self, node: Node, mark: Mark) -> Table:
        finder = self._finder(node)
        rows = []
        for row in (row for part in node.children for row in part.children):
            self._no_cell_lost(row)
            finder.go(self._rows(row)[0])
            rows.append(tuple(self.inline.read(cell.words, finder) for cell in row.children))
        return Table(rows[0], tuple(rows[1:]), mark)

    def _no_cell_lost(self, row: Node) -> None:
        """The library drops the cells for which the head of the table has no column."""
        mark = self._mark(row)
        line = self.lines[mark.line - self.first_line].strip()
        cells = len(re.findall(r"(?<!\\)\|", line)) + 1 - line.startswith("|") - bool(re.search(r"(?<!\\)\|$", line))
        if cells > len(row.children):
            self._refuse(mark, "table-row", have=str(cells), want=str(len(row.children)))

    def _pull(self, node: Node, mark: Mark) -> Iterator[Block]:
        match = _PULL.fullmatch(node.token.info.strip())
        if not match or node.children:
            self._refuse(mark, "pull-form")
        else:
            yield Pull(match[1], match[2], mark)

    def _drawn(self, blocks: tuple[Block, ...], name: str, mark: Mark) -> Iterator[Block]:
        """What is drawn: a table of figures as a chart, a list of lists as a flow."""
        drawing = drawings.chart(blocks, mark) if name == "chart" else drawings.flow(blocks, mark)
        if drawing is None:
            self._refuse(mark, f"{name}-form")
        else:
            yield drawing

    def _closed(self, node: Node, mark: Mark) -> None:
        """An unclosed block would swallow, and hide, all that follows it."""
        end = self._rows(node)[1]
        if not (end < len(self.lines) and self.lines[end].strip().startswith("///")):
            self._refuse(mark, "block-open")


def _only_text(words: str) -> bool:
    return all(token.type in ("text", "text_special") for token in ENGINE.parseInline(words)[0].children or [])
