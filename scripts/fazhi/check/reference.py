"""Type the reference files, the fixed words and the settings, and check what they say of each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from fazhi.check.shape import fit, leaves, mark_of, meant
from fazhi.model.facts import (
    Channel,
    Grade,
    Law,
    LawCard,
    Procedure,
    Series,
    Term,
    Topic,
)
from fazhi.model.library import Library
from fazhi.parse.frontmatter import Data, nearest
from fazhi.parse.repository import Parsed
from fazhi.problems import Problem

_MODELS: dict[str, tuple[str, type[BaseModel]]] = {
    "topics": ("topics", Topic),
    "grades": ("grades", Grade),
    "procedures": ("procedures", Procedure),
    "series": ("series", Series),
    "help": ("channels", Channel),
    "glossary": ("terms", Term),
    "laws": ("laws", Law),
    "law-cards": ("cards", LawCard),
}


def load(parsed: Parsed) -> tuple[Library, list[Problem]]:
    """Give a library that holds the reference data only, and every problem of the reference files."""
    fields: dict[str, dict[str, Any]] = {}
    problems: list[Problem] = []
    for name, (field, model) in _MODELS.items():
        fields[field], wrong = _rows(f"docs/reference/{name}.yml", parsed.references[name], model)
        problems += wrong
    library = Library(**fields)
    problems += _cross(library, parsed)
    problems += _strings(parsed.strings)
    return library, problems


def _rows(path: str, data: Data, model: type[BaseModel]) -> tuple[dict[str, Any], list[Problem]]:
    rows: dict[str, Any] = {}
    problems: list[Problem] = []
    if not isinstance(data.value, list):
        wrong = Problem(path, data.mark(()), "wants-list", {"key": "- id"})
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


def _cross(library: Library, parsed: Parsed) -> Iterator[Problem]:
    topics = list(library.topics)
    for name, rows in (("help", library.channels), ("glossary", library.terms), ("law-cards", library.cards)):
        data, path = parsed.references[name], f"docs/reference/{name}.yml"
        for at, row in _numbered(data):
            for place, topic in enumerate(row.get("topics") or ()):
                if row.get("id") in rows and topic not in topics:
                    detail = {
                        "key": "topics",
                        "value": str(topic),
                        "allowed": ", ".join(topics),
                        "near": meant(nearest(str(topic), topics)),
                    }
                    yield Problem(path, mark_of(data, at, "topics", place), "bad-choice", detail)
    data = parsed.references["law-cards"]
    for at, row in _numbered(data):
        if row.get("id") in library.cards:
            for place, cited in enumerate(row["cites"]):
                yield from _cited(library, str(cited), "docs/reference/law-cards.yml", data, at, place)


def _cited(library: Library, cited: str, path: str, data: Data, at: int, place: int) -> Iterator[Problem]:
    id, _, article = cited.partition("#")
    mark = mark_of(data, at, "cites", place)
    law = library.laws.get(id)
    if law is None:
        yield Problem(path, mark, "unknown-law", {"law": id, "near": meant(nearest(id, list(library.laws)))})
    elif article not in (*law.articles, *law.articles_likely):
        yield Problem(path, mark, "unknown-article", {"law": law.short.zh, "article": article})


def _numbered(data: Data) -> Iterator[tuple[int, Mapping[str, Any]]]:
    rows = data.value if isinstance(data.value, list) else []
    return ((at, row) for at, row in enumerate(rows) if isinstance(row, Mapping))


def _strings(strings: Mapping[str, Data]) -> Iterator[Problem]:
    """The fixed words have the same keys in both languages, and every one of them is filled."""
    keys = {lang: dict(leaves(data.value)) for lang, data in strings.items()}
    for lang, mine in keys.items():
        path = f"templates/strings/{lang}.yml"
        others = set().union(*(set(other) for name, other in keys.items() if name != lang))
        for loc, text in mine.items():
            if loc not in others:
                yield Problem(path, strings[lang].mark(loc), "strings-parity", {"key": ".".join(map(str, loc))})
            if not text.strip():
                key = str(loc[-1])
                yield Problem(path, strings[lang].mark(loc), "empty-value", {"key": key, "example": f"{key}: …"})
