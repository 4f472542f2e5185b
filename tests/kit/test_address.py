"""With a real address, QR codes and longer feet need room: every document must still be possible."""

import dataclasses
from pathlib import Path

from fazhi.build import rendered
from fazhi.checked import check
from fazhi.model.settings import Settings
from fazhi.press import PDF_TEMPLATE
from fazhi.render.kit import pdf
from fazhi.render.kit.paper import Paper

ADDRESS = "https://jiaoyu.shiyan-xuexiao.example.org/fazhi-ketang/"
"""Longer than most addresses of schools and procuratorates are."""


def test_everything_fits_with_a_real_address(ROOT: Path) -> None:
    checked = check(ROOT)
    assert checked.settings is not None
    settings = Settings(site_url=ADDRESS, copyright=checked.settings.copyright)
    pages = rendered(dataclasses.replace(checked, settings=settings))
    cribs = [each.form for kit in pages.kits.values() for each in kit.documents() if each.kind == "crib"]
    assert len(cribs) == 2 * len(checked.library.lessons)
    for crib in cribs:
        assert isinstance(crib, Paper)
        assert crib.imprint.address.startswith(ADDRESS)
        assert crib.qr_label
        assert pdf.write(crib, checked.templates[PDF_TEMPLATE]).startswith(b"%PDF")
