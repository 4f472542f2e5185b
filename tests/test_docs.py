"""The documents say what the code does: modules, commands, decisions, links between files."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from fazhi.check.run import ALONE, OF_REFERENCE, TOGETHER
from fazhi.cli import COMMANDS
from fazhi.commands.options import app

ROOT = Path(__file__).parents[1]
TOUR = (ROOT / "scripts" / "README.md").read_text("utf-8")
DOCUMENTS = [
    *("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "scripts/README.md"),
    *("docs/publishing.md", "docs/decisions/README.md"),
]


def test_the_tour_names_every_module() -> None:
    package = ROOT / "scripts" / "fazhi"
    for path in package.iterdir():
        if path.is_dir() and (path / "__init__.py").exists():
            assert f"fazhi/{path.name}/" in TOUR, path.name
            for module in path.glob("*.py"):
                assert module.stem == "__init__" or f"`{module.stem}`" in TOUR, f"{path.name}/{module.name}"
        elif path.suffix == ".py" and not path.name.startswith("__"):
            assert f"fazhi/{path.name}`" in TOUR, path.name


def test_every_decision_is_in_the_index_and_the_index_is_true() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text("utf-8")
    written = {path.name for path in folder.glob("0*.md")}
    assert set(re.findall(r"\((0\d+-[a-z-]+\.md)\)", index)) == written


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_between_documents_lead_somewhere(name: str) -> None:
    path = ROOT / name
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", path.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", prose):
        if "://" not in target:
            assert (path.parent / target).exists(), target


@pytest.mark.parametrize("name", DOCUMENTS)
def test_commands_in_the_documents_exist(name: str) -> None:
    known = {command for module in COMMANDS.values() for command in module} | {"test", "ruff", "mypy", "fazhi"}
    for command in re.findall(r"(?:dev\.py|\bfazhi) ([a-z]+)\b", (ROOT / name).read_text("utf-8")):
        assert command in known, command


def test_help_names_every_command_in_both_languages() -> None:
    text = CliRunner().invoke(app, ["--help"]).output
    for command in app.registered_commands:
        assert command.name in text
        said = (command.callback.__doc__ or "") if command.callback else ""
        assert re.search(r"[\u4e00-\u9fff]", said), command.name
        assert re.search(r"[A-Za-z]{3}", said), command.name


def test_every_check_says_its_rule() -> None:
    for check in (*ALONE, *OF_REFERENCE, *TOGETHER):
        assert check.__doc__, check.__name__


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "contributing").glob("*.svg")), ids=lambda path: path.stem)
def test_a_drawing_is_named_described_shown_and_loads_nothing(path: Path) -> None:
    root = ElementTree.fromstring(path.read_text("utf-8"))  # noqa: S314 - a file of ours
    shown = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    space = "{http://www.w3.org/2000/svg}"
    assert {root.findtext(f"{space}{name}") for name in ("title", "desc")}.isdisjoint({None, ""})
    assert not re.search("href|url\\(|<image|<script|@import", path.read_text("utf-8"))
    assert re.search(rf"!\[[^\]]{{8,}}\]\(docs/contributing/{path.name}\)", shown)
