"""Stage 7, engine: the one place that knows which site engine turns staged Markdown into HTML.

Today that is MkDocs 1.6 with Material for MkDocs 9.8, one process for each language, both at once. What it is given is
a folder of Markdown and a small ``mkdocs.yml``, which ``mkdocs build``, Zensical and ProperDocs read as well. This
module says what is asked of the engine and starts it; it loads nothing of it. ``pages`` makes a page of a staged text
with the engine's public classes, ``ready`` spares its Markdown library the HTML that is finished, ``site`` makes all
pages of a language with the style sheets that they need.
"""

from __future__ import annotations

import html
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from fazhi import refusal

CONFIGURATION = "mkdocs.yml"
PAGES = "site"
"""The folder of the finished pages, beside the configuration."""
_NAMES = {"zh": "zh", "en": "en"}
SHEET = "assets/material.css"
"""What is left of the theme's style sheets, which no page refers to."""
DARK_SHEET = "assets/dark.css"
OWN_SHEET = "assets/fazhi.css"
_PROGRAM = """\
import os, runpy, threading
threading.Thread(target=lambda: (os.read(0, 1), os._exit(1)), daemon=True).start()
runpy.run_module("fazhi.engine", run_name="__main__", alter_sys=True)
"""
"""The engine, which ends when its input does, as it does with us, however we end: what would go on writing after a kill
would write into the next build."""


class EngineError(Exception):
    """The engine refused a staged tree: a mistake of ours, not of an author. ``output`` is what it printed."""

    def __init__(self, lang: str, output: str) -> None:
        """Remember the language and the engine's own words."""
        super().__init__(f"{lang}: {output}")
        self.lang = lang
        self.output = output


def configuration(
    lang: str,
    site_url: str,
    words: Any,
    navigation: Sequence[tuple[str, str]],
    theme: str = "../../templates/theme",
    line: str = "",
    script: str = "",
    policy: str = "",
) -> str:
    """The configuration of one language, which inherits the base ``mkdocs.yml`` of the repository.

    ``words`` are the fixed words of the language, ``navigation`` pairs of words and staged files, ``theme`` the folder
    of our overrides (empty for an engine that cannot use them), ``line`` what the foot of every page says first,
    ``script`` the one script inside it, ``policy`` its Content Security Policy.
    """
    settings: dict[str, Any] = {
        "INHERIT": "../../mkdocs.yml",
        "site_name": words.site.name,
        "site_description": words.site.description,
        "site_url": f"{site_url}{lang}/",
        "docs_dir": "docs",
        "site_dir": PAGES,
        "hooks": [],
        "nav": [{title: path} for title, path in navigation],
        "copyright": f"{html.escape(line)} {words.site.copyright}".strip(),
        "extra_css": [OWN_SHEET],
        "extra_javascript": ["assets/fazhi.js"],
        "markdown_extensions": [
            "attr_list",
            {"toc": {"permalink": True, "permalink_title": words.theme.permalink, "toc_depth": 2}},
        ],
        "theme": {
            "language": _NAMES[lang],
        },
        "extra": {
            # Our theme shows the same page in the other language; other themes get the way to its front page.
            "alternate": [
                {"name": words.site.other_name, "link": f"{site_url}{other}/", "lang": other}
                for other in _NAMES
                if other != lang
            ],
            "fazhi": {
                "policy": policy,
                "script": script,
                "sheet": SHEET,
                "dark_sheet": DARK_SHEET,
                "search": words.nav.search,
                "other_name": words.site.other_name,
                "not_found": words.not_found.title,
                "skip": words.theme.skip,
                "main": words.theme.main,
                "menu": words.theme.menu,
                "close": words.theme.close,
                "dark": words.theme.dark,
                "contents": words.theme.contents,
                "top": words.theme.top,
            },
        },
    }
    if theme:
        settings["theme"]["custom_dir"] = theme
    # JSON is YAML: nothing has to be quoted by hand.
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in settings.items())


def run(folders: Mapping[str, Path], epoch: int) -> None:
    """Build the staged trees, all at once; each leaves its pages in ``site`` below its folder.

    ``epoch`` is the time, in seconds since 1970, that the engine takes for now. Raises EngineError, or OSError where
    the disk refuses, if one of them fails; the others are stopped then, and also when we are interrupted or killed.
    """
    environment = os.environ | {
        "NO_MKDOCS_2_WARNING": "1",
        "SOURCE_DATE_EPOCH": str(epoch),
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
    }
    command = [sys.executable, "-c", _PROGRAM]
    silence, ours = os.pipe()
    running: dict[str, subprocess.Popen[str]] = {}
    try:
        for lang, folder in folders.items():
            running[lang] = subprocess.Popen(
                command,
                cwd=folder,
                env=environment,
                stdin=silence,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                errors="replace",
            )
        for lang, process in running.items():
            output, _ = process.communicate()
            if process.returncode:
                raise _fault(lang, output.strip(), folders[lang])
    finally:
        _end(running.values())
        os.close(silence)
        os.close(ours)


def _end(processes: Iterable[subprocess.Popen[str]]) -> None:
    """Stop what still runs, and wait until it has."""
    for process in processes:
        if process.poll() is None:
            process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def _fault(lang: str, output: str, folder: Path) -> Exception:
    """What made the engine fail: the disk, if it says so, else a mistake of ours."""
    return refusal.read_back(output, str(folder)) or EngineError(lang, output)
