"""Judge each file of a site by what its name says it is; a file of any other type is a fault."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from posixpath import splitext
from typing import NamedTuple

from fazhi.verify import packages, reading, sheets, wellformed
from fazhi.verify.markup import odd

Found = Iterator[tuple[int, str, str]]
"""Line, rule, and words of each fault."""


class Own(NamedTuple):
    """What of a site is the program's own, to be found again byte for byte."""

    inline: frozenset[str] = frozenset()
    """The digests of the scripts and style sheets that may stand inside a page (``reading.digest``)."""
    scripts: frozenset[bytes] = frozenset()
    """The SHA-256 digests of the script files."""


_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*")
_IMAGES = {
    ".png": re.compile(rb"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
    ".jpg": re.compile(rb"\xff\xd8\xff"),
    ".webp": re.compile(rb"RIFF....WEBPVP8", re.DOTALL),
}
_INDEX = re.compile(r"window\.fazhiSearchIndex=(\{.*\});\n?", re.DOTALL)
_FORMULA = re.compile(r"[=+@\t\r]|-(?![0-9.]*\Z)")
_PDF_ACTS = re.compile(
    rb"/(JavaScript|Launch|OpenAction|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToR|GoToE|Rendition|XFA|AcroForm|"
    rb"Encrypt|ObjStm|FileAttachment)(?![A-Za-z])"
)
_PDF_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
_PDF_HIDDEN = re.compile(rb"/[^\s/<>()\[\]{}%#]*#[0-9A-Fa-f]{2}")
_PDF_LINK = re.compile(rb"/URI\s*(?:\(([^)]*)\)|<|[0-9])")


def judged(path: str, data: bytes, own: Own, parts: set[bytes]) -> Found:
    """Give what is wrong with a file by itself. ``parts`` is as for ``packages.office``.

    Pages, zips and the links of pages are judged by ``whole``, which knows all files.
    """
    if not _NAME.fullmatch(path):
        yield 0, "name", ""
    kind = splitext(path)[1]
    if kind in (".docx", ".pptx"):
        yield from packages.office(data, parts)
    elif kind in _IMAGES:
        if not _IMAGES[kind].match(data):
            yield 0, "kind", kind
    elif kind in _BYTES:
        yield from _BYTES[kind](data)
    elif kind == ".js":
        yield from _script(data, own)
    elif kind in _TEXTS:
        yield from _text(data, _TEXTS[kind])
    elif kind not in (".html", ".zip"):
        yield 0, "type", ""


def is_text(data: bytes) -> bool:
    """Whether bytes are text in UTF-8."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _text(data: bytes, judge: Callable[[str], Found]) -> Found:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield 0, "encoding", ""
        return
    text = text.replace("\r\n", "\n")
    for at, char in odd(text):
        yield text.count("\n", 0, at) + 1, "character", char
    yield from judge(text)


def _script(data: bytes, own: Own) -> Found:
    """Judge a script: one of the program's own, or the search index, which is JSON behind a name."""
    if sha256(data).digest() in own.scripts:
        return
    index = _INDEX.fullmatch(data.decode("utf-8", "replace"))
    if index is None:
        yield 0, "script", ""
    elif wrong := reading.not_json(index[1]):
        yield 0, "json", wrong


def _json(text: str) -> Found:
    if wrong := reading.not_json(text):
        yield 0, "json", wrong


def _sheet(text: str) -> Found:
    for at, what in sheets.faults(text):
        yield text.count("\n", 0, at) + 1, "sheet", what


def _table(text: str) -> Found:
    for number, row in enumerate(csv.reader(io.StringIO(text)), 1):
        for cell in row:
            if _FORMULA.match(cell):
                yield number, "formula", cell


def _plain(_text: str) -> Found:
    yield from ()


def pdf(data: bytes) -> Found:
    """Judge a PDF by its bytes: no action, attachment, form or encryption, and links over https alone.

    Ours keep every object outside compressed streams, so that nothing can be named where it is not seen; a file that
    packs objects or spells names in hexadecimal is refused for that.
    """
    if not data.startswith(b"%PDF-1."):
        yield 0, "kind", ".pdf"
    for name in sorted({found[1].decode() for found in _PDF_ACTS.finditer(data)}):
        yield 0, "pdf", f"/{name}"
    objects = _PDF_STREAM.sub(b"", data)
    if found := _PDF_HIDDEN.search(objects):
        yield 0, "pdf", found[0].decode("latin-1")
    for link in _PDF_LINK.finditer(objects):
        if link[1] is None or not link[1].startswith(b"https://"):
            yield 0, "pdf", link[0].decode("latin-1")


_BYTES: dict[str, Callable[[bytes], Found]] = {
    ".apkg": packages.anki,
    ".pdf": pdf,
    ".svg": wellformed.svg,
    ".xml": wellformed.feed,
}
_TEXTS: dict[str, Callable[[str], Found]] = {".css": _sheet, ".csv": _table, ".json": _json, ".txt": _plain}
