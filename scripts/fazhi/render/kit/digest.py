"""The digest of what a document is made of, by which it is found again; where that stands in its file is left out.

An author who puts a line into a text moves all that follows. That changes every mark, and not one byte of a document.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping
from datetime import date
from functools import cache
from types import SimpleNamespace
from typing import Any

from pydantic import BaseModel

from fazhi.model.bodies import Packed
from fazhi.model.library import Text
from fazhi.model.mark import Mark
from fazhi.render.kit.paper import Spot
from fazhi.render.words import Words

_PLACES = frozenset({Mark, Spot})
"""They are said when something is wrong with a text, and printed nowhere."""
_SCALARS = frozenset({int, float, bool, type(None), date})
_SHARED = frozenset({Text, dict})
"""What many documents are made of, and is told once."""


class Digests:
    """Gives digests of values of the model; what several of them hold, such as the laws, is walked once."""

    def __init__(self) -> None:
        """Know nothing yet."""
        # The values stay alive with their digests, so that no other can get the identity of one of them.
        self._known: dict[int, tuple[object, str]] = {}

    def of(self, *values: object) -> str:
        """The digest of values: equal for equal ones, whatever their marks, and for no others.

        Raises TypeError for a value of a type that no document is made of: nothing is ever left out in silence.
        """
        return self._digest(values)

    def _digest(self, value: object, *, whole: bool = False) -> str:
        pieces: list[str] = []
        (self._tell_parts if whole else self._tell)(value, pieces)
        return hashlib.sha256("".join(pieces).encode("utf-8", "surrogatepass")).hexdigest()

    def _tell(self, value: Any, pieces: list[str]) -> None:
        """Tell a value in pieces; each says how long it is or how many follow, so that no two values are told alike."""
        kind = type(value)
        if kind is str:
            pieces.append(f"{len(value)}:{value}")
        elif kind is tuple:
            pieces.append(f"({len(value)}")
            for each in value:
                self._tell(each, pieces)
        elif kind in _PLACES:
            pieces.append("@")
        elif kind in _SCALARS:
            pieces.append(f"{kind.__name__}={value!r};")
        elif kind in _SHARED:
            if id(value) not in self._known:
                self._known[id(value)] = value, self._digest(value, whole=True)
            pieces.append(self._known[id(value)][1])
        else:
            self._tell_parts(value, pieces)

    def _tell_parts(self, value: Any, pieces: list[str]) -> None:
        """Tell a value by what it holds, under the name of its type."""
        kind = type(value)
        pieces.append(f"{kind.__module__}.{kind.__qualname__}:")
        if isinstance(value, bytes):
            pieces.append(hashlib.sha256(value).hexdigest())
        elif isinstance(value, str):
            pieces.append(f"{len(value)}:{value}")
        elif isinstance(value, Mapping):
            self._tell(tuple(value.items()), pieces)
        elif isinstance(value, Packed):
            self._tell(tuple(value), pieces)
        elif isinstance(value, frozenset):
            self._tell(tuple(sorted(map(self._digest, value))), pieces)
        elif isinstance(value, SimpleNamespace):
            self._tell(tuple(vars(value).items()), pieces)
        elif isinstance(value, Words):
            self._tell((value.lang, value.t), pieces)
        else:
            for name in _fields(value.__class__):
                self._tell(getattr(value, name), pieces)


@cache
def _fields(kind: type[Any]) -> tuple[str, ...]:
    """The names of the fields of a type of the model or of a form."""
    if dataclasses.is_dataclass(kind):
        return tuple(field.name for field in dataclasses.fields(kind))
    if issubclass(kind, BaseModel):
        return tuple(kind.model_fields)
    if issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return tuple(kind._fields)
    raise TypeError(f"no document is made of a {kind.__qualname__}")
