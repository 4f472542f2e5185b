"""A picture in the class kit: it stands on papers with its words and its maker, and slides say where it is."""

import io
from collections.abc import Callable
from pathlib import Path

import docx as word
import pikepdf
import pytest

from fazhi.model.images import Published
from fazhi.model.library import Lesson
from fazhi.render.edition import Edition
from fazhi.render.kit import docx, lecture, pdf, plan, worksheet
from fazhi.render.kit.paper import DOTS, HIGHEST, Paper, Photo
from kit.reading import shown, tips
from picturing import image, png, saved

Dwarf = Callable[..., tuple[Edition, Lesson]]
TEMPLATE = (Path(__file__).parents[2] / "templates/kit/paper.typ").read_text("utf-8")
STEPS = "## 看一看 {#look minutes=5}\n\n先看树。\n\n/// from plum#facts\n///\n\n- 有几个李子？\n\n"
ALT = "一棵结满果子的李子树"
CREDIT = "图：果园编写组（为本站制作，CC BY 4.0）"


@pytest.fixture
def paper(dwarf: Dwarf) -> Paper:
    edition, lesson = dwarf(STEPS)
    return plan.paper(edition, lesson, lecture.deck(edition, lesson))


def photos(paper: Paper) -> list[Photo]:
    return [block for block in paper.blocks if isinstance(block, Photo)]


def test_a_picture_of_a_pulled_section_stands_on_papers(dwarf: Dwarf, paper: Paper) -> None:
    assert [each.alt for each in photos(paper)] == [ALT]
    edition, lesson = dwarf(STEPS.replace("minutes=5", "minutes=6"))
    assert repr(worksheet.sheet(edition, lesson)).count("Photo(") == 1


def test_word_gets_the_picture_with_its_words(paper: Paper) -> None:
    data = docx.write(paper)
    assert data == docx.write(paper)
    document = word.Document(io.BytesIO(data))
    assert [each.image.blob for each in document.part.related_parts.values() if hasattr(each, "image")].count(
        photos(paper)[0].image.data
    ) == 1
    drawn = document.inline_shapes
    assert [shape._inline.docPr.get("descr") for shape in drawn] == [ALT]
    assert drawn[0].width.pt == pytest.approx(64 * 72 / DOTS, abs=0.01)
    assert CREDIT in "\n".join(each.text for each in document.paragraphs)


def test_pdf_gets_the_picture_with_its_words(paper: Paper) -> None:
    data = pdf.write(paper, TEMPLATE)
    assert data == pdf.write(paper, TEMPLATE)
    with pikepdf.open(io.BytesIO(data)) as found:
        alts = [str(each.Alt) for each in found.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]
        assert ALT in alts
        streams = [each for each in found.objects if isinstance(each, pikepdf.Stream)]
        assert (64, 48) in [(each.Width, each.Height) for each in streams if each.get("/Subtype") == "/Image"]


def test_slides_leave_it_out_and_say_where_it_is(dwarf: Dwarf) -> None:
    edition, lesson = dwarf(STEPS)
    slides = lecture.deck(edition, lesson).slides
    assert not any(ALT in shown(slide) for slide in slides)
    assert sum(tip.endswith(ALT) for slide in slides for tip in tips(slide)) == 1


APPLE = "![桌上的一个苹果](media/apple.png)\n\n"
PEOPLE = "people: {authors: [果园编写组]}"
MEDIA = "media: [{file: apple.png, licence: own, author: 一位农民}]"
PLACES = {
    "alone": "## 只有图 {#look minutes=5}\n\n" + APPLE,
    "behind words": "## 图和字 {#look minutes=5}\n\n看图。\n\n" + APPLE,
    "in a part": "## 先看 {#look minutes=5}\n\n- 看图\n\n### 再看 {#again}\n\n看图。\n\n" + APPLE,
    "in a scene": f"## 走 {{#t minutes=5}}\n\n### 起 {{#s}}\n\n{APPLE}- [吃](#end-a)\n\n### 终 {{#end-a}}\n\n完。\n\n",
}


@pytest.mark.parametrize("place", PLACES)
def test_wherever_it_stands_in_a_step_the_presenter_hears_of_it(dwarf: Dwarf, place: str) -> None:
    files = {"docs/lessons/fruit/media/apple.png": png()}
    edition, lesson = dwarf(PLACES[place], files, front={PEOPLE: f"{PEOPLE}\n{MEDIA}"})
    slides = lecture.deck(edition, lesson).slides
    assert sum(tip.endswith("桌上的一个苹果") for slide in slides for tip in tips(slide)) == 1


def test_a_picture_keeps_its_shape_and_its_place() -> None:
    def size(width: int, height: int, place: float) -> tuple[float, float]:
        return Photo(Published(b"", "png", width, height), "", ()).size(place)

    assert size(120, 60, 400) == (72, 36)
    assert size(1280, 640, 400) == (400, 200)
    assert size(300, 3000, 400) == pytest.approx((HIGHEST / 10, HIGHEST))


def test_a_tall_photograph_is_set(paper: Paper) -> None:
    tall = Photo(Published(saved(image(300, 2400), "JPEG"), "jpg", 300, 2400), ALT, ())
    two = Paper(**{name: getattr(paper, name) for name in Paper.__slots__} | {"blocks": (tall, tall)})
    assert pdf.write(two, TEMPLATE).startswith(b"%PDF")
    shapes = word.Document(io.BytesIO(docx.write(two))).inline_shapes
    assert [round(shape.height.pt) for shape in shapes] == [HIGHEST, HIGHEST]
