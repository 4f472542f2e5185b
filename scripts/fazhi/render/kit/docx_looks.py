"""The looks of the DOCX files: every one of them is a style, which a teacher changes once for the whole document.

Chinese is set in 宋体 with headings in 黑体, which every Windows has and every WPS knows; the Latin letters beside them
in Times New Roman and Arial, one with and one without serifs like the Han they stand among. English is set in Cambria
with headings in Calibri, parts of Windows too, and the Han in it in the same two Chinese faces. Chinese sizes are the
traditional ones: 小四 (12 pt) for what students read, 五号 (10.5 pt) in tables and for the presenter, 小五 (9 pt) for
small print.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

INK, RIGHT, SOFT, WARN, GOLD, LINE, MUTED = "0B5C6B", "2C7A3F", "EAF2F1", "FDF3E2", "8A6A1F", "B9C5C4", "55606A"
"""Colours of the site (``docs/assets/fazhi.css``); lines are a little darker, to survive a school's printer."""

OTHER_NAMES = {"宋体": "SimSun", "黑体": "SimHei"}
"""What to look for where a face is not known by its Chinese name."""


class Setting(NamedTuple):
    """How the text of a document is set."""

    serif: tuple[str, str]
    """The faces of Latin and of Han in the body."""
    sans: tuple[str, str]
    """The same in headings."""
    sizes: Mapping[str, int]
    """In half points."""
    leading: Mapping[str, int]
    """The distance of lines, in 240ths of what the face asks for."""
    align: Literal["both", "left"]
    """How paragraphs of the body are set: Han fill the line to its end."""
    stress: str
    """How ``*…*`` is set: Han do not lean, they get a dot each."""


_ZH = Setting(
    serif=("Times New Roman", "宋体"),
    sans=("Arial", "黑体"),
    sizes={"body": 24, "table": 21, "small": 18, "foot": 16, "title": 44, "h1": 32, "h2": 28, "h3": 24},
    leading={"body": 360, "tight": 312},
    align="both",
    stress='<w:em w:val="dot"/>',
)
_EN = Setting(
    serif=("Cambria", "宋体"),
    sans=("Calibri", "黑体"),
    sizes={"body": 22, "table": 20, "small": 17, "foot": 16, "title": 44, "h1": 30, "h2": 26, "h3": 22},
    leading={"body": 312, "tight": 276},
    align="left",
    stress="<w:i/><w:iCs/>",
)
_DENSE = {
    "zh": {"body": 21, "title": 40, "h1": 28, "h2": 24, "h3": 21},
    "en": {"body": 20, "title": 40, "h1": 28, "h2": 24, "h3": 21},
}
"""What a grown-up reads may be smaller, and so shorter: 五号 for the body."""


def setting(lang: str, *, dense: bool) -> Setting:
    """Give the setting of documents in a language; ``dense`` ones are for the presenter."""
    found = {"zh": _ZH, "en": _EN}[lang]
    return found._replace(sizes={**found.sizes, **_DENSE[lang]}) if dense else found


WRITING = 567
"""The height of a line to write on by hand, 1 cm, in twips."""
LEVELS = 3
"""Levels of lists and of headings that have a style; what lies deeper looks like the deepest."""
STEP, CELL_STEP = 420, 300
"""How much further in each level of a list stands, in the body and in a cell; in twips."""
CELL_SIDE, BOX_SIDE = 108, 200
"""The space at the left and the right of what stands in a cell, and in a box or on a card; in twips."""
BULLETS, NUMBERS, QUESTIONS, CELL_BULLETS, CELL_NUMBERS = 1, 2, 3, 4, 5
"""The numberings that styles use."""


@dataclass(frozen=True, slots=True)
class Look:
    """A style of paragraphs or characters; lengths in twips, sizes and leading by their names above."""

    id: str
    name: str
    """As the program shows it, in both languages but for the names that every program translates itself."""
    base: str = "Normal"
    following: str = ""
    keep: bool = False
    """Whether it stays on the page of the paragraph after it."""
    numbering: int = 0
    level: int = 0
    border: str = ""
    before: int = 0
    after: int = 60
    leading: Literal["body", "tight"] | int = "tight"
    """A number is an exact height of lines."""
    left: int = 0
    hanging: int = 0
    align: Literal["left", "right", "body"] = "left"
    """``body`` is as the language sets its paragraphs."""
    outline: int = 0
    """The level in the navigator."""
    sans: bool = False
    bold: bool = False
    colour: str = ""
    size: str = ""
    characters: str = ""
    """More properties of characters, as XML."""


def edge(side: str, colour: str, size: int = 4, space: int = 0, kind: str = "single") -> str:
    """Say one side of a frame; sizes are eighths of a point, the space to the text is in points."""
    return f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


PARAGRAPHS = (
    Look("Normal", "Normal", base="", after=120, leading="body", align="body"),
    Look("Title", "Title", following="Subtitle", keep=True, sans=True, bold=True, colour=INK, size="title"),
    Look("Subtitle", "Subtitle", following="Normal", keep=True, after=240, sans=True, colour=MUTED, size="table"),
    Look("Heading1", "heading 1", following="Normal", keep=True, border=edge("bottom", LINE, 6, 3), before=320,
         after=140, outline=1, sans=True, bold=True, colour=INK, size="h1"),
    Look("Heading2", "heading 2", following="Normal", keep=True, before=240, after=80, outline=2, sans=True, bold=True,
         colour=INK, size="h2"),
    Look("Heading3", "heading 3", following="Normal", keep=True, before=160, outline=3, sans=True, bold=True,
         size="h3"),
    Look("Header", "header", after=0, size="foot"),
    Look("Footer", "footer", border=edge("top", LINE, 4, 4), after=0, colour=MUTED, size="foot"),
    Look("PageLine", "页码行 Page Line", base="Header", after=0, align="right", colour=MUTED, size="foot"),
    Look("SmallPrint", "小字 Small Print", colour=MUTED, size="small"),
    Look("Notice", "提示 Notice", after=40, size="table"),
    Look("BoxTitle", "框标题 Box Title", following="Normal", keep=True, sans=True, bold=True, colour=INK),
    Look("CardTitle", "卡片标题 Card Title", following="TableText", keep=True, after=80, sans=True, bold=True,
         colour=INK),
    Look("Caption", "caption", following="Normal", keep=True, before=120, after=80, sans=True, size="table"),
    Look("TableText", "表格文字 Table Text", after=40, size="table"),
    Look("TableHeading", "表头 Table Heading", keep=True, after=40, sans=True, bold=True, colour=INK, size="table"),
    Look("Question", "题目 Question", following="TickOption", keep=True, numbering=QUESTIONS, before=160, left=STEP,
         hanging=STEP, bold=True),
    Look("TickOption", "勾选项 Tick Option", after=80, left=2 * STEP, hanging=STEP),
    Look("RightOption", "正确选项 Right Option", base="TickOption", after=80, left=2 * STEP, hanging=STEP, bold=True,
         colour=RIGHT),
    Look("Reason", "理由 Reason", after=100, left=2 * STEP, size="table"),
    Look("WritingLine", "书写线 Writing Line", border=edge("bottom", MUTED) + edge("between", MUTED), after=0,
         leading=WRITING),
    Look("Gap", "间隔 Gap", following="Normal", after=0, leading=160, size="foot"),
)  # fmt: skip
CHARACTERS = (
    Look("Strong", "Strong", bold=True),
    Look("Emphasis", "Emphasis", characters="{stress}"),
    Look("Hyperlink", "Hyperlink", colour=INK, characters='<w:u w:val="single"/>'),
    Look("TickBox", "勾选框 Tick Box", characters="{songti}"),
    Look("RightMark", "正确记号 Right Mark", characters="{symbols}"),
    Look("ForPresenter", "讲课人用 For the Presenter", sans=True, bold=True, colour="FFFFFF", size="h3",
         characters=f'<w:shd w:val="clear" w:color="auto" w:fill="{INK}"/>'),
    Look("ForStudents", "发给学生 For Students", sans=True, bold=True, colour=INK, size="h3",
         characters=f'<w:shd w:val="clear" w:color="auto" w:fill="{SOFT}"/>'),
)  # fmt: skip


def list_looks() -> Iterator[Look]:
    """Say the styles of lists: the program's own in the body, smaller ones of ours in cells."""
    for level in range(LEVELS):
        number = str(level + 1) if level else ""
        left = STEP * (level + 1)
        body = Look("", "", level=level, after=80, leading="body", left=left, hanging=STEP, align="body")
        inner = Look("", "", level=level, after=40, left=CELL_STEP * (level + 1), hanging=CELL_STEP, size="table")
        for look, id, name, numbering in (
            (body, "ListBullet", "List Bullet", BULLETS),
            (body, "ListNumber", "List Number", NUMBERS),
            (body, "ListContinue", "List Continue", 0),
            (inner, "TableBullet", "表格项目符号 Table Bullet", CELL_BULLETS),
            (inner, "TableNumber", "表格编号 Table Number", CELL_NUMBERS),
            (inner, "TableContinue", "表格列表续段 Table Continue", 0),
        ):
            hanging = look.hanging if numbering else 0
            named = f"{name} {number}".rstrip()
            yield replace(look, id=f"{id}{number}", name=named, numbering=numbering, hanging=hanging)
