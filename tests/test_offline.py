"""The copy for a stick: the same bytes cold, from what was kept, and after any damage to it; and little memory."""

import hashlib
import os
import secrets
import sys
import tracemalloc
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from fazhi import disk, offline
from fazhi.render import paths
from fazhi.render.kit import archive, bundles
from fazhi.render.kit.archive import unpacked
from fazhi.render.kit.fault import Faulty
from fazhi.scratch import scratch

SITE = {
    "index.html": b"<p>" + b"first " * 99,
    "download.html": b"the site",
    "zh/lessons/a.html": b'<a href="a/a.zip" download>x</a><a href="https://e/b.zip">y</a><a href="../b.pdf">z</a>',
    "zh/lessons/a/a.zip": b"PK",
    "zh/b.pdf": b"%PDF" * 99,
}
COPY = {"download.html": b"the copy"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    disk.sync(tmp_path / "site", SITE)
    return tmp_path / "site"


@contextmanager
def stocked(work: Path, live: Path) -> Iterator[offline.Stock]:
    with scratch(work / "waiting") as waiting:
        yield offline.Stock(work, live, waiting)


def bundled(site: Path) -> bytes:
    """The zip; that of the time before lies in ``live``, where this one goes."""
    work, live = site.parent / "build", site.parent / "live"
    work.mkdir(exist_ok=True)
    with stocked(work, live) as stock:
        places = offline.bundle(site, COPY, stock)
        data = (site / paths.SITE_ZIP).read_bytes()
        (site / paths.SITE_ZIP).unlink()
        disk.remove(live)
        disk.write(live / paths.SITE_ZIP, data)
        stock.remember(hashlib.sha256(data).digest(), places)
    return data


def test_what_is_in_it(site: Path) -> None:
    files = {name.removeprefix("fazhi/"): data for name, data in unpacked(bundled(site)).items()}
    sums = files.pop(bundles.SUMS).decode().splitlines()
    assert files == {
        "index.html": SITE["index.html"],
        "download.html": b"the copy",
        "zh/lessons/a.html": b'<a href="../../download.html">x</a><a href="https://e/b.zip">y</a>'
        b'<a href="../b.pdf">z</a>',
        "zh/b.pdf": SITE["zh/b.pdf"],
    }
    assert sums == [f"{hashlib.sha256(files[name]).hexdigest()}  {name}" for name in sorted(files)]


def test_it_is_the_same_without_a_stream(site: Path) -> None:
    """As if all of it had been packed at once, in memory."""
    data = bundled(site)
    assert archive.packed(unpacked(data)) == data


def test_nothing_is_deflated_twice(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = archive.member

    def noted(name: str, data: bytes) -> archive.Member:
        asked.append(name)
        return real(name, data)

    monkeypatch.setattr(archive, "member", noted)
    first = bundled(site)
    assert {*asked} == {"index.html", "download.html", "zh/lessons/a.html", "zh/b.pdf"}
    asked.clear()
    assert bundled(site) == first
    assert asked == ["zh/b.pdf"], "which is stored as it is"
    disk.write(site / "index.html", b"other")
    asked.clear()
    assert bundled(site) != first
    assert asked == ["index.html", "zh/b.pdf"]


def test_what_is_remembered_is_that_of_the_last_zip(site: Path) -> None:
    bundled(site)
    (first,) = (site.parent / "build" / "zip").iterdir()
    disk.write(site / "index.html", b"other")
    bundled(site)
    (second,) = (site.parent / "build" / "zip").iterdir()
    assert first.name != second.name


@pytest.mark.parametrize("damage", ["cut", "flipped", "other", "empty", "folder", "gone", "link", "pipe"])
@pytest.mark.parametrize("where", ["build/zip", "live"])
def test_what_is_damaged_changes_nothing(site: Path, damage: str, where: str) -> None:
    first = bundled(site)
    (path,) = (site.parent / where).iterdir()
    data = path.read_bytes()
    path.unlink()
    if damage == "cut":
        path.write_bytes(data[:-1])
    elif damage == "flipped":
        path.write_bytes(data[:99] + bytes([data[99] ^ 1]) + data[100:])
    elif damage == "other":
        path.write_bytes(archive.packed({"fazhi/index.html": b"evil"}))
    elif damage == "empty":
        path.touch()
    elif damage == "folder":
        (path / "x").mkdir(parents=True)
    elif damage == "link" and sys.platform != "win32":
        (site.parent / "elsewhere").write_bytes(data)
        path.symlink_to(site.parent / "elsewhere")
    elif damage == "pipe" and sys.platform != "win32":
        os.mkfifo(path)
    assert bundled(site) == first
    assert bundled(site) == first


def test_a_path_that_is_too_long_is_a_problem(site: Path) -> None:
    disk.write(site / f"{'a' * 115}.html", b"")
    with pytest.raises(Faulty) as caught:
        bundled(site)
    assert [problem.rule for problem in caught.value.problems] == ["kit-long-path"]


def test_memory_does_not_grow_with_the_site(tmp_path: Path) -> None:
    """Sixty files of a million bytes that nothing compresses: neither they nor their zip are ever held."""
    size, site, live = 1_000_000, tmp_path / "site", tmp_path / "live"
    live.mkdir()
    for number in range(60):
        disk.write(site / f"{number}{'.html' if number % 2 else '.pdf'}", secrets.token_bytes(size))
    for _ in ("cold", "kept"):
        tracemalloc.start()
        with stocked(tmp_path, live) as stock:
            places = offline.bundle(site, {}, stock)
            with (site / paths.SITE_ZIP).open("rb") as file:
                stock.remember(hashlib.file_digest(file, "sha256").digest(), places)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 10 * size
        (site / paths.SITE_ZIP).replace(live / paths.SITE_ZIP)
    with zipfile.ZipFile(live / paths.SITE_ZIP) as whole:
        assert len(whole.namelist()) == 61
        assert whole.testzip() is None


def test_what_is_in_the_last_zip_is_read_once(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = disk.read

    def noted(path: Path) -> bytes:
        asked.append(path.name)
        return real(path)

    bundled(site)
    monkeypatch.setattr(disk, "read", noted)
    bundled(site)
    assert sorted(asked) == ["a.html", "b.pdf", "b.pdf", "index.html"]
