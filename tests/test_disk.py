"""The only writer of the disk: it changes only what is different, and swaps a whole folder in one step."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fazhi import disk

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let everybody make links")


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def stamps(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


# --- reading back, and writing piece by piece ---------------------------------------------------------------------


def test_files_are_listed_and_read_one_by_one(tmp_path: Path) -> None:
    files = {"b/c.txt": b"c", "a.txt": b"a", "b/a/z.txt": b""}
    disk.sync(tmp_path, files)
    (tmp_path / "empty").mkdir()
    assert disk.paths(tmp_path) == ["a.txt", "b/a/z.txt", "b/c.txt"]
    assert {path: disk.read(tmp_path / path) for path in disk.paths(tmp_path)} == disk.contents(tmp_path) == files
    assert disk.paths(tmp_path / "none") == []


def test_a_stream_makes_its_folder_and_replaces_what_was_there(tmp_path: Path) -> None:
    for pieces in ((b"long", b"er"), (b"new",)):
        with disk.stream(tmp_path / "a" / "b.zip") as file:
            for piece in pieces:
                file.write(piece)
        assert tree(tmp_path) == {"a/b.zip": b"".join(pieces)}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a disk that is always full")
def test_a_stream_says_which_file_the_disk_did_not_take(tmp_path: Path) -> None:
    (tmp_path / "full.zip").symlink_to("/dev/full")
    with pytest.raises(OSError, match=r"full\.zip") as caught, disk.stream(tmp_path / "full.zip") as file:
        file.write(b"x")
    assert caught.value.filename == str(tmp_path / "full.zip")


# --- sync ------------------------------------------------------------------------------------------------------


def test_sync_makes_a_folder_hold_exactly_these_files(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    files = {"a.txt": b"a", "b/c.txt": b"c", "b/d/e.txt": b""}
    assert disk.sync(folder, files) == 3
    assert tree(folder) == files


def test_sync_writes_only_what_changed(tmp_path: Path) -> None:
    disk.sync(tmp_path, {"same": b"1", "changed": b"2", "longer": b"3"})
    for path in tmp_path.iterdir():
        os.utime(path, ns=(0, 0))
    assert disk.sync(tmp_path, {"same": b"1", "changed": b"9", "longer": b"33", "fresh": b"4"}) == 3
    assert [name for name, stamp in stamps(tmp_path).items() if stamp == 0] == ["same"]
    assert tree(tmp_path) == {"same": b"1", "changed": b"9", "longer": b"33", "fresh": b"4"}
    assert disk.sync(tmp_path, tree(tmp_path)) == 0


def test_sync_removes_leftovers(tmp_path: Path) -> None:
    disk.sync(tmp_path, {"keep/a": b"a", "keep/gone": b"b", "gone/deep/er": b"c"})
    (tmp_path / "gone" / "empty").mkdir()
    assert disk.sync(tmp_path, {"keep/a": b"a"}) == 2
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == ["keep", "keep/a"]


def test_sync_puts_a_file_where_a_folder_was_and_the_other_way_round(tmp_path: Path) -> None:
    disk.sync(tmp_path, {"a/b": b"1", "c": b"2"})
    disk.sync(tmp_path, {"a": b"3", "c/d": b"4"})
    assert tree(tmp_path) == {"a": b"3", "c/d": b"4"}


@posix
def test_sync_writes_through_no_link(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "file").write_bytes(b"mine")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "wanted").symlink_to(outside / "file")
    (folder / "stray").symlink_to(outside / "file")
    (folder / "sub").symlink_to(outside, target_is_directory=True)
    disk.sync(folder, {"wanted": b"ours", "sub/file": b"ours too"})
    assert tree(outside) == {"file": b"mine"}
    assert tree(folder) == {"wanted": b"ours", "sub/file": b"ours too"}
    assert not [path for path in folder.rglob("*") if path.is_symlink()]


def test_write_tells_whether_it_wrote(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b"
    assert disk.write(path, b"1")
    assert not disk.write(path, b"1")
    assert disk.write(path, b"2")
    assert path.read_bytes() == b"2"


# --- replace ---------------------------------------------------------------------------------------------------


def test_replace(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    disk.replace(path, b"new")
    assert tree(tmp_path) == {"a.md": b"new"}


@pytest.mark.parametrize("method", ["write_bytes", "replace"])
def test_replace_is_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")

    def fail(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, method, fail)
        with pytest.raises(OSError, match="No space"):
            disk.replace(path, b"new")
    assert tree(tmp_path) == {"a.md": b"old"}


# --- move and remove -------------------------------------------------------------------------------------------


def test_move(tmp_path: Path) -> None:
    disk.sync(tmp_path / "a", {"x": b"1"})
    disk.move(tmp_path / "a", tmp_path / "b" / "c")
    assert tree(tmp_path) == {"b/c/x": b"1"}


@posix
@posix
@pytest.mark.parametrize("system", ["links", "refuses", "would follow"])
def test_link_gives_the_file_a_second_name_or_copies_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    """Some disks have no second names, and Windows cannot be told to leave links alone."""

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    old, new = tmp_path / "old", tmp_path / "folder" / "new"
    old.write_bytes(b"x")
    os.utime(old, (1, 1))
    if system == "refuses":
        monkeypatch.setattr(os, "link", refused)
    monkeypatch.setattr(os, "supports_follow_symlinks", set() if system == "would follow" else {os.link})
    disk.link(old, new)
    assert new.read_bytes() == b"x"
    assert new.stat().st_mtime == 1
    assert new.samefile(old) is (system == "links")


def test_remove(tmp_path: Path) -> None:
    disk.sync(tmp_path, {"folder/x": b"1", "file": b"2", "outside/y": b"3"})
    (tmp_path / "link").symlink_to(tmp_path / "outside", target_is_directory=True)
    for name in ("folder", "file", "link", "nothing"):
        disk.remove(tmp_path / name)
    assert tree(tmp_path) == {"outside/y": b"3"}
    assert not (tmp_path / "link").is_symlink()


# --- swap ------------------------------------------------------------------------------------------------------


def two_renames(new: Path, live: Path) -> bool:
    """What a system gives that cannot exchange two names."""
    return False


@pytest.fixture(params=["exchange", "two renames"])
def either(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "two renames":
        monkeypatch.setattr(disk, "_exchange", two_renames)
    return str(request.param)


def site(tmp_path: Path) -> tuple[Path, Path]:
    new, live = tmp_path / "build" / "new", tmp_path / "site"
    disk.sync(new, {"index.html": b"new", "only-new": b""})
    disk.sync(live, {"index.html": b"old", "only-old": b""})
    return new, live


def test_swap(tmp_path: Path, either: str) -> None:
    new, live = site(tmp_path)
    disk.swap(new, live)
    assert tree(tmp_path) == {"site/index.html": b"new", "site/only-new": b""}


def test_the_first_swap(tmp_path: Path, either: str) -> None:
    new, live = site(tmp_path)
    disk.remove(live)
    disk.swap(new, live)
    assert tree(live) == {"index.html": b"new", "only-new": b""}


@pytest.mark.skipif(sys.platform != "linux", reason="the exchange of this system is not tested")
def test_linux_exchanges_two_names_at_once(tmp_path: Path) -> None:
    new, live = site(tmp_path)
    inodes = new.stat().st_ino, live.stat().st_ino
    assert disk._exchange(new, live)
    assert (live.stat().st_ino, new.stat().st_ino) == inodes


def test_what_cannot_be_exchanged_is_left_alone(tmp_path: Path) -> None:
    _, live = site(tmp_path)
    before = tree(tmp_path)
    assert not disk._exchange(tmp_path / "nothing", live)
    assert tree(tmp_path) == before


class Killed(BaseException):
    """Stands for a process that ends here, at once."""


@pytest.fixture
def killed_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """End the process before its n-th rename."""

    def at(number: int) -> None:
        real, seen = Path.rename, iter(range(100))

        def rename(path: Path, target: Path) -> Path:
            if next(seen) == number:
                raise Killed
            return real(path, target)

        monkeypatch.setattr(Path, "rename", rename)

    return at


@pytest.mark.parametrize("number", [0, 1])
def test_recover_after_a_kill_between_the_renames(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed_at: Callable[[int], None], number: int
) -> None:
    new, live = site(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(disk, "_exchange", two_renames)
        killed_at(number)
        with pytest.raises(Killed):
            disk.swap(new, live)
    monkeypatch.undo()
    disk.recover(live)
    assert tree(live) == {"index.html": b"old", "only-old": b""}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build", "site"]


KILLED_EVERYWHERE = """
import os, signal, sys
from pathlib import Path
from fazhi import disk
if sys.argv[1] == "two renames":
    disk._exchange = lambda new, live: False
site, new = Path("site"), Path("build/new")
at, status = 0, 1
while status:
    for folder, word in ((site, b"old"), (new, b"new")):
        disk.sync(folder, {f"{n}/{m}.html": word for n in "ab" for m in "cd"})
    at += 1
    def strike(event, arguments, left=[at]):
        left[0] -= event.startswith(("os.", "open", "shutil.", "ctypes."))
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
    child = os.fork()
    if not child:
        sys.addaudithook(strike)
        disk.swap(new, site)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    before = site.exists()
    disk.recover(site)
    print(at, before, *sorted({data.decode() for data in disk.contents(site).values()}), len(disk.contents(site)))
"""


@posix
def test_killed_before_anything_that_a_swap_asks_of_the_system(tmp_path: Path, either: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED_EVERYWHERE, either], cwd=tmp_path, capture_output=True, text=True
    )
    assert not done.stderr
    rows = [line.split() for line in done.stdout.splitlines()]
    assert len(rows) > 15
    assert {row[2] for row in rows} == {"old", "new"}
    for row in rows:
        # Whole: four files of one site, and of no other; and all the time, where the system can exchange two names.
        assert row[3:] == ["4"], row
        assert row[1] == "True" or either == "two renames", row
    assert not (tmp_path / ".site.old").exists()


def test_recover_after_a_kill_before_the_old_one_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new, live = site(tmp_path)

    def kill(path: Path) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(disk, "_exchange", two_renames)
        patch.setattr(disk, "remove", kill)
        with pytest.raises(Killed):
            disk.swap(new, live)
    disk.recover(live)
    assert tree(live)["index.html"] == b"new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build", "site"]


def test_recover_has_nothing_to_do(tmp_path: Path) -> None:
    _, live = site(tmp_path)
    before = tree(tmp_path)
    disk.recover(live)
    assert tree(tmp_path) == before


def test_a_rename_that_fails_puts_the_old_one_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new, live = site(tmp_path)
    monkeypatch.setattr(disk, "_exchange", two_renames)
    disk.remove(new)
    with pytest.raises(OSError, match="new"):
        disk.swap(new, live)
    assert tree(live)["index.html"] == b"old"


def test_what_is_kept_is_whole_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "build" / "kit" / "x"
    assert disk.kept(path) is None
    for data in (b"", b"apple", bytes(100_000)):
        disk.keep(path, data)
        assert disk.kept(path) == data
    whole = path.read_bytes()
    for length in (0, 1, 31, 32, len(whole) - 1):
        path.write_bytes(whole[:length])
        assert disk.kept(path) is None
    # What is whole under one name is wrong under another.
    path.with_name("x").write_bytes(whole)
    (path.parent / "y").write_bytes(whole)
    assert disk.kept(path) == bytes(100_000)
    assert disk.kept(path.parent / "y") is None
    (path.parent / "y").unlink()
    assert [each.name for each in path.parent.iterdir()] == ["x"]


def test_forgetting_leaves_what_was_named(tmp_path: Path) -> None:
    for name in ("a", "b", ".c.1.tmp"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "d" / "e").mkdir(parents=True)
    disk.forget(tmp_path, {"a", "not there"})
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    disk.forget(tmp_path / "nowhere", {"a"})


def test_contents_are_every_file_by_its_path(tmp_path: Path) -> None:
    disk.sync(tmp_path, {"b/c.txt": b"1", "a.txt": b"2", "b/深/d": b"3"})
    assert list(disk.contents(tmp_path).items()) == [("a.txt", b"2"), ("b/c.txt", b"1"), ("b/深/d", b"3")]
