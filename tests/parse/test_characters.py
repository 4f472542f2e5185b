"""Decoding: what is dropped in silence, what is named, and at which line and column."""

import pytest

from fazhi.model.mark import Mark
from fazhi.parse.characters import MAX_LINE, decode, smuggled


def told(data: bytes) -> list[tuple[int, int, str, str]]:
    """Line, column, rule and detail of each problem."""
    found = decode("p", data)[1]
    return sorted((p.mark.line, p.mark.col, p.rule, next(iter(p.detail.values()), "")) for p in found)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"a\nb\n", "a\nb\n"),
        (b"\xef\xbb\xbfa\r\nb\r\n", "a\nb\n"),
        ("好，“行”——·…\u4e00\U00020000".encode(), "好，“行”——·…\u4e00\U00020000"),
        (b"", ""),
    ],
    ids=["plain", "windows", "chinese", "empty"],
)
def test_what_is_dropped_in_silence(data: bytes, text: str) -> None:
    assert decode("p", data) == (text, [])


@pytest.mark.parametrize(
    ("char", "rule", "mended"),
    [
        ("\u200b", "invisible-character", ""),
        ("\u200d", "invisible-character", ""),
        ("\u202e", "invisible-character", ""),
        ("\u2066", "invisible-character", ""),
        ("\u2028", "invisible-character", ""),
        ("\ufeff", "invisible-character", ""),
        ("\u00ad", "invisible-character", ""),
        ("\U000e0041", "invisible-character", ""),
        ("\x00", "control-character", ""),
        ("\x02", "control-character", ""),
        ("\x0b", "control-character", ""),
        ("\x0c", "control-character", ""),
        ("\r", "control-character", ""),
        ("\x1b", "control-character", ""),
        ("\x85", "control-character", ""),
        ("\u00a0", "odd-space", " "),
        ("\u3000", "odd-space", " "),
        ("\t", "tab", "  "),
        ("\ue000", "unknown-character", ""),
        ("\U0010ffff", "unknown-character", ""),
        ("\u0378", "unknown-character", ""),
    ],
    ids=lambda value: f"U+{ord(value):04X}" if len(value) == 1 else value,
)
def test_a_character_is_named_and_mended(char: str, rule: str, mended: str) -> None:
    text, problems = decode("p", f"一行\n好{char}的\n".encode())
    assert text == f"一行\n好{mended}的\n"
    assert [(p.mark.line, p.mark.col, p.rule, p.detail) for p in problems] == [
        (2, 2, rule, {"code": f"U+{ord(char):04X}"})
    ]


def test_each_has_the_column_that_the_author_sees() -> None:
    assert told("好\u200b的\u0007吗\u3000？\t\ue000".encode()) == [
        (1, 2, "invisible-character", "U+200B"),
        (1, 4, "control-character", "U+0007"),
        (1, 6, "odd-space", "U+3000"),
        (1, 8, "tab", "U+0009"),
        (1, 9, "unknown-character", "U+E000"),
    ]


def test_one_problem_a_line_and_rule() -> None:
    assert told(b"\t\ta\tb\nc\n\td") == [(1, 1, "tab", "U+0009"), (3, 1, "tab", "U+0009")]


def test_bad_bytes_are_told_line_by_line() -> None:
    data = b"\xef\xbb\xbf" + "好".encode() + b"\xff\xfe\nfine\n" + "标题".encode("gbk") + b"\n"
    text, _ = decode("p", data)
    assert told(data) == [(1, 2, "not-utf8", "0xFF"), (3, 1, "not-utf8", "0xB1")]
    assert text.split("\n")[1] == "fine"
    assert "\ufffd" not in text


@pytest.mark.parametrize(
    ("encoding", "name"), [("utf-16", "UTF-16"), ("utf-16-le", ""), ("gbk", "GBK (ANSI)"), ("utf-32", "")]
)
def test_a_file_in_another_encoding(encoding: str, name: str) -> None:
    text = "---\ntitle: 标题\nsummary: 提要\n---\n\n正文\n"
    found = told(text.encode(encoding))
    if name:
        assert found[0] == (1, 1, "other-encoding", name)
        assert {rule for _, _, rule, _ in found} <= {"other-encoding", "control-character"}
        assert "标题" in decode("p", text.encode(encoding))[0]
    else:
        assert found


def test_one_bad_line_is_no_other_encoding() -> None:
    data = "标题\n提要\n".encode() + "正文".encode("gbk")
    assert told(data) == [(3, 1, "not-utf8", "0xD5")]


def test_cut_off_in_the_middle_of_a_character() -> None:
    assert told("好".encode()[:2]) == [(1, 1, "not-utf8", "0xE5")]


def test_a_long_line() -> None:
    assert told(b"a" * MAX_LINE) == []
    assert told(b"x\n" + b"a" * (MAX_LINE + 1)) == [(2, MAX_LINE + 1, "long-line", "4000")]


def test_the_rest_of_a_long_line_is_not_read() -> None:
    assert decode("p", b"x\n" + b"a" * (MAX_LINE + 9) + b"\ny")[0] == "x\n" + "a" * MAX_LINE + "\ny"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("好 的", None),
        ("a\u202eb", ("invisible-character", "U+202E")),
        ("a\x1bb", ("control-character", "U+001B")),
        ("a\u00a0b", ("odd-space", "U+00A0")),
        ("a\ue000b", ("unknown-character", "U+E000")),
    ],
    ids=["fine", "turned", "control", "space", "private"],
)
def test_what_escapes_may_smuggle_in(text: str, found: tuple[str, str] | None) -> None:
    assert smuggled(text) == found


@pytest.mark.parametrize(("encoding", "name"), [("gb18030", "GBK (ANSI)"), ("utf-16", "UTF-16")])
def test_a_file_in_another_encoding_is_one_problem_and_still_read(encoding: str, name: str) -> None:
    text = "---\ntitle: 检察官\nplace: 某市\n---\n\n## 发生了什么 {#facts}\n\n孩子的信息。\n"
    read, problems = decode("x.md", text.encode(encoding))
    assert read == text
    assert [(p.mark, p.rule, p.detail) for p in problems] == [(Mark(1, 1), "other-encoding", {"encoding": name})]


def test_one_wrong_byte_is_no_other_encoding() -> None:
    data = "检察官\n孩子\n信息\n".encode() + b"\xff\n"
    assert [(p.mark, p.rule) for p in decode("x.md", data)[1]] == [(Mark(4, 1), "not-utf8")]
