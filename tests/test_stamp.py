"""Stamping a translation renews its `translation:` block, and nothing else of the file."""

import functools
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from fazhi.checked import check
from fazhi.commands.options import app
from fazhi.stamp import stamped

Repo = Callable[..., Path]

ABOUT = "docs/pages/about/en.md"
HEAD = "---\ntitle: About\nsummary: Why there is fruit.\n"
BODY = "---\n\n## Why {#why}\n\nBecause it tastes good.\n\n--- translation:\n"
"""With a line that looks like the block, which it is not."""


@pytest.fixture
def about(repo: Repo) -> Repo:
    """A repository of one page."""
    return functools.partial(repo, only=("docs/pages/about",))


@pytest.fixture
def stamp(about: Repo) -> Callable[..., str]:
    """The text of the page "about" after its translation was stamped."""

    def after(text: str, day: date | None = None) -> str:
        entry = check(about({ABOUT: text.replace("\n--- translation:\n", "\n")})).library.pages["about"]
        return stamped(entry, entry.texts["en"], text, day)

    return after


def digests(about: Repo) -> dict[str, str]:
    return check(about()).library.pages["about"].original.digests()


@pytest.mark.parametrize(
    "block",
    [
        "translation: {by: [甲]}\n",
        "translation:\n  by: [甲]\n",
        "translation:\n  by:\n    - 甲\n",
        "translation:\n    by: [甲]\n    of:\n        meta: x\n        gone: y\n",
        "translation:\n\n  by: [甲]\n\n  of: {}\n",
        "translation: {by: [甲],\n  of: {}}\n",
        "translation: # a remark\n  # another\n  by: [甲]\n",
    ],
    ids="flow block list old blanks long-flow remarks".split(),
)
@pytest.mark.parametrize("last", [True, False], ids=["last", "first"])
def test_the_block_is_renewed_and_nothing_else(
    stamp: Callable[..., str], about: Repo, tmp_path: Path, block: str, last: bool
) -> None:
    new = "translation:\n  by: [甲]\n  of:\n" + "".join(f"    {id}: {d}\n" for id, d in digests(about).items())
    before, after = (HEAD, "") if last else ("---\n", HEAD.removeprefix("---\n"))
    assert stamp(before + block + after + BODY) == before + new + after + BODY


@pytest.mark.parametrize(
    ("kept", "given", "written"),
    [
        ("", None, ""),
        ("", date(2026, 11, 22), "  reviewed: 2026-11-22\n"),
        ("  reviewed: 2026-11-21\n", None, "  reviewed: 2026-11-21\n"),
        ("  reviewed: 2026-11-21\n", date(2026, 11, 22), "  reviewed: 2026-11-22\n"),
    ],
)
def test_the_day_of_the_review(stamp: Callable[..., str], kept: str, given: date | None, written: str) -> None:
    text = stamp(HEAD + "translation:\n  by: [甲]\n" + kept + BODY, given)
    assert f"translation:\n  by: [甲]\n{written}  of:\n" in text


@pytest.mark.parametrize(
    "names", ['["Li, Ming", "a: b"]', '["[x]", "#1", "*y"]', "[O'Neill, 甲·乙, J. Smith (Leeds)]", '["say \\"so\\""]']
)
def test_names_stay_what_they_are(stamp: Callable[..., str], about: Repo, names: str) -> None:
    text = HEAD + f"translation: {{by: {names}}}\n" + BODY
    again = stamp(text).replace("\n--- translation:\n", "\n")
    before = (
        check(about({ABOUT: text.replace("\n--- translation:\n", "\n")})).library.pages["about"].texts["en"].translation
    )
    after = check(about({ABOUT: again})).library.pages["about"].texts["en"].translation
    assert before
    assert after
    assert after.by == before.by


def test_line_ends_stay_what_they_are(stamp: Callable[..., str]) -> None:
    text = (HEAD + "translation:\n  by: [甲]\n" + BODY).replace("\n", "\r\n")
    assert "\n" not in stamp(text).replace("\r\n", "")


def test_stamping_twice_changes_nothing(stamp: Callable[..., str]) -> None:
    once = stamp(HEAD + "translation: {by: [甲]}\n" + BODY)
    assert stamp(once) == once


def test_after_a_stamp_nothing_is_behind(about: Repo, mini: Mapping[str, bytes]) -> None:
    zh, en = "cases/apple/zh.md", "cases/apple/en.md"
    changed = mini[zh].replace("先停下来".encode(), "先停一停".encode())
    entry = check(about({zh: changed, en: mini[en]})).library.cases["apple"]
    assert entry.behind("en") == ("you",)
    fresh = stamped(entry, entry.texts["en"], mini[en].decode(), None)
    entry = check(about({zh: changed, en: fresh})).library.cases["apple"]
    assert entry.behind("en") == ()
    assert entry.texts["en"].translation
    assert list(entry.texts["en"].translation.of) == ["meta", *(section.id for section in entry.original.sections)]


# --- only some sections ----------------------------------------------------------------------------------------

APPLE, APPLE_EN = "cases/apple/zh.md", "cases/apple/en.md"


@pytest.fixture
def changed(repo: Repo, mini: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository in which the original of a case has changed in three parts, and where we stand in it."""
    text = mini[APPLE].decode()
    for old, new in (("先停下来", "先停一停"), ("150万元", "160万元"), ("title: '苹果 & 梨", "title: '苹果 & 李")):
        assert old in text
        text = text.replace(old, new)
    # The figure of the outcome has changed in both languages, as the rules ask for.
    en = mini[APPLE_EN].decode().replace("1.5 million", "1.6 million")
    root = repo({APPLE: text, APPLE_EN: en})
    monkeypatch.chdir(root)
    return root


def behind(root: Path) -> tuple[str, ...]:
    return check(root).library.cases["apple"].behind("en")


def stamp_command(*options: str) -> Result:
    return CliRunner().invoke(app, ["stamp", "apple", "--lang", "en", *options])


def test_what_was_not_reviewed_keeps_its_stamp(changed: Path) -> None:
    assert behind(changed) == ("meta", "outcome", "you")
    before = (changed / APPLE_EN).read_text("utf-8")
    assert stamp_command("--section", "you").exit_code == 0
    assert behind(changed) == ("meta", "outcome")
    after = (changed / APPLE_EN).read_text("utf-8")
    differ = [new for old, new in zip(before.splitlines(), after.splitlines(), strict=True) if old != new]
    assert [line.split(":")[0].strip() for line in differ] == ["you"]


def test_an_error_that_a_stamp_mends_does_not_stop_it(changed: Path) -> None:
    assert not check(changed).good
    assert stamp_command("--section", "meta", "--section", "outcome").exit_code == 0
    assert behind(changed) == ("you",)
    assert check(changed).good
    assert stamp_command().exit_code == 0
    assert behind(changed) == ()


def test_any_other_error_stops_it(changed: Path) -> None:
    path = changed / APPLE
    path.write_text(path.read_text("utf-8").replace("basis: invented", "basis: dreamt"), "utf-8")
    before = (changed / APPLE_EN).read_bytes()
    assert stamp_command().exit_code == 1
    assert (changed / APPLE_EN).read_bytes() == before


def test_a_section_that_is_not_there_is_said(changed: Path) -> None:
    before = (changed / APPLE_EN).read_bytes()
    done = stamp_command("--section", "yuo")
    assert done.exit_code == 2
    assert "There is no section 'yuo'. Known: meta, facts," in done.output
    assert (changed / APPLE_EN).read_bytes() == before


def test_a_section_without_a_stamp_gets_none(changed: Path) -> None:
    path = changed / APPLE_EN
    path.write_text(re.sub(r"    quiz: .*\n", "", path.read_text("utf-8")), "utf-8")
    assert stamp_command("--section", "you").exit_code == 0
    assert behind(changed) == ("meta", "outcome", "quiz")
