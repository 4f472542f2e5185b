"""The first and the third wall, each alone, against every hostile shape at every place.

The first refuses a text at its place, or takes it for words and nothing else. The third reads finished pages, into
which the shape got as markup. tests/test_hostile.py and tests/browser/test_walls.py hold the second and the fourth.
"""

import dataclasses
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from fazhi import source
from fazhi.check.run import check as run_checks
from fazhi.parse import repository
from fazhi.problems import Problem
from fazhi.verify import page
from payloads import CARELESS, SHAPES, Shape
from poisoning import KEPT, written

ADDRESSES = frozenset("target law picture source-mark id moment url series procedure".split())
"""Places at which nothing stands but an address, an id or a date: there is no shape that may stand there."""
FRONT = """---
title: @title
summary: @summary
basis: invented
status: draft
official:
  title: @official
  series: @series
  published: 2021-01-01
  number: @number
place: @place
organs: [@organ]
procedures: [@procedure]
topics: [fruit]
grades: [junior]
sensitivity: 1
content_note: @note
law_as_of: 2021-01-01
updated: 2021-01-01
sources:
  - id: gazette
    publisher: @publisher
    title: @source
    date: "2021"
    certainty: likely
    url: @url
people:
  authors: [@author]
media:
  - file: tree.png
    licence: own
    author: @artist
persons:
  - id: child
    minor: true
    forms: [@form]
---
"""
BODY = """
## @section {#facts}

@paragraph

x **@strong** *@stressed* [@words](#facts) x[^gazette].

- @item
  1. @inner

> @quote

| x | y |
|---|---|
| z | @cell |

@footnote x[^@source-mark].

[x](@target) x.

[x](law:@law) x.

![@alt](media/tree.png)

![x](@picture)

/// notes
@presenter
///

## x {#timeline}

- **2021** @event
- **@moment** x

## x {#question}

x

### @side {#side-a}

x

## x {#law}

- [@citation](law:ml#72) x

## x {#quiz}

### @asked {#q1}

- [x] @option — @reason
- [ ] x — x

### x {#@id}

x
"""
TERM = """- id: @id
  zh: @zh
  zh_also: [@also]
  pinyin: @pinyin
  en: @en
  basis: ours
  explain: {zh: @explain, en: @explained}
"""


_GAP = re.compile("@([a-z-]+)")


class Place(NamedTuple):
    """Where a shape was put: a file, the name of the place, its first and its last line."""

    shape: Shape
    path: str
    name: str
    first: int
    last: int


def filled(path: str, shape: Shape, template: str, first: int, *, quoted: bool) -> tuple[str, list[Place]]:
    """A template with the shape in each of its gaps, from line ``first`` of a file; in YAML it is ``quoted``."""
    said = json.dumps(shape.text, ensure_ascii=False) if quoted else shape.text
    lines: list[str] = []
    places: list[Place] = []
    for line in template.splitlines():
        start = first + len(lines)
        lines += _GAP.sub(lambda _: said, line).split("\n")
        places += [Place(shape, path, name, start, first + len(lines) - 1) for name in _GAP.findall(line)]
    return "\n".join(lines) + "\n", places


def hostile_case(shape: Shape) -> tuple[str, bytes, list[Place]]:
    """A case with the shape at every place that a case has."""
    path = f"cases/s{shape.number}/zh.md"
    front, places = filled(path, shape, FRONT, 1, quoted=True)
    body, more = filled(path, shape, BODY, front.count("\n") + 1, quoted=False)
    return path, (front + body).encode(), places + more


class Told(NamedTuple):
    """What the check says about a repository in which every shape stands everywhere."""

    documents: Mapping[str, Any]
    errors: Mapping[str, list[Problem]]
    places: list[Place]

    def refused(self, path: str, first: int, last: int) -> bool:
        """Whether there is an error on one of the lines."""
        return any(first <= problem.mark.line <= last for problem in self.errors[path])


@pytest.fixture(scope="module")
def told(mini: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Told:
    checked = written(mini, tmp_path_factory.mktemp("walls"))
    files, places = dict(checked.source.files), []
    for path, data, some in map(hostile_case, SHAPES):
        files[path] = data
        places += some
    terms = "docs/reference/glossary.yml"
    text = files[terms].decode()
    for shape in SHAPES:
        row, some = filled(terms, shape, TERM, text.count("\n") + 1, quoted=True)
        text += row
        places += some
    files[terms] = text.encode()
    parsed, problems = repository.parse(dataclasses.replace(checked.source, files=files))
    _, more = run_checks(parsed, problems)
    errors = defaultdict(list)
    for problem in [*problems, *more]:
        if problem.is_error:
            errors[problem.path].append(problem)
    return Told(parsed.documents, errors, places)


def kept(value: Any, line: int = 0) -> Iterator[tuple[int, str]]:
    """Every text of a document that is an address or an id, with its line."""
    if isinstance(value, tuple):
        for each in value:
            yield from kept(each, line)
    elif dataclasses.is_dataclass(value):
        here = getattr(value, "mark", None)
        line = here.line if here else line
        for field in dataclasses.fields(value):
            inside = getattr(value, field.name)
            if not isinstance(inside, str):
                yield from kept(inside, line)
            elif field.name in KEPT - {"digest"}:
                yield line, inside


# --- the first wall: refused at its place, or words ------------------------------------------------------


def test_every_shape_is_put_at_every_place(told: Told) -> None:
    assert len(SHAPES) >= 300
    assert len({(place.name, place.path.split("/")[1]) for place in told.places}) >= 39 * len(SHAPES)


def test_no_shape_stands_where_an_address_must(told: Told) -> None:
    left = [place for place in told.places if place.name in ADDRESSES and not told.refused(*place[1:2], *place[3:])]
    assert not left, left[:5]


def test_what_is_not_refused_is_words_and_nothing_else(told: Told) -> None:
    for shape in SHAPES:
        path = f"cases/s{shape.number}/zh.md"
        for line, text in kept(told.documents[path].sections):
            assert str(shape.number) not in text or told.refused(path, line, line), (path, line, text)


def test_markup_in_a_body_is_refused_at_its_line(told: Told) -> None:
    tags = [place for place in told.places if re.search("</?[A-Za-z!?]", place.shape.text)]
    body = [
        place for place in tags if place.name in ("paragraph", "cell", "item", "quote", "option", "footnote", "event")
    ]
    assert len(body) > 2000
    left = [place for place in body if not told.refused(place.path, place.first, place.last)]
    assert not left, left[:5]


def test_nothing_of_it_would_be_built(told: Told) -> None:
    assert all(told.errors[f"cases/s{shape.number}/zh.md"] for shape in SHAPES)


PLACES = (("cases/", ""), ("docs/reference/", ".yml"))


def test_a_shape_is_no_name_of_a_file_or_folder(tmp_path: Path) -> None:
    names = {shape.text for shape in SHAPES if not set("/\0") & set(shape.text) and len(shape.text.encode()) < 250}
    assert len(names) > 150
    for name in sorted(names):
        (tmp_path / "cases" / name).mkdir(parents=True)
        (tmp_path / "cases" / name / "zh.md").write_text("x", "utf-8")
        (tmp_path / "docs" / "reference").mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / "reference" / f"{name}.yml").write_text("x", "utf-8")
    found, problems = source.read(tmp_path)
    assert not found.files
    assert len(problems) == 2 * len(names)
    shown = {"".join(char if char.isprintable() else "?" for char in name) for name in names}
    assert {problem.path for problem in problems} == {f"{at}{name}{end}" for at, end in PLACES for name in shown}


# --- the third wall: markup in a finished page -----------------------------------------------------------


INNOCENT = {"body": "x", "title": "x", "meta": "x", "double": "x", "href": "https://example.org/", "class": "x"}


@pytest.mark.parametrize("place", sorted(INNOCENT))
def test_a_page_without_a_shape_has_no_fault(place: str) -> None:
    assert page(CARELESS[place](INNOCENT[place]).replace("{csp}", "")) == []


def test_every_shape_that_got_into_a_page_is_a_fault_of_it() -> None:
    missed = [shape for shape in SHAPES if not page(shape.careless())]
    assert not missed, [(shape.number, shape.text) for shape in missed]


FORBIDDEN = {
    "<script>fire(1)</script>": "this <script> is none of the program's own",
    '<script src="https://canary.invalid/1"></script>': "loads https://canary.invalid/1",
    '<script src="data:,fire(1)"></script>': "loads data:",
    '<b onclick="fire(1)">x</b>': "the attribute onclick",
    '<img src="x.png" alt="" onerror="fire(1)">': "the attribute onerror",
    '<p style="background: url(x)">x</p>': "the attribute style",
    '<a href="javascript:fire(1)">x</a>': "the link javascript:fire(1) is not allowed",
    '<a href="&#106;ava&Tab;script:fire(1)">x</a>': "is not allowed",
    '<a href="data:text/html,x">x</a>': "the link data:text/html,x is not allowed",
    '<a href="vbscript:x">x</a>': "the link vbscript:x is not allowed",
    '<a href="//canary.invalid/">x</a>': "the link //canary.invalid/ is not allowed",
    '<a href="/\\canary.invalid/">x</a>': "is not allowed",
    '<a href="x" ping="https://canary.invalid/">x</a>': "the attribute ping",
    '<img src="https://canary.invalid/1" alt="">': "loads https://canary.invalid/1",
    '<img src="x.png" srcset="//canary.invalid/1 2x" alt="">': "loads //canary.invalid/1",
    '<form action="https://canary.invalid/"><input type="text" name="x"></form>': "https://canary.invalid/",
    '<iframe src="x"></iframe>': "the element <iframe>",
    '<object data="x"></object>': "the element <object>",
    '<embed src="x">': "the element <embed>",
    '<base href="x">': "the element <base>",
    '<video src="x"></video>': "the element <video>",
    "<math></math>": "the element <math>",
    "<template></template>": "the element <template>",
    "<style>p { color: red }</style>": "this <style> is none of the program's own",
    '<meta http-equiv="refresh" content="0; url=https://canary.invalid/">': "loads 0; url=https://canary.invalid/",
    '<svg><a href="x">x</a></svg>': "<a> must not stand here",
    "<svg><animate></animate></svg>": "the element <animate>",
    "<svg><foreignObject></foreignObject></svg>": "the markup here is not written as ours is: <foreignObject>",
    "<!-- x -->": "the markup here is not written as ours is: <!--",
    "<b onclick=fire(1)>x</b>": "the markup here is not written as ours is: <b onclick=fire(1)>",
    "<IMG SRC=x>": "the markup here is not written as ours is: <IMG",
    "</body>": "</body>",
    "x\x00": "the character",
    "\u202ex": "the character",
    '<p id="a">x</p><p id="a">x</p>': "stands twice",
}
"""What must not stand in a finished page, and what is said of it."""


@pytest.mark.parametrize("markup", FORBIDDEN)
def test_a_fault_names_what_is_forbidden(markup: str) -> None:
    faults = page(CARELESS["body"](markup).replace("{csp}", ""))
    assert any(FORBIDDEN[markup] in fault for fault in faults), faults
