"""What the tests share: a dwarf repository to break, and `--accept` to rewrite what is expected."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from fazhi.build import build, check

REAL = Path(__file__).parents[1]
MINI = Path(__file__).parent / "mini"
COPIED = ("cases", "docs", "templates", "mkdocs.yml")
"""What a build of the real repository needs."""
BORROWED = ("templates", "docs/assets", "mkdocs.yml")
"""What the dwarf repository takes from the real one."""


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
    paths = {path.relative_to(MINI).as_posix(): path for name in ("cases", "docs") for path in (MINI / name).rglob("*")}
    for name in BORROWED:
        paths |= {path.relative_to(REAL).as_posix(): path for path in (REAL / name, *(REAL / name).rglob("*"))}
    return {name: path.read_bytes() for name, path in sorted(paths.items()) if path.is_file()}


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
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published site of the real repository, in a folder with spaces and Chinese in its path."""
    root = tmp_path_factory.mktemp("fazhi") / "U盘 的 文件夹"
    root.mkdir()
    for name in COPIED:
        if (REAL / name).is_dir():
            shutil.copytree(REAL / name, root / name)
        else:
            shutil.copy(REAL / name, root / name)
    checked = check(root)
    assert checked.good, checked.problems
    build(checked)
    return root / "site"
