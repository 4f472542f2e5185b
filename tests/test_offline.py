"""The copy for a stick: the same bytes cold, from what was kept, and after any damage to it; and little memory."""

import hashlib
import secrets
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from fazhi import disk, offline
from fazhi.render import paths
from fazhi.render.kit import archive, bundles
from fazhi.render.kit.archive import unpacked
from fazhi.render.kit.fault import Faulty

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


def bundled(site: Path) -> bytes:
    """The zip; the folder of what is kept lies beside the site."""
    offline.bundle(site, COPY, site.parent / "kept")
    return (site / paths.SITE_ZIP).read_bytes()


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


def test_what_nobody_asks_for_is_removed(site: Path) -> None:
    bundled(site)
    kept = disk.contents(site.parent / "kept")
    disk.write(site / "index.html", b"other")
    bundled(site)
    now = disk.contents(site.parent / "kept")
    assert len(now) == len(kept) == 3
    assert len({*now} & {*kept}) == 2


@pytest.mark.parametrize("damage", ["cut", "flipped", "swapped", "empty", "folder", "gone", "foreign"])
def test_what_is_kept_and_damaged_changes_nothing(site: Path, damage: str) -> None:
    first = bundled(site)
    kept = sorted((site.parent / "kept").iterdir())
    assert len(kept) == 3
    data = [path.read_bytes() for path in kept]
    for number, path in enumerate(kept):
        path.unlink()
        if damage == "cut":
            path.write_bytes(data[number][:-1])
        elif damage == "flipped":
            path.write_bytes(data[number][:-3] + bytes([data[number][-3] ^ 1]) + data[number][-2:])
        elif damage == "swapped":
            path.write_bytes(data[number - 1])
        elif damage == "empty":
            path.touch()
        elif damage == "folder":
            (path / "x").mkdir(parents=True)
        elif damage == "foreign":
            path.write_bytes(hashlib.sha256(b"x").digest() + archive.kept(archive.member("a", b"evil")))
    assert bundled(site) == first
    assert bundled(site) == first


def test_a_path_that_is_too_long_is_a_problem(site: Path) -> None:
    disk.write(site / f"{'a' * 115}.html", b"")
    with pytest.raises(Faulty) as caught:
        bundled(site)
    assert [problem.rule for problem in caught.value.problems] == ["kit-long-path"]


def test_memory_does_not_grow_with_the_site(tmp_path: Path) -> None:
    """Sixty files of a million bytes that nothing compresses: neither they nor their zip are ever held."""
    size, site = 1_000_000, tmp_path / "site"
    for number in range(60):
        disk.write(site / f"{number}{'.html' if number % 2 else '.pdf'}", secrets.token_bytes(size))
    for _ in ("cold", "kept"):
        tracemalloc.start()
        offline.bundle(site, {}, tmp_path / "kept")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 10 * size
    with zipfile.ZipFile(site / paths.SITE_ZIP) as whole:
        assert len(whole.namelist()) == 61
        assert whole.testzip() is None


def test_a_page_is_read_once(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = disk.read

    def noted(path: Path) -> bytes:
        asked.append(path.name)
        return real(path)

    monkeypatch.setattr(disk, "read", noted)
    bundled(site)
    assert sorted(asked) == ["a.html", "b.pdf", "b.pdf", "index.html"]
