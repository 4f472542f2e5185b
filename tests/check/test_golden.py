"""Two readable files for each rule: what breaks it and what the author is told, and what is close to it but right.

A file `golden/<rule>.txt` holds a change and, below a line of dashes, all problems that it causes, in Chinese and in
English. The change is written as a path, the lines to take out (`-`) and the lines to put in (`+`); `<U+200B>` stands
for a character and `<0xFF>` for a byte that an editor cannot show, `! delete` for a file to be left out, `! picture x`
for one of the pictures of `picturing.MADE`.

    python3 scripts/dev.py test tests/check/test_golden.py --accept

writes the lower parts anew; read the difference before you commit it.

A file `good/<rule>.txt` holds a change only, written in the same way: the nearest text that the rule must leave alone.

The example on the page of the rules (`bad` and `good` of a rule) is taken from these files: its lines stand one below
the other in a file after the change, empty lines left out of account; `…` stands for a part of a line, and alone in a
line for other lines. A line `zh.md:` or `docs/reference/laws.yml:` says in which file the next ones stand. A folder can
be shown, too: `cases/plum/`, and below it its files, indented by two. Of what is built in code, the example stands in
the file of the rule behind `#` and three spaces. What is wrong must not stand in the good file, unless something is
missing from it.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from fazhi import expected, source
from fazhi.checked import check
from fazhi.parse import frontmatter
from fazhi.press import press
from fazhi.problems import Problem, as_text
from fazhi.render.edition import Edition
from fazhi.render.kit.fault import Faulty
from fazhi.render.kit.kit import kit
from fazhi.render.templates import environment
from fazhi.render.words import Words
from fazhi.rules import RULES
from picturing import MADE
from unable import unable

Repo = Callable[..., Path]
Told = Callable[[Mapping[str, bytes | None]], list[Problem]]

GOLDEN = Path(__file__).parent / "golden"
GOOD = Path(__file__).parent / "good"
LINE = "\n" + "-" * 20 + "\n"
SAY = "If the new text is right, run: python3 scripts/dev.py test tests/check/test_golden.py --accept"

BEHIND = ("translation-behind", "translation-facts-behind")
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

    def refuse(path: str | os.PathLike[str], flags: int, *, dir_fd: int | None = None) -> int:
        folder = Path(path).parent if dir_fd is None else dir_fd
        home = (root / "cases/apple").stat()
        if Path(path).name == "zh.md" and os.path.samestat(os.stat(folder), home):  # noqa: PTH116 - it may be a number
            raise PermissionError(13, "Permission denied")
        return real(path, flags, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", refuse)


def huge(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred pages of text are nothing to read."""
    path = root / "docs/pages/about/en.md"
    path.write_text(path.read_text("utf-8") + "\nlong " * (expected.MAX_TEXT // 6), "utf-8")


def linked_hard(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git knows no such links."""
    try:
        os.link(root / "cases/apple/zh.md", root.parent / "elsewhere.md")
    except OSError:
        unable("this system does not let us make hard links")


def far_down(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders that are empty are not kept by Git."""
    (root / "templates/pages/a/b/c/d/e").mkdir(parents=True)


def too_many(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty thousand files would take their time."""
    monkeypatch.setattr(source, "MAX_FILES", 500)
    (root / "templates/z").mkdir()
    for number in range(501 - len(source.read(root)[0].files)):
        (root / f"templates/z/{number}.txt").touch()


def large_front(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody needs to read sixteen thousand characters here."""
    filled(root, frontmatter.MAX_FRONT)


def filled(root: Path, count: int) -> None:
    """Put a number of characters into the front matter, in lines that are remarks."""
    path, line = root / "docs/pages/about/zh.md", "# " + "好" * 100 + "\n"
    path.write_text(path.read_text("utf-8").replace("updated: ", line * (count // len(line)) + "updated: ", 1), "utf-8")


def long_line(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is a line of four thousand characters."""
    path = root / "docs/pages/about/zh.md"
    path.write_text(path.read_text("utf-8").replace("因为好吃", "好" * 4000), "utf-8")


def published(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts of others lie beside the repository, where no change of it reaches."""
    beside(root, "去年秋天，果园里一共来了四十多位客人，他们带走了三百斤梨和两百斤苹果，大家都很高兴。")


def beside(root: Path, sentence: str) -> None:
    """Write a published text beside the repository, and a sentence of it into a case."""
    folder = root.parent / "shared" / "sources"
    folder.mkdir(parents=True)
    text = "本報訊：去年秋天果園裡一共來了四十多位客人，他們帶走了三百斤梨和兩百斤蘋果，大家都很高興。"
    (folder / "news.txt").write_text(text, "utf-8")
    path = root / "cases/pear/zh.md"
    path.write_text(path.read_text("utf-8").replace("告诉大人。", sentence), "utf-8")


BUILT = {
    "not-a-file": a_link,
    "case-twin": twins,
    "unreadable": closed,
    "too-large": huge,
    "long-line": long_line,
    "hard-link": linked_hard,
    "too-deep": far_down,
    "too-much": too_many,
    "front-matter-large": large_front,
    "copied-run": published,
}
OF_DOCUMENTS = "kit-"
"""Rules that are found when documents are made from good text."""
OURS = {"kit-failed"}
"""No text can break this rule: it tells of a mistake in the program or in a library. tests/test_press.py breaks it."""
OF_NAMES = {"unexpected-file", "bad-id", "reserved-name", "picture-name", "picture-large", "picture-count"}
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
        if lines[0].startswith("! picture "):
            changes[path] = MADE[lines[0].removeprefix("! picture ")]()
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
    """What is found, if anything, when the documents of the class kit are made; the text itself is good."""
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
    return []


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
    problems = [p for p in problems if as_text(p, "en") not in usual and (p.rule not in BEHIND or rule in BEHIND)]
    found = report(problems)
    if accept:
        path.write_text(change.rstrip("\n") + "\n" + LINE.lstrip("\n") + found, "utf-8")
        expected = found
    assert rule in {problem.rule for problem in problems}, found
    assert found == expected, SAY


def test_every_rule_is_used(ROOT: Path) -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "scripts" / "fazhi").rglob("*.py"))
    assert {rule for rule in RULES if code.count(f'"{rule}"') < 2} == PUT_TOGETHER


def test_both_languages_fill_the_same_gaps() -> None:
    for name, rule in RULES.items():
        gaps = [set(re.findall(r"(?<!\{)\{([a-z_]+)\}", text)) for text in (rule.zh, rule.en)]
        assert {gap.removesuffix("_en") for gap in gaps[0]} == {gap.removesuffix("_en") for gap in gaps[1]}, name


# --- what must be left alone ---------------------------------------------------------------------------------


def a_plain_file(root: Path) -> None:
    """The same text, in a file of its own."""


def no_twin(root: Path) -> None:
    """A name that begins like another one."""
    (root / "templates/pages/cases.md.j2").write_text("", "utf-8")


def just_small_enough(root: Path) -> None:
    """Not one byte more can stand in it."""
    path = root / "docs/pages/about/en.md"
    text = path.read_bytes()
    path.write_bytes(text + (b"\nlong" * expected.MAX_TEXT)[: expected.MAX_TEXT - len(text)])


def not_so_far_down(root: Path) -> None:
    """One folder less."""
    (root / "templates/pages/a/b/c/d").mkdir(parents=True)
    (root / "templates/pages/a/b/c/d/case.md.j2").write_text("", "utf-8")


def a_copy(root: Path) -> None:
    """The same bytes under two names are two files."""
    (root.parent / "elsewhere.md").write_bytes((root / "cases/apple/zh.md").read_bytes())


def a_longer_front(root: Path) -> None:
    """More than anybody has written, and still read to its end."""
    filled(root, 400)


def a_longish_line(root: Path) -> None:
    """A line is long, but one that can still be read."""
    path = root / "docs/pages/about/zh.md"
    path.write_text(path.read_text("utf-8").replace("因为好吃", "好" * 400), "utf-8")


def told_afresh(root: Path) -> None:
    """The same in other words, beside the same text."""
    beside(root, "那年秋天，来果园的客人有四十多位，他们带走了三百斤梨和两百斤苹果。")


BUILT_GOOD = {
    "not-a-file": a_plain_file,
    "case-twin": no_twin,
    "unreadable": a_plain_file,
    "too-large": just_small_enough,
    "long-line": a_longish_line,
    "hard-link": a_copy,
    "too-deep": not_so_far_down,
    "too-much": a_plain_file,
    "front-matter-large": a_longer_front,
    "copied-run": told_afresh,
}


@pytest.fixture(scope="module")
def all_made(
    files: Mapping[str, bytes], mini: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> list[Problem]:
    """What is found when documents are made from a repository with the good changes of all rules about documents."""
    changes: dict[str, bytes | None] = {}
    for path in sorted(GOOD.glob(f"{OF_DOCUMENTS}*.txt")):
        held = {**files, **{name: data for name, data in changes.items() if data is not None}}
        changes |= changed(path.read_text("utf-8"), held)
    return made(written(mini, changes, tmp_path_factory.mktemp("made")))


def written(mini: Mapping[str, bytes], changes: Mapping[str, bytes | None], root: Path) -> Path:
    for name, data in {**mini, **changes}.items():
        if data is not None:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(data)
    return root


@pytest.mark.parametrize("rule", sorted(RULES.keys() - OURS))
def test_what_is_close_but_right(
    rule: str,
    repo: Repo,
    told: Told,
    usual: set[str],
    files: Mapping[str, bytes],
    request: pytest.FixtureRequest,
) -> None:
    change = (GOOD / f"{rule}.txt").read_text("utf-8")
    if rule in BUILT:
        root = repo()
        BUILT_GOOD[rule](root)
        problems = check(root).problems
    elif rule in OF_NAMES:
        problems = check(repo(changed(change, files))).problems
    elif rule.startswith(OF_DOCUMENTS):
        problems = request.getfixturevalue("all_made")
    else:
        problems = told(changed(change, files))
    new = [p for p in problems if as_text(p, "en") not in usual and (p.rule == rule or not p.rule.startswith(BEHIND))]
    assert not [p for p in new if p.is_error or p.rule == rule], report(new)


def test_every_rule_has_both_files() -> None:
    there = {folder.name: {path.stem for path in folder.iterdir()} for folder in (GOLDEN, GOOD)}
    missing = {name: sorted(RULES.keys() - OURS - stems) for name, stems in there.items()}
    beyond = {name: sorted(stems - (RULES.keys() - OURS)) for name, stems in there.items()}
    assert not any(missing.values()), f"no file: {missing}"
    assert not any(beyond.values()), f"no rule: {beyond}"


# --- the examples on the page of the rules -------------------------------------------------------------------


def listed(files: Mapping[str, bytes]) -> str:
    """The folders, each with its files below it."""
    folders: dict[str, list[str]] = {}
    for path in sorted(files):
        folder, _, name = path.rpartition("/")
        folders.setdefault(folder, []).append(name)
    return "".join(f"{folder}/\n" + "".join(f"  {name}\n" for name in names) for folder, names in folders.items())


def after(rule: str, folder: Path, files: Mapping[str, bytes]) -> dict[str, str]:
    """The files after the change of a rule, without their empty lines; a file built in code is its description."""
    change = (folder / f"{rule}.txt").read_text("utf-8").partition(LINE)[0] + "\n"
    if rule in BUILT:
        return {"": "".join(line.removeprefix("#   ") for line in change.splitlines(keepends=True))}
    held = {name: data for name, data in {**files, **changed(change, files)}.items() if data is not None}
    held[""] = listed(held).encode()
    return {name: re.sub(r"\n\s*(?=\n)", "", data.decode("utf-8", "replace")) + "\n" for name, data in held.items()}


def parts(example: str) -> list[tuple[str, str]]:
    """An example as the end of a file's name and a pattern, for each file that is shown."""
    found: list[tuple[str, str]] = []
    name, pattern = "", ""
    for line in example.split("\n"):
        named = re.fullmatch(r"([\w./-]+\.(?:md|yml)):", line)
        if named:
            found.append((name, pattern))
            name, pattern = named[1], ""
        elif line == "…":
            pattern += r"(?:.*\n)*?"
        elif line:
            bare = sign("+ " + line).decode("utf-8", "replace")
            # Where the example begins in its line does not matter; that lines are indented alike does.
            indent = "(?P=indent)" if pattern else "^(?P<indent> *)"
            pattern += indent + ".*".join(re.escape(piece) for piece in bare.split("…"))
    return [each for each in [*found, (name, pattern)] if each[1]]


def stands(part: tuple[str, str], held: Mapping[str, str]) -> bool:
    return any(re.search(part[1], text, re.MULTILINE) for name, text in held.items() if name.endswith(part[0]))


def lacking(rule: str, files: Mapping[str, bytes]) -> Iterator[str]:
    """What is missing or untrue of a rule's line and example."""
    told_of = RULES[rule]
    yield from (name for name in ("says_zh", "says_en", "bad", "good") if not getattr(told_of, name))
    if len(told_of.says_zh) > 40:
        yield "says_zh is longer than 40 characters"
    if len(told_of.says_en.split()) > 20:
        yield "says_en is longer than 20 words"
    if not (told_of.bad and told_of.good and (GOLDEN / f"{rule}.txt").exists() and (GOOD / f"{rule}.txt").exists()):
        return
    wrong, right = after(rule, GOLDEN, files), after(rule, GOOD, files)
    if not all(stands(part, wrong) for part in parts(told_of.bad)):
        yield "bad does not stand in a file after the change of golden"
    if not all(stands(part, right) for part in parts(told_of.good)):
        yield "good does not stand in a file after the change of good"
    # Where something is missing, what is wrong is a part of what is right.
    omission = set(told_of.bad.split("\n")) < set(told_of.good.split("\n"))
    if not omission and all(stands(part, right) for part in parts(told_of.bad)):
        yield "bad stands in a file after the change of good, too"


def test_the_examples_on_the_page_are_tested(files: Mapping[str, bytes]) -> None:
    missing = {rule: list(lacking(rule, files)) for rule in sorted(RULES.keys() - OURS)}
    assert not any(missing.values()), "\n" + "\n".join(
        f"{rule}: {'; '.join(why)}" for rule, why in missing.items() if why
    )
