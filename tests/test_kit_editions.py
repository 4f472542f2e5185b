"""Editions to the last byte: zips and documents opened, what an edition must not hold is in no file of it."""

import re
from pathlib import Path

import pytest

from fazhi import disk
from fazhi.build import printed, rendered, scoped
from fazhi.checked import Checked, check
from fazhi.model.settings import Scope
from leaking import absent, everything, leaks, presenters_words, reasons
from readable import opened, squeezed, words

LANGUAGES = ("zh", "en")
OF_STUDENTS = {"-worksheet.docx", "-worksheet.pdf", "-cards.pdf", ".zip", ".apkg"}
"""How the names of the files end that are made for a class."""


@pytest.fixture(scope="module")
def real(ROOT: Path) -> Checked:
    checked = check(ROOT)
    assert checked.good, checked.problems
    return checked


@pytest.fixture(scope="module")
def edition(real: Checked) -> Checked:
    return scoped(real, Scope("primary-upper", students=True))


@pytest.fixture(scope="module")
def files(student_site: Path) -> dict[str, str]:
    """What can be read in every file of the student edition, at any depth."""
    return {name: words(data) for name, data in opened(disk.contents(student_site)).items()}


def test_every_byte_of_a_student_edition(real: Checked, edition: Checked, files: dict[str, str]) -> None:
    assert len(files) > 1000
    assert leaks(absent(real.library, edition.library), files) == []
    public = everything(edition.library)
    secrets = {sentence for sentence in map(squeezed, presenters_words(real.library)) if sentence not in public}
    assert len(secrets) > 500
    told = "\n".join(map(squeezed, files.values()))
    assert [sentence for sentence in secrets if sentence in told] == []
    assert "primary-upper" in files["data/cases.json"]
    assert "zh/presenters.html" not in files


def test_the_kit_of_a_student_edition(real: Checked, edition: Checked, files: dict[str, str]) -> None:
    outside = [name for name in files if "!" not in name and re.search(r"lessons/[a-z-]+/|/packs/|\.apkg$", name)]
    assert {re.sub(r".*-(?:zh|en)(?=[.-])", "", name) for name in outside} == OF_STUDENTS
    sheets = [name for name in outside if name.endswith("-worksheet.pdf")]
    assert len(sheets) == len(LANGUAGES) * len(edition.library.lessons)
    assert not [name for name in files if "presenter/" in name or "packs/" in name]
    for lang in LANGUAGES:
        ours = real.strings[lang]["kit"]
        for said in (ours["worksheet"]["key_note"], ours["start"]["presenter"]):
            assert [name for name, text in files.items() if squeezed(said) in squeezed(text)] == [], said


def test_no_paper_for_a_class_says_why_an_answer_is_right(real: Checked, files: dict[str, str]) -> None:
    papers = {name: text for name, text in files.items() if re.search(r"\.(pdf|docx|apkg)\b", name)}
    assert len(papers) > 300
    told = "\n".join(map(squeezed, papers.values()))
    answers = {reason for reason in map(squeezed, reasons(real.library)) if len(reason) > 10}
    assert len(answers) > 300
    assert [reason for reason in answers if reason in told] == []


def test_every_byte_of_the_kit_of_a_grade(real: Checked, printed_before: Path) -> None:
    edition = scoped(real, Scope("primary-upper"))
    kit = printed(rendered(edition), real.templates, printed_before)
    found = {name: words(data) for name, data in opened(kit).items()}
    assert leaks(absent(real.library, edition.library), found) == []
    for id in edition.library.lessons:
        for lang in LANGUAGES:
            names = ("slides.html", *(f"{id}-{lang}-{name}" for name in ("slides.pptx", "plan.docx", "crib.pdf")))
            assert all(f"{lang}/lessons/{id}/{name}" in kit for name in names), id
    assert {name.split("/")[2] for name in kit if "/packs/" in name} == {"primary-lower", "primary-upper"}
    assert not [name for name in found if "year-junior" in name or "year-senior" in name]
