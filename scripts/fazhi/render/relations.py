"""Work out, once for all pages, how the entries of a library stand to each other.

In what order lists show them, which lessons use a case, which other cases are like it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest

from fazhi.model.library import Case, Lesson, Library
from fazhi.render.listing import listed


@dataclass(frozen=True)
class Relations:
    """The relations of a library. Each is worked out when it is first asked for."""

    library: Library

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """The cases that lists show, newest content first."""
        shown = [case for case in self.library.cases.values() if listed(case)]
        return tuple(sorted(shown, key=lambda case: (-case.facts.updated.toordinal(), case.id)))

    @cached_property
    def lessons(self) -> tuple[Lesson, ...]:
        """The lessons that lists show, youngest grade first."""
        order = {id: at for at, id in enumerate(self.library.grades)}
        shown = [lesson for lesson in self.library.lessons.values() if listed(lesson)]
        return tuple(sorted(shown, key=lambda lesson: (order[lesson.facts.grades[0]], lesson.id)))

    def lessons_with(self, case: Case) -> tuple[Lesson, ...]:
        """The listed lessons that use a case, youngest grade first."""
        return self._lessons_by_case.get(case.id, ())

    @cached_property
    def _lessons_by_case(self) -> Mapping[str, tuple[Lesson, ...]]:
        found: dict[str, tuple[Lesson, ...]] = {}
        for lesson in self.lessons:
            for id in dict.fromkeys(lesson.facts.cases):
                found[id] = (*found.get(id, ()), lesson)
        return found

    def like(self, case: Case, most: int) -> list[Case]:
        """The listed cases that share most with a case: a law counts one, a topic two; none is typed by hand."""
        shared: Counter[str] = Counter()
        for mark, weight in _marks(case):
            others = self._by_mark.get(mark, ())
            for _ in range(weight):
                shared.update(others)
        del shared[case.id]
        best = nsmallest(most, [(-count, id) for id, count in shared.items()])
        return [self.library.cases[id] for _, id in best]

    @cached_property
    def _by_mark(self) -> Mapping[str, list[str]]:
        """The ids of the listed cases that have a topic or cite a law."""
        found: dict[str, list[str]] = {}
        for case in self.cases:
            for mark, _ in _marks(case):
                found.setdefault(mark, []).append(case.id)
        return found


def _marks(case: Case) -> Iterator[tuple[str, int]]:
    """What a case can share with others, and how much it counts."""
    yield from ((f"topic:{id}", 2) for id in set(case.facts.topics))
    yield from ((f"law:{id}", 1) for id in {law for law, _ in case.original.cited})
