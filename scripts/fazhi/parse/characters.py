"""Decode a source file and name every character that must not stand in it."""

from __future__ import annotations

import re
import unicodedata

from fazhi.model.blocks import Mark
from fazhi.problems import Problem

MAX_LINE = 4000
"""Characters of one line: a long Chinese paragraph has a few hundred."""

_INVISIBLE = re.compile("[\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
_ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_TAB = re.compile("\t")
_BAD_CATEGORIES = frozenset({"Cn", "Co", "Cs"})


def decode(path: str, data: bytes) -> tuple[str, list[Problem]]:
    """Give the text with LF line ends, and a problem for each character that is refused.

    What is refused is mended in the text that is given back, so that the stages after this one still find the rest.
    A byte order mark and CRLF are what some Windows editors write: they are dropped in silence.
    """
    problems: list[Problem] = []
    text = _utf8(path, data, problems).removeprefix("\ufeff").replace("\r\n", "\n")
    for pattern, rule, mended in (
        (_INVISIBLE, "invisible-character", ""),
        (_CONTROL, "control-character", ""),
        (_ODD_SPACE, "odd-space", " "),
        (_TAB, "tab", "  "),
    ):
        text = _refuse(path, text, pattern, rule, mended, problems)
    unknown = {char for char in set(text) if unicodedata.category(char) in _BAD_CATEGORIES}
    if unknown:
        pattern = re.compile(f"[{re.escape(''.join(sorted(unknown)))}]")
        text = _refuse(path, text, pattern, "unknown-character", "", problems)
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE:
            problems.append(Problem(path, Mark(number, MAX_LINE + 1), "long-line", {"limit": str(MAX_LINE)}))
    return text, problems


def _utf8(path: str, data: bytes, problems: list[Problem]) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        for number, line in enumerate(data.split(b"\n"), 1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as error:
                col = len(line[: error.start].decode("utf-8")) + 1
                problems.append(Problem(path, Mark(number, col), "not-utf8", {"byte": f"0x{line[error.start]:02X}"}))
        return data.decode("utf-8", "replace").replace("\ufffd", "?")


def _refuse(
    path: str, text: str, pattern: re.Pattern[str], rule: str, mended: str, problems: list[Problem]
) -> str:
    if not pattern.search(text):
        return text
    for number, line in enumerate(text.split("\n"), 1):
        match = pattern.search(line)
        if match:
            code = f"U+{ord(match[0]):04X}"
            problems.append(Problem(path, Mark(number, match.start() + 1), rule, {"code": code}))
    return pattern.sub(mended, text)
