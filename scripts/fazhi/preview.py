"""Keep a site up to date while somebody writes: what was saved is shown first, the rest follows.

What is found out is held in memory, and the processes that help stay. First the pages are made whose own files have
changed; then the whole site is built, unless somebody saves again before it is done. In between, lists and the search
still say what they said before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fazhi.build import Workshop
from fazhi.checked import Checked
from fazhi.problems import Problem
from fazhi.source import Source


class Again(Exception):
    """Something was saved while the site was being built."""


class Preview:
    """A site that follows its sources."""

    def __init__(self, workshop: Workshop, is_changed: Callable[[], bool]) -> None:
        """Work in a workshop; ``is_changed`` tells whether something was saved since it was last asked to update."""
        self._workshop = workshop
        self._is_changed = is_changed
        self._shown: Checked | None = None
        """What the pages of cases and lessons in the published site are made of."""

    def update(self, files: Source, refused: Sequence[Problem], show: Callable[[Checked], None]) -> None:
        """Check and build what was read; calls ``show`` as soon as there is something to be seen, and again at the end.

        Raises Again where something was saved meanwhile, and else like ``Workshop.build``.
        """
        checked = self._workshop.judged(files, refused)
        ahead = bool(checked.good and self._shown and self._workshop.ahead(checked, self._shown))
        if ahead or not checked.good:
            self._shown = checked if checked.good else self._shown
            show(checked)
        if checked.good:
            self._workshop.build(checked, self._watching)
            self._shown = checked
            show(checked)

    def _watching(self, _stage: str, _done: int = 0, _count: int = 0, /) -> None:
        """Give up a build that is out of date; the first is not, for without it there is nothing to be seen.

        It is asked many times in every stage, for whoever has saved waits until it answers.
        """
        if self._shown and self._is_changed():
            raise Again
