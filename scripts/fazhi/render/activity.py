"""Print what the reader of a lesson does: go through a story in scenes, sort the rows of a table before seeing how.

The structure of the text decides, never its id: a story is a section some of whose parts lead to others by the links of
their lists, and a table is solved by a later one with the same names in its first column. Everything works without
JavaScript (fazhi.css); with it (fazhi.js) nothing is stored or sent either.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from fazhi.model.blocks import Block, Items, Link, Part, Section, Table, parts, plain, spans, without_notes
from fazhi.render.html import Printer
from fazhi.render.kit.board import is_solution
from fazhi.render.prints import Prints
from fazhi.render.words import Words

FEWEST, MOST = 2, 5
"""Answers among which a row can be sorted; more of them are no choice but reading."""
_TREE = Markup(
    '<div class="fz-tree">\n<div class="fz-tree__bar" hidden><p role="status">{path}</p>'
    '<p><button type="button">{back}</button> <button type="button">{again}</button></p></div>\n{scenes}\n</div>'
)
_SCENE = Markup(
    '<section class="fz-scene" aria-labelledby="{id}"><h3 id="{id}"><span class="fz-scene__number">{number}</span> '
    "{title}</h3>\n{body}</section>"
)
_PICK = Markup(
    '<input type="radio" name="{name}" id="{name}-{at}" aria-describedby="{name}-why"{right}>'
    '<label for="{name}-{at}">{says}</label>'
)
_RIGHT = Markup(' class="fz-pick__right"')
_REASONS = Markup(
    '<span id="{name}-why"><span class="fz-reason fz-reason--right"><strong>{right}</strong>{reason}</span>'
    '<span class="fz-reason fz-reason--wrong"><strong>{wrong}</strong></span></span>'
)
_ROW = Markup('<fieldset class="fz-pick"><legend>{legend}</legend>{picks}{reasons}</fieldset>')
_AGAIN = Markup('<p class="fz-again" hidden><button type="button">{}</button></p>')
_FOLDED = Markup('<details class="fz-reveal"><summary>{}</summary>\n{}\n</details>')


@dataclass(frozen=True, slots=True)
class Stage:
    """Prints the sections of one lesson."""

    printer: Printer
    words: Words

    def section(self, section: Section) -> Markup:
        """A section without what is the presenter's."""
        blocks = without_notes(section.blocks)
        before, *scenes = parts(blocks)
        if _is_story(scenes):
            return Markup("\n").join((self._blocks(before.blocks, section.id), self._story(scenes)))
        return self._blocks(blocks, section.id)

    # --- a story in scenes ----------------------------------------------------------------------------

    def _story(self, scenes: list[Part]) -> Markup:
        """One scene at a time on a screen; on paper all of them, numbered, each way with the number it leads to."""
        t, write = self.words.t.lesson, self.printer.manner.write
        numbers = {part.heading.id: number for number, part in enumerate(scenes, 1) if part.heading}
        ways = {f"#{id}": t.way.format(n=number) for id, number in numbers.items()}
        printer = replace(self.printer, ways=ways, prints=Prints())
        told = (
            _SCENE.format(
                id=printer.prefix + part.heading.id,
                number=write(t.scene.format(n=numbers[part.heading.id])),
                title=write(part.heading.title),
                body=printer.blocks(part.blocks),
            )
            for part in scenes
            if part.heading
        )
        return _TREE.format(
            path=write(t.path), back=write(t.back), again=write(t.again), scenes=Markup("\n").join(told)
        )

    # --- a table and its solution ---------------------------------------------------------------------

    def _blocks(self, blocks: tuple[Block, ...], name: str) -> Markup:
        """Blocks in their order, every solution folded."""
        return Markup("\n").join(self._printed(blocks, name))

    def _printed(self, blocks: tuple[Block, ...], name: str) -> Iterator[Markup]:
        t, write = self.words.t.lesson, self.printer.manner.write
        solutions = dict(_solutions(blocks))
        for number, block in enumerate(blocks):
            if isinstance(block, Table) and number in solutions:
                yield self._to_sort(block, solutions[number], f"pick-{name}-{number}")
            elif any(block is solution for solution in solutions.values()):
                yield _FOLDED.format(write(t.answers), self.printer.blocks((block,)))
            else:
                yield self.printer.blocks((block,))

    def _to_sort(self, table: Table, solution: Table, name: str) -> Markup:
        """A table whose rows can be decided one by one, if few answers serve many rows; else the table as it is."""
        answers = tuple(dict.fromkeys(plain(row[1]) for row in solution.rows))
        if not FEWEST <= len(answers) <= MOST or len(answers) >= len(solution.rows):
            return self.printer.blocks((table,))
        t = self.words.t.lesson
        cells = [
            self._row(solution, number, answers, f"{self.printer.prefix}{name}-{number}")
            for number in range(len(solution.rows))
        ]
        shown = self.printer.table(table.head, table.rows, t.choice, cells)
        return shown + _AGAIN.format(self.printer.manner.write(t.again))

    def _row(self, solution: Table, number: int, answers: tuple[str, ...], name: str) -> Markup:
        t, printer, row = self.words.t, self.printer, solution.rows[number]
        write = printer.manner.write
        picks = Markup("").join(
            _PICK.format(name=name, at=at, right=_RIGHT if answer == plain(row[1]) else "", says=write(answer))
            for at, answer in enumerate(answers)
        )
        reasons = _REASONS.format(
            name=name, right=write(t.quiz.right), wrong=write(t.quiz.wrong), reason=self._reason(solution, number)
        )
        legend = Markup("{} {}").format(write(plain(row[0])), write(t.lesson.choice))
        return _ROW.format(legend=legend, picks=picks, reasons=reasons)

    def _reason(self, solution: Table, number: int) -> Markup:
        """What the solution says of a row beside the answer; the names of the columns where there are several."""
        more = list(zip(solution.head[2:], solution.rows[number][2:], strict=True))
        named = len(more) > 1
        return Markup("").join(
            Markup(" <span>{}{}</span>").format(
                self.printer.manner.write(self.words.t.lesson.column.format(name=plain(head))) if named else "",
                self.printer.inlines(cell),
            )
            for head, cell in more
        )


def _solutions(blocks: tuple[Block, ...]) -> Iterator[tuple[int, Table]]:
    """The solution of each table that has one, by the place of the table."""
    shown = -1
    for number, block in enumerate(blocks):
        if isinstance(block, Table):
            if shown >= 0 and is_solution(blocks[shown], block):
                yield shown, block
            else:
                shown = number


def _is_story(found: list[Part]) -> bool:
    ids = {f"#{part.heading.id}" for part in found if part.heading}
    return any(target in ids for part in found for target in _ways(part))


def _ways(part: Part) -> Iterator[str]:
    for block in part.blocks:
        if isinstance(block, Items):
            yield from (span.target for span in spans(block) if isinstance(span, Link))
