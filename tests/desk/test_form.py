"""A case form is written, filled as people fill forms in Word, and read back; every mistake by the name of its row."""

import copy
import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from fazhi import source
from fazhi.checked import check
from fazhi.desk import form, form_case, form_reading, form_rows
from fazhi.desk.form_words import article, cited, entries, moment, paragraphs, span, ticked, tidy
from fazhi.desk.questions import Both, Choice
from fazhi.desk.trial import Trial

Repo = Callable[..., Path]
GRADES = (Choice("a", Both("小学", "p")), Choice("b", Both("初中", "j")), Choice("c", Both("高中", "s")))


@pytest.fixture(scope="module")
def trial(mini: Any, tmp_path_factory: pytest.TempPathFactory) -> Trial:
    root = tmp_path_factory.mktemp("form")
    for name, content in mini.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return Trial(source.read(root)[0])


class Paper:
    """A form on somebody's desk."""

    def __init__(self, trial: Trial) -> None:
        self.trial = trial
        self.document = docx.Document(io.BytesIO(form.write(trial.library)))

    def table(self, label: str) -> Any:
        return next(table for table in self.document.tables if label in [c.text for c in table.rows[0].cells])

    def cell(self, label: str) -> Any:
        return next(row.cells[-1] for table in self.document.tables for row in table.rows if row.cells[0].text == label)

    def put(self, **answers: str) -> "Paper":
        for label, text in answers.items():
            self.cell(label).text = text
        return self

    def tick(self, label: str, name: str, tick: str = "☑") -> "Paper":
        cell = self.cell(label)
        cell.text = cell.text.replace(f"□\u00a0{name}", f"{tick}\u00a0{name}")
        return self

    def box(self, label: str, text: str) -> "Paper":
        table = next(table for table in self.document.tables if table.rows[0].cells[0].text.startswith(label + "\n"))
        table.rows[1].cells[0].text = text
        return self

    def row(self, label: str, number: int, *texts: str) -> "Paper":
        cells = self.table(label).rows[number + 1].cells
        for cell, text in zip(cells[len(cells) - len(texts) :], texts, strict=True):
            cell.text = text or cell.text
        return self

    def question(self, number: int, title: str, right: str, *options: tuple[str, str]) -> "Paper":
        rows = self.table(f"第{number}题").rows
        rows[0].cells[1].text, rows[-1].cells[1].text = title, right
        for row, (answer, reason) in zip(rows[2:], options, strict=False):
            row.cells[1].text, row.cells[2].text = answer, reason
        return self

    def data(self) -> bytes:
        store = io.BytesIO()
        self.document.save(store)
        return store.getvalue()

    def made(self) -> form_case.Made:
        return form_case.made(form_reading.read(self.data()), self.trial.library)

    def told(self, made: form_case.Made) -> list[str]:
        found = form_case.named(made.text, self.trial.judge({"cases/kiwi/zh.md": made.text}))
        return [str(slip) for slip in made.slips] + [str(slip) for slip, is_error in found if is_error]


def filled(paper: Paper) -> Paper:
    """A form as a careful lawyer fills it."""
    paper.put(
        标题="奇异果的案子",
        编号="kiwi",
        摘要="一个编出来的案子。",
        地点="某省某市",
        办案机关="某市人民检察院\n某省人民检察院",
    )
    paper.put(法律核对到哪一天="2026年3月1日", 填表日期="2026-11-30", 作者="一名律师；一名老师")
    paper.tick("真实还是编的", "虚构：为上课编的").tick("办案方式", "民事公益诉讼", "√").tick("主题", "水果").tick(
        "适合的学段", "初中", "■"
    )
    paper.tick("敏感程度", "0 没有需要提醒的内容")
    paper.row("谁发布的", 1, "水果报", "奇异果的报道", "2023年5月31日", "https://fruit.example/k", "□ 确定\n☑ 可能")
    paper.box("发生了什么", "一家果园卖了奇异果【1】。\n后来有人病了。")
    paper.row("来源序号", 1, "2023年5月", "果园卖了奇异果。", "1").row(
        "来源序号", 2, "2018-01至2019-05", "有人病了", ""
    )
    paper.box("你来判断", "该由谁负责？")
    paper.row("理由", 1, "果园", "1. 是果园卖的。\n2. 果园知道。").row("理由", 2, "学校", "学校没有看。")
    paper.box("检察机关做了什么", "1、先看。\n2、再问。").box("结果", "赔了钱。").box("如果是你", "先停下来。")
    paper.row("大白话", 1, "☑ 案发时\n□ 现在", "《未成年人保护法》", "第七十二条", "要先问大人。")
    paper.row("大白话", 2, "√ 现在", "中华人民共和国刑法", "第253条之一", "不能买卖信息。")
    for number in range(1, 5):
        paper.question(number, f"第{number}个问题？", "b", ("果园", "不是。"), ("学校", "是。"), ("没有人", "再想想。"))
    return paper.box("资料说明", "这个案子是编出来的。")


def test_the_same_library_gives_the_same_form(trial: Trial) -> None:
    assert form.write(trial.library) == form.write(trial.library)


def test_a_careful_form_becomes_a_case_that_passes(trial: Trial) -> None:
    made = filled(Paper(trial)).made()
    assert [str(slip) for slip in made.slips] == []
    assert made.notes == []
    assert (made.id, made.title) == ("kiwi", "奇异果的案子")
    problems = trial.judge({"cases/kiwi/zh.md": made.text})
    assert {problem.rule for problem in problems if problem.is_error} == set()
    for line in (
        "organs: [某市人民检察院, 某省人民检察院]",
        "    date: 2023-05-31",
        "  authors: [一名律师, 一名老师]",
        "一家果园卖了奇异果[^source-1]。",
        "- **2023-05** 果园卖了奇异果[^source-1]。",
        "- **2018-01/2019-05** 有人病了",
        "### 果园 {#side-a}",
        "- 果园知道。",
        "- 再问。",
        "- [未成年人保护法第72条](law:ml#72) 要先问大人。",
        "- [刑法第253条之一](law:cl#253-1) 不能买卖信息。",
        "- [x] 学校 —— 是。",
    ):
        assert f"\n{line}\n" in made.text, line
    assert "【待写" not in made.text


def test_a_form_that_is_hardly_begun_is_a_draft(trial: Trial) -> None:
    paper = Paper(trial).tick("办案方式", "民事公益诉讼").tick("主题", "水果").tick("适合的学段", "初中")
    made = paper.made()
    assert paper.told(made) == []
    assert "title: 【待写：标题】\n" in made.text
    assert made.text.count("### ") == 6
    assert any("填表日期" in note for note in made.notes)


def test_every_mistake_is_told_by_its_row_in_the_order_of_the_form(trial: Trial) -> None:
    paper = (
        filled(Paper(trial))
        .put(填表日期="去年五月", 地点="某省<b>")
        .tick("真实还是编的", "真实：官方公布或公开报道的案子")
    )
    paper.cell("主题").text = "水产"
    paper.row("谁发布的", 2, "果报", "果", "五月", "www.fruit.example", "")
    paper.row("来源序号", 3, "很久以前", "有人来过", "9")
    paper.row("大白话", 3, "", "未成年人保护发", "七十", "话").row("大白话", 4, "", "刑法", "9999", "话")
    paper.question(1, "问？", "", ("果园", "不是。")).question(2, "问？", "E", ("果园", "不是。"), ("学校", "是。"))
    made = paper.made()
    told = sorted(set(paper.told(made)), key=lambda line: form_case.place(line[1:]))
    heads = [line.split("”")[0][1:] for line in told]
    assert (
        heads
        == [
            "真实还是编的",
            "地点",
            "主题",
            "主题",
            "填表日期",
            "来源2·日期",
            "来源2·网址",
            "时间线第3行·日期",
            "法律怎么说第3行·法律名称",
            "法律怎么说",
            "小测验·第1题",
            "小测验·第1题·正确答案",
            "小测验·第1题",
            "小测验·第2题·正确答案",
            "小测验·第2题",
        ][: len(heads)]
        or heads
    )


def test_rows_deleted_or_doubled_are_told(trial: Trial) -> None:
    paper = filled(Paper(trial))
    row = paper.cell("地点")._tc.getparent()
    row.getparent().remove(row)
    other = paper.cell("标题")._tc.getparent()
    row = copy.deepcopy(other)
    other.addnext(row)
    next(iter(row.iter(qn("w:t")))).text = "标题"
    list(row.iter(qn("w:t")))[-1].text = "另一个标题"
    made = paper.made()
    assert any("地点" in note for note in made.notes)
    assert any("“标题”：这一行有两处" in str(slip) for slip in made.slips)
    assert "place: 【待写：地点】\n" in made.text


def test_tracked_changes_are_read_as_accepted_and_said(trial: Trial) -> None:
    paper = filled(Paper(trial))
    paragraph = paper.cell("标题").paragraphs[0]._p
    for tag, text_tag, words in (("w:del", "w:delText", "旧"), ("w:ins", "w:t", "新")):
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        text.text = words
        run.append(text)
        change.append(run)
        paragraph.append(change)
    made = paper.made()
    assert made.title == "奇异果的案子新"
    assert "修订" in made.notes[0]


def test_what_word_does_to_text_is_mended(trial: Trial) -> None:
    paper = filled(Paper(trial))
    paper.cell("标题").text = ""
    for piece in ("奇异果", "的  App", "　案子２"):
        paper.cell("标题").paragraphs[0].add_run(piece)
    paper.cell("摘要").text = '\n他说:"好",\n就走了 .\n'
    made = paper.made()
    assert made.title == "奇异果的App案子2"
    assert "summary: 他说：“好”，就走了。\n" in made.text


def test_a_form_is_known_by_its_property_and_by_its_heading(trial: Trial) -> None:
    paper = Paper(trial)
    assert form_reading.is_form(paper.data())
    paper.document.core_properties.identifier = paper.document.core_properties.keywords = ""
    assert form_reading.is_form(paper.data())
    paper.document.paragraphs[0].text = "别的文件"
    assert not form_reading.is_form(paper.data())
    assert not form_reading.is_form(b"PK but no document")
    assert not form_reading.is_form(b"text")


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("□ 小学  □ 初中  □ 高中", []),
        ("□ 小学  ☑ 初中  □ 高中", ["b"]),
        ("□ 小学\n☒ 初中\n■高中", ["b", "c"]),
        ("□ 小学  □√ 初中  □ 高中", ["b"]),
        ("□ 小学√  □ 初中  □ 高中✓", ["a", "c"]),
        ("√□小学 □初中 x高中", ["a", "c"]),
        ("□\u00a0小学\t☑\u00a0初中\n□\u00a0高中", ["b"]),
        ("初中、高中", ["b", "c"]),
        ("□ 小学 □ 初中(√) □ 高中", ["b"]),
        ("□ 小学 □ 初中 X", ["b"]),
    ],
)
def test_ticks_are_read_wherever_they_stand(text: str, ids: list[str]) -> None:
    assert ticked(text, GRADES) == (ids, "")


def test_what_is_no_choice_is_told() -> None:
    assert ticked("☑ 初中 大学", GRADES) == (["b"], "大学")


def test_dates_and_articles_as_people_write_them() -> None:
    dates = ["2023年5月31日", "2023.5.31", "２０２３年５月", "2023/05/31", "2023", "2023年", "2023-13", "去年"]
    assert [moment(each) for each in dates] == [
        "2023-05-31",
        "2023-05-31",
        "2023-05",
        "2023-05-31",
        "2023",
        "2023",
        "",
        "",
    ]
    spans = [span(each) for each in ("2018-01至2019-05", "2018年1月—2019年5月", "2018/2019", "2018.1.2", "x")]
    assert [each.iso if each else "" for each in spans] == [
        "2018-01/2019-05",
        "2018-01/2019-05",
        "2018/2019",
        "2018-01-02",
        "",
    ]
    articles = [
        "72",
        "第72条",
        "第七十二条",
        "第二百八十七条之二",
        "第130条第3项",
        "第１０条",
        "七十二",
        "第72至74条",
        "",
    ]
    assert [article(each) for each in articles] == ["72", "72", "72", "287-2", "130.3", "10", "72", "", ""]


def test_marks_of_sources_and_lines_that_were_broken() -> None:
    assert (
        cited("钱【1】，人[2]，事（来源3）。【1、2】")
        == "钱[^source-1]，人[^source-2]，事[^source-3]。[^source-1][^source-2]"
    )
    assert cited("（1）先看") == "（1）先看"
    broken = "这是一段从别处粘贴来的很长很长很长的文字，句子中间\n断开了。\n下一段。"
    assert paragraphs(broken) == ["这是一段从别处粘贴来的很长很长很长的文字，句子中间断开了。", "下一段。"]
    assert entries("1. 甲。\n（二）乙。\n• 丙。\n2021年的事。") == ["甲。", "乙。", "丙。", "2021年的事。"]
    assert tidy("在 2021 年,用App(很好).") == "在2021年，用App（很好）。"


# --- the commands ------------------------------------------------------------------------------------


def fazhi(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "fazhi", *arguments],
        cwd=root,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
    )


def test_from_the_empty_form_to_the_case(repo: Repo, trial: Trial) -> None:
    root = repo()
    assert fazhi(root, "form", "--lang", "zh").returncode == 0
    again = fazhi(root, "form", "--lang", "en")
    assert (again.returncode, "left alone" in again.stderr) == (2, True)
    paper = Paper(trial)
    paper.document = docx.Document(str(root / "case-form.docx"))
    (root / "filled.docx").write_bytes(filled(paper).data())
    done = fazhi(root, "intake", "filled.docx", "--lang", "zh")
    assert done.returncode == 0, done.stderr
    assert not [p for p in check(root).problems if p.is_error]
    before = (root / "cases/kiwi/zh.md").read_bytes()
    taken = fazhi(root, "intake", "filled.docx", "--lang", "zh")
    assert taken.returncode == 1
    assert "“编号”：已经有cases/kiwi了" in taken.stderr
    assert (root / "cases/kiwi/zh.md").read_bytes() == before


def test_no_two_rows_have_the_same_name() -> None:
    known = [*form_rows.known_fields().values(), *map(form_rows.box_label, form_rows.BOXES)]
    assert len(known) == len(set(known))
