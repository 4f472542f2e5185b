"""Give parsed data its types, and turn each thing that does not fit into a problem at its line and column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from fazhi.model.mark import Mark
from fazhi.parse.frontmatter import Data, Loc, nearest
from fazhi.problems import Problem

M = TypeVar("M", bound=BaseModel)

EXAMPLES = {
    "title": "title: 短视频App与孩子的个人信息",
    "summary": "summary: 用一两句话告诉学生这个案例讲什么",
    "basis": "basis: real",
    "status": "status: draft",
    "place": "place: 浙江省杭州市余杭区",
    "organs": "organs: [某市人民检察院]",
    "procedures": "procedures: [civil-pil]",
    "topics": "topics: [personal-information]",
    "grades": "grades: [primary-upper, junior]",
    "sensitivity": "sensitivity: 0",
    "law_as_of": "law_as_of: 2026-03-01",
    "updated": "updated: 2026-11-21",
    "sources": "sources: 下一行缩进写 - id: xinhua",
    "publisher": "publisher: 新华网",
    "date": "date: 2021-03-18",
    "certainty": "certainty: likely",
    "people": "people: {authors: [法治课堂编写组]}",
    "authors": "authors: [法治课堂编写组]",
    "series": "series: spp-guiding-35",
    "published": "published: 2022-03-07",
    "minutes": "minutes: 40",
    "objectives": "objectives: [能说出六种个人信息]",
    "keypoints": "keypoints: [监护人同意]",
    "materials": "materials: [彩色卡片]",
    "homework": "homework: [把今天学到的一句话讲给家里人听]",
    "cases": "cases: [short-video-app]",
    "laws": 'laws: ["ml#72"]',
    "activity": "activity: decision-tree",
    "translation": "translation: {by: [法治课堂编写组]}",
    "file": "file: sign.jpg",
    "licence": "licence: CC-BY-4.0",
    "author": "author: 法治课堂编写组",
    "media": "media: 下一行缩进写 - file: sign.jpg",
    "persons": "persons: [{id: teenager, minor: true, forms: [这名少年]}]"
    "（en.md：persons: {teenager: [the teenager]}）",
    "forms": "forms: [这名少年, 少年]",
    "minor": "minor: true",
    "by": "by: [法治课堂编写组]",
}
_SAME = {
    "missing": "missing-key",
    "extra_forbidden": "unknown-key",
    "string_too_short": "empty-value",
    "too_short": "empty-value",
    "tuple_type": "wants-list",
    "list_type": "wants-list",
    "model_type": "wants-mapping",
    "model_attributes_type": "wants-mapping",
    "dict_type": "wants-mapping",
    "string_type": "wants-text",
    "day": "bad-day",
    "moment": "bad-date",
    "slug": "bad-slug",
    "picture": "picture-name",
    "citation": "bad-citation",
    "article": "bad-citation",
    "address": "bad-address",
    "string_pattern_mismatch": "bad-address",
    "number": "bad-channel",
}
"""Error types of the typing library, and our own of ``fazhi.model.fields``, that need nothing but key and value."""


def fit(
    model: type[M], data: Data, path: str, facts: frozenset[str] = frozenset(), at: Loc = ()
) -> tuple[M | None, list[Problem]]:
    """Fit the part of ``data`` at ``at`` to a model; give the typed value, or None and the problems.

    ``facts`` are keys that are known but belong to the original only, so that a translation can be told.
    """
    value = data.value
    for step in at:
        value = value[step]
    if not isinstance(value, Mapping):
        key = str(at[-1]) if at else "---"
        return None, [Problem(path, data.mark(at), "wants-mapping", {"key": key, "example": EXAMPLES["title"]})]
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        found = [_problem(detail, model, data, path, facts, at) for detail in error.errors(include_url=False)]
        return None, found


def _problem(
    detail: ErrorDetails, model: type[BaseModel], data: Data, path: str, facts: frozenset[str], at: Loc
) -> Problem:
    loc: Loc = (*at, *detail["loc"])
    key = next((str(step) for step in reversed(loc) if isinstance(step, str)), "")
    value = str(detail.get("input", ""))[:60]
    context = detail.get("ctx", {})
    rule, more = _rule(detail["type"], key, value, context)
    if rule == "bad-value":
        more = {"key": key, "why": detail["msg"]}
    mark = data.mark(loc)
    if rule == "unknown-key":
        mark = data.mark((*loc[:-1], "key", key))
        if len(detail["loc"]) == 1 and key in facts:
            rule, more = "fact-in-translation", {"key": key}
        else:
            allowed = _keys_at(model, detail["loc"][:-1])
            more = {"key": key, "near": nearest(key, allowed), "allowed": ", ".join(allowed)}
    return Problem(path, mark, rule, more)


def _rule(kind: str, key: str, value: str, context: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """The rule for an error type of the typing library, and what its sentence needs."""
    if kind in _SAME:
        return _SAME[kind], {"key": key, "value": value, "date": value, "example": EXAMPLES.get(key, f"{key}: …")}
    match kind:
        case "string_too_long":
            return "long-value", {"key": key, "limit": str(context["max_length"])}
        case "too_long":
            return "long-list", {"key": key, "limit": str(context["max_length"]), "have": str(context["actual_length"])}
        case "literal_error":
            allowed = str(context["expected"]).replace(" or ", ", ").replace("'", "")
            near = nearest(value, allowed.split(", "))
            return "bad-choice", {"key": key, "value": value, "allowed": allowed, "near": near}
        case "greater_than_equal" | "less_than_equal":
            allowed = f"≥ {context['ge']}" if "ge" in context else f"≤ {context['le']}"
            return "bad-number", {"key": key, "value": value, "allowed": allowed}
        case "whole":
            return "bad-number", {"key": key, "value": value, "allowed": "0, 1, 2 …"}
        case "truth":
            return "bad-choice", {"key": key, "value": value, "allowed": "true, false", "near": ""}
        case _:
            return "bad-value", {}


def _keys_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """The keys that are allowed at a location inside a model."""
    here: Any = model
    for step in loc:
        if isinstance(step, str) and isinstance(here, type) and issubclass(here, BaseModel):
            here = here.model_fields[step].annotation if step in here.model_fields else None
        here = _model_within(here)
    return list(here.model_fields) if here is not None else []


def _model_within(annotation: Any) -> type[BaseModel] | None:
    """The model class named in an annotation such as ``tuple[Source, ...]`` or ``Official | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inside = (_model_within(argument) for argument in getattr(annotation, "__args__", ()))
    return next((model for model in inside if model is not None), None)


def leaves(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Walk the texts of parsed data, each with its location."""
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, Mapping | list):
        inside = value.items() if isinstance(value, Mapping) else enumerate(value)
        for key, item in inside:
            yield from leaves(item, (*loc, key))


def mark_of(data: Data, *loc: str | int) -> Mark:
    """The place of a part of the front matter."""
    return data.mark(tuple(loc))
