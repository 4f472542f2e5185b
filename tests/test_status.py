"""How far each entry is, as data, as a table, and as a comment on a pull request."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from fazhi.checked import check
from fazhi.commands.options import app
from fazhi.owed import as_markdown
from fazhi.status import Row, rows

Repo = Callable[..., Path]

APPLE, LAWS = "cases/apple/zh.md", "docs/reference/laws.yml"
OLD_KEYS = ["kind", "id", "status", "updated", "languages", "behind", "reviews"]


def found(root: Path, *only: str) -> dict[str, Row]:
    checked = check(root)
    return {row.id: row for row in rows(checked.library, checked.source.files, only)}


@pytest.fixture
def moved(repo: Repo, mini: Mapping[str, bytes]) -> Path:
    """A repository in which the criminal law moved, a case changed in three parts, and something is not yet written."""
    new = '    - {id: "2026", in_force: 2026-06-01, certainty: certain}\n  articles: ["253-1"]\n'
    laws = mini[LAWS].decode().replace('  articles: ["253-1"]\n', new)
    text = mini[APPLE].decode().replace("时间都是编的。", "时间是编的。").replace("**2020-09**", "**2020-08**")
    text = text.replace("先停下来", "先停一停【待写：再做什么】").replace("status: published", "status: draft")
    return repo({LAWS: laws, APPLE: text})


def test_rows_say_what_is_missing_and_what_is_behind(repo: Repo) -> None:
    all_of_them = found(repo())
    assert all_of_them["apple"].languages == {"zh": "ok", "en": "ok"}
    assert all_of_them["fig"].languages == {"zh": "ok", "en": "missing"}
    assert all_of_them["pear"].languages == {"zh": "ok", "en": "behind"}
    assert all_of_them["pear"].behind == ("actions",)
    assert all_of_them["fruit"].kind == "lesson"
    assert set(all_of_them["apple"].reviews) == {"legal_review", "teaching_review", "privacy_review"}
    assert all_of_them["apple"].unreviewed == ("teaching_review", "privacy_review")
    assert (all_of_them["about"].kind, all_of_them["about"].reviews) == ("page", {})


def test_what_is_behind_has_its_title_and_its_severity(repo: Repo, mini: Mapping[str, bytes]) -> None:
    text = mini[APPLE].decode().replace("**2020-09**", "**2020-08**").replace("title: '苹果", "title: '红苹果")
    parts = found(repo({APPLE: text}), "apple")["apple"].stale
    assert [(part.lang, part.section, part.severity) for part in parts] == [
        ("en", "meta", "warning"),
        ("en", "timeline", "error"),
    ]
    assert [dict(part.title) for part in parts] == [
        {"zh": "标题、摘要等", "en": "title, summary and so on"},
        {"zh": "时间线", "en": "Timeline"},
    ]


def test_a_law_that_moved_shows_in_the_status(moved: Path) -> None:
    all_of_them = found(moved)
    fruit = all_of_them["fruit"]
    assert (fruit.status, fruit.written_status) == ("needs-recheck", "published")
    assert [(law.law, law.version, law.day) for law in fruit.moved] == [("cl", "2026", "2026-06-01")]
    assert all_of_them["apple"].status == "draft"
    assert all_of_them["about"].moved == ()


def test_unfinished_text_and_laws_on_watch_are_counted(moved: Path) -> None:
    apple = found(moved, "apple")["apple"]
    assert apple.unfinished == {"zh": 1, "en": 0}
    assert [law.law for law in apple.watch] == ["cpip"]
    assert {part.severity for part in apple.stale} == {"warning"}, "a draft may be behind"


# --- the command -----------------------------------------------------------------------------------------------


def status(root: Path, monkeypatch: pytest.MonkeyPatch, *options: str) -> Result:
    monkeypatch.chdir(root)
    return CliRunner().invoke(app, ["status", "--lang", "en", *options])


def test_the_command_prints_a_table_and_json(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repo()
    table = status(root, monkeypatch)
    assert table.exit_code == 0
    assert "needs-recheck" in table.output
    assert "pear: review 'What the procurators did'" in table.output
    assert "on watch; cited by apple" in table.output
    data = json.loads(status(root, monkeypatch, "--format", "json").output)
    assert {row["id"] for row in data} >= {"apple", "pear", "fruit"}
    assert all(list(row)[: len(OLD_KEYS)] == OLD_KEYS for row in data)


def test_the_table_names_the_laws_that_moved(moved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = status(moved, monkeypatch, "--only", "fruit").output
    assert "fruit: Criminal Law has a new version (2026, 2026-06-01); check the entry again" in said
    assert "1 entries." in said


def test_only_some_entries(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    data = json.loads(status(repo(), monkeypatch, "--format", "json", "--only", "pear,fig", "--only", "fruit").output)
    assert [row["id"] for row in data] == ["fig", "pear", "fruit"]


def test_an_id_that_is_not_there_is_said(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    done = status(repo(), monkeypatch, "--only", "pear", "--only", "paer")
    assert done.exit_code == 1
    assert "Not listed: paer." in done.output


def test_what_does_not_pass_is_not_listed_in_silence(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repo()
    case = root / "cases" / "apple" / "zh.md"
    case.write_text(case.read_text("utf-8").replace("basis:", "basys:", 1), "utf-8")
    done = status(root, monkeypatch)
    assert done.exit_code == 1
    assert "Run check" in done.output


# --- the comment -----------------------------------------------------------------------------------------------


def comment(root: Path, *only: str) -> list[str]:
    checked = check(root)
    return as_markdown(rows(checked.library, checked.source.files, only)).splitlines()


def test_each_language_is_told_what_it_owes(moved: Path) -> None:
    apple, fig, pear, fruit = (comment(moved, id)[-1] for id in ("apple", "fig", "pear", "fruit"))
    assert apple == (
        "| `case/apple` | 还有1处“待写”<br>**法律有变化，要重新核对**：`刑法`（2026-06-01）<br>还没有审核：教学、隐私 "
        "| review (the Chinese has changed): `Timeline`, `If it happens to you` |"
    )
    assert fig.endswith("| not translated yet |")
    assert "要重新核对法律" in pear
    assert "**法律有变化，要重新核对**：`刑法`（2026-06-01）" in fruit
    assert fruit.endswith("| ✓ |")


def test_facts_come_before_wording(repo: Repo, mini: Mapping[str, bytes]) -> None:
    text = mini[APPLE].decode().replace("**2020-09**", "**2020-08**").replace("先停下来", "先停一停")
    assert comment(repo({APPLE: text}), "apple")[-1].split(" | ")[-1] == (
        "**review before publication** (facts or law have changed): `Timeline`"
        "<br>review (the Chinese has changed): `If it happens to you` |"
    )


def test_who_owes_nothing_is_not_listed(repo: Repo) -> None:
    assert comment(repo(), "about", "home") == [
        "### 每种语言还欠什么 · What each language still owes",
        "",
        "没有要补的。 Nothing is owed.",
    ]


def test_no_title_breaks_the_comment_or_calls_anybody(repo: Repo, mini: Mapping[str, bytes]) -> None:
    zh = mini[APPLE].decode().replace("先停下来", "先停一停")
    title = "`| @somebody <b> https://spam.example " + "x" * 80
    en = re.sub(r"## .*\{#you\}", f"## {title} {{#you}}", mini["cases/apple/en.md"].decode())
    cell = comment(repo({APPLE: zh, "cases/apple/en.md": en}), "apple")[-1]
    assert cell.count("|") == 4
    assert "`'/ @somebody <b> https://spam.example xxx" in cell
    assert cell.count("`") == 4
    assert len(cell) < 250
