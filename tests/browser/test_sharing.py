"""Passing a page on: its address, its sections, and what WeChat's browser cannot do."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browser.waiting import until
from browser.watching import Watched, watch

CASE = "zh/cases/bank-cards.html"
WECHAT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.50"
COPY = ".fz-share__copy"


@pytest.fixture
def served(browser: Browser, server: str) -> Iterator[Watched]:
    """A page on a web server, in a browser that may write to the clipboard."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    watched = watch(context, server)
    yield watched
    context.close()
    assert not watched.faults


@pytest.fixture
def wechat(browser: Browser, base: str) -> Iterator[Watched]:
    """A page as WeChat's own browser shows it."""
    context = browser.new_context(user_agent=WECHAT, viewport={"width": 390, "height": 800})
    watched = watch(context, base)
    yield watched
    context.close()
    assert not watched.faults


# --- copying the address --------------------------------------------------------------------------------


def test_the_button_copies_the_address_with_its_section(served: Watched) -> None:
    page = served.open(f"{CASE}#law")
    page.locator(COPY).click()
    until(page, "document.querySelector('.fz-share__said').textContent === '已复制'")
    assert page.evaluate("navigator.clipboard.readText()") == f"{served.base}/{CASE}#law"
    assert page.locator(".fz-share__field").is_hidden()


@pytest.mark.parametrize("broken", ["undefined", "{ writeText: function () { return Promise.reject(); } }"])
def test_where_nothing_can_be_copied_the_address_is_there_to_be_selected(served: Watched, broken: str) -> None:
    served.page.add_init_script(f"Object.defineProperty(navigator, 'clipboard', {{ value: {broken} }})")
    page = served.open(CASE)
    page.locator(COPY).focus()
    page.keyboard.press("Enter")
    field = page.locator(".fz-share__field")
    field.wait_for(state="visible")
    assert field.input_value() == f"{served.base}/{CASE}"
    assert page.evaluate("document.activeElement.className") == "fz-share__field"
    assert page.evaluate("getSelection().toString() || document.activeElement.selectionEnd") not in ("", 0)
    assert page.locator(".fz-share__said").inner_text() == "请长按或全选，自己复制"


def test_a_file_on_a_stick_offers_no_address(watched: Watched) -> None:
    page = watched.open(CASE)
    assert page.locator(COPY).is_visible() == watched.base.startswith("http")


def test_the_button_is_large_enough_for_a_finger(served: Watched) -> None:
    box = served.open(CASE).locator(COPY).bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 44


def test_without_javascript_there_is_no_button(scriptless: Watched) -> None:
    page = scriptless.open("zh/lessons/my-data.html")
    assert page.locator(COPY).is_hidden()
    assert page.locator(".fz-wechat").is_hidden()


# --- WeChat ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lang", "said"), [("zh", "在浏览器打开"), ("en", "in your browser")])
def test_wechat_is_told_how_to_download(wechat: Watched, lang: str, said: str) -> None:
    page = wechat.open(f"{lang}/lessons/my-data.html")
    hint = page.locator(".fz-wechat")
    assert hint.is_visible()
    assert said in hint.inner_text()
    page = wechat.open(f"{lang}/presenters.html")
    assert page.locator(".fz-wechat:visible").count() == page.locator(".fz-wechat").count() >= 4


def test_no_other_browser_is_told_of_wechat(watched: Watched) -> None:
    assert watched.open("zh/lessons/my-data.html").locator(".fz-wechat").is_hidden()


# --- deep links, back and forward -----------------------------------------------------------------------


def top(page: Page, id: str) -> float:
    """Where a section begins, from the upper edge of the window."""
    place = page.evaluate("id => document.getElementById(id).getBoundingClientRect().top", id)
    assert isinstance(place, int | float)
    return place


def is_at(page: Page, id: str) -> bool:
    """Tell whether the window shows the beginning of a section, below the header and not under it."""
    header = page.evaluate("document.querySelector('.md-header').getBoundingClientRect().bottom")
    return bool(header - 2 <= top(page, id) < header + 160)


def test_a_link_to_a_section_opens_there(watched: Watched) -> None:
    for path in (CASE, "en/lessons/my-data.html"):
        page = watched.open(path)
        ids = page.evaluate("[...document.querySelectorAll('.fz-contents a')].map(a => a.hash.slice(1))")
        assert len(ids) > 4
        for id in (ids[1], ids[3]):
            watched.open("zh/index.html")
            assert is_at(watched.open(f"{path}#{id}"), id), (path, id)


def test_back_and_forward_return_to_the_place(watched: Watched) -> None:
    page = watched.open(f"{CASE}#facts")
    assert is_at(page, "facts")
    page.evaluate("location.hash = 'law'")
    assert is_at(page, "law")
    link = page.locator(".fz-section--law a[href*='laws/']:visible").first
    # By the keyboard, which does not scroll as a pointer of the test would.
    link.evaluate("link => link.focus({ preventScroll: true })")
    page.keyboard.press("Enter")
    page.wait_for_url("**/laws/**")
    page.go_back()
    page.wait_for_url("**#law")
    until(page, "Math.abs(document.getElementById('law').getBoundingClientRect().top) < 300")
    assert is_at(page, "law")
    page.go_back()
    page.wait_for_url("**#facts")
    until(page, "Math.abs(document.getElementById('facts').getBoundingClientRect().top) < 300")
    assert is_at(page, "facts")
    page.go_forward()
    page.wait_for_url("**#law")
    assert page.locator("h1").is_visible()


def test_the_facts_lead_to_lists_and_the_lists_lead_back(watched: Watched) -> None:
    for list_ in ("places/jilin.html", "procedures/conditional-non-prosecution.html", "topics/"):
        page = watched.open(CASE)
        page.locator(f"a[href*='../{list_}']:visible").first.click()
        page.wait_for_url(f"**/{list_}*")
        assert page.locator(".fz-card__title a[href*='cases/bank-cards.html']").count() == 1


# --- in the head ----------------------------------------------------------------------------------------


def test_a_strict_policy_lets_the_data_block_stand(browser: Browser, served: Watched) -> None:
    """``script-src 'none'`` forbids every script; the JSON-LD is none and raises no complaint."""
    page = served.open(CASE)
    head = page.locator('script[type="application/ld+json"]').evaluate("block => block.outerHTML")
    policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'none'\">"
    context = browser.new_context()
    told: list[str] = []
    other = context.new_page()
    other.on("console", lambda message: told.append(message.text))
    other.set_content(f"<!DOCTYPE html><head>{policy}{head}</head><p>there</p>")
    assert told == []
    other.set_content(f"<!DOCTYPE html><head>{policy}<script>1</script></head><p>there</p>")
    assert [text for text in told if "Content Security Policy" in text]
    context.close()
