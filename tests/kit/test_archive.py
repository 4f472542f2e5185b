"""Zips: the same bytes for the same files, names that every machine can unpack, checksums that others can check."""

import hashlib
import io
import shutil
import stat
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest

from fazhi.render.kit import archive
from fazhi.render.kit.archive import FIRST, checksums, packed, unpacked
from unable import unable

FILES = {
    "b/two.txt": b"two" * 500,
    "a.txt": b"",
    "b/one.png": b"\x89PNG" * 500,
    FIRST: b"<Types/>",
    "_rels/.rels": b"x",
}
CODE = (
    "import sys; sys.path.insert(0, sys.argv[1]); from fazhi.render.kit.archive import packed; "
    "sys.stdout.buffer.write(packed({'b': b'b' * 9999, 'a': b'a'}))"
)


def test_the_order_of_the_files_does_not_matter() -> None:
    assert packed(FILES) == packed(dict(reversed(FILES.items())))


def test_time_zone_umask_and_hash_seed_do_not_matter(ROOT: Path) -> None:
    made = set()
    for zone, seed, umask in (("UTC", "1", 0o022), ("Asia/Shanghai", "2", 0o077)):
        command = [sys.executable, "-c", CODE, str(ROOT / "scripts")]
        result = subprocess.run(
            command, capture_output=True, check=True, env={"TZ": zone, "PYTHONHASHSEED": seed}, umask=umask
        )
        made.add(result.stdout)
    assert len(made) == 1
    assert made == {packed({"a": b"a", "b": b"b" * 9999})}


def _library(files: Mapping[str, bytes]) -> bytes:
    """The same zip as Python's library writes it."""
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w") as zipped:
        for name in sorted(files, key=lambda name: (name != FIRST, name)):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 0, (stat.S_IFREG | 0o644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED if archive.deflates(name) else zipfile.ZIP_STORED
            zipped.writestr(entry, files[name], compresslevel=archive.LEVEL)
    return store.getvalue()


@pytest.mark.parametrize("files", [FILES, {}, {"a.html": bytes(range(256)) * 9999, "b.pdf": b""}])
def test_the_bytes_are_those_of_the_library(files: Mapping[str, bytes]) -> None:
    assert packed(files) == _library(files)


def test_a_deflated_member_is_found_in_its_place() -> None:
    store = io.BytesIO()
    places = archive.write(store, ((name, archive.member(name, FILES[name])) for name in archive.ordered(FILES)))
    assert {*places} == {name for name in FILES if not name.endswith(".png")}
    for name, place in places.items():
        assert archive.taken(store, place) == archive.member(name, FILES[name])
        assert place.length == len(FILES[name])


def test_what_deflated_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {archive.deflated_by()}
    monkeypatch.setattr(archive, "LEVEL", 5)
    names.add(archive.deflated_by())
    monkeypatch.setattr(zlib, "ZLIB_RUNTIME_VERSION", "0")
    names.add(archive.deflated_by())
    assert len(names) == 3


@pytest.mark.parametrize(("limit", "most"), [("MOST", 2), ("LARGEST", 100)])
def test_a_zip_that_old_systems_cannot_read_is_not_written(
    monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    packed({"a": b"", "b": b""})
    monkeypatch.setattr(archive, limit, most)
    with pytest.raises(ValueError, match="too large"):
        packed({name: name.encode() * 99 for name in "abc"})


def test_what_is_packed_comes_out_again() -> None:
    assert unpacked(packed(FILES)) == FILES
    with zipfile.ZipFile(io.BytesIO(packed(FILES))) as archive:
        assert archive.testzip() is None


def test_folders_of_a_foreign_archive_are_no_files() -> None:
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w") as archive:
        archive.mkdir("folder")
        archive.writestr("folder/file", b"x")
    assert unpacked(store.getvalue()) == {"folder/file": b"x"}


def test_entries_are_sorted_with_the_content_types_in_front() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(FILES))) as archive:
        assert archive.namelist() == [FIRST, "_rels/.rels", "a.txt", "b/one.png", "b/two.txt"]


def test_entries_tell_nothing_of_the_machine() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(FILES))) as archive:
        for info in archive.infolist():
            assert info.date_time == (1980, 1, 1, 0, 0, 0)
            assert (info.create_system, info.flag_bits, info.extra) == (0, 0, b"")
            assert stat.filemode(info.external_attr >> 16) == "-rw-r--r--"


def test_what_is_compressed_already_is_stored() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(FILES))) as archive:
        how = {info.filename: info.compress_type for info in archive.infolist()}
    assert how["b/one.png"] == zipfile.ZIP_STORED
    assert how["b/two.txt"] == zipfile.ZIP_DEFLATED


@pytest.mark.parametrize(
    "name",
    [
        "",
        "/a",
        "a/",
        "a//b",
        "./a",
        "../a",
        "a/../../b",
        "C:/a",
        "a\\b",
        "法.txt",
        "caf\u00e9",
        "a\nb",
        "a\0b",
        "a?",
        "<a>",
    ],
)
def test_names_that_some_machine_cannot_unpack_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not a"):
        packed({name: b""})


def test_names_that_are_one_under_windows_are_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        packed({"Read.txt": b"", "read.txt": b""})


def test_checksums_are_sorted_and_right() -> None:
    lines = checksums({"b.txt": b"b", "a/c.txt": b"c"}).decode("ascii").splitlines()
    assert lines == [f"{hashlib.sha256(b'c').hexdigest()}  a/c.txt", f"{hashlib.sha256(b'b').hexdigest()}  b.txt"]


def test_other_programs_take_the_archive_and_the_checksums(tmp_path: Path) -> None:
    unzip, check = shutil.which("unzip"), shutil.which("sha256sum")
    if not unzip or not check:
        unable("no unzip or no sha256sum")
    (tmp_path / "it.zip").write_bytes(packed({**FILES, "SUMS": checksums(FILES)}))
    subprocess.run([unzip, "-tq", "it.zip"], cwd=tmp_path, check=True, capture_output=True)
    subprocess.run([unzip, "-q", "it.zip"], cwd=tmp_path, check=True, capture_output=True)
    subprocess.run([check, "--strict", "--quiet", "-c", "SUMS"], cwd=tmp_path, check=True, capture_output=True)
    (tmp_path / "a.txt").write_bytes(b"damaged")
    damaged = subprocess.run([check, "--strict", "--quiet", "-c", "SUMS"], cwd=tmp_path, capture_output=True)
    assert damaged.returncode == 1
