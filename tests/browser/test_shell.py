"""The frame around every page: colour scheme, drawer, table of contents, deep links; with and without JavaScript."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from browser.waiting import until
from browser.watching import Watched, watch

CASE = "zh/cases/short-video-app.html"
KEY = "fazhi-scheme"
FOCUSED = "document.activeElement"
COLOURS = r"""
Array.prototype.map.call(document.querySelectorAll('.fz-summary, h2, .fz-brand, .fz-facts dt'), function (element) {
  var behind = element;
  function ground() { return getComputedStyle(behind).backgroundColor; }
  while (behind.parentElement && /, 0\)|transparent/.test(ground())) { behind = behind.parentElement; }
  return [getComputedStyle(element).color, ground()];
})
"""
"""The colour of some texts, and of what lies behind them."""


def scheme(page: Page) -> str | None:
    return page.locator("body").get_attribute("data-md-color-scheme")


def background(page: Page) -> list[int]:
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return [int(part) for part in re.findall(r"\d+", colour)][:3]


@pytest.fixture
def wide(browser: Browser, base: str) -> Iterator[Watched]:
    """A watched page on a wide screen."""
    context = browser.new_context(viewport={"width": 1400, "height": 800})
    watched = watch(context, base)
    yield watched
    context.close()
    assert not watched.faults


# --- colour scheme ---------------------------------------------------------------------------------------


def test_the_choice_is_kept_and_stands_before_anything_is_painted(watched: Watched) -> None:
    page = watched.open(CASE)
    assert scheme(page) == "default"
    page.get_by_role("button", name="深色模式").click()
    assert scheme(page) == "slate"
    assert max(background(page)) < 60
    # What the first element of the next page sees is the choice already.
    page.add_init_script(
        "new MutationObserver(function () { var first = document.querySelector('.md-skip');"
        "if (first && !window.seen) { window.seen = document.body.getAttribute('data-md-color-scheme'); } })"
        ".observe(document, { childList: true, subtree: true });"
    )
    page = watched.open("en/index.html")
    assert page.evaluate("window.seen") == "slate"
    assert page.get_by_role("button", name="Dark mode").get_attribute("aria-pressed") == "true"


def test_who_returns_to_what_the_system_says_leaves_nothing_behind(watched: Watched) -> None:
    page = watched.open(CASE)
    toggle = page.locator(".fz-scheme")
    toggle.click()
    assert page.evaluate("Object.entries(localStorage)") == [[KEY, "dark"]]
    toggle.click()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert scheme(page) == "default"
    page.emulate_media(color_scheme="dark")
    until(page, "document.body.getAttribute('data-md-color-scheme') === 'slate'")
    assert page.context.cookies() == []


def test_a_browser_that_keeps_nothing_still_switches(watched: Watched) -> None:
    watched.page.add_init_script("Object.defineProperty(window, 'localStorage', { get: function () { throw 1; } });")
    page = watched.open(CASE)
    page.locator(".fz-scheme").click()
    assert scheme(page) == "slate"
    page.locator(".fz-scheme").click()
    assert scheme(page) == "default"


def test_the_script_in_the_page_is_the_same_everywhere(site: Path) -> None:
    """So that a policy can allow it by its digest."""
    found = {
        script
        for path in site.glob("*/**/*.html")
        if path.name not in ("slides.html", "case-form.html")  # each is one file, with a script of its own
        for script in re.findall(r"<script>(.*?)</script>", path.read_text("utf-8"), re.DOTALL)
    }
    assert len(found) == 1
    assert KEY in next(iter(found))


def test_without_javascript_the_system_chooses(scriptless: Watched) -> None:
    page = scriptless.open(CASE)
    assert min(background(page)) > 200
    page.emulate_media(color_scheme="dark")
    page = scriptless.open("en/laws/ml.html")
    assert max(background(page)) < 60


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_page_runs_a_script_that_is_not_ours(site: Path, lang: str, ROOT: Path) -> None:
    ours = {path.name for path in (ROOT / "docs" / "assets").glob("*.js")} | {"index.js"}
    for path in (site / lang).rglob("*.html"):
        for source in re.findall(r"<script[^>]* src=\"([^\"]*)\"", path.read_text("utf-8")):
            assert source.rpartition("/")[2] in ours, f"{path}: {source}"
    assert not (site / lang / "assets" / "javascripts").exists()


# --- the drawer ------------------------------------------------------------------------------------------


def test_the_drawer_by_keyboard(watched: Watched) -> None:
    page = watched.open(CASE)
    drawer, button = page.locator(".fz-drawer"), page.get_by_role("button", name="菜单")
    assert drawer.is_hidden()
    button.focus()
    page.keyboard.press("Enter")
    until(page, "getComputedStyle(document.querySelector('.fz-drawer')).visibility === 'visible'")
    assert page.locator("button.fz-menu").get_attribute("aria-expanded") == "true"
    for _ in range(14):
        assert page.evaluate(f"!!{FOCUSED}.closest('.fz-drawer') || {FOCUSED} === document.body")
        page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    until(page, "getComputedStyle(document.querySelector('.fz-drawer')).visibility === 'hidden'")
    assert page.evaluate(f"{FOCUSED}.className").find("fz-menu") > 0
    assert button.get_attribute("aria-expanded") == "false"


def test_the_drawer_by_finger(watched: Watched) -> None:
    page = watched.open(CASE)
    page.locator("button.fz-menu").click()
    links = page.locator(".fz-drawer a")
    assert links.count() >= 10
    active = page.locator(".fz-drawer--active a")
    active.wait_for(state="visible")
    assert active.inner_text() == "案例"
    page.mouse.click(380, 500)
    until(page, "getComputedStyle(document.querySelector('.fz-drawer')).visibility === 'hidden'")
    page.locator("button.fz-menu").click()
    links.get_by_text("词汇表").click()
    page.wait_for_url("**/zh/glossary.html")
    page.go_back()
    assert page.locator(".fz-drawer").is_hidden()


def test_the_drawer_without_javascript(scriptless: Watched) -> None:
    page = scriptless.open(CASE)
    assert page.locator("button.fz-menu").is_hidden()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    link = page.locator(".fz-drawer a").nth(5)
    link.wait_for(state="visible")
    link.click()
    page.wait_for_url("**/zh/glossary.html")
    page.locator("label.fz-menu").click()
    page.locator(".fz-drawer a").first.wait_for(state="visible")


# --- where the reader is ---------------------------------------------------------------------------------


def test_the_table_of_contents_follows(wide: Watched) -> None:
    page = wide.open(CASE)
    current = page.locator(".fz-toc a[aria-current]")
    assert current.count() == 0
    for id in ("timeline", "law", "facts"):
        page.locator(f".fz-toc a[href='#{id}']").click()
        until(page, f"(document.querySelector('.fz-toc a[aria-current=location]') || {{}}).hash === '#{id}'")
        top = page.evaluate("id => document.getElementById(id).getBoundingClientRect().top", id)
        assert 40 <= top < 120


def test_the_way_up_is_offered_to_those_who_turn_back(watched: Watched) -> None:
    page = watched.open(CASE)
    up = page.locator(".fz-top")
    page.evaluate("window.scrollTo(0, 3000)")
    page.wait_for_timeout(100)
    assert up.is_hidden()
    page.evaluate("window.scrollTo(0, 2800)")
    up.click()
    until(page, "window.pageYOffset === 0")
    up.wait_for(state="hidden")


def test_an_address_opens_what_is_folded(watched: Watched) -> None:
    page = watched.open(CASE)
    inside = page.evaluate(
        "var p = document.querySelector('details.fz-reveal p'); p.id = 'inside'; location.hash = '#inside'; p.id"
    )
    until(page, "document.querySelector('details.fz-reveal').open")
    assert page.locator(f"#{inside}").is_visible()


def test_the_switch_keeps_the_section(watched: Watched) -> None:
    watched.open(f"{CASE}#law").locator(".fz-header-link--lang").click()
    watched.page.wait_for_url("**/en/cases/short-video-app.html#law")


def test_the_way_past_the_menu(watched: Watched) -> None:
    page = watched.open(CASE)
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUSED}.className") == "md-skip"
    page.keyboard.press("Enter")
    assert page.evaluate(f"{FOCUSED}.id") == "fz-main"


# --- for everybody ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("setting", ["more", "forced"])
@pytest.mark.parametrize("dark", ["light", "dark"])
def test_high_contrast(browser: Browser, base: str, setting: str, dark: Literal["light", "dark"]) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, color_scheme=dark)
    watched = watch(context, base)
    page = watched.page
    if setting == "more":
        page.emulate_media(contrast="more")
    else:
        page.emulate_media(forced_colors="active")
    watched.open(CASE)
    shown = page.evaluate(COLOURS)
    assert len(shown) > 5
    for colours in shown:
        assert contrast(*colours) >= 7, colours
    context.close()
    assert not watched.faults


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2."""
    first, second = sorted((luminance(one), luminance(other)))
    return (second + 0.05) / (first + 0.05)


def luminance(colour: str) -> float:
    parts = [float(part) / 255 for part in re.findall(r"[\d.]+", colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
