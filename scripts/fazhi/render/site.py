"""Render every page of an edition, and the few files that both editions share."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from jinja2 import Environment

from fazhi.model.blocks import Link, spans
from fazhi.model.fields import LANGUAGES, LIST_PAGES
from fazhi.model.library import AnyEntry, Case, Lesson, Library
from fazhi.model.library import Page as WrittenPage
from fazhi.model.settings import WHOLE_SITE, Scope, Settings
from fazhi.render import (
    data,
    editing,
    entries,
    feed,
    finding,
    illustration,
    lists,
    metadata,
    paths,
    plain_index,
    redirects,
    rulebook,
    search,
    ways,
    written,
)
from fazhi.render import scope as scope_words
from fazhi.render.edition import Edition
from fazhi.render.kit.kit import Kit, kit
from fazhi.render.kit.picture import Picture, picture
from fazhi.render.metadata import HREFLANG
from fazhi.render.policy import Inline, frame
from fazhi.render.templates import environment, inert
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

    Raises Faulty if a document of the class kit cannot be made.
    """
    env = environment(templates)
    editions = {lang: Edition(library, Words(lang, strings[lang]), settings, scope) for lang in LANGUAGES}
    kits = {lang: kit(edition, env) for lang, edition in editions.items()}
    editions = {
        lang: replace(edition, kit=kits[lang].files(), shelves=finding.shelved(edition))
        for lang, edition in editions.items()
    }
    files = {lang: dict(_files(env, edition, editions[edition.other])) for lang, edition in editions.items()}
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


def _files(env: Environment, edition: Edition, other: Edition) -> Iterator[tuple[str, str]]:
    for page in chain(_pages(edition), _other_ways(edition, other)):
        template = env.get_template(f"pages/{page.template}.md.j2")
        body = template.render(view=page.view, t=edition.words.t, lang=edition.lang)
        shared = env.get_template("pages/_share.j2").render(
            t=edition.words.t.share, address=metadata.address(edition, page.address)
        )
        yield paths.markdown(page.address), _front_matter(env, edition, page) + body + shared
    yield "search/index.js", search.index(edition)
    yield (
        "feed.xml",
        env.get_template("feed.xml.j2").render(view=feed.feed(edition), t=edition.words.t, lang=edition.lang),
    )


_NONE: Mapping[str, object] = MappingProxyType({})
_WRITTEN: dict[str, Callable[[Edition, WrittenPage], object]] = {
    "home": written.home_view,
    "help": written.help_view,
    "presenters": written.presenters_view,
    "contributors": written.contributors_view,
    "about": written.about_view,
}
READER = "assets/reader.js"
"""Explains the words of the glossary where they stand."""
UNLISTED = ("search.md", paths.markdown(paths.EDIT))
"""Staged pages that are no content: the sitemap leaves them out."""
_META: dict[str, Mapping[str, object]] = {"home": {"hide": ["navigation", "toc"]}}


class Page(NamedTuple):
    """A page before its template is filled."""

    address: str
    template: str
    view: object
    title: str
    description: str
    entry: AnyEntry | None = None
    """What stands on the page, if it is no list."""
    meta: Mapping[str, object] = _NONE
    """What our theme wants to know of the page beside the rest: scripts, what to hide."""
    apart: bool = False
    """Whether it shows what stands elsewhere: search engines are asked to leave it out."""


def _pages(edition: Edition) -> Iterator[Page]:
    library = edition.library
    for case in library.cases.values():
        yield _entry(edition, case, "case", entries.case_view)
    for lesson in library.lessons.values():
        yield _entry(edition, lesson, "lesson", entries.lesson_view)
    for page in library.pages.values():
        template = page.id if page.id in _WRITTEN else "page"
        yield _entry(edition, page, template, _WRITTEN.get(page.id, written.page_view), _META.get(page.id, {}))
    yield from _lists(edition)


def _entry(
    edition: Edition, entry: E, template: str, view: Callable[[Edition, E], object], meta: Mapping[str, object] = _NONE
) -> Page:
    """The page of an entry; what has not been written in the language is said to be missing, never replaced."""
    address = paths.entry(entry)
    if edition.lang not in entry:
        said, title = edition.words.t.entry.untranslated, entry.original.words.title
        return Page(address, "missing", entries.missing_view(edition, entry), title, said, entry)
    words = edition.text(entry).words
    meta = {**meta, "scripts": [READER]} if _explains(edition, entry) else meta
    return Page(address, template, view(edition, entry), words.title, words.summary, entry, meta)


def _explains(edition: Edition, entry: AnyEntry) -> bool:
    """Tell whether a page has words of the glossary, in its own text or in that of its cases."""
    if entry.kind == "lesson":
        return True
    links = (span for section in edition.shown(entry) for span in spans(section) if isinstance(span, Link))
    return any(link.target.startswith("term:") for link in links)


def _lists(edition: Edition) -> Iterator[Page]:
    library, t, lang = edition.library, edition.words.t, edition.lang
    every = [
        (paths.page("cases"), lists.case_list(edition)),
        (paths.page("lessons"), lists.lesson_list(edition)),
    ]
    every += [
        (paths.shelf(kind, id), lists.shelf_list(edition, kind, id))
        for kind in finding.SHELVES
        for id in edition.shelves[kind]
    ]
    for address, view in every:
        yield Page(address, "list", view, view.title, view.summary)
    yield Page(paths.page("laws"), "laws", lists.law_list(edition), t.laws.title, t.laws.summary)
    for id, law in library.laws.items():
        yield Page(paths.law(id), "law", lists.law_view(edition, law), law.title[lang], law.title[lang])
    yield Page(paths.page("glossary"), "glossary", lists.glossary_view(edition), t.glossary.title, t.glossary.summary)
    scripts = {"scripts": ["search/index.js", "assets/search.js"]}
    yield Page("search.html", "search", written.search_view(edition), t.search.title, t.search.title, meta=scripts)
    if not edition.scope.students:
        rules = rulebook.rulebook_view(edition, paths.relative(paths.page("contributors"), paths.RULES))
        yield Page(paths.RULES, "rules", rules, t.rulebook.title, t.rulebook.summary)
    yield Page(paths.EDIT, "edit", editing.edit_view(edition), t.editing.title, t.editing.summary, apart=True)


def _other_ways(edition: Edition, other: Edition) -> Iterator[Page]:
    """The pages that show an entry in another way; their headings are HTML, so the engine is told the title."""
    for way in ways.pages(edition, other):
        meta = {"title": str(inert(way.title)), "hide": ["navigation", "toc"], "scripts": [READER]}
        yield Page(*way, meta=meta, apart=True)


def _front_matter(env: Environment, edition: Edition, page: Page) -> str:
    """The metadata of a staged page: values of ours, and a description that no parser can take for markup."""
    up = "../" * (page.address.count("/") + 1)
    head = metadata.head(edition, page.address, page.title, page.description, page.entry)
    meta: dict[str, object] = {
        "description": str(inert(page.description)),
        "hide": ["navigation"],
        "other_lang": HREFLANG[edition.other],
        "other_href": f"{up}{edition.other}/{page.address}",
        "head": env.get_template("pages/_head.j2").render(view=head._replace(hidden=head.hidden or page.apart)),
        **page.meta,
    }
    # JSON is YAML: nothing has to be quoted by hand.
    return (
        "---\n" + "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in meta.items()) + "---\n"
    )


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
    addresses = [name.removesuffix(".md") + ".html" for name in names if name not in UNLISTED]
    return [(address, written.get(address, list(LANGUAGES))) for address in addresses if address not in apart]
