"""Charts and flows: text fits its box, bars are in proportion, nothing is lost, labels are said."""

import re
from xml.etree import ElementTree

import pytest

from fazhi.model.blocks import Chart, Flow
from fazhi.parse import markdown
from fazhi.render import drawing

CHART = "/// chart\n| 年 | 件数 |\n|---|---|\n| 2018年和2019年 | 500 |\n| 2021年 & 以后 | 2,000件 |\n///\n"
FLOW = (
    "/// flow\n"
    "- 民事公益诉讼（告公司或个人）\n  1. 发现线索，立案调查，再看看有没有马上就要发生的危险\n  2. 公告30天\n"
    "- Administrative public interest litigation\n"
    "  1. A very long step that has to be broken into several lines to fit\n///\n"
)


def drawn(text: str) -> object:
    body = markdown.parse("x.md", "## t {#t}\n\n" + text, 1, joined=False)
    assert not body.problems
    return body.nodes[1]


def texts(svg: str) -> list[str]:
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own drawing
    return ["".join(node.itertext()) for node in root.iter("text")]


def test_bars_are_in_proportion_and_named() -> None:
    chart = drawn(CHART)
    assert isinstance(chart, Chart)
    svg = str(drawing.chart(chart, "件数"))
    widths = [float(width) for width in re.findall(r'class="fz-bar"[^>]*width="([0-9.]+)"', svg)]
    assert widths[0] / widths[1] == pytest.approx(500 / 2000, rel=0.01)
    assert texts(svg) == ["2018年和2019年", "500", "2021年 & 以后", "2,000件"]
    assert 'role="img" aria-label="件数"' in svg


def test_every_line_of_a_flow_fits_its_box() -> None:
    flow = drawn(FLOW)
    assert isinstance(flow, Flow)
    svg = str(drawing.flow(flow, "x"))
    root = ElementTree.fromstring(svg)  # noqa: S314
    boxes = 0
    for group in root.iter("g"):
        rect, lines = group.find("rect"), list(group.iter("tspan"))
        assert rect is not None
        x, y = float(rect.attrib["x"]), float(rect.attrib["y"])
        right, bottom = x + float(rect.attrib["width"]), y + float(rect.attrib["height"])
        for line in lines:
            start = float(line.attrib["x"])
            assert x < start
            assert start + drawing.measure(line.text or "") * drawing.EM <= right
            assert y < float(line.attrib["y"]) < bottom
        boxes += 1
    assert boxes == 5
    assert root.attrib["viewBox"].startswith(f"0 0 {drawing.WIDTH} ")
    everything = "".join(texts(svg)).replace(" ", "")
    assert "再看看有没有马上就要发生的危险" in everything
    assert "Averylongstepthathastobebroken" in everything


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("检察官", 2, ["检察", "官"]),
        ("检察，官", 2, ["检察，", "官"]),
        ("one two three", 4, ["one two", "three"]),
        ("App和案例", 3, ["App和", "案例"]),
        ("", 3, [""]),
        ("incomprehensibilities", 3, ["incomprehensibilities"]),
    ],
)
def test_lines_break_where_they_may(text: str, width: float, lines: list[str]) -> None:
    assert drawing.wrap(text, width) == lines
