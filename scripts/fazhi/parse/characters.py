"""Decode a source file and name every character that must not stand in it."""

from __future__ import annotations

import codecs
import re
import unicodedata

from fazhi.model.mark import Mark
from fazhi.problems import Problem

MAX_LINE = 4000
"""Characters of one line: a long Chinese paragraph has a few hundred. The rest of a longer one is not read."""

_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f]"
)
_ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_TAB = re.compile("\t")
_NAMES = {"utf-16": "UTF-16", "gb18030": "GBK (ANSI)"}
_BAD_CATEGORIES = frozenset({"Cn", "Co", "Cs"})

_RULES = (
    (_INVISIBLE, "invisible-character", ""),
    (_CONTROL, "control-character", ""),
    (_ODD_SPACE, "odd-space", " "),
    (_TAB, "tab", "  "),
)
"""What is refused, the rule, and what stands in its place for the stages after this one."""


def decode(path: str, data: bytes) -> tuple[str, list[Problem]]:
    """Give the text with LF line ends, and a problem for each character that is refused.

    What is refused is mended in the text that is given back, so that the stages after this one still find the rest.
    A byte order mark and CRLF are what some Windows editors write: they are dropped in silence.
    """
    problems: list[Problem] = []
    text = _utf8(path, data.removeprefix(codecs.BOM_UTF8), problems).replace("\r\n", "\n")
    # None of what is refused is printable for Python; nearly every text is, and need not be searched for each.
    if not text.replace("\n", "").isprintable():
        # All are looked for before any is mended, so that each has the column that the author sees.
        refused = [found for found in (*_RULES, _unknown(text)) if found[0].search(text)]
        for pattern, rule, _ in refused:
            _refuse(path, text, pattern, rule, problems)
        for pattern, _, mended in refused:
            text = pattern.sub(mended, text)
    lines = text.split("\n")
    if max(map(len, lines)) > MAX_LINE:
        long = [number for number, line in enumerate(lines, 1) if len(line) > MAX_LINE]
        problems += (
            Problem(path, Mark(number, MAX_LINE + 1), "long-line", {"limit": str(MAX_LINE)}) for number in long
        )
        text = "\n".join(line[:MAX_LINE] for line in lines)
    return text, problems


def _other_encoding(data: bytes) -> str:
    """The encoding of a file that was not saved as UTF-8 at all; nothing if only some of its bytes are wrong."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidate = "utf-16"
    else:
        candidate = "gb18030"
        foreign = [line for line in data.split(b"\n") if not line.isascii()]
        wrong = sum(not _decodes(line, "utf-8") for line in foreign)
        if wrong < 2 or wrong < len(foreign) / 2:
            return ""
    return candidate if _decodes(data, candidate) else ""


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _utf8(path: str, data: bytes, problems: list[Problem]) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        other = _other_encoding(data)
        if other:
            problems.append(Problem(path, Mark(1, 1), "other-encoding", {"encoding": _NAMES[other]}))
            return data.decode(other)
        for number, line in enumerate(data.split(b"\n"), 1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as error:
                col = len(line[: error.start].decode("utf-8")) + 1
                problems.append(Problem(path, Mark(number, col), "not-utf8", {"byte": f"0x{line[error.start]:02X}"}))
        return data.decode("utf-8", "replace").replace("\ufffd", "?")


def smuggled(text: str) -> tuple[str, str] | None:
    """The rule and the code of the first refused character of a text that was written with escapes, if there is one."""
    for pattern, rule, _ in (*_RULES, _unknown(text)):
        match = pattern.search(text)
        if match:
            return rule, _code(match[0])
    return None


def _unknown(text: str) -> tuple[re.Pattern[str], str, str]:
    chars = sorted(char for char in set(text) if unicodedata.category(char) in _BAD_CATEGORIES)
    return re.compile(f"[{re.escape(''.join(chars))}]" if chars else "(?!)"), "unknown-character", ""


def _code(char: str) -> str:
    return f"U+{ord(char):04X}"


def _refuse(path: str, text: str, pattern: re.Pattern[str], rule: str, problems: list[Problem]) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        match = pattern.search(line)
        if match:
            problems.append(Problem(path, Mark(number, match.start() + 1), rule, {"code": _code(match[0])}))
