"""Keep lists short: cut a long one into pages, take a few of each group. What is short stays as it is.

The pages of a list are cut from its oldest end. What is new then changes the first page and no other, and the address
of a further page goes on showing what it showed when somebody passed it on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from fazhi.render import paths
from fazhi.render.edition import Edition
from fazhi.render.list_views import Pager
from fazhi.render.views import Ref

T = TypeVar("T")

PAGE = 30
"""Cards of a further page; the first page has these and what does not fill another one, so fewer than twice as many."""


def cut(rows: Sequence[T]) -> tuple[Sequence[T], ...]:
    """Cut a list into pages: the first is the one that grows, each further one has :data:`PAGE` rows for good."""
    first = len(rows) - PAGE * max(0, len(rows) // PAGE - 1)
    return (rows[:first], *(rows[start : start + PAGE] for start in range(first, len(rows), PAGE)))


def share(sizes: Sequence[int], room: int) -> int:
    """How many rows each group may show, so that all together need no more than ``room``; one at least."""
    return max((most for most in range(1, room + 1) if sum(min(size, most) for size in sizes) <= room), default=1)


def addresses(first: str, count: int) -> tuple[str, ...]:
    """The addresses of a list of ``count`` pages; the further ones are numbered from the oldest, which stays ``1``."""
    return (first, *(paths.further(first, number) for number in range(count - 1, 0, -1)))


def pagers(edition: Edition, at: Sequence[str]) -> Iterator[Pager | None]:
    """The way from each page of a list to the others, by the addresses of its pages; none where there is but one."""
    t, last = edition.words.t.lists, len(at) - 1

    def ref(origin: int, target: int, words: str) -> Ref | None:
        return edition.ref(at[target], words, at[origin]) if 0 <= target <= last and target != origin else None

    for number in range(last + 1):
        pager = Pager(
            said=t.page.format(n=number + 1, of=last + 1),
            first=ref(number, 0, t.first) if number > 1 else None,
            previous=ref(number, number - 1, t.previous),
            following=ref(number, number + 1, t.following),
            last=ref(number, last, t.last) if number < last - 1 else None,
        )
        yield pager if last else None
