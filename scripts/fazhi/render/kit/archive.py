"""Write zip archives whose bytes depend on nothing but the files in them.

PPTX and DOCX are such archives too; their writers unpack what their library made and pack it again here.
"""

from __future__ import annotations

import hashlib
import io
import stat
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

FIRST = "[Content_Types].xml"
"""Office packages have it in front, so that a reader knows what it reads; some old readers insist."""
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can name."""
MSDOS = 0
"""Where the archive was made: the same whatever the machine, and names without a doubtful encoding."""
READABLE = (stat.S_IFREG | 0o644) << 16
LEVEL = 6
"""Of deflate; 9 takes twice the time to save less than 1 % of a class kit."""
COMPRESSED = frozenset({".apkg", ".docx", ".gz", ".jpg", ".pdf", ".png", ".pptx", ".webp", ".woff2", ".zip"})
"""What is compressed already and is stored as it is."""
FORBIDDEN = frozenset('\\:*?"<>|')
"""Characters that Windows refuses in a file name."""


def packed(files: Mapping[str, bytes]) -> bytes:
    """Pack files, by their path in the archive, into the bytes of a zip; the order of the mapping does not matter.

    Raises ValueError for a path that cannot be unpacked safely everywhere: not ASCII, absolute, leading upwards, not a
    name under Windows, or the same as another one but for its capitals.
    """
    _refuse(files)
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w") as archive:
        for name in sorted(files, key=lambda name: (name != FIRST, name)):
            archive.writestr(_entry(name), files[name], compresslevel=LEVEL)
    return store.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """Read the files of a zip into memory, by their path in it; folders are left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}


def checksums(files: Mapping[str, bytes]) -> bytes:
    """Say the SHA-256 digest of every file, as ``sha256sum -c`` reads it: a line for each, sorted by path."""
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode("ascii")


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.create_system = MSDOS
    entry.external_attr = READABLE
    done = PurePosixPath(name).suffix.lower() in COMPRESSED
    entry.compress_type = zipfile.ZIP_STORED if done else zipfile.ZIP_DEFLATED
    return entry


def _refuse(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if not (name.isascii() and name.isprintable()) or FORBIDDEN.intersection(name):
            raise ValueError(f"not a name for every machine: {name!r}")
        if any(part in {"", ".", ".."} for part in name.split("/")):
            raise ValueError(f"not a path below the archive: {name!r}")
        if name.lower() in seen:
            raise ValueError(f"twice in the archive: {name!r}")
        seen.add(name.lower())
