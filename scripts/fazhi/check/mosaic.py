"""Weigh what a text tells about a child in pieces: small facts that name nobody, and together leave one child only.

Minors Protection Law art. 103 forbids information "from which it may be inferred who" the minor is, not names alone.
The weights say how many children a clue leaves of those in a county (some tens of thousands): 1 a tenth, 2 a hundredth,
3 a thousandth, roughly. From five in one section, or six in a whole entry, a neighbour or a classmate may recognise the
child: somebody must look (a warning). From seven and nine, few who know the place would not: an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

SECTION_WARNS, SECTION_STOPS = 5, 7
ENTRY_WARNS, ENTRY_STOPS = 6, 9

_HAN = "\u4e00-\u9fff"
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_OFFICIAL = re.compile(
    r"发布|公布|报道|报导|施行|通过|修订|修正|生效|印发|实施|审议|通知|宣判|开庭|立案|起诉|公告|调解|判决|检察建议|出具|制定|"
    r"publish|issued|report|in force|took effect|adopted|passed|amended|notice|judgment|mediation|filed|hearing"
    r"|suggestion"
)
"""What an office does on a day. Papers print these days; the day on which something befell a child is known to few."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of clue: its name in both languages, what it weighs, and how each language writes it."""

    zh: str
    en: str
    weight: int
    forms: Mapping[str, Sequence[re.Pattern[str]]]
    """A pattern with a group stands where its group does."""


def _kind(zh: str, en: str, weight: int, in_zh: str, *in_en: str) -> Kind:
    # An English text is long, and a pattern that begins with a word is found ten times as fast as one of two words.
    return Kind(zh, en, weight, {"zh": (re.compile(in_zh),), "en": tuple(map(re.compile, in_en))})


_CLASS = r"\(?[一二三四五六七八九十\d]{1,2}\)?班"
_YEAR = r"[年初高](?:级(?<=[一二三四五六七八九]年级)|(?<=[初高])[一二三])"
_ISO = r"\d{3}-\d\d-\d\d(?![\d-])"
KINDS = {
    "day": _kind(
        "确切的日子",
        "an exact day",
        2,
        rf"[0-9](?:\d{{3}}年\d{{1,2}}月\d{{1,2}}[日号]|{_ISO})",
        rf"[0-9](?:\d? (?:{_MONTH}) (?:19|20)\d\d|{_ISO})",
    ),
    "county": _kind(
        "区县",
        "a county or district",
        1,
        rf"[区县旗省](?:(?<=区)(?<=[{_HAN}]{{2}}.)(?<![地学校小社灾景片辖特城市郊山园厂自禁误].)(?![域别分块间位长])"
        rf"|(?<=[县旗])(?<=[{_HAN}]{{2}}.)(?<![各全市本该每、].)(?![级长城])"
        rf"|(?<=省)(?=[{_HAN}]{{2,4}}市))",
        r"County\b",
        r"District\b",
    ),
    "village": _kind(
        "乡镇、街道或村",
        "a township, street or village",
        3,
        rf"[镇乡村街社](?:(?<=[镇乡村])(?<=[{_HAN}]{{2}}.)(?<![个和的乡城村镇各些农在进].)(?![静定镇村下土里民落庄和、])"
        rf"|(?<=街)道(?<=[{_HAN}]{{2}}街道)(?<![个和的各些在]街道)(?![和、的上])"
        rf"|(?<=社)区(?<=[{_HAN}]{{2}}社区)(?<![个和的各些在]社区)(?![和、的里服矫]))",
        r"Town(?:ship)?\b",
        r"Village\b",
        r"Subdistrict\b",
    ),
    "age": _kind(
        "确切的年龄",
        "an exact age",
        2,
        r"岁(?<=\d.)(?<![满过到至]\d.)(?<![满过到至]\d\d.)(?![以到至的]?[上下以内])",
        r"[a-](?:ged? \d{1,2}\b(?! or| and| to)|(?<=\d-)year-old)",
    ),
    "class": _kind(
        "年级和班", "a grade and class", 3, _YEAR + _CLASS, r"Class \d+,? Grade \d+", r"Grade \d+,? Class \d+"
    ),
    "grade": _kind(
        "年级", "a grade", 1, rf"{_YEAR}(?!{_CLASS})", r"Grade \d{1,2}\b", r"th grade\b(?<=([a-z])th grade)"
    ),
    "family": _kind(
        "家庭情况",
        "family circumstances",
        2,
        "单亲|离异|离婚|留守|继父|继母|养父|养母|孤儿|独生|双胞胎|三胞胎|改嫁|再婚|入狱|服刑|去世|过世|病逝|失去过?亲人|低保|"
        "由[爷奶外祖老家][^，。]{0,4}(?:抚养|照顾|带大)",
        *("single[- ]parent", "divorced?", "left[- ]behind", "stepfather", "stepmother", "orphan", "only child"),
        *("twins?\\b", "bereave", "lost (?:a|his|her) (?:father|mother|parent)"),
    ),
    "rare": _kind(
        "少见的情况",
        "a rare circumstance",
        2,
        "残疾|聋哑|失明|自闭症|抑郁症|白血病|怀孕|获奖|冠军|第一名|转学|休学|班长|学生会主席|教练|特长生|少数民族|外籍",
        *("disabled|disability", "autis", "pregnan", "champion", "class monitor", "transferred to"),
    ),
}
"""What is weighed. The name of a school weighs 3 and is looked for with names."""
SCHOOL = Kind("学校的名称", "the name of a school", 3, {})


_LONGEST = 60
"""No clue, with what must follow it, has more characters."""


@dataclass(frozen=True, slots=True)
class Clue:
    """One clue: its kind, and where it begins in the text."""

    kind: str
    place: int


def clues(text: str, lang: str, first: int = 0, last: int | None = None) -> Iterator[Clue]:
    """The clues of a text without disguise that begin between two places, in no order; schools are not among them."""
    last = len(text) if last is None else last
    for name, kind in KINDS.items():
        for form in kind.forms[lang]:
            for found in form.finditer(text, first, last + _LONGEST):
                place = found.start(found.lastindex or 0)
                if place < last and not (name == "day" and _OFFICIAL.search(sentence(text, place))):
                    yield Clue(name, place)


def sentence(text: str, at: int) -> str:
    """The sentence, or the line, in which a place stands."""
    # No sentence is longer than this on either side, and a line of half a megabyte must not be read once for each day.
    first, last = max(0, at - 300), at + 300
    start = max(text.rfind(end, first, at) for end in "。;\n") + 1 or first
    ends = [end for end in (text.find(mark, at, last) for mark in "。;\n") if end >= 0]
    return text[start : min(ends, default=last)]


def weight(found: Iterable[Clue]) -> int:
    """What the clues weigh together: each kind once, a grade not beside its class."""
    kinds = {clue.kind for clue in found}
    kinds -= {"grade"} if "class" in kinds else set()
    return sum(kind_of(kind).weight for kind in kinds)


def kind_of(name: str) -> Kind:
    """The kind of a clue by its name."""
    return SCHOOL if name == "school" else KINDS[name]
