"""One sentence of a case is changed: it changes wherever it is said, and nothing else changes."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from fazhi import disk
from fazhi.build import build
from fazhi.checked import check
from readable import opened, says

Repo = Callable[..., Path]

BEFORE = {"zh": "果园门口有一棵很老的苹果树", "en": "A very old apple tree stands at the gate of the orchard"}
AFTER = {"zh": "果园门口有两棵不老的梨树", "en": "Two young pear trees grow beside the way to the orchard"}
AT = {"zh": "## 发生了什么 {#facts}\n", "en": "## What happened {#facts}\n"}
"""Where the sentence stands in the case; the lesson takes over this section."""
SAYING = (
    "{lang}/cases/apple.html",
    "{lang}/lessons/fruit.html",
    "{lang}/lessons/fruit/slides.html",
    "{lang}/lessons/fruit/fruit-{lang}-slides.pptx!ppt/slides/slide",
    "{lang}/lessons/fruit/fruit-{lang}-plan.docx!word/document.xml",
    "{lang}/lessons/fruit/fruit-{lang}-plan.pdf",
    "{lang}/lessons/fruit/fruit-{lang}-worksheet.docx!word/document.xml",
    "{lang}/lessons/fruit/fruit-{lang}-worksheet.pdf",
    "{lang}/lessons/fruit/fruit-{lang}.zip!fruit-{lang}/presenter/fruit-{lang}-plan.pdf",
    "fazhi-site.zip!fazhi/{lang}/lessons/fruit/fruit-{lang}-plan.pdf",
    "{lang}/search/index.js",
    "data/cases.json",
    "data/cases.csv",
)
"""Files, or the beginnings of their names, that say what the case says."""

Files = Mapping[str, bytes]


@pytest.fixture(scope="module")
def sites(mini: Files, tmp_path_factory: pytest.TempPathFactory) -> tuple[Files, Files]:
    """All files of the site before and after, opened. The second build has the documents of the first at hand."""
    root = tmp_path_factory.mktemp("sentence")
    return _site(root, mini, BEFORE), _site(root, mini, AFTER)


def _site(root: Path, mini: Files, said: Mapping[str, str]) -> Files:
    files = dict(mini)
    for lang, sentence in said.items():
        path = f"cases/apple/{lang}.md"
        text = mini[path].decode()
        assert text.count(AT[lang]) == 1
        stop = "。" if lang == "zh" else "."
        files[path] = text.replace(AT[lang], f"{AT[lang]}\n{sentence}{stop}\n").encode()
    for path, data in files.items():
        disk.write(root / path, data)
    checked = check(root)
    assert checked.good, checked.problems
    build(checked)
    return opened(disk.contents(root / "site"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_sentence_is_wherever_the_case_is(sites: tuple[Files, Files], lang: str) -> None:
    for files, said, unsaid in ((sites[0], BEFORE, AFTER), (sites[1], AFTER, BEFORE)):
        saying = [name for name, data in files.items() if says(data, said[lang])]
        for beginning in SAYING:
            assert [name for name in saying if name.startswith(beginning.format(lang=lang))], beginning
        assert [name for name, data in files.items() if says(data, unsaid[lang])] == []


def test_nothing_else_changes(sites: tuple[Files, Files]) -> None:
    before, after = sites
    assert before.keys() == after.keys()
    assert len(before) > 400
    changed = {name for name in before if before[name] != after[name]}
    said = {name for name, data in before.items() if any(says(data, sentence) for sentence in BEFORE.values())}
    assert said <= changed
    for name in changed - said:
        assert name.endswith("SHA256SUMS.txt") or any(each.startswith(f"{name}!") for each in changed), name
