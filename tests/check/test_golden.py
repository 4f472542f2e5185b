"""One readable file for each rule: how the dwarf repository is broken, and what the author is told.

A file `golden/<rule>.txt` holds a change and, below a line of dashes, all problems that it causes, in Chinese and in
English. The change is written as a path, the lines to take out (`-`) and the lines to put in (`+`); `<U+200B>` stands
for a character and `<0xFF>` for a byte that an editor cannot show, `! delete` for a file to be left out.

    python3 scripts/dev.py test tests/check/test_golden.py --accept

writes the lower parts anew; read the difference before you commit it.
"""

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from fazhi import source
from fazhi.build import check
from fazhi.press import press
from fazhi.problems import Problem, as_text
from fazhi.render.edition import Edition
from fazhi.render.kit.fault import Faulty
from fazhi.render.kit.kit import kit
from fazhi.render.templates import environment
from fazhi.render.words import Words
from fazhi.rules import RULES
from unable import unable

Repo = Callable[..., Path]
Told = Callable[[Mapping[str, bytes | None]], list[Problem]]

GOLDEN = Path(__file__).parent / "golden"
LINE = "\n" + "-" * 20 + "\n"
SAY = "If the new text is right, run: python3 scripts/dev.py test tests/check/test_golden.py --accept"

BEHIND = "translation-behind"
PUT_TOGETHER = {"wide-colon", "tight-colon", "chart-form", "flow-form"}
"""Rules that the code names by halves."""


# --- input that a text file cannot hold ----------------------------------------------------------------------


def a_link(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git may turn a link into a file on Windows, so it is not kept in the repository."""
    target = root / "cases/apple/zh.md"
    moved = target.rename(root.parent / "elsewhere.md")
    try:
        target.symlink_to(moved)
    except OSError:
        unable("this system does not let us make links")


def twins(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two names that differ in case cannot be checked out on Windows or macOS."""
    (root / "templates/pages/Case.md.j2").write_text("", "utf-8")
    if (root / "templates/pages/case.md.j2").read_bytes() == b"":
        unable("this file system does not tell upper from lower case")


def closed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Permissions do not bind the administrator, who may well be running this."""
    real = os.open

    def refuse(path: os.PathLike[str], *arguments: int) -> int:
        if Path(path).parts[-3:] == ("cases", "apple", "zh.md"):
            raise PermissionError(13, "Permission denied")
        return real(path, *arguments)

    monkeypatch.setattr(os, "open", refuse)


def huge(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a megabyte of text is nothing to read."""
    path = root / "docs/pages/about/en.md"
    path.write_text(path.read_text("utf-8") + "\nlong " * (source.MAX_TEXT // 6), "utf-8")


def long_line(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is a line of four thousand characters."""
    path = root / "docs/pages/about/zh.md"
    path.write_text(path.read_text("utf-8").replace("因为好吃", "好" * 4000), "utf-8")


BUILT = {"not-a-file": a_link, "case-twin": twins, "unreadable": closed, "too-large": huge, "long-line": long_line}
OF_DOCUMENTS = "kit-"
"""Rules that are found when documents are made from good text."""
OURS = {"kit-failed"}
"""No text can break this rule: it tells of a mistake in the program or in a library. tests/test_press.py breaks it."""
OF_NAMES = {"unexpected-file", "bad-id", "reserved-name"}
"""Rules that look at the names on the disk."""


# --- the files -----------------------------------------------------------------------------------------------


def changed(text: str, files: Mapping[str, bytes]) -> dict[str, bytes | None]:
    """Apply the change of a golden file; give the files that are different."""
    changes: dict[str, bytes | None] = {}
    for part in re.split(r"\n(?=\w[\w./-]*\n[-+!])", "\n" + text):
        path, *lines = part.strip("\n").split("\n")
        if path.startswith("#") or not path:
            continue
        if lines == ["! delete"]:
            changes[path] = None
            continue
        hunks = re.findall(r"((?:^-.*\n)*)((?:^\+.*\n)*)", "\n".join(lines) + "\n", re.MULTILINE)
        content, done = files.get(path, b""), 0
        for old, new in ((sign(old), sign(new)) for old, new in hunks if old or new):
            times = content.count(old, done) if old else 1
            assert times == 1, f"{path}: {old.decode()!r} stands there {times} times"
            at = content.find(old, done) if old else len(content)
            content, done = content[:at] + new + content[at + len(old) :], at + len(new)
        changes[path] = content
    assert changes
    return changes


def sign(lines: str) -> bytes:
    """The bytes of some lines without what stands before them, and with the signs in angle brackets read."""
    bare = "".join(line[2:] + "\n" for line in lines.splitlines())
    chars = re.sub(r"<U\+([0-9A-F]{4,6})>", lambda match: chr(int(match[1], 16)), bare)
    pieces = re.split(r"<0x([0-9A-F]{2})>", chars)
    return b"".join(bytes.fromhex(piece) if at % 2 else piece.encode() for at, piece in enumerate(pieces))


def report(problems: list[Problem]) -> str:
    return "\n".join("\n".join(as_text(problem, lang) for problem in problems) + "\n" for lang in ("zh", "en"))


def made(root: Path) -> list[Problem]:
    """What is found when the documents of the class kit are made; nothing is wrong with the text itself."""
    checked = check(root)
    assert checked.good, report(checked.problems)
    assert checked.settings
    edition = Edition(checked.library, Words("zh", checked.strings["zh"]), checked.settings)
    try:
        found = kit(edition, environment(checked.templates))
        documents = list(found.documents())
        found.bundles({each.address: b"" for each in documents})
        press([each for each in documents if each.writer == "pdf"], checked.templates, root / "build" / "kit")
    except Faulty as faulty:
        return faulty.problems
    pytest.fail("every document was made")


@pytest.fixture(scope="module")
def usual(told: Told) -> set[str]:
    """What the dwarf repository is told when nothing in it was changed."""
    return {as_text(problem, "en") for problem in told({})}


@pytest.mark.parametrize("rule", sorted(RULES.keys() - OURS))
def test_what_the_author_is_told(
    rule: str,
    repo: Repo,
    told: Told,
    usual: set[str],
    files: Mapping[str, bytes],
    accept: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = GOLDEN / f"{rule}.txt"
    change, _, expected = path.read_text("utf-8").partition(LINE)
    if rule in BUILT:
        root = repo()
        BUILT[rule](root, monkeypatch)
        problems = check(root).problems
    elif rule in OF_NAMES:
        problems = check(repo(changed(change, files))).problems
    elif rule.startswith(OF_DOCUMENTS):
        monkeypatch.setattr(os, "cpu_count", lambda: 1)
        problems = made(repo(changed(change, files)))
    else:
        problems = told(changed(change, files))
    # Whatever is changed in an original, its translation is behind: told once, in the file of that rule.
    problems = [p for p in problems if as_text(p, "en") not in usual and (p.rule != BEHIND or rule == BEHIND)]
    found = report(problems)
    if accept:
        path.write_text(change.rstrip("\n") + "\n" + LINE.lstrip("\n") + found, "utf-8")
        expected = found
    assert rule in {problem.rule for problem in problems}, found
    assert found == expected, SAY


def test_every_rule_has_a_file() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == RULES.keys() - OURS


def test_every_rule_is_used(ROOT: Path) -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "scripts" / "fazhi").rglob("*.py"))
    assert {rule for rule in RULES if code.count(f'"{rule}"') < 2} == PUT_TOGETHER


def test_both_languages_fill_the_same_gaps() -> None:
    for name, rule in RULES.items():
        gaps = [set(re.findall(r"(?<!\{)\{([a-z_]+)\}", text)) for text in (rule.zh, rule.en)]
        assert {gap.removesuffix("_en") for gap in gaps[0]} == {gap.removesuffix("_en") for gap in gaps[1]}, name
