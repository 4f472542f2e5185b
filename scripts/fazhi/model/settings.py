"""The settings of the site that are not content: its address, where a page can be edited, which edition it is.

The edition lies in a module of its own, which loads no library; most who need it need the settings too.
"""

from __future__ import annotations

from pydantic import Field

from fazhi.model.fields import Address, Frozen, Line
from fazhi.model.scope import EXAMPLE_ADDRESS, WHOLE_SITE, Scope

__all__ = ["EXAMPLE_ADDRESS", "WHOLE_SITE", "Scope", "Settings"]


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
