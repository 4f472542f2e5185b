"""Check who is in a case: every person is declared, by a role, in both languages (Minors Protection Law art. 103)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fazhi.check.context import Context
from fazhi.check.identity import masked
from fazhi.check.shape import mark_of
from fazhi.check.surnames import is_name
from fazhi.model.facts import CaseFront, CaseWords
from fazhi.parse import frontmatter
from fazhi.parse.document import Document
from fazhi.parse.frontmatter import Loc
from fazhi.problems import Problem


def persons(context: Context) -> Iterator[Problem]:
    """A published case that happened declares its persons, by forms that are roles and stand in its text."""
    for doc in context.documents("case"):
        front = context.fronts.get(doc.path)
        if isinstance(front, CaseFront):
            if not front.persons and front.basis == "real" and front.status == "published":
                yield Problem(doc.path, mark_of(doc.front, "key", "people"), "persons-missing")
            text = _shown(context, doc) if front.persons else ""
            for at, person in enumerate(front.persons):
                yield from _forms(doc, text, person.forms, ("persons", at, "forms"))
        elif isinstance(front, CaseWords):
            yield from _same(context, doc, front)
            text = _shown(context, doc) if front.persons else ""
            for id, forms in front.persons.items():
                yield from _forms(doc, text, forms, ("persons", id))


def _forms(doc: Document, text: str, forms: Sequence[str], loc: Loc) -> Iterator[Problem]:
    for at, form in enumerate(forms):
        mark = mark_of(doc.front, *loc, at)
        if is_name(form):
            yield Problem(doc.path, mark, "person-form", {"form": masked(form)})
        elif form.casefold() not in text:
            yield Problem(doc.path, mark, "person-unused", {"form": form})


def _shown(context: Context, doc: Document) -> str:
    """The text of a document below its front matter, with its title and summary."""
    front = context.front(doc)
    body = frontmatter.split(doc.path, context.parsed.texts[doc.path])[2]
    return "\n".join((str(front.get("title")), str(front.get("summary")), body)).casefold()


def _same(context: Context, doc: Document, front: CaseWords) -> Iterator[Problem]:
    """The same persons in a translation as in its original."""
    original = context.original(doc)
    facts = context.fronts.get(original.path) if original else None
    if not isinstance(facts, CaseFront):
        return
    ids = {person.id for person in facts.persons}
    for id in sorted(ids ^ front.persons.keys()):
        place: Loc = ("persons", "key", id) if id in front.persons else ("persons",)
        rule = "person-unknown" if id in front.persons else "person-untranslated"
        yield Problem(doc.path, mark_of(doc.front, *place), rule, {"id": id})
