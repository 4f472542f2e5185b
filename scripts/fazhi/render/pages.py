"""Make the pages of a site, one by one: first what stands on them, then their staged text.

A page is made from the library and knows nothing of other pages, so the pages of one entry can be made without those of
any other, and no page need be kept once its text is there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from jinja2 import Environment

from fazhi.model.blocks import Link, spans
from fazhi.model.library import AnyEntry, Case, Lesson, Library
from fazhi.model.library import Page as WrittenPage
from fazhi.render import editing, entries, illustration, laws, lists, metadata, paths, rulebook, ways, written
from fazhi.render.edition import Edition
from fazhi.render.metadata import HREFLANG
from fazhi.render.pinyin import Reader
from fazhi.render.surroundings import Surroundings, around, within
from fazhi.render.templates import inert

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
_META: dict[str, Mapping[str, object]] = {"home": {"hide": ["navigation", "toc"]}}


@dataclass(frozen=True)
class Site:
    """What all pages are made from: the editions by language, the templates, and how Chinese characters are read."""

    editions: Mapping[str, Edition]
    env: Environment
    reader: Reader

    @property
    def library(self) -> Library:
        """What all editions are editions of."""
        return next(iter(self.editions.values())).library

    def entries(self) -> Iterator[Case | Lesson]:
        """The entries that have pages of their own kind, and more than one."""
        yield from self.library.cases.values()
        yield from self.library.lessons.values()

    def around(self, entry: Case | Lesson) -> Surroundings:
        """Cut an entry out, with what its pages say of others."""
        return around(self.editions, entry)

    def pictures(self, entry: Case | Lesson) -> dict[str, bytes]:
        """The contributed pictures on the pages of an entry, by path below the site; all languages share them."""
        shown = (section for edition in self.editions.values() for section in edition.shown(entry))
        return illustration.files(self.library, shown)

    def within(self, found: Surroundings) -> Site:
        """The part of a site that shows one entry; of this one, only what all pages share is taken over."""
        return replace(self, editions=within(self.editions, found))


class Page(NamedTuple):
    """A page before its template is filled."""

    edition: Edition
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


# --- what stands on a page --------------------------------------------------------------------------------


def pages(site: Site) -> Iterator[Page]:
    """Every page of every language."""
    for entry in site.entries():
        yield from of_entry(site.within(site.around(entry)), entry)
    yield from of_all(site)


def of_entry(site: Site, entry: Case | Lesson) -> Iterator[Page]:
    """The pages of a case or lesson: in each language its own, and those that show it in another way.

    Its surroundings (:mod:`fazhi.render.surroundings`) are enough of a site.
    """
    for edition in site.editions.values():
        yield _own(edition, entry)
        for way in ways.pages(edition, site.editions[edition.other], entry, site.reader):
            # Their headings are HTML, so the engine is told the title.
            meta = {"title": str(inert(way.title)), "hide": ["navigation", "toc"], "scripts": [READER]}
            yield Page(edition, *way, meta=meta, apart=True)


def of_all(site: Site) -> Iterator[Page]:
    """The pages that draw on the whole library: written pages, lists, laws, the glossary, search, rules, the editor."""
    for edition in site.editions.values():
        yield from (_own(edition, page) for page in edition.library.pages.values())
        yield from _lists(edition)


def _own(edition: Edition, entry: AnyEntry) -> Page:
    """The page of an entry; what has not been written in the language is said to be missing, never replaced."""
    address = paths.entry(entry)
    if edition.lang not in entry:
        said, title = edition.words.t.entry.untranslated, entry.original.words.title
        return Page(edition, address, "missing", entries.missing_view(edition, entry), title, said, entry)
    words, meta = edition.text(entry).words, _META.get(entry.id, _NONE) if entry.kind == "page" else _NONE
    meta = {**meta, "scripts": [READER]} if _explains(edition, entry) else meta
    return Page(edition, address, *_view(edition, entry), words.title, words.summary, entry, meta)


def _view(edition: Edition, entry: AnyEntry) -> tuple[str, object]:
    """The template of the page of an entry, and its view."""
    library = edition.library
    match entry.kind:
        case "case":
            return "case", entries.case_view(edition, library.cases[entry.id])
        case "lesson":
            return "lesson", entries.lesson_view(edition, library.lessons[entry.id])
        case "page":
            template = entry.id if entry.id in _WRITTEN else "page"
            return template, _WRITTEN.get(entry.id, written.page_view)(edition, library.pages[entry.id])


def _explains(edition: Edition, entry: AnyEntry) -> bool:
    """Tell whether a page has words of the glossary, in its own text or in that of its cases."""
    if entry.kind == "lesson":
        return True
    links = (span for section in edition.shown(entry) for span in spans(section) if isinstance(span, Link))
    return any(link.target.startswith("term:") for link in links)


def _lists(edition: Edition) -> Iterator[Page]:
    library, t, lang = edition.library, edition.words.t, edition.lang
    citing = laws.citing_laws(edition)
    for address, view in chain(lists.pages(edition), laws.citing_pages(edition, citing)):
        yield Page(edition, address, "list", view, view.title, view.summary)
    yield Page(edition, paths.page("laws"), "laws", laws.law_list(edition), t.laws.title, t.laws.summary)
    for id, law in library.laws.items():
        view_of_law = laws.law_view(edition, law, citing.get(id, {}))
        yield Page(edition, paths.law(id), "law", view_of_law, law.title[lang], law.title[lang])
    yield Page(
        edition, paths.page("glossary"), "glossary", lists.glossary_view(edition), t.glossary.title, t.glossary.summary
    )
    scripts = {"scripts": ["search/index.js", "assets/search.js"]}
    yield Page(
        edition, "search.html", "search", written.search_view(edition), t.search.title, t.search.title, meta=scripts
    )
    if not edition.scope.students:
        rules = rulebook.rulebook_view(edition, paths.relative(paths.page("contributors"), paths.RULES))
        yield Page(edition, paths.RULES, "rules", rules, t.rulebook.title, t.rulebook.summary)
    for address, view_of_files in editing.edit_pages(edition):
        yield Page(edition, address, "edit", view_of_files, view_of_files.title, t.editing.summary, apart=True)


# --- its staged text --------------------------------------------------------------------------------------


def staged(env: Environment, page: Page) -> str:
    """The Markdown that the engine is given: metadata, then the filled template."""
    edition = page.edition
    body = env.get_template(f"pages/{page.template}.md.j2").render(view=page.view, t=edition.words.t, lang=edition.lang)
    shared = env.get_template("pages/_share.j2").render(
        t=edition.words.t.share, address=metadata.address(edition, page.address)
    )
    return _front_matter(env, page) + body + shared


def _front_matter(env: Environment, page: Page) -> str:
    """The metadata of a staged page: values of ours, and a description that no parser can take for markup."""
    edition, up = page.edition, "../" * (page.address.count("/") + 1)
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
