"""Stage 6, class kits: give every file of them, and make only those parts whose texts have changed.

A part is kept by the digest of all that it is made of: its extract of the library, its templates, the program. Under it
lies the list of its files, each under a name of its own. Below that, ``press`` keeps each document by its form: where a
text has changed, what it does not change is not printed again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from fazhi import disk
from fazhi.press import key, press
from fazhi.problems import Problem
from fazhi.program import made_with
from fazhi.render.kit.digest import Digests
from fazhi.render.kit.document import Document
from fazhi.render.kit.fault import Faulty
from fazhi.render.kit.kit import Kit, gathered
from fazhi.render.kit.parts import Part

_PROGRAM = ("fazhi.model", "fazhi.render")
"""The packages whose code decides what a document says; how it is written is decided by some of them too."""
_LIBRARIES = (
    "jinja2",
    "markupsafe",
    "python-pptx",
    "python-docx",
    "lxml",
    "pillow",
    "segno",
    "typst",
    "fonttools",
    "pylopdf-fonts-zh-cn",
    "justmytype-intl-cjk",
)
TEMPLATES = "kit/"
"""How the names of the templates begin from which documents and start pages are made."""


class Place(NamedTuple):
    """A part of a language's kit, and the name under which the list of its files is kept."""

    lang: str
    part: Part
    name: str

    def path(self, address: str) -> str:
        """The path below the site of a file of the part."""
        return f"{self.lang}/{address}"


def made(
    kits: Mapping[str, Kit], templates: Mapping[str, str], kept: Path, progress: Callable[[str, int, int], None]
) -> dict[str, bytes]:
    """Give every file of the kits of all languages by its path below the site.

    ``kept`` is the folder of what earlier builds have made; what nobody asks for any more is removed from it.
    ``progress`` is told what is done, and how many of how many documents are printed. Raises Faulty with every problem
    found.
    """
    places = [place for lang, kit in kits.items() for place in _places(lang, kit, templates)]
    lists = {place.name: _listed(kept, place.name) for place in places}
    files: dict[str, bytes] = {}
    names = {*lists}
    todo = []
    for place in places:
        own = {path: disk.kept(kept / name) for path, name in lists[place.name].items()}
        whole = {path: data for path, data in own.items() if data is not None}
        if whole and len(whole) == len(own):
            files |= whole
            names |= {*lists[place.name].values()}
        else:
            todo.append(place)
    progress("press", 0, 0)
    documents = _documents(todo)
    every = [document for each in documents.values() for document in each]
    files |= press(every, templates, kept, lambda done, count: progress("press", done, count))
    progress("bundle", 0, 0)
    files |= _bundles(todo, files)
    for place in todo:
        names |= _keep(kept, place, documents[place.name], files, templates)
    disk.forget(kept, names)
    return files | {f"{lang}/{kit.glossary.address}": kit.cards() for lang, kit in kits.items()}


def _places(lang: str, kit: Kit, templates: Mapping[str, str]) -> Iterator[Place]:
    """Name the parts of a kit by everything that decides the bytes of their files."""
    digests, program = Digests(), made_with(_PROGRAM, _LIBRARIES)
    printing = tuple((name, text) for name, text in sorted(templates.items()) if name.startswith(TEMPLATES))
    for part in kit.parts:
        own = part.edition
        made_of = own.library, own.words, own.settings, own.scope
        yield Place(lang, part, digests.of(program, printing, type(part).__name__, part.listed, made_of))


def _listed(kept: Path, name: str) -> dict[str, str]:
    """The files of a part by their path below the site, each with its name in the folder; nothing if none is kept."""
    data = disk.kept(kept / name)
    return json.loads(data) if data else {}


def _documents(todo: Iterable[Place]) -> dict[str, tuple[Document, ...]]:
    """Make the documents of parts, by the names of these. Raises Faulty with every problem found."""
    found: dict[str, tuple[Document, ...]] = {}
    problems: list[Problem] = []
    for place in todo:
        with gathered(problems):
            own = place.part.documents()
            found[place.name] = tuple(replace(each, address=place.path(each.address)) for each in own)
    if problems:
        raise Faulty(problems)
    return found


def _bundles(todo: Iterable[Place], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Make the bundles of parts from all printed documents. Raises Faulty with every problem found."""
    zips: dict[str, bytes] = {}
    problems: list[Problem] = []
    for place in todo:
        start = place.path("")
        own = {path.removeprefix(start): data for path, data in files.items() if path.startswith(start)}
        with gathered(problems):
            zips[place.path(place.part.zip)] = place.part.bundle(own)
    if problems:
        raise Faulty(problems)
    return zips


def _keep(
    kept: Path,
    place: Place,
    documents: Iterable[Document],
    files: Mapping[str, bytes],
    templates: Mapping[str, str],
) -> set[str]:
    """Keep the files of a part that ``press`` has not kept, and the list of all; give their names in the folder."""
    pressed = {each.address: key(each, templates) for each in documents if each.writer != "bytes"}
    others = [each.address for each in documents if each.writer == "bytes"]
    others.append(place.path(place.part.zip))
    named = {path: hashlib.sha256(f"{place.name} {path}".encode()).hexdigest() for path in others}
    for path, name in named.items():
        disk.keep(kept / name, files[path])
    disk.keep(kept / place.name, json.dumps(pressed | named).encode())
    return {*pressed.values(), *named.values()}
