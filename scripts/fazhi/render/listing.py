"""What lists show of the library."""

from __future__ import annotations

from fazhi.model.library import AnyEntry, Library

LISTED = frozenset({"published", "needs-recheck", "outline"})
"""Drafts and withdrawn entries keep their address and are in no list."""


def listed(entry: AnyEntry) -> bool:
    """Tell whether lists show an entry; written pages have no status, and lists show them."""
    return getattr(entry.facts, "status", "published") in LISTED


CROWDED = 60


def crowded(library: Library) -> bool:
    """Tell whether there are too many cases and lessons for one page that names the file of each."""
    return len(library.cases) + len(library.lessons) > CROWDED
