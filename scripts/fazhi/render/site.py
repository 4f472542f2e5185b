"""Render every page of an edition, and the few files that both editions share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from jinja2 import Environment

from fazhi.model.fields import LANGUAGES, LIST_PAGES
from fazhi.model.library import Case, Lesson, Library
from fazhi.model.library import Page as WrittenPage
from fazhi.model.settings import WHOLE_SITE, Scope, Settings
from fazhi.render import (
    data,
    feed,
    finding,
    illustration,
    metadata,
    paths,
    plain_index,
    redirects,
)
from fazhi.render import scope as scope_words
from fazhi.render.edition import Edition
from fazhi.render.kit.kit import Kit, kit
from fazhi.render.kit.picture import Picture, picture
from fazhi.render.metadata import HREFLANG
from fazhi.render.pages import Site, pages, staged
from fazhi.render.policy import Inline, frame
from fazhi.render.search import index as search
from fazhi.render.templates import environment
from fazhi.render.words import Words

E = TypeVar("E", Case, Lesson, WrittenPage)


@dataclass(frozen=True, slots=True)
class Rendered:
    """What the render stage gives to the stage stage, all of it text by path.

    ``editions`` are the files of each language's document tree, ``shared`` those at the root of the site.
    """

    editions: Mapping[str, Mapping[str, str]]
    shared: Mapping[str, str]
    navigation: Mapping[str, tuple[tuple[str, str], ...]]
    words: Mapping[str, Words] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)
    """By language, the line that says which edition this is; empty for the whole site."""
    kits: Mapping[str, Kit] = field(default_factory=dict)
    """By language, the documents of the class kit, made and not printed."""
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    """By path below the site, the picture for messengers, not drawn; none while the site has no address of its own."""
    images: Mapping[str, bytes] = field(default_factory=dict)
    """By path below the site, the contributed pictures that pages show."""
    copy: Mapping[str, str] = field(default_factory=dict)
    """What stands in the zip of the whole site in the place of files of ``shared``."""
    inline: Inline = field(default_factory=Inline)
    """What stands inside every page that the engine makes: the script that sets the colour scheme."""


def render(
    library: Library,
    settings: Settings,
    strings: Mapping[str, Mapping[str, Any]],
    templates: Mapping[str, str],
    scope: Scope = WHOLE_SITE,
) -> Rendered:
    """Render the library, narrowed to ``scope``, with the fixed words of each language and the templates by name.

    The documents of the class kit are listed and not made: what cannot be made is told when they are (``kits.made``).
    """
    env = environment(templates)
    editions = {lang: Edition(library, Words(lang, strings[lang]), settings, scope) for lang in LANGUAGES}
    kits = {lang: kit(edition, env) for lang, edition in editions.items()}
    editions = {
        lang: replace(edition, kit=kits[lang].files(), shelves=finding.shelved(edition))
        for lang, edition in editions.items()
    }
    files = {lang: dict(_others(edition, env)) for lang, edition in editions.items()}
    for page in pages(Site(editions, env)):
        files[page.edition.lang][paths.markdown(page.address)] = staged(env, page)
    return Rendered(
        editions=files,
        shared=dict(_shared(env, editions, files)),
        navigation={lang: _navigation(edition) for lang, edition in editions.items()},
        words={lang: edition.words for lang, edition in editions.items()},
        kits=kits,
        pictures={
            f"{lang}/{paths.PICTURE}": picture(edition, editions[edition.other])
            for lang, edition in editions.items()
            if settings.published
        },
        images=illustration.files(library, (part for each in editions.values() for part in each.all_shown())),
        copy={paths.DOWNLOAD: _download(env, editions, copy=True)},
        lines={lang: line for lang, edition in editions.items() if (line := scope_words.line(edition))},
        inline=frame(env),
    )


def _others(edition: Edition, env: Environment) -> Iterator[tuple[str, str]]:
    """The files of a language that are no pages."""
    yield from search.files(edition)
    yield (
        "feed.xml",
        env.get_template("feed.xml.j2").render(view=feed.feed(edition), t=edition.words.t, lang=edition.lang),
    )


UNLISTED = ("search.md", paths.markdown(paths.EDIT), paths.EDITS)
"""How the names of staged pages that are no content begin: the sitemap leaves them out."""


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


def _shared(
    env: Environment, editions: Mapping[str, Edition], files: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[str, str]]:
    first = next(iter(editions.values()))
    words = {lang: edition.words.t for lang, edition in editions.items()}
    site = first.settings.site_url
    base = "/" + site.split("/", 3)[3]
    lines = {lang: scope_words.line(edition) for lang, edition in editions.items()}
    yield "index.html", env.get_template("root/index.html.j2").render(words=words, lines=lines, hreflang=HREFLANG)
    yield "404.html", env.get_template("root/404.html.j2").render(words=words, hreflang=HREFLANG, base=base)
    yield (
        "sitemap.xml",
        env.get_template("root/sitemap.xml.j2").render(site=site, pages=_listed(first, files), hreflang=HREFLANG),
    )
    yield paths.DOWNLOAD, _download(env, editions, copy=False)
    yield paths.INDEX, plain_index.text(editions)
    yield from redirects.pages(env, editions)
    yield "robots.txt", env.get_template("root/robots.txt.j2").render(site=site)
    yield from data.files(editions)


def _download(env: Environment, editions: Mapping[str, Edition], *, copy: bool) -> str:
    """The page that leads to the zip of the whole site; in the zip it says that this is the copy."""
    first = next(iter(editions.values()))
    return env.get_template("root/download.html.j2").render(
        words={lang: edition.words.t for lang, edition in editions.items()},
        hreflang=HREFLANG,
        copy=copy,
        zip=paths.SITE_ZIP,
        site=first.settings.published,
    )


def _listed(edition: Edition, files: Mapping[str, Mapping[str, str]]) -> list[tuple[str, list[str]]]:
    """The pages of the sitemap, each with the languages in which it has really been written and is to be found."""
    written = {
        paths.entry(entry): [lang for lang in LANGUAGES if lang in entry and not metadata.hidden(entry)]
        for entry in edition.library.entries()
    }
    apart = {way(entry) for entry in edition.library.entries() for way in (paths.side, paths.pinyin)}
    names = sorted({name for tree in files.values() for name in tree if name.endswith(".md")})
    addresses = [name.removesuffix(".md") + ".html" for name in names if not name.startswith(UNLISTED)]
    return [(address, written.get(address, list(LANGUAGES))) for address in addresses if address not in apart]
