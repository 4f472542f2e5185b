"""Read the tags between two texts of a page: the pages of a site have most of these in common.

What tags say depends on what is written and on the place where they stand, and on nothing else. So each row of them is
judged once, and every page that has it again is told what came out; what must agree with the rest of a page is noted.
"""

from __future__ import annotations

from typing import NamedTuple

from fazhi.verify.markup import NEXT, Tag, ending, starting
from fazhi.verify.nesting import Place, inside

_MANY = 1 << 14
"""How much is kept before all of it is forgotten: to know what was not asked for lately takes as long as asking."""
_LONG = 2_000
"""Characters of what is not kept, so that a hostile page does not fill the memory."""


class Note(NamedTuple):
    """A tag that has a fault, or with which the rest of the page must agree."""

    at: int
    """Where it begins in what was read."""
    faults: tuple[tuple[str, str], ...]
    id: str | None = None
    named: tuple[tuple[str, str], ...] = ()
    links: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    """These five as in ``Tag``; an ``<h1>`` that is hidden is left out."""


class Passage(NamedTuple):
    """What reading some tags gave."""

    place: Place
    """Where they lead."""
    notes: tuple[Note, ...]
    """In their order."""
    end: int
    """How far they were read: to the end, or behind the start of raw text, or to where they cannot be read."""
    raw: Tag | None
    """The start of raw text."""
    ends: bool
    """Whether there is nothing more to do at its end than to go on, with any text."""


_known: dict[tuple[Place, str], Passage] = {}


def passage(place: Place, text: str) -> Passage:
    """Read tags, with nothing but blanks between them, that stand in a place.

    What leads on without anything to note is told to the place (``further``), and need not be asked for here again.
    """
    found = _known.get((place, text))
    if found is None:
        found = _read(place, text)
        if len(text) < _LONG:
            _keep(place, text, found)
    return found


def _keep(place: Place, text: str, found: Passage) -> None:
    if len(_known) >= _MANY:
        for each, _ in list(_known):
            each.further.clear()
        _known.clear()
    _known[place, text] = found
    if found.ends and not found.notes:
        place.further[text] = found.place


def _read(place: Place, text: str) -> Passage:
    notes: list[Note] = []
    raw: Tag | None = None
    end = 0
    while raw is None and (found := NEXT.match(text, end)):
        written = found[1]
        if written == place.end:
            place = above(place)
        elif tag := starting(written):
            fits, inner = inside(place, tag.kind)
            if not (fits and tag.plain):
                faults = tag.faults if fits else (*tag.faults, ("place", tag.name))
                once = tuple(each for each in tag.once if each != "h1" or not place.hidden)
                notes.append(Note(found.start(1), faults, tag.id, tag.named, tag.links, tag.within, once))
            if not tag.empty:
                place = inner
            if tag.raw:
                raw = tag
        elif name := ending(written):
            faults, place = _closed(place, name)
            notes.append(Note(found.start(1), faults))
        else:
            break
        end = found.end()
    ends = end == len(text) and raw is None and not place.without_text
    return Passage(place, tuple(notes), end, raw, ends)


def _closed(place: Place, name: str) -> tuple[tuple[tuple[str, str], ...], Place]:
    """Close an element that is not the last one opened, if it is open at all: the faults, and where that leads."""
    if name not in place.open:
        return (("unopened", name),), place
    faults: list[tuple[str, str]] = []
    while place.name != name:
        faults.append(("unclosed", place.name))
        place = above(place)
    return tuple(faults), above(place)


def above(place: Place) -> Place:
    """The place outside the element that was opened last; there must be one."""
    assert place.above is not None
    return place.above
