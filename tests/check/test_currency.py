"""Then the law of then, now the law of today; and when the registry moves, whatever cites it is to be checked again."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from fazhi.checked import check
from fazhi.model.currency import moves, touches
from fazhi.model.library import Library
from fazhi.model.reference import Law, Version

Errors = Callable[..., list[tuple[str, int, int, str]]]
Told = Callable[[Mapping[str, bytes | None]], list]  # type: ignore[type-arg]
Repo = Callable[..., Path]

APPLE, APPLE_EN = "cases/apple/zh.md", "cases/apple/en.md"
PEAR, FRUIT, ABOUT = "cases/pear/zh.md", "docs/lessons/fruit/zh.md", "docs/pages/about/zh.md"
LAWS, CARDS = "docs/reference/laws.yml", "docs/reference/law-cards.yml"
THEN = "[儿童个人信息网络保护规定第9条](law:cpip#9)"
NOW = "[刑法第253条之一](law:cl#253-1)"
OLD = "[民事诉讼法第55条](law:cvpl#55)"
NEW = "[民事诉讼法第58条](law:cvpl#58)"
ROW = """- id: cvpl
  title: {zh: 中华人民共和国民事诉讼法, en: Civil Procedure Law}
  short: {zh: 民事诉讼法, en: Civil Procedure Law}
  kind: law
  url: https://flk.npc.gov.cn/
  versions:
    - {id: "2023", certainty: certain}
  articles: ["58"]
  former: [{article: "55", until: 2021-12-31, now: "58"}]
- id: ml
"""
REGISTRY = (LAWS, "- id: ml\n", ROW)
LAST = "- **2021-03-11** 法院"


def rules(found: list[tuple[str, int, int, str]], path: str) -> list[str]:
    return [rule for where, _, _, rule in found if where == path and rule.startswith("law-")]


# --- then ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "good"),
    [
        ("2021-05-31", False),
        ("2021-06-01", True),
        ("2021-05", False),
        ("2021-06", True),
        ("2020", False),
        ("2021", True),
        ("2020/2021", True),
    ],
)
def test_the_law_of_the_time_was_in_force(errors: Errors, last: str, good: bool) -> None:
    found = errors((APPLE, LAST, f"- **{last}** 法院"), (APPLE, THEN, "[未成年人保护法第72条](law:ml#72)"))
    assert ("law-then-now" not in rules(found, APPLE)) == good


def test_a_law_without_a_checked_day_is_not_judged(errors: Errors) -> None:
    assert rules(errors((APPLE, THEN, NOW.replace("刑法", "那时的刑法"))), APPLE) == []


@pytest.mark.parametrize(
    ("last", "cited", "good"),
    [
        ("2021-12-31", OLD, True),
        ("2021-12-31", NEW, False),
        ("2022-01-01", NEW, True),
        ("2022-01-01", OLD, True),  # the case was still going on when the number changed
    ],
)
def test_an_article_has_its_number_of_then(errors: Errors, last: str, cited: str, good: bool) -> None:
    found = errors(REGISTRY, (APPLE, LAST, f"- **{last}** 法院"), (APPLE, THEN, cited))
    assert rules(found, APPLE) == ([] if good else ["law-then-number"])


def test_a_number_that_was_gone_before_the_case(errors: Errors) -> None:
    law = (PEAR, "[未成年人保护法第72条](law:ml#72)", f"那时是\n\n### 那时 {{#then}}\n\n{OLD}")
    assert rules(errors(REGISTRY, law), PEAR) == ["law-then-number"]


@pytest.mark.parametrize(("day", "good"), [("2018-01-01", False), ("2018-01-02", True)])
def test_a_law_that_was_repealed_before_the_case(errors: Errors, day: str, good: bool) -> None:
    repealed = (LAWS, 'articles: ["9"]\n', f'articles: ["9"]\n  repealed: {day}\n')
    in_force = (LAWS, "in_force: 2019-10-01", "in_force: 2009-10-01")
    found = errors(repealed, in_force, (APPLE, "- **2020-09** ", "- **2019** "))
    assert rules(found, APPLE) == ([] if good else ["law-then-repealed"])


# --- now -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (APPLE, NOW, OLD),
        (APPLE, "有的法律，在案子以后才施行。", f"{OLD}。"),
        (APPLE, "先停下来，", f"先停下来，{OLD}，"),
        (PEAR, "[未成年人保护法第72条](law:ml#72)", OLD),
        (FRUIT, 'laws: ["', 'laws: ["cvpl#55", "'),
        (ABOUT, "因为好吃", f"因为{OLD}"),
        (CARDS, 'cites: ["', 'cites: ["cvpl#55", "'),
    ],
    ids="now law-section you no-parts lesson page card".split(),
)
def test_today_has_its_own_number(told: Told, files: Mapping[str, bytes], path: str, old: str, new: str) -> None:
    text, registry = files[path].decode(), files[LAWS].decode()
    assert old in text
    changes = {path: text.replace(old, new, 1).encode(), LAWS: registry.replace(*REGISTRY[1:]).encode()}
    found = [problem for problem in told(changes) if problem.rule.startswith("law-")]
    assert [(problem.path, problem.rule) for problem in found] == [(path, "law-former")]
    assert found[0].mark.line == changes[path].decode()[: changes[path].decode().index("cvpl#55")].count("\n") + 1


@pytest.mark.parametrize(
    "place", ["[监护人](term:guardian)找到", "1. 先看：", "有的法律"], ids="facts actions law".split()
)
def test_the_story_may_tell_the_number_of_its_day(errors: Errors, place: str) -> None:
    found = errors(REGISTRY, (APPLE, place, f"{OLD}，{place}" if place[0] != "1" else f"1. {OLD}，先看："))
    assert rules(found, APPLE) == (["law-former"] if place == "有的法律" else [])


def test_a_number_whose_heir_is_not_known_leads_to_the_law(told: Told, files: Mapping[str, bytes]) -> None:
    registry = files[LAWS].decode().replace("- id: ml\n", ROW.replace(', now: "58"', ""), 1)
    text = files[APPLE].decode().replace(NOW, OLD)
    found = [p for p in told({LAWS: registry.encode(), APPLE: text.encode()}) if p.rule == "law-former"]
    assert "law:cvpl，链到整部法律" in found[0].message("zh")
    assert "Write law:cvpl, the law as a whole" in found[0].message("en")


def test_a_repealed_law_is_no_law_of_today(errors: Errors) -> None:
    found = errors((LAWS, 'articles: ["253-1"]\n', 'articles: ["253-1"]\n  repealed: 2026-01-01\n'))
    assert rules(found, APPLE) == rules(found, APPLE_EN) == ["law-repealed"]


# --- when the registry moves -----------------------------------------------------------------------------------


def version(day: str = "", adopted: str = "", id: str = "new", changes: tuple[str, ...] | None = None) -> Version:
    return Version(id=id, in_force=day or None, adopted=adopted or None, certainty="certain", changes=changes)


AS_OF = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("new", "moved"),
    [
        (version("2026-03-01"), False),
        (version("2026-03-02"), True),
        (version("2026-01-01", adopted="2025-06-27"), False),
        (version("2026-07-01", adopted="2026-02-01"), True),
        (version(adopted="2026-03-02"), True),
        (version(), False),
        (version(id="2025"), False),
        (version(id="2026"), True),
        (version("2027-01-01", changes=("9",)), False),
        (version("2027-01-01", changes=("9", "72")), True),
        (version("2027-01-01", changes=()), False),
    ],
)
def test_what_moves_a_law(new: Version, moved: bool) -> None:
    law = Law.model_validate(
        {
            "id": "ml",
            "kind": "law",
            "url": "https://flk.npc.gov.cn/",
            "articles": ["72"],
            "title": {"zh": "法", "en": "Law"},
            "short": {"zh": "法", "en": "Law"},
            "versions": [version("2021-06-01"), new],
        }
    )
    assert [(m.law, m.articles) for m in moves({"ml": law}, [("ml", "72")], AS_OF)] == [("ml", ("72",))] * moved
    assert list(moves({"ml": law}, [("cc", "1")], AS_OF)) == []


@pytest.mark.parametrize(
    ("changes", "article", "touched"),
    [
        (None, "", True),
        (None, "72", True),
        (("72",), "72", True),
        (("72",), "", False),
        (("72",), "7", False),
        (("72",), "72-1", False),
        (("25",), "25.4", True),
        (("25.4",), "25", True),
        (("25.4",), "25.4", True),
        (("25.3",), "25.4", False),
        (("253-1",), "253-1.2", True),
    ],
)
def test_what_a_version_touches(changes: tuple[str, ...] | None, article: str, touched: bool) -> None:
    assert touches(version("2027-01-01", changes=changes), article) == touched


def moved(repo: Repo, mini: Mapping[str, bytes], **changes: str) -> Library:
    """The dwarf repository after the criminal law moved, and some text of the apple case with it."""
    new = '    - {id: "2026", in_force: 2026-06-01, certainty: certain}\n  articles: ["253-1"]\n'
    laws = mini[LAWS].decode().replace('  articles: ["253-1"]\n', new)
    text = mini[APPLE].decode()
    for old, put in changes.items():
        text = text.replace(f"{old}: ", f"{old}: {put} #", 1)
    return check(repo({LAWS: laws, APPLE: text})).library


def test_what_cites_it_is_to_be_checked_again(repo: Repo, mini: Mapping[str, bytes]) -> None:
    library = moved(repo, mini)
    assert library.cases["apple"].facts.status == "published"
    assert library.cases["apple"].status == "needs-recheck"
    assert library.lessons["fruit"].status == "needs-recheck"
    assert [move.day for move in library.cases["apple"].moved] == [date(2026, 6, 1)]
    assert library.pages["about"].moved == ()


def test_who_has_checked_it_since_is_left_alone(repo: Repo, mini: Mapping[str, bytes]) -> None:
    assert moved(repo, mini, law_as_of="2026-06-01").cases["apple"].status == "published"


def test_a_draft_stays_a_draft(repo: Repo, mini: Mapping[str, bytes]) -> None:
    apple = moved(repo, mini, status="draft").cases["apple"]
    assert (apple.status, len(apple.moved)) == ("draft", 1)


# --- the registry itself ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("versions", "good"),
    [
        ("in_force: 2019-10-01", True),
        ("adopted: 2019-10-01\n      in_force: 2019-10-01", True),
        ("adopted: 2019-10-02\n      in_force: 2019-10-01", False),
        ("in_force: 2019-10-01\n      certainty: certain\n    - id: b\n      in_force: 2019-10-01", False),
        ("in_force: 2019-10-01\n      certainty: certain\n    - id: b\n      in_force: 2019-10-02", True),
        ("in_force: 2019-10-01\n      certainty: certain\n    - id: b\n      adopted: 2019-09-01", True),
        ("adopted: 2019-10-01\n      certainty: certain\n    - id: b\n      adopted: 2019-09-01", False),
    ],
)
def test_the_days_of_a_law_follow_on_each_other(errors: Errors, versions: str, good: bool) -> None:
    assert rules(errors((LAWS, "in_force: 2019-10-01", versions)), LAWS) == ([] if good else ["law-dates"])


@pytest.mark.parametrize(("day", "good"), [("2019-10-01", False), ("2019-10-02", True)])
def test_a_law_is_repealed_after_it_came_into_force(errors: Errors, day: str, good: bool) -> None:
    found = errors((LAWS, 'articles: ["9"]\n', f'articles: ["9"]\n  repealed: {day}\n'))
    assert rules(found, LAWS) == ([] if good else ["law-dates"])


def test_every_word_of_the_rows_is_checked(errors: Errors) -> None:
    row = ROW.replace('until: 2021-12-31, now: "58"', 'until: 2021-13-31, then: "58"')
    found = errors((LAWS, "- id: ml\n", row))
    assert {rule for path, _, _, rule in found if path == LAWS} == {"bad-day", "unknown-key"}
