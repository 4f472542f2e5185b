"""A page under watch: whatever goes wrong on it is written down."""

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Page, Request


@dataclass
class Watched:
    """A page and everything that went wrong on it."""

    page: Page
    base: str
    faults: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.base}/{path}", wait_until="load")
        return self.page


def gone_wrong(request: Request) -> bool:
    """Tell a failed request from one that we broke off ourselves by going on to the next page."""
    return "ERR_ABORTED" not in (request.failure or "")


def watch(context: BrowserContext, base: str) -> Watched:
    watched = Watched(context.new_page(), base)
    page = watched.page
    page.on(
        "console", lambda m: watched.faults.append(f"console: {m.text}") if m.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: watched.faults.append(f"error: {error}"))
    page.on(
        "requestfailed",
        lambda request: watched.faults.append(f"failed: {request.url}") if gone_wrong(request) else None,
    )
    page.on("response", lambda r: watched.faults.append(f"{r.status}: {r.url}") if r.status >= 400 else None)
    page.on(
        "request",
        lambda r: watched.faults.append(f"foreign: {r.url}") if not r.url.startswith((base, "data:")) else None,
    )
    return watched
