"""Write zip archives whose bytes depend on nothing but the files in them.

PPTX and DOCX are such archives too; their writers unpack what their library made and pack it again here.
"""

from __future__ import annotations

import hashlib
import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterable, Mapping
from posixpath import splitext
from typing import IO, BinaryIO, NamedTuple

FIRST = "[Content_Types].xml"
"""Office packages have it in front, so that a reader knows what it reads; some old readers insist."""
_EPOCH = 0, 1 << 5 | 1
"""The first moment that a zip can name, as it names it: midnight, 1 January 1980."""
_VERSION = 20
"""Of the format: folders and deflate, which every reader since 1993 knows. Made, by this, under MS-DOS: the same
whatever the machine, and names without a doubtful encoding."""
_LOCAL, _CENTRAL, _LAST = struct.Struct("<4s5H3L2H"), struct.Struct("<4s6H3L5H2L"), struct.Struct("<4s4H2LH")
"""The three records of a zip (APPNOTE.TXT 6.3, sections 4.3.7, 4.3.12 and 4.3.16)."""
MOST = 0xFFFF - 1
"""Members of a zip without the extensions for more, which old systems do not read."""
LARGEST = 0xFFFFFFFF - 1
"""Bytes of one."""
READABLE = (stat.S_IFREG | 0o644) << 16
LEVEL = 6
"""Of deflate; 9 takes twice the time to save less than 1 % of a class kit."""
COMPRESSED = frozenset({".apkg", ".docx", ".gz", ".jpg", ".pdf", ".png", ".pptx", ".webp", ".woff2", ".zip"})
"""What is compressed already and is stored as it is."""
FORBIDDEN = frozenset('\\:*?"<>|')
"""Characters that Windows refuses in a file name."""


class Member(NamedTuple):
    """A file as it stands in a zip: the check sum and the length of its bytes, and these, perhaps deflated."""

    crc: int
    length: int
    deflated: bool
    data: bytes


class Place(NamedTuple):
    """Where a deflated member stands in a file, with the check sum and the length of what it is when it is unpacked."""

    crc: int
    length: int
    at: int
    size: int


def member(name: str, data: bytes) -> Member:
    """Make a file ready for a zip: deflated, if it is not compressed already."""
    crc, deflated = zlib.crc32(data), deflates(name)
    if deflated:
        pressed = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        return Member(crc, len(data), deflated, pressed.compress(data) + pressed.flush())
    return Member(crc, len(data), deflated, data)


def deflates(name: str) -> bool:
    """Whether a file of this name is deflated: it costs most of the time that a zip takes."""
    return splitext(name)[1].lower() not in COMPRESSED


def deflated_by() -> str:
    """What deflated a member: another version or level may give other bytes."""
    return f"{zlib.ZLIB_RUNTIME_VERSION} {LEVEL}"


def taken(file: BinaryIO, place: Place) -> Member:
    """The member that stands in a place of a file."""
    file.seek(place.at)
    return Member(place.crc, place.length, True, file.read(place.size))


def packed(files: Mapping[str, bytes]) -> bytes:
    """Pack files, by their path in the archive, into the bytes of a zip; the order of the mapping does not matter.

    Raises ValueError like ``write``.
    """
    store = io.BytesIO()
    write(store, ((name, member(name, files[name])) for name in ordered(files)))
    return store.getvalue()


def ordered(names: Collection[str]) -> list[str]:
    """The names of a zip in the order in which its members stand.

    Raises ValueError for a path that cannot be unpacked safely everywhere: not ASCII, absolute, leading upwards, not a
    name under Windows, or the same as another one but for its capitals.
    """
    _refuse(names)
    return sorted(names, key=lambda name: (name != FIRST, name))


def write(file: IO[bytes], members: Iterable[tuple[str, Member]]) -> dict[str, Place]:
    """Write a zip into a file from its beginning, member by member: no more than one is held in memory.

    Gives the places of the deflated members by name.

    The library can only deflate anew what it packs; here a member may have been deflated by an earlier run. The bytes
    are those that ``zipfile`` writes. The names are as ``ordered`` gives them. Raises ValueError if it grows too large.
    """
    index: list[bytes] = []
    places: dict[str, Place] = {}
    at = 0
    for name, each in members:
        path, method = name.encode("ascii"), zlib.DEFLATED if each.deflated else 0
        facts = (*_EPOCH, each.crc, len(each.data), each.length, len(path), 0)
        local = _LOCAL.pack(b"PK\3\4", _VERSION, 0, method, *facts)
        index.append(_CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, 0, method, *facts, 0, 0, 0, READABLE, at) + path)
        at += file.write(local) + file.write(path)
        if each.deflated:
            places[name] = Place(each.crc, each.length, at, len(each.data))
        at += file.write(each.data)
        if at > LARGEST or len(index) > MOST:
            raise ValueError("too large for a zip that every system reads")
    size = sum(map(file.write, index))
    file.write(_LAST.pack(b"PK\5\6", 0, 0, len(index), len(index), size, at, 0))
    return places


def unpacked(data: bytes) -> dict[str, bytes]:
    """Read the files of a zip into memory, by their path in it; folders are left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}


def checksums(files: Mapping[str, bytes]) -> bytes:
    """Say the SHA-256 digest of every file, as ``sha256sum -c`` reads it: a line for each, sorted by path."""
    return listed({name: hashlib.sha256(data).digest() for name, data in files.items()})


def listed(digests: Mapping[str, bytes]) -> bytes:
    """Say digests as ``checksums`` does."""
    return "".join(f"{digests[name].hex()}  {name}\n" for name in sorted(digests)).encode("ascii")


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
