"""Narrow the library to an edition: one grade band and what is younger, or what pupils may have, or both.

What an edition must not hold is taken out of the model, before anything is rendered, so that no output can hold it: no
page, list, index, feed, data file or document needs a rule of its own.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from fazhi.model.blocks import (
    Heading,
    Items,
    Link,
    Notes,
    Paragraph,
    Picture,
    Question,
    Section,
    Text,
    nodes,
    plain,
    spans,
)
from fazhi.model.bodies import Packed
from fazhi.model.facts import CaseFront, LessonFront
from fazhi.model.fields import FOR_PRESENTERS, PRESENTER_ONLY, TAUGHT_WITH_CARE_FROM
from fazhi.model.library import AnyEntry, Case, Entry, Kind, Lesson, Library, Page, citations
from fazhi.model.library import Text as Written
from fazhi.model.reading import minutes
from fazhi.model.reference import Pack, Topic
from fazhi.model.settings import Scope

Elsewhere = Mapping[str, Mapping[str, str]]
"""By language and kind of entry, what is said in the place of a title of something that is not there: the fixed words
``edition.elsewhere.case``, ``edition.elsewhere.lesson`` and ``edition.elsewhere.page``."""

E = TypeVar("E", Case, Lesson, Page)
WITH_CARE, PRESENTER_LEVEL = 2, 3
_QUOTES = (("“", "”"), ("‘", "’"), ("「", "」"), ("《", "》"), ('"', '"'))


def first_band(facts: CaseFront | LessonFront, bands: Sequence[str]) -> int:
    """The place, in ``bands`` from young to old, of the first edition that holds an entry; ``len(bands)`` for none.

    That is the youngest band the entry is written for; what is taught with care waits for junior secondary, what is
    for the presenter alone is in no edition by grade.
    """
    if facts.sensitivity >= PRESENTER_LEVEL:
        return len(bands)
    wanted = [bands.index(grade) for grade in facts.grades if grade in bands]
    youngest = min(wanted, default=len(bands))
    if facts.sensitivity < WITH_CARE:
        return youngest
    return max(youngest, bands.index(TAUGHT_WITH_CARE_FROM)) if TAUGHT_WITH_CARE_FROM in bands else len(bands)


def narrowed(library: Library, scope: Scope, elsewhere: Elsewhere) -> Library:
    """Give the library of an edition; the whole library, the very same, for the whole site.

    ``scope.grade`` is one of ``library.grades``. The digests of the sections stay those of the source, so that no
    translation seems to be behind.
    """
    if not scope:
        return library
    bands = list(library.grades)
    kept = bands[: bands.index(scope.grade) + 1] if scope.grade else bands
    cases = {id: case for id, case in library.cases.items() if _belongs(case.facts, bands, kept, scope)}
    lessons = {id: lesson for id, lesson in library.lessons.items() if _belongs(lesson.facts, bands, kept, scope)}
    pages = {id: page for id, page in library.pages.items() if not (scope.students and id in FOR_PRESENTERS)}
    left: Mapping[Kind, Mapping[str, object]] = {"case": cases, "lesson": lessons, "page": pages}
    gone = [entry for entry in library.entries() if entry.id not in left[entry.kind]]
    cutter = _Cutter(scope.students, gone, elsewhere)
    facts = {id: _lesson_facts(lesson.facts, kept, cases, library.cases) for id, lesson in lessons.items()}
    return dataclasses.replace(
        library,
        cases={id: cutter.entry(case, _case_facts(case.facts, kept)) for id, case in cases.items()},
        lessons={id: cutter.entry(lesson, facts[id]) for id, lesson in lessons.items()},
        pages={id: cutter.entry(page, page.facts) for id, page in pages.items()},
        topics=_used(library.topics, (*(case.facts for case in cases.values()), *facts.values())),
        grades={id: library.grades[id] for id in kept},
        packs={} if scope.students else _whole(library.packs, kept, lessons),
    )


def without_presenters(text: Written) -> Written:
    """Give a text without all that only the presenter may see: whole sections, and notes at any depth."""
    return _Cutter(students=True, gone=(), elsewhere={}).text(text, "case", text.words)


def _belongs(facts: CaseFront | LessonFront, bands: Sequence[str], kept: Sequence[str], scope: Scope) -> bool:
    if scope.students and facts.sensitivity >= PRESENTER_LEVEL:
        return False
    return scope.grade is None or first_band(facts, bands) < len(kept)


def _case_facts(facts: CaseFront, kept: Sequence[str]) -> CaseFront:
    return facts.model_copy(update={"grades": _in(facts.grades, kept)})


def _lesson_facts(
    facts: LessonFront, kept: Sequence[str], cases: Mapping[str, Case], before: Mapping[str, Case]
) -> LessonFront:
    """The facts of a lesson; the topics that it has from a case stay with it, for they say who can help its pupils."""
    inherited = (topic for id in facts.cases if id not in cases for topic in before[id].facts.topics)
    topics = tuple(dict.fromkeys((*facts.topics, *inherited)))
    changes = {"grades": _in(facts.grades, kept), "cases": _in(facts.cases, cases), "topics": topics}
    return facts.model_copy(update=changes)


def _in(ids: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    there = set(known)
    return tuple(id for id in ids if id in there)


def _used(topics: Mapping[str, Topic], facts: Iterable[CaseFront | LessonFront]) -> Mapping[str, Topic]:
    """The topics that some case or lesson has."""
    used = {topic for each in facts for topic in each.topics}
    return {id: topic for id, topic in topics.items() if id in used}


def _whole(packs: Mapping[str, Pack], kept: Sequence[str], lessons: Mapping[str, Lesson]) -> Mapping[str, Pack]:
    """The year packs for the bands that are left, of which every lesson is left too."""
    return {id: pack for id, pack in packs.items() if pack.grade in kept and set(pack.lessons) <= set(lessons)}


class _Cutter:
    """Cuts out of texts what leads to entries that are gone, and (for students) what is the presenter's."""

    def __init__(self, students: bool, gone: Sequence[AnyEntry], elsewhere: Elsewhere) -> None:
        """Take the entries that are gone, and the words that stand for them."""
        self.students = students
        self.gone = gone
        self.elsewhere = elsewhere

    def entry(self, entry: E, facts: Any) -> Any:
        """Give an entry with these facts and with its texts cut."""
        texts = {
            lang: self.text(text, entry.kind, facts if text.words is entry.facts else text.words)
            for lang, text in entry.texts.items()
        }
        timed = {
            lang: dataclasses.replace(text, minutes=minutes(text.sections, text.words.summary, lang))
            for lang, text in texts.items()
        }
        cut = Entry(entry.kind, entry.id, facts, timed, entry.moved)
        return cut.packed() if isinstance(entry.original.sections, Packed) else cut

    def text(self, text: Written, kind: Kind, words: Any) -> Written:
        """Give a text with its sections cut; a section in which nothing is left goes as a whole."""
        left_out = FOR_PRESENTERS | PRESENTER_ONLY if self.students else frozenset()
        rewrite = _Rewrite(self._targets(text.lang), kind == "page", self.students)
        cut = (rewrite.section(section) for section in text.sections if section.id not in left_out)
        sections = tuple(section for section in cut if section.blocks or section.events or section.questions)
        return dataclasses.replace(text, words=words, sections=sections, cited=citations(sections))

    def _targets(self, lang: str) -> Mapping[str, tuple[str, str]]:
        """By the target of a link to something gone: its title in the language, and what is said in its place."""
        return {
            f"{entry.kind}:{entry.id}": (
                entry.texts.get(lang, entry.original).words.title,
                self.elsewhere[lang][entry.kind],
            )
            for entry in self.gone
        }


@dataclass(frozen=True, slots=True)
class _Rewrite:
    """Rewrites the nodes of one text. Blocks and spans are frozen; what changes is built anew, whatever its class."""

    targets: Mapping[str, tuple[str, str]]
    signposts: bool
    """Whether the text is a written page, whose paragraphs and list items send a reader on."""
    students: bool

    def section(self, section: Section) -> Section:
        """Give a section with its blocks, entries and questions rewritten; the very same if nothing in it can go."""
        if not self.targets and not (self.students and any(isinstance(node, Notes) for node in nodes(section))):
            return section
        cut: Section = self._fields(section)
        return cut

    def _nodes(self, values: tuple[Any, ...]) -> tuple[Any, ...]:
        """What becomes of the values of a field: nodes, or rows of nodes, of which an empty item is left out."""
        found: list[Any] = []
        for value in values:
            if isinstance(value, tuple):
                found.append(self._nodes(value))
            elif dataclasses.is_dataclass(value):
                found.extend(self._node(value))
            else:
                found.append(value)
        return tuple(found)

    def _node(self, node: Any) -> Iterator[Any]:
        """What a node becomes: itself rewritten, other nodes, or nothing."""
        match node:
            case Notes() if self.students:
                return
            case Paragraph() if self.signposts and self._leads_nowhere(node):
                return
            case Link(children, target) if target in self.targets:
                yield from self._unlinked(children, *self.targets[target])
            case Text(text):
                yield Text(self._unnamed(text))
            case Items(items=items):
                left = tuple(item for item in map(self._nodes, items) if item)
                if left:
                    yield dataclasses.replace(node, items=left)
            case Heading(title=title) | Question(title=title):
                yield dataclasses.replace(self._fields(node), title=self._unnamed(title))
            case Picture(alt=alt):
                yield dataclasses.replace(node, alt=self._unnamed(alt))
            case Paragraph(children=(Link(target=target), *_)) if target in self.targets:
                yield _opening(self._fields(node))
            case _:
                yield self._fields(node)

    def _fields(self, node: Any) -> Any:
        """A node with all that stands in its fields rewritten."""
        changes: dict[str, Any] = {}
        for field in dataclasses.fields(node):
            value = getattr(node, field.name)
            if isinstance(value, tuple):
                changes[field.name] = self._nodes(value)
            elif dataclasses.is_dataclass(value):
                changes[field.name] = self._fields(value)
        return dataclasses.replace(node, **changes) if changes else node

    def _leads_nowhere(self, node: Paragraph) -> bool:
        """Tell whether there are links in a paragraph, and every one leads to something that is gone."""
        links = [span.target in self.targets for span in spans(node) if isinstance(span, Link)]
        return bool(links) and all(links)

    def _unlinked(self, words: tuple[Any, ...], title: str, instead: str) -> tuple[Any, ...]:
        """The words of a link that has nowhere to lead; a title does not stay."""
        return (Text(instead),) if plain(words) == title else self._nodes(words)

    def _unnamed(self, text: str) -> str:
        """Text in which no title in quotation marks names what is gone; the same words without marks are just words."""
        for title, instead in self.targets.values():
            for before, after in _QUOTES:
                text = text.replace(f"{before}{title}{after}", instead)
        return text


def _opening(node: Paragraph) -> Paragraph:
    """A paragraph whose first letter is a capital, where the language has any."""
    first, *others = node.children
    if isinstance(first, Text):
        first = Text(first.text[:1].upper() + first.text[1:])
    return dataclasses.replace(node, children=(first, *others))
