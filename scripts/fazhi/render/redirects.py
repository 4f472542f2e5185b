"""Make the pages at the addresses of ids that have changed; each leads to the page that took the place of the old one.

A redirect that a server would make works neither on every host nor from a USB stick, so it is a page: with a refresh
for browsers, a canonical link for search engines and an ordinary link for readers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from jinja2 import Environment

from fazhi.model.reference import Redirect
from fazhi.render import metadata, paths
from fazhi.render.edition import Edition


def pages(env: Environment, editions: Mapping[str, Edition]) -> Iterator[tuple[str, str]]:
    """The pages by path below the site, in every language; one whose target an edition does not hold is not made."""
    template = env.get_template("root/moved.html.j2")
    for lang, edition in editions.items():
        for row in edition.library.redirects.values():
            if row.new in _there(edition, row):
                old, new = _address(row, row.old), _address(row, row.new)
                yield (
                    f"{lang}/{old}",
                    template.render(
                        t=edition.words.t,
                        lang=metadata.HREFLANG[lang],
                        target=paths.relative(new, old),
                        canonical=metadata.address(edition, new),
                        up="../" * (old.count("/") + 1),
                    ),
                )


def _there(edition: Edition, row: Redirect) -> Collection[str]:
    """The ids of a kind that have a page in an edition."""
    library = edition.library
    match row.kind:
        case "case":
            return library.cases
        case "lesson":
            return library.lessons
        case "page":
            return library.pages
        case "law":
            return library.laws
        case _:
            return edition.shelves[row.kind]


def _address(row: Redirect, id: str) -> str:
    match row.kind:
        case "case":
            return paths.case(id)
        case "lesson":
            return paths.lesson(id)
        case "page":
            return paths.page(id)
        case "law":
            return paths.law(id)
        case _:
            return paths.shelf(row.kind, id)
