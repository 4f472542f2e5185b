"""Every finished page before two checkers: the Nu HTML Checker (vnu, the standard) and html-validate (good practice).

They come by npm and are locked in ``tests/html``; ``npm ci --ignore-scripts --prefix tests/html`` fetches them. vnu is
a Java program.
"""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from unable import unable

HERE = Path(__file__).parent / "html"
VNU = HERE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
HTML_VALIDATE = HERE / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
NEITHER_OURS_NOR_TRUE = re.compile(
    "Inline (style|script) violates Content Security Policy"
    "|Resource violates Content Security Policy .*: external [a-z ]+ “(?![a-z]+:|//)"
)
"""vnu knows neither digests nor what ``'self'`` is of a page on the disk: browsers do (browser/test_policy.py)."""


def tool(program: str, file: Path) -> str:
    """The path of a program that runs ``file``; gives the test up where either is missing."""
    path = shutil.which(program)
    if not path:
        unable(f"{program} is not installed")
    if not file.is_file():
        unable("the checkers are missing; run: npm ci --ignore-scripts --prefix tests/html")
    return path


def vnu(*paths: Path) -> list[str]:
    """What the Nu HTML Checker says about the pages of a folder, information left out."""
    command = [tool("java", VNU), "-Xss8m", "-jar", str(VNU)]
    options = ["--skip-non-html", "--format", "json", "--exit-zero-always"]
    done = subprocess.run(
        [*command, *options, *map(str, paths)], capture_output=True, text=True, encoding="utf-8", check=True
    )
    said: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return [
        f"{row['url']}:{row.get('lastLine', 0)}: {row['message']}"
        for row in said
        if (row["type"] == "error" or row.get("subType") == "warning")
        and not NEITHER_OURS_NOR_TRUE.match(row["message"])
    ]


def html_validate(folder: Path) -> list[str]:
    """What html-validate says about the pages of a folder."""
    command = [tool("node", HTML_VALIDATE), str(HTML_VALIDATE), "--config", str(HERE / "htmlvalidate.cjs")]
    done = subprocess.run([*command, "--formatter", "json", "."], cwd=folder, capture_output=True, encoding="utf-8")
    assert done.stdout, done.stderr
    return [
        f"{file['filePath']}:{row['line']}: {row['ruleId']}: {row['message']}"
        for file in json.loads(done.stdout)
        for row in file["messages"]
    ]


def pages(folder: Path) -> int:
    return sum(1 for _ in folder.rglob("*.html"))


def test_the_html_standard(site: Path) -> None:
    assert pages(site) > 150
    assert vnu(site) == []


def test_good_practice(site: Path) -> None:
    assert html_validate(site) == []


@pytest.mark.parametrize(
    ("checker", "markup", "said"),
    [
        (vnu, "<p id=a></p><p id=a></p>", "Duplicate ID"),
        (vnu, "<table><tr><td headers=x></table>", "headers"),
        (html_validate, '<img src="a.png">', "wcag/h37"),
        (html_validate, "<button>x</button> \n", "no-implicit-button-type"),
    ],
    ids=["id", "headers", "alt", "button"],
)
def test_the_checkers_would_say_so(tmp_path: Path, checker: Any, markup: str, said: str) -> None:
    head = '<!DOCTYPE html><html lang="en"><head><title>A page</title></head>'
    (tmp_path / "page.html").write_text(f"{head}<body><main>{markup}</main></body></html>\n", "utf-8")
    assert any(said in line for line in checker(tmp_path))
