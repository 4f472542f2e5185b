"""Give a Chinese text back what copying sites did to it: readings put between the characters, bytes lost, old forms.

Some sites put the reading behind every character of a list: ``關(guān)注``. They do so byte by byte in GBK, so that a
reading also falls between two halves of two characters, and takes one of them apart: ``日?qǐng)?bào)`` was 日報, whose
inner bytes are those of 請. Where the rest of a line then slides by one byte, other characters appear altogether.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from fazhi.desk.intake.edits import Change, Edited

_LETTERS = "[a-züêāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿɡếề]{1,6}"
_HAN = r"[\u3400-\u9fff]"
_PINYIN = re.compile(rf"(?<={_HAN})(?P<open>[(（])(?P<reading>{_LETTERS})[)）](?P<space> ?)")
_LOST = r"(?:\?|\ufffd\(?)"
_ORPHAN = re.compile(
    rf"(?P<before>{_HAN}){_LOST}(?P<first>{_LETTERS})\)(?:{_LOST}(?P<second>{_LETTERS})\)|(?P<tail>[@-~]))"
)
_SHIFTED = re.compile(r"[?\ufffd](?P<run>[^\x00-\x7f]{4,40}[@-~])(?=\(|\)|$)", re.MULTILINE)
_STRANGE = re.compile(r"[\u2500-\u259f\u3105-\u3129\ue000-\uf8ff]")
"""Lines, blocks, bopomofo and private characters, which stand in no Chinese sentence."""
_PUNCTUATION = re.compile(r"[，。：；、（）《》“”？！\u3000]")
_NOISE = 5
"""Readings in a text from which they are no help for a rare character, but noise."""
_DENSE = 0.01
"""Readings for each Han character from which the same holds of a short text."""
_OLD_FORMS = 0.05
"""Share of traditional characters from which a text is taken to be in traditional characters."""


def restore(edited: Edited) -> Edited:
    """Repair in the order in which the damage was done, last first; each step leaves a sound text as it is."""
    for step in (orphans, shifted, readings, simplified):
        edited = edited.apply(step(edited.text))
    return edited


def orphans(text: str) -> Iterator[Change]:
    """Put together the characters that a reading was put into the middle of (``嚴(yán)重?fù)p害`` is 嚴重損害)."""
    annotated = frozenset(text[match.start() - 1] for match in _PINYIN.finditer(text))
    for match in _ORPHAN.finditer(text):
        lost = _lost(match, annotated)
        if lost:
            yield Change(match.start() + 1, match.end(), lost, "gbk-orphan")


def _lost(match: re.Match[str], annotated: frozenset[str]) -> str:
    """The character that was taken apart, or nothing if that is not certain.

    The second byte of the character before it opened the pair that was taken for a character with the first reading;
    that one's second byte is the first of the lost one.
    """
    lead = _bytes(match["before"])[1:]
    seconds = [_bytes(char)[1:] for char in sorted(_with_lead(lead)) if _is_reading(char, match["first"])]
    if match["tail"]:
        found = {_character(second + match["tail"].encode()) for second in seconds}
    else:
        found = {char for second in seconds for char in _with_lead(second) if _is_reading(char, match["second"] or "")}
    found.discard("")
    if len(found) > 1:
        known = found & annotated or {char for char in found if _is_common(char)}
        found = known or found
    return found.pop() if len(found) == 1 else ""


def shifted(text: str) -> Iterator[Change]:
    """Slide a run of characters back by the byte that it lost (``?。▉碓矗悍ㄖ尉W`` is ``　（來源：法治網``)."""
    for match in _SHIFTED.finditer(text):
        run = _gbk(match["run"])
        for lead in (b"\xa1", b"\xa3") if run else ():
            slid = _text(lead + run)
            if slid and _PUNCTUATION.search(slid) and not _STRANGE.search(slid) and _plainer(slid, match["run"]):
                yield Change(match.start(), match.end(), slid, "gbk-shift")
                break


def _plainer(slid: str, run: str) -> bool:
    return sum(map(_is_common, slid)) > sum(map(_is_common, run)) or bool(_STRANGE.search(run))


def readings(text: str) -> Iterator[Change]:
    """Take away readings of the character before them, where they are many; 应用(app) is none and stays."""
    found = [match for match in _PINYIN.finditer(text) if _is_reading(text[match.start() - 1], match["reading"])]
    han = len(re.findall(_HAN, text))
    if len(found) < _NOISE and len(found) <= han * _DENSE:
        return
    for match in found:
        # Where readings have no tone, the same sites leave a space behind them.
        bare = match["reading"] == _toneless(match["reading"])
        spaced = bare and match["space"] and re.match(_HAN, text[match.end() : match.end() + 1])
        yield Change(match.start(), match.end() if spaced else match.end() - len(match["space"]), "", "pinyin")


def kept_readings(text: str) -> list[int]:
    """The places of readings that were left, as too few to be noise."""
    return [match.start() for match in _PINYIN.finditer(text) if _is_reading(text[match.start() - 1], match["reading"])]


def simplified(text: str) -> Iterator[Change]:
    """Turn traditional characters into simplified ones, if the text is written in them."""
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    new = convert(text)
    han = len(re.findall(_HAN, text))
    if sum(map(str.__ne__, text, new)) <= han * _OLD_FORMS or not han:
        return
    for match in re.finditer(r"[^\n，。,；;]{1,2000}", text):
        yield from _differences(match.start(), match[0], convert(match[0]))


def _differences(at: int, old: str, new: str) -> Iterator[Change]:
    """What a conversion changed: character by character, or as the two are aligned where their lengths differ."""
    if len(old) == len(new):
        for match in re.finditer("x+", "".join("x" if a != b else " " for a, b in zip(old, new, strict=True))):
            yield Change(at + match.start(), at + match.end(), new[match.start() : match.end()], "traditional")
        return
    for kind, start, end, first, last in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind in ("replace", "delete"):
            yield Change(at + start, at + end, new[first:last], "traditional")
        elif kind == "insert":
            yield Change(at, at + len(old), new, "traditional")  # nothing may be put in from nowhere
            return


def residue(text: str) -> Iterator[re.Match[str]]:
    """What still looks damaged: readings that are none, lost bytes, strange characters, doubled commas."""
    yield from _RESIDUE.finditer(text)


_RESIDUE = re.compile(rf"\?{_LETTERS}\)|\ufffd|[\u2580-\u259f\u3105-\u3129]|[，,]{{2,}}|[\ud800-\udfff]")


# --- bytes and readings -------------------------------------------------------------------------------


def _gbk(text: str) -> bytes:
    try:
        return text.encode("gb18030")
    except UnicodeEncodeError:
        return b""


def _text(data: bytes) -> str:
    try:
        return data.decode("gbk")
    except UnicodeDecodeError:
        return ""


def _bytes(char: str) -> bytes:
    data = _gbk(char)
    return data if len(data) == 2 else b""


def _character(data: bytes) -> str:
    char = _text(data)
    return char if re.fullmatch(_HAN, char) else ""


@cache
def _with_lead(lead: bytes) -> frozenset[str]:
    """The Han characters whose first byte in GBK is this one."""
    found = (_character(lead + bytes([second])) for second in range(0x40, 0xFF)) if lead else ()
    return frozenset(char for char in found if char)


@cache
def _readings(char: str) -> frozenset[str]:
    from pypinyin import pinyin

    # Of a character that the library does not know it gives nothing at all.
    found = frozenset(reading for row in pinyin(char, heteronym=True, errors="ignore") for reading in row)
    return found | {_toneless(reading) for reading in found}


def _is_reading(char: str, reading: str) -> bool:
    return unicodedata.normalize("NFC", reading).replace("ɡ", "g") in _readings(char)


def _toneless(reading: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", reading) if c not in "\u0300\u0301\u0304\u030c")
    return unicodedata.normalize("NFC", bare)


def _is_common(char: str) -> bool:
    """Whether a character, made simplified, is one of the 3,755 of level 1 of GB 2312, or wide punctuation."""
    from fazhi.check.wording import is_rare

    return bool(_PUNCTUATION.match(char)) or (bool(re.match(_HAN, char)) and not is_rare(_simple(char)))


@cache
def _simple(char: str) -> str:
    from opencc import OpenCC

    return str(OpenCC("t2s").convert(char))
