"""How often the interpreter looks for garbage: what this program makes is nearly all kept, or gone without any help."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 30_000
"""Objects more than were freed, after which the youngest are looked through.

With three times as many, a hundred decks take a fiftieth less time and half as much memory again: python-pptx leaves
much behind that only such a look frees.
"""


def seldom() -> None:
    """Look seldom, from now on and in this process: as often as usual costs a tenth of a build after an edit."""
    gc.set_threshold(_SELDOM)


@contextmanager
def never() -> Iterator[None]:
    """Do not look meanwhile: where nearly all that is made is kept, looking costs a quarter of the time."""
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()
