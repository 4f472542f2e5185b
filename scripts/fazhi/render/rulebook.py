"""Make the view of the page of the rules: every rule by kind, what an author is told, and an example put right."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from dataclasses import dataclass

from fazhi.model.mark import Mark
from fazhi.problems import Problem, as_text
from fazhi.render.edition import Edition
from fazhi.rules import GROUPS, Rule

_HAN = re.compile(r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]")
_DROPPED = frozenset({"near"})
"""Gaps that are filled only now and then, with a guess at what was meant."""
_LETTERS = re.compile(r"[A-Za-z]")
SAMPLE = Problem("cases/short-video-app/zh.md", Mark(5, 1), "unknown-key", {"key": "palce", "near": "place"})
"""What the page explains a message with."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a message, or a gap that is filled when a mistake is found."""

    text: str
    gap: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an example: how far it is indented, and ``zh-Hans`` or ``en`` if that is not the page's language."""

    indent: str
    parts: tuple[str, ...]
    """The text, cut where two spaces stand together: a template prints any white space as one."""
    lang: str


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule as it stands on the page; its name is the anchor."""

    name: str
    is_error: bool
    says: str
    told: tuple[Piece, ...]
    bad: tuple[Line, ...]
    good: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """The rules of one kind, under their heading."""

    id: str
    title: str
    rules: tuple[RuleRow, ...]


@dataclass(frozen=True, slots=True)
class RulebookView:
    """The page of the rules."""

    count: int
    sample: str
    groups: tuple[RuleGroup, ...]
    contributors: str


def rulebook_view(edition: Edition, contributors: str) -> RulebookView:
    """Every rule by kind; ``contributors`` is the way to the page that leads here."""
    groups = tuple(
        RuleGroup(
            id=f"kind-{kind}",
            title=edition.words.label("rule_kind", kind),
            rules=tuple(_row(edition, name, rule) for name, rule in rules.items()),
        )
        for kind, rules in GROUPS.items()
        if rules
    )
    allowed = "title, summary, place" + (" …" if edition.lang == "en" else "……")
    sample = Problem(SAMPLE.path, SAMPLE.mark, SAMPLE.rule, {**SAMPLE.detail, "allowed": allowed})
    return RulebookView(sum(len(group.rules) for group in groups), as_text(sample, edition.lang), groups, contributors)


def _row(edition: Edition, name: str, rule: Rule) -> RuleRow:
    english = edition.lang == "en"
    return RuleRow(
        name=name,
        is_error=rule.severity == "error",
        says=rule.says_en if english else rule.says_zh,
        told=tuple(_pieces(edition, rule.en if english else rule.zh)),
        bad=_lines(edition.lang, rule.bad),
        good=_lines(edition.lang, rule.good),
    )


def _pieces(edition: Edition, message: str) -> Iterator[Piece]:
    """A message with its gaps named: by what stands there, or by dots where only the example can tell."""
    for text, gap, _, _ in string.Formatter().parse(message):
        if text:
            yield Piece(text, gap=False)
        if gap and gap not in _DROPPED:
            yield Piece(getattr(edition.words.t.labels.gap, gap.removesuffix("_en"), "…"), gap=True)


def _lines(lang: str, example: str) -> tuple[Line, ...]:
    return tuple(
        Line(line[: len(line) - len(line.lstrip(" "))], tuple(line.strip().split("  ")), _foreign(lang, line))
        for line in example.split("\n")
        if line
    )


def _foreign(lang: str, line: str) -> str:
    if _HAN.search(line):
        return "" if lang == "zh" else "zh-Hans"
    return "en" if lang == "zh" and _LETTERS.search(line) else ""
