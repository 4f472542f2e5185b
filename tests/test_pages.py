"""Pages are made one by one: each from the library alone, whatever was made before it, with every character escaped."""

import posixpath
from collections.abc import Mapping
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from fazhi import disk
from fazhi.build import rendered
from fazhi.checked import Checked, check
from fazhi.model.fields import LANGUAGES
from fazhi.model.library import Library
from fazhi.render import finding, paths
from fazhi.render.edition import Edition
from fazhi.render.listing import listed
from fazhi.render.pages import Site, of_all, of_entry, staged
from fazhi.render.pinyin import Reader
from fazhi.render.snippet import Snippet, joined
from fazhi.render.templates import environment
from fazhi.render.words import Words

NASTY = st.text(st.sampled_from([*"<>&\"'%{}sa果"]), max_size=6)
VALUES = st.lists(NASTY | NASTY.map(Markup) | st.integers(), min_size=3, max_size=3)
STEPS = st.sampled_from(["cases", "laws", "law", "a", "b.html"])
ADDRESSES = st.lists(STEPS, min_size=1, max_size=4).map("/".join).map(lambda folder: f"{folder}/page.html")


@pytest.fixture(scope="module")
def checked(mini: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Checked:
    root = tmp_path_factory.mktemp("pages")
    disk.sync(root, mini)
    return check(root)


@pytest.fixture(scope="module")
def site(checked: Checked) -> Site:
    """A site without documents for class, of which nothing has been made yet."""
    assert checked.settings
    bare = {lang: Edition(checked.library, Words(lang, checked.strings[lang]), checked.settings) for lang in LANGUAGES}
    editions = {
        lang: Edition(each.library, each.words, each.settings, shelves=finding.shelved(each))
        for lang, each in bare.items()
    }
    return Site(editions, environment(checked.templates), Reader(checked.library))


# --- one by one -----------------------------------------------------------------------------------------


def test_a_page_does_not_hang_on_what_was_made_before_it(checked: Checked, site: Site) -> None:
    """Made last first, and lists before what they list, every page is the same."""
    whole = rendered(checked)
    found: dict[str, dict[str, str]] = {lang: {} for lang in LANGUAGES}
    units = (of_all(site), *(of_entry(site, entry) for entry in reversed(list(site.entries()))))
    for page in reversed(list(chain.from_iterable(units))):
        found[page.edition.lang][paths.markdown(page.address)] = staged(site.env, page)
    for lang in LANGUAGES:
        pages = {path: text for path, text in whole.editions[lang].items() if path.endswith(".md")}
        assert set(found[lang]) == set(pages)
        # Only the class kit, which this site has not, makes a difference, on the pages that offer it.
        differing = {path for path, text in pages.items() if text != found[lang][path]}
        assert all(path.startswith("lessons/") or path in ("presenters.md", "glossary.md") for path in differing)
        assert len(differing) < len(pages) / 2


def test_every_page_of_an_entry_is_made_with_it(checked: Checked, site: Site) -> None:
    for entry in site.entries():
        made = [(page.edition.lang, page.address) for page in of_entry(site, entry)]
        assert len(set(made)) == len(made)
        assert {lang for lang, _ in made} == set(LANGUAGES)
        stem = paths.entry(entry).removesuffix(".html")
        assert {address for _, address in made} <= {f"{stem}{way}.html" for way in ("", "-side", "-pinyin")}


def test_the_lessons_of_a_case_are_those_that_name_it(site: Site) -> None:
    edition, some = site.editions["zh"], 0
    for case in edition.library.cases.values():
        expected = [lesson for lesson in edition.lessons() if case.id in lesson.facts.cases]
        assert list(edition.relations.lessons_with(case)) == expected
        some += len(expected)
    assert some


def test_lists_show_what_is_listed_newest_and_youngest_first(site: Site) -> None:
    edition = site.editions["zh"]
    cases, lessons, grades = list(edition.cases()), list(edition.lessons()), list(edition.library.grades)
    assert {case.id for case in cases} == {case.id for case in edition.library.cases.values() if listed(case)}
    assert {each.id for each in lessons} == {each.id for each in edition.library.lessons.values() if listed(each)}
    assert [case.facts.updated for case in cases] == sorted((case.facts.updated for case in cases), reverse=True)
    order = [grades.index(lesson.facts.grades[0]) for lesson in lessons]
    assert order == sorted(order)
    assert list(edition.cases()) == cases, "a list that was read once must be there again"


# --- every character escaped ----------------------------------------------------------------------------


@given(VALUES)
@settings(deadline=None, derandomize=True)
def test_a_snippet_is_filled_as_markup_is(values: list[str | int]) -> None:
    html = '<a href="{}" style="width:100%">{} %s{{}}</a>{}'
    found = Snippet(html)(*values)
    assert type(found) is Markup
    assert found == Markup(html).format(*values)  # noqa: S704 - the text above


@given(NASTY, VALUES)
@settings(deadline=None, derandomize=True)
def test_pieces_are_joined_as_markup_is(separator: str, values: list[str | int]) -> None:
    pieces = [value if isinstance(value, str) else str(value) for value in values]
    found = joined(separator, pieces)
    assert type(found) is Markup
    assert found == Markup(separator).join(pieces)  # noqa: S704 - what it is compared with


@pytest.mark.parametrize("values", [(), ("a",), ("a", "b", "c")])
def test_a_snippet_wants_a_value_for_each_gap(values: tuple[str, ...]) -> None:
    with pytest.raises(TypeError):
        Snippet("<p>{}</p>{}")(*values)


@pytest.mark.parametrize("html", ["{0}", "{name}", "{!r}", "{:>3}"])
def test_a_gap_says_nothing(html: str) -> None:
    with pytest.raises(ValueError, match="more than a gap"):
        Snippet(html)


def test_what_is_plain_is_escaped_though_the_same_was_markup_before() -> None:
    """What was written with its readings is kept, and Markup is equal to a plain text of the same characters."""
    reader = Reader(Library())
    assert reader.ruby(Markup("<b>")) == "<b>"
    assert reader.ruby("<b>") == "&lt;b&gt;"


# --- links ----------------------------------------------------------------------------------------------


@given(ADDRESSES, ADDRESSES)
@settings(deadline=None, derandomize=True, max_examples=300)
def test_a_link_leads_from_a_page_to_its_target(target: str, origin: str) -> None:
    assert paths.relative(target, origin) == posixpath.relpath(target, posixpath.dirname(origin))
    assert paths.relative(f"{target}#x", origin) == ("" if target == origin else paths.relative(target, origin)) + "#x"
