"""The data files: whole, in the shape that their schema says, and without anything that is not to be handed out."""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from fazhi import disk
from fazhi.build import scoped
from fazhi.checked import Checked, check
from fazhi.model.blocks import Chart, Flow, Items, Lane, Notes, Paragraph, Quote, Section, Table, Text, plain
from fazhi.model.fields import LANGUAGES
from fazhi.model.library import Case
from fazhi.model.mark import Mark
from fazhi.model.settings import WHOLE_SITE, Scope
from fazhi.render.data import files, schema, section_text
from fazhi.render.data_table import cell
from fazhi.render.data_views import FORMAT, CasesFile
from fazhi.render.edition import Edition, case_words
from fazhi.render.words import Words

Repo = Callable[..., Path]
SECRETS = ("只给主讲人看", "FOR-THE-PRESENTER-ONLY")
NAMES = ("data/cases.json", "data/cases.csv", "data/schema/cases.schema.json")


def data_of(checked: Checked, scope: Scope = WHOLE_SITE) -> tuple[str, str, str]:
    """The JSON, the CSV and the schema of an edition."""
    assert checked.good, checked.problems
    library, settings = scoped(checked, scope).library, checked.settings
    assert settings is not None
    editions = {lang: Edition(library, Words(lang, checked.strings[lang]), settings, scope) for lang in LANGUAGES}
    found = {path: "".join(pieces) for path, pieces in files(editions)}
    return found[NAMES[0]], found[NAMES[1]], found[NAMES[2]]


@pytest.fixture(scope="module")
def small(mini: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Checked:
    root = tmp_path_factory.mktemp("data")
    disk.sync(root, mini)
    return check(root)


@pytest.fixture(scope="module")
def real(ROOT: Path) -> Checked:
    return check(ROOT)


# --- JSON --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("which", ["small", "real"])
def test_the_file_has_the_shape_that_the_schema_says(which: str, request: pytest.FixtureRequest) -> None:
    text, _, said = data_of(request.getfixturevalue(which))
    found = CasesFile.model_validate_json(text)
    assert json.loads(text) == found.model_dump(mode="json")
    assert found.version == FORMAT
    made = json.loads(said)
    assert made == json.loads(json.dumps(schema("https://fazhi.example/")))
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert not unsaid(made, made, json.loads(text))


def unsaid(root: Mapping[str, object], rule: object, value: object, where: str = "") -> list[str]:
    """Where a value does not follow a JSON Schema, as far as ours uses it; a keyword unknown here is a failure too."""
    assert isinstance(rule, dict)
    rule = dict(rule)
    if "$ref" in rule:
        target = root["$defs"][rule["$ref"].removeprefix("#/$defs/")]  # type: ignore[index]
        return unsaid(root, target, value, where)
    if "anyOf" in rule:
        return [] if any(not unsaid(root, each, value, where) for each in rule["anyOf"]) else [where]
    for key in ("title", "description", "default", "$defs", "$schema", "$id", "format"):
        rule.pop(key, None)
    types = {"string": str, "integer": int, "boolean": bool, "null": type(None), "array": list, "object": dict}
    kind = rule.pop("type")
    wrong = [] if isinstance(value, types[kind]) else [f"{where}: no {kind}"]
    if wrong:
        return wrong
    if isinstance(value, str):
        wrong += [where] if value not in rule.pop("enum", [value]) else []
        wrong += [where] if not re.search(rule.pop("pattern", ""), value) else []
    if isinstance(value, int):
        wrong += [where] if not rule.pop("minimum", value) <= value <= rule.pop("maximum", value) else []
    if isinstance(value, list):
        items = rule.pop("items")
        wrong += [each for at, one in enumerate(value) for each in unsaid(root, items, one, f"{where}/{at}")]
    if isinstance(value, dict):
        known, more = rule.pop("properties", {}), rule.pop("additionalProperties")
        names = rule.pop("propertyNames", {"enum": list(value)})["enum"]
        wrong += [f"{where}: lacks {key}" for key in rule.pop("required", ()) if key not in value]
        for key, inside in value.items():
            allowed = known.get(key) or more
            wrong += unsaid(root, allowed, inside, f"{where}/{key}") if allowed and key in (names or known) else [key]
    assert not rule.keys() - {"enum", "pattern", "minimum", "maximum"}, rule
    return wrong


def test_the_schema_refuses_what_is_wrong(small: Checked) -> None:
    text, _, said = data_of(small)
    made = json.loads(said)
    for path, value in (
        (("version",), "2.0.0"),
        (("cases", 0, "sensitivity"), 3),
        (("cases", 0, "status"), "secret"),
        (("cases", 0, "texts", "zh", "timeline", 0, "date"), "2020年"),
        (("cases", 0, "more"), 1),
    ):
        wrong = json.loads(text)
        place = wrong
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value
        assert unsaid(made, made, wrong), path
        with pytest.raises(ValueError, match="validation error"):
            CasesFile.model_validate(wrong)


def test_a_case_whose_law_moved_is_to_be_checked_again(repo: Repo, mini: Mapping[str, bytes]) -> None:
    laws, old = "docs/reference/laws.yml", '  articles: ["253-1"]\n'
    new = '    - {id: "2026", in_force: 2026-06-01, certainty: certain}\n'
    text, table, _ = data_of(check(repo({laws: mini[laws].decode().replace(old, new + old)})))
    cases = {case["id"]: case["status"] for case in json.loads(text)["cases"]}
    assert cases["apple"] == "needs-recheck"
    assert "needs-recheck" in next(line for line in table.splitlines() if line.startswith("apple,en,"))


def test_it_holds_what_lists_show(small: Checked) -> None:
    statuses = {id: (case.facts.status, case.facts.sensitivity) for id, case in small.library.cases.items()}
    found = CasesFile.model_validate_json(data_of(small)[0])
    listed = {
        id
        for id, (status, level) in statuses.items()
        if status in ("published", "needs-recheck", "outline") and level < 3
    }
    assert {case.id for case in found.cases} == listed
    assert {"draft", "withdrawn"} <= {status for status, _ in statuses.values()}
    assert len(listed) >= 2


def test_what_a_case_says(real: Checked) -> None:
    found = {case.id: case for case in CasesFile.model_validate_json(data_of(real)[0]).cases}
    assert set(found) == set(real.library.cases)
    case = found["short-video-app"]
    assert set(case.texts) == {"zh", "en"}
    for lang, text in case.texts.items():
        assert text.address == f"{lang}/cases/short-video-app.html"
        assert [section.id for section in text.sections][:4] == ["facts", "question", "actions", "outcome"]
        assert {"law", "you"} <= {section.id for section in text.sections}
        assert [event.date for event in text.timeline] == [event.date for event in case.texts["zh"].timeline]
        assert all(len(event.date.split("/")) <= 2 for event in text.timeline)
        assert all(date.fromisoformat((event.date.split("/")[0] + "-01-01")[:10]) for event in text.timeline)
    assert case.official
    assert case.official.number == "检例第141号"
    official = official_titles(real)
    assert len(official) > 10
    said = "".join(data_of(real))
    assert [title for title in official if title in said] == []
    assert case.official.series in {series.id for series in CasesFile.model_validate_json(data_of(real)[0]).series}
    assert "my-data" in {lesson.id for lesson in case.lessons}
    ml = next(law for law in case.laws if law.law == "ml")
    assert set(ml.articles) <= {*real.library.laws["ml"].articles, *real.library.laws["ml"].articles_likely}
    assert {source.certainty for source in case.sources} <= {"certain", "likely"}


def official_titles(checked: Checked) -> set[str]:
    """The titles under which cases were published: they hold surnames, and stand in the citation block alone."""
    texts = (text for case in checked.library.cases.values() for text in case.texts.values())
    words = (case_words(text).official for text in texts)
    return {official.title for official in words if official}


def test_nothing_of_the_presenters_and_no_quiz(repo: Repo, mini: Mapping[str, bytes]) -> None:
    notes = "/// notes\n只给主讲人看：先听他说。\n///\n"
    text = mini["cases/apple/zh.md"].decode()
    heading = "## 时间线 {#timeline}"
    assert text.count(heading) == 1
    checked = check(repo({"cases/apple/zh.md": text.replace(heading, f"{notes}\n{heading}")}))
    assert SECRETS[0] in checked.source.files["cases/apple/zh.md"].decode()
    said = "".join(data_of(checked))
    assert [secret for secret in SECRETS if secret in said] == []
    quiz = checked.library.cases["apple"].original.section("quiz")
    assert quiz
    reasons = [plain(option.reason) for question in quiz.questions for option in question.options]
    assert reasons
    assert [reason for reason in reasons if len(reason) > 3 and reason in said] == []


def test_an_edition_says_so(small: Checked) -> None:
    found = CasesFile.model_validate_json(data_of(small, Scope("primary-upper", students=True))[0])
    assert (found.edition.grade, found.edition.students) == ("primary-upper", True)
    assert found.edition.note
    assert "小学高年级" in found.edition.note.get("zh")
    assert {grade.id for grade in found.grades} == {"primary-upper"}
    whole = CasesFile.model_validate_json(data_of(small)[0])
    assert whole.edition.note is None
    assert len(found.cases) < len(whole.cases)


def test_one_sentence_changes_one_case(repo: Repo, mini: Mapping[str, bytes], small: Checked) -> None:
    text = mini["cases/apple/zh.md"].decode()
    assert text.count("1000万个苹果") == 1
    changed = json.loads(data_of(check(repo({"cases/apple/zh.md": text.replace("一家果园把", "那家果园把")})))[0])
    before = json.loads(data_of(small)[0])
    for case in (changed, before):
        for each in case["cases"]:
            for said in each["texts"].values():
                said["behind"] = []
    different = [
        (old["id"], lang, section["id"])
        for old, new in zip(before["cases"], changed["cases"], strict=True)
        for lang in old["texts"]
        for section, other in zip(old["texts"][lang]["sections"], new["texts"][lang]["sections"], strict=True)
        if section != other
    ]
    assert different == [("apple", "zh", "facts")]


def test_the_address_of_the_site_is_named_when_there_is_one(repo: Repo, mini: Mapping[str, bytes]) -> None:
    text = mini["mkdocs.yml"].decode().replace("https://fazhi.example/", "https://school.example.org/law/")
    made, _, said = data_of(check(repo({"mkdocs.yml": text})))
    assert json.loads(made)["site"] == "https://school.example.org/law/"
    assert json.loads(said)["$id"] == "https://school.example.org/law/data/schema/cases.schema.json"


# --- plain text --------------------------------------------------------------------------------------------


def test_a_section_is_told_in_lines() -> None:
    mark = Mark(1, 1)

    def said(text: str) -> tuple[Text, ...]:
        return (Text(text),)

    def paragraph(text: str) -> Paragraph:
        return Paragraph(said(text), mark)

    table = Table((said("谁"), said("几个")), ((said("甲"), said("3")),), mark)
    inside = Items(True, ((paragraph("b"),), (paragraph("c"),)), mark)
    blocks = (
        paragraph("一"),
        Items(False, ((paragraph("a"), inside),), mark),
        table,
        Chart(table, (3.0,), mark),
        Quote((paragraph("问"),), mark),
        Flow((Lane(said("路"), (said("走"), said("到"))),), mark),
        Notes((paragraph("密"),), mark),
    )
    text = section_text(Section("x", "x", mark, None, blocks, (), (), ""))
    table_lines = ["谁 | 几个", "甲 | 3"]
    assert text.split("\n") == ["一", "- a", "1. b", "2. c", *table_lines, *table_lines, "问", "路: 走 → 到"]


# --- CSV ---------------------------------------------------------------------------------------------------


def test_a_row_for_each_case_and_language(real: Checked) -> None:
    made, table, _ = data_of(real)
    assert table.startswith("\ufeff")
    found = CasesFile.model_validate_json(made)
    rows = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"), newline=""), strict=True))
    assert [(row["id"], row["language"]) for row in rows] == [(c.id, lang) for c in found.cases for lang in c.texts]
    first = rows[0]
    assert first["title"] == found.cases[0].texts["zh"].title
    assert first["facts"] == found.cases[0].texts["zh"].sections[0].text
    assert None not in first
    assert all(len(row) == len(first) for row in rows)


def test_lines_end_as_the_standard_says(small: Checked) -> None:
    table = data_of(small)[1]
    assert table.endswith("\r\n")
    assert table.count("\r\n") == 1 + sum(len(case.texts) for case in _cases(small))
    assert "\r" not in table.replace("\r\n", "")


def _cases(checked: Checked) -> list[Case]:
    ids = {case.id for case in CasesFile.model_validate_json(data_of(checked)[0]).cases}
    return [case for id, case in checked.library.cases.items() if id in ids]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(start: str) -> None:
    assert cell(f"{start}1+1") == f"'{start}1+1"
    assert cell(f"1{start}1") == f"1{start}1"


def test_a_hostile_title_stays_text(repo: Repo, mini: Mapping[str, bytes]) -> None:
    text = mini["cases/pear/zh.md"].decode()
    evil = '=HYPERLINK(x)，他说","\''
    quoted = evil.replace("'", "''")
    changed = check(repo({"cases/pear/zh.md": text.replace("title: 梨的案子", f"title: '{quoted}'", 1)}))
    made, table, _ = data_of(changed)
    rows = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"), newline=""), strict=True))
    row = next(row for row in rows if (row["id"], row["language"]) == ("pear", "zh"))
    assert row["title"] == f"'{evil}"
    assert not [value for row in rows for value in row.values() if value.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert next(c for c in json.loads(made)["cases"] if c["id"] == "pear")["texts"]["zh"]["title"] == evil
