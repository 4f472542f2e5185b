"""What is known before a file is read, and what reading it gave: small, frozen, and the same in any process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from fazhi.verify.faults import Fault

Told = Iterator[tuple[int, str, str]]
"""Line, rule, and words of each fault of a file."""


class Own(NamedTuple):
    """What of a site is the program's own, to be found again byte for byte."""

    inline: frozenset[str] = frozenset()
    """The digests of the scripts and style sheets that may stand inside a page (``policy.digest``)."""
    scripts: frozenset[bytes] = frozenset()
    """The SHA-256 digests of the script files."""
    policies: frozenset[str] | None = None
    """The Content Security Policies of which each page of the site has one; None where no page is asked for any."""
    carried: frozenset[str] = frozenset()
    """Those that a page may have which stands in a zip alone."""


@dataclass(frozen=True, slots=True)
class Found:
    """What reading one file gave: its faults, and what only all files together can judge.

    ``ids`` are those of a page, None for any other file; ``links`` the addresses on it that lead to other files of the
    site, ``lines`` the line of each of them. ``base`` is the path of the site's address, which the page for addresses
    that do not exist tells.
    """

    path: str
    digest: bytes
    faults: tuple[Fault, ...] = ()
    ids: tuple[str, ...] | None = None
    links: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    base: str = ""
