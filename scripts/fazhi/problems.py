"""What is wrong with the content: a place, a rule and what the author needs to mend it; never an exception."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from fazhi.model.mark import Mark
from fazhi.rules import RULES

Format = Literal["text", "json", "github"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. ``detail`` fills the gaps of the rule's sentence; ``rule`` is a name of ``fazhi.rules``."""

    path: str
    mark: Mark
    rule: str
    detail: dict[str, str] = field(default_factory=dict)

    @property
    def is_error(self) -> bool:
        """Errors stop a build, warnings do not."""
        return RULES[self.rule].severity == "error"

    def message(self, lang: str) -> str:
        """The sentence for the author, in Chinese or English: what is wrong and how to mend it."""
        rule, detail = RULES[self.rule], dict(self.detail)
        if detail.get("near"):
            detail["near"] = (
                f" (did you mean '{detail['near']}'?)" if lang == "en" else f"（是不是“{detail['near']}”？）"
            )
        return (rule.en if lang == "en" else rule.zh).format_map(detail)


START = Mark(1, 1)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort by place and drop doubles, so that the same content always gives the same report.

    Warnings come first: what stops a build stands last, above the count, where it is seen.
    """
    found = {(p.is_error, p.path, p.mark, p.rule, tuple(sorted(p.detail.items()))): p for p in problems}
    return [found[key] for key in sorted(found)]


def as_text(problem: Problem, lang: str) -> str:
    """``path:line:col: message [rule]``."""
    where = f"{problem.path}:{problem.mark.line}:{problem.mark.col}"
    word = "" if problem.is_error else ("warning: " if lang == "en" else "提醒：")
    return f"{where}: {word}{problem.message(lang)} [{problem.rule}]"


def as_json(problems: Sequence[Problem]) -> str:
    """All problems as one JSON document, messages and the rules themselves in both languages."""
    rows = [
        {
            "path": p.path,
            "line": p.mark.line,
            "col": p.mark.col,
            "rule": p.rule,
            "severity": "error" if p.is_error else "warning",
            "message": {"zh": p.message("zh"), "en": p.message("en")},
            "says": {"zh": RULES[p.rule].says_zh, "en": RULES[p.rule].says_en},
        }
        for p in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_github(problem: Problem, lang: str) -> str:
    """A workflow command that shows the problem at its line in a pull request."""
    level = "error" if problem.is_error else "warning"
    place = f"file={_property(problem.path)},line={problem.mark.line},col={problem.mark.col}"
    return f"::{level} {place},title={problem.rule}::{_data(problem.message(lang))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def tally(problems: Sequence[Problem], lang: str) -> str:
    """The closing line: how many errors and warnings there are."""
    errors = sum(problem.is_error for problem in problems)
    warnings = len(problems) - errors
    if lang == "en":
        return f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}"
    return f"{errors} 个错误，{warnings} 个提醒"
