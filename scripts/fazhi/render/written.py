"""Make the views of the written pages: home, help, for presenters, for contributors, about; and of the search page."""

from __future__ import annotations

from dataclasses import replace

from fazhi.model.fields import ORIGINAL
from fazhi.model.library import Page
from fazhi.render import data, finding, paths
from fazhi.render.downloads import offered, quick
from fazhi.render.edition import Edition
from fazhi.render.footing import footing
from fazhi.render.page_views import (
    AboutView,
    ClosedList,
    ContributorsView,
    HelpView,
    HomeView,
    LessonRow,
    PackView,
    PageView,
    PresentersView,
    SearchView,
)
from fazhi.render.scope import notice
from fazhi.render.views import Ref, SectionView

MAX_HOME_CARDS = 6


def page_view(edition: Edition, page: Page) -> PageView:
    """The part that all written pages have."""
    address, text = paths.entry(page), edition.text(page)
    printer, notes = edition.printer(page, address), edition.notes(page)
    return PageView(
        title=text.words.title,
        summary=text.words.summary,
        notices=edition.notices(page),
        sections=tuple(
            SectionView(section.id, section.title, printer.blocks(section.blocks), note=notes.get(section.id, ""))
            for section in text.sections
        ),
        footing=footing(edition, page, address),
    )


def home_view(edition: Edition, page: Page) -> HomeView:
    """The front page."""
    address, t = paths.entry(page), edition.words.t.home
    view = page_view(edition, page)
    said = notice(edition)
    if said:
        view = replace(view, notices=(said, *view.notices))
    return HomeView(
        page=view,
        doors=view.sections,
        lessons=tuple(edition.card(lesson, address) for lesson in edition.relations.lessons[:MAX_HOME_CARDS]),
        cases=tuple(edition.card(case, address) for case in edition.relations.cases[:MAX_HOME_CARDS]),
        topics=finding.links(edition, "topic", edition.shelves["topic"], address),
        grades=finding.links(edition, "grade", edition.shelves["grade"], address),
        all_lessons=edition.ref(paths.page("lessons"), t.all_lessons, address),
        all_cases=edition.ref(paths.page("cases"), t.all_cases, address),
    )


def help_view(edition: Edition, page: Page) -> HelpView:
    """Get help."""
    channels = [edition.channel(channel) for channel in edition.library.channels.values()]
    return HelpView(
        page=page_view(edition, page),
        urgent=tuple(channel for channel in channels if channel.urgent),
        others=tuple(channel for channel in channels if not channel.urgent),
    )


def presenters_view(edition: Edition, page: Page) -> PresentersView:
    """For presenters."""
    address = paths.entry(page)
    rows = tuple(
        LessonRow(
            lesson=edition.ref(paths.entry(lesson), edition.text(lesson).words.title, address),
            grades=edition.grades(lesson),
            minutes=lesson.facts.minutes,
            activity=edition.words.label("activity", lesson.facts.activity),
            cases=tuple(
                edition.ref(paths.case(id), edition.text(edition.library.cases[id]).words.title, address)
                for id in lesson.facts.cases
            ),
            files=quick(edition, lesson.id, address),
        )
        for lesson in edition.lessons()
    )
    packs = tuple(
        PackView(
            id=pack.id,
            name=edition.library.grades[pack.grade].name[edition.lang],
            reason=pack.reason[edition.lang],
            lessons=tuple(edition.card(edition.library.lessons[id], address) for id in pack.lessons),
            kit=offered(edition, paths.pack_key(pack.id), address),
        )
        for pack in edition.library.packs.values()
    )
    download = Ref(f"../{paths.DOWNLOAD}", edition.words.t.download.title)
    return PresentersView(page_view(edition, page), rows, packs, download)


def contributors_view(edition: Edition, page: Page) -> ContributorsView:
    """For contributors."""
    lang, t, library = edition.lang, edition.words.t.contributors, edition.library
    lists = (
        (t.topics, {row.id: row.name[lang] for row in library.topics.values()}),
        (t.grades, {row.id: row.name[lang] for row in library.grades.values()}),
        (t.procedures, {row.id: row.name[lang] for row in library.procedures.values()}),
        (t.series, {row.id: row.name[lang] for row in library.series.values()}),
        (t.laws, {row.id: row.short[lang] for row in library.laws.values()}),
    )
    closed = tuple(ClosedList(title, tuple(Ref(id, words) for id, words in rows.items())) for title, rows in lists)
    rules = "" if edition.scope.students else paths.relative(paths.RULES, paths.entry(page))
    up = "" if lang == ORIGINAL else f"../{ORIGINAL}/"
    form = "" if edition.scope.students else f"{up}{paths.FORM}"
    return ContributorsView(page_view(edition, page), closed, rules, form)


def about_view(edition: Edition, page: Page) -> AboutView:
    """About the project."""
    t, library = edition.words.t.about, edition.library
    counts = (
        edition.plain(t.cases, [str(len(edition.relations.cases))]),
        edition.plain(t.lessons, [str(len(edition.relations.lessons))]),
        edition.plain(t.terms, [str(len(library.terms))]),
        edition.plain(t.laws, [str(len(library.laws))]),
        edition.plain(t.channels, [str(len(library.channels))]),
    )
    files = (
        (f"../{data.CASES}", t.cases_json),
        (f"../{data.SCHEMA}", t.schema),
        (f"../{data.TABLE}", t.table),
        ("feed.xml", t.feed),
        (f"../{paths.INDEX}", t.index),
    )
    return AboutView(page_view(edition, page), counts, tuple(Ref(href, words) for href, words in files))


def search_view(edition: Edition) -> SearchView:
    """The search page."""
    t = edition.words.t.nav
    pages = (("cases", t.cases), ("lessons", t.lessons), ("laws", t.laws), ("glossary", t.glossary))
    return SearchView(tuple(edition.ref(paths.page(id), words, "search.html") for id, words in pages))
