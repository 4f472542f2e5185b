"""The files of a site that the engine does not make: lists for programs, feeds, forms, pictures, scripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fazhi import stage
from fazhi.assembly import Gathered
from fazhi.checked import Checked
from fazhi.desk import form, web_form
from fazhi.model.fields import ORIGINAL
from fazhi.render import data, paths
from fazhi.render.kit import picture
from fazhi.render.site import FEED, Rendered

_ROOT_ASSETS = ("assets/root.css", "assets/favicon.svg")
"""What the pages at the root of the site need beside them; everything else lies below a language."""


def files(checked: Checked, pages: Rendered, found: Gathered) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Give them one by one, by path below the site and in pieces; ``found`` was learned when the pages were made."""
    assets, site = stage.assets(checked.source), pages.site
    told = [found.told[case.id] for case in data.cases(site.editions)]
    for path, pieces in pages.at_root(found.addresses, told):
        yield path, (piece.encode() for piece in pieces)
    for lang, edition in site.editions.items():
        yield f"{lang}/{FEED}", [pages.feed(edition).encode()]
        for path, asset in assets.items():
            yield f"{lang}/{path}", [asset]
    for path, each in pages.pictures.items():
        yield path, [picture.write(each, checked.templates[picture.TEMPLATE])]
    for path in _ROOT_ASSETS:
        yield path, [assets[path]]
    for path, form_of_a_case in forms(checked).items():
        yield path, [form_of_a_case]


def forms(checked: Checked) -> dict[str, bytes]:
    """The empty case forms by path below the site; they are for contributors, and in Chinese."""
    if checked.scope.students:
        return {}
    page = web_form.write(checked.library, checked.templates)
    return {
        f"{ORIGINAL}/{paths.FORM}.docx": form.write(checked.library),
        f"{ORIGINAL}/{paths.FORM}.html": page.encode(),
    }
