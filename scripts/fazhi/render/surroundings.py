"""The part of a library that the pages of one case or lesson are made of, and no more.

The makers of these pages are given this and nothing else: what is not in it cannot stand on them. So its digest decides
their bytes, nobody has to keep a list of what they look at, and another process can make them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from fazhi.model.images import Album
from fazhi.model.library import Case, Lesson, Library
from fazhi.render import finding
from fazhi.render.edition import Edition, Shelf, ShelfKind
from fazhi.render.entries import related
from fazhi.render.kit.extract import owner, told
from fazhi.render.views import KitFile

Editions = Mapping[str, Edition]
_SOMETHING = Shelf((), ())
"""A shelf of which the pages of an entry know that it is there, and not what stands on it."""


class Surroundings(NamedTuple):
    """An entry, and what its pages may say of others."""

    entry: Case | Lesson
    told: tuple[Case, ...]
    """The cases that a lesson names or shows a section of."""
    related: tuple[Case, ...]
    """Other cases, by their heads, to which a case leads."""
    lessons: tuple[Lesson, ...]
    """The lessons, by their heads, that use a case."""
    images: Album
    shelves: tuple[tuple[ShelfKind, str], ...]
    """The shelves that are there, of those that the entry names."""
    kit: tuple[tuple[KitFile, ...], ...]
    """By edition, the files of a lesson's class kit."""
    crowded: bool

    @property
    def library(self) -> Library:
        """All these entries."""
        own = (self.entry,)
        return Library(
            cases={each.id: each for each in (*own, *self.told, *self.related) if each.kind == "case"},  # type: ignore[misc]
            lessons={each.id: each for each in (*own, *self.lessons) if each.kind == "lesson"},  # type: ignore[misc]
            images=self.images,
        )


def around(editions: Editions, entry: Case | Lesson) -> Surroundings:
    """Cut an entry of a library out with its surroundings."""
    edition = next(iter(editions.values()))
    shelves = tuple((kind, id) for kind, id in finding.named(edition, entry) if id in edition.shelves[kind])
    bare = Surroundings(entry, (), (), (), _pictures(edition, entry), shelves, (), edition.crowded)
    if entry.kind == "case":
        case = edition.library.cases[entry.id]
        return bare._replace(
            related=tuple(each.head() for each in related(edition, case)),
            lessons=tuple(each.head() for each in edition.relations.lessons_with(case)),
        )
    cases = tuple(edition.library.cases[id] for id in dict.fromkeys(told(edition.library.lessons[entry.id])))
    return bare._replace(
        told=cases,
        images=_pictures(edition, entry, *cases),
        kit=tuple(each.kit.get(entry.id, ()) for each in editions.values()),
    )


def _pictures(edition: Edition, *entries: Case | Lesson) -> Album:
    own = {(entry.kind, entry.id) for entry in entries}
    return edition.library.images.only(lambda path: owner(path) in own)


def within(editions: Editions, found: Surroundings) -> dict[str, Edition]:
    """The editions that hold an entry with its surroundings, and of the library of ``editions`` its reference data."""
    own = found.library
    kit = dict(zip(editions, found.kit, strict=False))
    return {
        lang: replace(
            edition,
            library=replace(edition.library, cases=own.cases, lessons=own.lessons, pages={}, images=own.images),
            kit={found.entry.id: kit[lang]} if kit.get(lang) else {},
            shelves={kind: {id: _SOMETHING for of, id in found.shelves if of == kind} for kind in finding.SHELVES},
            crowded=found.crowded,
        )
        for lang, edition in editions.items()
    }
