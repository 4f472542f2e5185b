"""Find the dates and the figures of a Chinese or English text in one common form, so that the two can be compared.

Only what is written in digits must agree. A small number may be a word on one side (两个月, two months); such words are
given apart, as what a figure of the other side may answer to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

_MONTHS = "January February March April May June July August September October November December".split()


def _begun(names: Iterable[str]) -> str:
    """A pattern of names behind their first letter. A search that begins with a set of letters leaps to the next."""
    return "|".join(f"(?<={name[0]}){name[1:]}" for name in names)


_LETTER = "[ADFJMNOS]"
_MONTH = "|".join(_MONTHS)
_ZH_DATE = re.compile(r"(?=\d{1,4}[年月])(?:(?P<y>\d{4})年)?(?:(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日)?)?")
_SURE = [month for month in _MONTHS if month not in ("March", "May")]
_EN_DATES = (
    re.compile(rf"(?P<d>\d(?<!\w\d)\d?) (?P<m>{_MONTH})(?: (?P<y>\d{{4}}))?\b"),
    re.compile(rf"(?P<m>{_LETTER}(?<!\w{_LETTER})(?:{_begun(_MONTHS)})) (?P<y>\d{{4}})\b"),
    re.compile(rf"(?P<m>{_LETTER}(?<!\w{_LETTER})(?:{_begun(_SURE)}))\b"),
    # "March" and "May" may open a sentence as verbs; inside one, or opening a span, their capital makes them months.
    re.compile(r"(?P<m>Ma(?<=[a-z0-9,;–-] Ma)(?:rch|y))\b"),
    re.compile(r"(?P<m>Ma(?<!\wMa)(?:rch|y))(?=[–-]| (?:to|and|or) )"),
)
_ZH_DAYS = re.compile(r"(?P<month>\d{1,2}月)(?P<first>\d{1,2})日?(?P<and>[至到、和及—–~-]{1,2})(?P<last>\d{1,2})日")
_EN_DAYS = re.compile(rf"(?P<first>\d(?<!\w\d)\d?)(?P<and>[–-]| to | and )(?P<last>\d{{1,2}}) (?P<month>{_MONTH})\b")
"""Two days of one month, which is named once: 7月8日至10日, 8–10 July."""
_EN_YEAR = re.compile(r"(?P<y>[12](?<!\w[12])(?:(?<=1)9|(?<=2)0)\d{2})\b(?![,.]?\d)")
_ISO = re.compile(r"\d(?<!\d\d)\d{3}-\d{2}(?:-\d{2})?(?!\d)")
"""No digit stands before; that is asked behind the first one, so that a search can leap from digit to digit."""
_COUNTS = {"zh": re.compile(r"\d"), "en": re.compile(rf"[\d{_LETTER[1:]}(?:(?<=\d)|{_begun(_MONTHS)})")}
"""What a sentence holds at least if it says a date or a figure; neither goes on in the next one."""
_FIGURE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_SCALES = {"千万": 10_000_000, "百万": 1_000_000, "万": 10_000, "亿": 100_000_000, "千": 1000}
_SCALES |= {"thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_SCALE = {
    # 5千克 is 5 kilograms, and no 5,000 of anything.
    "zh": re.compile("[ 余多-]*+(?!千[克米瓦卡赫帕])(千万|百万|万|亿|千)"),
    "en": re.compile("[ 余多-]*+(thousand|million|billion)"),
}
"""What may follow the digits of a figure and belongs to it."""
_ZH_WORDS = {
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}
_ZH_WORDS |= {"十一": 11, "十二": 12}
_EXACT = 28
"""Digits up to which a decimal number is kept as it is."""
_EN_WORDS = {
    word: number
    for number, words in enumerate(
        "one|once|first|single|a|an two|twice|second|both|pair three|third four|fourth five|fifth six|sixth "
        "seven|seventh "
        "eight|eighth nine|ninth ten|tenth eleven|eleventh twelve|twelfth".split(),
        1,
    )
    for word in words.split("|")
}
_QUARTERS = {"half": "0.5", "半": "0.5"}


@dataclass(frozen=True)
class Numbers:
    """What a text says in numbers: ISO dates, and figures in digits."""

    dates: frozenset[str]
    figures: frozenset[str]
    text: str
    lang: str

    @cached_property
    def words(self) -> frozenset[str]:
        """The figures in words; they are asked for only where the digits differ."""
        return frozenset(_words(self.text, self.lang))


def numbers(text: str, lang: str) -> Numbers:
    """Give the numbers of a text; dates come without a year as ``--12-02``."""
    dates: set[str] = set()
    rest = "\n".join(filter(_COUNTS[lang].search, text.replace(". ", ".\n").split("\n")))
    if not rest:
        return Numbers(frozenset(), frozenset(), text, lang)
    rest = _ISO.sub(lambda match: _taken(dates, match[0]), rest)
    rest = _month_for_each_day(rest, lang)
    rest = _english_dates(rest, dates) if lang == "en" else _ZH_DATE.sub(_chinese_date(dates), rest)
    figures = {_scaled(match[0], _SCALE[lang].match(rest, match.end())) for match in _FIGURE.finditer(rest)}
    return Numbers(frozenset(dates), frozenset(figures), text, lang)


def _month_for_each_day(text: str, lang: str) -> str:
    """Write the month to every day of a span or of a list of days."""
    pattern = _EN_DAYS if lang == "en" else _ZH_DAYS
    day = r"\g<{}> \g<month>" if lang == "en" else r"\g<month>\g<{}>日"
    spelled = day.replace("{}", "first") + r"\g<and>" + day.replace("{}", "last")
    before = ""
    while text != before:
        before, text = text, pattern.sub(spelled, text)
    return text


def differences(zh: Numbers, en: Numbers) -> tuple[tuple[set[str], set[str]], tuple[set[str], set[str]]]:
    """What only one side says: (dates only in zh, only in en), (figures only in zh, only in en)."""
    # "2000 people" looks like a year where "2000人" does not.
    dates = (
        {day for day in zh.dates - en.dates - en.figures if not _answered(day, en.dates)},
        {day for day in en.dates - zh.dates - zh.figures if not _answered(day, zh.dates)},
    )
    return dates, (_only(zh, en), _only(en, zh))


def _only(mine: Numbers, other: Numbers) -> set[str]:
    """The figures of one side to which nothing of the other side answers."""
    found = set(mine.figures - other.figures - other.dates)
    return found - other.words if found else found


def spoken(day: str) -> str:
    """A date as an author knows it: one without a year is ``12月2日`` instead of ``--12-02``."""
    if not day.startswith("--"):
        return day
    month, _, number = day[2:].partition("-")
    return f"{int(month)}月" + (f"{int(number)}日" if number else "")


def _answered(day: str, others: Iterable[str]) -> bool:
    """Whether others say the same day: "2022年5月至6月" and "May to June 2022" hang the year on different months."""
    year, rest = _year(day)
    theirs = [_year(other) for other in others]
    if year and year not in (their_year for their_year, _ in theirs):
        return False
    return not rest or any(rest == their_rest and not (year and their_year) for their_year, their_rest in theirs)


def _year(day: str) -> tuple[str, str]:
    """The year, if there is one, and the rest: ``2020-12-02`` is 2020 and 12-02, ``--12-02`` has no year."""
    return ("", day[2:]) if day.startswith("--") else (day[:4], day[5:])


def _taken(dates: set[str], iso: str) -> str:
    dates.add(iso)
    return " "


def _chinese_date(dates: set[str]) -> Callable[[re.Match[str]], str]:
    def take(match: re.Match[str]) -> str:
        year, month, day = match.groups()
        if not (year or month):
            return match[0]
        return _taken(dates, _iso(year, int(month) if month else None, int(day) if day else None))

    return take


def _english_dates(text: str, dates: set[str]) -> str:
    for pattern in _EN_DATES:

        def take(match: re.Match[str]) -> str:
            parts = match.groupdict()
            day = int(parts["d"]) if parts.get("d") else None
            return _taken(dates, _iso(parts.get("y"), _MONTHS.index(parts["m"]) + 1, day))

        text = pattern.sub(take, text)
    return _EN_YEAR.sub(lambda match: _taken(dates, match["y"]), text)


def _iso(year: str | None, month: int | None, day: int | None) -> str:
    parts = [year or "-"]
    if month is not None:
        parts.append(f"{month:02}")
    if day is not None:
        parts.append(f"{day:02}")
    return "-".join(parts)


def _scaled(digits: str, scale: re.Match[str] | None) -> str:
    digits = digits.replace(",", "")
    if scale is None and "." not in digits and len(digits) <= _EXACT:  # nearly all figures are whole and small
        return str(int(digits))
    return f"{(Decimal(digits) * (_SCALES[scale[1]] if scale else 1)).normalize():f}"


def _words(text: str, lang: str) -> set[str]:
    if lang == "en":
        found = {str(_EN_WORDS[word]) for word in re.findall(r"[a-z]+", text.lower()) if word in _EN_WORDS}
    else:
        found = {str(number) for word, number in _ZH_WORDS.items() if word in text}
    return found | {number for word, number in _QUARTERS.items() if word in text}
