"""Make the views of cases and lessons."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from fazhi.model.blocks import Question, Section, Strong, parts, plain, spans, without_notes
from fazhi.model.facts import CaseFront, LessonWords, SourceWords
from fazhi.model.fields import READ_WITH_PINYIN
from fazhi.model.library import AnyEntry, Case, Lesson, Text
from fazhi.model.moment import Moment
from fazhi.render import finding, paths, quiz
from fazhi.render.activity import Stage
from fazhi.render.downloads import offered
from fazhi.render.edition import Edition, case_words
from fazhi.render.footing import footing
from fazhi.render.html import AS_ON_ITS_PAGE, Manner, Printer
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


def case_view(edition: Edition, case: Case, manner: Manner = AS_ON_ITS_PAGE) -> CaseView:
    """The view of a case that is written in the edition's language."""
    address, text = paths.entry(case), edition.text(case)
    printer = edition.printer(case, address, manner)
    words = case_words(text)
    timeline, asked = text.section("timeline"), _asked(text, printer)
    return CaseView(
        title=words.title,
        summary=words.summary,
        basis=edition.words.label("basis", case.facts.basis),
        reading=edition.reading(case),
        grades=edition.grades(case),
        asked=question_of(edition, text),
        notices=edition.notices(case),
        content_note=words.content_note or "",
        # How the case was handled says how the story ends, so it stands with the sources, after the outcome.
        facts=(*_case_facts(edition, case, address), finding.procedure_links(edition, case, address)),
        official=_official(edition, case, text),
        sections=_sections(edition, case, printer),
        timeline=edition.events_html(timeline, printer) if timeline else Markup(""),
        sides=_parts(text, "question", printer),
        laws=_parts(text, "law", printer),
        questions=asked,
        quiz=quiz.answered(asked, edition.words.t),
        help=edition.help_for(case.facts.topics),
        help_href=paths.relative(paths.page("help"), address),
        sources=tuple(source_views(edition, case, text)),
        lessons=tuple(edition.card(lesson, address) for lesson in edition.relations.lessons_with(case)),
        related=tuple(edition.card(other, address) for other in related(edition, case)),
        also=other_ways(edition, case, address),
        footing=footing(edition, case, address),
    )


def lesson_view(edition: Edition, lesson: Lesson, manner: Manner = AS_ON_ITS_PAGE) -> LessonView:
    """The view of a lesson that is written in the edition's language, without all that is the presenter's."""
    address, text = paths.entry(lesson), edition.text(lesson)
    printer = edition.printer(lesson, address, manner)
    words = text.words if isinstance(text.words, LessonWords) else lesson.facts
    asked = _asked(text, printer)
    return LessonView(
        title=words.title,
        summary=words.summary,
        notices=edition.notices(lesson),
        content_note=words.content_note or "",
        facts=tuple(_lesson_facts(edition, lesson, address)),
        objectives=words.objectives,
        keypoints=words.keypoints,
        materials=words.materials,
        homework=words.homework,
        kit=offered(edition, lesson.id, address),
        cases=tuple(edition.card(edition.library.cases[id], address) for id in lesson.facts.cases),
        sections=_sections(edition, lesson, printer),
        questions=asked,
        quiz=quiz.answered(asked, edition.words.t),
        help=edition.help_for(edition.topics(lesson)),
        help_href=paths.relative(paths.page("help"), address),
        also=other_ways(edition, lesson, address),
        footing=footing(edition, lesson, address),
    )


def other_ways(edition: Edition, entry: Case | Lesson, address: str) -> tuple[Ref, ...]:
    """The other ways to read an entry: both languages side by side, and Chinese with pinyin for the youngest."""
    t = edition.words.t
    ways = [edition.ref(paths.side(entry), t.side.title, address)]
    if with_pinyin(entry):
        ways.append(edition.ref(paths.pinyin(entry), t.pinyin.title, address))
    return tuple(ways)


def with_pinyin(entry: Case | Lesson) -> bool:
    """Tell whether there is a page with pinyin: for what is written for children who are only learning characters."""
    return READ_WITH_PINYIN in entry.facts.grades and entry.facts.status != "withdrawn"


def missing_view(edition: Edition, entry: AnyEntry) -> MissingView:
    """The view of an entry that has no text in the edition's language."""
    address, original = paths.entry(entry), entry.original
    up = "../" * (address.count("/") + 1)
    return MissingView(
        title=original.words.title,
        original=Ref(f"{up}{edition.other}/{address}", original.words.title),
        footing=footing(edition, entry, address),
    )


def _asked(text: Text, printer: Printer) -> tuple[QuestionView, ...]:
    section = text.section("quiz")
    return questions(section.questions, printer) if section else ()


def questions(asked: tuple[Question, ...], printer: Printer) -> tuple[QuestionView, ...]:
    """The questions of a quiz, their options lettered."""
    return printer.prints.once(asked, lambda asked: _questions(asked, printer))


def _questions(asked: tuple[Question, ...], printer: Printer) -> tuple[QuestionView, ...]:
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
    """Other cases by what they share; none is typed by hand."""
    return edition.relations.like(case, MAX_RELATED)


def _sections(edition: Edition, entry: Case | Lesson, printer: Printer) -> tuple[SectionView, ...]:
    timed = {section.id: section.minutes for section in entry.original.sections if section.minutes}
    notes = edition.notes(entry)
    return tuple(
        SectionView(
            id=section.id,
            title=section.title,
            html=_body(edition, entry, section, printer),
            minutes=edition.words.t.lesson.minutes.format(n=timed[section.id]) if section.id in timed else "",
            note=notes.get(section.id, ""),
        )
        for section in edition.shown(entry)
    )


def _body(edition: Edition, entry: Case | Lesson, section: Section, printer: Printer) -> Markup:
    """A section as its page prints it; a lesson's can be played."""
    if entry.kind == "lesson":
        return Stage(printer, edition.words).section(section)
    blocks = without_notes(section.blocks)
    return printer.blocks(parts(blocks)[0].blocks if section.id in _CUT_BY_TEMPLATE else blocks)


def question_of(edition: Edition, text: Text) -> str:
    """The question that a case puts to its reader, as a sentence: the first words in bold of its section."""
    section = text.section("question")
    found = (span for block in section.blocks for span in spans(block)) if section else iter(())
    asked = next((plain(span.children) for span in found if isinstance(span, Strong)), "")
    mark: str = edition.words.t.case.question_mark
    return asked[:1].upper() + asked[1:].rstrip(mark) + mark if asked else ""


def _parts(text: Text, id: str, printer: Printer) -> tuple[PartView, ...]:
    section = text.section(id)
    cut = parts(without_notes(section.blocks))[1:] if section else ()
    return tuple(
        PartView(part.heading.id, part.heading.title, printer.blocks(part.blocks)) for part in cut if part.heading
    )


def _case_facts(edition: Edition, case: Case, address: str) -> Iterator[Fact]:
    t, words = edition.words.t.entry, case_words(edition.text(case))
    yield finding.place_links(edition, case, address)
    yield edition.plain(t.organs, words.organs)
    yield finding.topic_links(edition, case, address)
    yield finding.grade_links(edition, case, address)
    if case.facts.sensitivity:
        yield edition.plain(t.sensitivity, [edition.words.label("sensitivity", f"level{case.facts.sensitivity}")])


def _lesson_facts(edition: Edition, lesson: Lesson, address: str) -> Iterator[Fact]:
    t = edition.words.t
    yield edition.plain(t.lesson.time, [t.lesson.minutes.format(n=lesson.facts.minutes)])
    yield edition.plain(t.lesson.activity, [edition.words.label("activity", lesson.facts.activity)])
    yield finding.topic_links(edition, lesson, address)
    yield finding.grade_links(edition, lesson, address)
    yield from finding.year_links(edition, lesson, address)
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


def source_views(edition: Edition, case: Case, text: Text) -> Iterator[SourceView]:
    """The sources of a case, numbered."""
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
