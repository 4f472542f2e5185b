"""Keep of a style sheet what finished pages use: the engine's theme brings rules for all that others might need.

What goes is worked out from the pages and never listed, so that it holds for the next version of the theme as well. A
rule that might apply stays: only names that stand on no page and in no script make a selector useless. Written for
style sheets that a browser reads without complaint; pure functions from text to text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

_PIECE = re.compile(r"""/\*.*?\*/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[{};,()\[\]]|[^{};,()\[\]"'/]+|/""", re.DOTALL)
_TAG = re.compile(r"""<[a-zA-Z](?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""")
_SIMPLE_TAG = re.compile("<[a-zA-Z][^>]*>")
"""Finds the same tags in less time wherever no value of an attribute holds what ends a tag."""
_ATTRIBUTE = re.compile(r"([\w:-]+)(?:=(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_STRING = re.compile(r"""["']([^"'\n]{1,80})["']""")
_NAME = re.compile(r"-?[A-Za-z_][\w-]*")
_ANY = re.compile(r":(?:not|is|where|has|host|matches)\(")
_SELECTOR_ATTRIBUTE = re.compile(r"""\[([\w-]+)(?:([~|^$*]?=)["']?([^"'\]]*)["']?)?[^\]]*\]""")
_PROPERTY = re.compile(r"(--[\w-]+)\s*:")
_USED_PROPERTY = re.compile(r"var\(\s*(--[\w-]+)")
_KEYFRAMES = re.compile(r"@(?:-webkit-)?keyframes\s+([\w-]+)")
_STATES = frozenset({"html", "body", "hidden", "open", "checked", "disabled", "title", "type", "placeholder"})
"""Elements and attributes that a page has whether they are written on it or not."""
_VALUED = ("data-", "dir")
"""How attributes begin whose values are known: ours, and the direction of writing. Others change as a page is used."""


@dataclass(frozen=True)
class _Rule:
    """A rule: what stands before its brace, and what inside: declarations, or further rules."""

    prelude: str
    declarations: tuple[str, ...] = ()
    rules: tuple[_Rule, ...] = ()


def names_in_page(page: str) -> frozenset[str]:
    """Give every name that a selector can ask for: tags, classes, ids, attributes and ``attribute=value``.

    A value is given where ``slim`` looks at it. Custom properties of style sheets that the page uses are names, too.
    """
    names = set(map(_names_in_tag, set(_SIMPLE_TAG.findall(page))))
    if None in names:
        names = set(map(_names_in_tag, set(_TAG.findall(page))))
    return names_in_sheet(page).union(*filter(None, names))


@lru_cache(4096)
def _names_in_tag(tag: str) -> frozenset[str] | None:
    """Give the names in a tag, or None if it is none as a whole.

    Most tags of a page stand on others as well: those of its frame, and of words that are explained.
    """
    if not _TAG.fullmatch(tag):
        return None
    element, *attributes = _ATTRIBUTE.findall(tag)
    names = {element[0].lower()}
    for written, *values in attributes:
        name, value = written.lower(), "".join(values)
        names.add(name)
        if name == "class":
            names.update(value.split())
        elif name == "id":
            names.add(value)
        elif name.startswith(_VALUED):
            names.add(f"{name}={value}")
    return frozenset(names)


def names_in_script(script: str) -> frozenset[str]:
    """Give every word that stands in a string of a script: it may be a class or a value that the script sets."""
    words = (word for text in _STRING.findall(script) for word in _NAME.findall(text))
    return names_in_sheet(script).union(words)


def names_in_sheet(sheet: str) -> frozenset[str]:
    """Give the custom properties that a style sheet of ours uses, with their hyphens: ``--md-text-font``."""
    return frozenset(_USED_PROPERTY.findall(sheet))


def slim(sheet: str, names: frozenset[str]) -> str:
    """Give a style sheet without the rules that apply to nothing called by ``names``.

    ``names`` are those of all pages, scripts and further sheets together. Custom properties that neither they nor the
    rules that are kept use go, too.
    """
    rules = _kept(_parsed(sheet), names)
    while True:
        text = "".join(_printed(rules))
        used = names | names_in_sheet(text)
        fewer = _declared(rules, lambda declaration: _needed(declaration, used))  # noqa: B023 - called at once
        fewer = tuple(rule for rule in fewer if not _unplayed(rule, text))
        if fewer == rules:
            return text
        rules = fewer


def recast(sheet: str, name: str, instead: str) -> str:
    """Give the rules of a style sheet that ask for ``name``, asking for ``instead`` now."""
    return "".join(_printed(_recast(_parsed(sheet), name, instead)))


def _recast(rules: Iterable[_Rule], name: str, instead: str) -> Iterator[_Rule]:
    for rule in rules:
        if rule.prelude.startswith("@"):
            inside = tuple(_recast(rule.rules, name, instead))
            yield from [replace(rule, rules=inside)] if inside else []
        elif asking := [one.strip() for one in _split(rule.prelude.replace('"', "")) if name in one]:
            yield replace(rule, prelude=",".join(asking).replace(name, instead))


def _needed(declaration: str, used: frozenset[str]) -> bool:
    own = _PROPERTY.match(declaration)
    return not own or own[1] in used


def _unplayed(rule: _Rule, text: str) -> bool:
    """Tell whether a rule draws an animation that no other rule starts."""
    found = _KEYFRAMES.match(rule.prelude)
    return found is not None and not re.search(rf"animation[\w-]*:[^;}}]*\b{re.escape(found[1])}\b", text)


def _parsed(sheet: str) -> tuple[_Rule, ...]:
    pieces = [piece for piece in _PIECE.findall(sheet) if not piece.startswith("/*")]
    pieces.reverse()
    rules: list[_Rule] = []
    while pieces:
        rules += _block(pieces)[0]
    return tuple(rules)


def _block(pieces: list[str]) -> tuple[list[_Rule], list[str]]:
    """Read up to the closing brace: the rules found, and the declarations."""
    rules: list[_Rule] = []
    declarations: list[str] = []
    text, depth = "", 0
    while pieces:
        piece = pieces.pop()
        depth += (piece in "([") - (piece in ")]")
        if piece == "{":
            inner, declared = _block(pieces)
            rules.append(_Rule(text.strip(), tuple(declared), tuple(inner)))
            text = ""
        elif piece == "}" or (piece == ";" and not depth):
            declarations += [text.strip()] if text.strip() and not text.startswith("@charset") else []
            text = ""
            if piece == "}":
                break
        else:
            text += piece
    return rules, declarations


def _kept(rules: Iterable[_Rule], names: frozenset[str]) -> tuple[_Rule, ...]:
    """Give the rules that may apply; a condition around none of them goes as well."""
    kept: list[_Rule] = []
    for rule in rules:
        if rule.prelude.startswith(("@media", "@supports", "@layer", "@container")):
            inside = _kept(rule.rules, names)
            kept += [replace(rule, rules=inside)] if inside else []
        elif rule.prelude.startswith("@"):
            kept.append(rule)
        elif selectors := [one for one in _split(rule.prelude) if _applies(one, names)]:
            kept.append(replace(rule, prelude=",".join(selectors)))
    return tuple(kept)


def _split(selectors: str) -> list[str]:
    """Cut a list of selectors at its outer commas."""
    parts, depth = [""], 0
    for piece in _PIECE.findall(selectors):
        depth += (piece in "([") - (piece in ")]")
        if piece == "," and not depth:
            parts.append("")
        else:
            parts[-1] += piece
    return parts


def _without(selector: str) -> str:
    """Leave out what stands in ``:not(…)`` and its like: it may be absent, or one of several."""
    while found := _ANY.search(selector):
        depth, end = 1, found.end()
        while depth and end < len(selector):
            depth += {"(": 1, ")": -1}.get(selector[end], 0)
            end += 1
        selector = selector[: found.start()] + selector[end:]
    return selector


def _applies(selector: str, names: frozenset[str]) -> bool:
    plain = _without(selector)
    for name, sign, value in _SELECTOR_ATTRIBUTE.findall(plain):
        known = name in names or name in _STATES or name.startswith("aria-")
        if not known or (sign == "=" and name.startswith(_VALUED) and not {f"{name}={value}", value} & names):
            return False
    plain = re.sub(r"\[[^\]]*\]|::?[\w-]+(\([^)]*\))?|\\.", "", plain)
    return all(name in names or name in _STATES for name in _NAME.findall(plain))


def _declared(rules: tuple[_Rule, ...], wanted: Callable[[str], bool]) -> tuple[_Rule, ...]:
    """Give the rules with only the declarations that are wanted; an empty rule goes."""
    kept = [
        replace(
            rule,
            declarations=tuple(one for one in rule.declarations if wanted(one)),
            rules=_declared(rule.rules, wanted),
        )
        for rule in rules
    ]
    return tuple(rule for rule in kept if rule.declarations or rule.rules)


def _printed(rules: Iterable[_Rule]) -> Iterator[str]:
    for rule in rules:
        yield f"{rule.prelude}{{{';'.join(rule.declarations)}{''.join(_printed(rule.rules))}}}"
