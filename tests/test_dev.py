"""The parts of scripts/dev.py that decide; nothing here installs anything or uses the network."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from programs import DEV, ROOT, dev

posix = pytest.mark.skipif(sys.platform == "win32", reason="stand-ins for programs are shell scripts")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with lock files and nothing else."""
    (tmp_path / "requirements").mkdir()
    for name in ("requirements/build.txt", "requirements/test.txt", "pyproject.toml"):
        (tmp_path / name).write_text(f"# {name}\n", "utf-8")
    return tmp_path


def make_venv(root: Path, lock: str = "build") -> Path:
    """What a finished installation of `lock` leaves behind, as far as dev.py looks."""
    venv = root / ".venv"
    python = venv / dev.PYTHON
    python.parent.mkdir(parents=True)
    python.touch()
    home = Path(sys.executable).parent
    (venv / "pyvenv.cfg").write_text(f"home = {home}\nversion = 3.11.0\n", "utf-8")
    (venv / "fazhi-stamp.json").write_text(json.dumps(dev.wanted(root, lock)), "utf-8")
    return venv


def program(folder: Path, name: str) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text("#!/bin/sh\n", "utf-8")
    path.chmod(0o755)
    return str(path)


class Recorder:
    """Stands in for dev.quietly: notes the steps, fails at the one that is named."""

    def __init__(self, venv: Path, fail_at: str = "") -> None:
        self.venv, self.fail_at = venv, fail_at
        self.steps: list[str] = []

    def __call__(self, command: list[str], hints: str = "") -> None:
        assert not (self.venv / "fazhi-stamp.json").exists(), "the stamp must go first and come last"
        step = "venv" if "venv" in command else "-e" if "-e" in command else Path(command[-1]).stem
        self.steps.append(step)
        if step == self.fail_at:
            raise dev.SetupError(step)
        if step == "venv":
            python = self.venv / dev.PYTHON
            python.parent.mkdir(parents=True, exist_ok=True)
            python.touch()
            (self.venv / "pyvenv.cfg").write_text(f"home = {Path(sys.executable).parent}\n", "utf-8")


@pytest.fixture
def steps(root: Path, monkeypatch: pytest.MonkeyPatch) -> Recorder:
    recorder = Recorder(root / ".venv")
    monkeypatch.setattr(dev, "quietly", recorder)
    return recorder


# ------------------------------------------------------------------ the stamp


@pytest.mark.parametrize(
    ("lock", "changed", "differs"),
    [
        ("build", "requirements/build.txt", True),
        ("build", "requirements/test.txt", False),
        ("build", "pyproject.toml", True),
        ("test", "requirements/build.txt", True),
        ("test", "requirements/test.txt", True),
        ("test", "pyproject.toml", True),
    ],
)
def test_stamp_follows_the_files_that_count(root: Path, lock: str, changed: str, differs: bool) -> None:
    before = dev.wanted(root, lock)
    (root / changed).write_text("# something else\n", "utf-8")
    assert (dev.wanted(root, lock) != before) is differs


def test_stamp_follows_path_and_python(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = dev.wanted(root, "build")
    moved = root.rename(root.with_name("搬走 了"))
    after = dev.wanted(moved, "build")
    assert {key for key in after if after[key] != before[key]} == {"path"}
    monkeypatch.setattr(dev.sys, "version_info", (3, 99, 0, "final", 0))
    assert dev.wanted(moved, "build")["python"] == "3.99"


def test_stamp_of_a_whole_venv_is_read(root: Path) -> None:
    assert dev.read_stamp(make_venv(root)) == dev.wanted(root, "build")


def break_nothing_there(venv: Path) -> None:
    venv.rename(venv.with_name("elsewhere"))


def break_no_stamp(venv: Path) -> None:
    (venv / "fazhi-stamp.json").unlink()


def break_half_a_stamp(venv: Path) -> None:
    (venv / "fazhi-stamp.json").write_text('{"path": "/', "utf-8")


def break_odd_stamp(venv: Path) -> None:
    (venv / "fazhi-stamp.json").write_text("[]", "utf-8")


def break_no_python(venv: Path) -> None:
    (venv / dev.PYTHON).unlink()


def break_no_config(venv: Path) -> None:
    (venv / "pyvenv.cfg").unlink()


def break_base_python_gone(venv: Path) -> None:
    (venv / "pyvenv.cfg").write_text(f"home = {venv / 'gone'}\n", "utf-8")


@pytest.mark.parametrize(
    "damage",
    [
        break_nothing_there,
        break_no_stamp,
        break_half_a_stamp,
        break_odd_stamp,
        break_no_python,
        break_no_config,
        break_base_python_gone,
    ],
)
def test_broken_venv_is_made_anew(root: Path, steps: Recorder, damage: Callable[[Path], None]) -> None:
    damage(make_venv(root))
    assert dev.read_stamp(root / ".venv") == {}
    dev.prepare(root, "build")
    assert steps.steps == ["venv", "build", "-e"]


# ------------------------------------------------------------------ what is installed


def test_second_run_does_nothing(root: Path, steps: Recorder) -> None:
    python = dev.prepare(root, "build")
    assert steps.steps == ["venv", "build", "-e"]
    assert dev.prepare(root, "build") == python == str(root / ".venv" / dev.PYTHON)
    assert steps.steps == ["venv", "build", "-e"]


def test_test_lock_is_added_to_build_and_serves_both(root: Path, steps: Recorder) -> None:
    make_venv(root, "build")
    dev.prepare(root, "test")
    dev.prepare(root, "build")
    dev.prepare(root, "test")
    assert steps.steps == ["test"]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ("pyproject.toml", ["-e"]),
        ("requirements/build.txt", ["venv", "test", "-e"]),
        ("requirements/test.txt", ["venv", "test", "-e"]),
    ],
)
def test_what_a_change_costs(root: Path, steps: Recorder, changed: str, expected: list[str]) -> None:
    make_venv(root, "test")
    (root / changed).write_text("# something else\n", "utf-8")
    dev.prepare(root, "test")
    assert steps.steps == expected


@pytest.mark.parametrize("key", ["path", "python"])
def test_venv_of_another_path_or_python_is_made_anew(root: Path, steps: Recorder, key: str) -> None:
    venv = make_venv(root)
    stamp = {**dev.wanted(root, "build"), key: "other"}
    (venv / "fazhi-stamp.json").write_text(json.dumps(stamp), "utf-8")
    dev.prepare(root, "build")
    assert steps.steps == ["venv", "build", "-e"]


@pytest.mark.parametrize("step", ["venv", "build", "-e"])
def test_interrupted_installation_is_mended(root: Path, steps: Recorder, step: str) -> None:
    steps.fail_at = step
    with pytest.raises(dev.SetupError):
        dev.prepare(root, "build")
    steps.fail_at, steps.steps = "", []
    dev.prepare(root, "build")
    assert steps.steps == ["venv", "build", "-e"]
    assert dev.read_stamp(root / ".venv") == dev.wanted(root, "build")


@posix
def test_one_dev_at_a_time(root: Path) -> None:
    with dev.one_at_a_time(root), (root / ".venv.lock").open("a") as other:
        assert not dev.lock_file(other.fileno())
    with (root / ".venv.lock").open("a") as other:
        assert dev.lock_file(other.fileno())


def test_failed_step_shows_its_output_and_what_to_try() -> None:
    step = [sys.executable, "-c", "print('没有轮子'); raise SystemExit(3)"]
    with pytest.raises(dev.SetupError) as caught:
        dev.quietly(step)
    assert "没有轮子" in str(caught.value)
    assert "PIP_FIND_LINKS" in str(caught.value)
    assert caught.value.status == 69


def test_good_step_is_silent(capfd: pytest.CaptureFixture[str]) -> None:
    dev.quietly([sys.executable, "-c", "print('noise')"])
    assert capfd.readouterr() == ("", "")


# ------------------------------------------------------------------ the browser


@posix
def test_browsers_are_tried_in_order(tmp_path: Path) -> None:
    env = {"PATH": f"{tmp_path / 'a'}:{tmp_path / 'b'}"}
    assert dev.find_browser(env) is None or "/Applications/" in dev.find_browser(env)
    chrome = program(tmp_path / "a", "google-chrome")
    assert dev.find_browser(env) == chrome
    chromium = program(tmp_path / "b", "chromium")
    assert dev.find_browser(env) == chromium
    shell = program(tmp_path / "a", "chromium-headless-shell")
    assert dev.find_browser(env) == shell


@posix
@pytest.mark.parametrize("there", [["chromium-headless-shell", "chromium"], ["chromium"], []])
def test_the_first_browser_that_debian_has_is_installed(
    there: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("FAZHI_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    program(tmp_path, "apt-get")
    asked: list[list[str]] = []

    def apt(command: list[str], _: str) -> None:
        asked.append(command[command.index("apt-get") + 1 :])
        wanted = [word for word in command if word.startswith("chromium")]
        if not {*wanted} <= {*there}:
            raise dev.SetupError(f"Unable to locate package {wanted}")
        for name in wanted:
            program(tmp_path, name)

    monkeypatch.setattr(dev, "quietly", apt)
    found = dev.install_browser()
    assert found == (str(tmp_path / there[0]) if there else None)
    assert asked[0][-1] == "update"
    assert all("fonts-noto-cjk" in command for command in asked[1:])
    tried = [name for command in asked for name in command if name.startswith("chromium")]
    assert tried == ["chromium-headless-shell", "chromium"][: 1 + (there[:1] != ["chromium-headless-shell"])]
    assert capsys.readouterr().err.count("Unable to locate") == (not there), "only what there is no way around is said"


@posix
def test_browser_among_windows_programs(tmp_path: Path) -> None:
    edge = program(tmp_path / "x86" / "Microsoft/Edge/Application", "msedge.exe")
    assert dev.find_browser({"PATH": "", "ProgramFiles(x86)": str(tmp_path / "x86")}) == edge


@posix
def test_named_browser_decides(tmp_path: Path) -> None:
    program(tmp_path / "bin", "chromium")
    mine = program(tmp_path / "mine", "my browser")
    env = {"PATH": str(tmp_path / "bin"), "FAZHI_CHROMIUM": mine}
    assert dev.find_browser(env) == mine
    with pytest.raises(dev.SetupError, match="no such program") as caught:
        dev.find_browser({**env, "FAZHI_CHROMIUM": str(tmp_path / "gone")})
    assert caught.value.status == 2


def test_browser_is_handed_to_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_CHROMIUM", "")
    monkeypatch.setattr(dev, "find_browser", lambda env: "/opt/browser")
    dev.name_browser()
    assert dev.os.environ["FAZHI_CHROMIUM"] == "/opt/browser"


def test_no_browser_is_said_and_nothing_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("FAZHI_CHROMIUM", raising=False)
    monkeypatch.setattr(dev, "find_browser", lambda env: None)
    monkeypatch.setattr(dev.shutil, "which", lambda name, path=None: None)
    dev.name_browser()
    assert "its tests will fail" in capsys.readouterr().err
    assert "FAZHI_CHROMIUM" not in dev.os.environ


@pytest.mark.parametrize("ci", ["", "0", "false", None])
def test_browser_tests_can_be_left_out_by_hand(ci: str | None) -> None:
    env = {} if ci is None else {"CI": ci}
    assert dev.pytest_arguments(["-x", "--no-browser"], env) == ["-x", "-m", "not browser"]
    assert dev.pytest_arguments(["-x"], env) == ["-x"]


def test_only_the_whole_suite_is_spread_over_the_cores() -> None:
    assert dev.pytest_arguments([], {"CI": "true"}) == [*dev.EVERY_CORE]
    assert dev.pytest_arguments(["--no-browser"], {}) == [*dev.EVERY_CORE, "-m", "not browser"]
    assert dev.pytest_arguments(["tests/parse"], {}) == ["tests/parse"]


@pytest.mark.parametrize("ci", ["true", "True", "1"])
def test_browser_tests_cannot_be_left_out_in_ci(
    ci: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(dev, "prepare", lambda root, lock: pytest.fail("installed before refusing"))
    assert dev.main(["test", "--no-browser"]) == 2
    assert "refused" in capsys.readouterr().err


# ------------------------------------------------------------------ the command line


@pytest.mark.parametrize(
    ("argv", "lock", "expected"),
    [
        (["build", "--lang", "zh"], "build", ["-P", "-m", "fazhi", "build", "--lang", "zh"]),
        (["fazhi", "--help"], "build", ["-P", "-m", "fazhi", "--help"]),
        (["ruff", "check", "a.py"], "test", ["-m", "ruff", "check", "a.py"]),
        (["mypy"], "test", ["-m", "mypy"]),
        (["test", "--no-browser", "-x"], "test", ["-m", "pytest", "-x", "-m", "not browser"]),
    ],
)
def test_what_a_command_becomes(
    argv: list[str], lock: str, expected: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(dev, "prepare", lambda root, lock: lock)
    monkeypatch.setattr(dev, "become", lambda command: command)
    assert dev.run(argv[0], argv[1:]) == [lock, *expected]
    assert Path.cwd() == (ROOT if argv[0] in dev.TOOLS else tmp_path)


@pytest.mark.parametrize("argv", [[], ["-h"], ["--help"]])
@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "ascii"])
def test_help_on_any_console(argv: list[str], encoding: str) -> None:
    env = {**dev.os.environ, "PYTHONIOENCODING": f"{encoding}:strict"}
    done = subprocess.run([sys.executable, DEV, *argv], env=env, capture_output=True, check=True)
    text = done.stdout.decode(encoding)
    assert done.stderr == b""
    for command in ("build", "serve", "check", "test", "--no-browser", "Usage"):
        assert command in text
    assert len(text.splitlines()) < 20


def test_missing_lock_file_is_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    assert dev.main(["build"]) == 74
    assert "build.txt" in capsys.readouterr().err


def test_older_python_can_read_as_far_as_the_message() -> None:
    tree = ast.parse(DEV.read_text("utf-8"), feature_version=(3, 7))
    docstring, import_sys, guard = tree.body[:3]
    assert isinstance(docstring, ast.Expr)
    assert ast.unparse(import_sys) == "import sys"
    assert ast.unparse(guard).startswith("if sys.version_info < (3, 11):")
    assert not any(isinstance(node, ast.ImportFrom) and node.module == "__future__" for node in tree.body)


# ------------------------------------------------------------------ the lock files


def pins(name: str) -> set[str]:
    lines = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8").splitlines()
    return {line.rstrip(" \\") for line in lines if re.match(r"[a-z0-9]", line)}


def test_test_lock_holds_every_pin_of_the_build_lock() -> None:
    assert pins("build") < pins("test")


@pytest.mark.parametrize("name", ["build", "test", "audit"])
def test_lock_is_hashed_and_names_no_registry(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    assert all("==" in pin for pin in pins(name))
    assert not re.search(r"://|--(extra-)?index|--find-links", text)
    blocks = re.split(r"(?m)^(?=[a-z0-9])", text)[1:]
    assert len(blocks) == len(pins(name))
    assert all("--hash=sha256:" in block for block in blocks)
