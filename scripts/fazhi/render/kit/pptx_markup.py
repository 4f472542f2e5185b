"""Pieces of the XML of a presentation: constants of ours only; text is always put in as text, never as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import cast

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.oxml.xmlchemy import BaseOxmlElement, OxmlElement
from pptx.util import Emu

from fazhi.render.kit.canvas import Area

_FIRST = re.compile(r"(?<=<)([\w:]+)")
_DECLARED = nsdecls("a", "p", "r")
_POINT = 12700
"""EMU in a point."""
INSIDE = 'wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0"'
"""No margins in a box: its edge is where the text was measured to end."""


def emu(points: float) -> Emu:
    """Points as the unit of the format."""
    return Emu(round(points * _POINT))


def element(xml: str) -> BaseOxmlElement:
    """Parse a piece of XML; its first tag gets the declarations of the prefixes ``a``, ``p`` and ``r``."""
    return cast("BaseOxmlElement", parse_xml(_FIRST.sub(rf"\1 {_DECLARED}", xml, count=1)))


def child(parent: BaseOxmlElement, tag: str) -> BaseOxmlElement:
    """The first child of a tag, which is always there."""
    found = parent.find(qn(tag))
    assert found is not None, tag
    return cast("BaseOxmlElement", found)


def frame(area: Area, shape: str = "rect") -> str:
    """Where a shape stands, and which form it has."""
    return (
        f'<a:xfrm><a:off x="{emu(area.left)}" y="{emu(area.top)}"/>'
        f'<a:ext cx="{emu(area.width)}" cy="{emu(area.height)}"/></a:xfrm>'
        f'<a:prstGeom prst="{shape}"><a:avLst/></a:prstGeom>'
    )


def filled(colour: str) -> str:
    """A fill in a colour of the theme, or in one that is given as six hexadecimal digits."""
    kind = "srgbClr" if re.fullmatch("[0-9A-F]{6}", colour) else "schemeClr"
    return f'<a:solidFill><a:{kind} val="{colour}"/></a:solidFill>'


def tags(lang: str) -> tuple[str, str]:
    """The language of a text and that of the characters in it that belong to the other one."""
    return ("zh-CN", "en-US") if lang == "zh" else ("en-US", "zh-CN")


def language(inside: BaseOxmlElement, lang: str) -> None:
    """Say in which language all text below an element is."""
    tag, other = tags(lang)
    for holder in inside.iter(qn("a:rPr"), qn("a:defRPr"), qn("a:endParaRPr")):
        if holder.get("lang"):
            holder.set("lang", tag)
            holder.set("altLang", other)


def slide_number(shown: str, lang: str) -> BaseOxmlElement:
    """A paragraph that is the number of its slide; ``shown`` is what stands there until a program counts."""
    tag, other = tags(lang)
    paragraph = element(
        '<a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
        f'<a:rPr lang="{tag}" altLang="{other}"/><a:t/></a:fld></a:p>'
    )
    next(paragraph.iter(qn("a:t"))).text = shown
    return paragraph


def fill(body: BaseOxmlElement, paragraphs: Iterable[BaseOxmlElement]) -> None:
    """Put paragraphs into a text body in place of those that are there."""
    for old in body.findall(qn("a:p")):
        body.remove(old)
    for paragraph in paragraphs:
        body.append(paragraph)
    if body.find(qn("a:p")) is None:
        body.append(OxmlElement("a:p"))
