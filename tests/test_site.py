"""The published site of the real repository, read as files: what it must hold and what may stand nowhere in it."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from fazhi.checked import Checked, check
from fazhi.model.blocks import Notes, Text, spans
from fazhi.model.fields import PRESENTER_ONLY

LANGUAGES = ("zh", "en")
CASES = (
    "short-video-app yuyao-tutoring tattoo-shop unsafe-kindergartens snacks-at-the-gate internet-cafe bank-cards "
    "game-money online-threats teacher-who-reported classmate-video data-market shanghai-game-pledge"
).split()
LESSONS = (
    "my-data cards-not-for-rent games-time-money where-the-camera-stops behind-the-screen a-mark-that-stays "
    "snacks-and-labels the-sign-on-the-door spot-the-hazard a-lawsuit-for-everyone who-does-what after-a-mistake "
    "black-market-in-data"
).split()
PAGES = "index glossary help presenters contributors about cases/index lessons/index laws/index".split()


@pytest.fixture(scope="session")
def real(ROOT: Path) -> Checked:
    return check(ROOT)


def texts(site: Path) -> dict[str, str]:
    kinds = {".html", ".js", ".xml", ".json", ".txt"}
    found = (path for path in sorted(site.rglob("*")) if path.suffix in kinds and "javascripts" not in path.parts)
    names = ((path.relative_to(site).as_posix(), path) for path in found)
    # What is made for the presenter of a lesson lies in its folder, as slides and as questions with their answers.
    return {name: unescape(path.read_text("utf-8")) for name, path in names if not re.match(r"../lessons/[^/]+/", name)}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", [*PAGES, *(f"cases/{id}" for id in CASES), *(f"lessons/{id}" for id in LESSONS)])
def test_every_promised_page_is_there(site: Path, lang: str, name: str) -> None:
    assert (site / lang / f"{name}.html").stat().st_size > 2000


def test_everything_in_the_reference_files_is_shown(site: Path, real: Checked) -> None:
    library = real.library
    assert len(library.terms) == 92
    assert len(library.cards) == 30
    assert len(library.channels) >= 12
    for lang in LANGUAGES:
        glossary, laws, help_page = (
            (site / lang / name).read_text("utf-8") for name in ("glossary.html", "laws/index.html", "help.html")
        )
        assert all(f'id="{id}"' in glossary for id in library.terms)
        assert all(f'id="{id}"' in laws for id in library.cards)
        assert all(channel.number in help_page for channel in library.channels.values())
        assert all((site / lang / "laws" / f"{id}.html").is_file() for id in library.laws)


def test_no_surname_outside_the_citation_block(site: Path) -> None:
    surname = re.compile(
        r"(?:某某|[孙高朱隋冯肖邓章詹徐]某(?!公司|App|个|些|种|市|省))|\b(?:Sun|Gao|Zhu|Sui|Feng|Xiao|Deng) (?:X|Mou)"
    )
    block = re.compile(r'<div class="fz-official">.*?</div>', re.DOTALL)
    for name, text in texts(site).items():
        found = surname.findall(block.sub("", text))
        # The pages that explain the rule may show what the form looks like.
        assert not found or name.endswith(("contributors.html", "rules.html")), (name, found)


def test_what_is_the_presenters_is_in_no_file(site: Path, real: Checked) -> None:
    hidden, public = [], []
    for entry in real.library.entries():
        for text in entry.texts.values():
            for section in text.sections:
                for block in (*section.blocks, *section.events, *section.questions):
                    said = "".join(span.text for span in spans(block) if isinstance(span, Text))
                    secret = section.id in PRESENTER_ONLY or isinstance(block, Notes)
                    (hidden if secret else public).append(said)
    # What is said in public as well ("In danger, call 110 first") is no secret.
    said_aloud = "\n".join(public)
    pieces = {piece.strip() for said in hidden for piece in re.split(r"[。！？.!?]", said) if len(piece) > 24}
    secrets = {piece for piece in pieces if piece not in said_aloud}
    assert len(secrets) > 300
    everything = "\n".join(texts(site).values())
    assert [secret for secret in sorted(secrets) if secret in everything] == []


def test_only_listed_help_numbers(site: Path, real: Checked) -> None:
    listed = {channel.number for channel in real.library.channels.values()}
    for name, text in texts(site).items():
        for number in re.findall(r'href="tel:([^"]*)"', text):
            assert number in listed, name


def test_the_sitemap_lists_what_is_written_in_both_languages(site: Path) -> None:
    root = ElementTree.parse(site / "sitemap.xml").getroot()  # noqa: S314 - our own file
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    places = [str(node.text) for node in root.findall("s:url/s:loc", space)]
    assert len(places) == len(set(places)) > 150
    for place in places:
        assert (site / urlsplit(place).path.lstrip("/")).is_file(), place
    for url in root.findall("s:url", space):
        codes = [link.attrib["hreflang"] for link in url.findall("x:link", space)]
        assert codes == ["zh-Hans", "en"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_feed_is_an_atom_feed(site: Path, lang: str) -> None:
    root = ElementTree.parse(site / lang / "feed.xml").getroot()  # noqa: S314
    atom = "{http://www.w3.org/2005/Atom}"
    entries = root.findall(f"{atom}entry")
    assert len(entries) >= 26
    for entry in (root, *entries):
        for name in ("id", "title", "updated"):
            assert entry.findtext(f"{atom}{name}"), name


def test_pages_weigh_little(site: Path) -> None:
    for lang in LANGUAGES:
        for page in (site / lang).rglob("*.html"):
            assert page.stat().st_size < 220_000, page.name
