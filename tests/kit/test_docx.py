"""The DOCX files: what a teacher finds in them, and that Word, WPS and LibreOffice agree about it."""

import os
import pickle
import re
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm

from fazhi.checked import check
from fazhi.render.edition import Edition
from fazhi.render.kit import docx, lecture, plan, record, worksheet
from fazhi.render.kit.archive import unpacked
from fazhi.render.kit.fit import fit
from fazhi.render.kit.imprint import Imprint
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
from fazhi.render.kit.text import Run, Runs, plain
from fazhi.render.words import Words
from unable import unable

HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
PADS = " \u3000\u00a0"
ADDRESS = "https://fazhi.example.org/zh/lessons/my-data.html"
HOSTILE = (
    "<w:t>&amp;</w:t> ]]> <!-- --> \"'",
    "{{ title }} {% raw %} ${HOME} %s {0}",
    "{ PAGE } { HYPERLINK http://evil.example } INCLUDETEXT c:\\secret.txt",
    "=1+1 @SUM \\u0041 &#65; &lt;b&gt;",
    "𠮷野家 👩‍⚖️ é — “引号”……·",
    "  two  spaces  ",
)


def para(text: str, *, small: bool = False) -> Para:
    return Para((Run(text),), small=small)


def imprint(**changes: Any) -> Imprint:
    line = "my-data · 2026-03-01版 · 真实的事 · CC BY 4.0 法治课堂"
    notices = ("草稿：法律审核还没有完成。",)
    whole = Imprint("my-data", "2026-03-01", line, "真实的事", ADDRESS, notices, "docs/lessons/my-data/zh.md")
    return replace(whole, **changes)


def paper(blocks: Sequence[PaperBlock], lang: str = "zh", **changes: Any) -> Paper:
    made = Paper(
        "plan", lang, "短视频App与孩子的个人信息", "教案", tuple(blocks), imprint(), "presenter", "讲课人用",
        qr_label="二维码，通向本课的网页", page_label="第{n}页，共{total}页",
    )  # fmt: skip
    return replace(made, **changes)


LAW = "“检察机关”说：未成年人的个人信息——包括人脸、指纹——要由监护人同意；App没问过家长就收集，是违法的。"
INNER = Bullets(((para("内层"), Bullets(((para("第三层"), Bullets(((para("第四层"),),))),))), (para("续"),)))
EVERYTHING: tuple[PaperBlock, ...] = (
    Head(1, "教学目标"),
    Para((
        Run("普通"), Run("粗", strong=True), Run("着重", emphasis=True), Run("粗而着重", strong=True, emphasis=True),
        Run("链接", href="https://example.org/法?a=1&b=2"), Run("粗链接", strong=True, href="https://example.org/b"),
    )),
    para(LAW * 3),
    para("来源", small=True),
    Bullets(((para("一"), para("一的续段")), (para("二"), INNER, Ruled(2)), (Ruled(1),))),
    Bullets(((para("甲"),), (para("乙"), Bullets(((para("子"),), (para("丑"),)), ordered=True))), ordered=True),
    Bullets(((para("又从一开始"),),), ordered=True),
    Bullets(((para("列表里"), Grid((), (((para("有表"),),),)), Bars((("也有图", 1.0, "1"),), ""), Box("也有框", ())),)),
    Head(2, "教学过程"),
    Grid(
        ((Run("时间"),), (Run("做什么"),), (Run("说什么"),)),
        tuple(
            ((para(f"{n}分钟"),), (para(LAW), Bullets(((para("点"),),))), (para(LAW), Bullets(((para("号"),),), True)))
            for n in range(9)
        ),
        (1, 3, 4),
    ),
    Grid((), (((para("没有表头"),), ()),)),
    Head(3, "写一写"),
    para("我的理由："),
    Ruled(3),
    Choice(1, "哪个对？", (("A", (Run("甲" * 60),), ()), ("B", (Run("乙"),), ()))),
    Choice(2, "再一题", (("A", (Run("甲"),), (Run("因为错"),)), ("B", (Run("乙"),), (Run("因为对"),))), "B"),
    Choice(7, "跳到第七题", (("A", (Run("甲"),), ()), ("B", (Run("乙"),), ()))),
    Choice(8, "接着第八题", (("A", (Run("甲"),), ()), ("B", (Run("乙"),), ()))),
    Box("求助", (para(LAW), Bullets(((para("12345"),),)), Grid(((Run("a"),),), (((para("1"),),),)))),
    Box("", ()),
    Bars((("最长", 40.0, "40件"), ("一半", 20.0, "20件"), ("没有", 0.0, "0件")), "各类案件的数量"),
    PageBreak(),
    Cards(tuple(Card(f"角色{n}", (para(LAW), Bullets(((para("做这个"),),))), "剪下来") for n in range(3))),
    PageBreak(),
    Head(1, "新的一页"),
    para("完"),
)  # fmt: skip


def parts(data: bytes) -> dict[str, Any]:
    return {name: parse_xml(blob) for name, blob in unpacked(data).items() if name.endswith((".xml", ".rels"))}


def story(data: bytes, name: str = "word/document.xml") -> Any:
    return parts(data)[name]


def shown(paragraph: Any) -> str:
    """What a paragraph says."""
    return "".join("\t" if each.tag == qn("w:tab") else each.text for each in paragraph.iter(qn("w:t"), qn("w:tab")))


def paragraphs(root: Any) -> Iterator[tuple[str, str]]:
    """Style and text of every paragraph that says something."""
    for each in root.iter(qn("w:p")):
        if shown(each):
            yield each.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val")), shown(each)


# --- the same text, told from the form -------------------------------------------------------------------


def told(block: PaperBlock) -> Iterator[str]:  # noqa: C901 - a line for each kind of block
    match block:
        case Head(_, title):
            yield title
        case Para(runs):
            yield plain(runs)
        case Bullets(items):
            for item in items:
                yield from told_all(item)
        case Grid(head, rows):
            yield from map(plain, head)
            for cells in rows:
                for cell in cells:
                    yield from told_all(cell)
        case Choice(_, question, options, right):
            yield question
            for letter, answer, reason in options:
                yield f"{'✔' if letter == right else '□'}\t{letter}. {plain(answer)}"
                yield from [plain(reason)] if reason else []
        case Box(title, blocks):
            yield from [title] if title else []
            yield from told_all(blocks)
        case Cards(cards):
            for card in cards:
                yield card.title
                yield from told_all(card.blocks)
                yield from [card.foot] if card.foot else []
        case Bars(rows, label):
            yield from [label] if label else []
            for name, _, figure in rows:
                yield from (name, figure)


def told_all(blocks: Sequence[PaperBlock]) -> Iterator[str]:
    for block in blocks:
        yield from told(block)


def whole(sheet: Paper) -> list[str]:
    return [sheet.title, sheet.subtitle, *sheet.imprint.notices, *told_all(sheet.blocks)]


# --- real papers ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real(ROOT: Path) -> dict[str, Paper]:
    checked = check(ROOT)
    assert checked.library
    found = {}
    for lang in ("zh", "en"):
        edition = Edition(checked.library, Words(lang, checked.strings[lang]), checked.settings)
        for lesson in edition.lessons():
            if lang not in lesson:
                continue
            deck = fit(lecture.deck(edition, lesson), edition.words.t.kit.deck.continued)
            papers = (
                plan.paper(edition, lesson, deck),
                worksheet.sheet(edition, lesson),
                worksheet.key(edition, lesson),
            )
            found |= {f"{lesson.id}-{lang}-{each.name}": each for each in papers}
        found |= {f"{id}-{lang}-record": record.paper(edition, pack) for id, pack in edition.library.packs.items()}
    return found


@pytest.fixture(scope="module")
def written(real: dict[str, Paper]) -> dict[str, tuple[Paper, bytes]]:
    made = {f"everything-{lang}": paper(EVERYTHING, lang) for lang in ("zh", "en")}
    wide = {"landscape": paper(EVERYTHING, landscape=True, audience="students", audience_label="发给学生")}
    return {name: (each, docx.write(each)) for name, each in {**real, **made, **wide}.items()}


def test_the_text_is_that_of_the_form_in_its_order(written: dict[str, tuple[Paper, bytes]]) -> None:
    for name, (sheet, data) in written.items():
        assert [text for _, text in paragraphs(story(data))] == [text for text in whole(sheet) if text], name


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    runs: Runs = (Run(text, strong=True), Run(text, href="https://example.org/"))
    blocks = (
        Head(1, text), Para(runs), Bullets(((Para(runs),),)), Grid((runs,), (((Para(runs),),),)),
        Box(text, (Para(runs),)), Choice(1, text, (("A", runs, runs),), "A"),
        Cards((Card(text, (Para(runs),), text),)), Bars(((text, 1, text),), text),
    )  # fmt: skip
    sheet = paper(
        blocks, title=text, subtitle=text, audience_label=text, qr_label=text, page_label=text,
        imprint=imprint(line=text, notices=(text,)),
    )  # fmt: skip
    data = docx.write(sheet)
    assert [found for _, found in paragraphs(story(data))] == whole(sheet)
    assert [found.strip(PADS) for _, found in paragraphs(story(data, "word/header1.xml"))] == [text.strip(PADS)]
    assert [found for _, found in paragraphs(story(data, "word/footer1.xml"))] == [text, text]
    assert not list(story(data).iter(qn("w:fldSimple"), qn("w:instrText"), qn("w:altChunk"), qn("w:object")))
    properties = Document(BytesIO(data)).core_properties
    assert properties.title == text
    assert next(story(data).iter(qn("wp:docPr"))).get("descr") == text


@pytest.mark.parametrize("text", ["\x00", "a\x0bb", "\ud800"])
def test_what_xml_cannot_hold_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the words are those of the XML library
        docx.write(paper([para(text)]))


@pytest.mark.parametrize("href", ["http://example.org/", "file:///etc/passwd", "javascript:alert(1)", "case:my-data"])
def test_only_https_leads_out_of_a_document(href: str) -> None:
    with pytest.raises(ValueError, match="not an https address"):
        docx.write(paper([Para((Run("链接", href=href),))]))


def test_links_are_external_escaped_and_https(written: dict[str, tuple[Paper, bytes]]) -> None:
    for name, (_, data) in written.items():
        found = parts(data)
        links = {each.get(qn("r:id")) for each in found["word/document.xml"].iter(qn("w:hyperlink"))}
        outside = {
            each.get("Id"): each.get("Target")
            for path, root in found.items()
            if path.endswith(".rels")
            for each in root
            if each.get("TargetMode") == "External"
        }
        assert links == set(outside), name
        assert all(target.startswith("https://") and target.isascii() for target in outside.values()), name
    root = story(written["everything-zh"][1])
    styles = [each.get(qn("w:val")) for link in root.iter(qn("w:hyperlink")) for each in link.iter(qn("w:rStyle"))]
    assert styles == ["Hyperlink", "Hyperlink"]


# --- styles -----------------------------------------------------------------------------------------------


def test_every_paragraph_run_and_table_has_a_style_that_exists(written: dict[str, tuple[Paper, bytes]]) -> None:
    for name, (_, data) in written.items():
        found = parts(data)
        known = {
            each.get(qn("w:styleId")): each.get(qn("w:type")) for each in found["word/styles.xml"].iter(qn("w:style"))
        }
        for path in ("word/document.xml", "word/header1.xml", "word/footer1.xml"):
            for tag, kind in (("w:pStyle", "paragraph"), ("w:rStyle", "character"), ("w:tblStyle", "table")):
                assert {known.get(each.get(qn("w:val"))) for each in found[path].iter(qn(tag))} <= {kind}, (name, path)
            bare = [
                each for each in found[path].iter(qn("w:p")) if each.find(f"{qn('w:pPr')}/{qn('w:pStyle')}") is None
            ]
            assert not bare, name


def test_the_document_itself_sets_no_type() -> None:
    """Faces, sizes, colours, spacing: only in styles. What is left by hand depends on the place, not on the look."""
    root = story(docx.write(paper(EVERYTHING)))
    looks = ("w:sz", "w:color", "w:spacing", "w:jc", "w:pBdr", "w:tblBorders", "w:tcBorders", "w:highlight")
    assert not list(root.iter(*map(qn, looks)))
    assert {key for each in root.iter(qn("w:rFonts")) for key in each.keys()} == {qn("w:hint")}  # noqa: SIM118 - lxml


def test_styles_say_what_they_are_for() -> None:
    found = dict(paragraphs(story(docx.write(paper(EVERYTHING)))))
    assert {
        "Title", "Subtitle", "Heading1", "Heading2", "Heading3", "Normal", "SmallPrint", "Notice", "BoxTitle",
        "CardTitle", "Caption", "TableText", "TableHeading", "ListBullet", "ListBullet2", "ListBullet3",
        "ListContinue", "ListNumber", "ListNumber2",
        "TableBullet", "TableNumber", "Question", "TickOption", "RightOption", "Reason",
    } <= set(found)  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_han_are_set_in_a_chinese_face_wherever_they_stand(lang: str) -> None:
    found = parts(docx.write(paper(EVERYTHING, lang)))
    styles = {each.get(qn("w:styleId")): each for each in found["word/styles.xml"].iter(qn("w:style"))}
    defaults = found["word/styles.xml"].find(f"{qn('w:docDefaults')}//{qn('w:rFonts')}").get(qn("w:eastAsia"))
    assert defaults == "宋体"

    def face(id: str | None) -> str | None:
        while id:
            fonts = styles[id].find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
            if fonts is not None:
                return str(fonts.get(qn("w:eastAsia")))
            base = styles[id].find(qn("w:basedOn"))
            id = base.get(qn("w:val")) if base is not None else None
        return None

    met = set()
    for path in ("word/document.xml", "word/header1.xml", "word/footer1.xml"):
        for paragraph in found[path].iter(qn("w:p")):
            own = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val"))
            for run in paragraph.iter(qn("w:r")):
                style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
                if HAN.search(shown(run)):
                    chosen = face(style.get(qn("w:val")) if style is not None else None) or face(own) or defaults
                    met.add((own if own.startswith(("Heading", "Normal")) else "", chosen))
                    hint = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
                    assert lang == "en" or hint.get(qn("w:hint")) == "eastAsia"
    assert {face for _, face in met} == {"宋体", "黑体"}
    assert {face for style, face in met if style.startswith("Heading")} == {"黑体"}
    theme = found["word/theme/theme1.xml"]
    assert [each.get("typeface") for each in theme.iter(qn("a:ea"))][:2] == ["黑体", "宋体"]


def test_languages_are_declared() -> None:
    for lang, tag in (("zh", "zh-CN"), ("en", "en-US")):
        data = docx.write(paper(EVERYTHING, lang))
        [declared] = parts(data)["word/styles.xml"].iter(qn("w:lang"))
        assert (declared.get(qn("w:val")), declared.get(qn("w:eastAsia"))) == ("en-US", "zh-CN")
        assert Document(BytesIO(data)).core_properties.language == tag


def test_headings_skip_no_level_and_are_in_the_navigator(written: dict[str, tuple[Paper, bytes]]) -> None:
    for name, (sheet, data) in written.items():
        levels = [int(style[-1]) for style, _ in paragraphs(story(data)) if style.startswith("Heading")]
        assert levels[0] == 1, name
        assert all(after - before <= 1 for before, after in pairwise(levels)), name
        assert len(levels) == sum(isinstance(block, Head) for block in sheet.blocks), name
    found = parts(docx.write(paper(EVERYTHING)))["word/styles.xml"]
    outline = {
        each.get(qn("w:styleId")): each.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}").get(qn("w:val"))
        for each in found.iter(qn("w:style"))
        if each.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}") is not None
    }
    assert outline == {"Heading1": "0", "Heading2": "1", "Heading3": "2"}


def test_body_type_is_as_large_as_its_readers_need() -> None:
    for lang, audience, half_points in (("zh", "students", 24), ("zh", "presenter", 21), ("en", "students", 22)):
        found = parts(docx.write(paper(EVERYTHING, lang, audience=audience)))["word/styles.xml"]
        assert found.find(f"{qn('w:docDefaults')}//{qn('w:sz')}").get(qn("w:val")) == str(half_points)


# --- lists, questions, tables -----------------------------------------------------------------------------


def test_every_ordered_list_starts_anew_and_goes_on_by_itself() -> None:
    found = parts(docx.write(paper(EVERYTHING)))
    starts = {
        each.get(qn("w:numId")): [one.get(qn("w:val")) for one in each.iter(qn("w:startOverride"))]
        for each in found["word/numbering.xml"].iter(qn("w:num"))
    }
    assert len(starts) == len(list(found["word/numbering.xml"].iter(qn("w:num"))))
    used: dict[str, list[str]] = {}
    for each in found["word/document.xml"].iter(qn("w:p")):
        number = each.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        if number is not None:
            used.setdefault(number.get(qn("w:val")), []).append(shown(each))
    assert [texts for texts in used.values() if "号" not in texts] == [
        ["甲", "乙"], ["子", "丑"], ["又从一开始"], ["跳到第七题", "接着第八题"]
    ]  # fmt: skip
    assert [starts[number] for number, texts in used.items() if texts[0] != "跳到第七题"] == [["1"]] * (len(used) - 1)
    assert starts[next(number for number, texts in used.items() if texts[0] == "跳到第七题")] == ["7"]


def test_a_question_stays_with_its_answers_and_the_key_is_marked() -> None:
    root = story(docx.write(paper(EVERYTHING)))
    styles = [(style, text) for style, text in paragraphs(root) if style in {"TickOption", "RightOption", "Reason"}]
    assert styles[2:6] == [
        ("TickOption", "□\tA. 甲"), ("Reason", "因为错"), ("RightOption", "✔\tB. 乙"), ("Reason", "因为对")
    ]  # fmt: skip
    kept = [
        each.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None
        for each in root.iter(qn("w:p"))
        if shown(each) in {"□\tA. 甲", "因为错", "✔\tB. 乙", "因为对", "□\tB. 乙"}
    ]
    assert kept == [False, True, True, True, False, True, False, True, False]


def test_tables_are_fixed_whole_and_headed(written: dict[str, tuple[Paper, bytes]]) -> None:
    for name, (_, data) in written.items():
        section = Document(BytesIO(data)).sections[0]
        room = (section.page_width - section.left_margin - section.right_margin) // 635
        for table in story(data).iter(qn("w:tbl")):
            columns = [int(each.get(qn("w:w"))) for each in table.find(qn("w:tblGrid"))]
            properties = table.find(qn("w:tblPr"))
            assert properties.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"
            assert int(properties.find(qn("w:tblW")).get(qn("w:w"))) == sum(columns), name
            assert int(properties.find(qn("w:tblInd")).get(qn("w:w"))) + sum(columns) <= room, name
            rows = table.findall(qn("w:tr"))
            for row in rows:
                widths = [
                    int(each.find(f"{qn('w:tcPr')}/{qn('w:tcW')}").get(qn("w:w"))) for each in row.findall(qn("w:tc"))
                ]
                assert sum(widths) == sum(columns), name
                assert all(cell[-1].tag == qn("w:p") for cell in row.findall(qn("w:tc"))), (
                    "Word needs a paragraph there"
                )
                framed = properties.find(qn("w:tblStyle")).get(qn("w:val")) in {"ClassBox", "ClassNotice"}
                assert (row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is None) == framed, name
            heads = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
            looks = properties.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"
            assert heads == [looks, *[False] * (len(rows) - 1)], name


def test_two_tables_in_a_row_stay_two() -> None:
    grid = Grid(((Run("头"),),), (((para("格"), Grid((), (((para("里"),),),))),),))
    root = story(docx.write(paper([grid, grid, Box("框", (grid,)), PageBreak(), grid])))
    for table in root.iter(qn("w:tbl")):
        assert table.getnext().tag == qn("w:p")
    [torn] = root.iter(qn("w:pageBreakBefore"))
    assert torn.getparent().getparent().getnext().tag == qn("w:tbl")


def test_bars_are_as_long_as_their_values() -> None:
    root = story(docx.write(paper([EVERYTHING[-6]])))
    spans = [
        [int(each.get(qn("w:val"))) for each in row.iter(qn("w:gridSpan"))]
        for row in root.iter(qn("w:tr"))
        if "件" in shown(row)
    ]
    assert spans == [[20], [10, 11], [21]]
    assert "各类案件的数量" in [each.get(qn("w:val")) for each in root.iter(qn("w:tblDescription"))]


def test_lines_to_write_on_stay_together_below_what_they_answer() -> None:
    root = story(docx.write(paper([para("我的理由："), Ruled(3), para("完")], imprint=imprint(notices=()))))
    properties = [each.find(qn("w:pPr")) for each in root.find(qn("w:body")).findall(qn("w:p"))[2:]]
    assert [(each[0].get(qn("w:val")), each.find(qn("w:keepNext")) is not None) for each in properties] == [
        ("Normal", True), ("WritingLine", True), ("WritingLine", True), ("WritingLine", False), ("Gap", False),
        ("Normal", False),
    ]  # fmt: skip


# --- page, head and foot ----------------------------------------------------------------------------------


def test_the_page_is_a4_and_its_foot_counts_it() -> None:
    for landscape, size in ((False, (Cm(21), Cm(29.7))), (True, (Cm(29.7), Cm(21)))):
        data = docx.write(paper(EVERYTHING, landscape=landscape))
        section = Document(BytesIO(data)).sections[0]
        assert all(
            abs(one - two) < 1000 for one, two in zip((section.page_width, section.page_height), size, strict=True)
        )
        assert all(
            Cm(1.99) < margin < Cm(2.51) for margin in (section.left_margin, section.top_margin, section.bottom_margin)
        )
        foot = story(data, "word/footer1.xml")
        assert [text for _, text in paragraphs(foot)] == [imprint().line, "第1页，共1页"]
        assert [each.get(qn("w:instr")).strip() for each in foot.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize(("audience", "style"), [("presenter", "ForPresenter"), ("students", "ForStudents")])
def test_every_page_says_at_its_top_for_whom_it_is(audience: str, style: str) -> None:
    head = story(docx.write(paper(EVERYTHING, audience=audience)), "word/header1.xml")
    assert [text.strip(PADS) for _, text in paragraphs(head)] == ["讲课人用"]
    assert [each.get(qn("w:val")) for each in head.iter(qn("w:rStyle"))] == [style]


def test_the_qr_code_has_words_and_is_there_only_with_an_address() -> None:
    data = docx.write(paper(EVERYTHING))
    [picture] = story(data).iter(qn("wp:docPr"))
    assert picture.get("descr") == "二维码，通向本课的网页"
    assert [name for name in unpacked(data) if "media" in name] == ["word/media/image1.png"]
    without = unpacked(docx.write(paper(EVERYTHING, imprint=imprint(address=""))))
    assert not [name for name in without if "media" in name]


# --- the package ------------------------------------------------------------------------------------------


def test_nothing_of_the_template_leaks(written: dict[str, tuple[Paper, bytes]]) -> None:
    for name, (sheet, data) in written.items():
        files = unpacked(data)
        assert not [
            path for path in files if re.search("thumbnail|customXml|stylesWithEffects|webSettings|app.xml", path)
        ], name
        text = b"\n".join(files.values())
        assert not re.search(rb"python-docx|Macintosh|ja-JP|\xef\xbc\xad\xef\xbc\xb3", text), name
        properties = Document(BytesIO(data)).core_properties
        assert (properties.author, properties.last_modified_by) == ("法治课堂", "法治课堂")
        assert (properties.comments, properties.title) == ("", sheet.title)
        assert properties.created == properties.modified
        assert properties.created.date().isoformat() == sheet.imprint.version


def test_no_run_is_empty(written: dict[str, tuple[Paper, bytes]]) -> None:
    for name, (_, data) in written.items():
        for run in story(data).iter(qn("w:r")):
            assert shown(run) or run.find(qn("w:drawing")) is not None, name


ORDER = {
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore numPr pBdr shd tabs spacing ind jc outlineLvl",
    "w:rPr": "rStyle rFonts b bCs i iCs color sz szCs u shd em lang",
    "w:tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblDescription",
    "w:tcPr": "tcW gridSpan shd",
    "w:style": "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr tcPr tblStylePr",
    "w:lvl": "start numFmt pStyle lvlText lvlJc pPr rPr",
    "w:pBdr": "top bottom between",
    "w:tblBorders": "top left bottom right insideH insideV",
}
"""The standard's sequences (ECMA-376, part 1), without what we do not use; Word refuses files with another order."""


def test_properties_stand_in_the_order_of_the_standard(written: dict[str, tuple[Paper, bytes]]) -> None:
    for name, (_, data) in written.items():
        for path, root in parts(data).items():
            for tag, sequence in ORDER.items():
                places = {qn(f"w:{each}"): at for at, each in enumerate(sequence.split())}
                for element in root.iter(qn(tag)):
                    found = [places[child.tag] for child in element]
                    assert found == sorted(found), (name, path, tag)


def test_the_same_paper_gives_the_same_bytes_in_every_process(tmp_path: Path, ROOT: Path) -> None:
    sheet = paper(EVERYTHING)
    (tmp_path / "paper").write_bytes(pickle.dumps(sheet))
    code = (
        "import pickle, sys; from pathlib import Path; from fazhi.render.kit import docx\n"
        "Path(sys.argv[2]).write_bytes(docx.write(pickle.loads(Path(sys.argv[1]).read_bytes())))"
    )
    for at, (seed, zone, locale) in enumerate((("1", "Asia/Shanghai", "C"), ("2", "America/New_York", "C.UTF-8"))):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": str(ROOT / "scripts")}
        command = [sys.executable, "-c", code, str(tmp_path / "paper"), str(tmp_path / f"{at}.docx")]
        subprocess.run(command, env=env, check=True, timeout=60)
        assert (tmp_path / f"{at}.docx").read_bytes() == docx.write(sheet)


# --- as LibreOffice prints it -----------------------------------------------------------------------------

PRINTED = ("everything-zh", "everything-en", "landscape")
SHOWN = ("my-data-zh-plan", "my-data-en-plan", "my-data-zh-worksheet", "my-data-en-key")


@pytest.fixture(scope="module")
def printed(
    written: dict[str, tuple[Paper, bytes]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, pypdfium2.PdfDocument]:
    soffice = shutil.which("soffice")
    if not soffice:
        unable("no soffice")
    folder = tmp_path_factory.mktemp("docx")
    for name in (*PRINTED, *SHOWN):
        (folder / f"{name}.docx").write_bytes(written[name][1])
    filter_ = 'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"}}'
    command = [soffice, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", filter_]
    files = [f"{name}.docx" for name in (*PRINTED, *SHOWN)]
    subprocess.run(
        [*command, "--outdir", str(folder), *files], cwd=folder, check=True, timeout=180, capture_output=True
    )
    return {name: pypdfium2.PdfDocument(folder / f"{name}.pdf") for name in (*PRINTED, *SHOWN)}


def letters(text: str) -> Counter[str]:
    return Counter(unicodedata.normalize("NFKC", re.sub(r"\s", "", text)))


def test_headings_are_the_bookmarks_of_the_pdf(
    printed: dict[str, pypdfium2.PdfDocument], written: dict[str, tuple[Paper, bytes]]
) -> None:
    for name, pdf in printed.items():
        headings = [(style, text) for style, text in paragraphs(story(written[name][1])) if style.startswith("Heading")]
        marks = [(f"Heading{each.level + 1}", each.get_title()) for each in pdf.get_toc()]
        assert marks == headings, name


def test_all_text_is_printed_and_inside_the_page(
    printed: dict[str, pypdfium2.PdfDocument], written: dict[str, tuple[Paper, bytes]]
) -> None:
    for name, pdf in printed.items():
        sheet = written[name][0]
        found: Counter[str] = Counter()
        for page in pdf:
            width, height = page.get_size()
            assert (width > height) == sheet.landscape
            text = page.get_textpage()
            found += letters(text.get_text_range())
            edge = 25  # points, 9 mm: what an office printer leaves white
            for at in range(text.count_rects()):
                left, bottom, right, top = text.get_rect(at)
                assert left >= edge, name
                assert bottom >= edge, name
                assert right <= width - edge, name
                assert top <= height - edge, name
            assert sheet.audience_label in text.get_text_range(), name
        assert not letters("".join(whole(sheet))) - found, name


def test_pages_are_counted_and_broken(printed: dict[str, pypdfium2.PdfDocument]) -> None:
    pdf = printed["everything-zh"]
    pages = [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in pdf]
    assert all(f"第{at}页,共{len(pdf)}页" in page.replace("，", ",") for at, page in enumerate(pages, 1))
    assert "新的一页" in pages[-1]
    assert "剪下来" not in pages[-1]
    assert "角色0" in pages[-2]
    assert "各类案件" not in pages[-2]
    heads = [page for page in pages if "时间做什么说什么" in page]
    assert len(heads) > 1, "the head of the long table is repeated on every page"
