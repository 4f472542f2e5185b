"""Work out what is found where: the cases and lessons under each topic, grade band, procedure and place.

Nothing of it is typed: an entry stands on every shelf that its facts name, in both languages on the same ones, and a
shelf on which nothing stands has no page and no link.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from fazhi.model.facts import CaseFront
from fazhi.model.library import Case, Lesson
from fazhi.model.reference import Grade, Place, Procedure, Topic
from fazhi.render import paths
from fazhi.render.edition import Edition, Shelf, ShelfKind, Shelves, case_words
from fazhi.render.views import Fact, Ref

_APART = {"zh": "、", "en": "; "}
"""What parts two places of a case."""
SHELVES: tuple[ShelfKind, ...] = ("topic", "grade", "procedure", "place")


def shelved(edition: Edition) -> Shelves:
    """Put every listed case and lesson of an edition on its shelves; only those that hold something are there."""
    library = edition.library
    known = {"topic": library.topics, "grade": library.grades, "procedure": library.procedures, "place": library.places}
    filled: dict[tuple[ShelfKind, str], tuple[list[Lesson], list[Case]]] = {}
    for lesson in edition.lessons():
        for shelf in named(edition, lesson):
            filled.setdefault(shelf, ([], []))[0].append(lesson)
    for case in edition.cases():
        for shelf in named(edition, case):
            filled.setdefault(shelf, ([], []))[1].append(case)
    return {kind: {id: _shelf(*filled[kind, id]) for id in known[kind] if (kind, id) in filled} for kind in SHELVES}


def _shelf(lessons: Iterable[Lesson], cases: Iterable[Case]) -> Shelf:
    return Shelf(tuple(lessons), tuple(cases))


def named(edition: Edition, entry: Case | Lesson) -> tuple[tuple[ShelfKind, str], ...]:
    """The shelves that an entry names."""
    ids: dict[ShelfKind, Iterable[str]] = {
        "topic": edition.topics(entry),
        "grade": entry.facts.grades,
        "procedure": getattr(entry.facts, "procedures", ()),
        "place": places(edition, entry),
    }
    return tuple(dict.fromkeys((kind, id) for kind, found in ids.items() for id in found))


def places(edition: Edition, entry: Case | Lesson) -> tuple[str, ...]:
    """The units at the level of a province in which a case happened, by the Chinese text, which is the original."""
    if not isinstance(entry.facts, CaseFront):
        return ()
    found = (_place(edition, part) for part in entry.facts.place.split(_APART["zh"]))
    return tuple(dict.fromkeys(id for id in found if id))


def _place(edition: Edition, written: str) -> str:
    """The unit whose name opens a place; nothing where none does, as for an invented town."""
    return next((id for id, place in edition.library.places.items() if written.startswith(place.name.zh)), "")


def name(edition: Edition, kind: ShelfKind, id: str) -> str:
    """What a shelf is called."""
    library = edition.library
    rows: dict[ShelfKind, Mapping[str, Topic | Grade | Procedure | Place]] = {
        "topic": library.topics,
        "grade": library.grades,
        "procedure": library.procedures,
        "place": library.places,
    }
    words = rows[kind][id].name[edition.lang]
    return words[:1].upper() + words[1:]


def summary(edition: Edition, kind: ShelfKind, id: str) -> str:
    """What is said below the name of a shelf."""
    library, lang = edition.library, edition.lang
    match kind:
        case "topic":
            return library.topics[id].summary[lang]
        case "grade":
            return library.grades[id].years[lang]
        case "procedure":
            return library.procedures[id].summary[lang]
        case "place":
            said: str = edition.words.t.lists.place_summary.format(name=library.places[id].name[lang])
            return said


# --- links ----------------------------------------------------------------------------------------------


def link(edition: Edition, kind: ShelfKind, id: str, address: str, words: str = "") -> Ref:
    """A link from a page to a shelf; plain words where nothing stands on it."""
    words = words or name(edition, kind, id)
    return edition.ref(paths.shelf(kind, id), words, address) if id in edition.shelves[kind] else Ref("", words)


def links(edition: Edition, kind: ShelfKind, ids: Iterable[str], address: str) -> tuple[Ref, ...]:
    """Links from a page to some shelves."""
    return tuple(link(edition, kind, id, address) for id in ids)


def topic_links(edition: Edition, entry: Case | Lesson, address: str) -> Fact:
    """The topics of an entry."""
    return Fact(edition.words.t.entry.topics, links(edition, "topic", edition.topics(entry), address))


def grade_links(edition: Edition, entry: Case | Lesson, address: str) -> Fact:
    """The grade bands of an entry, youngest first."""
    ids = (id for id in edition.library.grades if id in entry.facts.grades)
    return Fact(edition.words.t.entry.grades, links(edition, "grade", ids, address))


def procedure_links(edition: Edition, case: Case, address: str) -> Fact:
    """The ways in which a case was handled."""
    return Fact(edition.words.t.entry.procedures, links(edition, "procedure", case.facts.procedures, address))


def place_links(edition: Edition, case: Case, address: str) -> Fact:
    """The places of a case as it writes them, each leading to what else happened in the same province."""
    written = case_words(edition.text(case)).place
    lang = edition.lang if edition.lang in case else "zh"
    said, originals = written.split(_APART[lang]), case.facts.place.split(_APART["zh"])
    ids = [_place(edition, original) for original in originals]
    if len(said) != len(ids):
        return edition.plain(edition.words.t.entry.place, [written])
    pairs = zip(ids, said, strict=True)
    refs = (link(edition, "place", id, address, words) if id else Ref("", words) for id, words in pairs)
    return Fact(edition.words.t.entry.place, tuple(refs))


def year_links(edition: Edition, lesson: Lesson, address: str) -> Iterator[Fact]:
    """Where a lesson stands in the year plans, if in any."""
    t = edition.words.t.lesson
    refs = (
        _pack(edition, id, t.year_place.format(name=name(edition, "grade", pack.grade), n=number), address)
        for id, pack in edition.library.packs.items()
        for number, each in enumerate(pack.lessons, 1)
        if each == lesson.id
    )
    found = tuple(refs)
    if found:
        yield Fact(t.year, found)


def _pack(edition: Edition, id: str, words: str, address: str) -> Ref:
    return edition.ref(f"{paths.page('presenters')}#pack-{id}", words, address)


def finders(edition: Edition, address: str, *kinds: ShelfKind, year: bool = False) -> tuple[Fact, ...]:
    """The rows of links that stand above a list: a row for each kind, and the year plans if there are any."""
    t = edition.words.t.lists
    labels = {"topic": t.by_topic, "grade": t.by_grade, "procedure": t.by_procedure, "place": t.by_place}
    rows = [Fact(labels[kind], links(edition, kind, edition.shelves[kind], address)) for kind in kinds]
    packs = edition.library.packs if year else {}
    plans = (_pack(edition, id, name(edition, "grade", pack.grade), address) for id, pack in packs.items())
    rows.append(Fact(t.by_year, tuple(plans)))
    return tuple(row for row in rows if row.values)
