"""The part of an edition that the documents of some lessons are made of, and no more.

The makers are given this and nothing else: what is not in it cannot be in a document. So its digest decides their
bytes, and nobody has to keep a list of what they look at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from fazhi.model.blocks import Block, Items, Notes, Pull, Quote
from fazhi.model.fields import ORIGINAL
from fazhi.model.library import Case, Lesson, Library
from fazhi.model.reference import Pack
from fazhi.render.edition import Edition

E = TypeVar("E", Case, Lesson)


def extract(edition: Edition, lessons: Iterable[Lesson], packs: Iterable[Pack] = ()) -> Edition:
    """Give an edition that holds these lessons, the cases that they tell, and what is said about all of them.

    Of each text it holds the original and that in the edition's language.
    """
    library, lessons = edition.library, tuple(lessons)
    cases = [library.cases[id] for id in dict.fromkeys(id for lesson in lessons for id in told(lesson))]
    entries: tuple[Case | Lesson, ...] = (*lessons, *cases)
    own = {(each.kind, each.id) for each in entries}
    return Edition(
        Library(
            cases={case.id: _in_language(case, edition.lang) for case in cases},
            lessons={lesson.id: _in_language(lesson, edition.lang) for lesson in lessons},
            grades=library.grades,
            series=library.series,
            channels=library.channels,
            laws=library.laws,
            packs={pack.id: pack for pack in packs},
            images=library.images.only(lambda path: owner(path) in own),
        ),
        edition.words,
        edition.settings,
        edition.scope,
    )


def told(lesson: Lesson) -> Iterator[str]:
    """The cases of a lesson by id: those that it names, and those that it shows a section of."""
    yield from lesson.facts.cases
    for text in lesson.texts.values():
        for section in text.sections:
            yield from (pull.case for pull in _pulls(section.blocks))


def _pulls(blocks: Iterable[Block]) -> Iterator[Pull]:
    for block in blocks:
        match block:
            case Pull():
                yield block
            case Notes(children) | Quote(children):
                yield from _pulls(children)
            case Items(items=items):
                yield from _pulls(chain.from_iterable(items))


def _in_language(entry: E, lang: str) -> E:
    return replace(entry, texts={each: text for each, text in entry.texts.items() if each in (ORIGINAL, lang)})


def owner(path: str) -> tuple[str, str]:
    """The kind and the id of the entry that a picture belongs to, by the path of its file."""
    *_, folder, id, _, _ = ("", "", *path.split("/"))
    return folder.removesuffix("s"), id
