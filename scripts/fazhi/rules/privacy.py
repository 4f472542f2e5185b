"""Rules: that nobody can tell who the child is."""

from fazhi.rules.rule import Rule

RULES: dict[str, Rule] = {}
