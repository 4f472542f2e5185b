"""Read what people write into the cells of a form: ticks, dates, articles, and text as Word leaves it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from fazhi.desk.numerals import number
from fazhi.desk.questions import Choice
from fazhi.model.fields import ARTICLE, valid_moment
from fazhi.model.moment import Moment

BOX = "□☐▢◻○"
TICK = "☑☒■√✓✔✅●☆★⊠▣"
_TICKS = f"[{TICK}]|(?<![A-Za-z])[xXvV](?![A-Za-z])"
_HAN = "[\u3400-\u9fff]"


# --- text ---------------------------------------------------------------------------------------------


def tidy(text: str) -> str:
    """Mend what Word and Chinese keyboards leave in a text: wide digits and letters, odd spaces, straight quotes."""
    text = "".join(unicodedata.normalize("NFKC", c) if re.match("[０-９Ａ-Ｚａ-ｚ％＋]", c) else c for c in text)
    text = re.sub("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)
    text = re.sub("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]", " ", text)
    lines = (_line(line) for line in re.split(r"\r\n?|\n", text))
    return "\n".join(lines).strip("\n")


def _line(line: str) -> str:
    line = re.sub(" +", " ", line).strip()
    line = re.sub(
        rf"(?<={_HAN}|[，。！？；：、“”（）《》]) (?=\S)|(?<=\S) (?={_HAN}|[，。！？；：、“”（）《》])", "", line
    )
    if line.count('"') % 2 == 0:
        line = re.sub('"([^"]*)"', r"“\1”", line)
    for half, wide in zip(",;:?!", "，；：？！", strict=True):
        line = re.sub(rf"(?<={_HAN}|[”》）]){re.escape(half)}", wide, line)
    line = re.sub(rf"\((?=[^()]*{_HAN})([^()]*)\)", r"（\1）", line)
    return re.sub(rf"(?<={_HAN}|[”》）])\.$", "。", line)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text: a line that stops in the middle of a sentence was broken by pasting and is joined."""
    found: list[str] = []
    for line in (line for line in tidy(text).split("\n") if line):
        if found and len(found[-1]) >= 18 and not re.search(r"[。！？…：；”』」）.!?:;)】]$", found[-1]):
            found[-1] = _line(found[-1] + ("" if re.search(f"{_HAN}$", found[-1]) else " ") + line)
        else:
            found.append(line)
    return found


def entries(text: str) -> list[str]:
    """The lines of a list, without the numbers and dots that were typed before them."""
    typed = r"^(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[）)、.．]\s*|[-•·●◆▪]\s*)(?=\S)"
    return [re.sub(typed, "", line) for line in paragraphs(text)]


# --- ticks --------------------------------------------------------------------------------------------


def offered(choices: Sequence[Choice], across: int = 2) -> list[list[str]]:
    """The lines of a cell with the boxes of a closed list: short names may share a line."""
    boxes = [f"□\u00a0{choice.name.zh}" for choice in choices]
    across = 1 if max(map(len, boxes), default=0) > 13 else across
    return [boxes[at : at + across] for at in range(0, len(boxes), across)]


def ticked(text: str, choices: Sequence[Choice]) -> tuple[list[str], str]:
    """The ids that are ticked in a cell, and what is written there that is no choice.

    A tick stands in the place of the box, before it or behind it, or right behind the words. Where there is no box at
    all, the words that were typed are what is meant.
    """
    text = unicodedata.normalize("NFKC", text.replace("\u3000", "  ").replace("\t", "\n"))
    names = {name: choice.id for choice in choices for name in _names(choice)}
    known = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    found = list(known.finditer(text))
    ends, starts = [0, *(match.end() for match in found)], [*(match.start() for match in found), len(text)]
    gaps = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    parted = [("", gaps[0]), *(_parted(gap) for gap in gaps[1:-1]), (gaps[-1], "")]
    marks = [parted[at][1] + parted[at + 1][0] for at in range(len(found))]
    chosen = [names[match[0]] for match, mark in zip(found, marks, strict=True) if re.search(_TICKS, mark)]
    if not chosen and not re.search(f"[{BOX}]", text):
        chosen = [names[match[0]] for match in found]
    rest = re.sub(rf"[{BOX}\s、,，;；。()\[\]/]|{_TICKS}", "", "".join(gaps))
    return list(dict.fromkeys(chosen)), rest


def _names(choice: Choice) -> tuple[str, ...]:
    whole = unicodedata.normalize("NFKC", choice.name.zh)
    short = re.split("[:：]", whole)[0]
    return (whole, short, choice.id) if not choice.id.isdecimal() else (whole, whole.split(" ", 1)[-1], choice.id)


def _parted(gap: str) -> tuple[str, str]:
    """Cut what stands between two choices: marks that belong to the words before it, and to those behind it."""
    line, newline, rest = gap.partition("\n")
    if newline:
        return line, rest
    close = re.match(rf"(?:{_TICKS}|[(\[]\s*(?:{_TICKS})\s*[)\]])", gap)
    rest = gap[close.end() :] if close else gap
    return (
        (gap[: len(gap) - len(rest)], rest) if re.search(f"[{BOX}]|{_TICKS}", rest) or not rest.strip() else ("", gap)
    )


# --- dates, articles, numbers of sources --------------------------------------------------------------


def moment(text: str) -> str:
    """The ISO 8601 form of a year, month or day as people write it; nothing for what is none."""
    text = unicodedata.normalize("NFKC", text).replace(" ", "")
    match = re.fullmatch(r"(\d{4})(?:[年./-](\d{1,2})(?:[月./-](\d{1,2})[日号]?|月)?|年)?", text)
    if not match:
        return ""
    iso = "-".join((match[1], *(f"{int(part):02}" for part in match.groups()[1:] if part)))
    return iso if valid_moment(iso) else ""


def span(text: str) -> Moment | None:
    """A moment, or a span of two; None for what is neither."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    for pieces in (re.split("至|到|—+|~|–|/(?=\\d{4})|-(?=\\d{4})", plain), [plain]):
        found = [moment(piece) for piece in pieces if piece]
        if found and len(found) <= 2 and all(found):
            return Moment(*found)
    return None


def article(text: str) -> str:
    """The number of an article as the registry has it (``72``, ``287-2``, ``130.3``); nothing for what is none."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    if ARTICLE.fullmatch(plain):
        return plain
    digits = "([0-9零〇一二两三四五六七八九十百千]+)"
    match = re.fullmatch(rf"第?{digits}条?(?:之{digits})?(?:第{digits}[款项])?", plain)
    if not match:
        return ""
    main, after, part = (number(group) if group else None for group in match.groups())
    return f"{main}" + (f"-{after}" if after else "") + (f".{part}" if part else "")


def cited(text: str) -> str:
    """The marks of sources in escaped text, such as ``【1】`` or ``（来源1）``, as the marks of a case."""
    mark = r"(?:\\?[【〔［\[]\s*(?:来源)?|[（(]\s*来源)\s*(\d(?:\s*[、,，]\s*\d)*)\s*\\?[】〕］\]）)]"
    return re.sub(mark, lambda found: "".join(f"[^source-{each}]" for each in re.findall(r"\d", found[1])), text)
