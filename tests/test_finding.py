"""Finding: everything stands where its facts say, in both languages alike, and no list is empty."""

import re
from collections.abc import Callable, Mapping
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from fazhi import disk
from fazhi.build import rendered, scoped
from fazhi.checked import Checked, check
from fazhi.model.fields import LANGUAGES
from fazhi.model.settings import WHOLE_SITE, Scope
from fazhi.render import finding, paths
from fazhi.render.edition import Edition, ShelfKind
from fazhi.render.entries import MAX_RELATED, related
from fazhi.render.listing import LISTED
from fazhi.render.site import Rendered
from fazhi.render.words import Words

Repo = Callable[..., Path]
SCOPES = [WHOLE_SITE, Scope("primary-lower"), Scope("primary-upper", students=True), Scope(students=True)]
_ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def real(ROOT: Path) -> Checked:
    checked = check(ROOT)
    assert checked.good, checked.problems
    return checked


@pytest.fixture(scope="module")
def pages(mini: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    root = tmp_path_factory.mktemp("finding")
    disk.sync(root, mini)
    return rendered(check(root))


def editions(checked: Checked, scope: Scope = WHOLE_SITE) -> dict[str, Edition]:
    """The editions of both languages, with their shelves, and nothing else made."""
    narrow = scoped(checked, scope)
    assert narrow.settings
    bare = {
        lang: Edition(narrow.library, Words(lang, narrow.strings[lang]), narrow.settings, scope) for lang in LANGUAGES
    }
    return {
        lang: Edition(e.library, e.words, e.settings, scope, shelves=finding.shelved(e)) for lang, e in bare.items()
    }


def ids(edition: Edition) -> dict[ShelfKind, dict[str, list[str]]]:
    """What stands on every shelf."""
    return {
        kind: {id: [entry.id for entry in (*shelf.lessons, *shelf.cases)] for id, shelf in shelves.items()}
        for kind, shelves in edition.shelves.items()
    }


@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_both_languages_have_the_same_shelves_and_none_is_empty(real: Checked, scope: Scope) -> None:
    both = [ids(edition) for edition in editions(real, scope).values()]
    assert both[0] == both[1]
    assert set(both[0]) == set(finding.SHELVES)
    assert all(entries for shelves in both[0].values() for entries in shelves.values())


def test_every_case_stands_where_its_facts_say(real: Checked) -> None:
    edition = editions(real)["zh"]
    shelves = ids(edition)
    listed = [case for case in real.library.cases.values() if case.facts.status in LISTED]
    assert len(listed) > 10
    for case in listed:
        wanted = {"topic": case.facts.topics, "grade": case.facts.grades, "procedure": case.facts.procedures}
        for kind, named in wanted.items():
            assert {id for id, found in shelves[kind].items() if case.id in found} == set(named)  # type: ignore[index]
        provinces = [real.library.places[id].name.zh for id, found in shelves["place"].items() if case.id in found]
        assert provinces, case.id
        assert all(name in case.facts.place for name in provinces)


def test_a_case_of_two_places_stands_in_both_and_each_is_a_link(real: Checked) -> None:
    for lang, words in (("zh", ["浙江省杭州市余杭区", "北京市"]), ("en", ["Yuhang District", "Beijing"])):
        edition = editions(real)[lang]
        case = edition.library.cases["short-video-app"]
        assert finding.places(edition, case) == ("zhejiang", "beijing")
        fact = finding.place_links(edition, case, paths.entry(case))
        assert [ref.href for ref in fact.values] == ["../places/zhejiang.html", "../places/beijing.html"]
        assert all(ref.words.startswith(word) for ref, word in zip(fact.values, words, strict=True))


def test_a_place_that_is_invented_is_just_words(real: Checked, repo: Repo) -> None:
    edition = editions(check(repo()))["en"]
    pear = edition.library.cases["pear"]
    assert [ref.href for ref in finding.place_links(edition, pear, paths.entry(pear)).values] == [""]


def test_no_rendered_list_is_empty(pages: Rendered) -> None:
    for tree in pages.editions.values():
        found = [path for path in tree if path.startswith(("topics/", "grades/", "procedures/", "places/"))]
        assert {path.split("/")[0] for path in found} == {"topics", "grades", "procedures", "places"}
        assert all("fz-card__title" in tree[path] for path in found)
        assert "places/orchard.md" in found
        assert "places/empty.md" not in found


def test_what_only_a_draft_has_is_no_list_and_no_link(repo: Repo, mini: Mapping[str, bytes]) -> None:
    path = "cases/apple/zh.md"
    only = mini[path].decode().replace("topics: [fruit, vegetables]", "topics: [fruit]")
    tree = rendered(check(repo({path: only}))).editions["zh"]
    assert "topics/vegetables.md" not in tree
    name = check(repo({path: only})).library.topics["vegetables"].name.zh
    facts = tree["cases/plum.md"].split("fz-facts")[1].split("</dl>")[0]
    assert f"<span>{name}</span>" in facts
    assert "topics/" not in facts


def test_a_lesson_says_where_it_stands_in_the_year(real: Checked) -> None:
    for edition in editions(real).values():
        for pack in edition.library.packs.values():
            for number, id in enumerate(pack.lessons, 1):
                lesson = edition.library.lessons[id]
                (fact,) = finding.year_links(edition, lesson, paths.entry(lesson))
                words = edition.library.grades[pack.grade].name[edition.lang]
                (ref,) = [ref for ref in fact.values if ref.words.startswith(words)]
                assert ref.href == f"../presenters.html#pack-{pack.id}"
                assert str(number) in ref.words.removeprefix(words)
    students = editions(real, Scope(students=True))["zh"]
    assert not [
        fact for lesson in students.lessons() for fact in finding.year_links(students, lesson, paths.entry(lesson))
    ]


def test_a_list_by_school_stage_or_year_leads_on(real: Checked) -> None:
    edition = editions(real)["zh"]
    rows = finding.finders(edition, "lessons/index.html", "topic", "grade", year=True)
    assert [len(row.values) for row in rows] == [len(edition.shelves["topic"]), len(edition.shelves["grade"]), 4]
    lower = editions(real, Scope("primary-lower"))["zh"]
    assert len(finding.finders(lower, "lessons/index.html", "topic", "grade", year=True)) == 2


def test_related_cases_share_a_law_or_a_topic_and_the_nearest_come_first(real: Checked) -> None:
    both = editions(real)
    zh = both["zh"]
    found = {case.id: [other.id for other in related(zh, case)] for case in zh.cases()}
    assert found == {case.id: [other.id for other in related(both["en"], case)] for case in both["en"].cases()}
    assert sum(map(len, found.values())) > len(found)

    def shared(one: str, two: str) -> int:
        a, b = zh.library.cases[one], zh.library.cases[two]
        laws = {law for law, _ in a.original.cited} & {law for law, _ in b.original.cited}
        return len(laws) + 2 * len(set(a.facts.topics) & set(b.facts.topics))

    for id, others in found.items():
        everything = sorted((other.id for other in zh.cases() if other.id != id), key=lambda o: (-shared(id, o), o))
        assert others == [other for other in everything if shared(id, other)][:MAX_RELATED]


# --- feed -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_feed_is_an_atom_feed(pages: Rendered, lang: str) -> None:
    """RFC 4287: what a feed and an entry must have, once each, and ids that are theirs alone."""
    root = ElementTree.fromstring(pages.editions[lang]["feed.xml"])  # noqa: S314 - our own file
    assert root.tag == f"{_ATOM}feed"
    for element in (root, *root.findall(f"{_ATOM}entry")):
        for name in ("id", "title", "updated"):
            (one,) = element.findall(f"{_ATOM}{name}")
            assert one.text
        moment = element.findtext(f"{_ATOM}updated") or ""
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", moment)
        assert element.find(f"{_ATOM}link") is not None
    assert root.findtext(f"{_ATOM}author/{_ATOM}name")
    links = {link.get("rel", "alternate"): link.get("href") for link in root.findall(f"{_ATOM}link")}
    assert set(links) == {"self", "alternate"}
    assert (links["self"] or "").endswith(f"/{lang}/feed.xml")
    entries = root.findall(f"{_ATOM}entry")
    known = [entry.findtext(f"{_ATOM}id") for entry in entries]
    assert len(set(known)) == len(known) > 1
    moments = [entry.findtext(f"{_ATOM}updated") or "" for entry in entries]
    assert moments == sorted(moments, reverse=True)
    assert root.findtext(f"{_ATOM}updated") == moments[0]
    assert "某某" not in unescape(pages.editions[lang]["feed.xml"])


# --- the plain index ------------------------------------------------------------------------------------


def test_the_plain_index_names_every_listed_page_once(pages: Rendered) -> None:
    text = pages.shared["llms.txt"]
    assert text.startswith("# ")
    links = re.findall(r"^- \[((?:\\.|[^\]\\])*)\]\(([^)\s]+)\): (\S.*)$", text, re.MULTILINE)
    assert len(links) == text.count("\n- ")
    addresses = [address for _, address, _ in links]
    assert len(set(addresses)) == len(addresses)
    for address in addresses:
        lang, _, page = address.partition("/")
        assert paths.markdown(page) in pages.editions[lang]
    told = {address for address in addresses if "/cases/" in address}
    # An outline for the presenter alone, a draft and a withdrawn case are not told of.
    assert told == {f"{lang}/cases/{id}.html" for lang in LANGUAGES for id in ("apple", "pear")}


def test_a_text_in_the_plain_index_is_one_line_of_words(pages: Rendered) -> None:
    (line,) = [line for line in pages.shared["llms.txt"].splitlines() if "zh/cases/apple.html" in line]
    assert r"\*不是\* \_强调\_ #1 \[x\]" in line
    assert r"3 \< 5 & 5 \> 3" in line


def test_an_edition_says_so_at_the_root(real: Checked) -> None:
    narrow = scoped(real, Scope("primary-upper", students=True))
    shared = rendered(narrow).shared
    for name in ("index.html", "llms.txt"):
        said = unescape(shared[name])
        assert "小学高年级学生版" in said
        assert "Upper primary student edition" in said
