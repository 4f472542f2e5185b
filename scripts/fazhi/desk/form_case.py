"""Make a case of a filled form: the text of its ``zh.md``, and every mistake by the name of its row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from fazhi.check.structure import CASE_SECTIONS
from fazhi.desk import form_rows as rows
from fazhi.desk.form_reading import Filled
from fazhi.desk.form_sections import sections
from fazhi.desk.form_words import entries, moment, ticked, tidy
from fazhi.desk.skeleton import ABSENT
from fazhi.desk.writing import document, one_line
from fazhi.model.library import Library
from fazhi.parse import frontmatter
from fazhi.problems import Problem


class Slip(NamedTuple):
    """A mistake: the name of its row, and what was expected."""

    name: str
    said: str

    def __str__(self) -> str:
        """The line that the author reads."""
        return f"“{self.name}”：{self.said}" if self.name else self.said


@dataclass(slots=True)
class Made:
    """What a form has become."""

    id: str = ""
    """The id that the author chose; empty where none was."""
    title: str = ""
    text: str = ""
    slips: list[Slip] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


_DAY = "请写成2026-03-01，或者2026年3月1日。"
_MOMENT = "请写成2023、2023-05或者2023-05-31，知道多少写多少。"


def made(filled: Filled, library: Library) -> Made:
    """Make a case; whatever was left empty becomes a mark of what is to be written."""
    return _Maker(filled, library).made()


class _Maker:
    def __init__(self, filled: Filled, library: Library) -> None:
        self.filled = filled
        self.library = library
        self.done = Made(notes=list(filled.notes), slips=[Slip("", said) for said in filled.slips])
        self.rows = {row.key: row for row in (*rows.about(library), *rows.official(library), *rows.PEOPLE)}

    def made(self) -> Made:
        front = self._front()
        self.done.id = self._text("id").lower()
        self.done.title = self._text("title")
        day = str(front["law_as_of"])
        written = sections(self.filled, self.library, self._slip, day[:4])
        self.done.text = document(front, written)
        self.done.slips.sort(key=lambda slip: place(slip.name))
        return self.done

    def _slip(self, name: str, said: str) -> None:
        self.done.slips.append(Slip(name, said))

    # --- one row ---

    def _text(self, key: str) -> str:
        return one_line(tidy(self.filled.fields.get(key, "")))

    def _lines(self, key: str) -> list[str]:
        lines = re.split(r"[\n；;]", tidy(self.filled.fields.get(key, "")))
        return [line for each in lines if (line := " ".join(entries(each)))]

    def _day(self, key: str, default: str) -> str:
        typed = self._text(key)
        found = moment(typed)
        if len(found) == 10:
            return found
        row = self.rows[key]
        if typed:
            self._slip(row.label, f"写的是“{typed[:30]}”，不是一个日期。{_DAY}")
        elif default:
            self.done.notes.append(f"没有填“{row.label}”，先写成{default}，请核对。")
        return default

    def _ticked(self, key: str) -> list[str]:
        row = self.rows[key]
        ids, rest = ticked(self.filled.fields.get(key, ""), row.choices)
        if rest:
            self._slip(row.label, f"“{rest[:30]}”不在可选的里面。请在清单里勾，清单里没有的，告诉编辑。")
        if not row.many and len(ids) > 1:
            self._slip(row.label, f"勾了{len(ids)}项，只能勾一项。")
        return ids

    def _one(self, key: str, default: str) -> str:
        ids = self._ticked(key)
        if not ids and default:
            row = self.rows[key]
            name = next((choice.name.zh for choice in row.choices if choice.id == default), default)
            self.done.notes.append(f"没有勾“{row.label}”，先按“{name}”写，请核对。")
        return ids[0] if ids else default

    def _some(self, key: str) -> list[str]:
        ids = self._ticked(key)
        if not ids:
            self._slip(self.rows[key].label, "一项也没有勾。案例靠它放到网站上，请至少勾一项。")
        return ids

    # --- the front matter ---

    def _front(self) -> dict[str, object]:
        facts = [entry.facts for entry in self.library.cases.values()]
        latest = max((fact.law_as_of.isoformat() for fact in facts), default="2026-03-01")
        newest = max((fact.updated.isoformat() for fact in facts), default=latest)
        front: dict[str, object] = {key: self._text(key) or ABSENT[key].zh for key in ("title", "summary")}
        front |= {
            "basis": self._one("basis", "real"),
            "status": "draft",
            "official": self._official(),
            "place": self._text("place") or ABSENT["place"].zh,
            "organs": self._lines("organs") or [ABSENT["organs"].zh],
            "procedures": self._some("procedures"),
            "topics": self._some("topics"),
            "grades": self._some("grades"),
            "sensitivity": self._one("sensitivity", "0"),
        }
        note = self._text("content_note") or (ABSENT["content_note"].zh if front["sensitivity"] != "0" else None)
        return front | {
            "content_note": note,
            "law_as_of": self._day("law_as_of", latest),
            "updated": self._day("updated", newest),
            "sources": list(self._sources(latest[:4])),
            "people": self._people(),
        }

    def _official(self) -> dict[str, object] | None:
        keys = ("official.title", "official.published", "official.number")
        ids = self._ticked("official.series")
        if not ids and not any(self._text(key) for key in keys):
            return None
        if not ids:
            self._slip("批次", "填了官方发布，就要勾是哪一批；没有列出的批次，请编辑先登记。")
        day = self._day("official.published", "")
        if not day and not self._text("official.published"):
            self._slip("官方发布日期", f"填了官方发布，就要写日期。{_DAY}")
        return {
            "title": self._text("official.title") or ABSENT["title"].zh,
            "series": ids[0] if ids else "",
            "published": day,
            "number": self._text("official.number") or None,
        }

    def _people(self) -> dict[str, object]:
        reviews = {key.split(".")[1]: self._text(key) or None for key in self.rows if key.endswith("_review")}
        return {"authors": self._lines("people.authors") or ["法治课堂编写组"], **reviews}

    def _sources(self, year: str) -> Iterator[dict[str, object]]:
        """The sources that were filled; each keeps the number of its row, by which the text names it."""
        given = list(enumerate(self.filled.tables.get("sources", ()), 1))
        used = [(number, cells) for number, cells in given if any(self._plain(cells, key) for key in _SOURCE_KEYS)]
        for number, cells in used or [(1, {})]:
            ids, rest = ticked(cells.get("certainty", ""), rows.SOURCE_COLUMNS[-1].choices)
            if rest or len(ids) > 1:
                self._slip(f"来源{number}·把握", "只能勾一项：确定，或者可能。")
            yield {
                "id": f"source-{number}",
                "publisher": self._plain(cells, "publisher") or ABSENT["publisher"].zh,
                "title": self._plain(cells, "title") or ABSENT["source_title"].zh,
                "date": self._source_date(number, cells, year),
                "certainty": ids[0] if ids else "likely",
                "url": re.sub(r"\s", "", self._plain(cells, "url")) or None,
            }

    def _source_date(self, number: int, cells: Mapping[str, str], year: str) -> str:
        typed = self._plain(cells, "date")
        found = moment(typed)
        if typed and not found:
            self._slip(f"来源{number}·日期", f"写的是“{typed[:30]}”，看不出是哪一天。{_MOMENT}")
        elif not typed:
            self.done.notes.append(f"来源{number}没有写日期，先写成{year}，请核对。")
        return found or year

    def _plain(self, cells: Mapping[str, str], key: str) -> str:
        return one_line(tidy(cells.get(key, "")))


_SOURCE_KEYS = ("publisher", "title", "date", "url")

# --- what the check says, by the names of the rows ----------------------------------------------------


_ORDER = (
    *(label for key, label in rows.known_fields().items() if not key.startswith("people.")),
    "来源",
    *(CASE_SECTIONS[id] for id in ("facts", "timeline", "question", "actions", "outcome", "example", "law", "you")),
    *(CASE_SECTIONS[id] for id in ("notes", "quiz")),
    *(row.label for row in rows.PEOPLE),
)


def place(name: str) -> tuple[int, list[int]]:
    """Where a row stands in the form, by its name."""
    at = next((at for at, known in enumerate(_ORDER) if name.startswith(known)), -1)
    return at, [int(number) for number in re.findall(r"\d+", name)]


def named(text: str, problems: Iterable[Problem]) -> list[tuple[Slip, bool]]:
    """What the check says of the text of a form's case, by the names of the rows; and whether it is an error."""
    front, first, _, body_line, _ = frontmatter.split("", text)
    marks = frontmatter.parse("", front, first)[0].marks
    by_line = {mark.line: loc for loc, mark in sorted(marks.items(), key=lambda each: len(each[0])) if "key" not in loc}
    lines = text.split("\n")
    found = [
        (Slip(_row(problem.mark.line, by_line, lines, body_line), problem.message("zh")), problem.is_error)
        for problem in problems
    ]
    return sorted(found, key=lambda each: place(each[0].name))


def _row(line: int, by_line: Mapping[int, tuple[str | int, ...]], lines: list[str], body_line: int) -> str:
    if line < body_line:
        return _front_row(by_line.get(line, ()))
    heads = [head for head in lines[:line] if head.startswith("##")]
    section = next((head for head in reversed(heads) if head.startswith("## ")), "## ")
    name = re.sub(r"^## |\s*\{.*", "", section)
    question = re.search(r"\{#q(\d+)\}", heads[-1]) if heads else None
    return f"{name}·第{question[1]}题" if question else name


def _front_row(loc: tuple[str | int, ...]) -> str:
    keys = [str(step) for step in loc if isinstance(step, str)]
    if keys[:1] == ["sources"]:
        number = next((step for step in loc if isinstance(step, int)), 0) + 1
        labels = {row.key: row.label for row in rows.SOURCE_COLUMNS}
        return f"来源{number}" + (f"·{labels[keys[1]]}" if len(keys) > 1 and keys[1] in labels else "")
    labels = rows.known_fields()
    return labels.get(".".join(keys[:2])) or labels.get(keys[0] if keys else "") or "官方全称" if keys else ""
