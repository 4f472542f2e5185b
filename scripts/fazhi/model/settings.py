"""The settings of the site that are not content: its address, where a page can be edited, which edition it is."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import Field

from fazhi.model.fields import Address, Frozen, Line

EXAMPLE_ADDRESS = "https://fazhi.example/"
"""The reserved address (RFC 2606) that stands in ``mkdocs.yml`` until somebody publishes the site under a real one."""


class Settings(Frozen):
    """What we take from the base ``mkdocs.yml``; the engine reads the rest of it."""

    site_url: Address = Field(pattern=r"/$")
    edit_uri: Address | None = None
    """Address before the path of a source file, such as ``https://host/team/fazhi/edit/main/``."""
    copyright: Line

    @property
    def published(self) -> str:
        """The address of the site; empty as long as it is the example."""
        return "" if self.site_url == EXAMPLE_ADDRESS else self.site_url


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
