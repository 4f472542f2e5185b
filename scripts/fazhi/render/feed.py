"""Make the Atom feed of an edition (RFC 4287): the listed cases and lessons whose content changed last."""

from __future__ import annotations

from fazhi.model.library import Case, Lesson
from fazhi.render import paths
from fazhi.render.edition import Edition
from fazhi.render.page_views import FeedEntry, FeedView

NEWEST = 50
"""Entries of the feed: a reader of feeds asks for it again and again, and keeps what it has seen."""


def feed(edition: Edition) -> FeedView:
    """The feed; times are midnight in China of the day on which the content changed, never of the build."""
    base = f"{edition.settings.site_url}{edition.lang}/"
    listed: tuple[Case | Lesson, ...] = (*edition.cases(), *edition.lessons())
    shown = [entry for entry in listed if edition.lang in entry]
    shown = sorted(shown, key=lambda entry: (-entry.facts.updated.toordinal(), entry.kind, entry.id))[:NEWEST]
    entries = tuple(
        FeedEntry(
            url=base + paths.entry(entry),
            title=edition.text(entry).words.title,
            summary=edition.text(entry).words.summary,
            updated=f"{entry.facts.updated.isoformat()}T00:00:00+08:00",
        )
        for entry in shown
    )
    latest = max((entry.updated for entry in entries), default="1970-01-01T00:00:00Z")
    return FeedView(url=base + "feed.xml", home=base + "index.html", updated=latest, entries=entries)
