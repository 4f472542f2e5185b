"""The invented library: different texts, the same for the same seed, free of errors, with words that grow."""

import re
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fazhi import disk
from fazhi.bench import cases, coined, tree
from fazhi.bench.lexicon import WORDS
from fazhi.bench.world import World
from fazhi.checked import Checked, check
from fazhi.commands import bench as _loaded  # noqa: F401 - so that the command is there
from fazhi.commands.options import app

MANY = 40


@pytest.fixture(scope="module")
def world(model: Checked) -> World:
    return World.of(model.library)


@pytest.fixture(scope="module")
def made(model: Checked, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    tree.make(model, folder, MANY, 1)
    return folder


def texts(world: World, seed: int, count: int) -> list[Mapping[str, str]]:
    return [cases.case(world, seed, number) for number in range(count)]


def sentences(text: str) -> set[str]:
    return set(re.findall(r"[^。！？\n]{8,}[。！？]", text.split("---", 2)[2]))


def test_it_passes_the_check_in_both_languages_with_stamps(made: Path) -> None:
    checked = check(made)
    assert [problem for problem in checked.problems if problem.is_error] == []
    assert len(checked.library.cases) == MANY
    assert not checked.library.lessons
    for case in checked.library.cases.values():
        assert set(case.texts) == {"zh", "en"}
        assert case.status == "published"
        assert not case.behind("en")


def test_every_case_has_what_real_ones_have(made: Path, model: Checked) -> None:
    def kinds(checked: Checked) -> list[set[str]]:
        return [{section.id for section in case.original.sections} for case in checked.library.cases.values()]

    usual = set.intersection(*kinds(model))
    assert all(usual <= have for have in kinds(check(made)))
    sizes = [len(data) for path, data in disk.contents(made / "cases").items() if path.endswith("zh.md")]
    real = [len(data) for path, data in model.source.below("cases") if path.endswith("zh.md")]
    assert min(real) < sum(sizes) / len(sizes) < max(real)
    assert len(set(sizes)) > MANY / 2


def test_the_same_seed_gives_the_same_cases_however_many(world: World) -> None:
    assert texts(world, 1, 3) == texts(world, 1, 5)[:3]
    assert texts(world, 1, 3) != texts(world, 2, 3)
    assert len({cases.name(1, number) for number in range(500)}) == 500


def test_no_case_repeats_another(world: World) -> None:
    """Nearly every sentence stands once; what a compressor gains from other cases is the frames of the sentences.

    Of the real cases, which more than one grammar has made, all together take three quarters of what each takes alone.
    """
    found = [text["zh"] for text in texts(world, 1, MANY)]
    every = [sentence for text in found for sentence in sentences(text)]
    assert len(set(every)) > 0.9 * len(every)
    alone = sum(len(zlib.compress(text.encode(), 9)) for text in found)
    together = len(zlib.compress("".join(found).encode(), 9))
    assert together > 0.45 * alone


@pytest.mark.parametrize(("lang", "word"), [("zh", r"“[\u4e00-\u9fff]{2,}”"), ("en", r"\b[A-Z][a-z]{4,}\b")])
def test_words_grow_with_the_library_as_in_real_text(world: World, lang: str, word: str) -> None:
    def words(count: int) -> int:
        return len(set(re.findall(word, "".join(text[lang] for text in texts(world, 1, count)))))

    few, many = words(20), words(160)
    assert 8**0.4 < many / few < 8


def test_every_rank_has_a_word_of_its_own() -> None:
    ranks = [*range(1, 30_000), *range(10**7, 10**7 + 2000)]
    found = [coined.word(rank) for rank in ranks]
    assert len({zh for zh, _ in found}) == len({en for _, en in found}) == len(ranks)


def test_words_of_the_lexicon_stand_once_in_both_languages() -> None:
    for pairs in WORDS.values():
        assert all(zh and en for zh, en in pairs)
        assert len({zh for zh, _ in pairs}) == len(pairs)


def test_what_does_not_pass_the_check_is_refused(model: Checked, tmp_path: Path) -> None:
    tree.make(model, tmp_path, 1, 1)
    (path,) = tmp_path.glob("cases/*/en.md")
    path.write_text(re.sub(r"\[\^(first|second)\]", "[^third]", path.read_text("utf-8")), "utf-8")
    with pytest.raises(tree.Unfit):
        tree.stamp(tmp_path)


def test_it_can_be_made_and_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    asked = ["bench", "--cases", "2", "--make", str(tmp_path / "new"), "--lang", "en"]
    assert CliRunner().invoke(app, asked).exit_code == 0
    assert len(list((tmp_path / "new" / "cases").iterdir())) == 2
    assert CliRunner().invoke(app, asked).exit_code == 2
