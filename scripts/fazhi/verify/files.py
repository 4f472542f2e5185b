"""Judge each file of a site by what its name says it is; a file of any other type is a fault."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from io import BytesIO, TextIOWrapper
from posixpath import splitext

from fazhi.verify import addresses, packages, reading, sheets, wellformed
from fazhi.verify.faults import Fault
from fazhi.verify.found import Found, Own, Told
from fazhi.verify.markup import odd

_NOT_FOUND = "404.html"
_BASE = re.compile(r"<link rel=\"stylesheet\" href=\"(/(?:[^\"]*/)?)assets/root\.css\">")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*")
_IMAGES = {
    ".png": re.compile(rb"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
    ".jpg": re.compile(rb"\xff\xd8\xff"),
    ".webp": re.compile(rb"RIFF....WEBPVP8", re.DOTALL),
}
_INDEX = re.compile(r"window\.fazhiSearch(?:Index=(?P<index>\{.*\})|Part\((?P<part>\[.*\])\));\n?", re.DOTALL)
_LISTING = re.compile(rb"[^\n]*\[\n")
"""How JSON begins that lists values, each in a line of its own."""
_FORMULA = re.compile(r"[=+@\t\r]|-(?![0-9.]*\Z)")
_PDF_ACTS = re.compile(
    rb"/(JavaScript|Launch|OpenAction|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToR|GoToE|Rendition|XFA|AcroForm|"
    rb"Encrypt|ObjStm|FileAttachment)(?![A-Za-z])"
)
_PDF_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
_PDF_HIDDEN = re.compile(rb"/[^\s/<>()\[\]{}%#]*#[0-9A-Fa-f]{2}")
_PDF_LINK = re.compile(rb"/URI\s*(?:\(([^)]*)\)|<|[0-9])")


def one(path: str, data: bytes, own: Own, good: set[tuple[str, bytes]] | None = None) -> Found:
    """Judge a file by itself: what comes out depends on its path, its bytes and ``own`` alone.

    ``good`` are the parts of documents found good before, as for ``packages.office``: it saves time and changes
    nothing. Zips are no files to be held in memory, and judged by ``zips``.
    """
    found = named(path, sha256(data).digest())
    if path.endswith(".html"):
        return _page(found, data, own)
    told = _judged(path, data, own, set() if good is None else good)
    return replace(found, faults=(*found.faults, *(Fault(path, *each) for each in told)))


def named(path: str, digest: bytes) -> Found:
    """What can be told of a file by its name alone; its digest is given."""
    return Found(path, digest, () if _NAME.fullmatch(path) else (Fault(path, 0, "name"),))


def _page(found: Found, data: bytes, own: Own) -> Found:
    path = found.path
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return replace(found, faults=(*found.faults, Fault(path, 0, "encoding")))
    page = reading.read(text, own)
    base = _BASE.search(text) if path == _NOT_FOUND else None
    return replace(
        found,
        faults=(*found.faults, *reading.placed(path, text, page), *_within(path, text, page)),
        ids=tuple(page.ids),
        links=tuple(target for _, target in page.links),
        lines=tuple(reading.numbered(text, [at for at, _ in page.links])),
        base=base[1] if base else "",
    )


def _within(path: str, text: str, page: reading.Page) -> list[Fault]:
    """Links of a page to its own places that lead nowhere."""
    targets = {target for _, target in page.within}
    lost_targets = {target for target in targets if (anchor := addresses.anchor(target)) and anchor not in page.ids}
    lost = [(at, target) for at, target in page.within if target in lost_targets]
    lines = reading.numbered(text, [at for at, _ in lost])
    return [Fault(path, line, "no-anchor", target) for line, (_, target) in zip(lines, lost, strict=True)]


def _judged(path: str, data: bytes, own: Own, good: set[tuple[str, bytes]]) -> Told:
    kind = splitext(path)[1]
    if kind in (".docx", ".pptx"):
        yield from packages.office(data, good)
    elif kind in _IMAGES:
        if not _IMAGES[kind].match(data):
            yield 0, "kind", kind
    elif kind in _BYTES:
        yield from _BYTES[kind](data)
    elif kind == ".js":
        yield from _script(data, own)
    elif kind in _TEXTS:
        yield from _text(data, _TEXTS[kind])
    else:
        yield 0, "type", ""


def _text(data: bytes, judge: Callable[[str], Told]) -> Told:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield 0, "encoding", ""
        return
    text = text.replace("\r\n", "\n")
    for at, char in odd(text):
        yield text.count("\n", 0, at) + 1, "character", char
    yield from judge(text)


def _script(data: bytes, own: Own) -> Told:
    """Judge a script: one of the program's own, or a part of the search index, which is JSON behind a name."""
    if sha256(data).digest() in own.scripts:
        return
    index = _INDEX.fullmatch(data.decode("utf-8", "replace"))
    if index is None:
        yield 0, "script", ""
    elif wrong := reading.not_json(index["index"] or index["part"]):
        yield 0, "json", wrong


def _json(data: bytes) -> Told:
    """Judge JSON; one that lists values, each in a line of its own, is too large to be held as a text as well."""
    if _LISTING.match(data):
        yield from _streamed(data, _listing)
    else:
        yield from _text(data, _whole)


def _whole(text: str) -> Told:
    if wrong := reading.not_json(text):
        yield 0, "json", wrong


def _listing(lines: Iterator[str]) -> Told:
    """Judge each value by itself, and what stands around the list as if that were empty: both are JSON, or all is not.

    No text of JSON holds a line end, so that the list cannot begin inside one.
    """
    frame, row = next(lines), ""
    for number, line in enumerate(lines, 2):
        if line.startswith("]"):
            frame += "".join((line, *lines))
            break
        if row and not row.endswith(","):
            yield number, "json", "a comma is missing"
        row = line.removesuffix("\n")
        if wrong := reading.not_json(row.removesuffix(",")):
            yield number, "json", wrong
    if wrong := reading.not_json(frame) or ("a comma too many" if row.endswith(",") else ""):
        yield 0, "json", wrong


def _sheet(text: str) -> Told:
    for at, what in sheets.faults(text):
        yield text.count("\n", 0, at) + 1, "sheet", what


def _table(data: bytes) -> Told:
    return _streamed(data, _rows)


def _rows(lines: Iterator[str]) -> Told:
    for number, row in enumerate(csv.reader(lines), 1):
        for cell in row:
            if _FORMULA.match(cell):
                yield number, "formula", cell


def _streamed(data: bytes, judge: Callable[[Iterator[str]], Told]) -> Told:
    """Judge a text line by line: what says something of every case is too large to be held as a text as well."""
    odd_ones: list[tuple[int, str, str]] = []
    try:
        found = [*judge(_sound(TextIOWrapper(BytesIO(data), "utf-8-sig", newline=""), odd_ones))]
    except UnicodeDecodeError:
        yield 0, "encoding", ""
    else:
        yield from odd_ones + found


def _sound(lines: Iterable[str], told: list[tuple[int, str, str]]) -> Iterator[str]:
    """The same lines; told is what characters must not be in them."""
    for number, line in enumerate(lines, 1):
        told += ((number, "character", char) for _, char in odd(line.replace("\r\n", "\n")))
        yield line


def _plain(_text: str) -> Told:
    yield from ()


def pdf(data: bytes) -> Told:
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


_BYTES: dict[str, Callable[[bytes], Told]] = {
    ".apkg": packages.anki,
    ".csv": _table,
    ".json": _json,
    ".pdf": pdf,
    ".svg": wellformed.svg,
    ".xml": wellformed.feed,
}
_TEXTS: dict[str, Callable[[str], Told]] = {".css": _sheet, ".txt": _plain}
