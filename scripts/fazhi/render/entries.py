"""Make the views of cases and lessons."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi.model.blocks import Moment, Question, parts, without_notes
from fazhi.model.facts import CaseFront, LessonWords, SourceWords
from fazhi.model.library import AnyEntry, Case, Lesson, Text
from fazhi.render import paths
from fazhi.render.edition import Edition, case_words
from fazhi.render.html import Printer
from fazhi.render.views import (
    CaseView,
    Fact,
    LessonView,
    MissingView,
    Officially,
    OptionView,
    PartView,
    QuestionView,
    Ref,
    SectionView,
    SourceView,
)

_CUT_BY_TEMPLATE = frozenset({"question", "law"})
"""Sections whose parts the template sets side by side."""
MAX_RELATED = 3


def case_view(edition: Edition, case: Case) -> CaseView:
    """The view of a case that is written in the edition's language."""
    address, text = paths.entry(case), edition.text(case)
    printer = edition.printer(case, address)
    words = case_words(text)
    timeline, quiz = text.section("timeline"), text.section("quiz")
    return CaseView(
        title=words.title,
        summary=words.summary,
        basis=edition.words.label("basis", case.facts.basis),
        notices=edition.notices(case),
        content_note=words.content_note or "",
        facts=tuple(_case_facts(edition, case, address)),
        handled=_handled(edition, case),
        official=_official(edition, case, text),
        sections=_sections(edition, case, printer),
        events=edition.events(timeline, printer) if timeline else (),
        sides=_parts(text, "question", printer),
        laws=_parts(text, "law", printer),
        questions=questions(quiz.questions, printer) if quiz else (),
        help=edition.help_for(case.facts.topics),
        help_href=paths.relative(paths.page("help"), address),
        sources=tuple(_sources(edition, case, text)),
        lessons=tuple(edition.card(lesson, address) for lesson in edition.lessons() if case.id in lesson.facts.cases),
        related=tuple(edition.card(other, address) for other in related(edition, case)),
        footing=edition.footing(case, address),
    )


def lesson_view(edition: Edition, lesson: Lesson) -> LessonView:
    """The view of a lesson that is written in the edition's language, without all that is the presenter's."""
    address, text = paths.entry(lesson), edition.text(lesson)
    printer = edition.printer(lesson, address)
    words = text.words if isinstance(text.words, LessonWords) else lesson.facts
    quiz = text.section("quiz")
    return LessonView(
        title=words.title,
        summary=words.summary,
        notices=edition.notices(lesson),
        content_note=words.content_note or "",
        facts=tuple(_lesson_facts(edition, lesson, address)),
        objectives=words.objectives,
        keypoints=words.keypoints,
        materials=words.materials,
        cases=tuple(edition.card(edition.library.cases[id], address) for id in lesson.facts.cases),
        sections=_sections(edition, lesson, printer),
        questions=questions(quiz.questions, printer) if quiz else (),
        help=edition.help_for(edition.topics(lesson)),
        help_href=paths.relative(paths.page("help"), address),
        footing=edition.footing(lesson, address),
    )


def missing_view(edition: Edition, entry: AnyEntry) -> MissingView:
    """The view of an entry that has no text in the edition's language."""
    address, original = paths.entry(entry), entry.original
    up = "../" * (address.count("/") + 1)
    return MissingView(
        title=original.words.title,
        original=Ref(f"{up}{edition.other}/{address}", original.words.title),
        footing=edition.footing(entry, address),
    )


def questions(asked: tuple[Question, ...], printer: Printer) -> tuple[QuestionView, ...]:
    """The questions of a quiz, their options lettered."""
    return tuple(
        QuestionView(
            id=question.id,
            number=number,
            title=question.title,
            options=tuple(
                OptionView(
                    id=f"{question.id}-{letter.lower()}",
                    letter=letter,
                    right=option.right,
                    answer=printer.inlines(option.answer),
                    reason=printer.inlines(option.reason),
                )
                for letter, option in zip("ABCDEFGH", question.options, strict=False)
            ),
        )
        for number, question in enumerate(asked, 1)
    )


def related(edition: Edition, case: Case) -> list[Case]:
    """Other cases by what they share: a law counts one, a topic two; none is typed by hand."""
    mine = _laws(case)

    def shared(other: Case) -> int:
        return 2 * len(set(case.facts.topics) & set(other.facts.topics)) + len(mine & _laws(other))

    others = [other for other in edition.cases() if other.id != case.id and shared(other)]
    return sorted(others, key=lambda other: (-shared(other), other.id))[:MAX_RELATED]


def _laws(case: Case) -> set[str]:
    return {law for law, _ in case.original.cited}


def _sections(edition: Edition, entry: Case | Lesson, printer: Printer) -> tuple[SectionView, ...]:
    timed = {section.id: section.minutes for section in entry.original.sections if section.minutes}
    return tuple(
        SectionView(
            id=section.id,
            title=section.title,
            html=printer.blocks(
                parts(without_notes(section.blocks))[0].blocks
                if section.id in _CUT_BY_TEMPLATE and entry.kind == "case"
                else without_notes(section.blocks)
            ),
            minutes=edition.words.t.lesson.minutes.format(n=timed[section.id]) if section.id in timed else "",
        )
        for section in edition.shown(entry)
    )


def _parts(text: Text, id: str, printer: Printer) -> tuple[PartView, ...]:
    section = text.section(id)
    cut = parts(without_notes(section.blocks))[1:] if section else ()
    return tuple(
        PartView(part.heading.id, part.heading.title, printer.blocks(part.blocks)) for part in cut if part.heading
    )


def _case_facts(edition: Edition, case: Case, address: str) -> Iterator[Fact]:
    t, words = edition.words.t.entry, case_words(edition.text(case))
    yield edition.plain(t.place, [words.place])
    yield edition.plain(t.organs, words.organs)
    yield edition.topic_links(case.facts.topics, address)
    yield edition.grade_links(case, address)
    if case.facts.sensitivity:
        yield edition.plain(t.sensitivity, [edition.words.label("sensitivity", f"level{case.facts.sensitivity}")])


def _handled(edition: Edition, case: Case) -> Fact:
    """How the case was handled. It says how the story ends, so it stands with the sources, after the outcome."""
    procedures = [edition.library.procedures[id].name[edition.lang] for id in case.facts.procedures]
    return edition.plain(edition.words.t.entry.procedures, procedures)


def _lesson_facts(edition: Edition, lesson: Lesson, address: str) -> Iterator[Fact]:
    t = edition.words.t
    yield edition.plain(t.lesson.time, [t.lesson.minutes.format(n=lesson.facts.minutes)])
    yield edition.plain(t.lesson.activity, [edition.words.label("activity", lesson.facts.activity)])
    yield edition.grade_links(lesson, address)
    laws = dict.fromkeys(cited.partition("#")[0] for cited in lesson.facts.laws)
    refs = (edition.ref(paths.law(id), edition.library.laws[id].short[edition.lang], address) for id in laws)
    yield Fact(t.lesson.laws, tuple(refs))


def _official(edition: Edition, case: Case, text: Text) -> Officially | None:
    facts, words = case.facts.official, case_words(text).official
    if facts is None or words is None:
        return None
    return Officially(
        title=words.title,
        title_zh=facts.title,
        number=facts.number or "",
        series=edition.library.series[facts.series].name[edition.lang],
        published=edition.words.day(facts.published),
    )


def _sources(edition: Edition, case: Case, text: Text) -> Iterator[SourceView]:
    words = case_words(text)
    for number, source in enumerate(case.facts.sources, 1):
        said = source if isinstance(words, CaseFront) else words.sources[source.id]
        assert isinstance(said, type(source) | SourceWords)
        yield SourceView(
            id=source.id,
            number=number,
            publisher=said.publisher,
            title=said.title,
            date=_date(edition, source.date),
            certainty=edition.words.label("certainty", source.certainty),
            url=source.url or "",
        )


def _date(edition: Edition, iso: str) -> str:
    return edition.words.moment(Moment(iso))
