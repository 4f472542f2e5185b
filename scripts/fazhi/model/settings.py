"""The settings of the site that are not content: its address, and where a page can be edited."""

from __future__ import annotations

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
