"""Make the search index of an edition from the model: every section a pupil may read, as plain text.

The index is a classic script that hands over plain data, so that it loads from ``file://`` as well as from a server.
What is presenter-only never enters it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from fazhi.model.blocks import Block, Event, Items, Pull, Question, Section, Text, spans, without_notes
from fazhi.model.library import AnyEntry
from fazhi.render import paths
from fazhi.render.edition import Edition
from fazhi.render.lists import article_name

Row = tuple[str, str, str]
"""An anchor on the page, the title of the section, its text."""


def index(edition: Edition) -> str:
    """The script ``search/index.js``: a list of ``[address, kind, title, [[anchor, title, text], …]]``."""
    pages = [[address, kind, title, list(rows)] for address, kind, title, rows in _pages(edition)]
    data = json.dumps(pages, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f"window.fazhiSearchIndex={data};\n"


def _pages(edition: Edition) -> Iterator[tuple[str, str, str, Iterator[Row]]]:
    t, library = edition.words.t, edition.library
    for case in edition.cases():
        if edition.lang in case:
            yield paths.entry(case), t.search.case, edition.text(case).words.title, _entry(edition, case)
    for lesson in edition.lessons():
        if edition.lang in lesson:
            yield (
                paths.entry(lesson),
                t.search.lesson,
                edition.text(lesson).words.title,
                _entry(edition, lesson),
            )
    yield paths.page("glossary"), t.search.term, t.nav.glossary, _terms(edition)
    for law in library.laws.values():
        yield paths.law(law.id), t.search.law, law.title[edition.lang], _law(edition, law.id)
    for page in library.pages.values():
        if edition.lang in page:
            yield paths.entry(page), t.search.page, edition.text(page).words.title, _page(edition, page)


def _entry(edition: Edition, entry: AnyEntry) -> Iterator[Row]:
    text = edition.text(entry)
    words = text.words
    aims = [
        *getattr(words, "objectives", ()),
        *getattr(words, "keypoints", ()),
        *getattr(words, "materials", ()),
    ]
    yield (
        "",
        "",
        " ".join([words.summary, getattr(words, "place", ""), *getattr(words, "organs", ()), *aims]).strip(),
    )
    for section in edition.shown(entry):
        yield section.id, section.title, section_text(section, edition)


def _page(edition: Edition, entry: AnyEntry) -> Iterator[Row]:
    yield from _entry(edition, entry)
    if entry.id == "help":
        for channel in edition.library.channels.values():
            note = channel.note[edition.lang] if channel.note else ""
            text = f"{channel.number} {channel.purpose[edition.lang]} {note}"
            yield channel.id, channel.name[edition.lang], text.strip()


def _terms(edition: Edition) -> Iterator[Row]:
    for term in edition.library.terms.values():
        names = [term.zh, *term.zh_also, term.pinyin, term.en, *term.en_also]
        yield term.id, term.name(edition.lang), " · ".join([*names, term.explain[edition.lang]])


def _law(edition: Edition, id: str) -> Iterator[Row]:
    law = edition.library.laws[id]
    yield (
        "",
        "",
        " ".join([law.short[edition.lang], law.title.zh, law.watch[edition.lang] if law.watch else ""]).strip(),
    )
    for card in edition.library.cards.values():
        for cited in card.cites:
            law_id, _, article = cited.partition("#")
            if law_id == id:
                yield paths.article_anchor(article), article_name(edition, law, article), card.text(edition.lang)


def section_text(section: Section, edition: Edition) -> str:
    """The text of a section as a reader sees it, pulled sections included, presenter's notes left out."""
    pieces = [f"{edition.words.moment(event.moment)} {_text((event,))}" for event in section.events]
    pieces += [_text((question,)) for question in section.questions]
    pieces += [_block(block, edition) for block in without_notes(section.blocks)]
    return " ".join(piece for piece in pieces if piece)


def _block(block: Block, edition: Edition) -> str:
    match block:
        case Pull(case, id):
            section = edition.text(edition.library.cases[case]).section(id)
            return section_text(section, edition) if section else ""
        case Items(_, items):
            return " ".join(_block(inside, edition) for item in items for inside in without_notes(item))
        case _:
            return _text((block,))


def _text(nodes: tuple[Block | Event | Question, ...]) -> str:
    texts = ("".join(span.text for span in spans(node) if isinstance(span, Text)) for node in nodes)
    return " ".join(texts)
