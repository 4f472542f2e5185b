"""Add slides and their notes to a presentation, as copies of patterns that the library makes once.

The library finds the places of a layout, and a free name among all parts, anew for every slide and once more for its
notes. Here all slides of a layout are alike until they are filled, and they are numbered in their order.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.parts.slide import NotesSlidePart, SlidePart
from pptx.presentation import Presentation
from pptx.slide import NotesSlide as Notes
from pptx.slide import Slide as Page

from fazhi.render.kit import pptx_theme
from fazhi.render.kit.pptx_markup import child
from fazhi.render.kit.pptx_theme import LAYOUTS, Form, Mood

_NAMES = {0: "Title", pptx_theme.BODY: "Text", pptx_theme.STEP: "Step"}


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What a presentation has before anything is written in it."""

    slides: Mapping[tuple[Form, Mood], BaseOxmlElement]
    notes: BaseOxmlElement


@cache
def _patterns(lang: str) -> _Patterns:
    """Let the library make a slide of each layout, and the notes of one."""
    presentation = pptx_theme.blank(lang)
    pages = {key: presentation.slides.add_slide(pptx_theme.layout(presentation, *key)) for key in LAYOUTS}
    for page in pages.values():
        for holder in page.placeholders:
            holder.name = _NAMES.get(holder.placeholder_format.idx, holder.name)
    first, *_ = pages.values()
    return _Patterns({key: page.element for key, page in pages.items()}, first.notes_slide.element)


def add_slide(presentation: Presentation, lang: str, form: Form, mood: Mood, number: int) -> Page:
    """Add a slide of a layout; ``number`` is its place, from 1, and each is added behind the one before it."""
    layout, owner = pptx_theme.layout(presentation, form, mood), presentation.part
    element = deepcopy(_patterns(lang).slides[form, mood])
    part = SlidePart(PackURI(f"/ppt/slides/slide{number}.xml"), CT.PML_SLIDE, owner.package, element)
    part.relate_to(layout.part, RT.SLIDE_LAYOUT)
    presentation.element.get_or_add_sldIdLst().add_sldId(owner.relate_to(part, RT.SLIDE))
    page: Page = part.slide
    return page


def add_notes(presentation: Presentation, lang: str, page: Page, number: int) -> Notes:
    """Add the notes of a slide, the ``number``-th that has any."""
    name, element = PackURI(f"/ppt/notesSlides/notesSlide{number}.xml"), deepcopy(_patterns(lang).notes)
    part = NotesSlidePart(name, CT.PML_NOTES_SLIDE, presentation.part.package, element)
    part.relate_to(presentation.part.notes_master_part, RT.NOTES_MASTER)
    part.relate_to(page.part, RT.SLIDE)
    page.part.relate_to(part, RT.NOTES_SLIDE)
    notes: Notes = part.notes_slide
    return notes


def holders(page: Page) -> dict[int, BaseOxmlElement]:
    """The shapes of a slide that fill a place of its layout, by the number of that place."""
    found: dict[int, BaseOxmlElement] = {}
    for holder in page.element.iter(qn("p:ph")):
        found.setdefault(int(holder.get("idx", "0")), _shape(holder))
    return found


def notes_text(notes: Notes) -> BaseOxmlElement:
    """Where the text of notes stands."""
    holder = next(each for each in notes.element.iter(qn("p:ph")) if each.get("type") == "body")
    return child(_shape(holder), "p:txBody")


def _shape(holder: BaseOxmlElement) -> BaseOxmlElement:
    """The shape of which an element says that it fills a place."""
    properties = holder.getparent()
    shape: BaseOxmlElement = properties.getparent().getparent()
    return shape
