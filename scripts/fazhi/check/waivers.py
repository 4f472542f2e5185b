"""Apply the waivers: what may let a child be recognised is told unless somebody with a name has looked at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from fazhi.check.disguise import bare
from fazhi.check.identity import identifying
from fazhi.check.privacy import WAIVERS, Doubt, Page, doubts
from fazhi.check.shape import mark_of
from fazhi.check.whole import Whole
from fazhi.problems import START, Problem


def doubted(whole: Whole) -> Iterator[Problem]:
    """What may let a child be recognised has been looked at by somebody with a name; no waiver is out of date."""
    waivers, used = whole.world.reference.waivers, set[str]()
    for doubt in chain(*(outline.doubts for outline in whole.outlines), doubts(whole.world)):
        covered = _ids(doubt) & waivers.keys()
        used |= covered
        if not covered:
            yield doubt.problem
    yield from _wrong(whole, used)


def _ids(doubt: Doubt) -> set[str]:
    return {f"{doubt.problem.rule}:{doubt.problem.path}:{text}" for text in doubt.texts}


def _wrong(whole: Whole, used: set[str]) -> Iterator[Problem]:
    data = whole.world.parsed.references["waivers"]
    texts = {*whole.world.parsed.texts, *(path for outline in whole.outlines for path in outline.texts)}
    for at, row in enumerate(data.value if isinstance(data.value, list) else ()):
        path = row.get("path") if isinstance(row, Mapping) else None
        if path is not None and path not in texts:
            yield Problem(WAIVERS, mark_of(data, at, "path"), "waiver-path", {"path": str(path)[:80]})
        elif path not in whole.unread and isinstance(row, Mapping):
            id = ":".join(str(row.get(key)) for key in ("rule", "path", "text"))
            if id in whole.world.reference.waivers.keys() - used:
                yield Problem(WAIVERS, mark_of(data, at), "waiver-unused", {"path": str(path)})


def file_names(whole: Whole) -> Iterator[Problem]:
    """A number that names somebody stands in no name of a file or folder either."""
    paths = [path for outline in whole.outlines for path in outline.texts]
    paths += whole.world.parsed.texts
    paths += (path for outline in whole.outlines for path in outline.pictures)
    names = Page("", "\n".join(paths), bare("\n".join(paths)))
    for found in identifying(names.bare):
        yield Problem(paths[names.mark(found.place).line - 1], START, found.rule, {"found": found.masked})
