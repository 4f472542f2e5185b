"""Every usual kind of file is read, by what is in it; what cannot be read is refused in one sentence."""

import io
import struct
import zipfile
from pathlib import Path

import docx
import pytest

from fazhi.desk.intake.reading import MAX_FILE, MAX_TEXT, given
from fazhi.desk.intake.words import Refused

TEXT = (
    "检察官到学校讲课\n他们告诉学生：遇到陌生人索要照片，要说不，要留下证据，还要告诉信任的大人。\n学生们听得很认真。"
)
OLD = "檢察官到學校講課\n他們告訴學生：遇到陌生人索要照片，要說不，要留下證據，還要告訴信任的大人。"


def refused(data: bytes) -> str:
    with pytest.raises(Refused) as stopped:
        given(data)
    return stopped.value.name


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-be"])
def test_text_in_any_usual_encoding_is_read(encoding: str) -> None:
    found = given(TEXT.encode(encoding))
    assert found.text.removeprefix("\ufeff") == TEXT
    assert found.kind == "text"


def test_traditional_text_in_big5_is_read() -> None:
    assert given(OLD.encode("big5")).text == OLD


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_the_bytes_come_back(encoding: str) -> None:
    data = TEXT.encode(encoding)
    found = given(data)
    assert found.text.encode(found.encoding) == data


def test_broken_bytes_are_kept_to_be_named() -> None:
    data = TEXT.encode() + b"\xff\xfe end"
    assert given(data).text.encode("utf-8", "surrogateescape") == data


PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>检察官到学校讲课_晨光网</title>
<meta property="article:published_time" content="2024-05-06"><script>var a = "不是文字";</script></head><body>
<nav><a href="/">首页</a> <a href="/x">新闻</a></nav><article><h1>检察官到学校讲课</h1>{paragraphs}</article>
<div class="sidebar"><ul><li><a href="/1">夏天去哪里看星星</a></li></ul></div>
<footer>晨光网 版权所有</footer></body></html>"""
PARAGRAPHS = [
    f"第{n}段：检察官告诉学生，遇到陌生人索要照片，要说不，要留下证据，还要告诉信任的大人。" * 3 for n in "一二三"
]


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
def test_of_a_page_the_article_is_found_and_all_other_text_is_kept_to_be_named(charset: str) -> None:
    page = PAGE.format(charset=charset, paragraphs="".join(f"<p>{p}</p>" for p in PARAGRAPHS))
    found = given(page.encode("gbk" if charset == "gb2312" else charset))
    assert found.kind == "html"
    assert set(PARAGRAPHS) <= set(found.article)
    assert "夏天去哪里看星星" in found.text
    assert "夏天去哪里看星星" not in found.article
    assert "不是文字" not in found.text
    assert found.metadata.date == "2024-05-06"


def test_a_page_without_head_and_ends_is_read_whole() -> None:
    found = given("<html><head><title>标题<p>一段话<div>又一段".encode())
    assert found.text.split("\n") == ["一段话", "又一段"]
    assert not found.article


def word(*paragraphs: str) -> docx.document.Document:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return document


def saved(document: docx.document.Document) -> bytes:
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def test_a_word_document_is_read_with_tables_and_heads() -> None:
    document = word("标题", "第一段")
    document.add_table(1, 2).cell(0, 1).text = "格子里的话"
    document.sections[0].header.paragraphs[0].text = "页眉里的话"
    document.add_paragraph("最后一段")
    assert given(saved(document)).text.split("\n") == ["标题", "第一段", "", "格子里的话", "最后一段", "页眉里的话"]


def test_an_ending_that_is_wrong_does_not_matter() -> None:
    assert given(saved(word("一段话"))).kind == "docx"
    assert given("<html><body><p>一段话".encode()).kind == "html"


def with_part(name: str, content: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return data.getvalue()


UNREADABLE = {
    "nothing": (b"", "empty"),
    "blanks": (b" \r\n\t", "empty"),
    "a PDF": (b"%PDF-1.7 ...", "program"),
    "a picture": (b"\x89PNG\r\n\x1a\n....", "program"),
    "RTF": (b"{\\rtf1\\ansi}", "program"),
    "all bytes": (bytes(range(256)) * 8, "binary"),
    "half a character": (b"\xff\xfe\x00", "binary"),
    "an old or locked document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "old-word"),
    "what only begins like a document": (b"PK\x03\x04 and nothing that belongs here", "broken-word"),
    "a zip of something else": (with_part("readme.txt", b"hello"), "broken-word"),
    "a zip that would fill the memory": (with_part("word/document.xml", b"x" * 300_000_000), "broken-word"),
    "a long text": (b"x" * (MAX_TEXT + 1), "too-large"),
    "a large document": (b"PK\x03\x04" + b"x" * MAX_FILE, "too-large"),
    "a page without words": (b"<html><script>load()</script></html>", "wordless-page"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_refused(name: str) -> None:
    data, why = UNREADABLE[name]
    assert refused(data) == why


def test_a_document_without_words_is_refused() -> None:
    assert refused(saved(docx.Document())) == "wordless-word"


def test_no_damage_to_a_document_gives_anything_but_a_refusal(tmp_path: Path) -> None:
    """Each cut, and each byte of the directory of the zip turned over, is read or refused."""
    whole = saved(word("一段话"))
    (directory,) = struct.unpack("<I", whole[-6:-2])
    damaged = [whole[: len(whole) * part // 12] for part in range(1, 12)]
    damaged += [whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :] for at in range(directory, len(whole), 23)]
    assert all(kind(data) in ("docx", "broken-word", "wordless-word") for data in damaged)


def kind(data: bytes) -> str:
    try:
        return given(data).kind
    except Refused as stopped:
        return stopped.name
