"""The library: every case, lesson, page and reference entry, joined and ready to be rendered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from fazhi.model.blocks import Link, Section, spans
from fazhi.model.facts import CaseFront, CaseWords, LessonFront, LessonWords, PageFront, PageWords, Translation
from fazhi.model.fields import ORIGINAL
from fazhi.model.reference import (
    Channel,
    Grade,
    Law,
    LawCard,
    Pack,
    Place,
    Procedure,
    Reading,
    Redirect,
    Series,
    Term,
    Topic,
)

Kind = Literal["case", "lesson", "page"]
F = TypeVar("F", CaseFront, LessonFront, PageFront)
FrontWords = CaseFront | CaseWords | LessonFront | LessonWords | PageFront | PageWords


@dataclass(frozen=True, slots=True)
class Text:
    """One language of an entry: its words, its sections, and what the translation was made from."""

    lang: str
    path: str
    words: FrontWords
    sections: tuple[Section, ...]
    digest: str
    """The digest of the words of the front matter; those of the sections are with the sections."""
    cited: frozenset[tuple[str, str]] = frozenset()
    """The laws and articles that the text cites; worked out once, since every law's page asks for it."""

    @property
    def translation(self) -> Translation | None:
        """What a translation says about its original; None for the original itself."""
        return getattr(self.words, "translation", None)

    def section(self, id: str) -> Section | None:
        """Find a section by its id."""
        return next((section for section in self.sections if section.id == id), None)

    def digests(self) -> dict[str, str]:
        """The digest of the front matter's words and of each section, by section id."""
        return {"meta": self.digest} | {section.id: section.digest for section in self.sections if section.id}


@dataclass(frozen=True, slots=True)
class Entry(Generic[F]):
    """A case, a lesson or a page: the facts, which are the same in every language, and the text of each language."""

    kind: Kind
    id: str
    facts: F
    texts: Mapping[str, Text]

    def __contains__(self, lang: object) -> bool:
        """Tell whether the entry has been written in the language."""
        return lang in self.texts

    @property
    def original(self) -> Text:
        """The Chinese text, from which all others are made."""
        return self.texts[ORIGINAL]

    def behind(self, lang: str) -> tuple[str, ...]:
        """The ids of the sections that changed in the original since this translation was stamped, in their order."""
        text = self.texts.get(lang)
        if text is None or text.translation is None:
            return ()
        stamped = text.translation.of
        return tuple(id for id, digest in self.original.digests().items() if stamped.get(id) != digest)


Case = Entry[CaseFront]
Lesson = Entry[LessonFront]
Page = Entry[PageFront]
AnyEntry = Case | Lesson | Page


@dataclass(frozen=True, slots=True)
class Library:
    """All content. Every mapping is in the order in which it is shown."""

    cases: Mapping[str, Case] = field(default_factory=dict)
    lessons: Mapping[str, Lesson] = field(default_factory=dict)
    pages: Mapping[str, Page] = field(default_factory=dict)
    topics: Mapping[str, Topic] = field(default_factory=dict)
    grades: Mapping[str, Grade] = field(default_factory=dict)
    procedures: Mapping[str, Procedure] = field(default_factory=dict)
    series: Mapping[str, Series] = field(default_factory=dict)
    channels: Mapping[str, Channel] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    laws: Mapping[str, Law] = field(default_factory=dict)
    cards: Mapping[str, LawCard] = field(default_factory=dict)
    packs: Mapping[str, Pack] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    redirects: Mapping[str, Redirect] = field(default_factory=dict)
    readings: Mapping[str, Reading] = field(default_factory=dict)

    def entries(self) -> Iterator[AnyEntry]:
        """Every case, lesson and page."""
        yield from self.cases.values()
        yield from self.lessons.values()
        yield from self.pages.values()


def citations(sections: tuple[Section, ...]) -> frozenset[tuple[str, str]]:
    """The law and the article of every ``law:`` link of some sections; the article is empty for a law as a whole."""
    links = (span.target for section in sections for span in spans(section) if isinstance(span, Link))
    cited = (target.removeprefix("law:").partition("#") for target in links if target.startswith("law:"))
    return frozenset((law, article) for law, _, article in cited)
