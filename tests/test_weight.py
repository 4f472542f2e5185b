"""What a page weighs before a reader has done anything: bytes by ``gzip -9`` and number of requests.

Counted is all that a browser asks for: the page, every sheet, script, picture and icon that it names, and what the
sheets name in turn. Links that a reader may follow are not counted, nor what only a browser without script asks for.
"""

import gzip
import posixpath
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

KB = 1000
BUDGETS = {
    "index.html": 30 * KB,
    "cases/*.html": 50 * KB,
    "lessons/*.html": 50 * KB,
    "laws/*.html": 50 * KB,
    "glossary.html": 50 * KB,
    "help.html": 40 * KB,
    "about.html": 40 * KB,
    "presenters.html": 40 * KB,
    "contributors.html": 40 * KB,
    "edit.html": 40 * KB,
    "rules.html": 60 * KB,
    "how-cases-work.html": 40 * KB,
    "topics/*.html": 40 * KB,
    "grades/*.html": 40 * KB,
}
"""By kind of page. 50 KB for a case page is the promise; the others were set below what they must not creep up to."""
REQUESTS = 8
THEME = 8 * KB
"""What is left of the engine's theme: the style sheet that fazhi.engine.sheet makes."""
SHELL = 5 * KB
"""Our script for every page."""
_URL = re.compile(r"""url\((?!["']?data:)["']?([^"')]+)["']?\)""")


class _Asked(HTMLParser):
    """The files that a page makes a browser ask for."""

    def __init__(self) -> None:
        super().__init__()
        self.files: list[str] = []
        self.without_script = False

    def handle_endtag(self, tag: str) -> None:
        self.without_script = self.without_script and tag != "noscript"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.without_script = self.without_script or tag == "noscript"
        if self.without_script:
            return
        values = {name: value or "" for name, value in attrs}
        loading = tag == "link" and set(values.get("rel", "").split()) & {"stylesheet", "icon", "preload", "manifest"}
        name = "href" if loading else "src"
        if (loading or tag in ("script", "img", "source", "iframe", "audio", "video", "embed")) and name in values:
            self.files.append(values[name])


def asked(site: Path, page: str) -> set[str]:
    """The page and every file that it loads, by their paths in the site."""
    parser = _Asked()
    parser.feed((site / page).read_text("utf-8"))
    named = [one for one in parser.files if not one.startswith("data:")]
    files = {posixpath.normpath(posixpath.join(posixpath.dirname(page), one)) for one in named}
    for sheet in [one for one in files if one.endswith(".css")]:
        named = _URL.findall((site / sheet).read_text("utf-8"))
        files |= {posixpath.normpath(posixpath.join(posixpath.dirname(sheet), one)) for one in named}
    return files | {page}


def weight(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", BUDGETS)
def test_a_page_keeps_to_its_budget(site: Path, lang: str, kind: str) -> None:
    pages = sorted(path.relative_to(site).as_posix() for path in (site / lang).glob(kind))
    assert pages
    for page in pages:
        files = asked(site, page)
        weights = {file: weight(site / file) for file in sorted(files)}
        assert sum(weights.values()) <= BUDGETS[kind], f"{page}: {weights}"
        assert len(files) <= REQUESTS, f"{page}: {weights}"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_of_the_theme_little_is_left(site: Path, lang: str) -> None:
    assert weight(site / lang / "assets" / "material.css") <= THEME
    assert weight(site / lang / "assets" / "fazhi.js") <= SHELL
    assert not list((site / lang).rglob("*.map"))
    # The names of Material's own files: each carries the digest of its version.
    assert not [path for path in (site / lang).rglob("*") if re.search(r"\.[0-9a-f]{8}\.min\.(js|css)$", path.name)]


def test_what_counts_is_what_a_browser_asks_for(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "page.html").write_text(
        '<link rel="stylesheet" href="../s.css"><link rel="canonical" href="https://fazhi.example/">'
        '<link rel="icon" href="data:,"><script src="x.js"></script><a href="other.html"></a><img src="../i.png">'
    )
    (tmp_path / "s.css").write_text("a { background: url(bg.svg) } b { background: url('data:,') }")
    assert asked(tmp_path, "a/page.html") == {"a/page.html", "s.css", "bg.svg", "a/x.js", "i.png"}
