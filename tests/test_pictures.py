"""Contributed pictures on pages: written again, described, with their size, and only where a page shows them."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from fazhi.build import rendered, scoped
from fazhi.checked import check
from fazhi.imaging import container
from fazhi.model.blocks import Picture, Section
from fazhi.model.mark import Mark
from fazhi.model.settings import Scope
from fazhi.render import paths
from fazhi.render.data import section_text
from fazhi.render.site import Rendered
from picturing import MADE, image, saved

Repo = Callable[..., Path]
TREE = "media/cases/plum/tree.png"
ZH, EN, LESSON = "cases/plum/zh.md", "cases/plum/en.md", "docs/lessons/fruit/zh.md"
M = Mark(1, 1)


@pytest.fixture
def pages(repo: Repo) -> Rendered:
    return rendered(check(repo()))


def pictures(pages: Rendered) -> Mapping[str, bytes]:
    site = pages.site
    return {path: data for entry in site.library.entries() for path, data in site.pictures(entry).items()}


def figures(page: str) -> list[str]:
    return re.findall(r'<figure class="fz-picture">.*?</figure>', page)


def test_a_page_shows_the_picture_with_all_that_it_needs(pages: Rendered) -> None:
    (figure,) = figures(pages.editions["zh"]["cases/plum.md"])
    assert figure == (
        '<figure class="fz-picture"><img src="../../media/cases/plum/tree.png" alt="一棵结满果子的李子树" '
        'width="64" height="48" loading="lazy" decoding="async">'
        "<figcaption>图：果园编写组（为本站制作，CC BY 4.0）</figcaption></figure>"
    )
    assert 'alt="A plum tree full of fruit"' in figures(pages.editions["en"]["cases/plum.md"])[0]


def test_both_languages_share_one_file(pages: Rendered) -> None:
    assert set(pictures(pages)) == {TREE}
    side = figures(pages.editions["en"]["cases/plum-side.md"])
    assert len(side) == 2
    assert all("../../media/cases/plum/tree.png" in each for each in side)


def test_what_is_published_holds_the_picture_alone(pages: Rendered) -> None:
    for data in pictures(pages).values():
        assert container.content(data).extras == []


def test_a_page_without_pictures_is_as_it_was(pages: Rendered) -> None:
    shown = {name for tree in pages.editions.values() for name, page in tree.items() if "<img" in page}
    assert shown == {"cases/plum.md", "cases/plum-side.md"}


def test_pinyin_stands_above_the_credit_and_in_no_attribute(repo: Repo, mini: Mapping[str, bytes]) -> None:
    text = mini[ZH].decode().replace("grades: [primary-upper]", "grades: [primary-lower, primary-upper]")
    grades = mini["docs/reference/grades.yml"].decode()
    lower = (
        "- id: primary-lower\n  name: {zh: 小学低年级, en: Lower primary}\n  years: {zh: 一至三年级, en: Years 1-3}\n"
    )
    root = repo({ZH: text, "docs/reference/grades.yml": lower + grades})
    page = rendered(check(root)).editions["zh"].get("cases/plum-pinyin.md", "")
    found = figures(page)
    assert len(found) == 1
    assert 'alt="一棵结满果子的李子树"' in found[0]
    assert "<ruby>" in found[0].partition("<figcaption>")[2]


@pytest.mark.parametrize(("name", "kind"), [("a.webp", "jpg"), ("a.jpg", "jpg"), ("a.png", "png")])
def test_a_picture_is_published_as_what_everybody_can_open(
    repo: Repo, mini: Mapping[str, bytes], name: str, kind: str
) -> None:
    data = MADE[name.partition(".")[2]]()
    changes: dict[str, str | bytes | None] = {p: mini[p].decode().replace("tree.png", name) for p in (ZH, EN)}
    pages = rendered(check(repo({**changes, "cases/plum/media/tree.png": None, f"cases/plum/media/{name}": data})))
    ((path, found),) = pictures(pages).items()
    assert path == "media/cases/plum/" + (name if name.endswith(kind) else f"{name}.{kind}")
    assert container.kind_of(found) == kind
    assert path in pages.editions["zh"]["cases/plum.md"]


def test_two_pictures_never_have_one_address() -> None:
    names = [paths.picture(f"cases/a/media/{name}", "jpg") for name in ("tree.jpg", "tree.webp", "tree-webp.jpg")]
    assert len(set(names)) == 3
    assert paths.picture("docs/lessons/a/media/tree.png", "png") == "media/lessons/a/tree.png"


def test_others_are_thanked_with_a_link_to_their_work(repo: Repo, mini: Mapping[str, bytes]) -> None:
    row = "licence: CC-BY-4.0, author: 一位农民, source: https://fruit.example/tree?a=1&b=2"
    text = mini[ZH].decode().replace("licence: own, author: 果园编写组", row)
    (figure,) = figures(rendered(check(repo({ZH: text}))).editions["zh"]["cases/plum.md"])
    assert "图：一位农民（CC BY 4.0）" in figure
    assert 'href="https://fruit.example/tree?a=1&amp;b=2"' in figure


def test_words_cannot_leave_their_attribute(repo: Repo, mini: Mapping[str, bytes]) -> None:
    text = mini[ZH].decode().replace("![一棵结满果子的李子树]", '![一棵" onerror="x() 李子树 & <树>]')
    checked = check(repo({ZH: text}))
    assert "raw-html" not in {problem.rule for problem in checked.problems}
    page = rendered(checked).editions["zh"]["cases/plum.md"]
    assert 'onerror="' not in page


def test_a_picture_of_a_withdrawn_case_is_gone(repo: Repo, mini: Mapping[str, bytes]) -> None:
    text = mini[ZH].decode().replace("status: draft", "status: withdrawn") + "\n## 资料说明 {#notes}\n\n撤回了。\n"
    english = mini[EN].decode() + "\n## Notes {#notes}\n\nWithdrawn.\n"
    checked = check(repo({ZH: text, EN: english}))
    assert pictures(rendered(checked)) == {}


def test_an_edition_holds_the_pictures_of_its_pages_only(repo: Repo) -> None:
    checked = check(repo())
    assert set(pictures(rendered(scoped(checked, Scope("primary-upper", students=True))))) == {TREE}
    junior = Path(checked.source.root) / ZH
    junior.write_text(junior.read_text("utf-8").replace("grades: [primary-upper]", "grades: [junior]"), "utf-8")
    assert pictures(rendered(scoped(check(checked.source.root), Scope("primary-upper")))) == {}


def test_words_of_a_picture_are_data() -> None:
    picture = Picture("cases/a/media/b.png", "图上的树", M)
    assert section_text(Section("facts", "甲", M, None, (picture,), (), (), "")) == "[图上的树]"


def test_the_words_of_a_published_picture_are_searched(repo: Repo, mini: Mapping[str, bytes]) -> None:
    head = "people: {authors: [果园编写组]}\n"
    head, first = "people: {authors: [果园编写组]}\n", "同学们好！请看桌上。\n"
    text = mini[LESSON].decode().replace(head, f"{head}media: [{{file: bowl.jpg, licence: own, author: 果园编写组}}]\n")
    text = text.replace(first, f"{first}\n![一只装满水果的大碗](media/bowl.jpg)\n")
    bowl = saved(image(2000, 1500), "JPEG")
    changes = {LESSON: text, "docs/lessons/fruit/media/bowl.jpg": bowl, "docs/lessons/fruit/en.md": None}
    pages = rendered(check(repo(changes)))
    assert "一只装满水果的大碗" in pages.editions["zh"]["search/index.js"]
    assert "李子树" not in pages.editions["zh"]["search/index.js"], "a draft is in no index"
    assert 'width="1280" height="960"' in pages.editions["zh"]["lessons/fruit.md"]
