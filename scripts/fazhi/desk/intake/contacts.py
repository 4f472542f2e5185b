"""Take away whom one could call or write to, and a law firm's advert; help lines stay, and are looked at apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.desk.intake.edits import Change, lines

_FIRM = re.compile(r".{0,30}(?:律师事务所|律师团队)[^。！？]{0,30}")
_CONSULT = re.compile(
    r"(?:法律)?咨询(?:方式|电话|热线|微信)|服务时间|(?:联系|值班)律师|律师(?:电话|微信|热线)|免费咨询"
)
_RULED = re.compile(r"[-—_=*·\s]*")
_ADDRESS = re.compile(r"\W*(?:地址|微信|邮箱|电话|传真|网址)\s*[:：].{0,60}")
_SHORT = 80
_NEAR = 3
"""Lines between a law firm and its telephone."""

_EMAIL = re.compile(
    r"(?:(?:(?:电子|QQ)?邮箱|邮件|E-?mail) ?[:：]? ?)?"
    r"[A-Za-z0-9._%+-]{1,64}[@＠][A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}",
    re.IGNORECASE,
)
_NOT_COUNTED = r"(?!\d|[.,]\d|[元万亿人件条次个年])"
_CONTACT = (
    r"(?:(?:联系|咨询|举报|办公|服务|值班)?(?:电话|热线|手机号?码?|传真)|微信号?|QQ号?|Tel|TEL|Phone)"
    r"(?:号码)?(?:是|为)? ?[:：]? ?"
)
_MOBILE = rf"(?<![\d.,])(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{{4}}){{2}}{_NOT_COUNTED}"
_AREA = r"[(（]?0\d{2,3}[)）]?[- ]?"
_OFFICE = rf"(?<![\d.,A-Za-z])(?:{_AREA})?[2-9]\d{{6,7}}{_NOT_COUNTED}"
_PHONE = re.compile(
    rf"{_CONTACT}(?:{_OFFICE}|{_MOBILE})|{_MOBILE}|(?<![\d.,A-Za-z]){_AREA}[2-9]\d{{6,7}}{_NOT_COUNTED}"
    rf"|(?<=[律师主任女士先生老师员])[:：]? ?{_OFFICE}"
)
_CITIZEN = re.compile(
    r"(?<![\dA-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])"
)


def adverts(text: str) -> Iterator[Change]:
    """Drop a law firm's advert: its name near a telephone or a way to consult it, from the rule above it on."""
    rows = list(lines(text))
    free = 0
    for at, (_, line) in enumerate(rows):
        near = rows[max(free, at - _NEAR) : at + _NEAR + 1]
        if (
            at < free
            or len(line) > _SHORT
            or not _FIRM.fullmatch(line)
            or not any(_is_contact(each) for _, each in near)
        ):
            continue
        first = at
        while first > free and _belongs(rows[first - 1][1]):
            first -= 1
        free = at + 1
        while free < len(rows) and _belongs(rows[free][1]):
            free += 1
        yield Change(rows[first][0], rows[free][0] if free < len(rows) else len(text), "", "advert")


def _belongs(line: str) -> bool:
    """Whether a line next to a firm's name is a part of the advert, or no words at all."""
    return len(line) <= _SHORT and bool(_RULED.fullmatch(line) or _ADDRESS.fullmatch(line) or _is_contact(line))


def _is_contact(line: str) -> bool:
    return bool(_CONSULT.search(line) or _PHONE.search(line)) and not line.endswith(("。", "！", "？"))


def emails(text: str) -> Iterator[Change]:
    """Drop addresses for mail."""
    for match in _EMAIL.finditer(text):
        yield Change(match.start(), match.end(), "", "email")


def phones(text: str) -> Iterator[Change]:
    """Drop telephone numbers of people and offices; help lines of three to six digits are looked at apart."""
    for match in _PHONE.finditer(text):
        yield Change(match.start(), match.end(), "", "phone")


def citizen_numbers(text: str) -> Iterator[Change]:
    """Drop numbers of identity cards."""
    for match in _CITIZEN.finditer(text):
        yield Change(match.start(), match.end(), "", "citizen-number")
