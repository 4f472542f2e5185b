"""Where the disk refuses, there is one sentence in either language and a status of sysexits; what was there stays."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from damaged import with_readings
from fazhi import disk
from fazhi.cli import main
from fazhi.refusal import refusal
from picturing import told_png
from unable import unable

Repo = Callable[..., Path]
Told = tuple[int, str]
linux = pytest.mark.skipif(sys.platform != "linux", reason="mounts and capabilities are Linux's")
ARTICLE = with_readings("检察官到学校讲课，告诉学生怎样保护个人信息。")
TERM = "取保候审\n\nrelease on bail\n\n8\n先不关押，但要随叫随到。\nNobody is locked up, but must come when called.\n\n"
COMMANDS: Mapping[str, tuple[str, ...]] = {
    "stamp": ("stamp", "pear"),
    "new": ("new", "term"),
    "intake": ("intake", "article.txt", "--id", "orange"),
    "form": ("form",),
    "page": ("form", "--html"),
    "picture": ("picture", "cases/plum/media/tree.png"),
}
RUN = """
import contextlib, io, json, sys
from fazhi.cli import main
for arguments in json.loads(sys.argv[1]):
    answers = (sys.argv[2] if len(sys.argv) > 2 else "").encode()
    sys.argv, sys.stdin = ["fazhi", *arguments], io.TextIOWrapper(io.BytesIO(answers))
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as said:
        try:
            main()
        except SystemExit as left:
            status = left.code
    print(json.dumps([status, said.getvalue()]))
"""


def run(root: Path, commands: Sequence[Sequence[str]], prefix: Sequence[str] = (), answers: str = TERM) -> list[Told]:
    """Run commands one after the other in one process; give the status of each and what it said on stderr."""
    program = RUN.replace('sys.argv[2] if len(sys.argv) > 2 else ""', repr(answers))
    done = subprocess.run(
        [*prefix, sys.executable, "-c", program, json.dumps(commands)],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert not done.stderr, done.stderr
    return [(status, said) for status, said in map(json.loads, done.stdout.splitlines())]


def refused(roots: tuple[Path, Path], prefix: Sequence[str] = ()) -> list[Told]:
    """Build two other editions of the first repository, and run all other commands on the second one."""
    builds = [["build", "--lang", lang, "--pupils", pupils] for lang, pupils in (("zh", "43"), ("en", "44"))]
    others = [[*command, "--lang", ("zh", "en")[turn % 2]] for turn, command in enumerate(COMMANDS.values())]
    return run(roots[0], builds, prefix) + run(roots[1], others, prefix)


def one_sentence(told: Told, status: int, zh: str, en: str) -> None:
    """The status and the sentence are these, and nothing else was said."""
    lines = told[1].splitlines()
    assert told[0] == status, told
    assert len(lines) == 1, told
    assert lines[0].startswith((zh, en)), told


@contextmanager
def tmpfs(folder: Path, size: str) -> Iterator[Path]:
    """Mount a small disk."""
    folder.mkdir()
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    options = f"size={size},uid={os.geteuid()}"
    if subprocess.run([*sudo, "mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True).returncode:
        unable("this machine does not let us mount a tmpfs")
    try:
        yield folder
    finally:
        subprocess.run([*sudo, "umount", folder], check=True)


def two(repo: Repo, where: Path) -> tuple[Path, Path]:
    """A repository to build, and one in which every other command has something to write."""
    roots = repo(where=where / "build it"), repo({"article.txt": ARTICLE}, where=where / "change it")
    (roots[1] / "cases" / "plum" / "media" / "tree.png").write_bytes(told_png())
    return roots


def fill(folder: Path, leave: int) -> None:
    """Fill a disk but for some bytes."""
    with (folder / "filler").open("wb", buffering=0) as file:
        try:
            while file.write(bytes(65536)):
                pass
        except OSError:
            pass
        file.truncate(max(0, file.tell() - leave))


def without_lock(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """What is there but for the lock, and for what a check has remembered of entries before anything was refused."""
    return {path: data for path, data in files.items() if not path.endswith("build/.lock") and JUDGED not in path}


@linux
def test_a_full_disk_leaves_everything_as_it_was(repo: Repo, tmp_path: Path) -> None:
    with tmpfs(tmp_path / "small", "24m") as small:
        roots = two(repo, small)
        assert run(roots[0], [["build"]])[0][0] == 0
        fill(small, 0)
        before = disk.contents(small)
        for told in refused(roots):
            one_sentence(told, 74, "磁盘满了，或者配额用完了，写不下：", "The disk is full or your quota is used up: ")
        assert without_lock(disk.contents(small)) == without_lock(before)
        (small / "filler").unlink()

        case, before = roots[0] / "cases" / "apple" / "zh.md", disk.contents(roots[0] / "site")
        text = case.read_text("utf-8")
        case.write_text(text.replace("{#facts}\n\n", "{#facts}\n\n新加的一句。\n\n", 1), "utf-8")
        # The disk fills while documents are printed or pages are made, or while the site is put together.
        for leave in (300_000, 1_200_000):
            fill(small, leave)
            (told,) = run(roots[0], [["build", "--lang", "en"]])
            one_sentence(told, 74, "-", "The disk is full or your quota is used up: ")
            assert disk.contents(roots[0] / "site") == before
            assert not [path for path in (roots[0] / "build").rglob("*") if path.name in ("new", "site", ".pid")]
            (small / "filler").unlink()


@linux
def test_a_disk_that_can_only_be_read(repo: Repo, tmp_path: Path) -> None:
    with tmpfs(tmp_path / "small", "8m") as small:
        roots, before = two(repo, small), disk.contents(small)
        sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
        subprocess.run([*sudo, "mount", "-o", "remount,ro", small], check=True)
        for told in refused(roots):
            one_sentence(told, 73, "这张盘只能读，不能写：", "This disk can be read but not written: ")
        assert disk.contents(small) == before


@linux
def test_missing_rights(repo: Repo, tmp_path: Path) -> None:
    roots = two(repo, tmp_path)
    before = disk.contents(tmp_path)
    prefix = []
    if os.geteuid() == 0:
        # Rights do not bind the administrator, unless that power is given up.
        prefix = ["setpriv", "--bounding-set", "-dac_override", "--inh-caps", "-dac_override"]
    folders = [path for path in tmp_path.rglob("*") if path.is_dir()]
    for folder in folders:
        folder.chmod(0o500)
    try:
        told = refused(roots, prefix)
    finally:
        for folder in folders:
            folder.chmod(0o700)
    for each in told:
        one_sentence(each, 77, "没有权限读写：", "You have no right to read or write: ")
    assert disk.contents(tmp_path) == before


JUDGED = f"build{os.sep}judged"
ROUTES: Mapping[str, Callable[[Path], object]] = {
    "site is a file": lambda root: (root / "site").write_bytes(b"mine"),
    "site is a link": lambda root: (root / "site").symlink_to(root / "docs", target_is_directory=True),
    "site is a link to nothing": lambda root: (root / "site").symlink_to("nowhere"),
    "build is a file": lambda root: (root / "build").write_bytes(b"mine"),
    "build is a link to nothing": lambda root: (root / "build").symlink_to("nowhere"),
    "the lock is a folder": lambda root: (root / "build" / ".lock").mkdir(parents=True),
}


def links(root: Path) -> Iterator[tuple[Path, bool]]:
    """Every file and whether it is a link, but for what a check has remembered."""
    there = (path for path in sorted(root.rglob("*")) if JUDGED not in str(path))
    return ((path, path.is_symlink()) for path in there if path.is_symlink() or path != root / "build")


def told_by(arguments: Sequence[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Told:
    """Run one command here; give its status and what it said on stderr."""
    monkeypatch.setattr(sys, "argv", ["fazhi", *arguments])
    monkeypatch.setattr("signal.signal", lambda number, handler: None)
    with pytest.raises(SystemExit) as left:
        main()
    status = left.value.code
    assert isinstance(status, int)
    return status, capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let everybody make links")
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("route", ROUTES)
def test_what_is_in_the_way_is_left_alone(
    route: str, lang: str, repo: Repo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = repo()
    ROUTES[route](root)
    before, files = [*links(root)], without_lock(disk.contents(root))
    monkeypatch.chdir(root)
    told = told_by(["build", "--lang", lang], monkeypatch, capsys)
    one_sentence(told, 73, "要写的地方放着别的东西", "Something else is in the way")
    assert f"{root / route.split(maxsplit=1)[0]}" in told[1] or ".lock" in told[1]
    assert [*links(root)] == before
    assert without_lock(disk.contents(root)) == files


@pytest.mark.parametrize("command", ["form", "page", "intake", "build"])
def test_a_path_that_is_too_long(
    command: str, repo: Repo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = repo({"article.txt": ARTICLE})
    monkeypatch.chdir(root)
    arguments = [*COMMANDS.get(command, (command,)), "--lang", "zh"]
    if command in ("form", "page"):
        arguments += ["--out", "长" * 90 + ".docx"]
    else:

        def refuse(path: Path, *_: object, **__: object) -> None:
            raise OSError(36 if sys.platform == "linux" else 63, "File name too long", str(path))

        monkeypatch.setattr(Path, "mkdir", refuse)
    before = disk.contents(root)
    one_sentence(told_by(arguments, monkeypatch, capsys), 73, "路径太长，系统不收：", "-")
    assert disk.contents(root) == before


def test_site_and_build_on_two_disks(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    new, live = repo(only=("cases/apple/",)), repo(only=("cases/pear/",)).parent / "site"
    disk.sync(live, {"index.html": b"old"})
    monkeypatch.setattr(disk, "_exchange", lambda new, live: False)
    real = Path.rename

    def rename(path: Path, target: Path) -> Path:
        if path == new:
            raise OSError(18, "Invalid cross-device link", str(path))
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(OSError, match="cross-device") as caught:
        disk.swap(new, live)
    assert disk.contents(live) == {"index.html": b"old"}
    assert "two disks" in refusal(caught.value).en


def test_a_refusal_names_the_path_and_prints_no_control_characters() -> None:
    told = refusal(OSError(28, "No space left on device", "a\n\x1b[31mb"))
    assert "a??[31mb" in told.zh
    assert "a??[31mb" in told.en
    assert refusal(OSError("odd")).status == 74
