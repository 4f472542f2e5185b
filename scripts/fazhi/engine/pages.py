"""The engine in this process: staged text in, finished page out, with MkDocs' public classes and our theme.

This is ``mkdocs build`` for pages like ours, page by page: without plugins, without a look at links, which ``verify``
judges on the finished pages, and with everything that is the same for all pages made once. A page depends on its path,
its staged text, the configuration, the theme and the versions of the libraries, and on no other page. The bytes are
those of the stock command, which ``tests/test_engines.py`` compares.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files, get_files
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import meta
from mkdocs.utils.rendering import get_heading_text

from fazhi.engine import front
from fazhi.engine.ready import Reader

NOT_FOUND = "404.html"
_TEMPLATE = "main.html"


class Refused(Exception):
    """MkDocs has warned of something, or refused it: a mistake of ours."""


class _Strict(logging.Handler):
    """Takes the first warning for a refusal, as MkDocs does in the end when it is told to be strict."""

    def emit(self, record: logging.LogRecord) -> None:
        raise Refused(record.getMessage())


@contextmanager
def _strictly() -> Iterator[None]:
    log, strict = logging.getLogger("mkdocs"), _Strict(logging.WARNING)
    log.addHandler(strict)
    try:
        yield
    finally:
        log.removeHandler(strict)


class Engine:
    """One language: reads its configuration and theme once, then makes pages."""

    def __init__(self, configuration: Path) -> None:
        """Set up what all pages share. Raises Refused."""
        with _strictly():
            self._set_up(configuration)

    def _set_up(self, configuration: Path) -> None:
        self._config = load_config(str(configuration))
        self._environment = self._config.theme.get_env()
        self._template = self._environment.get_template(_TEMPLATE)
        # The menu needs the addresses of its pages and none of their text.
        shown = [path for entry in self._config.nav or [] for path in entry.values()]
        self._menu = Files([self._file(path) for path in shown])
        self._navigation = get_navigation(self._menu, self._config)
        self._reader = Reader(self._config.markdown_extensions, self._config.mdx_configs, get_heading_text)

    def page(self, path: str, text: str) -> str:
        """Give the finished page of what is staged as ``path``, which is ``text``."""
        known = self._menu.get_file_from_path(path)
        page = known.page if known and known.page else Page(None, self._file(path), self._config)
        page.markdown, page.meta = front.read(text) or meta.get_data(text)
        body = self._reader.read(page.markdown)
        page.content, page.toc = body.html, get_toc(body.contents)
        if not known and body.title and "title" not in page.meta:
            page.title = body.title
        page.active = True
        context = get_context(self._navigation, self._menu, self._config, page)
        finished = self._template.render(context)
        page.active, page.markdown, page.content = False, None, None
        return finished

    def not_found(self) -> str:
        """Give the page that stands in for one that is not there; its addresses begin at the root of the server."""
        base = urlsplit(self._config.site_url or "/").path
        context = get_context(self._navigation, self._menu, self._config, base_url=base)
        return self._environment.get_template(NOT_FOUND).render(context)

    def staged(self) -> Iterator[tuple[str, File]]:
        """Give each staged file by the path at which it belongs into the site: pages, and what is copied as it is."""
        for file in get_files(self._config):
            if file.inclusion.is_included():  # type: ignore[no-untyped-call]
                yield file.dest_uri, file

    def theme(self) -> list[Path]:
        """Give the folders of the theme, those first in which a file is looked for first."""
        return [Path(folder) for folder in self._config.theme.dirs]

    def _file(self, path: str) -> File:
        return File(path, None, self._config.site_dir, self._config.use_directory_urls)
