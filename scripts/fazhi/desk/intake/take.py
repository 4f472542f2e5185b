"""Take a file in: its bytes become a clean text, what was changed, what is proposed, and what must be looked at."""

from __future__ import annotations

from dataclasses import dataclass

from fazhi.desk.intake.clean import clean, outside, readable
from fazhi.desk.intake.edits import Edited
from fazhi.desk.intake.flags import Flag, flags
from fazhi.desk.intake.proposals import Proposals
from fazhi.desk.intake.propose import propose
from fazhi.desk.intake.reading import Given, given
from fazhi.desk.intake.restore import restore
from fazhi.desk.intake.words import Refused
from fazhi.model.library import Library


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was taken in. All places are those of ``edited``, which knows where in the source each is."""

    given: Given
    edited: Edited
    proposals: Proposals
    flags: list[Flag]


def take(data: bytes, library: Library) -> Taken:
    """Take the bytes of a file in; raises Refused."""
    read = given(data)
    source = Edited(read.text)
    article = frozenset(read.article)
    whole = restore(readable(source))
    kept = restore(readable(source.apply(outside(read.text, article)))) if article else whole
    edited = clean(kept)
    if not edited.text.strip():
        raise Refused("wordless")
    proposals = propose(whole.text, edited.text, read.metadata, library)
    found = flags(edited.text, proposals, library)
    if read.kind == "html" and not article:
        found.insert(0, Flag(0, "no-article", ""))
    if any("traditional" in edit.whys for edit in edited.edits):
        found.insert(0, Flag(0, "converted", ""))
    return Taken(read, edited, proposals, found)
