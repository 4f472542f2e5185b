"""The seal on what a build keeps for the next one: by it, a build knows that bytes are whole, and its own."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from functools import cache
from pathlib import Path

from platformdirs import user_cache_path

SEAL = 32
"""Bytes of a seal."""
_SECRET = 32
"""Bytes of the secret with which it is made."""


def seal(name: str, data: bytes) -> bytes:
    """The seal of bytes under their name: those of another name are as wrong as damaged ones.

    It can be made only with a secret of this user, which lies outside every repository. Else a pull request could bring
    along a file for the build folder that says it was checked and is fine.
    """
    return hashlib.blake2b(name.encode() + b"\0" + data, key=_secret(), digest_size=SEAL).digest()


@cache
def _secret() -> bytes:
    """What only this user's builds know; made when it is first asked for.

    Where it cannot be kept, each run has one of its own: nothing kept is then found again, and all is made anew.
    """
    place = user_cache_path("fazhi") / "secret"
    try:
        found = _whole(place)
        if not found:
            place.unlink(missing_ok=True)
            place.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileExistsError):
                handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
                with os.fdopen(handle, "wb") as file:
                    file.write(secrets.token_bytes(_SECRET))
            found = _whole(place)
    except OSError:
        found = b""
    return found or secrets.token_bytes(_SECRET)


def _whole(place: Path) -> bytes:
    """The secret, or nothing: none is there, or a kill left half of it."""
    found = place.read_bytes() if place.is_file() else b""
    return found if len(found) == _SECRET else b""
