"""Checks between entries: what one names of another is there, and fits it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from fazhi.check.shape import mark_of
from fazhi.check.whole import Outline, Pointer, Whole
from fazhi.model.fields import LANGUAGES, LIST_PAGES, ORIGINAL, SLUG, WRITTEN_PAGES
from fazhi.model.mark import Mark
from fazhi.parse.frontmatter import Data, nearest
from fazhi.problems import Problem


def written_pages(whole: Whole) -> Iterator[Problem]:
    """The pages to which every other page leads have been written, in both languages."""
    there = {path for outline in whole.outlines for path in outline.texts}
    for path in (f"docs/pages/{id}/{lang}.md" for id in WRITTEN_PAGES for lang in LANGUAGES):
        if path not in there and path not in whole.unread:
            yield Problem(path, Mark(1, 1), "missing-file", {"file": path})


def linked_entries(whole: Whole) -> Iterator[Problem]:
    """Every link to an entry leads to one that exists."""
    names = {kind: whole.ids(kind) for kind in ("case", "lesson", "page")}
    names["page"] = [*names["page"], *LIST_PAGES]
    known = {f"{kind}:{id}" for kind, ids in names.items() for id in ids}
    for _, point in whole.pointers("link"):
        if point.target not in known:
            kind, _, id = point.target.partition(":")
            detail = {"target": point.target, "near": nearest(id, names[kind])}
            yield Problem(point.path, point.mark, "unknown-target", detail)


def listed_cases(whole: Whole) -> Iterator[Problem]:
    """The cases named in a front matter exist."""
    cases = whole.ids("case")
    known = frozenset(cases)
    for _, point in whole.pointers("listed"):
        # What is no id at all was said already.
        if point.lang == ORIGINAL and point.target not in known and SLUG.fullmatch(point.target):
            yield Problem(point.path, point.mark, "bad-choice", _choice(point.target, cases, "cases"))


def withdrawn_cases(whole: Whole) -> Iterator[Problem]:
    """No lesson lists a withdrawn case or shows a section of it."""
    gone = {each.id for each in whole.outlines if each.kind == "case" and each.status == "withdrawn"}
    for outline, point in whole.pointers("listed", "pull"):
        case = _case(point)
        if outline.kind == "lesson" and case in gone:
            yield Problem(point.path, point.mark, "withdrawn-case", {"id": case})


def above_band(whole: Whole) -> Iterator[Problem]:
    """No lesson shows a section of a case that some edition by grade leaves out while it holds the lesson.

    To list such a case, or to link to it, is fine: the edition then lists one case less.
    """
    grades, cases = whole.world.reference.grades, _cases(whole)
    for lesson, point in whole.pointers("pull"):
        case = cases.get(_case(point))
        if point.lang != ORIGINAL or lesson.band is None or case is None or case.band is None:
            continue
        if lesson.band < case.band and lesson.grades | case.grades <= grades.keys():
            name = list(grades.values())[lesson.band].name
            detail = {"id": case.id, "band": name.zh, "band_en": name.en}
            yield Problem(point.path, point.mark, "above-band", detail)


def pulls(whole: Whole) -> Iterator[Problem]:
    """``/// from case#section`` names a section that the case has."""
    sections = {f"{case.id}#{id}" for case in _cases(whole).values() for id in case.sections}
    for _, point in whole.pointers("pull"):
        if point.target not in sections and f"cases/{_case(point)}/{ORIGINAL}.md" not in whole.unread:
            detail = {"target": point.target, "near": nearest(point.target, sorted(sections))}
            yield Problem(point.path, point.mark, "unknown-target", detail)


def packs(whole: Whole) -> Iterator[Problem]:
    """A year pack names a grade band, and four lessons that exist."""
    data = whole.world.parsed.references["packs"]
    for at, row in enumerate(data.value if isinstance(data.value, list) else ()):
        pack = whole.world.reference.packs.get(row.get("id", "")) if isinstance(row, dict) else None
        if pack:
            yield from _named(pack.grade, whole.world.listed("grades"), "grade", data, at, "grade")
            for place, lesson in enumerate(pack.lessons):
                yield from _named(lesson, whole.ids("lesson"), "lessons", data, at, "lessons", place)


def _named(value: str, known: list[str] | None, key: str, data: Data, *loc: str | int) -> Iterator[Problem]:
    if known is not None and value not in known:
        yield Problem("docs/reference/packs.yml", mark_of(data, *loc), "bad-choice", _choice(value, known, key))


def _choice(value: str, known: Collection[str], key: str) -> dict[str, str]:
    return {"value": value, "key": key, "allowed": ", ".join(known), "near": nearest(value, list(known))}


def _case(point: Pointer) -> str:
    return point.target.partition("#")[0]


def _cases(whole: Whole) -> Mapping[str, Outline]:
    return {outline.id: outline for outline in whole.outlines if outline.kind == "case"}
