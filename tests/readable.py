"""Everything that a folder of files holds, as somebody would read it: zips opened, documents as their text."""

import io
import re
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from functools import cache
from html import unescape
from itertools import chain

import pypdfium2

_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")
_DIVIDED = "\ufffe"
"""Stands in the text of a PDF where a word is divided at the end of a line."""


def opened(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Each file by its path, and whatever lies in it if it is a zip, an Office file or an Anki deck, at any depth."""
    return dict(_opened(files.items()))


def _opened(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    for name, data in files:
        yield name, data
        if _is_zip(data):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                yield from _opened((f"{name}!{inside}", archive.read(inside)) for inside in archive.namelist())


def _is_zip(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04")


@cache
def words(data: bytes) -> str:
    """What can be read in a file, and all of its raw text; of a zip nothing, for its files are read one by one."""
    if _is_zip(data):
        return ""
    if data.startswith(b"%PDF-"):
        with closing(pypdfium2.PdfDocument(data)) as document:
            return "\n".join(page.get_textpage().get_text_bounded() for page in document).replace(_DIVIDED, "")
    if data.startswith(b"SQLite format 3\0"):
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(data)
            return "\n".join(chain.from_iterable(map(str, row) for table in _tables(connection) for row in table))
    raw = unescape(data.decode("utf-8", "replace"))
    # A sentence may change its look half-way, so that a tag stands in it; a word may stand in an attribute.
    return f"{_TAG.sub('', raw)}\n{raw}"


def _tables(connection: sqlite3.Connection) -> Iterator[list[tuple[object, ...]]]:
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'"):
        yield connection.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608 - a name that is in the file


@cache
def squeezed(text: str) -> str:
    """Text without white space: where a line ends differs from one kind of document to another."""
    return _SPACE.sub("", text)


def says(data: bytes, sentence: str) -> bool:
    """Tell whether a sentence can be read in a file."""
    return squeezed(sentence) in squeezed(words(data))
