"""Deal the roles of a lesson to a class of any size: nobody without a role, nobody told twice, no luck in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fazhi.model.blocks import Heading, Section, parts


class Role(NamedTuple):
    """How a role is dealt: so many ``seats`` first, then its ``share`` of the pupils who are left over."""

    seats: int
    share: int

    @property
    def played(self) -> bool:
        """Whether anybody plays it; what nobody plays is a sheet of which everybody gets one."""
        return bool(self.seats or self.share)


def role(heading: Heading) -> Role:
    """Read the numbers of a role: a share of 1 unless it has seats, and then only the share that is written."""
    alone = 1 if heading.pupils is None else 0
    return Role(heading.pupils or 0, alone if heading.share is None else heading.share)


def roles(section: Section) -> tuple[Role, ...]:
    """The roles of the section of the roles, in their order."""
    return tuple(role(part.heading) for part in parts(section.blocks) if part.heading)


def groups(pupils: int, smallest: int | None) -> tuple[int, ...]:
    """Split a class into groups side by side, the larger ones first; a class under ``smallest`` is one group."""
    count = max(1, pupils // smallest) if smallest else 1
    size, more = divmod(pupils, count)
    return (size + 1,) * more + (size,) * (count - more)


def dealt(roles: Sequence[Role], pupils: int) -> tuple[int, ...]:
    """Tell how many of a group's pupils play each role.

    The seats come first, one of each role before the second of any, so that a small group lacks no part of the play.
    The rest is split by the shares (largest remainder; of equals the first role), or by the seats if there are none.
    """
    rounds = range(max((role.seats for role in roles), default=0))
    order = [at for turn in rounds for at, role in enumerate(roles) if role.seats > turn][:pupils]
    counts = [order.count(at) for at in range(len(roles))]
    shares = [role.share for role in roles]
    if any(shares) or any(counts):
        more = split(pupils - len(order), shares if any(shares) else [role.seats for role in roles])
        counts = [seated + added for seated, added in zip(counts, more, strict=True)]
    return tuple(counts)


def split(count: int, shares: Sequence[int]) -> tuple[int, ...]:
    """Split a number by shares of which at least one is not 0, in whole numbers that add up to it."""
    quotas = [divmod(count * share, sum(shares)) for share in shares]
    left = count - sum(whole for whole, _ in quotas)
    first = sorted(range(len(shares)), key=lambda at: -quotas[at][1])[:left]
    return tuple(whole + (at in first) for at, (whole, _) in enumerate(quotas))
