"""Values that other processes are given: pickled by their fields alone, in their order.

What dataclasses that are frozen and have slots do by themselves takes three times as long, and more room.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from operator import attrgetter
from typing import Any


class Pickled:
    """A base of dataclasses; whoever unpickles one makes it from its fields, as everybody does."""

    __slots__ = ()

    def __reduce__(self) -> tuple[Any, ...]:
        """The class, and what to make it of."""
        kind: Any = type(self)
        return kind, _fields(kind)(self)


@functools.cache
def _fields(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    names = kind.__match_args__
    if len(names) == 1:
        return lambda value: (getattr(value, names[0]),)
    return attrgetter(*names)
