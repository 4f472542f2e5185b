"""Judge the Content Security Policy of a finished page, and whether it allows what stands inside the page.

A browser blocks in silence what a policy does not name. So that nothing is lost unseen, a page is refused that holds a
script or a style sheet that its policy does not allow, or has a policy that is none of ours.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

_FIRST = re.compile(
    r"<!DOCTYPE html>\n<html[^<>]*>\n<head>\n<meta charset=\"utf-8\">\n"
    r"<meta http-equiv=\"Content-Security-Policy\" content=\"([^\"<>]*)\">\n"
)
"""How every page of ours begins: a policy holds only for what comes after it."""
_BESIDE = re.compile(r"(?: defer)? src=\"(?![a-z]+:|//)[^\"]+\"")
_DATA = re.compile(r" type=\"application/(?:ld\+)?json\"(?: id=\"[a-z-]+\")?")


class Inline(NamedTuple):
    """A script or a style sheet on a page: where its text begins, its attributes as written, its text and digest.

    Of data for programs, which no policy asks for, there is no digest.
    """

    at: int
    name: str
    attributes: str
    text: str
    digest: str


def digest(text: str) -> str:
    """Name an inline script or style sheet as a policy does (CSP level 3, 2.3.1): ``'sha256-…'``."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def faults(text: str, count: int, inline: Collection[Inline], known: Collection[str]) -> Iterator[tuple[int, str]]:
    """Give offset and words of what is wrong with the policy of a page.

    ``count`` is how many it has, ``inline`` are its scripts and style sheets, ``known`` the policies that it may have.
    """
    first = _FIRST.match(text)
    if not first or count != 1:
        yield 0, "its one Content Security Policy is not the first thing in its head"
        return
    if first[1] not in known:
        yield 0, f"the policy {first[1]} is none of ours"
    for at, name, attributes, inside, mark in inline:
        if _DATA.fullmatch(attributes) or (_BESIDE.fullmatch(attributes) and not inside):
            continue
        if attributes or mark not in _allowed(first[1], name):
            what = f"<{name}{attributes}> {inside[:40]!r}"
            yield at, f"{what} is not allowed: its policy does not name {mark or digest(inside)}"


@lru_cache(maxsize=64)
def _allowed(policy: str, name: str) -> frozenset[str]:
    """What a policy names for scripts or for style sheets."""
    sources = re.search(rf"(?:^|; ){name}-src ([^;]*)", policy)
    return frozenset(sources[1].split() if sources else ())
