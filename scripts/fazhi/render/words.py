"""The fixed words of a language, and how that language writes dates, lists and labels."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any

from fazhi.model.moment import Moment

_EN_MONTHS = "January February March April May June July August September October November December".split()


class Words:
    """The fixed words of one language, from ``templates/strings/<lang>.yml``; a missing word is an error at once."""

    def __init__(self, lang: str, strings: Mapping[str, Any]) -> None:
        """Take the parsed strings file."""
        self.lang = lang
        self.t = _attributes(strings)

    def label(self, group: str, key: object) -> str:
        """The word for a value of a closed vocabulary, such as ``label("status", "draft")``."""
        text: str = getattr(getattr(self.t.labels, group), str(key).replace("-", "_"))
        return text

    def day(self, day: date) -> str:
        """A calendar day as the language writes it."""
        return self.moment(Moment(day.isoformat()))

    def moment(self, moment: Moment) -> str:
        """A day, a month, a year or a span as the language writes it."""
        start = self._point(moment.start)
        if not moment.end:
            return start
        return f"{start}{self.span}{self._point(moment.end)}"

    @property
    def span(self) -> str:
        """What stands between the two dates of a span."""
        return " to " if self.lang == "en" else "至"

    def _point(self, iso: str) -> str:
        parts = [int(part) for part in iso.split("-")]
        if self.lang == "en":
            names = [str(parts[0]), *(_EN_MONTHS[month - 1] for month in parts[1:2]), *map(str, parts[2:])]
            return " ".join(reversed(names))
        return "".join(f"{part}{unit}" for part, unit in zip(parts, "年月日", strict=False))

    def listed(self, words: list[str]) -> str:
        """Join words to a list in running text."""
        return (", " if self.lang == "en" else "、").join(words)


def _attributes(value: Any) -> Any:
    if isinstance(value, Mapping):
        inside = {key.replace("-", "_"): _attributes(text) for key, text in value.items()}
        return SimpleNamespace(**inside)
    return value
