"""Read a whole site back: every file by itself, then what only all of them together can show."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from fazhi.verify import addresses, folder, packages, reading, sums
from fazhi.verify.faults import Fault
from fazhi.verify.files import Own, judged

_BASE = re.compile(r"<link rel=\"stylesheet\" href=\"(/(?:[^\"]*/)?)assets/root\.css\">")


@dataclass(slots=True)
class Verified:
    """What reading a site gave: its faults, sorted, and the SHA-256 digest of every file by path."""

    faults: list[Fault] = field(default_factory=list)
    digests: dict[str, bytes] = field(default_factory=dict)


def verify(site: Path, base: str, own: Own = Own()) -> list[Fault]:  # noqa: B008 - a constant
    """Give every fault of a site; see ``whole``."""
    return whole(site, base, own).faults


def whole(site: Path, base: str | None, own: Own) -> Verified:
    """Read every file below ``site``.

    ``base`` is the path of the site's address (``/`` or ``/fazhi/``), under which absolute links are resolved; without
    it, the page for addresses that do not exist tells. ``own`` is what the program itself has put there.
    """
    reader = _Reader(site, own)
    for path, refusal in folder.walk(site):
        if refusal:
            reader.result.faults.append(refusal)
        else:
            reader.take(path)
    reader.together(reader.base if base is None else base)
    reader.result.faults.sort()
    return reader.result


def audit(site: Path, own: Own) -> Verified:
    """Check a site that was built earlier, perhaps elsewhere: its list of digests first, then as after a build."""
    result = whole(site, None, own)
    listed = folder.read(site, sums.NAME) if sums.NAME in result.digests else None
    wrong = [*sums.compared(listed if isinstance(listed, bytes) else None, result.digests)]
    result.faults[:0] = wrong
    return result


class _Reader:
    """Holds what is known of the files read so far."""

    def __init__(self, site: Path, own: Own) -> None:
        self.site, self.own = site, own
        self.result = Verified()
        self.ids: dict[str, dict[str, int]] = {}
        self.links: dict[str, list[addresses.Link]] = {}
        self.zips: list[str] = []
        self.parts: set[bytes] = set()
        self.base = "/"

    def take(self, path: str) -> None:
        """Read a file and judge it by itself."""
        data = folder.read(self.site, path)
        if isinstance(data, Fault):
            self.result.faults.append(data)
            return
        self.result.digests[path] = sha256(data).digest()
        for line, rule, what in judged(path, data, self.own, self.parts):
            self.result.faults.append(Fault(path, line, rule, what))
        if path.endswith(".html"):
            self._page(path, data)
        elif path.endswith(".zip"):
            self.zips.append(path)

    def _page(self, path: str, data: bytes) -> None:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            self.result.faults.append(Fault(path, 0, "encoding"))
            return
        found = reading.read(text, self.own.inline)
        faults, self.links[path] = reading.placed(path, text, found)
        self.result.faults += faults
        self.ids[path] = found.ids
        if path == "404.html" and (told := _BASE.search(text)):
            self.base = told[1]

    def together(self, base: str) -> None:
        """Judge links, which lead to other files, and zips, which hold them again."""
        for path, links in self.links.items():
            for line, target in links:
                for rule in addresses.missing(path, target, self.ids, self.result.digests, base):
                    self.result.faults.append(Fault(path, line, rule, target))
        digests = frozenset(self.result.digests.values())
        for path in self.zips:
            data = folder.read(self.site, path)
            assert isinstance(data, bytes)
            for _, rule, what in packages.bundle(data, digests, self._inside):
                self.result.faults.append(Fault(path, 0, rule, what))

    def _inside(self, name: str, data: bytes) -> list[str]:
        """The faults of a page that stands in a zip alone."""
        text = data.decode("utf-8", "replace")
        return [str(fault) for fault in reading.placed(name, text, reading.read(text, self.own.inline))[0]]
