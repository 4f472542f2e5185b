"""A build swaps the site in whole, or leaves the old one alone: mistakes, kills, a second build, a full disk."""

import functools
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from fazhi import disk, engine, publish
from fazhi.build import Busy, build, check
from unable import unable

Repo = Callable[..., Path]
COMMAND = [sys.executable, "-m", "fazhi", "build", "--lang", "en"]


def built(root: Path) -> Path:
    checked = check(root)
    assert checked.good, checked.problems
    build(checked)
    return root / "site"


def whole(site: Path) -> bool:
    """Both languages and the shared files are there."""
    names = ("index.html", "404.html", "sitemap.xml", "zh/index.html", "en/index.html", "zh/feed.xml", "en/feed.xml")
    return all((site / name).stat().st_size for name in names)


def test_every_promised_address_is_there(repo: Repo) -> None:
    site = built(repo())
    assert whole(site)
    for lang in ("zh", "en"):
        for page in (
            "glossary.html help.html presenters.html contributors.html about.html search.html 404.html "
            "cases/index.html cases/apple.html lessons/index.html lessons/fruit.html laws/index.html"
        ).split():
            assert (site / lang / page).is_file(), page
        assert list((site / lang / "laws").glob("*.html"))
        assert list((site / lang / "topics").glob("*.html"))
        assert list((site / lang / "grades").glob("*.html"))
        assert not (site / lang / "sitemap.xml").exists()
        assert not list((site / lang).rglob("*.map"))


def test_a_site_with_a_dead_link_is_never_published(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repo()
    site = built(root)
    before = (site / "index.html").read_bytes()
    monkeypatch.setattr(publish.verify, "verify", lambda site, base: ["zh/index.html: the link x leads to no file"])
    with pytest.raises(publish.FaultySite):
        build(check(root))
    assert (site / "index.html").read_bytes() == before
    assert not (root / "build" / "new").exists()


def test_an_engine_that_fails_leaves_the_site(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repo()
    site = built(root)
    monkeypatch.setattr(engine, "configuration", lambda *_, **__: "site_name: x\ntheme: there-is-none\n")
    with pytest.raises(engine.EngineError) as caught:
        build(check(root))
    assert "there-is-none" in caught.value.output
    assert whole(site)


@pytest.mark.parametrize(
    "text", ["just text\n", "- a\n- b\n", "", "site_url: nowhere\n", "site_url: https://x.example\n"]
)
def test_wrong_settings_are_problems(repo: Repo, text: str) -> None:
    checked = check(repo({"mkdocs.yml": text}))
    assert not checked.good
    assert any(problem.path == "mkdocs.yml" for problem in checked.problems)


def test_a_second_build_says_so(repo: Repo) -> None:
    root = repo()
    (root / "build").mkdir()
    with FileLock(root / "build" / ".lock"):
        with pytest.raises(Busy):
            build(check(root))
        done = subprocess.run(COMMAND, cwd=root, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 75
    assert "Another build" in done.stderr


def test_problems_end_with_status_1_and_the_old_site(repo: Repo) -> None:
    root = repo()
    site = built(root)
    old = (site / "zh" / "cases" / "apple.html").read_bytes()
    case = root / "cases" / "apple" / "zh.md"
    case.write_text(case.read_text("utf-8").replace("basis:", "basys:", 1), "utf-8")
    done = subprocess.run(COMMAND, cwd=root, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 1
    assert "cases/apple/zh.md:" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert (site / "zh" / "cases" / "apple.html").read_bytes() == old


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=["kill", "term", "int"])
def test_a_killed_build_leaves_a_whole_site(repo: Repo, number: signal.Signals) -> None:
    root = repo()
    site = built(root)
    chance = random.Random(int(number))
    for _ in range(3):
        process = subprocess.Popen(
            COMMAND, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(chance.uniform(0.2, 1.6))
        process.send_signal(number)
        status = process.wait(20)
        # Finished, said and ended by us, or struck before we could say anything.
        assert status in (0, 128 + number, -number)
        assert whole(site)
    built(root)
    assert not list(root.glob(".site*"))
    assert not (root / "build" / "new").exists()


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_a_build_killed_while_it_prints(repo: Repo) -> None:
    root = repo()
    before = disk.contents(built(root))
    for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT):
        shutil.rmtree(root / "build" / "kit")
        process = subprocess.Popen(
            COMMAND, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        _until(lambda: any((root / "build").glob("kit/[0-9a-f]*")))
        process.send_signal(number)
        assert process.wait(60) in (128 + number, -number)
        # Nor do the processes stay that printed for it.
        _until(functools.partial(_nobody_in, process.pid))
        assert disk.contents(root / "site") == before
    assert disk.contents(built(root)) == before


def _until(happened: Callable[[], bool]) -> None:
    start = time.monotonic()
    while not happened():
        assert time.monotonic() < start + 60
        time.sleep(0.01)


def _nobody_in(group: int) -> bool:
    """Tell whether a group has no process left; one that only waits for its end to be noticed is none."""
    listed = subprocess.run(["ps", "-A", "-o", "pgid=,stat="], capture_output=True, text=True, check=True).stdout
    rows = (line.split() for line in listed.splitlines())
    return all(int(pgid) != group or state.startswith("Z") for pgid, state in rows)


@pytest.mark.skipif(
    not Path("/dev/full").exists() or os.geteuid() != 0, reason="needs a small tmpfs, hence root on Linux"
)
def test_a_full_disk_is_one_sentence(repo: Repo, tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(small)], capture_output=True)
    if mounted.returncode:
        unable("this machine does not let us mount a tmpfs")
    try:
        root = repo(where=small / "repo")
        done = subprocess.run(COMMAND, cwd=root, capture_output=True, text=True, encoding="utf-8")
        assert done.returncode == 74
        assert done.stderr.startswith("The disk did not take it: ")
        assert len(done.stderr.splitlines()) == 1
        assert not (root / "site").exists()
    finally:
        subprocess.run(["umount", str(small)], check=True)
