"""Dates and figures of the two languages in one form: what agrees, and what must not."""

import pytest

from fazhi.check.figures import differences, numbers, spoken


def found(text: str, lang: str) -> tuple[set[str], set[str]]:
    read = numbers(text, lang)
    return set(read.dates), set(read.figures)


def apart(zh: str, en: str) -> set[str]:
    """All that only one side says."""
    dates, figures = differences(numbers(zh, "zh"), numbers(en, "en"))
    return set().union(*dates, *figures)


@pytest.mark.parametrize(
    ("text", "dates", "figures"),
    [
        ("2020年12月2日起诉", {"2020-12-02"}, set()),
        ("2020年12月起诉", {"2020-12"}, set()),
        ("2020年起诉", {"2020"}, set()),
        ("12月2日起诉", {"--12-02"}, set()),
        ("5月至6月", {"--05", "--06"}, set()),
        ("在2020-12-02起诉", {"2020-12-02"}, set()),
        ("2018-01/2019-05出了事", {"2018-01", "2019-05"}, set()),
        ("12个月、5年级、3天", set(), {"12", "5", "3"}),
        ("108万元", set(), {"1080000"}),
        ("9.8万元", set(), {"98000"}),
        ("1000万个", set(), {"10000000"}),
        ("1.5亿人", set(), {"150000000"}),
        ("30余万元、10多万条", set(), {"300000", "100000"}),
        ("3千元、2千万元、5百万条", set(), {"3000", "20000000", "5000000"}),
        ("5千克、3千米", set(), {"5", "3"}),
        ("7月8日至10日", {"--07-08", "--07-10"}, set()),
        ("2022年7月8日-10日", {"2022-07-08", "--07-10"}, set()),
        ("7月8日、9日和10日，12日", {"--07-08", "--07-09", "--07-10"}, {"12"}),
        ("7月8至10日，3至5月", {"--07-08", "--07-10", "--05"}, {"3"}),
        ("1,200个，1200个", set(), {"1200"}),
        ("34项，10%，4年8个月", set(), {"34", "10", "4", "8"}),
        ("第253条之一", set(), {"253"}),
        ("第25条第4款", set(), {"25", "4"}),
        ("检例第141号", set(), {"141"}),
        ("打12309", set(), {"12309"}),
        ("007号", set(), {"7"}),
        ("", set(), set()),
    ],
)
def test_chinese(text: str, dates: set[str], figures: set[str]) -> None:
    assert found(text, "zh") == (dates, figures)


@pytest.mark.parametrize(
    ("text", "dates", "figures"),
    [
        ("on 2 December 2020.", {"2020-12-02"}, set()),
        ("in December 2020", {"2020-12"}, set()),
        ("In 2020, in 2021.", {"2020", "2021"}, set()),
        ("on 2 December", {"--12-02"}, set()),
        ("in May and June", {"--05", "--06"}, set()),
        ("From May to June 2022, it", {"--05", "2022-06"}, set()),
        ("May to June 2022", {"--05", "2022-06"}, set()),
        ("March–May 2022", {"--03", "2022-05"}, set()),
        ("8–10 July 2022", {"--07-08", "2022-07-10"}, set()),
        ("from 8 to 10 July", {"--07-08", "--07-10"}, set()),
        ("8 and 10 July; paragraph 1, 1 June", {"--07-08", "--07-10", "--06-01"}, {"1"}),
        ("since March, until May", {"--03", "--05"}, set()),
        ("You may march on. May I? March on!", set(), set()),
        ("on 2020-12-02/2021-01", {"2020-12-02", "2021-01"}, set()),
        ("RMB 1.08 million", set(), {"1080000"}),
        ("RMB 98,000", set(), {"98000"}),
        ("10 million, 3 billion, 5 thousand", set(), {"10000000", "3000000000", "5000"}),
        ("a 10-million fine", set(), {"10000000"}),
        ("34 measures, 10%, 10 per cent", set(), {"34", "10"}),
        ("Article 253-1", set(), {"253", "1"}),
        ("Article 25(4)", set(), {"25", "4"}),
        ("the 35th batch", set(), {"35"}),
        ("1,950 people", set(), {"1950"}),
    ],
)
def test_english(text: str, dates: set[str], figures: set[str]) -> None:
    assert found(text, "en") == (dates, figures)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("2020年12月2日", "2 December 2020"),
        ("2022年5月至6月", "May to June 2022"),
        ("2022年5月至6月", "from May 2022 to June 2022"),
        ("2020年12月31日至2021年1月2日", "31 December 2020 to 2 January 2021"),
        ("2020年出事，10月立案", "It happened in 2020; in October a case was opened"),
        ("2020年10月出事，同年12月立案", "It happened in October 2020 and a case was opened in December 2020"),
        ("2018-01/2019-05", "2018-01/2019-05"),
        ("108万元", "RMB 1.08 million"),
        ("10万条", "100,000 records"),
        ("1000万", "10 million"),
        ("1亿", "100 million"),
        ("30余万元", "more than RMB 300,000"),
        ("2000人", "2000 people"),
        ("1999个", "1,999"),
        ("10%", "10 per cent"),
        ("第253条之一", "Article 253-1"),
        ("第133条之二", "Article 133-2"),
        ("第25条第4款", "Article 25(4)"),
        ("两个月", "two months"),
        ("4张卡", "four cards"),
        ("三个人", "3 people"),
        ("第1次", "the first time"),
        ("4年8个月", "4 years and 8 months"),
        ("不满14岁", "under 14"),
        ("半小时", "half an hour"),
        ("0.5小时", "half an hour"),
        ("第35批", "the 35th batch"),
    ],
)
def test_what_agrees(zh: str, en: str) -> None:
    assert apart(zh, en) == set()


@pytest.mark.parametrize(
    ("zh", "en", "only"),
    [
        ("2020年12月2日", "3 December 2020", {"2020-12-02", "2020-12-03"}),
        ("2020年12月2日", "December 2020", {"2020-12-02", "2020-12"}),
        ("2020年12月2日", "2 December", {"2020-12-02"}),
        ("2020年", "in 2021", {"2020", "2021"}),
        ("2022年5月至6月", "May to July 2022", {"--06", "2022-07"}),
        # The same years, months and days, but not the same dates.
        (
            "2020年12月2日、2021年3月11日",
            "2 December 2021, 11 March 2020",
            {"2020-12-02", "2021-03-11", "2021-12-02", "2020-03-11"},
        ),
        ("108万元", "RMB 108,000", {"1080000", "108000"}),
        ("108万元", "RMB 10.8 million", {"1080000", "10800000"}),
        ("10万条", "10,000 records", {"100000", "10000"}),
        ("34项", "33 measures", {"34", "33"}),
        ("34项", "several measures", {"34"}),
        ("几项", "34 measures", {"34"}),
        ("20个", "twenty", {"20"}),
        ("第72条", "Article 71", {"72", "71"}),
        ("4张卡", "five cards", {"4"}),
        ("四张卡", "5 cards", {"5"}),
        ("10%", "1%", {"10"}),
    ],
)
def test_what_must_differ(zh: str, en: str, only: set[str]) -> None:
    assert apart(zh, en) >= only


@pytest.mark.parametrize(
    ("day", "words"),
    [("2020", "2020"), ("2020-12-02", "2020-12-02"), ("--12", "12月"), ("--06", "6月"), ("--12-02", "12月2日")],
)
def test_how_a_date_is_spoken_of(day: str, words: str) -> None:
    assert spoken(day) == words


@pytest.mark.parametrize(
    "text", ["9" * 5000, "1," * 5000, "99月99日" * 1000, "２０２０年１３月", "٣٤", "1.5.6.7", "2020年13月45日"]
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_odd_numbers_are_no_crash(text: str, lang: str) -> None:
    numbers(text, lang)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("2022年7月8日至10日", "8–10 July 2022"),
        ("7月8日和10日", "8 and 10 July"),
        ("3千人", "3,000 people"),
        ("2千万元", "RMB 20 million"),
    ],
)
def test_spans_of_days_and_thousands_agree(zh: str, en: str) -> None:
    assert apart(zh, en) == set()


def test_another_last_day_is_told() -> None:
    assert apart("7月8日至10日", "8–11 July") == {"--07-10", "--07-11"}
