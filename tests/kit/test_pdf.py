"""The PDF writer: what stands on the sheets is the paper, all of it and nothing but text, for every reader."""

import hashlib
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from fazhi.checked import check
from fazhi.model.mark import Mark
from fazhi.render.edition import Edition
from fazhi.render.kit import pdf
from fazhi.render.kit.fault import Unprintable
from fazhi.render.kit.imprint import Imprint
from fazhi.render.kit.kit import kit
from fazhi.render.kit.paper import (
    Bars,
    Box,
    Bullets,
    Card,
    Cards,
    Choice,
    Grid,
    Head,
    PageBreak,
    Paper,
    PaperBlock,
    Para,
    Ruled,
)
from fazhi.render.kit.text import Run, plain, run
from fazhi.render.templates import environment
from fazhi.render.words import Words

TEMPLATE = (Path(__file__).parents[2] / "templates/kit/paper.typ").read_text("utf-8")
MM = 72 / 25.4
EDGE = 10 * MM
"""Printers leave about 5 mm white; nothing but the coloured band may come nearer than this."""
TOP, BOTTOM = 20 * MM, 21 * MM
"""Above and below the body: the running head and the foot."""
BAND = 6.1 * MM
SMALLEST, LARGEST = 7.5, 10.5
HOSTILE = (
    '#read("/etc/passwd")',
    "#import sys: *",
    "$x^2$ [a] {b} <c> \\ @label `raw` *a* _b_ = c - d / e + f",
    "// gone? /* gone? */ https://example.org ~ -- --- ... 'a' \"b\"",
    '"}; panic("x")',
    "&amp; <script>alert(1)</script> {{ 7 * 7 }} %s {n} {total}",
    "pneumono" * 30,
    "https://example.org/" + "a" * 200,
    "没有标点的长句" * 60,
)


def para(text: str, *, strong: bool = False, mark: Mark | None = None, small: bool = False) -> Para:
    return Para(run(text, strong=strong), mark, small)


def foot(lang: str = "zh", address: str = "") -> Imprint:
    line = "my-data · 2026-03-01版 · 法律核对至2026-03-01" if lang == "zh" else "my-data · version 2026-03-01"
    return Imprint("my-data", "2026-03-01", line, "", address, (), "docs/lessons/my-data/zh.md")


def paper(*blocks: PaperBlock, lang: str = "zh", **how: object) -> Paper:
    made = Paper(
        name="plan",
        lang=lang,
        title="我的信息我做主" if lang == "zh" else "My data, “my” say",
        subtitle="教案" if lang == "zh" else "Lesson plan",
        blocks=blocks,
        imprint=foot(lang),
        audience="presenter",
        audience_label="讲课人用" if lang == "zh" else "For the presenter",
        qr_label="二维码",
        page_label="第{n}页，共{total}页" if lang == "zh" else "Page {n} of {total}",
    )
    return replace(made, **how)  # type: ignore[arg-type]


def everything() -> tuple[PaperBlock, ...]:
    """Every block of papers, in both languages' characters."""
    told = "检察机关为所有孩子打了一场官司：“个人信息”不是谁想拿就拿的。It’s a long story…"
    row = ((para("导入"),), (para("5"),), (para(told), Bullets(((para("位置"),), (para("通讯录"),)))))
    options = (
        ("A", run("孩子自己点“同意”就行"), run("不满十四周岁，不行。")),
        ("B", run("父母或者其他监护人"), run("对。")),
    )
    return (
        Head(1, "一、教学目标"),
        Para(
            (
                Run(told),
                Run("应当征得父母的同意", True),
                Run("依据", href="https://example.org/"),
                Run("停", False, True),
            )
        ),
        para("来源：新华网，2021-03-18。", small=True),
        Bullets(((para("一"), Bullets(((para("一之一"),), (para("一之二"),)))), (para("二"),))),
        Bullets(((para("停"),), (para("留证据"),)), ordered=True),
        Head(4, "跳过几级的标题"),
        Grid((run("环节"), run("时间"), run("内容")), (row,) * 12, (1, 1, 4)),
        Grid((), (((para("没有表头"),), (Ruled(2),)),)),
        para("你会怎么做？"),
        Ruled(4),
        Choice(1, "谁来同意？", tuple((letter, answer, ()) for letter, answer, _ in options)),
        Choice(2, "谁来同意？", options, "B"),
        Box("提示", (para("先停下来。"), Head(2, "框里的标题"))),
        Box("", (para("有人这样说。"),)),
        Bars((("2021年", 1200.0, "1200件"), ("2022年", 0.0, "0件")), "案件数"),
        PageBreak(),
        Cards(tuple(Card(f"角色{n}", (para(told), Bullets(((para("先说事实"),),))), "my-data") for n in range(5))),
    )


# --- reading back -----------------------------------------------------------------------------------


def opened(made: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(made))


def bare(text: str) -> str:
    """Leave out what a line break may add, take or turn into something else: spaces, and hyphens at ends of lines."""
    return re.sub(r"[\s\-\u00ad\x02\ufffe]", "", text)


def body_text(made: bytes) -> str:
    """The characters between the running head and the foot, page after page."""
    document = pypdfium2.PdfDocument(made)
    pages = []
    for page in document:
        width, height = page.get_size()
        pages.append(page.get_textpage().get_text_bounded(0, BOTTOM, width, height - TOP))
    return bare("".join(pages))


def texts(value: object) -> Iterator[str]:  # noqa: C901 - a line or two for each kind of block
    """The texts of blocks in reading order, written without a look at the writer: paragraphs in one piece."""
    match value:
        case Para():
            yield plain(value.runs)
        case Head():
            yield value.text
        case Grid():
            yield from (plain(cell) for cell in value.head)
            yield from texts(value.rows)
        case Choice():
            yield f"{value.number}. {value.question}"
            for letter, answer, reason in value.options:
                yield f"{letter}. {plain(answer)}"
                yield plain(reason)
        case Card():
            yield value.title
            yield from texts(value.blocks)
            yield value.foot
        case Bars():
            yield value.label
            for name, _, figure in value.rows:
                yield from (name, figure)
        case Bullets() | Cards():
            yield from texts(value[0])
        case Box():
            yield value.title
            yield from texts(value.blocks)
        case Ruled() | PageBreak():
            pass
        case tuple():
            for each in value:
                yield from texts(each)
        case _:
            raise AssertionError(value)


def assert_all_is_there(sheet: Paper, made: bytes) -> None:
    found, at = body_text(made), 0
    expected = (sheet.audience_label, sheet.title, sheet.subtitle, *sheet.imprint.notices, *texts(sheet.blocks))
    for text in map(bare, expected):
        next_at = found.find(text, at)
        assert next_at >= 0, f"{text!r} is not after {found[max(at - 40, 0) : at]!r}, but: {found[at : at + 80]!r}"
        at = next_at + len(text)


def assert_inside_the_margins(sheet: Paper, made: bytes) -> None:
    for page in pypdfium2.PdfDocument(made):
        width, height = page.get_size()
        assert sorted(round(side / MM) for side in (width, height)) == [210, 297]
        assert (width > height) == sheet.landscape
        read = page.get_textpage()
        boxes = [read.get_rect(index) for index in range(read.count_rects())]
        boxes += [each.get_bounds() for each in page.get_objects() if each.get_bounds()[1] < height - BAND]
        for left, bottom, right, top in boxes:
            assert left >= EDGE, (left, bottom, right, top)
            assert bottom >= EDGE, (left, bottom, right, top)
            assert right <= width - EDGE, (left, bottom, right, top)
            assert top <= height - EDGE, (left, bottom, right, top)


def assert_every_machine_can_read(sheet: Paper, made: bytes) -> None:
    file = opened(made)
    with file.open_metadata() as meta:
        assert meta["pdfuaid:part"] == "1"
        assert meta["dc:title"] == sheet.title
        assert meta["xmp:CreateDate"].startswith(sheet.imprint.version)
    assert bool(file.Root.MarkInfo.Marked)
    assert str(file.Root.Lang) == {"zh": "zh-CN", "en": "en"}[sheet.lang]
    assert bool(file.Root.ViewerPreferences.DisplayDocTitle)
    fonts = [each for each in file.objects if isinstance(each, pikepdf.Dictionary) and "/FontName" in each]
    assert fonts
    for font in fonts:
        embedded = font.get("/FontFile2") or font.get("/FontFile3")
        assert embedded is not None, font.FontName
        assert re.match(r"/[A-Z]{6}\+", str(font.FontName)), "a subset"
        assert len(embedded.read_raw_bytes()) < 250_000


def headings(made: bytes) -> list[int]:
    """The levels of the headings in the tree of tags, in reading order."""
    found: list[int] = []

    def walk(node: object) -> None:
        if isinstance(node, pikepdf.Dictionary):
            kind = re.fullmatch(r"/H([1-6])", str(node.get("/S", "")))
            if kind:
                found.append(int(kind[1]))
            walk(node.get("/K"))
        elif isinstance(node, pikepdf.Array):
            for each in node:
                walk(each)

    with opened(made) as file:
        walk(file.Root.StructTreeRoot)
    return found


def tags(made: bytes) -> list[str]:
    with opened(made) as file:
        return [str(each.S) for each in file.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]


def pages(made: bytes) -> int:
    return len(pypdfium2.PdfDocument(made))


def ink(made: bytes) -> int:
    """How dark the first page is."""
    grey = pypdfium2.PdfDocument(made)[0].render(scale=2).to_pil().convert("L")
    return sum((255 - shade) * count for shade, count in enumerate(grey.histogram()))


# --- papers made by hand ----------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("audience", ["students", "presenter"])
@pytest.mark.parametrize("landscape", [False, True])
def test_every_block_is_printed_in_order_inside_the_margins(lang: str, audience: str, landscape: bool) -> None:
    sheet = paper(
        *everything(),
        lang=lang,
        audience=audience,
        landscape=landscape,
        imprint=replace(
            foot(lang, "https://example.org/zh/lessons/my-data.html"), notices=("草稿：会变。", "请核对。")
        ),
    )
    made = pdf.write(sheet, TEMPLATE)
    assert_all_is_there(sheet, made)
    assert_inside_the_margins(sheet, made)
    assert_every_machine_can_read(sheet, made)
    assert pages(made) > 2


def test_headings_are_never_skipped() -> None:
    blocks = (Head(3, "一"), Head(6, "二"), Head(1, "三"), Box("框", (Head(4, "四"),)), Head(0, "五"))
    assert headings(pdf.write(paper(*blocks), TEMPLATE)) == [1, 2, 1, 2, 1]


def test_tables_lists_charts_and_codes_are_told_to_screen_readers() -> None:
    sheet = paper(*everything(), imprint=foot("zh", "https://example.org/"), qr_label="二维码，通向首页")
    made = pdf.write(sheet, TEMPLATE)
    assert {"/Table", "/TH", "/TD", "/L", "/LI", "/Figure", "/Link", "/Title"} <= set(tags(made))
    with opened(made) as file:
        told = {str(each.Alt) for each in file.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each}
    assert "二维码，通向首页" in told
    assert "案件数: 2021年 1200件; 2022年 0件" in told


def test_the_code_is_printed_only_where_it_leads_somewhere() -> None:
    without = pdf.write(paper(para("一")), TEMPLATE)
    with_code = pdf.write(paper(para("一"), imprint=foot("zh", "https://example.org/")), TEMPLATE)
    assert "/Figure" not in tags(without)
    assert "/Figure" in tags(with_code)


def test_every_page_has_its_foot_and_its_number() -> None:
    made = pdf.write(paper(*(para(HOSTILE[-1]) for _ in range(12))), TEMPLATE)
    document = pypdfium2.PdfDocument(made)
    assert len(document) > 1
    for number, page in enumerate(document, 1):
        text = bare(page.get_textpage().get_text_bounded(0, 0, page.get_width(), BOTTOM))
        assert text == bare(foot().line) + f"第{number}页，共{len(document)}页"


def test_every_further_page_says_for_whom_it_is() -> None:
    made = pdf.write(paper(*(para(HOSTILE[-1]) for _ in range(12))), TEMPLATE)
    document = pypdfium2.PdfDocument(made)
    assert len(document) > 1
    for number in range(1, len(document)):
        page = document[number]
        width, height = page.get_size()
        text = bare(page.get_textpage().get_text_bounded(0, height - TOP + MM, width, height))
        assert text == "讲课人用我的信息我做主"


def test_only_the_presenters_sheets_have_the_coloured_band() -> None:
    def corner(audience: str, number: int) -> tuple[int, ...]:
        sheet = paper(para("一"), PageBreak(), para("二"), audience=audience)
        image = pypdfium2.PdfDocument(pdf.write(sheet, TEMPLATE))[number].render(scale=1).to_pil()
        return tuple(image.convert("RGB").getpixel((5, 5)))

    assert corner("students", 0) == corner("students", 1) == (255, 255, 255)
    assert corner("presenter", 0) == corner("presenter", 1) == (0xB3, 0x36, 0x1F)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_strong_text_is_darker(lang: str) -> None:
    text = "应当征得父母的同意" if lang == "zh" else "a parent has to agree"
    thin = ink(pdf.write(paper(para(text * 20), lang=lang), TEMPLATE))
    bold = ink(pdf.write(paper(para(text * 20, strong=True), lang=lang), TEMPLATE))
    base = ink(pdf.write(paper(lang=lang), TEMPLATE))
    assert (bold - base) / (thin - base) > 1.2


def test_a_table_repeats_its_head_and_tears_no_row() -> None:
    row = ((para("行首"),), (Bullets(tuple((para(f"第{n}点"),) for n in range(9))), para("行尾")))
    made = pdf.write(paper(Grid((run("列一"), run("列二")), (row,) * 12)), TEMPLATE)
    read = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(made)]
    assert len(read) > 2
    for text in read:
        assert text.count("列一") == 1
        assert text.count("行首") == text.count("行尾")


@pytest.mark.parametrize(("words", "whole"), [(9, True), (160, False)])
def test_a_small_table_is_not_torn(words: int, whole: bool) -> None:
    rows = tuple(((para(f"行{n}"),), (para("字" * words),)) for n in range(8))
    torn = set()
    for before in range(24, 40):
        made = pdf.write(paper(*(para("占地方") for _ in range(before)), Grid((run("甲"), run("乙")), rows)), TEMPLATE)
        on = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(made)]
        assert sum(text.count("行") for text in on) == 8
        torn.add(sum("行" in text for text in on) > 1)
    assert (True in torn) is not whole


def test_a_column_of_short_words_is_no_wider_than_they_are() -> None:
    def left(first: str) -> float:
        made = pdf.write(paper(Grid((run("甲"), run("乙")), (((para(first),), (para("乙栏的话"),)),))), TEMPLATE)
        page = pypdfium2.PdfDocument(made)[0].get_textpage()
        return float(page.get_charbox(page.get_text_range().index("乙栏"))[0])

    assert left("三分钟") < left("这一格的话很长，一行写不下。" * 3) / 1.5


def test_no_card_is_torn_and_cards_stand_side_by_side() -> None:
    card = Card("角色", tuple(para("做这件事。" * 10) for _ in range(4)), "尾")
    made = pdf.write(paper(Cards((card,) * 9)), TEMPLATE)
    for page in pypdfium2.PdfDocument(made):
        text = page.get_textpage().get_text_bounded(0, BOTTOM, page.get_width(), page.get_height() - TOP)
        assert text.count("角色") == text.count("尾") > 0
    assert pages(made) < 4


@pytest.mark.parametrize("where", ["grid", "cards"])
def test_what_is_taller_than_a_page_is_torn_rather_than_lost(where: str) -> None:
    tall = tuple(para(f"{n}、" + "没有标点的长句" * 20) for n in range(40))
    block: PaperBlock = Grid((run("甲"), run("乙")), ((tall, (para("乙"),)),))
    if where == "cards":
        block = Cards((Card("长卡", tall), Card("短卡", (para("短"),))))
    sheet = paper(block, para("完"))
    made = pdf.write(sheet, TEMPLATE)
    assert_inside_the_margins(sheet, made)
    text = body_text(made)
    assert all(f"{n}、" in text for n in range(40))


# --- one page ---------------------------------------------------------------------------------------


def one_page(count: int) -> Paper:
    return paper(*(para("学生可能会问，老师可以这样回答，" * 6) for _ in range(count)), one_page=True)


def size_of_text(made: bytes) -> float:
    """The size of the last paragraph, which is neither heading nor foot, from the height of its lines."""
    objects = pypdfium2.PdfDocument(made)[0].get_textpage()
    at = objects.get_text_range().rindex("学生可能")
    left, _, right, _ = objects.get_charbox(at, loose=True)
    return float(right - left)


def test_a_full_page_is_set_smaller_until_it_is_one() -> None:
    sizes = []
    for count in (5, 18, 24):
        sheet = one_page(count)
        made = pdf.write(sheet, TEMPLATE)
        assert pages(made) == 1
        assert_all_is_there(sheet, made)
        assert_inside_the_margins(sheet, made)
        sizes.append(size_of_text(made))
    assert sizes[0] == pytest.approx(LARGEST, abs=0.3)
    assert sizes[0] > sizes[1] > sizes[2] >= SMALLEST - 0.1


def test_a_page_that_is_too_full_is_a_problem_and_not_a_second_page() -> None:
    with pytest.raises(Unprintable) as caught:
        pdf.write(one_page(50), TEMPLATE)
    problem = caught.value.problem
    assert (problem.path, problem.rule) == ("docs/lessons/my-data/zh.md", "kit-page-full")
    assert problem.detail["name"] == "教案"
    assert problem.detail["size"] == "7.5"
    assert 20 < int(problem.detail["over"]) < 150
    assert "教案" in problem.message("zh")
    assert "7.5 pt" in problem.message("en")


# --- hostile text -----------------------------------------------------------------------------------


@pytest.mark.parametrize("href", ["http://example.org/", "file:///etc/passwd", "javascript:alert(1)", "//example.org/"])
def test_only_https_leads_out_of_a_sheet(href: str) -> None:
    with pytest.raises(ValueError, match="not an https address"):
        pdf.write(paper(Para((Run("x", href=href),))), TEMPLATE)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_markup_and_none_leaves_the_sheet(text: str, lang: str) -> None:
    option = ("A", run(text), run(text))
    sheet = paper(
        Head(1, text),
        para(text),
        para(text, strong=True),
        Para((Run(text, href="https://example.org/#a\"b'c(d)[e]"),)),
        Bullets(((para(text),), (para(text), Bullets(((para(text),),))))),
        Grid((run(text), run(text), run(text)), (((para(text),), (para(text),), (para(text),)),)),
        Choice(1, text, (option,), "A"),
        Box(text, (para(text),)),
        Cards((Card(text, (para(text),), text), Card(text, (para(text),), text))),
        lang=lang,
        title=text,
        subtitle=text,
        audience_label="讲课人用",
        imprint=replace(foot(lang), notices=(text,)),
    )
    made = pdf.write(sheet, TEMPLATE)
    assert_inside_the_margins(sheet, made)
    assert_all_is_there(replace(sheet, blocks=tuple(b for b in sheet.blocks if not isinstance(b, Grid | Cards))), made)


def test_line_breaks_and_runs_of_spaces_are_one_space() -> None:
    made = pdf.write(paper(Para((Run("one\n\n two\t\tthree"),)), lang="en"), TEMPLATE)
    assert "one two three" in pypdfium2.PdfDocument(made)[0].get_textpage().get_text_bounded()


@pytest.mark.parametrize("char", ["☐", "😀", "\u200b", "\ue000", "ꙮ"])
def test_a_character_without_a_glyph_is_refused_with_its_place(char: str) -> None:
    blocks = (
        para("一", mark=Mark(3, 1)),
        Grid((), (((para("二"),), (Bullets(((para(f"三{char}", mark=Mark(7, 5)),),)),)),), mark=Mark(6, 1)),
        para("四", mark=Mark(9, 1)),
    )
    with pytest.raises(Unprintable) as caught:
        pdf.write(paper(*blocks), TEMPLATE)
    problem = caught.value.problem
    assert (problem.path, problem.mark, problem.rule) == ("docs/lessons/my-data/zh.md", Mark(7, 5), "kit-glyph")
    assert problem.detail == {"char": char, "code": f"U+{ord(char):04X}"}


@pytest.mark.parametrize("field", ["title", "subtitle", "audience_label"])
def test_a_title_without_a_glyph_is_refused_too(field: str) -> None:
    with pytest.raises(Unprintable) as caught:
        pdf.write(paper(para("一", mark=Mark(3, 1)), **{field: "标题☐"}), TEMPLATE)
    assert caught.value.problem.mark == Mark(1, 1)


# --- the same bytes everywhere ----------------------------------------------------------------------


def test_the_same_paper_is_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    sheet = paper(*everything(), imprint=foot("zh", "https://example.org/"))
    pdf.write(paper(para("别的")), TEMPLATE)
    here = hashlib.sha256(pdf.write(sheet, TEMPLATE)).hexdigest()
    (tmp_path / "paper").write_bytes(pickle.dumps((sheet, TEMPLATE)))
    program = (
        "import hashlib, pickle, sys; from pathlib import Path; from fazhi.render.kit import pdf;"
        "print(hashlib.sha256(pdf.write(*pickle.loads(Path('paper').read_bytes()))).hexdigest())"
    )
    for zone, seed in (("Asia/Shanghai", "1"), ("America/Los_Angeles", "2")):
        env = os.environ | {"TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C", "SOURCE_DATE_EPOCH": "0"}
        env["PYTHONPATH"] = os.pathsep.join(sys.path)
        done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=env, capture_output=True, text=True)
        assert done.stdout.strip() == here, done.stderr


def test_the_date_of_the_document_is_that_of_its_content() -> None:
    with opened(pdf.write(paper(para("一")), TEMPLATE)) as file:
        assert str(file.docinfo["/CreationDate"]).startswith("D:20260301000000")


# --- the real papers --------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def real_papers(ROOT: Path) -> dict[str, Paper]:
    """Every paper of the real kit that is to be a PDF, by its address."""
    checked = check(ROOT)
    assert checked.settings is not None
    env = environment(checked.templates)
    editions = [
        Edition(checked.library, Words(lang, words), checked.settings) for lang, words in checked.strings.items()
    ]
    documents = [each for edition in editions for each in kit(edition, env).documents() if each.writer == "pdf"]
    return {each.address: each.form for each in documents if isinstance(each.form, Paper)}


def test_every_real_paper_is_whole_readable_and_inside_the_margins(real_papers: dict[str, Paper]) -> None:
    assert {sheet.name for sheet in real_papers.values()} >= {"plan", "worksheet", "key", "cards", "crib", "record"}
    for name, sheet in real_papers.items():
        made = pdf.write(sheet, TEMPLATE)
        try:
            assert_all_is_there(sheet, made)
            assert_inside_the_margins(sheet, made)
            assert_every_machine_can_read(sheet, made)
            assert not sheet.one_page or pages(made) == 1
        except AssertionError as error:
            error.add_note(name)
            raise
