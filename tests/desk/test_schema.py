"""The schemas that an editor checks with are those of the types, and everything that passes the check fits them."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from fazhi.desk import front_schema
from fazhi.model.mark import Mark
from fazhi.parse import frontmatter
from fazhi.problems import Problem, as_text

SAY = "If the types are right, run: python3 scripts/dev.py test tests/desk/test_schema.py --accept"
SCHEMAS = {name: json.loads(text) for name, text in front_schema.files().items()}


def plain(value: Any) -> Any:
    """What an editor's YAML sees where Python's sees a day."""
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value if isinstance(value, str | int | float | None) else value.isoformat()


def loaded(text: str) -> Any:
    return plain(yaml.safe_load(text))


def fits(schema: str, value: Any) -> list[str]:
    return [error.message for error in jsonschema.Draft202012Validator(SCHEMAS[schema]).iter_errors(value)]


def test_the_schemas_are_those_of_the_types(ROOT: Path, accept: bool) -> None:
    folder = ROOT / "docs" / "schema"
    if accept:
        folder.mkdir(exist_ok=True)
        for path in folder.glob("*.json"):
            path.unlink()
        for name, text in front_schema.files().items():
            (folder / name).write_text(text, "utf-8", newline="\n")
    assert {path.name: path.read_text("utf-8") for path in folder.iterdir()} == front_schema.files(), SAY


@pytest.mark.parametrize("kind", ["case", "lesson", "page"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_front_matter_fits(ROOT: Path, kind: str, lang: str) -> None:
    folder = {"case": "cases", "lesson": "docs/lessons", "page": "docs/pages"}[kind]
    paths = sorted((ROOT / folder).glob(f"*/{lang}.md"))
    assert paths
    for path in paths:
        text = frontmatter.split("", path.read_text("utf-8"))[0]
        assert fits(f"{kind}.{lang}.schema.json", loaded(text)) == [], path


def test_every_reference_file_fits_and_is_wired(ROOT: Path) -> None:
    wired = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))["yaml.schemas"]
    for path in sorted((ROOT / "docs" / "reference").glob("*.yml")):
        name = f"reference.{path.stem}.schema.json"
        assert fits(name, loaded(path.read_text("utf-8"))) == [], path
        assert wired[f"./docs/schema/{name}"] == f"docs/reference/{path.name}"
    assert {key.rpartition("/")[2] for key in wired} == {name for name in SCHEMAS if name.startswith("reference.")}


@pytest.mark.parametrize(
    ("key", "value"),
    [("status", "done"), ("titel", "x"), ("sensitivity", 9), ("law_as_of", "soon"), ("grades", []), ("people", "x")],
)
def test_a_wrong_front_matter_does_not_fit(ROOT: Path, key: str, value: object) -> None:
    front = loaded(frontmatter.split("", (ROOT / "cases/bank-cards/zh.md").read_text("utf-8"))[0])
    assert fits("case.zh.schema.json", {**front, key: value})


def test_the_editor_finds_what_the_check_prints(ROOT: Path) -> None:
    tasks = json.loads((ROOT / ".vscode" / "tasks.json").read_text("utf-8"))["tasks"]
    matchers = {each["severity"]: each["pattern"] for each in tasks[0]["problemMatcher"]}
    for rule, severity in (("empty-value", "error"), ("no-translation", "warning")):
        line = as_text(Problem("cases/bank-cards/zh.md", Mark(12, 3), rule, {"key": "title", "example": "x"}), "zh")
        found = {name: re.search(pattern["regexp"], line) for name, pattern in matchers.items()}
        assert {name for name, match in found.items() if match} == {severity}
        match = found[severity]
        assert match
        assert match.group(1, 2, 3, 5) == ("cases/bank-cards/zh.md", "12", "3", rule)
