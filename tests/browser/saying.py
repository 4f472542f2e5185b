"""What the pages of the site say, read from their HTML: what a plain text search over them would find."""

import re
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

FURNITURE = {
    "fz-aims__title",
    "fz-also",  # links to the other ways to read the page
    "fz-basis",  # a label: a true story, or made up
    "fz-card",  # the title and summary of another page
    "fz-certainty",
    "fz-chip",  # the name of another page or list
    "fz-content-note__out",
    "fz-contents",  # the sections, as links
    "fz-finders",
    "fz-foot",
    "fz-help",  # the help box; its numbers stand on the help page
    "fz-hint",
    "fz-kit",  # downloads
    "fz-letters",
    "fz-list",  # the ids that contributors may use
    "fz-minutes",
    "fz-pull__from",
    "fz-question__number",
    "fz-official__title",  # may hold a surname, and stands in the citation block and nowhere else
    "fz-official-note",  # said of every law
    "fz-out",
    "fz-ref",
    "fz-rendered",  # on what the English name of a term rests
    "fz-rules",  # the law table: each rule stands on the page of its law
    "fz-rules__id",
    "fz-share",
    "fz-table--cards",  # the versions of a law, the list of lessons for presenters
    "headerlink",
}
"""What is printed around a text and is no part of what the page itself has to say."""
FIXED = {"articles", "cases", "counts", "kit", "lessons", "lists", "packs", "registry", "related", "rules", "topics"}
FIXED |= {"machine", "versions", "whole"}
"""Headings that are the same on every page of their kind."""
_VOID = {"br", "hr", "img", "input", "meta", "link", "wbr", "col"}
_INLINE = {
    "a",
    "b",
    "code",
    "em",
    "i",
    "mark",
    "span",
    "strong",
    "sub",
    "sup",
    "abbr",
    "time",
    "dfn",
    "ruby",
    "rt",
    "rp",
}
NOT_SEARCHED = {"search.html", "edit.html", "rules.html", "404.html"}
_DOUBLES = re.compile(r"(-side|-pinyin)\.html$")
"""Pages that say again what the page of the same name says."""


class _Reader(HTMLParser):
    """The text of the article of a page, a new line for each block, furniture left out; by id for the glossary."""

    def __init__(self, whole: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._whole = whole
        self.text: list[str] = []
        self.terms: dict[str, list[str]] = {}
        self._open: list[tuple[str, bool, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        classes = set((named.get("class") or "").split())
        _, shown, term = self._open[-1] if self._open else ("", False, "")
        shown = shown or tag == "article"
        fixed = tag in {"button", "summary"} or (tag == "dt" and not term) or (tag == "h2" and named.get("id") in FIXED)
        if tag == "script" or (not self._whole and (fixed or self._is_furniture(classes))):
            shown = False
        if "fz-term-row" in classes:
            term = named.get("id") or ""
        if tag not in _INLINE:
            self._say("\n")
        if tag not in _VOID:
            self._open.append((tag, shown, term))

    def _is_furniture(self, classes: set[str]) -> bool:
        # On the help page itself the urgent numbers are what the page has to say.
        return bool(classes & FURNITURE) and "fz-help--urgent" not in classes

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag not in _INLINE:
            self._say("\n")

    def handle_data(self, data: str) -> None:
        self._say(re.sub(r"\s+", " ", data))

    def _say(self, text: str) -> None:
        if self._open and self._open[-1][1]:
            term = self._open[-1][2]
            (self.terms.setdefault(term, []) if term else self.text).append(text)


def plain(text: str) -> str:
    """Fold a text as a reader would: upper case, accents, full-width letters, curly quotes."""
    low = unicodedata.normalize("NFKC", text).lower().translate({0x2018: "'", 0x2019: "'"})
    return "".join(char for char in unicodedata.normalize("NFD", low) if not unicodedata.combining(char))


def said(site: Path, lang: str, whole: bool = False) -> dict[str, str]:
    """What each page says, and each term of the glossary, by the address that a result gives, folded.

    With ``whole``, all that is printed in its article, furniture too.
    """
    found = {}
    for path in sorted((site / lang).rglob("*.html")):
        address = path.relative_to(site / lang).as_posix()
        html = path.read_text("utf-8")
        if _DOUBLES.search(address) or address in NOT_SEARCHED or "<article" not in html:
            continue
        reader = _Reader(whole)
        reader.feed(html)
        found[address] = plain("".join(reader.text))
        for id, texts in reader.terms.items():
            found[f"{address}#{id}"] = plain("".join(texts))
    return found
