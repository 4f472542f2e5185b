"""Say which edition of the site this is, where it is not the whole."""

from __future__ import annotations

from fazhi.render.edition import Edition
from fazhi.render.views import Notice


def notice(edition: Edition) -> Notice | None:
    """What the edition is called and what it holds; None for the whole site."""
    scope, t = edition.scope, edition.words.t.edition
    if not scope:
        return None
    if scope.grade is None:
        return Notice("calm", t.students.title, t.students.text)
    said = t.both if scope.students else t.grade
    name = edition.library.grades[scope.grade].name[edition.lang]
    return Notice("calm", said.title.format(name=name), said.text)


def line(edition: Edition) -> str:
    """The same in one line; empty for the whole site."""
    found = notice(edition)
    return f"{found.title}{edition.words.t.edition.colon}{found.text}" if found else ""
