"""No text is lost unnamed: what was taken away and what is left give the source back, whatever is done."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from damaged import with_readings
from fazhi.desk.intake.clean import STEPS, Step, clean, readable
from fazhi.desk.intake.edits import Change, Edited, restored
from fazhi.desk.intake.restore import restore

PIECES = some.sampled_from(
    [
        "學(xué)生",
        "日?qǐng)?bào)",
        "重?fù)p",
        "\n",
        "\r\n",
        " \u00a0 ",
        "\u200b",
        "来源:晨光网",
        "关键词: 网络",
        "— —",
        "相关阅读\n- 一二三四五\n- 六七八九十\n- 甲乙丙丁戊\n",
        "电话:13800138000",
        "a.b@example.org",
        "---\n某某律师事务所\n咨询电话:87654321\n",
        "学生们一起去图书馆看书，然后回家吃饭，又去了公园里散步。\n",
        "京ICP备12345678号",
        "110101200801011234",
        "\udc80",
        "?。▉碓矗悍ㄖ尉W(wǎng))",
        "Plain English words. ",
    ]
)
ANY_TEXT = some.text(max_size=60) | some.lists(PIECES, max_size=25).map("".join)


@given(ANY_TEXT)
@settings(max_examples=150, deadline=None)
def test_the_source_comes_back_from_the_clean_text_and_the_edits(text: str) -> None:
    edited = clean(restore(readable(Edited(text))))
    assert restored(edited.text, edited.edits) == text


@given(ANY_TEXT, some.data())
@settings(max_examples=150, deadline=None)
def test_any_changes_at_all_can_be_undone(text: str, data: some.DataObject) -> None:
    edited = Edited(text)
    for _ in range(data.draw(some.integers(0, 4))):
        places = sorted(data.draw(some.sets(some.integers(0, len(edited.text)), max_size=8)))
        pairs = zip(places[::2], places[1::2], strict=False)
        changes = [Change(start, end, data.draw(some.text(max_size=3)), "space") for start, end in pairs]
        expected = edited.text
        for change in reversed(changes):
            expected = expected[: change.start] + change.put + expected[change.end :]
        edited = edited.apply(changes)
        assert edited.text == expected
    assert restored(edited.text, edited.edits) == text


@pytest.mark.parametrize("step", dict.fromkeys(STEPS))
def test_no_step_touches_a_clean_text(step: Step) -> None:
    assert list(step("余姚的故事\n\n学生们一起去看书。\n\n检察官说了话。")) == []


def test_places_are_those_of_the_source() -> None:
    edited = restore(Edited("第一行\n" + with_readings("据了解，网络服务者会先问监护人。") * 2))
    place = edited.text.rindex("监护人")
    mark = edited.mark(place)
    line = edited.source.split("\n")[mark.line - 1]
    assert mark.line == 2
    assert line[mark.col - 1 :].startswith("監護")


def test_what_does_not_belong_together_is_not_put_together() -> None:
    edited = Edited("一二三").apply([Change(0, 1, "壹", "space")])
    with pytest.raises(ValueError, match="does not hold"):
        restored("贰二三", edited.edits)


def test_changes_out_of_order_are_a_mistake_of_ours() -> None:
    with pytest.raises(AssertionError):
        Edited("一二三").apply([Change(1, 2, "", "space"), Change(0, 1, "", "space")])
