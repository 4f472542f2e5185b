"""A contributed picture as it is published: its pixels written again, without anything else that was in its file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple


class Published(NamedTuple):
    """The bytes of a picture for pages and papers, and its size in pixels."""

    data: bytes
    suffix: str
    """``jpg`` or ``png``."""
    width: int
    height: int


class Album(Mapping[str, Published]):
    """Pictures by the path of their file, each written again when it is first asked for: a check needs none of them."""

    def __init__(self, files: Mapping[str, bytes], publish: Callable[[bytes], Published]) -> None:
        """Take files that passed the check, or will not be asked for, and what writes one of them again."""
        self._files = files
        self._publish = publish

    def __getitem__(self, path: str) -> Published:
        """Give a picture as it is published."""
        return self._publish(self._files[path])

    def __iter__(self) -> Iterator[str]:
        """Every path."""
        return iter(self._files)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._files)

    def only(self, wanted: Callable[[str], bool]) -> Album:
        """The pictures whose paths are wanted."""
        return Album({path: data for path, data in self._files.items() if wanted(path)}, self._publish)


def no_pictures() -> Album:
    """An album in which there is nothing."""
    return Album({}, _unknown)


def _unknown(_: bytes) -> Published:
    raise LookupError("there are no pictures")
