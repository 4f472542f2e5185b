"""The second wall in a real browser: whatever a poisoned library says, nothing on its pages acts, policy or none."""

import re
import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from browser.firing import numbers, watching
from fazhi.checked import Checked
from fazhi.model.mark import Mark
from fazhi.render.edition import Edition
from fazhi.render.kit import lecture, web
from fazhi.render.kit.deck import Line, Say, Slide, Written
from fazhi.render.kit.text import Run
from fazhi.render.templates import environment
from fazhi.render.words import Words
from payloads import SHAPES
from poisoning import LONGEST, TYPED, finished, places, written

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
AT_ONCE = 12
"""How many shapes a piece of words holds at most."""


class Turns:
    """Gives every place the next shapes, so that each place meets as many of them as it has room for."""

    def __init__(self, counts: Counter[str]) -> None:
        self.counts = counts
        self.given: Counter[str] = Counter()

    def say(self, place: str, words: str) -> str:
        """The words, and behind them the shapes whose turn it is."""
        many = 6 if place in TYPED else min(AT_ONCE, -(-len(SHAPES) // self.counts[place]))
        start = self.given[place]
        self.given[place] += many
        said = " ".join(SHAPES[at % len(SHAPES)].text for at in range(start, start + many))
        return f"{words} {said}"[:LONGEST] if place in TYPED else f"{words} {said}"

    @property
    def pairs(self) -> int:
        """How many shapes stood at how many places, counted once each."""
        return sum(min(given, len(SHAPES)) for given in self.given.values())


@pytest.fixture(scope="module")
def hostile(mini: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The finished pages of the dwarf repository, in whose words every shape stands."""
    root = tmp_path_factory.mktemp("hostile")
    turns = Turns(places(written(mini, root / "before").library))
    for lang, folder in finished(mini, root / "repo", turns.say).items():
        shutil.copytree(folder / "site", root / "site" / lang)
    assert len(turns.given) >= 50
    assert turns.given["Text.text"] >= len(SHAPES)
    assert turns.pairs >= 4000
    return root / "site"


@pytest.mark.parametrize(("on", "walls"), [("http", "alone"), ("file", "alone"), ("file", "together")])
def test_nothing_acts_on_the_pages_of_a_poisoned_library(
    browser: Browser, hostile: Path, tmp_path: Path, on: Literal["http", "file"], walls: str
) -> None:
    site = tmp_path / "site"
    shutil.copytree(hostile, site)
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    assert len(names) > 60
    for path in [site / name for name in names] if walls == "alone" else ():
        text, many = POLICY.subn("", path.read_text("utf-8"))
        assert many == 1
        path.write_text(text, "utf-8")
    with watching(browser, site, on) as watch:
        watch.show(names)
        for lang in ("zh", "en"):
            page = watch.context.new_page()
            page.goto(f"{watch.base}{lang}/search.html")
            page.locator("#fz-query").fill("fire")
            expect(page.locator(".fz-result__link").first).to_be_visible()
            page.wait_for_timeout(300)
    assert not watch.fired, numbers(watch.fired)
    assert not watch.foreign


def hostile_slides(checked: Checked) -> str:
    """The slides of a lesson, one for each shape, which stands in all of its words, and in the words of the deck."""
    assert checked.settings
    words = Words("zh", checked.strings["zh"])
    edition = Edition(checked.library, words, checked.settings)
    deck = lecture.deck(edition, checked.library.lessons["fruit"])
    here, slides = Mark(1, 1), []
    for shape in SHAPES:
        runs = (Run(shape.text), Run(shape.text, strong=True))
        lines = tuple(Line(kind, runs, here, label=shape.text) for kind in ("point", "option", "reason"))
        said = (Say(runs), Say(runs, tip=True))
        slides.append(
            Slide(f"s{shape.number}", "step", shape.text, Written(lines), here, said, step=shape.text, minutes=1)
        )
    every = tuple(shape.text for shape in SHAPES)
    said_once = {"summary": every[0], "qr_label": every[1], "tip_label": every[2]}
    hostile = replace(deck, title=" ".join(every), slides=tuple(slides), facts=every, **said_once)
    return web.page(hostile, environment(checked.templates), words)


@pytest.mark.parametrize("on", ["http", "file"])
def test_nothing_acts_on_hostile_slides(
    browser: Browser, mini: Mapping[str, bytes], tmp_path: Path, on: Literal["http", "file"]
) -> None:
    text, many = POLICY.subn("", hostile_slides(written(mini, tmp_path / "repo")))
    assert many == 1
    site = tmp_path / "site"
    site.mkdir()
    (site / "slides.html").write_text(text, "utf-8", newline="")
    with watching(browser, site, on) as watch:
        watch.show(["slides.html"])
        page = watch.context.new_page()
        page.goto(f"{watch.base}slides.html")
        expect(page.locator(".slide")).to_have_count(len(SHAPES))
        for _ in range(40):
            page.keyboard.press("ArrowRight")
        page.wait_for_timeout(300)
    assert not watch.fired, numbers(watch.fired)
    assert not watch.foreign
