"""The empty presentation that slides are put into: colours, fonts, master and layouts, made without a template file.

Everything that a presenter may want to restyle stands here once: fonts and colours in the theme, areas in the layouts.
"""

from __future__ import annotations

import re
from typing import Literal

import pptx
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part, XmlPart
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.presentation import Presentation
from pptx.slide import SlideLayout

from fazhi.render.kit import canvas
from fazhi.render.kit.canvas import Area
from fazhi.render.kit.pptx_markup import INSIDE, child, element, emu, fill, filled, frame, language, slide_number

Form = Literal["cover", "text", "table", "drawing"]
Mood = Literal["plain", "ask", "tell"]

COLOURS = {
    "dk1": "1F2A30",
    "lt1": "FFFFFF",
    "dk2": "083F4A",
    "lt2": "FAF8F3",
    "accent1": "0B5C6B",
    "accent2": "B3361F",
    "accent3": "8A6A1F",
    "accent4": "2C7A3F",
    "accent5": "6A5FA3",
    "accent6": "55606A",
    "hlink": "0B5C6B",
    "folHlink": "6A5FA3",
}
"""Those of the site: ink, seal, gold, right, violet, muted."""
LATIN, HAN = "Calibri", "微软雅黑"
GROUND: dict[Mood, str] = {"ask": "EAF2F1", "tell": "EAF5EC"}
"""Behind a question and behind an answer; the sign at the top right says the same without colour."""
SIGNS: dict[Mood, tuple[str, str]] = {"ask": ("?", "accent1"), "tell": ("✓", "accent4")}
FORMS: dict[Form, str] = {"cover": "title", "text": "obj", "table": "tbl", "drawing": "titleOnly"}
LAYOUTS: tuple[tuple[Form, Mood], ...] = (
    ("cover", "plain"),
    *((form, mood) for form in ("text", "table", "drawing") for mood in ("plain", "ask", "tell")),
)
BODY, STEP, FOOT, NUMBER = 1, 13, 11, 12
"""The ``idx`` of the placeholders; what the cover says about itself stands in that of the step."""
FOOT_SIZE = 10.5


def blank(lang: str) -> Presentation:
    """Make a presentation without slides."""
    presentation = pptx.Presentation()
    presentation.slide_width, presentation.slide_height = emu(canvas.SLIDE.width), emu(canvas.SLIDE.height)
    child(presentation.part._element, "p:sldSz").attrib.pop("type", None)
    _clean(presentation)
    language(presentation.part._element, lang)
    master = presentation.slide_master
    _theme(master.part.part_related_by(RT.THEME))
    _master(master._element, lang)
    layouts = list(presentation.slide_layouts)
    for spare in layouts[len(LAYOUTS) :]:
        presentation.slide_layouts.remove(spare)
    for layout, (form, mood) in zip(layouts, LAYOUTS, strict=False):
        _layout(layout, form, mood, lang)
    return presentation


def layout(presentation: Presentation, form: Form, mood: Mood) -> SlideLayout:
    """The layout of a form and a mood; the cover has one mood."""
    return presentation.slide_layouts[LAYOUTS.index((form, "plain" if form == "cover" else mood))]


def fonts(theme: str) -> str:
    """Put our fonts into the XML of a theme: the Han slot counts in WPS, the script ``Hans`` in PowerPoint."""
    theme = re.sub(r'<a:latin typeface="[^"]*"/>', f'<a:latin typeface="{LATIN}"/>', theme)
    theme = re.sub(r'<a:ea typeface="[^"]*"/>', f'<a:ea typeface="{HAN}"/>', theme)
    return re.sub(r'(<a:font script="Hans" typeface=)"[^"]*"', rf'\1"{HAN}"', theme)


def _clean(presentation: Presentation) -> None:
    """Drop what the library's own file brings along: a picture of a page, a printer, numbers about another document."""
    package = presentation.part.package
    for source, kind in ((package, RT.THUMBNAIL), (presentation.part, RT.PRINTER_SETTINGS)):
        for id in [id for id, rel in source._rels.items() if rel.reltype == kind]:
            source._rels.pop(id)
    properties = package.part_related_by(RT.EXTENDED_PROPERTIES)
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    properties._blob = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="{space}">'
        "<Application>Microsoft Office PowerPoint</Application></Properties>"
    ).encode()


def _theme(part: Part) -> None:
    """Colour the theme. Its part is plain bytes, which the library does not parse."""
    xml = part.blob.decode("utf-8")
    for name, colour in COLOURS.items():
        xml = re.sub(
            rf"<a:{name}>.*?</a:{name}>", f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>', xml, flags=re.DOTALL
        )
    part._blob = fonts(xml).replace('name="Office Theme"', 'name="Fazhi"').encode("utf-8")


def notes_theme(part: Part) -> None:
    """Set the fonts of the theme of the notes pages, which exists once there are notes."""
    assert isinstance(part, XmlPart)
    part._element = parse_xml(fonts(part.blob.decode("utf-8")).encode("utf-8"))


# --- master -----------------------------------------------------------------------------------------

_PARAGRAPH = 'algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="0"'
"""Punctuation does not hang over the edge: what is measured inside the box stays inside."""


def _master(master: BaseOxmlElement, lang: str) -> None:
    data = child(master, "p:cSld")
    data.replace(child(data, "p:bg"), _ground("bg2"))
    _redrawn(
        child(data, "p:spTree"),
        [
            _holder(2, "Title", 'type="title"', canvas.TITLE, anchor="ctr"),
            _holder(3, "Text", f'type="body" idx="{BODY}"', canvas.BODY),
            _foot(4, "tx1"),
            _number(5, "tx1"),
        ],
    )
    old = child(master, "p:txStyles")
    levels = "".join(_level(n, 28 if n == 1 else 24, "tx1", "mn", sign="•") for n in range(1, 6))
    new = element(
        f"<p:txStyles><p:titleStyle>{_level(1, 32, 'tx2', 'mj', bold=True)}</p:titleStyle>"
        f"<p:bodyStyle>{levels}</p:bodyStyle></p:txStyles>"
    )
    new.append(child(old, "p:otherStyle"))
    master.replace(old, new)
    language(master, lang)


def _redrawn(tree: BaseOxmlElement, shapes: list[BaseOxmlElement]) -> None:
    """Put shapes in place of those that the library brings along."""
    for old in [each for each in tree if each.tag not in (qn("p:nvGrpSpPr"), qn("p:grpSpPr"))]:
        tree.remove(old)
    tree.extend(shapes)


def _level(number: int, size: int, colour: str, font: str, *, bold: bool = False, sign: str = "") -> str:
    left = 28 * number if sign else 0
    bullet = f'<a:buFont typeface="Arial"/><a:buChar char="{sign}"/>' if sign else "<a:buNone/>"
    return (
        f'<a:lvl{number}pPr marL="{emu(left)}" indent="{emu(-28 if sign else 0)}" {_PARAGRAPH}>'
        f'<a:spcBef><a:spcPts val="{600 if sign else 0}"/></a:spcBef>{bullet}'
        f'<a:defRPr sz="{size * 100}" b="{int(bold)}" kern="1200">{filled(colour)}<a:latin typeface="+{font}-lt"/>'
        f'<a:ea typeface="+{font}-ea"/><a:cs typeface="+{font}-cs"/></a:defRPr></a:lvl{number}pPr>'
    )


# --- layouts ----------------------------------------------------------------------------------------


def _layout(layout: SlideLayout, form: Form, mood: Mood, lang: str) -> None:
    """Rebuild a layout of the library as one of ours."""
    layout._element.set("type", FORMS[form])
    data = child(layout._element, "p:cSld")
    data.set("name", form.capitalize() if mood == "plain" else f"{form.capitalize()} ({mood})")
    for other in [each for each in data if each.tag != qn("p:spTree")]:
        data.remove(other)
    ground = "accent1" if form == "cover" else GROUND.get(mood)
    if ground:
        data.insert(0, _ground(ground))
    _redrawn(child(data, "p:spTree"), _cover_shapes() if form == "cover" else _shapes(form, mood))
    language(layout._element, lang)


def _cover_shapes() -> list[BaseOxmlElement]:
    facts = f'type="body" sz="quarter" idx="{STEP}"'
    return [
        _decoration(2, "Rule", canvas.COVER_RULE, "FFD35C"),
        _holder(3, "Title", 'type="ctrTitle"', canvas.COVER_TITLE, anchor="b", size=48, colour="bg1"),
        _holder(4, "Subtitle", f'type="subTitle" idx="{BODY}"', canvas.COVER_TEXT, size=24, colour="bg1"),
        _holder(5, "Facts", facts, canvas.COVER_FACTS, anchor="b", size=18, colour="bg1"),
        _foot(6, "bg1"),
        _number(7, "bg1"),
    ]


def _shapes(form: Form, mood: Mood) -> list[BaseOxmlElement]:
    sign, colour = SIGNS.get(mood, ("", "accent1"))
    step = f'type="body" sz="quarter" idx="{STEP}"'
    shapes = [
        _decoration(2, "Edge", canvas.EDGE, colour),
        _decoration(3, "Rule", canvas.RULE, colour),
        _holder(5, "Title", 'type="title"', canvas.TITLE, anchor="ctr"),
        _holder(6, "Step", step, canvas.STEP, size=canvas.SMALL, colour="accent6", anchor="ctr"),
    ]
    if sign:
        shapes.insert(2, _decoration(4, "Sign", canvas.SIGN, colour, sign))
    if form == "text":
        shapes.append(_holder(7, "Text", f'idx="{BODY}"', canvas.BODY))
    elif form == "table":
        shapes.append(_holder(7, "Table", f'type="tbl" idx="{BODY}"', canvas.BODY))
    return [*shapes, _foot(8, "tx1"), _number(9, "tx1")]


def _ground(colour: str) -> BaseOxmlElement:
    return element(f"<p:bg><p:bgPr>{filled(colour)}<a:effectLst/></p:bgPr></p:bg>")


def _holder(
    id: int, name: str, kind: str, area: Area, *, anchor: str = "t", size: float = 0, colour: str = ""
) -> BaseOxmlElement:
    """A placeholder of the master or of a layout; without a size it has that of the master."""
    style = (
        '<a:lvl1pPr marL="0" indent="0" algn="l"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{round(size * 100)}">{filled(colour)}</a:defRPr></a:lvl1pPr>'
    )
    return element(
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{frame(area)}</p:spPr><p:txBody>"
        f'<a:bodyPr vert="horz" {INSIDE} anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle>{style if size else ''}</a:lstStyle>"
        f'<a:p><a:r><a:rPr lang="en-US"/><a:t>{name}</a:t></a:r></a:p></p:txBody></p:sp>'
    )


def _foot(id: int, colour: str) -> BaseOxmlElement:
    kind = f'type="ftr" sz="quarter" idx="{FOOT}"'
    return _holder(id, "Foot", kind, canvas.FOOT, anchor="ctr", size=FOOT_SIZE, colour=colour)


def _number(id: int, colour: str) -> BaseOxmlElement:
    kind = f'type="sldNum" sz="quarter" idx="{NUMBER}"'
    holder = _holder(id, "Number", kind, canvas.NUMBER, anchor="ctr", size=12, colour=colour)
    for level in holder.iter(qn("a:lvl1pPr")):
        level.set("algn", "r")
    fill(child(holder, "p:txBody"), [slide_number("‹#›", "zh")])
    return holder


def _decoration(id: int, name: str, area: Area, colour: str, sign: str = "") -> BaseOxmlElement:
    """A coloured shape of a layout; a sign is round and holds one character."""
    text = f'<a:r><a:rPr lang="en-US" sz="2400" b="1">{filled("bg1")}</a:rPr><a:t>{sign}</a:t></a:r>' if sign else ""
    return element(
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f"<p:spPr>{frame(area, 'roundRect' if sign else 'rect')}{filled(colour)}<a:ln><a:noFill/></a:ln></p:spPr>"
        f'<p:txBody><a:bodyPr {INSIDE} anchor="ctr"/><a:lstStyle/><a:p><a:pPr algn="ctr"/>{text}</a:p></p:txBody>'
        "</p:sp>"
    )
