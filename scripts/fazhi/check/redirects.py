"""Checks of the pages that have moved: a row leads from an id that is free now to one that something has."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi.check.shape import mark_of
from fazhi.check.whole import Whole
from fazhi.model.fields import LIST_PAGES, WRITTEN_PAGES
from fazhi.model.reference import Redirect
from fazhi.parse.frontmatter import nearest
from fazhi.problems import Problem

_PATH = "docs/reference/redirects.yml"
_FILES = {"topic": "topics", "grade": "grades", "procedure": "procedures", "place": "places", "law": "laws"}
_MADE = (*LIST_PAGES, *WRITTEN_PAGES, "search", "edit", "rules", "index")
"""Pages that every site has, whatever is written."""


def redirects(whole: Whole) -> Iterator[Problem]:
    """A page that has moved was at an address that is free now, and leads straight to one that is there."""
    data = whole.world.parsed.references["redirects"]
    for at, value in enumerate(data.value if isinstance(data.value, list) else ()):
        row = _row(whole, value)
        used = _ids(whole, row.kind) if row else None
        if row is None or used is None:
            continue
        taken = [*used, *_MADE] if row.kind == "page" else used
        if row.old in taken:
            yield Problem(_PATH, mark_of(data, at, "old"), "redirect-used", {"id": row.old})
        if f"{row.kind}:{row.new}" in whole.world.reference.redirects:
            yield Problem(_PATH, mark_of(data, at, "new"), "redirect-chain", {"id": row.new})
        elif row.new not in used:
            detail = {"id": row.new, "near": nearest(row.new, used)}
            yield Problem(_PATH, mark_of(data, at, "new"), "redirect-target", detail)


def _row(whole: Whole, value: object) -> Redirect | None:
    """The typed row of a row as it was written; none if it has not the right form, which was said already."""
    if not isinstance(value, dict):
        return None
    return whole.world.reference.redirects.get(f"{value.get('kind')}:{value.get('old')}")


def _ids(whole: Whole, kind: str) -> list[str] | None:
    """The ids of a kind; None if the file that lists them was not read to its end."""
    return whole.world.listed(_FILES[kind]) if kind in _FILES else whole.ids(kind)
