"""Inline text for documents: runs of characters with what little they need, links resolved to real addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from fazhi.model.blocks import Emphasis, Inline, Link, SourceRef, Strong, Text
from fazhi.model.library import Library
from fazhi.render import paths


class Run(NamedTuple):
    """Characters that are set alike. ``href`` is an https address, or empty."""

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str = ""


Runs = tuple[Run, ...]


def run(text: str, *, strong: bool = False) -> Runs:
    """One run, or none for no text."""
    return (Run(text, strong),) if text else ()


def plain(runs: Runs) -> str:
    """The bare characters."""
    return "".join(each.text for each in runs)


@dataclass(frozen=True, slots=True)
class Teller:
    """Turns inline spans into runs.

    ``site`` is the address of the language's site, with a slash at its end, or empty as long as none is set: then the
    words of a link to a page of ours stay, and the link goes. A law leads to its official text, with or without a site.
    ``sources`` numbers the sources of the entry; without it, the marks of sources are left out.
    ``ways`` is what is added, in bold, to a link to a place of the same text, by its id: where to find it on paper.
    """

    library: Library
    site: str = ""
    sources: Mapping[str, int] = field(default_factory=dict)
    ways: Mapping[str, str] = field(default_factory=dict)

    def runs(self, spans: Iterable[Inline]) -> Runs:
        """Tell spans."""
        return tuple(self._tell(spans, strong=False, emphasis=False, href=""))

    def _tell(self, spans: Iterable[Inline], *, strong: bool, emphasis: bool, href: str) -> Iterator[Run]:
        for span in spans:
            match span:
                case Text(text):
                    if text:
                        yield Run(text, strong, emphasis, href)
                case Strong(children):
                    yield from self._tell(children, strong=True, emphasis=emphasis, href=href)
                case Emphasis(children):
                    yield from self._tell(children, strong=strong, emphasis=True, href=href)
                case Link(children, target):
                    yield from self._tell(children, strong=strong, emphasis=emphasis, href=self._address(target))
                    if target.startswith("#") and target[1:] in self.ways:
                        yield Run(self.ways[target[1:]], strong=True)
                case SourceRef(id):
                    if id in self.sources:
                        yield Run(f"[{self.sources[id]}]", href=href)

    def _address(self, target: str) -> str:
        scheme, _, rest = target.partition(":")
        if scheme == "law":
            return self.library.laws[rest.partition("#")[0]].url
        if scheme == "https":
            return target
        pages = {"case": paths.case, "lesson": paths.lesson, "page": paths.page}
        if self.site and scheme in pages:
            return self.site + pages[scheme](rest)
        return ""
