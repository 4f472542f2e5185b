"""Put the slides of a lesson together: each gets an id of its own, and every way the slide that it leads to."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from fazhi.render.kit.deck import Body, Slide, Written

ONWARD = "#next"
"""The target of the way from an ending to the first slide of the next step."""
_BEFORE, _AFTER = "#before", "#after"
"""What the slides around the steps are called among the ids of the steps, none of which holds a ``#``."""


def joined(before: list[Slide], steps: Mapping[str, list[Slide]], after: list[Slide]) -> Iterator[Slide]:
    """Give all slides in order, from those of each step by its id; no step is empty.

    A way leads to a slide, or to the first one of a step; what leads to neither, as to a role, is no way but a point.
    """
    groups = _distinct({_BEFORE: before, **steps, _AFTER: after})
    firsts = {key: slides[0].id for key, slides in groups.items()}
    places = firsts | {slide.id: slide.id for slides in groups.values() for slide in slides}
    for slides, onward in zip(groups.values(), [*list(firsts.values())[1:], ""], strict=True):
        for slide in slides:
            yield dataclasses.replace(slide, body=_led(slide.body, places | {ONWARD: onward}))


def _distinct(groups: Mapping[str, Iterable[Slide]]) -> dict[str, list[Slide]]:
    """Give each slide an id of its own, as the same section may be shown twice; scenes keep theirs for their ways."""
    taken = {slide.id for slides in groups.values() for slide in slides if slide.kind == "scene"}
    found: dict[str, list[Slide]] = {}
    for key, slides in groups.items():
        found[key] = []
        for slide in slides:
            id = slide.id
            if slide.kind != "scene" and id in taken:
                again = (f"{slide.id}-again{number}" for number in count(2))
                id = next(each for each in again if each not in taken)
            taken.add(id)
            found[key].append(dataclasses.replace(slide, id=id))
    return found


def _led(body: Body, places: Mapping[str, str]) -> Body:
    if not isinstance(body, Written):
        return body
    lines = (line._replace(target=places.get(line.target, "")) if line.kind == "way" else line for line in body.lines)
    return Written(
        tuple(line._replace(kind="point") if line.kind == "way" and not line.target else line for line in lines)
    )
