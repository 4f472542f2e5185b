"""The boundary with the engine is a folder: another engine builds the same staged tree."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from fazhi import disk, engine
from fazhi.build import check, rendered
from fazhi.stage import stage

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


def test_zensical_builds_the_same_tree(repo: Repo) -> None:
    root = repo()
    checked = check(root)
    assert checked.settings
    pages = rendered(checked)
    folders = stage(pages, checked.source, checked.settings, root / "build")
    engine.run(folders, 0)
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
