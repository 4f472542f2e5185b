"""The absurd record: one case in which hardly a line is right, and all that its author is told, in both languages.

`absurd/zh.md` and `absurd/en.md` are the case (`<U+200B>` stands for a character that an editor cannot show),
`absurd/wording.yml` lists words that it must not use, and `absurd/_expected.txt` is what one check says of it: every
mistake at its own place, none hiding another. Nobody in it is real.

    python3 scripts/dev.py test tests/check/test_absurd.py --accept

writes it anew; read the difference before you commit it.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from fazhi.problems import Problem, as_text, tally

FOLDER = Path(__file__).parent / "absurd"
EXPECTED = FOLDER / "_expected.txt"
FINDINGS, DIFFERENT = 60, 45
"""How many mistakes there are at least, and of how many rules."""


def text(lang: str) -> str:
    written = (FOLDER / f"{lang}.md").read_text("utf-8")
    return re.sub(r"<U\+([0-9A-F]{4,6})>", lambda match: chr(int(match[1], 16)), written)


@pytest.fixture(scope="module")
def found(told: Callable[[Mapping[str, bytes | None]], list[Problem]]) -> list[Problem]:
    """What is told of the case, and nothing that is told of the others."""
    case = {f"cases/absurd/{lang}.md": text(lang).encode() for lang in ("zh", "en")}
    problems = told({**case, "docs/reference/wording.yml": (FOLDER / "wording.yml").read_bytes()})
    return [problem for problem in problems if problem.path.startswith("cases/absurd/")]


def test_all_that_is_wrong_is_told_at_once(found: list[Problem], accept: bool) -> None:
    said = "\n".join(
        "\n".join([*(as_text(problem, lang) for problem in found), tally(found, lang)]) + "\n" for lang in ("zh", "en")
    )
    if accept:
        EXPECTED.write_text(said, "utf-8")
    assert said == EXPECTED.read_text("utf-8")


def test_no_mistake_hides_the_others(found: list[Problem]) -> None:
    assert len(found) >= FINDINGS
    assert len({problem.rule for problem in found}) >= DIFFERENT


def test_every_place_is_one_in_the_file(found: list[Problem]) -> None:
    lines = {f"cases/absurd/{lang}.md": text(lang).split("\n") for lang in ("zh", "en")}
    for problem in found:
        line = lines[problem.path][problem.mark.line - 1]
        assert 1 <= problem.mark.col <= len(line) + 1, problem


def test_a_character_is_told_where_it_stands(found: list[Problem]) -> None:
    """Some places counted by hand from the text: the column is that of the author's file, whatever stood before it."""
    lines = text("zh").split("\n")
    for rule, sign in (("invisible-character", "\u200b"), ("control-character", "\x07"), ("odd-space", "\u3000")):
        (problem,) = (each for each in found if each.rule == rule)
        assert lines[problem.mark.line - 1][problem.mark.col - 1] == sign


PERSONAL = ("999999201907146761", "13800000000", "pudding@kitchen.example", "浙A00000", "果园路12号", "李某某")
"""What of the text could lead to somebody, were it true: the log of a check is public."""


def test_no_message_repeats_what_is_personal(found: list[Problem]) -> None:
    said = "\n".join(as_text(problem, lang) for problem in found for lang in ("zh", "en"))
    for personal in PERSONAL:
        assert personal in text("zh")
        assert personal not in said
