"""The command line: exit statuses, formats, languages, consoles."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from fazhi.console import MOST_OF_A_RULE, Speaker, print_problems
from fazhi.model.mark import Mark
from fazhi.problems import Format, Problem

Repo = Callable[..., Path]


def fazhi(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "fazhi", *arguments],
        cwd=root,
        env={**os.environ, "LC_ALL": "C.UTF-8", **environment},
        capture_output=True,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture
def broken(repo: Repo) -> Path:
    """The dwarf repository with one mistake, at cases/apple/zh.md line 2."""
    root = repo()
    case = root / "cases" / "apple" / "zh.md"
    lines = case.read_text("utf-8").split("\n")
    assert lines[1].startswith("title:")
    lines[1] = "titel: x, y: 100%"
    case.write_text("\n".join(lines), "utf-8")
    return root


def test_a_good_repository_is_clean(repo: Repo) -> None:
    done = fazhi(repo(), "check", "--lang", "en")
    assert done.returncode == 0
    assert b"0 errors" in done.stdout
    assert done.stderr == b""


def test_text_has_path_line_col_rule(broken: Path) -> None:
    done = fazhi(broken, "check", "--lang", "en")
    assert done.returncode == 1
    assert b"cases/apple/zh.md:2:1: 'titel' is not a known key (did you mean 'title'?)." in done.stdout
    assert b"[unknown-key]" in done.stdout


@pytest.mark.parametrize("style", ["text", "github"])
@pytest.mark.parametrize("line", [100, 1234])
def test_a_line_number_is_printed_as_it_is(capsys: pytest.CaptureFixture[str], style: Format, line: int) -> None:
    problem = Problem("cases/x/zh.md", Mark(line, 1), "tab", {})
    print_problems([problem], Speaker("en"), style)
    said = capsys.readouterr().out
    assert f"zh.md:{line}:1:" in said or f"zh.md,line={line},col=1" in said


@pytest.mark.parametrize("style", ["text", "github"])
def test_a_spoilt_file_does_not_bury_the_others(style: Format, capsys: pytest.CaptureFixture[str]) -> None:
    spoilt = [Problem("cases/a/zh.md", Mark(line, 1), "tab") for line in range(1, MOST_OF_A_RULE + 8)]
    print_problems([*spoilt, Problem("cases/b/zh.md", Mark(2, 1), "tab")], Speaker("en"), style)
    lines = capsys.readouterr().out.splitlines()
    assert sum("cases/a/zh.md" in line for line in lines) == MOST_OF_A_RULE + 1
    assert "cases/a/zh.md: 7 more of the same [tab]" in lines
    assert any("cases/b/zh.md" in line for line in lines)
    assert lines[-1] == f"{MOST_OF_A_RULE + 8} errors, 0 warnings"


def test_json_has_both_languages(broken: Path) -> None:
    done = fazhi(broken, "check", "--format", "json")
    assert done.returncode == 1
    rows = json.loads(done.stdout)
    row = next(row for row in rows if row["rule"] == "unknown-key")
    assert (row["path"], row["line"], row["col"], row["severity"]) == ("cases/apple/zh.md", 2, 1, "error")
    assert row["message"]["zh"].startswith("不认识")
    assert row["message"]["en"].startswith("'titel'")


def test_github_annotates_the_line(broken: Path) -> None:
    done = fazhi(broken, "check", "--format", "github", "--lang", "en")
    line = next(line for line in done.stdout.decode().splitlines() if "unknown-key" in line)
    assert line.startswith("::error file=cases/apple/zh.md,line=2,col=1,title=unknown-key::'titel'")


@pytest.mark.parametrize(
    ("locale", "word"),
    [("zh_CN.UTF-8", "不认识"), ("en_GB.UTF-8", "is not a known key"), ("de_DE.UTF-8", "is not a known key")],
)
def test_messages_follow_the_locale(broken: Path, locale: str, word: str) -> None:
    done = fazhi(broken, "check", LC_ALL=locale, PYTHONUTF8="1")
    assert word in done.stdout.decode()


def test_an_old_console_gets_what_it_can_show(broken: Path) -> None:
    done = fazhi(broken, "check", "--lang", "zh", PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    assert done.returncode == 1
    assert "不认识" in done.stdout.decode("gbk")
    assert b"Traceback" not in done.stderr
    ascii_only = fazhi(broken, "check", "--lang", "zh", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert ascii_only.returncode == 1
    assert b"Traceback" not in ascii_only.stderr


def test_no_colour_outside_a_terminal(broken: Path) -> None:
    assert b"\x1b" not in fazhi(broken, "check").stdout


@pytest.mark.parametrize(
    "text",
    [
        "",
        "甲 a",
        "[red]a[/]",
        ":100: :smile:",
        "two\nlines\n",
        "x" * 300,
        "a \n",
        "tab\tb",
        "\a\bvisible\v\f",
        "a\rb",
        "\x1b[2J",
    ],
)
def test_without_rich_the_same_is_printed(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    say = Speaker("en")
    say.out.print(text)
    by_rich = capsys.readouterr().out
    Speaker("en").raw(text, "red")
    assert capsys.readouterr().out == by_rich


def test_colour_where_somebody_asks_for_it(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    print_problems([Problem("cases/x/zh.md", Mark(1, 1), "tab", {})], Speaker("en"), "text")
    assert "\x1b[31mcases/x/zh.md:1:1:" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_nobody_reads_on(repo: Repo) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "fazhi", "check"], cwd=repo(), stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


def test_outside_a_repository(tmp_path: Path) -> None:
    done = fazhi(tmp_path, "build", "--lang", "en")
    assert done.returncode == 2
    assert b"no repository" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["check", "--format", "xml"],
        ["stamp"],
        ["stamp", "apple", "--reviewed", "x"],
        ["build", "--pupils", "1"],
        ["build", "--pupils", "many"],
        ["build", "--grade", "nonsense"],
    ],
)
def test_wrong_usage_is_status_2(repo: Repo, arguments: list[str]) -> None:
    done = fazhi(repo(), *arguments)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("pupils", [6, 9])
def test_role_cards_are_printed_for_the_class_that_was_asked_for(repo: Repo, pupils: int) -> None:
    root = repo()
    done = fazhi(root, "build", "--pupils", str(pupils))
    assert done.returncode == 0, done.stderr
    with pdfium.PdfDocument(root / "site/zh/lessons/fruit/fruit-zh-cards.pdf") as cards:
        text = "".join(page.get_textpage().get_text_bounded() for page in cards)
    assert len(re.findall(r"fruit · (?:果农|检察官) \d/\d", text)) == pupils


def test_a_folder_below_works_too(repo: Repo) -> None:
    assert fazhi(repo() / "cases", "check").returncode == 0


def test_plain_mkdocs_says_which_command_to_use(repo: Repo) -> None:
    root = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(repo() / "x")],
        cwd=root,
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0
    assert "python3 scripts/dev.py build" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
