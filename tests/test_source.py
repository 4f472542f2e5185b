"""The only reader of the disk: it opens listed regular files in listed folders, and nothing else."""

import os
import socket
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fazhi import expected, source

Repo = Callable[..., Path]
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows makes no links or pipes for everybody")


FEW = ("mkdocs.yml", "cases/apple", "cases/pear", "docs/pages/home", "docs/reference/laws.yml")
"""Enough of the dwarf repository to look at each kind of place."""


@pytest.fixture
def repo(repo: Repo) -> Repo:
    def few(changes: dict[str, str | bytes | None] | None = None) -> Path:
        others = {"templates/pages/case.md.j2": "", "docs/assets/root.css": "", "docs/lessons/fruit/zh.md": ""}
        return repo({**others, **(changes or {})}, only=FEW)

    return few


def told(root: Path) -> list[tuple[str, str]]:
    return sorted((problem.path, problem.rule) for problem in source.read(root)[1])


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], list[Path]]:
    """Read a repository and give every path that was opened on the way."""

    def during(root: Path) -> list[Path]:
        paths: list[Path] = []
        real, folders = os.open, dict[int, Path]()

        def record(path: str | os.PathLike[str], flags: int, *, dir_fd: int | None = None) -> int:
            where = Path(path) if dir_fd is None else folders[dir_fd] / path
            handle = real(path, flags, dir_fd=dir_fd)
            if stat.S_ISDIR(os.fstat(handle).st_mode):
                folders[handle] = where
            else:
                paths.append(where)
            return handle

        def refuse(path: object, *arguments: object, **options: object) -> None:
            raise AssertionError(f"{path} was opened another way")

        with monkeypatch.context() as patch:
            patch.setattr(os, "open", record)
            patch.setattr("builtins.open", refuse)
            for name in ("read_text", "read_bytes", "open"):
                patch.setattr(Path, name, refuse)
            source.read(root)
        return paths

    return during


Opened = Callable[[Path], list[Path]]


def test_a_good_repository(repo: Repo, opened: Opened) -> None:
    root = repo()
    found, problems = source.read(root)
    assert problems == []
    assert list(found.files) == sorted(found.files)
    assert {"mkdocs.yml", "cases/apple/zh.md", "docs/reference/laws.yml", "docs/pages/home/en.md"} <= set(found.files)
    assert sorted(opened(root)) == sorted(root / path for path in found.files)


def test_bytes_come_as_they_are(repo: Repo) -> None:
    data = b"\xef\xbb\xbf\x00\r\n\xff"
    assert source.read(repo({"cases/apple/zh.md": data}))[0].files["cases/apple/zh.md"] == data


def test_what_is_below_a_folder(repo: Repo) -> None:
    found, _ = source.read(repo())
    below = [path for path, _ in found.below("cases/apple")]
    assert below == ["cases/apple/en.md", "cases/apple/zh.md"]


# --- what is no regular file -----------------------------------------------------------------------------------


@posix
def test_links_are_named_and_never_followed(repo: Repo, tmp_path: Path, opened: Opened) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "zh.md").touch()
    root = repo({"cases/apple/en.md": None, "cases/pear/zh.md": None, "mkdocs.yml": None})
    (root / "cases/apple/en.md").symlink_to(outside / "zh.md")
    (root / "cases/pear/zh.md").symlink_to("../apple/zh.md")
    (root / "cases/dangling").symlink_to(tmp_path / "nowhere")
    (root / "cases/folder").symlink_to(outside, target_is_directory=True)
    (root / "mkdocs.yml").symlink_to(outside / "zh.md")
    assert told(root) == [
        ("cases/apple/en.md", "not-a-file"),
        ("cases/dangling", "not-a-file"),
        ("cases/folder", "not-a-file"),
        ("cases/pear/zh.md", "not-a-file"),
        ("mkdocs.yml", "not-a-file"),
    ]
    # mkdocs.yml is asked for by name; the system refuses to follow it.
    assert not [path for path in opened(root) if path.is_symlink()]


@posix
@pytest.mark.parametrize("folder", ["cases", "docs", "docs/lessons", "docs/reference", "docs/assets", "templates"])
def test_a_whole_folder_that_is_a_link(repo: Repo, tmp_path: Path, opened: Opened, folder: str) -> None:
    root = repo()
    (root / folder).rename(tmp_path / "moved")
    (root / folder).symlink_to(tmp_path / "moved", target_is_directory=True)
    found = told(root)
    assert {rule for _, rule in found} == {"not-a-file"}
    assert all(path == folder or path.startswith(folder + "/") for path, _ in found)
    assert not [path for path in opened(root) if path.is_relative_to(root / folder)]


@posix
def test_pipes_and_sockets_do_not_keep_us_waiting(repo: Repo, opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repo({"cases/apple/en.md": None})
    os.mkfifo(root / "cases/apple/en.md")
    monkeypatch.chdir(root)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("cases/pear/socket")
        assert told(root) == [("cases/apple/en.md", "not-a-file"), ("cases/pear/socket", "not-a-file")]
        assert not {root / "cases/apple/en.md", root / "cases/pear/socket"} & set(opened(root))


@posix
def test_a_file_that_was_exchanged_after_it_was_listed(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = repo()
    paths = [root / "cases/apple/en.md", root / "cases/apple/zh.md", root / "cases/pear/en.md"]
    (tmp_path / "secret").write_text("secret", "utf-8")

    listed = source._listed

    def late(top: Path, folder: str, around: int | None) -> tuple[int | None, list[tuple[str, str]]]:
        there = listed(top, folder, around)
        for path in paths:
            if path.parent == top / folder:
                path.unlink()
                exchanged[path]()
        return there

    exchanged = {
        paths[0]: lambda: paths[0].symlink_to(tmp_path / "secret"),
        paths[1]: lambda: os.mkfifo(paths[1]),
        paths[2]: paths[2].mkdir,
    }
    monkeypatch.setattr(source, "_listed", late)
    found, problems = source.read(root)
    assert [(problem.path, problem.rule) for problem in problems] == [
        (path.relative_to(root).as_posix(), "not-a-file") for path in paths
    ]
    assert b"secret" not in found.files.values()


def test_a_folder_where_a_file_should_be(repo: Repo) -> None:
    root = repo({"mkdocs.yml": None, "docs/reference/laws.yml": None, "cases/apple/en.md": None})
    for path in ("mkdocs.yml", "docs/reference/laws.yml", "cases/apple/en.md"):
        (root / path).mkdir(parents=True)
    rules = dict(told(root))
    assert rules.keys() == {"mkdocs.yml", "docs/reference/laws.yml", "cases/apple/en.md"}
    assert rules["mkdocs.yml"] == "not-a-file"


@posix
def test_a_folder_that_was_exchanged_after_it_was_listed(
    repo: Repo, tmp_path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, listed = repo(), source._listed
    before = (root / "cases/apple/zh.md").read_bytes()
    (tmp_path / "elsewhere" / "media").mkdir(parents=True)
    for name in ("zh.md", "en.md"):
        (tmp_path / "elsewhere" / name).write_text("secret", "utf-8")

    def late(top: Path, folder: str, around: int | None) -> tuple[int | None, list[tuple[str, str]]]:
        there = listed(top, folder, around)
        if folder == "cases/apple":  # it was looked into; that of the next case was only named
            for name in ("apple", "pear"):
                (root / "cases" / name).rename(tmp_path / name)
                (root / "cases" / name).symlink_to(tmp_path / "elsewhere")
        return there

    monkeypatch.setattr(source, "_listed", late)
    found, problems = source.read(root)
    assert [(problem.path, problem.rule) for problem in problems] == [("cases/pear", "not-a-file")]
    assert b"secret" not in found.files.values()
    assert found.files["cases/apple/zh.md"] == before, "what was listed is read, not what has its path by then"
    assert "docs/pages/home/zh.md" in found.files


@posix
def test_a_system_that_opens_only_whole_paths_reads_the_same(
    repo: Repo, tmp_path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = repo({"templates/pages/CASE.md.j2": "", "cases/apple/stray.txt": "", "cases/aux/zh.md": ""})
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "zh.md").touch()
    (root / "cases/folder").symlink_to(tmp_path / "outside", target_is_directory=True)
    (root / "cases/pear/zh.md").unlink()
    (root / "cases/pear/zh.md").symlink_to(tmp_path / "outside" / "zh.md")
    os.mkfifo(root / "cases/apple/pipe.md")
    os.link(root / "mkdocs.yml", tmp_path / "mkdocs.yml")
    there = source.read(root)
    monkeypatch.setattr(source, "_STEPWISE", False)
    assert source.read(root) == there
    assert len(there[1]) >= 6
    assert not [path for path in opened(root) if path.is_symlink() or path.is_fifo()]


@posix
@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="the system does not list what is open")
def test_nothing_stays_open(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    root, before = repo({"cases/apple/stray.txt": ""}), len(list(Path("/dev/fd").iterdir()))
    source.read(root)
    monkeypatch.setattr(source, "MAX_FILES", 3)
    source.read(root)
    monkeypatch.setattr(source, "_kind", lambda _: (_ for _ in ()).throw(PermissionError(13, "Permission denied")))
    assert {problem.rule for problem in source.read(root)[1]} == {"unreadable"}
    assert len(list(Path("/dev/fd").iterdir())) == before


@posix
def test_a_device_is_no_file() -> None:
    assert [problem.rule for problem in source.one(Path("/dev"), "zero", 9)[1]] == ["not-a-file"]
    problems: list[source.Problem] = []
    assert "dev/null" not in dict(source._below(Path("/"), "dev", problems, {}))
    assert ("dev/null", "not-a-file") in [(problem.path, problem.rule) for problem in problems]


@posix
def test_a_hard_link_has_another_name_elsewhere(repo: Repo, tmp_path: Path) -> None:
    root = repo()
    os.link(root / "cases/apple/zh.md", tmp_path / "zh.md")
    os.link(root / "mkdocs.yml", tmp_path / "mkdocs.yml")
    assert told(root) == [("cases/apple/zh.md", "hard-link"), ("mkdocs.yml", "hard-link")]
    assert source.one(root, "cases/apple/zh.md", 10**6)[1] == [], "a file that a person named may lie anywhere"


def test_folders_in_folders(repo: Repo) -> None:
    deep, deeper = "templates/pages/1/2/3/4", "templates/pages/1/2/3/4/5"
    assert told(repo({f"{deep}/x.md.j2": ""})) == []
    assert told(repo({f"{deeper}/{'a/' * 400}x.md.j2": ""})) == [(deeper, "too-deep")]


@pytest.mark.parametrize(("name", "most", "kept"), [("MAX_FILES", 3, 4), ("MAX_BYTES", 50, 1)])
def test_more_than_can_be_kept(repo: Repo, monkeypatch: pytest.MonkeyPatch, name: str, most: int, kept: int) -> None:
    monkeypatch.setattr(source, name, most)
    found, problems = source.read(repo())
    assert len(found.files) == kept
    assert [problem.rule for problem in problems] == ["too-much"]


def test_more_strays_than_can_be_named(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_FILES", 20)
    problems = source.read(repo({f"cases/apple/{number}.txt": "" for number in range(50)}))[1]
    assert problems[-1].rule == "too-much"
    assert len(problems) < 25, "those of one folder, and not of all"


# --- what cannot be read ---------------------------------------------------------------------------------------


def test_what_the_system_refuses(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repo()
    real = os.open

    def closed(path: str | os.PathLike[str], *arguments: int, **options: int) -> int:
        if Path(path).name in ("laws.yml", "pear"):
            raise PermissionError(13, "Permission denied")
        return real(path, *arguments, **options)

    monkeypatch.setattr(os, "open", closed)
    found, problems = source.read(root)
    assert [(problem.path, problem.rule, problem.detail) for problem in problems] == [
        ("cases/pear", "unreadable", {"why": "Permission denied"}),
        ("docs/reference/laws.yml", "unreadable", {"why": "Permission denied"}),
    ]
    assert "cases/apple/zh.md" in found.files


def test_a_file_that_is_too_large(repo: Repo) -> None:
    text, data, asset = "cases/apple/zh.md", "docs/reference/laws.yml", "docs/assets/large.svg"
    root = repo({text: b"a" * expected.MAX_TEXT, data: b"a" * expected.MAX_DATA, asset: b"a" * expected.MAX_ASSET})
    assert told(root) == []
    (root / text).write_bytes(b"a" * (expected.MAX_TEXT + 1))
    (root / data).write_bytes(b"a" * (expected.MAX_DATA + 1))
    (root / asset).write_bytes(b"a" * (expected.MAX_ASSET + 1))
    found, problems = source.read(root)
    assert sorted((p.path, p.rule, p.detail["limit"]) for p in problems) == [
        (text, "too-large", "128"),
        (asset, "too-large", "2048"),
        (data, "too-large", "256"),
    ]
    assert text not in found.files


# --- names -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("cases/apple/media/x.gif", "picture-name"),
        ("docs/pages/about/media/x.png", "unexpected-file"),
        ("cases/apple/zh.MD", "unexpected-file"),
        ("cases/apple/fr.md", "unexpected-file"),
        ("cases/apple/zh.md.bak", "unexpected-file"),
        ("cases/zh.md", "unexpected-file"),
        ("docs/reference/Laws.yml", "unexpected-file"),
        ("docs/reference/laws.yaml", "unexpected-file"),
        ("docs/reference/more/laws.yml", "unexpected-file"),
        ("docs/assets/evil.html", "unexpected-file"),
        ("docs/assets/CNAME", "unexpected-file"),
        ("docs/assets/a b.css", "unexpected-file"),
        ("templates/pages/x.py", "unexpected-file"),
        ("cases/Apple2/zh.md", "bad-id"),
        ("cases/a--b/zh.md", "bad-id"),
        ("cases/-a/zh.md", "bad-id"),
        ("cases/苹果/zh.md", "bad-id"),
        ("cases/a b/zh.md", "bad-id"),
        ("docs/lessons/a_b/zh.md", "bad-id"),
        ("docs/pages/a.b/zh.md", "bad-id"),
        ("cases/con/zh.md", "reserved-name"),
        ("cases/nul/zh.md", "reserved-name"),
        ("docs/lessons/com1/zh.md", "reserved-name"),
        ("docs/pages/lpt9/zh.md", "reserved-name"),
        ("docs/pages/aux/zh.md", "reserved-name"),
        ("cases/index/zh.md", "reserved-name"),
        ("docs/lessons/index/zh.md", "reserved-name"),
        ("docs/pages/index/zh.md", "reserved-name"),
        ("docs/pages/cases/zh.md", "reserved-name"),
        ("docs/pages/glossary/zh.md", "reserved-name"),
        ("docs/pages/search/zh.md", "reserved-name"),
        ("docs/assets/aux/x.css", "reserved-name"),
        ("docs/assets/nul.css", "reserved-name"),
        ("docs/assets/com1.min.js", "reserved-name"),
        ("templates/pages/CON.md.j2", "reserved-name"),
        ("templates/prn/x.j2", "reserved-name"),
        ("docs/reference/aux.yml", "reserved-name"),
        ("cases/CON/zh.md", "reserved-name"),
        ("cases/aux.d/zh.md", "reserved-name"),
        ("cases/apple/media/lpt1.png", "picture-name"),
        ("cases/apple-side/zh.md", "reserved-name"),
        ("docs/lessons/fruit-pinyin/zh.md", "reserved-name"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows itself refuses some of these names")
def test_names_that_are_not_expected(repo: Repo, opened: Opened, path: str, rule: str) -> None:
    root = repo()
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).touch()
    ((where, found),) = told(root)
    assert found == rule
    assert path == where or path.startswith(where + "/")
    assert root / path not in opened(root)


@pytest.mark.parametrize(
    "path", ["cases/glossary/zh.md", "cases/console/zh.md", "docs/lessons/search/zh.md", "cases/a1-b2/zh.md"]
)
def test_names_that_are_fine(repo: Repo, path: str) -> None:
    assert told(repo({path: ""})) == []


@pytest.mark.parametrize(
    "path", ["cases/.DS_Store", "cases/apple/.zh.md.swp", "cases/.git/config", "templates/__pycache__/x.pyc"]
)
def test_hidden_files_are_passed_over(repo: Repo, opened: Opened, path: str) -> None:
    root = repo()
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).touch()
    assert told(root) == []
    assert root / path not in opened(root)


@posix
@pytest.mark.parametrize("name", ["a\nb.md", "a\x1b[2Jb.md", "a\u202eb.md"])
def test_a_name_says_nothing_to_the_terminal(repo: Repo, name: str) -> None:
    root = repo()
    (root / "cases" / name).touch()
    (problem,) = source.read(root)[1]
    assert problem.path.isprintable()


@posix
def test_a_name_that_is_no_utf8(repo: Repo) -> None:
    root = repo()
    with open(os.fsencode(root / "cases") + b"/\xff\xfe.md", "wb"):  # noqa: PTH123 - a path of bytes
        pass
    (problem,) = source.read(root)[1]
    assert problem.rule == "unexpected-file"
    problem.path.encode()


@pytest.mark.parametrize(
    "changed", [{"cases/apple/en.md": None, "cases/APPLE/zh.md": ""}, {"templates/pages/CASE.md.j2": ""}]
)
def test_names_that_differ_in_case(repo: Repo, changed: dict[str, str]) -> None:
    root = repo(changed)
    if (root / "CASES").exists():
        pytest.skip("this file system does not tell upper from lower case")
    assert {rule for _, rule in told(root)} <= {"bad-id", "case-twin"} != set()


# --- what is missing -------------------------------------------------------------------------------------------


def test_an_empty_folder(tmp_path: Path) -> None:
    found, problems = source.read(tmp_path)
    assert (dict(found.files), problems) == ({}, [])
    assert not source.is_repository(tmp_path)


def test_what_is_a_repository(repo: Repo) -> None:
    root = repo()
    assert source.is_repository(root)
    assert not source.is_repository(root / "cases")
