"""The real site in a real Chromium, from a web server and from file://. Without a browser these tests fail."""

import functools
import http.server
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from browser.watching import Watched, watch
from programs import dev

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """The address of the site on a web server."""
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site))
    ) as http_server:
        thread = threading.Thread(target=http_server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{http_server.server_address[1]}"
        http_server.shutdown()


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, site: Path, server: str) -> str:
    """The address of the site: once on a web server, once opened from the disk."""
    return server if request.param == "http" else site.as_uri()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    path = dev.find_browser(os.environ)
    if not path:
        pytest.fail("No browser found. Install Chromium, or name one in FAZHI_CHROMIUM; see README.md.", pytrace=False)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def watched(browser: Browser, base: str) -> Iterator[Watched]:
    """A fresh page on each kind of address; whatever goes wrong on it fails the test."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, locale="zh-CN")
    watched = watch(context, base)
    yield watched
    context.close()
    assert not watched.faults


@pytest.fixture
def scriptless(browser: Browser, base: str) -> Iterator[Watched]:
    """A page in a browser without JavaScript."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    watched = watch(context, base)
    yield watched
    context.close()
    assert not watched.faults
