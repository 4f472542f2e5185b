"""All pages of one language, written as they are made, and the style sheets that these pages need."""

from __future__ import annotations

from pathlib import Path

from fazhi import disk, slim
from fazhi.engine import CONFIGURATION, DARK_SHEET, OWN_SHEET, PAGES, SHEET
from fazhi.engine.pages import NOT_FOUND, Engine

_SHEETS = "assets/stylesheets"
"""Where the theme has its style sheets."""
_ASSETS = "assets/"
"""Scripts below it are programs; a script elsewhere holds data, whose words set nothing on a page."""
_SET = frozenset({"slate"})
"""What the script in the page sets: the dark scheme."""
_LIGHT, _DARK = "data-md-color-scheme=default", "data-md-color-scheme=slate"


def make(folder: Path) -> None:
    """Make the site of a staged folder in ``site`` below it.

    Raises pages.Refused where MkDocs does not take what is staged, and OSError where the disk refuses.
    """
    engine = Engine(folder / CONFIGURATION)
    site = folder / PAGES
    disk.remove(site)
    names: set[str] = set(_SET)
    own = ""

    def page(path: str, text: str) -> None:
        disk.write(site / path, text.encode())
        names.update(slim.names_in_page(text))

    for path, file in engine.staged():
        if file.is_documentation_page():
            page(path, engine.page(file.src_uri, file.content_string))
            continue
        data = file.content_bytes
        disk.write(site / path, data)
        if path.startswith(_ASSETS) and path.endswith(".js"):
            names.update(slim.names_in_script(data.decode()))
        elif path.endswith(".css"):
            names.update(slim.names_in_sheet(data.decode()))
            own = data.decode() if path == OWN_SHEET else own
    page(NOT_FOUND, engine.not_found())
    for path, text in _sheets(_lent(engine.theme()), own, frozenset(names)).items():
        disk.write(site / path, text.encode())


def _lent(theme: list[Path]) -> str:
    """The theme's style sheets, one after the other."""
    files: dict[str, bytes] = {}
    for folder in reversed(theme):
        files |= disk.contents(folder / _SHEETS)
    return "".join(files[name].decode() for name in sorted(files) if name.endswith(".css"))


def _sheets(theirs: str, own: str, names: frozenset[str]) -> dict[str, str]:
    """Give what stands in the place of the theme's style sheets: what pages and scripts of ours may use of them.

    A browser with a script chooses the scheme by an attribute; for those without one, a sheet of its own holds the dark
    colours, which only they ask for.
    """
    kept = slim.slim(theirs, names)
    return {SHEET: kept, DARK_SHEET: "".join(slim.recast(text, _DARK, _LIGHT) for text in (kept, own))}
