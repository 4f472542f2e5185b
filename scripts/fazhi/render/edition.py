"""One language's edition of the site: what the makers of all pages share, and the small pieces that many pages show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, NamedTuple

from markupsafe import Markup

from fazhi.model import reading
from fazhi.model.blocks import Event, Pull, Section, without_notes
from fazhi.model.facts import CaseFront, CaseWords, LessonFront
from fazhi.model.fields import LANGUAGES, PRESENTER_ONLY
from fazhi.model.library import AnyEntry, Case, Lesson, Library, Text
from fazhi.model.reference import Channel
from fazhi.model.settings import WHOLE_SITE, Scope, Settings
from fazhi.render import illustration, paths, timeline
from fazhi.render.html import AS_ON_ITS_PAGE, Manner, Printer
from fazhi.render.prints import Kept, Prints
from fazhi.render.relations import Relations
from fazhi.render.snippet import Snippet
from fazhi.render.views import Card, ChannelView, EventView, Fact, KitFile, Notice, Ref
from fazhi.render.words import Words

MAX_HELP = 8
"""Channels of a help box; all of them stand on the help page."""

ShelfKind = Literal["topic", "grade", "procedure", "place"]


class Shelf(NamedTuple):
    """What is found in one place: under a topic, for a grade band, by a procedure, in a province."""

    lessons: tuple[Lesson, ...]
    cases: tuple[Case, ...]


Shelves = Mapping[ShelfKind, Mapping[str, Shelf]]
_CLOSED = Snippet('<details class="fz-reveal"><summary>{}</summary>\n{}\n</details>')
_PULLED = Snippet('<div class="fz-pull"{}><p class="fz-pull__from">{} <a href="{}">{}</a> · {}</p>\n{}\n</div>')


@dataclass(frozen=True)
class Edition:
    """A language's edition. What many pages ask for is worked out once and kept with it, so it has no slots."""

    library: Library
    words: Words
    settings: Settings
    scope: Scope = WHOLE_SITE
    kit: Mapping[str, tuple[KitFile, ...]] = field(default_factory=dict)
    """What can be carried into class, by lesson, by pack (``paths.pack_key``) and for the glossary."""
    shelves: Shelves = field(default_factory=dict)
    """What is found where (:mod:`fazhi.render.finding`), in the order of the closed lists; none of them is empty."""
    crowded: bool = False
    """Whether there are too many cases and lessons for one page that names the file of each."""
    _cards: dict[str, Card] = field(default_factory=dict, init=False, repr=False, compare=False)
    _kept: Kept = field(default_factory=Kept, init=False, repr=False, compare=False)

    @cached_property
    def lang(self) -> str:
        """The language."""
        return self.words.lang

    @cached_property
    def other(self) -> str:
        """The other language."""
        return next(lang for lang in LANGUAGES if lang != self.lang)

    # --- what is listed -------------------------------------------------------------------------------

    @cached_property
    def relations(self) -> Relations:
        """How the entries stand to each other."""
        return Relations(self.library)

    def cases(self) -> Iterator[Case]:
        """The cases that lists show, newest content first."""
        return iter(self.relations.cases)

    def lessons(self) -> Iterator[Lesson]:
        """The lessons that lists show, youngest grade first."""
        return iter(self.relations.lessons)

    # --- text -----------------------------------------------------------------------------------------

    def text(self, entry: AnyEntry) -> Text:
        """The entry in this language, or its original when there is no translation."""
        return entry.texts.get(self.lang, entry.original)

    def shown(self, entry: AnyEntry) -> tuple[Section, ...]:
        """The sections that a reader may see: none of the presenter's, and of a withdrawn entry only the notes."""
        sections = (section for section in self.text(entry).sections if section.id not in PRESENTER_ONLY)
        return tuple(section for section in sections if section.id == "notes" or not withdrawn(entry))

    def printer(self, entry: AnyEntry, address: str, manner: Manner = AS_ON_ITS_PAGE) -> Printer:
        """A printer for the text of an entry, printed at an address."""
        home = paths.entry(entry)
        return Printer(
            library=self.library,
            lang=self.lang,
            address=address,
            home=home,
            sources=numbered_sources(entry),
            pull=lambda pull: self._pull(pull, address, manner),
            figure=lambda each: illustration.figure(self.library, self.words, each, address, manner.write),
            prefix=manner.prefix + ("" if home == address else f"{entry.id}-"),
            manner=manner,
            prints=self._kept.of(entry, manner.write, manner) if home == address else Prints(),
        )

    def _pull(self, pull: Pull, address: str, manner: Manner) -> Markup:
        """A section of a case inside a lesson, under the name of the case."""
        case = self.library.cases[pull.case]
        text = self.text(case)
        section = text.section(pull.section)
        assert section is not None
        printer, write = self.printer(case, address, manner), manner.write
        body = self.events_html(section, printer) if section.events else printer.blocks(without_notes(section.blocks))
        if section.id == "outcome":
            body = _CLOSED(write(self.words.t.case.reveal), body)
        return _PULLED(
            self.foreign(case),
            write(self.words.t.lesson.from_case),
            printer.href(f"{paths.entry(case)}#{section.id}"),
            write(text.words.title),
            write(section.title),
            body,
        )

    def foreign(self, entry: AnyEntry) -> Markup:
        """The ``lang`` attribute for text that is shown in its original language, for want of a translation."""
        return Markup("") if self.lang in entry else Markup(' lang="zh-Hans"')

    def events_html(self, section: Section, printer: Printer) -> Markup:
        """A timeline, drawn."""
        return timeline.drawn(self.events(section, printer))

    def events(self, section: Section, printer: Printer) -> tuple[EventView, ...]:
        """The entries of a timeline."""
        return printer.prints.once(section.events, lambda events: self._events(events, printer))

    def _events(self, events: tuple[Event, ...], printer: Printer) -> tuple[EventView, ...]:
        return tuple(
            EventView(
                dates=timeline.dates(event.moment, self.words, printer.manner.write),
                html=printer.inlines(event.children),
            )
            for event in events
        )

    def topics(self, entry: Case | Lesson) -> tuple[str, ...]:
        """The topics of an entry; a lesson has those of its cases beside its own."""
        facts = entry.facts
        if not isinstance(facts, LessonFront):
            return facts.topics
        inherited = (topic for id in facts.cases for topic in self.library.cases[id].facts.topics)
        return tuple(dict.fromkeys((*facts.topics, *inherited)))

    # --- pieces ---------------------------------------------------------------------------------------

    def ref(self, target: str, words: str, address: str) -> Ref:
        """A link from a page to another."""
        return Ref(paths.relative(target, address), words)

    def card(self, entry: Case | Lesson, address: str) -> Card:
        """An entry in a list on the page at an address, told by its topics or its minutes, and by its grades."""
        target = paths.entry(entry)
        if target not in self._cards:
            self._cards[target] = self._card(entry)
        return replace(self._cards[target], href=paths.relative(target, address))

    def _card(self, entry: Case | Lesson) -> Card:
        text, facts = self.text(entry), entry.facts
        if isinstance(facts, LessonFront):
            tags = [
                self.words.t.lesson.minutes.format(n=facts.minutes),
                self.words.label("activity", facts.activity),
            ]
        else:
            tags = [*(self.library.topics[id].name[self.lang] for id in facts.topics), self.reading(entry)]
        label = self.words.label("basis", facts.basis)
        if entry.status != "published":
            label = self.words.label("status", entry.status)
        if self.lang not in entry:
            label = self.words.t.entry.untranslated
        return Card(
            href="",
            title=text.words.title,
            summary=text.words.summary,
            tags=(*tags, self.grades(entry)),
            label=label,
        )

    def reading(self, entry: Case | Lesson) -> str:
        """How long the story takes to read, in words."""
        words: str = self.words.t.entry.reading.format(n=self.minutes(entry))
        return words

    def minutes(self, entry: Case | Lesson) -> int:
        """How many minutes the story takes to read, in the language in which it is shown."""
        text = self.text(entry)
        return reading.minutes((), text.words.summary, text.lang) if withdrawn(entry) else text.minutes

    def grades(self, entry: Case | Lesson) -> str:
        """The grade bands of an entry in words."""
        names = [self.library.grades[id].name[self.lang] for id in self.library.grades if id in entry.facts.grades]
        return self.words.listed(names)

    def plain(self, label: str, values: Iterable[str]) -> Fact:
        """A row of facts without links."""
        return Fact(label, tuple(Ref("", value) for value in values))

    def notices(self, entry: AnyEntry) -> tuple[Notice, ...]:
        """What a reader must know first: the state of the entry, and how far the translation is behind."""
        t, found = self.words.t.notices, []
        if entry.status != "published":
            words = getattr(t, entry.status.replace("-", "_"))
            found.append(Notice("warning", words.title, words.text + self._moved(entry)))
        behind = entry.behind(self.lang)
        if behind:
            titles = [self._section_title(entry, id) for id in behind]
            text = t.behind.text.format(sections=self.words.listed(titles))
            found.append(Notice("warning", t.behind.title, text))
        return tuple(found)

    def _moved(self, entry: AnyEntry) -> str:
        """Which laws have moved since the entry was checked, and when, as the end of a notice."""
        t = self.words.t.notices.needs_recheck
        if entry.status != "needs-recheck" or not entry.moved:
            return ""
        laws = [
            t.law.format(law=self.library.laws[move.law].short[self.lang], day=self.words.day(move.day))
            for move in entry.moved
        ]
        return (" " if self.lang == "en" else "") + str(t.moved.format(laws=self.words.listed(laws)))

    def notes(self, entry: AnyEntry) -> dict[str, str]:
        """What a reader must know of some sections, by their ids: that the original has changed."""
        t = self.words.t.notices.behind
        return {part.id: t.grave if part.grave else t.section for part in entry.stale(self.lang)}

    def _section_title(self, entry: AnyEntry, id: str) -> str:
        """A section's title in this language; a section that only the original has is named in the original."""
        if id == "meta":
            title: str = self.words.t.notices.behind.meta
            return title
        section = entry.texts[self.lang].section(id) or entry.original.section(id)
        assert section is not None
        return section.title

    def channel(self, channel: Channel) -> ChannelView:
        """A help channel."""
        return ChannelView(
            id=channel.id,
            number=channel.number,
            href=f"tel:{channel.number}" if channel.kind == "phone" else f"https://{channel.number}",
            name=channel.name[self.lang],
            purpose=channel.purpose[self.lang],
            note=channel.note[self.lang] if channel.note else "",
            urgent=channel.urgent,
            certainty=self.words.label("certainty", channel.certainty),
        )

    def help_for(self, topics: Iterable[str]) -> tuple[ChannelView, ...]:
        """The channels for some topics: the police first, then those that name a topic, then those for everything."""
        wanted = set(topics)
        rows = list(self.library.channels.values())
        police = [row for row in rows if row.number == "110"]
        named = [row for row in rows if wanted & set(row.topics) and row not in police]
        general = [row for row in rows if not row.topics and not row.urgent and row not in police]
        return tuple(self.channel(row) for row in (police + named + general)[:MAX_HELP])


def withdrawn(entry: AnyEntry) -> bool:
    """Tell whether an entry was taken back: its address stays, and of its text the notes that say why."""
    return getattr(entry.facts, "status", "") == "withdrawn"


def numbered_sources(entry: AnyEntry) -> dict[str, int]:
    """The sources of an entry by id, numbered in their order."""
    sources = entry.facts.sources if isinstance(entry.facts, CaseFront) else ()
    return {source.id: number for number, source in enumerate(sources, 1)}


def case_words(text: Text) -> CaseFront | CaseWords:
    """The words of a case in a language; the original's words stand in its whole front matter."""
    assert isinstance(text.words, CaseFront | CaseWords)
    return text.words
