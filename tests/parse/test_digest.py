"""What counts as a fact in a Chinese text, so that a change of it is graver than one of the words."""

import pytest

from fazhi.parse.digest import facts_of, facts_of_words
from fazhi.parse.markdown import parse


def facts(text: str) -> str:
    return facts_of(parse("x", text + "\n", 1, joined=True).nodes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("赔了150万元", "赔了160万元"),
        ("赔了150万元", "赔了150元"),
        ("赔了1.5万元", "赔了15万元"),
        ("判了3年", "判了3个月"),
        ("三名学生", "四名学生"),
        ("两家网站", "三家网站"),
        ("三万多人", "两万多人"),
        ("三万", "两万"),
        ("一千万元", "两千万元"),
        ("两家网站", "网站"),
        ("判三年，罚二万元", "判二年，罚三万元"),
        ("三分之一", "三分之二"),
        ("一年以后", "半年以后"),
        ("第十二条", "第十三条"),
        ("满十四周岁", "满十六周岁"),
        ("占60％", "占70％"),
        ("2020年9月立案", "2020年10月立案"),
        ("见[第9条](law:ml#9)", "见[第9条](law:cl#9)"),
        ("据报道[^a]", "据报道[^b]"),
        ("据报道[^a]", "据报道"),
        ("- [x] 对\n- [ ] 错", "- [ ] 对\n- [x] 错"),
        ("| 事 | 数 |\n|---|---|\n| 网吧 | 34 |", "| 事 | 数 |\n|---|---|\n| 网吧 | 35 |"),
    ],
)
def test_facts(old: str, new: str) -> None:
    assert facts(old) != facts(new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("大家一起去", "大家都去"),
        ("有一个孩子", "有个孩子"),
        ("万一有事", "如果有事"),
        ("十分重要", "很重要"),
        ("千万别点", "别点"),
        ("赔了150万元", "赔偿150万元"),
        ("3名学生", "3 名学生"),
        ("判了3年", "**判了3年**"),
        ("见[第9条](law:ml#9)", "看[第9条](law:ml#9)"),
        ("找[监护人](term:guardian)", "找[家长](term:guardian)"),
        ("- 一样\n- 两样都好", "- 同样\n- 两样都好"),
    ],
)
def test_words(old: str, new: str) -> None:
    assert facts(old) == facts(new)


def test_names_in_a_front_matter_are_facts() -> None:
    words = {"title": "苹果案", "place": "某市", "organs": ["某市人民检察院"]}
    same = facts_of_words(words)
    assert facts_of_words(words | {"title": "梨案"}) == same
    assert facts_of_words(dict(reversed(words.items()))) == same
    for change in ({"title": "3个苹果"}, {"place": "某县"}, {"organs": ["某县人民检察院"]}, {"official": "某案"}):
        assert facts_of_words(words | change) != same
