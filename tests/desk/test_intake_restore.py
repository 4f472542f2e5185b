"""Damaged Chinese comes out as it was: readings, split characters, lost bytes, traditional characters."""

import pytest

from damaged import ANNOTATED, old_forms, shifted, with_readings
from fazhi.desk.intake.edits import Edited, restored
from fazhi.desk.intake.restore import kept_readings, residue, restore

SENTENCES = (
    "有关机构应当保护学生的个人信息。据了解，网络服务者会先问监护人。",
    "《晨光日报》说，这个学会的服务很周到。",
    "这件事严重损害了大家的利益。",
    "他们请求学会负责。",
)


def mended(text: str) -> str:
    edited = restore(Edited(text))
    assert restored(edited.text, edited.edits) == text
    return edited.text


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_damaged_sentence_is_the_sentence_again(sentence: str) -> None:
    damaged = with_readings(sentence)
    assert damaged != sentence
    assert mended(damaged) == sentence
    assert not list(residue(mended(damaged)))


def test_the_specimens_hold_each_kind_of_damage() -> None:
    damaged = "".join(map(with_readings, SENTENCES))
    assert "關(guān)" in damaged
    assert "日?qǐng)?bào)" in damaged
    assert "重?fù)p" in damaged


def test_a_run_that_lost_a_byte_slides_back() -> None:
    damaged = shifted("　（来源：晨光网") + "(wǎng))"
    assert "來源" not in damaged
    assert mended(damaged + old_forms("学生们都这样说。")) == "　（来源：晨光网)学生们都这样说。"


def test_only_true_readings_are_taken_away() -> None:
    text = with_readings("学生的应用(app)和网(net)由检察官(记者甲)来看，乙(yī)也在。" + SENTENCES[0])
    found = mended(text)
    assert "应用(app)" in found
    assert "网(net)" in found
    assert "(记者甲)" in found


def test_readings_without_tone_go_with_the_space_behind_them() -> None:
    assert mended("個(ge) 人和學(xue) 生的網(wang) 絡(luo) 保護(hu) 。") == "个人和学生的网络保护 。"


def test_a_few_readings_for_rare_characters_stay_and_are_told() -> None:
    text = "他独自踽(jǔ)踽独行。" + "学生们一起去图书馆看书，然后回家吃饭。" * 20
    assert mended(text) == text
    assert len(kept_readings(text)) == 1


def test_a_sound_text_stays_as_it_is() -> None:
    text = "检察官说：“乾隆年间没有网络（见第3页）。”真的?他问(how)。" * 3
    assert mended(text) == text


def test_a_quotation_in_traditional_characters_stays_in_a_simplified_text() -> None:
    text = "馆里的匾上写着“學而時習之”。" + "学生们一起去图书馆看书，然后回家吃饭。" * 20
    assert mended(text) == text


@pytest.mark.parametrize("char", ANNOTATED)
def test_a_split_character_is_not_guessed_where_it_is_not_certain(char: str) -> None:
    text = f"{char}?zzz)Q和{char}?qi)?qi)都不知道。"
    edited = restore(Edited(text))
    assert "zzz)Q" in edited.text
    assert any(residue(edited.text))
