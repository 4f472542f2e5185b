"""What has not changed is not done again, and whatever has changed is: by digests, never by time."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from fazhi import cli, disk, program, seal, source, unchanged
from fazhi.commands.options import app
from fazhi.problems import START, Problem

Repo = Callable[..., Path]
SECRET = Problem("cases/apple/zh.md", START, "tab", {"why": "甲\udcff"})
SLOW = {"typer", "rich", "pydantic", "yaml", "jinja2", "markdown_it"}
"""Libraries that take longer to load than it takes to see that nothing has changed."""
LISTENING = """
import sys
from fazhi import cli
try:
    cli.main()
finally:
    print("LOADED", sorted(sys.modules), file=sys.stderr)
"""


def fazhi(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command; the last line of what it says to the side lists the modules that it has loaded."""
    return subprocess.run(
        [sys.executable, "-c", LISTENING, *arguments],
        cwd=root,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
    )


def loaded(done: subprocess.CompletedProcess[str], inside: str = "fazhi.") -> set[str]:
    """The stages and helpers of the program that a command has loaded; inside nothing, the libraries."""
    names: list[str] = json.loads(done.stderr.rpartition("LOADED ")[2].replace("'", '"'))
    return {name.removeprefix(inside).split(".")[0] for name in names if name.startswith(inside)}


def key(root: Path, *more: str) -> bytes:
    return unchanged.key(*source.read(root), *more)


def test_every_command_is_listed_with_its_module() -> None:
    by_module: dict[str, set[str | None]] = {}
    for command in app.registered_commands:
        assert command.callback
        by_module.setdefault(command.callback.__module__.rpartition(".")[2], set()).add(command.name)
    assert by_module == {module: set(names) for module, names in cli.COMMANDS.items()}


def test_a_check_of_what_was_checked_loads_no_stage_and_says_the_same(repo: Repo) -> None:
    root = repo({"cases/apple/zh.md": "no front matter\n", "cases/plum/media/new.txt": b"x"})
    first, second = fazhi(root, "check", "--lang", "en"), fazhi(root, "check", "--lang", "en")
    assert first.returncode == second.returncode == 1
    assert first.stdout == second.stdout
    assert {"parse", "check"} <= loaded(first)
    assert not {"build", "render", "desk", "engine"} & loaded(first), "only what builds needs them"
    assert not {"parse", "check", "build", "render", "desk", "engine"} & loaded(second)
    plain = fazhi(root, "check")
    assert (plain.returncode, plain.stdout.count("\n")) == (1, second.stdout.count("\n"))
    assert not SLOW & loaded(plain, "")
    assert SLOW & loaded(first, "")
    assert json.loads(fazhi(root, "check", "--format", "json").stdout)


def test_what_was_found_is_given_again_to_the_last_character(tmp_path: Path) -> None:
    work = tmp_path / "build"
    assert unchanged.problems(work, b"k" * 32) is None
    unchanged.keep_problems(work, b"k" * 32, [SECRET])
    assert unchanged.problems(work, b"k" * 32) == [SECRET]
    assert unchanged.problems(work, b"o" * 32) is None


def test_every_byte_that_is_read_counts(repo: Repo, mini: Mapping[str, bytes]) -> None:
    root = repo()
    keys = {key(root), key(root, "a"), key(root, "b")}
    changed = [name for name in mini if name.startswith(("cases/", "docs/", "mkdocs.yml", "templates/strings"))]
    for name in changed:
        path = root / name
        old = path.read_bytes()
        path.write_bytes(old + b" ")
        keys.add(key(root))
        path.write_bytes(old)
    assert len(keys) == len(changed) + 3
    # Nor is a file forgotten that has gone, come, been moved, or cannot be read.
    whole = key(root)
    (root / "cases" / "apple").rename(root / "cases" / "melon")
    keys.add(key(root))
    (root / "cases" / "stray.txt").write_text("x")
    keys.add(key(root))
    assert len(keys) == len(changed) + 5
    (root / "cases" / "stray.txt").unlink()
    (root / "cases" / "melon").rename(root / "cases" / "apple")
    assert key(root) == whole


def test_texts_of_others_count(repo: Repo) -> None:
    root = repo(only=("mkdocs.yml",))
    before = key(root)
    disk.write(root.parent / "shared" / "sources" / "a.txt", b"text")
    assert key(root) != before


def test_the_program_counts(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repo(only=("mkdocs.yml",))
    before = key(root)
    monkeypatch.setattr(program, "whole", lambda: "another")
    assert key(root) != before


def test_every_module_and_every_library_is_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = {program.whole.__wrapped__()}
    copy = tmp_path / "fazhi"
    shutil.copytree(Path(program.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(program, "__file__", str(copy / "program.py"))
    assert program.whole.__wrapped__() in told
    for name in ("cli.py", "check/run.py", "render/kit/deck.py"):
        (copy / name).write_text("# another\n", "utf-8")
        told.add(program.whole.__wrapped__())
    (tmp_path / "x-1.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    told.add(program.whole.__wrapped__())
    assert len(told) == 5


def test_nobody_else_can_say_that_something_was_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work, made = tmp_path / "build", b"k" * 32
    seal._secret.cache_clear()
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(seal, "user_cache_path", lambda _: tmp_path / "theirs")
        unchanged.keep_problems(work, made, [])
        assert unchanged.problems(work, made) == []
    seal._secret.cache_clear()
    assert unchanged.problems(work, made) is None


@pytest.mark.parametrize("found", [b"", b"half", b"x" * 33])
def test_a_spoilt_secret_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, found: bytes) -> None:
    monkeypatch.setattr(seal, "user_cache_path", lambda _: tmp_path)
    (tmp_path / "secret").write_bytes(found)
    seal._secret.cache_clear()
    secret = seal._secret()
    assert secret == (tmp_path / "secret").read_bytes() != found
    seal._secret.cache_clear()
    assert seal._secret() == secret
    if os.name != "nt":
        assert (tmp_path / "secret").stat().st_mode & 0o077 == 0
    seal._secret.cache_clear()


def test_without_a_place_for_the_secret_everything_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setattr(seal, "user_cache_path", lambda _: tmp_path / "file" / "below")
    seal._secret.cache_clear()
    first = seal._secret()
    seal._secret.cache_clear()
    assert len(first) == len(seal._secret()) == 32
    assert first != seal._secret()
    seal._secret.cache_clear()


def test_a_check_that_cannot_keep_anything_is_a_check_all_the_same(repo: Repo) -> None:
    root = repo()
    (root / "build").write_bytes(b"somebody's")
    assert fazhi(root, "check").returncode == 0
    assert (root / "build").read_bytes() == b"somebody's"


def state(site: Path) -> dict[str, tuple[int, int, int]]:
    """What shows that a file was written again, even if with the same bytes."""
    files = (path for path in [site, *site.rglob("*")])
    return {str(path): (about.st_ino, about.st_mtime_ns, about.st_size) for path in files if (about := path.stat())}


def test_a_build_of_what_was_built_writes_nothing(repo: Repo) -> None:
    root = repo()
    site = root / "site"
    assert fazhi(root, "build", "--lang", "en").returncode == 0
    cold, before = disk.contents(site), state(site)
    again = fazhi(root, "build", "--lang", "en")
    assert "\nNothing has changed, and every file of site/ was compared: " in again.stdout
    assert state(site) == before
    assert not {"parse", "check", "build", "render", "engine"} & loaded(again)
    plain = fazhi(root, "build")
    assert again.stdout.count("\n") == plain.stdout.count("\n")
    assert state(site) == before
    assert not SLOW & loaded(plain, "")

    # Whatever was done to the site since: it is made as it was.
    for harm in (
        lambda: (site / "zh" / "index.html").write_bytes(cold["zh/index.html"] + b" "),
        (site / "zh" / "index.html").unlink,
        lambda: (site / "zh" / "new.html").write_bytes(b"x"),
        lambda: (root / "build" / "built").write_bytes(b"x" * 100),
    ):
        harm()
        assert "\nDone: " in fazhi(root, "build", "--lang", "en").stdout
        assert disk.contents(site) == cold

    # Another time is no change; another edition is.
    for path in site.rglob("*"):
        os.utime(path, (0, 0))
    assert "\nNothing" in fazhi(root, "build", "--lang", "en").stdout
    assert "\nDone: " in fazhi(root, "build", "--students", "--lang", "en").stdout
    assert disk.contents(site) != cold
