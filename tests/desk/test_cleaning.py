"""The command that cleans pictures: everything but the picture goes, the file as it was is kept, nothing is lost."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from fazhi import expected
from fazhi.checked import check
from fazhi.commands.options import app
from fazhi.desk.pictures import clean, is_place, original
from fazhi.imaging.container import Damaged
from picturing import MADE, image, saved

Repo = Callable[..., Path]
Run = Callable[..., "Done"]
TREE = "cases/plum/media/tree.png"


class Done(NamedTuple):
    """How a run ended, and what it said."""

    status: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Run the command in a folder, in this process."""

    def ran(root: Path, *arguments: str) -> Done:
        monkeypatch.chdir(root)
        status = app(["picture", "--lang", "en", *arguments], standalone_mode=False)
        return Done(int(status or 0), *capsys.readouterr())

    return ran


def small(repo: Repo, data: bytes) -> Path:
    root = repo({TREE: data}, only=("cases/plum", "mkdocs.yml"))
    (root / "templates").mkdir(exist_ok=True)
    return root


def test_a_picture_is_cleaned_and_the_file_is_kept(run: Run, repo: Repo) -> None:
    before = MADE["told.png"]()
    root = repo({TREE: before})
    assert {p.rule for p in check(root).problems if p.is_error} == {"picture-metadata"}
    done = run(root, TREE)
    assert (done.status, done.err) == (0, "")
    assert [p.rule for p in check(root).problems if p.is_error] == []
    kept = root / original(TREE, before)
    assert kept.read_bytes() == before
    assert original(TREE, before) in done.out
    again = run(root, TREE)
    assert again.status == 0
    assert "clean already" in again.out
    assert len(list(kept.parent.iterdir())) == 1


def test_a_large_picture_becomes_small_enough(run: Run, repo: Repo) -> None:
    root = small(repo, MADE["huge.png"]())
    done = run(root, TREE)
    assert done.status == 0, done.err
    assert (root / TREE).stat().st_size < expected.MAX_PICTURE


def test_a_photograph_becomes_as_wide_as_is_ever_needed() -> None:
    new = clean("a.jpg", saved(image(5000, 4000), "JPEG"))
    assert new
    assert clean("a.jpg", new) is None


@pytest.mark.parametrize("name", ["jpg", "gif"])
def test_what_cannot_be_cleaned_is_left_alone(run: Run, repo: Repo, name: str) -> None:
    data = MADE[name]()
    root = small(repo, data)
    done = run(root, TREE)
    assert done.status == 1
    assert "not a byte of it was changed" in done.err
    assert (root / TREE).read_bytes() == data
    assert not (root / "build").exists()


@pytest.mark.parametrize("path", ["cases/plum/zh.md", "nowhere.jpg", "../elsewhere.jpg", "cases/plum/media/A.JPG"])
def test_a_file_elsewhere_is_not_touched(run: Run, repo: Repo, path: str) -> None:
    done = run(small(repo, MADE["png"]()), path)
    assert done.status == 1
    assert "put the picture into" in done.err


def test_a_file_that_is_not_there(run: Run, repo: Repo) -> None:
    done = run(small(repo, MADE["png"]()), "cases/plum/media/leaf.png")
    assert done.status == 1
    assert "cannot be opened" in done.err
    assert "Traceback" not in done.err


def test_a_bomb_is_not_decoded() -> None:
    with pytest.raises(Damaged):
        clean("a.png", MADE["bomb.png"]())


def test_places() -> None:
    assert is_place("docs/lessons/fruit/media/a.webp")
    assert not is_place("docs/pages/about/media/a.png")
    assert not is_place("cases/a/media/b/c.png")
