"""Clean a picture: what lies in its file beside the pixels goes, and what is too large becomes smaller."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath

from fazhi.check.pictures import faults
from fazhi.expected import MAX_PICTURE
from fazhi.imaging.container import Damaged
from fazhi.imaging.pixels import cleaned
from fazhi.model.fields import PICTURE

MAX_GIVEN = 64 * 1024 * 1024
"""Bytes of a picture that is to be made smaller; the largest that telephones write have 30 million."""
ORIGINALS = "build/originals"
"""Where a file is kept as it was; nothing below build/ is ever published or put under version control."""


def is_place(path: str) -> bool:
    """Tell whether a path from the root of the repository is one where a picture may lie."""
    match PurePosixPath(path).parts:
        case ("cases", _, "media", name) | ("docs", "lessons", _, "media", name):
            return bool(PICTURE.fullmatch(name))
        case _:
            return False


def original(path: str, data: bytes) -> str:
    """Where the file of a picture is kept: below its own path, with its digest, so that none replaces another."""
    place = PurePosixPath(path)
    digest = hashlib.sha256(data).hexdigest()[:8]
    return f"{ORIGINALS}/{place.parent}/{place.stem}-{digest}{place.suffix}"


def clean(path: str, data: bytes) -> bytes | None:
    """Give a picture as it should lie at a path; None if nothing is wrong with it, so that it is not written in vain.

    Raises Damaged if it cannot be cleaned: it is no picture of the kind that its name says, or cannot be decoded.
    """
    told = {rule for rule, _ in faults(path, data)}
    if not told and len(data) <= MAX_PICTURE:
        return None
    if "picture-kind" in told:
        raise Damaged
    new = cleaned(data)
    if list(faults(path, new)) or len(new) > MAX_PICTURE:
        raise Damaged
    return new
