"""Write the report of an intake: what to look at, what is proposed, and every change with its place in the source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from fazhi.desk.intake.edits import Edit, Edited
from fazhi.desk.intake.proposals import Cited, Found
from fazhi.desk.intake.take import Taken
from fazhi.desk.intake.words import FLAGS, KINDS, REASONS, REPORT

_INLINE = frozenset({"pinyin", "traditional", "space", "blank-line", "unseen", "line-end"})
"""Reasons for changes so small that all of a line are told together."""


class _Words:
    """The fixed words of a report in one language."""

    def __init__(self, lang: str) -> None:
        self.at = int(lang == "en")

    def __call__(self, key: str, **gaps: object) -> str:
        return REPORT[key][self.at].format_map(gaps)


def report(taken: Taken, name: str, lang: str) -> str:
    """Write the report in Markdown; the language is ``zh`` or ``en``."""
    say = _Words(lang)
    parts = [
        _head(taken, name, say),
        _flags(taken, say),
        _proposals(taken, say),
        _changes(taken, say),
    ]
    return "\n".join(line for part in parts for line in (*part, "")).rstrip() + "\n"


def _head(taken: Taken, name: str, say: _Words) -> Iterator[str]:
    edits, text = taken.edited.edits, taken.edited.text
    removed = sum(len(edit.removed) for edit in edits) - sum(len(edit.put) for edit in edits)
    kind = KINDS[taken.given.kind][say.at]
    yield f"# {say('title', name=_inert(name))}"
    yield ""
    yield say("warning")
    yield ""
    yield say("read", kind=kind, encoding=taken.given.encoding.upper(), lines=taken.given.text.count("\n") + 1)
    yield say("done", edits=len(edits), removed=removed, left=len(text))
    if taken.given.left_out:
        yield say("left-out", what=say("comma").join(both[say.at] for both in taken.given.left_out))
    yield say("places")


# --- what to look at ----------------------------------------------------------------------------------


def _flags(taken: Taken, say: _Words) -> Iterator[str]:
    yield f"## {say('look')}"
    yield ""
    if not taken.flags:
        yield say("nothing")
    rows: dict[tuple[str, str, str], list[int]] = {}
    for flag in taken.flags:
        rows.setdefault((flag.kind, flag.found, flag.hint), []).append(flag.start)
    for kind, sentence in FLAGS.items():
        of_kind = {key: places for key, places in rows.items() if key[0] == kind}
        if of_kind:
            yield f"- **{sentence[say.at]}**"
        for (_, found, hint), places in of_kind.items():
            if found:
                where = _where(taken.edited, places, say)
                yield f"  - {where}{say('colon')}{_inert(found)}" + (f" → {_inert(hint)}" if hint else "")


def _where(edited: Edited, places: Iterable[int], say: _Words) -> str:
    marks = [edited.mark(place) for place in places]
    return say("comma").join(say("at", line=mark.line, col=mark.col) for mark in marks)


# --- what is proposed ---------------------------------------------------------------------------------


def _proposals(taken: Taken, say: _Words) -> Iterator[str]:
    found = taken.proposals
    yield f"## {say('proposals')}"
    yield ""
    known = {
        "source-title": found.title,
        "publisher": found.publisher,
        "host": found.host,
        "url": found.url,
        "day": found.day.isoformat() if found.day else "",
        "procedures": ", ".join(found.procedures),
        "topics": ", ".join(found.topics),
        "sensitive": say("yes") if found.sensitive else "",
    }
    for key, value in known.items():
        yield f"- {say(key)}{say('colon')}{_inert(value) if value else say('unknown')}"
    lists: dict[str, Sequence[Found | Cited]] = {
        "dates": found.dates,
        "figures": found.figures,
        "organs": found.organs,
        "places-named": found.places,
        "laws": found.laws,
    }
    for key, rows in lists.items():
        if rows:
            yield ""
            yield f"### {say(key)}"
            yield ""
        for row in rows:
            yield f"- {_where(taken.edited, [row.start], say)}{say('colon')}{_row(row, say)}"


def _row(row: Found | Cited, say: _Words) -> str:
    if isinstance(row, Cited):
        target = f"law:{row.law}" + (f"#{row.article}" if row.article else "") if row.law else say("not-listed")
        return f"{_inert(row.said)} → {target}"
    if not row.value or row.value == row.said:
        return _inert(row.said)
    return f"{_inert(row.said)} → {row.value}" + ("" if row.sure else say("inferred"))


# --- what was changed ---------------------------------------------------------------------------------


def _changes(taken: Taken, say: _Words) -> Iterator[str]:
    edits = taken.edited.edits
    yield f"## {say('changes')}"
    yield ""
    yield say("legend")
    counts = {why: sum(why in edit.whys for edit in edits) for why in REASONS}
    yield ""
    for why, count in counts.items():
        if count:
            yield f"- {REASONS[why][say.at]}{say('colon')}{count}"
    small = [edit for edit in edits if _INLINE.issuperset(edit.whys)]
    whole = [edit for edit in edits if not _INLINE.issuperset(edit.whys)]
    if whole:
        yield from ("", f"### {say('dropped')}", "")
        yield from _diff(whole, taken.edited, say)
    if small:
        yield from ("", f"### {say('small')}", "")
        yield from _small(small, taken.edited, say)


def _diff(edits: list[Edit], edited: Edited, say: _Words) -> Iterator[str]:
    """Whole lines and phrases as a diff: what stood there, and what stands there now."""
    rows: list[str] = []
    for edit in edits:
        mark = edited.source_mark(edit.start)
        rows.append(f"@@ {say('at', line=mark.line, col=mark.col)} {_reasons(edit, say)}")
        rows += [f"- {_seen(line)}" for line in edit.removed.removesuffix("\n").split("\n")]
        rows += [f"+ {_seen(line)}" for line in edit.put.split("\n") if edit.put]
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", "\n".join(rows))), 3)
    yield f"{fence}diff"
    yield from rows
    yield fence


def _small(edits: list[Edit], edited: Edited, say: _Words) -> Iterator[str]:
    """Changes inside lines: at which column of a line of the source what became what; neighbours are told as one."""
    told: list[Edit] = []
    for edit in edits:
        last = told[-1] if told else None
        if last and last.end == edit.start and "\n" not in last.removed + edit.removed:
            told[-1] = Edit(last.start, last.removed + edit.removed, last.put + edit.put, last.whys + edit.whys)
        else:
            told.append(edit)
    for line, group in groupby(told, key=lambda edit: edited.source_mark(edit.start).line):
        rows = [f"{edited.source_mark(edit.start).col} `{_quoted(edit.removed)}→{_quoted(edit.put)}`" for edit in group]
        yield f"- {say('line', line=line)}{say('colon')}{'  '.join(rows)}"


def _reasons(edit: Edit, say: _Words) -> str:
    return " · ".join(REASONS[why][say.at] for why in edit.whys)


def _seen(text: str) -> str:
    """A text in which what cannot be seen has its number, and no control character reaches a terminal."""
    return "".join(char if char.isprintable() or char == "\t" else f"<U+{ord(char):04X}>" for char in text)


def _quoted(text: str) -> str:
    return _seen(text.replace("\n", "↵").replace(" ", "␣").replace("`", "ˋ")) or "∅"


def _inert(text: str) -> str:
    """A text in a line of Markdown that is nothing but itself."""
    return re.sub(r"([\\*_`<>\[\]#|])", r"\\\1", _seen(" ".join(text.split())))
