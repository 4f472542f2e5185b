"""The library: every case, lesson, page and reference entry, joined and ready to be rendered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, Literal, TypeVar

from fazhi.model.blocks import Link, Section, spans
from fazhi.model.bodies import Packed, Withheld
from fazhi.model.currency import Move
from fazhi.model.facts import CaseFront, CaseWords, LessonFront, LessonWords, PageFront, PageWords, Translation
from fazhi.model.fields import ORIGINAL, Status
from fazhi.model.images import Album, no_pictures
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
    Waiver,
    Wording,
)

Kind = Literal["case", "lesson", "page"]
F = TypeVar("F", CaseFront, LessonFront, PageFront)
DECISIVE = frozenset({"outcome", "law"})
"""Sections of which every word is a fact: what was decided, and what the law says."""
FrontWords = CaseFront | CaseWords | LessonFront | LessonWords | PageFront | PageWords


@dataclass(frozen=True, slots=True)
class Text:
    """One language of an entry: its words, its sections, and what the translation was made from."""

    lang: str
    path: str
    words: FrontWords
    sections: Sequence[Section]
    """In a large library they are packed, and unpacked when they are looked at."""
    digest: str
    """The digest of the words of the front matter; those of the sections are with the sections."""
    cited: frozenset[tuple[str, str]] = frozenset()
    """The laws and articles that the text cites; worked out once, since every law's page asks for it."""
    facts: str = ""
    """The digest of the figures and names in the words of the front matter."""
    minutes: int = 1
    """How long the story takes to read; worked out once, since every list that names the entry says so."""

    @property
    def translation(self) -> Translation | None:
        """What a translation says about its original; None for the original itself."""
        return getattr(self.words, "translation", None)

    def section(self, id: str) -> Section | None:
        """Find a section by its id."""
        return next((section for section in self.sections if section.id == id), None)

    def digests(self) -> dict[str, str]:
        """What a translation is stamped with, by section id: the digest of all words, a dot, that of the facts.

        The words of the front matter are ``meta``.
        """
        found = {"meta": (self.digest, self.facts)}
        found |= {section.id: (section.digest, section.facts) for section in self.sections if section.id}
        return {id: ".".join(filter(None, both)) for id, both in found.items()}


Change = Literal["new", "facts", "decisive", "wording"]


@dataclass(frozen=True, slots=True)
class Stale:
    """A part of the original that changed since a translation was stamped: ``meta``, or the id of a section."""

    id: str
    change: Change
    """``new``: never compared; ``facts``: figures, dates, citations or sources have changed; ``decisive``: the words of
    a section in which every word counts; ``wording``: any other words."""

    @property
    def grave(self) -> bool:
        """Whether the translation may now say something that is wrong, and not only something else."""
        return self.change != "wording"


@dataclass(frozen=True, slots=True)
class Entry(Generic[F]):
    """A case, a lesson or a page: the facts, which are the same in every language, and the text of each language."""

    kind: Kind
    id: str
    facts: F
    texts: Mapping[str, Text]
    moved: tuple[Move, ...] = ()
    """How the law has moved since the day to which the entry gives it."""

    def __contains__(self, lang: object) -> bool:
        """Tell whether the entry has been written in the language."""
        return lang in self.texts

    @property
    def original(self) -> Text:
        """The Chinese text, from which all others are made."""
        return self.texts[ORIGINAL]

    @property
    def status(self) -> Status:
        """The status as it is shown: what was published is to be checked again as soon as its law has moved."""
        written: Status = getattr(self.facts, "status", "published")
        return "needs-recheck" if written == "published" and self.moved else written

    def stale(self, lang: str) -> tuple[Stale, ...]:
        """What changed in the original since this translation was stamped, in its order."""
        text = self.texts.get(lang)
        if text is None or text.translation is None:
            return ()
        stamped = text.translation.of
        found = ((id, _change(id, stamped.get(id), digest)) for id, digest in self.original.digests().items())
        return tuple(Stale(id, change) for id, change in found if change)

    def waits_for(self, part: Stale) -> bool:
        """Whether this part of a translation must be reviewed before publication; a draft is not published."""
        return part.grave and self.status in ("published", "needs-recheck")

    def behind(self, lang: str) -> tuple[str, ...]:
        """The ids of the sections that changed in the original since this translation was stamped, in their order."""
        return tuple(part.id for part in self.stale(lang))

    def packed(self) -> Entry[F]:
        """The same entry with its sections packed."""
        return self._with({lang: Packed(text.sections) for lang, text in self.texts.items()})

    def head(self) -> Entry[F]:
        """The same entry without its sections: as much as is said of it elsewhere."""
        return self._with(dict.fromkeys(self.texts, Withheld()))

    def _with(self, sections: Mapping[str, Sequence[Section]]) -> Entry[F]:
        return replace(self, texts={lang: replace(text, sections=sections[lang]) for lang, text in self.texts.items()})


def _change(id: str, stamped: str | None, digest: str) -> Change | None:
    """Compare a stamp with the original; one of the days before there were digests of facts has no second part."""
    if stamped is None:
        return "new"
    (words, _, facts), (words_now, _, facts_now) = stamped.partition("."), digest.partition(".")
    if words == words_now:
        return None
    if facts and facts != facts_now:
        return "facts"
    return "decisive" if id in DECISIVE else "wording"


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
    waivers: Mapping[str, Waiver] = field(default_factory=dict)
    readings: Mapping[str, Reading] = field(default_factory=dict)
    wordings: Mapping[str, Wording] = field(default_factory=dict)
    images: Album = field(default_factory=no_pictures)
    """The pictures of cases and lessons, by the path of their file."""

    def entries(self) -> Iterator[AnyEntry]:
        """Every case, lesson and page."""
        yield from self.cases.values()
        yield from self.lessons.values()
        yield from self.pages.values()


def citations(sections: Iterable[Section]) -> frozenset[tuple[str, str]]:
    """The law and the article of every ``law:`` link of some sections; the article is empty for a law as a whole."""
    links = (span.target for section in sections for span in spans(section) if isinstance(span, Link))
    cited = (target.removeprefix("law:").partition("#") for target in links if target.startswith("law:"))
    return frozenset((law, article) for law, _, article in cited)
