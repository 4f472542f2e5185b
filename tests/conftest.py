"""What the tests share: a dwarf repository to break, and `--accept` to rewrite what is expected."""

import shutil
import signal
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from fazhi import disk
from fazhi.build import build, scoped
from fazhi.checked import Checked, check
from fazhi.cli import load
from fazhi.model.settings import WHOLE_SITE, Scope
from picturing import png

REAL = Path(__file__).parents[1]
MINI = Path(__file__).parent / "mini"
COPIED = ("cases", "docs", "templates", "mkdocs.yml")
"""What a build of the real repository needs."""
DRAWN = {"cases/plum/media/tree.png": png()}
"""The pictures of the dwarf repository."""
BORROWED = ("templates", "docs/assets", "mkdocs.yml")
"""What the dwarf repository takes from the real one."""


if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell starts what runs in the background deaf to Ctrl-C, and so would be every program that the tests interrupt.
    signal.signal(signal.SIGINT, signal.default_int_handler)

load([])  # all commands: tests run one after the other in one process


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write what came out into the expected files, for review")


@pytest.fixture(scope="session")
def ROOT() -> Path:  # noqa: N802 - a constant for the tests that use it
    """The real repository."""
    return REAL


@pytest.fixture(scope="session")
def accept(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--accept"))


@pytest.fixture(scope="session")
def mini() -> Mapping[str, bytes]:
    """The files of the dwarf repository by path."""
    return dwarf()


def dwarf() -> Mapping[str, bytes]:
    """The files of the dwarf repository by path, for programs that are no tests."""
    paths = {path.relative_to(MINI).as_posix(): path for name in ("cases", "docs") for path in (MINI / name).rglob("*")}
    for name in BORROWED:
        paths |= {path.relative_to(REAL).as_posix(): path for path in (REAL / name, *(REAL / name).rglob("*"))}
    return {name: path.read_bytes() for name, path in sorted(paths.items()) if path.is_file()} | DRAWN


@pytest.fixture
def repo(mini: Mapping[str, bytes], tmp_path: Path) -> Callable[..., Path]:
    """Write the dwarf repository, with some files changed, added, or (None) left out; give its root.

    ``only`` names the folders and files to be written, where the others would merely take time.
    """

    def write(
        changes: Mapping[str, str | bytes | None] | None = None,
        where: Path | None = None,
        only: tuple[str, ...] = ("",),
    ) -> Path:
        root = where or tmp_path / "repo"
        files = {name: content for name, content in mini.items() if name.startswith(only)}
        for name, content in {**files, **(changes or {})}.items():
            if content is not None:
                path = root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.encode() if isinstance(content, str) else content)
        return root

    return write


@pytest.fixture(scope="session")
def small(mini: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """The dwarf repository, checked and good; its bands are primary-upper and junior."""
    root = tmp_path_factory.mktemp("small")
    disk.sync(root, mini)
    checked = check(root)
    assert checked.good, checked.problems
    return checked


def take_along(kept: Path) -> None:
    """Copy what the real repository has printed for itself, if it has: it changes no byte and saves half a minute."""
    for path in (REAL / "build" / "kit").glob("*"):
        disk.write(kept / path.name, path.read_bytes())


@pytest.fixture
def printed_before(tmp_path: Path) -> Path:
    """A folder of documents printed earlier, to print into."""
    take_along(tmp_path / "kit")
    return tmp_path / "kit"


def built(root: Path, scope: Scope = WHOLE_SITE) -> Path:
    """Build an edition of the real repository at ``root``; give its site."""
    root.mkdir()
    for name in COPIED:
        if (REAL / name).is_dir():
            shutil.copytree(REAL / name, root / name)
        else:
            shutil.copy(REAL / name, root / name)
    take_along(root / "build" / "kit")
    checked = check(root)
    assert checked.good, checked.problems
    build(scoped(checked, scope))
    return root / "site"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published site of the real repository, in a folder with spaces and Chinese in its path."""
    return built(tmp_path_factory.mktemp("fazhi") / "U盘 的 文件夹")


@pytest.fixture(scope="session")
def student_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published student edition of the real repository for upper primary."""
    return built(tmp_path_factory.mktemp("students") / "学生 版", Scope("primary-upper", students=True))
