"""The zips for the USB stick: what is in them and where, what the start page says, and the same bytes everywhere."""

import hashlib
import io
import posixpath
import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import pytest
from jinja2 import Environment

from fazhi.checked import check
from fazhi.model.blocks import Notes, Text, spans
from fazhi.model.library import Lesson
from fazhi.model.settings import Settings
from fazhi.render.edition import Edition
from fazhi.render.kit import anki, bundles, quiz, record
from fazhi.render.kit.archive import member, unpacked
from fazhi.render.kit.bundles import Made
from fazhi.render.kit.document import Audience, Document
from fazhi.render.kit.fault import Unprintable
from fazhi.render.templates import environment
from fazhi.render.words import Words

LANGUAGES = ("zh", "en")
FOR_PRESENTER = b"what only the presenter may see"
HOSTILE = "</title></style><script>x()</script><img src=x onerror=x()> \" onclick=x() ' {{ x }} &lt;b&gt; ]]>"


class Kit(NamedTuple):
    edition: Edition
    env: Environment

    def lesson(self, id: str = "my-data") -> Lesson:
        return self.edition.library.lessons[id]

    def bundle(self, lesson: Lesson | None = None, documents: Sequence[Made] | None = None) -> bytes:
        lesson = lesson or self.lesson()
        return bundles.lesson(self.edition, self.env, lesson, documents or made(self.edition, lesson))

    def year(self, id: str = "junior") -> bytes:
        pack = self.edition.library.packs[id]
        lessons = [self.lesson(each) for each in pack.lessons]
        record = document("presenters/record-x.docx", "record", "presenter", b"record")
        inside = [(each, made(self.edition, each)) for each in lessons]
        return bundles.pack(self.edition, self.env, pack, inside, [record])


def kits(root: Path) -> Mapping[str, Kit]:
    checked = check(root)
    assert checked.settings
    folder = root / "templates"
    env = environment({path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.j2")})
    return {
        lang: Kit(Edition(checked.library, Words(lang, checked.strings[lang]), checked.settings), env)
        for lang in LANGUAGES
    }


@pytest.fixture(scope="session")
def kit(ROOT: Path) -> Mapping[str, Kit]:
    return kits(ROOT)


def document(address: str, kind: str, audience: Audience, data: bytes) -> Made:
    return Made(Document(address, kind, audience, "bytes", data), data)


def made(edition: Edition, lesson: Lesson) -> tuple[Made, ...]:
    """Documents of a lesson: real ones where they are quickly made, else some bytes."""
    base = f"lessons/{lesson.id}/{lesson.id}-{edition.lang}"
    return (
        document(f"{base}-plan.docx", "plan", "presenter", FOR_PRESENTER),
        document(f"{base}-plan.pdf", "plan", "presenter", FOR_PRESENTER),
        document(f"{base}-key.pdf", "key", "presenter", FOR_PRESENTER),
        document(f"{base}-questions.txt", "questions", "presenter", quiz.questions(edition, lesson)),
        document(f"{base}-worksheet.pdf", "worksheet", "students", b"worksheet"),
        document("kit/glossary.apkg", "anki", "students", anki.deck(edition)),
    )


class Page(HTMLParser):
    """What a start page consists of."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.feed(data.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.text += data


def start(files: Mapping[str, bytes], folder: str) -> Page:
    return Page(files[f"{folder}/start.html"])


def verified(files: Mapping[str, bytes], folder: str) -> None:
    """Check the checksums of a folder, and that they name everything else below it."""
    sums = dict(reversed(line.split("  ")) for line in files[f"{folder}/SHA256SUMS.txt"].decode("ascii").splitlines())
    there = {name.removeprefix(f"{folder}/"): data for name, data in files.items()}
    del there["SHA256SUMS.txt"]
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in there.items()}
    assert list(sums) == sorted(sums)


# --- what is in them ----------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_lesson_lies_in_one_folder_apart_by_readers(kit: Mapping[str, Kit], lang: str) -> None:
    data = kit[lang].bundle()
    files, folder = unpacked(data), f"my-data-{lang}"
    assert list(files) == [
        f"{folder}/SHA256SUMS.txt",
        f"{folder}/presenter/my-data-{lang}-key.pdf",
        f"{folder}/presenter/my-data-{lang}-plan.docx",
        f"{folder}/presenter/my-data-{lang}-plan.pdf",
        f"{folder}/presenter/my-data-{lang}-questions.txt",
        f"{folder}/start.html",
        f"{folder}/students/glossary.apkg",
        f"{folder}/students/my-data-{lang}-worksheet.pdf",
    ]
    verified(files, folder)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_year_has_its_lessons_in_order_each_with_all_it_has_alone(kit: Mapping[str, Kit], lang: str) -> None:
    files, folder = unpacked(kit[lang].year()), f"year-junior-{lang}"
    verified(files, folder)
    assert f"{folder}/presenter/record-x.docx" in files
    lessons = kit[lang].edition.library.packs["junior"].lessons
    for number, id in enumerate(lessons, 1):
        alone = unpacked(kit[lang].bundle(kit[lang].lesson(id)))
        alone = {name.partition("/")[2]: data for name, data in alone.items() if "SUMS" not in name}
        below = f"{folder}/{number}-{id}/"
        assert {name.removeprefix(below): data for name, data in files.items() if name.startswith(below)} == alone


def test_the_site_lies_in_one_folder_with_its_checksums() -> None:
    site = {"index.html": b"<!DOCTYPE html>", "zh/lessons/my-data/my-data-zh.zip": b"PK", "data/cases.json": b"[]"}
    store = io.BytesIO()
    digests = {path: hashlib.sha256(data).digest() for path, data in site.items()}
    bundles.site(store, digests, lambda path: member(path, site[path]))
    files = unpacked(store.getvalue())
    verified(files, "fazhi")
    assert {name: data for name, data in files.items() if "SUMS" not in name} == {
        f"fazhi/{name}": data for name, data in site.items()
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_paths_can_be_unpacked_everywhere(kit: Mapping[str, Kit], lang: str) -> None:
    every = [kit[lang].bundle(lesson) for lesson in kit[lang].edition.library.lessons.values()]
    every += [kit[lang].year(id) for id in kit[lang].edition.library.packs]
    for data in every:
        names = list(unpacked(data))
        assert len({name.split("/")[0] for name in names}) == 1
        assert len({name.lower() for name in names}) == len(names)
        for name in names:
            assert re.fullmatch(r"[a-z0-9][a-z0-9-]*(/[A-Za-z0-9][A-Za-z0-9.-]*){1,3}", name)
            assert len(name) < 120


def test_what_is_for_the_presenter_is_in_no_file_for_students(kit: Mapping[str, Kit]) -> None:
    for lang in LANGUAGES:
        for data in (kit[lang].bundle(), kit[lang].year()):
            for name, content in unpacked(data).items():
                assert (FOR_PRESENTER in content) == bool(re.search(r"/presenter/.*-(plan|key)\.", name)), name
                if "/students/" in name:
                    assert "答案：".encode() not in content
                    assert b"Answer: " not in content


def test_the_start_page_gives_nothing_away(kit: Mapping[str, Kit]) -> None:
    for lang in LANGUAGES:
        for lesson in kit[lang].edition.library.lessons.values():
            page = start(unpacked(kit[lang].bundle(lesson)), f"{lesson.id}-{lang}")
            for words in hidden(kit[lang].edition, lesson):
                assert words not in page.text


def hidden(edition: Edition, lesson: Lesson) -> list[str]:
    """The presenter's notes, the awkward questions and the reasons of the quiz."""
    found = []
    for section in edition.text(lesson).sections:
        nodes = [block for block in section.blocks if isinstance(block, Notes) or section.id == "awkward"]
        inside = (span for node in (*nodes, *section.questions) for span in spans(node))
        found += [span.text for span in inside if isinstance(span, Text)]
    assert found
    return [text for text in found if len(text) > 15]


def test_two_documents_of_one_name_are_refused(kit: Mapping[str, Kit]) -> None:
    twice = [document(f"{folder}/a.pdf", "plan", "presenter", b"") for folder in ("x", "y")]
    with pytest.raises(ValueError, match=r"two documents at presenter/a\.pdf"):
        kit["zh"].bundle(documents=twice)


def test_a_path_too_long_for_windows_names_the_source(kit: Mapping[str, Kit]) -> None:
    lesson = replace(kit["zh"].lesson(), id="a" * 60)
    with pytest.raises(Unprintable) as caught:
        kit["zh"].bundle(lesson)
    assert caught.value.problem.rule == "kit-long-path"
    assert caught.value.problem.path == "docs/lessons/my-data/zh.md"
    assert "a" * 60 in str(caught.value.problem.detail)


# --- the start page -----------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_start_page_leads_to_every_document_and_to_nothing_else(kit: Mapping[str, Kit], lang: str) -> None:
    files = unpacked(kit[lang].year())
    for name in files:
        if name.endswith("start.html"):
            folder = posixpath.dirname(name)
            page = start(files, folder)
            linked = {posixpath.normpath(f"{folder}/{link}") for link in page.links}
            assert linked <= set(files)
            assert len(linked) == len(page.links)
            own = {each for each in files if re.fullmatch(rf"{folder}/(presenter|students)/[^/]+", each)}
            assert {each for each in linked if not each.endswith("start.html")} == own
    steps = [link for link in start(files, f"year-junior-{lang}").links if link.endswith("start.html")]
    assert [step.partition("/")[0][2:] for step in steps] == list(kit[lang].edition.library.packs["junior"].lessons)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_start_page_says_what_each_file_is_for_and_what_not_to_hand_out(kit: Mapping[str, Kit], lang: str) -> None:
    edition, t = kit[lang].edition, kit[lang].edition.words.t.kit
    page = start(unpacked(kit[lang].bundle()), f"my-data-{lang}")
    words = edition.text(kit[lang].lesson()).words
    line = bundles.imprint(edition, kit[lang].lesson()).line
    said = [words.title, words.summary, line, "SHA256SUMS.txt", "CC BY 4.0", t.start.presenter, t.start.students]
    said += [getattr(group, kind) for group in (t.files, t.hints) for kind in ("plan", "key", "worksheet", "anki")]
    assert [each for each in said if each not in page.text] == []
    assert page.text.count(t.files.plan) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_start_page_of_a_year_gives_the_reason(kit: Mapping[str, Kit], lang: str) -> None:
    edition = kit[lang].edition
    page = start(unpacked(kit[lang].year()), f"year-junior-{lang}")
    pack = edition.library.packs["junior"]
    assert pack.reason[lang] in page.text
    assert edition.words.t.kit.start.own in page.text
    assert all(edition.text(kit[lang].lesson(id)).words.title in page.text for id in pack.lessons)
    # One foot for the year: the start page and the record sheet must not name different laws or days.
    assert record.paper(edition, pack).imprint.line in page.text


def test_a_folder_without_files_is_not_spoken_of(kit: Mapping[str, Kit]) -> None:
    page = start(unpacked(kit["en"].bundle(documents=[document("a.pdf", "plan", "presenter", b"")])), "my-data-en")
    assert "students/" not in page.text


def test_the_address_is_a_link_once_there_is_one(kit: Mapping[str, Kit]) -> None:
    settings = Settings(site_url="https://fazhi.test.example/", copyright="x")
    edition = replace(kit["en"].edition, settings=settings)
    there = Kit(edition, kit["en"].env)
    page = start(unpacked(there.bundle()), "my-data-en")
    assert "https://fazhi.test.example/en/lessons/my-data.html" in page.links
    assert "https://fazhi.test.example/en/presenters.html" in start(unpacked(there.year()), "year-junior-en").links
    assert not any(":" in link for link in start(unpacked(kit["en"].bundle()), "my-data-en").links)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_word_of_the_content_becomes_markup(kit: Mapping[str, Kit], lang: str) -> None:
    edition, lesson = kit[lang].edition, kit[lang].lesson()
    text = edition.text(lesson)
    words = text.words.model_copy(update={"title": HOSTILE, "summary": HOSTILE})
    hostile = replace(lesson, texts={**lesson.texts, lang: replace(text, words=words)})
    pack = edition.library.packs["junior"]
    pack = pack.model_copy(update={"reason": {"zh": HOSTILE, "en": HOSTILE}})
    clean = start(unpacked(kit[lang].year()), f"year-junior-{lang}")
    year = bundles.pack(edition, kit[lang].env, pack, [(hostile, made(edition, hostile))], [])
    files = unpacked(year)
    for folder in (f"year-junior-{lang}", f"year-junior-{lang}/1-my-data"):
        page = start(files, folder)
        assert HOSTILE in page.text
        assert page.tags <= clean.tags | {"dl", "dt", "dd"}
        assert page.attributes <= clean.attributes
        assert "script" not in page.tags


def test_the_start_page_runs_no_script_and_loads_nothing(kit: Mapping[str, Kit]) -> None:
    data = unpacked(kit["zh"].bundle())["my-data-zh/start.html"].decode()
    assert '<html lang="zh-Hans">' in data
    assert "default-src &#39;none&#39;" in data or "default-src 'none'" in data
    assert not {"script", "img", "link", "iframe"} & Page(data.encode()).tags
    assert "url(" not in data
    assert "@import" not in data


# --- the same bytes -----------------------------------------------------------------------------------

CODE = """
import hashlib, importlib.util, pathlib, sys
sys.path[:0] = [sys.argv[1] + "/scripts", sys.argv[1] + "/tests"]
spec = importlib.util.spec_from_file_location("these", sys.argv[1] + "/tests/kit/test_bundles.py")
these = importlib.util.module_from_spec(spec)
sys.modules["these"] = these
spec.loader.exec_module(these)
for kit in these.kits(pathlib.Path(sys.argv[1])).values():
    for data in (kit.bundle(), kit.year(), these.anki.deck(kit.edition), these.quiz.gift(kit.edition, kit.lesson())):
        print(hashlib.sha256(data).hexdigest())
"""


def test_process_time_zone_umask_and_hash_seed_do_not_matter(ROOT: Path, kit: Mapping[str, Kit]) -> None:
    command = [sys.executable, "-c", CODE, str(ROOT)]
    environments = ({"TZ": "Asia/Shanghai", "PYTHONHASHSEED": "1", "LC_ALL": "C"}, {"TZ": "UTC", "PYTHONHASHSEED": "2"})
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env, umask=umask)
        for env, umask in zip(environments, (0o077, 0o002), strict=True)
    ]
    said = [process.communicate()[0].split() for process in running]
    here = [
        hashlib.sha256(data).hexdigest()
        for each in kit.values()
        for data in (each.bundle(), each.year(), anki.deck(each.edition), quiz.gift(each.edition, each.lesson()))
    ]
    assert said == [here, here]
