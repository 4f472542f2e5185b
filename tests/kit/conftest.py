"""What the tests of the class kit share: the real lessons in both languages, and a dwarf lesson of one's own text."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from fazhi.check import run
from fazhi.checked import Checked, check
from fazhi.model.library import Lesson
from fazhi.model.settings import Settings
from fazhi.parse import repository
from fazhi.problems import as_text
from fazhi.render.edition import Edition
from fazhi.render.words import Words
from fazhi.source import Source

Dwarf = Callable[..., tuple[Edition, Lesson]]

FRUIT = "docs/lessons/fruit/zh.md"
QUIZ = """
## 小测验 {#quiz minutes=1}

### 甲？ {#q1}

- [x] 对一 —— 因为一。
- [ ] 错一 —— 因为二。

### 乙？ {#q2}

- [ ] 错二 —— 因为三。
- [x] 对二 —— 因为四。

### 丙？ {#q3}

- [ ] 错三 —— 因为五。
- [ ] 错四 —— 因为六。
- [x] 对三 —— 因为七。
"""
AWKWARD = """
## 万一有人问起 {#awkward}

先听他说完。

### 我吃坏了怎么办？ {#ill}

别怕。

- 告诉大人
- 去看医生
"""


@pytest.fixture(scope="session")
def real(ROOT: Path) -> Checked:
    checked = check(ROOT)
    assert checked.good, checked.problems
    return checked


@pytest.fixture(scope="session", params=["zh", "en"])
def edition(request: pytest.FixtureRequest, real: Checked) -> Edition:
    """The real library in each language."""
    return edition_of(real, request.param)


def edition_of(checked: Checked, lang: str) -> Edition:
    assert checked.settings
    return Edition(checked.library, Words(lang, checked.strings[lang]), checked.settings)


@pytest.fixture
def dwarf(mini: Mapping[str, bytes]) -> Dwarf:
    """The lesson of the dwarf repository with steps of one's own, and a quiz and awkward questions if these have none.

    ``changes`` are made to other files; ``site`` is the address of the site, ``front`` what stands in the place of some
    lines of the front matter.
    """

    def made(
        steps: str,
        changes: Mapping[str, str | bytes | None] = {},
        site: str = "https://fazhi.example/",
        front: Mapping[str, str] = {},
    ) -> tuple[Edition, Lesson]:
        body = steps + ("" if "{#quiz" in steps else QUIZ) + ("" if "{#awkward" in steps else AWKWARD)
        minutes = sum(map(int, re.findall(r"^## .*minutes=(\d+)", body, re.MULTILINE)))
        head = mini[FRUIT].decode().split("---\n")[1]
        head = head.replace("minutes: 20", f"minutes: {minutes}").replace("[primary-upper]", "[junior]")
        for old, new in front.items():
            assert head.count(old) == 1
            head = head.replace(old, new)
        files = {path: data for path, data in mini.items() if not path.endswith(".j2")}
        own = {FRUIT: f"---\n{head}---\n{body}", FRUIT.replace("zh.md", "en.md"): None}
        for path, text in (own | dict(changes)).items():
            files.pop(path, None)
            if text is not None:
                files[path] = text.encode() if isinstance(text, str) else text
        parsed, problems = repository.parse(Source(Path("nowhere"), dict(sorted(files.items()))))
        library, wrong = run.check(parsed, problems)
        assert [as_text(each, "en") for each in (*problems, *wrong) if each.is_error] == []
        words = Words("zh", parsed.strings["zh"].value)
        return Edition(library, words, Settings(site_url=site, copyright="x")), library.lessons["fruit"]

    return made
