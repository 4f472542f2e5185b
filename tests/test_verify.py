"""The finished pages are read back: links and anchors lead somewhere, nothing loads from afar."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from fazhi.verify import verify as read_back

Site = Callable[..., list[str]]

HEAD = '<!DOCTYPE html>\n<html lang="en"><head>{head}<title>x</title></head><body><h1 id="top">x</h1>'
OTHER = '<p id="there">x</p><a href="page.html">back</a>'


def verify(site: Path, base: str) -> list[str]:
    return [str(fault) for fault in read_back(site, base)]


def page(body: str) -> str:
    """A page with this in its body, or, if that is where it belongs, in its head."""
    head = body if body.startswith("<link") else ""
    return f"{HEAD.format(head=head)}{'' if head else body}</body></html>"


@pytest.fixture
def faults(tmp_path: Path) -> Site:
    """The faults of a site that has page.html with this body, and a few other files."""

    def check(body: str, base: str = "/", **more: str) -> list[str]:
        files: Mapping[str, str] = {
            "zh/page.html": page(body),
            "zh/other.html": page(OTHER),
            "zh/sub/index.html": page(""),
            "zh/assets/a-b.css": "",
            "index.html": page(""),
        }
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, "utf-8")
        return verify(tmp_path, base)

    return check


@pytest.mark.parametrize(
    "body",
    [
        '<a href="other.html">x</a>',
        '<a href="other.html#there">x</a>',
        '<a href="#top">x</a>',
        '<a href="page.html#top">x</a>',
        '<a href="?q=1#top">x</a>',
        '<a href="other.html?q=1">x</a>',
        '<a href="sub/index.html">x</a>',
        '<a href="../index.html">x</a>',
        '<a href="./sub/../other.html">x</a>',
        '<a href="oth%65r.html#th%65re">x</a>',
        '<a href="/zh/page.html">x</a>',
        '<a href="/">x</a>',
        '<a href="/zh/sub/">x</a>',
        '<a href="https://www.spp.gov.cn/">x</a>',
        '<a href="tel:110">x</a>',
        '<link rel="stylesheet" href="assets/a%2Db.css">',
        '<link rel="canonical" href="https://fazhi.example/zh/page.html">',
        '<img src="data:image/png;base64,AAAA" alt="">',
        '<script type="application/json">{"x": "a href=nowhere"}</script>',
    ],
)
def test_what_is_fine(faults: Site, body: str) -> None:
    assert faults(body) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('<a href="nowhere.html">x</a>', "the link nowhere.html leads to no file"),
        ('<a href="Other.html">x</a>', "the link Other.html leads to no file"),
        ('<a href="sub">x</a>', "the link sub leads to no file"),
        ('<a href="../../index.html">x</a>', "the link ../../index.html leads to no file"),
        ('<a href="/nowhere.html">x</a>', "the link /nowhere.html leads to no file"),
        ('<a href="other.html#here">x</a>', "the link other.html#here leads to no anchor"),
        ('<a href="#here">x</a>', "the link #here leads to no anchor"),
        ('<a href="http://www.spp.gov.cn/">x</a>', "the link http://www.spp.gov.cn/ is not allowed"),
        ('<a href="javascript:alert(1)">x</a>', "the link javascript:alert(1) is not allowed"),
        ('<a href="JavaScript:alert(1)">x</a>', "the link JavaScript:alert(1) is not allowed"),
        ('<a href="&#106;avascript:alert(1)">x</a>', "the link javascript:alert(1) is not allowed"),
        ('<a href="data:text/html,x">x</a>', "the link data:text/html,x is not allowed"),
        ('<a href="mailto:a@b.cn">x</a>', "the link mailto:a@b.cn is not allowed"),
        ('<a href="//evil.example/x">x</a>', "the link //evil.example/x is not allowed"),
        ('<p id="top">x</p>', "id='top' stands twice"),
        ('<script src="https://cdn.example/x.js"></script>', "loads https://cdn.example/x.js from another host"),
        ('<script src="//cdn.example/x.js"></script>', "loads //cdn.example/x.js from another host"),
        ('<script src="http://cdn.example/x.js"></script>', "loads http://cdn.example/x.js from another host"),
        (
            '<link rel="stylesheet" href="https://cdn.example/x.css">',
            "loads https://cdn.example/x.css from another host",
        ),
        ('<img src="https://cdn.example/x.png" alt="">', "loads https://cdn.example/x.png from another host"),
        ('<form action="https://cdn.example/"></form>', "loads https://cdn.example/ from another host"),
        ('<link rel="stylesheet" href="assets/none.css">', "the link assets/none.css leads to no file"),
        ('<img src="none.png" alt="">', "the link none.png leads to no file"),
    ],
)
def test_what_is_a_fault(faults: Site, body: str, fault: str) -> None:
    assert faults(body) == [f"zh/page.html:2: {fault}"]


def test_the_link_with_blanks_before_its_scheme(faults: Site) -> None:
    assert len(faults('<a href=" \tjava\nscript:alert(1)">x</a>')) == 1


@pytest.mark.parametrize(
    ("target", "good"),
    [("/fazhi/zh/page.html", True), ("/fazhi/", True), ("/zh/page.html", False), ("/", False), ("zh/page.html", False)],
)
def test_absolute_links_stand_under_the_base(faults: Site, target: str, good: bool) -> None:
    assert (faults(f'<a href="{target}">x</a>', base="/fazhi/") == []) == good


def test_all_faults_of_all_pages_in_order(faults: Site, tmp_path: Path) -> None:
    body = '<a href="b.html">x</a><a href="a.html">x</a><a href="a.html">x</a>'
    found = faults(body)
    (tmp_path / "zh/other.html").write_text(page('<a href="c.html">x</a>'), "utf-8")
    assert [fault.split(" leads")[0] for fault in found] == [
        "zh/page.html:2: the link a.html",
        "zh/page.html:2: the link a.html",
        "zh/page.html:2: the link b.html",
    ]
    assert verify(tmp_path, "/")[0].startswith("zh/other.html:2: the link c.html")
