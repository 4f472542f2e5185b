"""Parse every source file of the repository: documents, reference files, fixed words and the site's settings."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain

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
class Folder:
    """A case, a lesson or a page: the files of one folder, parsed."""

    documents: Mapping[str, Document]
    texts: Mapping[str, str]
    pictures: Mapping[str, bytes]
    unread: frozenset[str] = frozenset()
    """Its files that could not be read to their end; the checks know which problems say so."""


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

    def folders(self, unread: Collection[str] = ()) -> list[Folder]:
        """The entries in their order, with those of their files that could not be read to their end."""
        missing = grouped(unread)
        return [
            Folder(
                {path: self.documents[path] for path in paths if path in self.documents},
                {path: self.texts[path] for path in paths if path in self.documents},
                {path: self.pictures[path] for path in paths if path in self.pictures},
                frozenset(missing.get(folder, ())),
            )
            for folder, paths in grouped(chain(self.documents, self.pictures)).items()
        ]

    def rest(self) -> Parsed:
        """What belongs to no entry: the reference files, the fixed words and the settings."""
        texts = {path: text for path, text in self.texts.items() if path not in self.documents}
        return replace(self, documents={}, texts=texts, pictures={})


def grouped(paths: Iterable[str]) -> dict[str, list[str]]:
    """The texts and the pictures of entries, by the folder of each entry; what belongs to no entry is left out."""
    found: dict[str, list[str]] = {}
    for path in paths:
        text = _DOCUMENT.fullmatch(path)
        if text or "/media/" in path:
            found.setdefault((path.rpartition("/") if text else path.partition("/media/"))[0], []).append(path)
    return found


def entry(files: Mapping[str, bytes]) -> tuple[Folder, list[Problem]]:
    """Parse the files of one entry; nothing but their paths and their bytes decides what comes out."""
    problems: list[Problem] = []
    documents: dict[str, Document] = {}
    texts: dict[str, str] = {}
    for path, data in files.items():
        place = _DOCUMENT.fullmatch(path)
        if place:
            texts[path], wrong = characters.decode(path, data)
            problems += wrong
            kind = _KINDS[place["folder"]]
            documents[path], wrong = document.parse(path, kind, place["id"], place["lang"], texts[path])
            problems += wrong
    return Folder(documents, texts, {path: data for path, data in files.items() if path not in documents}), problems


def rest(source: Source) -> tuple[Parsed, list[Problem]]:
    """Parse what belongs to no entry: the reference files, the fixed words and the settings."""
    problems: list[Problem] = []
    texts: dict[str, str] = {}

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
            documents={},
            references={name: data_file(f"docs/reference/{name}.yml") for name in REFERENCES},
            strings={lang: data_file(f"templates/strings/{lang}.yml") for lang in LANGUAGES},
            settings=data_file(SETTINGS),
            texts=texts,
            published=source.published,
            pictures={},
        ),
        problems,
    )


def parse(source: Source) -> tuple[Parsed, list[Problem]]:
    """Parse all files; give what they say and every problem of form."""
    problems: list[Problem] = []
    folders: list[Folder] = []
    for paths in grouped(source.files).values():
        folder, wrong = entry({path: source.files[path] for path in paths})
        folders.append(folder)
        problems += wrong
    others, wrong = rest(source)
    return joined(others, folders), problems + wrong


def joined(others: Parsed, folders: Iterable[Folder]) -> Parsed:
    """All that was parsed: entries, and what belongs to none."""
    documents: dict[str, Document] = {}
    texts: dict[str, str] = {}
    pictures: dict[str, bytes] = {}
    for folder in folders:
        documents |= folder.documents
        texts |= folder.texts
        pictures |= folder.pictures
    return replace(others, documents=documents, texts={**texts, **others.texts}, pictures=pictures)
