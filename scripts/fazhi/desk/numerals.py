"""Read Chinese numerals."""

from __future__ import annotations

import re

_NUMERALS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def number(text: str) -> int | None:
    """Give the number that is written in digits or in Chinese numerals up to 9999; None for anything else."""
    if text.isdecimal():
        return int(text)
    if not re.fullmatch("[零〇一二两三四五六七八九十百千]+", text):
        return None
    total, digit = 0, 0
    for char in text:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _NUMERALS[char]
    return total + digit
