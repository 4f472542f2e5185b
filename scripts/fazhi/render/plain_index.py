"""Make the plain index of the site, ``llms.txt``: what there is, in one file that needs neither markup nor scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from fazhi.model.library import Case, Lesson
from fazhi.model.narrow import PRESENTER_LEVEL
from fazhi.render import paths, scope
from fazhi.render.edition import Edition

_SIGNS = re.compile(r"[\\`*_\[\]<>]")
"""What would be read as Markdown in the middle of a line."""


def text(editions: Mapping[str, Edition]) -> str:
    """The index in the form of llmstxt.org: names, what the site is, then a list of links for each language."""
    lines = [f"# {' / '.join(edition.words.t.site.name for edition in editions.values())}", ""]
    for edition in editions.values():
        lines.append(f"> {plain(edition.words.t.site.description)}")
        lines += [f"> {line}" for line in (scope.line(edition),) if line]
    for edition in editions.values():
        lines += _language(edition)
    return "\n".join(lines) + "\n"


def _language(edition: Edition) -> Iterator[str]:
    t, base = edition.words.t, f"{edition.settings.published}{edition.lang}/"
    kinds: tuple[tuple[str, tuple[Case | Lesson, ...]], ...] = (
        (t.nav.lessons, tuple(edition.lessons())),
        (t.nav.cases, tuple(edition.cases())),
    )
    for title, entries in kinds:
        rows = [
            f"- [{plain(words.title)}]({base}{paths.entry(entry)}): {plain(words.summary)}"
            for entry in entries
            if edition.lang in entry and entry.facts.sensitivity < PRESENTER_LEVEL
            for words in (edition.text(entry).words,)
        ]
        if rows:
            yield from ("", f"## {t.site.choose} · {title}", "", *rows)
    pages = (("glossary", t.glossary), ("laws", t.laws))
    rows = [f"- [{plain(said.title)}]({base}{paths.page(id)}): {plain(said.summary)}" for id, said in pages]
    yield from ("", f"## {t.site.choose} · {t.lists.more}", "", *rows)


def plain(words: str) -> str:
    """A text in one line, in which nothing is markup."""
    return _SIGNS.sub(lambda sign: "\\" + sign[0], " ".join(words.split()))
