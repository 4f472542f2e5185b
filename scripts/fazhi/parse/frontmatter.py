"""Read YAML as positions and plain text: no anchors, aliases, tags, merge keys or doubles, every scalar stays text.

The library's event stream does the parsing; what is built here from the events is small, iterative and bounded, so
neither 20,000 brackets nor an alias bomb can reach it.
"""

from __future__ import annotations

import difflib
import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

import yaml

from fazhi.model.mark import Mark
from fazhi.parse import characters
from fazhi.problems import Problem

MAX_DEPTH = 6
MAX_FRONT = 16_000
"""Characters of front matter; the longest real one has under a tenth of it."""
Loc = tuple[str | int, ...]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COLON = re.compile(r"(?:^ *(?:- +)?|[{,] *)(?P<wide>[A-Za-z_][\w-]*)： ?|^ *(?P<tight>[A-Za-z_][\w-]*):(?=[^\s:/])")
"""``key：value`` anywhere, and ``key:value`` at the start of a line, where nothing but a key can stand."""
_MAY_BE_COLON = re.compile(r"：|^ *[A-Za-z_][\w-]*:[^\s:/]", re.MULTILINE)
"""What is in every text in which there is such a one; few have it."""


@dataclass(frozen=True, slots=True)
class Data:
    """A parsed mapping or list: its plain value and the place of each of its parts."""

    value: Any
    marks: Mapping[Loc, Mark] = field(default_factory=dict)

    def mark(self, loc: Loc) -> Mark:
        """The place of a part; of the nearest part around it when it is missing."""
        while loc and loc not in self.marks:
            loc = loc[:-1]
        return self.marks.get(loc, Mark(1, 1))


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being filled; in a mapping ``key`` waits for its value, to be taken or dropped."""

    value: Any
    loc: Loc
    key: str | None = None
    dropped: bool = False


def split(path: str, text: str) -> tuple[str, int, str, int, list[Problem]]:
    """Cut a file at its two ``---`` lines.

    Gives the front matter and its first line number, the body and its first line number, and the problems found.
    """
    lines = text.split("\n")
    marks = [number for number, line in enumerate(lines) if line.rstrip() == "---"]
    # Where a mark is missing, the first section shows what was meant, and the rest can still be judged.
    section = next((number for number, line in enumerate(lines) if line.startswith("## ")), len(lines))
    if marks[:1] == [0]:
        start, end, rule = 1, (marks[1] if len(marks) > 1 else section), ("" if len(marks) > 1 else "front-matter-open")
    else:
        above = [number for number in marks if number < section]
        opened = bool(above) and not any(line.strip() for line in lines[: above[0]])
        start = above.pop(0) + 1 if opened else 0
        end, rule = (above[0] if above else section), "no-front-matter"
    body = end + (end in marks)
    problems = [Problem(path, Mark(1, 1), rule)] if rule else []
    kept = start + bisect_right(list(accumulate(len(line) + 1 for line in lines[start:end])), MAX_FRONT)
    if kept < end:
        problems.append(Problem(path, Mark(kept + 1, 1), "front-matter-large", {"limit": str(MAX_FRONT)}))
    return "\n".join(lines[start : min(kept, end)]), start + 1, "\n".join(lines[body:]), body + 1, problems


def parse(path: str, text: str, first_line: int = 1) -> tuple[Data, list[Problem]]:
    """Parse YAML text that starts at ``first_line`` of the file; give the data and every problem found."""
    problems: list[Problem] = []
    text, moved = _colons(path, text, first_line, problems)
    places = _Places(first_line, moved)
    builder = _Builder(path, places, problems)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if not builder.take(event):
                break
    except yaml.MarkedYAMLError as error:
        if problems and problems[-1].rule == "yaml-lines":
            problems.pop()  # what ran on over the end of its line did so because of this mistake
        zh, en = _why(error)
        problems.append(Problem(path, places.of(_culprit(error)), "yaml", {"why": zh, "why_en": en}))
    except yaml.YAMLError as error:
        why = str(error).split("\n")[0]
        problems.append(Problem(path, Mark(first_line, 1), "yaml", {"why": why, "why_en": why}))
    return Data(builder.root, builder.marks), problems


_CAUSES = (
    ("mapping values", "这一行多了一个冒号", "there is one colon too many in this line"),
    ("quoted scalar", "这里开始的引号没有结束", "the quote that starts here has no end"),
    ("flow sequence|node content", "这里的方括号没有写好", "something is wrong with these square brackets"),
    ("flow mapping", "这里的花括号没有写好", "something is wrong with these braces"),
    ("cannot start|alphabetic|directive", "不能以这个符号开头", "a text cannot start with this sign"),
    ("block|indentation|simple key|expected ':'", "缩进不齐，或少了冒号", "uneven indents, or a colon is missing"),
)
"""What the library's sentences mean to somebody who types a case."""


def _why(error: yaml.MarkedYAMLError) -> tuple[str, str]:
    said = f"{error.problem or ''} {error.context or ''}".strip()
    return next(((zh, en) for pattern, zh, en in _CAUSES if re.search(pattern, said)), (said, said))


def _culprit(error: yaml.MarkedYAMLError) -> Any:
    """Where to look: a quote or bracket that was never closed is noticed lines later, but began at the context."""
    begun, noticed = error.context_mark, error.problem_mark
    enclosed = re.search("flow|quoted", error.context or "")
    return begun if begun and noticed and enclosed and begun.line < noticed.line else noticed or begun


def _colons(path: str, text: str, first_line: int, problems: list[Problem]) -> tuple[str, dict[int, list[int]]]:
    """Report wrong colons and mend them for the stages after this one, so that they find the rest of the mistakes.

    Gives the mended text and, by line, the columns after which it is one character longer.
    """
    mended = []
    moved: dict[int, list[int]] = {}
    if not _MAY_BE_COLON.search(text):
        return text, moved
    for number, written in enumerate(text.split("\n"), first_line):
        line = written
        for match in reversed(list(_COLON.finditer(written))):
            if match[0].startswith(",") and "{" not in written[: match.start()]:
                continue
            name = "wide" if match["wide"] else "tight"
            at = match.end(name)
            problems.append(Problem(path, Mark(number, at + 1), f"{name}-colon", {"key": match[name]}))
            line = f"{line[:at]}: {line[match.end() :]}"
            if match.end() == at + 1:
                moved.setdefault(number, []).insert(0, at + 1)
        mended.append(line)
    return "\n".join(mended), moved


@dataclass(frozen=True, slots=True)
class _Places:
    """Knows the place in the file of a mark of the library."""

    first_line: int
    moved: Mapping[int, list[int]]

    def of(self, mark: Any) -> Mark:
        """The line and column as the author sees them; the start when the library does not say."""
        if mark is None:
            return Mark(self.first_line, 1)
        line, col = mark.line + self.first_line, mark.column + 1
        for moved in self.moved.get(line, ()):
            col -= col > moved
        return Mark(line, col)


class _Builder:
    """Builds one value from the event stream, refusing all that our files do not need."""

    def __init__(self, path: str, places: _Places, problems: list[Problem]) -> None:
        self.path = path
        self.places = places
        self.problems = problems
        self.root: Any = None
        self.marks: dict[Loc, Mark] = {}
        self.stack: list[_Open] = []
        self.documents = 0

    def take(self, event: yaml.Event) -> bool:
        """Take one event; give False when reading on makes no sense."""
        if isinstance(event, yaml.ScalarEvent):
            mark = self.places.of(event.start_mark)
            self._no_extras(event, mark)
            self._one_line(event, mark)
            self._place(event.value, mark)
        elif isinstance(event, yaml.CollectionStartEvent):
            mark = self.places.of(event.start_mark)
            self._no_extras(event, mark)
            if len(self.stack) == MAX_DEPTH:
                self._refuse(mark, "yaml-depth", limit=str(MAX_DEPTH))
                return False
            self._enter({} if isinstance(event, yaml.MappingStartEvent) else [], mark)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()
        elif isinstance(event, yaml.AliasEvent):
            mark = self.places.of(event.start_mark)
            self._refuse(mark, "yaml-alias")
            self._place(f"*{event.anchor}", mark)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._refuse(self.places.of(event.start_mark), "yaml-documents")
                return False
        return True

    def _refuse(self, mark: Mark, rule: str, **detail: str) -> None:
        self.problems.append(Problem(self.path, mark, rule, detail))

    def _no_extras(self, event: Any, mark: Mark) -> None:
        if event.anchor:
            self._refuse(mark, "yaml-anchor", name=event.anchor)
        if event.tag:
            self._refuse(mark, "yaml-tag", tag=event.tag)

    def _one_line(self, event: Any, mark: Mark) -> None:
        """A text is what stands in its line: nothing is folded into it, nothing hides in an escape."""
        hidden = characters.smuggled(event.value.replace("\n", " ")) if event.style == '"' else None
        if event.style in ("|", ">") or event.start_mark.line != event.end_mark.line or "\n" in event.value:
            self._refuse(mark, "yaml-lines")
        elif hidden:
            self._refuse(mark, hidden[0], code=hidden[1])

    def _enter(self, value: Any, mark: Mark) -> None:
        loc = self._place(value, mark)
        self.stack.append(_Open(value, loc))

    def _place(self, value: Any, mark: Mark) -> Loc:
        """Put a value where it belongs and remember its place; give its location."""
        if not self.stack:
            self.root = value
            self.marks[()] = mark
            return ()
        parent = self.stack[-1]
        if isinstance(parent.value, list):
            loc: Loc = (*parent.loc, len(parent.value))
            parent.value.append(value)
            self.marks[loc] = mark
            return loc
        if parent.key is None:
            return self._take_key(parent, value, mark)
        loc = (*parent.loc, parent.key)
        if parent.dropped:
            # A location of its own, so that its parts cannot take the places of those that stay.
            loc = (*loc, f"{mark.line}:{mark.col}")
        else:
            parent.value[parent.key] = value
            # An empty value has its place at the end of its line, where the author must write.
            self.marks[loc] = mark
        parent.key = None
        return loc

    def _take_key(self, parent: _Open, key: Any, mark: Mark) -> Loc:
        parent.dropped = True
        if not isinstance(key, str):
            self._refuse(mark, "yaml-key")
            key = f"?{mark.line}:{mark.col}"
        elif key == "<<":
            self._refuse(mark, "yaml-alias")
        elif key in parent.value:
            first = self.marks[(*parent.loc, "key", key)]
            self._refuse(mark, "duplicate-key", key=key, line=str(first.line))
        else:
            parent.dropped = False
            self.marks[(*parent.loc, "key", key)] = mark
        parent.key = key
        return (*parent.loc, key)


def nearest(word: str, known: list[str]) -> str:
    """The known word that the author may have meant, or nothing."""
    return next(iter(difflib.get_close_matches(word, known, 1, 0.6)), "")
