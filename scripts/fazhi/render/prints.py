"""Remember what has been printed of an entry, for the other pages that show it: each text is printed once for them all.

An entry stands on its own page, beside its translation on the page of either language, and with pinyin. Most of it is
the same HTML everywhere; only what links out of the page, or has an id, is another one where another tree begins.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

_Node = TypeVar("_Node")
_Made = TypeVar("_Made")


@dataclass(slots=True)
class Prints:
    """What has been printed in one manner, each node with what was made of it, by the node's identity."""

    alike: dict[int, tuple[object, Any]] = field(default_factory=dict)
    """What is the same in every manner that writes characters alike."""
    here: dict[int, tuple[object, Any]] = field(default_factory=dict)
    """What is not."""
    _placed: int = 0

    def place(self) -> None:
        """Say that what is being made hangs on the manner, by a link or an id."""
        self._placed += 1

    def once(self, node: _Node, make: Callable[[_Node], _Made]) -> _Made:
        """Give what ``make`` gives for a node, made the first time only."""
        key = id(node)
        kept = self.alike.get(key)
        if kept is None:
            kept = self.here.get(key)
            if kept is None:
                return self._made(node, make)
            self.place()
        made: _Made = kept[1]
        return made

    def _made(self, node: _Node, make: Callable[[_Node], _Made]) -> _Made:
        before, made = self._placed, make(node)
        (self.alike if self._placed == before else self.here)[id(node)] = node, made
        return made


class Kept:
    """The prints of one entry; memory must not grow with the library, and the pages of an entry follow each other."""

    def __init__(self) -> None:
        """Start with none."""
        self._entry: object = None
        self._kept: dict[Hashable, dict[int, tuple[object, Any]]] = {}

    def of(self, entry: object, write: Hashable, manner: Hashable) -> Prints:
        """The prints of an entry in a manner, which writes characters by ``write``; those of another one are let go."""
        if self._entry is not entry:
            self._entry, self._kept = entry, {}
        return Prints(self._kept.setdefault(write, {}), self._kept.setdefault(manner, {}))
