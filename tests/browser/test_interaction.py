"""What a reader does on a page: answer, sort, choose a way. By keyboard, spoken, and without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from browser.watching import Watched

TREE = "zh/lessons/my-data.html"
SORT = "zh/lessons/snacks-and-labels.html"
QUIZ = "zh/cases/short-video-app.html"
SPOKEN = "article > .fz-said"


def titles(page: Page) -> list[str]:
    """The scenes that are shown."""
    return [text.split("\n")[-1] for text in page.locator(".fz-scene > h3:visible").all_inner_texts()]


def shows(page: Page, wanted: list[str]) -> None:
    """Wait until these scenes are shown: a script hears of a new address a moment after the browser goes there."""
    for _ in range(100):
        if titles(page) == wanted:
            return
        page.wait_for_timeout(30)
    assert titles(page) == wanted


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until what is looked for has the focus."""
    for _ in range(60):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the keyboard does not reach {selector}")


def start_before(page: Page, selector: str) -> None:
    """Put the keyboard just before a part of the page, as a reader who has come down to it."""
    page.locator(selector).first.evaluate(
        "node => { node.tabIndex = -1; node.focus(); node.removeAttribute('tabindex'); }"
    )


# --- quiz ---------------------------------------------------------------------------------------------


def test_a_quiz_by_keyboard_is_spoken_once_and_can_be_taken_back(watched: Watched) -> None:
    page = watched.open(QUIZ)
    start_before(page, "#q1")
    tab_to(page, "#q1-a")
    page.keyboard.press("Space")
    first = page.locator("#q1-a-why .fz-reason")
    expect(first).to_be_visible()
    expect(page.locator(SPOKEN)).to_have_text(first.inner_text().replace("\n", " "))
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.id") == "q1-b"
    expect(page.locator("#q1-b")).to_be_checked()
    expect(first).to_be_hidden()
    expect(page.locator(SPOKEN)).to_have_text(page.locator("#q1-b-why .fz-reason").inner_text().replace("\n", " "))
    # While it is announced the reason is no description too; a reader who comes back hears it as one.
    assert page.get_attribute("#q1-b", "aria-describedby") is None
    tab_to(page, "#q1 .fz-again button")
    assert page.get_attribute("#q1-b", "aria-describedby") == "q1-b-why"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "q1-a"
    assert page.locator("#q1 input:checked").count() == 0
    expect(page.locator("#q1 .fz-again")).to_be_hidden()


def test_a_reason_is_no_description_before_the_answer_is_chosen(watched: Watched) -> None:
    page = watched.open(QUIZ)
    session = page.context.new_cdp_session(page)

    def described() -> list[str]:
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        radios = [node for node in nodes if node.get("role", {}).get("value") == "radio"]
        assert len(radios) > 8
        return [text for node in radios if (text := node.get("description", {}).get("value", ""))]

    assert described() == []
    page.check("#q1-a", force=True)
    page.evaluate("document.activeElement.blur()")
    assert described() == [page.locator("#q1-a-why").inner_text().replace("\n", " ")]


def test_a_question_is_named_by_its_legend(watched: Watched) -> None:
    page = watched.open(QUIZ)
    question = page.get_by_role("group").filter(has=page.locator("#q1-a"))
    expect(question).to_have_accessible_name(page.locator("#q1 legend").inner_text())
    box = page.locator("#q1 label").first.bounding_box()
    assert box
    assert box["height"] >= 44


# --- a story in scenes --------------------------------------------------------------------------------


def test_a_story_by_keyboard(watched: Watched) -> None:
    page = watched.open(TREE)
    shows(page, ["大家都在玩"])
    start_before(page, ".fz-scene--now")
    tab_to(page, '.fz-scene--now a[href="#look"]')
    page.keyboard.press("Enter")
    shows(page, ["它想要什么？"])
    expect(page.locator("#look")).to_be_focused()
    expect(page.get_by_role("status").first).to_have_text("你走过：大家都在玩 → 它想要什么？")
    tab_to(page, '.fz-scene--now a[href="#tapped"]')
    page.keyboard.press("Enter")
    shows(page, ["烟花和金币"])
    expect(page.locator("#tapped")).to_be_focused()
    page.go_back()
    shows(page, ["它想要什么？"])
    page.go_forward()
    shows(page, ["烟花和金币"])
    expect(page.locator(".fz-tree__bar p").first).to_have_text("你走过：大家都在玩 → 它想要什么？ → 烟花和金币")
    page.get_by_role("button", name="后退一步").press("Enter")
    shows(page, ["它想要什么？"])
    page.get_by_role("button", name="从头再来").press("Enter")
    shows(page, ["大家都在玩"])
    expect(page.locator("#start")).to_be_focused()
    expect(page.get_by_role("button", name="从头再来")).to_be_disabled()


def test_a_way_may_lead_where_one_has_been(watched: Watched) -> None:
    page = watched.open(TREE + "#tapped")
    shows(page, ["烟花和金币"])
    expect(page.locator("#tapped")).to_be_in_viewport()
    page.goto(page.url.partition("#")[0] + "#start")
    page.click('.fz-scene--now a[href="#tapped"]')
    expect(page.locator(".fz-tree__bar p").first).to_have_text("你走过：烟花和金币 → 大家都在玩 → 烟花和金币")
    page.evaluate("location.hash = 'quiz'")
    shows(page, ["烟花和金币"])


def test_a_story_without_javascript(scriptless: Watched) -> None:
    page = scriptless.open(TREE)
    shows(page, ["大家都在玩"])
    page.focus('.fz-scene a[href="#look"]')
    page.keyboard.press("Enter")
    shows(page, ["它想要什么？"])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    shows(page, ["烟花和金币"])
    page.go_back()
    shows(page, ["它想要什么？"])
    expect(page.locator(".fz-tree__bar")).to_be_hidden()


@pytest.mark.parametrize("lesson", ["my-data", "cards-not-for-rent", "behind-the-screen", "behind-the-screen-primary"])
def test_paper_has_every_scene_and_where_each_way_leads(watched: Watched, lesson: str) -> None:
    page = watched.open(f"zh/lessons/{lesson}.html")
    page.emulate_media(media="print")
    count = page.locator(".fz-scene").count()
    assert count >= 12
    assert len(titles(page)) == count
    for way in page.locator(".fz-scene a:has(.fz-way)").all():
        target = page.locator(f'h3[id="{(way.get_attribute("href") or "")[1:]}"] .fz-scene__number')
        assert way.inner_text().endswith(f"→ {target.inner_text()}")
    assert page.locator(".fz-scene a:has(.fz-way)").count() >= count


# --- sorting ------------------------------------------------------------------------------------------


def test_cards_are_sorted_by_keyboard(watched: Watched) -> None:
    page = watched.open(SORT)
    table = page.locator(".fz-section--sort .fz-table").first
    assert table.locator(".fz-pick").count() == 12
    start_before(page, ".fz-section--sort .fz-table")
    tab_to(page, ".fz-section--sort .fz-pick input")
    page.keyboard.press("ArrowRight")
    row = table.locator(".fz-pick").first
    expect(row.locator(".fz-reason:visible")).to_have_text("再想想。")
    expect(page.locator(SPOKEN)).to_have_text("再想想。")
    page.keyboard.press("ArrowLeft")
    expect(row.locator(".fz-reason:visible")).to_have_text("答对了。 三样都清楚。")
    expect(page.locator(SPOKEN)).to_have_text("答对了。 三样都清楚。")
    again = table.locator("+ .fz-again button")
    again.press("Enter")
    assert table.locator("input:checked").count() == 0
    expect(row.locator("input").first).to_be_focused()


def test_cards_are_sorted_without_javascript(scriptless: Watched) -> None:
    page = scriptless.open(SORT)
    row = page.locator(".fz-section--labels .fz-pick").nth(1)
    row.get_by_text("不买", exact=True).click()
    expect(row.locator(".fz-reason:visible")).to_contain_text("5月20日")
    expect(page.locator(".fz-again:visible")).to_have_count(0)
    answers = page.locator(".fz-section--labels .fz-reveal")
    expect(answers.locator("table")).to_be_hidden()
    answers.locator("summary").click()
    expect(answers.locator("table")).to_be_visible()


def test_paper_has_the_table_and_its_solution(watched: Watched) -> None:
    page = watched.open(SORT)
    page.emulate_media(media="print")
    expect(page.locator(".fz-section--sort .fz-table").first).to_be_visible()
    expect(page.locator(".fz-section--sort .fz-reveal table")).to_be_visible()
    expect(page.locator(".fz-pick:visible")).to_have_count(0)


def test_playing_keeps_nothing(watched: Watched) -> None:
    """No storage, no cookie, and not one request after the page is there."""
    page = watched.open(SORT)
    page.wait_for_load_state("networkidle")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    for label in page.locator(".fz-pick label, .fz-option label").all():
        label.click()
    # The icon is for the browser's own tab, which fetches it when it likes.
    assert not [url for url in requests if not url.endswith("/favicon.svg")]
    assert page.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage), document.cookie || [])") == []


# --- a page that is read ------------------------------------------------------------------------------


def test_the_reader_knows_the_question_before_the_story(watched: Watched) -> None:
    page = watched.open(QUIZ)
    asked = page.locator(".fz-asked a")
    story = page.locator("#facts").bounding_box()
    box = asked.bounding_box()
    assert story
    assert box
    assert box["y"] < story["y"]
    asked.click()
    expect(page.locator("#question")).to_be_in_viewport()


def test_opening_the_outcome_moves_nothing(watched: Watched) -> None:
    page = watched.open(QUIZ)
    summary = page.locator(".fz-section--outcome summary")
    summary.scroll_into_view_if_needed()
    before = summary.bounding_box()
    summary.click()
    assert summary.bounding_box() == before


def test_a_timeline_reads_on_a_narrow_screen(watched: Watched) -> None:
    page = watched.open(QUIZ)
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.locator(".fz-timeline time").count() > page.locator(".fz-timeline > li").count()  # there is a span
    for row in page.locator(".fz-timeline > li").all():
        date, text = (part.bounding_box() for part in row.locator("> span").all())
        assert date
        assert text
        assert date["y"] + date["height"] <= text["y"] + 1
        assert text["x"] + text["width"] <= 320
