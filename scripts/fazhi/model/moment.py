"""A date as exact as its source gives it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fazhi.model.pickled import Pickled


@dataclass(frozen=True, slots=True)
class Moment(Pickled):
    """A date as exact as the source gives it: a day, a month or a year, or a span of two of these.

    ``start`` and ``end`` are ISO 8601 texts (``2020``, ``2020-12``, ``2020-12-02``); without a span ``end`` is empty.
    """

    start: str
    end: str = ""

    @property
    def iso(self) -> str:
        """The ISO 8601 form, a span as ``start/end``."""
        return f"{self.start}/{self.end}" if self.end else self.start

    @property
    def first_day(self) -> date:
        """The first day that the moment can mean."""
        return date.fromisoformat((self.start + "-01-01")[:10])

    @property
    def last_day(self) -> date:
        """The last day that the moment can mean, to compare it with the day on which a law came into force."""
        parts = [int(part) for part in (self.end or self.start).split("-")]
        if len(parts) == 3:
            return date(*parts)
        if len(parts) == 2 and parts[1] < 12:
            return date.fromordinal(date(parts[0], parts[1] + 1, 1).toordinal() - 1)
        return date(parts[0], 12, 31)
