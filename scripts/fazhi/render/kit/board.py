"""Put blocks of the model on a slide: lists and prose as lines, tables, charts and flows as what they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fazhi.model.blocks import Block, Chart, Flow, Heading, Items, Link, Paragraph, Quote, Table, plain, spans
from fazhi.render.kit.deck import Bars, Body, Grid, Lanes, Line, LineKind, Written
from fazhi.render.kit.text import Teller, run

LETTERS = "ABCDEFGH"
VISUAL = (Items, Table, Chart, Flow)
"""What a class looks at; the first one of a step is its slide."""


def told(blocks: Iterable[Block], teller: Teller, level: int = 0) -> Iterator[Line]:
    """Paragraphs and lists as lines; what only the presenter may see is left out."""
    for block in blocks:
        match block:
            case Paragraph(children, mark):
                yield Line("text", teller.runs(children), mark, level=level)
            case Quote(children):
                yield from told(children, teller, level)
            case Heading(_, title, mark):
                yield Line("text", run(title, strong=True), mark, level=level)
            case Items():
                yield from _items(block, teller, level)
            case Table():
                yield from (_row(row, teller, block) for row in block.rows)
            case Chart(table):
                yield from (_row(row, teller, table) for row in table.rows)
            case _:
                pass


def _items(block: Items, teller: Teller, level: int) -> Iterator[Line]:
    kind: LineKind = "number" if block.ordered else "point"
    for number, item in enumerate(block.items, 1):
        label = f"{number}." if block.ordered else ""
        match item:
            case (Paragraph(children, mark), *rest):
                yield Line(kind, teller.runs(children), mark, label, level)
                yield from told(rest, teller, level + 1)
            case _:
                yield from told(item, teller, level)


def _row(row: tuple[tuple[object, ...], ...], teller: Teller, table: Table) -> Line:
    """A row of a table as a line, for where no table can stand."""
    cells = [teller.runs(cell) for cell in row]  # type: ignore[arg-type]
    joined = tuple(each for number, cell in enumerate(cells) for each in ((*run(" | " if number else ""), *cell)))
    return Line("point", joined, table.mark)


def drawn(block: Block, teller: Teller) -> Body:
    """A list, table, chart or flow as the body of a slide."""
    match block:
        case Table(head, rows, mark):
            return Grid(
                tuple(teller.runs(cell) for cell in head),
                tuple(tuple(teller.runs(cell) for cell in row) for row in rows),
                mark,
            )
        case Chart(table, values, mark):
            names = ((plain(row[0]), plain(row[-1])) for row in table.rows)
            rows_ = tuple((name, value, figure) for (name, figure), value in zip(names, values, strict=True))
            return Bars(rows_, plain(table.head[-1]), mark)
        case Flow(lanes, mark):
            return Lanes(
                tuple((teller.runs(lane.name), tuple(teller.runs(step) for step in lane.steps)) for lane in lanes), mark
            )
        case _:
            return Written(tuple(told((block,), teller)))


def is_tree(blocks: tuple[Block, ...]) -> bool:
    """Whether a part is a scene of a decision tree: its list holds links to other scenes."""
    return any(True for block in blocks if isinstance(block, Items) for _ in _targets(block))


def _targets(block: Items) -> Iterator[str]:
    for span in spans(block):
        if isinstance(span, Link) and span.target.startswith("#"):
            yield span.target[1:]


def ways(block: Items, teller: Teller) -> Iterator[Line]:
    """The choices of a scene, each with the scene that it leads to."""
    for item in block.items:
        inside = Items(block.ordered, (item,), block.mark)
        target = next(_targets(inside), "")
        for line in told((inside,), teller):
            yield line._replace(kind="way", label="", target=target) if target else line


def is_solution(shown: Block | None, later: Block) -> bool:
    """Whether a table solves the one that the class has seen: its rows have the same names, in the same order."""
    return (
        isinstance(shown, Table)
        and isinstance(later, Table)
        and [plain(row[0]) for row in shown.rows] == [plain(row[0]) for row in later.rows]
    )
