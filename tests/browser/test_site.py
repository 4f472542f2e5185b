"""What a reader meets: every page, the language switch, search, quiz and outcome; on the web and from a USB stick."""

import re
from html import unescape
from pathlib import Path
from typing import Literal

import pytest

from browser.watching import Watched

LANGUAGES = ("zh", "en")


def pages(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html") if path.name != "404.html")


def test_every_page_loads_without_fault_or_sideways_scrolling(watched: Watched, site: Path) -> None:
    watched.page.set_viewport_size({"width": 320, "height": 640})
    names = pages(site)
    assert len(names) > 150
    wide = []
    for name in names:
        page = watched.open(name)
        assert page.locator("h1, main > a").count(), name
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(name)
    assert not wide


def test_nothing_is_kept_but_the_theme(watched: Watched) -> None:
    for name in ("zh/index.html", "zh/cases/short-video-app.html", "zh/search.html?q=检察"):
        watched.open(name)
    watched.page.locator(".fz-scheme").click()
    keys = watched.page.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage))")
    assert keys == ["fazhi-scheme"]
    assert watched.page.context.cookies() == []


def test_the_root_leads_to_both_languages(watched: Watched) -> None:
    page = watched.open("index.html")
    for lang, heading in (("zh", "法治课堂"), ("en", "Rule-of-Law Classroom")):
        page = watched.open("index.html")
        page.locator(f"a[href^='{lang}/']").click()
        page.wait_for_url("**/index.html")
        assert heading in page.locator("h1").inner_text()


@pytest.mark.parametrize("name", ["index.html", "cases/bank-cards.html", "laws/ml.html", "search.html"])
def test_the_switch_stays_on_the_same_page(watched: Watched, name: str) -> None:
    watched.open(f"zh/{name}").locator("a.fz-header-link--lang").click()
    watched.page.wait_for_url(f"**/en/{name}")
    watched.page.locator("a.fz-header-link--lang").click()
    watched.page.wait_for_url(f"**/zh/{name}")


def test_every_page_has_its_twin_and_says_so(site: Path) -> None:
    for name in pages(site):
        lang, _, rest = name.partition("/")
        if lang in LANGUAGES and not rest.endswith(("/slides.html", "case-form.html")):
            other = "en" if lang == "zh" else "zh"
            html = (site / name).read_text("utf-8")
            up = "../" * name.count("/")
            code = {"zh": "zh-Hans", "en": "en"}[other]
            assert f'href="{up}{other}/{rest}" hreflang="{code}" lang="{code}"' in html, name
            assert (site / other / rest).is_file(), name


def test_a_quiz_answers_without_javascript(scriptless: Watched) -> None:
    page = scriptless.open("zh/cases/short-video-app.html")
    question = page.locator("fieldset.fz-question").first
    assert question.locator(".fz-reason:visible").count() == 0
    for option in question.locator(".fz-option").all():
        option.locator("label").click()
        reasons = question.locator(".fz-reason:visible")
        assert reasons.count() == 1
        assert len(reasons.inner_text()) > 8
    assert question.locator(".fz-reason--right").count() == 1


def test_the_outcome_is_closed_until_the_reader_opens_it(scriptless: Watched) -> None:
    page = scriptless.open("en/cases/bank-cards.html")
    outcome = page.locator("details.fz-reveal")
    assert outcome.locator("p").first.is_hidden()
    outcome.locator("summary").click()
    assert outcome.locator("p").first.is_visible()


def test_paper_shows_the_outcome(watched: Watched) -> None:
    page = watched.open("zh/cases/bank-cards.html")
    page.emulate_media(media="print")
    assert page.locator("details.fz-reveal p").first.is_visible()


def test_help_numbers_dial(watched: Watched) -> None:
    page = watched.open("zh/help.html")
    assert page.locator("a[href='tel:110']").count() >= 1
    assert page.locator("a[href='tel:12355']").count() >= 1


def test_every_written_page_names_its_source(site: Path) -> None:
    for name in pages(site):
        # The pages beside an entry's own, in both languages or with pinyin, lead back to it.
        if re.fullmatch(r"(zh|en)/(cases|lessons)/(?!index)[a-z-]+(?<!-side)(?<!-pinyin)\.html", name):
            lang, kind, file = name.split("/")
            folder = {"cases": "cases", "lessons": "docs/lessons"}[kind]
            html = unescape((site / name).read_text("utf-8"))
            path = f"{folder}/{file.removesuffix('.html')}/{lang}.md"
            row = f"{'case' if kind == 'cases' else 'lesson'}-{file.removesuffix('.html')}"
            assert f'<a href="../edit.html#{row}">' in html, name
            assert f"<code>{path}</code>" in html, name


@pytest.mark.parametrize(("scheme", "name"), [("light", "default"), ("dark", "slate")])
def test_light_and_dark_follow_the_reader(watched: Watched, scheme: Literal["light", "dark"], name: str) -> None:
    watched.page.emulate_media(color_scheme=scheme)
    assert watched.open("zh/index.html").locator("body").get_attribute("data-md-color-scheme") == name
