"""Write a case or a lesson as the file that an author would have typed: the one writer of such files.

Whatever is written here is read back the same by ``fazhi.parse``; where YAML would read something else, it is quoted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from fazhi.parse import frontmatter

WIDTH = 100
"""Columns of a list that still stands in one line; a Chinese character takes two."""
_LINE_END = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_MARKUP = re.compile(r"[\\*_\[\]]")
_STARTS = re.compile(r"^(?=#{1,6}(?:\s|$)|[>+=~|]|-|/{3})|^(\d{1,9})(?=[.)](?:\s|$))")
"""What at the start of a line would begin a heading, a quote, a list, a table or a block."""


def document(front: Mapping[str, object], sections: Sequence[tuple[str, str, str]]) -> str:
    """Write a file: the front matter in the order given, then each section as (id, title, body).

    ``id`` may carry what else stands in the braces, as in ``hook minutes=5``; ``body`` is Markdown and stands as it
    is. Values are texts, numbers, days, truths, mappings of these, and lists of these but not of lists; what is None
    is left out. Raises ValueError for a text of more than one line, which no value of a front matter can hold.
    """
    return f"---\n{front_matter(front)}---\n" + "".join(
        f"\n## {inert(one_line(title))} {{#{id}}}\n" + (f"\n{body.strip()}\n" if body.strip() else "")
        for id, title, body in sections
    )


def front_matter(front: Mapping[str, object]) -> str:
    """Write the lines of a front matter or of a row of a reference file, without the ``---`` around them."""
    return "".join(f"{line}\n" for line in _mapping(front, ""))


def _mapping(values: Mapping[str, object], indent: str) -> Iterator[str]:
    for key, value in values.items():
        if value is not None:
            yield from _pair(_key(key), value, indent)


def _pair(key: str, value: object, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping) and value:
        yield f"{indent}{key}:"
        yield from _mapping(value, indent + "  ")
    elif _is_list(value):
        yield from _list(key, list(_items(value)), indent)
    else:
        yield f"{indent}{key}: {_scalar(value)}".rstrip()


def _list(key: str, values: Sequence[object], indent: str) -> Iterator[str]:
    """Write a list: in one line if it is one of short texts, else one item a line."""
    if not any(isinstance(value, Mapping) for value in values):
        written = f"[{', '.join(_scalar(value, inside=True) for value in values)}]"
        short = columns(f"{indent}{key}: {written}") <= WIDTH
        if short and _reads(f"k: {written}", {"k": [_text(value) for value in values]}):
            yield f"{indent}{key}: {written}"
            return
    yield f"{indent}{key}:"
    for value in values:
        yield from _item(value, indent + "  ")


def _item(value: object, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping) and value:
        first, *rest = _mapping(value, indent + "  ")
        yield f"{indent}- {first.strip()}"
        yield from rest
    else:
        yield f"{indent}- {_scalar(value)}"


def _is_list(value: object) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, str | Mapping)


def _items(value: object) -> Iterable[object]:
    assert isinstance(value, Iterable)
    return (item for item in value if item is not None)


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z_][\w-]*|[0-9][\w-]*", key) else _quoted(key, 0)


def _scalar(value: object, *, inside: bool = False) -> str:
    """Write a value as it is where our reader gives it back; ``inside`` a list in one line it must not end early."""
    if isinstance(value, Mapping):
        return "{}"
    if _is_list(value):
        raise ValueError(f"no file of ours holds a list of lists: {value!r}")
    text = _text(value)
    if _LINE_END.search(text):
        raise ValueError(f"a value of a front matter stands in one line: {text!r}")
    for written in (text, _quoted(text, 0), _quoted(text, 1)):
        if _read_back(written, text, inside):
            return written
    raise ValueError(f"no front matter can hold this: {text!r}")


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def _read_back(written: str, text: str, inside: bool) -> bool:
    """Ask our own reader, in each place in which the value may stand, whether it gives the text back."""
    if inside:
        return _reads(f"k: [{written}, z]", {"k": [text, "z"]})
    return _reads(f"k: {written}", {"k": text}) and _reads(f"k:\n  - {written}", {"k": [text]})


def _reads(yaml: str, value: object) -> bool:
    data, problems = frontmatter.parse("", yaml)
    return not problems and data.value == value


def _quoted(text: str, harder: int) -> str:
    """Quote a text; ``harder`` hides the wide colon, which our reader takes for a slip wherever a key may stand."""
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    quoted = _UNPRINTED.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
    return f'"{quoted.replace("：", chr(92) + "uff1a") if harder else quoted}"'


def columns(text: str) -> int:
    """The width of a text in columns of a terminal or an editor."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


# --- the body -----------------------------------------------------------------------------------------


def one_line(text: str) -> str:
    """Give a text without line breaks: between Chinese characters they vanish, between other words they are spaces."""
    joined = re.sub(r"(?<=[\u3000-\u9fff\uff00-\uffef])\s*\n\s*(?=[\u3000-\u9fff\uff00-\uffef])", "", text.strip())
    return re.sub(r"\s+", " ", joined)


def inert(text: str) -> str:
    """Escape plain words, so that no character of them is read as Markdown; give one line of a body."""
    return _STARTS.sub(lambda found: f"{found[1] or ''}\\", _MARKUP.sub(r"\\\g<0>", text))


def paragraphs(text: str) -> str:
    """Write plain words as Markdown: each line that is not empty becomes a paragraph of its own."""
    return "\n\n".join(inert(line.strip()) for line in text.splitlines() if line.strip())


def items(texts: Iterable[str], *, ordered: bool = False) -> str:
    """Write lines of Markdown as a list."""
    return "\n".join(f"{f'{number}.' if ordered else '-'} {text}" for number, text in enumerate(texts, 1))
