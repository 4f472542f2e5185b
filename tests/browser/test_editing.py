"""The page before the editor: whoever comes from a page sees the rules and its file, with a script or without one."""

import pytest

from browser.watching import Watched


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_edit_this_page_shows_the_rules_and_then_the_file(scriptless: Watched, lang: str) -> None:
    page = scriptless.open(f"{lang}/cases/bank-cards.html")
    page.locator(".fz-edit a").click()
    page.wait_for_url("**/edit.html#case-bank-cards")
    row = page.locator("#case-bank-cards")
    assert f"cases/bank-cards/{lang}.md" in row.inner_text()
    rules, first = page.locator("#rules + .fz-section ol").bounding_box(), page.locator(".fz-files > p").first
    mine, text = row.bounding_box(), first.bounding_box()
    assert rules
    assert mine
    assert text
    assert 0 < rules["y"] < mine["y"] < text["y"], "the rules, the file, then how to hand it in"
    assert rules["y"] < 800, "the rules are in sight"


def test_another_file_moves_up_when_it_is_chosen(watched: Watched) -> None:
    page = watched.open("zh/edit.html#case-bank-cards")
    page.locator("#lesson-my-data .fz-file").click()
    mine, before = page.locator("#lesson-my-data").bounding_box(), page.locator("#case-bank-cards").bounding_box()
    assert mine
    assert before
    assert mine["y"] < before["y"]
