"""Judge the zips that hold again what the site has, member by member: they may be larger than memory."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterator
from hashlib import sha256
from posixpath import splitext
from typing import BinaryIO

from fazhi.verify import folder, reading, sums
from fazhi.verify.found import Own
from fazhi.verify.packages import BROKEN, unsafe

LARGEST = 20 * folder.LARGEST
"""Bytes that all members may have when they are unpacked; the pages of 2,000 cases and all documents have a quarter of
it. A member of its own has no more than a file that is read whole."""


def bundle(file: BinaryIO, site: Collection[bytes], own: Own) -> list[tuple[str, str]]:
    """Give rule and words of whatever is wrong with a zip of the site.

    Every member is a file of the site, byte for byte, or a page that is good by itself; the list of digests in it is
    right, and complete. ``site`` holds the SHA-256 digests of the files of the site.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            infos = archive.infolist()
            wrong = unsafe(infos, folder.MOST, LARGEST)
            wrong = wrong or next((f"{info.filename!r} is too large" for info in infos if _giant(info)), "")
            return [("zip", wrong)] if wrong else [*_members(archive, infos, site, own)]
    except BROKEN as error:
        return [("zip", str(error))]


def _giant(info: zipfile.ZipInfo) -> bool:
    return info.file_size > folder.LARGEST


def _members(
    archive: zipfile.ZipFile, infos: Collection[zipfile.ZipInfo], site: Collection[bytes], own: Own
) -> Iterator[tuple[str, str]]:
    marks: dict[str, bytes] = {}
    lists: dict[str, bytes] = {}
    asked = None if own.policies is None else own.policies | own.carried
    for info in infos:
        name, data = info.filename, archive.read(info)
        marks[name] = sha256(data).digest()
        if name.endswith(f"/{sums.NAME}"):
            lists[name] = data
        elif marks[name] not in site:
            if splitext(name)[1] != ".html":
                yield "member", name
                continue
            text = data.decode("utf-8", "replace")
            for fault in reading.placed(name, text, reading.read(text, own._replace(policies=asked))):
                yield "zip", str(fault)
    for name, data in lists.items():
        below = name.removesuffix(sums.NAME)
        if data != sums.written({each.removeprefix(below): marks[each] for each in marks if each.startswith(below)}):
            yield "zip", name
