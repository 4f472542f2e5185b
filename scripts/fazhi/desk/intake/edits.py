"""A text that remembers where it comes from: what each step changed, by its place in the source.

Nothing can be changed but through :meth:`Edited.apply`, and what that took away can be put back by :func:`restored`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from fazhi.model.mark import Mark


@dataclass(frozen=True, slots=True)
class Change:
    """What a step wants: of the text that it was given, ``start`` to ``end`` becomes ``put``, for a reason."""

    start: int
    end: int
    put: str
    why: str


@dataclass(frozen=True, slots=True)
class Edit:
    """What was changed in the end: at ``start`` of the source stood ``removed``, of which the steps made ``put``."""

    start: int
    removed: str
    put: str
    whys: tuple[str, ...]
    """The reasons, in the order of the steps; a line may be mended first and then dropped with its neighbours."""

    @property
    def end(self) -> int:
        """Where the source goes on."""
        return self.start + len(self.removed)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of the source, kept as it is (``put`` is None) or changed."""

    start: int
    end: int
    put: str | None = None
    whys: tuple[str, ...] = ()


class Edited:
    """A source and what became of it so far. Each step gives a new one."""

    def __init__(self, source: str, pieces: Sequence[_Piece] | None = None) -> None:
        """Begin with a source; ``pieces`` is for :meth:`apply` alone."""
        self.source = source
        self._pieces = [_Piece(0, len(source))] if pieces is None else pieces

    @cached_property
    def text(self) -> str:
        """The text as it is now."""
        return "".join(map(self._now, self._pieces))

    @property
    def edits(self) -> list[Edit]:
        """Every change so far, in the order of the source."""
        return [
            Edit(piece.start, self.source[piece.start : piece.end], piece.put, piece.whys)
            for piece in self._pieces
            if piece.put is not None
        ]

    def _now(self, piece: _Piece) -> str:
        return self.source[piece.start : piece.end] if piece.put is None else piece.put

    def apply(self, changes: Iterable[Change]) -> Edited:
        """Make changes, given in the order of the text and apart from each other; none may be a mere insertion."""
        left = [piece for piece in reversed(self._pieces) if piece.start < piece.end]
        done: list[_Piece] = []
        at = 0
        waiting = list(changes)[::-1]
        while waiting:
            at = self._pass(left, done, at, waiting[-1].start)
            at = self._take(left, done, at, waiting)
        return Edited(self.source, [*done, *reversed(left)])

    def _pass(self, left: list[_Piece], done: list[_Piece], at: int, start: int) -> int:
        """Keep the pieces before a change, up to the one in which it begins; give the place of that one."""
        while at + len(self._now(left[-1])) <= start:
            at += len(self._now(left[-1]))
            done.append(left.pop())
        piece = left[-1]
        if piece.put is None and at < start:
            cut = piece.start + start - at
            done.append(_Piece(piece.start, cut))
            left[-1] = _Piece(cut, piece.end)
            return start
        return at

    def _take(self, left: list[_Piece], done: list[_Piece], at: int, waiting: list[Change]) -> int:
        """Make one piece of all that the next change touches; what was changed before is changed as a whole.

        Further changes to the same are made too. Gives where the text goes on.
        """
        start, text, put, read = left[-1].start, "", "", at
        whys: list[str] = []
        end = start
        while waiting and (not text or waiting[-1].start < at + len(text)):
            change = waiting.pop()
            assert read <= change.start < change.end, "changes come in order, and take something away"
            while at + len(text) < change.end:
                piece = self._next(left, change.end - at - len(text))
                text += self._now(piece)
                whys += piece.whys
                end = piece.end
            put += text[read - at : change.start - at] + change.put
            read = change.end
            whys.append(change.why)
        done.append(_Piece(start, end, put + text[read - at :], tuple(dict.fromkeys(whys))))
        return at + len(text)

    def _next(self, left: list[_Piece], length: int) -> _Piece:
        """Take the next piece; of one that was not changed, no more than is asked for."""
        piece = left.pop()
        if piece.put is None and piece.end - piece.start > length:
            left.append(_Piece(piece.start + length, piece.end))
            return _Piece(piece.start, piece.start + length)
        return piece

    def origin(self, place: int) -> int:
        """Tell where in the source the character at a place of the text stands, or what it was made from."""
        index = max(0, bisect_right(self._starts, place) - 1)
        piece, start = self._pieces[index], self._starts[index]
        same_length = piece.put is None or len(piece.put) == piece.end - piece.start
        return piece.start + (place - start if same_length else 0)

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 0
        for piece in self._pieces:
            starts.append(at)
            at += len(self._now(piece))
        return starts

    def mark(self, place: int) -> Mark:
        """The line and the column of the source, from 1, for a place of the text."""
        return self.source_mark(self.origin(place))

    def source_mark(self, place: int) -> Mark:
        """The line and the column, from 1, for a place of the source."""
        line = bisect_right(self._lines, place)
        return Mark(line, place - self._lines[line - 1] + 1)

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(place + 1 for place, char in enumerate(self.source) if char == "\n")]


def restored(clean: str, edits: Sequence[Edit]) -> str:
    """Give the source back from what was made of it; raises ValueError if the two do not belong together."""
    parts: list[str] = []
    at = read = 0
    for edit in edits:
        kept = edit.start - at
        parts += (clean[read : read + kept], edit.removed)
        read += kept
        if not clean.startswith(edit.put, read):
            raise ValueError(f"the text does not hold {edit.put!r} at {read}")
        read += len(edit.put)
        at = edit.end
    return "".join((*parts, clean[read:]))


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Give each line with the place at which it starts."""
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1


def dropped(text: str, start: int, line: str, why: str) -> Change:
    """Drop a line with its line end; the last line has none."""
    return Change(start, min(start + len(line) + 1, len(text)), "", why)
