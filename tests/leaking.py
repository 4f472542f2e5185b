"""What an edition may not say, and where it says it all the same."""

import re
from collections.abc import Iterator, Mapping
from html import unescape

from fazhi.model.blocks import Block, Notes, Pull, Text, plain, spans
from fazhi.model.library import AnyEntry, Library
from readable import squeezed

JUST_WORDS = set(map(squeezed, ("犯了错以后", "After a mistake", "为大家打官司", "A lawsuit for everyone")))
"""Titles of lessons that are also what anybody would say: such a title names the lesson in quotes only;
a link to it is known by its address."""


def absent(full: Library, left: Library) -> list[AnyEntry]:
    """The entries that an edition does not have."""
    there = {(entry.kind, entry.id) for entry in left.entries()}
    return [entry for entry in full.entries() if (entry.kind, entry.id) not in there]


def leaks(gone: list[AnyEntry], files: Mapping[str, str]) -> list[tuple[str, str]]:
    """Where something that is gone is named, or its address is given; one place for each text that does so."""
    found = []
    for content, path in {content: path for path, content in files.items()}.items():
        said = unescape(content)
        tight = squeezed(said)
        for entry in gone:
            titles = {squeezed(text.words.title) for text in entry.texts.values()}
            found += [(path, title) for title in titles if any(name in tight for name in _names(title))]
            if entry.id in said and entry.kind != "page" and re.search(_address(entry), said):
                found.append((path, _address(entry)))
    return found


def _names(title: str) -> tuple[str, ...]:
    return (f"“{title}”", f"《{title}》") if title in JUST_WORDS else (title,)


def _address(entry: AnyEntry) -> str:
    """What an address of an entry looks like: from the root, or from the page beside it, and that of its versions."""
    return rf"\b{entry.kind}s/{entry.id}(?![a-z0-9-])|(?<![a-z0-9-]){entry.id}(?:-pinyin|-side)?\.html"


def presenters_words(library: Library) -> Iterator[str]:
    """The sentences that are the presenter's alone: those of notes and of awkward questions."""
    for entry in library.entries():
        for text in entry.texts.values():
            for section in text.sections:
                for block in section.blocks:
                    if isinstance(block, Notes) or (section.id == "awkward" and not isinstance(block, Pull)):
                        yield from (piece for piece in re.split(r"[。！？.!?：:\n]", said(block)) if len(piece) > 20)


def reasons(library: Library) -> Iterator[str]:
    """Why each answer of a quiz is right or wrong."""
    for entry in library.entries():
        for text in entry.texts.values():
            for section in text.sections:
                yield from (plain(option.reason) for question in section.questions for option in question.options)


def everything(library: Library) -> str:
    """All texts of a library, squeezed."""
    texts = (section for entry in library.entries() for text in entry.texts.values() for section in text.sections)
    return squeezed("\n".join(said(section) for section in texts))


def said(part: Block) -> str:
    """The words of a part of a text."""
    return "".join(span.text for span in spans(part) if isinstance(span, Text))
