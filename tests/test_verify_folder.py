"""A finished site anywhere: its list of digests, `fazhi verify`, and folders that somebody else has prepared."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fazhi import disk, verify
from fazhi.build import build
from fazhi.checked import check
from fazhi.originals import audited
from fazhi.verify import folder, sums

Repo = Callable[..., Path]


@pytest.fixture(scope="module")
def built(mini: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the dwarf repository."""
    root = tmp_path_factory.mktemp("verify")
    for name, data in mini.items():
        disk.write(root / name, data)
    build(check(root))
    return root / "site"


@pytest.fixture
def stick(built: Path, tmp_path: Path) -> Path:
    """A copy of it that may be spoilt."""
    disk.sync(tmp_path / "stick", disk.contents(built))
    return tmp_path / "stick"


def told(site: Path) -> dict[str, set[str]]:
    found = audited(site)
    assert found is not None
    rules: dict[str, set[str]] = {}
    for fault in found.faults:
        rules.setdefault(fault.path, set()).add(fault.rule)
    return rules


def run(folder: Path | str, lang: str = "en", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "fazhi", "verify", str(folder), "--lang", lang]
    return subprocess.run(command, cwd=cwd or Path("/"), capture_output=True, text=True, encoding="utf-8", timeout=60)


def test_a_site_is_what_its_list_says(built: Path) -> None:
    assert told(built) == {}
    lines = (built / sums.NAME).read_text("ascii").splitlines()
    names = [line.split("  ", 1)[1] for line in lines]
    assert names == sorted({*disk.contents(built)} - {sums.NAME})


@pytest.mark.skipif(not Path("/usr/bin/sha256sum").exists(), reason="coreutils")
def test_another_program_reads_the_list(built: Path) -> None:
    done = subprocess.run(["sha256sum", "--check", "--strict", "--quiet", sums.NAME], cwd=built, capture_output=True)
    assert (done.returncode, done.stdout) == (0, b"")


def test_missing_changed_and_added_files_are_named(stick: Path) -> None:
    (stick / "robots.txt").unlink()
    (stick / "zh/feed.xml").write_bytes((stick / "zh/feed.xml").read_bytes() + b"\n")
    (stick / "new.txt").write_text("new")
    found = told(stick)
    assert "missing" in found["robots.txt"]
    assert found["zh/feed.xml"] == {"changed"}
    assert found["new.txt"] == {"added"}


def test_who_changes_the_list_too_gains_nothing(stick: Path) -> None:
    page = stick / "zh" / "about.html"
    page.write_text(page.read_text("utf-8").replace("</main>", "<script>fire()</script></main>"), "utf-8")
    script = stick / "zh" / "assets" / "fazhi.js"
    script.write_bytes(script.read_bytes() + b"fire()")
    bare = stick / "zh" / "help.html"
    bare.write_text(re.sub('<meta http-equiv="Content-Security-Policy"[^>]*>\n', "", bare.read_text("utf-8")), "utf-8")
    (stick / sums.NAME).write_bytes(sums.written(verify.whole(stick, None, verify.Own()).digests))
    found = told(stick)
    assert found["zh/about.html"] == {"inline", "policy"}
    assert found["zh/assets/fazhi.js"] == {"script"}
    assert found["zh/help.html"] == {"policy"}


@pytest.mark.parametrize(
    "line", ["x", "0" * 64 + " a", "0" * 63 + "  a", f"{'0' * 64}  robots.txt\n{'0' * 64}  robots.txt", "\x00\x1b[2J"]
)
def test_a_line_that_cannot_be_read_is_named(stick: Path, line: str) -> None:
    (stick / sums.NAME).write_bytes((stick / sums.NAME).read_bytes() + line.encode() + b"\n")
    assert "manifest-line" in told(stick)[sums.NAME]


def test_a_list_leads_nowhere(stick: Path) -> None:
    (stick / sums.NAME).write_text(f"{'0' * 64}  ../../../etc/passwd\n{'0' * 64}  /etc/passwd\n")
    assert told(stick)["/etc/passwd"] == {"missing"}


def test_without_a_list(stick: Path) -> None:
    (stick / sums.NAME).unlink()
    assert told(stick) == {sums.NAME: {"no-manifest"}}


@pytest.mark.skipif(os.name == "nt", reason="POSIX files")
def test_what_is_no_regular_file_is_named_and_not_opened(stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (stick / "link.txt").symlink_to("/etc/passwd")
    (stick / "loop").symlink_to(stick, target_is_directory=True)
    os.mkfifo(stick / "pipe.html")
    with (stick / "huge.html").open("wb") as file:
        file.truncate(folder.LARGEST + 1)
    opened: list[str] = []
    real = folder.read

    def noted(site: Path, path: str) -> bytes | verify.Fault:
        opened.append(path)
        return real(site, path)

    monkeypatch.setattr(folder, "read", noted)
    for name in ("large.zip", "larger.zip"):
        with (stick / name).open("wb") as file:
            file.truncate(folder.LARGEST + 1)
    monkeypatch.setattr(folder, "LARGEST_ZIP", folder.LARGEST + 1)
    with (stick / "larger.zip").open("ab") as file:
        file.write(b"x")
    found = told(stick)
    for name in ("link.txt", "loop", "pipe.html"):
        assert found[name] == {"irregular"}
    assert found["huge.html"] == found["larger.zip"] == {"size"}
    assert found["large.zip"] == {"zip", "added"}, "a zip is read member by member, and may be larger"
    assert opened
    assert not {"link.txt", "loop", "pipe.html", "huge.html"} & {*opened}


@pytest.mark.skipif(os.name == "nt", reason="POSIX files")
def test_what_turns_into_a_link_or_a_pipe_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "b")
    for name in "ab":
        assert isinstance(folder.read(tmp_path, name), verify.Fault)


def test_a_folder_with_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "MOST", 3)
    for number in range(9):
        (tmp_path / f"{number}.txt").touch()
    assert [fault.rule for _, fault in folder.walk(tmp_path) if fault] == ["many"]


def test_the_command_outside_a_repository(stick: Path) -> None:
    done = run(stick)
    assert (done.returncode, done.stderr) == (0, "")
    assert "No faults" in done.stdout
    (stick / "zh" / "about.html").unlink()
    done, chinese = run(stick), run(".", "zh", stick)
    assert done.returncode == chinese.returncode == 1
    assert "zh/about.html: is in the list of digests and not in the folder" in done.stderr
    assert "zh/about.html: 校验清单里有，文件夹里没有" in chinese.stderr


def test_the_command_without_a_folder(tmp_path: Path) -> None:
    done = run(tmp_path / "none")
    assert done.returncode == 2
    assert "There is no such folder" in done.stderr


def test_every_sentence_is_said_in_both_languages() -> None:
    for rule in verify.faults.SENTENCES:
        fault = verify.Fault("a.html", 3, rule, "\x1b[2J{x}\u202e")
        for lang in ("zh", "en"):
            assert fault.said(lang).startswith("a.html:3: ")
            assert fault.said(lang).isprintable()
