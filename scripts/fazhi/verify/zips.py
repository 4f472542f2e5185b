"""Judge the zips that hold again what the site has, member by member: they may be larger than memory."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterator, Mapping
from hashlib import file_digest
from posixpath import splitext
from typing import BinaryIO

from fazhi.verify import folder, reading, sums
from fazhi.verify.found import Own
from fazhi.verify.packages import BROKEN, unsafe

LARGEST = 20 * folder.LARGEST
"""Bytes that all members may have when they are unpacked; the pages of 2,000 cases and all documents have a quarter of
it. A member of its own has no more than a file that is read whole."""
_LIST = f"/{sums.NAME}"


def digests(file: BinaryIO, part: int = 0, parts: int = 1) -> dict[str, bytes] | str:
    """The SHA-256 digests of the members by name, or what is wrong with the archive.

    To unpack a zip of the whole site takes long: each of several processes may read one of its ``parts``.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            infos = archive.infolist()
            wrong = unsafe(infos, folder.MOST, LARGEST)
            wrong = wrong or next((f"{info.filename!r} is too large" for info in infos if _giant(info)), "")
            return wrong or {info.filename: _digest(archive, info) for info in infos[part::parts]}
    except BROKEN as error:
        return str(error)


def judged(file: BinaryIO, marks: Mapping[str, bytes], site: Collection[bytes], own: Own) -> list[tuple[str, str]]:
    """Give rule and words of whatever is wrong with a zip of the site.

    Every member is a file of the site, byte for byte, or a page that is good by itself; the list of digests in it is
    right, and complete. ``site`` holds the SHA-256 digests of the files of the site, ``marks`` those of all members, in
    their order. What is not in the site is read again.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            return [*_members(archive, marks, site, own)]
    except BROKEN as error:
        return [("zip", str(error))]


def _digest(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The digest of a member, which is never held whole."""
    with archive.open(info) as member:
        return file_digest(member, "sha256").digest()  # type: ignore[arg-type]


def _giant(info: zipfile.ZipInfo) -> bool:
    return info.file_size > folder.LARGEST


def _members(
    archive: zipfile.ZipFile, marks: Mapping[str, bytes], site: Collection[bytes], own: Own
) -> Iterator[tuple[str, str]]:
    asked = None if own.policies is None else own.policies | own.carried
    for name in marks:
        if marks[name] in site or name.endswith(_LIST):
            continue
        if splitext(name)[1] != ".html":
            yield "member", name
            continue
        text = archive.read(name).decode("utf-8", "replace")
        for fault in reading.placed(name, text, reading.read(text, own._replace(policies=asked))):
            yield "zip", str(fault)
    for name in filter(lambda name: name.endswith(_LIST), marks):
        below = name.removesuffix(sums.NAME)
        said = sums.written({each.removeprefix(below): marks[each] for each in marks if each.startswith(below)})
        if archive.read(name) != said:
            yield "zip", name
