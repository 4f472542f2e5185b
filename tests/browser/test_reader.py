"""Words of the glossary explained where they stand: by mouse, keyboard and finger, and without JavaScript."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser.watching import Watched, watch

PAGES = {"zh": "替国家起诉犯罪", "en": "A state lawyer"}
CASE = "cases/unsafe-kindergartens.html"


@pytest.fixture
def fingers(browser: Browser, base: str) -> Iterator[Watched]:
    """A phone of 320 px with a touch screen."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True)
    watched = watch(context, base)
    yield watched
    context.close()
    assert not watched.faults


def first(page: Page) -> Locator:
    """The first term of the page, in view."""
    term = page.locator("a.fz-term[href$='#procurator']").first
    term.scroll_into_view_if_needed()
    return term


def apart(page: Page, term: Locator) -> bool:
    """Tell whether the explanation leaves the word free and stays within the page."""
    word, box = term.bounding_box(), page.get_by_role("tooltip").bounding_box()
    assert word
    assert box
    beside = box["y"] >= word["y"] + word["height"] - 1 or box["y"] + box["height"] <= word["y"] + 1
    wide = page.evaluate("document.documentElement.clientWidth")
    return beside and box["x"] >= 0 and box["x"] + box["width"] <= wide


@pytest.mark.parametrize("lang", PAGES)
def test_the_mouse_explains_a_word_and_may_move_onto_the_explanation(watched: Watched, lang: str) -> None:
    page = watched.open(f"{lang}/{CASE}")
    term, box = first(page), page.get_by_role("tooltip")
    term.hover()
    expect(box).to_be_visible()
    expect(box).to_contain_text(PAGES[lang])
    expect(box).to_contain_text("jiǎncháguān")
    assert apart(page, term)
    box.hover()
    page.wait_for_timeout(500)
    expect(box).to_be_visible()
    page.mouse.move(1, 1)
    expect(box).to_be_hidden()
    term.click()
    page.wait_for_url(f"**/{lang}/glossary.html#procurator")


@pytest.mark.parametrize("lang", PAGES)
def test_the_keyboard_explains_a_word_and_escape_closes_it(watched: Watched, lang: str) -> None:
    page = watched.open(f"{lang}/{CASE}")
    term, box = first(page), page.get_by_role("tooltip")
    assert PAGES[lang] in (term.get_attribute("title") or "")
    term.focus()
    expect(box).to_be_visible()
    expect(term).to_have_accessible_description(f"检察官 jiǎncháguān {box.locator('p').inner_text()}")
    assert apart(page, term)
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(term).to_be_focused()
    expect(term).to_have_accessible_description(term.get_attribute("title") or "nothing")
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(box).to_be_visible()
    page.keyboard.press("Tab")
    expect(term).not_to_have_attribute("aria-describedby", "fz-explained")
    term.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{lang}/glossary.html#procurator")


@pytest.mark.parametrize("lang", PAGES)
def test_a_tap_explains_and_a_second_one_follows(fingers: Watched, lang: str) -> None:
    page = fingers.open(f"{lang}/{CASE}")
    term, box = first(page), page.get_by_role("tooltip")
    term.tap()
    expect(box).to_be_visible()
    assert apart(page, term)
    assert CASE in page.url
    page.locator("h2").first.tap()
    expect(box).to_be_hidden()
    term.tap()
    expect(box).to_be_visible()
    term.tap()
    page.wait_for_url(f"**/{lang}/glossary.html#procurator")


def test_the_explanation_speaks_the_language_of_its_text(watched: Watched) -> None:
    page = watched.open(f"zh/{CASE.replace('.html', '-side.html')}")
    for lang, words in (("zh-Hans", PAGES["zh"]), ("en", PAGES["en"])):
        page.locator(f"[lang='{lang}'] a.fz-term[href$='#procurator']").first.focus()
        expect(page.get_by_role("tooltip").locator("p")).to_have_attribute("lang", lang)
        expect(page.get_by_role("tooltip")).to_contain_text(words)


def test_without_javascript_the_link_has_its_explanation_and_leads_to_the_glossary(scriptless: Watched) -> None:
    page = scriptless.open(f"zh/{CASE}")
    term = first(page)
    assert PAGES["zh"] in (term.get_attribute("title") or "")
    term.click()
    page.wait_for_url("**/zh/glossary.html#procurator")


def test_pinyin_is_above_its_character_and_no_two_readings_touch(watched: Watched) -> None:
    watched.page.set_viewport_size({"width": 320, "height": 640})
    page = watched.open("zh/lessons/spot-the-hazard-pinyin.html")
    found = page.evaluate(
        """() => {
            const rows = [...document.querySelectorAll('main ruby')].map(ruby => {
                const rt = ruby.querySelector('rt'), range = document.createRange();
                range.selectNodeContents(rt);
                const said = range.getBoundingClientRect();
                range.selectNode(ruby.firstChild);
                return {said, char: range.getBoundingClientRect(), size: parseFloat(getComputedStyle(rt).fontSize)};
            }).filter(row => row.char.width);
            const touching = rows.filter((row, at) => at && Math.abs(rows[at - 1].said.top - row.said.top) < 4
                && rows[at - 1].said.left < row.said.left && rows[at - 1].said.right > row.said.left + 0.5).length;
            const below = rows.filter(row => row.said.bottom > row.char.top + row.char.height / 2).length;
            return {rows: rows.length, touching, below, smallest: Math.min(...rows.map(row => row.size))};
        }"""
    )
    assert found["rows"] > 1000
    assert found["touching"] == 0
    assert found["below"] == 0
    assert found["smallest"] >= 12
    assert not page.locator("rt:not([aria-hidden=true])").count()
