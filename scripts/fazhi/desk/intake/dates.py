"""Find dates and figures in a Chinese or English text; resolve what counts from the day of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from fazhi.desk.intake.proposals import Found
from fazhi.model.fields import valid_moment

_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = "|".join(_MONTHS)
_STAMP = re.compile(
    rf"(?<!\d)(?P<y>(?:19|20)\d{{2}})[-/.年](?P<m>\d{{1,2}})[-/.月](?P<d>\d{{1,2}})日?(?!\d)"
    rf"|\b(?P<em>{_MONTH}) (?P<ed>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<ey>(?:19|20)\d{{2}})\b"
)
_CHINESE = re.compile(
    r"(?P<year>(?:19|20)\d{2}年|今年|去年|前年|当年|同年|次年)(?:(?P<month>\d{1,2})月(?:份)?(?:(?P<day>\d{1,2})[日号])?)?"
    r"|(?<!\d)(?P<month2>\d{1,2})月(?:份|(?P<day2>\d{1,2})[日号])(?!内)"
    r"|(?<![月\d至到—-])(?P<day3>\d{1,2})日(?![内起])"
)
_ENGLISH = re.compile(
    rf"\b(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year>(?:19|20)\d{{2}})\b)?"
    rf"|\b(?P<day2>\d{{1,2}}) (?P<month2>{_MONTH})\b(?: (?P<year2>(?:19|20)\d{{2}})\b)?"
    rf"|\b(?P<month3>{_MONTH})(?: to (?P<until>{_MONTH}))?,? (?P<year3>(?:19|20)\d{{2}})\b"
    r"|\b(?:[Ff]rom|[Bb]etween) (?P<first>(?:19|20)\d{2}) (?:to|and) (?P<last>(?:19|20)\d{2})\b"
    r"|\b(?:in|In|of|since|early|late)\s(?P<year4>(?:19|20)\d{2})\b"
    r"|\bon the (?P<day5>\d{1,2})(?:st|nd|rd|th)\b"
)
_BACK = {"今年": 0, "当年": None, "同年": None, "次年": None, "去年": 1, "前年": 2}
"""Years before that of the report; None counts from a day named before, which only a reader can tell."""

_FIGURE_ZH = re.compile(
    r"(?P<before>约为?|大约|近|超过?|逾|不少于|不低于|至少|最多|不超过|共计?|累计|达到?|仅)?(?<![\d第年月])(?<!\d[.,])"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<scale>[万亿千百十])?(?P<after>[余多])?(?P<scale2>[万亿])?"
    r"(?P<unit>元|%|％|名|人|家|件|条|个月|个|项|岁|年|天|小时|分钟|次|起|款|张|部|所|倍|周岁|户|辆|吨|批|份|站|课时)?"
    r"(?![\d日月号.])"
)
_FIGURE_EN = re.compile(
    r"(?P<before>\b(?:more than|over|about|around|nearly|almost|at least|up to|less than|no more than|exceeds|"
    r"not more than|approximately) )?(?P<money>(?:RMB|CNY|¥) ?)?(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
    r"(?P<scale> (?:million|billion|thousand))?(?P<unit> (?:yuan|[a-z]{3,16}))?"
)
_YEAR = re.compile(r"(?:19|20)\d{2}")
_ORDINAL = re.compile(r"\A(?:st|nd|rd|th)\b")
_NO_UNIT = frozenset("to and or of the in on is was were that by for with from".split())


def day_of(text: str) -> date | None:
    """The first full day that a text names: of a head, the day of the report."""
    for match in _STAMP.finditer(text):
        year, day = int(match["y"] or match["ey"]), int(match["d"] or match["ed"])
        month = int(match["m"]) if match["m"] else _MONTHS.index(match["em"]) + 1
        if valid_moment(f"{year}-{month:02}-{day:02}"):
            return date(year, month, day)
    return None


def dates(text: str, lang: str, report: date | None) -> Iterator[Found]:
    """Every date, in ISO 8601; one without its year is resolved by the day of the report, and marked as not sure.

    What cannot be resolved has no value and is given all the same, so that a person looks at it.
    """
    pattern, resolve = (_ENGLISH, _english) if lang == "en" else (_CHINESE, _chinese)
    for match in pattern.finditer(text):
        value, sure = resolve(match, report)
        yield Found(match.start(), match[0], value if _valid(value) else "", sure)


def _valid(value: str) -> bool:
    return all(valid_moment(part) for part in value.split("/"))


def _chinese(match: re.Match[str], report: date | None) -> tuple[str, bool]:
    year, month = match["year"], match["month"] or match["month2"]
    day = match["day"] or match["day2"] or match["day3"]
    if year and year[0].isdigit():
        return _iso(int(year[:4]), month, day), True
    if year:
        back = _BACK[year]
        return ("" if report is None or back is None else _iso(report.year - back, month, day)), False
    return _latest(month, day, report), False


def _english(match: re.Match[str], report: date | None) -> tuple[str, bool]:
    if match["first"]:
        return f"{match['first']}/{match['last']}", True
    year = match["year"] or match["year2"] or match["year3"] or match["year4"]
    name, day = match["month"] or match["month2"] or match["month3"], match["day"] or match["day2"] or match["day5"]
    month = str(_MONTHS.index(name) + 1) if name else None
    if year and match["until"]:
        return f"{_iso(int(year), month, None)}/{_iso(int(year), str(_MONTHS.index(match['until']) + 1), None)}", True
    return (_iso(int(year), month, day), True) if year else (_latest(month, day, report), False)


def _latest(month: str | None, day: str | None, report: date | None) -> str:
    """The last such day, or month, that was not after the day of the report."""
    if report is None:
        return ""
    if month is None:
        found = _iso(report.year, str(report.month), day)
        if found <= report.isoformat():
            return found
        earlier = (report.year, report.month - 1) if report.month > 1 else (report.year - 1, 12)
        return _iso(earlier[0], str(earlier[1]), day)
    found = _iso(report.year, month, day)
    return found if found <= report.isoformat()[: len(found)] else _iso(report.year - 1, month, day)


def _iso(year: int, month: str | None, day: str | None) -> str:
    return "-".join([str(year), *(f"{int(part):02}" for part in (month, day) if part)])


def figures(text: str, lang: str) -> Iterator[Found]:
    """Every figure with the words that qualify it (约, 超过, 余; about, more than) and what is counted; no dates."""
    taken = [(match.start(), match.end()) for match in (_ENGLISH if lang == "en" else _CHINESE).finditer(text)]
    held = {place for start, end in taken for place in range(start, end)}
    for match in (_FIGURE_EN if lang == "en" else _FIGURE_ZH).finditer(text):
        if match.start("number") in held or not _counts(match, text, lang):
            continue
        unit = (match["unit"] or "").strip()
        said = match[0].removesuffix(match["unit"] or "") if unit in _NO_UNIT else match[0]
        yield Found(match.start(), said, "")


def _counts(match: re.Match[str], text: str, lang: str) -> bool:
    """Whether a number counts something: a bare one, such as that of a list, is no figure."""
    if lang == "zh":
        return bool(match["before"] or match["scale"] or match["after"] or match["unit"])
    start, end = match.span("number")
    named = text[max(0, start - 1) : start].isalnum() or _ORDINAL.match(text[end : end + 3])
    if match["before"] or match["money"] or match["scale"] or named:
        return bool(match["money"]) or not named
    unit = (match["unit"] or "").strip()
    return "," in match["number"] or (bool(unit) and unit not in _NO_UNIT and not _YEAR.fullmatch(match["number"]))
