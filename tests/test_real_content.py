"""One test for each real case, lesson and page: no error, and no warning but those listed here with a reason."""

from pathlib import Path

import pytest

from fazhi.checked import Checked, check
from fazhi.problems import as_text

ROOT = Path(__file__).parents[1]
FOLDERS = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("cases", "docs/lessons", "docs/pages")
    for path in (ROOT / folder).iterdir()
    if path.is_dir()
)

KNOWN: dict[str, dict[str, str]] = {}
"""By folder, the rules of warnings that may stay, each with its reason."""


@pytest.fixture(scope="module")
def checked() -> Checked:
    return check(ROOT)


@pytest.mark.parametrize("folder", FOLDERS)
def test_is_right(checked: Checked, folder: str) -> None:
    found = [
        as_text(problem, "zh")
        for problem in checked.problems
        if problem.path.startswith(folder + "/") and (problem.is_error or problem.rule not in KNOWN.get(folder, {}))
    ]
    assert not found, "\n".join(["", *found])
    kind, id = folder.rsplit("/", 1)
    library = checked.library
    entries = {"cases": library.cases, "docs/lessons": library.lessons, "docs/pages": library.pages}[kind]
    assert set(entries[id].texts) == {"zh", "en"}


def test_everything_else_is_right(checked: Checked) -> None:
    others = [p for p in checked.problems if not p.path.startswith(("cases/", "docs/lessons/", "docs/pages/"))]
    assert not others, "\n".join(as_text(problem, "zh") for problem in others)


def test_no_listed_warning_is_out_of_date(checked: Checked) -> None:
    found = {(folder, p.rule) for p in checked.problems for folder in FOLDERS if p.path.startswith(folder + "/")}
    assert {(folder, rule) for folder, rules in KNOWN.items() for rule in rules} <= found
