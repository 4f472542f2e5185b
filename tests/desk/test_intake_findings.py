"""What is proposed, what must be looked at, and the draft that is made of it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from fazhi.checked import check
from fazhi.desk.intake.dates import dates, figures
from fazhi.desk.intake.draft import draft
from fazhi.desk.intake.naming import host, laws, organs, places, publisher
from fazhi.desk.intake.report import report
from fazhi.desk.intake.take import Taken, take
from fazhi.desk.trial import Trial
from fazhi.model.library import Library

Repo = Callable[..., Path]
REPORT = date(2021, 3, 18)
TEXT = """检察官督促整改小店
2021-03-18 08:00 来源:晨光网
今年2月,浙江省杭州市余杭区人民检察院发现,一家小店向学生卖过期零食,约30名学生买过,赔偿1.5万余元。
2月9日,检察院依照《中华人民共和国未成年人保护法》第七十二条和刑法第253条之一提出检察建议。
近日,孙某某把钱退了,孙某也道了歉。记者 甲乙
报道说,可以打12399投诉。
"""


@pytest.fixture(scope="module")
def trial(mini: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Trial:
    root = tmp_path_factory.mktemp("dwarf")
    for name, data in mini.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return Trial(check(root).source)


@pytest.fixture(scope="module")
def library(trial: Trial) -> Library:
    return trial.library


@pytest.fixture(scope="module")
def taken(library: Library) -> Taken:
    return take(TEXT.encode(), library)


def found(taken: Taken, kind: str) -> list[str]:
    return [flag.found for flag in taken.flags if flag.kind == kind]


@pytest.mark.parametrize(
    ("said", "value", "sure"),
    [
        ("2020年12月2日", "2020-12-02", True),
        ("2021年6月", "2021-06", True),
        ("2月7日", "2021-02-07", False),
        ("12月2日", "2020-12-02", False),
        ("17日", "2021-03-17", False),
        ("28日", "2021-02-28", False),
        ("今年2月", "2021-02", False),
        ("去年9月30日", "2020-09-30", False),
        ("2021年2月30日", "", True),
        ("同年5月", "", False),
    ],
)
def test_chinese_dates_are_resolved_by_the_day_of_the_report(said: str, value: str, sure: bool) -> None:
    (one,) = dates(f"检察官{said},来到学校。", "zh", REPORT)
    assert (one.said, one.value, one.sure) == (said, value, sure)


@pytest.mark.parametrize(
    ("said", "value", "sure"),
    [
        ("December 26, 2021", "2021-12-26", True),
        ("2 December 2020", "2020-12-02", True),
        ("May to June, 2022", "2022-05/2022-06", True),
        ("From 2019 to 2020", "2019/2020", True),
        ("March 7th", "2021-03-07", False),
        ("on the 7th", "2021-03-07", False),
    ],
)
def test_english_dates_are_found(said: str, value: str, sure: bool) -> None:
    (one,) = dates(f"Somebody came {said}, it is said.", "en", REPORT)
    assert (one.said, one.value, one.sure) == (said, value, sure)


def test_without_a_day_of_the_report_nothing_is_guessed() -> None:
    (one,) = dates("2月7日,检察官来到学校。", "zh", None)
    assert (one.said, one.value) == ("2月7日", "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("约1500名儿童,34项措施", ["约1500名", "34项"]),
        ("个人信息10万余条,超过47万元", ["10万余条", "超过47万元"]),
        ("为期2个月,达95%", ["2个月", "达95%"]),
        ("2021年2月7日第3条", []),
    ],
)
def test_figures_keep_what_qualifies_them(text: str, said: list[str]) -> None:
    assert [figure.said for figure in figures(text, "zh")] == said


def test_english_figures_keep_what_qualifies_them() -> None:
    text = "More was lost: more than 1,500 children, RMB 1.08 million, over 200 sellers in 2021 and on March 7th."
    said = [figure.said for figure in figures(text, "en")]
    assert said == ["more than 1,500 children", "RMB 1.08 million", "over 200 sellers"]


@pytest.mark.parametrize(
    "text",
    [
        "由浙江省杭州市余杭区人民检察院办理",
        "随后指定浙江省杭州市余杭区人民检察院办理",
        "余杭检察官向浙江省杭州市余杭区人民检察院说",
    ],
)
def test_organs_are_named_without_the_words_before_them(text: str, library: Library) -> None:
    assert [organ.value for organ in organs(text, "zh", library)] == ["浙江省杭州市余杭区人民检察院"]


def test_english_organs_and_places_are_named(library: Library) -> None:
    text = "The People's Procuratorate of Pear County, Orchard Province found it. The Supreme People’s Court too."
    assert [organ.value for organ in organs(text, "en", library)] == [
        "People's Procuratorate of Pear County, Orchard Province",
        "Supreme People’s Court",
    ]
    assert [place.value for place in places(text, "en", library)] == ["某省"]


@pytest.mark.parametrize(
    ("text", "law", "article", "listed"),
    [
        ("《中华人民共和国未成年人保护法》第七十二条", "ml", "72", True),
        ("未成年人保护法第72条", "ml", "72", True),
        ("刑法第二百五十三条之一", "cl", "253-1", True),
        ("行政诉讼法第25条第四款", "alpl", "25.4", True),
        ("未成年人保护法第999条", "ml", "999", False),
        ("《青禾镇图书馆管理办法》", "", "", False),
    ],
)
def test_laws_are_matched_with_the_registry(text: str, law: str, article: str, listed: bool, library: Library) -> None:
    (cited,) = laws(f"依照{text}的规定", "zh", library)
    assert (cited.law, cited.article, cited.listed) == (law, article, listed)


def test_publisher_and_host_are_told_apart() -> None:
    assert publisher("来源:晨光网", "") == "晨光网"
    assert publisher("", "晨光网讯(记者甲) 今天") == "晨光网"
    assert publisher("", "China News Service, Beijing, March 7th") == "中国新闻社"
    assert host("© 2001 - 青禾科学院 版权所有", "") == "青禾科学院"
    assert host("", "https://www.example.org/a") == "www.example.org"


def test_everything_to_be_looked_at_is_flagged_with_its_place(taken: Taken) -> None:
    assert found(taken, "anonymity") == ["孙某某 / 孙某"]
    assert found(taken, "relative-date") == ["今年2月", "2月9日"]
    assert found(taken, "unresolved-date") == ["近日"]
    assert found(taken, "person") == ["甲乙"]
    assert found(taken, "hotline") == ["12399"]
    assert found(taken, "old-law") == ["《中华人民共和国未成年人保护法》 72"]
    place = next(flag.start for flag in taken.flags if flag.kind == "hotline")
    assert taken.edited.mark(place).line == 6


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("孩子2010年5月1日出生，住在青禾镇。", "identity"),
        ("他在青禾市第二中学读书。", "school"),
        ("这里还有?qǐng)没有修好的字，，两个逗号。", "residue"),
        ("他独自踽(jǔ)踽独行" + "，学生们一起去图书馆看书，然后回家吃饭" * 9, "few-readings"),
    ],
)
def test_a_chinese_text_is_flagged(text: str, kind: str, library: Library) -> None:
    assert found(take(text.encode(), library), kind)


ENGLISH = """Cctv news: details are as follows:
Case 1
Sun Moumou pleaded guilty and pleaded guilty, and Sun told it. He got help.According to the court it is “over”.
Case 3
A guardian came to ask Feng’s school.
First, one thing
V. another
"""


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("english", ""),
        ("machine-english", "Cctv news:"),
        ("machine-english", "pleaded guilty and pleaded guilty"),
        ("glue", "help.According"),
        ("anonymity", "Sun Moumou / Sun"),
        ("numbering", "Case 3"),
        ("numbering", "First, V."),
        ("several-cases", "2"),
        ("person", "Feng"),
        ("quotes", "“"),
        ("no-day", ""),
    ],
)
def test_machine_english_is_flagged_and_never_changed(kind: str, said: str, library: Library) -> None:
    english = take(ENGLISH.encode(), library)
    assert said in found(english, kind)
    assert "pleaded guilty and pleaded guilty" in english.edited.text


@pytest.mark.parametrize("text", [TEXT, ENGLISH, "猥亵儿童案\n检察官说,这名成年人犯了强奸罪。", "一句话。"])
def test_the_draft_is_a_good_draft(text: str, trial: Trial) -> None:
    written = draft(take(text.encode(), trial.library), trial.library)
    problems = trial.judge({"cases/a-draft/zh.md": written})
    assert [problem for problem in problems if problem.is_error] == []
    assert "status: draft" in written


def test_the_draft_asks_and_copies_no_sentence(taken: Taken, library: Library) -> None:
    written = draft(taken, library)
    assert "- **2021-02-09** 【待写：用自己的话写那时发生了什么；日子是推算的，要核对，见来源第4行】[^" in written
    assert "[未成年人保护法第72条](law:ml#72) 【待写：用大白话写，见来源第4行】" in written
    assert "[刑法第253条之一](law:cl#253-1)" in written
    assert "organs: [浙江省杭州市余杭区人民检察院]" in written
    assert "publisher: 晨光网" in written
    assert "date: 2021-03-18" in written
    copied = [text[at : at + 12] for text in TEXT.split("\n")[2:] for at in range(len(text) - 11)]
    named = "浙江省杭州市余杭区人民检察院"
    assert not [run for run in copied if run in written and run not in named]
    assert "孙某" not in written


def test_sexual_harm_asks_for_a_content_note(library: Library) -> None:
    written = draft(take("检察官说,这名成年人犯了猥亵儿童罪。".encode(), library), library)
    assert "sensitivity: 2" in written
    assert "content_note: 【待写：" in written


@pytest.mark.parametrize(("lang", "words"), [("zh", "每一处改动"), ("en", "Every change")])
def test_the_report_names_every_change_and_every_flag(lang: str, words: str, library: Library) -> None:
    text = TEXT + "電話(diàn)網(wǎng)絡(luò)。\n\n\n\n```\n编辑: 某人\n"
    taken = take(text.encode(), library)
    told = report(taken, "a|b`c.txt", lang)
    assert words in told
    lines = told.split("\n")
    for edit in taken.edited.edits:
        mark = taken.edited.source_mark(edit.start)
        for removed in filter(None, edit.removed.split("\n")):
            said = [line for line in lines if removed.replace(" ", "␣") in line or f"- {removed}" in line]
            assert said, (edit, mark)
    assert all(flag.found.replace("`", "") in told.replace("\\", "") for flag in taken.flags)
