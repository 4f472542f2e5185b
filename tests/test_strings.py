"""The fixed words: same keys in both languages (kept by a check), and none that nothing prints."""

import re
from pathlib import Path
from typing import get_args

import pytest

from fazhi.build import rendered
from fazhi.check.shape import leaves
from fazhi.checked import check
from fazhi.parse import frontmatter
from fazhi.render.kit.document import Audience

ROOT = Path(__file__).parents[1]
SCRIPTS = ROOT / "scripts" / "fazhi"
STRINGS = ROOT / "templates" / "strings"
USES = "\n".join(
    path.read_text("utf-8")
    for folder, pattern in ((ROOT / "templates", "**/*.j2"), (ROOT / "scripts" / "fazhi", "**/*.py"))
    for path in sorted(folder.glob(pattern))
)


def keys(lang: str) -> list[str]:
    data, problems = frontmatter.parse(lang, (STRINGS / f"{lang}.yml").read_text("utf-8"))
    assert not problems
    return [".".join(map(str, loc)) for loc, _ in leaves(data.value)]


def test_both_languages_have_the_same_words() -> None:
    assert keys("zh") == keys("en")


BY_KIND = ("labels.", "kit.files.", "kit.hints.", "kit.audience.", "kit.plan.stages.")
"""Words that are looked up by the kind of what they name; tests of their own show that none is missing or idle."""


def test_every_kind_of_document_has_a_name_and_a_hint() -> None:
    """The real repository has a document of every kind."""
    kits = rendered(check(ROOT)).kits.values()
    kinds = {file.kind for kit in kits for files in kit.files().values() for file in files}
    words = {key.removeprefix("kit.files.") for key in keys("zh") if key.startswith("kit.files.")}
    hints = {key.removeprefix("kit.hints.") for key in keys("zh") if key.startswith("kit.hints.")}
    assert words == kinds
    assert hints == kinds


def test_every_audience_and_every_stage_has_a_word() -> None:
    audiences = {key.removeprefix("kit.audience.") for key in keys("zh") if key.startswith("kit.audience.")}
    assert audiences == set(get_args(Audience))
    papers = (SCRIPTS / "render" / "kit" / "papers.py").read_text("utf-8")
    named = papers[papers.index("def _stage(") :].partition("\ndef ")[0]
    stages = set(re.findall(r'^\s+\("(\w+)", ', named, re.MULTILINE)) | set(re.findall(r'return "(\w+)"', named))
    assert {key.removeprefix("kit.plan.stages.") for key in keys("zh") if key.startswith("kit.plan.stages.")} == stages


@pytest.mark.parametrize("key", [key for key in keys("zh") if not key.startswith(BY_KIND)])
def test_every_word_is_used(key: str) -> None:
    group, _, name = key.rpartition(".")
    whole = re.search(rf"\b{group.rpartition('.')[2]}\.{name}\b", USES)
    by_part = re.search(rf"\bt\.{name}\b|\bwords\.{name}\b", USES)
    assert whole or by_part, f"nothing prints {key}"
