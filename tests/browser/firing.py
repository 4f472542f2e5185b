"""A browser in which everything that a hostile text does is noticed, and in which everything is done to make it act."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, BrowserContext, Request, Route

HOST = "http://walls.example/"
AT_ONCE = 120
"""Pages that are open beside each other, each in a frame of its own."""
LISTEN = """
window.fire = number => console.log("fired " + number);
addEventListener("pagehide", () => console.log("tried " + location.href));
addEventListener("DOMContentLoaded", () => setTimeout(() => {
  const runs = new Set(["javascript:", "data:", "vbscript:"]);
  for (const each of document.querySelectorAll("*")) {
    for (const { name } of [...each.attributes])
      if (name.startsWith("on")) each.dispatchEvent(new Event(name.slice(2)));
    const form = each.form ?? each;
    const address = each.href?.baseVal ?? each.href ?? each.formAction ?? each.action ?? "";
    const scheme = /^[a-z]+:/.exec(String(address))?.[0];
    if (runs.has(scheme) && each.localName !== "link" && each.localName !== "base")
      if (each.localName === "form") form.requestSubmit();
      else each.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  }
  console.log("tried " + location.href);
}, 100));
"""
"""Whatever has a handler gets its event; whatever leads to a script is followed."""


@dataclass
class Watch:
    """What fired, by number: what a script said, and what asked for a foreign file."""

    context: BrowserContext
    folder: Path
    """Where the pages lie; the web server of a test serves this folder."""
    on: Literal["http", "file"]
    fired: set[int] = field(default_factory=set)
    tried: set[str] = field(default_factory=set)
    """The addresses of the pages on which everything has been done."""
    foreign: list[str] = field(default_factory=list)

    @property
    def base(self) -> str:
        return HOST if self.on == "http" else f"{self.folder.as_uri()}/"

    def hear(self, said: str) -> None:
        """Take what stands in the console."""
        if said.startswith("fired "):
            self.fired |= {int(number) for number in re.findall(r"\d{4}", said)}
        elif said.startswith("tried "):
            self.tried.add(said.removeprefix("tried "))

    def ask(self, route: Route, request: Request) -> None:
        """Answer a question to the network, and write it down if it is about anything but our own pages."""
        file = self.folder / unquote(urlsplit(request.url).path).lstrip("/")
        if not request.url.startswith(HOST):
            self.foreign.append(request.url)
            self.fired |= {int(number) for number in re.findall(r"(?<=invalid/)\d{4}", request.url)}
            route.abort()
        elif file.is_file():
            route.fulfill(path=file)
        else:
            route.fulfill(status=404)

    def show(self, names: Sequence[str]) -> None:
        """Show each page in a frame, do everything to it, and give it time to act."""
        for start in range(0, len(names), AT_ONCE):
            self._show([f"{self.base}{name}" for name in names[start : start + AT_ONCE]])

    def _show(self, addresses: Sequence[str]) -> None:
        frames = "".join(f'<iframe src="{address}"></iframe>' for address in addresses)
        (self.folder / "host.html").write_text(f"<meta charset=utf-8>{frames}", "utf-8")
        page = self.context.new_page()
        page.goto(f"{self.base}host.html", wait_until="commit")
        left = set(addresses)
        for _ in range(200):
            page.wait_for_timeout(100)
            # A page that leaves at once may be gone before it can say that it was tried; it has fired then.
            left -= self.tried | {f"{self.base}{number}.html" for number in self.fired}
            if not left:
                break
        assert not left, f"not shown: {left}"
        page.wait_for_timeout(300)
        page.close()


@contextmanager
def watching(browser: Browser, folder: Path, on: Literal["http", "file"] = "http") -> Iterator[Watch]:
    """A fresh context under watch."""
    context = browser.new_context(viewport={"width": 800, "height": 600}, reduced_motion="no-preference")
    context.add_init_script(LISTEN)
    watch = Watch(context, folder, on)
    context.on("console", lambda said: watch.hear(said.text))
    context.on("dialog", lambda dialog: dialog.dismiss())
    context.route(lambda url: not url.startswith(("file:", "data:", "blob:")), watch.ask)
    yield watch
    context.close()


def numbers(found: Iterable[int]) -> str:
    return ", ".join(map(str, sorted(found)))
