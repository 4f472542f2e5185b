"""The page of the rules: each of them once in both languages, its example line for line; for contributors only."""

import html
import re
import string
from collections.abc import Callable
from pathlib import Path

import pytest

from fazhi.build import rendered as render
from fazhi.build import scoped
from fazhi.checked import check
from fazhi.model.settings import WHOLE_SITE, Scope
from fazhi.parse import frontmatter
from fazhi.render.site import Rendered
from fazhi.rules import GROUPS, RULES

Repo = Callable[..., Path]
LANGUAGES = ("zh", "en")


def rendered(root: Path, scope: Scope = WHOLE_SITE) -> Rendered:
    return render(scoped(check(root), scope))


@pytest.fixture(scope="module")
def pages(mini: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    root = tmp_path_factory.mktemp("rulebook")
    for name, content in mini.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return rendered(root)


def rows(page: str) -> dict[str, str]:
    """The HTML of each rule, by its name."""
    found = re.split(r'<div class="fz-rule" id="([a-z0-9-]+)">', page)
    return dict(zip(found[1::2], found[2::2], strict=True))


def bare(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup)).replace("\xa0", " ")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_stands_there_once_with_what_it_says(pages: Rendered, lang: str) -> None:
    found = rows(pages.editions[lang]["rules.md"])
    assert list(found) == list(RULES)
    for name, rule in RULES.items():
        said = bare(found[name])
        assert (rule.says_en if lang == "en" else rule.says_zh) in said, name
        assert ("fz-rule__level" in found[name]) == (rule.severity == "warning"), name
        for text, _, _, _ in string.Formatter().parse(rule.en if lang == "en" else rule.zh):
            assert " ".join(text.split()) in " ".join(said.split()), (name, text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_example_keeps_its_lines_and_how_they_are_indented(pages: Rendered, lang: str) -> None:
    for name, row in rows(pages.editions[lang]["rules.md"]).items():
        lines = [bare(line) for line in re.findall(r"<code[^>]*>(.*?)</code>", row.partition("fz-examples")[2])]
        example = f"{RULES[name].bad}\n{RULES[name].good}".split("\n")
        assert lines == [line for line in example if line], name


@pytest.mark.parametrize(("lang", "foreign"), [("zh", "en"), ("en", "zh-Hans")])
def test_an_example_in_the_other_language_says_so(pages: Rendered, lang: str, foreign: str) -> None:
    row = rows(pages.editions[lang]["rules.md"])["parity-dates"]
    marked = re.findall(r'<code lang="([^"]+)">', row)
    assert set(marked) == {foreign}
    assert len(re.findall("<code", row)) > len(marked)


def test_a_gap_in_a_message_stands_apart_from_its_words(pages: Rendered) -> None:
    row = rows(pages.editions["en"]["rules.md"])["case-twin"]
    assert "You are told: Differs from file only in upper" in bare(row)
    assert "<var>file</var>" in row


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_and_every_named_gap_is_there(ROOT: Path, lang: str) -> None:
    data, _ = frontmatter.parse(lang, (ROOT / "templates" / "strings" / f"{lang}.yml").read_text("utf-8"))
    labels = data.value["labels"].value if hasattr(data.value["labels"], "value") else data.value["labels"]
    kinds, gaps = (set(labels[name]) for name in ("rule_kind", "gap"))
    assert kinds == {kind.replace("-", "_") for kind in GROUPS}
    used = {gap for rule in RULES.values() for _, gap, _, _ in string.Formatter().parse(rule.zh) if gap}
    assert gaps <= {gap.removesuffix("_en") for gap in used}


def test_only_the_contributors_are_led_there(pages: Rendered, repo: Repo) -> None:
    for lang in LANGUAGES:
        leading = [name for name, text in pages.editions[lang].items() if "rules.html" in bare_links(text)]
        assert leading == ["contributors.md"]
    assert "/zh/rules.html" in pages.shared["sitemap.xml"]
    assert "rules.html" not in pages.shared["llms.txt"]
    for_students = rendered(repo(), Scope(students=True))
    for lang in LANGUAGES:
        assert "rules.md" not in for_students.editions[lang]
        assert "rules.html" not in for_students.editions[lang]["contributors.md"]


def bare_links(page: str) -> str:
    """Where the links of a page's own text lead, without what its metadata and its share button say of itself."""
    return " ".join(re.findall(r'<a [^>]*href="([^"]*)"', page))
