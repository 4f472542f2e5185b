"""The dwarf repository as staged pages: one readable file a page, compared whole; and what no page may hold."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from fazhi import disk
from fazhi.build import check, rendered
from fazhi.render.site import Rendered

Repo = Callable[..., Path]
EXPECTED = Path(__file__).parent / "mini" / "_expected"
ACCEPT = "If the change is meant, run: python3 scripts/dev.py test tests/test_render.py --accept   and review the diff."
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
    now = files(pages)
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


def test_a_page_does_not_grow_with_the_number_of_cases(pages: Rendered) -> None:
    for lang, tree in pages.editions.items():
        assert "apple.html" in tree["cases/index.md"], lang
        assert "apple.html" not in tree["glossary.md"], lang


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
    assert "This translation is behind" in pages.editions["en"]["cases/pear.md"]
    assert "This translation is behind" not in pages.editions["en"]["cases/apple.md"]
    assert "fz-notice--warning" not in pages.editions["zh"]["cases/apple.md"]


def test_the_official_title_stands_in_its_block_only(pages: Rendered, mini: Mapping[str, bytes]) -> None:
    for path, text in files(pages).items():
        for title in [line for line in text.splitlines() if "某某" in line]:
            assert "fz-official" in text, path
            assert "某某" in text[text.index("fz-official") :], title


def test_edit_links_follow_the_settings(repo: Repo) -> None:
    root = repo()
    plain = rendered(check(root)).editions["zh"]["cases/apple.md"]
    assert '<a href="../contributors.html&#35;edit">' in plain
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8") + "\nedit_uri: https://git.example/edit/main/\n", "utf-8")
    direct = rendered(check(root)).editions["zh"]["cases/apple.md"]
    assert "https&#58;//git.example/edit/main/cases/apple/zh.md" in direct
