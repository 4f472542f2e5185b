"""Where an element may stand: the stack of what is open, as a chain of places that all pages share.

The pages of a site open the same elements in the same order. Whether an element may stand at the end of such an order
is judged once and looked up from then on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from fazhi.verify import vocabulary as ours


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Inside an element that is open, and all above it."""

    name: str
    above: Place | None
    open: frozenset[str]
    """The names of all elements that are open."""
    hidden: bool
    """Whether any of them is hidden."""
    end: str
    """The tag that leads out."""
    without_text: bool
    """Whether only blanks may stand directly in it."""
    further: dict[str, Place] = field(default_factory=dict)
    """Where tags lead from here after which there is nothing to do but to go on; filled while pages are read."""


OUTSIDE = Place("", None, frozenset(), hidden=False, end="", without_text=True)
"""Where nothing is open."""


@lru_cache(maxsize=1 << 14)
def inside(place: Place, kind: str) -> tuple[bool, Place]:
    """Whether an element may stand in a place, and the place inside it; ``kind`` is as in ``markup.Tag``."""
    name, _, hidden = kind.partition(" ")
    names = place.open if name in place.open else place.open | {name}
    inner = Place(name, place, names, place.hidden or bool(hidden), f"</{name}>", name in ours.NO_TEXT)
    return _may_stand(name, place), inner


def _may_stand(name: str, place: Place) -> bool:
    """Whether a parser leaves an element where its tag stands."""
    above = place.name
    parents = ours.PARENTS.get(name)
    if parents is not None and above not in parents and (parents or above):
        return False
    if place.above is None:
        return name == "html"
    children = ours.CHILDREN.get(above)
    if children is not None and name not in children:
        return False
    if name in ours.SVG or above in ours.SVG:
        return (name == "svg") == (above not in ours.SVG) and name in ours.SVG
    if name in ("dt", "dd") and above == "div" and place.above.name != "dl":
        return False
    if above == "noscript" and "head" in place.open and name != "link":
        return False
    below = ours.NOT_BELOW.get(name)
    return below is None or below.isdisjoint(place.open)
