"""Privacy of minors: every character counts, nothing is repeated whole, what is in doubt needs a name to stay."""

from collections.abc import Callable, Mapping

import pytest

from fazhi.check import mosaic
from fazhi.check.disguise import bare
from fazhi.check.identity import identifying, masked
from fazhi.check.surnames import anonymised, is_name, named, schools
from fazhi.problems import Problem

Told = Callable[[Mapping[str, bytes | None]], list[Problem]]
APPLE, PEAR = "cases/apple/zh.md", "cases/pear/zh.md"
WAIVERS = "docs/reference/waivers.yml"
PHONE = "13800000000"


@pytest.fixture
def found(told: Told, files: Mapping[str, bytes]) -> Callable[..., list[tuple[str, int, int, str]]]:
    """Path, line, column and rule of what is new after changes: (path, old text, new text)."""
    usual = set(map(str, told({})))

    def after(*changes: tuple[str, str, str]) -> list[tuple[str, int, int, str]]:
        changed: dict[str, bytes | None] = {}
        for path, old, new in changes:
            text = (changed.get(path) or files.get(path, b"")).decode()
            assert not old or text.count(old) == 1, old
            changed[path] = (text.replace(old, new) if old else text + new).encode()
        new_ones = [
            p for p in told(changed) if str(p) not in usual and not p.rule.startswith(("translation", "parity"))
        ]
        return [(p.path, p.mark.line, p.mark.col, p.rule) for p in new_ones]

    return after


Finds = Callable[..., list[tuple[str, int, int, str]]]


# --- where it is looked for --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "old", "new", "line", "col"),
    [
        (PEAR, "status: needs-recheck", f"status: needs-recheck  # 打{PHONE}", 5, 27),
        (PEAR, "谁对？", f"[谁](term:x{PHONE})对？", 29, 11),
        (PEAR, "summary: 另一个", f"summary: {PHONE}，另一个", 3, 10),
        ("templates/strings/zh.yml", "home: x", f"home: x{PHONE}", 2, 10),
        ("docs/reference/help.yml", "", f"# {PHONE}\n", 0, 3),
        ("docs/lessons/fruit/zh.md", "先把烂的收起来", f"{PHONE}先把烂的收起来", 0, 0),
    ],
    ids="comment link summary string reference presenter".split(),
)
def test_every_character_is_looked_at(found: Finds, path: str, old: str, new: str, line: int, col: int) -> None:
    hits = [each for each in found((path, old, new)) if each[3] == "phone-number"]
    assert [hit[0] for hit in hits] == [path]
    assert not line or hits[0][1:3] == (line, col)
    assert not col or hits[0][2] == col


def test_a_name_of_a_folder_counts(told: Told, files: Mapping[str, bytes]) -> None:
    told_ = told({f"cases/pear-{PHONE}/zh.md": files[PEAR]})
    assert (f"cases/pear-{PHONE}/zh.md", "phone-number") in {(p.path, p.rule) for p in told_}


def test_the_official_title_may_keep_a_surname_and_nothing_else_may(found: Finds) -> None:
    title = "  title: 某果园公益诉讼案（编的）"
    assert found((APPLE, title, "  title: 李某某公益诉讼案")) == []
    assert found((APPLE, title, title + "\n  # 李某某")) == [(APPLE, 8, 5, "surname-mou")]


def test_the_place_is_that_of_the_text_as_it_was_written() -> None:
    text = "共１人\u200b，电\u00ad话&#49;３八 零00-〇〇00\u200b０完"
    (hit,) = identifying(bare(text))
    assert (text[hit.place :][:5], hit.rule) == ("&#49;", "phone-number")


def test_a_number_does_not_hide_beside_another() -> None:
    for text in (f"2021 {PHONE}", f"12-{PHONE}-34", f"2021-03-11 {PHONE}", f"1 2 {PHONE} 3 4"):
        assert [hit.rule for hit in identifying(bare(text))] == ["phone-number"], text


def test_a_wrong_number_said_to_be_that_of_a_resident_is_one() -> None:
    assert [hit.rule for hit in identifying(bare("身份证号：999999201003070001"))] == ["resident-number"]
    assert list(identifying(bare("编号：999999201003070001"))) == []


def test_nothing_is_repeated_whole(told: Told, files: Mapping[str, bytes]) -> None:
    secret = (PHONE, "xuesheng@mail.example", "李小果", "桃子市第三小学", "浙A00000", "果园路12号")
    text = (
        files[PEAR].decode().replace("告诉大人。", f"学生{secret[2]}、" + "、".join((*secret[:2], *secret[3:])) + "。")
    )
    said = "\n".join(p.message(lang) for p in told({PEAR: text.encode()}) for lang in ("zh", "en"))
    assert "person-name" in {p.rule for p in told({PEAR: text.encode()})}
    assert [word for word in secret if word in said] == []


@pytest.mark.parametrize(("value", "shown"), [("13800000000", "138********"), ("李某", "李*"), ("ab", "a*")])
def test_what_is_masked(value: str, shown: str) -> None:
    assert masked(value) == shown


# --- names -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", "张某 孙某某 朱某某 于某 李×× 欧阳某 Zhang\xa0X Sun\xa0Moumou Zhang\xa0Mou Li\xa0XX".split(" ")
)
def test_surnames_with_the_rest_left_out(text: str) -> None:
    assert any(anonymised(bare(text + "，").text)), text


@pytest.mark.parametrize(
    "text",
    "某公司 京某公司 北京某公司 江苏某公司 令某 与某 对方某个人 提高某种能力 和某人 某某 He\xa0XX-ray 5×3".split(" "),
)
def test_words_that_only_look_like_it(text: str) -> None:
    assert not any(anonymised(bare(text).text)), text


@pytest.mark.parametrize(
    "text", ["学生李小果说", "被害人张果，", "家长：王小梨", "李小果同学说", "pupil Li Guo", "检察官赵小梨告诉大家"]
)
def test_names_beside_a_role(text: str) -> None:
    assert any(named(bare(text).text))


@pytest.mark.parametrize(
    "text",
    [
        "学生高兴地说",
        "老师和学生",
        "检察官关心孩子",
        "家长马上来",
        "全班同学",
        "小学老师",
        "学生成绩",
        "the judge said",
    ],
)
def test_no_names_beside_a_role(text: str) -> None:
    assert not any(named(bare(text).text))


@pytest.mark.parametrize(
    "text",
    [
        "果园市第三中学",
        "桃子县实验小学",
        "阳光幼儿园",
        "果树镇中心小学",
        "果园外国语学校",
        "育果中学",
        "Orchard Primary School",
    ],
)
def test_schools_with_a_name(text: str) -> None:
    assert any(schools(bare(f"在{text}，" if not text.isascii() else f"at {text}.").text))


@pytest.mark.parametrize(
    "text",
    [
        "一所小学",
        "全市的中小学",
        "这所学校",
        "16所幼儿园",
        "小学生",
        "中学生",
        "教育局",
        "人民检察院",
        "无证幼儿园",
        "a primary school",
    ],
)
def test_schools_without_one(text: str) -> None:
    assert not any(schools(text))


@pytest.mark.parametrize(
    ("form", "name"),
    [
        *((form, False) for form in ("这名少年", "成年人", "高中生家长", "the teenager", "小朋友", "店主")),
        *((form, True) for form in ("The Shop", "小明", "张果", "李某", "Li X", "学生李小果", "阿果")),
    ],
)
def test_a_role_and_a_name(form: str, name: bool) -> None:
    assert is_name(form) == name


# --- waivers -----------------------------------------------------------------------------------------------------

SCHOOL = (PEAR, "告诉大人。", "告诉大人，果园市第三小学买了十箱。")


def waiver(rule: str = "school-name", path: str = PEAR, text: str = "果园市第三小学") -> tuple[str, str, str]:
    row = f"- {{path: {path}, rule: {rule}, text: '{text}', by: 审核人, reviewed: 2026-11-21, reason: 官网上有}}\n"
    return WAIVERS, "", row


def test_a_doubt_is_silenced_by_a_name_and_a_day(found: Finds) -> None:
    assert [each[3] for each in found(SCHOOL)] == ["school-name"]
    assert found(SCHOOL, waiver()) == []


def test_a_waiver_is_for_one_place_one_rule_and_these_words(found: Finds) -> None:
    for other in (waiver(path=APPLE), waiver(rule="person-name"), waiver(text="果园市第二小学")):
        assert sorted(each[3] for each in found(SCHOOL, other)) == ["school-name", "waiver-unused"]
    assert sorted(each[3] for each in found(SCHOOL, waiver(path="cases/none/zh.md"))) == ["school-name", "waiver-path"]


@pytest.mark.parametrize("rule", ["phone-number", "surname-mou", "birth-date", "help-number"])
def test_what_names_a_person_cannot_be_waived(found: Finds, rule: str) -> None:
    change = (PEAR, "告诉大人。", f"告诉大人，李某，{PHONE}。")
    assert "bad-choice" in {each[3] for each in found(change, waiver(rule=rule, text=PHONE))}
    assert {"surname-mou", "phone-number"} <= {each[3] for each in found(change, waiver(rule=rule, text=PHONE))}


def test_a_name_is_waived_with_its_role_or_without(found: Finds) -> None:
    change = (PEAR, "告诉大人。", "检察官李小果说的。")
    assert [each[3] for each in found(change)] == ["person-name"]
    for text in ("李小果", "检察官李小果"):
        assert found(change, waiver("person-name", text=text)) == []


# --- pieces ------------------------------------------------------------------------------------------------------

FACTS = "有人卖了12个坏梨[^gazette]"


def pieced(found: Finds, words: str, *more: tuple[str, str, str]) -> list[str]:
    changes = ((PEAR, "basis: invented", "basis: adapted"), (PEAR, FACTS, words + FACTS), *more)
    return [each[3] for each in found(*changes) if each[3].startswith("mosaic")]


@pytest.mark.parametrize(
    ("words", "rules"),
    [
        ("果园县一名13岁的学生，", []),
        ("果树镇一名13岁的学生，", ["mosaic-near"]),
        ("果树镇一名13岁的留守学生，", ["mosaic"]),
        ("2022年5月3日，果园县一名13岁的学生，", ["mosaic-near"]),
        ("2022年5月3日法院宣判，果园县一名13岁的学生，", []),
        ("果树镇一名不满14岁的学生，", []),
        ("初二(3)班一名单亲的学生，", ["mosaic-near"]),
        ("初二(3)班一名单亲的学生13岁，", ["mosaic"]),
    ],
)
def test_small_facts_are_weighed_together(found: Finds, words: str, rules: list[str]) -> None:
    assert pieced(found, words) == rules


def test_pieces_are_added_up_over_a_whole_case(found: Finds) -> None:
    later = ((PEAR, "卖的人道了歉", "留守的孩子2022年5月3日回家，卖的人道了歉"),)
    assert pieced(found, "果园县一名13岁的学生，", *later) == ["mosaic-near"]


def test_a_weighed_section_can_be_waived_until_a_clue_is_added(found: Finds) -> None:
    signed = waiver("mosaic-near", text="facts: age, village")
    assert pieced(found, "果树镇一名13岁的学生，", signed) == []
    assert pieced(found, "果树镇一名13岁的留守学生，", signed) == ["mosaic"]


def test_a_case_without_minors_is_not_weighed(found: Finds) -> None:
    people = "people: {authors: [果园编写组]}"
    for minor, rules in (("true", ["mosaic"]), ("false", [])):
        declared = f"{people}\npersons: [{{id: buyer, minor: {minor}, forms: [买的人]}}]"
        assert pieced(found, "果树镇一名13岁的留守学生，", (PEAR, people, declared)) == rules


def test_a_grade_does_not_count_beside_its_class() -> None:
    text = "初二(3)班，初二年级"
    assert {clue.kind for clue in mosaic.clues(text, "zh")} == {"class", "grade"}
    assert mosaic.weight(mosaic.clues(text, "zh")) == 3
