"""Stage 6, stage: lay out what the engine is given, writing only what changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from fazhi import disk, engine
from fazhi.model.settings import Settings
from fazhi.render.policy import policy
from fazhi.render.site import Rendered
from fazhi.source import Source

_ASSETS = "docs/assets"


def stage(rendered: Rendered, source: Source, settings: Settings, folder: Path) -> Mapping[str, Path]:
    """Write the configuration of each language and the files that pages load; give the folder of each language.

    What pages are made of is not written down: the engine is given each as it is made.
    """
    return {lang: _laid_out(rendered, source, settings, folder, lang, {}) for lang in rendered.site.editions}


def export(rendered: Rendered, source: Source, settings: Settings, folder: Path) -> Mapping[str, Path]:
    """Write ``folder/<lang>/docs`` whole, pages and all, with a configuration: enough for another engine."""
    return {
        lang: _laid_out(rendered, source, settings, folder, lang, files) for lang, files in rendered.editions.items()
    }


def assets(source: Source) -> dict[str, bytes]:
    """The files that the pages of every language load, by path below the language."""
    return {path.removeprefix("docs/"): data for path, data in source.below(_ASSETS)}


def _laid_out(
    rendered: Rendered, source: Source, settings: Settings, folder: Path, lang: str, files: Mapping[str, str]
) -> Path:
    tree = assets(source) | {path: text.encode() for path, text in files.items()}
    text = engine.configuration(
        lang,
        settings.site_url,
        rendered.words[lang].t,
        rendered.navigation[lang],
        line=rendered.lines.get(lang, ""),
        script="".join(rendered.inline.scripts),
        policy=policy(*rendered.inline),
    )
    # All at once: what an earlier build has left goes too.
    disk.sync(
        folder / lang, {f"docs/{path}": data for path, data in tree.items()} | {engine.CONFIGURATION: text.encode()}
    )
    return folder / lang
