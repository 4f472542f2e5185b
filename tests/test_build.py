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
from fazhi.build import build, mend
from fazhi.checked import check
from fazhi.lock import Busy, alone
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
    wrong = publish.verify.Verified([publish.verify.Fault("zh/index.html", 3, "no-file", "x")])
    monkeypatch.setattr(publish.verify, "whole", lambda *_: wrong)
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
    with alone(root / "build"):
        with pytest.raises(Busy):
            build(check(root))
        done = subprocess.run(COMMAND, cwd=root, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 75
    assert done.stderr == f"Another build is running (process {os.getpid()}); wait until it has finished.\n"
    assert not (root / "site").exists()
    assert {path.name for path in (root / "build").iterdir()} == {".lock", "judged"}


def test_who_has_not_said_its_number_is_busy_all_the_same(tmp_path: Path) -> None:
    for said in (b"", b"half", b"12\xff"):
        (tmp_path / ".pid").write_bytes(said)
        with FileLock(tmp_path / ".lock"), pytest.raises(Busy) as caught, alone(tmp_path):
            pytest.fail("two at once")
        assert caught.value.sentences == (
            "另一个生成正在进行，请等它结束。",
            "Another build is running; wait until it has finished.",
        )


def test_the_lock_of_a_dead_process_is_taken_over(tmp_path: Path) -> None:
    program = "import os; from pathlib import Path; from fazhi.lock import alone\nwith alone(Path()): os._exit(9)"
    dead = subprocess.Popen([sys.executable, "-c", program], cwd=tmp_path)
    assert dead.wait(30) == 9
    assert disk.kept(tmp_path / ".pid") == str(dead.pid).encode()
    with alone(tmp_path):
        assert disk.kept(tmp_path / ".pid") == str(os.getpid()).encode()
    assert not (tmp_path / ".pid").exists()


def test_a_half_swapped_site_is_put_back_at_once(repo: Repo) -> None:
    root = repo(only=("cases/",))
    disk.sync(root / ".site.old", {"index.html": b"old"})
    (root / "build").mkdir()
    with alone(root / "build"):
        mend(root)
        assert not (root / "site").exists()
    mend(root)
    assert disk.contents(root / "site") == {"index.html": b"old"}
    assert not halves(root)
    mend(root)
    assert disk.contents(root / "site") == {"index.html": b"old"}


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


STOPPED = "Stopped. site/ is whole; nothing is left half-written.\n"
KILLS = int(os.environ.get("FAZHI_KILLS", "6"))
"""How many builds are killed. The whole campaign: ``FAZHI_KILLS=200 pytest tests/test_build.py -k random -s``."""
AIMED = """
import os, sys
from fazhi import disk
number, left = int(sys.argv.pop(1)), int(sys.argv.pop(1))
def strike(event, arguments):
    global left
    if event.startswith(("os.", "open", "shutil.", "ctypes.")):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), number)
def swap(new, live, real=disk.swap):
    sys.addaudithook(strike)
    real(new, live)
disk.swap = swap
from fazhi.cli import main
main()
"""
"""Builds, and sends itself a signal before one of the things that it asks of the system from the swap on."""


def halves(root: Path) -> list[Path]:
    """What lies in the build folder that no build leaves there."""
    build = root / "build"
    left = [build / "new", *build.glob("??/site"), *build.glob(".*.tmp"), *build.glob("kit/.*.tmp"), build / ".pid"]
    return [path for path in (*left, *root.glob(".site*")) if os.path.lexists(path)]


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_random_kills_leave_the_old_site_whole_or_the_new_one(repo: Repo) -> None:
    root, chance, counted = repo(), random.Random(KILLS), dict.fromkeys(("old", "new"), 0)
    case = root / "cases" / "apple" / "zh.md"
    texts = [case.read_bytes(), case.read_bytes().replace(b"{#facts}\n\n", "{#facts}\n\n新加的一句。\n\n".encode(), 1)]
    sites = []
    for text in reversed(texts):
        case.write_bytes(text)
        start = time.monotonic()
        sites.insert(0, disk.contents(built(root)))
        seconds = time.monotonic() - start
    assert sites[0] != sites[1]
    now = 0
    for each in range(KILLS):
        case.write_bytes(texts[1 - now])
        number = chance.choice((signal.SIGKILL, signal.SIGTERM, signal.SIGINT))
        # Every other one is aimed at the swap and what follows it; the others strike at any moment at all.
        aim = chance.choice((chance.randint(1, 12), chance.randint(1, 400))) if each % 2 else 10**9
        command = [sys.executable, "-c", AIMED, str(int(number)), str(aim), "build", "--lang", "en"]
        process = subprocess.Popen(
            command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
        )
        if not each % 2:
            time.sleep(chance.uniform(0, 1.3 * seconds + 0.7))
            process.send_signal(number)
        said, _ = process.communicate(timeout=120)
        # Finished, said and ended by us, or struck before we could say anything.
        assert process.returncode in (0, 128 + number, -number), said.decode()
        assert b"Traceback" not in said or process.returncode == -number, said.decode()
        _until(functools.partial(_nobody_in, process.pid))
        found = disk.contents(root / "site")
        assert found in sites, (each, number, aim)
        assert process.returncode or found == sites[1 - now]
        if process.returncode == 128 + number:
            assert not halves(root), (each, number, aim)
        counted["old" if found == sites[now] else "new"] += 1
        now = sites.index(found)
    print(f"{KILLS} kills: {counted}")
    case.write_bytes(texts[1 - now])
    assert disk.contents(built(root)) == sites[1 - now]
    assert not halves(root)


def turned(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]) if data else b"x")


def a_folder(path: Path) -> None:
    path.unlink()
    (path / "deep").mkdir(parents=True)
    (path / "deep" / "file").write_bytes(b"x")


def a_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/null")


DAMAGE: tuple[Callable[[Path], object], ...] = (
    turned,
    lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    lambda path: path.write_bytes(b""),
    lambda path: os.utime(path, (2**31, 2**31)),
    lambda path: os.utime(path, (0, 0)),
    lambda path: path.write_bytes(b"another version\n" + path.read_bytes()),
    a_folder,
    lambda path: path.rename(path.with_name("moved")),
    a_link,
)
"""What may happen to a file of the build folder; none of it may be seen in the site."""


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let everybody make links")
def test_a_damaged_build_folder_gives_the_bytes_of_a_new_one(repo: Repo) -> None:
    root = repo()
    site, build_folder = built(root), root / "build"
    cold = disk.contents(site)
    for turn in range(2):
        files = sorted(path for path in build_folder.rglob("*") if path.is_file() and path.name != ".lock")
        assert len(files) > 30
        for number, path in enumerate(files):
            DAMAGE[(number * 2 + turn) % len(DAMAGE)](path)
        if turn:
            # A whole part that is no folder, or leads elsewhere, is made anew; what it led to is left alone.
            shutil.rmtree(build_folder / "kit")
            (build_folder / "kit").write_bytes(b"")
            (build_folder / "zh").rename(root / "elsewhere")
            (build_folder / "zh").symlink_to(root / "elsewhere", target_is_directory=True)
            disk.sync(build_folder / "en" / engine.PAGES, {"left.html": b"by a killed build"})
            disk.sync(build_folder / "new", {"left.html": b"too"})
        outside = disk.contents(root / "elsewhere")
        assert disk.contents(built(root)) == cold
        assert disk.contents(root / "elsewhere") == outside
        assert not halves(root)


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_a_build_killed_while_it_prints(repo: Repo) -> None:
    root = repo()
    before = disk.contents(built(root))
    for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT):
        shutil.rmtree(root / "build" / "kit")
        process = subprocess.Popen(
            COMMAND, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
        )
        _until(lambda: any((root / "build").glob("kit/[0-9a-f]*")))
        process.send_signal(number)
        _, said = process.communicate(timeout=60)
        if number == signal.SIGKILL:
            assert process.returncode == -number
        else:
            assert (process.returncode, said.decode()) == (128 + number, STOPPED)
            assert not halves(root)
        # Nor do the processes stay that printed for it.
        _until(functools.partial(_nobody_in, process.pid))
        assert disk.contents(root / "site") == before
    assert disk.contents(built(root)) == before
    assert not halves(root)


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
        assert done.returncode == 74, done.stderr
        assert done.stderr.startswith("The disk is full or your quota is used up: ")
        assert len(done.stderr.splitlines()) == 1
        assert not (root / "site").exists()
    finally:
        subprocess.run(["umount", str(small)], check=True)
