"""Parse every source file of the repository: documents, reference files, fixed words and the site's settings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from fazhi.model.fields import LANGUAGES
from fazhi.model.library import Kind
from fazhi.parse import characters, document, frontmatter
from fazhi.parse.document import Document
from fazhi.parse.frontmatter import Data
from fazhi.problems import START, Problem
from fazhi.source import SETTINGS, Source

_KINDS: dict[str, Kind] = {"cases": "case", "docs/lessons": "lesson", "docs/pages": "page"}
_DOCUMENT = re.compile(r"(?P<folder>cases|docs/lessons|docs/pages)/(?P<id>[^/]+)/(?P<lang>zh|en)\.md")

REFERENCES = (
    "topics",
    "grades",
    "procedures",
    "series",
    "help",
    "glossary",
    "laws",
    "law-cards",
    "packs",
    "readings",
    "places",
    "redirects",
    "wording",
    "waivers",
)
_MAY_BE_ABSENT = frozenset({"docs/reference/redirects.yml", "docs/reference/wording.yml", "docs/reference/waivers.yml"})
"""Files that a repository need not have."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """All that was parsed, by path; nothing of it has been judged yet."""

    documents: Mapping[str, Document]
    references: Mapping[str, Data]
    strings: Mapping[str, Data]
    settings: Data
    texts: Mapping[str, str]
    """What each file of content says, comments and all, by path: for rules that look at every character."""
    published: Mapping[str, bytes]
    """The texts of others, by name of their file."""
    pictures: Mapping[str, bytes]
    """The files of pictures by path; nothing has looked into them yet."""


def parse(source: Source) -> tuple[Parsed, list[Problem]]:
    """Parse all files; give what they say and every problem of form."""
    problems: list[Problem] = []
    documents: dict[str, Document] = {}
    texts: dict[str, str] = {}
    for path, data in source.files.items():
        place = _DOCUMENT.fullmatch(path)
        if place:
            kind = _KINDS[place["folder"]]
            texts[path], wrong = characters.decode(path, data)
            problems += wrong
            documents[path], wrong = document.parse(path, kind, place["id"], place["lang"], texts[path])
            problems += wrong

    def data_file(path: str) -> Data:
        if path not in source.files and path in _MAY_BE_ABSENT:
            return Data([])
        if path not in source.files:
            problems.append(Problem(path, START, "missing-file", {"file": path}))
            return Data({})
        texts[path], wrong = characters.decode(path, source.files[path])
        parsed, more = frontmatter.parse(path, texts[path])
        problems.extend(wrong + more)
        return parsed

    return (
        Parsed(
            documents=documents,
            references={name: data_file(f"docs/reference/{name}.yml") for name in REFERENCES},
            strings={lang: data_file(f"templates/strings/{lang}.yml") for lang in LANGUAGES},
            settings=data_file(SETTINGS),
            texts=texts,
            published=source.published,
            pictures={path: data for path, data in source.files.items() if "/media/" in path},
        ),
        problems,
    )
