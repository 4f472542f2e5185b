"""Make the Atom feed of an edition (RFC 4287): every listed case and lesson by the day its content changed."""

from __future__ import annotations

from fazhi.model.library import Case, Lesson
from fazhi.render import paths
from fazhi.render.edition import Edition
from fazhi.render.page_views import FeedEntry, FeedView


def feed(edition: Edition) -> FeedView:
    """The feed; times are midnight in China of the day on which the content changed, never of the build."""
    base = f"{edition.settings.site_url}{edition.lang}/"
    listed: tuple[Case | Lesson, ...] = (*edition.cases(), *edition.lessons())
    shown = [entry for entry in listed if edition.lang in entry]
    shown.sort(key=lambda entry: (-entry.facts.updated.toordinal(), entry.kind, entry.id))
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
