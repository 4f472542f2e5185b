"""The list of what is made for a class: every document with its place, its readers and the writer that it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fazhi.render.kit.deck import Deck
from fazhi.render.kit.paper import Paper

Audience = Literal["students", "presenter"]
WriterName = Literal["pptx", "docx", "pdf", "bytes"]


@dataclass(frozen=True, slots=True)
class Listed:
    """One file of the kit, before it is made."""

    address: str
    """Below the language: ``lessons/my-data/my-data-zh-plan.docx``."""
    kind: str
    """The key of its name in ``kit.files`` of the fixed words: ``pptx``, ``plan``, ``worksheet`` …"""
    audience: Audience
    writer: WriterName


@dataclass(frozen=True, slots=True)
class Document(Listed):
    """One file of the kit, made and not yet written."""

    form: Deck | Paper | bytes
    """What the writer is given; ``bytes`` need no writer."""

    @classmethod
    def of(cls, listed: Listed, form: Deck | Paper | bytes) -> Document:
        """The document that was listed."""
        return cls(listed.address, listed.kind, listed.audience, listed.writer, form)
