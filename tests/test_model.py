"""What the model can tell of itself: last days, parts, spans, and what is behind."""

import pickle
import pickletools
from datetime import date
from typing import get_args

import pytest

from fazhi.model import blocks
from fazhi.model.blocks import (
    Chart,
    Emphasis,
    Event,
    Flow,
    Heading,
    Items,
    Lane,
    Link,
    Notes,
    Option,
    Paragraph,
    Picture,
    Pull,
    Question,
    Quote,
    Section,
    SourceRef,
    Strong,
    Table,
    Text,
    nodes,
    parts,
    plain,
    spans,
    without_notes,
)
from fazhi.model.facts import Translation
from fazhi.model.fields import valid_moment
from fazhi.model.library import Entry, citations
from fazhi.model.library import Text as EntryText
from fazhi.model.mark import Mark
from fazhi.model.moment import Moment

M = Mark(1, 1)


def link(target: str, words: str = "x") -> Link:
    return Link((Text(words),), target, M)


def paragraph(target: str) -> Paragraph:
    return Paragraph((link(target),), M)


@pytest.mark.parametrize(
    ("start", "end", "iso", "last"),
    [
        ("2020-12-02", "", "2020-12-02", date(2020, 12, 2)),
        ("2020-12", "", "2020-12", date(2020, 12, 31)),
        ("2020-02", "", "2020-02", date(2020, 2, 29)),
        ("2021-02", "", "2021-02", date(2021, 2, 28)),
        ("2021-11", "", "2021-11", date(2021, 11, 30)),
        ("2020", "", "2020", date(2020, 12, 31)),
        ("2018-01", "2019-05", "2018-01/2019-05", date(2019, 5, 31)),
        ("2018", "2019", "2018/2019", date(2019, 12, 31)),
        ("9999", "", "9999", date(9999, 12, 31)),
    ],
)
def test_the_last_day_of_a_moment(start: str, end: str, iso: str, last: date) -> None:
    moment = Moment(start, end)
    assert (moment.iso, moment.last_day) == (iso, last)


@pytest.mark.parametrize(
    ("text", "good"),
    [
        *((text, True) for text in ("2020", "2020-12", "2020-12-02", "2020-02-29", "0001")),
        *(
            (text, False)
            for text in ("", "20", "2020-", "2020-13", "2020-00", "2021-02-29", "2020-1-1", "0000", " 2020")
        ),
        *((text, False) for text in ("2020-12-02T00:00", "20201202", "２０２０", "2020年", "2020-W01", "2020\n")),
    ],
)
def test_what_is_a_moment(text: str, good: bool) -> None:
    assert valid_moment(text) == good


def test_parts() -> None:
    first, second = Heading("a", "甲", M), Heading("b", "乙", M)
    before, under = paragraph("1"), paragraph("2")
    assert [(part.heading, part.blocks) for part in parts((before, first, under, second))] == [
        (None, (before,)),
        (first, (under,)),
        (second, ()),
    ]
    assert [(part.heading, part.blocks) for part in parts(())] == [(None, ())]


def test_what_only_the_presenter_may_see_is_left_out() -> None:
    assert without_notes((paragraph("1"), Notes((paragraph("2"),), M))) == (paragraph("1"),)


TREE = Section(
    "a",
    "甲",
    M,
    None,
    (
        Paragraph((Text("t"), Strong((Emphasis((link("1"),)),)), SourceRef("s", M)), M),
        Items(False, ((paragraph("2"), Items(True, ((paragraph("3"),),), M)),), M),
        Table(((link("4"),),), (((link("5"),), (link("6"),)),), M),
        Quote((Quote((paragraph("7"),), M),), M),
        Notes((paragraph("8"),), M),
        Heading("h", "标题", M),
        Pull("case", "facts", M),
        Chart(Table(((Text("x"),),), (((link("9"),),),), M), (1.0,), M),
        Flow((Lane((link("10"),), ((link("11"),), (link("12"),))),), M),
        Picture("cases/a/media/tree.png", "图上的树", M),
    ),
    (Event(Moment("2020"), (link("13"),), M),),
    (Question("q", "问", (Option(True, (link("14"),), (link("15"),), M),), M),),
    "",
)


def test_spans_reach_every_node() -> None:
    found = list(spans(TREE))
    assert [span.target for span in found if isinstance(span, Link)] == [str(number) for number in range(1, 16)]
    assert {"标题", "问", "t", "图上的树"} <= {span.text for span in found if isinstance(span, Text)}
    assert SourceRef("s", M) in found
    kinds = {type(span) for span in found}
    assert kinds == {Text, Strong, Emphasis, Link, SourceRef}


def test_nodes_are_all_that_stands_below_a_section() -> None:
    found = list(nodes(TREE))
    assert found[0] is TREE
    assert [node for node in found if isinstance(node, Link)] == [
        span for span in spans(TREE) if isinstance(span, Link)
    ]
    kinds = {kind for kind in vars(blocks).values() if kind in get_args(blocks.Node)}
    assert {type(node) for node in found} == kinds


def test_the_tree_above_has_every_kind_of_node() -> None:
    def kinds(node: object) -> set[type]:
        inside = [getattr(node, name) for name in getattr(node, "__dataclass_fields__", ())]
        if isinstance(node, tuple):
            inside = list(node)
        return {type(node)}.union(*(kinds(child) for child in inside))

    own = {thing for thing in vars(blocks).values() if isinstance(thing, type) and thing.__module__ == blocks.__name__}
    assert own - kinds(TREE) == {blocks.Part}


def test_a_tree_is_pickled_by_its_fields_alone() -> None:
    packed = pickle.dumps(TREE, 5)
    assert pickle.loads(packed) == TREE  # noqa: S301 - our own, made in this test
    assert "BUILD" not in {code.name for code, _, _ in pickletools.genops(packed)}, "no state beside the fields"


def test_plain() -> None:
    assert plain((Text("a"), Strong((Text("b"), link("1", "c"))), SourceRef("s", M), Emphasis(()))) == "abc"


# --- entries ---------------------------------------------------------------------------------------------------


def section(id: str, digest: str) -> Section:
    return Section(id, id, M, None, (), (), (), digest)


class Words:
    """Stands for the words of a front matter."""

    def __init__(self, **of: str) -> None:
        self.translation = Translation(by=("甲",), of=of)


@pytest.mark.parametrize(
    ("stamped", "behind"),
    [
        ({"meta": "m", "a": "1", "b": "2"}, ()),
        ({"meta": "m", "a": "1", "b": "9"}, ("b",)),
        ({"meta": "x", "a": "9", "b": "2"}, ("meta", "a")),
        ({"meta": "m", "a": "1"}, ("b",)),
        ({"meta": "m", "a": "1", "b": "2", "gone": "3"}, ()),
        ({}, ("meta", "a", "b")),
    ],
    ids="fresh one two new gone never".split(),
)
def test_what_is_behind(stamped: dict[str, str], behind: tuple[str, ...]) -> None:
    zh = EntryText("zh", "zh.md", None, (section("a", "1"), section("b", "2")), "m")  # type: ignore[arg-type]
    en = EntryText("en", "en.md", Words(**stamped), (), "other")  # type: ignore[arg-type]
    entry = Entry("page", "x", None, {"zh": zh, "en": en})  # type: ignore[type-var, var-annotated]
    assert entry.behind("en") == behind
    assert entry.behind("zh") == entry.behind("fr") == ()
    assert ("en" in entry, "fr" in entry) == (True, False)


def test_citations_and_sections() -> None:
    targets = ("law:ml#72", "case:x", "law:cl#253-1", "law:ml#72", "law:cc")
    inside = Section("a", "甲", M, None, tuple(map(paragraph, targets)), (), (), "")
    assert citations((inside,)) == {("ml", "72"), ("cl", "253-1"), ("cc", "")}
    text = EntryText("zh", "zh.md", None, (inside,), "")  # type: ignore[arg-type]
    assert text.section("a") is inside
    assert text.section("b") is None
