"""Stage 6, stage: lay the rendered pages out as one document tree a language, writing only what changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from fazhi import disk, engine
from fazhi.model.settings import Settings
from fazhi.render.policy import policy
from fazhi.render.site import Rendered
from fazhi.source import Source

ASSETS = "docs/assets"


def stage(rendered: Rendered, source: Source, settings: Settings, folder: Path) -> Mapping[str, Path]:
    """Write ``folder/<lang>/docs`` and the engine's configuration; give the folder of each language."""
    assets = {path.removeprefix("docs/"): data for path, data in source.below(ASSETS)}
    folders = {}
    for lang, files in rendered.editions.items():
        tree = assets | {path: text.encode() for path, text in files.items()}
        words = rendered.words[lang].t
        line = rendered.lines.get(lang, "")
        text = engine.configuration(
            lang,
            settings.site_url,
            words,
            rendered.navigation[lang],
            line=line,
            script="".join(rendered.inline.scripts),
            policy=policy(*rendered.inline),
        )
        # All at once: what a killed build has left of the engine's pages goes too.
        tree = {f"docs/{path}": data for path, data in tree.items()} | {engine.CONFIGURATION: text.encode()}
        disk.sync(folder / lang, tree)
        folders[lang] = folder / lang
    return folders
