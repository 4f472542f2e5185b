"""Say in the head of a page what the page is, for programs: JSON-LD (schema.org) and Open Graph.

Addresses in both must be absolute, so as long as ``mkdocs.yml`` holds the example address, what needs one is left out.
The JSON-LD is a data block, which no browser runs and to which ``script-src`` does not apply (HTML standard, "prepare
the script element": a type that is no script's ends it before the policy is asked).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from fazhi.model.facts import CaseFront, LessonFront, LessonWords
from fazhi.model.fields import ORIGINAL
from fazhi.model.library import AnyEntry, Case, Lesson, citations
from fazhi.render import paths
from fazhi.render.edition import Edition
from fazhi.render.kit.picture import HEIGHT, WIDTH

HREFLANG = {"zh": "zh-Hans", "en": "en"}
_LOCALES = {"zh": "zh_CN", "en": "en_GB"}
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
Data = Mapping[str, Any]


class HeadView(NamedTuple):
    """What stands in the head of a page beside its title."""

    properties: tuple[tuple[str, str], ...]
    """Open Graph, by property."""
    data: Markup
    """JSON-LD, ready to be printed; empty where there is none."""
    hidden: bool
    """Whether search engines are asked to leave the page out."""


def address(edition: Edition, page: str, lang: str = "") -> str:
    """The absolute address of a page below a language; empty while no address of the site is set."""
    site = edition.settings.published
    return f"{site}{lang or edition.lang}/{page}" if site else ""


def head(edition: Edition, page: str, title: str, description: str, entry: AnyEntry | None) -> HeadView:
    """The head of the page at an address; ``entry`` is what stands on it, if it is no list."""
    unseen = entry is not None and (edition.lang not in entry or hidden(entry))
    return HeadView(
        properties=tuple(_open_graph(edition, page, title, description, entry)),
        data=Markup("") if unseen else block(data(edition, page, entry)),
        hidden=unseen,
    )


def hidden(entry: AnyEntry) -> bool:
    """Tell whether an entry keeps its address and is not to be found: in no list, no sitemap, no search engine."""
    return getattr(entry.facts, "status", "published") in ("draft", "withdrawn")


def block(found: Data) -> Markup:
    """JSON as it may stand in a script element: no text in it can end the element or be taken for markup."""
    if not found:
        return Markup("")
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704 - the escaping is the line above


def _open_graph(
    edition: Edition, page: str, title: str, description: str, entry: AnyEntry | None
) -> Iterator[tuple[str, str]]:
    """Open Graph (ogp.me): what messengers show of a link."""
    yield "og:type", "article" if entry is not None and entry.kind != "page" else "website"
    yield "og:title", title
    yield "og:description", description
    yield "og:site_name", edition.words.t.site.name
    yield "og:locale", _LOCALES[edition.lang]
    yield "og:locale:alternate", _LOCALES[edition.other]
    if url := address(edition, page):
        yield "og:url", url
        yield "og:image", address(edition, paths.PICTURE)
        yield "og:image:type", "image/png"
        yield "og:image:width", str(WIDTH)
        yield "og:image:height", str(HEIGHT)
        yield "og:image:alt", f"{edition.words.t.site.name} · {edition.words.t.site.description}"


# --- JSON-LD --------------------------------------------------------------------------------------------


def data(edition: Edition, page: str, entry: AnyEntry | None) -> Data:
    """What the page is, in the words of schema.org; nothing for lists and most written pages."""
    found: Data = {}
    if entry is not None and entry.kind != "page":
        assert isinstance(entry.facts, CaseFront | LessonFront)
        found = _resource(edition, entry)
    elif entry is not None and entry.id == "home":
        found = {**_site(edition), **_common(edition), "description": edition.words.t.site.description}
    elif page == paths.page("glossary"):
        found = _glossary(edition)
    return {"@context": "https://schema.org", **found} if found else {}


def _resource(edition: Edition, entry: Case | Lesson) -> Data:
    lang, text, facts = edition.lang, edition.text(entry), entry.facts
    library = edition.library
    bands = [library.grades[id] for id in library.grades if id in facts.grades]
    special = _lesson(edition, entry) if isinstance(facts, LessonFront) else _case(edition, entry)  # type: ignore[arg-type]
    return _full(
        {
            "@type": "LearningResource",
            **_located(address(edition, paths.entry(entry))),
            "name": text.words.title,
            "description": text.words.summary,
            **_common(edition),
            "learningResourceType": getattr(edition.words.t.search, entry.kind),
            "educationalLevel": [band.name[lang] for band in bands],
            "typicalAgeRange": [band.ages for band in bands],
            "audience": [{"@type": "EducationalAudience", "educationalRole": role} for role in _roles(edition, entry)],
            "about": [*_topics(edition, entry), *_laws(edition, entry)],
            "creativeWorkStatus": edition.words.label("status", entry.status),
            "dateModified": facts.updated.isoformat(),
            "isPartOf": _site(edition),
            **special,
            **_translation(edition, entry),
        }
    )


def _case(edition: Edition, case: Case) -> Data:
    """What only a case has: its reading time, and what it rests on, by address alone, for a title may hold a name."""
    return {
        "timeRequired": f"PT{edition.minutes(case)}M",
        "isBasedOn": [source.url for source in case.facts.sources if source.url],
    }


def _lesson(edition: Edition, lesson: Lesson) -> Data:
    """What only a lesson has."""
    words = edition.text(lesson).words
    objectives = words.objectives if isinstance(words, LessonWords) else lesson.facts.objectives
    cases = (edition.library.cases[id] for id in lesson.facts.cases)
    return {
        "teaches": list(objectives),
        "timeRequired": f"PT{lesson.facts.minutes}M",
        "isBasedOn": [
            {
                "@type": "LearningResource",
                "name": edition.text(case).words.title,
                **_located(address(edition, paths.entry(case))),
            }
            for case in cases
        ],
        "hasPart": list(_files(edition, lesson)),
    }


def _files(edition: Edition, lesson: Lesson) -> Iterator[Data]:
    """The files of the class kit; a file without an address is nothing that a program could use."""
    names = edition.words.t.kit.files
    for file in edition.kit.get(lesson.id, ()):
        if url := address(edition, file.address):
            form = _FORMS[file.address.rpartition(".")[2]]
            yield {"@type": "DigitalDocument", "name": getattr(names, file.kind), "url": url, "encodingFormat": form}


_FORMS = {
    "html": "text/html",
    "pdf": "application/pdf",
    "txt": "text/plain",
    "zip": "application/zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
"""The media type of each kind of file in a class kit."""


def _roles(edition: Edition, entry: Case | Lesson) -> tuple[str, ...]:
    """For whom it is: a lesson is read by pupils and taught by teachers, of whom a student edition knows nothing."""
    return ("student", "teacher") if entry.kind == "lesson" and not edition.scope.students else ("student",)


def _topics(edition: Edition, entry: Case | Lesson) -> Iterator[Data]:
    for id in edition.topics(entry):
        url = address(edition, paths.shelf("topic", id)) if id in edition.shelves["topic"] else ""
        yield _full({"@type": "Thing", "name": edition.library.topics[id].name[edition.lang], "url": url})


def _laws(edition: Edition, entry: Case | Lesson) -> Iterator[Data]:
    """The laws that an entry cites, in the order of the registry.

    The address of an official site is not that of a law: one is given only where it leads to the text.
    """
    text, shown = edition.text(entry), edition.shown(entry)
    cited = {law for law, _ in (text.cited if len(shown) == len(text.sections) else citations(shown))}
    if isinstance(entry.facts, LessonFront):
        cited |= {law.partition("#")[0] for law in entry.facts.laws}
    for id, law in edition.library.laws.items():
        if id in cited:
            url = law.url if law.url.split("/", 3)[3:] not in ([], [""]) else ""
            also = law.title.zh if edition.lang != ORIGINAL else ""
            yield _full({"@type": "Legislation", "name": law.title[edition.lang], "alternateName": also, "url": url})


def _translation(edition: Edition, entry: AnyEntry) -> Data:
    """The same in the other language: what this is a translation of, or what it has been translated to."""
    if edition.other not in entry:
        return {}
    there = _full(
        {
            "@type": "LearningResource",
            **_located(address(edition, paths.entry(entry), edition.other)),
            "name": entry.texts[edition.other].words.title,
            "inLanguage": HREFLANG[edition.other],
        }
    )
    return {"workTranslation" if edition.lang == ORIGINAL else "translationOfWork": there}


def _glossary(edition: Edition) -> Data:
    """The glossary as a set of terms, each with its name in the other language."""
    page, t = paths.page("glossary"), edition.words.t.glossary
    terms = (
        {
            "@type": "DefinedTerm",
            "termCode": term.id,
            "name": term.name(edition.lang),
            "alternateName": [term.name(edition.other), *(term.zh_also if edition.lang == "zh" else term.en_also)],
            "description": term.explain[edition.lang],
            **_located(address(edition, paths.term(term.id))),
        }
        for term in edition.library.terms.values()
    )
    return {
        "@type": "DefinedTermSet",
        **_located(address(edition, page)),
        "name": t.title,
        "description": t.summary,
        **_common(edition),
        "isPartOf": _site(edition),
        "hasDefinedTerm": [_full(term) for term in terms],
    }


def _site(edition: Edition) -> Data:
    return {
        "@type": "WebSite",
        "name": edition.words.t.site.name,
        **_located(address(edition, paths.page("home"))),
    }


def _common(edition: Edition) -> Data:
    """What holds for everything that is written here."""
    return {"inLanguage": HREFLANG[edition.lang], "license": LICENCE, "isAccessibleForFree": True}


def _located(url: str) -> Data:
    """The address of something, which is its identity too; nothing without one."""
    return {"@id": url, "url": url} if url else {}


def _full(found: Data) -> Data:
    """The data without what is empty."""
    return {key: value for key, value in found.items() if value not in ("", [], ())}
