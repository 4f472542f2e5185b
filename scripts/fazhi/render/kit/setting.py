"""Blocks of text as blocks of a paper: the one place where a document for A4 is made out of the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import sqrt

from fazhi.model.blocks import (
    Block,
    Chart,
    Event,
    Flow,
    Heading,
    Items,
    Notes,
    Paragraph,
    Picture,
    Pull,
    Quote,
    Section,
    Table,
    plain,
    without_notes,
)
from fazhi.model.mark import Mark
from fazhi.render.edition import Edition
from fazhi.render.illustration import credit, media
from fazhi.render.kit.imprint import site
from fazhi.render.kit.paper import Bars, Box, Bullets, Grid, Head, PaperBlock, Para, Photo, Spot
from fazhi.render.kit.text import Run, Teller, run

NARROW, WIDE = 8, 60
"""The columns of a table are measured in characters between these two; beyond them a column is not told wider."""


@dataclass(frozen=True, slots=True)
class Setter:
    """Sets the blocks of a lesson.

    ``level`` is that of a ``###`` heading. ``notes`` says whether what only the presenter may see is set, in a box, or
    left out. The marks of sources are left out, as a paper has no list of them.
    """

    edition: Edition
    teller: Teller
    level: int = 2
    notes: bool = False
    path: str = ""
    """The file of what is set, where it is not the paper's own."""

    def blocks(self, blocks: Iterable[Block]) -> tuple[PaperBlock, ...]:
        """Set blocks in their order."""
        return tuple(each for block in blocks for each in self._block(block))

    def _block(self, block: Block) -> Iterator[PaperBlock]:
        match block:
            case Paragraph(children, mark):
                yield Para(self.teller.runs(children), self._spot(mark))
            case Items(ordered, items):
                yield Bullets(tuple(self.blocks(item) for item in items), ordered)
            case Table():
                yield self.table(block)
            case Quote(children):
                yield Box("", self.blocks(children))
            case Heading():
                yield Head(self.level, block.title)
            case Chart() | Flow() | Picture():
                yield self._seen(block)
            case Pull():
                yield from self._pull(block)
            case Notes(children) if self.notes:
                yield Box(self.edition.words.t.kit.audience.presenter, self.blocks(children))

    def _seen(self, block: Chart | Flow | Picture) -> PaperBlock:
        """Set what is looked at rather than read."""
        match block:
            case Chart(table, values):
                return _bars(table, values)
            case Flow():
                return self._flow(block)
            case Picture(path, alt, mark):
                library, words = self.edition.library, self.edition.words
                whose = (Run(credit(library, words, block), href=media(library, block).source or ""),)
                return Photo(library.images[path], alt, whose, self._spot(mark))

    def table(self, table: Table) -> Grid:
        """Set a table; a column is as wide as what stands in it asks for."""
        columns = list(zip(table.head, *table.rows, strict=True))
        widths = tuple(_share([len(plain(cell)) for cell in column]) for column in columns)
        rows = tuple(
            tuple((Para(self.teller.runs(cell), self._spot(table.mark)),) for cell in row) for row in table.rows
        )
        return Grid(tuple(self.teller.runs(cell) for cell in table.head), rows, widths, self._spot(table.mark))

    def _flow(self, flow: Flow) -> Bullets:
        """Ways side by side become a list of lists: a sheet is too narrow for drawn lanes."""
        lanes = []
        for lane in flow.lanes:
            name = tuple(each._replace(strong=True) for each in self.teller.runs(lane.name))
            steps = tuple((Para(self.teller.runs(step), self._spot(flow.mark)),) for step in lane.steps)
            lanes.append((Para(name, self._spot(flow.mark)), Bullets(steps, ordered=True)))
        return Bullets(tuple(lanes))

    def _pull(self, pull: Pull) -> Iterator[PaperBlock]:
        """A section of a case, below a small line that names the case."""
        text = self.edition.text(self.edition.library.cases[pull.case])
        section = text.section(pull.section)
        assert section is not None
        source = f"{self.edition.words.t.lesson.from_case} {text.words.title} · {section.title}"
        yield Para(run(source), pull.mark, small=True)
        yield from replace(self, notes=False).section(section, text.path)

    def section(self, section: Section, path: str) -> tuple[PaperBlock, ...]:
        """Set a section of a case, which lies in the file ``path``; a timeline ends with the list of its dates."""
        there = replace(self, path=path)
        dates = tuple((there._event(event),) for event in section.events)
        return (*there.blocks(without_notes(section.blocks)), *((Bullets(dates),) if dates else ()))

    def _spot(self, mark: Mark) -> Mark | Spot:
        return Spot(self.path, mark) if self.path else mark

    def _event(self, event: Event) -> Para:
        when = Run(f"{self.edition.words.moment(event.moment)} ", strong=True)
        return Para((when, *self.teller.runs(event.children)), self._spot(event.mark))


def setter(edition: Edition, *, level: int = 2, notes: bool = False) -> Setter:
    """A setter for what is printed in an edition; links lead to the edition's site."""
    return Setter(edition, Teller(edition.library, site(edition)), level, notes)


def _bars(table: Table, values: tuple[float, ...]) -> Bars:
    rows = zip(table.rows, values, strict=True)
    return Bars(tuple((plain(row[0]), value, plain(row[-1])) for row, value in rows), plain(table.head[-1]))


def _share(lengths: list[int]) -> float:
    """The share of a column: between what its longest cell and what its typical cell asks for."""
    longest = min(max(NARROW, *lengths), WIDE)
    typical = min(max(NARROW, sum(lengths) / len(lengths)), WIDE)
    return round(sqrt(longest * typical), 2)
