"""Make the data files: every listed case as JSON with its schema, and as a table for spreadsheets.

They are rendered from the same model as the pages. What is the presenter's, and the quiz, whose answers a program could
hand out, never enter them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from fazhi.model.blocks import (
    Block,
    Chart,
    Flow,
    Heading,
    Items,
    Notes,
    Paragraph,
    Picture,
    Pull,
    Quote,
    Section,
    Table,
    plain,
)
from fazhi.model.facts import CaseFront, SourceWords
from fazhi.model.fields import LANGUAGES, ORIGINAL
from fazhi.model.library import AnyEntry, Case, Text
from fazhi.model.narrow import PRESENTER_LEVEL, without_presenters
from fazhi.model.packing import pack, unpack
from fazhi.model.reference import Grade, Procedure, Series, Topic
from fazhi.model.settings import EXAMPLE_ADDRESS
from fazhi.render import data_table as table
from fazhi.render import paths, scope
from fazhi.render.data_views import (
    FORMAT,
    CaseData,
    CasesFile,
    Cited,
    EditionData,
    EventData,
    Licence,
    Named,
    OfficialData,
    Related,
    SectionData,
    SourceData,
    TextData,
    Titles,
)
from fazhi.render.edition import Edition, case_words
from fazhi.render.listing import listed
from fazhi.render.metadata import LICENCE

_LICENCE = Licence(id="CC-BY-4.0", url=LICENCE)
CASES, SCHEMA, TABLE = "data/cases.json", "data/schema/cases.schema.json", "data/cases.csv"
_APART = frozenset({"timeline", "quiz"})
"""Sections that are no running text: one has a field of its own, the other is left out."""
_NO_CASES = '"cases":[]'
"""How the last field of the file is written without any; inside a text, the quotation marks would be escaped."""

Editions = Mapping[str, Edition]


class Told(NamedTuple):
    """What the data files say of one case: its object in the JSON file, and its rows in the table."""

    json: str
    rows: str


def files(editions: Editions, told: Sequence[bytes] | None = None) -> Iterator[tuple[str, Iterable[str]]]:
    """The files below ``data/`` by path, from the editions of all languages, each piece by piece.

    ``told`` is what :func:`of_case` gave for each of :func:`cases`, if it was asked before.
    """
    parts = [of_case(editions, case) for case in cases(editions)] if told is None else told
    yield CASES, _objects(_head_of(editions), parts)
    yield SCHEMA, [json.dumps(schema(editions[ORIGINAL].settings.site_url), ensure_ascii=False, indent=1), "\n"]
    # Spreadsheet programs take a file without a byte order mark for one of the local encoding.
    yield TABLE, chain(["\ufeff", table.written([table.HEAD])], (unpack(part).rows for part in parts))


def _objects(head: CasesFile, parts: Sequence[bytes]) -> Iterator[str]:
    """The JSON file: each case in a line of its own, so that a large one can be read without holding it."""
    before, none, after = head.model_dump_json().partition(_NO_CASES)
    assert none
    yield before + none.removesuffix("]") + "\n"
    for number, part in enumerate(parts, 1):
        yield unpack(part).json + (",\n" if number < len(parts) else "\n")
    yield "]" + after + "\n"


def cases(editions: Editions) -> list[Case]:
    """The cases that the data files hold."""
    return [case for case in editions[ORIGINAL].cases() if tells_of(case)]


def tells_of(entry: AnyEntry) -> bool:
    """Whether the data files hold an entry."""
    return isinstance(entry.facts, CaseFront) and listed(entry) and entry.facts.sensitivity < PRESENTER_LEVEL


def of_case(editions: Editions, case: Case) -> bytes:
    """What the data files say of a case, packed; its surroundings are enough of the editions."""
    found, head = _case(editions, case), _head_of(editions)
    rows = (table.row(head, found, lang, text) for lang, text in found.texts.items())
    return pack(Told(found.model_dump_json(), table.written(rows)))


def schema(site: str) -> dict[str, object]:
    """The JSON Schema (2020-12) of ``data/cases.json``; ``site`` is the address of the site."""
    made = CasesFile.model_json_schema(mode="serialization")
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{site}{SCHEMA}",
    }
    return head | made


def _head_of(editions: Editions) -> CasesFile:
    """The file without its cases."""
    first = editions[ORIGINAL]
    library, site = first.library, first.settings.site_url
    facts = [case.facts for case in cases(editions)]
    series = {fact.official.series for fact in facts if fact.official}
    return CasesFile(
        version=FORMAT,
        name=Titles(**{lang: edition.words.t.site.name for lang, edition in editions.items()}),
        site=None if site == EXAMPLE_ADDRESS else site,
        edition=EditionData(
            grade=first.scope.grade,
            students=first.scope.students,
            note=Titles(**{lang: scope.line(edition) for lang, edition in editions.items()}) if first.scope else None,
        ),
        licence=_LICENCE,
        updated=max((fact.updated for fact in facts), default=None),
        topics=_named(library.topics, {topic for fact in facts for topic in fact.topics}),
        grades=_named(library.grades, {grade for fact in facts for grade in fact.grades}),
        procedures=_named(library.procedures, {id for fact in facts for id in fact.procedures}),
        series=_named(library.series, series),
        cases=(),
    )


def _named(rows: Mapping[str, Topic | Grade | Procedure | Series], used: set[str]) -> tuple[Named, ...]:
    """The ids of a closed list that some case uses, in its order, with their names."""
    names = ((id, row.name) for id, row in rows.items() if id in used)
    return tuple(Named(id=id, name=Titles(zh=name.zh, en=name.en)) for id, name in names)


def _case(editions: Editions, case: Case) -> CaseData:
    facts, public = case.facts, {lang: without_presenters(text) for lang, text in case.texts.items()}
    return CaseData(
        id=case.id,
        status=case.status,
        basis=facts.basis,
        grades=facts.grades,
        sensitivity=facts.sensitivity,
        topics=facts.topics,
        procedures=facts.procedures,
        official=_official(case),
        law_as_of=facts.law_as_of,
        updated=facts.updated,
        authors=facts.people.authors,
        legal_review=facts.people.legal_review,
        teaching_review=facts.people.teaching_review,
        privacy_review=facts.people.privacy_review,
        texts={lang: _text(editions[lang], case, text) for lang, text in public.items()},
        sources=tuple(_sources(case)),
        laws=tuple(_laws(editions[ORIGINAL], public[ORIGINAL].cited)),
        lessons=tuple(_lessons(editions[ORIGINAL], case)),
    )


def _official(case: Case) -> OfficialData | None:
    facts = case.facts.official
    if facts is None:
        return None
    return OfficialData(series=facts.series, number=facts.number, published=facts.published)


def _text(edition: Edition, case: Case, public: Text) -> TextData:
    words, timeline = case_words(public), public.section("timeline")
    return TextData(
        address=f"{edition.lang}/{paths.case(case.id)}",
        title=words.title,
        summary=words.summary,
        content_note=words.content_note,
        place=words.place,
        organs=words.organs,
        timeline=tuple(
            EventData(date=event.moment.iso, text=plain(event.children))
            for event in (timeline.events if timeline else ())
        ),
        sections=tuple(
            SectionData(id=section.id, title=section.title, text=section_text(section))
            for section in public.sections
            if section.id not in _APART
        ),
        behind=case.behind(edition.lang),
    )


def section_text(section: Section) -> str:
    """The text of a section, a line for each paragraph, heading, list item and row of a table."""
    return "\n".join(line for block in section.blocks for line in _lines(block))


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(children):
            yield plain(children)
        case Heading(title=title):
            yield title
        case Items(ordered, items):
            for number, item in enumerate(items, 1):
                lines = [line for inside in item for line in _lines(inside)]
                yield f"{number}. " + "\n".join(lines) if ordered else "- " + "\n".join(lines)
        case Table(head, rows) | Chart(table=Table(head, rows)):
            yield from (" | ".join(plain(cell) for cell in row) for row in (head, *rows))
        case Quote(children):
            yield from (line for inside in children for line in _lines(inside))
        case Flow(lanes):
            yield from (f"{plain(lane.name)}: {' → '.join(plain(step) for step in lane.steps)}" for lane in lanes)
        case Picture(alt=alt):
            yield f"[{alt}]"
        case Notes() | Pull():
            # Notes were taken out before, and only lessons pull.
            return


def _sources(case: Case) -> Iterator[SourceData]:
    said = {lang: case_words(text).sources for lang, text in case.texts.items()}
    for at, source in enumerate(case.facts.sources):
        words = {lang: _source_words(rows, at, source.id) for lang, rows in said.items()}
        yield SourceData(
            id=source.id,
            publisher=Titles(**{lang: row.publisher for lang, row in words.items()}),
            title=Titles(**{lang: row.title for lang, row in words.items()}),
            url=source.url,
            date=source.date,
            certainty=source.certainty,
        )


def _source_words(rows: object, at: int, id: str) -> SourceWords:
    """The words of a source: a row of the original, or those that a translation gives for its id."""
    if isinstance(rows, Mapping):
        found: SourceWords = rows[id]
        return found
    assert isinstance(rows, tuple)
    return SourceWords(publisher=rows[at].publisher, title=rows[at].title)


def _laws(edition: Edition, cited: Collection[tuple[str, str]]) -> Iterator[Cited]:
    for id, law in edition.library.laws.items():
        if any(of == id for of, _ in cited):
            known = (*law.articles, *law.articles_likely)
            articles = tuple(article for article in known if (id, article) in cited)
            yield Cited(law=id, title=Titles(zh=law.title.zh, en=law.title.en), url=law.url, articles=articles)


def _lessons(edition: Edition, case: Case) -> Iterator[Related]:
    for lesson in edition.relations.lessons_with(case):
        if lesson.facts.sensitivity < PRESENTER_LEVEL:
            titles = Titles(**{lang: text.words.title for lang, text in lesson.texts.items()})
            addresses = Titles(**{lang: f"{lang}/{paths.lesson(lesson.id)}" for lang in LANGUAGES if lang in lesson})
            yield Related(id=lesson.id, title=titles, address=addresses)
