"""Write a fitted deck as a PPTX that a presenter can edit: native text, tables, notes and links, and no macros."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time

import segno
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.presentation import Presentation
from pptx.slide import NotesSlide as Notes
from pptx.slide import Slide as Page

from fazhi.render.kit import canvas, pptx_theme
from fazhi.render.kit.archive import packed, unpacked
from fazhi.render.kit.deck import Bars, Deck, Grid, Lanes, Say, Slide, Written
from fazhi.render.kit.measure import extent, lines
from fazhi.render.kit.pptx_body import chart, lanes, table
from fazhi.render.kit.pptx_markup import child, element, emu, fill, language, slide_number, tags
from fazhi.render.kit.pptx_pages import add_notes, add_slide, holders, notes_text
from fazhi.render.kit.pptx_text import Look, Scribe, written
from fazhi.render.kit.pptx_theme import Form, Mood
from fazhi.render.kit.text import Runs, plain, run

AUTHOR = "法治课堂"
MOODS: dict[str, Mood] = {"decide": "ask", "quiz": "ask", "outcome": "tell", "answer": "tell"}
FORMS: dict[type, Form] = {Written: "text", Grid: "table", Bars: "drawing", Lanes: "drawing"}
TITLE_PITCH = 1.22
_PROPERTY = 255
"""The longest text that a property of a document may have."""


def write(deck: Deck) -> bytes:
    """Write a deck that ``fit`` has measured. The same deck gives the same bytes."""
    presentation = pptx_theme.blank(deck.lang)
    pages = [(slide, _page(presentation, deck, slide, number)) for number, slide in enumerate(deck.slides, 1)]
    parts = {slide.id: page.part for slide, page in pages}
    for number, (slide, page) in enumerate(pages, 1):
        scribe = Scribe(page.part, deck.lang, parts)
        _titled(page, scribe, deck, slide)
        _bodied(page, scribe, deck, slide)
        _footed(page, scribe, deck, number)
        _noted(add_notes(presentation, deck.lang, page, number), deck, slide)
    if pages:
        pptx_theme.notes_theme(presentation.notes_master.part.part_related_by(RT.THEME))
        language(presentation.notes_master._element, deck.lang)
    _described(presentation, deck)
    store = io.BytesIO()
    presentation.save(store)
    return packed(unpacked(store.getvalue()))


def _page(presentation: Presentation, deck: Deck, slide: Slide, number: int) -> Page:
    if slide.kind == "cover":
        return add_slide(presentation, deck.lang, "cover", "plain", number)
    return add_slide(presentation, deck.lang, FORMS[type(slide.body)], MOODS.get(slide.kind, "plain"), number)


# --- title, body, foot ------------------------------------------------------------------------------


def _set(holder: BaseOxmlElement, paragraphs: Iterator[BaseOxmlElement] | list[BaseOxmlElement]) -> None:
    fill(child(holder, "p:txBody"), paragraphs)


def _titled(page: Page, scribe: Scribe, deck: Deck, slide: Slide) -> None:
    """Set the title, and above it in small the step of the lesson and its minutes."""
    look = Look(size=slide.title_size, pitch=slide.title_size * TITLE_PITCH)
    there = holders(page)
    _set(there[0], [scribe.paragraph(run(slide.title), look)])
    small = Look(size=canvas.SMALL)
    if slide.kind == "cover":
        _set(there[pptx_theme.STEP], [scribe.paragraph(each, small) for each in _facts(deck)])
    elif above := _above(deck, slide):
        _set(there[pptx_theme.STEP], [scribe.paragraph(run(above), small)])
    else:
        holder = there[pptx_theme.STEP]
        holder.getparent().remove(holder)


def _above(deck: Deck, slide: Slide) -> str:
    """The step, unless the title says it, and its minutes; a name too long for the line is left to the first slide."""
    minutes = deck.minutes_label.format(n=slide.minutes) if slide.minutes else ""
    step = "" if slide.title.startswith(slide.step) else slide.step
    above = " · ".join(piece for piece in (step, minutes) if piece)
    room = canvas.STEP.width * 0.97 / canvas.SMALL
    return above if extent(run(above), han=canvas.is_han(deck.lang)) <= room else minutes


def _facts(deck: Deck) -> Iterator[Runs]:
    """What the cover says at its foot; the notices stand there if there is room, and in the notes always."""
    facts, notices = run(" · ".join(deck.facts)), [run(notice) for notice in deck.imprint.notices]
    area = canvas.beside(canvas.COVER_FACTS, deck)
    room = area.width / canvas.SMALL
    count = sum(lines(each, room, han=canvas.is_han(deck.lang)) for each in (facts, *notices))
    yield facts
    if count * canvas.pitch(canvas.SMALL, deck.lang) <= area.height:
        yield from notices


def _bodied(page: Page, scribe: Scribe, deck: Deck, slide: Slide) -> None:
    area, size = canvas.body_area(deck, slide), slide.size
    match slide.body:
        case Written(text) if slide.kind == "cover":
            _set(holders(page)[pptx_theme.BODY], written(scribe, text, size, canvas.COVER_TEXT.width, "bg1"))
        case Written(text):
            _set(holders(page)[pptx_theme.BODY], written(scribe, text, size, area.width))
        case Grid() as grid:
            label = f"{slide.title}: " + ", ".join(plain(cell) for cell in grid.head if cell)
            table(page, scribe, grid, size, area, label)
        case Bars() as bars:
            chart(page, scribe, bars, size, area)
        case Lanes() as ways:
            lanes(page, scribe, ways, size, area)
    if slide.kind in ("cover", "end") and deck.imprint.address:
        _narrowed(page, deck, slide)
        _code(page, deck)


def _narrowed(page: Page, deck: Deck, slide: Slide) -> None:
    """Make room for the QR code."""
    covers = {pptx_theme.BODY: canvas.COVER_TEXT, pptx_theme.STEP: canvas.COVER_FACTS}
    areas = covers if slide.kind == "cover" else {pptx_theme.BODY: canvas.BODY}
    for holder in page.placeholders:
        area = areas.get(holder.placeholder_format.idx)
        if area and isinstance(slide.body, Written):
            narrow = canvas.beside(area, deck)
            holder.left, holder.top = emu(narrow.left), emu(narrow.top)
            holder.width, holder.height = emu(narrow.width), emu(narrow.height)


def _code(page: Page, deck: Deck) -> None:
    """Draw the QR code to the page of the lesson, with the white margin that readers need."""
    image = io.BytesIO()
    segno.make(deck.imprint.address, error="m", micro=False).save(image, kind="png", scale=8, border=4)
    image.seek(0)
    area = canvas.QR
    picture = page.shapes.add_picture(image, emu(area.left), emu(area.top), emu(area.width), emu(area.height))
    picture.name = "QR"
    next(picture._element.iter(qn("p:cNvPr"))).set(
        "descr", deck.qr_label.format(address=deck.imprint.address) or deck.imprint.address
    )


def _footed(page: Page, scribe: Scribe, deck: Deck, number: int) -> None:
    """Set the imprint and the number of the slide in the footers of the layout."""
    tree = page.shapes._spTree
    first = max(int(each.get("id", "0")) for each in tree.iter(qn("p:cNvPr"))) + 1
    foot = _footer(first, "Foot", f'type="ftr" sz="quarter" idx="{pptx_theme.FOOT}"')
    _set(foot, [scribe.paragraph(run(deck.imprint.line), Look())])
    tree.append(foot)
    count = _footer(first + 1, "Number", f'type="sldNum" sz="quarter" idx="{pptx_theme.NUMBER}"')
    _set(count, [slide_number(str(number), deck.lang)])
    tree.append(count)


def _footer(id: int, name: str, kind: str) -> BaseOxmlElement:
    return element(
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
    )


# --- notes and properties ---------------------------------------------------------------------------


def _noted(notes: Notes, deck: Deck, slide: Slide) -> None:
    """Write the notes: first what is said aloud, then, below its heading, what is for the presenter alone."""
    says = list(slide.notes)
    if slide.kind == "cover":
        says = [*(Say(run(notice), tip=True) for notice in deck.imprint.notices), *says]
    aloud, tips = [say for say in says if not say.tip], [say for say in says if say.tip]
    heading = [Say(run(deck.tip_label, strong=True), tip=True)] if tips and deck.tip_label else []
    scribe = Scribe(notes.part, deck.lang)
    told = [*aloud, *heading, *tips] or [Say(run(slide.title))]
    fill(notes_text(notes), [scribe.paragraph(say.runs, Look()) for say in told])


def _described(presentation: Presentation, deck: Deck) -> None:
    """Say what the document is; its dates are those of the content, never of the build."""
    about = presentation.core_properties
    day = datetime.combine(date.fromisoformat(deck.imprint.version), time())
    about.title, about.subject = deck.title[:_PROPERTY], deck.summary[:_PROPERTY]
    about.author = about.last_modified_by = AUTHOR
    about.created = about.modified = day
    about.revision = 1
    about.identifier, about.version = deck.imprint.id[:_PROPERTY], deck.imprint.version
    about.language = tags(deck.lang)[0]
    about.keywords = about.comments = about.category = about.content_status = ""
