"""Stamping a translation renews its `translation:` block, and nothing else of the file."""

import functools
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from fazhi.build import check
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
