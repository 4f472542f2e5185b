"""The list of digests of a site: what it holds to the last byte, as ``sha256sum -c`` of any system reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from fazhi.verify.faults import Fault

NAME = "SHA256SUMS.txt"
"""At the root of the site; the zips of a lesson and of the site have one of the same name and form."""
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")


def written(digests: Mapping[str, bytes]) -> bytes:
    """Write the list: a line for each file, by path with ``/``, sorted; itself left out."""
    return "".join(f"{digests[path].hex()}  {path}\n" for path in sorted(digests) if path != NAME).encode()


def compared(data: bytes | None, digests: Mapping[str, bytes]) -> Iterator[Fault]:
    """Compare a list with what is there: every file that is missing, changed, or in no list.

    The names in a list are compared and never opened: a hostile one leads nowhere.
    """
    if data is None:
        yield Fault(NAME, 0, "no-manifest")
        return
    said: dict[str, str] = {}
    for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), 1):
        found = _LINE.fullmatch(line)
        if found and found[2] not in said:
            said[found[2]] = found[1]
        elif line:
            yield Fault(NAME, number, "manifest-line", line)
    for path in sorted({*said, *digests} - {NAME}):
        if path not in digests:
            yield Fault(path, 0, "missing")
        elif path not in said:
            yield Fault(path, 0, "added")
        elif said[path] != digests[path].hex():
            yield Fault(path, 0, "changed")
