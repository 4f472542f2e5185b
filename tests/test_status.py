"""How far each entry is, as data and as a table."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fazhi.build import check
from fazhi.cli import app
from fazhi.status import rows

Repo = Callable[..., Path]


def test_rows_say_what_is_missing_and_what_is_behind(repo: Repo) -> None:
    found = {row.id: row for row in rows(check(repo()).library)}
    assert found["apple"].languages == {"zh": "ok", "en": "ok"}
    assert found["fig"].languages == {"zh": "ok", "en": "missing"}
    assert found["pear"].languages == {"zh": "ok", "en": "behind"}
    assert found["pear"].behind == ("outcome",)
    assert found["fruit"].kind == "lesson"
    assert set(found["apple"].reviews) == {"legal_review", "teaching_review", "privacy_review"}


def test_the_command_prints_a_table_and_json(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repo())
    table = CliRunner().invoke(app, ["status", "--lang", "en"])
    assert table.exit_code == 0
    assert "needs-recheck" in table.output
    assert "behind" in table.output
    data = json.loads(CliRunner().invoke(app, ["status", "--format", "json"]).output)
    assert {row["id"] for row in data} >= {"apple", "pear", "fruit"}


def test_what_does_not_pass_is_not_listed_in_silence(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repo()
    case = root / "cases" / "apple" / "zh.md"
    case.write_text(case.read_text("utf-8").replace("basis:", "basys:", 1), "utf-8")
    monkeypatch.chdir(root)
    done = CliRunner().invoke(app, ["status", "--lang", "en"])
    assert done.exit_code == 1
    assert "Run check" in done.output
