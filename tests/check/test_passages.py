"""Passages: what is shown, and the place in its file of each of its characters."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from fazhi.check.context import Context
from fazhi.check.passages import Passage, passages, reference_passages
from fazhi.model.library import Library
from fazhi.parse import repository
from fazhi.problems import Problem
from fazhi.source import Source, read

Told = Callable[[Mapping[str, bytes | None]], list[Problem]]


def cut(source: Source) -> tuple[list[Passage], Mapping[str, str]]:
    parsed, _ = repository.parse(source)
    context = Context(parsed, Library(), {}, frozenset())
    return [*passages(context), *reference_passages(context)], parsed.texts


@pytest.fixture(scope="module")
def real(ROOT: Path) -> tuple[list[Passage], Mapping[str, str]]:
    return cut(read(ROOT)[0])


@pytest.fixture(scope="module")
def dwarf(files: Mapping[str, bytes]) -> list[Passage]:
    return cut(Source(Path("nowhere"), files))[0]


def test_every_character_of_the_real_content_knows_its_place(real: tuple[list[Passage], Mapping[str, str]]) -> None:
    found, texts = real
    lines = {path: text.split("\n") for path, text in texts.items()}
    lost = set()
    for passage in found:
        for at, char in enumerate(passage.text):
            mark = passage.mark(at)
            if lines[passage.path][mark.line - 1][mark.col - 1 : mark.col] != char:
                lost.add((passage.path, passage.text[:30]))
    assert len(found) > 10_000
    assert not lost


def test_source_marks_and_links_are_known_by_their_place(dwarf: list[Passage]) -> None:
    facts = next(p for p in dwarf if (p.path, p.section, p.block) == ("cases/pear/zh.md", "facts", "paragraph"))
    assert facts.refs == [facts.text.index("。")]
    law = next(p for p in dwarf if p.path == "cases/pear/zh.md" and p.text.startswith("未成年人保护法第72条"))
    assert [(law.text[link.start : link.end], link.target) for link in law.links] == [
        ("未成年人保护法第72条", "law:ml#72"),
        ("监护人", "term:guardian"),
    ]


def test_what_only_the_presenter_sees_is_hidden(dwarf: list[Passage]) -> None:
    hidden = {(p.path, p.section) for p in dwarf if p.hidden}
    assert ("docs/lessons/fruit/zh.md", "awkward") in hidden
    assert any(path.startswith("docs/pages/presenters/") for path, _ in hidden)
    assert not any(section in ("facts", "quiz") for _, section in hidden)


def test_wrong_answers_are_known(dwarf: list[Passage]) -> None:
    answers = [(p.text, p.refuted) for p in dwarf if p.path == "cases/pear/zh.md" and p.block == "option"]
    assert answers[:4] == [("12个", False), ("对。", False), ("13个", True), ("多了一个。", False)]


@pytest.mark.parametrize(("text", "inside"), [("他说“好”，走了", 3), ("“好”“坏”", 4)], ids="once twice".split())
def test_what_somebody_says_stands_in_quotation_marks(dwarf: list[Passage], text: str, inside: int) -> None:
    passage = Passage("zh.md", "zh", "case", "facts", False, dwarf[0].places, text, list)
    assert passage.quoted(inside)
    assert not passage.quoted(len(text))
