"""Targets that wait for each other, packed: there are thousands, most from other processes or from earlier runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar, overload

from fazhi.model.packing import pack, unpack
from fazhi.render.search.grams import grams
from fazhi.render.search.targets import Target

Place = TypeVar("Place")


def packed(target: Target, *, apart: bool) -> bytes:
    """Pack a target; with its grams, if it is likely to stand apart in an index of several scripts."""
    return pack((target, grams(target) if apart else None))


class Waiting(Sequence[Target], Generic[Place]):
    """Packed targets, and others behind them."""

    def __init__(self, first: Sequence[Place], read: Callable[[Place], bytes], others: Sequence[Target]) -> None:
        """Take where targets lie that :func:`packed` packed, what reads them from there, and others as they are."""
        self._first = first
        self._read = read
        self._others = others
        self._last: tuple[int, tuple[Target, Mapping[str, str] | None]] | None = None

    def __len__(self) -> int:
        """How many there are."""
        return len(self._first) + len(self._others)

    @overload
    def __getitem__(self, at: int) -> Target: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Target]: ...
    def __getitem__(self, at: int | slice) -> Target | Sequence[Target]:
        """Give a target, or several."""
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        return self._at(at)[0]

    def grams(self, at: int) -> Mapping[str, str]:
        """Give the grams of a target."""
        target, known = self._at(at)
        return grams(target) if known is None else known

    def _at(self, at: int) -> tuple[Target, Mapping[str, str] | None]:
        if not 0 <= at < len(self):
            raise IndexError(at)
        if at >= len(self._first):
            return self._others[at - len(self._first)], None
        # Whoever wants the grams of a target has just looked at it.
        if self._last is None or self._last[0] != at:
            self._last = at, unpack(self._read(self._first[at]))
        return self._last[1]
