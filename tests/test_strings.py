"""The fixed words: same keys in both languages (kept by a check), and none that nothing prints."""

import re
from pathlib import Path

import pytest

from fazhi.check.shape import leaves
from fazhi.parse import frontmatter

ROOT = Path(__file__).parents[1]
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


@pytest.mark.parametrize("key", [key for key in keys("zh") if not key.startswith("labels.")])
def test_every_word_is_used(key: str) -> None:
    group, _, name = key.rpartition(".")
    whole = re.search(rf"\b{group}\.{name}\b", USES)
    by_part = re.search(rf"\bt\.{name}\b|\bwords\.{name}\b", USES)
    assert whole or by_part, f"nothing prints {key}"
