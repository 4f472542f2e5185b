"""What checks that look at several entries are given: of each entry a small outline, never its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from fazhi.check.context import Context
from fazhi.check.links import ENTRIES
from fazhi.check.privacy import Doubt, doubts
from fazhi.check.shape import mark_of
from fazhi.model.blocks import Pull
from fazhi.model.facts import CaseFront, LessonFront
from fazhi.model.fields import ORIGINAL
from fazhi.model.mark import Mark
from fazhi.model.narrow import first_band
from fazhi.parse.document import Document

Way = Literal["link", "listed", "pull"]


@dataclass(frozen=True, slots=True)
class Pointer:
    """A place where an entry names another: in a link, in the front matter, or to show a section of it."""

    path: str
    mark: Mark
    lang: str
    way: Way
    target: str
    """``case:id`` of a link, an id of the front matter, ``case#section`` of what is shown."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What other entries, and the rules about all of them, need to know of an entry."""

    kind: str
    id: str
    """Both are empty where pictures lie beside no text."""
    texts: tuple[str, ...]
    pictures: tuple[str, ...]
    """The paths of its files."""
    status: str
    """As typed in the original."""
    grades: frozenset[str]
    """The grades of the original."""
    band: int | None
    """The place of the first edition by grade that holds the entry; None if its front matter is not right."""
    sections: tuple[str, ...]
    """The ids of the sections of the original."""
    pointers: tuple[Pointer, ...]
    doubts: tuple[Doubt, ...]


def outline(context: Context) -> Outline:
    """The outline of the one entry of a context."""
    documents = list(context.documents())
    original = next((doc for doc in documents if doc.lang == ORIGINAL), None)
    front: Mapping[str, Any] = context.front(original) if original else {}
    facts = context.fronts.get(original.path) if original else None
    typed = facts if isinstance(facts, CaseFront | LessonFront) else None
    return Outline(
        kind=documents[0].kind if documents else "",
        id=documents[0].id if documents else "",
        texts=tuple(context.parsed.texts),
        pictures=tuple(context.parsed.pictures),
        status=str(front.get("status", "")),
        grades=frozenset(typed.grades) if typed else frozenset(),
        band=first_band(typed, list(context.reference.grades)) if typed else None,
        sections=tuple(section.id for section in original.sections) if original else (),
        pointers=tuple(pointer for doc in documents for pointer in _pointers(context, doc)),
        doubts=tuple(doubts(context)),
    )


def _pointers(context: Context, doc: Document) -> Iterator[Pointer]:
    cases = context.front(doc).get("cases") if doc.kind != "page" else None
    for at, id in enumerate(cases if isinstance(cases, list) else ()):
        if isinstance(id, str):
            yield Pointer(doc.path, mark_of(doc.front, "cases", at), doc.lang, "listed", id)
    for seen in context.seen(doc):
        for link in seen.links:
            if link.target.startswith(ENTRIES):
                yield Pointer(doc.path, link.mark, doc.lang, "link", link.target)
        for block in seen.section.blocks:
            if isinstance(block, Pull) and doc.kind == "lesson":
                yield Pointer(doc.path, block.mark, doc.lang, "pull", f"{block.case}#{block.section}")


class Whole:
    """All entries by their outlines, with the reference data and the files that could not be read to their end."""

    def __init__(self, world: Context, outlines: Sequence[Outline], unread: frozenset[str]) -> None:
        """Take the outlines in the order of their folders."""
        self.world = world
        self.outlines = outlines
        self.unread = unread
        self._ids = {
            kind: sorted({outline.id for outline in outlines if outline.kind == kind})
            for kind in ("case", "lesson", "page")
        }

    def ids(self, kind: str) -> list[str]:
        """The ids of all entries of a kind, good or not, in their order."""
        return self._ids[kind]

    def pointers(self, *ways: Way) -> Iterator[tuple[Outline, Pointer]]:
        """The places where entries name others, with the entry in which each stands."""
        return ((each, point) for each in self.outlines for point in each.pointers if point.way in ways)
