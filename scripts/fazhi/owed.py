"""Say in Markdown what each language of some entries still owes, for a comment on a pull request.

The column of a language is written in it, for it is read by those who write it. Words that an author has written stand
as code: there nothing is a link, nobody is called by name, and no table breaks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fazhi.status import Part, Row

_TITLE = "### 每种语言还欠什么 · What each language still owes"
_HEAD = "| | 中文 | English |\n|---|---|---|"
_NOTHING = "没有要补的。 Nothing is owed."
_REVIEWS = {
    "legal_review": ("法律", "legal"),
    "teaching_review": ("教学", "teaching"),
    "privacy_review": ("隐私", "privacy"),
}
_MAX_TITLE = 60


def as_markdown(rows: Sequence[Row]) -> str:
    """A table with a row for each entry that owes something; one sentence if none does."""
    owing = [(row, list(_in_chinese(row)), list(_in_english(row))) for row in rows]
    lines = [f"| `{row.kind}/{row.id}` | {_cell(zh)} | {_cell(en)} |" for row, zh, en in owing if zh or en]
    return "\n".join([_TITLE, "", *([_HEAD, *lines] if lines else [_NOTHING])])


def _cell(lines: list[str]) -> str:
    return "<br>".join(lines) or "✓"


def _in_chinese(row: Row) -> Iterator[str]:
    if row.unfinished.get("zh"):
        yield f"还有{row.unfinished['zh']}处“待写”"
    if row.moved:
        laws = "、".join(f"{_code(law.name['zh'])}（{law.day}）" for law in row.moved)
        yield f"**法律有变化，要重新核对**：{laws}"
    elif row.status == "needs-recheck":
        yield "要重新核对法律"
    if row.unreviewed:
        yield f"还没有审核：{'、'.join(_REVIEWS[name][0] for name in row.unreviewed)}"


def _in_english(row: Row) -> Iterator[str]:
    if row.languages["en"] == "missing":
        yield "not translated yet"
        return
    if row.unfinished.get("en"):
        yield f"{row.unfinished['en']} marks 'To write'"
    grave = [part for part in row.stale if part.severity == "error"]
    other = [part for part in row.stale if part.severity != "error"]
    if grave:
        yield f"**review before publication** (facts or law have changed): {_sections(grave)}"
    if other:
        yield f"review (the Chinese has changed): {_sections(other)}"


def _sections(parts: Sequence[Part]) -> str:
    return ", ".join(_code(part.title["en"]) for part in parts)


def _code(words: str) -> str:
    """Words as code; what would end the code or the cell is replaced, and what is too long is cut."""
    short = words if len(words) <= _MAX_TITLE else words[: _MAX_TITLE - 1] + "…"
    return f"`{short.replace('`', chr(39)).replace('|', '/')}`"
