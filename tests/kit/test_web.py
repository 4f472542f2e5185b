"""The web slides as text: one file that needs no other, the same bytes each time, and nothing in it by accident."""

import base64
import dataclasses
import gzip
import hashlib
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment

from fazhi.model.mark import Mark
from fazhi.parse import frontmatter
from fazhi.render.kit import fit, web
from fazhi.render.kit.deck import Bars, Body, Deck, Grid, Lanes, Line, LineKind, Say, Slide, SlideKind, Written
from fazhi.render.kit.imprint import Imprint
from fazhi.render.kit.text import Run, Runs, run
from fazhi.render.templates import environment
from fazhi.render.words import Words

HERE = Mark(7, 3)
TEMPLATES = Path(__file__).parents[2] / "templates"
EMPTY = {"meta", "link", "col", "br", "path", "rect"}
HOSTILE = "</script><script>pwned()</script>\"'><img src=x onerror=pwned()>{{ 7*7 }}{% x %}${1}<!-- & &amp; ]]>"


SAID = {
    "zh": (
        "我的信息我做主",
        "北京一家公司做了一款短视频App，没有清楚地告诉监护人，就收集了孩子的信息。",
        "2020年12月2日",
    ),
    "en": (
        "My data, my decision",
        "A company made an app and collected children's data without asking.",
        "2 December 2020",
    ),
}
LAW = Run("未成年人保护法第72条", href="https://flk.npc.gov.cn/x?a=1&b=2")


def line(kind: LineKind, text: str | Runs, label: str = "", level: int = 0, target: str = "") -> Line:
    return Line(kind, run(text) if isinstance(text, str) else text, HERE, label, level, target)


def everything(lang: str, *, address: str = "https://example.com/zh/lessons/fruit.html") -> Deck:
    """A deck with every kind of slide, body and line."""
    title, long, day = SAID[lang]
    said, tip = Say(run(long)), Say((Run("慢一点", strong=True),), tip=True)

    def slide(id: str, kind: SlideKind, body: Body, *notes: Say, minutes: int = 0) -> Slide:
        step = "" if kind in ("cover", "help", "end") else title
        return Slide(id, kind, f"{title} {id}", body, HERE, notes, step, minutes)

    grid = Grid((run(title), run(day)), ((run(day), run(long)), ((LAW,), run(title))), HERE)
    lane = (run(title), (run(day), run(title)))
    points = (line("point", long), line("point", (Run(long, emphasis=True), LAW), level=1), line("number", title, "1."))
    told = (line("text", long), line("way", title, target="q1"), line("way", title, target="story"))
    answers = (line("wrong", title, "A"), line("reason", long), line("right", title, "B"), line("reason", long))
    foot = Imprint("fruit", "2026-11-21", "fruit · 2026-11-21 · CC BY 4.0", "basis", address, ("草稿",), "x.md")
    slides = (
        slide("cover", "cover", Written((line("text", long),)), said, tip),
        slide("hook", "step", Written(points), said, minutes=5),
        slide("story", "story", Written(tuple(line("date", long, day) for _ in range(3))), said),
        slide("law", "step", grid, said),
        slide("bars", "step", Bars(((day, 236.0, "236"), (title, 5474.0, "5,474"), ("x", 0.0, "0")), title, HERE), tip),
        slide("lanes", "step", Lanes((lane, lane, (lane[0], lane[1][:1])), HERE), said),
        slide("ask", "decide", Written((line("text", long),)), said),
        slide("told", "outcome", Written((line("text", long), line("text", (LAW,)))), said, tip, said),
        slide("tree", "scene", Written(told), tip),
        slide("q1", "quiz", Written(tuple(line("option", title, letter) for letter in "AB")), tip),
        slide("q1-answer", "answer", Written(answers), tip),
        slide("help", "help", grid, tip),
        slide("end", "end", Written((line("point", long),)), tip),
    )
    return Deck("fruit", lang, title, long, slides, foot, facts=("小学高年级", "40"), tip_label="tip!", qr_label="QR")


@cache
def env() -> Environment:
    files = sorted(TEMPLATES.rglob("*.j2"))
    return environment({path.relative_to(TEMPLATES).as_posix(): path.read_text("utf-8") for path in files})


@cache
def words(lang: str) -> Words:
    parsed, problems = frontmatter.parse(lang, (TEMPLATES / "strings" / f"{lang}.yml").read_text("utf-8"))
    assert not problems
    return Words(lang, parsed.value)


def page(deck: Deck) -> str:
    return web.page(deck, env(), words(deck.lang))


def printed(lang: str) -> str:
    return page(fit.fit(everything(lang), "（续）"))


class Reader(HTMLParser):
    """Reads a page and fails where elements do not close in turn; keeps what is asked about."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text: list[tuple[tuple[str, ...], str]] = []
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.append((tag, values))
        if tag not in EMPTY:
            self.open.append(".".join([tag, *values.get("class", "").split()]))

    def handle_endtag(self, tag: str) -> None:
        if tag not in EMPTY:
            assert self.open.pop().split(".")[0] == tag

    def handle_data(self, data: str) -> None:
        self.text.append((tuple(self.open), data))

    def inside(self, name: str) -> Iterator[str]:
        """The text within elements of a tag or class."""
        for where, text in self.text:
            if any(name in element.split(".") for element in where):
                yield text

    def attributes(self, name: str) -> list[str]:
        return [values[name] for _, values in self.tags if name in values]


def block(html: str, tag: str) -> str:
    found = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
    assert len(found) == 1
    return str(found[0])


def one_slide(*lines: Line, **more: object) -> Deck:
    deck = everything("zh")
    slide = Slide("one", "step", "标题", Written(lines), HERE)
    return dataclasses.replace(deck, slides=(dataclasses.replace(slide, **more),))  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everything_on_every_kind_of_slide_is_printed(lang: str) -> None:
    deck = everything(lang)
    reader = Reader(printed(lang))
    shown = "".join(reader.inside("slide"))
    for slide in deck.slides:
        assert slide.title in shown
        for say in slide.notes:
            assert all(each.text in shown for each in say.runs)
    for wanted in ("236", "5,474", "✓", "✗", "A", deck.imprint.line, *deck.facts):
        assert wanted in shown
    kinds = {kind for tag, values in reader.tags for kind in values.get("class", "").split() if tag == "section"}
    assert {slide.kind for slide in deck.slides} <= kinds


def test_the_same_deck_gives_the_same_bytes() -> None:
    assert printed("zh") == printed("zh")


def test_style_and_script_are_the_same_on_every_page_and_named_by_their_hash() -> None:
    zh, en = printed("zh"), printed("en")
    for tag in ("style", "script"):
        assert block(zh, tag) == block(en, tag)
        digest = base64.b64encode(hashlib.sha256(block(zh, tag).encode()).digest()).decode()
        policy = next(text for text in Reader(zh).attributes("content") if "default-src" in text)
        assert f"{tag}-src" in policy
        assert f"'sha256-{digest}'" in policy
        assert "unsafe" not in policy


def test_the_script_is_small_old_and_keeps_nothing() -> None:
    script = block(printed("zh"), "script")
    assert len(gzip.compress(script.encode(), 9)) <= 4096
    code = re.sub(r'"[^"\n]*"|/\^.*?\$/', '""', script)
    modern = r"\b(?:let|const|class|async|await|import|export|fetch|Promise)\b|=>|`|\.\.\.|\?\.|\?\?|\*\*"
    assert not re.findall(modern, code)
    assert not re.findall(r"localStorage|sessionStorage|indexedDB|cookie|XMLHttpRequest|innerHTML|eval", script)
    assert script.isascii(), "a word of a language stands in the script"


def test_the_style_is_small_and_asks_for_nothing() -> None:
    style = block(printed("zh"), "style")
    assert len(gzip.compress(style.encode(), 9)) <= 3584
    assert not re.findall(r"url\(|@import|https?:", style)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_file_needs_no_other(lang: str) -> None:
    reader = Reader(printed(lang))
    assert not reader.attributes("src")
    assert not reader.attributes("style"), "the policy forbids it"
    assert not [name for _, values in reader.tags for name in values if name.startswith("on")]
    links = [(values["href"], values) for tag, values in reader.tags if tag in ("a", "link")]
    assert (links[1][0], links[0][0]) == ("../fruit.html", "data:,")
    for href, values in links[2:]:
        assert href.startswith("#") or (href.startswith("https://") and values["target"] == "_blank")


def test_ids_are_given_once_and_every_way_leads_to_a_slide() -> None:
    reader = Reader(printed("zh"))
    ids = reader.attributes("id")
    assert len(ids) == len(set(ids))
    ways = [values["href"][1:] for tag, values in reader.tags if tag == "a" and values["href"].startswith("#")]
    assert ways
    assert set(ways) <= set(ids)


def test_hostile_text_stays_text() -> None:
    line = Line("option", (Run(HOSTILE, strong=True, href='https://example.com/?a="><script>'),), HERE, HOSTILE)
    deck = one_slide(line, title=HOSTILE, step=HOSTILE)
    deck = dataclasses.replace(deck, title=HOSTILE, facts=(HOSTILE,), qr_label=HOSTILE, tip_label=HOSTILE)
    html = page(deck)
    reader = Reader(html)
    assert [tag for tag, _ in reader.tags].count("script") == 1
    assert "img" not in {tag for tag, _ in reader.tags}
    assert "".join(reader.inside("words")).strip() == HOSTILE
    assert block(html, "script") == block(printed("zh"), "script")


def test_spaces_between_runs_are_kept() -> None:
    words = (Run("See "), Run("Article 72", href="https://example.com/"), Run(" of the law"))
    reader = Reader(page(one_slide(Line("point", words, HERE))))
    assert "".join(reader.inside("words")).strip() == "See Article 72 of the law"


@pytest.mark.parametrize("href", ["http://example.com/", "javascript:pwned()", "../x.html", "//example.com"])
def test_an_address_that_is_not_https_is_refused(href: str) -> None:
    with pytest.raises(ValueError, match="not an https address"):
        page(one_slide(Line("text", (Run("x", href=href),), HERE)))


def test_a_size_without_a_style_is_refused_and_fit_gives_none() -> None:
    with pytest.raises(ValueError, match=r"23\.5 points"):
        page(one_slide(size=23.5))
    style = block(printed("zh"), "style")
    for size in {*fit.SIZES, *(size for size, _ in (*fit.TITLES, *fit.COVER_TITLES))}:
        assert f".z{size:g}{{font-size:{size / 16}rem}}" in style


def test_lists_stand_within_lists_and_a_reason_within_its_answer() -> None:
    html = page(
        one_slide(
            *(Line("number", run("一"), HERE, "1."), Line("point", run("二"), HERE, level=1)),
            *(Line("point", run("三"), HERE, level=2), Line("number", run("四"), HERE, "2.")),
            *(Line("right", run("五"), HERE, "A"), Line("reason", run("六"), HERE)),
        )
    )
    depths = {
        text.strip(): sum(element.split(".")[0] in ("ul", "ol") for element in where)
        for where, text in Reader(html).text
        if text.strip() in {*"一二三四五六"}
    }
    assert depths == {"一": 1, "二": 2, "三": 3, "四": 1, "五": 1, "六": 1}
    where = next(where for where, text in Reader(html).text if text == "六")
    assert "li.right" in where
    assert where[-1] == "p.reason"


def test_right_and_wrong_are_said_in_words_and_signs() -> None:
    for lang, right, wrong in (("zh", "正确", "不对"), ("en", "Right", "No")):
        labels = Reader(printed(lang)).attributes("aria-label")
        assert right in labels
        assert wrong in labels


def test_columns_share_the_whole_width() -> None:
    reader = Reader(printed("zh"))
    shares = [float(value[:-1]) for value in reader.attributes("data-width")]
    assert abs(sum(shares[:2]) - 100) < 0.05


def test_parts_of_a_split_chart_have_one_scale() -> None:
    rows = (("甲", 236.0, "236"), ("乙", 5474.0, "5,474"))
    for part in (Bars(rows, "件", HERE), Bars(rows[:1], "件", HERE, top=5474.0)):
        html = page(one_slide(body=part))
        bars = [values["width"] for tag, values in Reader(html).tags if tag == "svg" and "width" in values]
        assert 0 < float(bars[0][:-1]) < 10


def test_what_is_for_the_presenter_stands_in_the_notes_alone() -> None:
    tip = "只有讲课人看"
    deck = everything("zh")
    first = deck.slides[1]
    noted = dataclasses.replace(first, notes=(first.notes[0]._replace(runs=run(tip), tip=True),))
    reader = Reader(page(dataclasses.replace(deck, slides=(noted,))))
    places = [where for where, text in reader.text if tip in text]
    assert len(places) == 1
    assert "div.notes" in places[0]
    assert "div.tip" in places[0]


def test_without_an_address_there_is_no_code_to_scan() -> None:
    with_code, without = Reader(printed("zh")), Reader(page(fit.fit(everything("zh", address=""), "（续）")))
    assert with_code.attributes("class").count("qr") == 2  # on the cover and at the end
    assert "qr" not in without.attributes("class")


def test_minutes_stand_once_for_each_step_and_are_added_up() -> None:
    reader = Reader(printed("zh"))
    assert reader.attributes("data-minutes") == ["5"]
    assert "5分钟" in "".join(reader.inside("clocks"))
