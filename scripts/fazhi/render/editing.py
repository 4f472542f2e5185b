"""Make the view of the page that stands before the editor: the rules, then every source file with the way to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from fazhi.model.library import AnyEntry
from fazhi.render import paths
from fazhi.render.edition import Edition
from fazhi.render.listing import listed
from fazhi.render.views import Fact, Ref


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The source file of a page: its anchor, the page, where the file lies, and its address in the host's editor."""

    id: str
    page: Ref
    lang: Markup
    """The ``lang`` attribute of a title that is shown in its original language."""
    path: str
    editor: str
    """Empty as long as the settings name no Git host."""


@dataclass(frozen=True, slots=True)
class EditView:
    """The page before the editor, or one of its further pages."""

    title: str
    files: tuple[SourceFile, ...]
    others: tuple[Fact, ...]
    """The way to the further pages, by kind and first letter; none as long as one page holds everything."""
    hosted: bool
    contributors: str
    """Where the steps stand."""


def edit_pages(edition: Edition) -> Iterator[tuple[str, EditView]]:
    """The pages before the editor, by address. Drafts and withdrawn entries have no row: it is a list like any other.

    Where an entry has its row hangs on its own id alone, so that a page which leads there stays as it is.
    """
    t, names = edition.words.t, {"case": edition.words.t.nav.cases, "lesson": edition.words.t.nav.lessons}
    apart = edition.crowded
    found: dict[str, list[AnyEntry]] = {paths.EDIT: []}
    titles = {paths.EDIT: t.editing.title}
    further: dict[str, dict[str, str]] = {}
    for entry in filter(listed, edition.library.entries()):
        address, letter = paths.edit(entry, apart=apart).partition("#")[0], entry.id[0].upper()
        found.setdefault(address, []).append(entry)
        if address != paths.EDIT:
            further.setdefault(names[entry.kind], {})[letter] = address
            titles[address] = t.editing.further.format(title=t.editing.title, kind=names[entry.kind], letter=letter)
    for address, entries in found.items():
        yield (
            address,
            EditView(
                title=titles[address],
                files=tuple(_file(edition, entry, address) for entry in entries),
                others=tuple(
                    Fact(kind, tuple(edition.ref(there[letter], letter, address) for letter in sorted(there)))
                    for kind, there in further.items()
                ),
                hosted=edition.settings.edit_uri is not None,
                contributors=paths.relative(paths.page("contributors") + "#edit", address),
            ),
        )


def _file(edition: Edition, entry: AnyEntry, address: str) -> SourceFile:
    path, host = edition.text(entry).path, edition.settings.edit_uri
    return SourceFile(
        id=f"{entry.kind}-{entry.id}",
        page=edition.ref(paths.entry(entry), edition.text(entry).words.title, address),
        lang=edition.foreign(entry),
        path=path,
        editor=host + path if host else "",
    )
