"""Look for runs of words that were copied from texts which others have published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from fazhi.check.passages import Passage
from fazhi.problems import Problem

SHORTEST = {"zh": 25, "en": 12}
"""The shortest run that is told, in Chinese characters and digits or in English words; names of organs are shorter."""
_TITLE = re.compile("《[^》]*》")
"""The title of a law or a paper, which must be copied."""
_UNIT = {
    "zh": re.compile(rf"{_TITLE.pattern}|[\u3400-\u9fff0-9]"),
    "en": re.compile(r"[a-z0-9]+(?:'[a-z]+)?"),
}
_NO_UNIT = re.compile(r"[^\u3400-\u9fff0-9\0\1]+")
_MINE, _THEIRS = "\0", "\1"
"""What stands for a title in a text of ours and of others: no run goes on over it."""

Units = str | tuple[str, ...]


class Originals:
    """The published texts of a language, and where each short run of them stands."""

    def __init__(self, lang: str, texts: Mapping[str, str]) -> None:
        """Index texts by name."""
        self.lang = lang
        self.shortest = SHORTEST[lang]
        self.key = self.shortest // 2
        """Length of what is looked up: every run that is told holds one that starts at a multiple of the step."""
        self.step = self.shortest - self.key + 1
        self.texts = [(name, _units(text, lang, _THEIRS)) for name, text in texts.items()]
        self.index: dict[Units, list[tuple[Units, str, int]]] = {}
        for name, units in self.texts:
            for at in range(len(units) - self.key + 1):
                self.index.setdefault(units[at : at + self.key], []).append((units, name, at))

    def copied(self, text: str) -> Iterator[tuple[int, int, int, str]]:
        """Every copied run of a text: its start and its end, its length in characters or words, and whence it is."""
        if len(text) < 2 * self.shortest - 1 if self.lang == "en" else len(text) < self.shortest:
            return
        units, done = _units(text, self.lang, _MINE), 0
        for at in range(0, len(units) - self.key + 1, self.step):
            known = self.index.get(units[at : at + self.key], ()) if at >= done else ()
            runs = ((*_extent(units, at, theirs, there), name) for theirs, name, there in known)
            start, end, name = max(runs, key=lambda run: run[1] - run[0], default=(0, 0, ""))
            if end - start >= self.shortest:
                places = [match.span() for match in _UNIT[self.lang].finditer(text.lower())]
                yield places[start][0], places[end - 1][1], end - start, name
                done = end


def _units(text: str, lang: str, title: str) -> Units:
    """A text as a row of characters, or of words, without punctuation and spaces."""
    if lang == "en":
        return tuple(_UNIT["en"].findall(text.lower()))
    return _NO_UNIT.sub("", _TITLE.sub(title, text))


def _extent(mine: Units, at: int, theirs: Units, there: int) -> tuple[int, int]:
    """How far a common run reaches to both sides."""
    start, end, shift = at, at, there - at
    while start > 0 and start + shift > 0 and mine[start - 1] == theirs[start + shift - 1]:
        start -= 1
    while end < len(mine) and end + shift < len(theirs) and mine[end] == theirs[end + shift]:
        end += 1
    return start, end


def originals(published: Mapping[str, bytes]) -> dict[str, Originals]:
    """Index published texts, by language; one in traditional characters is read as simplified ones."""
    if not published:
        return {}
    # Few have such texts beside their repository, and the library takes longer to load than the rest to run.
    from opencc import OpenCC

    simplified = OpenCC("t2s")
    texts = {name: simplified.convert(data.decode("utf-8", "replace")) for name, data in published.items()}
    return {lang: Originals(lang, texts) for lang in SHORTEST}


def copied_runs(passages: Iterable[Passage], known: Mapping[str, Originals]) -> Iterator[Problem]:
    """No run of 25 characters, or of 12 English words, is the same as in a text that somebody else has published."""
    for passage in passages if known else ():
        for start, end, length, name in known[passage.lang].copied(passage.text):
            run = passage.text[start:end]
            run = run if len(run) <= 60 else f"{run[:60]}…"
            detail = {"run": run, "length": str(length), "file": name.rpartition("/")[2]}
            yield Problem(passage.path, passage.mark(start), "copied-run", detail)
