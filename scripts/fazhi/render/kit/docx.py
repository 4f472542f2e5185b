"""Write a paper as DOCX, for WPS and Word: made to be edited, so that everything that has a look has a style."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime
from typing import cast

import segno
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Cm, Length, Pt

from fazhi.render.kit import docx_styles
from fazhi.render.kit.archive import packed, unpacked
from fazhi.render.kit.docx_blocks import Composer, Space
from fazhi.render.kit.docx_markup import Element, field, node, paragraph
from fazhi.render.kit.docx_text import letters
from fazhi.render.kit.paper import Paper, Photo

AUTHOR = "法治课堂"
LANGUAGES = {"zh": "zh-CN", "en": "en-US"}
PAGE = (Cm(21.0), Cm(29.7))
SIDE, TOP, BOTTOM, EDGE = Cm(2.2), Cm(2.2), Cm(2.0), Cm(1.0)
"""Margins of an upright A4 page; ``EDGE`` is how far header and footer are from the end of the paper."""
QR_SIZE = Cm(2.6)
PADS = {"zh": "\u3000", "en": "\u00a0" * 3}
"""Spaces that stay, so that the shade of a label is wider than its words; of their face, so that it is as high."""
LEFT_OUT = (
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
    RELATIONSHIP_TYPE.CUSTOM_XML,
    RELATIONSHIP_TYPE.WEB_SETTINGS,
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
)
"""Parts of the library's template that say nothing of the document, or name another program as its maker."""


def write(paper: Paper) -> bytes:
    """Write a paper; the same paper gives the same bytes.

    Raises ValueError for what no content that passed the checks holds: an address that is not https, a character that
    XML has no place for.
    """
    document = blank()
    section = document.sections[0]
    _lay_out(section, landscape=paper.landscape)
    composer = Composer(
        paper.lang,
        lambda address: _link(document, address),
        lambda photo, width, height: _drawing(document, photo, width, height),
        document.part.numbering_part.element,
    )
    width = cast("Length", section.page_width).twips - 2 * SIDE.twips
    body = document.element.body
    for element in _content(paper, composer, width, document):
        body.insert(len(body) - 1, element)
    _head_and_foot(section, paper)
    _properties(document, paper)
    store = io.BytesIO()
    document.save(store)
    files = unpacked(store.getvalue())
    return packed({**files, **docx_styles.parts(files, paper.lang, dense=paper.audience == "presenter")})


def blank() -> WordDocument:
    """Open the library's template, and take away what it brings along."""
    document = Document()
    for rels in (document.part.rels, document.part.package.rels):
        for id in [id for id, rel in rels.items() if rel.reltype in LEFT_OUT]:
            rels.pop(id)
    docx_styles.numberings(document.part.numbering_part.element)
    return document


def _lay_out(section: Section, *, landscape: bool) -> None:
    width, height = PAGE
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (height, width) if landscape else (width, height)
    section.left_margin = section.right_margin = SIDE
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.header_distance = section.footer_distance = EDGE


def _link(document: WordDocument, address: str) -> str:
    return str(document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))


def _drawing(document: WordDocument, photo: Photo, width: float, height: float) -> Element:
    """Draw a picture of a size in points among the letters, with the words for those who do not see it."""
    inline = document.part.new_pic_inline(io.BytesIO(photo.image.data), Pt(width), Pt(height))
    # The library names the drawing after a file that nobody has.
    for named in (inline.docPr, next(inline.iter(qn("pic:cNvPr")))):
        named.set("name", f"Picture {inline.docPr.get('id')}")
    inline.docPr.set("descr", photo.alt)
    return cast("Element", inline)


def _content(paper: Paper, composer: Composer, width: int, document: WordDocument) -> Iterator[Element]:
    """Compose title, subtitle, notices, and the blocks."""
    picture = [_qr_code(paper, document)] if paper.imprint.address else []
    yield paragraph("Title", *picture, *letters(paper.title, paper.lang))
    if paper.subtitle:
        yield paragraph("Subtitle", *letters(paper.subtitle, paper.lang))
    space = Space(width)
    if paper.imprint.notices:
        notices = [paragraph("Notice", *letters(notice, paper.lang)) for notice in paper.imprint.notices]
        yield composer.frame("ClassNotice", notices, space)
        yield paragraph("Gap")
    yield from composer.blocks(paper.blocks, space)


def _qr_code(paper: Paper, document: WordDocument) -> Element:
    """Draw the address as a QR code in the upper right corner; lines go around it."""
    png = io.BytesIO()
    segno.make(paper.imprint.address, error="m", micro=False).save(png, kind="png", scale=6, border=4)
    png.seek(0)
    inline = document.part.new_pic_inline(png, QR_SIZE, QR_SIZE)
    inline.docPr.set("name", "QR")
    inline.docPr.set("descr", paper.qr_label)
    anchor = parse_xml(_ANCHOR.format(names=nsdecls("wp"), y=EDGE, size=QR_SIZE))
    anchor.extend((inline.docPr, *inline[2:]))
    return node("r", node("drawing", anchor))


_ANCHOR = (
    '<wp:anchor {names} distT="0" distB="0" distL="144000" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" '
    'locked="0" layoutInCell="1" allowOverlap="0"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>'
    '<wp:positionV relativeFrom="page"><wp:posOffset>{y}</wp:posOffset></wp:positionV>'
    '<wp:extent cx="{size}" cy="{size}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapSquare wrapText="left"/>'
    "</wp:anchor>"
)
"""A picture beside the text, where the library only knows pictures among the letters."""


def _head_and_foot(section: Section, paper: Paper) -> None:
    """Say on every page for whom it is, which text it is, and how many pages there are."""
    style = "ForPresenter" if paper.audience == "presenter" else "ForStudents"
    pad = PADS[paper.lang]
    label = letters(f"{pad}{paper.audience_label}{pad}", paper.lang, style)
    only(section.header._element, paragraph("Header", *label))
    line = paragraph("Footer", *letters(paper.imprint.line, paper.lang))
    only(section.footer._element, line, paragraph("PageLine", *_page_label(paper)))


def only(root: Element, *content: Element) -> None:
    """Put content in the place of what a new header or footer holds."""
    for child in list(root):
        root.remove(child)
    root.extend(content)


def _page_label(paper: Paper) -> Iterator[Element]:
    """Say ``第{n}页，共{total}页`` with fields in the places of the numbers."""
    for piece in re.split(r"(\{n\}|\{total\})", paper.page_label):
        match piece:
            case "{n}":
                yield field("PAGE", "1")
            case "{total}":
                yield field("NUMPAGES", "1")
            case _:
                yield from letters(piece, paper.lang)


def _properties(document: WordDocument, paper: Paper) -> None:
    """Say what the file is; its time is that of its content."""
    day = datetime.fromisoformat(paper.imprint.version)
    properties = document.core_properties
    properties.title, properties.subject = paper.title, paper.subtitle
    properties.author = properties.last_modified_by = AUTHOR
    properties.language = LANGUAGES[paper.lang]
    properties.identifier, properties.version = paper.imprint.id, paper.imprint.version
    properties.created = properties.modified = day
    properties.revision = 1
    properties.comments = properties.keywords = ""
