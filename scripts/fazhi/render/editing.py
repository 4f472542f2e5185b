"""Make the view of the page that stands before the editor: the rules, then every source file with the way to it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from fazhi.model.library import AnyEntry
from fazhi.render import paths
from fazhi.render.edition import Edition
from fazhi.render.listing import listed
from fazhi.render.views import Ref


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
    """The page before the editor."""

    files: tuple[SourceFile, ...]
    hosted: bool
    contributors: str
    """Where the steps stand."""


def edit_view(edition: Edition) -> EditView:
    """The page before the editor. Drafts and withdrawn entries have no row: it is a list like any other."""
    return EditView(
        files=tuple(_file(edition, entry) for entry in edition.library.entries() if listed(entry)),
        hosted=edition.settings.edit_uri is not None,
        contributors=paths.relative(paths.page("contributors") + "#edit", paths.EDIT),
    )


def _file(edition: Edition, entry: AnyEntry) -> SourceFile:
    path, host = edition.text(entry).path, edition.settings.edit_uri
    return SourceFile(
        id=paths.edit(entry).partition("#")[2],
        page=edition.ref(paths.entry(entry), edition.text(entry).words.title, paths.EDIT),
        lang=edition.foreign(entry),
        path=path,
        editor=host + path if host else "",
    )
