"""Every rule by name, in the order of the stages that find them broken.

Each file holds the rules of one kind. A rule is found by searching for its name in quotes: here is what is said, in
``check/``, ``parse/`` or ``source.py`` is what looks for it.
"""

from __future__ import annotations

from fazhi.rules import (
    body,
    characters,
    front_matter,
    kit,
    languages,
    law,
    links,
    pictures,
    privacy,
    shape,
    source,
    structure,
    wording,
)
from fazhi.rules.rule import Rule

__all__ = ["GROUPS", "RULES", "Rule"]

GROUPS: dict[str, dict[str, Rule]] = {
    "source": source.RULES,
    "characters": characters.RULES,
    "front-matter": front_matter.RULES,
    "shape": shape.RULES,
    "body": body.RULES,
    "structure": structure.RULES,
    "links": links.RULES,
    "languages": languages.RULES,
    "pictures": pictures.RULES,
    "law": law.RULES,
    "privacy": privacy.RULES,
    "wording": wording.RULES,
    "kit": kit.RULES,
}
"""The rules by kind, as the page of the rules shows them."""

RULES: dict[str, Rule] = {name: rule for group in GROUPS.values() for name, rule in group.items()}
"""Every rule by its name; no two kinds hold one of the same name."""
