"""Both languages side by side: what stands beside what, what is said to be missing or behind, and what is nowhere."""

import re
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest

from fazhi import disk
from fazhi.build import rendered
from fazhi.checked import check
from fazhi.render.site import Rendered

Repo = Callable[..., Path]


@pytest.fixture(scope="module")
def pages(mini: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    root = tmp_path_factory.mktemp("side")
    disk.sync(root, mini)
    checked = check(root)
    assert checked.good, checked.problems
    return rendered(checked)


class _Pairs(HTMLParser):
    """The pairs of a page as ``(language, text)``, the ids, and what lies in a closed outcome."""

    def __init__(self) -> None:
        super().__init__()
        self.pairs: list[list[tuple[str, str]]] = []
        self.ids: list[str] = []
        self.closed = ""
        self._depth = self._cell = self._reveal = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id"):
            self.ids.append(found["id"] or "")
        if tag == "details":
            self._reveal = self._reveal or (self._depth + 1 if found.get("class") == "fz-reveal" else 0)
        if tag in ("input", "br"):
            return
        self._depth += 1
        name = found.get("class") or ""
        if name == "fz-pair":
            self.pairs.append([])
        elif name.startswith("fz-pair__text"):
            self.pairs[-1].append((found["lang"] or "", ""))
            self._cell = self._depth

    def handle_endtag(self, tag: str) -> None:
        if self._depth == self._cell:
            self._cell = 0
        if self._depth == self._reveal:
            self._reveal = 0
        self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._cell:
            lang, text = self.pairs[-1][-1]
            self.pairs[-1][-1] = (lang, text + data)
        if self._reveal:
            self.closed += data


def read(page: str) -> _Pairs:
    found = _Pairs()
    found.feed(page[page.index('<div class="fz-side-page">') :])
    return found


def pair_with(page: str, words: str) -> list[tuple[str, str]]:
    [pair] = [pair for pair in read(page).pairs if any(words in text for _, text in pair)]
    return pair


def test_every_case_and_lesson_has_a_page_in_both_frames(pages: Rendered) -> None:
    for lang, tree in pages.editions.items():
        entries = [name for name in tree if re.fullmatch(r"(cases|lessons)/(?!index)[a-z]+\.md", name)]
        assert len(entries) > 5
        assert [name for name in entries if name.replace(".md", "-side.md") not in tree] == [], lang


def test_a_paragraph_stands_beside_its_translation(pages: Rendered) -> None:
    for lang, order in (("zh", ["zh-Hans", "en"]), ("en", ["en", "zh-Hans"])):
        for pair in read(pages.editions[lang]["cases/apple-side.md"]).pairs:
            assert [lang for lang, _ in pair] == order
    first = read(pages.editions["zh"]["cases/pear-side.md"]).pairs[1]
    assert "12个坏梨" in first[0][1]
    assert "12" in first[1][1]


def test_a_date_and_a_question_stand_beside_their_translation(pages: Rendered) -> None:
    page = pages.editions["en"]["cases/pear-side.md"]
    assert [text.split()[0] for _, text in pair_with(page, "2022年5月至2022年6月")] == ["May", "2022年5月至2022年6月"]
    question = pair_with(page, "坏了几个梨")
    assert "Question 1" in question[0][1]
    assert "第1题" in question[1][1]


def test_a_reason_is_folded_away(pages: Rendered) -> None:
    page = pages.editions["zh"]["cases/pear-side.md"]
    start = page.index("坏了几个梨")
    assert start < page.index("13个", start) < page.index("<details", start) < page.index("多了一个", start)


def test_the_outcome_is_closed(pages: Rendered) -> None:
    for tree in pages.editions.values():
        found = read(tree["cases/pear-side.md"])
        assert "卖的人道了歉" in found.closed
        assert "坏梨" not in found.closed


def test_what_is_not_translated_is_said_to_be_missing(pages: Rendered) -> None:
    zh, en = (pages.editions[lang]["cases/fig-side.md"] for lang in ("zh", "en"))
    assert "这一部分没有英文。" in zh
    assert "There is no English for this part." in en
    for page in (zh, en):
        assert page.count("fz-pair__text--none") == len(read(page).pairs) > 3


def test_a_section_that_is_behind_is_marked_and_no_other(pages: Rendered) -> None:
    page = pages.editions["en"]["cases/pear-side.md"]
    mark = "The English of this part has not caught up"
    assert page.count(mark) == 1
    assert 'id="actions"' in page[: page.index(mark)].rpartition("<h2>")[2]
    assert "还没有跟上" in pages.editions["zh"]["cases/pear-side.md"]
    assert mark not in pages.editions["en"]["cases/apple-side.md"]


def test_sections_of_another_shape_stand_beside_each_other_whole(repo: Repo, mini: Mapping[str, bytes]) -> None:
    text = mini["cases/pear/en.md"].decode()
    heading = re.search(r"## .*\{#actions\}\n\n", text)
    assert heading
    changed = text[: heading.end()] + "- First of all.\n\n" + text[heading.end() :]
    pages = rendered(check(repo({"cases/pear/en.md": changed})))
    pair = pair_with(pages.editions["zh"]["cases/pear-side.md"], "问了三个人")
    assert "First of all" in pair[1][1]
    assert pair_with(pages.editions["zh"]["cases/pear-side.md"], "First of all") == pair


def test_a_section_of_one_language_alone_is_shown(repo: Repo, mini: Mapping[str, bytes]) -> None:
    text = mini["cases/pear/en.md"].decode()
    cut = re.sub(r"(?ms)^## [^\n]*\{#you\}.*?(?=^## )", "", text)
    assert cut != text
    checked = check(repo({"cases/pear/en.md": cut}))
    page = rendered(checked).editions["en"]["cases/pear-side.md"]
    pair = pair_with(page, "告诉大人。")
    assert "Nothing corresponds to this" in pair[0][1]


def test_no_id_stands_twice_and_every_link_inside_the_page_arrives(pages: Rendered) -> None:
    for lang, tree in pages.editions.items():
        for name, page in tree.items():
            if name.endswith("-side.md"):
                ids = read(page).ids
                assert len(ids) == len(set(ids)), (lang, name)
                inside = re.findall(r'href="#([^"]+)"', page)
                assert set(inside) <= set(ids), (lang, name)


def test_links_of_the_other_language_lead_to_its_pages(pages: Rendered) -> None:
    page = pages.editions["zh"]["cases/apple-side.md"]
    laws = re.findall(r'class="fz-law" href="([^"]+)"', page)
    assert any(href.startswith("../laws/") for href in laws)
    assert any(href.startswith("../../en/laws/") for href in laws)


def test_what_is_the_presenters_is_nowhere(pages: Rendered) -> None:
    for tree in pages.editions.values():
        for name in ("lessons/fruit-side.md", "cases/apple-side.md"):
            assert "只给主讲人看" not in tree[name]
            assert "FOR-THE-PRESENTER-ONLY" not in tree[name]
            assert "awkward" not in tree[name]


def test_the_page_is_apart_from_lists_search_and_sitemap(pages: Rendered) -> None:
    for tree in pages.editions.values():
        assert 'href="apple-side.html"' in tree["cases/apple.md"]
        assert 'href="apple.html"' in tree["cases/apple-side.md"]
        assert "noindex" in tree["cases/apple-side.md"]
        assert "noindex" not in tree["cases/apple.md"]
        for name in ("search/index.js", "feed.xml", "cases/index.md"):
            assert "-side" not in tree[name]
    assert "-side" not in pages.shared["sitemap.xml"]
    assert "cases/apple.html" in pages.shared["sitemap.xml"]
