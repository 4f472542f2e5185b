"""Write the cases as a table for spreadsheets, from the same data as the JSON file: a row for a case and language."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from fazhi.render.data_views import CaseData, CasesFile, SourceData, TextData

_COLUMNS = ("facts", "timeline", "question", "actions", "outcome", "law", "you")
"""The sections that have a column in the table."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What would make a spreadsheet take the text of a cell for a formula."""
_ABOUT = ("id", "language", "title", "summary", "address", "status", "basis")
_OFFICIAL = ("official_number", "official_series", "official_published")
_FACTS = ("place", "organs", "procedures", "topics", "grades", "sensitivity", "law_as_of", "updated")
_END = ("laws", "sources", "lessons", "licence", "version", "edition")
HEAD = (*_ABOUT, *_OFFICIAL, *_FACTS, *_COLUMNS, *_END)
"""The first row: the names of the columns."""


def written(rows: Iterable[Iterable[str]]) -> str:
    """Rows as CSV (RFC 4180)."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([cell(value) for value in row] for row in rows)
    return out.getvalue()


def cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def row(found: CasesFile, case: CaseData, lang: str, text: TextData) -> tuple[str, ...]:
    """The row of a case in a language; ``found`` is the file without its cases."""
    official = case.official
    sections = {section.id: section.text for section in text.sections}
    sections["timeline"] = "\n".join(f"{event.date} {event.text}" for event in text.timeline)
    return (
        *(case.id, lang, text.title, text.summary, text.address, case.status, case.basis),
        *((official.number or "", official.series, official.published.isoformat()) if official else ("", "", "")),
        *(text.place, _listed(text.organs), _listed(case.procedures), _listed(case.topics), _listed(case.grades)),
        *(str(case.sensitivity), case.law_as_of.isoformat(), case.updated.isoformat()),
        *(sections.get(id, "") for id in _COLUMNS),
        _listed(f"{law.title.get(lang)} {', '.join(law.articles)}".strip() for law in case.laws),
        "\n".join(_source(source, lang) for source in case.sources),
        _listed(lesson.id for lesson in case.lessons),
        found.licence.id,
        found.version,
        found.edition.note.get(lang) if found.edition.note else "",
    )


def _source(source: SourceData, lang: str) -> str:
    pieces = (source.publisher.get(lang), source.title.get(lang), source.date, source.certainty, source.url or "")
    return " · ".join(piece for piece in pieces if piece)


def _listed(values: Iterable[str]) -> str:
    return "; ".join(values)
