"""What waits on the disk while a build runs."""

import errno
from pathlib import Path

import pytest

from fazhi.scratch import Scratch, Span, reader, scratch


def test_what_was_added_is_found_by_others(tmp_path: Path) -> None:
    with scratch(tmp_path / "a" / "waiting") as waiting:
        spans = [waiting.append(data) for data in (b"one", b"", b"three")]
        assert spans == [Span(0, 3), Span(3, 0), Span(3, 5)]
        waiting.file.seek(0)
        assert waiting.append(b"!") == Span(8, 1), "whatever was read in between"
        with reader(waiting.path) as read:
            assert [*map(read, reversed(spans))] == [b"three", b"", b"one"]
    assert not waiting.path.exists()


@pytest.mark.parametrize("kind", ["file", "folder", "link"])
def test_what_a_killed_build_has_left_is_no_hindrance(tmp_path: Path, kind: str) -> None:
    path, elsewhere = tmp_path / "waiting", tmp_path / "elsewhere"
    elsewhere.write_bytes(b"somebody's")
    if kind == "file":
        path.write_bytes(b"left")
    elif kind == "folder":
        (path / "x").mkdir(parents=True)
    else:
        path.symlink_to(elsewhere)
    with scratch(path) as waiting:
        waiting.append(b"new")
        assert path.read_bytes() == b"new"
    assert elsewhere.read_bytes() == b"somebody's"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk here is always full")
def test_a_full_disk_is_named(tmp_path: Path) -> None:
    with Path("/dev/full").open("w+b", buffering=0) as full, pytest.raises(OSError, match="No space") as caught:
        Scratch(tmp_path / "waiting", full).append(b"words")  # type: ignore[arg-type]
    assert caught.value.errno == errno.ENOSPC
    assert caught.value.filename == str(tmp_path / "waiting")
