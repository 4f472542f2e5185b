"""Checks of punctuation, spaces and small slips, each at its character.

Half a million characters are looked at: each search starts from a sign that is rare, and what stands around it is
looked at only then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.check.lexicon import small
from fazhi.check.passages import Passage, Sheet, Told
from fazhi.problems import Problem

_HAN = "\u3400-\u9fff"
_COMMON = frozenset("，。、；：")
_RARE = r"""[ ,;:?!()"'.…\-—０-９Ａ-Ｚａ-ｚ您]"""
_SIGN = rf"""[{"".join(sorted(_COMMON))}{_RARE[1:]}"""
_SIGNS = re.compile(rf"{_SIGN}(?:(?<={_RARE}){_SIGN}*|{_SIGN}+)")
"""A row of signs that is not just a comma or a full stop, of which every sentence has some."""
_PART = re.compile(r"[.。]{3,}|[，。、；：]+|…+|[-—]+| +|.")
_BEFORE = re.compile(rf"[{_HAN}，。、；：！？”》）]")
_AFTER = re.compile(rf"[{_HAN}“《（]")
_LATIN = re.compile(r"[A-Za-z0-9%]")
_WORD_BEFORE, _WORD_AFTER = re.compile(r"[\w%]+\Z"), re.compile(r"\w+")
_LABEL = re.compile(rf"[{_HAN}]{{0,3}}\d{{1,2}}")
"""A number at the start, such as 卡1, that a space parts from the title behind it."""
_FULL = str.maketrans(",;:?!().", "，；：？！（）。")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B)}

_RARE_IN_ENGLISH = re.compile(r"[,;.?!:](?:(?<=:):|(?<!:)(?=[A-Za-z,;.]))")
_ODD = re.compile("[“”‘’，。、；：？！（）《》「」０-９Ａ-Ｚａ-ｚ]")
_PLAIN = str.maketrans("“”‘’，。、；：？！（）《》「」", '""\'\',.,;:?!()""""')
_SPACES = re.compile(r"(?<=\S) {2,}(?=\S)")
_REPEATED = "the a an of to in and is was for on with it be are at by from as or not we you they he she".split()
"""Words that nobody repeats on purpose, as "had had" or "very, very" are."""
_AGAIN = re.compile(" (?:" + "|".join(rf"{word}(?<=\b{word} {word})" for word in _REPEATED) + r")\b")
_TWICE = re.compile(rf"\b(?P<word>{'|'.join(_REPEATED)}) (?P=word)\b", re.IGNORECASE)
"""The same slip from its second word, which is found soon behind its space, and as a whole, which is not."""


def punctuation(sheet: Sheet) -> Iterator[Told]:
    """Signs and spaces are those of the language: full-width and without gaps in Chinese, plain ASCII in English."""
    return _english(sheet) if sheet.lang == "en" else _chinese(sheet)


def _told(passage: Passage, at: int, rule: str, found: str, use: str) -> Problem:
    return Problem(passage.path, passage.mark(at), rule, {"found": found, "use": use})


# --- Chinese ---------------------------------------------------------------------------------------------------


def _chinese(sheet: Sheet) -> Iterator[Told]:
    for number, passage, at, signs in sheet.found(_SIGNS):
        for part in _PART.finditer(signs):
            for problem in _sign(passage, at + part.start(), part[0]):
                yield number, problem


def _sign(passage: Passage, at: int, found: str) -> Iterator[Problem]:
    if found == "…" or (len(found) > 2 and found[0] in ".。"):
        yield _told(passage, at, "chinese-punctuation", found, "……")
    elif found[0] == "…":
        return
    elif found[0] in _COMMON:
        if len(found) > 1:
            yield _told(passage, at, "doubled-punctuation", found, found[0])
    elif found[0] in "-—":
        yield from _dash(passage, at, found)
    elif found[0] == " ":
        yield from _gap(passage, at, at + len(found))
    else:
        yield from _half(passage, at, found)


def _dash(passage: Passage, at: int, found: str) -> Iterator[Problem]:
    """Two hyphens or half a dash between Chinese characters; one hyphen is part of a name or a number."""
    before, after = _around(passage.text, at, at + len(found))
    if found not in ("-", "——") and _BEFORE.match(before) and _AFTER.match(after):
        yield _told(passage, at, "chinese-punctuation", found, "——")


def _gap(passage: Passage, at: int, end: int) -> Iterator[Problem]:
    text = passage.text
    before, after = _around(text, at, end)
    mixed = (_is_han(before) and _LATIN.match(after)) or (_LATIN.match(before) and _is_han(after))
    # A citation that opens an entry of the law, and the number of a card, are parted from the text behind them.
    if mixed and not _LABEL.fullmatch(text[:at]) and not any(link.end == at for link in passage.links):
        left, right = _WORD_BEFORE.search(text, max(at - 6, 0), at), _WORD_AFTER.match(text, end, end + 6)
        sides = left[0] if left else "", right[0] if right else ""
        yield _told(passage, at, "space-at-han", " ".join(sides), "".join(sides))


def _half(passage: Passage, at: int, sign: str) -> Iterator[Problem]:
    """A sign that is half-width beside Chinese, a letter that is full-width, or the 您 that we do not say."""
    text = passage.text
    before, after = _around(text, at, at + 1)
    if sign == "您":
        if not passage.quoted(at):
            yield _told(passage, at, "formal-you", sign, "你")
    elif ord(sign) in _NARROW:
        yield _told(passage, at, "chinese-punctuation", sign, sign.translate(_NARROW))
    elif sign == ".":
        if _is_han(before) and not (after.isascii() and (after.isalnum() or after == ".") and after):
            yield _told(passage, at, "chinese-punctuation", sign, "。")
    elif sign in "\"'":
        if _is_han(before) or _is_han(after):
            yield _told(passage, at, "chinese-punctuation", sign, _full(text, at))
    elif sign in ",;:?!()" and (_BEFORE.match(before) or _AFTER.match(after)):
        yield _told(passage, at, "chinese-punctuation", sign, _full(text, at))


def _full(text: str, at: int) -> str:
    """The full-width sign for a half-width one; of two quotes the first opens and the second closes."""
    if text[at] not in "\"'":
        return text[at].translate(_FULL)
    opens, closes = "“”" if text[at] == '"' else "‘’"
    return closes if text[:at].count(text[at]) % 2 else opens


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    return text[start - 1 : start] if start else "", text[end : end + 1]


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


# --- English ---------------------------------------------------------------------------------------------------


def _english(sheet: Sheet) -> Iterator[Told]:
    if not sheet.text.isascii():
        for number, passage, at, sign in sheet.found(_ODD):
            plain = sign.translate(_PLAIN).translate(_NARROW)
            yield number, _told(passage, at, "english-punctuation", sign, plain)
    if "  " in sheet.text:
        for number, passage, at, spaces in sheet.found(_SPACES):
            yield number, _told(passage, at, "double-space", str(len(spaces)), "")
    for number, passage, at, _ in sheet.found(_RARE_IN_ENGLISH):
        for problem in _run_on(passage, at):
            yield number, problem
    again = {number: passage for number, passage, _, _ in sheet.found(_AGAIN, small(sheet.text))}
    for number, passage in again.items():
        words = passage.text.lower().split(" ")
        if any(map(str.endswith, words, words[1:])):
            for match in _TWICE.finditer(passage.text):
                yield number, _told(passage, match.start(), "doubled-word", match[0], match["word"])


def _run_on(passage: Passage, at: int) -> Iterator[Problem]:
    """A sign that is typed twice, or behind which a space is missing; addresses and names of files hold such signs."""
    text, sign = passage.text, passage.text[at]
    before, after = _around(text, at, at + 1)
    if not after.isalpha():
        dots = sign == "." and (before == "." or text[at : at + 3] == "...")
        if after == sign and before != sign and not dots:
            yield _told(passage, at, "doubled-punctuation", sign * 2, sign)
        return
    start, end = text.rfind(" ", 0, at) + 1, text.find(" ", at)
    word = text[start : end if end >= 0 else len(text)]
    left, right = re.split(r"[^A-Za-z]", text[start:at])[-1], re.split(r"[^A-Za-z]", text[at + 1 :], maxsplit=1)[0]
    opens = right[:1].isupper() and right[1:2].islower() if sign in ".?!" else len(right) > 1
    if left[-2:].islower() and len(left) > 1 and opens and "/" not in word and "@" not in word:
        yield _told(passage, at, "sentence-glue", left + sign + right, f"{left}{sign} {right}")
