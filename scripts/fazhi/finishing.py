"""Stages 5 to 8 for one case, one lesson or one page: rendered, made by the engine, judged, written; in any process.

What comes out depends on the order and on what is given alone. A page is on the disk as soon as it is done, and what is
handed back is only what is wanted of it later, when all pages are there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from fazhi import disk, offline, verify
from fazhi.engine import CONFIGURATION, OWN_SHEET, EngineError
from fazhi.engine.sheets import names_in, sheets
from fazhi.model.library import Library
from fazhi.model.settings import Scope, Settings
from fazhi.offline import Ready
from fazhi.render import data
from fazhi.render.pages import Site, of_entry, staged
from fazhi.render.search import targets, waiting
from fazhi.render.search.index import scripts
from fazhi.render.search.targets import Target
from fazhi.render.site import bare
from fazhi.render.surroundings import Surroundings
from fazhi.scratch import Span, reader
from fazhi.verify import Found, Own
from fazhi.workers import Tool

NOT_FOUND = "404.html"


class Order(NamedTuple):
    """What is the same for all that is made in a build."""

    reference: Library
    """The library without its entries."""
    settings: Settings
    strings: Mapping[str, Mapping[str, Any]]
    templates: Mapping[str, str]
    scope: Scope
    folders: Mapping[str, Path]
    """By language, where the engine's configuration lies."""
    new: Path
    """Where the new site is put together."""
    waiting: Path
    """The scratch file in which packed targets lie."""
    own: Own
    apart: bool
    """Whether the library is so large that its search index will be in several scripts."""


class Staged(NamedTuple):
    """A page as the engine is given it; the one that stands in for what is not there has no text of ours."""

    lang: str
    address: str
    text: str | None


class Sheets(NamedTuple):
    """The style sheets of a language are wanted, for elements of these names."""

    lang: str
    names: frozenset[str]


class Index(NamedTuple):
    """The search index of a language is wanted."""

    lang: str
    groups: tuple[str, ...]
    entries: tuple[Span, ...]
    """Where the cases and lessons that can be found lie packed in the scratch file."""
    others: tuple[Target, ...]


Task = Surroundings | Staged | Sheets | Index


class File(NamedTuple):
    """A file that was written: what its judge has found, and how it stands in the zip of the site."""

    found: Found
    copied: Ready


class Made(NamedTuple):
    """What has become of a task."""

    files: tuple[File, ...]
    names: Mapping[str, frozenset[str]]
    """By language, the names of elements for which style sheets may have rules."""
    targets: Mapping[str, bytes]
    """By language, what can be found of an entry, packed."""
    told: bytes
    """What the data files say of a case, packed; empty for all else."""

    def lasting(self) -> Made:
        """The same for later builds: they find what was deflated in the zip."""
        return self._replace(
            files=tuple(file._replace(copied=file.copied._replace(member=None)) for file in self.files)
        )


def finish(maker: Tool[Maker], tasks: Sequence[Task]) -> list[Made]:
    """Do some tasks. Raises EngineError, or OSError where the disk refuses."""
    return [maker().made(task) for task in tasks]


class Maker:
    """Does tasks by an order; what they share is made once."""

    def __init__(self, order: Order) -> None:
        """Take the order."""
        self._order = order
        self._site = bare(order.reference, order.settings, order.strings, order.templates, order.scope)
        self._engines: dict[str, Any] = {}

    def made(self, task: Task) -> Made:
        """Do a task."""
        match task:
            case Surroundings():
                return self._entry(task)
            case Staged(lang, address, text):
                page = self._page(lang, address, text)
                return _page_made(lang, page, self._file(f"{lang}/{address}", page))
            case Sheets(lang, names):
                return self._sheets(lang, names)
            case Index():
                return self._index(task)

    def _entry(self, found: Surroundings) -> Made:
        site, entry = self._site.within(found), found.entry
        files: list[File] = []
        names: dict[str, frozenset[str]] = {}
        for page in of_entry(site, entry):
            lang = page.edition.lang
            text = self._page(lang, page.address, staged(site.env, page))
            files.append(self._file(f"{lang}/{page.address}", text))
            names[lang] = names.get(lang, frozenset()) | names_in(page.address, text)
        files += [self._file(path, each) for path, each in site.pictures(entry).items()]
        return Made(tuple(files), names, self._targets(site, found), _told(site, found))

    def _targets(self, site: Site, found: Surroundings) -> Mapping[str, bytes]:
        return {
            lang: waiting.packed(targets.of_entry(edition, found.entry), apart=self._order.apart)
            for lang, edition in site.editions.items()
            if lang in found.entry
        }

    def _page(self, lang: str, address: str, text: str | None) -> str:
        try:
            engine = self._engine(lang)
            page: str = engine.not_found() if text is None else engine.page(f"{address.removesuffix('.html')}.md", text)
        except OSError:
            raise
        # Whatever a library makes of a page of ours, also to end the program, is a mistake of ours and said as one.
        except (Exception, SystemExit) as error:  # noqa: BLE001
            raise EngineError(lang, f"{address}: {type(error).__name__}: {error}") from None
        return page

    def _engine(self, lang: str) -> Any:
        if lang not in self._engines:
            # Where everything is remembered, nothing of the engine is loaded.
            from fazhi.engine.pages import Engine

            self._engines[lang] = Engine(self._order.folders[lang] / CONFIGURATION)
        return self._engines[lang]

    def _index(self, index: Index) -> Made:
        with reader(self._order.waiting) as read:
            found = scripts(index.groups, waiting.Waiting(index.entries, read, index.others))
            # One process makes thousands: others help to deflate them, and nobody holds what comes out.
            return _others_made(self._file(f"{index.lang}/{path}", text, later=True) for path, text in found)

    def _sheets(self, lang: str, names: frozenset[str]) -> Made:
        own = disk.read(self._order.folders[lang] / "docs" / OWN_SHEET).decode()
        made = sheets(self._engine(lang).theme(), own, names)
        return _others_made(self._file(f"{lang}/{path}", text) for path, text in made.items())

    def _file(self, path: str, content: str | bytes, *, later: bool = False) -> File:
        """Judge a file, write it into the new site, and make it ready for the zip; ``later`` is as for ``ready``."""
        written = content.encode() if isinstance(content, str) else content
        found = verify.one(path, written, self._order.own)
        disk.write(self._order.new / path, written)
        return File(found, offline.ready(path, written, later=later))


def _page_made(lang: str, page: str, file: File) -> Made:
    return Made((file,), {lang: names_in(NOT_FOUND, page)}, {}, b"")


def _others_made(files: Iterable[File]) -> Made:
    return Made(tuple(files), {}, {}, b"")


def _told(site: Site, found: Surroundings) -> bytes:
    if not data.tells_of(found.entry):
        return b""
    return data.of_case(site.editions, site.library.cases[found.entry.id])
