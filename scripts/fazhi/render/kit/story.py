"""Tell a section of a case on slides: what the class sees of it, and what is only said.

The slides end where the section goes on to a ``###`` part, which is for whoever wants to know more. Of the rules of law
only the list is shown; a lone sentence that leads to a table is said with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fazhi.model.blocks import Block, Chart, Flow, Notes, Paragraph, Picture, Section, Table, parts
from fazhi.render.kit.board import drawn, told
from fazhi.render.kit.deck import Body, Line, Written
from fazhi.render.kit.text import Teller
from fazhi.render.words import Words


class Scene(NamedTuple):
    """A slide's body, and the blocks that are said with it."""

    body: Body
    said: tuple[Block, ...]


def scenes(section: Section, teller: Teller, words: Words) -> Iterator[Scene]:
    """Tell a section; there is at least one scene."""
    first, *more = parts(section.blocks)
    rest = tuple(block for part in more for block in (part.heading, *part.blocks) if block is not None)
    found = list(_cut(section, tuple(block for block in first.blocks if not isinstance(block, Notes)), teller, words))
    if not found:
        found = [Scene(Written(tuple(told(first.blocks, teller))), ())]
    *before, last = found
    yield from before
    yield last._replace(said=(*last.said, *(block for block in rest if not isinstance(block, Notes))))


def _cut(section: Section, blocks: tuple[Block, ...], teller: Teller, words: Words) -> Iterator[Scene]:
    """Paragraphs and lists together, each figure alone."""
    dates = tuple(
        Line("date", teller.runs(event.children), event.mark, label=words.moment(event.moment))
        for event in section.events
    )
    lines: list[Line] = []
    said: list[Block] = []
    held: list[Block] = []
    for block in blocks:
        if isinstance(block, Picture) or (isinstance(block, Paragraph) and section.id == "law"):
            said.append(block)
        elif isinstance(block, Table | Chart | Flow):
            if len(lines) > 1:
                yield Scene(Written(tuple(lines)), tuple(said))
                said = []
            else:
                said += held
            lines, held = [], []
            yield Scene(drawn(block, teller), tuple(said))
            said = []
        else:
            lines += told((block,), teller)
            held.append(block)
    if lines or dates:
        yield Scene(Written((*lines, *dates)), tuple(said))
