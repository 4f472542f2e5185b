"""Make the views of lists: all, and what stands on a shelf; the glossary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from fazhi.model.library import Case, Lesson
from fazhi.model.reference import Term
from fazhi.render import finding, paging, paths
from fazhi.render.downloads import offered
from fazhi.render.edition import Edition, ShelfKind
from fazhi.render.list_views import GlossaryView, ListGroup, ListView, TermGroup, TermView
from fazhi.render.views import Ref

MAX_CARDS = 48
"""Cards of a list that shows all there is by groups; beyond, each group shows the first and leads to the others."""
_PLAIN_LETTERS = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ", "aaaaeeeeiiiioooouuuuvvvv")


def case_list(edition: Edition) -> ListView:
    """The cases under their first topic: all of them, or the newest of each and the way to the topic."""
    address, t = paths.page("cases"), edition.words.t.lists
    by_topic: dict[str, list[Case]] = {id: [] for id in edition.library.topics}
    for case in edition.cases():
        by_topic[case.facts.topics[0]].append(case)
    most = paging.share([len(cases) for cases in by_topic.values()], MAX_CARDS)
    return ListView(
        title=t.cases.title,
        summary=t.cases.summary,
        groups=tuple(_topic_group(edition, id, cases, most, address) for id, cases in by_topic.items() if cases),
        finders=finding.finders(edition, address, "topic", "grade"),
        more=finding.finders(edition, address, "procedure", "place"),
    )


def lesson_list(edition: Edition) -> ListView:
    """The lessons under their youngest grade band: all of them, or the first of each and the way to the band."""
    address, t = paths.page("lessons"), edition.words.t.lists
    ordered = groupby(edition.lessons(), key=lambda lesson: _youngest(edition, lesson))
    by_grade = [(grade, tuple(lessons)) for grade, lessons in ordered]
    most = paging.share([len(lessons) for _, lessons in by_grade], MAX_CARDS)
    groups = tuple(
        ListGroup(
            id=grade,
            title=edition.library.grades[grade].name[edition.lang],
            note=edition.library.grades[grade].years[edition.lang],
            cards=tuple(edition.card(lesson, address) for lesson in lessons[:most]),
            more=_more(edition, "grade", grade, address) if len(lessons) > most else None,
        )
        for grade, lessons in by_grade
    )
    finders = finding.finders(edition, address, "topic", "grade", year=True)
    return ListView(t.lessons.title, t.lessons.summary, groups, finders)


def pages(edition: Edition) -> Iterator[tuple[str, ListView]]:
    """The lists of cases and lessons, by the addresses of their pages."""
    yield paths.page("cases"), case_list(edition)
    yield paths.page("lessons"), lesson_list(edition)
    for kind in finding.SHELVES:
        for id in edition.shelves[kind]:
            yield from shelf_pages(edition, kind, id)


def shelf_pages(edition: Edition, kind: ShelfKind, id: str) -> Iterator[tuple[str, ListView]]:
    """What stands on a shelf (of a topic, a grade band, a procedure, a place), by the addresses of the list's pages."""
    address, shelf = paths.shelf(kind, id), edition.shelves[kind][id]
    head = ListView(
        title=finding.name(edition, kind, id),
        summary=finding.summary(edition, kind, id),
        groups=(),
        finders=finding.finders(edition, address, *(("topic", "grade") if kind in ("topic", "grade") else (kind,))),
    )
    return paged(edition, address, head, (*shelf.lessons, *shelf.cases))


def paged(
    edition: Edition, address: str, head: ListView, entries: Sequence[Case | Lesson]
) -> Iterator[tuple[str, ListView]]:
    """The pages of a list, by address; ``head`` is what the first one says, which may be the only one."""
    parts, t = paging.cut(entries), edition.words.t.lists
    at = paging.addresses(address, len(parts))
    for number, (here, rows, pager) in enumerate(zip(at, parts, paging.pagers(edition, at), strict=True), 1):
        found = replace(head, groups=_both(edition, rows, here), pager=pager)
        if number > 1:
            found = replace(found, title=t.further.format(title=head.title, n=number), finders=())
        yield here, found


def _both(edition: Edition, entries: Iterable[Case | Lesson], address: str) -> tuple[ListGroup, ...]:
    """Lessons, then cases, as they come in: each under their heading."""
    t, kinds = edition.words.t.nav, {"lesson": "lessons", "case": "cases"}
    return tuple(
        ListGroup(kinds[kind], getattr(t, kinds[kind]), "", tuple(edition.card(entry, address) for entry in inside))
        for kind, inside in groupby(entries, key=lambda entry: entry.kind)
    )


def _topic_group(edition: Edition, id: str, cases: Sequence[Case], most: int, address: str) -> ListGroup:
    topic = edition.library.topics[id]
    return ListGroup(
        id=id,
        title=topic.name[edition.lang],
        note=topic.summary[edition.lang],
        cards=tuple(edition.card(case, address) for case in cases[:most]),
        more=_more(edition, "topic", id, address) if len(cases) > most else None,
    )


def _more(edition: Edition, kind: ShelfKind, id: str, address: str) -> Ref:
    """The link from a group of which only some are shown to the shelf on which all stand."""
    shelf = edition.shelves[kind][id]
    name, count = finding.name(edition, kind, id), len(shelf.lessons) + len(shelf.cases)
    words = edition.words.t.lists.all.format(name=name, n=count)
    return edition.ref(paths.shelf(kind, id), words, address)


def _youngest(edition: Edition, lesson: Lesson) -> str:
    return next(id for id in edition.library.grades if id in lesson.facts.grades)


# --- glossary -----------------------------------------------------------------------------------------


def glossary_view(edition: Edition) -> GlossaryView:
    """All terms, by the first letter of the pinyin in Chinese and of the word in English."""
    terms = sorted(edition.library.terms.values(), key=lambda term: (_sort_key(edition, term), term.id))
    groups = tuple(
        TermGroup(letter, tuple(_term(edition, term) for term in inside))
        for letter, inside in groupby(terms, key=lambda term: _sort_key(edition, term)[0].upper())
    )
    return GlossaryView(len(terms), groups, offered(edition, paths.GLOSSARY, paths.page("glossary")))


def _sort_key(edition: Edition, term: Term) -> str:
    spoken = term.pinyin.lower().translate(_PLAIN_LETTERS) if edition.lang == "zh" else term.en.lower()
    return "".join(char for char in spoken if char.isalpha() or char == " ")


def _term(edition: Edition, term: Term) -> TermView:
    lang, words = edition.lang, edition.words
    return TermView(
        id=term.id,
        zh=term.zh,
        zh_also=words.listed(list(term.zh_also)),
        pinyin=term.pinyin,
        en=term.en,
        en_also=words.listed(list(term.en_also)),
        explain=term.explain[lang],
        basis=words.label("term_basis", term.basis),
    )
