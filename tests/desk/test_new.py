"""A new case, lesson or term: asked for line by line, judged at once, written whole or not at all."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fazhi import disk, source
from fazhi.build import rendered
from fazhi.checked import check
from fazhi.desk import new
from fazhi.desk.questions import Unanswered
from fazhi.desk.trial import Trial

Repo = Callable[..., Path]
CASE = "一个苹果\n\n\n0\n2\n1\n1\n\n\n\n水果报\n报道\n2023-05\n1\n\n\n\n2026-11-30\none-apple\n"
LESSON = "一节课\n\n\n\n2\n\n1\nml#72\n{activity}\nyes\nyes\n\n\n\none-lesson\n"
TERM = "取保候审\n\nrelease on bail\n\n8\n先不关押，但要随叫随到。\nNobody is locked up, but must come when called.\n\n"


class Scripted:
    """A terminal whose answers are known beforehand; keeps what was said."""

    def __init__(self, answers: str, lang: str = "zh") -> None:
        self.lang = lang
        self.left: Iterator[str] = iter(answers.splitlines())
        self.said: list[str] = []
        self.errors: list[str] = []

    def line(self, zh: str, en: str) -> None:
        self.said.append(en if self.lang == "en" else zh)

    def error(self, zh: str, en: str) -> None:
        self.errors.append(en if self.lang == "en" else zh)

    def ask(self, question: str) -> str:
        self.said.append(question)
        answer = next(self.left, None)
        if answer is None:
            raise EOFError
        return answer


@pytest.fixture
def root(repo: Repo) -> Path:
    return repo()


def trial(root: Path) -> Trial:
    return Trial(source.read(root)[0])


def written(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        disk.write(root / path, text.encode())


def test_the_skeleton_of_a_case_passes_the_check(root: Path) -> None:
    before = check(root).problems
    terminal = Scripted(CASE)
    files = new.entry("case", "", trial(root), terminal)
    assert set(files) == {"cases/one-apple/zh.md", "cases/one-apple/en.md"}
    assert terminal.errors == []
    written(root, files)
    assert check(root).problems == before
    assert "title: 一个苹果\n" in files["cases/one-apple/zh.md"]
    assert "updated: 2026-11-30\n" in files["cases/one-apple/zh.md"]
    assert "- **2023-05** 【待写：" in files["cases/one-apple/zh.md"]
    assert 'title: "[To write: title]"' in files["cases/one-apple/en.md"]


@pytest.mark.parametrize("activity", range(1, 8))
def test_the_skeleton_of_a_lesson_passes_the_check(root: Path, activity: int) -> None:
    before = check(root).problems
    terminal = Scripted(LESSON.format(activity=activity))
    files = new.entry("lesson", "", trial(root), terminal)
    assert terminal.errors == []
    written(root, files)
    checked = check(root)
    assert checked.problems == before
    assert sum(section.minutes or 0 for section in checked.library.lessons["one-lesson"].original.sections) == 40


def test_a_new_lesson_can_be_shown_at_once(root: Path) -> None:
    written(root, new.entry("lesson", "", trial(root), Scripted(LESSON.format(activity=1))))
    pages = rendered(check(root)).editions
    assert "【待写：第一幕】" in pages["zh"]["lessons/one-lesson.md"]


def test_a_wrong_answer_is_told_at_once_and_asked_again(root: Path) -> None:
    answers = CASE.replace("2023-05\n", "2023年5月\n2023-13\n2023-05\n").replace("\n0\n2\n", "\n7\n0\n九\n\n2\n")
    terminal = Scripted(answers.replace("one-apple", "One_Apple\napple\none-apple"), "en")
    files = new.entry("case", "", trial(root), terminal)
    assert "date: 2023-05\n" in files["cases/one-apple/zh.md"]
    told = "\n".join(terminal.errors)
    for words in (
        "'7' is not on the list",
        "'九' is not",
        "This one is needed",
        "2023年5月",
        "2023-13",
        "One_Apple",
        "cases/apple",
    ):
        assert words in told, words


def test_a_place_begins_with_a_province(root: Path) -> None:
    terminal = Scripted(CASE.replace("\n1\n1\n\n", "\n1\n1\n某市\n某省某市\n"))
    assert "place: 某省某市\n" in new.entry("case", "", trial(root), terminal)["cases/one-apple/zh.md"]
    assert "从省级行政区的全名写起" in terminal.errors[0]


def test_an_official_case_with_a_content_note(root: Path) -> None:
    answers = "题目\n\n3\n1\n\n2\n1\n1\n\n甲检察院；乙检察院\n官方的题目\n1\n2023-05-31\n\n\n\n\nhttps://fruit.example/\n\n\n\nx\n"
    files = new.entry("case", "", trial(root), Scripted(answers))
    zh, en = files.values()
    assert "content_note: 【待写：内容提示】\n" in zh
    assert "organs: [甲检察院, 乙检察院]\n" in zh
    assert "official:\n  title: 官方的题目\n  series: orchard-guiding-1\n  published: 2023-05-31\n" in zh
    assert en.count("[To write: the procuratorate that handled it]") == 2
    assert not [p for p in trial(root).judge(files) if p.is_error]


def test_answers_that_end_too_early_write_nothing(root: Path) -> None:
    with pytest.raises(Unanswered, match="敏感程度"):
        new.entry("case", "x", trial(root), Scripted("\n\n\n"))


def test_an_id_is_proposed_from_the_title() -> None:
    assert new.proposal("零食怎么挑？", lambda _: False) == "ling-shi-zen-me"
    assert (
        new.proposal("A Mark that Stays", {"a-mark-that-stays", "a-mark-that-stays-2"}.__contains__)
        == "a-mark-that-stays-3"
    )
    assert new.proposal("", lambda _: False) == "new"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_term_is_added_and_all_other_bytes_stay(root: Path, end: str) -> None:
    path = root / new.GLOSSARY
    path.write_bytes(path.read_bytes().rstrip(b"\n").replace(b"\n", end.encode()))
    old = path.read_bytes()
    added = new.term("", trial(root), Scripted(TERM))
    assert added.startswith(old + end.encode())
    path.write_bytes(added)
    checked = check(root)
    assert not [problem for problem in checked.problems if problem.path == new.GLOSSARY]
    assert checked.library.terms["release-on-bail"].pinyin == "qǔ bǎo hòu shěn"
    assert b"\n" not in added.replace(end.encode(), b"")


def test_a_term_that_is_there_already_is_told(root: Path) -> None:
    terminal = Scripted("检察官\n" + TERM.replace("release on bail", "procurator\nrelease on bail"))
    new.term("", trial(root), terminal)
    assert len(terminal.errors) == 2, terminal.errors


# --- the command -------------------------------------------------------------------------------------


def fazhi(root: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "fazhi", "new", *arguments],
        cwd=root,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        input=typed,
        capture_output=True,
        encoding="utf-8",
    )


def test_the_command_writes_both_files_and_says_what_comes_next(root: Path) -> None:
    done = fazhi(root, "case", "--lang", "zh", typed=CASE)
    assert done.returncode == 0, done.stderr
    assert "cases/one-apple/zh.md和en.md" in done.stdout
    assert "serve" in done.stdout
    assert sorted(path.name for path in (root / "cases" / "one-apple").iterdir()) == ["en.md", "zh.md"]


def test_the_command_never_overwrites_and_leaves_no_half(root: Path) -> None:
    before = sorted(path for path in root.rglob("*") if path.parent.name != "build")
    taken = fazhi(root, "case", "apple", "--lang", "en", typed=CASE)
    assert (taken.returncode, "There is cases/apple already" in taken.stderr) == (2, True)
    early = fazhi(root, "case", "--lang", "en", typed="x\n")
    assert early.returncode == 1
    assert "The input ended at 'Summary" in early.stderr
    assert sorted(path for path in root.rglob("*") if path.parent.name != "build") == before


def test_a_folder_is_made_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        disk.create(tmp_path / "x", {"a": b"a", "b": None})  # type: ignore[dict-item]
    assert list(tmp_path.iterdir()) == []
    disk.create(tmp_path / "x", {"a": b"a"})
    with pytest.raises(FileExistsError):
        disk.create(tmp_path / "x", {"a": b"b"})
    assert (tmp_path / "x" / "a").read_bytes() == b"a"
