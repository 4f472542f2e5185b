"""Values as few bytes: for what waits in memory by the thousand, or goes from one process to another.

Only what was packed by this process, by one that it started, or by an earlier run under our seal is ever unpacked.
"""

from __future__ import annotations

import pickle
import zlib
from typing import Any

_LEVEL = 1
"""Of deflate; the next levels take several times as long to save little."""


def pack(value: object) -> bytes:
    """Pack a value of our own types."""
    return zlib.compress(written(value), _LEVEL)


def unpack(data: bytes) -> Any:
    """Give the value that :func:`pack` packed."""
    return read(zlib.decompress(data))


def written(value: object) -> bytes:
    """Write down a value of our own types, most of which is packed: to deflate it once more would save nothing."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def read(data: bytes) -> Any:
    """Give the value that :func:`written` wrote down."""
    return pickle.loads(data)  # noqa: S301 - see above
