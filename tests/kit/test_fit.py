"""What fits on a slide, at which size, and where it is split."""

import subprocess
import sys
from pathlib import Path

import pytest

from fazhi.model.mark import Mark
from fazhi.render.kit import canvas
from fazhi.render.kit.deck import Bars, Body, Deck, Grid, Lanes, Line, Say, Slide, SlideKind, Written
from fazhi.render.kit.fault import Unprintable
from fazhi.render.kit.fit import SIZES, fit
from fazhi.render.kit.imprint import Imprint
from fazhi.render.kit.measure import extent, lines
from fazhi.render.kit.text import Run, plain, run

HERE = Mark(7, 3)
PATH = "docs/lessons/fruit/zh.md"
SENTENCE = "北京一家公司做了一款短视频App，没有清楚地告诉监护人，就收集了孩子的信息。"
CONTINUED = "（续）"


def line(kind: str, text: str, label: str = "", level: int = 0, target: str = "", mark: Mark = HERE) -> Line:
    return Line(kind, run(text), mark, label, level, target)  # type: ignore[arg-type]


def deck(*slides: Slide, address: str = "", lang: str = "zh") -> Deck:
    foot = Imprint("fruit", "2026-11-21", "fruit", "真实的事", address, (), PATH)
    return Deck("fruit", lang, "水果", "", slides, foot)


def fitted(body: Body, kind: SlideKind = "step", title: str = "标题", **more: str) -> tuple[Slide, ...]:
    slide = Slide("one", kind, title, body, HERE, (Say(run("说")),), minutes=5, path=PATH)
    return fit(deck(slide, **more), CONTINUED).slides


def written(*rows: Line) -> Written:
    return Written(rows)


def points(count: int, times: int = 1) -> Written:
    return Written(tuple(line("point", f"{n}{SENTENCE * times}") for n in range(count)))


def height(slide: Slide, lang: str = "zh") -> float:
    """The height of a body as the PPTX will draw it."""
    match slide.body:
        case Written(rows):
            hang = canvas.labels_hang(rows, slide.size, canvas.BODY.width, lang)
            return sum(canvas.line_height(row, hang, slide.size, canvas.BODY.width, lang) for row in rows)
        case Grid() as grid:
            return canvas.grid_height(grid, grid.widths, slide.size, lang)
        case Bars() as bars:
            room = canvas.bar_room(bars, slide.size, canvas.BODY.width, lang)
            rows_ = sum(canvas.bar_height(row, room, slide.size, lang) for row in bars.rows)
            return rows_ + canvas.caption_height(bars, canvas.BODY.width, lang)
        case Lanes() as lanes:
            return canvas.lanes_height(lanes, slide.size, canvas.BODY.width, lang)


# --- measuring --------------------------------------------------------------------------------------


def test_a_han_character_is_one_em_and_a_latin_letter_less() -> None:
    assert extent(run("检察官"), han=True) == 3
    assert 1.2 < extent(run("app"), han=True) < 2.4
    assert extent(run("app", strong=True), han=True) > extent(run("app"), han=True)
    assert extent(run("“是”"), han=True) == 3
    assert extent(run("“yes”"), han=False) < 3


@pytest.mark.parametrize("mark", ["，", "。", "”", "）", "？", "…", "》"])
def test_no_line_begins_with_a_closing_mark(mark: str) -> None:
    room = 10.1 / 0.97
    assert lines(run("一二三四五六七八九十"), room, han=True) == 1
    assert lines(run("一二三四五六七八九十" + mark + "一二三四五六七八九"), room, han=True) == 3, (
        "the last one goes along"
    )


def test_no_line_ends_with_an_opening_mark() -> None:
    room = 10.1 / 0.97
    assert lines(run("一二三四五六七八九（一二三四五六七八九）"), room, han=True) == 3


def test_a_latin_word_is_not_broken_and_a_space_at_the_end_of_a_line_takes_no_room() -> None:
    word = extent(run("company"), han=False)
    assert lines(run("company company"), (word + 0.01) / 0.97, han=False) == 2
    assert lines(run("company company"), (word - 0.01) / 0.97, han=False) == 4, "only a word longer than the line is"
    assert lines(run("short-video"), (extent(run("short-"), han=False) + 0.01) / 0.97, han=False) == 2


def test_a_style_that_begins_inside_a_word_makes_no_break() -> None:
    whole = (Run("com"), Run("pany", strong=True))
    assert lines(whole, extent(whole, han=False) * 0.9, han=False) == 2
    assert lines((Run("检察"), Run("。", strong=True)), 2.2, han=True) == 2
    assert lines((Run("检察"), Run("官", strong=True)), 2.2, han=True) == 2


def test_nothing_takes_one_line() -> None:
    assert lines((), 10, han=True) == 1


# --- sizes ------------------------------------------------------------------------------------------


def test_little_text_is_large_and_more_text_is_smaller() -> None:
    sizes = [fitted(points(count))[0].size for count in (1, 3, 4, 5)]
    assert sizes[0] == SIZES[0]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] < sizes[0]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("count", [1, 4, 7, 12, 40])
def test_every_part_fits_at_18_points_or_more(count: int, lang: str) -> None:
    for slide in fitted(points(count, 2), lang=lang):
        assert slide.size >= 18
        assert height(slide, lang) <= canvas.BODY.height


def test_two_slides_are_better_than_a_wall_of_small_text() -> None:
    found = []
    for count in range(1, 60):
        slides = fitted(written(*(line("text", "不满14岁要先问家长。" * 2) for _ in range(count))))
        found.append((len(slides), slides[0].size))
    assert min(size for _, size in found) >= 20
    assert max(size for count, size in found if count > 1) >= 24
    assert [count for count, _ in found] == sorted(count for count, _ in found)


def test_a_question_is_shrunk_rather_than_torn_from_its_answers() -> None:
    rows = [each for letter in "ABCD" for each in (line("wrong", SENTENCE, letter), line("reason", "理由" * 21))]
    [whole] = fitted(written(*rows), "answer")
    assert whole.size < 22
    assert len(fitted(written(*rows), "step")) == 2


def test_beside_the_qr_code_there_is_less_room() -> None:
    plenty, little = (fitted(points(6), "end", address=address) for address in ("", "https://example.com/"))
    assert (len(little), -little[0].size) > (len(plenty), -plenty[0].size)


# --- splitting --------------------------------------------------------------------------------------


def test_a_split_slide_keeps_its_id_title_and_notes_and_the_minutes_are_said_once() -> None:
    slides = fitted(points(20))
    assert len(slides) > 2
    assert [slide.id for slide in slides] == ["one", *(f"one-{n}" for n in range(2, len(slides) + 1))]
    assert [slide.title for slide in slides] == ["标题", *["标题（续）"] * (len(slides) - 1)]
    assert [slide.minutes for slide in slides] == [5, *[0] * (len(slides) - 1)]
    assert {slide.notes for slide in slides} == {slides[0].notes}
    assert len({slide.size for slide in slides}) == 1


def test_nothing_is_lost_or_doubled_when_a_slide_is_split() -> None:
    body = points(20)
    assert tuple(row for slide in fitted(body) for row in slide.body.lines) == body.lines  # type: ignore[union-attr]


def test_parts_are_about_equally_full() -> None:
    heights = [height(slide) for slide in fitted(points(20))]
    assert min(heights) > 0.5 * max(heights)


def test_an_id_that_is_taken_is_not_given_twice() -> None:
    one = Slide("one", "step", "标题", points(20), HERE, path=PATH)
    two = Slide("one-2", "step", "标题", points(1), HERE, path=PATH)
    ids = [slide.id for slide in fit(deck(one, two), CONTINUED).slides]
    assert len(ids) == len(set(ids))


def test_a_reason_stays_with_its_answer_and_a_list_with_its_first_words() -> None:
    rows = []
    for n in range(16):
        rows += [line("text", f"{n} 接下来："), line("point", SENTENCE), line("wrong", SENTENCE, "A")]
        rows += [line("reason", SENTENCE)]
    for slide in fitted(written(*rows)):
        assert isinstance(slide.body, Written)
        assert slide.body.lines[0].kind == "text" or slide.body.lines[0].kind == "wrong"
        assert not plain(slide.body.lines[-1].runs).endswith("：")


def test_the_choices_of_a_scene_stand_together() -> None:
    ways = [line("way", SENTENCE, target="one") for _ in range(3)]
    slides = fitted(written(*(line("text", SENTENCE * 3) for _ in range(4)), *ways), "scene")
    assert len(slides) > 1
    assert [row.kind for row in slides[-1].body.lines][-3:] == ["way"] * 3  # type: ignore[union-attr]


def test_a_table_is_split_by_rows_and_repeats_its_head_and_its_columns() -> None:
    head, rows = (run("卡片"), run("大白话")), tuple((run(f"卡{n}"), run(SENTENCE * 2)) for n in range(12))
    slides = fitted(Grid(head, rows, HERE))
    grids = [slide.body for slide in slides if isinstance(slide.body, Grid)]
    assert len(grids) == len(slides) > 1
    assert tuple(row for grid in grids for row in grid.rows) == rows
    assert {grid.head for grid in grids} == {head}
    assert len({grid.widths for grid in grids}) == 1
    for slide in slides:
        assert height(slide) <= canvas.BODY.height
        assert sum(slide.body.widths) == pytest.approx(canvas.BODY.width, abs=0.1)  # type: ignore[union-attr]


def test_short_names_in_a_table_stay_on_one_line() -> None:
    rows = tuple((run(f"卡{n} 认得出"), run(SENTENCE)) for n in range(3))
    [slide] = fitted(Grid((run("卡片"), run("大白话")), rows, HERE))
    assert isinstance(slide.body, Grid)
    room = (slide.body.widths[0] - 2 * canvas.CELL[0]) / slide.size
    assert all(lines(row[0], room, han=True) == 1 for row in rows)


def test_the_parts_of_a_chart_have_one_scale() -> None:
    slides = fitted(Bars(tuple((f"第{n}行", float(n), str(n)) for n in range(30)), "件数", HERE))
    assert len(slides) > 1
    assert {slide.body.top for slide in slides} == {29.0}  # type: ignore[union-attr]
    assert all(height(slide) <= canvas.BODY.height for slide in slides)


@pytest.mark.parametrize(("ways", "steps"), [(2, 6), (3, 9), (8, 2), (1, 20)])
def test_lanes_are_split_so_that_every_step_is_shown(ways: int, steps: int) -> None:
    lane = (run("民事公益诉讼"), tuple(run(f"{n} 查清事实，收好证据") for n in range(steps)))
    slides = fitted(Lanes((lane,) * ways, HERE))
    shown = [step for slide in slides for _, inside in slide.body.lanes for step in inside]  # type: ignore[union-attr]
    assert len(shown) == ways * steps
    assert all(height(slide) <= canvas.BODY.height and slide.size >= 18 for slide in slides)


# --- what does not fit ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        written(line("point", "短"), line("text", SENTENCE * 40, mark=Mark(9, 1))),
        Grid((run("卡片"),), ((run(SENTENCE * 40),),), Mark(9, 1)),
        Bars(((SENTENCE * 40, 1.0, "1"),), "件数", Mark(9, 1)),
        Lanes(((run("路"), (run(SENTENCE * 40),)),), Mark(9, 1)),
    ],
    ids=["line", "row", "bar", "lane"],
)
def test_what_is_too_long_for_a_slide_of_its_own_is_an_error_with_its_line(body: Body) -> None:
    with pytest.raises(Unprintable) as caught:
        fitted(body)
    problem = caught.value.problem
    assert (problem.path, problem.mark, problem.rule) == (PATH, Mark(9, 1), "kit-slide-full")
    assert problem.detail["size"] == "18"


def test_a_title_too_long_for_its_lines_is_an_error() -> None:
    assert fitted(points(1), title="标" * 60)[0].title_size < fitted(points(1))[0].title_size
    with pytest.raises(Unprintable):
        fitted(points(1), title="标" * 200)
    with pytest.raises(Unprintable):
        fitted(points(1), "cover", title="标" * 300)
    with pytest.raises(Unprintable):
        fitted(points(8, 4), "cover")


def test_hostile_text_is_measured() -> None:
    for text in ("a" * 600, "，" * 100, "(" * 100, "\u0301" * 50, "🎉" * 100, "ａ" * 90):
        for slide in fitted(written(line("text", text))):
            assert height(slide) <= canvas.BODY.height


def test_an_empty_slide_is_one_slide() -> None:
    [slide] = fitted(written())
    assert slide.body == written()


def test_the_same_deck_is_split_alike_in_every_process() -> None:
    script = "import sys; sys.path.insert(0, sys.argv[1]); import test_fit; print(test_fit.fitted(test_fit.points(20)))"
    folder = str(Path(__file__).parent)
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script, folder],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(path for path in sys.path if path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
