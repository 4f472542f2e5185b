"""The engine over an exported tree, page by page and in this process: what a build does, without all around it."""

from collections.abc import Mapping
from pathlib import Path

from fazhi import disk, engine
from fazhi.engine.pages import NOT_FOUND, Engine
from fazhi.engine.sheets import names_in, sheets


def run(folders: Mapping[str, Path]) -> None:
    """Leave the pages and files of each language in ``site`` below its folder."""
    for folder in folders.values():
        maker = Engine(folder / engine.CONFIGURATION)
        made: dict[str, bytes] = {NOT_FOUND: maker.not_found().encode()}
        for path, file in maker.staged():
            page = file.is_documentation_page()
            made[path] = maker.page(file.src_uri, file.content_string).encode() if page else file.content_bytes
        texts = {path: data.decode() for path, data in made.items() if path.endswith((".html", ".js", ".css"))}
        names = frozenset[str]().union(*(names_in(path, text) for path, text in texts.items()))
        kept = sheets(maker.theme(), texts[engine.OWN_SHEET], names)
        disk.sync(folder / engine.PAGES, made | {path: text.encode() for path, text in kept.items()})
