"""Run the stages one after the other: from the files of the repository to the published site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Protocol

from fazhi import beside, disk, kits, offline, originals, publish, stage
from fazhi.assembly import Assembly, Gathered
from fazhi.checked import Checked, Checker
from fazhi.engine import CONFIGURATION
from fazhi.engine.sheets import names_in_files
from fazhi.finishing import Maker, Order
from fazhi.lock import Busy, alone
from fazhi.memory import Memory, digest
from fazhi.model.images import no_pictures
from fazhi.model.narrow import narrowed
from fazhi.model.settings import Scope
from fazhi.problems import Problem
from fazhi.render.search.index import ONE_FILE
from fazhi.render.site import Rendered, render
from fazhi.scratch import scratch
from fazhi.source import Source
from fazhi.unchanged import LIVE, WORK
from fazhi.workers import ALONE, Crew, Tool

__all__ = ["Progress", "Workshop", "build", "mend", "printed", "rendered", "scoped"]


class Progress(Protocol):
    """Is told which stage runs and, where something is counted, how much of it is done."""

    def __call__(self, stage: str, done: int = 0, count: int = 0, /) -> None:
        """Take note."""


def _unheard(_stage: str, _done: int = 0, _count: int = 0, /) -> None:
    """Take no note."""


_NEW, _KIT, _PAGES, _WAITING = "new", "kit", "pages", "waiting"


def scoped(checked: Checked, scope: Scope) -> Checked:
    """Narrow what was checked and found good to an edition; its grade band must be one of the library's."""
    elsewhere = {lang: strings["edition"]["elsewhere"] for lang, strings in checked.strings.items()}
    return replace(checked, library=narrowed(checked.library, scope, elsewhere), scope=scope)


def rendered(checked: Checked) -> Rendered:
    """Render what was checked and found good."""
    assert checked.settings is not None
    return render(checked.library, checked.settings, checked.strings, checked.templates, checked.scope)


def build(checked: Checked, progress: Progress = _unheard) -> Rendered:
    """Build the site from a good check in this process alone; see :meth:`Workshop.build`."""
    return Workshop(checked.source.root).build(checked, progress)


class Workshop:
    """Checks and builds one repository, perhaps many times: what outlives a build is here."""

    def __init__(self, root: Path, crew: Crew = ALONE, *, hold: bool = False) -> None:
        """Work with a crew, and remember what is found out: in the build folder, and to ``hold`` it, here as well."""
        self._work, self._live, self._crew = root / WORK, root / LIVE, crew
        self._pages = Memory(self._work / _PAGES, hold=hold)
        self._checker = Checker(root, crew, hold=hold)
        self._maker: tuple[bytes, Tool[Maker]] | None = None

    def judged(self, files: Source, refused: Sequence[Problem]) -> Checked:
        """Parse and check what was read; see :meth:`Checker.judged`."""
        return self._checker.judged(files, refused)

    def build(self, checked: Checked, progress: Progress = _unheard) -> Rendered:
        """Build the site from a good check and swap it in; the old site stays if anything fails on the way.

        Raises Busy, Faulty if a document of the class kit cannot be made, engine.EngineError, publish.FaultySite, or
        OSError when the disk does not take it.
        """
        assert checked.settings is not None
        with self._begun() as gathered:
            progress("render")
            pages = rendered(checked)
            files = printed(pages, checked.templates, self._work / _KIT, progress)
            progress("stage")
            assembly = self._assembly(checked, pages, gathered)
            assembly.entries(pages, checked.origins, partial(progress, "engine"))
            assembly.indexes(pages, partial(progress, "index"))
            assembly.sheets(names_in_files(stage.assets(checked.source)))
            self._pages.forget()
            progress("publish")
            every = chain(
                ((path, [data]) for path, data in files.items()), beside.files(checked, pages, assembly.gathered)
            )
            base = "/" + checked.settings.site_url.split("/", 3)[3]
            copy = {path: text.encode() for path, text in pages.copy.items()}
            site = publish.Site(every, copy, base, assembly.order.own)
            crew = self._crew.watched(partial(progress, "publish"))
            publish.publish(site, assembly.gathered, self._new, self._live, crew)
        return pages

    def ahead(self, checked: Checked, before: Checked) -> list[str]:
        """Put the pages of cases and lessons whose files have changed into the published site, ahead of a build.

        The site is that of a build of ``before``, and lists and other pages stay as they are. Gives the paths of the
        pages. Raises like ``build``.
        """
        with self._begun() as gathered:
            pages = rendered(checked)
            changed = [
                entry
                for entry in pages.site.entries()
                if checked.origins[entry.kind, entry.id] != before.origins.get((entry.kind, entry.id))
            ]
            made = self._assembly(checked, pages, gathered).some(pages, checked.origins, changed)
            faults = [str(fault) for found in made.values() for fault in found.faults]
            if faults:
                raise publish.FaultySite(faults)
            for path in made:
                disk.put(self._new / path, self._live / path)
            return [*made]

    @contextmanager
    def _begun(self) -> Iterator[Gathered]:
        disk.clear(self._live)
        with alone(self._work), _clean(self._work), scratch(self._work / _WAITING) as waiting:
            disk.recover(self._live)
            yield Gathered(offline.Stock(self._work, self._live, waiting), waiting)

    @property
    def _new(self) -> Path:
        return self._work / _NEW

    def _assembly(self, checked: Checked, pages: Rendered, gathered: Gathered) -> Assembly:
        order = self._order(checked, pages)
        place = _place(checked, order)
        if self._maker is None or self._maker[0] != place:
            self._maker = place, Tool(Maker, order)
        return Assembly(order, place, self._maker[1], self._pages, self._crew, self._live, gathered)

    def _order(self, checked: Checked, pages: Rendered) -> Order:
        assert checked.settings is not None
        return Order(
            replace(checked.library, cases={}, lessons={}, pages={}, images=no_pictures()),
            checked.settings,
            checked.strings,
            checked.templates,
            checked.scope,
            stage.stage(pages, checked.source, checked.settings, self._work),
            self._new,
            self._work / _WAITING,
            originals.own(checked.templates, checked.source.files),
            apart=checked.bulk > ONE_FILE,
        )


def _place(checked: Checked, order: Order) -> bytes:
    """The digest of all that decides every page: what belongs to no entry, and what was asked for."""
    # They hold the menu, which hangs on the written pages that there are.
    configured = {f"{lang}/{CONFIGURATION}": disk.read(path / CONFIGURATION) for lang, path in order.folders.items()}
    shared = {**checked.lean().source.files, **configured}
    # A narrowed text says nothing of entries that are left out, so every title counts.
    heads = [head for _, head in checked.origins.values()] if checked.scope else []
    return sha256(f"{digest(shared)} {checked.scope!r} {order.apart} {heads}".encode()).digest()


def printed(
    pages: Rendered, templates: Mapping[str, str], kept: Path, progress: Progress = _unheard
) -> dict[str, bytes]:
    """Make the class kits; give their files by path below the site. ``kept`` is as for ``kits.made``."""
    return kits.made(pages.kits, templates, kept, progress)


@contextmanager
def _clean(work: Path) -> Iterator[None]:
    """Leave no site half made in the build folder: neither what a killed build has left, nor what this one would."""
    disk.remove(work / _NEW)
    try:
        yield
    finally:
        disk.remove(work / _NEW)


def mend(root: Path) -> None:
    """Put the old site back at once, if a build was killed between the two steps that a swap takes on some systems."""
    if disk.halfway(root / LIVE):
        with suppress(Busy), alone(root / WORK):
            disk.recover(root / LIVE)
