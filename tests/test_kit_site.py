"""The class kit in the finished site: every file is there and linked, every zip whole, and the copy stands alone."""

import hashlib
import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from fazhi import disk
from fazhi.build import rendered, scoped
from fazhi.checked import Checked, check
from fazhi.model.settings import Scope
from fazhi.originals import own
from fazhi.render import paths
from fazhi.render.kit.kit import Kit
from fazhi.verify import MANIFEST, audit
from leaking import everything, presenters_words, reasons
from readable import opened, squeezed, words

LANGUAGES = ("zh", "en")
FOR_CLASS = {"worksheet", "cards", "anki"}
"""The kinds of documents that are handed out."""


@pytest.fixture(scope="module")
def checked(site: Path) -> Checked:
    """The repository that the site was made of."""
    return check(site.parent)


@pytest.fixture(scope="module")
def kits(checked: Checked) -> Mapping[str, Kit]:
    return rendered(checked).kits


@pytest.fixture(scope="module")
def copy(site: Path) -> dict[str, bytes]:
    """The files of the zip of the whole site."""
    return unzipped((site / paths.SITE_ZIP).read_bytes())


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def inside(files: Mapping[str, bytes], folder: str) -> dict[str, bytes]:
    """The files of a zip, all of which lie below one folder and are what its checksums say."""
    assert all(name.startswith(f"{folder}/") for name in files)
    own = {name.removeprefix(f"{folder}/"): data for name, data in files.items()}
    sums = dict(reversed(line.split("  ", 1)) for line in own.pop("SHA256SUMS.txt").decode().splitlines())
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in own.items()}
    return own


def linked(site: Path, page: str) -> set[str]:
    """What a page links to, by address below the site."""
    html = (site / page).read_text("utf-8")
    targets = (urlsplit(target) for target in re.findall(r'<a [^>]*href="([^"]*)"', html))
    here = posixpath.dirname(page)
    return {posixpath.normpath(posixpath.join(here, unquote(each.path))) for each in targets if not each.scheme}


def below(site: Path, folder: str) -> set[str]:
    return {f"{folder}/{name}" for name in disk.contents(site / folder)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_lesson_has_its_files_and_links_to_each(site: Path, kits: Mapping[str, Kit], lang: str) -> None:
    kit = kits[lang]
    assert len(kit.lessons) >= 13
    presenters = linked(site, f"{lang}/presenters.html")
    for id in kit.lessons:
        files = {f"{lang}/{file.address}" for file in kit.files()[id]}
        assert len(files) >= 12
        assert files == below(site, f"{lang}/lessons/{id}"), id
        assert files == {
            target for target in linked(site, f"{lang}/lessons/{id}.html") if f"/lessons/{id}/" in f"/{target}"
        }, id
        quick = {f"{lang}/lessons/{id}/{name}" for name in ("slides.html", f"{id}-{lang}-slides.pptx")}
        assert quick | {f"{lang}/{paths.lesson_zip(id, lang)}"} <= presenters, id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_year_has_its_files_and_a_link_to_each(site: Path, kits: Mapping[str, Kit], lang: str) -> None:
    presenters = linked(site, f"{lang}/presenters.html")
    assert len(kits[lang].packs) == 4
    for id in kits[lang].packs:
        files = {f"{lang}/{file.address}" for file in kits[lang].files()[paths.pack_key(id)]}
        assert files == below(site, f"{lang}/packs/{id}"), id
        assert files <= presenters, id
    assert paths.DOWNLOAD in presenters


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_glossary_offers_its_cards(site: Path, lang: str) -> None:
    name = f"{lang}/glossary-{lang}.apkg"
    assert name in linked(site, f"{lang}/glossary.html")
    assert zipfile.is_zipfile(site / name)


def test_a_link_to_a_file_says_what_the_file_is(site: Path) -> None:
    html = (site / "zh/lessons/my-data.html").read_text("utf-8")
    assert '<a href="my-data/my-data-zh-plan.docx" aria-label="教案 DOCX">DOCX</a>' in html
    names = re.findall(r'<a [^>]*aria-label="([^"]*)">(?:DOCX|PDF|HTML|PPTX|TXT)</a>', html)
    assert len(names) == len(set(names)) >= 11


def expected(site: Path, kit: Kit, id: str) -> dict[str, bytes]:
    """What the zip of a lesson holds besides its start page, by its place in the folder."""
    lang = kit.edition.lang
    return {
        f"{document.audience}/{posixpath.basename(document.address)}": (site / lang / document.address).read_bytes()
        for document in kit.lessons[id]
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_zip_of_a_lesson_holds_what_its_page_offers(site: Path, kits: Mapping[str, Kit], lang: str) -> None:
    kit = kits[lang]
    for id, documents in kit.lessons.items():
        assert {each.kind for each in documents if each.audience == "students"} <= FOR_CLASS
        files = inside(unzipped((site / lang / paths.lesson_zip(id, lang)).read_bytes()), f"{id}-{lang}")
        start = files.pop("start.html").decode()
        assert files == expected(site, kit, id), id
        assert all(f'href="{name}"' in start for name in files), id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_handed_out_tells_no_answer(checked: Checked, kits: Mapping[str, Kit], site: Path, lang: str) -> None:
    handed = [each for documents in kits[lang].lessons.values() for each in documents if each.audience == "students"]
    assert len(handed) > 30
    files = opened({each.address: (site / lang / each.address).read_bytes() for each in handed})
    told = "\n".join(squeezed(words(data)) for data in files.values())
    public = everything(scoped(checked, Scope(students=True)).library)
    secrets = {*map(squeezed, presenters_words(checked.library))} - {""}
    answers = {reason for reason in map(squeezed, reasons(checked.library)) if len(reason) > 10}
    assert len(secrets) > 500
    assert [secret for secret in secrets if secret in told and secret not in public] == []
    assert [answer for answer in answers if answer in told] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_zip_of_a_year_holds_four_lessons(site: Path, kits: Mapping[str, Kit], lang: str) -> None:
    kit = kits[lang]
    for id, documents in kit.packs.items():
        files = inside(unzipped((site / lang / paths.pack_zip(id, lang)).read_bytes()), f"year-{id}-{lang}")
        pack = kit.edition.library.packs[id]
        for number, lesson in enumerate(pack.lessons, 1):
            folder = f"{number}-{lesson}"
            own = {name.removeprefix(f"{folder}/"): files.pop(name) for name in [*files] if name.startswith(folder)}
            assert f"{folder}/start.html" in files["start.html"].decode()
            assert own.pop("start.html")
            assert own == expected(site, kit, lesson)
        assert {*files} == {"start.html", *(f"presenter/{posixpath.basename(each.address)}" for each in documents)}


def test_the_copy_is_the_site_without_zips(site: Path, copy: dict[str, bytes], kits: Mapping[str, Kit]) -> None:
    files = inside(copy, "fazhi")
    assert not [name for name in files if name.endswith(".zip")]
    whole = disk.contents(site)
    assert {*files} == {name for name in whole if not name.endswith(".zip")} - {MANIFEST}
    changed = {name for name, data in files.items() if data != whole[name]}
    lists = {f"{lang}/presenters.html" for lang in LANGUAGES}
    lessons = {f"{lang}/lessons/{id}.html" for lang, kit in kits.items() for id in kit.lessons}
    assert changed == {paths.DOWNLOAD, *lists, *lessons}


def test_the_copy_stands_alone(copy: dict[str, bytes], checked: Checked, tmp_path: Path) -> None:
    disk.sync(tmp_path, inside(copy, "fazhi"))
    assert [fault.rule for fault in audit(tmp_path, own(checked.templates, checked.source.files)).faults] == [
        "no-manifest"
    ]
    for page in tmp_path.rglob("*.html"):
        assert not re.search(r'href="(?!https:)[^"]*\.zip"', page.read_text("utf-8")), page
    told = words((tmp_path / paths.DOWNLOAD).read_bytes())
    for lang in LANGUAGES:
        said = checked.strings[lang]["download"]
        assert said["copy_text"] in told
        assert said["text"] not in told


def test_everything_fits_a_stick_and_a_slow_line(site: Path) -> None:
    for lang in LANGUAGES:
        assert max(path.stat().st_size for path in (site / lang).glob("lessons/*/*.zip")) < 3_000_000
        assert max(path.stat().st_size for path in (site / lang).glob("packs/*/*.zip")) < 10_000_000
    assert (site / paths.SITE_ZIP).stat().st_size < 60_000_000
