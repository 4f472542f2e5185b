"""Where something stands in a source file: for text that is parsed, and for problems, which need nothing else of it."""

from __future__ import annotations

from dataclasses import dataclass

from fazhi.model.pickled import Pickled


@dataclass(frozen=True, slots=True, order=True)
class Mark(Pickled):
    """A place in a source file; line and column both start at 1, the column counts characters."""

    line: int
    col: int
