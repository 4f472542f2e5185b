"""Links: every kind that leads somewhere, every kind that must not, and citations of the law."""

from collections.abc import Callable, Mapping

import pytest

from fazhi.problems import Problem

Errors = Callable[..., list[tuple[str, int, int, str]]]
Told = Callable[[Mapping[str, bytes | None]], list[Problem]]

ABOUT = "docs/pages/about/zh.md"
ABOUT_EN = "docs/pages/about/en.md"
LESSON = "docs/lessons/fruit/zh.md"
LAWS = "docs/reference/laws.yml"


@pytest.fixture
def target(errors: Errors) -> Callable[..., list[str]]:
    """The rules that a link in both languages breaks."""

    def told(target: str, words: str = "这里9条72条253条") -> list[str]:
        link = f"[{words}]({target})"
        found = errors((ABOUT, "因为好吃", link), (ABOUT_EN, "Because it tastes good", link))
        found = [each for each in found if each[3] != "email-address"]  # the privacy of it is told beside
        assert [path for path, *_ in found] in ([], [ABOUT_EN, ABOUT])
        return [rule for path, _, _, rule in found if path == ABOUT]

    return told


@pytest.mark.parametrize(
    "good",
    [
        *("law:ml", "law:ml#72", "law:cl#253-1", "law:alpl#25.4", "law:cpip#10"),
        *("term:guardian", "case:apple", "case:fig", "lesson:fruit", "page:help", "page:about"),
        *("page:glossary", "page:laws", "page:cases", "page:lessons", "#why"),
        *("https://www.spp.gov.cn/", "https://flk.npc.gov.cn", "https://a-b.cn/c/d.html?e=f&g=%20#h"),
    ],
)
def test_links_that_lead_somewhere(target: Callable[..., list[str]], good: str) -> None:
    assert target(good, "这里10条25条72条253条") == []


@pytest.mark.parametrize(
    ("bad", "rule"),
    [
        ("law:xx#72", "unknown-law"),
        ("law:", "unknown-law"),
        ("law:ml#", "bad-link"),
        ("law:ml#73", "unknown-article"),
        ("law:ml#72-1", "unknown-article"),
        ("law:ml#9", "citation-text"),
        ("term:nothing", "unknown-target"),
        ("case:banana", "unknown-target"),
        ("case:apple#facts", "unknown-target"),
        ("lesson:apple", "unknown-target"),
        ("page:search", "unknown-target"),
        ("page:", "unknown-target"),
        ("#nowhere", "unknown-target"),
        ("#", "unknown-target"),
        ("#term:guardian", "unknown-target"),
        ("", "bad-link"),
        ("law", "bad-link"),
        ("apple", "bad-link"),
        ("../help.html", "bad-link"),
        ("/help.html", "bad-link"),
        ("//evil.example/", "bad-link"),
        ("http://www.spp.gov.cn/", "bad-link"),
        ("HTTPS://www.spp.gov.cn/", "bad-link"),
        ("https://localhost/", "bad-link"),
        ("https://user:pass@a.cn/", "bad-link"),
        ("https://a.cn:8080/", "bad-link"),
        ("https://a.cn/\\\\evil", "bad-link"),
        ("https://а.cn/", "bad-link"),
        ("javascript:alert(1)", "bad-link"),
        ("JavaScript:alert(1)", "bad-link"),
        ("data:text/html,x", "bad-link"),
        ("mailto:a@b.cn", "bad-link"),
        ("file:///etc/passwd", "bad-link"),
        ("Case:apple", "bad-link"),
    ],
)
def test_links_that_must_not_be(target: Callable[..., list[str]], bad: str, rule: str) -> None:
    assert target(bad, "这里72条") == [rule]


@pytest.mark.parametrize(
    ("words", "good"),
    [
        ("第72条", True),
        ("Article 72", True),
        ("第72-2条", True),
        ("第172条", False),
        ("第720条", False),
        ("七十二", False),
    ],
)
def test_the_words_of_a_citation_say_its_number(target: Callable[..., list[str]], words: str, good: bool) -> None:
    assert target("law:ml#72", words) == ([] if good else ["citation-text"])


def test_every_link_of_a_section_is_looked_at(errors: Errors) -> None:
    apple = "cases/apple/zh.md"
    bad = "[坏](case:no)"
    changes = {
        "## 时间线 {#timeline}\n\n时间": f"## 时间线 {{#timeline}}\n\n{bad}",  # a paragraph
        "果园里出了事": bad,  # an entry
        "苹果是果园的": bad,  # a list
        "看账本": bad,  # a list in a list
        "34项": f"34项{bad}",  # a cell
        "再付钱": bad,  # a list in a quote
        "会生病": bad,  # a reason
        "吃掉": bad,  # an answer
        "*一些*": f"*{bad}*",
    }
    found = errors(*((apple, old, new) for old, new in changes.items()))
    assert [rule for path, _, _, rule in found if path == apple] == ["unknown-target"] * len(changes)
    lesson = errors((LESSON, "只给主讲人看：先", bad), (LESSON, "听案子", bad))
    assert [rule for path, _, _, rule in lesson if path == LESSON] == ["unknown-target"] * 2


def test_links_of_one_row_are_told_apart(errors: Errors) -> None:
    row = "| 赔偿 | 150万元 |"
    found = errors(("cases/apple/zh.md", row, "| [赔偿](case:a) | [150万元](case:a) |"))
    assert [col for path, _, col, rule in found if rule == "unknown-target"] == [8, 26]


def test_a_scene_can_be_linked_and_a_question_too(errors: Errors) -> None:
    assert (
        errors(
            (LESSON, "先听案子", "先[听案子](#q1)"),
            ("docs/lessons/fruit/en.md", "Listen to the case first", "[Listen](#q1)"),
        )
        == []
    )


# --- closed lists ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "old", "new", "place"),
    [
        ("cases/apple/zh.md", "[fruit, vegetables]", "[fruit, meat]", (14, 17)),
        ("cases/apple/zh.md", "[primary-upper, junior]", "[primary-upper, grown-up]", (15, 25)),
        ("cases/apple/zh.md", "[civil-pil, administrative-pil]", "[civil, administrative-pil]", (13, 14)),
        ("cases/apple/zh.md", "orchard-guiding-1", "spp-guiding-35", (9, 11)),
        (LESSON, "cases: [apple, pear]", "cases: [apple, banana]", (15, 16)),
    ],
    ids="topic grade procedure series case".split(),
)
def test_what_is_not_in_a_closed_list(errors: Errors, path: str, old: str, new: str, place: tuple[int, int]) -> None:
    assert errors((path, old, new)) == [(path, *place, "bad-choice")]


def test_lists_are_checked_beside_other_mistakes(errors: Errors) -> None:
    found = errors(
        (LESSON, "basis: invented\n", ""),
        (LESSON, '["ml#72", "cl#253-1"]', '["ml#73", "cl#253-1"]'),
        (LESSON, "minutes: 20", "minutes: 21"),
        (LESSON, "cases: [apple, pear]", "cases: [apple, banana]"),
    )
    assert [rule for _, _, _, rule in found] == ["missing-key", "minutes-sum", "bad-choice", "unknown-article"]


# --- one mistake, one problem ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["laws", "glossary", "topics", "grades", "procedures", "series"])
def test_a_reference_file_that_cannot_be_read_is_one_problem(told: Told, files: Mapping[str, bytes], name: str) -> None:
    path = f"docs/reference/{name}.yml"
    for content in (None, b'- id: "x\n' + files[path], b"- id: x\n  y: [z\n" + files[path]):
        found = [problem for problem in told({path: content}) if problem.is_error]
        assert {problem.path for problem in found} == {path}, found
        assert {"missing-file", "yaml"} & {problem.rule for problem in found}


def test_a_wrong_row_is_one_problem(errors: Errors) -> None:
    found = errors((LAWS, "  short: {zh: 未成年人保护法, en: Minors Protection Law}\n", ""))
    assert found == [(LAWS, 1, 3, "missing-key")]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("docs/reference/law-cards.yml", '  cites: ["ml#72"]\n', ""),
        ("docs/reference/law-cards.yml", "- id: L2", "- id: L1"),
        ("docs/reference/law-cards.yml", "- id: L2", "- id: [L1]"),
        ("docs/reference/law-cards.yml", "- id: L2", "- id: {a: b}"),
        ("docs/reference/glossary.yml", "- id: guardian", "- id: [guardian]"),
        ("docs/reference/help.yml", "  topics: [fruit]", "  topics: fruit"),
        ("docs/reference/topics.yml", "- id: fruit", "- fruit\n- id: fruit"),
        (LAWS, "- id: ml\n", "- [ml]\n- id: ml\n"),
    ],
)
def test_odd_rows_are_no_crash(errors: Errors, path: str, old: str, new: str) -> None:
    assert path in {found[0] for found in errors((path, old, new))}
