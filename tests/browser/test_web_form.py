"""The case form as a page: filled, saved as a case that passes the check, kept half-filled and opened again."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from browser.waiting import until
from browser.watching import Watched, watch
from fazhi import source
from fazhi.checked import check
from fazhi.desk import form_case, web_form
from fazhi.desk.form_reading import Filled
from fazhi.desk.trial import Trial

FIELDS = {
    "title": "奇异果：从“App”说起",
    "id": "kiwi",
    "summary": "Yes: one #case, １ 个编出来的案子,很好 .",
    "place": "某省某市",
    "organs": "某市人民检察院\n某省人民检察院",
    "law_as_of": "2026年3月1日",
    "updated": "2026-11-30",
    "people.authors": "一名律师；一名老师",
}
SOURCE = {
    "publisher": "水果报",
    "title": "[奇异果]的报道",
    "date": "2023年5月",
    "url": "https://fruit.example/k",
    "certainty": "likely",
}
BOXES = {
    "facts": "一家果园卖了奇异果【1】。\n后来有人*病了*。",
    "question": "该由谁负责？",
    "actions": "先看。\n再问。",
    "outcome": "赔了钱。",
    "you": "先停下来。",
    "notes": "这个案子是编出来的。",
}
EVENT = {"date": "2022-01至2022-05", "text": "果园卖了奇异果。", "source": "1"}
SIDES = [{"title": "果园", "reasons": "是果园卖的。\n果园知道。"}, {"title": "学校", "reasons": "学校没有看。"}]
LAWS = [
    {"when": "then", "law": "《未成年人保护法》", "article": "第72条", "words": "要先问大人。"},
    {"when": "now", "law": "中华人民共和国刑法", "article": "第253条之一", "words": "不能买卖信息。"},
]
QUESTION = {"title": "谁卖了？", "right": "B", "A": "学校", "A.reason": "不是。", "B": "果园", "B.reason": "是。"}
TICKS = {"basis": "invented", "procedures": "civil-pil", "topics": "fruit", "grades": "junior", "sensitivity": "0"}


@pytest.fixture(scope="module")
def trial(mini: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Trial:
    root = tmp_path_factory.mktemp("web-form")
    for name, content in mini.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return Trial(source.read(root)[0])


@pytest.fixture
def form(trial: Trial, tmp_path: Path, browser: Any) -> Iterator[Watched]:
    checked = check(trial.source.root)
    (tmp_path / "case-form.html").write_text(web_form.write(checked.library, checked.templates), "utf-8")
    context = browser.new_context(accept_downloads=True)
    watched = watch(context, tmp_path.as_uri())
    watched.open("case-form.html")
    yield watched
    context.close()
    assert watched.faults == []


def answer(page: Page) -> None:
    """Fill the page as a careful lawyer does."""
    texts = {**FIELDS, **{f"box.{id}": text for id, text in BOXES.items()}}
    texts |= {f"sources.1.{key}": text for key, text in SOURCE.items() if key != "certainty"}
    texts |= {f"events.1.{key}": text for key, text in EVENT.items()}
    texts |= {f"sides.{at}.{key}": text for at, side in enumerate(SIDES, 1) for key, text in side.items()}
    texts |= {f"laws.{at}.{key}": text for at, law in enumerate(LAWS, 1) for key, text in law.items() if key != "when"}
    texts |= {f"q.1.{key}": text for key, text in QUESTION.items() if key != "right"}
    for name, text in texts.items():
        page.locator(f"[id='{name}']").fill(text)
    page.locator("[id='sources.1.certainty']").select_option(SOURCE["certainty"])
    for at, law in enumerate(LAWS, 1):
        page.locator(f"[id='laws.{at}.when']").select_option(law["when"])
    for name, value in {**TICKS, "q.1.right": QUESTION["right"]}.items():
        page.locator(f"input[name='{name}'][value='{value}']").check()


def saved(page: Page, button: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    return Path(download.value.path()).read_bytes()


def on_paper(trial: Trial) -> str:
    """The case that the Word form makes of the same answers."""
    names = {choice.id: choice.name.zh for row in _rows(trial) for choice in row.choices}
    names |= {"likely": "可能", "then": "案发时", "now": "现在"}
    fields = {**FIELDS, **{key: names[id] for key, id in TICKS.items()}}
    tables = {
        "sources": [{**SOURCE, "certainty": "可能"}],
        "events": [EVENT],
        "sides": SIDES,
        "laws": [{**law, "when": names[law["when"]]} for law in LAWS],
    }
    made = form_case.made(Filled(fields, BOXES, tables, [QUESTION]), trial.library)
    assert made.slips == []
    return made.text


def _rows(trial: Trial) -> Any:
    from fazhi.desk import form_rows

    return form_rows.about(trial.library)


def test_what_is_saved_is_what_the_program_would_write_and_passes_the_check(form: Watched, trial: Trial) -> None:
    answer(form.page)
    text = saved(form.page, "存zh.md").decode()
    assert text == on_paper(trial)
    problems = trial.judge({"cases/kiwi/zh.md": text})
    assert not [problem for problem in problems if problem.is_error]


def test_mistakes_are_listed_with_a_way_to_each(form: Watched) -> None:
    page = form.page
    page.locator("[id='id']").fill("Kiwi_1")
    page.locator("[id='sources.1.date']").fill("去年")
    page.locator("[id='box.facts']").fill("张某打13800138000。")
    page.locator("[id='q.1.A']").fill("一个答案")
    page.get_by_role("button", name="存zh.md").click()
    told = page.locator("#told")
    said = told.inner_text()
    for words in (
        "编号",
        "主题",
        "办案方式",
        "适合的学段",
        "来源1·日期",
        "小测验·第1题",
        "正确答案",
        "姓加某",
        "手机号",
    ):
        assert words in said, words
    assert page.evaluate("document.activeElement.id") == "told"
    told.get_by_role("link", name="“编号”", exact=False).click()
    assert page.evaluate("document.activeElement.id") == "id"
    assert page.locator("[id='id']").get_attribute("aria-invalid") == "true"


def test_a_half_filled_form_is_kept_in_a_file_and_nowhere_else(form: Watched, tmp_path: Path) -> None:
    answer(form.page)
    whole = saved(form.page, "存zh.md")
    kept = saved(form.page, "存半成品")
    assert json.loads(kept)["answers"]["title"] == [FIELDS["title"]]
    (tmp_path / "kept.json").write_bytes(kept)
    page = form.open("case-form.html")
    assert page.locator("#title").input_value() == ""
    page.locator("#file").set_input_files(tmp_path / "kept.json")
    until(page, "document.getElementById('title').value !== ''")
    assert saved(page, "存zh.md") == whole
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    (tmp_path / "other.json").write_text("{}")
    page.locator("#file").set_input_files(tmp_path / "other.json")
    until(page, "document.getElementById('told').textContent.indexOf('打不开') >= 0")


def test_every_field_has_a_name_and_fits_a_phone(form: Watched) -> None:
    page = form.page
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    nameless = page.evaluate(
        "Array.from(document.querySelectorAll('input:not([type=file]),textarea,select'))"
        ".filter(e => !e.labels.length).map(e => e.name)"
    )
    assert nameless == []
