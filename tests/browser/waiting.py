"""Wait in a page: Playwright's own way evaluates strings inside the page, which the policy of every page forbids."""

import time

from playwright.sync_api import Page


def until(page: Page, condition: str, seconds: float = 30) -> None:
    """Wait until a JavaScript expression is true in the page."""
    end = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < end, f"never true: {condition}"
        page.wait_for_timeout(20)
