"""`fazhi intake`: what it writes and where, that it overwrites nothing, and that every way out has one sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from damaged import with_readings
from fazhi.commands.options import app
from fazhi.desk.intake.outcome import folder_name

Repo = Callable[..., Path]
TEXT = with_readings("检察官到学校讲课，告诉学生怎样保护个人信息。\n关键词: 网络\n学生们听得很认真，还问了很多问题。")


@pytest.fixture
def root(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = repo()
    monkeypatch.chdir(root)
    return root


def fazhi(*arguments: str) -> Result:
    done = CliRunner().invoke(app, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def given(root: Path, name: str = "来稿 1.txt", text: str | bytes = TEXT) -> str:
    (root.parent / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return str(root.parent / name)


def test_a_text_becomes_a_clean_text_a_report_and_a_draft(root: Path) -> None:
    done = fazhi("intake", given(root), "--lang", "zh")
    folder = root / "build" / "intake" / "来稿-1"
    assert done.exit_code == 0, done.stderr
    assert "build/intake/来稿-1" in done.stdout
    assert sorted(path.name for path in folder.iterdir()) == ["clean.txt", "report.md", "source.txt", "zh.md"]
    assert (folder / "source.txt").read_text("utf-8") == TEXT
    assert (folder / "clean.txt").read_text("utf-8").startswith("检察官到学校讲课，告诉学生怎样保护个人信息。")
    assert "关键词" not in (folder / "clean.txt").read_text("utf-8")
    assert (folder / "report.md").read_text("utf-8").startswith("# 收稿报告：来稿 1.txt")
    assert sorted(path.name for path in (root / "cases").iterdir()) == ["apple", "fig", "pear", "plum", "quince"]


def test_a_second_time_nothing_is_overwritten(root: Path) -> None:
    name = given(root)
    fazhi("intake", name, "--lang", "en")
    first = root / "build" / "intake" / "来稿-1"
    (first / "zh.md").write_text("an author has begun to write", "utf-8")
    done = fazhi("intake", name, "--lang", "en")
    assert "-2: clean.txt" in done.stdout
    assert (first / "zh.md").read_text("utf-8") == "an author has begun to write"
    assert (root / "build" / "intake" / "来稿-1-2" / "zh.md").is_file()


def test_with_an_id_the_case_is_begun_and_the_check_takes_it(root: Path) -> None:
    done = fazhi("intake", given(root), "--id", "a-talk", "--lang", "en")
    assert done.exit_code == 0, done.stderr
    assert "status: draft" in (root / "cases" / "a-talk" / "zh.md").read_text("utf-8")
    checked = fazhi("check", "--lang", "en")
    assert checked.exit_code == 0, checked.stdout
    assert "0 errors" in checked.stdout


def test_a_case_that_is_there_is_left_alone(root: Path) -> None:
    before = (root / "cases" / "apple" / "zh.md").read_bytes()
    done = fazhi("intake", given(root), "--id", "apple", "--lang", "en")
    assert done.exit_code == 2
    assert "apple already" in done.stderr
    assert (root / "cases" / "apple" / "zh.md").read_bytes() == before
    assert not (root / "build").exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "This file is empty."),
        ("picture.txt", b"\x89PNG\r\n\x1a\n", "This file holds a picture"),
        ("broken.docx", b"PK\x03\x04", "This file is damaged"),
        ("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "it has a password"),
        ("only.txt", "关键词: 网络".encode(), "Nothing is left after cleaning"),
    ],
)
def test_what_cannot_be_taken_in_gets_one_sentence(root: Path, name: str, content: bytes, said: str) -> None:
    done = fazhi("intake", given(root, name, content), "--lang", "en")
    assert done.exit_code == 1
    assert said in done.stderr
    assert done.stdout == ""
    assert not (root / "build").exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [("nowhere.txt", "There is no such file"), ("cases", "is a folder"), ("/dev/null", "is no ordinary file")],
)
def test_what_is_no_file_gets_one_sentence(root: Path, name: str, said: str) -> None:
    done = fazhi("intake", name, "--lang", "en")
    assert done.exit_code == 1
    assert said in done.stderr


def test_an_id_that_cannot_be_an_address_is_refused(root: Path) -> None:
    done = fazhi("intake", given(root), "--id", "../../etc", "--lang", "en")
    assert done.exit_code == 2
    assert not (root / "build").exists()


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("来稿 1.txt", "来稿-1"),
        ("con.txt", "intake"),
        ("...txt", "intake"),
        ("a/../b.txt", "b"),
        ("x" * 200 + ".txt", "x" * 60),
        ("a\u202eb<c>.html", "a-b-c"),
        ("\udc80.txt", "intake"),
    ],
)
def test_the_folder_has_a_name_that_any_system_takes(name: str, folder: str) -> None:
    assert folder_name(Path(name)) == folder
