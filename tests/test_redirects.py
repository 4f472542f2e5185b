"""Addresses that others rely on: pages that have moved, and cases that were withdrawn."""

import html
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from fazhi import disk
from fazhi.build import rendered, scoped
from fazhi.checked import check
from fazhi.model.fields import LANGUAGES
from fazhi.model.settings import Scope
from fazhi.render.site import Rendered
from fazhi.verify import verify

Repo = Callable[..., Path]
ROWS = """
- {kind: case, old: malus, new: apple}
- {kind: case, old: old-pear, new: pear}
- {kind: lesson, old: obst, new: fruit}
- {kind: topic, old: fruits, new: fruit}
- {kind: page, old: imprint, new: about}
"""
OLD = {
    "cases/malus.html": "cases/apple.html",
    "cases/old-pear.html": "cases/pear.html",
    "lessons/obst.html": "lessons/fruit.html",
    "topics/fruits.html": "topics/fruit.html",
    "imprint.html": "about.html",
}
THERE = b'<!DOCTYPE html>\n<html lang="en"><head><title>there</title></head><body><h1>there</h1></body></html>'
REAL = "https://class.example.org/fazhi/"


def moved(repo: Repo, mini: Mapping[str, bytes], scope: Scope | None = None, site: str = "") -> Rendered:
    """The dwarf repository with some pages that have moved, perhaps under an address of its own."""
    settings = mini["mkdocs.yml"].decode()
    if site:
        settings = re.sub("^site_url: .*", f"site_url: {site}", settings, flags=re.MULTILINE)
    checked = check(repo({"docs/reference/redirects.yml": ROWS, "mkdocs.yml": settings}))
    assert checked.good, checked.problems
    return rendered(scoped(checked, scope) if scope else checked)


def test_every_old_address_leads_to_the_new_one(repo: Repo, mini: Mapping[str, bytes], tmp_path: Path) -> None:
    pages = moved(repo, mini)
    site = tmp_path / "site"
    for lang in LANGUAGES:
        for old, new in OLD.items():
            text = pages.shared[f"{lang}/{old}"]
            (href,) = re.findall(r'<a href="([^"]*)"', text)
            (refresh,) = re.findall(r'<meta http-equiv="refresh" content="0;url=([^"]*)"', text)
            assert html.unescape(href) == html.unescape(refresh) == new.rpartition("/")[2]
            assert 'name="robots" content="noindex"' in text
            assert 'rel="canonical"' not in text
            disk.write(site / lang / old, text.encode())
            disk.write(site / lang / new, THERE)
    for asset in ("favicon.svg", "root.css"):
        disk.write(
            site / "assets" / asset, b"" if asset.endswith(".css") else b'<svg xmlns="http://www.w3.org/2000/svg"/>'
        )
    assert verify(site, "/") == []


def test_search_engines_are_told_the_new_address_where_there_is_one(repo: Repo, mini: Mapping[str, bytes]) -> None:
    pages = moved(repo, mini, site=REAL)
    for lang in LANGUAGES:
        for old, new in OLD.items():
            said = html.unescape(pages.shared[f"{lang}/{old}"])
            assert f'<link rel="canonical" href="{REAL}{lang}/{new}">' in said


def test_an_old_address_is_in_no_list(repo: Repo, mini: Mapping[str, bytes]) -> None:
    pages = moved(repo, mini)
    files = {path: text for path, text in pages.shared.items() if not path.endswith(tuple(OLD))}
    files |= {f"{lang}/{path}": text for lang, tree in pages.editions.items() for path, text in tree.items()}
    # The rules about old addresses have these as their examples.
    files = {path: text for path, text in files.items() if not path.endswith("/rules.md")}
    assert len(files) > 40
    for path, text in files.items():
        assert not [old for old in ("malus", "old-pear", "obst", "fruits", "imprint") if old in text], path


def test_a_narrow_edition_has_no_page_that_leads_out_of_it(repo: Repo, mini: Mapping[str, bytes]) -> None:
    shared = moved(repo, mini, Scope("primary-upper")).shared
    assert "zh/cases/malus.html" in shared
    assert "zh/cases/old-pear.html" not in shared


@pytest.mark.parametrize("content", [None, "[]\n", "# Nothing has moved.\n[]\n"])
def test_nothing_need_have_moved(repo: Repo, content: str | None) -> None:
    checked = check(repo({"docs/reference/redirects.yml": content}))
    assert checked.good
    assert not checked.library.redirects
    assert not [path for path in rendered(checked).shared if path.startswith(("zh/", "en/"))]


# --- withdrawn ------------------------------------------------------------------------------------------

GONE = "木瓜核的秘密一句"
GONE_EN = "a sentence about quinces that went"


@pytest.fixture
def withdrawn(repo: Repo, mini: Mapping[str, bytes]) -> Rendered:
    """The dwarf repository, in which the withdrawn case still has all of its text."""
    changes = {}
    for lang, words, heading in (("zh", GONE, "发生了什么"), ("en", GONE_EN, "What happened")):
        path = f"cases/quince/{lang}.md"
        text = mini[path].decode()
        first = text.index("\n## ")
        changes[path] = f"{text[:first]}\n## {heading} {{#facts}}\n\n{words}[^gazette]。\n{text[first:]}"
    checked = check(repo(changes))
    assert checked.library.cases["quince"].original.section("facts"), checked.problems
    return rendered(checked)


def test_a_withdrawn_case_keeps_its_address_and_says_so(withdrawn: Rendered) -> None:
    for lang, said, why in (("zh", "本页已撤回", "来源有误"), ("en", "withdrawn", "source")):
        page = withdrawn.editions[lang]["cases/quince.md"]
        assert said in page
        assert why in page


def test_the_text_of_a_withdrawn_case_is_in_no_output(withdrawn: Rendered) -> None:
    files = {f"{lang}/{path}": text for lang, tree in withdrawn.editions.items() for path, text in tree.items()}
    files |= dict(withdrawn.shared)
    for lang, kit in withdrawn.kits.items():
        for each in kit.documents():
            form = each.form.decode("utf-8", "replace") if isinstance(each.form, bytes) else str(each.form)
            files[f"{lang}/{each.address}"] = form
    assert {"zh/search/index.js", "zh/feed.xml", "data/cases.json", "data/cases.csv", "llms.txt"} <= set(files)
    assert any("kit" not in path and path.endswith(".pptx") for path in files)
    for path, text in files.items():
        plain = html.unescape(text)
        assert GONE not in plain, path
        assert GONE_EN not in plain, path
    listed = [path for path, text in files.items() if "cases/quince" in text and "quince" not in path]
    assert listed == []
