"""Find what a person must look at in a clean text: what may show who a child is, what a machine made, what is old."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fazhi.check.disguise import bare
from fazhi.check.identity import identifying
from fazhi.check.lexicon import Lexicon
from fazhi.check.surnames import anonymised, named, schools
from fazhi.desk.intake.proposals import Cited, Proposals
from fazhi.desk.intake.restore import kept_readings, residue
from fazhi.model.library import Library
from fazhi.model.reference import Law, Wording


@dataclass(frozen=True, slots=True)
class Flag:
    """A place in the clean text to be looked at; ``kind`` is a key of ``FLAGS``, ``hint`` what to write instead."""

    start: int
    kind: str
    found: str
    hint: str = ""


_DOUBLED = re.compile(r"\b(?P<words>\w+ \w+) and (?P=words)\b|\b(?!that|had)(?P<word>[A-Za-z-]{3,}) (?P=word)\b")
_MACHINE = re.compile(r"\A(?:Cctv|CCTV) news:|^\(over\)$|\b[Mm]oumou\b|\(PRC\)", re.MULTILINE)
_GLUE = re.compile(r"\b[a-z]{2,}\.[A-Z][a-z]+")
_OWNS = re.compile(r"(?<=[a-z,] )(?P<name>[A-Z][a-z]{1,7})(?=['’]s\b)")
_NO_PERSON = frozenset("People China Women Children".split())
_QUOTES = re.compile(r"[“”‘’]")
_CASE_NUMBER = re.compile(r"^(?:Case|案例|例)\s*(?P<n>\d{1,2}|[一二三四五六七八九十])\b", re.MULTILINE)
_ENUMERATOR = re.compile(
    r"^(?:(?P<digit>\d{1,2})\.|(?P<roman>[IVX]{1,4})\.|(?P<word>First|Second|Third|Fourth|Four|Fifth|Five|Sixth|Six),"
    r"|\((?P<letter>[a-h])\)|\((?P<number>\d{1,2})\)|\((?P<spelt>one|two|three|four|five|six)\))\s",
    re.MULTILINE,
)
_RELATIVE = re.compile(r"日前|近日|近期|不久前|the other day|recently", re.IGNORECASE)
_HOTLINE = re.compile(r"(?<![\d.,-])(?:1[12]\d{3}|96\d{3}|1[12]0|119)(?![\d-]|[.,]\d|[条件名人元个万亿年月日项家号])")
_REPORTER = re.compile(
    r"(?:记者|通讯员|作者)[:： ]?(?P<name>[\u4e00-\u9fff]{2,3}(?:、[\u4e00-\u9fff]{2,3})*)(?=[)） ]|$)", re.MULTILINE
)
_CHINESE_DIGITS = "一二三四五六七八九十"


def flags(text: str, proposals: Proposals, library: Library) -> list[Flag]:
    """Everything to be looked at, in the order of the text."""
    found = [flag for find in _EVERYWHERE for flag in find(text)]
    found += _words(text, proposals.lang, library)
    found += _hotlines(text, library)
    found += _dates(text, proposals)
    found += [flag for cited in proposals.laws for flag in _law(cited, proposals, library)]
    if proposals.lang == "en":
        found += _english(text)
    return sorted(found, key=lambda flag: (flag.start, flag.kind))


def _residue(text: str) -> Iterator[Flag]:
    for match in residue(text):
        yield Flag(match.start(), "residue", text[max(0, match.start() - 4) : match.end() + 4].replace("\n", " "))
    for place in kept_readings(text):
        yield Flag(place, "few-readings", text[place - 1 : text.find(")", place) + 1][:9])


def _identity(text: str) -> Iterator[Flag]:
    for found in identifying(bare(text)):
        yield Flag(found.place, "identity", found.masked)
    for start, end in schools(text):
        yield Flag(start, "school", text[start:end])
    reporters = {match.start("name"): match["name"] for match in _REPORTER.finditer(text)}
    for start, name in reporters.items():
        yield Flag(start, "person", name)
    for start, end in named(text):
        if not any(start <= place < end for place in reporters):
            yield Flag(start, "person", text[start:end])


def _anonymity(text: str) -> Iterator[Flag]:
    """Persons by their surnames: in one form, or in several, the bare name among them."""
    forms: dict[str, dict[str, int]] = {}
    for start, end in anonymised(text):
        name = text[start:end]
        surname = name.split()[0].capitalize() if name.isascii() else name.rstrip("某×")
        forms.setdefault(surname, {}).setdefault(name, start)
    for surname, names in forms.items():
        alone = re.search(rf"\b{surname}\b(?! [Mm]ou)(?=['’,. ](?:s|[a-z]|$))", text) if surname.isascii() else None
        if alone:
            names.setdefault(alone[0], alone.start())
        kind = "anonymity" if len(names) > 1 else "surname-mou"
        yield Flag(min(names.values()), kind, " / ".join(sorted(names, key=lambda name: names[name])))


def _numbering(text: str) -> Iterator[Flag]:
    cases = [(match.start(), _value(match["n"])) for match in _CASE_NUMBER.finditer(text)]
    if len(cases) > 1:
        yield Flag(cases[0][0], "several-cases", str(len(cases)))
    for wanted, (start, number) in enumerate(cases, 1):
        if number != wanted:
            missing = ", ".join(str(n) for n in range(wanted, max(wanted + 1, number)))
            yield Flag(start, "numbering", text[start : text.find("\n", start)][:20], missing)
            break
    styles: dict[str, tuple[int, str]] = {}
    for match in _ENUMERATOR.finditer(text):
        styles.setdefault(str(match.lastgroup), (match.start(), match[0].strip()))
    plain = [row for style, row in styles.items() if style in ("digit", "roman", "word")]
    bracketed = [row for style, row in styles.items() if style in ("letter", "number", "spelt")]
    for mixed in (plain, bracketed):
        if len(mixed) > 1:
            yield Flag(min(mixed)[0], "numbering", " ".join(said for _, said in sorted(mixed)))


def _value(number: str) -> int:
    return int(number) if number.isdecimal() else _CHINESE_DIGITS.index(number) + 1


_EVERYWHERE: tuple[Callable[[str], Iterator[Flag]], ...] = (_residue, _identity, _anonymity, _numbering)


def _words(text: str, lang: str, library: Library) -> Iterator[Flag]:
    rows = [row for row in library.wordings.values() if row.lang == lang and row.kind in ("graphic", "mistranslation")]
    listed: list[tuple[str, Wording | None]] = [(word, None) for row in rows for word in row.allowed]
    listed += [(word, row) for row in rows for word in row.words]
    for hit in Lexicon(lang, listed).hits(text):
        hint = f"{hit.entry.behind} · {hit.entry.instead}" if hit.entry.behind else hit.entry.instead
        yield Flag(hit.at, hit.entry.kind, hit.found, hint)


def _hotlines(text: str, library: Library) -> Iterator[Flag]:
    listed = {channel.number for channel in library.channels.values()}
    for match in _HOTLINE.finditer(text):
        if match[0] not in listed:
            yield Flag(match.start(), "hotline", match[0])


def _dates(text: str, proposals: Proposals) -> Iterator[Flag]:
    for date in proposals.dates:
        if not date.sure:
            yield Flag(date.start, "relative-date" if date.value else "unresolved-date", date.said, date.value)
    for match in _RELATIVE.finditer(text):
        yield Flag(match.start(), "unresolved-date", match[0])
    if proposals.day is None:
        yield Flag(0, "no-day", "")
    if proposals.host and proposals.publisher and proposals.publisher not in proposals.host:
        yield Flag(0, "host", f"{proposals.publisher} / {proposals.host}")


def _law(cited: Cited, proposals: Proposals, library: Library) -> Iterator[Flag]:
    law = library.laws.get(cited.law)
    said = cited.said + (f" {cited.article}" if cited.article else "")
    if law is None or (cited.article and not cited.listed and not law.once(cited.article)):
        yield Flag(cited.start, "unlisted-law", said)
    elif _has_changed(law, cited.article, proposals):
        former = law.once(cited.article)
        yield Flag(cited.start, "old-law", said, former.now or "" if former else "")


def _has_changed(law: Law, article: str, proposals: Proposals) -> bool:
    if law.repealed or law.once(article):
        return True
    day = law.current.day
    return bool(proposals.day and day and day > proposals.day)


def _english(text: str) -> Iterator[Flag]:
    yield Flag(0, "english", "")
    for pattern, kind in ((_DOUBLED, "machine-english"), (_MACHINE, "machine-english"), (_GLUE, "glue")):
        seen: set[str] = set()
        for match in pattern.finditer(text):
            if match[0] not in seen:
                seen.add(match[0])
                yield Flag(match.start(), kind, match[0])
    known = {match["name"] for match in re.finditer(r"\b(?P<name>[A-Z][a-z]+) [Mm]ou", text)} | _NO_PERSON
    for match in _OWNS.finditer(text):
        if match["name"] not in known:
            known.add(match["name"])
            yield Flag(match.start(), "person", match["name"])
    quotes = _QUOTES.search(text)
    if quotes:
        yield Flag(quotes.start(), "quotes", quotes[0])
