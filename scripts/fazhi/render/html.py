"""Print blocks as HTML. The only place where contributed text meets markup: every character of it is escaped here.

No class, attribute or address comes from the text, except the targets of links, which are looked up or checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from fazhi.model.blocks import (
    Block,
    Chart,
    Emphasis,
    Flow,
    Heading,
    Inline,
    Items,
    Link,
    Notes,
    Paragraph,
    Picture,
    Pull,
    Quote,
    SourceRef,
    Strong,
    Table,
    Text,
    plain,
)
from fazhi.model.library import Library
from fazhi.model.reference import Term
from fazhi.render import drawing as drawing_of
from fazhi.render import paths
from fazhi.render.snippet import Snippet, joined

Row = tuple[tuple[Inline, ...], ...]
WIDE = 4
"""Columns from which a table does not fit a phone."""
_PARAGRAPH, _QUOTE = Snippet("<p>{}</p>"), Snippet("<blockquote>{}</blockquote>")
_ORDERED, _UNORDERED = Snippet("<ol>\n{}\n</ol>"), Snippet("<ul>\n{}\n</ul>")
_ITEM, _STRONG, _EMPHASIS = Snippet("<li>{}</li>"), Snippet("<strong>{}</strong>"), Snippet("<em>{}</em>")
_HEADING = Snippet('<h3 id="{}{}">{}</h3>')
_CHART = Snippet('<figure class="fz-figure-block">{}{}</figure>')
_LANE = Snippet("<li><strong>{}</strong><ol>{}</ol></li>")
_FLOW = Snippet('<figure class="fz-figure-block">{}<ul class="fz-lanes">\n{}\n</ul></figure>')
_TABLE = Snippet(
    '<section class="{}" tabindex="0" aria-label="{}"><table>\n'
    "<thead><tr>{}</tr></thead>\n<tbody>\n{}\n</tbody>\n</table></section>"
)
_COLUMN, _ADDED_COLUMN = Snippet('<th scope="col">{}</th>'), Snippet('<th scope="col" class="fz-added">{}</th>')
_ROW, _CELL = Snippet("<tr>{}{}</tr>"), Snippet('<td data-label="{}">{}</td>')
_ADDED_CELL = Snippet('<td class="fz-added">{}</td>')
_SOURCE = Snippet('<sup class="fz-ref"><a href="{}">[{}]</a></sup>')
_INSIDE, _ANCHOR = Snippet('<a href="{}">{}</a>'), Snippet('<a class="{}" href="{}">{}</a>')
_OUTSIDE = Snippet('<a class="fz-out" href="{}" rel="noopener noreferrer">{}</a>')
_WAY = Snippet('<span class="fz-way">{}</span>')
_TERM = Snippet('<a class="fz-term" href="{}" data-zh="{}" data-pinyin="{}" title="{}">{}</a>')


@dataclass(frozen=True, slots=True)
class Manner:
    """How text is printed on a page that shows it in another way than its own page does."""

    write: Callable[[str], Markup] = escape
    """Writes plain characters as HTML; escapes at least."""
    root: str = ""
    """Where the tree of the text's language begins, if the page stands in another one."""
    prefix: str = ""
    """Put before the ids of headings, so that text in two languages cannot double an id."""


AS_ON_ITS_PAGE = Manner()


@dataclass(frozen=True, slots=True)
class Printer:
    """Prints the blocks of one page; knows the page's address and language, so that links can be made relative."""

    library: Library
    lang: str
    address: str
    """Where the text is printed."""
    home: str
    """The page that the text belongs to; another one when a section is pulled into a lesson."""
    sources: Mapping[str, int]
    pull: Callable[[Pull], Markup]
    figure: Callable[[Picture], Markup]
    prefix: str = ""
    """Put before the ids of headings, so that pulled text cannot double an id of the page."""
    manner: Manner = AS_ON_ITS_PAGE
    ways: Mapping[str, str] = field(default_factory=dict)
    """What stands behind the words of a link to an anchor of the text, for those who cannot follow it: on paper."""

    def href(self, target: str) -> str:
        """The link from the page to an address below the text's language."""
        here = target.partition("#")[0] == self.address
        return self.manner.root + target if self.manner.root and not here else paths.relative(target, self.address)

    def blocks(self, blocks: Iterable[Block]) -> Markup:
        """Print blocks; what only the presenter may see is never printed."""
        return joined("\n", [self._block(block) for block in blocks if not isinstance(block, Notes)])

    def inlines(self, spans: Iterable[Inline]) -> Markup:
        """Print inline spans."""
        return joined("", [self._inline(span) for span in spans])

    def _block(self, block: Block) -> Markup:
        match block:
            case Paragraph(children):
                return _PARAGRAPH(self.inlines(children))
            case Items(ordered, items):
                rows = joined("\n", [_ITEM(self._item(item)) for item in items])
                return _ORDERED(rows) if ordered else _UNORDERED(rows)
            case Table(head, rows):
                return self.table(head, rows)
            case Quote(children):
                return _QUOTE(self.blocks(children))
            case Heading(id, title):
                return _HEADING(self.prefix, id, self.manner.write(title))
            case Pull():
                return self.pull(block)
            case Picture() | Chart() | Flow():
                return self._seen(block)
            case Notes():
                return Markup("")

    def _seen(self, block: Picture | Chart | Flow) -> Markup:
        """What is looked at rather than read."""
        match block:
            case Picture():
                return self.figure(block)
            case Chart(table):
                drawing = drawing_of.chart(block, plain(table.head[-1]))
                return _CHART(drawing, self._block(table))
            case Flow():
                return self._flow(block)

    def _flow(self, block: Flow) -> Markup:
        """A flow as a drawing, and below it the same as lists, which narrow screens, readers and links need."""
        lanes = joined(
            "\n",
            [
                _LANE(self.inlines(lane.name), joined("", [_ITEM(self.inlines(step)) for step in lane.steps]))
                for lane in block.lanes
            ],
        )
        names = " / ".join(plain(lane.name) for lane in block.lanes)
        return _FLOW(drawing_of.flow(block, names), lanes)

    def _item(self, blocks: tuple[Block, ...]) -> Markup:
        """The blocks of a list item; a lone paragraph is printed without its tag, as lists are written tightly."""
        match blocks:
            case (Paragraph(children), *rest):
                return self.inlines(children) + self.blocks(rest)
            case _:
                return self.blocks(blocks)

    def table(self, head: Row, rows: tuple[Row, ...], column: str = "", cells: Sequence[Markup] = ()) -> Markup:
        """A table in a frame that scrolls sideways, by keyboard too; a wide one turns into cards on a phone.

        ``cells`` are one cell more for each row, in a last column of that name, which is for the screen alone.
        """
        names = [plain(cell) for cell in head]
        columns = joined("", [_COLUMN(self.inlines(cell)) for cell in head])
        columns += _ADDED_COLUMN(self.manner.write(column)) if cells else ""
        more = [_ADDED_CELL(cell) for cell in cells] or [Markup("")] * len(rows)
        body = joined("\n", [_ROW(self._cells(row, names), last) for row, last in zip(rows, more, strict=True)])
        kind = "fz-table fz-table--cards" if len(head) >= WIDE or cells else "fz-table"
        return _TABLE(kind, " · ".join(name for name in names if name), columns, body)

    def _cells(self, row: Row, names: list[str]) -> Markup:
        """The cells of a row, each with the name of its column for when it stands alone."""
        return joined("", [_CELL(name, self.inlines(cell)) for cell, name in zip(row, names, strict=True)])

    def _inline(self, span: Inline) -> Markup:
        match span:
            case Text(text):
                return self.manner.write(text)
            case Strong(children):
                return _STRONG(self.inlines(children))
            case Emphasis(children):
                return _EMPHASIS(self.inlines(children))
            case SourceRef(id):
                return _SOURCE(self.href(f"{self.home}#source-{id}"), self.sources[id])
            case Link(children, target):
                return self._link(self.inlines(children), target)

    def _link(self, words: Markup, target: str) -> Markup:
        scheme, _, rest = target.partition(":")
        match scheme:
            case "law":
                law, _, article = rest.partition("#")
                return self._anchor("fz-law", paths.law(law, article), words)
            case "term":
                return self._term(self.library.terms[rest], words)
            case "case":
                return self._anchor("fz-case", paths.case(rest), words)
            case "lesson":
                return self._anchor("fz-lesson", paths.lesson(rest), words)
            case "page":
                return self._anchor("fz-page", paths.page(rest), words)
            case "https":
                return _OUTSIDE(target, words)
            case _:
                if target in self.ways:
                    words += _WAY(self.manner.write(self.ways[target]))
                return _INSIDE(self.href(self._inside(target)), words)

    def _anchor(self, kind: str, target: str, words: Markup) -> Markup:
        return _ANCHOR(kind, self.href(target), words)

    def _inside(self, anchor: str) -> str:
        """The address of an anchor of the text; on a page with two languages, that of its own."""
        return f"{self.home}#{self.manner.prefix}{anchor[1:]}" if self.home == self.address else self.home + anchor

    def _term(self, term: Term, words: Markup) -> Markup:
        """A link to the glossary with its explanation, which reader.js shows; without it, ``title`` does."""
        href = self.href(paths.term(term.id))
        return _TERM(href, term.zh, term.pinyin, term.explain[self.lang], words)
