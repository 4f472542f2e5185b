"""Hostile text in a real browser: live on the pages of a careless program, dead there behind our policy alone."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from browser.firing import numbers, watching
from fazhi.render.policy import policy
from payloads import SHAPES, Shape

LEAVES = {shape.number for shape in SHAPES if shape.family == "leaving" and "refresh" in shape.text.lower()}
"""A page that sends its reader elsewhere: no policy forbids that (CSP level 3 has no directive for it). The third wall
does."""


def careless(folder: Path, shapes: Sequence[Shape], csp: str = "") -> list[str]:
    """Write the pages of a careless program; give their names."""
    for shape in shapes:
        (folder / f"{shape.number}.html").write_text(shape.careless(csp), "utf-8", newline="")
    return [f"{shape.number}.html" for shape in shapes]


def test_most_shapes_act_where_nothing_stops_them(browser: Browser, tmp_path: Path) -> None:
    with watching(browser, tmp_path) as watch:
        watch.show(careless(tmp_path, SHAPES))
    live = Counter(shape.family for shape in SHAPES if shape.number in watch.fired)
    assert sum(live.values()) >= 380, f"dead: {numbers({shape.number for shape in SHAPES} - watch.fired)}"
    assert live.keys() == {shape.family for shape in SHAPES}, "a family of which nothing acts would show nothing"


@pytest.mark.parametrize("on", ["http", "file"])
def test_the_policy_alone_stops_all_but_a_page_that_leaves(
    browser: Browser, tmp_path: Path, on: Literal["http", "file"]
) -> None:
    csp = f'<meta http-equiv="Content-Security-Policy" content="{policy()}">'
    held = [shape for shape in SHAPES if shape.number not in LEAVES]
    with watching(browser, tmp_path, on) as watch:
        watch.show(careless(tmp_path, held[:: 1 if on == "http" else 4], csp))
    assert not watch.fired, numbers(watch.fired)
