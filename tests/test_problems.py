"""Problems: their order, and the three forms in which they are printed."""

import json

import pytest

from fazhi.model.mark import Mark
from fazhi.problems import START, Problem, as_github, as_json, as_text, in_order, tally

ERROR = Problem("cases/a/zh.md", Mark(3, 7), "raw-html", {"what": "<b>"})
WARNING = Problem("cases/a/zh.md", Mark(1, 2), "unused-source", {"id": "x"})


def test_order_and_doubles() -> None:
    other = Problem("cases/a/zh.md", Mark(3, 7), "raw-html", {"what": "<a>"})
    later = Problem("cases/a/zh.md", Mark(3, 10), "hard-wrap")
    below = Problem("cases/a/zh.md", Mark(10, 1), "hard-wrap")
    elsewhere = Problem("cases/B/zh.md", START, "tab")
    found = [below, ERROR, later, elsewhere, ERROR, WARNING, other]
    assert in_order(found) == in_order(reversed(found)) == [WARNING, elsewhere, other, ERROR, later, below]


def test_errors_stop_a_build_and_warnings_do_not() -> None:
    assert (ERROR.is_error, WARNING.is_error) == (True, False)


def test_text() -> None:
    assert as_text(ERROR, "en").startswith("cases/a/zh.md:3:7: There is HTML here, '<b>'")
    assert as_text(ERROR, "en").endswith(" [raw-html]")
    assert as_text(WARNING, "en").startswith("cases/a/zh.md:1:2: warning: The source 'x'")
    assert as_text(WARNING, "zh").startswith("cases/a/zh.md:1:2: 提醒：来源“x”")


def test_json() -> None:
    first, second = json.loads(as_json([ERROR, WARNING]))
    assert first == {
        "path": "cases/a/zh.md",
        "line": 3,
        "col": 7,
        "rule": "raw-html",
        "severity": "error",
        "message": {"zh": ERROR.message("zh"), "en": ERROR.message("en")},
        "says": {"zh": "正文不用网页代码（HTML）。", "en": "The text holds no HTML."},
    }
    assert second["severity"] == "warning"
    assert "这里有网页代码" in as_json([ERROR])


def test_github() -> None:
    problem = Problem("cases/a,b:c/50%.md", Mark(2, 3), "unknown-character", {"code": "x\r\ny::error::100%"})
    line = as_github(problem, "en")
    assert line.startswith("::error file=cases/a%2Cb%3Ac/50%25.md,line=2,col=3,title=unknown-character::")
    assert "x%0D%0Ay::error::100%25" in line
    assert "\n" not in line
    assert as_github(WARNING, "zh").startswith("::warning ")


def test_what_an_author_typed_is_never_a_format() -> None:
    problem = Problem("p", START, "raw-html", {"what": "{what} {0} {x!r} %s"})
    assert "{what} {0} {x!r} %s" in as_text(problem, "zh")


@pytest.mark.parametrize(
    ("problems", "zh", "en"),
    [
        ([], "0 个错误，0 个提醒", "0 errors, 0 warnings"),
        ([ERROR], "1 个错误，0 个提醒", "1 error, 0 warnings"),
        ([ERROR, WARNING, ERROR], "2 个错误，1 个提醒", "2 errors, 1 warning"),
    ],
)
def test_the_count(problems: list[Problem], zh: str, en: str) -> None:
    assert (tally(problems, "zh"), tally(problems, "en")) == (zh, en)
