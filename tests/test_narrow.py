"""Editions: what one is not to hold is nowhere in it, and what is left stands on its own feet."""

import html
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from fazhi.build import rendered, scoped
from fazhi.checked import Checked, check
from fazhi.model.blocks import Block, Heading, Items, Link, Notes, Section, Text, spans
from fazhi.model.library import AnyEntry, Library
from fazhi.model.narrow import first_band, without_presenters
from fazhi.model.settings import WHOLE_SITE, Scope
from leaking import absent, leaks

Repo = Callable[..., Path]
Narrow = Callable[..., Library]

BANDS = ("primary-lower", "primary-upper", "junior", "senior")
SCOPES = [Scope(grade, students) for grade in (None, *BANDS) for students in (False, True)]
TELLING = [
    Scope(students=True),
    Scope("primary-lower"),
    Scope("primary-upper"),
    Scope("primary-upper", students=True),
    Scope("junior"),
]
"""Editions in which something is gone."""


@pytest.fixture(scope="module")
def real(ROOT: Path) -> Checked:
    checked = check(ROOT)
    assert checked.good, checked.problems
    return checked


@pytest.fixture
def narrow(repo: Repo, mini: Mapping[str, bytes]) -> Narrow:
    """Narrow the dwarf repository after replacing texts (path, old, new), each of which stands there once."""

    def after(scope: Scope, *changes: tuple[str, str, str]) -> Library:
        files: dict[str, str | bytes | None] = {}
        for path, old, new in changes:
            text = str(files.get(path) or mini[path].decode())
            assert text.count(old) == 1, old
            files[path] = text.replace(old, new)
        checked = check(repo(files))
        assert checked.good, checked.problems
        return scoped(checked, scope).library

    return after


def links(section: Section | None) -> set[str]:
    assert section is not None
    return {span.target for span in spans(section) if isinstance(span, Link)}


def words(section: Section | None) -> str:
    assert section is not None
    return "".join(span.text for span in spans(section) if isinstance(span, Text))


# --- what belongs to an edition ----------------------------------------------------------------------------


def test_the_whole_site_is_the_very_same_library(small: Checked) -> None:
    assert scoped(small, WHOLE_SITE).library is small.library


@pytest.mark.parametrize(
    ("grades", "sensitivity", "first"),
    [
        (("primary-lower",), 0, 0),
        (("senior", "junior"), 0, 2),
        (("primary-upper",), 1, 1),
        (("primary-upper",), 2, 2),
        (("senior",), 2, 3),
        (("primary-lower",), 3, 4),
    ],
)
def test_the_first_edition_of_an_entry(small: Checked, grades: tuple[str, ...], sensitivity: int, first: int) -> None:
    facts = small.library.cases["apple"].facts.model_copy(update={"grades": grades, "sensitivity": sensitivity})
    assert first_band(facts, BANDS) == first


def test_older_entries_are_not_there(small: Checked) -> None:
    library = scoped(small, Scope("primary-upper")).library
    assert list(library.cases) == ["apple", "plum"]
    assert list(library.grades) == ["primary-upper"]
    assert library.cases["apple"].facts.grades == ("primary-upper",)
    assert library.lessons["fruit"].facts.cases == ("apple",)
    assert library.lessons["fruit"].original.words is library.lessons["fruit"].facts


def test_what_is_for_the_presenter_alone_is_in_no_edition(small: Checked) -> None:
    assert small.library.cases["fig"].facts.sensitivity == 3
    assert "fig" in scoped(small, WHOLE_SITE).library.cases
    for scope in (Scope("junior"), Scope(students=True)):
        assert list(scoped(small, scope).library.cases) == ["apple", "pear", "plum", "quince"]


def test_topics_that_nothing_has_are_not_there(narrow: Narrow) -> None:
    only_pear = (
        ("cases/apple/zh.md", "topics: [fruit, vegetables]", "topics: [fruit]"),
        ("cases/pear/zh.md", "topics: [fruit]", "topics: [fruit, vegetables]"),
        ("cases/plum/zh.md", "topics: [vegetables]", "topics: [fruit]"),
        ("docs/lessons/fruit/zh.md", "cases: [apple, pear]", "cases: [apple]"),
    )
    assert list(narrow(Scope("primary-upper"), *only_pear).topics) == ["fruit"]
    assert list(narrow(Scope("junior"), *only_pear).topics) == ["fruit", "vegetables"]


def test_a_lesson_keeps_the_topics_of_a_case_that_is_gone(narrow: Narrow) -> None:
    topic = ("cases/pear/zh.md", "topics: [fruit]", "topics: [fruit, vegetables]")
    lesson = narrow(Scope("primary-upper"), topic).lessons["fruit"]
    assert set(lesson.facts.topics) == {"fruit", "vegetables"}


def test_year_packs_are_whole(real: Checked) -> None:
    for grade, packs in {
        "primary-lower": [],
        "primary-upper": ["primary-lower", "primary-upper"],
        "junior": ["primary-lower", "primary-upper", "junior"],
        "senior": list(BANDS),
    }.items():
        assert list(scoped(real, Scope(grade)).library.packs) == packs
        assert not scoped(real, Scope(grade, students=True)).library.packs


# --- what becomes of texts ---------------------------------------------------------------------------------


def test_a_link_to_nothing_becomes_words(small: Checked) -> None:
    for lang, said in (("zh", "梨的案例"), ("en", "the case of the pears")):
        before = small.library.cases["apple"].texts[lang]
        after = scoped(small, Scope("primary-upper")).library.cases["apple"].texts[lang]
        where = next(section.id for section in before.sections if "case:pear" in links(section))
        assert links(before.section(where)) - links(after.section(where)) == {"case:pear"}
        assert said in words(after.section(where))


def test_no_title_stays_behind(narrow: Narrow) -> None:
    titled = (
        ("cases/apple/zh.md", "见[梨的案例](case:pear)和", "[梨的案子](case:pear)，就是“梨的案子”，梨的案子。见"),
        ("cases/apple/en.md", "See [the case of the pears](case:pear) and", '[The pears](case:pear), "The pears". See'),
        ("cases/pear/en.md", "title: The case of the pears", "title: The pears"),
        # What has changed in the outcome of a draft may wait for its review.
        ("cases/apple/zh.md", "status: published", "status: draft"),
    )
    apple = narrow(Scope("primary-upper"), *titled).cases["apple"]
    assert "另一个案例，就是另一个案例，梨的案子。见" in "".join(map(words, apple.texts["zh"].sections))
    assert "Another case, another case. See" in "".join(map(words, apple.texts["en"].sections))


def test_a_written_page_has_no_signpost_to_nothing(narrow: Narrow) -> None:
    old = "先看[案例](page:cases)，再看[求助页](page:help)。"
    old_en = "Look at [the cases](page:cases) first, then at [Get help](page:help)."
    pages = narrow(
        Scope("primary-upper"),
        ("docs/pages/home/zh.md", old, signposts("[梨](case:pear)", "看[苹果](case:apple)和")),
        ("docs/pages/home/en.md", old_en, signposts("[pears](case:pear)", "[apples](case:apple), ")),
    ).pages
    for lang, left in (("zh", "看苹果和梨"), ("en", "apples, pears")):
        section = pages["home"].texts[lang].section("student")
        assert section is not None
        (block,) = section.blocks
        assert isinstance(block, Items)
        assert ["".join(map(plain_of, item)) for item in block.items] == [left]


def signposts(link: str, others: str) -> str:
    """Two lists and a paragraph, of which one item leads to something else as well."""
    return f"- {link}\n- {others}{link}\n\n{link}\n\n1. {link}\n"


def plain_of(block: Block) -> str:
    return "".join(span.text for span in spans(block) if isinstance(span, Text))


def test_no_translation_seems_to_be_behind(real: Checked) -> None:
    for scope in SCOPES:
        for entry in scoped(real, scope).library.entries():
            assert entry.behind("en") == () or entry.behind("en") == _before(real, entry).behind("en")


def _before(checked: Checked, entry: AnyEntry) -> AnyEntry:
    return next(each for each in checked.library.entries() if (each.kind, each.id) == (entry.kind, entry.id))


def test_a_student_edition_has_nothing_of_the_presenters(small: Checked) -> None:
    library = scoped(small, Scope(students=True)).library
    assert "presenters" in small.library.pages
    assert "presenters" not in library.pages
    assert [section.id for section in library.pages["home"].original.sections] == ["student"]
    for entry in library.entries():
        for text in entry.texts.values():
            assert not {"awkward", "presenter"} & {section.id for section in text.sections}
            assert "page:presenters" not in {target for section in text.sections for target in links(section)}
            assert not [b for section in text.sections for b in section.blocks if isinstance(b, Notes)]


def test_notes_go_at_any_depth(small: Checked) -> None:
    from dataclasses import replace

    text = small.library.lessons["fruit"].original
    notes = next(block for section in text.sections for block in section.blocks if isinstance(block, Notes))
    nested = Items(False, ((notes,), (Heading("x", "“看”", notes.mark), notes)), notes.mark)
    cut = without_presenters(replace(text, sections=(replace(text.sections[0], blocks=(nested, notes)),)))
    assert cut.sections[0].blocks == (Items(False, ((Heading("x", "“看”", notes.mark),),), notes.mark),)


# --- the whole of an edition -------------------------------------------------------------------------------


@pytest.mark.parametrize("scope", TELLING, ids=lambda scope: f"{scope.grade}-{scope.students}")
def test_what_is_gone_is_in_no_rendered_file(real: Checked, scope: Scope) -> None:
    narrowed = scoped(real, scope)
    pages = rendered(narrowed)
    files = {f"{lang}/{path}": text for lang, tree in pages.editions.items() for path, text in tree.items()}
    files |= dict(pages.shared)
    # Its examples say what ids look like, by naming some; none leads anywhere.
    files = {path: text for path, text in files.items() if not path.endswith("/rules.md")}
    # What documents will hold, before the writers turn it into bytes.
    for lang, kit in pages.kits.items():
        for each in kit.documents():
            form = each.form.decode("utf-8", "replace") if isinstance(each.form, bytes) else str(each.form)
            files[f"{lang}/{each.address}"] = form
    gone = absent(real.library, narrowed.library)
    assert leaks(gone, files) == []
    for entry in narrowed.library.entries():
        address = "index" if entry.id == "home" else entry.id
        folder = "" if entry.kind == "page" else f"{entry.kind}s/"
        assert all(f"{lang}/{folder}{address}.md" in files for lang in ("zh", "en"))
    for lang in ("zh", "en"):
        assert pages.lines[lang].split("：")[0].split(":")[0] in html.unescape(files[f"{lang}/index.md"])


# --- the command -------------------------------------------------------------------------------------------


def command(root: Path, *arguments: str, seed: str = "0") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "fazhi", "build", "--lang", "en", *arguments],
        cwd=root,
        env=os.environ | {"PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def site_of(root: Path) -> dict[str, bytes]:
    site = root / "site"
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def test_an_edition_and_the_whole_site_again(repo: Repo) -> None:
    root = repo()
    assert command(root).returncode == 0
    whole = site_of(root)
    editions = []
    for seed in ("1", "4242"):
        done = command(root, "--grade", "primary-upper", "--students", seed=seed)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "Upper primary student edition" in done.stdout
        editions.append(site_of(root))
    assert editions[0] == editions[1]
    assert "en/cases/apple.html" in editions[0]
    assert not {"en/cases/pear.html", "en/presenters.html", "en/grades/junior.html"} & editions[0].keys()
    assert "Upper primary student edition" in editions[0]["en/help.html"].decode()
    assert "小学高年级学生版" in editions[0]["zh/index.html"].decode()
    assert "edition" not in command(root).stdout
    assert site_of(root) == whole


def test_a_band_that_there_is_not(repo: Repo) -> None:
    done = command(repo(), "--grade", "nonsense")
    assert done.returncode == 2
    assert "primary-upper, junior" in done.stderr
