"""What is no part of the article goes, by name; what only looks like it stays."""

import pytest

from fazhi.desk.intake.clean import clean, readable
from fazhi.desk.intake.edits import Edit, Edited, restored

ARTICLE = (
    "小镇图书馆为孩子们留了一间屋子",
    "青禾镇的图书馆今年多了一间只给孩子用的屋子，里面有矮书架和软垫子，也有老师陪着读书。",
    "检察官到馆里讲了一课，告诉大家遇到陌生人索要照片的时候，应该怎样说不，又应该告诉谁。",
    "馆长说，这间屋子每个周末都开着，家长可以坐在外面等，孩子想走的时候随时可以走。",
)
TEXT = "\n".join(ARTICLE)


def cleaned(text: str) -> tuple[str, list[Edit]]:
    edited = clean(readable(Edited(text)))
    assert restored(edited.text, edited.edits) == text
    return edited.text, edited.edits


def reasons(edits: list[Edit]) -> set[str]:
    return {edit.whys[-1] for edit in edits}


def test_a_clean_article_is_not_touched() -> None:
    assert cleaned(TEXT) == (TEXT, [])


def test_of_two_copies_the_first_is_kept() -> None:
    text, edits = cleaned(f"{TEXT}\n{TEXT}")
    assert text == TEXT
    assert reasons(edits) == {"second-copy", "blank-line"}
    assert len(edits) == len(ARTICLE) + 1


def test_what_only_the_second_copy_says_stays() -> None:
    added = "更正：屋子只在星期六开着，星期日不开，请家长留意门口的告示，不要白跑一趟。"
    text, _ = cleaned(f"{TEXT}\n{TEXT}\n{added}")
    assert text == f"{TEXT}\n{added}"


def test_a_long_paragraph_that_differs_by_a_comma_is_a_copy_too() -> None:
    long = "".join(ARTICLE[1:3]) + "今年共有120个孩子来过。"
    first = f"{TEXT}\n{long}"
    text, edits = cleaned(f"{first}\n{first.replace('今年共有', '今年，共有')}")
    assert text == first
    assert any("今年，共有" in edit.removed for edit in edits)


def test_a_paragraph_with_another_figure_is_no_copy() -> None:
    long = "".join(ARTICLE[1:3]) + "今年共有120个孩子来过。"
    text, _ = cleaned(f"{TEXT}\n{long}\n{TEXT}\n{long.replace('120', '130')}")
    assert text.endswith("今年共有130个孩子来过。")


def test_titles_in_a_list_of_contents_are_no_second_copy() -> None:
    titles = [f"第{n}件事：检察官到{place}去讲课，告诉孩子怎样保护自己" for n, place in enumerate("东西南北", 1)]
    body = [f"{title}\n这是第{title[1]}件事的详细经过，" + "写得很长很长，各不相同。" * 9 + title for title in titles]
    text = "\n".join((*titles, *body))
    assert cleaned(text) == (text, [])


def test_a_title_that_stands_twice_at_the_top_is_no_second_copy() -> None:
    text = f"{ARTICLE[0]}\n{TEXT}"
    assert cleaned(text)[0] == text


@pytest.mark.parametrize(
    "links",
    [
        "相关阅读\n- 夏天去哪里看星星_星星图鉴...\n- 怎样种好一盆花\n- 十个家常菜的做法...",
        "推荐阅读：\n夏天去哪里看星星\n怎样种好一盆花\n十个家常菜的做法",
        "- 夏天去哪里看星星\n- 怎样种好一盆花\n- 十个家常菜的做法\n- 冬天的衣服\n- 海边的贝壳有哪些",
    ],
)
def test_links_to_other_articles_go(links: str) -> None:
    text, edits = cleaned(f"{TEXT}\n{links}")
    assert text == TEXT
    assert "related" in reasons(edits)


def test_a_list_that_belongs_to_the_article_stays() -> None:
    text = f"{TEXT}\n相关阅读\n- 看书的孩子\n- 图书馆的屋子\n检察官最后说，大家都要记住这些话，回家讲给爸爸妈妈听。"
    assert cleaned(text)[0] == text
    text = f"{TEXT}\n- 图书馆的矮书架\n- 图书馆的软垫子\n- 孩子的屋子\n- 小镇的老师\n- 图书馆的门"
    assert cleaned(text)[0] == text


@pytest.mark.parametrize(
    "line",
    [
        "您当前的位置 : 晨光网 > 新闻 > 青禾",
        "稿源: 晨光网 2024-05-06 08:27:43报料热线:87650000",
        "2024-05-06 08:00 来源:晨光网",
        "| 来源:【字号:大 中 小】",
        "关键词: 图书馆",
        "编辑: 某人纠错:someone@example.org",
        "（来源：晨光网)",
        "责任编辑：某人",
        "© 2001 - 晨光网 版权所有",
        "晨ICP备01234567号-1 晨公网安备110000000000号 网站标识码bm00000000",
        "地址:青禾镇东路5号 邮编:100000",
    ],
)
def test_mastheads_and_registration_marks_go(line: str) -> None:
    text, edits = cleaned(f"{ARTICLE[0]}\n{line}\n" + "\n".join(ARTICLE[1:]))
    assert text == TEXT
    assert reasons(edits) <= {"masthead", "registration"}


@pytest.mark.parametrize(
    "line",
    [
        "责任：学校应当及时报告。",
        "来源于生活的案例，最容易让孩子记住，也最能说明法律为什么这样写，讲课的人不妨多用一些。",
        "检察官问：关键词是什么？大家说：尊重。",
        "编辑一段视频发到网上以前，先问问里面的人愿不愿意。",
    ],
)
def test_sentences_that_begin_like_a_masthead_stay(line: str) -> None:
    text = f"{TEXT}\n{line}"
    assert cleaned(text)[0] == text


def test_the_date_at_the_end_of_a_document_stays() -> None:
    text = f"{TEXT}\n青禾镇图书馆\n2024年5月6日"
    assert cleaned(text)[0] == text


def test_an_advert_of_a_law_firm_goes_from_the_rule_above_it() -> None:
    advert = "---——————\n咨询方式:\n青禾律师事务所顾问团队\n咨询电话:何律师87654321;\n服务时间:每周五下午"
    text, edits = cleaned(f"{TEXT}\n{advert}")
    assert text == TEXT
    assert [edit.removed for edit in edits if edit.whys[-1] == "advert"] == [advert]


def test_a_law_firm_in_a_sentence_stays() -> None:
    text = f"{TEXT}\n青禾律师事务所的一位律师说，遇到这样的事可以打12348咨询，不收钱，也不用说出自己的名字。"
    assert cleaned(text)[0] == text


@pytest.mark.parametrize(
    ("contact", "why"),
    [
        ("13912345678", "phone"),
        ("139-1234-5678", "phone"),
        ("电话：87654321", "phone"),
        ("0571-87654321", "phone"),
        ("someone.else@mail.example.org", "email"),
        ("邮箱：12345@example.com", "email"),
        ("110101200801011234", "citizen-number"),
    ],
)
def test_contacts_go(contact: str, why: str) -> None:
    text, edits = cleaned(f"{TEXT}\n想知道更多，可以找{contact}，馆里的老师会回答。")
    assert text == f"{TEXT}\n想知道更多，可以找，馆里的老师会回答。"
    assert [(edit.removed, edit.whys) for edit in edits] == [(contact, (why,))]


@pytest.mark.parametrize("figure", ["25000000元", "13800138000元", "20240506", "12355", "1,080,000", "3.14159265358"])
def test_figures_and_help_lines_are_no_contacts(figure: str) -> None:
    text = f"{TEXT}\n报告里写着{figure}，检察官说要记住。"
    assert cleaned(text)[0] == text


def test_spaces_dashes_and_line_ends_are_put_in_order() -> None:
    text, edits = cleaned("\ufeff 标题\u3000\r\n\r\n\r\n\r\n— — 一个\u00a0\u00a0人\u200b说\r\n")
    assert text == "标题\n\n—— 一个 人说"
    assert reasons(edits) == {"unseen", "space", "line-end", "blank-line"}
