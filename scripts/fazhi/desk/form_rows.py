"""The rows of the case form: what is asked, in which order, with the closed lists of the library.

The Word form, the web form and the readers of both are made from these rows, so that none of them can go stale.
"""

from __future__ import annotations

from dataclasses import dataclass

from fazhi.check.structure import CASE_SECTIONS
from fazhi.desk.asked import BASES, CERTAINTIES, LEVELS
from fazhi.desk.questions import Both, Choice
from fazhi.model.library import Library

TITLE = "案例登记表"
"""The heading by which a form is known, and its property in the file."""
MARK = "fazhi-case-form-1"
SOURCES, EVENTS, SIDES, LAWS, QUESTIONS = 5, 10, 3, 8, 5
"""How many rows the form has of each."""
LETTERS = "ABCD"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is asked: its name in the form, what to write, and the closed list if there is one."""

    key: str
    label: str
    hint: str
    choices: tuple[Choice, ...] = ()
    many: bool = False
    lines: int = 1
    """How many lines there is room for."""


RULES = (
    "用自己的话写。不整句照抄报道，不抄法条原文。",
    "人只写身份：一名学生、一名家长、一家培训机构。不写名字，也不写“姓加某”；公司、网站、学校的名字也不写。",
    "不写学校、班级、住址、生日。小地方、准确日期、年龄、少见的情节，合起来就认出了人，拿不准就写得粗一点。",
    "涉及性侵害的，只用一句中性的话交代，不写手段和细节；写明“这不是你的错”。",
    "每句关键的话后面标来源：第几个来源就写【几】，例如“赔偿150万元【1】。”",
    "来源之间说法不一，两种都写；没有报道的结果，就写“没有报道”，不要补。",
    "法条写大意，用学生听得懂的话；电话只用下面列出的，别的一个都不写。",
    "写给最小的那个年级：句子短，字常用。称呼读者用“你”。",
    "“你来判断”两边都要站得住，结果出来以前，不透露结果。",
    "不会写的先空着，没关系：空着的地方会变成“待写”的记号。表格的行不要删，左边的字不要改。",
)
"""Ten lines of rules in plain words."""


def _names(rows: dict[str, Both]) -> tuple[Choice, ...]:
    return tuple(Choice(id, name) for id, name in rows.items())


def about(library: Library) -> tuple[Row, ...]:
    """The rows about the case as a whole."""

    def listed(name: str) -> tuple[Choice, ...]:
        rows = getattr(library, name)
        return tuple(Choice(id, Both(row.name.zh, row.name.en)) for id, row in rows.items())

    levels = {str(level): Both(f"{level} {name.zh}", f"{level} {name.en}") for level, name in enumerate(LEVELS)}
    return (
        Row("title", "标题", "一句让学生想读的话，不写名字。"),
        Row("id", "编号", "网址的一部分，小写英文字母、数字和连字符，例如bank-cards。不懂就空着。"),
        Row("summary", "摘要", "一两句话告诉学生讲什么，不透露结果。", lines=2),
        Row("basis", "真实还是编的", "勾一项。", _names(BASES)),
        Row("place", "地点", "从省级名称写起，例如吉林省大安市。两个地方用“、”隔开。"),
        Row("organs", "办案机关", "全称；几个机关，一行一个。", lines=2),
        Row("procedures", "办案方式", "可以勾几项。", listed("procedures"), many=True),
        Row("topics", "主题", "可以勾几项。", listed("topics"), many=True),
        Row("grades", "适合的学段", "可以勾几项。", listed("grades"), many=True),
        Row("sensitivity", "敏感程度", "勾一项。涉及性侵害、自伤、严重暴力的，至少是1。", _names(levels)),
        Row("content_note", "内容提示", "敏感程度是1以上才写：读之前先告诉学生的一句话。", lines=2),
        Row("law_as_of", "法律核对到哪一天", "例如2026-03-01，或者2026年3月1日。"),
        Row("updated", "填表日期", "例如2026-11-21，或者2026年11月21日。"),
    )


def official(library: Library) -> tuple[Row, ...]:
    """The rows about the official publication; all are left empty where there is none."""
    series = tuple(Choice(id, Both(row.name.zh, row.name.en)) for id, row in library.series.items())
    return (
        Row("official.title", "官方全称", "照官方发布的写；只有这里可以有“姓加某”。", lines=2),
        Row("official.series", "批次", "勾一项。没有列出的，写在这一格里，交给编辑。", series),
        Row("official.published", "官方发布日期", "例如2023-05-31。"),
        Row("official.number", "案例号", "指导性案例才有，例如检例第141号。"),
    )


PEOPLE = (
    Row("people.authors", "作者", "单位、身份，或者愿意公开的名字；几个人，一行一个。", lines=2),
    Row("people.legal_review", "法律审核", "谁审的、哪年哪月。没有审就空着。"),
    Row("people.teaching_review", "教学审核", "同上。"),
    Row("people.privacy_review", "隐私审核", "同上。"),
)
SOURCE_COLUMNS = (
    Row("publisher", "谁发布的", "例如最高人民检察院"),
    Row("title", "标题", "文章或案例的标题"),
    Row("date", "日期", "2023、2023-05或2023-05-31"),
    Row("url", "网址", "https://开头，没有就空着"),
    Row(
        "certainty",
        "把握",
        "勾一项",
        _names({id: Both(*(part.split("：")[0].split(":")[0] for part in name)) for id, name in CERTAINTIES.items()}),
    ),
)
EVENT_COLUMNS = (
    Row("date", "日期", "2020、2020-12、2020-12-02，或者一段：2018-01至2019-05"),
    Row("text", "发生了什么", "一句话"),
    Row("source", "来源序号", "例如1"),
)
SIDE_COLUMNS = (
    Row("title", "一方的主张", "例如：应该起诉，让法庭来审"),
    Row("reasons", "理由", "两三条，一行一条", lines=3),
)
LAW_COLUMNS = (
    Row("when", "什么时候的法", "勾一项", _names({"then": Both("案发时", "then"), "now": Both("现在", "now")})),
    Row("law", "法律名称", "例如未成年人保护法"),
    Row("article", "第几条", "例如72，或者第130条第3项"),
    Row("words", "大白话", "用自己的话写它说什么"),
)
OPTION_COLUMNS = (Row("answer", "答案", ""), Row("reason", "为什么对，为什么不对", ""))
RIGHT = Row("right", "正确答案", "只写一个字母")

BOXES = {
    "facts": ("写成几小段，人只写身份。课上会直接用这一段，所以不要透露结果。", 8),
    "question": ("用一小段话提出一个问题，两边都说得通。", 3),
    "actions": ("做了哪几件事，一件一行，每件带来源。", 6),
    "outcome": ("后来怎样。学生想好了才会打开看。", 5),
    "example": ("可以没有。写明它是另外一件事。", 3),
    "you": ("写给学生：认出来、停下来、留证据、告诉大人、去哪里求助。一条一行。", 6),
    "notes": ("哪里说法不一，哪些只是报道，哪些不知道。一条一行。", 4),
}
"""By section: what to write in its box, and for how many lines there is room."""
LISTS = frozenset({"actions", "you", "notes"})
"""Sections that are a list, an item a line."""


def known_fields() -> dict[str, str]:
    """The names of the rows in tables of two, by their keys: those that need no closed list to be known."""
    return {row.key: row.label for row in (*about(Library()), *official(Library()), *PEOPLE)}


def box_label(id: str) -> str:
    """The name of the box of a section."""
    return CASE_SECTIONS[id]
