"""From the zip to the classroom: unpacked on a stick, opened by double-click, with the network off."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

LESSON = "my-data"


@pytest.fixture(scope="module")
def stick(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stick with the copy of the site and the zips of one lesson and one year, all unpacked."""
    folder = tmp_path_factory.mktemp("offline") / "U盘 法治课 (1)"
    for name in ("fazhi-site.zip", f"zh/lessons/{LESSON}/{LESSON}-zh.zip", "en/packs/junior/year-junior-en.zip"):
        with zipfile.ZipFile(site / name) as archive:
            archive.extractall(folder)
    return folder


@pytest.fixture
def offline(browser: Browser, stick: Path) -> Iterator[BrowserContext]:
    """A browser without network; whatever goes wrong in any of its windows fails the test, and so does every question
    to anything but the stick."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, locale="zh-CN", reduced_motion="reduce")
    context.set_offline(True)
    faults: list[str] = []

    def foreign(request: Request) -> None:
        if not request.url.startswith((stick.as_uri(), "data:")):
            faults.append(f"foreign: {request.url}")

    context.on("request", foreign)
    context.on("requestfailed", lambda request: faults.append(f"failed: {request.url} {request.failure}"))
    context.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    context.on("weberror", lambda error: faults.append(str(error.error)))
    yield context
    context.close()
    assert faults == []


def here(page: Page, stick: Path) -> str:
    """Which file of the stick is shown."""
    return Path(unquote(urlsplit(page.url).path)).relative_to(stick).as_posix()


def arrives(page: Page, stick: Path, wanted: str) -> None:
    """Wait until a file of the stick is shown: a click does not wait for the page that it leads to."""
    for _ in range(100):
        if here(page, stick) == wanted:
            return
        page.wait_for_timeout(30)
    assert here(page, stick) == wanted


def files_of(page: Page, within: str = "body") -> list[Path]:
    """The files that links lead to, other than pages on the web."""
    found: list[str] = page.locator(f"{within} a[href]").evaluate_all("all => all.map(each => each.href)")
    assert found
    return [Path(unquote(urlsplit(urldefrag(url).url).path)) for url in found if url.startswith("file:")]


@pytest.mark.parametrize(("lang", "name"), [("zh", "法治课"), ("en", "Lessons")])
def test_from_the_front_page_to_the_last_slide(offline: BrowserContext, stick: Path, lang: str, name: str) -> None:
    page = offline.new_page()
    page.goto((stick / "fazhi/index.html").as_uri())
    page.locator(f"a[href^='{lang}/']").click()
    arrives(page, stick, f"fazhi/{lang}/index.html")
    page.locator("a:visible").get_by_text(name, exact=True).first.click()
    page.locator(f"main a[href$='{LESSON}.html']").first.click()
    arrives(page, stick, f"fazhi/{lang}/lessons/{LESSON}.html")
    page.locator("main .fz-kit a[href$='slides.html']").click()
    expect(page.locator(".slide").first).to_be_visible()
    arrives(page, stick, f"fazhi/{lang}/lessons/{LESSON}/slides.html")
    slides = page.locator(".slide")
    expect(slides.first).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(slides.nth(1)).to_be_visible()
    expect(slides.first).to_be_hidden()
    with offline.expect_page() as opening:
        page.keyboard.press("n")
    notes = opening.value
    expect(notes.locator("[data-said]")).not_to_be_empty()
    page.keyboard.press("f")
    expect(page.locator("html:fullscreen")).to_have_count(1)
    page.keyboard.press("f")
    page.keyboard.press("End")
    expect(slides.last).to_be_visible()


@pytest.mark.parametrize(("lang", "word"), [("zh", "公益诉讼"), ("en", "procuratorate")])
def test_search_finds_a_legal_word(offline: BrowserContext, stick: Path, lang: str, word: str) -> None:
    page = offline.new_page()
    page.goto((stick / f"fazhi/{lang}/search.html").as_uri())
    page.locator("#fz-query").fill(word)
    results = page.locator(".fz-result__link")
    expect(results.first).to_be_visible()
    assert results.count() > 5
    results.first.click()
    page.wait_for_url(lambda url: "search.html" not in url)
    assert word.lower() in page.locator("main").inner_text().lower()


def test_every_file_that_is_offered_is_on_the_stick(offline: BrowserContext, stick: Path) -> None:
    page = offline.new_page()
    for lang in ("zh", "en"):
        lessons = [path for path in (stick / f"fazhi/{lang}/lessons").iterdir() if path.is_dir()]
        assert len(lessons) >= 13
        for name in ("presenters", "glossary", *(f"lessons/{path.name}" for path in lessons)):
            page.goto((stick / f"fazhi/{lang}/{name}.html").as_uri())
            files = files_of(page)
            assert [file for file in files if not file.is_file()] == [], name
            kinds = {file.suffix for file in files}
            assert ".zip" not in kinds
            assert kinds & {".pptx", ".apkg"}, name


@pytest.mark.parametrize("folder", [f"{LESSON}-zh", "year-junior-en"])
def test_the_start_page_of_a_zip_leads_to_all_of_it(offline: BrowserContext, stick: Path, folder: str) -> None:
    page = offline.new_page()
    left = [stick / folder / "start.html"]
    seen: set[Path] = set()
    while left:
        start = left.pop()
        page.goto(start.as_uri())
        assert page.locator("h1").inner_text()
        found = files_of(page)
        assert [file for file in found if not file.is_file()] == []
        left += [file for file in found if file.name == "start.html" and file not in seen]
        seen |= {start, *found}
    everything = {path for path in (stick / folder).rglob("*") if path.is_file()}
    assert {path.name for path in everything - seen} == {"SHA256SUMS.txt"}


def test_the_slides_of_a_lesson_run_from_its_zip(offline: BrowserContext, stick: Path) -> None:
    page = offline.new_page()
    page.goto((stick / f"{LESSON}-zh/start.html").as_uri())
    page.locator("a[href$='slides.html']").click()
    # A key pressed before the slides are there goes to the page that is left.
    expect(page.locator(".slide").first).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".slide").nth(1)).to_be_visible()
    assert re.search(r"#s2$", page.url)


def test_the_download_page_says_that_this_is_the_copy(offline: BrowserContext, stick: Path) -> None:
    page = offline.new_page()
    page.goto((stick / f"fazhi/zh/lessons/{LESSON}.html").as_uri())
    page.locator("main .fz-kit__all a").click()
    arrives(page, stick, "fazhi/download.html")
    expect(page.locator("h1")).to_contain_text("这就是离线版")
    page.get_by_text("回到首页").click()
    arrives(page, stick, "fazhi/zh/index.html")
