"""Read the text of a Word document: every paragraph, cell, text box, note and heading line of it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from fazhi.desk.intake.reading import MAX_TEXT, Given
from fazhi.desk.intake.words import Refused

MAX_UNPACKED = 200 * 1024 * 1024
"""Bytes of all that is packed in a document; a file of this size that a mail could carry is an attack."""
_BROKEN = (
    OpcError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    SyntaxError,  # XML that is none: lxml's error is one
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    RuntimeError,
    OSError,
)
"""What python-docx, zipfile and lxml raise for files that are damaged in one way or another."""
_BESIDE = ("/word/header", "/word/footer", "/word/footnotes", "/word/endnotes", "/word/comments")
_DELETED = (
    "修订模式里已经删掉、还没有接受的文字",
    "text that was deleted with changes tracked and not yet accepted",
)
_PICTURES = ("图片里的文字", "text in pictures")


def given(data: bytes) -> Given:
    """Read the bytes of a document; raises Refused."""
    if not data.startswith(b"PK"):
        raise Refused("old-word")
    try:
        _sane(data)
        text, left_out = _text(docx.Document(io.BytesIO(data)))
    except _BROKEN:
        raise Refused("broken-word") from None
    if not text.strip():
        raise Refused("wordless-word")
    if len(text.encode("utf-8", "surrogatepass")) > MAX_TEXT:
        raise Refused("too-large", limit=str(MAX_TEXT // 1024))
    return Given(text, "docx", "docx", left_out=left_out)


def _sane(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if sum(each.file_size for each in packed.infolist()) > MAX_UNPACKED:
            raise zipfile.BadZipFile("it would fill the memory")


def _text(document: Any) -> tuple[str, list[tuple[str, str]]]:
    """The text of the body, then of what stands beside it, a paragraph a line; and what of it is no text."""
    body = document.element.body
    found = list(_paragraphs(body))
    for part in sorted(document.part.package.iter_parts(), key=lambda part: str(part.partname)):
        if str(part.partname).startswith(_BESIDE) and str(part.partname).endswith(".xml"):
            element = getattr(part, "element", None)
            found += _paragraphs(parse_xml(part.blob) if element is None else element)
    left_out = []
    if next(body.iter(qn("w:del")), None) is not None:
        left_out.append(_DELETED)
    if next(body.iter(qn("w:drawing"), qn("w:pict")), None) is not None:
        left_out.append(_PICTURES)
    return "\n".join(found), left_out


def _paragraphs(root: Any) -> Iterator[str]:
    """Each paragraph as a line; one inside another, as in a text box, is a line of its own after it."""
    for paragraph in root.iter(qn("w:p")):
        # A text box is written twice, the second time for old programs.
        if any(above.tag.endswith("}Fallback") for above in paragraph.iterancestors()):
            continue
        yield "".join(_runs(paragraph)).strip("\n")


def _runs(paragraph: Any) -> Iterator[str]:
    stack = list(reversed(paragraph))
    while stack:
        node = stack.pop()
        if node.tag == qn("w:t"):
            yield node.text or ""
        elif node.tag in (qn("w:tab"), qn("w:noBreakHyphen"), qn("w:br"), qn("w:cr")):
            yield {"tab": "\t", "noBreakHyphen": "-"}.get(node.tag.rpartition("}")[2], "\n")
        elif node.tag not in (qn("w:p"), qn("w:pPr"), qn("w:rPr"), qn("w:del")):
            stack += reversed([child for child in node if isinstance(child.tag, str)])
