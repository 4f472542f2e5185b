"""Render every page of an edition, and the few files that both editions share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from fazhi.model.fields import LANGUAGES, LIST_PAGES
from fazhi.model.library import Library
from fazhi.model.settings import WHOLE_SITE, Scope, Settings
from fazhi.render import (
    data,
    feed,
    finding,
    metadata,
    paths,
    plain_index,
    redirects,
)
from fazhi.render import scope as scope_words
from fazhi.render.edition import Edition
from fazhi.render.kit.kit import Kit, kit
from fazhi.render.kit.picture import Picture, picture
from fazhi.render.listing import crowded
from fazhi.render.metadata import HREFLANG
from fazhi.render.pages import Site, of_all, pages, staged
from fazhi.render.pinyin import Reader
from fazhi.render.policy import Inline, frame
from fazhi.render.search import index as search
from fazhi.render.templates import environment
from fazhi.render.words import Words

FEED = "feed.xml"
"""The address of the feed below its language."""
Pieces = tuple[str, Iterable[str]]
"""A file by its path, and its text in pieces: of a large library, some are too long to be held whole."""


@dataclass(frozen=True)
class Rendered:
    """The site before the engine: what its pages are made from, and the files that are no pages, by path as text.

    Nothing of it is made before it is asked for. Only ``editions`` holds all pages at once; a build makes them one by
    one (:mod:`fazhi.finishing`).
    """

    site: Site
    kits: Mapping[str, Kit]
    """By language, the documents of the class kit, listed and not made: what cannot be made is told when they are."""

    @cached_property
    def editions(self) -> Mapping[str, Mapping[str, str]]:
        """The document tree of each language: all that the engine may be given."""
        files = {lang: {**dict(search.files(each)), FEED: self.feed(each)} for lang, each in self.site.editions.items()}
        for page in pages(self.site):
            files[page.edition.lang][paths.markdown(page.address)] = staged(self.site.env, page)
        return files

    def of_all(self) -> Iterator[tuple[str, str, str]]:
        """The staged pages that draw on the whole library: language, address, text."""
        return ((page.edition.lang, page.address, staged(self.site.env, page)) for page in of_all(self.site))

    def feed(self, edition: Edition) -> str:
        """The feed of a language."""
        template = self.site.env.get_template("feed.xml.j2")
        return template.render(view=feed.feed(edition), t=edition.words.t, lang=edition.lang)

    @cached_property
    def shared(self) -> Mapping[str, str]:
        """The files at the root of the site."""
        addresses = {page.address for page in of_all(self.site)}
        return {path: "".join(pieces) for path, pieces in self.at_root(addresses)}

    def at_root(self, addresses: Collection[str], told: Sequence[bytes] | None = None) -> Iterator[Pieces]:
        """The files at the root of the site, by path, each piece by piece.

        ``addresses`` are those of the pages that :meth:`of_all` gives; ``told`` is as for ``data.files``.
        """
        for path, text in _at_root(self.site, addresses):
            yield path, [text]
        yield from data.files(self.site.editions, told)

    @property
    def navigation(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """By language, the main menu: what it says, and the staged file it leads to."""
        return {lang: _navigation(edition) for lang, edition in self.site.editions.items()}

    @property
    def words(self) -> Mapping[str, Words]:
        """The fixed words of each language."""
        return {lang: edition.words for lang, edition in self.site.editions.items()}

    @property
    def lines(self) -> Mapping[str, str]:
        """By language, the line that says which edition this is; empty for the whole site."""
        return {lang: line for lang, edition in self.site.editions.items() if (line := scope_words.line(edition))}

    @property
    def pictures(self) -> Mapping[str, Picture]:
        """By path below the site, the picture for messengers, not drawn; none while the site has no address."""
        editions = self.site.editions
        return {
            f"{lang}/{paths.PICTURE}": picture(edition, editions[edition.other])
            for lang, edition in editions.items()
            if edition.settings.published
        }

    @property
    def copy(self) -> Mapping[str, str]:
        """What stands in the zip of the whole site in the place of files of ``shared``."""
        return {paths.DOWNLOAD: _download(self.site, copy=True)}

    @property
    def inline(self) -> Inline:
        """What stands inside every page that the engine makes: the script that sets the colour scheme."""
        return frame(self.site.env)


def render(
    library: Library,
    settings: Settings,
    strings: Mapping[str, Mapping[str, Any]],
    templates: Mapping[str, str],
    scope: Scope = WHOLE_SITE,
) -> Rendered:
    """Render the library, narrowed to ``scope``, with the fixed words of each language and the templates by name."""
    site = bare(library, settings, strings, templates, scope)
    kits = {lang: kit(edition, site.env) for lang, edition in site.editions.items()}
    editions = {
        lang: replace(edition, kit=kits[lang].files(), shelves=finding.shelved(edition), crowded=crowded(library))
        for lang, edition in site.editions.items()
    }
    return Rendered(replace(site, editions=editions), kits)


def bare(
    library: Library,
    settings: Settings,
    strings: Mapping[str, Mapping[str, Any]],
    templates: Mapping[str, str],
    scope: Scope = WHOLE_SITE,
) -> Site:
    """A site with nothing worked out of its library: as much as is needed to put surroundings into it."""
    editions = {lang: Edition(library, Words(lang, strings[lang]), settings, scope) for lang in LANGUAGES}
    return Site(editions, environment(templates), Reader(library))


UNLISTED = ("search.html", paths.EDIT, paths.EDITS)
"""How the addresses of pages that are no content begin: the sitemap leaves them out."""


def _navigation(edition: Edition) -> tuple[tuple[str, str], ...]:
    """The main menu: what it says, and the staged file it leads to. Cases are found by lists, not in the menu."""
    t = edition.words.t.nav
    menu = (
        ("home", t.home),
        ("lessons", t.lessons),
        ("cases", t.cases),
        ("how-cases-work", t.how_cases_work),
        ("laws", t.laws),
        ("glossary", t.glossary),
        ("help", t.help),
        ("presenters", t.presenters),
        ("contributors", t.contributors),
        ("about", t.about),
    )
    there = {*edition.library.pages, *LIST_PAGES}
    return tuple((words, paths.markdown(paths.page(id))) for id, words in menu if id in there)


def _at_root(site: Site, addresses: Collection[str]) -> Iterator[tuple[str, str]]:
    env, editions = site.env, site.editions
    first = next(iter(editions.values()))
    words = {lang: edition.words.t for lang, edition in editions.items()}
    url = first.settings.site_url
    base = "/" + url.split("/", 3)[3]
    lines = {lang: scope_words.line(edition) for lang, edition in editions.items()}
    yield "index.html", env.get_template("root/index.html.j2").render(words=words, lines=lines, hreflang=HREFLANG)
    yield "404.html", env.get_template("root/404.html.j2").render(words=words, hreflang=HREFLANG, base=base)
    yield (
        "sitemap.xml",
        env.get_template("root/sitemap.xml.j2").render(site=url, pages=_listed(first, addresses), hreflang=HREFLANG),
    )
    yield paths.DOWNLOAD, _download(site, copy=False)
    yield paths.INDEX, plain_index.text(editions)
    yield from redirects.pages(env, editions)
    yield "robots.txt", env.get_template("root/robots.txt.j2").render(site=url)


def _download(site: Site, *, copy: bool) -> str:
    """The page that leads to the zip of the whole site; in the zip it says that this is the copy."""
    first = next(iter(site.editions.values()))
    return site.env.get_template("root/download.html.j2").render(
        words={lang: edition.words.t for lang, edition in site.editions.items()},
        hreflang=HREFLANG,
        copy=copy,
        zip=paths.SITE_ZIP,
        site=first.settings.published,
    )


def _listed(edition: Edition, addresses: Iterable[str]) -> list[tuple[str, list[str]]]:
    """The pages of the sitemap, each with the languages in which it has really been written and is to be found.

    ``addresses`` are those of all pages but those of cases and lessons; of these, it is their own pages.
    """
    written = {
        paths.entry(entry): [lang for lang in LANGUAGES if lang in entry and not metadata.hidden(entry)]
        for entry in edition.library.entries()
    }
    found = sorted({*written, *addresses}, key=paths.markdown)
    return [(each, written.get(each, list(LANGUAGES))) for each in found if not each.startswith(UNLISTED)]
