"""Write JSON Schemas of front matter and reference files from the types, for editors that check while one types.

They know shapes: keys, closed lists of the types, numbers. What needs the rest of the repository ``check`` knows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, TypeAdapter

from fazhi.check.reference import MODELS
from fazhi.model.facts import CaseFront, CaseWords, LessonFront, LessonWords, PageFront, PageWords

FRONTS: Mapping[str, type[BaseModel]] = {
    "case.zh": CaseFront,
    "case.en": CaseWords,
    "lesson.zh": LessonFront,
    "lesson.en": LessonWords,
    "page.zh": PageFront,
    "page.en": PageWords,
}
_DRAFT = "http://json-schema.org/draft-07/schema#"
"""The draft that the YAML extension of editors knows; it is a name, and nothing is fetched from there."""
_STANDARD = {"ge": "minimum", "le": "maximum"}
"""Bounds that the typing library leaves under its own names behind a validator of ours."""
_DATE = r"^\d{4}-\d{2}-\d{2}$"


def files() -> dict[str, str]:
    """Every schema as text, by its name in ``docs/schema``."""
    made: dict[str, Any] = {f"{name}.schema.json": model.model_json_schema() for name, model in FRONTS.items()}
    for name, (_, row) in MODELS.items():
        made[f"reference.{name}.schema.json"] = TypeAdapter(list[row]).json_schema()  # type: ignore[valid-type]
    return {name: _text(_loose(schema)) for name, schema in made.items()}


def _text(schema: Mapping[str, Any]) -> str:
    return json.dumps({"$schema": _DRAFT, **schema}, ensure_ascii=False, indent=2) + "\n"


def _loose(node: Any) -> Any:
    """Take a schema as an editor needs it: our files hold texts only, which YAML elsewhere may read as numbers."""
    if isinstance(node, list):
        return [_loose(each) for each in node]
    if not isinstance(node, dict):
        return node
    node = {_STANDARD.get(key, key): value for key, value in node.items()}
    kept = {
        key: _loose(value) for key, value in node.items() if key not in ("title", "default") or isinstance(value, dict)
    }
    if kept.get("type") == "string" and kept.get("format") == "date":
        return {"type": "string", "pattern": _DATE}
    if kept.get("type") == "string" and "enum" not in kept and "const" not in kept:
        kept["type"] = ["string", "number"]
    return kept
