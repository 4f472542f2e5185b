"""Copied runs: how long they must be, over what they reach, and what may be copied."""

from pathlib import Path

import pytest

from fazhi import source
from fazhi.check.copying import originals

TEXT = "记者从最高人民检察院获悉，浙江省杭州市余杭区人民检察院诉国内某知名短视频公司侵犯儿童个人信息案日前办结。"
TRADITIONAL = (
    "關(guān)於網(wǎng)絡(luò)保護(hù)的民事公益訴訟案件，檢(jiǎn)察機(jī)關(guān)提出了三十四項整改措施並且督促落實。"
)
ENGLISH = "The procuratorate found that the company had not told parents in a clear way what it would do with it."
KNOWN = originals({"a.txt": TEXT.encode(), "b.txt": TRADITIONAL.encode(), "c.txt": ENGLISH.encode()})


def runs(text: str, lang: str = "zh") -> list[tuple[str, int, str]]:
    return [(text[start:end], length, name) for start, end, length, name in KNOWN[lang].copied(text)]


HAN = TEXT.replace("，", "").replace("。", "")


@pytest.mark.parametrize("at", range(len(HAN) - 25))
def test_twenty_five_characters_are_told_wherever_they_stand(at: int) -> None:
    run = HAN[at : at + 25]
    assert runs(f"我们说{run}这件事") == [(run, 25, "a.txt")]
    assert runs(f"我们说{run[:24]}这件事") == []


def test_punctuation_and_markup_do_not_hide_a_run() -> None:
    assert runs("浙江省、杭州市、余杭区 人民检察院，诉国内某知名短视频公司。侵犯！")[0][1] == 27


def test_a_source_in_traditional_characters_with_pinyin_is_read() -> None:
    assert runs("关于网络保护的民事公益诉讼案件，检察机关提出了三十四项整改措施。")[0][2] == "b.txt"


def test_titles_may_be_copied() -> None:
    known = originals({"a.txt": f"依照《{HAN[:30]}》处理".encode()})["zh"]
    assert not list(known.copied(f"看《{HAN[:30]}》这部法"))


def test_twelve_english_words_are_told() -> None:
    words = ENGLISH.lower().split()
    assert runs("So " + " ".join(words[2:14]), "en") == [(" ".join(words[2:14]), 12, "c.txt")]
    assert runs("So " + " ".join(words[2:13]) + " so it is", "en") == []


def test_without_texts_beside_the_repository_there_is_nothing_to_compare(tmp_path: Path) -> None:
    assert source.read(tmp_path / "repo")[0].published == {}
    assert originals({}) == {}


def test_only_texts_are_read_from_beside_the_repository(tmp_path: Path) -> None:
    folder = tmp_path / "shared" / "sources"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text("甲", "utf-8")
    (folder / "b.html").write_text("乙", "utf-8")
    (folder / "c.txt").mkdir()
    (tmp_path / "repo").mkdir()
    found, problems = source.read(tmp_path / "repo")
    assert dict(found.published) == {"a.txt": "甲".encode()}
    assert [(p.path, p.rule) for p in problems if "sources" in p.path] == [("../shared/sources/c.txt", "not-a-file")]
