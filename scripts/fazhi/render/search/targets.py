"""Take from the model what can be found in an edition: everything a pupil may read, as plain text.

What is presenter-only never enters it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from fazhi.model.blocks import (
    Block,
    Chart,
    Flow,
    Heading,
    Inline,
    Items,
    Picture,
    Pull,
    Question,
    Quote,
    Section,
    Table,
    plain,
    without_notes,
)
from fazhi.model.facts import LessonFront, LessonWords
from fazhi.model.library import AnyEntry, Case, Lesson
from fazhi.model.reference import Law
from fazhi.render import finding, paths
from fazhi.render.edition import Edition, case_words
from fazhi.render.entries import source_views
from fazhi.render.laws import Citing, citing_laws, law_view

KINDS = ("case", "lesson", "term", "law", "page")
"""The groups of results, in the order in which equally good ones stand."""
BREAK = "\n"
"""Stands between two texts: nobody can type it, so that no word is found across the end of a paragraph."""


class Row(NamedTuple):
    """A place on a page that a result can lead to: its anchor, its title, its texts."""

    anchor: str
    title: str
    texts: tuple[str, ...]


class Target(NamedTuple):
    """What is found as a whole: a page, or a term of the glossary."""

    address: str
    kind: str
    title: str
    names: tuple[str, ...]
    """What else it is called: a term's other names and pinyin, the title in the other language."""
    rows: tuple[Row, ...]


def targets(edition: Edition) -> Iterator[Target]:
    """Everything that can be found in an edition, in the order of the kinds."""
    for entry in entries(edition):
        yield of_entry(edition, entry)
    yield from of_all(edition)


def entries(edition: Edition) -> Iterator[Case | Lesson]:
    """The cases and lessons that can be found."""
    listed: tuple[Case | Lesson, ...] = (*edition.cases(), *edition.lessons())
    return (entry for entry in listed if edition.lang in entry)


def of_entry(edition: Edition, entry: Case | Lesson) -> Target:
    """A case or a lesson; its surroundings are enough of an edition."""
    if isinstance(entry.facts, LessonFront):
        lesson = edition.library.lessons[entry.id]
        return _target(edition, lesson, _lesson_head(edition, lesson), [_homework(edition, lesson)])
    case = edition.library.cases[entry.id]
    return _target(edition, case, _case_head(edition, case), [_sources(edition, case)])


def of_all(edition: Edition) -> Iterator[Target]:
    """Everything else: written pages, terms, laws, lists."""
    for page in edition.library.pages.values():
        if edition.lang in page:
            yield _target(edition, page, (), _beside(edition, page.id))
    for term in edition.library.terms.values():
        names = (term.name(edition.other), *term.zh_also, *term.en_also, term.pinyin)
        rows = (_row("", "", [term.explain[edition.lang]]),)
        yield Target(paths.term(term.id), "term", term.name(edition.lang), names, rows)
    citing = citing_laws(edition)
    for law in edition.library.laws.values():
        yield _law(edition, law, citing.get(law.id, {}))
    yield from _lists(edition)


def _row(anchor: str, title: str, texts: Iterable[str]) -> Row:
    return Row(anchor, title, tuple(text for text in texts if text))


def _target(edition: Edition, entry: AnyEntry, head: Iterable[str], after: Iterable[Row]) -> Target:
    """A case, a lesson or a page, by its title in either language; ``head`` stands above its sections."""
    text, other = edition.text(entry), entry.texts.get(edition.other)
    note = getattr(text.words, "content_note", None) or ""
    rows = [_row("", "", (text.words.summary, note, *head))]
    for section in edition.shown(entry):
        rows += _rows(edition, section)
    names = (other.words.title,) if other else ()
    return Target(paths.entry(entry), entry.kind, text.words.title, names, (*rows, *after))


def _case_head(edition: Edition, case: Case) -> Iterator[str]:
    words = case_words(edition.text(case))
    yield from (words.place, *words.organs)
    yield from _shelves(edition, case)


def _lesson_head(edition: Edition, lesson: Lesson) -> Iterator[str]:
    words, facts, library = _lesson_words(edition, lesson), lesson.facts, edition.library
    yield from (*words.objectives, *words.keypoints, *words.materials)
    yield edition.words.label("activity", facts.activity)
    yield from (edition.text(library.cases[id]).words.title for id in facts.cases)
    laws = dict.fromkeys(cited.partition("#")[0] for cited in facts.laws)
    yield from (library.laws[id].short[edition.lang] for id in laws)
    yield from _shelves(edition, lesson)


def _shelves(edition: Edition, entry: Case | Lesson) -> Iterator[str]:
    """The names of the topics and grade bands under which an entry is found; they stand at the head of its page."""
    yield from (finding.name(edition, "topic", id) for id in edition.topics(entry))
    yield from (finding.name(edition, "grade", id) for id in edition.library.grades if id in entry.facts.grades)


def _lesson_words(edition: Edition, lesson: Lesson) -> LessonFront | LessonWords:
    words = edition.text(lesson).words
    return words if isinstance(words, LessonWords) else lesson.facts


def _homework(edition: Edition, lesson: Lesson) -> Row:
    return _row("homework", edition.words.t.lesson.homework, _lesson_words(edition, lesson).homework)


def _sources(edition: Edition, case: Case) -> Row:
    """How a case was handled, and where it is told."""
    library, lang, text, facts = edition.library, edition.lang, edition.text(case), case.facts
    texts = [library.procedures[id].name[lang] for id in facts.procedures]
    if facts.official:
        # Not its title, which may hold a surname and stands in the citation block and nowhere else.
        texts += [library.series[facts.official.series].name[lang], facts.official.number or ""]
    for source in source_views(edition, case, text):
        texts += [source.title, source.publisher]
    return _row("sources", edition.words.t.entry.sources, texts)


def _beside(edition: Edition, page: str) -> Iterator[Row]:
    """What a written page shows beside its text: help channels, the reasons for the lessons of a year."""
    library, lang = edition.library, edition.lang
    if page == "help":
        for channel in library.channels.values():
            note = channel.note[lang] if channel.note else ""
            # The urgent ones stand in a box of their own and have no anchor.
            anchor = "urgent" if channel.urgent else channel.id
            yield _row(anchor, channel.name[lang], (channel.number, channel.purpose[lang], note))
    elif page == "presenters":
        for id, pack in library.packs.items():
            yield _row(f"pack-{id}", finding.name(edition, "grade", pack.grade), (pack.reason[lang],))


def _law(edition: Edition, law: Law, citing: Citing) -> Target:
    """A law: what is known of it, and what the law cards say of its articles."""
    view = law_view(edition, law, citing)
    rows = [_row("", "", (view.watch, view.kind, *(version.note for version in view.versions)))]
    rows += [_row(each.anchor, each.name, (card.text for card in each.cards)) for each in view.articles]
    return Target(
        paths.law(law.id), "law", view.title, (law.short[edition.lang], law.title[edition.other]), tuple(rows)
    )


def _lists(edition: Edition) -> Iterator[Target]:
    """The pages that list others: by their titles, what is said of them, and how they are divided."""
    t, lang, library = edition.words.t, edition.lang, edition.library
    for id, words, texts in (
        ("cases", t.lists.cases, [topic.name[lang] for topic in library.topics.values()]),
        ("lessons", t.lists.lessons, [grade.name[lang] for grade in library.grades.values()]),
        ("laws", t.laws, _registry(edition)),
        ("glossary", t.glossary, []),
    ):
        yield Target(paths.page(id), "page", words.title, (), (_row("", "", (words.summary, *texts)),))
    for kind, inside in edition.shelves.items():
        for id in inside:
            row = _row("", "", (finding.summary(edition, kind, id),))
            yield Target(paths.shelf(kind, id), "page", finding.name(edition, kind, id), (), (row,))


def _registry(edition: Edition) -> list[str]:
    laws = edition.library.laws.values()
    kinds = dict.fromkeys(edition.words.label("law_kind", law.kind) for law in laws)
    return [*kinds, *(law.title[edition.lang] for law in laws)]


# --- the text of sections -------------------------------------------------------------------------------


def _rows(edition: Edition, section: Section) -> Iterator[Row]:
    """A section, cut at its headings: each scene, side and question of it is a place of its own."""
    anchor, title, texts = section.id, section.title, [*_events(edition, section)]
    for question in section.questions:
        texts += _question(question)
    for block in without_notes(section.blocks):
        if isinstance(block, Heading):
            yield _row(anchor, title, texts)
            anchor, title, texts = block.id, block.title, []
        else:
            texts += _texts(edition, block)
    yield _row(anchor, title, texts)


def _events(edition: Edition, section: Section) -> Iterator[str]:
    for event in section.events:
        yield f"{edition.words.moment(event.moment)} {plain(event.children)}"


def _question(question: Question) -> Iterator[str]:
    yield question.title
    for option in question.options:
        yield plain(option.answer)
        yield plain(option.reason)


def _texts(edition: Edition, block: Block) -> Iterator[str]:  # noqa: C901 - a line for each kind of block
    """The texts of a block as a reader sees them, pulled sections included, presenter's notes left out."""
    match block:
        case Pull(case, id):
            section = edition.text(edition.library.cases[case]).section(id)
            for row in _rows(edition, section) if section else ():
                # The title of the section itself stands in small above what was pulled, and is the case's.
                yield from (row.title if row.anchor != id else "", *row.texts)
        case Items(_, items):
            for inside in (inside for item in items for inside in without_notes(item)):
                yield from _texts(edition, inside)
        case Quote(children):
            for inside in without_notes(children):
                yield from _texts(edition, inside)
        case Chart(table):
            yield from _texts(edition, table)
        case Table(head, rows):
            yield from (plain(cell) for row in (head, *rows) for cell in row)
        case Flow(lanes):
            for lane in lanes:
                yield from (plain(lane.name), *(plain(step) for step in lane.steps))
        case Heading():
            yield block.title
        case Picture():
            yield block.alt
        case _:
            yield plain(_inline(block))


def _inline(block: Block) -> tuple[Inline, ...]:
    children: tuple[Inline, ...] = getattr(block, "children", ())
    return children
