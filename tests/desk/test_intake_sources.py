"""The five texts that the first cases were written from, which are not ours and lie beside the repository.

They may not be passed on, so they are in no copy but the first authors'; where the folder is absent there is nothing to
collect here. That intake works is shown by the specimens of the other test_intake files, which run everywhere.
"""

import re
from pathlib import Path

import pytest

from fazhi.checked import check
from fazhi.desk.intake.draft import draft
from fazhi.desk.intake.edits import restored
from fazhi.desk.intake.report import report
from fazhi.desk.intake.take import Taken, take
from fazhi.desk.trial import Trial

ROOT = Path(__file__).parents[2]
SOURCES = {path.name[:3]: path for path in sorted((ROOT.parent / "shared" / "sources").glob("*.txt"))}
PINYIN = re.compile(r"(?<=[\u3400-\u9fff])\([a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ]{1,6}\)")
DAMAGE = re.compile(
    r"\?[a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ]{1,6}\)|\?[^\x00-\x7f]{4,40}[@-~](?=\(|\)|$)|[\u2580-\u259f\u3105-\u3129]"
)
BOILERPLATE = re.compile(
    r"(?:编辑|责编|纠错|报料热线|稿源|字号|关键词|您当前的位置)\s*[:：]|ICP备|公网安备|网站标识码|©|邮编|@|律师事务所"
    r"|相关阅读|\d{8}|\u00a0"
)

if SOURCES:

    @pytest.fixture(scope="module")
    def trial() -> Trial:
        return Trial(check(ROOT).source)

    @pytest.fixture(params=SOURCES)
    def taken(request: pytest.FixtureRequest, trial: Trial) -> Taken:
        return take(SOURCES[request.param].read_bytes(), trial.library)

    def test_no_text_is_lost_that_the_edits_do_not_name(taken: Taken) -> None:
        source = restored(taken.edited.text, taken.edited.edits).encode(taken.given.encoding)
        assert source in [path.read_bytes() for path in SOURCES.values()]

    def test_nothing_of_the_damage_and_nothing_around_the_article_is_left(taken: Taken) -> None:
        text = taken.edited.text
        assert not PINYIN.findall(text)
        assert not DAMAGE.findall(text)
        assert not BOILERPLATE.findall(text)

    def test_of_the_doubled_article_one_copy_is_left(trial: Trial) -> None:
        text = take(SOURCES["002"].read_bytes(), trial.library).edited.text
        paragraphs = [line for line in text.split("\n") if line]
        assert len(paragraphs) == len(set(paragraphs)) == 9

    def test_genuine_brackets_survive(trial: Trial) -> None:
        text = take(SOURCES["000"].read_bytes(), trial.library).edited.text
        assert "(以下称“某公司”)" in text
        assert "(记者" in text

    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_the_report_holds_all_that_was_taken_away(taken: Taken, lang: str) -> None:
        told = report(taken, "a.txt", lang)
        for edit in taken.edited.edits:
            for removed in filter(None, edit.removed.split("\n")):
                told_as = (removed.replace("\u00a0", "<U+00A0>"), removed.replace(" ", "␣"))
                assert any(form in told for form in told_as), edit

    def test_the_drafts_are_good_and_copy_no_sentence(trial: Trial) -> None:
        taken = {name: take(path.read_bytes(), trial.library) for name, path in SOURCES.items()}
        drafts = {f"cases/from-{name}/zh.md": draft(each, trial.library) for name, each in taken.items()}
        problems = trial.judge(drafts)
        assert [problem for problem in problems if problem.is_error or problem.rule == "copied-run"] == []
