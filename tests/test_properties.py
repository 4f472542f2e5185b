"""Whatever is typed into a case, checking it ends with problems that can be printed, and never with a crash."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fazhi.checked import check
from fazhi.problems import as_github, as_json, as_text, tally

ZH, EN = "cases/apple/zh.md", "cases/apple/en.md"
ODD = (
    *(
        "---",
        "```",
        "///",
        "/// notes",
        "/// from apple#facts",
        "/// chart",
        "/// flow",
        "## ",
        "### x",
        "{#a}",
        "{",
        "}",
    ),
    *(
        "[",
        "]",
        "](",
        "[^",
        "[x](law:",
        "**",
        "*",
        "_",
        "`",
        "<",
        "<b>",
        "&amp;",
        "|",
        "|---|",
        "> ",
        "- ",
        "- [x] ",
        "1. ",
    ),
    *(
        ": ",
        "：",
        "#",
        "&a",
        "*a",
        "!t",
        "<<: ",
        '"',
        "'",
        "[[[[[[[[",
        "? ",
        "|\n",
        "\t",
        "\r",
        "\x00",
        "\u202e",
        "\u3000",
    ),
    *("—— ", "2020-99", "99999999999999999999", "𠀀", "\ud7ff", "\ufffe", "no", "null", "\n\n", "    "),
)
"""Pieces with a meaning to one of the parsers."""

pieces = st.one_of(st.sampled_from(ODD), st.text(max_size=4))
changes = st.lists(
    st.tuples(st.sampled_from(["insert", "delete", "replace", "line out", "line twice"]), st.floats(0, 1), pieces),
    min_size=1,
    max_size=5,
)


def change(text: str, how: list[tuple[str, float, str]]) -> str:
    for kind, where, piece in how:
        at = int(where * len(text))
        if kind.startswith("line"):
            lines = text.split("\n")
            number = int(where * (len(lines) - 1))
            lines[number : number + 1] = [] if kind == "line out" else [lines[number]] * 2
            text = "\n".join(lines)
        else:
            gone = {"insert": 0, "delete": 1 + len(piece), "replace": 1 + 5 * len(piece)}[kind]
            text = text[:at] + ("" if kind == "delete" else piece) + text[at + gone :]
    return text


@pytest.fixture(scope="module")
def root(mini: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One dwarf repository, in which the same two files are written again and again."""
    folder = tmp_path_factory.mktemp("properties")
    for name, content in mini.items():
        # What is not checked is left out, so that the disk is not what this measures.
        if name.startswith(("cases/apple", "docs/reference", "mkdocs.yml")):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
    return folder


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(zh=changes, en=changes)
@example(zh=[("insert", 0.0, "\ufeff")], en=[("replace", 0.0, "x" * 2000)])
@example(zh=[("insert", 0.01, "- ")], en=[("insert", 0.01, "x\n")])
def test_no_change_of_a_case_is_a_crash(
    root: Path, mini: Mapping[str, bytes], zh: list[tuple[str, float, str]], en: list[tuple[str, float, str]]
) -> None:
    for path, how in ((ZH, zh), (EN, en)):
        (root / path).write_bytes(change(mini[path].decode(), how).encode("utf-8", "surrogatepass"))
    problems = check(root).problems
    lines = {path: (root / path).read_bytes().decode("utf-8", "replace").split("\n") for path in (ZH, EN)}
    for problem in problems:
        assert problem.mark.line >= 1
        assert problem.mark.col >= 1
        if problem.path in lines:
            assert problem.mark.line <= len(lines[problem.path]) + 1
        for lang in ("zh", "en"):
            assert problem.message(lang)
            assert "{" not in problem.message(lang).replace("{#", "").replace("{authors", "").replace(
                "{by", ""
            ) or "{" in str(problem.detail)
            as_text(problem, lang)
            assert "\n" not in as_github(problem, lang)
    as_json(problems)
    tally(problems, "zh")


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.binary(max_size=300))
def test_no_bytes_are_a_crash(root: Path, mini: Mapping[str, bytes], data: bytes) -> None:
    (root / EN).write_bytes(mini[EN])
    (root / ZH).write_bytes(data)
    for problem in check(root).problems:
        as_text(problem, "zh")
