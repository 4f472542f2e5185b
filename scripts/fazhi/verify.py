"""Read the finished pages back: every link and anchor leads somewhere, and nothing loads from another host."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

_LOADING = {
    ("link", "href"),
    ("script", "src"),
    ("img", "src"),
    ("img", "srcset"),
    ("source", "src"),
    ("source", "srcset"),
    ("iframe", "src"),
    ("object", "data"),
    ("embed", "src"),
    ("video", "src"),
    ("audio", "src"),
    ("form", "action"),
}
"""Elements that make a browser ask for a file without anybody clicking."""
_NOT_LOADED = frozenset({"canonical", "prev", "next"})
"""Relations of ``<link>`` that name a page instead of loading it."""


class _Page(HTMLParser):
    """What a page holds and what it asks for."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the ids and addresses of an element."""
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        for name, value in values.items():
            named = tag == "link" and values.get("rel", "") in _NOT_LOADED
            if (tag, name) in _LOADING and not named:
                self.loads.append(value)


def verify(site: Path, base: str) -> list[str]:
    """Check every HTML page below ``site``; give one sentence for each fault, sorted.

    ``base`` is the path of the site's address (``/`` or ``/fazhi/``), under which absolute links are resolved.
    """
    pages: dict[str, _Page] = {}
    for path in sorted(site.rglob("*.html")):
        page = pages[path.relative_to(site).as_posix()] = _Page()
        page.feed(path.read_text("utf-8"))
        page.close()
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    return sorted({fault for name, page in pages.items() for fault in _faults(name, page, pages, files, base)})


def _faults(name: str, page: _Page, pages: Mapping[str, _Page], files: set[str], base: str) -> Iterator[str]:
    for id in {id for id in page.ids if page.ids.count(id) > 1}:
        yield f"{name}: id={id!r} stands twice"
    for target in page.loads:
        parts = urlsplit(target)
        if (parts.scheme or parts.netloc) and parts.scheme != "data":
            yield f"{name}: loads {target} from another host"
        elif not parts.scheme and (missing := _missing(name, target, pages, files, base)):
            yield f"{name}: {missing}"
    for target in page.links:
        parts = urlsplit(target)
        if not parts.scheme and not parts.netloc and (missing := _missing(name, target, pages, files, base)):
            yield f"{name}: {missing}"
        elif parts.scheme not in ("", "https", "tel") or (parts.netloc and not parts.scheme):
            yield f"{name}: the link {target} is not allowed"


def _missing(name: str, target: str, pages: Mapping[str, _Page], files: set[str], base: str) -> str:
    parts = urlsplit(target)
    path = unquote(parts.path)
    if path.startswith(base):
        path = path.removeprefix(base)
    elif path:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
    else:
        path = name
    if path in ("", ".") or path.endswith("/"):
        path = posixpath.normpath(posixpath.join(path, "index.html"))
    if path not in files:
        return f"the link {target} leads to no file"
    anchor = unquote(parts.fragment)
    if anchor and path in pages and anchor not in pages[path].ids:
        return f"the link {target} leads to no anchor"
    return ""
