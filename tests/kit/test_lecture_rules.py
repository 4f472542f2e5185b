"""How a lesson is cut into slides, rule by rule, with steps of a few lines."""

from collections.abc import Callable, Mapping

import pytest

from fazhi.render.edition import Edition
from fazhi.render.kit.deck import Bars, Deck, Grid, Lanes, Slide, Written
from fazhi.render.kit.fit import fit
from fazhi.render.kit.lecture import deck
from kit.conftest import Dwarf
from kit.reading import lines, read, said, shown, tips

Steps = Callable[..., list[Slide]]

TABLE = "| 谁 | 想什么 |\n|---|---|\n| 甲 | ＿＿ |\n| 乙 | ＿＿ |\n"
SOLVED = "| 谁 | 想的是 |\n|---|---|\n| 甲 | 苹果 |\n| 乙 | 梨 |\n"
OTHER = "| 词 | 意思 |\n|---|---|\n| 丙 | 桃 |\n"
CHART = "/// chart\n| 水果 | 个数 |\n|---|---|\n| 苹果 | 1,200 |\n| 梨 | 35 |\n///\n"
FLOW = "/// flow\n- 先看\n  1. 看一看\n  2. 再吃\n- 先吃\n  1. 吃了\n///\n"
TREE = """
## 走一走 {#tree minutes=7}

一步一步选。

### 起点 {#start}

桌上有一个苹果。

- [吃掉它](#end-bad)
- [先看一看](#look)
- 站着不动

### 看一看 {#look}

苹果有一个洞。

- [告诉大人](#end-good)

### 结局：好 {#end-good}

大人帮了你。

- [回到起点](#start)

### 结局：坏 {#end-bad}

肚子疼，到此为止。
"""


def step(body: str, id: str = "see", title: str = "看一看", minutes: int = 5) -> str:
    return f"\n## {title} {{#{id} minutes={minutes}}}\n\n{body}\n"


@pytest.fixture
def made(dwarf: Dwarf) -> Callable[..., Deck]:
    return lambda steps, **more: deck(*dwarf(steps, **more))


@pytest.fixture
def slides(made: Callable[..., Deck]) -> Steps:
    """The slides of the steps before the quiz."""

    def between(steps: str, **more: Mapping[str, str | None]) -> list[Slide]:
        found = list(made(steps, **more).slides)
        end = next(n for n, slide in enumerate(found) if slide.step == "小测验" or (not slide.step and n))
        return found[1:end]

    return between


# --- what is seen and what is said ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("visual", "body"),
    [("- 一\n- 二\n", Written), ("1. 一\n2. 二\n", Written), (TABLE, Grid), (CHART, Bars), (FLOW, Lanes)],
)
def test_the_first_list_table_or_drawing_is_the_slide(slides: Steps, visual: str, body: type) -> None:
    (slide,) = slides(step(f"先说。\n\n{visual}\n后说。\n"))
    assert (slide.id, slide.kind, slide.title, type(slide.body)) == ("see", "step", "看一看", body)
    assert said(slide) == ["先说。", "后说。"]
    assert "说" not in shown(slide)


def test_what_stands_on_a_slide_is_what_was_written(slides: Steps) -> None:
    listed, table, chart, flow = (slides(step(visual))[0].body for visual in ("1. 一\n2. 二\n", SOLVED, CHART, FLOW))
    assert isinstance(listed, Written)
    assert [(line.kind, line.label, read(line.runs)) for line in listed.lines] == [
        ("number", "1.", "一"),
        ("number", "2.", "二"),
    ]
    assert isinstance(table, Grid)
    assert [read(cell) for cell in table.head] == ["谁", "想的是"]
    assert [[read(cell) for cell in row] for row in table.rows] == [["甲", "苹果"], ["乙", "梨"]]
    assert isinstance(chart, Bars)
    assert (chart.label, chart.rows) == ("个数", (("苹果", 1200.0, "1,200"), ("梨", 35.0, "35")))
    assert isinstance(flow, Lanes)
    assert [(read(name), [read(each) for each in steps]) for name, steps in flow.lanes] == [
        ("先看", ["看一看", "再吃"]),
        ("先吃", ["吃了"]),
    ]


def test_a_list_in_a_list_stays_below_its_item(slides: Steps) -> None:
    (slide,) = slides(step("- 一\n  - 里\n- 二\n"))
    assert [(line.kind, line.level, read(line.runs)) for line in lines(slide)] == [
        ("point", 0, "一"),
        ("point", 1, "里"),
        ("point", 0, "二"),
    ]


def test_later_lists_are_said(slides: Steps) -> None:
    (slide,) = slides(step("- 一\n\n再说：\n\n1. 二\n2. 三\n\n> 引用的话\n"))
    assert said(slide) == ["再说：", "1. 二", "2. 三", "引用的话"]


def test_notes_are_tips_and_only_in_notes(slides: Steps) -> None:
    (slide,) = slides(step("- 一\n\n/// notes\n先把**烂的**收起来。\n\n- 再等一等\n///\n"))
    assert tips(slide) == ["先把烂的收起来。", "· 再等一等"]
    assert said(slide) == []
    assert "收起来" not in shown(slide)


def test_notes_at_the_end_of_a_step_are_for_the_whole_of_it(slides: Steps) -> None:
    """An author writes them last, below whatever part stands last."""
    first, part = slides(step("- 一\n\n### 单子 {#sheet}\n\n- 二\n\n/// notes\n只给主讲人。\n///\n"))
    assert "只给主讲人。" in tips(first)
    assert "只给主讲人。" not in read(part.body)


def test_a_solution_comes_as_a_slide_of_its_own_after_its_table(slides: Steps) -> None:
    asked, solved = slides(step(f"填一填。\n\n{TABLE}\n写好了再看。\n\n{SOLVED}\n对一对。\n"))
    assert (asked.id, asked.kind, asked.title) == ("see", "step", "看一看")
    assert (solved.id, solved.kind, solved.title) == ("see-answers", "answer", "看一看（答案）")
    assert "苹果" in shown(solved)
    assert "苹果" not in shown(asked) + read(tuple(say.runs for say in asked.notes))
    assert (said(asked), said(solved)) == (["填一填。", "写好了再看。"], ["对一对。"])


def test_any_other_later_table_is_only_announced(slides: Steps) -> None:
    (slide,) = slides(step(f"- 一\n\n{OTHER}"))
    assert tips(slide) == ["这里还有一张表（词、意思），印在学习单上，不用投影。"]
    assert "丙" not in shown(slide)


def test_every_later_drawing_is_a_slide_too(slides: Steps) -> None:
    """Nothing on paper would show it."""
    kinds = [(slide.id, type(slide.body)) for slide in slides(step(f"- 一\n\n{CHART}\n{FLOW}"))]
    assert kinds == [("see", Written), ("see-drawing", Bars), ("see-drawing-again2", Lanes)]


def test_a_step_without_anything_to_see_shows_its_prose(slides: Steps) -> None:
    (slide,) = slides(step("听一听。\n\n> 他说：不行。\n\n/// notes\n慢慢说。\n///\n"))
    assert [read(line.runs) for line in lines(slide)] == ["听一听。", "他说：不行。"]
    assert tips(slide) == ["慢慢说。"]


def test_links_keep_an_address_only_where_there_is_one(dwarf: Dwarf) -> None:
    text = "- 请读[苹果的案子](case:apple)和[未成年人保护法第72条](law:ml#72)，再看[网站](https://www.spp.gov.cn/)\n"
    law = ("未成年人保护法第72条", "https://flk.npc.gov.cn/")
    for site, case in (("https://school.cn/", "https://school.cn/zh/cases/apple.html"), ("https://fazhi.example/", "")):
        slide = deck(*dwarf(step(text), site=site)).slides[1]
        linked = {each.text: each.href for line in lines(slide) for each in line.runs}
        assert (linked["苹果的案子"], linked[law[0]]) == (case, law[1])
        assert linked["网站"] == "https://www.spp.gov.cn/"


# --- text pulled from a case ---------------------------------------------------------------------------------


def test_a_pulled_section_is_told_on_slides_of_its_own(slides: Steps) -> None:
    first, told, drawn = slides(step("- 一\n\n请听：\n\n/// from pear#facts\n///\n\n听完了。\n\n" + CHART))
    assert (told.id, told.kind, told.title) == ("pear-facts", "story", "发生了什么（案例：梨的案子）")
    assert [read(line.runs) for line in lines(told)] == ["2022年5月至6月，有人卖了12个坏梨。"]
    assert told.path == "cases/pear/zh.md"
    assert (said(first), said(told)) == (["请听："], ["听完了。"])
    assert drawn.id == "see-drawing"


def test_prose_before_the_first_picture_waits_for_it_behind_a_pull(slides: Steps) -> None:
    told, first = slides(step("/// from pear#facts\n///\n\n看黑板。\n\n- 一\n"))
    assert (told.id, said(first)) == ("pear-facts", ["看黑板。"])


def test_a_timeline_has_its_dates_below_its_prose(slides: Steps) -> None:
    (slide,) = slides(step("/// from apple#timeline\n///\n"))
    assert read(lines(slide)[0].runs) == "时间都是编的。"
    assert [(line.kind, line.label) for line in lines(slide)[1:]] == [
        ("date", "2018年1月至2019年5月"),
        ("date", "2020年"),
        ("date", "2020年9月"),
        ("date", "2021年3月11日"),
    ]


def test_an_outcome_comes_after_its_question_and_the_arguments_are_only_said(slides: Steps) -> None:
    asked, told, *_ = slides(step("/// from pear#outcome\n///\n"))
    assert (asked.id, asked.kind, told.id, told.kind) == ("pear-question", "decide", "pear-outcome", "outcome")
    assert [read(line.runs) for line in lines(asked)] == ["谁对？", "卖的人", "买的人"]
    assert said(asked) == ["卖的人", "· 梨是好的。", "买的人", "· 梨是坏的。"]
    assert "道了歉" not in shown(asked) + read(tuple(say.runs for say in asked.notes))
    assert "道了歉" in shown(told)


def test_a_case_without_a_question_is_decided_on_all_the_same(slides: Steps, mini: Mapping[str, bytes]) -> None:
    text = mini["cases/fig/zh.md"].decode().replace("sensitivity: 3", "sensitivity: 1")
    found = slides(
        step("/// from fig#outcome\n///\n"),
        changes={"cases/fig/zh.md": text.replace("## 法律", "## 结果 {#outcome}\n\n无花果熟了。\n\n## 法律")},
        front={"cases: [apple, pear]": "cases: [apple, pear, fig]"},
    )
    assert [slide.kind for slide in found] == ["decide", "outcome"]
    assert "先在心里定下你的判断" in shown(found[0])


def test_a_section_shown_twice_gets_two_ids(slides: Steps) -> None:
    found = slides(step("/// from pear#facts\n///\n") + step("/// from pear#facts\n///\n", "again", "再看"))
    assert [slide.id for slide in found] == ["pear-facts", "pear-facts-again2"]


# --- parts of a step -----------------------------------------------------------------------------------------


def test_a_sheet_in_a_step_is_a_slide(slides: Steps) -> None:
    first, sheet = slides(step("- 一\n\n### 单子 {#sheet}\n\n写下来。\n\n- 二\n\n写完了？\n"))
    assert (sheet.id, sheet.title, sheet.kind) == ("sheet", "单子", "step")
    assert [read(line.runs) for line in lines(sheet)] == ["二"]
    assert (said(first), said(sheet)) == ([], ["写下来。", "写完了？"])


def test_a_part_of_prose_alone_shows_it(slides: Steps) -> None:
    _, part = slides(step("- 一\n\n### 台词 {#script}\n\n审判长：开庭。\n"))
    assert [read(line.runs) for line in lines(part)] == ["审判长：开庭。"]


def test_a_solution_and_a_pull_inside_a_part(slides: Steps) -> None:
    found = slides(step(f"- 一\n\n### 单子 {{#sheet}}\n\n{TABLE}\n{SOLVED}\n/// from pear#facts\n///\n\n说完了。\n"))
    assert [slide.id for slide in found] == ["see", "sheet", "sheet-answers", "pear-facts"]
    assert said(found[-1]) == ["说完了。"]


def test_a_part_that_only_pulls_leaves_no_empty_slide(slides: Steps) -> None:
    found = slides(step("- 一\n\n### 真的案子 {#real}\n\n/// from pear#facts\n///\n"))
    assert [slide.id for slide in found] == ["see", "pear-facts"]


# --- decision trees ------------------------------------------------------------------------------------------


def test_a_scene_has_its_ways(slides: Steps) -> None:
    opening, start, *_ = slides(TREE)
    assert [read(line.runs) for line in lines(opening)] == ["一步一步选。"]
    assert (start.id, start.kind, start.title) == ("start", "scene", "起点")
    assert [(line.kind, read(line.runs), line.target) for line in lines(start)] == [
        ("text", "桌上有一个苹果。", ""),
        ("way", "吃掉它", "end-bad"),
        ("way", "先看一看", "look"),
        ("point", "站着不动", ""),
    ]


def test_every_ending_leads_on_to_the_next_step(made: Callable[..., Deck]) -> None:
    """An ending without a list is an ending as well."""
    found = {slide.id: slide for slide in made(TREE + step("- 一", "after", "后来")).slides}
    assert [(line.kind, line.target) for line in lines(found["end-good"])] == [
        ("text", ""),
        ("way", "start"),
        ("way", "after"),
    ]
    assert [(line.kind, line.target) for line in lines(found["end-bad"])] == [("text", ""), ("way", "after")]
    assert found["end-bad"].kind == "scene"


def test_the_last_step_leads_to_what_comes_after_all_steps(dwarf: Dwarf) -> None:
    quiz_first = (
        step("- 一")
        + "\n## 小测验 {#quiz minutes=1}\n"
        + "".join(f"\n### 题{n}？ {{#q{n}}}\n\n- [x] 对 —— 因为。\n- [ ] 错 —— 因为。\n" for n in (1, 2, 3))
    )
    found = deck(*dwarf(quiz_first + TREE)).slides
    places = [slide.id for slide in found]
    onward = {line.target for slide in found if slide.id.startswith("end-") for line in lines(slide)} - {"", "start"}
    (target,) = onward
    assert found[places.index(target)].step == ""
    assert found[places.index(target) - 1].id == "end-bad"


def test_the_way_on_finds_a_step_whose_first_slide_was_shown_before(made: Callable[..., Deck]) -> None:
    pull = "/// from pear#facts\n///\n"
    found = {slide.id: slide for slide in made(step(pull, "one", "一") + TREE + step(pull, "two", "二")).slides}
    assert lines(found["end-bad"])[-1].target == "pear-facts-again2"
    assert found["pear-facts-again2"].step == "二"


def test_a_scene_keeps_its_id_whatever_else_has_the_same(made: Callable[..., Deck]) -> None:
    found = made(TREE.replace("#look", "#cover").replace("#end-good", "#end-help").replace("#start", "#help")).slides
    titles = {slide.id: slide.title for slide in found}
    assert titles["cover"] == "看一看"
    assert titles["help"] == "起点"
    assert len(titles) == len(found)
    assert [slide.kind for slide in found[:1] + found[-2:]] == ["cover", "help", "end"]


def test_a_way_may_lead_to_a_step_but_not_to_a_role(made: Callable[..., Deck]) -> None:
    roles = "\n## 角色 {#roles}\n\n### 果农 {#grower}\n\n你种了苹果。\n"
    tree = TREE.replace("- 站着不动", "- [从头来](#first)\n- [当果农](#grower)")
    found = {s.id: s for s in made(step("/// from pear#facts\n///\n", "first", "先听") + tree + roles).slides}
    assert [(line.kind, line.target) for line in lines(found["start"])][3:] == [("way", "pear-facts"), ("point", "")]


def test_a_pull_in_a_scene_is_told(slides: Steps) -> None:
    found = slides(TREE.replace("大人帮了你。", "大人帮了你。\n\n/// from pear#facts\n///"))
    assert [slide.id for slide in found][-3:] == ["end-good", "pear-facts", "end-bad"]


def test_a_tree_without_an_opening_begins_with_its_first_scene(slides: Steps) -> None:
    first, *_ = slides(TREE.replace("一步一步选。\n", ""))
    assert (first.id, first.minutes) == ("start", 7)


# --- the quiz ------------------------------------------------------------------------------------------------


def test_a_question_never_marks_the_answer_which_follows(made: Callable[..., Deck]) -> None:
    found = list(made(step("- 一")).slides)
    at = next(n for n, slide in enumerate(found) if slide.id == "q3")
    asked, solved = found[at], found[at + 1]
    assert (asked.kind, solved.kind, solved.id, solved.title) == ("quiz", "answer", "q3-answer", "3. 丙？（答案）")
    assert [(line.kind, line.label, read(line.runs)) for line in lines(asked)] == [
        ("option", "A", "错三"),
        ("option", "B", "错四"),
        ("option", "C", "对三"),
    ]
    assert not any(run.strong or run.emphasis for line in lines(asked) for run in line.runs)
    assert "对三" not in read(tuple(say.runs for say in asked.notes))
    assert [(line.kind, line.label, read(line.runs)) for line in lines(solved)] == [
        ("wrong", "A", "错三"),
        ("reason", "", "因为五。"),
        ("wrong", "B", "错四"),
        ("reason", "", "因为六。"),
        ("right", "C", "对三"),
        ("reason", "", "因为七。"),
    ]
    assert any("C" in tip for tip in tips(solved))


def test_a_quiz_without_an_opening_begins_with_its_first_question(made: Callable[..., Deck]) -> None:
    first = next(slide for slide in made(step("- 一")).slides if slide.step == "小测验")
    assert (first.id, first.minutes) == ("q1", 1)


# --- around the steps ----------------------------------------------------------------------------------------


def test_minutes_stand_on_the_first_slide_of_each_step(made: Callable[..., Deck]) -> None:
    found = made(step(f"{TABLE}\n{SOLVED}", minutes=8) + TREE).slides
    assert [(slide.id, slide.minutes) for slide in found if slide.minutes] == [("see", 8), ("tree", 7), ("q1", 1)]


def test_the_cover_says_what_the_presenter_needs_first(made: Callable[..., Deck]) -> None:
    cover = made(step("- 一", minutes=8) + TREE).slides[0]
    assert (cover.kind, cover.title) == ("cover", "一堂水果课：A & B")
    notes = tips(cover)
    assert notes[0] == "课上会说到有人吃坏了肚子。"
    assert {"· 能说出2种水果", "· 重点：先看再吃", "· 梨"} <= set(notes)
    assert notes[-3:] == ["0—8分钟：看一看", "8—15分钟：走一走", "15—16分钟：小测验"]
    assert "吃坏" not in shown(cover)


def test_help_comes_with_the_awkward_questions_in_its_notes(made: Callable[..., Deck]) -> None:
    slide = next(slide for slide in made(step("- 一")).slides if slide.kind == "help")
    assert isinstance(slide.body, Grid)
    assert [read(row[0]) for row in slide.body.rows] == ["110", "12309", "12377.cn"]
    assert tips(slide)[-6:] == ["万一有人问起", "先听他说完。", "我吃坏了怎么办？", "别怕。", "告诉大人", "去看医生"]
    assert "吃坏" not in shown(slide)


def test_the_end_names_sources_and_licence_but_no_official_title(made: Callable[..., Deck]) -> None:
    found = made(step("- 一"), site="https://school.cn/")
    end = found.slides[-1]
    assert "CC BY 4.0" in shown(end)
    assert "果例第1号" in shown(end)
    assert "school.cn/zh/lessons/fruit.html" in shown(end)
    assert "某" not in shown(end)
    assert any("https://fruit.example/news/1?a=b&c=d" in tip for tip in tips(end))
    assert "水果报 & 果仁：烂苹果的报道 2021-03-18 https://fruit.example/news/1?a=b&c=d" in tips(end)


def test_every_slide_has_notes(made: Callable[..., Deck]) -> None:
    found = made(step("- 一\n\n### 单子 {#sheet}\n\n- 二\n\n### 台词 {#script}\n\n三。\n") + TREE).slides
    assert [slide.id for slide in found if not slide.notes] == []


def test_what_is_cut_fits(made: Callable[..., Deck], dwarf: Dwarf) -> None:
    """Every kind of slide of a lesson can be laid out, and keeps its id, so that ways still lead to it."""
    whole = made(step(f"- 一\n\n{CHART}\n{FLOW}\n/// from apple#outcome\n///\n") + TREE)
    assert {slide.id for slide in whole.slides} <= {slide.id for slide in fit(whole, "（续）").slides}


def test_the_deck_says_of_what_it_is(dwarf: Dwarf) -> None:
    edition: Edition
    edition, lesson = dwarf(step("- 一"), site="https://school.cn/")
    found = deck(edition, lesson)
    assert (found.id, found.lang, found.title) == ("fruit", "zh", "一堂水果课：A & B")
    assert found.facts == ("初中", "6分钟", *found.facts[2:])
    assert found.imprint.version == "2026-11-21"
    assert found.imprint.address == "https://school.cn/zh/lessons/fruit.html"
