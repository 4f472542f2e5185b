"""Print blocks as HTML. The only place where contributed text meets markup: every character of it is escaped here.

No class, attribute or address comes from the text, except the targets of links, which are looked up or checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

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
from fazhi.render.prints import Prints
from fazhi.render.snippet import Snippet, escaped, joined

Row = tuple[tuple[Inline, ...], ...]
WIDE = 4
"""Columns from which a table does not fit a phone."""
_P, _LI, _STRONG, _EM = ((Markup(f"<{tag}>"), Markup(f"</{tag}>")) for tag in ("p", "li", "strong", "em"))  # noqa: S704
_QUOTE = Snippet("<blockquote>{}</blockquote>")
_ORDERED, _UNORDERED = Snippet("<ol>\n{}\n</ol>"), Snippet("<ul>\n{}\n</ul>")
_ITEM = Snippet("<li>{}</li>")
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

    write: Callable[[str], Markup] = escaped
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
    marks: dict[str, Markup] = field(default_factory=dict)
    """The marks of sources that have been printed."""
    prints: Prints = field(default_factory=Prints)
    """What has been printed already; a printer that prints otherwise has its own."""

    def href(self, target: str) -> str:
        """The link from the page to an address below the text's language."""
        if target.partition("#")[0] == self.address:
            return paths.relative(target, self.address)
        self.prints.place()
        return self.manner.root + target if self.manner.root else paths.relative(target, self.address)

    def blocks(self, blocks: Iterable[Block]) -> Markup:
        """Print blocks; what only the presenter may see is never printed."""
        return joined("\n", [self.prints.once(block, self._block) for block in blocks if not isinstance(block, Notes)])

    def inlines(self, spans: Sequence[Inline]) -> Markup:
        """Print inline spans."""
        pieces = self._inlines(spans)
        return pieces[0] if len(pieces) == 1 else joined("", pieces)

    def _inlines(self, spans: Sequence[Inline]) -> list[Markup]:
        write = self.manner.write
        return [write(span.text) if type(span) is Text else self._inline(span) for span in spans]

    def _tagged(self, tags: tuple[Markup, Markup], spans: Sequence[Inline]) -> Markup:
        """Inline spans between two tags, put together in one go."""
        return joined("", [tags[0], *self._inlines(spans), tags[1]])

    def _block(self, block: Block) -> Markup:
        match block:
            case Paragraph(children):
                return self._tagged(_P, children)
            case Items(ordered, items):
                rows = joined("\n", [self._item(item) for item in items])
                return _ORDERED(rows) if ordered else _UNORDERED(rows)
            case Table(head, rows):
                return self.table(head, rows)
            case Quote(children):
                return _QUOTE(self.blocks(children))
            case Heading(id, title):
                self.prints.place()
                return _HEADING(self.prefix, id, self.manner.write(title))
            case Pull():
                self.prints.place()
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
                _LANE(self.inlines(lane.name), joined("", [self._tagged(_LI, step) for step in lane.steps]))
                for lane in block.lanes
            ],
        )
        names = " / ".join(plain(lane.name) for lane in block.lanes)
        return _FLOW(drawing_of.flow(block, names), lanes)

    def _item(self, blocks: tuple[Block, ...]) -> Markup:
        """A list item; a first paragraph is printed without its tag, as lists are written tightly."""
        match blocks:
            case (Paragraph(children),):
                return self._tagged(_LI, children)
            case (Paragraph(children), *rest):
                return _ITEM(self.inlines(children) + self.blocks(rest))
            case _:
                return _ITEM(self.blocks(blocks))

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
                return self._tagged(_STRONG, children)
            case Emphasis(children):
                return self._tagged(_EM, children)
            case SourceRef(id):
                return self._source(id)
            case Link(children, target):
                return self._link(self.inlines(children), target)

    def _source(self, id: str) -> Markup:
        """The mark of a source; most of them stand at many sentences."""
        if id not in self.marks:
            self.marks[id] = _SOURCE(self.href(f"{self.home}#source-{id}"), self.sources[id])
        return self.marks[id]

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
        self.prints.place()
        return f"{self.home}#{self.manner.prefix}{anchor[1:]}" if self.home == self.address else self.home + anchor

    def _term(self, term: Term, words: Markup) -> Markup:
        """A link to the glossary with its explanation, which reader.js shows; without it, ``title`` does."""
        href = self.href(paths.term(term.id))
        return _TERM(href, term.zh, term.pinyin, term.explain[self.lang], words)
