"""Render every page of an edition, and the few files that both editions share."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from jinja2 import Environment

from fazhi.model.fields import LANGUAGES, LIST_PAGES
from fazhi.model.library import Case, Lesson, Library
from fazhi.model.library import Page as WrittenPage
from fazhi.model.settings import Settings
from fazhi.render import entries, feed, lists, paths, search, written
from fazhi.render.edition import Edition
from fazhi.render.templates import environment, inert
from fazhi.render.words import Words

E = TypeVar("E", Case, Lesson, WrittenPage)
HREFLANG = {"zh": "zh-Hans", "en": "en"}


@dataclass(frozen=True, slots=True)
class Rendered:
    """What the render stage gives to the stage stage, all of it text by path.

    ``editions`` are the files of each language's document tree, ``shared`` those at the root of the site.
    """

    editions: Mapping[str, Mapping[str, str]]
    shared: Mapping[str, str]
    navigation: Mapping[str, tuple[tuple[str, str], ...]]
    words: Mapping[str, Words] = field(default_factory=dict)


def render(
    library: Library,
    settings: Settings,
    strings: Mapping[str, Mapping[str, Any]],
    templates: Mapping[str, str],
) -> Rendered:
    """Render the library with the fixed words of each language and the templates by name."""
    env = environment(templates)
    editions = {lang: Edition(library, Words(lang, strings[lang]), settings) for lang in LANGUAGES}
    files = {lang: dict(_files(env, edition)) for lang, edition in editions.items()}
    return Rendered(
        editions=files,
        shared=dict(_shared(env, editions, files)),
        navigation={lang: _navigation(edition) for lang, edition in editions.items()},
        words={lang: edition.words for lang, edition in editions.items()},
    )


def _files(env: Environment, edition: Edition) -> Iterator[tuple[str, str]]:
    for page in _pages(edition):
        template = env.get_template(f"pages/{page.template}.md.j2")
        body = template.render(view=page.view, t=edition.words.t, lang=edition.lang)
        yield paths.markdown(page.address), _front_matter(edition, page) + body
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
_META: dict[str, Mapping[str, object]] = {"home": {"hide": ["navigation", "toc"]}}


class Page(NamedTuple):
    """A page before its template is filled."""

    address: str
    template: str
    view: object
    description: str
    meta: Mapping[str, object] = _NONE
    """What our theme wants to know of the page beside the rest: scripts, what to hide."""


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
        return Page(address, "missing", entries.missing_view(edition, entry), edition.words.t.entry.untranslated)
    return Page(address, template, view(edition, entry), edition.text(entry).words.summary, meta)


def _lists(edition: Edition) -> Iterator[Page]:
    library, t, lang = edition.library, edition.words.t, edition.lang
    yield Page(paths.page("cases"), "list", lists.case_list(edition), t.lists.cases.summary)
    yield Page(paths.page("lessons"), "list", lists.lesson_list(edition), t.lists.lessons.summary)
    for id, topic in library.topics.items():
        yield Page(paths.topic(id), "list", lists.topic_list(edition, id), topic.summary[lang])
    for id, grade in library.grades.items():
        yield Page(paths.grade(id), "list", lists.grade_list(edition, id), grade.years[lang])
    yield Page(paths.page("laws"), "laws", lists.law_list(edition), t.laws.summary)
    for id, law in library.laws.items():
        yield Page(paths.law(id), "law", lists.law_view(edition, law), law.title[lang])
    yield Page(paths.page("glossary"), "glossary", lists.glossary_view(edition), t.glossary.summary)
    yield Page(
        "search.html",
        "search",
        written.search_view(edition),
        t.search.title,
        {"scripts": ["search/index.js", "assets/search.js"]},
    )


def _front_matter(edition: Edition, page: Page) -> str:
    """The metadata of a staged page: values of ours, and a description that no parser can take for markup."""
    up = "../" * (page.address.count("/") + 1)
    meta: dict[str, object] = {
        "description": str(inert(page.description)),
        "hide": ["navigation"],
        "other_lang": HREFLANG[edition.other],
        "other_href": f"{up}{edition.other}/{page.address}",
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
    yield "index.html", env.get_template("root/index.html.j2").render(words=words, hreflang=HREFLANG)
    yield "404.html", env.get_template("root/404.html.j2").render(words=words, hreflang=HREFLANG, base=base)
    yield (
        "sitemap.xml",
        env.get_template("root/sitemap.xml.j2").render(site=site, pages=_listed(first, files), hreflang=HREFLANG),
    )
    yield "robots.txt", env.get_template("root/robots.txt.j2").render(site=site)


def _listed(edition: Edition, files: Mapping[str, Mapping[str, str]]) -> list[tuple[str, list[str]]]:
    """The pages of the sitemap, each with the languages in which it has really been written."""
    written = {paths.entry(entry): [lang for lang in LANGUAGES if lang in entry] for entry in edition.library.entries()}
    names = sorted({name for tree in files.values() for name in tree if name.endswith(".md")})
    addresses = [name.removesuffix(".md") + ".html" for name in names if name != "search.md"]
    return [(address, written.get(address, list(LANGUAGES))) for address in addresses]
