"""The parts of a DOCX package that are the same for all documents of a language: styles, numberings, theme, settings.

They take the place of those in the library's template, which speak of Japanese and of 160 styles unused here.
Properties stand in the order of the standard (ECMA-376, part 1, chapter 17); Word refuses some files with another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import quoteattr

from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from fazhi.render.kit import docx_looks as looks
from fazhi.render.kit.docx_looks import Look, Setting, edge
from fazhi.render.kit.docx_markup import Element

HEAD = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"


def parts(template: Mapping[str, bytes], lang: str, *, dense: bool) -> dict[str, bytes]:
    """Make the parts by their paths in the package; ``template`` holds the library's, whose theme is kept in part."""
    setting = looks.setting(lang, dense=dense)
    return {
        "word/styles.xml": _part("styles", _styles(setting)),
        "word/settings.xml": _part("settings", _settings(lang)),
        "word/fontTable.xml": _part("fonts", _fonts()),
        "word/theme/theme1.xml": _theme(template["word/theme/theme1.xml"], setting),
    }


def _part(root: str, inside: str) -> bytes:
    return HEAD + f"<w:{root} {nsdecls('w')}>{inside}</w:{root}>".encode()


# --- styles -----------------------------------------------------------------------------------------


def _styles(setting: Setting) -> str:
    """Say the defaults and every style."""
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_faces(*setting.serif)}{_size(setting.sizes['body'])}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" '
        'w:defQFormat="0" w:count="376"/>'
    )
    paragraphs = (_paragraph(look, setting) for look in (*looks.PARAGRAPHS, *looks.list_looks()))
    characters = (_character(look, setting) for look in looks.CHARACTERS)
    return "".join((defaults, *paragraphs, _BARE, *characters, *_tables()))


_BARE = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/>'
    '<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/>'
    "<w:semiHidden/><w:unhideWhenUsed/></w:style>"
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    "<w:tblCellMar>"
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
"""The styles without looks that all others start from."""


def _style(kind: str, id: str, name: str, base: str, following: str, inside: str) -> str:
    own = "" if name.isascii() else ' w:customStyle="1"'
    default = ' w:default="1"' if id == "Normal" else ""
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    after = f'<w:next w:val="{following}"/>' if following else ""
    return (
        f'<w:style w:type="{kind}"{default}{own} w:styleId="{id}"><w:name w:val={quoteattr(name)}/>{based}{after}'
        f'<w:uiPriority w:val="9"/><w:qFormat/>{inside}</w:style>'
    )


def _paragraph(look: Look, setting: Setting) -> str:
    """Say a style of paragraphs."""
    numbering = f'<w:ilvl w:val="{look.level}"/><w:numId w:val="{look.numbering}"/>'
    leading = setting.leading.get(str(look.leading), look.leading)
    rule = "exact" if isinstance(look.leading, int) else "auto"
    pieces = (
        "<w:keepNext/><w:keepLines/>" if look.keep else "",
        f"<w:numPr>{numbering}</w:numPr>" if look.numbering else "",
        f"<w:pBdr>{look.border}</w:pBdr>" if look.border else "",
        f'<w:spacing w:before="{look.before}" w:after="{look.after}" w:line="{leading}" w:lineRule="{rule}"/>',
        f'<w:ind w:left="{look.left}" w:hanging="{look.hanging}"/>' if look.left else "",
        f'<w:jc w:val="{setting.align if look.align == "body" else look.align}"/>',
        f'<w:outlineLvl w:val="{look.outline - 1}"/>' if look.outline else "",
    )
    inside = f"<w:pPr>{''.join(pieces)}</w:pPr>{_run_properties(look, setting)}"
    return _style("paragraph", look.id, look.name, look.base, look.following, inside)


def _character(look: Look, setting: Setting) -> str:
    """Say a style of characters."""
    return _style("character", look.id, look.name, "DefaultParagraphFont", "", _run_properties(look, setting))


def _run_properties(look: Look, setting: Setting) -> str:
    pieces = (
        _faces(*setting.sans) if look.sans else "",
        "<w:b/><w:bCs/>" if look.bold else "",
        f'<w:color w:val="{look.colour}"/>' if look.colour else "",
        _size(setting.sizes[look.size]) if look.size else "",
        look.characters.format(
            stress=setting.stress,
            songti=_faces("宋体", "宋体"),
            symbols=_faces("Segoe UI Symbol", "Segoe UI Symbol"),
        ),
    )
    return f"<w:rPr>{''.join(pieces)}</w:rPr>" if any(pieces) else ""


def _faces(latin: str, han: str) -> str:
    return f'<w:rFonts w:ascii="{latin}" w:eastAsia="{han}" w:hAnsi="{latin}" w:cs="{latin}"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _tables() -> Iterator[str]:
    """Say the styles of tables."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(edge(side, looks.LINE) for side in sides)
    cut = "".join(edge(side, looks.MUTED, 6, kind="dashed") for side in sides)
    box = edge("left", looks.INK, 24)
    notice = "".join(edge(side, looks.GOLD) for side in sides[:4])
    gaps = "".join(edge(side, "FFFFFF", 36) for side in ("top", "bottom", "insideH"))
    yield _table("ClassTable", "课堂表格 Class Table", lines, (60, looks.CELL_SIDE), head=True)
    yield _table("ClassBox", "课堂方框 Class Box", box, (110, looks.BOX_SIDE), fill=looks.SOFT)
    yield _table("ClassNotice", "课堂提示 Class Notice", notice, (90, looks.BOX_SIDE), fill=looks.WARN)
    yield _table("ClassCards", "课堂卡片 Class Cards", cut, (170, looks.BOX_SIDE))
    yield _table("ClassBars", "课堂条形图 Class Bars", gaps, (40, 80))


def _table(id: str, name: str, borders: str, inner: tuple[int, int], *, fill: str = "", head: bool = False) -> str:
    """Say a style of tables; ``inner`` is the space inside a cell, upright and across."""
    shade = '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{}"/></w:tcPr>'.format
    margins = "".join(
        f'<w:{side} w:w="{inner[across]}" w:type="dxa"/>'
        for side, across in (("top", 0), ("left", 1), ("bottom", 0), ("right", 1))
    )
    first = f'<w:tblStylePr w:type="firstRow">{shade(looks.SOFT)}</w:tblStylePr>' if head else ""
    inside = (
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        f"{shade(fill) if fill else ''}{first}"
    )
    return _style("table", id, name, "TableNormal", "", inside)


# --- numberings -------------------------------------------------------------------------------------


def numberings(root: Element) -> None:
    """Put our numberings into the part of numberings: the rule and the list of each have the number of the style."""
    for child in list(root):
        root.remove(child)
    rules = (
        (looks.BULLETS, "ListBullet", looks.STEP, ("•", "–", "▪")),
        (looks.NUMBERS, "ListNumber", looks.STEP, ("%1.", "(%2)", "%3.")),
        (looks.QUESTIONS, "Question", looks.STEP, ("%1.",)),
        (looks.CELL_BULLETS, "TableBullet", looks.CELL_STEP, ("•", "–", "▪")),
        (looks.CELL_NUMBERS, "TableNumber", looks.CELL_STEP, ("%1.", "(%2)", "%3.")),
    )
    told = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{_levels(style, step, signs)}'
        "</w:abstractNum>"
        for number, style, step, signs in rules
    )
    told += "".join(f'<w:num w:numId="{rule[0]}"><w:abstractNumId w:val="{rule[0]}"/></w:num>' for rule in rules)
    root.extend(parse_xml(f"<w:numbering {nsdecls('w')}>{told}</w:numbering>"))


def _levels(style: str, step: int, signs: tuple[str, ...]) -> str:
    # Bullets are in Arial, which has all of them; a Chinese face would make them as wide as a Han.
    face = "" if "%1" in signs[0] else f"<w:rPr>{_faces('Arial', 'Arial')}</w:rPr>"
    kinds = ("bullet",) * 3 if face else ("decimal", "decimal", "lowerLetter")
    return "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kinds[level]}"/>'
        f'<w:pStyle w:val="{style}{level + 1 if level else ""}"/><w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{step * (level + 1)}" w:hanging="{step}"/></w:pPr>{face}</w:lvl>'
        for level, sign in enumerate(signs)
    )


# --- the rest ---------------------------------------------------------------------------------------


def _settings(lang: str) -> str:
    """Say the settings; Chinese punctuation may be squeezed, as a careful setter does."""
    squeeze = "compressPunctuation" if lang == "zh" else "doNotCompress"
    where = 'w:uri="http://schemas.microsoft.com/office/word"'
    return (
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
        f'<w:characterSpacingControl w:val="{squeeze}"/>'
        f'<w:compat><w:useFELayout/><w:compatSetting w:name="compatibilityMode" {where} w:val="15"/>'
        f'<w:compatSetting w:name="overrideTableStyleFontSizeAndJustification" {where} w:val="1"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" '
        'w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" '
        'w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
    )


def _fonts() -> str:
    """Say under which other names the Chinese faces may be found."""
    return "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in looks.OTHER_NAMES.items()
    )


def _theme(template: bytes, setting: Setting) -> bytes:
    """Put our faces and colours into the theme, so that what a teacher adds by hand looks like the rest."""
    theme = parse_xml(template)
    for tag, faces in (("majorFont", setting.sans), ("minorFont", setting.serif)):
        for font in theme.iter(qn(f"a:{tag}")):
            font.find(qn("a:latin")).set("typeface", faces[0])
            font.find(qn("a:ea")).set("typeface", faces[1])
            for other in font.findall(qn("a:font")):
                font.remove(other)
    colours = {
        "dk2": looks.INK,
        "accent1": looks.INK,
        "accent3": looks.RIGHT,
        "accent4": looks.GOLD,
        "hlink": looks.INK,
    }
    for tag, colour in colours.items():
        for slot in theme.iter(qn(f"a:{tag}")):
            slot[0].set("val", colour)
    return bytes(serialize_part_xml(theme))
