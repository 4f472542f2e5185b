"""Nobody without a role, no answer on a card, no choice that leads to a wrong scene: for every lesson that there is."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.checked import check
from fazhi.model.blocks import (
    Chart,
    Flow,
    Lane,
    Link,
    Notes,
    Paragraph,
    Pull,
    Quote,
    SourceRef,
    Strong,
    Table,
    Text,
    parts,
    plain,
    spans,
)
from fazhi.model.library import Lesson
from fazhi.model.mark import Mark
from fazhi.parse import document
from fazhi.render.edition import Edition
from fazhi.render.kit import cards, script
from fazhi.render.kit.board import is_solution, is_tree
from fazhi.render.kit.dealing import Role, dealt, groups, split
from fazhi.render.kit.paper import Bars, Box, Bullets, Card, Cards, Grid, Head, Paper, Para
from fazhi.render.kit.setting import setter
from fazhi.render.kit.text import Run, run
from fazhi.render.words import Words

LANGS = ("zh", "en")
PLAYED = (
    "a-mark-that-stays",
    "after-a-mistake",
    "black-market-in-data",
    "the-sign-on-the-door",
    "where-the-camera-stops",
)
TREES = ("behind-the-screen", "behind-the-screen-primary", "cards-not-for-rent", "my-data")
AT = Mark(7, 1)


@pytest.fixture(scope="session")
def editions(ROOT: Path) -> Mapping[str, Edition]:
    checked = check(ROOT)
    assert checked.settings
    return {lang: Edition(checked.library, Words(lang, checked.strings[lang]), checked.settings) for lang in LANGS}


def stacks(paper: Paper | None) -> list[tuple[Card, ...]]:
    return [block.cards for block in paper.blocks if isinstance(block, Cards)] if paper else []


def texts(value: object) -> Iterator[str]:
    """Every text below a block."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)


def said(value: object) -> str:
    return "\n".join(filter(None, texts(value)))


def words(lesson: Lesson, lang: str, kind: type[Notes]) -> set[str]:
    """The paragraphs of the presenter's notes."""
    noted = (block for section in lesson.texts[lang].sections for block in section.blocks if isinstance(block, kind))
    return {span.text for block in noted for span in spans(block) if isinstance(span, Text) and len(span.text) > 8}


# --- dealing --------------------------------------------------------------------------------------------

ROLES = st.lists(st.builds(Role, st.integers(0, 6), st.integers(0, 9)), min_size=1, max_size=9)
PUPILS = st.integers(2, 80)


@given(ROLES.filter(lambda roles: any(role.played for role in roles)), PUPILS)
def test_everybody_gets_one_role(roles: list[Role], pupils: int) -> None:
    counts = dealt(roles, pupils)
    assert sum(counts) == pupils
    assert all(count == 0 for role, count in zip(roles, counts, strict=True) if not role.played)
    assert counts == dealt(tuple(roles), pupils)


@given(ROLES.filter(lambda roles: any(role.played for role in roles)), PUPILS)
def test_seats_are_filled_before_anybody_is_left_over(roles: list[Role], pupils: int) -> None:
    seats, counts = sum(role.seats for role in roles), dealt(roles, pupils)
    pairs = list(zip(roles, counts, strict=True))
    if pupils >= seats:
        assert all(count >= role.seats for role, count in pairs)
    else:
        assert all(count <= role.seats for role, count in pairs)
        fewest = min(count for role, count in pairs if count < role.seats)
        assert max(counts) <= fewest + 1, "a second of a role before the first of another"


@given(ROLES.filter(lambda roles: any(role.share for role in roles)), PUPILS)
def test_the_rest_is_dealt_by_the_shares(roles: list[Role], pupils: int) -> None:
    rest, total = pupils - sum(role.seats for role in roles), sum(role.share for role in roles)
    if rest >= 0:
        for role, count in zip(roles, dealt(roles, pupils), strict=True):
            assert abs((count - role.seats) - rest * role.share / total) < 1


@given(st.integers(0, 80), st.lists(st.integers(0, 9), min_size=1, max_size=9).filter(any))
def test_of_equal_roles_the_first_gets_more(count: int, shares: list[int]) -> None:
    parts_of = split(count, shares)
    for share in set(shares):
        same = [part for part, each in zip(parts_of, shares, strict=True) if each == share]
        assert same == sorted(same, reverse=True)


@given(PUPILS, st.integers(2, 30))
def test_groups_are_as_even_as_can_be(pupils: int, smallest: int) -> None:
    sizes = groups(pupils, smallest)
    assert sum(sizes) == pupils
    assert sizes[0] - sizes[-1] in (0, 1)
    assert list(sizes) == sorted(sizes, reverse=True)
    assert min(sizes) >= smallest or sizes == (pupils,)


def test_without_shares_more_pupils_are_dealt_by_the_seats() -> None:
    assert dealt((Role(1, 0), Role(3, 0)), 12) == (3, 9)
    assert dealt((), 12) == ()


def test_what_nobody_plays_is_dealt_to_nobody() -> None:
    assert dealt((Role(0, 0),), 12) == (0,)


# --- the numbers in the headings ------------------------------------------------------------------------

HEADINGS = "## 角色 {#roles%s}\n\n八个人一组。\n\n### 法官 {#judge%s}\n\n听。\n"


def sections(group: str, judge: str) -> tuple[document.Document, list[str]]:
    text = "---\ntitle: 课\n---\n" + HEADINGS % (group, judge)
    doc, problems = document.parse("docs/lessons/a/zh.md", "lesson", "a", "zh", text)
    return doc, [problem.rule for problem in problems]


def test_numbers_are_read_and_change_no_digest() -> None:
    bare, none = sections("", "")
    numbered, no_more = sections(" group=6", " pupils=3 share=12")
    assert none == no_more == []
    assert numbered.sections[0].group == 6
    heading = parts(numbered.sections[0].blocks)[1].heading
    assert heading is not None
    assert (heading.pupils, heading.share) == (3, 12)
    assert bare.sections[0].digest == numbered.sections[0].digest


@pytest.mark.parametrize("number", ["pupils=", "pupils=-1", "pupils=03", "share=0", "share=１", "minutes=5", "group=6"])
def test_a_number_that_means_nothing_is_refused(number: str) -> None:
    assert sections("", f" {number}")[1] == ["heading-attributes"]


@pytest.mark.parametrize("lesson", PLAYED)
def test_the_prose_of_a_lesson_says_what_the_cards_do(lesson: str, editions: Mapping[str, Edition]) -> None:
    """Wherever the prose gives a size of the class and a number of players, it is the number of cards."""
    entry = editions["zh"].library.lessons[lesson]
    section = entry.original.section("roles")
    assert section
    intro = plain(tuple(spans(section)))
    names = [cards.short(part.heading.title) for part in parts(section.blocks)[1:] if part.heading]
    told = 0
    for pupils, sentence in re.findall(r"(\d+)个人(?:左右)?(?:，开一个法庭)?：(.*?)。", intro):
        sizes = groups(int(pupils), section.group)
        counts = [sum(column) for column in zip(*(dealt(cards.numbers(entry), size) for size in sizes), strict=True)]
        for name, count in zip(names, counts, strict=False):
            for number in re.findall(rf"(?:^|[，、：]){name}(\d+)[人名]", sentence):
                told += 1
                assert int(number) * len(sizes) == count, f"{pupils}: {name}"
    for pupils, number in re.findall(r"(\d+)个人(?:左右)?：?(?:分|分成)?([一两三四五六七八])组", intro):
        told += 1
        assert len(groups(int(pupils), section.group)) == " 一两三四五六七八".index(number), pupils
    for pupils, each in re.findall(r"(\d+)个人，?就是每[个边](\d+)[人名]", intro):
        told += 1
        assert set(groups(int(pupils), section.group)) == {int(each)}
    assert told >= 2


# --- role cards -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("lesson", PLAYED)
def test_every_class_gets_a_card_for_everybody(lesson: str, lang: str, editions: Mapping[str, Edition]) -> None:
    edition = editions[lang]
    entry = edition.library.lessons[lesson]
    names = [part.heading.title for part in cards.role_parts(edition, entry) if part.heading]
    roles = dict(zip(names, cards.numbers(entry), strict=True))
    for pupils in range(6, 61):
        printed = cards.role_cards(edition, entry, pupils)
        players = [card for card in printed if roles[card.title].played]
        assert len(players) == pupils
        assert len(printed) == pupils * (1 + sum(not role.played for role in roles.values()))
        assert len({card.foot for card in printed}) == len(printed), "two cards with the same foot"


def test_a_card_says_which_of_how_many_it_is(editions: Mapping[str, Edition]) -> None:
    lessons = editions["en"].library.lessons
    alone = [card.foot for card in cards.role_cards(editions["en"], lessons["a-mark-that-stays"], 8)]
    assert alone[:3] == [
        "a-mark-that-stays · Procurator 1/2",
        "a-mark-that-stays · Procurator 2/2",
        "a-mark-that-stays · Shop owner 1/2",
    ]
    grouped = [card.foot for card in cards.role_cards(editions["zh"], lessons["the-sign-on-the-door"], 13)]
    assert grouped[5:7] == ["the-sign-on-the-door · 观察员 1/2 · 第1组", "the-sign-on-the-door · 观察员 2/2 · 第1组"]
    assert grouped[-1] == "the-sign-on-the-door · 观察员 1/1 · 第2组"


# --- scenes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lesson", TREES)
def test_a_choice_names_the_number_of_its_scene_in_both_languages(lesson: str, editions: Mapping[str, Edition]) -> None:
    led = []
    for lang, way in (("zh", r"→ 第(\d+)幕"), ("en", r"→ go to scene (\d+)")):
        entry = editions[lang].library.lessons[lesson]
        section = next(each for each in entry.texts[lang].sections if any(is_tree((b,)) for b in each.blocks))
        scenes = [part for part in parts(section.blocks)[1:] if part.heading]
        order = [part.heading.id for part in scenes if part.heading]
        printed = stacks(cards.paper(editions[lang], entry, 30))[-1]
        assert [card.title for card in printed] == [
            editions[lang].words.t.kit.cards.scene.format(n=number, title=part.heading.title)
            for number, part in enumerate(scenes, 1)
            if part.heading
        ]
        for part, card in zip(scenes, printed, strict=True):
            links = [s for block in part.blocks for s in spans(block) if isinstance(s, Link) and s.target[0] == "#"]
            wanted = [order.index(link.target[1:]) + 1 for link in links]
            assert [int(number) for number in re.findall(way, said(card.blocks))] == wanted
            led.append((lang, wanted))
    half = len(led) // 2
    assert [wanted for _, wanted in led[:half]] == [wanted for _, wanted in led[half:]]


# --- what is on them, and what is not -------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_what_the_lessons_ask_for_is_there(lang: str, editions: Mapping[str, Edition]) -> None:
    lessons = editions[lang].library.lessons
    made = {id: [len(stack) for stack in stacks(cards.paper(editions[lang], lessons[id], 8))] for id in lessons}
    assert made["spot-the-hazard"] == [12]
    assert made["snacks-and-labels"] == [6, 12]
    assert made["who-does-what"] == [8]
    assert made["a-lawsuit-for-everyone"] == [5]
    assert made["a-mark-that-stays"] == [8, 6]
    assert made["my-data"] == [4, 7, 12]
    assert made["where-the-camera-stops"] == [16]
    assert made["games-time-money"] == []
    assert not cards.asked_for(editions[lang], lessons["games-time-money"])


@pytest.mark.parametrize("lang", LANGS)
def test_no_card_holds_an_answer_or_a_note(lang: str, editions: Mapping[str, Edition]) -> None:
    edition, solved = editions[lang], 0
    for entry in edition.library.lessons.values():
        if not cards.asked_for(edition, entry):
            continue
        paper = cards.paper(edition, entry, 30)
        assert paper.audience == "students"
        text = said(paper.blocks)
        assert not {note for note in words(entry, lang, Notes) if note in text}
        for section in entry.texts[lang].sections:
            tables = [block for block in section.blocks if isinstance(block, Table)]
            for table in (table for table in tables[1:] if is_solution(tables[0], table)):
                solved += 1
                answers = {plain(row[-1]) for row in table.rows if len(plain(row[-1])) > 8}
                assert answers
                assert not {answer for answer in answers if answer in text}
    assert solved >= 4


def test_a_row_becomes_a_card(editions: Mapping[str, Edition]) -> None:
    edition = editions["zh"]
    bags, sorting = stacks(cards.paper(edition, edition.library.lessons["snacks-and-labels"], 8))
    assert bags[0].title == "1号"
    assert said(bags[0].blocks).split("\n")[:2] == ["叫什么：", "小饼干"]
    assert (sorting[1].title, sorting[1].foot) == ("卡2", "snacks-and-labels · 2/12")


# --- the script -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("lesson", "step"), list(zip(PLAYED, ("court", "conference", "court", "door", "hearing"), strict=True))
)
def test_the_script_holds_all_that_is_needed_while_they_act(
    lesson: str, step: str, lang: str, editions: Mapping[str, Edition]
) -> None:
    edition = editions[lang]
    entry = edition.library.lessons[lesson]
    number, played = script.played(edition, entry)
    assert played.section.id == step
    paper = script.paper(edition, entry, 27)
    assert paper
    assert paper.audience == "presenter"
    text = said(paper.blocks)
    for part in parts(played.section.blocks)[1:]:
        assert part.heading
        assert part.heading.title in text
    notes = [block for block in played.section.blocks if isinstance(block, Notes)]
    assert notes
    assert sum(isinstance(block, Box) and block.title == paper.audience_label for block in paper.blocks) == len(notes)
    assert any(isinstance(block, Head) and block.text.startswith(f"{number}. ") for block in paper.blocks)


@pytest.mark.parametrize("lesson", PLAYED)
def test_the_table_of_the_script_adds_up(lesson: str, editions: Mapping[str, Edition]) -> None:
    edition = editions["zh"]
    entry = edition.library.lessons[lesson]
    for pupils, sizes in ((27, [27, 8, 16, 30, 50]), (16, [16, 8, 30, 50])):
        paper = script.paper(edition, entry, pupils)
        assert paper
        grid = next(block for block in paper.blocks if isinstance(block, Grid))
        assert [said(cell) for cell in grid.head[1:]] == [f"{size}人" for size in sizes]
        rows = [[int(said(cell).split("\n")[0]) for cell in row[1:]] for row in grid.rows]
        if cards.group_size(entry):
            assert rows.pop(0) == [len(groups(size, cards.group_size(entry))) for size in sizes]
        assert [sum(column) for column in zip(*rows, strict=True)] == sizes


def test_a_lesson_without_roles_has_no_script(editions: Mapping[str, Edition]) -> None:
    lessons = editions["zh"].library.lessons
    assert {id for id in lessons if script.asked_for(editions["zh"], lessons[id])} == set(PLAYED)


# --- setting --------------------------------------------------------------------------------------------


def text(words: str) -> Paragraph:
    return Paragraph((Text(words), SourceRef("xinhua", AT)), AT)


def test_every_kind_of_block_has_its_place_on_paper(editions: Mapping[str, Edition]) -> None:
    set_ = setter(editions["zh"])
    cell, row = (Text("一"),), ((Text("甲"),), (Text("1,200"),))
    table = Table((cell, cell), (row, row), AT)
    assert set_.blocks((text("字"),)) == (Para(run("字"), AT),)
    assert set_.blocks((Quote((text("说"),), AT),)) == (Box("", (Para(run("说"), AT),)),)
    (grid,) = set_.blocks((table,))
    assert isinstance(grid, Grid)
    assert (len(grid.rows), grid.mark) == (2, AT)
    assert set_.blocks((Chart(table, (1200.0, 3.0), AT),)) == (
        Bars((("甲", 1200.0, "1,200"), ("甲", 3.0, "1,200")), "一"),
    )
    (lanes,) = set_.blocks((Flow((Lane(cell, (cell, cell)),), AT),))
    assert lanes == Bullets(
        ((Para((Run("一", strong=True),), AT), Bullets(((Para(run("一"), AT),), (Para(run("一"), AT),)), True)),)
    )


def test_notes_are_set_only_when_they_are_asked_for(editions: Mapping[str, Edition]) -> None:
    note = Notes((text("悄悄话"),), AT)
    assert setter(editions["zh"]).blocks((note,)) == ()
    assert setter(editions["zh"], notes=True).blocks((note,)) == (Box("讲课人用", (Para(run("悄悄话"), AT),)),)


@pytest.mark.parametrize("lang", LANGS)
def test_a_pulled_section_stands_below_the_name_of_its_case(lang: str, editions: Mapping[str, Edition]) -> None:
    edition = editions[lang]
    case = edition.library.cases["short-video-app"].texts[lang]
    facts, timeline = (setter(edition).blocks((Pull("short-video-app", id, AT),)) for id in ("facts", "timeline"))
    section = case.section("timeline")
    assert section
    assert isinstance(facts[0], Para)
    assert facts[0].small
    assert case.words.title in said(facts[0])
    assert len(facts) > 1
    assert isinstance(timeline[1], Bullets)
    assert len(timeline[1].items) == len(section.events)
    assert edition.words.moment(section.events[0].moment) in said(timeline[1].items[0])


def test_a_longer_column_is_wider_but_none_vanishes(editions: Mapping[str, Edition]) -> None:
    head, row = ((Text("一"),), (Text("二"),)), ((Text("1"),), (Strong((Text("很长" * 60),)),))
    (grid,) = setter(editions["zh"]).blocks((Table(head, (row,), AT),))
    assert isinstance(grid, Grid)
    narrow, wide = grid.widths
    assert 0.1 < narrow / wide < 0.5
