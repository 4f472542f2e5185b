"""A mutation of every kind of place in real texts: what puts the translation behind, how gravely, and what does not."""

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from fazhi.check import run
from fazhi.parse import document, frontmatter, repository
from fazhi.source import Source

Behind = Callable[[str], list[tuple[str, str]]]

CASE, LESSON, PAGE = "cases/short-video-app", "docs/lessons/my-data", "docs/pages/how-cases-work"
FACTS, WORDS = "translation-facts-behind", "translation-behind"


@pytest.fixture(scope="module")
def real(ROOT: Path) -> Iterator[Mapping[str, bytes]]:
    """The reference files and three real entries; what is not changed is parsed once, and other rules are left out."""
    folders = ("docs/reference", "templates/strings", CASE, LESSON, PAGE)
    paths = [ROOT / "mkdocs.yml", *(path for folder in folders for path in sorted((ROOT / folder).glob("*.[my]*")))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document, "parse", functools.cache(document.parse))
        patch.setattr(frontmatter, "parse", functools.cache(frontmatter.parse))
        for rules in ("ALONE", "OF_REFERENCE", "TOGETHER"):
            patch.setattr(run, rules, ())
        yield {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture
def behind(real: Mapping[str, bytes]) -> Callable[..., list[tuple[str, str]]]:
    """The rules about freshness that an original breaks after a change, each with the section at whose line it is."""

    def after(folder: str, change: Callable[[str], str]) -> list[tuple[str, str]]:
        zh, en = f"{folder}/zh.md", real[f"{folder}/en.md"].decode().splitlines()
        before = real[zh].decode()
        text = change(before)
        assert text != before, "nothing was changed"
        parsed, problems = repository.parse(Source(Path("nowhere"), {**real, zh: text.encode()}))
        _, more = run.check(parsed, problems)
        found = [problem for problem in more if problem.rule in (FACTS, WORDS)]
        assert all(problem.mark.col == 5 for problem in found)
        return [(problem.rule, en[problem.mark.line - 1].split(":")[0].strip()) for problem in found]

    return after


def put(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert text.count(old) >= 1, f"{old!r} does not stand there"
        return text.replace(old, new, 1)

    return change


def in_section(id: str, pattern: str, new: str) -> Callable[[str], str]:
    """Replace what a pattern finds first in a section."""

    def change(text: str) -> str:
        start = re.search(rf"^## .*\{{#{id}\b", text, re.MULTILINE)
        assert start, id
        found = re.compile(pattern, re.MULTILINE).search(text, start.end())
        assert found, pattern
        return text[: found.start()] + found.expand(new) + text[found.end() :]

    return change


WORDING = "还有一件小事。"
MUTATIONS = {
    # Words only: a warning, but in the outcome and the law, where every word counts.
    **{
        f"words in {id}": (CASE, in_section(id, r"\n\n(?=\S)", r"\g<0>" + WORDING), rule, id)
        for id, rule in {
            **dict.fromkeys(("facts", "timeline", "question", "actions", "notes"), WORDS),
            **dict.fromkeys(("outcome", "law"), FACTS),
        }.items()
    },
    "words in quiz": (CASE, in_section("quiz", "怎么推荐是公司定的", "怎么推荐由公司来定"), WORDS, "quiz"),
    "words in you": (CASE, in_section("you", "先别点", "先不要点"), WORDS, "you"),
    "heading": (CASE, put("## 发生了什么 {#facts}", "## 出了什么事 {#facts}"), WORDS, "facts"),
    "side": (CASE, put("### 主要该由App来改", "### 主要由App来改"), WORDS, "question"),
    "an argument more": (CASE, in_section("question", r"^- ", f"- {WORDING}\n- "), WORDS, "question"),
    "bold": (CASE, in_section("you", r"\*\*先停一停\*\*", "先停一停"), WORDS, "you"),
    "term": (CASE, in_section("facts", "term:guardian", "term:procurator"), WORDS, "facts"),
    "title": (CASE, put("title: 短视频App与孩子", "title: 短视频App和孩子"), WORDS, "meta"),
    "summary": (CASE, put("替许许多多的孩子站了出来", "替很多很多的孩子站了出来"), WORDS, "meta"),
    "content note": (CASE, put("没有细节", "不写细节"), WORDS, "meta"),
    "title of a source": (CASE, put("办结的报道", "办完的报道"), WORDS, "meta"),
    # Numbers, dates, citations, sources, names: an error wherever they stand.
    "figure": (CASE, in_section("facts", r"\d+万", "900万"), FACTS, "facts"),
    "figure in a title": (CASE, put("summary: 一款", "summary: 三款"), FACTS, "meta"),
    "figure taken away": (CASE, in_section("outcome", "150万元", "一笔钱"), FACTS, "outcome"),
    "number word": (CASE, in_section("actions", "三级", "两级"), FACTS, "actions"),
    "age": (CASE, in_section("you", "满了14岁", "满了16岁"), FACTS, "you"),
    "date of the timeline": (CASE, put("**2020-12-02**", "**2020-12-03**"), FACTS, "timeline"),
    "date in a sentence": (CASE, in_section("notes", "2021年", "2022年"), FACTS, "notes"),
    "source mark": (CASE, in_section("actions", r"\[\^xinhua\]", "[^cns]"), FACTS, "actions"),
    "source mark more": (CASE, in_section("actions", r"\[\^xinhua\]", "[^xinhua][^cns]"), FACTS, "actions"),
    "article": (CASE, in_section("law", "law:pipl#28", "law:pipl#31"), FACTS, "law"),
    "right answer": (CASE, in_section("quiz", r"\[ \](.*\n)- \[x\]", r"[x]\1- [ ]"), FACTS, "quiz"),
    "figure in an answer": (CASE, in_section("quiz", "20岁", "21岁"), FACTS, "quiz"),
    "place": (CASE, put("place: 浙江省杭州市余杭区、北京市", "place: 浙江省杭州市、北京市"), FACTS, "meta"),
    "organ": (CASE, put("  - 北京市人民检察院", "  - 天津市人民检察院"), FACTS, "meta"),
    "official title": (CASE, put("某公司侵犯儿童", "某公司侵害儿童"), FACTS, "meta"),
    # Lessons and pages.
    "step": (LESSON, put("同学们好！", "大家好！"), WORDS, "hook"),
    "figure of a step": (LESSON, in_section("hook", "四点半", "五点半"), FACTS, "hook"),
    "presenter's note": (LESSON, put("没人愿意演", "如果没人愿意演"), WORDS, "hook"),
    "figure of a presenter's note": (LESSON, put("时间：演1分钟", "时间：演2分钟"), FACTS, "hook"),
    "scene": (LESSON, put("### 大家都在玩", "### 大家都玩"), WORDS, "tree"),
    "law step": (LESSON, put("## 七张法条卡", "## 这些法条卡"), FACTS, "law"),
    "objective": (LESSON, put("会和家长一起用好", "会跟家长一起用好"), WORDS, "meta"),
    "figure of an objective": (LESSON, put("能说出六种个人信息", "能说出五种个人信息"), FACTS, "meta"),
    "homework": (LESSON, put("请一位家长当搭档，一起看看", "请一位家长当搭档，一块儿看看"), WORDS, "meta"),
    "awkward question": (LESSON, in_section("awkward", r"犯法吗", "违法吗"), WORDS, "awkward"),
    "page": (PAGE, put("## 先认识四种人", "## 先来认识四种人"), WORDS, "who"),
    "figure of a page": (PAGE, in_section("numbers", r"\d{3,}", "777"), FACTS, "numbers"),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_change_puts_its_section_behind(behind: Callable[..., list[tuple[str, str]]], name: str) -> None:
    folder, change, rule, section = MUTATIONS[name]
    assert behind(folder, change) == [(rule, section)]


HARMLESS = {
    "blanks at the ends of lines": lambda text: re.sub(r"(?<=[。；）])$", "  ", text, flags=re.MULTILINE),
    "blank lines": lambda text: re.sub(r"\n\n(?=\S)", "\n\n\n", text),
    "blanks between Chinese and Latin": lambda text: re.sub(r"(?<=[一-龥])(?=App)|(?<=App)(?=[一-龥])", " ", text),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "a comment": put("basis: real", "# 已经和检察院核对\nbasis: real # 真实"),
    "the order of keys": lambda text: re.sub(r"(title: .*\n)(summary: .*\n)", r"\2\1", text, count=1),
    "quotes": lambda text: re.sub(r"title: (.*)", r"title: '\1'", text, count=1),
    "the day of the content": lambda text: re.sub(r"updated: .*", "updated: 2026-11-22", text),
    "the day of the law": lambda text: re.sub(r"law_as_of: .*", "law_as_of: 2026-03-02", text),
    "a reviewer": put("people:\n", "people:\n  legal_review: 某律师\n"),
    "a topic": put("topics: [", "topics: [algorithms, "),
    "how sure a source is": put("certainty: likely", "certainty: certain"),
    "the address of a source": put("    certainty: likely", "    url: https://www.spp.gov.cn/x\n    certainty: likely"),
    "the number of the case": put("number: 检例第141号", "number: 第141号"),
    "bullets": lambda text: re.sub(r"^- (?=\S)(?!\[)", "* ", text, flags=re.MULTILINE),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_says_nothing_else_puts_nothing_behind(behind: Callable[..., list[tuple[str, str]]], name: str) -> None:
    assert behind(CASE, HARMLESS[name]) == []


@pytest.mark.parametrize(
    ("status", "rule"),
    [("draft", WORDS), ("outline", WORDS), ("withdrawn", WORDS), ("needs-recheck", FACTS), ("published", FACTS)],
)
def test_what_nobody_uses_may_be_behind(
    behind: Callable[..., list[tuple[str, str]]], real: Mapping[str, bytes], status: str, rule: str
) -> None:
    def change(text: str) -> str:
        return text.replace("status: published", f"status: {status}").replace("150万元", "160万元")

    assert {found for found, _ in behind(CASE, change)} == {rule}


def stamp_with(real: Mapping[str, bytes], change: Callable[[str], str]) -> list[tuple[str, int, dict[str, str]]]:
    """What is told after a change of the stamp: rule, line, detail."""
    path = f"{CASE}/en.md"
    files = {**real, path: change(real[path].decode()).encode()}
    parsed, problems = repository.parse(Source(Path("nowhere"), files))
    _, more = run.check(parsed, problems)
    return [(p.rule, p.mark.line, p.detail) for p in more if p.rule in (FACTS, WORDS)]


def test_a_text_without_a_stamp_is_told_once(real: Mapping[str, bytes]) -> None:
    found = stamp_with(real, lambda text: re.sub(r"  of:\n(    .*\n)+", "", text))
    assert [(rule, detail["title_en"], detail["stamp"]) for rule, _, detail in found] == [
        (FACTS, "The whole text", "short-video-app")
    ]


def test_a_section_that_was_never_compared_is_told_at_the_stamp(real: Mapping[str, bytes]) -> None:
    found = stamp_with(real, lambda text: re.sub(r"    you: .*\n", "", text))
    line = real[f"{CASE}/en.md"].decode().splitlines().index("translation:") + 1
    assert [(rule, at, detail["change_en"]) for rule, at, detail in found] == [(FACTS, line, "is new")]


def test_a_stamp_of_earlier_days_is_read_by_its_sections(real: Mapping[str, bytes]) -> None:
    old = re.compile(r"^(    [a-z]+: [0-9a-f]{12})\.[0-9a-f]{8}$", re.MULTILINE)
    assert stamp_with(real, lambda text: old.sub(r"\1", text)) == []
    changed = stamp_with(
        real, lambda text: re.sub("(facts|law): [0-9a-f]{12}", r"\1: 000000000000", old.sub(r"\1", text))
    )
    assert [(rule, detail["stamp"].split()[-1]) for rule, _, detail in changed] == [(WORDS, "facts"), (FACTS, "law")]
