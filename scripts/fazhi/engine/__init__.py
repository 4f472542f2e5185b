"""Stage 7, engine: the one place that knows which site engine turns staged Markdown into HTML.

Today that is MkDocs 1.6 with Material for MkDocs 9.8. What it can be given is a folder of Markdown and a small
``mkdocs.yml``, which ``mkdocs build``, Zensical and ProperDocs read as well. This module says what is asked of the
engine, and loads nothing of it. ``pages`` makes a page of a staged text with the engine's public classes, ``ready``
spares its Markdown library the HTML that is finished, ``sheets`` makes the style sheets that all pages need.
"""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from typing import Any

CONFIGURATION = "mkdocs.yml"
PAGES = "site"
"""The folder of the finished pages, beside the configuration, for who gives the whole folder to an engine."""
_NAMES = {"zh": "zh", "en": "en"}
SHEET = "assets/material.css"
"""What is left of the theme's style sheets, which no page refers to."""
DARK_SHEET = "assets/dark.css"
OWN_SHEET = "assets/fazhi.css"


class EngineError(Exception):
    """The engine refused a staged tree: a mistake of ours, not of an author. ``output`` is what it printed."""

    def __init__(self, lang: str, output: str) -> None:
        """Remember the language and the engine's own words."""
        super().__init__(lang, output)
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
