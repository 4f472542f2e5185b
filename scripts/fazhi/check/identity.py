"""Find what names one person and nobody else: numbers of papers and telephones, accounts, addresses, days of birth.

Minors Protection Law art. 103 forbids making public, in cases that involve minors, their names, likenesses, homes,
schools and whatever else may let them be recognised; art. 49 binds the news media likewise. So nothing of this kind may
stand in any character of the content, whoever it belongs to. Every rule takes a disguise off first.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fazhi.check.disguise import SEPARATOR, Around, Bare, Number, bare, numbers, without_dates

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
"""GB 11643-1999: what each of the first 17 digits of a resident's number counts for."""
_CHECKS = "10X98765432"
_MOBILE = re.compile(r"(?:(?:00)?86|0)?1[3-9]\d{9}")
_LANDLINE = re.compile(r"(?:(?:00)?86)?0?(?:10|2\d|[3-9]\d{2})[2-8]\d{6,7}")
_SERVICE = re.compile(r"[48]00\d{7}")
_CARD = re.compile(r"[34569]\d{15,18}")
_AMOUNT = re.compile(r" ?(?:[元万亿条件项次%]|yuan|RMB)")
_DECIMAL = re.compile(r"\d{1,2}\.\d+")
_URL = re.compile(r"https?://[!-~]+")
_SIGN = re.compile(r"[@(\[艾](?:(?<=@)|(?<=[(\[])(?:at|AT|@|艾特)[)\]]|(?<=艾)特) ?")
_MAILBOX = re.compile(r"[a-z0-9](?:[a-z0-9._%+-]{0,63}|(?: [a-z0-9._%+-]){1,40}) ?$", re.IGNORECASE)
_HOST = re.compile(
    r"[a-z0-9](?:[a-z0-9-]{0,62}|(?: [a-z0-9-]){1,40})(?: ?(?:\.|[(\[](?:dot|点)[)\]]|点) ?[a-z0-9](?: ?[a-z0-9-])+)+",
    re.IGNORECASE,
)
"""The two ends of an e-mail address; a sign that is written out is an old trick against programs that gather them."""
_DIGEST = re.compile(r"\n +[a-z0-9-]+: [0-9a-f]{12}(?:\.[0-9a-f]{1,12})?(?=\n|\Z)")
_GAP = rf"{SEPARATOR}{{0,3}}"
_ENDS_IN_X = re.compile(rf"{_GAP}[Xx×✕](?![A-Za-z])")
_SAYS_ID = re.compile(r"身份证|证件号|公民身份号码|ID (?:card|number)|identity (?:card|number)", re.IGNORECASE)
_SAYS_CARD = re.compile(r"卡号|银行账[号户]|card (?:no|number)|account number", re.IGNORECASE)
_SAYS_PHONE = re.compile(r"(?:电话|座机|手机|传真|热线|[Tt]el(?:ephone)?|[Pp]hone|[Ff]ax)[^\n。；]{0,6}$")
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_HAN = "\u4e00-\u9fff"
_HOUSE = rf"{_GAP}\d(?:{_GAP}\d){{0,4}}{_GAP}(?:弄|号(?![线召称码子])|#)"
_ROOM = rf"[^\n，。；\d]{{0,4}}\d(?:{_GAP}\d){{0,3}}{_GAP}[室号房]"
_QQ = rf"[Qq加扣企](?:(?<=[Qq])(?:{_GAP}[Qq]|号)|(?<=加)[Qq]|(?<=扣)扣|(?<=企)鹅)"
_WECHAT = r"[微威薇Vv](?:信|(?<=[Vv])[Xx])(?:[号是为: ]|ID|id){1,4}"
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY_ZH = r"\d{4} ?年 ?[\d十]{1,3} ?月 ?[\d十廿]{1,4} ?[日号]?"
_DAY_ISO = r"\d{4} ?[-./] ?\d{1,2} ?[-./] ?\d{1,2}|(?:19|20)\d{6}(?!\d)"
_DAY_EN = (
    rf"\d{{1,2}}(?:st|nd|rd|th)?,? (?:of )?(?:{_MONTH}),? \d{{4}}|(?:{_MONTH}) \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
)
_BORN = rf"[:是为在 ]{{0,3}}(?:{_DAY_ZH}|{_DAY_ISO}|{_DAY_EN})"
_AROUND = (
    ("email-address", (), Around(_SIGN, _MAILBOX, _HOST)),
    (
        "home-address",
        (),
        Around(
            re.compile("[RSLA](?:oad|treet|ane|venue|lley)\\b"),
            re.compile(r"\b(?!(?:19|20)\d\d )\d{1,5},? (?:[A-Z][a-z]+ ){1,3}$"),
        ),
    ),
    (
        "birth-date",
        ("生",),
        Around(
            re.compile("[出降诞生](?:(?<=[出降诞])生(?!日期|年月|时间|于)|(?<=生)(?=[,。、;)]|人))"),
            re.compile(rf"(?:{_DAY_ZH}|{_DAY_ISO})[ ,(]{{0,2}}(?:在[^，。；,\n]{{1,10}})?$"),
        ),
    ),
)

_PLATE = (
    rf"[{_PROVINCES}]{_GAP}(?:[A-Z]{_GAP}(?:(?:[A-HJ-NP-Z0-9]{_GAP}){{4}}[A-HJ-NP-Z0-9学警挂港澳使领]"
    rf"|[A-HJK]{_GAP}[A-HJ-NP-Z0-9](?:{_GAP}\d){{4}}|(?:\d{_GAP}){{5}}[A-HJK])|[a-z](?:{_GAP}\d){{5}})"
    r"(?![A-Za-z0-9])"
)
_COUNT = rf"\d(?:{_GAP}\d){{4,11}}(?![\d人名个条元万亿年次])"
_PATTERNS = tuple(
    (rule, signs, re.compile(pattern))
    for rule, signs, pattern in (
        ("plate-number", tuple(_PROVINCES), _PLATE),
        (
            "home-address",
            ("路", "街", "巷", "弄"),
            rf"[路街巷弄](?<=[{_HAN}].)(?<![线思道电铁公网出回短套活链退门后数]路)(?:[东西南北中]段?)?{_HOUSE}",
        ),
        ("home-address", ("大道", "大街", "街道", "胡同"), rf"(?:大[道街]|街道|胡同){_HOUSE}"),
        ("home-address", ("村", "屯"), rf"[村屯]{_GAP}\d{{1,3}}{_GAP}(?:组|社|队|号)"),
        (
            "home-address",
            ("楼", "栋", "幢", "座", "院"),
            rf"[楼栋幢座院](?<=号.|\d.){_GAP}(?:\d{_GAP}单元)?{_ROOM}",
        ),
        ("birth-date", ("出生", "生于", "生日"), rf"(?:出生(?:日期|年月日?|时间|于)?|生[于日]|诞生于){_BORN}"),
        (
            "birth-date",
            ("irthday", "orn", "ate of ", "OB"),
            rf"[BbDd](?:irthday|orn\b|ate of [Bb]irth|OB\b)(?: is| was)?(?: on)?{_BORN}",
        ),
        (
            "account-name",
            (),
            rf"{_QQ}(?:号|群|码|账|是|为|[: ]){{0,6}}{_COUNT}",
        ),
        ("account-name", (), rf"{_WECHAT}(?:[A-Za-z][A-Za-z0-9_-]{{5,19}}(?![A-Za-z0-9_-])|{_COUNT})"),
        (
            "account-name",
            (),
            r"We[Cc]hat ?(?:ID|id|account|number|[Nn]o\.?)(?: is)?[: ]{1,2}(?=[A-Za-z0-9_-]*[\d_])[A-Za-z0-9_-]{6,20}",
        ),
        (
            "resident-number",
            ("照", "行证", "assport"),
            r"[护通Pp](?:照|行证|assport)(?:号码?| [Nn]o\.?| number)?[:是为 ]{0,3}[A-Z]{1,2} ?\d(?: ?\d){6,8}(?!\d)",
        ),
    )
)
"""What a form of writing gives away, besides numbers that are judged by their digits.

Behind each rule are signs of which one stands in whatever the pattern finds, if there are any that most texts lack.
Each pattern begins with a sign or a set of signs, so that it is looked for as fast as the text can be read.
"""


@dataclass(frozen=True, slots=True)
class Found:
    """Something that names a person: where it stands in the text as it was written, the rule, and what may be told."""

    place: int
    end: int
    rule: str
    masked: str


def identifying(text: Bare) -> Iterator[Found]:
    """Give everything in a text that names one person, in the order of the text, each place once."""
    done = 0
    for start, end, rule in sorted(_all(text), key=lambda found: (found[0], -found[1])):
        if start >= done:
            done = end
            yield Found(text.places[start], text.places[end - 1] + 1, rule, masked(text.text[start:end]))


@functools.lru_cache(10_000)  # one mistake in many rows says the same words many times
def discreet(words: str) -> str:
    """Mask whatever names a person in words that are going to be repeated to the author, and with them to everybody."""
    for found in reversed(list(identifying(bare(words)))):
        words = words[: found.place] + found.masked + words[found.end :]
    return words


def masked(value: str) -> str:
    """What may be repeated of something personal: its first three characters. The log of a check is public."""
    value = " ".join(value.split())
    return value[: min(3, len(value) // 2)] + "*" * min(8, len(value) - min(3, len(value) // 2))


def _all(text: Bare) -> Iterator[tuple[int, int, str]]:
    digits = _DIGEST.sub(lambda found: "\n" + "#" * (len(found[0]) - 1), "\n" + text.digits)[1:]
    links = [found.span() for found in _URL.finditer(digits)]
    for number in numbers(digits):
        link = bisect_right(links, (number.start, len(digits))) - 1
        linked = link >= 0 and number.start < links[link][1]
        rule = _in_address(number) if linked else _kind(number, digits)
        if rule:
            yield *_reach(number, digits, rule), rule
    for rule, signs, pattern in _PATTERNS:
        for found in pattern.finditer(digits) if not signs or text.may_hold(signs) else ():
            if not (rule == "account-name" and without_dates(found[0]) != found[0]):
                yield found.start(), found.end(), rule
    for rule, signs, around in _AROUND:
        for start, end in around.spans(digits) if not signs or text.may_hold(signs) else ():
            yield start, end, rule


def _reach(number: Number, digits: str, rule: str) -> tuple[int, int]:
    ends_in_x = rule == "resident-number" and len(number.digits) == 17
    return number.start, number.end + (len(_tail(digits, number.end)[0]) if ends_in_x else 0)


def _tail(digits: str, end: int) -> tuple[str, str]:
    """The X that may close a resident's number, with what stands before it."""
    found = _ENDS_IN_X.match(digits, end)
    return (found[0], "X") if found else ("", "")


def _in_address(number: Number) -> str:
    """A link of the web holds long numbers of its own; only what was not put together from pieces counts there."""
    if number.written != number.digits:
        return ""
    if re.fullmatch(r"1[3-9]\d{9}", number.digits):
        return "phone-number"
    return "resident-number" if _is_resident(number.digits) else ""


def _kind(number: Number, digits: str) -> str:
    value, size = number.digits, len(number.digits)
    if size in (15, 17, 18) and _is_paper(number, digits):
        return "resident-number"
    found = "phone-number" if size <= 16 and _is_phone(number, digits) else ""
    if size >= 16 and not found:
        named = size <= 19 and _SAYS_CARD.search(_before(number, digits))
        found = "bank-card" if named or (_CARD.fullmatch(value) and _luhn(value)) else ""
    return "" if found and (_AMOUNT.match(digits, number.end) or _is_decimal(number)) else found


def _before(number: Number, digits: str) -> str:
    """What stands right before a number and may say what it is."""
    return digits[max(0, number.start - 16) : number.start]


def _is_paper(number: Number, digits: str) -> bool:
    """Whether this is the number of a resident, with or without the X that closes it, or is said to be one."""
    value = number.digits
    if len(value) == 17 and _is_resident(value + _tail(digits, number.end)[1]):
        return True
    return _is_resident(value) or bool(_SAYS_ID.search(_before(number, digits)))


def _is_decimal(number: Number) -> bool:
    """Whether this is a whole number of one or two digits and its decimals, which no one dials."""
    return bool(_DECIMAL.fullmatch(number.written))


def _is_phone(number: Number, digits: str) -> bool:
    value = number.digits
    if len(value) <= 8 and value[0] in "2345678":
        return bool(_SAYS_PHONE.search(_before(number, digits))) or _is_landline(value)
    return _is_landline(value) or bool(
        _MOBILE.fullmatch(value) or (_SERVICE.fullmatch(value) and number.written != value)
    )


def _is_landline(value: str) -> bool:
    return value.startswith(("0", "86")) and bool(_LANDLINE.fullmatch(value))


def _is_resident(value: str) -> bool:
    if len(value) == 15:
        return value[0] != "0" and _is_day("19" + value[6:12])
    if len(value) != 18 or not _is_day(value[6:14]) or value[0] == "0":
        return False
    return _CHECKS[sum(int(digit) * weight for digit, weight in zip(value, _WEIGHTS, strict=False)) % 11] == value[17]


def _is_day(figures: str) -> bool:
    try:
        return 1900 <= date.fromisoformat(f"{figures[:4]}-{figures[4:6]}-{figures[6:]}").year < 2100
    except ValueError:
        return False


def _luhn(value: str) -> bool:
    """ISO/IEC 7812-1: from the right, every second digit doubled; the digits of all sums make a multiple of ten."""
    doubled = (int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(value)))
    return sum(each - 9 * (each > 9) for each in doubled) % 10 == 0
