"""Paragraphs of a presentation: runs with their language, real bullets and numbers, links that lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement, OxmlElement

from fazhi.render.kit import canvas
from fazhi.render.kit.deck import Line
from fazhi.render.kit.measure import lines, torn
from fazhi.render.kit.pptx_markup import element, emu, filled, tags
from fazhi.render.kit.text import Run, Runs

MARKS = {"right": "✔", "wrong": "✘"}
_COLOURS = {"right": "accent4", "reason": "accent6"}
_ESCAPE = re.compile(r"(?<=_x)(?=[0-9A-Fa-f]{4}_)")
"""Where ``_x0041_`` must be torn apart: PowerPoint would read it as the escape of a character."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph is set; sizes in points, 0 where those of the placeholder hold."""

    size: float = 0.0
    strong: bool = False
    colour: str = ""
    centred: bool = False
    before: float = 0.0
    left: float = 0.0
    hang: float = 0.0
    level: int = 0
    bullet: str = ""
    """The XML of a bullet; constant but for a number."""
    pitch: float = 0.0
    """From line to line; found from the size if it is 0."""
    room: float = 0.0
    """The width of the text, where links may stand in it."""


@dataclass(frozen=True, slots=True)
class Scribe:
    """Writes paragraphs for one part of the package, which holds the addresses that its links lead to."""

    part: Part
    lang: str
    pages: Mapping[str, Part] = field(default_factory=dict)
    """The slides of the deck by id."""

    def paragraph(self, runs: Runs, look: Look, target: str = "") -> BaseOxmlElement:
        """Write a paragraph; all of it leads to the slide ``target`` if that is given."""
        paragraph = OxmlElement("a:p")
        linked = bool(target) or canvas.is_linked(runs)
        paragraph.append(self._properties(look, linked=linked))
        for run in runs:
            for text in self._texts(run, look, runs) if linked and (target or run.href) else (run.text,):
                for unescaped in _ESCAPE.split(text):
                    paragraph.append(self._run(run._replace(text=unescaped), look, target))
        return paragraph

    def _texts(self, run: Run, look: Look, paragraph: Runs) -> Iterable[str]:
        """The text of a link, in pieces if its paragraph wraps.

        LibreOffice breaks a link inside words and sets its lines on top of each other; that of one word it sets right.
        """
        han = canvas.is_han(self.lang)
        wraps = look.room and lines(paragraph, look.room / look.size, han=han, strong=look.strong) > 1
        return torn(run.text, han=han) if wraps else (run.text,)

    def _properties(self, look: Look, *, linked: bool) -> BaseOxmlElement:
        level = f' lvl="{min(look.level, 8)}"' if look.level else ""
        align = "ctr" if look.centred else "l"
        spacing = f"<a:lnSpc>{self._pitch(look, linked=linked)}</a:lnSpc>"
        spacing += f'<a:spcBef><a:spcPts val="{round(look.before * 100)}"/></a:spcBef>'
        return element(
            f'<a:pPr marL="{emu(look.left)}" indent="{emu(-look.hang)}"{level} algn="{align}">'
            f"{spacing if look.size else ''}{look.bullet or '<a:buNone/>'}</a:pPr>"
        )

    def _pitch(self, look: Look, *, linked: bool) -> str:
        """From line to line, in points, so that the font does not matter.

        With links it is what the font asks for, which is never more than was measured: LibreOffice sets lines that hold
        a link on top of each other if their distance is given in points.
        """
        if linked:
            return '<a:spcPct val="100000"/>'
        return f'<a:spcPts val="{round((look.pitch or canvas.pitch(look.size, self.lang)) * 100)}"/>'

    def _run(self, run: Run, look: Look, target: str) -> BaseOxmlElement:
        made = OxmlElement("a:r")
        properties = OxmlElement("a:rPr")
        properties.attrib.update(self._attributes(run, look))
        colour = "hlink" if target or run.href else look.colour
        if colour:
            properties.append(element(filled(colour)))
        if target:
            properties.append(self._link(self.part.relate_to(self.pages[target], RT.SLIDE), "ppaction://hlinksldjump"))
        elif run.href:
            if not run.href.startswith("https://"):
                raise ValueError(f"not an https address: {run.href!r}")
            properties.append(self._link(self.part.relate_to(run.href, RT.HYPERLINK, is_external=True)))
        text = OxmlElement("a:t")
        text.text = run.text
        made.append(properties)
        made.append(text)
        return made

    def _attributes(self, run: Run, look: Look) -> Mapping[str, str]:
        """Every run names its language; without it WPS may set Han characters in the Latin font."""
        tag, other = tags(self.lang)
        found = {"lang": tag, "altLang": other}
        if look.size:
            found["sz"] = str(round(look.size * 100))
        # There is no slanted Han type: what is stressed is bold there.
        if run.strong or look.strong or (run.emphasis and canvas.is_han(self.lang)):
            found["b"] = "1"
        if run.href:
            found["u"] = "sng"
        if run.emphasis and not canvas.is_han(self.lang):
            found["i"] = "1"
        return found

    @staticmethod
    def _link(id: str, action: str = "") -> BaseOxmlElement:
        link = OxmlElement("a:hlinkClick")
        link.set(qn("r:id"), id)
        if action:
            link.set("action", action)
        return link


# --- lines of a slide -------------------------------------------------------------------------------


def written(
    scribe: Scribe, text: Sequence[Line], size: float, width: float, colour: str = ""
) -> Iterator[BaseOxmlElement]:
    """Write the lines of a slide as they were measured."""
    hang = canvas.labels_hang(text, size, width, scribe.lang)
    for place, (line, start) in enumerate(zip(text, _starts(text), strict=True)):
        left = canvas.margin(line, hang, size)
        look = Look(
            size=size,
            strong=line.kind == "right",
            colour=_COLOURS.get(line.kind, colour),
            before=canvas.GAP * size if place else 0.0,
            left=left,
            room=width - left,
            hang=_hang(line, left, size),
            level=line.level,
            bullet=_bullet(line, start, hang),
        )
        label = () if "<a:buAutoNum" in look.bullet else _label(line, hang)
        yield scribe.paragraph((*label, *line.runs), look, line.target)


def _hang(line: Line, left: float, size: float) -> float:
    """How far the sign or the label of a line stands to the left of its text."""
    return 0.0 if line.kind in ("text", "reason") else left - canvas.indent(line, size)


def _bullet(line: Line, start: int, hang: float) -> str:
    colour = '<a:buClr><a:schemeClr val="accent1"/></a:buClr>'
    if line.kind == "point":
        return f'{colour}<a:buFont typeface="Arial"/><a:buChar char="•"/>'
    if line.kind == "way":
        return f'{colour}<a:buFont typeface="Arial"/><a:buChar char="→"/>'
    if start and (line.kind == "option" or hang):
        scheme = "alphaUcPeriod" if line.kind == "option" else "arabicPeriod"
        return f'{colour}<a:buFont typeface="+mj-lt"/><a:buAutoNum type="{scheme}" startAt="{start}"/>'
    return ""


def _label(line: Line, hang: float) -> Runs:
    """The label of a line as text, where no bullet can say it."""
    if line.kind in MARKS:
        return (Run(f"{MARKS[line.kind]} {line.label}.\t", strong=True),)
    if line.kind in ("date", "number") and line.label:
        return (Run(f"{line.label}\t" if hang else f"{line.label}  ", strong=True),)
    return (Run(f"{line.label}.\t"),) if line.kind == "option" else ()


def _starts(text: Sequence[Line]) -> Iterator[int]:
    """The number at which the list of each line starts; 0 for a line that no list numbers.

    A presentation numbers the paragraphs of a list itself; the second half of a list that was split starts later.
    """
    open_: dict[int, tuple[str, int, int]] = {}
    for line in text:
        number = _ordinal(line)
        open_ = {level: found for level, found in open_.items() if level <= line.level}
        if not number:
            open_.pop(line.level, None)
            yield 0
            continue
        kind, last, start = open_.get(line.level, ("", 0, 0))
        start = start if (kind, last + 1) == (line.kind, number) else number
        open_[line.level] = (line.kind, number, start)
        yield start


def _ordinal(line: Line) -> int:
    """The number that a label says, or 0 for another label."""
    if line.kind == "option" and re.fullmatch("[A-Z]", line.label):
        return ord(line.label) - ord("A") + 1
    if line.kind == "number" and re.fullmatch(r"[1-9][0-9]{0,3}\.", line.label):
        return int(line.label[:-1])
    return 0
