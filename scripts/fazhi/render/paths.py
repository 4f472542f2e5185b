"""The addresses of the site: where each thing stands, and how one page links to another.

All links are relative, so that the same bytes work on a web server and from a USB stick. Addresses are a promise
(design.md, "Addresses and names that others rely on"): change one only with a redirect.
"""

from __future__ import annotations

import posixpath

from fazhi.model.library import AnyEntry

_PAGES = {"home": "index.html"}
_LISTS = {
    "cases": "cases/index.html",
    "lessons": "lessons/index.html",
    "laws": "laws/index.html",
    "glossary": "glossary.html",
}


def case(id: str) -> str:
    """The address of a case below its language."""
    return f"cases/{id}.html"


def lesson(id: str) -> str:
    """The address of a lesson below its language."""
    return f"lessons/{id}.html"


def page(id: str) -> str:
    """The address of a written page or of one of the lists, as used in ``page:`` links."""
    return _LISTS.get(id) or _PAGES.get(id) or f"{id}.html"


def topic(id: str) -> str:
    """The address of the list of a topic."""
    return f"topics/{id}.html"


def grade(id: str) -> str:
    """The address of the list of a grade band."""
    return f"grades/{id}.html"


def law(id: str, article: str = "") -> str:
    """The address of a law, or of one of its articles on that page."""
    return f"laws/{id}.html" + (f"#{article_anchor(article)}" if article else "")


def article_anchor(article: str) -> str:
    """The anchor of an article: ``130.3`` becomes ``a130-3``."""
    return "a" + article.replace(".", "-")


def term(id: str) -> str:
    """The address of a glossary term."""
    return f"glossary.html#{id}"


def entry(item: AnyEntry) -> str:
    """The address of a case, a lesson or a page."""
    return {"case": case, "lesson": lesson, "page": page}[item.kind](item.id)


def relative(target: str, origin: str) -> str:
    """The link from the page ``origin`` to ``target``; both are addresses below the same folder."""
    path, mark, anchor = target.partition("#")
    if path == origin and anchor:
        return mark + anchor
    return posixpath.relpath(path, posixpath.dirname(origin) or ".") + mark + anchor


def markdown(address: str) -> str:
    """The staged Markdown file that becomes the page at the address."""
    return address.removesuffix(".html") + ".md"
