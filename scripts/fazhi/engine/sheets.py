"""The style sheets of a language: of the theme's, what its pages and scripts use."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from fazhi import disk, slim
from fazhi.engine import DARK_SHEET, SHEET

_SHEETS = "assets/stylesheets"
"""Where the theme has its style sheets."""
_ASSETS = "assets/"
"""Scripts below it are programs; a script elsewhere holds data, whose words set nothing on a page."""
_SET = frozenset({"slate"})
"""What the script in the page sets: the dark scheme."""
_LIGHT, _DARK = "data-md-color-scheme=default", "data-md-color-scheme=slate"


def names_in(path: str, text: str) -> frozenset[str]:
    """The names that a file of a language, by its path, gives to elements or asks for."""
    if path.endswith(".html"):
        return frozenset(slim.names_in_page(text))
    if path.startswith(_ASSETS) and path.endswith(".js"):
        return frozenset(slim.names_in_script(text))
    return frozenset(slim.names_in_sheet(text)) if path.endswith(".css") else frozenset()


def names_in_files(files: Mapping[str, bytes]) -> frozenset[str]:
    """The same of several files, by their paths."""
    texts = {path: data.decode() for path, data in files.items() if path.endswith((".css", ".js"))}
    return frozenset[str]().union(*(names_in(path, text) for path, text in texts.items()))


def sheets(theme: list[Path], own: str, names: Collection[str]) -> dict[str, str]:
    """Give what stands in the place of the theme's style sheets: what pages and scripts of ours may use of them.

    ``theme`` are its folders, those first in which a file is looked for first; ``own`` is our own style sheet, and
    ``names`` are those of all files. A browser with a script chooses the scheme by an attribute; for those without one,
    a sheet of its own holds the dark colours, which only they ask for.
    """
    kept = slim.slim(_lent(theme), _SET | {*names})
    return {SHEET: kept, DARK_SHEET: "".join(slim.recast(text, _DARK, _LIGHT) for text in (kept, own))}


def _lent(theme: list[Path]) -> str:
    """The theme's style sheets, one after the other."""
    files: dict[str, bytes] = {}
    for folder in reversed(theme):
        files |= disk.contents(folder / _SHEETS)
    return "".join(files[name].decode() for name in sorted(files) if name.endswith(".css"))
