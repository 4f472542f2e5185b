"""Class kits that are kept: nothing is made again that would be the same, and nothing kept that would not."""

import dataclasses
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment, meta
from pydantic import BaseModel

from fazhi import disk, kits
from fazhi import press as press_stage
from fazhi.check import run
from fazhi.checked import Checked
from fazhi.model.mark import Mark
from fazhi.model.settings import WHOLE_SITE, Scope, Settings
from fazhi.parse import repository
from fazhi.problems import as_text
from fazhi.render.edition import Edition
from fazhi.render.kit import lecture, quiz
from fazhi.render.kit.digest import Digests
from fazhi.render.kit.fault import Faulty
from fazhi.render.kit.kit import Kit, kit
from fazhi.render.kit.paper import Spot
from fazhi.render.kit.parts import Part
from fazhi.render.templates import environment
from fazhi.render.words import Words
from fazhi.source import Source

LESSON, CASE = "docs/lessons/fruit/{}.md", "cases/plum/{}.md"
Files = Mapping[str, bytes]


def checked(files: Files) -> Checked:
    """The dwarf repository, parsed and found good."""
    source = Source(Path("nowhere"), dict(sorted(files.items())))
    parsed, problems = repository.parse(source)
    library, wrong = run.check(parsed, problems)
    assert [as_text(each, "en") for each in (*problems, *wrong) if each.is_error] == []
    strings = {lang: data.value for lang, data in parsed.strings.items()}
    return Checked(source, library, Settings(site_url="https://fazhi.example/", copyright="x"), strings, [])


@pytest.fixture(scope="session")
def plain(mini: Files) -> Checked:
    return checked(mini)


def kits_of(found: Checked, scope: Scope = WHOLE_SITE, **library: object) -> dict[str, Kit]:
    assert found.settings
    env = environment(found.templates)
    whole = dataclasses.replace(found.library, **library)  # type: ignore[arg-type] # a test says which
    return {
        lang: kit(Edition(whole, Words(lang, found.strings[lang]), found.settings, scope), env) for lang in ("zh", "en")
    }


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "build" / "kit"


@pytest.fixture
def light(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Documents are not printed, which no test here is about, but told; and it is noted which."""
    told: list[str] = []

    def write(document: Any, _template: str) -> bytes:
        told.append(document.address)
        return f"{document.writer} {unmarked(document.form)}".encode()

    monkeypatch.setattr(press_stage, "_write", write)
    monkeypatch.setattr(press_stage, "_FEW", 1000)
    return told


def made(found: Checked, kept: Path, **how: Any) -> dict[str, bytes]:
    return kits.made(kits_of(found, **how), found.templates, kept, lambda _stage, _done, _count: None)


def unmarked(value: object) -> str:
    """A form in words, without the places that no reader sees."""
    return re.sub(r"Mark\(line=\d+, col=\d+\)", "", repr(value))


# --- what is kept --------------------------------------------------------------------------------------------


def test_nothing_is_made_twice(plain: Checked, kept: Path, light: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    first = made(plain, kept)
    assert len(light) > 10
    assert {path.rpartition(".")[2] for path in first} == {"html", "pptx", "docx", "pdf", "txt", "zip", "apkg"}
    light.clear()
    for module in (lecture, quiz):
        for name in ("deck", "gift"):
            monkeypatch.setattr(module, name, None, raising=False)
    assert made(plain, kept) == first
    assert light == []


def test_every_file_that_pages_link_to_is_made(plain: Checked, kept: Path, light: list[str]) -> None:
    for scope in (WHOLE_SITE, Scope(students=True)):
        files = made(plain, kept, scope=scope)
        linked = {
            f"{lang}/{file.address}"
            for lang, each in kits_of(plain, scope=scope).items()
            for rows in each.files().values()
            for file in rows
        }
        assert linked == {*files}


def test_lines_that_moved_make_nothing_again(mini: Files, plain: Checked, kept: Path, light: list[str]) -> None:
    first = made(plain, kept)
    light.clear()
    lower = dict(mini)
    for path in (LESSON.format("zh"), CASE.format("zh")):
        head, front, body = mini[path].decode().split("---\n", 2)
        lower[path] = f"{head}---\n# a remark\n{front}---\n\n\n\n{body}".encode()
    moved = checked(lower)
    assert moved.library.lessons != plain.library.lessons
    assert made(moved, kept) == first
    assert light == []


@pytest.mark.parametrize(
    ("path", "old", "new", "langs"),
    [
        (LESSON.format("zh"), "title: ", "title: 新", {"zh", "en"}),
        (LESSON.format("en"), "How many apples?", "How many ripe apples?", {"en"}),
    ],
)
def test_an_edit_makes_again_what_it_changes(
    path: str, old: str, new: str, langs: set[str], mini: Files, plain: Checked, kept: Path, light: list[str]
) -> None:
    first = made(plain, kept)
    light.clear()
    edited = checked({**mini, path: mini[path].replace(old.encode(), new.encode(), 1)})
    second = made(edited, kept)
    changed = {path for path, data in second.items() if first[path] != data}
    assert {path.split("/")[0] for path in changed if not path.endswith(".apkg")} == langs
    # Below the parts, the press keeps what an edit has not changed.
    assert {*light} <= changed


def test_what_is_about_other_entries_makes_nothing_again(plain: Checked, kept: Path, light: list[str]) -> None:
    """A case that no lesson tells, a word of the glossary, a new topic."""
    first = made(plain, kept)
    light.clear()
    before = {each.name for each in places(plain)}
    library = plain.library
    (told, *_) = library.lessons["fruit"].facts.cases
    other = dataclasses.replace(library.cases[told], id="another")
    changes: dict[str, Any] = {"cases": {**library.cases, "another": other}, "topics": {}, "terms": {}, "places": {}}
    assert {each.name for each in places(plain, **changes)} == before
    second = made(plain, kept, **changes)
    assert light == []
    assert {path for path in first if first[path] != second[path]} == {"zh/glossary-zh.apkg", "en/glossary-en.apkg"}


EVERY = 17
"""A prime, so that the places of a thing that comes again and again are all met."""
DAMAGE: Mapping[str, Callable[[bytes], bytes]] = {
    "a bit is turned": lambda data: data[:-1] + bytes([data[-1] ^ 1]),
    "it is empty": lambda _: b"",
    "it is cut short": lambda data: data[:40],
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_damaged_is_made_again_with_the_same_bytes(
    damage: str, plain: Checked, kept: Path, light: list[str]
) -> None:
    first = made(plain, kept)
    for path in sorted(kept.iterdir())[::5]:
        whole = path.read_bytes()
        path.write_bytes(DAMAGE[damage](whole))
        light.clear()
        assert made(plain, kept) == first
        assert len(light) <= 1
        assert path.read_bytes() == whole


def test_a_list_that_names_what_is_not_there_is_not_believed(plain: Checked, kept: Path, light: list[str]) -> None:
    first = made(plain, kept)
    for place in places(plain):
        names = json.loads(disk.kept(kept / place.name) or b"")
        disk.keep(kept / place.name, json.dumps(dict.fromkeys(names, "nowhere")).encode())
    assert made(plain, kept) == first


def test_what_nobody_asks_for_goes(mini: Files, plain: Checked, kept: Path, light: list[str]) -> None:
    made(plain, kept)
    names = {path.name for path in kept.iterdir()}
    (kept / ".half.tmp").write_bytes(b"x")
    (kept / "folder").mkdir()
    edited = {
        path: data.replace(b"title: ", b"title: x") if path == LESSON.format("zh") else data
        for path, data in mini.items()
    }
    made(checked(edited), kept)
    made(plain, kept)
    assert {path.name for path in kept.iterdir()} == names


def test_another_program_makes_everything_again(
    plain: Checked, kept: Path, light: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made(plain, kept)
    light.clear()
    before = {each.name for each in places(plain)}
    monkeypatch.setattr(kits, "made_with", lambda _packages, _libraries: "another")
    assert before.isdisjoint(each.name for each in places(plain))


# --- what cannot be made -------------------------------------------------------------------------------------


def test_every_problem_of_every_lesson_is_told(mini: Files, kept: Path, light: list[str]) -> None:
    """Also where some lessons are kept from before."""
    made(checked(mini), kept)
    path = LESSON.format("en")
    wrong = {path: mini[path].replace(b"How many apples?", b"How many apples? " * 200)}
    with pytest.raises(Faulty) as caught:
        made(checked({**mini, **wrong}), kept)
    assert [(each.path, each.rule) for each in caught.value.problems] == [(path, "kit-slide-full")]


# --- what decides --------------------------------------------------------------------------------------------


def places(found: Checked, **library: object) -> list[kits.Place]:
    return [
        place
        for lang, each in kits_of(found, **library).items()  # type: ignore[arg-type] # a test says which
        for place in kits._places(lang, each, found.templates)
    ]


OTHERWISE: Mapping[type, Callable[[Any], Any]] = {
    str: lambda text: text + "9",
    bool: lambda truth: not truth,
    int: lambda number: number + 1,
    float: lambda number: number + 1,
    date: lambda day: day + timedelta(days=1),
    bytes: lambda data: data + b"x",
}


def mutants(value: Any) -> Iterator[Any]:
    """The same value, each time with one thing changed in it, whatever it is; marks stay."""
    if isinstance(value, Mark | Spot):
        return
    change = next((change for kind, change in OTHERWISE.items() if isinstance(value, kind)), None)
    if change:
        yield change(value)
    for inside, rebuilt in fields(value):
        yield from map(rebuilt, mutants(inside))


def fields(value: Any) -> Iterator[tuple[Any, Callable[[Any], Any]]]:
    """What stands in a value, each with what gives the value with something else in that place."""
    kind = type(value)
    if isinstance(value, Mapping):
        yield from ((inside, lambda other, key=key: {**value, key: other}) for key, inside in value.items())
    elif isinstance(value, SimpleNamespace):
        for inside, rebuilt in fields(vars(value)):
            yield inside, lambda other, rebuilt=rebuilt: SimpleNamespace(**rebuilt(other))
    elif isinstance(value, tuple):
        build = kind if hasattr(kind, "_fields") else lambda *all_: all_
        for at, inside in enumerate(value):
            yield inside, lambda other, at=at: build(*value[:at], other, *value[at + 1 :])
    elif isinstance(value, BaseModel):
        for name in kind.model_fields:
            yield getattr(value, name), lambda other, name=name: value.model_copy(update={name: other})
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield getattr(value, field.name), lambda other, name=field.name: dataclasses.replace(value, **{name: other})


def told(edition: Edition, found: Checked) -> list[tuple[str, str]] | None:
    """The name of each part of an edition, and all that is in its documents; None where they cannot be made.

    What makes no sense is refused by the check, which has not seen it, and may stop a maker in any way.
    """
    try:
        each = list(kits._places("zh", kit(edition, environment(found.templates)), found.templates))
        return [(place.name, said(place.part)) for place in each]
    except Exception:  # noqa: BLE001 - see above
        return None


def said(part: Part) -> str:
    """All that is in the documents of a part and on its start pages."""
    documents = part.documents()
    lessons = getattr(part, "lessons", ())
    listed = [*part.listed, *(each for lesson in lessons for each in lesson.listed)]
    zipped = part.bundle({each.address: each.address.encode() for each in listed})
    return unmarked(documents) + zipped.hex()


def changed(edition: Edition) -> Iterator[Edition]:
    """An edition, each time with one thing changed in what its documents may be made of."""
    library = edition.library
    for name in ("lessons", "cases", "grades", "series", "channels", "laws", "packs", "images"):
        for other in mutants(getattr(library, name)):
            yield dataclasses.replace(edition, library=dataclasses.replace(library, **{name: other}))
    for settings in mutants(edition.settings):
        yield dataclasses.replace(edition, settings=settings)
    for scope in (Scope(pupils=44), Scope(students=True)):
        yield dataclasses.replace(edition, scope=scope)
    for strings in mutants(edition.words.t.kit):
        words = Words(edition.lang, {})
        words.t = SimpleNamespace(**{**vars(edition.words.t), "kit": strings})
        yield dataclasses.replace(edition, words=words)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_whatever_changes_a_document_changes_its_name(lang: str, plain: Checked) -> None:
    """Things in the library, and all else that documents are made of, are changed in turn, one at a time.

    There are thousands, and each takes a whole kit; so it is every so many of them, other ones in each language.
    """
    assert plain.settings
    edition = Edition(plain.library, Words(lang, plain.strings[lang]), plain.settings)
    usual = told(edition, plain)
    assert usual
    names, seen = {name for name, _ in usual}, {text for _, text in usual}
    felt = 0
    for each in islice(changed(edition), ("zh", "en").index(lang), None, EVERY):
        for name, text in told(each, plain) or ():
            if text not in seen:
                felt += 1
                assert name not in names
    assert felt > 10


def test_a_digest_is_of_everything_but_places(plain: Checked) -> None:
    digests = Digests()
    for value in (plain.library.lessons["fruit"], plain.library.laws, plain.settings, plain.library.images):
        usual = Digests().of(value)
        assert digests.of(value) == usual == digests.of(value)
        other = [digests.of(each) for each in mutants(value)]
        assert len({usual, *other}) == len(other) + 1
    assert digests.of(Mark(1, 1)) == digests.of(Mark(2, 5)) == digests.of(Spot("x", Mark(3, 3)))
    assert (
        len({digests.of(each) for each in ("1", 1, True, 1.0, None, ("1",), (("1",),), ("1", ""), b"1", {"1": ""})})
        == 10
    )
    with pytest.raises(TypeError):
        digests.of(print)


def test_a_template_of_the_kit_takes_in_no_other(plain: Checked) -> None:
    """So that the templates of the kit are all that a document is printed with."""
    own = {name: text for name, text in plain.templates.items() if name.startswith(kits.TEMPLATES)}
    assert len(own) >= 7
    taken = {
        name
        for each, text in own.items()
        if each.endswith(".j2")
        for name in meta.find_referenced_templates(Environment(autoescape=True).parse(text))
    }
    assert taken <= {*own}


@pytest.mark.parametrize("name", ["kit/paper.typ", "kit/slides.css.j2", "kit/start.html.j2"])
def test_a_template_decides_too(name: str, plain: Checked) -> None:
    before = {each.name for each in places(plain)}
    other = {**plain.templates, name: plain.templates[name] + " "}
    after = {each.name for lang, of in kits_of(plain).items() for each in kits._places(lang, of, other)}
    assert before.isdisjoint(after)
