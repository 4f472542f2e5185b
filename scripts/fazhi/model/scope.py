"""Which edition of the site it is; apart from the settings, which take long to load."""

from __future__ import annotations

from dataclasses import dataclass

EXAMPLE_ADDRESS = "https://fazhi.example/"
"""The reserved address (RFC 2606) that stands in ``mkdocs.yml`` until somebody publishes the site under a real one."""


@dataclass(frozen=True, slots=True)
class Scope:
    """For whom an edition is made; without either choice it is the whole site."""

    grade: str | None = None
    """The id of a grade band: nothing for older pupils is there."""
    students: bool = False
    """Nothing that is made for presenters is there."""
    pupils: int = 45
    """The size of the class that cards are dealt for; 45 is the most that a primary class is meant to have."""

    def __bool__(self) -> bool:
        """Tell whether anything is left out."""
        return self.grade is not None or self.students


WHOLE_SITE = Scope()
