"""Check that each translation was reviewed after the last change of its original: by digest, never by date."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi.check.shape import mark_of
from fazhi.model.fields import LANGUAGES
from fazhi.model.library import Library
from fazhi.parse.repository import Parsed
from fazhi.problems import Problem


def freshness(library: Library, parsed: Parsed) -> Iterator[Problem]:
    """Name the sections of the original that changed since a translation was stamped."""
    for entry in library.entries():
        for lang in LANGUAGES:
            behind = entry.behind(lang)
            if behind:
                path = entry.texts[lang].path
                mark = mark_of(parsed.documents[path].front, "key", "translation")
                detail = {"sections": ", ".join(behind), "id": entry.id}
                yield Problem(path, mark, "translation-behind", detail)
