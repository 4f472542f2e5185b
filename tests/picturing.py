"""Pictures for the tests, made by code, good ones and bad ones: no binary lies in the repository."""

import io
import struct
import zlib
from collections.abc import Callable

from PIL import ExifTags, Image, PngImagePlugin

SIZE = (64, 48)
GPS = {ExifTags.GPS.GPSLatitudeRef: "N", ExifTags.GPS.GPSLatitude: (30.0, 16.0, 12.0)}


def chunk(name: bytes, body: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int = SIZE[0], height: int = SIZE[1], *more: bytes, rows: bytes = b"") -> bytes:
    """A PNG in plain RGB, green above brown, with more chunks behind its head; written without any library."""
    green, brown = b"\x2c\x7a\x3f" * width, b"\x8a\x6a\x1f" * width
    rows = rows or b"".join(b"\0" + (green if at < height // 2 else brown) for at in range(height))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def image(width: int = SIZE[0], height: int = SIZE[1]) -> Image.Image:
    """The same picture, decoded."""
    return Image.open(io.BytesIO(png(width, height))).convert("RGB")


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    """A picture as a file of a kind."""
    store = io.BytesIO()
    picture.save(store, kind, **options)
    return store.getvalue()


def exif() -> Image.Exif:
    """What a telephone writes: where, when, with what, by whom."""
    block = Image.Exif()
    block[ExifTags.Base.Make], block[ExifTags.Base.Model] = "Fruit", "Phone 7"
    block[ExifTags.Base.DateTime], block[ExifTags.Base.Artist] = "2026:11:21 08:00:00", "a pupil"
    block.get_ifd(ExifTags.IFD.GPSInfo).update(GPS)
    return block


def told_png() -> bytes:
    """A PNG with a comment and an XMP packet."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "a pupil")
    info.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta/>")
    return saved(image(), "PNG", pnginfo=info)


def segment(marker: int, body: bytes) -> bytes:
    """A segment of a JPEG."""
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def with_segment(marker: int, body: bytes) -> bytes:
    """A JPEG with one segment more."""
    data = jpg()
    return data[:2] + segment(marker, body) + data[2:]


def jpg(**options: object) -> bytes:
    return saved(image(), "JPEG", **options)


def webp(**options: object) -> bytes:
    return saved(image(), "WEBP", **options)


def moving() -> bytes:
    other = image().transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    return saved(image(), "WEBP", save_all=True, append_images=[other], duration=200)


def bomb() -> bytes:
    """A file of some kilobytes that wants 1.2 GB when it is decoded."""
    return png(20000, 20000, rows=bytes(100_000))


def polyglot() -> bytes:
    """A picture that is a web page, too."""
    return jpg() + b"<html><script>alert(1)</script></html>"


MADE: dict[str, Callable[[], bytes]] = {
    "png": png,
    "jpg": jpg,
    "webp": webp,
    "gif": lambda: saved(image(), "GIF"),
    "phone.jpg": lambda: jpg(exif=exif()),
    "told.png": told_png,
    "xmp.webp": lambda: webp(xmp=b"<x:xmpmeta/>"),
    "moving.webp": moving,
    "bomb.png": bomb,
    "cut.jpg": lambda: jpg()[:-200],
    "polyglot.jpg": polyglot,
    "press.jpg": lambda: saved(image().convert("CMYK"), "JPEG"),
    "wide.png": lambda: png(4000, 4000),
    "large.png": lambda: png() + b"",
    "huge.png": lambda: png() + bytes(3 * 1024 * 1024),
}
"""What a change in a golden file can put in a place: ``! picture phone.jpg``."""
