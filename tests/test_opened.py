"""What the program opens, told by the system: whatever links lie in the tree, nothing that lies elsewhere."""

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from platformdirs import user_cache_path

from unable import unable

Repo = Callable[..., Path]
Opened = Callable[..., set[Path]]
ROOT = Path(__file__).parents[1]
SYSTEM = tuple(
    Path(path)
    for path in ("/usr", "/lib", "/lib64", "/bin", "/etc", "/proc", "/sys", "/dev/null", sys.prefix, sys.base_prefix)
)
"""Where Python and its libraries lie, and what they ask the system."""
_RESULT = re.compile(r"= \d+<(?P<path>[^>]*)>$")
"""The end of a line of strace: the number of what was opened and, with ``-y``, where it really lies."""
SECRET = b"secret"


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """Run a command in a repository under strace; give the true path of all that was opened, links followed."""
    if not shutil.which("strace"):
        unable("strace is not installed")

    def during(root: Path, *command: str) -> set[Path]:
        log, strace = (
            tmp_path / "strace.txt",
            ("strace", "-f", "-y", "--seccomp-bpf", "-e", "trace=open,openat,openat2,creat"),
        )
        run = subprocess.run(
            [*strace, "-o", log, sys.executable, "-m", "fazhi", *command],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            check=False,
        )
        if not log.exists() or b"PTRACE" in run.stderr:
            unable("strace may not look into programs here")
        assert b"Traceback" not in run.stderr + run.stdout
        assert run.returncode == 1, run.stdout
        assert SECRET not in run.stdout + run.stderr
        found = (_RESULT.search(line) for line in log.read_text("utf-8", "replace").splitlines())
        return {Path(match["path"]) for match in found if match and match["path"].startswith("/")}

    return during


def beyond(paths: set[Path], root: Path) -> set[Path]:
    """What lies neither in the tree nor in the package nor with Python and the system, nor is the user's own secret."""
    allowed = (root, ROOT / "scripts", user_cache_path("fazhi") / "secret", *SYSTEM)
    return {
        path for path in paths if not path.is_relative_to(allowed[0]) and not any(map(path.is_relative_to, allowed))
    }


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder outside the tree that looks like a case and like a folder of anything else."""
    folder = tmp_path / "elsewhere"
    for name in ("zh.md", "en.md", "laws.yml", "media/x.png", "pages/base.md.j2", "strings/zh.yml", "apple/zh.md"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(SECRET)
    os.mkfifo(folder / "pipe")
    return folder


LINKS = {
    "cases/linked": "{elsewhere}",
    "cases/apple/en.md": "{elsewhere}/en.md",
    "cases/pear/zh.md": "../../../elsewhere/zh.md",
    "cases/pear/en.md": "/etc/passwd",
    "cases/plum/media": "{elsewhere}/media",
    "cases/fig/zh.md": "{elsewhere}/pipe",
    "cases/quince/en.md": "/dev/zero",
    "docs/lessons": "{elsewhere}",
    "docs/pages/up": "..",
    "docs/reference/laws.yml": "{elsewhere}/laws.yml",
    "docs/assets/fonts": "/",
    "templates/strings": "../../elsewhere/strings",
    "mkdocs.yml": "{elsewhere}/zh.md",
}
"""Links of every kind: to folders and files, up, absolute, to a pipe and a device."""


def hostile(root: Path, elsewhere: Path, links: dict[str, str]) -> None:
    for name, target in links.items():
        path = root / name
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(target.format(elsewhere=elsewhere))
    os.mkfifo(root / "cases/pear/pipe")
    os.link(elsewhere / "zh.md", root / "cases/apple/hard.md")


@pytest.mark.skipif(sys.platform != "linux", reason="strace is a program of Linux")
@pytest.mark.parametrize("command", ["check", "build"])
def test_links_lead_nowhere(repo: Repo, elsewhere: Path, opened: Opened, command: str) -> None:
    root = repo()
    # A link in the place of the settings is refused, and without them nothing is a repository for the command.
    hostile(root, elsewhere, {name: target for name, target in LINKS.items() if name != "mkdocs.yml"})
    found = opened(root, command)
    assert root / "cases/plum/zh.md" in found
    assert beyond(found, root) == set()


@pytest.mark.skipif(sys.platform != "linux", reason="strace is a program of Linux")
def test_folders_and_files_that_change_meanwhile(repo: Repo, elsewhere: Path, opened: Opened, tmp_path: Path) -> None:
    root = repo({"cases/apple/more.md": ""})  # one mistake, so that the check ends as the others do
    with swapped(root / "cases/pear", elsewhere, tmp_path), swapped(root / "docs/pages", elsewhere, tmp_path):
        found = set[Path]().union(*(opened(root, "check") for _ in range(2)))
    # What is in the folder that was moved aside is still what was listed.
    assert {path for path in beyond(found, root) if not path.is_relative_to(tmp_path / "aside")} == set()


@contextmanager
def swapped(folder: Path, target: Path, aside: Path) -> Iterator[None]:
    """Put a link in the place of a folder, and the folder in the place of the link, thousands of times."""
    over, kept = threading.Event(), aside / "aside" / folder.name
    kept.parent.mkdir(exist_ok=True)

    def swap() -> None:
        while not over.is_set():
            folder.rename(kept)
            folder.symlink_to(target)
            folder.unlink()
            kept.rename(folder)

    thread = threading.Thread(target=swap)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@pytest.mark.skipif(sys.platform != "linux", reason="strace is a program of Linux")
def test_strace_would_tell(tmp_path: Path, elsewhere: Path) -> None:
    """The path that is looked at is the one behind the link."""
    line = f'1 openat(3</x>, "zh.md", O_RDONLY) = 4<{elsewhere / "zh.md"}>'
    match = _RESULT.search(line)
    assert match
    assert beyond({Path(match["path"])}, tmp_path / "repo") == {elsewhere / "zh.md"}
