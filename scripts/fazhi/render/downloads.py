"""Make the views of what a page offers to carry into class."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from fazhi.render import paths
from fazhi.render.edition import Edition
from fazhi.render.views import KitFile, KitGroup, KitRow, KitView, Ref

_QUICK = ("slides", "pptx", "zip")


def offered(edition: Edition, key: str, address: str) -> KitView | None:
    """The files of a lesson, of a pack (``paths.pack_key``) or the glossary, as the page at an address links them."""
    files = edition.kit.get(key)
    if not files:
        return None
    zips = [file for file in files if file.kind == "zip"]
    bundle = Ref(paths.relative(zips[0].address, address), edition.words.t.kit.files.zip) if zips else None
    return KitView(bundle, tuple(_groups(edition, [file for file in files if file.kind != "zip"], address)))


def quick(edition: Edition, key: str, address: str) -> tuple[Ref, ...]:
    """The ways into class that are asked for most: the web slides, the PPTX, everything in one zip."""
    files = {file.kind: file for file in edition.kit.get(key, ())}
    names = edition.words.t.kit.files
    return tuple(
        Ref(paths.relative(files[kind].address, address), getattr(names, kind)) for kind in _QUICK if kind in files
    )


def _groups(edition: Edition, files: list[KitFile], address: str) -> Iterator[KitGroup]:
    kit = edition.words.t.kit
    for audience in ("presenter", "students"):
        kinds = dict.fromkeys(file.kind for file in files if file.audience == audience)
        rows = tuple(
            KitRow(
                name=getattr(kit.files, kind),
                hint=getattr(kit.hints, kind),
                files=tuple(
                    Ref(paths.relative(file.address, address), _format(file)) for file in files if file.kind == kind
                ),
            )
            for kind in kinds
        )
        if rows:
            yield KitGroup(getattr(kit.audience, audience), rows)


def _format(file: KitFile) -> str:
    return posixpath.splitext(file.address)[1].removeprefix(".").upper()
