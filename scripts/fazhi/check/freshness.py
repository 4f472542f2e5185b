"""Check that each translation was reviewed after the last change of its original: by digest, never by date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fazhi.check.shape import mark_of
from fazhi.model.fields import LANGUAGES
from fazhi.model.library import AnyEntry, Stale, Text
from fazhi.parse.document import Document
from fazhi.parse.frontmatter import Data
from fazhi.problems import Problem

_CHANGES = {
    "new": ("是新的", "is new"),
    "facts": ("改了数字、日期、法条或出处", "has other figures, dates, citations or sources"),
    "decisive": ("改过了", "has changed"),
    "wording": ("改了文字", "has changed in wording"),
}
_HEAD = ("开头（标题、摘要等）", "The head (title, summary and so on)")
_ALL = ("全文", "The whole text")


def freshness(entry: AnyEntry, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """A translation was stamped after the last change of its original, each section of it."""
    for lang in LANGUAGES:
        stale = entry.stale(lang)
        if stale:
            text = entry.texts[lang]
            yield from _behind(entry, text, documents[text.path].front, stale)


def _behind(entry: AnyEntry, text: Text, front: Data, stale: tuple[Stale, ...]) -> Iterator[Problem]:
    """A finding for each section, at its line of the stamp; one for the whole text if there is no stamp at all."""
    if text.translation and not text.translation.of:
        detail = _detail(_ALL, "new") | {"stamp": entry.id}
        yield Problem(text.path, mark_of(front, "key", "translation"), _rule(entry, stale[0]), detail)
        return
    for part in stale:
        stamped = text.translation and part.id in text.translation.of
        mark = mark_of(front, "translation", "of", "key", part.id) if stamped else mark_of(front, "key", "translation")
        detail = _detail(_named(entry, text, part.id), part.change) | {"stamp": f"{entry.id} --section {part.id}"}
        yield Problem(text.path, mark, _rule(entry, part), detail)


def _rule(entry: AnyEntry, part: Stale) -> str:
    return "translation-facts-behind" if entry.waits_for(part) else "translation-behind"


def _detail(names: tuple[str, str], change: str) -> dict[str, str]:
    said = _CHANGES[change]
    return {"title": names[0], "title_en": names[1], "change": said[0], "change_en": said[1]}


def _named(entry: AnyEntry, text: Text, id: str) -> tuple[str, str]:
    """The title of a section in both languages; one that the translation lacks is named in the original."""
    original, mine = entry.original.section(id), text.section(id)
    if original is None:
        return _HEAD
    return f"“{original.title}”", f"'{(mine or original).title}'"
