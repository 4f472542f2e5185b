"""Read the structure of a picture file without decoding it: how large it is, and what lies in it beside the pixels.

Every byte has to belong to something that is known: what is no part of the picture is named, whoever wrote it. Sources:
ISO/IEC 10918-1 (JPEG), the PNG specification (W3C, third edition), RFC 9649 (WebP).
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

KINDS = {"jpg": "JPEG", "png": "PNG", "webp": "WebP"}
"""The kinds that are taken, by the ending of their names."""
MAX_SCANS = 32
"""Passes in which a JPEG may be stored; a normal one has up to a dozen. Thousands of them only keep a decoder busy."""
_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_BARE = frozenset({0xDB, 0xC4, 0xDD})
"""Segments of a JPEG that its pixels need: tables of quantisation and of codes, the restart interval."""
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""Baseline, extended and progressive JPEG; nothing else is written by cameras, or read by all browsers."""
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_PNG_BARE = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB sBIT bKGD pHYs".split())
_PNG_TEXTS = frozenset({b"tEXt", b"zTXt", b"iTXt"})
_PNG_MOVING = frozenset({b"acTL", b"fcTL", b"fdAT"})
_WEBP_BARE = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH"})


@dataclass(slots=True)
class Content:
    """What stands in a picture file."""

    kind: str
    width: int = 0
    height: int = 0
    moving: bool = False
    extras: list[tuple[str, bytes]] = field(default_factory=list)
    """What is no part of the picture: the kind of thing (``exif``, ``xmp``, ``iptc``, ``text``, ``time``, ``profile``,
    ``thumbnail``, ``other``, ``trailer``), and its bytes."""


class Damaged(Exception):
    """The file breaks off, or is not built as its kind has to be."""


def kind_of(data: bytes) -> str:
    """Tell by its first bytes what a file is: an ending of :data:`KINDS`, or nothing."""
    if data.startswith(_JPEG):
        return "jpg"
    if data.startswith(_PNG):
        return "png"
    return "webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else ""


def content(data: bytes) -> Content:
    """Walk a file of one of :data:`KINDS` to its end. Raises Damaged."""
    kind = kind_of(data)
    found = Content(kind)
    try:
        _WALKS[kind](data, found)
    except (struct.error, IndexError) as error:
        raise Damaged from error
    if not found.width or not found.height:
        raise Damaged
    return found


# --- JPEG ---------------------------------------------------------------------------------------------


def _walk_jpeg(data: bytes, found: Content) -> None:
    at, scans = 2, 0
    while True:
        if data[at] != 0xFF:
            raise Damaged
        marker = data[at + 1]
        if marker == 0xFF:  # a byte to fill up
            at += 1
            continue
        if marker == 0xD9:
            break
        (length,) = struct.unpack_from(">H", data, at + 2)
        body = data[at + 4 : at + 2 + length]
        if length < 2 or len(body) != length - 2:
            raise Damaged
        _jpeg_segment(marker, body, found)
        at += 2 + length
        if marker == 0xDA:
            scans += 1
            end = _AFTER_SCAN.search(data, at)
            if end is None or scans > MAX_SCANS:
                raise Damaged
            at = end.start()
    if not scans:
        raise Damaged
    _trailer(data[at + 2 :], found)


def _jpeg_segment(marker: int, body: bytes, found: Content) -> None:
    if marker in _FRAMES:
        if found.width:
            raise Damaged
        found.height, found.width = struct.unpack_from(">HH", body, 1)
    elif marker == 0xFE:
        found.extras.append(("text", body))
    elif 0xE0 <= marker <= 0xEF:
        found.extras += _jpeg_application(marker - 0xE0, body)
    elif marker not in _BARE and marker != 0xDA:
        raise Damaged


def _jpeg_application(number: int, body: bytes) -> Iterator[tuple[str, bytes]]:
    """What an application segment is; two of them only say how the pixels are stored."""
    if number == 0 and body.startswith(b"JFIF\0") and len(body) == 14:
        return
    if number == 14 and body.startswith(b"Adobe") and len(body) == 12:
        return
    if number == 0:
        yield "thumbnail", body
    elif number == 1 and body.startswith(b"Exif\0"):
        yield "exif", body[6:]
    elif number == 1 and body.startswith(b"http://ns.adobe.com/x"):
        yield "xmp", body
    elif number == 2 and body.startswith(b"ICC_PROFILE\0"):
        yield "profile", body
    elif number == 13:
        yield "iptc", body
    else:
        yield "other", body


# --- PNG ----------------------------------------------------------------------------------------------


def _walk_png(data: bytes, found: Content) -> None:
    at, name = len(_PNG), b""
    while name != b"IEND":
        (length,) = struct.unpack_from(">I", data, at)
        name, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        (sum_,) = struct.unpack_from(">I", data, at + 8 + length)
        if zlib.crc32(name + body) != sum_ or (name == b"IHDR") != (at == len(_PNG)):
            raise Damaged
        if name == b"IHDR":
            found.width, found.height = struct.unpack_from(">II", body)
        elif name in _PNG_MOVING:
            found.moving = True
        elif name not in _PNG_BARE:
            found.extras.append((_png_extra(name, body), body))
        at += 12 + length
    _trailer(data[at:], found)


def _png_extra(name: bytes, body: bytes) -> str:
    if name in _PNG_TEXTS:
        return "xmp" if body.startswith(b"XML:com.adobe.xmp") else "iptc" if b"iptc" in body[:40] else "text"
    return {b"eXIf": "exif", b"tIME": "time", b"iCCP": "profile"}.get(name, "other")


# --- WebP ---------------------------------------------------------------------------------------------


def _walk_webp(data: bytes, found: Content) -> None:
    (size,) = struct.unpack_from("<I", data, 4)
    end, at = 8 + size, 12
    if end > len(data):
        raise Damaged
    while at < end:
        name, (length,) = data[at : at + 4], struct.unpack_from("<I", data, at + 4)
        body = data[at + 8 : at + 8 + length]
        if at + 8 + length > end:
            raise Damaged
        _webp_chunk(name, body, found)
        at += 8 + length + length % 2
    _trailer(data[end:], found)


def _webp_chunk(name: bytes, body: bytes, found: Content) -> None:
    width = height = 0
    if name == b"VP8X":
        width, height = (int.from_bytes(body[at : at + 3], "little") + 1 for at in (4, 7))
        found.moving = found.moving or bool(body[0] & 2)
    elif name == b"VP8 ":
        width, height = (each & 0x3FFF for each in struct.unpack_from("<HH", body, 6))
    elif name == b"VP8L":
        (bits,) = struct.unpack_from("<I", body, 1)
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    elif name in (b"ANIM", b"ANMF"):
        found.moving = True
    elif name not in _WEBP_BARE:
        extra = {b"EXIF": "exif", b"XMP ": "xmp", b"ICCP": "profile"}.get(name, "other")
        found.extras.append((extra, body.removeprefix(b"Exif\0\0")))
    found.width, found.height = max(found.width, width), max(found.height, height)


def _trailer(rest: bytes, found: Content) -> None:
    """What follows the end: a second file in the first, or what a telephone hides there."""
    if rest:
        found.extras.append(("trailer", rest))


_WALKS: dict[str, Callable[[bytes, Content], None]] = {"jpg": _walk_jpeg, "png": _walk_png, "webp": _walk_webp}
