"""A contributed picture as it is published: its pixels written again, without anything else that was in its file."""

from __future__ import annotations

from typing import NamedTuple


class Published(NamedTuple):
    """The bytes of a picture for pages and papers, and its size in pixels."""

    data: bytes
    suffix: str
    """``jpg`` or ``png``."""
    width: int
    height: int
