"""The sections of a text, packed: a library of thousands of cases is held whole, and of each only what is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NoReturn, overload

from fazhi.model.blocks import Section
from fazhi.model.packing import pack, unpack

_AT_HAND = 32
"""Texts that are held unpacked: those of a page or a document that is being made."""


class Packed(Sequence[Section]):
    """Sections that are unpacked when they are asked for; they take a thirtieth of the room of those in a tuple."""

    __slots__ = ("_data",)

    def __init__(self, sections: Iterable[Section]) -> None:
        """Pack sections."""
        self._data = pack(tuple(sections))

    @overload
    def __getitem__(self, at: int) -> Section: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Section, ...]: ...
    def __getitem__(self, at: int | slice) -> Section | tuple[Section, ...]:
        """Give a section, or several."""
        return _unpacked(self._data)[at]

    def __iter__(self) -> Iterator[Section]:
        """Every section."""
        return iter(_unpacked(self._data))

    def __len__(self) -> int:
        """How many there are."""
        return len(_unpacked(self._data))

    def __eq__(self, other: object) -> bool:
        """Whether it holds the same sections as another sequence."""
        return isinstance(other, Packed | tuple) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        """As that of the sections."""
        return hash(tuple(self))


class Withheld(Sequence[Section]):
    """The sections of an entry of which only the head is known; to ask for them is a mistake of ours, a LookupError."""

    __slots__ = ()

    def __getitem__(self, at: int | slice) -> NoReturn:
        """Raise LookupError."""
        raise LookupError("only the head of this entry is known")

    def __len__(self) -> int:
        """Raise LookupError."""
        raise LookupError("only the head of this entry is known")


@lru_cache(_AT_HAND)
def _unpacked(data: bytes) -> tuple[Section, ...]:
    sections: tuple[Section, ...] = unpack(data)
    return sections
