"""The PPTX: what its XML promises, and whether LibreOffice sets all of its text where it belongs."""

import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.presentation import Presentation as Show
from pypdfium2.raw import FPDFText_GetUnicode

from fazhi.checked import check
from fazhi.model.mark import Mark
from fazhi.render.edition import Edition
from fazhi.render.kit import canvas
from fazhi.render.kit.deck import Bars, Body, Deck, Grid, Lanes, Line, Say, Slide, SlideKind, Written
from fazhi.render.kit.fit import fit
from fazhi.render.kit.imprint import Imprint
from fazhi.render.kit.lecture import deck as lecture
from fazhi.render.kit.pptx import write
from fazhi.render.kit.text import Run, Runs, plain, run
from fazhi.render.words import Words
from unable import unable

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
HAN = re.compile("[\u4e00-\u9fff]")
LANGS = ("zh", "en")
HERE = Mark(7, 3)
PATH = "docs/lessons/fruit/zh.md"
ADDRESS = "https://example.com/zh/lessons/fruit.html"
SAID: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "title": "我的信息我做主",
        "summary": "一通推销电话，一款短视频App，一道“要不要点同意”的选择题。学会认出个人信息。",
        "sentence": "北京一家公司做了一款短视频App，没有清楚地告诉监护人，就收集了孩子的信息。",
        "short": "停一停，看看它想要什么",
        "when": "2020年12月2日",
        "minutes": "{n}分钟",
        "tips": "讲课人用",
        "qr": "二维码，通向{address}",
        "name": "未成年人保护法第72条",
    },
    "en": {
        "title": "My data, my decision",
        "summary": "A sales call, a short-video app, and one question: do you tap 'agree'?",
        "sentence": "A company in Beijing made a short-video app and collected children's data, and told no guardian.",
        "short": "Stop and look at what it wants",
        "when": "2 December 2020",
        "minutes": "{n} min",
        "tips": "For the presenter",
        "qr": "QR code to {address}",
        "name": "Law on the Protection of Minors, art. 72",
    },
}


def line(kind: str, text: str | Runs, label: str = "", level: int = 0, target: str = "") -> Line:
    return Line(kind, run(text) if isinstance(text, str) else text, HERE, label, level, target)  # type: ignore[arg-type]


def slide(id: str, kind: SlideKind, title: str, body: Body, *notes: Say, step: str = "", minutes: int = 0) -> Slide:
    return Slide(id, kind, title, body, HERE, notes, step, minutes, PATH)


def deck(lang: str, *slides: Slide, address: str = ADDRESS, notices: tuple[str, ...] = ()) -> Deck:
    words = SAID[lang]
    foot = Imprint("fruit", "2026-11-21", "fruit · 2026-11-21 · CC BY 4.0 法治课堂", "basis", address, notices, PATH)
    return Deck(
        id="fruit",
        lang=lang,
        title=words["title"],
        summary=words["summary"],
        slides=slides,
        imprint=foot,
        facts=("小学高年级", words["minutes"].format(n=40)),
        minutes_label=words["minutes"],
        tip_label=words["tips"],
        qr_label=words["qr"],
    )


def everything(lang: str, *, address: str = ADDRESS) -> Deck:
    """Every kind of slide, body and line."""
    w = SAID[lang]
    long, short = w["sentence"], w["short"]
    said, tip = Say(run(long)), Say((Run(short, strong=True),), tip=True)
    law = (Run(w["name"], href="https://flk.npc.gov.cn/x?a=1&b=2"), Run(long))
    mixed = (Run(short, strong=True), Run(long), Run(short, emphasis=True), *law)
    timeline = Written(tuple(line("date", long, w["when"]) for _ in range(3)))
    points = (line("point", long), line("point", mixed, level=1), line("point", short))
    numbers = tuple(line("number", short, f"{n}.") for n in (1, 2, 3))
    options = tuple(line("option", short, letter) for letter in "ABC")
    answers = (
        *(line("wrong", short, "A"), line("reason", long)),
        *(line("right", short, "B"), line("reason", long)),
    )
    grid = Grid((run(short), run(w["when"])), ((run(w["name"]), run(long)), (law, run(short))), HERE)
    bars = Bars(((w["when"], 236.0, "236"), (w["name"], 5474.0, "5,474"), (short, 0.0, "0")), short, HERE)
    lane = (run(short), (run(w["name"]), run(short), run(w["when"])))
    return deck(
        lang,
        slide("cover", "cover", w["title"], Written((line("text", w["summary"]),)), said, tip),
        slide("hook", "step", short, Written((*points, *numbers)), said, step=short, minutes=5),
        slide("story", "story", long, timeline, said, step=short),
        slide("law", "step", short, grid, said, step=long),
        slide("bars", "step", short, bars, tip, step=short),
        slide("lanes", "step", short, Lanes((lane, lane, (lane[0], lane[1][:1])), HERE), said, step=short),
        slide("ask", "decide", short, Written((line("text", mixed),)), said, step=short),
        slide("told", "outcome", short, Written((line("text", long), line("text", law))), said, step=short),
        slide("tree", "scene", short, Written((line("text", long), line("way", long, target="q1"))), tip, step=short),
        slide("q1", "quiz", long, Written(options), tip, step=short),
        slide("q1-answer", "answer", long, Written(answers), tip, step=short),
        slide("table-answer", "answer", short, grid, step=short),
        slide("help", "help", short, grid, tip),
        slide("end", "end", short, Written((line("point", long), line("point", law))), tip),
        address=address,
    )


# --- reading what was written -----------------------------------------------------------------------


def made(deck: Deck) -> bytes:
    return write(fit(deck, "（续）" if deck.lang == "zh" else " (continued)"))


@pytest.fixture(scope="module", params=LANGS)
def show(request: pytest.FixtureRequest) -> Show:
    return opened(made(everything(request.param)))


def opened(data: bytes) -> Show:
    return Presentation(io.BytesIO(data))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def slides(data: bytes) -> dict[str, Any]:
    return {
        name: etree.fromstring(xml) for name, xml in parts(data).items() if re.match(r"ppt/slides/slide\d+\.xml", name)
    }


def shapes(inside: Any) -> Iterator[Any]:
    for shape in inside:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from shapes(shape.shapes)


def held(slide: Any, idx: int) -> Any:
    return next(each for each in slide.placeholders if each.placeholder_format.idx == idx)


def words(slide: Slide) -> list[str]:
    """Everything that a slide of the form says."""
    match slide.body:
        case Written(rows):
            said = [plain(row.runs) for row in rows]
        case Grid(head, rows):
            said = [plain(cell) for row in (head, *rows) for cell in row]
        case Bars(rows, label):
            said = [label, *(word for name, _, figure in rows for word in (name, figure))]
        case Lanes(lanes):
            said = [plain(runs) for name, steps in lanes for runs in (name, *steps)]
    return [slide.title, *said]


# --- what stands on the slides ----------------------------------------------------------------------


def test_every_slide_has_a_title_and_notes_and_says_all_that_it_should(show: Show) -> None:
    deck = fit(everything("zh" if HAN.search(show.core_properties.title) else "en"), "（续）")
    assert len(show.slides) == len(deck.slides)
    for slide, form in zip(show.slides, deck.slides, strict=True):
        assert slide.shapes.title is not None
        assert slide.shapes.title.text_frame.text == form.title
        assert slide.notes_slide.notes_text_frame.text.strip()
        texts = "\n".join(
            [shape.text_frame.text for shape in shapes(slide.shapes) if shape.has_text_frame]
            + [cell.text for shape in slide.shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
        )
        for said in words(form):
            assert said in texts


def test_all_text_stands_in_placeholders_or_in_shapes_with_a_name(show: Show) -> None:
    for slide in show.slides:
        names = []
        for shape in shapes(slide.shapes):
            assert shape.is_placeholder or re.fullmatch(
                r"(Chart|Lanes|QR|Caption|(Name|Bar|Figure|Lane) \d+|(Step|Arrow) \d+-\d+)", shape.name
            )
            names.append(shape.name)
        assert len(names) == len(set(names)), "a name says one shape"
        ids = [shape.shape_id for shape in shapes(slide.shapes)]
        assert len(ids) == len(set(ids))


def test_what_is_no_text_says_what_it_is(show: Show) -> None:
    seen = set()
    for slide in show.slides:
        for shape in shapes(slide.shapes):
            silent = not shape.has_text_frame or not shape.text_frame.text
            if silent:
                seen.add(shape.name.rstrip("0123456789-"))
                assert shape._element.find(f".//{P}cNvPr").get("descr"), shape.name
    assert seen == {"QR", "Table", "Chart", "Lanes", "Bar ", "Arrow "}


def test_slides_have_their_number_and_the_imprint_in_footers(show: Show) -> None:
    for number, slide in enumerate(show.slides, 1):
        assert held(slide, 11).text_frame.text.startswith("fruit · 2026-11-21")
        assert held(slide, 12)._element.find(f".//{A}fld").get("type") == "slidenum"
        assert held(slide, 12)._element.find(f".//{A}t").text == str(number)


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_that_the_class_reads_is_smaller_than_18_points(lang: str) -> None:
    data = made(everything(lang))
    for xml in slides(data).values():
        for paragraph in xml.iter(f"{A}p"):
            sizes = {int(each.get("sz", 0)) for each in paragraph.iter(f"{A}rPr")}
            foot = {each.get("type") for holder in paragraph.iterancestors(f"{P}sp") for each in holder.iter(f"{P}ph")}
            assert foot & {"ftr", "sldNum"} or min(sizes, default=1800) >= 1800


@pytest.mark.parametrize("lang", LANGS)
def test_every_run_names_its_language_and_inherits_the_han_font_of_the_theme(lang: str) -> None:
    files = parts(made(everything(lang)))
    themes = [xml.decode() for name, xml in files.items() if name.startswith("ppt/theme/")]
    assert len(themes) == 2, "of the slides and of the notes"
    for theme in themes:
        assert set(re.findall('<a:ea typeface="([^"]*)"', theme)) == {"微软雅黑"}
        assert set(re.findall('<a:latin typeface="([^"]*)"', theme)) == {"Calibri"}
        assert set(re.findall('<a:font script="Hans" typeface="([^"]*)"', theme)) == {"微软雅黑"}
    for name, xml in files.items():
        if not name.endswith(".xml") or "theme" in name:
            continue
        tree = etree.fromstring(xml)
        assert {each.get("typeface") for each in tree.iter(f"{A}ea")} <= {"+mn-ea", "+mj-ea"}
        assert {each.get("typeface") for each in tree.iter(f"{A}latin")} <= {"+mn-lt", "+mj-lt"}
        if re.match("ppt/(slides|notesSlides)/", name):
            for each in tree.iter(f"{A}r"):
                assert each.find(f"{A}rPr").get("lang") == ("zh-CN" if lang == "zh" else "en-US")
                assert each.find(f"{A}rPr").get("altLang")


def test_lists_are_real_lists_and_answers_are_marked_without_colour() -> None:
    data = made(everything("zh"))
    pages = list(slides(data).values())
    xml = b"".join(etree.tostring(page) for page in pages)
    assert xml.count(b'<a:buChar char="&#8226;"/>') + xml.count('<a:buChar char="•"/>'.encode()) >= 5
    assert len(re.findall(rb'type="arabicPeriod" startAt="1"', xml)) == 3
    assert len(re.findall(rb'type="alphaUcPeriod" startAt="1"', xml)) == 3
    texts = [
        shape.text_frame.text for slide in opened(data).slides for shape in slide.placeholders if shape.has_text_frame
    ]
    [answers] = [text for text in texts if "✔" in text]
    assert [row[:4] for row in answers.split("\n") if "." in row[:4]] == ["✘ A.", "✔ B."]


def test_the_second_half_of_a_numbered_list_goes_on_counting() -> None:
    rows = tuple(line("number", SAID["zh"]["sentence"] * 2, f"{n}.") for n in range(1, 13))
    data = made(deck("zh", slide("one", "step", "标题", Written(rows))))
    starts = [set(re.findall(rb'startAt="(\d+)"', etree.tostring(page))) for _, page in sorted(slides(data).items())]
    assert starts[0] == {b"1"}
    assert all(len(start) == 1 for start in starts)
    assert len(starts) > 1
    assert starts[1] != {b"1"}


def test_a_label_that_is_no_number_is_kept_as_text() -> None:
    rows = (
        line("number", "一", "1."),
        line("number", "二", "3."),
        line("number", "三", "x"),
        line("option", "四", "AA"),
    )
    page = opened(made(deck("zh", slide("one", "step", "标题", Written(rows))))).slides[0]
    body = held(page, 1)
    assert [each.get("startAt") for each in body._element.iter(f"{A}buAutoNum")] == ["1", "3"]
    assert body.text_frame.text.split("\n")[2:] == ["x\t三", "AA.\t四"]


def test_ways_lead_to_their_slides_and_links_to_https() -> None:
    data = made(everything("zh"))
    show = opened(data)
    jumps = []
    for slide in show.slides:
        for link in slide._element.iter(f"{A}hlinkClick"):
            rel = slide.part.rels[link.get(f"{R}id")]
            if rel.is_external:
                assert rel.target_ref == "https://flk.npc.gov.cn/x?a=1&b=2"
                assert not link.get("action")
            else:
                assert link.get("action") == "ppaction://hlinksldjump"
                jumps.append(rel.target_part)
    [quiz] = [slide.part for slide in show.slides if next(slide._element.iter(f"{A}buAutoNum"), None) is not None][1:]
    assert set(jumps) == {quiz}


def test_no_other_address_can_be_linked() -> None:
    runs = (Run("点我", href="http://example.com/"),)
    with pytest.raises(ValueError, match="not an https address"):
        made(deck("zh", slide("one", "step", "标题", Written((line("text", runs),)))))


def test_tables_are_native_with_a_head_row(show: Show) -> None:
    tables = [shape for slide in show.slides for shape in slide.shapes if shape.has_table]
    assert len(tables) >= 3
    for frame in tables:
        assert frame.is_placeholder
        assert frame.table.first_row
        assert not frame.table.horz_banding
        assert frame.width == pytest.approx(sum(column.width for column in frame.table.columns), abs=10)


def test_bars_are_as_long_as_their_values(show: Show) -> None:
    bars = {
        each.name: each.width for slide in show.slides for each in shapes(slide.shapes) if each.name.startswith("Bar ")
    }
    assert bars["Bar 1"] / bars["Bar 2"] == pytest.approx(236 / 5474, rel=0.01)
    assert 0 < bars["Bar 3"] < bars["Bar 1"]


def test_kinds_of_slides_differ_by_a_sign_not_only_by_colour(show: Show) -> None:
    signs = {}
    for slide, form in zip(show.slides, fit(everything("zh"), "").slides, strict=False):
        sign = [shape.text_frame.text for shape in slide.slide_layout.shapes if shape.name == "Sign"]
        signs.setdefault(form.kind, set()).add("".join(sign))
    for kind in ("decide", "quiz"):
        assert signs[kind] == {"?"}  # type: ignore[index]
    for kind in ("outcome", "answer"):
        assert signs[kind] == {"✓"}  # type: ignore[index]
    assert signs["step"] == {""}


def test_the_qr_code_is_there_where_there_is_an_address_and_only_there() -> None:
    for address, count in ((ADDRESS, 2), ("", 0)):
        show = opened(made(everything("zh", address=address)))
        codes = [shape for slide in show.slides for shape in slide.shapes if shape.name == "QR"]
        assert len(codes) == count
        for code in codes:
            assert code._element.find(f".//{P}cNvPr").get("descr") == f"二维码，通向{ADDRESS}"
            assert code.image.content_type == "image/png"
            for other in code.part.slide.placeholders:
                if other.placeholder_format.idx == 1:
                    assert other.left + other.width < code.left


def test_the_step_and_its_minutes_stand_above_the_title_unless_the_title_says_it() -> None:
    one = slide("one", "step", "电话那头是谁？", Written(()), step="电话那头是谁？", minutes=5)
    two = slide("two", "story", "发生了什么", Written(()), step="电话那头是谁？")
    three = slide("three", "help", "求助", Written(()))
    show = opened(made(deck("zh", one, two, three)))
    steps = [[each.text_frame.text for each in page.placeholders if each.name == "Step"] for page in show.slides]
    assert steps == [["5分钟"], ["电话那头是谁？"], []]


# --- notes ------------------------------------------------------------------------------------------


def test_notes_say_first_what_is_said_aloud_and_then_what_is_for_the_presenter() -> None:
    says = (Say(run("悄悄话"), tip=True), Say(run("大声说")), Say(run("再说")), Say(run("又一句"), tip=True))
    show = opened(made(deck("zh", slide("one", "step", "标题", Written(()), *says))))
    text = show.slides[0].notes_slide.notes_text_frame.text
    assert text.split("\n") == ["大声说", "再说", "讲课人用", "悄悄话", "又一句"]


def test_notices_stand_on_the_cover_and_always_in_its_notes() -> None:
    for notices, shown in ((("草稿：还没有审过",), True), (("草稿：还没有审过" * 20,) * 5, False)):
        cover = slide("cover", "cover", "标题", Written((line("text", "简介"),)), Say(run("说")))
        page = opened(made(deck("zh", cover, notices=notices))).slides[0]
        assert (notices[0] in held(page, 13).text_frame.text) is shown
        assert page.notes_slide.notes_text_frame.text.count(notices[0]) >= 1


def test_notes_hold_nothing_of_the_slide_and_slides_nothing_of_the_notes() -> None:
    hidden = "只给讲课人看的话"
    data = made(deck("zh", slide("one", "step", "标题", Written((line("text", "字"),)), Say(run(hidden), tip=True))))
    holders = {name for name, xml in parts(data).items() if hidden.encode() in xml}
    assert holders == {"ppt/notesSlides/notesSlide1.xml"}


# --- the file ---------------------------------------------------------------------------------------


def test_the_file_is_about_this_deck_and_holds_nothing_else() -> None:
    data = made(everything("zh"))
    names = set(parts(data))
    assert not [name for name in names if re.search("thumbnail|printer|vba|\\.bin|slideLayout11", name)]
    assert len([name for name in names if name.startswith("ppt/slideLayouts/slideLayout")]) == 10
    about = opened(data).core_properties
    assert (about.title, about.author, about.last_modified_by) == (SAID["zh"]["title"], "法治课堂", "法治课堂")
    assert about.created == about.modified
    assert about.created is not None
    assert about.created.isoformat().startswith("2026-11-21T00:00:00")
    assert about.language == "zh-CN"
    assert "Steve" not in b"".join(parts(data).values()).decode("utf-8", "replace")
    show = opened(data)
    assert (show.slide_width, show.slide_height) == (960 * 12700, 540 * 12700)


def test_the_bytes_depend_on_the_deck_alone() -> None:
    script = (
        "import sys, hashlib; sys.path[:0] = sys.argv[1:]; import test_pptx as t; "
        "print(hashlib.sha256(t.made(t.everything('zh'))).hexdigest())"
    )
    here = Path(__file__).parent
    found = {hashlib.sha256(made(everything("zh"))).hexdigest()}
    for seed, zone in (("1", "Asia/Shanghai"), ("2", "America/New_York")):
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                script,
                str(here),
                str(here.parent),
                *(path for path in sys.path if "scripts" in path),
            ],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=True,
        )
        found.add(done.stdout.strip())
    assert len(found) == 1


@pytest.mark.parametrize(
    "text",
    ["<b>&amp;</b>", "]]>", "_x0041_", "\"'`", "{{ x }} ${y}", "\u202e倒", "🎉👍🏽", "ȁ\u0301", "a" * 60, "{0} %s"],
)
def test_hostile_text_is_text(text: str) -> None:
    grid = Grid((run(text),), ((run(text),),), HERE)
    forms = (
        slide("one", "step", text, Written((line("point", text), line("date", text, text))), Say(run(text)), step=text),
        slide("two", "step", text, grid),
        slide("three", "step", text, Bars(((text, 1.0, text),), text, HERE)),
        slide("four", "step", text, Lanes(((run(text), (run(text),)),), HERE)),
    )
    show = opened(made(deck("zh", *forms)))
    for page in show.slides:
        assert page.shapes.title.text_frame.text == text
    assert show.slides[0].notes_slide.notes_text_frame.text == text
    frame = next(shape for page in show.slides for shape in page.shapes if shape.has_table)
    assert frame.table.cell(1, 0).text == text


def test_what_looks_like_an_escape_of_the_format_is_torn_apart() -> None:
    data = made(deck("zh", slide("one", "step", "_x0041_", Written(()))))
    texts = [each.text for page in slides(data).values() for each in page.iter(f"{A}t")]
    assert "_x0041_" not in texts
    assert "_x0041_" in "".join(texts)


@pytest.mark.parametrize("href", ["http://example.org/", "file:///etc/passwd", "javascript:alert(1)", "//example.org/"])
def test_only_https_leads_out_of_a_deck(href: str) -> None:
    link = Line("text", (Run("x", href=href),), HERE)
    with pytest.raises(ValueError, match="not an https address"):
        made(deck("zh", slide("one", "step", "x", Written((link,)))))


def test_a_character_that_xml_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="XML"):
        made(deck("zh", slide("one", "step", "a\x00b", Written(()))))


# --- all real lessons, as LibreOffice sets them -----------------------------------------------------

TOLERANCE = 3.0
"""Points."""


@pytest.fixture(scope="module")
def decks(ROOT: Path) -> list[tuple[Deck, bytes]]:
    """Every real lesson in both languages, fitted, and the deck with every kind of slide."""
    checked = check(ROOT)
    assert checked.good, checked.problems
    found = []
    for lang in LANGS:
        edition = Edition(checked.library, Words(lang, checked.strings[lang]), checked.settings)
        found += [lecture(edition, lesson) for lesson in checked.library.lessons.values() if lang in lesson.texts]
        found.append(everything(lang))
    fitted = [fit(deck, "（续）" if deck.lang == "zh" else " (continued)") for deck in found]
    return [(deck, write(deck)) for deck in fitted]


@pytest.fixture(scope="module")
def rendered(decks: list[tuple[Deck, bytes]], tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Show, Path]]:
    """Every deck, and the PDF that LibreOffice makes of it; all of them in one call."""
    office = shutil.which("soffice")
    if office is None:
        unable("LibreOffice is missing")
    folder = tmp_path_factory.mktemp("decks")
    files = []
    for deck, data in decks:
        files.append(folder / f"{deck.id}-{deck.lang}.pptx")
        files[-1].write_bytes(data)
    subprocess.run(
        [
            *(office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"),
            *("--outdir", str(folder), *map(str, files)),
        ],
        capture_output=True,
        check=True,
        timeout=600,
    )
    return [(Presentation(str(file)), file.with_suffix(".pdf")) for file in files]


def boxes(slide: Any) -> list[tuple[str, canvas.Area]]:
    """Where text may stand: the shapes of a slide, and the sign of its layout."""
    found = [shape for shape in shapes(slide.shapes) if shape.shape_type != MSO_SHAPE_TYPE.GROUP]
    found += [shape for shape in slide.slide_layout.shapes if shape.name == "Sign"]
    return [
        (each.name, canvas.Area(each.left / 12700, each.top / 12700, each.width / 12700, each.height / 12700))
        for each in found
    ]


def characters(page: pypdfium2.PdfPage) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Every printed character with left, top, right and bottom in points of the slide."""
    width, height = page.get_size()
    scale = canvas.SLIDE.width / width
    text = page.get_textpage()
    for index in range(text.count_chars()):
        character = chr(FPDFText_GetUnicode(text, index))
        if not character.isspace():
            left, bottom, right, top = text.get_charbox(index)
            yield character, (left * scale, (height - top) * scale, right * scale, (height - bottom) * scale)


def inside(where: tuple[float, float, float, float], area: canvas.Area) -> bool:
    left, top, right, bottom = where
    return (
        left >= area.left - TOLERANCE
        and top >= area.top - TOLERANCE
        and right <= area.left + area.width + TOLERANCE
        and bottom <= area.top + area.height + TOLERANCE
    )


def test_no_character_of_any_real_slide_leaves_its_box_or_meets_the_foot(rendered: list[tuple[Show, Path]]) -> None:
    lost, seen = [], 0
    for show, pdf in rendered:
        document = pypdfium2.PdfDocument(pdf)
        assert len(document) == len(show.slides), pdf.name
        for number, (page, slide) in enumerate(zip(document, show.slides, strict=True), 1):
            areas = boxes(slide)
            feet = [area for name, area in areas if name in ("Foot", "Number")]
            others = [area for name, area in areas if name not in ("Foot", "Number")]
            assert all(area.top + area.height <= canvas.FOOT.top for area in others)
            for character, where in characters(page):
                seen += 1
                if not any(inside(where, area) for area in (*others, *feet)):
                    lost.append((pdf.stem, number, character, tuple(round(each) for each in where)))
        document.close()
    assert not lost, lost[:20]
    assert seen > 100_000


def test_every_real_deck_keeps_the_promises(decks: list[tuple[Deck, bytes]]) -> None:
    assert len(decks) >= 28
    for deck, data in decks:
        show = opened(data)
        assert len({slide.id for slide in deck.slides}) == len(deck.slides) == len(show.slides)
        for page, slide in zip(show.slides, deck.slides, strict=True):
            assert slide.size >= canvas.SMALL
            assert page.shapes.title.text_frame.text == slide.title
            assert page.notes_slide.notes_text_frame.text.strip()
            for shape in shapes(page.shapes):
                assert shape.is_placeholder or shape.name
