"""The dwarf repository as staged pages: one readable file a page, compared whole; and what no page may hold."""

import html
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from fazhi import disk
from fazhi.build import rendered
from fazhi.checked import check
from fazhi.render.listing import listed
from fazhi.render.site import Rendered

Repo = Callable[..., Path]
EXPECTED = Path(__file__).parent / "mini" / "_expected"
ACCEPT = "If the change is meant, run: python3 scripts/dev.py test tests/test_render.py --accept   and review the diff."
TOLD_ELSEWHERE = {"zh/rules.md", "en/rules.md"}
"""The page of the rules, compared with the rules themselves in test_rulebook.py: each new rule would change it here."""
SECRETS = ("只给主讲人看", "FOR-THE-PRESENTER-ONLY")


@pytest.fixture(scope="module")
def pages(mini: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    root = tmp_path_factory.mktemp("render")
    disk.sync(root, mini)
    checked = check(root)
    assert checked.good, checked.problems
    return rendered(checked)


def files(pages: Rendered) -> dict[str, str]:
    """Every rendered file by its path below ``_expected``."""
    found = {f"{lang}/{path}": text for lang, tree in pages.editions.items() for path, text in tree.items()}
    return found | {f"shared/{path}": text for path, text in pages.shared.items()}


def test_every_page_is_as_expected(pages: Rendered, accept: bool) -> None:
    now = {path: text for path, text in files(pages).items() if path not in TOLD_ELSEWHERE}
    if accept:
        disk.sync(EXPECTED, {path: text.encode() for path, text in now.items()})
    there = {path.relative_to(EXPECTED).as_posix(): path for path in EXPECTED.rglob("*") if path.is_file()}
    assert sorted(now) == sorted(there), ACCEPT
    for path, text in now.items():
        assert text == there[path].read_bytes().decode(), f"{path} differs. {ACCEPT}"


def test_what_is_the_presenters_is_nowhere(pages: Rendered, mini: Mapping[str, bytes]) -> None:
    source = b"".join(mini.values()).decode("utf-8", "ignore")
    for secret in SECRETS:
        assert secret in source
        assert [path for path, text in files(pages).items() if secret in text] == []


def test_both_languages_have_the_same_addresses(pages: Rendered) -> None:
    assert set(pages.editions["zh"]) == set(pages.editions["en"])


def test_an_untranslated_case_is_shown_as_such(pages: Rendered) -> None:
    page = pages.editions["en"]["cases/fig.md"]
    assert "not in English yet" in page
    assert "../../zh/cases/fig.html" in page
    assert "case/fig" not in pages.editions["en"]["feed.xml"]


def test_a_page_without_translation_is_not_replaced_by_the_original(repo: Repo) -> None:
    text = "---\ntitle: 新的一页\nsummary: 只有中文。\nupdated: 2026-11-21\n---\n\n## 为什么 {#why}\n\n因为刚写好。\n"
    trees = rendered(check(repo({"docs/pages/extra/zh.md": text}))).editions
    assert "因为刚写好" in trees["zh"]["extra.md"]
    assert "因为刚写好" not in trees["en"]["extra.md"]
    assert "not in English yet" in trees["en"]["extra.md"]
    assert "因为刚写好" not in trees["en"]["search/index.js"]


def test_a_translation_that_is_behind_says_what(pages: Rendered) -> None:
    page = html.unescape(pages.editions["en"]["cases/pear.md"])
    assert "This translation is behind" in page
    assert "not been reviewed since: What the procurators did." in page
    assert "This translation is behind" not in pages.editions["en"]["cases/apple.md"]
    assert "fz-notice--warning" not in pages.editions["zh"]["cases/apple.md"]


NOT_SINCE = "The English below has not been reviewed since."


def test_it_is_said_at_the_section_too(pages: Rendered) -> None:
    page, zh = (pages.editions[lang]["cases/pear.md"] for lang in ("en", "zh"))
    note = '<p class="fz-notice fz-notice--warning" role="note">The Chinese of this part has changed, and the English'
    assert page.count(note) == 1
    assert page[: page.index(note)].rstrip().endswith('<div class="fz-section fz-section--actions">')
    assert NOT_SINCE not in page
    assert "原文的这一部分改过" not in zh


def test_what_may_be_wrong_is_said_more_strongly(repo: Repo, mini: Mapping[str, bytes]) -> None:
    """Such a page is not built; who writes it sees it in the preview."""
    case, lesson = "cases/pear/zh.md", "docs/lessons/fruit/zh.md"
    about = mini["docs/pages/about/zh.md"].decode().replace("因为好吃", "因为有3种好吃的")
    changed = {
        case: mini[case].decode().replace("卖的人道了歉", "卖的人没有道歉"),
        lesson: re.sub(r"(## .*\{#hook.*\n\n)", r"\g<1>来了2个人。", mini[lesson].decode()),
        "docs/pages/about/zh.md": about,
    }
    pages = rendered(check(repo(changed))).editions["en"]
    for page, section in (("cases/pear.md", "outcome"), ("lessons/fruit.md", "hook"), ("about.md", "why")):
        before = pages[page][: pages[page].index("perhaps in figures, dates, sources or law too")]
        assert f"{{ #{section}" in before[before.rindex("\n## ") :]


def test_a_law_that_moved_shows_wherever_the_status_does(repo: Repo, mini: Mapping[str, bytes]) -> None:
    laws, new = "docs/reference/laws.yml", '    - {id: "2026", in_force: 2026-06-01, certainty: certain}\n'
    old = '  articles: ["253-1"]\n'
    trees = rendered(check(repo({laws: mini[laws].decode().replace(old, new + old)}))).editions
    for lang, title, label, what in (
        ("zh", "需要重新核对", "待核对", "有变化的是：刑法（2026年6月1日）。"),
        ("en", "To be checked again", "To be rechecked", "What has changed: Criminal Law (1 June 2026)."),
    ):
        assert title in trees[lang]["cases/apple.md"]
        assert what in html.unescape(trees[lang]["cases/apple.md"])
        assert what not in html.unescape(trees[lang]["cases/pear.md"]), "marked by its author; none of its laws moved"
        assert trees[lang]["cases/index.md"].count(f'<span class="fz-card__label">{label}</span>') == 2


def test_the_page_of_a_law_knows_its_former_numbers_and_its_end(repo: Repo, mini: Mapping[str, bytes]) -> None:
    laws, case, en = "docs/reference/laws.yml", "cases/apple/zh.md", "cases/apple/en.md"
    row = '  articles: ["9", "11"]\n  former: [{article: "8", until: 2021-12-31, now: "11"}]\n  repealed: 2027-01-01\n'
    changed = {
        laws: mini[laws].decode().replace('  articles: ["9"]\n', row),
        case: mini[case].decode().replace("规定第9条](law:cpip#9)", "规定第8条](law:cpip#8)"),
        en: mini[en].decode().replace("[Article 9 of the Provisions](law:cpip#9)", "[Article 8](law:cpip#8)"),
    }
    page = html.unescape(rendered(check(repo(changed))).editions["en"]["laws/cpip.md"])
    assert "An old number, in use until 31 December 2021; today it is Article 11." in page
    assert "This law has not been in force since 1 January 2027." in page


def test_the_official_title_stands_in_its_block_only(pages: Rendered, mini: Mapping[str, bytes]) -> None:
    for path, text in files(pages).items():
        if path in TOLD_ELSEWHERE:
            continue  # An example there shows the form that is not allowed.
        for title in [line for line in text.splitlines() if "某某" in line]:
            assert "fz-official" in text, path
            assert "某某" in text[text.index("fz-official") :], title


def test_edit_links_follow_the_settings(repo: Repo) -> None:
    root = repo()
    plain = rendered(check(root)).editions["zh"]
    assert '<a href="../edit.html&#35;case-apple">' in plain["cases/apple.md"]
    assert '<li id="case-apple">' in plain["edit.md"]
    assert "<code>cases/apple/zh.md</code>" in plain["edit.md"]
    assert "fz-button" not in plain["edit.md"]
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8") + "\nedit_uri: https://git.example/edit/main/\n", "utf-8")
    hosted = rendered(check(root)).editions["zh"]
    assert "git.example" not in hosted["cases/apple.md"], "the rules stand before the editor"
    assert 'href="https&#58;//git.example/edit/main/cases/apple/zh.md"' in hosted["edit.md"]
    assert hosted["edit.md"].index("git.example") > hosted["edit.md"].index("<ol>")


def test_the_page_before_the_editor_names_what_lists_show_and_is_no_content(pages: Rendered, repo: Repo) -> None:
    library = check(repo()).library
    for lang in ("zh", "en"):
        page = pages.editions[lang]["edit.md"]
        wanted = [entry.texts.get(lang, entry.original).path for entry in library.entries() if listed(entry)]
        assert re.findall("<code>(.*?)</code>", page) == wanted
        assert 'content=\\"noindex\\"' in page
        assert "edit.html" not in pages.editions[lang]["search/index.js"]
        assert '"../edit.html&#35;files"' in pages.editions[lang]["cases/plum.md"], "a draft is in no list"
    assert "edit.html" not in pages.shared["sitemap.xml"]
