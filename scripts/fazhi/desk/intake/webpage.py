"""Read a saved web page: all its text, line by line, and which of the lines are the article.

trafilatura only finds the article. What it leaves out is still a line here, and is dropped by a step that names it.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from fazhi.desk.intake.reading import Given, Metadata
from fazhi.desk.intake.words import Refused

_UNREAD = frozenset({"script", "style", "title"})
"""What is not text of the page; its title is among what the page says about itself."""
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span strong sub "
    "sup time tt u var wbr".split()
)
_NO_TEXT = ("网页里的程序、样式和图片", "scripts, styles and pictures of the page")
_TAGS = 20_000
"""Tags of a page from which on the article is not looked for: that would take minutes."""
_ENOUGH = 40
"""Characters of an article; less than that is a heading or a caption, and everything is kept."""


class _Lines(HTMLParser):
    """Collects the text of a page, a block a line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.unread: list[str] = []
        self.lines = [""]

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line with each block; leave out what is no text."""
        if tag in _UNREAD:
            self.unread.append(tag)
        elif tag not in _INLINE:
            self.unread.clear()  # a block ends what a careless page left open
        if tag not in _INLINE:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        """End a line with each block."""
        if self.unread and tag == self.unread[-1]:
            self.unread.pop()
        if tag not in _INLINE:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        """Take text; a line break in the page is a space."""
        if not self.unread:
            self.lines[-1] += re.sub(r"[ \t\r\n\f]+", " ", data)


def given(page: str, encoding: str) -> Given:
    """Read the text of a web page; raises Refused if there is none."""
    from trafilatura import extract, extract_metadata

    collector = _Lines()
    collector.feed(page.encode("utf-8", "replace").decode())
    collector.close()
    lines = [line.strip() for line in collector.lines if line.strip()]
    if not lines:
        raise Refused("wordless-page")
    clean = page.encode("utf-8", "replace").decode()
    if page.count("<") > _TAGS:
        return Given("\n".join(lines), "html", encoding, left_out=[_NO_TEXT])
    article = extract(clean, favor_recall=True, include_comments=False) or ""
    found = extract_metadata(clean)
    metadata = Metadata(found.title or "", found.sitename or "", found.date or "", found.url or "")
    return Given("\n".join(lines), "html", encoding, _article(lines, article, metadata.title), metadata, [_NO_TEXT])


def _article(lines: list[str], article: str, title: str) -> list[str]:
    """The lines of the page that trafilatura kept, and its title; none if it found too little to be believed."""
    kept = _bare(article)
    if len(kept) < _ENOUGH:
        return []
    return [line for line in lines if _bare(line) in kept or _bare(line) == _bare(title)]


def _bare(text: str) -> str:
    """The letters of a text alone: spaces and the marks of Markdown that trafilatura writes tell nothing."""
    return re.sub(r"[\W_]+", "", text)
