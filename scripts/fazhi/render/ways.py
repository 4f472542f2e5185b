"""Other ways to read a case or a lesson than on its own page: in both languages, and in Chinese with pinyin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fazhi.model.fields import ORIGINAL
from fazhi.model.library import Case, Lesson
from fazhi.render import paths, pinyin, side_by_side
from fazhi.render.edition import Edition
from fazhi.render.entries import with_pinyin


class Way(NamedTuple):
    """A page that shows an entry in another way."""

    address: str
    template: str
    view: object
    title: str
    description: str


def pages(edition: Edition, other: Edition, entry: Case | Lesson, reader: pinyin.Reader) -> Iterator[Way]:
    """The pages of an entry in an edition; ``other`` is that of the other language, ``reader`` reads Chinese."""
    title, t = edition.text(entry).words.title, edition.words.t
    for shown in _views(edition, other, entry, reader):
        words = getattr(t, shown[1])
        yield Way(*shown, f"{title} · {words.title}", words.summary.format(title=title))


def _views(
    edition: Edition, other: Edition, entry: Case | Lesson, reader: pinyin.Reader
) -> Iterator[tuple[str, str, object]]:
    yield paths.side(entry), "side", side_by_side.view(edition, other, entry)
    if with_pinyin(entry):
        chinese = edition if edition.lang == ORIGINAL else other
        yield paths.pinyin(entry), "pinyin", pinyin.view(edition, chinese, entry, reader)
