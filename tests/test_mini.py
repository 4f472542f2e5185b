"""The dwarf repository: every feature once, no error, and the two warnings that it is there to show."""

import re
from collections.abc import Callable
from pathlib import Path

from fazhi.checked import check
from fazhi.stamp import stamped

Repo = Callable[..., Path]

MINI = Path(__file__).parent / "mini"
BEHIND = "cases/pear/en.md"
"""The translation that is behind its original, in the wording of the section `actions`."""


def restamp(root: Path) -> None:
    """Stamp every translation of the dwarf repository but one section of one."""
    for entry in check(root).library.entries():
        if "en" in entry:
            path = MINI / entry.texts["en"].path
            new = stamped(entry, entry.texts["en"], path.read_text("utf-8"), None)
            if path == MINI / BEHIND:
                new = re.sub("actions: [0-9a-f]{12}", f"actions: {'0' * 12}", new)
            path.write_text(new, "utf-8")


def test_it_has_the_warnings_that_it_should_have(repo: Repo, tmp_path: Path, accept: bool) -> None:
    root = repo()
    if accept:
        restamp(root)
        root = repo({path: (MINI / path).read_bytes() for path in relative("*/*/en.md") | relative("*/*/*/en.md")})
    assert [(p.path, p.mark.line, p.rule, p.detail) for p in check(root).problems] == [
        ("cases/fig/zh.md", 1, "no-translation", {}),
        (
            *(BEHIND, 15, "translation-behind"),
            {
                "title": "“检察机关做了什么”",
                "title_en": "'What the procurators did'",
                "change": "改了文字",
                "change_en": "has changed in wording",
                "stamp": "pear --section actions",
            },
        ),
    ], "After a change of a zh.md run: python3 scripts/dev.py test tests/test_mini.py --accept"


def relative(pattern: str) -> set[str]:
    return {path.relative_to(MINI).as_posix() for path in MINI.glob(pattern)}


def test_it_shows_every_feature(repo: Repo) -> None:
    library = check(repo()).library
    cases = library.cases.values()
    assert {case.facts.status for case in cases} == {"published", "needs-recheck", "draft", "outline", "withdrawn"}
    assert {case.facts.sensitivity for case in cases} >= {0, 1, 3}
    assert {bool(case.facts.official) for case in cases} == {True, False}
    apple = library.cases["apple"].original
    assert [section.id for section in apple.sections] == (
        "facts timeline question actions outcome law you quiz notes".split()
    )
    fruit = library.lessons["fruit"]
    assert {"roles", "awkward"} <= {section.id for section in fruit.original.sections}
    kinds = {type(block).__name__ for entry in library.entries() for s in entry.original.sections for block in s.blocks}
    assert kinds == {"Paragraph", "Items", "Table", "Quote", "Heading", "Notes", "Pull", "Chart", "Flow", "Picture"}
    for sign in "&<>\"'*_#[`":
        assert sign in apple.words.title + apple.words.summary
