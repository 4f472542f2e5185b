"""A page on a cheap phone: what it costs the page's thread, so that other work of the machine does not count."""

from playwright.sync_api import Page

SLOW = 6
"""How many times slower a cheap phone is."""


class Phone:
    """Slows a page down for as long as it lives, and counts its time."""

    def __init__(self, page: Page) -> None:
        self._session = page.context.new_cdp_session(page)
        self._session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent(self) -> float:
        """The milliseconds of the page's thread so far."""
        metrics = {row["name"]: row["value"] for row in self._session.send("Performance.getMetrics")["metrics"]}
        return float(metrics["TaskDuration"]) * 1000
