"""Decode pictures, and write their pixels again and nothing else: where Pillow meets a stranger's file.

Nothing is decoded before its structure was read (:mod:`fazhi.imaging.container`) and its size found small enough.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from PIL import ExifTags, Image, ImageCms, ImageOps
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from fazhi.imaging import container
from fazhi.imaging.container import Damaged
from fazhi.model.images import Published

MAX_PIXELS = 16_000_000
"""More than a telephone's 12 million; 48 MB when decoded."""
PUBLISHED_WIDTH = 1280
"""Pixels: a page's column on a sharp screen, and 16 cm of paper at 200 dots an inch."""
KEPT_WIDTH = 1920
"""Pixels of what lies in the repository after cleaning: room for a larger page one day."""
QUALITY = {PUBLISHED_WIDTH: 82, KEPT_WIDTH: 90}
"""Of a JPEG of that width."""
_PLAIN = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
"""Ways to store colours that survive being written again: at most 8 bits, and for screens, not for a press."""


_DECODERS: Mapping[str, Callable[[io.BytesIO], Image.Image]] = {
    "jpg": JpegImageFile,
    "png": PngImageFile,
    "webp": WebPImageFile,
}
"""These three and no other: the library would try dozens of kinds."""


class Unsupported(Exception):
    """The file is a sound picture, but with colours for a printing press, or finer than a screen shows."""


def decoded(data: bytes) -> Image.Image:
    """Decode a picture of which :func:`container.content` is known and small enough. Raises Damaged, Unsupported."""
    kind = container.kind_of(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = _DECODERS[kind](io.BytesIO(data))
            image.load()
    # A decoder that meets a file made to break it may raise anything.
    except Exception as error:
        raise Damaged from error
    if image.mode not in _PLAIN:
        raise Unsupported
    return image


# --- written again ------------------------------------------------------------------------------------


@lru_cache(maxsize=128)
def published(data: bytes) -> Published:
    """Write a picture that passed the check for the site: at most 1280 pixels wide, on white, as JPEG or PNG.

    Both are shown by every browser and taken by Word and WPS; a WebP becomes a JPEG.
    """
    return _written(decoded(data), container.kind_of(data), PUBLISHED_WIDTH)


def cleaned(data: bytes) -> bytes:
    """Write a picture as it should lie in the repository: upright, in the colours of screens, the pixels alone.

    Raises Damaged if it is none that can be decoded, or one of too many pixels.
    """
    found = container.content(data) if container.kind_of(data) else None
    if found is None or found.width * found.height > 4 * MAX_PIXELS:
        raise Damaged
    try:
        image = decoded(data)
    except Unsupported:
        image = _DECODERS[found.kind](io.BytesIO(data))
    return _written(_for_screens(ImageOps.exif_transpose(image)), found.kind, KEPT_WIDTH, found.kind).data


def _for_screens(image: Image.Image) -> Image.Image:
    """Turn the colours of a profile into those that a file without one is taken for; a broken profile is left out."""
    profile = image.info.get("icc_profile")
    wanted = "RGBA" if _see_through(image) else "RGB"
    if profile and image.mode in ("RGB", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            turned = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            turned = None
        image = turned or image
    if image.mode.startswith("I"):
        image = image.point(lambda value: value / 257).convert("L")
    return image if image.mode in _PLAIN else image.convert(wanted)


def _written(image: Image.Image, kind: str, width: int, wanted: str = "") -> Published:
    """Write the pixels of an image; ``wanted`` is the kind to be written, if not what suits every reader."""
    if image.width > width:
        height = max(1, round(image.height * width / image.width))
        image = (image.convert("RGBA") if _see_through(image) else image.convert("RGB")).resize(
            (width, height), Image.Resampling.LANCZOS
        )
    store, suffix = io.BytesIO(), wanted or ("png" if kind == "png" else "jpg")
    # A repository keeps what can be seen through; on a page, on a slide and on paper it is white.
    image = image if wanted and suffix != "jpg" else _on_white(image)
    image = image.copy()
    image.info = {name: value for name, value in image.info.items() if name == "transparency"}
    if suffix == "png":
        image.save(store, "PNG", optimize=True)
    elif suffix == "webp":
        image.save(store, "WEBP", quality=QUALITY[width], method=4)
    else:
        image.convert("L" if image.mode in ("1", "L") else "RGB").save(
            store, "JPEG", quality=QUALITY[width], optimize=True
        )
    return Published(store.getvalue(), suffix, image.width, image.height)


def _see_through(image: Image.Image) -> bool:
    return "A" in image.mode or "transparency" in image.info


def _on_white(image: Image.Image) -> Image.Image:
    if not _see_through(image):
        return image
    above = image.convert("RGBA")
    white = Image.new("RGBA", above.size, "white")
    return Image.alpha_composite(white, above).convert("RGB")


# --- what a file says beside its pixels ---------------------------------------------------------------

_POSITION, _CAMERA, _DATE, _AUTHOR = "position", "camera", "date", "author"
_TAGS = {
    ExifTags.Base.Make: _CAMERA,
    ExifTags.Base.Model: _CAMERA,
    ExifTags.Base.BodySerialNumber: _CAMERA,
    ExifTags.Base.LensModel: _CAMERA,
    ExifTags.Base.MakerNote: _CAMERA,
    ExifTags.Base.DateTime: _DATE,
    ExifTags.Base.DateTimeOriginal: _DATE,
    ExifTags.Base.DateTimeDigitized: _DATE,
    ExifTags.Base.Artist: _AUTHOR,
    ExifTags.Base.Copyright: _AUTHOR,
    ExifTags.Base.CameraOwnerName: _AUTHOR,
    ExifTags.Base.XPAuthor: _AUTHOR,
}


def said_by_exif(block: bytes) -> Iterator[str]:
    """Tell what an EXIF block says, as far as it can be read: a position, a camera, a date, an author, a thumbnail."""
    exif = Image.Exif()
    try:
        exif.load(b"Exif\0\0" + block)
        inside = exif.get_ifd(ExifTags.IFD.Exif)
        yield from (_TAGS[tag] for tag in (*exif, *inside) if tag in _TAGS)
        if exif.get_ifd(ExifTags.IFD.GPSInfo):
            yield _POSITION
        if exif.get_ifd(ExifTags.IFD.IFD1):
            yield "thumbnail"
    except Exception:  # noqa: BLE001 - a block made to break a parser; that it is there is said anyway
        return
