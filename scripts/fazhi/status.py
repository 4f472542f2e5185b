"""Say how far each entry is: written, translated, reviewed, and what each of its languages still owes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass

from fazhi.check.unfinished import TO_WRITE
from fazhi.model.currency import listed_laws
from fazhi.model.fields import LANGUAGES, ORIGINAL
from fazhi.model.library import AnyEntry, Library

REVIEWS = ("legal_review", "teaching_review", "privacy_review")
HEAD = {"zh": "标题、摘要等", "en": "title, summary and so on"}
"""What the words of a front matter are called, among the titles of sections."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a translation that is behind: an error where it stops the publication, else a warning."""

    lang: str
    section: str
    title: Mapping[str, str]
    severity: str


@dataclass(frozen=True, slots=True)
class LawNamed:
    """A law that an entry cites: its id and its short name; if it has moved, the version and the day."""

    law: str
    name: Mapping[str, str]
    version: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """The state of an entry. A language is ``ok``, ``behind`` or ``missing``; a review is who made it, or nothing.

    A written page has no reviews. ``status`` is the one that the site shows, ``written_status`` that of the file: they
    differ where the law has moved. ``unfinished`` counts the marks of unfinished text in each language, ``watch`` are
    the cited laws of which the registry says that something must still be checked.
    """

    kind: str
    id: str
    status: str
    updated: str
    languages: Mapping[str, str]
    behind: tuple[str, ...]
    reviews: Mapping[str, str]
    written_status: str
    stale: tuple[Part, ...]
    moved: tuple[LawNamed, ...]
    unfinished: Mapping[str, int]
    watch: tuple[LawNamed, ...]

    def as_data(self) -> dict[str, object]:
        """The row as plain data, for JSON."""
        return asdict(self)

    @property
    def unreviewed(self) -> tuple[str, ...]:
        """The reviews that have not taken place."""
        return tuple(name for name, who in self.reviews.items() if not who)


def rows(library: Library, files: Mapping[str, bytes], only: Collection[str] = ()) -> list[Row]:
    """The state of every case, lesson and page, or of those with some ids, by kind and in the order of their ids.

    ``files`` are the files of the repository by path; the marks of unfinished text are counted in them.
    """
    entries: tuple[AnyEntry, ...] = (*library.cases.values(), *library.lessons.values(), *library.pages.values())
    return [_row(library, entry, files) for entry in entries if not only or entry.id in only]


def _row(library: Library, entry: AnyEntry, files: Mapping[str, bytes]) -> Row:
    people = getattr(entry.facts, "people", None)
    cited = sorted({law for law, _ in entry.original.cited | listed_laws(entry.facts)} & library.laws.keys())
    names = {id: {lang: library.laws[id].short[lang] for lang in LANGUAGES} for id in cited}
    return Row(
        kind=entry.kind,
        id=entry.id,
        status=entry.status,
        updated=entry.facts.updated.isoformat(),
        languages={lang: _state(entry, lang) for lang in LANGUAGES},
        behind=tuple(id for lang in LANGUAGES for id in entry.behind(lang)),
        reviews={name: getattr(people, name) or "" for name in REVIEWS} if people else {},
        written_status=getattr(entry.facts, "status", "published"),
        stale=tuple(part for lang in LANGUAGES for part in _stale(entry, lang)),
        moved=tuple(LawNamed(move.law, names[move.law], move.version, move.day.isoformat()) for move in entry.moved),
        unfinished={lang: _marks(files[text.path]) for lang, text in entry.texts.items()},
        watch=tuple(LawNamed(id, names[id]) for id in cited if library.laws[id].watch),
    )


def _state(entry: AnyEntry, lang: str) -> str:
    if lang not in entry:
        return "missing"
    return "behind" if lang != ORIGINAL and entry.behind(lang) else "ok"


def _stale(entry: AnyEntry, lang: str) -> list[Part]:
    return [
        Part(lang, part.id, _titles(entry, part.id), "error" if entry.waits_for(part) else "warning")
        for part in entry.stale(lang)
    ]


def _titles(entry: AnyEntry, id: str) -> Mapping[str, str]:
    original = entry.original.section(id)
    if original is None:
        return HEAD
    found = {lang: entry.texts[lang].section(id) if lang in entry else None for lang in LANGUAGES}
    return {lang: (section or original).title for lang, section in found.items()}


def _marks(data: bytes) -> int:
    return len(TO_WRITE.findall(data.decode("utf-8", "replace")))
