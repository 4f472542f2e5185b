"""Long lists: cut so that no page grows without end, nothing is lost on the way, and what is new changes one page.

The dwarf repository with many cases stands for a large library: what a page shows of it must not hang on how many.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import unescape
from posixpath import dirname, join, normpath
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.build import rendered
from fazhi.checked import Checked
from fazhi.model.fields import LANGUAGES
from fazhi.render import paging, paths
from fazhi.render.feed import NEWEST
from fazhi.render.laws import MAX_CITING
from fazhi.render.listing import CROWDED
from fazhi.render.lists import MAX_CARDS
from fazhi.render.paging import PAGE
from fazhi.render.site import Rendered

FEW, MANY = 61, 61 + PAGE
"""Copies of a case: both are beyond every bound, and so far apart that a list has one page more and none is fuller."""
GROWING = re.compile(r"edit/.*")
"""Names every source file of one first letter: reached from the foot of a page, by whoever wants to change it."""
LISTS = re.compile(r"(cases|lessons)/index\.md|(topics|grades|procedures|places)/.*|laws/.*")
PAGER = 300
"""What the way to a further page may take: a link or two, and a digit more."""
COUNTS = re.compile(r"about\.md")
"""Says how many there are."""


def many(checked: Checked, copies: int) -> Checked:
    """The dwarf repository with copies of its case, which differ in nothing but their ids."""
    apple = checked.library.cases["apple"]
    ids = [f"apple-{number:03}" for number in range(copies)]
    cases = {**checked.library.cases, **{id: replace(apple, id=id) for id in ids}}
    return replace(checked, library=replace(checked.library, cases=cases))


@pytest.fixture(scope="module")
def few(small: Checked) -> Rendered:
    return rendered(many(small, FEW))


@pytest.fixture(scope="module")
def lots(small: Checked) -> Rendered:
    return rendered(many(small, MANY))


def links(page: str) -> list[str]:
    """Where the links of a staged page lead; the text of links is full of character references."""
    return [unescape(href) for href in re.findall(r'<a [^>]*?href="([^"]*)"', page)]


def led_to(tree: Mapping[str, str], name: str) -> Iterator[str]:
    """The staged pages to which a page leads, in its order."""
    for href in links(tree[name]):
        target = normpath(join(dirname(name), href.partition("#")[0]))
        if target.endswith(".html"):
            yield paths.markdown(target)


def rel(page: str, kind: str) -> list[str]:
    return [unescape(href) for href in re.findall(rf'<a rel="{kind}" href="([^"]*)"', page)]


# --- cutting --------------------------------------------------------------------------------------------


@given(st.integers(min_value=0, max_value=20 * PAGE))
def test_every_row_is_on_one_page_in_its_order(count: int) -> None:
    pages = paging.cut(range(count))
    assert [row for page in pages for row in page] == list(range(count))
    assert len(pages[0]) < 2 * PAGE
    assert all(len(page) == PAGE for page in pages[1:])
    assert len(paging.addresses("topics/x.html", len(pages))) == len(pages)


@given(st.integers(min_value=0, max_value=20 * PAGE))
def test_what_is_new_changes_the_first_page_alone(count: int) -> None:
    """Unless that is full: then what was on it moves to a page that has not been there."""

    def told(rows: range) -> dict[str, list[int]]:
        pages = paging.cut(rows)
        return {at: list(page) for at, page in zip(paging.addresses("x.html", len(pages)), pages, strict=True)}

    before, after = told(range(count)), told(range(-1, count))
    assert {at for at, rows in before.items() if after[at] != rows} == {"x.html"}
    assert len(after) - len(before) in (0, 1)


@given(st.lists(st.integers(min_value=1, max_value=100), max_size=20), st.integers(min_value=1, max_value=100))
def test_groups_share_the_room_evenly_and_use_it(sizes: list[int], room: int) -> None:
    most = paging.share(sizes, room)
    used = sum(min(size, most) for size in sizes)
    assert most == 1 or used <= room
    assert used == sum(sizes) or most == room or sum(min(size, most + 1) for size in sizes) > room


# --- pages ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_page_grows_with_the_number_of_cases(few: Rendered, lots: Rendered, lang: str) -> None:
    """Pages that are no lists are the same to the byte; lists are no fuller."""
    before, after = few.editions[lang], lots.editions[lang]
    assert len(after) > len(before)
    checked = set()
    for name, page in before.items():
        if not name.endswith(".md") or GROWING.fullmatch(name):
            continue
        if LISTS.fullmatch(name) or COUNTS.fullmatch(name):
            assert len(after[name]) - len(page) <= PAGER, name
        else:
            assert after[name] == page, name
        checked.add(name.partition("/")[0])
    assert checked >= {
        "index.md",
        "about.md",
        "help.md",
        "presenters.md",
        "cases",
        "lessons",
        "topics",
        "grades",
        "laws",
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_list_has_more_cards_than_a_phone_takes(lots: Rendered, lang: str) -> None:
    cards = {name: page.count('class="fz-card"') for name, page in lots.editions[lang].items() if LISTS.fullmatch(name)}
    assert max(cards.values()) < 2 * PAGE
    assert 0 < cards["cases/index.md"] <= MAX_CARDS
    assert cards["topics/fruit/1.md"] == PAGE


def test_both_languages_have_the_same_pages(lots: Rendered) -> None:
    trees = [{name for name in tree if name.endswith(".md")} for tree in lots.editions.values()]
    assert trees[0] == trees[1]
    assert "topics/fruit/2.md" in trees[0]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("first", ["topics/fruit.md", "grades/junior.md", "procedures/civil-pil.md", "laws/ml/a72.md"])
def test_a_reader_who_goes_on_sees_every_case(lots: Rendered, small: Checked, lang: str, first: str) -> None:
    tree, name, seen = lots.editions[lang], first, []
    back, titles = "", set()
    while name:
        page = tree[name]
        seen += [target for target in led_to(tree, name) if target.startswith("cases/apple-")]
        titles.add(re.search(r"^# (.*) \{", page, re.MULTILINE)[1])  # type: ignore[index]
        before = [paths.markdown(normpath(join(dirname(name), href))) for href in rel(page, "prev")]
        assert before == ([back] if back else [])
        assert '<span aria-current="page">' in page
        further = [paths.markdown(normpath(join(dirname(name), href))) for href in rel(page, "next")]
        back, name = name, further[0] if further else ""
    assert seen == [f"cases/apple-{number:03}.md" for number in range(MANY)]
    assert len(titles) == 3, "each page has a title of its own"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_group_that_shows_some_leads_to_all(lots: Rendered, lang: str) -> None:
    tree = lots.editions[lang]
    (more,) = re.findall(r'<p class="fz-more"><a href="([^"]*)">([^<]*)</a>', tree["cases/index.md"])
    assert unescape(more[0]) == "../topics/fruit.html"
    # The copies, the apple itself, the pear and the fig, and the lesson.
    stands = sum(page.count('class="fz-card"') for name, page in tree.items() if name.startswith("topics/fruit"))
    assert str(stands) in unescape(more[1])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_beside_an_article_stand_the_first_that_cite_it(lots: Rendered, lang: str) -> None:
    tree = lots.editions[lang]
    article = tree["laws/ml.md"].split('id="a72"')[1].split("</section>")[0]
    shown = [href for href in links(article) if "cases/" in href or "lessons/" in href]
    assert len(shown) == MAX_CITING
    assert "ml/a72.html" in links(article)
    assert "../ml.html#a72" in links(tree["laws/ml/a72.md"])
    assert "../lessons/fruit.html".replace("../", "../../") in links(tree["laws/ml/a72.md"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_short_list_is_one_page_without_a_word_of_others(small: Checked, lang: str) -> None:
    tree = rendered(small).editions[lang]
    assert not [name for name in tree if re.search(r"/\d+\.md$|^edit/|^laws/.*/", name)]
    assert not [
        name for name, page in tree.items() if "fz-pager" in page or 'class="fz-more"><a href="../topics' in page
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_of_many_files_each_has_its_row_where_its_page_leads(lots: Rendered, lang: str) -> None:
    assert MANY > CROWDED
    tree = lots.editions[lang]
    for name in ("cases/apple-000.md", "cases/pear.md", "lessons/fruit.md", "help.md"):
        (target,) = {href for href in links(tree[name]) if "edit" in href}
        page, _, row = target.partition("#")
        there = paths.markdown(normpath(join(dirname(name), page)))
        assert f'<li id="{row}">' in tree[there]
        assert there == "edit.md" or there in led_to(tree, "edit.md")
    assert "edit/" not in lots.shared["sitemap.xml"]
    assert "cases-" not in "".join(re.findall(r'<li id="[^"]*">', tree["edit.md"]))
    assert "noindex" in tree["edit/cases-a.md"]


# --- beside the pages -----------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_feed_has_the_newest(lots: Rendered, lang: str) -> None:
    feed = ElementTree.fromstring(lots.editions[lang]["feed.xml"])  # noqa: S314 - our own file
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == NEWEST


def test_the_sitemap_has_every_page_of_a_list(lots: Rendered) -> None:
    for lang in LANGUAGES:
        assert f"/{lang}/topics/fruit/2.html</loc>" in lots.shared["sitemap.xml"]
