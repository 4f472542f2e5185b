"""The web slides of a real lesson in a real Chromium, from a web server and from the disk, far from the site."""

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from browser.waiting import until
from browser.watching import Watched, watch
from fazhi.checked import check
from fazhi.render.edition import Edition
from fazhi.render.kit import fit, lecture, web
from fazhi.render.templates import environment
from fazhi.render.words import Words

LESSON = "my-data"
"""It has tables, a decision tree, a case with its outcome, and a quiz."""
FOLLOWED = """(() => {
    const wanted = document.getElementById(location.hash.slice(1));
    return !wanted || !wanted.matches('.slide') || wanted.getClientRects().length > 0;
})()"""
"""Whether the slide of the page's address is the one that is seen: the page hears of it a moment later."""
LARGE, SMALL = ViewportSize(width=1280, height=720), ViewportSize(width=390, height=844)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def stick(ROOT: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The slides of every lesson, each alone in its file, in a folder with spaces and Chinese in its path."""
    folder = tmp_path_factory.mktemp("slides") / "U盘 的 文件夹"
    checked = check(ROOT)
    assert checked.settings
    names = {path.relative_to(ROOT / "templates").as_posix(): path for path in (ROOT / "templates").rglob("*.j2")}
    env = environment({name: path.read_text("utf-8") for name, path in sorted(names.items())})
    for lang in ("zh", "en"):
        edition = Edition(checked.library, Words(lang, checked.strings[lang]), checked.settings)
        (folder / lang).mkdir(parents=True)
        for lesson in edition.lessons():
            deck = fit.fit(lecture.deck(edition, lesson), edition.words.t.kit.deck.continued)
            (folder / lang / f"{lesson.id}.html").write_text(web.page(deck, env, edition.words), "utf-8")
    return folder


@pytest.fixture(params=["http", "file"])
def place(request: pytest.FixtureRequest, stick: Path) -> Iterator[str]:
    """The address of the slides: once on a web server, once opened from the disk."""
    if request.param == "file":
        yield stick.as_uri()
        return
    serve = functools.partial(_Quiet, directory=str(stick))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=LARGE, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def shown(context: BrowserContext, place: str) -> Iterator[Watched]:
    """A page under watch; whatever goes wrong on it fails the test."""
    watched = watch(context, place)
    yield watched
    assert not watched.faults


@pytest.fixture
def slides(shown: Watched) -> Page:
    """The first slide of the lesson."""
    return shown.open(f"zh/{LESSON}.html")


def at(page: Page) -> str:
    """The id of the one slide that is seen, as soon as the page has followed its address."""
    until(page, FOLLOWED)
    seen = page.locator(".slide:visible")
    assert seen.count() == 1
    return str(seen.get_attribute("id"))


def ids(page: Page) -> list[str]:
    found: list[str] = page.locator(".slide").evaluate_all("all => all.map(each => each.id)")
    return found


def hash_of(page: Page) -> str:
    return str(page.evaluate("location.hash"))


def test_clicker_and_keys_turn_the_slides(slides: Page) -> None:
    order = ids(slides)
    for key in ("PageDown", "ArrowRight", "ArrowDown", "Space", "Enter"):
        slides.keyboard.press(key)
    assert at(slides) == order[5]
    assert hash_of(slides) == "#s6"
    assert slides.locator(".live").inner_text().startswith(f"第6张，共{len(order)}张：")
    for key in ("PageUp", "ArrowLeft", "ArrowUp", "Shift+Space"):
        slides.keyboard.press(key)
    assert at(slides) == order[1]
    slides.keyboard.press("End")
    assert at(slides) == order[-1]
    slides.keyboard.press("PageDown")
    assert at(slides) == order[-1]
    slides.keyboard.press("Home")
    slides.keyboard.press("PageUp")
    assert at(slides) == order[0]
    for key in ("1", "2", "Enter"):
        slides.keyboard.press(key)
    assert at(slides) == order[11]


def test_an_address_leads_to_a_slide_by_number_by_name_and_into_its_steps(shown: Watched) -> None:
    page = shown.open(f"zh/{LESSON}.html#s3")
    order = ids(page)
    assert at(page) == order[2]
    page = shown.open(f"zh/{LESSON}.html?#end-safe")
    assert at(page) == "end-safe"
    page = shown.open(f"zh/{LESSON}.html??#hook.2")
    assert at(page) == "hook"
    assert page.locator("#hook .f").evaluate_all("all => all.map(x => getComputedStyle(x).visibility)") == [
        *("visible", "visible", "hidden")
    ]
    page.evaluate("location.hash = '#no-such-slide'")
    assert at(page) == "hook"
    page.evaluate("location.hash = '#s9999'")
    assert at(page) == order[-1]


def test_points_come_one_by_one_when_asked_for(slides: Page) -> None:
    slides.keyboard.press("PageDown")
    points = slides.locator("#hook li.f")
    assert points.count() == 3
    slides.keyboard.press("s")
    hidden = "all => all.filter(x => getComputedStyle(x).visibility === 'hidden').length"
    for left in (3, 2, 1, 0):
        assert points.evaluate_all(hidden) == left
        assert hash_of(slides) == f"#s2.{3 - left}"
        slides.keyboard.press("PageDown")
    assert at(slides) == ids(slides)[2]
    slides.keyboard.press("PageUp")
    assert points.evaluate_all(hidden) == 0
    slides.keyboard.press("PageUp")
    assert points.evaluate_all(hidden) == 1
    slides.keyboard.press("s")
    assert points.evaluate_all(hidden) == 0
    assert hash_of(slides) == "#s2"


def test_a_choice_leads_to_its_scene_by_mouse_and_by_number_and_back_again(slides: Page) -> None:
    slides.evaluate("location.hash = '#start'")
    slides.locator("#start .ways a").nth(1).click()
    assert at(slides) == "look"
    slides.keyboard.press("3")
    assert at(slides) == "ask"
    slides.go_back()
    assert at(slides) == "look"


def test_every_way_of_every_lesson_leads_to_a_slide(browser: Browser, stick: Path) -> None:
    page = browser.new_page()
    for path in sorted(stick.rglob("*.html")):
        page.goto(path.as_uri())
        lost = "all => all.map(a => a.getAttribute('href').slice(1)).filter(id => !document.getElementById(id))"
        assert page.locator(".ways a").evaluate_all(lost) == [], path
    page.close()


def test_the_screen_goes_black_and_comes_back(slides: Page) -> None:
    for key in ("b", "."):
        slides.keyboard.press(key)
        assert slides.locator(".blank").is_visible()
        slides.keyboard.press(key)
        assert slides.locator(".blank").is_hidden()
    slides.keyboard.press("b")
    slides.keyboard.press("PageDown")
    assert slides.locator(".blank").is_hidden()


@pytest.mark.parametrize("key", ["f", "F5"])
def test_full_screen_on_and_off(slides: Page, key: str) -> None:
    slides.keyboard.press(key)
    expect(slides.locator("html:fullscreen")).to_have_count(1)
    slides.keyboard.press(key)
    expect(slides.locator("html:fullscreen")).to_have_count(0)


def test_dark_and_light_by_the_system_and_by_hand(slides: Page) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    slides.emulate_media(color_scheme="light")
    light = slides.evaluate(ground)
    slides.keyboard.press("d")
    dark = slides.evaluate(ground)
    assert dark != light
    slides.keyboard.press("d")
    assert slides.evaluate(ground) == light
    slides.reload()
    slides.emulate_media(color_scheme="dark")
    assert slides.evaluate(ground) == dark
    slides.keyboard.press("d")
    assert slides.evaluate(ground) == light


def test_the_keys_are_explained_and_each_can_be_pressed_there(slides: Page) -> None:
    slides.keyboard.press("?")
    box = slides.locator(".keys")
    assert box.is_visible()
    assert box.get_by_role("button").first.evaluate("e => e === document.activeElement")
    slides.keyboard.press("Escape")
    assert box.is_hidden()
    slides.locator(".bar [data-do=help]").click()
    box.locator("[data-do=last]").click()
    assert box.is_hidden()
    assert at(slides) == ids(slides)[-1]


def test_buttons_are_large_enough_and_space_does_not_press_them_again(slides: Page) -> None:
    for control in slides.locator(".bar > *").all():
        box = control.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
    slides.locator(".bar [data-do=next]").click()
    slides.locator(".bar [data-do=prev]").click()
    slides.keyboard.press("Space")
    assert at(slides) == ids(slides)[1]


def test_buttons_and_pointer_get_out_of_the_way(slides: Page) -> None:
    slides.mouse.move(300, 300)
    expect(slides.locator(".bar")).to_have_css("opacity", "0")
    slides.mouse.move(310, 310)
    expect(slides.locator(".bar")).to_have_css("opacity", "1")


def test_a_finger_turns_the_slides(slides: Page) -> None:
    swipe = """([from, to]) => {
      const touch = x => new Touch({identifier: 1, target: document.body, clientX: x, clientY: 300});
      const send = (kind, list, ended) => document.body.dispatchEvent(new TouchEvent(kind,
        {bubbles: true, touches: list, changedTouches: ended}));
      send('touchstart', [touch(from)], [touch(from)]);
      send('touchend', [], [touch(to)]);
    }"""
    slides.evaluate(swipe, [600, 300])
    assert at(slides) == ids(slides)[1]
    slides.evaluate(swipe, [300, 280])
    assert at(slides) == ids(slides)[1]
    slides.evaluate(swipe, [300, 600])
    assert at(slides) == ids(slides)[0]


def opened(slides: Page) -> Page:
    with slides.context.expect_page() as opening:
        slides.keyboard.press("n")
    window = opening.value
    window.locator("[data-now]").wait_for()
    return window


def test_the_notes_window_shows_what_is_said_and_drives_the_slides(slides: Page) -> None:
    window = opened(slides)
    window.keyboard.press("PageDown")
    assert at(slides) == "hook"
    assert "同学们好" in window.locator("[data-said]").inner_text()
    assert "时间：演1分钟" in window.locator("[data-said] .tip").inner_text()
    assert window.locator("[data-coming]").inner_text() == slides.locator(".slide h2").nth(2).text_content()
    window.locator("[data-do=next]").click()
    assert at(slides) == ids(slides)[2]
    slides.evaluate("location.hash = '#start'")
    window.locator("[data-ways] a").first.click()
    assert at(slides) == "tapped"
    window.keyboard.press("3")
    assert at(slides) == "undo"
    slides.keyboard.press("End")
    assert window.locator("[data-none]").is_visible()
    window.keyboard.press("b")
    assert slides.locator(".blank").is_visible()


def test_the_notes_window_counts_the_minutes_of_the_step(slides: Page) -> None:
    slides.clock.install(time="2026-11-21T09:58:00")
    slides.reload()
    window = opened(slides)
    assert window.locator("[data-turn]").is_hidden()  # the cover belongs to no step
    slides.keyboard.press("PageDown")  # five minutes
    left, gone = window.locator("[data-left]"), window.locator("[data-gone]")
    slides.clock.run_for(61_000)
    expect(left).to_have_text("3:59")
    assert gone.inner_text() == "1:01"
    slides.keyboard.press("PageDown")  # eight minutes
    expect(left).to_have_text("8:00")
    slides.clock.run_for(60_000)
    slides.keyboard.press("PageUp")  # the first step goes on where it was
    expect(left).to_have_text("3:59")
    assert window.locator(".over").is_hidden()
    slides.clock.run_for(240_000)
    expect(window.locator("[data-turn]")).to_have_class("late")
    assert left.inner_text() == "0:01"
    assert window.locator(".over").is_visible()
    window.locator("[data-do=zero]").click()
    assert left.inner_text() == "5:00"
    assert gone.inner_text() == "0:00"
    assert window.locator("[data-now]").inner_text() == "10:04"


def test_the_notes_window_goes_with_its_slides(slides: Page) -> None:
    window = opened(slides)
    with window.expect_event("close"):
        slides.reload()


def test_a_blocked_window_is_said_to_be_blocked(slides: Page) -> None:
    slides.evaluate("window.open = () => null")
    slides.keyboard.press("n")
    assert "拦住" in slides.locator("main .message").inner_text()
    slides.keyboard.press("PageDown")
    assert slides.locator("main .message").is_hidden()


def test_nothing_is_kept(slides: Page) -> None:
    for key in ("PageDown", "s", "d", "b", "PageDown"):
        slides.keyboard.press(key)
    assert slides.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage))") == []
    assert slides.context.cookies() == []


EACH = """measure => {
  const wrong = [];
  for (const slide of document.querySelectorAll('.slide')) {
    location.hash = slide.id;
    dispatchEvent(new HashChangeEvent('hashchange'));
    if (!slide.classList.contains('on') || measure(slide)) wrong.push(slide.id);
  }
  return wrong;
}"""
"""Show every slide and give the ids of those that are measured to be wrong."""
FULL = """slide => {
  const body = slide.querySelector('.body'), page = document.documentElement;
  const over = e => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1;
  const wide = [...body.querySelectorAll('*')].some(e => e.getBoundingClientRect().right > innerWidth + 1);
  return wide || over(page) || [body, ...slide.querySelectorAll('.wide')].some(over);
}"""
SIDEWAYS = """slide => document.documentElement.scrollWidth > innerWidth
  || parseFloat(getComputedStyle(slide.querySelector('.body')).fontSize) < 16"""


def test_every_slide_of_every_lesson_fits_the_screen(browser: Browser, stick: Path) -> None:
    page = browser.new_page(viewport=LARGE, reduced_motion="reduce")
    for path in sorted(stick.rglob("*.html")):
        page.goto(path.as_uri())
        assert page.evaluate(f"({EACH})({FULL})") == [], path
    page.close()


@pytest.mark.parametrize("size", [(1920, 940), (1024, 768)], ids=str)
def test_slides_fit_a_wider_and_a_higher_screen(browser: Browser, stick: Path, size: tuple[int, int]) -> None:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    for path in sorted(stick.rglob(f"{LESSON}.html")):
        page.goto(path.as_uri())
        assert page.evaluate(f"({EACH})({FULL})") == [], path
    page.close()


def test_on_a_phone_slides_scroll_down_and_never_sideways(browser: Browser, stick: Path) -> None:
    page = browser.new_page(viewport=SMALL, reduced_motion="reduce")
    for path in sorted(stick.rglob(f"{LESSON}.html")):
        page.goto(path.as_uri())
        assert page.evaluate(f"({EACH})({SIDEWAYS})") == [], path
    page.close()


def test_on_paper_every_slide_is_a_page_with_everything_and_no_notes(browser: Browser, stick: Path) -> None:
    page = browser.new_page(viewport={"width": 1122, "height": 793})
    page.emulate_media(media="print")
    for path in sorted(stick.rglob("*.html")):
        page.goto(path.as_uri() + "#s2.0")
        short = """() => {
          const end = (slide, part) => slide.querySelector(part).getBoundingClientRect().bottom;
          const all = [...document.querySelectorAll('.slide')];
          return all.filter(slide => end(slide, '.sheet') < end(slide, '.foot')).map(slide => slide.id);
        }"""
        assert page.evaluate(short) == [], path
        assert page.locator(".notes:visible, .bar:visible").count() == 0
        assert page.locator(".slide:visible").count() == len(ids(page))
        assert page.locator(".f").evaluate_all("all => all.every(x => getComputedStyle(x).visibility === 'visible')")
    pages = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
    assert len(pages) == len(ids(page))
    page.close()


def test_without_javascript_everything_can_be_read(browser: Browser, place: str) -> None:
    context = browser.new_context(viewport=SMALL, java_script_enabled=False)
    watched = watch(context, place)
    page = watched.open(f"zh/{LESSON}.html")
    count = page.locator(".slide").count()
    assert page.locator(".slide:visible").count() == count > 30
    assert page.locator(".notes:visible").count() == count
    assert page.locator(".without").is_visible()
    assert page.locator("button:visible").count() == 0
    page.locator("a[href='#look']").first.click()
    assert page.url.endswith("#look")
    context.close()
    assert not watched.faults
