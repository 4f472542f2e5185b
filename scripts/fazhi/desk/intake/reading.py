"""Read what was mailed or saved: plain text in any usual encoding, a web page, a Word document.

What the bytes say counts, not the extension. What cannot be read is refused in one sentence that tells what to do.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from fazhi.check.wording import is_rare
from fazhi.desk.intake.words import Refused

MAX_FILE = 20 * 1024 * 1024
"""Bytes of a file: a Word document with a few pictures has some millions."""
MAX_TEXT = 2 * 1024 * 1024
"""Bytes of a text or a web page: a long judgment has two hundred thousand."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_PROGRAMS = {
    b"%PDF": ("PDF", "PDF"),
    b"{\\rtf": ("RTF", "RTF"),
    b"\x89PNG": ("图片", "a picture"),
    b"\xff\xd8\xff": ("图片", "a picture"),
    b"GIF8": ("图片", "a picture"),
    b"Rar!": ("压缩包", "an archive"),
    b"7z\xbc\xaf": ("压缩包", "an archive"),
    b"\x1f\x8b": ("压缩包", "an archive"),
}
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGE = re.compile(
    r"\A[\s\ufeff]*(?:<!--.*?-->\s*)?(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a web page says about itself; what it does not say is empty."""

    title: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What was read: the source text, which all places count in, and how it was found."""

    text: str
    kind: str
    """``text``, ``html`` or ``docx``."""
    encoding: str
    article: Sequence[str] = ()
    """Of a web page, the lines that belong to the article; nothing if it was not found, or there is no page."""
    metadata: Metadata = field(default_factory=Metadata)
    left_out: Sequence[tuple[str, str]] = ()
    """What of the file is no text, or not in the text, in Chinese and English."""


def given(data: bytes) -> Given:
    """Read the bytes of a file; raises Refused."""
    if not data.strip():
        raise Refused("empty")
    if len(data) > MAX_FILE:
        raise _too_large(MAX_FILE)
    if data.startswith((_ZIP, _OLE)):
        from fazhi.desk.intake import word

        return word.given(data)
    for start, (zh, en) in _PROGRAMS.items():
        if data.startswith(start):
            raise Refused("program", what=zh, what_en=en)
    if len(data) > MAX_TEXT:
        raise _too_large(MAX_TEXT)
    return _decoded(data)


def _decoded(data: bytes) -> Given:
    encoding = _encoding(data)
    try:
        text = data.decode(encoding, "surrogateescape")
    except UnicodeDecodeError:  # UTF-16 that ends in the middle of a character
        raise Refused("binary") from None
    if len(_CONTROL.findall(text)) > len(text) // 100:
        raise Refused("binary")
    if _PAGE.match(text):
        from fazhi.desk.intake import webpage

        return webpage.given(text, encoding)
    return Given(text, "text", encoding)


def _encoding(data: bytes) -> str:
    """Find the encoding: what a mark at the start says, else UTF-8 if it is, else what reads most like Chinese."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name
    if _decodes(data, "utf-8"):
        return "utf-8"
    declared = _CHARSET.search(data[:4096])
    named = _known(declared[1].decode("ascii")) if declared else ""
    if named and _decodes(data, named):
        return named
    return _guessed(data)


def _known(name: str) -> str:
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return ""
    return "gb18030" if found in ("gb2312", "gbk") else found


def _guessed(data: bytes) -> str:
    """Ask charset-normalizer, and see for oneself whether GB 18030 or Big5 gives common characters.

    Of a short text the library cannot be sure; a text of a hundred common characters is no accident.
    """
    from charset_normalizer import from_bytes

    names = [name for name in ("gb18030", "big5", "utf-16-le", "utf-16-be") if _decodes(data, name)]
    best = max(names, key=lambda name: _commonness(data.decode(name)), default="")
    if best and _commonness(data.decode(best)) > 0.6:
        return best
    found = from_bytes(data).best()
    name = _known(found.encoding) if found else ""
    if name and _decodes(data, name):
        return name
    # A UTF-8 text with some broken bytes: they stay, each for itself, and are named in the report.
    return "utf-8"


def _commonness(text: str) -> float:
    """The share of common Chinese characters, made simplified, in all that is not ASCII."""
    from opencc import OpenCC

    simple = OpenCC("t2s").convert(text[:4000])
    foreign = [char for char in simple if not char.isascii()]
    common = sum(bool(_HAN.match(char)) and not is_rare(char) for char in foreign)
    return common / max(1, len(foreign))


def _decodes(data: bytes, encoding: str) -> bool:
    """Whether the bytes are of this encoding, and can be had back from the text."""
    try:
        return data.decode(encoding).encode(encoding) == data
    except (UnicodeError, LookupError):
        return False


def _too_large(limit: int) -> Refused:
    return Refused("too-large", limit=str(limit // 1024))
