"""The second wall alone: whatever text reaches the model, none of it becomes markup in a finished page.

The checks, which refuse such text, are passed by: the library is poisoned after them. Everything that can hold words
holds every payload at once, and the real engine builds the pages.
"""

import json
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest

from poisoning import finished

PAYLOAD = (
    "</title></h1></p></div><script>pwned()</script><img src=x onerror=pwned()> "
    "&lt;script&gt;pwned()&lt;/script&gt; &#60;script&#62;pwned()&#60;/script&#62; "
    '[x](javascript:pwned()) ![x](x "onerror=pwned()") <javascript:pwned()> `</code><script>pwned()</script>` '
    "{: onclick=pwned() } { #x onmouseover=pwned() } \" onfocus=pwned() autofocus=\" ' onfocus=pwned() x=' "
    "\n\n# pwned\n\n<svg/onload=pwned()>\n\n    code\n\n* a\n\n[y]: javascript:pwned()\n\n[y] "
    "{{ pwned }} {% include 'x' %} ]]> --> </script> \\<b\\> *a* _b_ ~c~ ^d^ |e| !!! note \"pwned\" "
    "\u0002wzxhzdk:0\u0003 javascript:pwned()"
)
OURS = {
    "a",
    "h1",
    "h2",
    "h3",
    "h4",
    "p",
    "div",
    "span",
    "strong",
    "em",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "sup",
    "code",
}
OURS |= {
    "section",
    "aside",
    "footer",
    "details",
    "summary",
    "fieldset",
    "legend",
    "input",
    "button",
    "label",
    "time",
    "table",
    "br",
}
OURS |= {
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "blockquote",
    "figure",
    "figcaption",
    "img",
    "svg",
    "text",
    "tspan",
    "rect",
    "g",
    "path",
    "circle",
}


class Finished(HTMLParser):
    """What stands in a finished page: elements of the article, scripts, handlers, addresses."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.article = 0
        self.tags: set[str] = set()
        self.faults: list[str] = []
        self.scripts: list[str] = []
        """Inline scripts that a browser runs."""
        self.sources: list[str] = []
        self.data: list[str] = []
        """Inline blocks that no browser runs (JSON-LD)."""
        self.words: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article":
            self.article += 1
        elif self.article:
            self.tags.add(tag)
        if tag == "script":
            values = dict(attrs)
            if "src" in values:
                self.sources.append("/".join((values["src"] or "").split("/")[-2:]))
            (self.data if values.get("type") == "application/ld+json" else self.scripts).append("")
            tag = "data" if values.get("type") == "application/ld+json" else tag
        self.inside = tag
        for name, value in attrs:
            if name.startswith("on"):
                self.faults.append(f"<{tag} {name}>")
            if name in ("href", "src", "action") and "script:" in (value or "").lower():
                self.faults.append(f"<{tag} {name}={value}>")

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self.article -= 1
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "script":
            self.scripts[-1] += data
        elif self.inside == "data":
            self.data[-1] += data
        else:
            self.words.append(data)


@pytest.fixture(scope="module")
def pages(mini: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Finished]:
    """The dwarf repository, built with the payload in all its words, as it came out of the engine."""
    folders = finished(mini, tmp_path_factory.mktemp("hostile"), lambda _, words: f"{words} {PAYLOAD}")
    found = {}
    for lang, folder in folders.items():
        for path in sorted((folder / "site").rglob("*.html")):
            parser = found[f"{lang}/{path.relative_to(folder / 'site').as_posix()}"] = Finished()
            parser.feed(path.read_text("utf-8"))
            parser.close()
    return found


def test_the_payload_is_everywhere_and_only_text(pages: dict[str, Finished]) -> None:
    assert len(pages) > 40
    for name, page in pages.items():
        assert not page.faults, name
        allowed = OURS | {"search.html": {"form"}, "rules.html": {"var"}}.get(Path(name).name, set())
        assert page.tags <= allowed, (name, page.tags - allowed)
        # The theme's own scripts are few and know nothing of us.
        assert not any("pwned" in script for script in page.scripts), name
    for name in (
        "zh/index.html",
        "en/cases/apple.html",
        "zh/lessons/fruit.html",
        "en/glossary.html",
        "zh/laws/index.html",
    ):
        words = "".join(pages[name].words)
        assert "<script>pwned()</script>" in words, name
        assert "&lt;script&gt;" in words, name
        assert "[x](javascript:pwned())" in words, name


def test_all_pages_run_the_same_scripts(pages: dict[str, Finished]) -> None:
    inline = {script for page in pages.values() for script in page.scripts if script}
    assert len(inline) == 1, "the one that sets the colours before anything is drawn"
    sources = {source for page in pages.values() for source in page.sources}
    assert sources == {"assets/fazhi.js", "assets/reader.js", "assets/search.js", "search/index.js"}


def test_data_for_programs_stays_data(pages: dict[str, Finished]) -> None:
    told = [json.loads(block) for page in pages.values() for block in page.data]
    assert len(told) > 8
    assert any("<script>pwned()</script>" in json.dumps(each) for each in told)
