"""What a rule is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule: what an author is told who breaks it, and how it stands on the page of the rules.

    ``zh`` and ``en`` say what is wrong and how to mend it; their ``{gaps}`` are filled from a problem's detail.
    ``says_zh`` and ``says_en`` are the rule itself in one line. ``bad`` and ``good`` are the lines of one example: what
    breaks the rule, and the same put right.
    """

    zh: str
    en: str
    severity: Literal["error", "warning"] = "error"
    says_zh: str = ""
    says_en: str = ""
    bad: str = ""
    good: str = ""
