"""Draw the picture that messengers show beside a link: one for each language, the same for every page."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from io import BytesIO

from fazhi.render import scope
from fazhi.render.edition import Edition

TEMPLATE = "kit/card.typ"
WIDTH, HEIGHT = 1200, 630
"""Pixels; the shape that most messengers want."""
_COLOURS = 48
"""So few are drawn that more would only make the file larger."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is written on the picture."""

    lang: str
    name: str
    other_name: str
    """The name in the other language."""
    text: str
    line: str
    """What the edition is called; empty for the whole site."""
    address: str


def picture(edition: Edition, other: Edition) -> Picture:
    """The picture of an edition; ``other`` is the same edition in the other language."""
    return Picture(
        lang=edition.lang,
        name=edition.words.t.site.name,
        other_name=other.words.t.site.name,
        text=edition.words.t.site.description,
        line=said.title if (said := scope.notice(edition)) else "",
        address=edition.settings.published.removeprefix("https://").rstrip("/"),
    )


def write(shown: Picture, template: str) -> bytes:
    """Draw a picture with ``kit/card.typ`` of the templates; give the bytes of a PNG."""
    # Only now: typst takes its time, and most runs draw nothing.
    from PIL import Image
    from PIL.PngImagePlugin import PngImageFile

    from fazhi.render.kit import pdf

    files = {"main.typ": template.encode(), "picture.json": pdf.as_json(asdict(shown))}
    drawn = pdf.typeset(files, format="png", ppi=72.0)
    with PngImageFile(BytesIO(drawn)) as image:
        small = image.convert("RGB").quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    out = BytesIO()
    small.save(out, "PNG", optimize=True)
    return out.getvalue()
