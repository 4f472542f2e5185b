"""What is written is read back the same, whatever the words are."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.desk import writing
from fazhi.model.blocks import Paragraph, plain
from fazhi.parse import document, frontmatter

ODD = """： a:b k：v {k：v #  --- [ ] { } , &a *a !t << " ' | > ? % @ ` ~ null no 1 12:30 2020-01-02 出租 🙂"""
UNPRINTED = ("Cc", "Cs", "Cn", "Co", "Cf", "Zl", "Zp", "Zs")
letters = st.characters(codec="utf-8", exclude_categories=UNPRINTED)
pieces = st.one_of(st.sampled_from([*ODD.split(), ": ", " #", "- ", ", k：v", "\\", " "]), st.text(letters, max_size=4))
lines = st.lists(pieces, max_size=5).map("".join)
keys = st.from_regex(r"[a-z][a-z0-9_-]{0,6}", fullmatch=True)
rows = st.dictionaries(keys, st.one_of(lines, st.lists(lines, max_size=3)), max_size=3)
values = st.one_of(lines, st.lists(lines, max_size=4), rows, st.lists(rows, max_size=3))


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(keys, values, max_size=5))
def test_whatever_is_written_is_read_back(front: dict[str, object]) -> None:
    data, problems = frontmatter.parse("x", writing.front_matter(front))
    assert not problems
    assert (data.value or {}) == front


@settings(max_examples=150, deadline=None)
@given(lines)
def test_plain_words_stay_plain_words(words: str) -> None:
    words = writing.one_line(words)
    text = writing.document({"title": "x"}, [("facts", "发生了什么", writing.inert(words))])
    parsed, problems = document.parse("x", "case", "x", "zh", text)
    assert {problem.rule for problem in problems} <= {"empty-section", "stray-markup", "raw-html", "not-allowed"}
    if not problems:
        (block,) = parsed.sections[0].blocks
        assert isinstance(block, Paragraph)
        assert plain(block.children) == words


def test_a_file_looks_as_if_an_author_had_typed_it() -> None:
    front: Mapping[str, object] = {
        "title": "出租银行卡，赚到的是什么？",
        "summary": "Yes: no",
        "content_note": None,
        "grades": ["junior", "senior"],
        "sensitivity": 0,
        "updated": date(2026, 11, 21),
        "sources": [{"id": "cctv", "certainty": "certain", "urgent": True}],
        "objectives": ["能说出六种个人信息" * 4, "会和家长一起用好三个隐私设置"],
        "people": {"authors": ["法治课堂编写组"]},
    }
    assert writing.document(front, [("facts", "发生了什么", "一段话。\n"), ("hook minutes=5", "开头", "")]) == (
        "---\n"
        "title: 出租银行卡，赚到的是什么？\n"
        'summary: "Yes: no"\n'
        "grades: [junior, senior]\n"
        "sensitivity: 0\n"
        "updated: 2026-11-21\n"
        "sources:\n"
        "  - id: cctv\n"
        "    certainty: certain\n"
        "    urgent: true\n"
        "objectives:\n"
        f"  - {'能说出六种个人信息' * 4}\n"
        "  - 会和家长一起用好三个隐私设置\n"
        "people:\n"
        "  authors: [法治课堂编写组]\n"
        "---\n"
        "\n## 发生了什么 {#facts}\n\n一段话。\n"
        "\n## 开头 {#hook minutes=5}\n"
    )


def test_a_text_of_two_lines_is_refused() -> None:
    with pytest.raises(ValueError, match="one line"):
        writing.front_matter({"title": "一\n二"})


def test_a_line_break_inside_chinese_leaves_no_gap() -> None:
    assert writing.one_line("一名学生\n看到了 App\nstore") == "一名学生看到了 App store"
