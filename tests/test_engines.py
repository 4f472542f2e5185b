"""The boundary with the engine is a folder: the stock command makes the same pages, another engine the same text."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import engine_alone
from conftest import COPIED
from fazhi import disk, engine
from fazhi.build import rendered
from fazhi.checked import check
from fazhi.engine.pages import Engine, Refused
from fazhi.stage import export

Repo = Callable[..., Path]


def headings(html: str) -> list[str]:
    return re.findall(r'<h2 id="([a-z0-9-]+)"', html)


def article(html: str) -> str:
    match = re.search(r'<article class="md-content__inner md-typeset">(.*?)</article>', html, re.DOTALL)
    assert match
    return match[1]


def body(html: str) -> list[str]:
    """Our own HTML inside the article: what contributors wrote, as it came out of the engine."""
    return re.findall(r'<div class="fz-section[^"]*">.*?</div>', article(html), re.DOTALL)


OF_THE_THEME = ("assets/stylesheets/", "assets/javascripts/", "assets/images/", "sitemap.xml")
"""What the stock command copies for the theme, or makes for one language alone, and we leave out."""


def staged(root: Path) -> dict[str, Path]:
    checked = check(root)
    assert checked.settings
    return dict(export(rendered(checked), checked.source, checked.settings, root / "build"))


def copied(source: Path, root: Path) -> Path:
    """The real repository, without what has been built there."""
    for name in COPIED:
        copy = shutil.copytree if (source / name).is_dir() else shutil.copy
        root.mkdir(exist_ok=True)
        copy(source / name, root / name)
    return root


@pytest.mark.parametrize("real", [False, True], ids=["dwarf", "real"])
def test_every_page_is_that_of_the_stock_command(real: bool, repo: Repo, ROOT: Path, tmp_path: Path) -> None:
    folders = staged(copied(ROOT, tmp_path / "real") if real else repo())
    engine_alone.run(folders)
    for folder in folders.values():
        ours = disk.contents(folder / engine.PAGES)
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "--quiet", "build", "--site-dir", "stock"],
            cwd=folder,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"},
            check=True,
        )
        theirs = disk.contents(folder / "stock")
        assert len([path for path in ours if path.endswith(".html")]) > (120 if real else 25)
        sheets = {engine.SHEET, engine.DARK_SHEET}
        assert ours.keys() - theirs.keys() == sheets
        assert all(path.startswith(OF_THE_THEME) for path in theirs.keys() - ours.keys())
        different = {path for path in ours if path not in sheets and ours[path] != theirs[path]}
        assert not different


def test_a_page_depends_on_no_other(repo: Repo) -> None:
    """In any order, in any process, and after pages that the library must read tag by tag."""
    for folder in staged(repo()).values():
        first, second = Engine(folder / engine.CONFIGURATION), Engine(folder / engine.CONFIGURATION)
        pages = [(file.src_uri, file.content_string) for _, file in first.staged() if file.is_documentation_page()]
        made = {path: first.page(path, text) for path, text in pages}
        for path, text in reversed(pages):
            assert second.page("cases/odd.md", f"---\ntitle: x\n---\n# odd {{ #facts }}\n<p>{path}") != made[path]
            assert second.page(path, text) == made[path]
            assert first.not_found() == second.not_found()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("theme: there-is-none\n", "there-is-none"),
        ("nothing_like_it: 1\n", "nothing_like_it"),
    ],
)
def test_a_warning_of_the_engine_stops_it(line: str, said: str, tmp_path: Path) -> None:
    disk.sync(tmp_path / "x", {"mkdocs.yml": f"site_name: x\nstrict: true\n{line}".encode(), "docs/index.md": b"# x\n"})
    with pytest.raises(Refused, match=said):
        Engine(tmp_path / "x" / "mkdocs.yml")


def test_zensical_builds_the_same_tree(repo: Repo) -> None:
    root = repo()
    checked = check(root)
    assert checked.settings
    pages = rendered(checked)
    folders = export(pages, checked.source, checked.settings, root / "build")
    engine_alone.run(folders)
    ours = {lang: (folder / "site").rename(folder / "ours") for lang, folder in folders.items()}
    for lang, folder in folders.items():
        plain = engine.configuration(
            lang, checked.settings.site_url, pages.words[lang].t, pages.navigation[lang], theme=""
        )
        disk.write(folder / "zensical.yml", plain.encode())
        done = subprocess.run(
            [sys.executable, "-m", "zensical", "build", "--config-file", "zensical.yml"],
            cwd=folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stdout + done.stderr
        for page in ("index.html", "cases/apple.html", "lessons/fruit.html", "glossary.html", "laws/index.html"):
            theirs = (folder / "site" / page).read_text("utf-8")
            mine = (ours[lang] / page).read_text("utf-8")
            assert headings(article(theirs)) == headings(article(mine)), page
            assert body(theirs) == body(mine), page
