"""How long a run took, for its closing line; no output depends on it."""

from __future__ import annotations

import time


class Stopwatch:
    """Measures how long a run took, from when it is made."""

    def __init__(self) -> None:
        """Start."""
        self.start = time.monotonic()

    def __str__(self) -> str:
        """The seconds since the start."""
        return f"{time.monotonic() - self.start:.1f} s"
