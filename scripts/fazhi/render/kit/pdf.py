"""Papers as PDF/UA-1, set by typst: one file for every machine, to be printed as it is.

Text reaches the template as JSON and is inserted as strings; nothing of it is read as markup. typst is given files in
memory and the two families of type that come with the program, and nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any, NoReturn

import pylopdf_fonts_zh_cn
import segno
import typst
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from fazhi.model.mark import Mark
from fazhi.render.kit.fault import Unprintable
from fazhi.render.kit.paper import DOTS, HIGHEST, Grid, Head, Paper, Para, Photo, Spot
from fazhi.render.kit.text import Run

STANDARD: typst.PDFStandard = "ua-1"
SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5)
"""Points of the running text, largest first; a document that must stand on one page goes down to the last."""
_DEEPEST = 6
"""The lowest level of headings that PDF knows."""
_SPACE = re.compile(r"[ \t\r\n]+")
_LONG = re.compile(r"[!-~\u00a1-\u024f]{24,}")
"""What has no place to break a line at and may be wider than a column: an address, a hostile word."""
_PIECE = re.compile(r"[^/.]{0,11}[/.]+|.{1,6}")
"""An address is cut behind its dots and strokes, anything else where it must be."""
_FULL = re.compile(r"kit-page-full (\d+)")
_MAIN = b'#import "paper.typ": printed\n#printed(json("paper.json"))'
"""The template stands in a file of its own, and hangs on no paper: typst need not read it anew for each."""


def write(paper: Paper, template: str) -> bytes:
    """Print a paper with ``templates/kit/paper.typ``; give the bytes of a PDF/UA-1 file, dated by its content.

    Raises:
        Unprintable: A character is in none of the fonts, or what must stand on one page does not.
    """
    _require_glyphs(paper)
    stamp = int(datetime.fromisoformat(paper.imprint.version).replace(tzinfo=UTC).timestamp())
    form = _Form()
    told = form.paper(paper)
    setting = {"lang": paper.lang, "landscape": paper.landscape, "one_page": paper.one_page, "images": form.images}
    files = {"paper.typ": template.encode(), "paper.json": as_json(told), "setting.json": as_json(setting)}
    try:
        return typeset({"main.typ": _MAIN, **files}, format="pdf", pdf_standards=STANDARD, timestamp=stamp)
    except typst.TypstError as error:
        _explain(error, paper)


def typeset(files: Mapping[str, bytes], **how: Any) -> bytes:
    """Set ``main.typ`` of some texts in memory, which may read the others, into one file.

    ``how`` is as for ``typst.Compiler.compile``. Raises typst.TypstError.
    """
    made = _compiler().compile(dict(files), **how)
    assert isinstance(made, bytes)
    return made


def as_json(value: object) -> bytes:
    """A value as a file that a template reads."""
    return json.dumps(value, ensure_ascii=False).encode()


def _explain(error: typst.TypstError, paper: Paper) -> NoReturn:
    """Turn what the template says about a page that is too full into a problem; anything else is a mistake of ours."""
    full = _FULL.search(error.message)
    if full is None:
        raise error
    detail = {"name": paper.subtitle or paper.title, "size": f"{SIZES[-1]:g}", "over": full[1]}
    raise Unprintable(paper.imprint.path, None, "kit-page-full", **detail) from error


# --- fonts ------------------------------------------------------------------------------------------


@cache
def _font_files() -> tuple[Path, Path]:
    """Noto Serif SC for running text; Noto Sans SC, all weights in one file, for headings and what is strong."""
    sans = files("justmytype_intl_cjk") / "fonts" / "ofl" / "notosanssc" / "NotoSansSC[wght].ttf"
    return pylopdf_fonts_zh_cn.serif_path(), Path(str(sans))


@cache
def _compiler() -> typst.Compiler:
    """The compiler, kept for the next paper: the fonts are read once in a process."""
    folders = [path.parent for path in _font_files()]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)
    # The root is where a template could read files from: a folder that is there, and that holds nothing of ours.
    return typst.Compiler(root=folders[0], font_paths=fonts)


@cache
def _coverage() -> frozenset[str]:
    """The characters that both families can print; the Latin typeface of English papers is only a nicer choice."""
    serif, sans = map(_printable, _font_files())
    return serif & sans


def _printable(path: Path) -> frozenset[str]:
    with TTFont(path, lazy=True) as font:
        # Any names will do for the glyphs; to read those that they have takes five times as long as all the rest.
        font.setGlyphOrder([str(number) for number in range(font["maxp"].numGlyphs)])
        return frozenset(map(chr, font.getBestCmap()))


def _require_glyphs(paper: Paper) -> None:
    known = _coverage()
    path, mark = paper.imprint.path, Mark(1, 1)
    for piece in _pieces(paper):
        if isinstance(piece, Mark | Spot):
            path, mark = piece if isinstance(piece, Spot) else (paper.imprint.path, piece)
        elif not known.issuperset(piece):
            char = next(each for each in piece if each not in known)
            raise Unprintable(path, mark, "kit-glyph", char=char, code=f"U+{ord(char):04X}")


def _pieces(paper: Paper) -> Iterator[Mark | Spot | str]:
    """Every text of a paper in reading order, each mark before the text that it is the place of."""
    yield from (paper.audience_label, paper.title, paper.subtitle, paper.imprint.line, paper.page_label)
    yield from paper.imprint.notices
    yield from _within(paper.blocks)


def _within(value: object) -> Iterator[Mark | Spot | str]:
    match value:
        case str():
            yield _flat(value)
        case Mark() | Spot():
            yield value
        case Run():
            yield _flat(value.text)
        case tuple():
            yield from (each for each in value if isinstance(each, Mark | Spot))
            for each in value:
                if not isinstance(each, Mark | Spot):
                    yield from _within(each)


# --- data for the template --------------------------------------------------------------------------


def _flat(text: str) -> str:
    """Make all spaces of a text one space each, so that no line break of the source becomes one on paper."""
    return _SPACE.sub(" ", text)


@dataclass(slots=True)
class _Form:
    """Turns a paper into what JSON can say. ``level`` is that of the last heading: PDF/UA lets none be skipped."""

    level: int = 0
    images: list[list[int]] = field(default_factory=list)
    """The bytes of the pictures, which JSON has no other way to say; blocks name them by their place."""

    def paper(self, paper: Paper) -> dict[str, Any]:
        """The whole paper."""
        foot = paper.imprint
        return {
            "title": _broken(paper.title),
            "subtitle": _broken(paper.subtitle),
            "presenter": paper.audience == "presenter",
            "audience": _broken(paper.audience_label),
            "notices": self.form(foot.notices),
            "line": _broken(foot.line),
            "page": paper.page_label,
            "qr": _qr_code(foot.address) if foot.address else "",
            "qr_label": paper.qr_label or foot.address,
            "sizes": SIZES if paper.one_page else SIZES[:1],
            "blocks": self.form(paper.blocks),
        }

    def form(self, value: object) -> Any:
        """A block as a table with its kind and weight, a run as a list, a text as the pieces between breaks."""
        match value:
            case str():
                return _broken(value)
            case Run(href=href) if href and not href.startswith("https://"):
                raise ValueError(f"not an https address: {href!r}")
            case Run(text, strong, emphasis, href):
                return [_broken(text), strong, emphasis, href]
            case Head(level, text):
                self.level = min(max(level, 1), self.level + 1, _DEEPEST)
                return _block("head", level=self.level, text=_broken(text))
            case Grid(head, rows, widths):
                names = [self.form(Para(name)) for name in head]
                return _block("grid", head=names, rows=self.form(rows), widths=list(widths))
            case Photo(image, alt, credit):
                self.images.append(list(image.data))
                shown = {"image": len(self.images) - 1, "format": image.suffix, "width": image.width * 72 / DOTS}
                return _block("photo", **shown, highest=HIGHEST, alt=_flat(alt), credit=self.form(credit))
            case tuple() if hasattr(value, "_asdict"):
                fields = value._asdict().items()
                parts = {name: self.form(part) for name, part in fields if name != "mark"}
                return _block(type(value).__name__.lower(), **parts)
            case tuple():
                return [self.form(part) for part in value]
            case _:
                return value


def _block(kind: str, **parts: Any) -> dict[str, Any]:
    return {"kind": kind, "weight": sum(map(_weight, parts.values())), **parts}


def _weight(form: Any) -> int:
    """How many bytes of text there are in a form; a block inside has been weighed before."""
    match form:
        case str():
            return len(form.encode())
        case list():
            return sum(map(_weight, form))
        case dict():
            weight: int = form["weight"]
            return weight
        case _:
            return 0


def _broken(text: str) -> list[str]:
    """Cut a text where a line may break although no space stands there."""
    text = _flat(text)
    pieces: list[str] = []
    end = 0
    for word in _LONG.finditer(text):
        pieces += [text[end : word.start()], *_PIECE.findall(word[0])]
        end = word.end()
    return [piece for piece in (*pieces, text[end:]) if piece]


@lru_cache(maxsize=64)
def _qr_code(address: str) -> str:
    """A QR code as SVG; the middle level of error correction survives a photocopier."""
    image = BytesIO()
    segno.make(address, error="m", micro=False).save(image, kind="svg", border=0, omitsize=True)
    return image.getvalue().decode()
