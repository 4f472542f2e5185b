"""What stands at the foot of every document: which text it is, how old, under which law, and who may use it."""

from __future__ import annotations

from dataclasses import dataclass

from fazhi.model.library import AnyEntry, Case, Lesson
from fazhi.model.reference import Pack
from fazhi.model.settings import EXAMPLE_ADDRESS
from fazhi.render import paths
from fazhi.render.edition import Edition


@dataclass(frozen=True, slots=True)
class Imprint:
    """The foot of a document. ``version`` is the day of the newest content in it, never the day of the build."""

    id: str
    version: str
    """ISO 8601."""
    line: str
    """All of it in one line, as it is printed."""
    basis: str
    """Whether the story is real, adapted or invented, in words."""
    address: str
    """The page of the document, https, or empty as long as no address of the site is set."""
    notices: tuple[str, ...]
    """What a reader must know first: the state of the text, and what the translation owes."""
    path: str
    """The source file, for messages."""


def site(edition: Edition) -> str:
    """The address of the language's site, or nothing while ``mkdocs.yml`` holds the example."""
    url = edition.settings.site_url
    return "" if url == EXAMPLE_ADDRESS else f"{url}{edition.lang}/"


def cases_of(edition: Edition, lesson: Lesson) -> tuple[Case, ...]:
    """The cases of a lesson."""
    return tuple(edition.library.cases[id] for id in lesson.facts.cases)


def imprint(edition: Edition, lesson: Lesson) -> Imprint:
    """The foot of every document of a lesson."""
    cases = cases_of(edition, lesson)
    entries: tuple[AnyEntry, ...] = (lesson, *cases)
    version = max(entry.facts.updated for entry in entries).isoformat()
    law = min([lesson.facts.law_as_of, *(case.facts.law_as_of for case in cases)]).isoformat()
    base = site(edition)
    return stamped(
        edition,
        id=lesson.id,
        version=version,
        law=law,
        basis=edition.words.label("basis", lesson.facts.basis),
        address=base + paths.lesson(lesson.id) if base else "",
        notices=tuple(
            f"{notice.title}：{notice.text}" if edition.lang == "zh" else f"{notice.title}: {notice.text}"
            for entry in entries
            for notice in edition.notices(entry)
        ),
        path=edition.text(lesson).path,
    )


def year_imprint(edition: Edition, pack: Pack) -> Imprint:
    """The foot of what belongs to a year: as new as its newest text, under the law of its oldest, cases included."""
    lessons = [edition.library.lessons[id] for id in pack.lessons]
    entries: list[Case | Lesson] = [*lessons, *(case for lesson in lessons for case in cases_of(edition, lesson))]
    base = site(edition)
    return stamped(
        edition,
        id=f"year-{pack.id}",
        version=max(entry.facts.updated for entry in entries).isoformat(),
        law=min(entry.facts.law_as_of for entry in entries).isoformat(),
        basis="",
        address=base + paths.page("presenters") if base else "",
        notices=(),
        path="docs/reference/packs.yml",
    )


def stamped(
    edition: Edition, *, id: str, version: str, law: str, basis: str, address: str, notices: tuple[str, ...], path: str
) -> Imprint:
    """Compose an imprint with its line."""
    t = edition.words.t.kit.foot
    short = address.removeprefix("https://")
    pieces = [id, t.version.format(day=version), t.law_as_of.format(day=law), basis, t.licence, short]
    return Imprint(id, version, " · ".join(piece for piece in pieces if piece), basis, address, notices, path)
