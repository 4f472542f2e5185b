"""Judge XML: well-formed, in UTF-8, without a document type or entities; and SVG, which draws and does nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

from fazhi.verify import vocabulary as ours

_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)
_INSTRUCTION = re.compile(rb"<\?(?!xml[ ?])")
_ENCODING = re.compile(rb"\A(?:\xef\xbb\xbf)?<\?xml[^>]*encoding=[\"'](?!utf-8[\"'])", re.IGNORECASE)
_SVG_SPACE = "http://www.w3.org/2000/svg"
_FEEDS = frozenset({"http://www.w3.org/2005/Atom", "http://www.sitemaps.org/schemas/sitemap/0.9"})
_OTHER_LANGUAGE, _SAYS = "http://www.w3.org/1999/xhtml link", {"rel", "hreflang", "href"}
_PICTURE = {**ours.DRAWING, "title": frozenset[str]()}
_FETCHES = re.compile(r"url\(|script|data:|//", re.IGNORECASE)


def faults(data: bytes) -> Iterator[tuple[int, str, str]]:
    """Give line, rule and words of what is wrong with an XML file."""
    if found := _DECLARED.search(data) or _INSTRUCTION.search(data):
        yield data.count(b"\n", 0, found.start()) + 1, "doctype-xml", found[0].decode()
    elif _ENCODING.search(data) or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield 1, "encoding", ""
    else:
        yield from _parsed(expat.ParserCreate("utf-8"), data)


def _parsed(parser: expat.XMLParserType, data: bytes) -> Iterator[tuple[int, str, str]]:
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        yield error.lineno, "xml", expat.ErrorString(error.code) or ""


def feed(data: bytes) -> Iterator[tuple[int, str, str]]:
    """Give line, rule and words of what is wrong with a feed or a sitemap.

    A browser that is given such a file runs a script in it as in a page: only the elements of these two formats stand
    there, and the one of XHTML by which a sitemap names the other language.
    """
    wrong: list[tuple[int, str, str]] = []
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")

    def start(name: str, attrs: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        other = f"{space} {local}" == _OTHER_LANGUAGE and attrs.keys() <= _SAYS and attrs.get("rel") == "alternate"
        if space not in _FEEDS and not other:
            wrong.append((parser.CurrentLineNumber, "doctype-xml", f"<{local}>"))

    parser.StartElementHandler = start
    yield from [*faults(data)] or [*_parsed(parser, data), *wrong]


def svg(data: bytes) -> Iterator[tuple[int, str, str]]:
    """Give line, rule and words of what is wrong with an SVG file: only shapes and words, and nothing fetched."""
    wrong: list[tuple[int, str, str]] = []
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")

    def start(name: str, attrs: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if space != _SVG_SPACE or local not in _PICTURE:
            wrong.append((parser.CurrentLineNumber, "svg", f"<{local}>"))
            return
        for attribute, value in attrs.items():
            if attribute not in _PICTURE[local] and attribute != "id":
                wrong.append((parser.CurrentLineNumber, "svg", attribute))
            elif _FETCHES.search(value):
                wrong.append((parser.CurrentLineNumber, "svg", f"{attribute}={value!r}"))

    parser.StartElementHandler = start
    yield from [*faults(data)] or [*_parsed(parser, data), *wrong]
