"""A target for fuzzers: any bytes as a file of ours, parsed.

``fuzz`` takes what libFuzzer and its like give (with atheris: ``atheris.Setup(sys.argv, fuzz); atheris.Fuzz()``) and
raises only if the parser does, or if a problem has no place in the file. To see what a file that was found does:

    PYTHONPATH=scripts .venv/bin/python tests/fuzz_parser.py crash-1 crash-2
"""

from __future__ import annotations

import sys
from pathlib import Path

from fazhi.model.library import Kind
from fazhi.parse import characters, document, frontmatter
from fazhi.problems import Problem, as_github, as_text

KINDS: tuple[tuple[Kind, str, str], ...] = (
    ("case", "cases/a/zh.md", "zh"),
    ("lesson", "docs/lessons/a/en.md", "en"),
    ("page", "docs/pages/a/zh.md", "zh"),
)
YAML = "docs/reference/laws.yml"


def fuzz(data: bytes) -> None:
    """Parse ``data`` as a case, a lesson, a page or a reference file; its first byte says as which."""
    choice, data = data[:1], data[1:]
    number = choice[0] % (len(KINDS) + 1) if choice else 0
    kind, path, lang = KINDS[number] if number < len(KINDS) else ("case", YAML, "zh")
    text, problems = characters.decode(path, data)
    assert all(len(line) <= characters.MAX_LINE for line in text.split("\n"))
    if path == YAML:
        problems += frontmatter.parse(path, text)[1]
    else:
        problems += document.parse(path, kind, "a", lang, text)[1]
    for problem in problems:
        _can_be_told(problem, path, max(text.count("\n"), data.count(b"\n")) + 2)


def _can_be_told(problem: Problem, path: str, lines: int) -> None:
    assert problem.path == path, problem
    assert 1 <= problem.mark.line <= lines, problem
    assert problem.mark.col >= 1, problem
    for lang in ("zh", "en"):
        assert "\n" not in as_github(problem, lang), problem
        assert as_text(problem, lang), problem


if __name__ == "__main__":
    for name in sys.argv[1:]:
        fuzz(Path(name).read_bytes())
