"""Type the reference files, the fixed words and the settings, and check what they say of each other."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import BaseModel

from fazhi.check.context import listed
from fazhi.check.shape import fit, leaves, mark_of
from fazhi.model import pinyin
from fazhi.model.fields import ORIGINAL
from fazhi.model.library import Library
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
from fazhi.parse.frontmatter import Data, Loc, nearest
from fazhi.parse.repository import Parsed
from fazhi.problems import Problem

_GAP = re.compile(r"\{[a-z_]+\}")
"""What the program fills into fixed words."""
MODELS: dict[str, tuple[str, type[BaseModel]]] = {
    "topics": ("topics", Topic),
    "grades": ("grades", Grade),
    "procedures": ("procedures", Procedure),
    "series": ("series", Series),
    "help": ("channels", Channel),
    "glossary": ("terms", Term),
    "laws": ("laws", Law),
    "law-cards": ("cards", LawCard),
    "packs": ("packs", Pack),
    "readings": ("readings", Reading),
    "places": ("places", Place),
    "redirects": ("redirects", Redirect),
    "waivers": ("waivers", Waiver),
    "wording": ("wordings", Wording),
}


def load(parsed: Parsed, unread: Collection[str] = ()) -> tuple[Library, list[Problem]]:
    """Give a library that holds the reference data only, and every problem of the reference files.

    ``unread`` are the files that could not be read to their end.
    """
    fields: dict[str, dict[str, Any]] = {}
    problems: list[Problem] = []
    for name, (field, model) in MODELS.items():
        fields[field], wrong = _rows(f"docs/reference/{name}.yml", parsed.references[name], model)
        problems += wrong
    library = replace(Library(), **fields)  # type: ignore[arg-type]  # every field but the pictures is a mapping
    problems += _cross(library, parsed, unread)
    problems += _strings(parsed.strings, unread)
    return library, problems


def _rows(path: str, data: Data, model: type[BaseModel]) -> tuple[dict[str, Any], list[Problem]]:
    rows: dict[str, Any] = {}
    problems: list[Problem] = []
    if not isinstance(data.value, list):
        wrong = Problem(path, data.mark(()), "wants-rows")
        return rows, [wrong] if data.value != {} else []
    for at in range(len(data.value)):
        row, wrong_row = fit(model, data, path, at=(at,))
        problems += wrong_row
        if row is not None:
            id = row.id  # type: ignore[attr-defined]
            if id in rows:
                problems.append(Problem(path, data.mark((at, "id")), "duplicate-entry", {"id": id}))
            rows[id] = row
    return rows, problems


def _cross(library: Library, parsed: Parsed, unread: Collection[str]) -> Iterator[Problem]:
    topics = listed(parsed, unread, "topics")
    for name in ("help", "glossary", "law-cards"):
        data, path = parsed.references[name], f"docs/reference/{name}.yml"
        for at, row in _numbered(data):
            for place, topic in _listing(row, "topics"):
                if topics is not None and topic not in topics:
                    detail = {
                        "key": "topics",
                        "value": str(topic),
                        "allowed": ", ".join(topics),
                        "near": nearest(str(topic), topics),
                    }
                    yield Problem(path, mark_of(data, at, "topics", place), "bad-choice", detail)
    yield from _one_term_each(parsed)
    yield from _law_rows(library, parsed)
    yield from _pinyin(parsed)
    data, path = parsed.references["law-cards"], "docs/reference/law-cards.yml"
    for at, row in _numbered(data):
        for place, cited in _listing(row, "cites"):
            laws = listed(parsed, unread, "laws")
            yield from cited_law(library, laws, cited, Problem(path, mark_of(data, at, "cites", place), "unknown-law"))


def _law_rows(library: Library, parsed: Parsed) -> Iterator[Problem]:
    """The days of a law follow on each other, and the former number of an article is no number of today."""
    data, path = parsed.references["laws"], "docs/reference/laws.yml"
    for at, row in _numbered(data):
        law = library.laws.get(str(row.get("id")))
        for place, former in enumerate(law.former if law else ()):
            today = (*law.articles, *law.articles_likely) if law else ()
            detail = {"article": former.article, "now": former.now or ""}
            if former.article in today:
                yield Problem(path, mark_of(data, at, "former", place, "article"), "law-former-current", detail)
            if former.now and former.now not in today:
                yield Problem(path, mark_of(data, at, "former", place, "now"), "law-former-now", detail)
        for key, day, last in _out_of_order(law) if law else ():
            detail = {"day": day.isoformat(), "last": last.isoformat()}
            yield Problem(path, mark_of(data, at, *key), "law-dates", detail)


def _out_of_order(law: Law) -> Iterator[tuple[tuple[str | int, ...], date, date]]:
    """The days of a law that come too early: where each stands, the day, and the one that it must come after.

    A version may come into force on the day of its adoption, and may be adopted before the last one is in force.
    """
    last: dict[str, date] = {}
    for at, version in enumerate(law.versions):
        for key, day in (("adopted", version.adopted), ("in_force", version.in_force)):
            if day and key in last and day <= last[key]:
                yield ("versions", at, key), day, last[key]
            elif day and version.adopted and day < version.adopted:
                yield ("versions", at, key), day, version.adopted
            if day:
                last[key] = day
    if law.repealed and last and law.repealed <= max(last.values()):
        yield ("repealed",), law.repealed, max(last.values())


def _one_term_each(parsed: Parsed) -> Iterator[Problem]:
    """One English term for one Chinese term, across the whole glossary."""
    data, seen = parsed.references["glossary"], set()
    for at, row in _numbered(data):
        for key in ("zh", "en"):
            if not isinstance(row.get(key), str):
                continue
            if (key, row[key]) in seen:
                yield Problem(
                    "docs/reference/glossary.yml", mark_of(data, at, key), "duplicate-entry", {"id": row[key]}
                )
            seen.add((key, row[key]))


def _pinyin(parsed: Parsed) -> Iterator[Problem]:
    """A syllable of pinyin for each character, so that the pages with pinyin can set one above the other."""
    for name in ("glossary", "readings"):
        data = parsed.references[name]
        for at, row in _numbered(data):
            zh, said = row.get("zh"), row.get("pinyin")
            if isinstance(zh, str) and isinstance(said, str) and zh and said and not pinyin.fits(zh, said):
                detail = {"zh": zh, "pinyin": said, "have": str(len(pinyin.syllables(said)))}
                yield Problem(f"docs/reference/{name}.yml", mark_of(data, at, "pinyin"), "pinyin-count", detail)


def cited_law(
    library: Library, laws: list[str] | None, cited: str, wrong: Problem, lang: str = "zh"
) -> Iterator[Problem]:
    """A citation, ``law-id#article`` or ``law-id`` for a law as a whole, is in the registry; ``wrong`` says where."""
    id, _, article = cited.partition("#")
    law = library.laws.get(id)
    if law is None and laws is not None and id not in laws:
        yield replace(wrong, detail={"law": id, "near": nearest(id, laws)})
    elif law is not None and article and article not in law.known:
        yield replace(wrong, rule="unknown-article", detail={"law": law.short[lang], "article": article})


def _listing(row: Mapping[str, Any], key: str) -> Iterator[tuple[int, str]]:
    values = row.get(key)
    return ((at, str(value)) for at, value in enumerate(values if isinstance(values, list) else ()))


def _numbered(data: Data) -> Iterator[tuple[int, Mapping[str, Any]]]:
    rows = data.value if isinstance(data.value, list) else []
    return ((at, row) for at, row in enumerate(rows) if isinstance(row, Mapping))


def _strings(strings: Mapping[str, Data], unread: Collection[str]) -> Iterator[Problem]:
    """The fixed words have the same keys in both languages, and every one of them is filled."""
    whole = not any(f"templates/strings/{lang}.yml" in unread for lang in strings)
    keys = {lang: dict(leaves(data.value)) for lang, data in strings.items()}
    for lang, mine in keys.items():
        path = f"templates/strings/{lang}.yml"
        others = set().union(*(set(other) for name, other in keys.items() if name != lang))
        for loc, text in mine.items():
            if whole and loc not in others:
                yield Problem(path, strings[lang].mark(loc), "strings-parity", {"key": ".".join(map(str, loc))})
            if loc and not text.strip():
                key = str(loc[-1])
                yield Problem(path, strings[lang].mark(loc), "empty-value", {"key": key, "example": f"{key}: …"})
    yield from _gaps(strings, keys)


def _gaps(strings: Mapping[str, Data], keys: Mapping[str, Mapping[Loc, str]]) -> Iterator[Problem]:
    """What the program fills into fixed words is the same in both languages, and no brace stands alone."""
    for lang, mine in keys.items():
        for loc, text in mine.items():
            there = [other[loc] for name, other in keys.items() if name != lang and loc in other]
            here, wanted = _gaps_of(text), _gaps_of("".join(there))
            odd = "{" in _GAP.sub("", text) or "}" in _GAP.sub("", text)
            if odd or (there and here != wanted and lang != ORIGINAL):
                detail = {"key": ".".join(map(str, loc)), "here": text if odd else here or "—", "there": wanted or "—"}
                yield Problem(f"templates/strings/{lang}.yml", strings[lang].mark(loc), "strings-gaps", detail)


def _gaps_of(text: str) -> str:
    return " ".join(sorted(set(_GAP.findall(text))))
