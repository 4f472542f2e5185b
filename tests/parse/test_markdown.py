"""The body as blocks: every construct that is allowed, every one that is refused, and where each thing stands."""

import time

import pytest

from fazhi.model.blocks import (
    Block,
    Chart,
    Emphasis,
    Flow,
    Inline,
    Items,
    Link,
    Notes,
    Paragraph,
    Pull,
    Quote,
    SourceRef,
    Strong,
    Table,
    Text,
    plain,
)
from fazhi.model.mark import Mark
from fazhi.parse import markdown
from fazhi.parse.markdown import Body, Title


def parse(text: str, joined: bool = True) -> Body:
    return markdown.parse("p", text, 1, joined=joined)


def nodes(text: str, joined: bool = True) -> list[Title | Block]:
    body = parse(text, joined)
    assert body.problems == []
    return body.nodes


def inlines(text: str, joined: bool = True) -> tuple[Inline, ...]:
    (node,) = nodes(text, joined)
    assert isinstance(node, Paragraph)
    return node.children


def told(text: str, joined: bool = True) -> list[tuple[int, int, str]]:
    return sorted((p.mark.line, p.mark.col, p.rule) for p in parse(text, joined).problems)


def paragraph(text: str, line: int, col: int = 1) -> Paragraph:
    return Paragraph((Text(text),), Mark(line, col))


# --- blocks ------------------------------------------------------------------------------------------------


def test_headings() -> None:
    assert nodes("## 发生了什么 {#facts}\n\n###   一方   {#side-a}  \n\n## 走 {#walk minutes=12}") == [
        Title(2, "发生了什么", "facts", None, Mark(1, 1)),
        Title(3, "一方", "side-a", None, Mark(3, 1)),
        Title(2, "走", "walk", 12, Mark(5, 1)),
    ]


def test_a_heading_may_hold_signs() -> None:
    (title,) = nodes("## A & B：3 < 5，“it's” 5*3_2 [x] {#a}")
    assert isinstance(title, Title)
    assert title.text == "A & B：3 < 5，“it's” 5*3_2 [x]"


def test_paragraphs() -> None:
    assert nodes("一。\n\n二。\n\n\n三。") == [paragraph("一。", 1), paragraph("二。", 3), paragraph("三。", 6)]


def test_lines_are_joined_where_words_have_spaces() -> None:
    assert inlines("one\ntwo", joined=False) == (Text("one two"),)
    assert told("一\n二\n三") == [(2, 1, "hard-wrap"), (3, 1, "hard-wrap")]


def test_a_list() -> None:
    assert nodes("- 一\n- 二") == [Items(False, ((paragraph("一", 1),), (paragraph("二", 2),)), Mark(1, 1))]
    (items,) = nodes("1. 一\n2. 二")
    assert isinstance(items, Items)
    assert items.ordered


def test_a_list_in_a_list() -> None:
    (outer,) = nodes("1. 一\n   - 甲\n   - 乙\n2. 二")
    inner = Items(False, ((paragraph("甲", 2, 4),), (paragraph("乙", 3, 4),)), Mark(2, 4))
    assert outer == Items(True, ((paragraph("一", 1), inner), (paragraph("二", 4),)), Mark(1, 1))


def test_a_table() -> None:
    (table,) = nodes("| 谁 | 做了什么 |\n|---|:-:|\n| 果园 | **卖** |\n| 学校 | |")
    assert isinstance(table, Table)
    assert [plain(cell) for cell in table.head] == ["谁", "做了什么"]
    assert [[plain(cell) for cell in row] for row in table.rows] == [["果园", "卖"], ["学校", ""]]
    assert table.rows[0][1] == (Strong((Text("卖"),)),)


def test_an_escaped_bar_is_no_cell() -> None:
    (table,) = nodes("| a | b |\n|---|---|\n| x \\| y | z |")
    assert isinstance(table, Table)
    assert plain(table.rows[0][0]) == "x | y"


def test_a_quote_with_a_list() -> None:
    assert nodes("> 他说：\n>\n> - 一") == [
        Quote((paragraph("他说：", 1), Items(False, ((paragraph("一", 3),),), Mark(3, 1))), Mark(1, 1))
    ]


def test_a_list_with_a_quote_and_two_paragraphs() -> None:
    (items,) = nodes("- 一\n\n  二\n\n  > 三")
    assert isinstance(items, Items)
    assert items.items == ((paragraph("一", 1), paragraph("二", 3, 3), Quote((paragraph("三", 5, 3),), Mark(5, 3))),)


def test_notes() -> None:
    assert nodes("/// notes\n只给\n\n- 主讲人\n///\n\n后面") == [
        Notes((paragraph("只给", 2), Items(False, ((paragraph("主讲人", 4),),), Mark(4, 1))), Mark(1, 1)),
        paragraph("后面", 7),
    ]


def test_a_pull() -> None:
    assert nodes("/// from short-video-app#outcome\n///") == [Pull("short-video-app", "outcome", Mark(1, 1))]


def test_a_chart() -> None:
    (chart,) = nodes("/// chart\n| 水果 | 个数 |\n|---|---|\n| 苹果 | 1,200个 |\n| 梨 | 3.5 |\n///")
    assert isinstance(chart, Chart)
    assert chart.values == (1200, 3.5)


def test_a_flow() -> None:
    (flow,) = nodes("/// flow\n- 一条路\n  1. 先看\n  2. 再吃\n- 另一条\n  1. 吃\n///")
    assert isinstance(flow, Flow)
    assert [(plain(lane.name), [plain(step) for step in lane.steps]) for lane in flow.lanes] == [
        ("一条路", ["先看", "再吃"]),
        ("另一条", ["吃"]),
    ]


# --- inside a paragraph --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("a **b** c", (Text("a "), Strong((Text("b"),)), Text(" c"))),
        ("他说**你好**。", (Text("他说"), Strong((Text("你好"),)), Text("。"))),
        (
            "“**你好**”，**再见**！",
            (Text("“"), Strong((Text("你好"),)), Text("”，"), Strong((Text("再见"),)), Text("！")),
        ),
        ("a *b* _c_", (Text("a "), Emphasis((Text("b"),)), Text(" "), Emphasis((Text("c"),)))),
        ("**a *b***", (Strong((Text("a "), Emphasis((Text("b"),)))),)),
        ("5 * 3 * 2, a_b_c, [x], (y), 3 < 5 & 6 > 4", (Text("5 * 3 * 2, a_b_c, [x], (y), 3 < 5 & 6 > 4"),)),
        ("事实[^a][^b-1]。", (Text("事实"), SourceRef("a", Mark(1, 3)), SourceRef("b-1", Mark(1, 7)), Text("。"))),
        ("**重点[^a]**", (Strong((Text("重点"), SourceRef("a", Mark(1, 5)))),)),
    ],
    ids="strong chinese quotes stressed both signs sources source-in-strong".split(),
)
def test_spans(text: str, spans: tuple[Inline, ...]) -> None:
    assert inlines(text) == spans


@pytest.mark.parametrize(
    "target",
    ["law:ml#72", "term:civil-pil", "case:a", "#scene", "https://a.cn/?b=c&d=%20", "javascript:x", "//a", "中文"],
)
def test_a_target_comes_through_as_typed(target: str) -> None:
    assert inlines(f"见[这里]({target})。")[1] == Link((Text("这里"),), target, Mark(1, 7))


def test_a_link_with_markup_inside() -> None:
    (link,) = inlines("[甲**乙**](case:a)")
    assert link == Link((Text("甲"), Strong((Text("乙"),))), "case:a", Mark(1, 10))


def test_links_and_marks_have_their_own_places() -> None:
    (items,) = nodes("- [a](x)[^s] [a](x)\n- 好[^s]\n\n  > [a](x)")
    assert isinstance(items, Items)
    (first,), (second, quote) = items.items
    assert isinstance(first, Paragraph)
    assert [span.mark for span in first.children if not isinstance(span, Text)] == [Mark(1, 7), Mark(1, 9), Mark(1, 18)]  # type: ignore[union-attr]
    assert isinstance(second, Paragraph)
    assert second.children[1] == SourceRef("s", Mark(2, 4))
    assert isinstance(quote, Quote)
    assert isinstance(quote.children[0], Paragraph)
    assert quote.children[0].children == (Link((Text("a"),), "x", Mark(4, 9)),)


def test_places_in_a_table() -> None:
    (table,) = nodes("| [a](x) | [b](x) |\n|---|---|\n| [a](x) | 好[^s] |\n| [a](x) | [b](x) |")
    assert isinstance(table, Table)
    links = [cell[-1] for row in (table.head, *table.rows) for cell in row]
    assert [link.mark for link in links] == [  # type: ignore[union-attr]
        *(Mark(1, 7), Mark(1, 16)),
        *(Mark(3, 7), Mark(3, 13)),
        *(Mark(4, 7), Mark(4, 16)),
    ]


def test_places_behind_a_line_break() -> None:
    link = inlines("one\n  two [a](x)", joined=False)[1]
    assert link == Link((Text("a"),), "x", Mark(2, 11))


def test_a_place_that_starts_further_down() -> None:
    body = markdown.parse("p", "[a](x)", 40, joined=True)
    assert isinstance(body.nodes[0], Paragraph)
    assert body.nodes[0].children[0] == Link((Text("a"),), "x", Mark(40, 5))


# --- what is refused -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("# 一 {#a}", [(1, 1, "heading-level")]),
        ("#### 一 {#a}", [(1, 1, "heading-level")]),
        ("## 一", [(1, 1, "heading-id")]),
        ("##", [(1, 1, "heading-id")]),
        ("## {#a}", [(1, 1, "heading-empty")]),
        ("## 一 {minutes=5}", [(1, 1, "heading-id")]),
        ("## 一 {#A}", [(1, 7, "heading-attributes")]),
        ("## 一 {#1a}", [(1, 7, "heading-attributes")]),
        ("## 一 {#a .b onclick=c}", [(1, 10, "heading-attributes"), (1, 13, "heading-attributes")]),
        ("## 一 {#a #b}", [(1, 10, "heading-attributes")]),
        ("## 一 {#a minutes=0}", [(1, 10, "heading-attributes")]),
        ("## 一 {#a minutes=100}", [(1, 10, "heading-attributes")]),
        ("## **一** {#a}", [(1, 1, "heading-markup")]),
        ("## [一](case:a) {#a}", [(1, 1, "heading-markup")]),
        ("## 一[^a] {#a}", [(1, 1, "heading-markup")]),
        ("## `一` {#a}", [(1, 1, "heading-markup")]),
        ("## <b>一</b> {#a}", [(1, 1, "heading-markup")]),
        ("## 一</title><script> {#a}", [(1, 1, "heading-markup")]),
        ("## 一 {#a} {#b}", [(1, 1, "heading-markup")]),
        ("- ## 一 {#a}", [(1, 1, "heading-inside")]),
        ("> ## 一 {#a}", [(1, 1, "heading-inside")]),
        ("<div>", [(1, 1, "raw-html")]),
        ("好<b>的</b>", [(1, 2, "raw-html")]),
        ("好 <!-- 的", [(1, 3, "raw-html")]),
        ("好 <?php", [(1, 3, "raw-html")]),
        ("<https://a.cn>", [(1, 1, "raw-html")]),
        ("好 </p", [(1, 3, "raw-html")]),
        ("| a | <b> |\n|---|---|\n| <i> | b |", [(1, 7, "raw-html"), (3, 3, "raw-html")]),
        ("好**的。**呢", [(1, 2, "stray-markup")]),
        ("**“好”**的", [(1, 1, "stray-markup")]),
        ("好[的](case:a", [(1, 4, "stray-markup")]),
        ("好[^]", [(1, 2, "stray-markup")]),
        (f"好[^{'a' * 41}]", [(1, 2, "stray-markup")]),
        ("好`的", [(1, 2, "stray-markup")]),
        ("好 {#a}", [(1, 3, "stray-markup")]),
        ("好 {: .a}", [(1, 3, "stray-markup")]),
        ("好 {{ x }}{% y %}", [(1, 3, "stray-markup")]),
        ("///", [(1, 1, "stray-markup")]),
        ("/// note\n好", [(1, 1, "stray-markup"), (2, 1, "hard-wrap")]),
        ("/// notes 好\n///", [(1, 1, "stray-markup"), (2, 1, "hard-wrap"), (2, 1, "stray-markup")]),
        ("/// Notes\n///", [(1, 1, "stray-markup"), (2, 1, "hard-wrap"), (2, 1, "stray-markup")]),
        ("见 ![图](a.png)", [(1, 3, "picture-form")]),
        ("图 ![图](a.png) ![图](b.png)", [(1, 3, "picture-form"), (1, 15, "picture-form")]),
        ("好 `好` `好`", [(1, 3, "not-allowed"), (1, 7, "not-allowed")]),
        ("    好", [(1, 5, "not-allowed")]),
        ("```\n好\n```", [(1, 1, "not-allowed")]),
        ("~~~ html\n<b>\n", [(1, 1, "not-allowed")]),
        ("好\n\n---\n\n好", [(3, 1, "not-allowed")]),
        ("***", [(1, 1, "not-allowed")]),
        ("好  \n的", [(1, 3, "not-allowed")]),
        ("好\\\n的 `x`", [(1, 2, "not-allowed"), (2, 3, "not-allowed")]),
        ("[](case:a)", [(1, 4, "link-form")]),
        ('[a](case:a "b")', [(1, 5, "link-form")]),
        ("- 一\n  - 二\n    - 三", [(3, 5, "list-depth")]),
        ("> - 一\n>   - 二\n>     - 三", [(3, 1, "list-depth")]),
        ("> 一\n> > 二", [(2, 1, "quote-inside")]),
        ("> - 一\n>   > 二", [(2, 1, "quote-inside")]),
        ("| a | b |\n|---|---|\n| c | d | e |", [(3, 1, "table-row")]),
        ("| a | b |\n|---|---|\n c | d | e", [(3, 2, "table-row")]),
        ("**a *b **c *d **e** d* c** b* a**", [(1, 1, "span-depth")]),
        ("/// from a\n///", [(1, 1, "pull-form")]),
        ("/// from a#B\n///", [(1, 1, "pull-form")]),
        ("/// from a#b c\n///", [(1, 1, "pull-form")]),
        ("/// from a#b\n好\n///", [(1, 1, "pull-form")]),
        ("/// chart\n好\n///", [(1, 1, "chart-form")]),
        ("/// chart\n| a | b |\n|---|---|\n| c | 1 |\n///", [(1, 1, "chart-form")]),
        ("/// chart\n| a | b |\n|---|---|\n| c | 1 |\n| d | ? |\n///", [(1, 1, "chart-form")]),
        ("/// flow\n- a\n///", [(1, 1, "flow-form")]),
        ("/// notes\n好", [(1, 1, "block-open")]),
        ("/// from a#b\n", [(1, 1, "block-open")]),
        ("- 好\n\n  /// notes\n  的\n  ///", [(3, 3, "block-inside")]),
        ("> /// notes\n> 的\n> ///", [(1, 1, "block-inside")]),
        ("- 好\n\n  /// from a#b\n  ///", [(3, 3, "block-inside")]),
    ],
    ids=lambda part: part.replace("\n", "⏎") if isinstance(part, str) else "",
)
def test_what_is_refused(text: str, problems: list[tuple[int, int, str]]) -> None:
    assert told(text) == problems


def test_a_block_without_an_end_gives_back_what_it_swallowed() -> None:
    body = parse("## 一 {#a}\n\n/// notes\n好\n\n## 二 {#b}\n\n/// from c#d\n///\n\n/// notes\n的\n///\n\n尾")
    assert [problem.rule for problem in body.problems] == ["block-open"]
    assert body.problems[0].mark == Mark(3, 1)
    assert [type(node).__name__ for node in body.nodes] == ["Title", "Title", "Pull", "Notes", "Paragraph"]


def test_several_mistakes_in_one_paragraph() -> None:
    assert told("好<b>的 [a](x) `c` ![d](e) **f。**g") == [
        (1, 2, "raw-html"),
        (1, 14, "not-allowed"),
        (1, 18, "picture-form"),
        (1, 26, "stray-markup"),
    ]


def test_what_is_refused_leaves_the_rest() -> None:
    body = parse("一 `二` ![三](四) 五")
    assert isinstance(body.nodes[0], Paragraph)
    assert plain(body.nodes[0].children) == "一   五"


# --- what would hurt -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "> " * 10_000 + "a",
        ">" * 10_000 + "a",
        "- " * 10_000 + "a",
        "1. " * 10_000 + "a",
        "[" * 10_000,
        "[" * 10_000 + "a" + "](b)" * 10_000,
        "[a](" * 10_000,
        "![" * 10_000,
        "*" * 10_000 + "a" + "*" * 10_000,
        "**a *b " * 3_000 + "c* d** " * 3_000,
        "*a **b " * 5_000,
        "_a __b " * 5_000,
        "`" * 10_000 + "a",
        "`a" * 10_000,
        "<a " * 10_000,
        "[^" * 10_000,
        "\\" * 10_000,
        "/// notes\n" * 5_000,
        "/// from a#b\n" * 5_000,
        "| a " * 2_000 + "|\n" + "|---" * 2_000 + "|\n" + "| b " * 2_000 + "|\n",
        "a\n" * 10_000,
        "## a {#a}\n" * 3_000,
        "{" * 10_000,
        "(" * 10_000,
    ],
    ids=lambda text: f"{text[:8]}…{text[-4:]}".replace("\n", "⏎"),
)
def test_thousands_of_anything_take_under_two_seconds(text: str) -> None:
    start = time.perf_counter()
    parse(text)
    assert time.perf_counter() - start < 2
