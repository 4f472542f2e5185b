"""What the first issue asks to be shown: many mistakes, several in one file, all told in one run at their places."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from fazhi.checked import check
from fazhi.problems import as_github, as_json, as_text

Repo = Callable[..., Path]

ZH = "cases/pear/zh.md"
EN = "cases/pear/en.md"


@pytest.fixture
def broken(repo: Repo, mini: Mapping[str, bytes]) -> Path:
    zh, en = mini[ZH], mini[EN]
    for old, new in {
        "summary: 另一个编出来的案子，没有官方标题，也不敏感。\n": "",  # a missing key
        "law_as_of: 2026-03-01\n": "law_as_of: 2026-02-30\n",  # a wrong date
        "law:ml#72": "law:mll#72",  # an unknown law
        "status: needs-recheck\n": "status: needs-recheck\nstatus: draft\n",  # a duplicate key
        "updated: 2026-11-20\n": "updated:\t2026-11-20\n",  # a tab
        "sensitivity: 0\n": "sensitivity：0\n",  # a full-width colon
        "卖梨。": "卖<b>梨</b>。",
        "**2022-05/2022-06**": "**2022-06/2022-05**",
        "- [ ] 买的人 —— 不是。": "- [ ] 买的人",
    }.items():
        assert zh.count(old.encode()) == 1, old
        zh = zh.replace(old.encode(), new.encode())
    zh = zh.replace("谁对？".encode(), "谁对".encode() + b"\xbf\xcc")  # broken UTF-8
    # An English page that lacks a section, and holds a fact.
    start, end = en.index(b"## What the law says"), en.index(b"## If it happens")
    en = (en[:start] + en[end:]).replace(b"title: The", b"basis: real\ntitle: The")
    return repo({ZH: zh, EN: en, "docs/pages/about/zh.md": b"\xff\xfe\x00", "cases/Bad Name/zh.md": ""})


def test_everything_is_told_at_its_place_in_one_run(broken: Path) -> None:
    found = [(p.path, p.mark.line, p.mark.col, p.rule) for p in check(broken).problems if p.is_error]
    assert found == [
        ("cases/Bad Name", 1, 1, "bad-id"),
        (EN, 2, 1, "fact-in-translation"),
        (EN, 27, 1, "parity-dates"),
        (EN, 47, 1, "parity-section"),
        (ZH, 2, 1, "missing-key"),
        (ZH, 5, 1, "duplicate-key"),
        (ZH, 11, 12, "wide-colon"),
        (ZH, 12, 12, "bad-day"),
        (ZH, 13, 9, "tab"),
        (ZH, 25, 1, "bad-date"),
        (ZH, 25, 24, "raw-html"),
        (ZH, 29, 3, "not-utf8"),
        (ZH, 49, 17, "unknown-law"),
        (ZH, 64, 1, "quiz-reason"),
        ("docs/pages/about/en.md", 11, 1, "parity-extra-section"),
        ("docs/pages/about/zh.md", 1, 1, "no-front-matter"),
        ("docs/pages/about/zh.md", 1, 1, "not-utf8"),
        ("docs/pages/about/zh.md", 1, 3, "control-character"),
    ]


def test_it_is_the_same_every_time_and_in_every_form(broken: Path) -> None:
    first, second = check(broken).problems, check(broken).problems
    assert first == second
    assert as_json(first) == as_json(second)
    assert first == sorted(first, key=lambda p: (p.is_error, p.path, p.mark, p.rule))
    for problem in first:
        for lang in ("zh", "en"):
            assert f"{problem.mark.line}:{problem.mark.col}: " in as_text(problem, lang)
            assert "\n" not in as_github(problem, lang)


def test_nothing_of_a_broken_repository_is_rendered(broken: Path) -> None:
    checked = check(broken)
    assert not checked.good
    assert "pear" not in checked.library.cases
    assert "apple" in checked.library.cases
