"""The zips that go on a USB stick: a lesson, the four lessons of a year, and the whole site.

What only the presenter may see lies in a folder of its own, apart from what is handed out.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, NamedTuple

from jinja2 import Environment

from fazhi.model.library import Lesson
from fazhi.model.reference import Pack
from fazhi.render.edition import Edition
from fazhi.render.kit.archive import Member, Place, checksums, listed, ordered, packed, write
from fazhi.render.kit.archive import member as ready
from fazhi.render.kit.document import Audience, Listed
from fazhi.render.kit.fault import Unprintable
from fazhi.render.kit.imprint import Imprint, imprint, year_imprint
from fazhi.render.views import Ref

START = "start.html"
SUMS = "SHA256SUMS.txt"
SITE_FOLDER = "fazhi"
LONGEST = 120
"""Characters of a path in a zip. Windows stops at 260, and the folder into which it is unpacked counts too."""
HREFLANG = {"zh": "zh-Hans", "en": "en"}


class Made(NamedTuple):
    """A document and what its writer made of it."""

    document: Listed
    data: bytes


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of document on a start page: what it is called, what it is for, and its files."""

    name: str
    hint: str
    files: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder on a start page: for whom it is, and what may be done with it."""

    name: Audience
    label: str
    rule: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A lesson on the start page of a year."""

    title: Ref
    summary: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Start:
    """A start page. ``reason`` and ``steps`` are those of a year; ``folders`` hold what is not below a step."""

    hreflang: str
    kind: str
    title: str
    summary: str
    facts: tuple[str, ...]
    notices: tuple[str, ...]
    reason: str
    steps: tuple[Step, ...]
    folders: tuple[Folder, ...]
    imprint: Imprint


def lesson(edition: Edition, env: Environment, lesson: Lesson, documents: Iterable[Made]) -> bytes:
    """Bundle a lesson: its documents by their readers, a start page, checksums; all in a folder ``<id>-<language>``.

    Raises Unprintable if a path becomes too long for Windows, ValueError if two documents have the same file name.
    """
    files = _lesson_files(edition, env, lesson, documents)
    return _bundled(f"{lesson.id}-{edition.lang}", files, edition.text(lesson).path)


def pack(
    edition: Edition,
    env: Environment,
    pack: Pack,
    lessons: Sequence[tuple[Lesson, Sequence[Made]]],
    documents: Iterable[Made],
) -> bytes:
    """Bundle a year: the lessons in their order, each with all that its own bundle has, and what belongs to the year.

    Of ``documents`` there is above all the record sheet. Raises like ``lesson``.
    """
    documents = tuple(documents)
    files = _placed(documents)
    folders = [f"{number}-{each.id}" for number, (each, _) in enumerate(lessons, 1)]
    for folder, (each, own) in zip(folders, lessons, strict=True):
        files |= _below(folder, _lesson_files(edition, env, each, own))
    steps = tuple(_step(edition, folder, each) for folder, (each, _) in zip(folders, lessons, strict=True))
    files[START] = _page(env, edition, _year(edition, pack, steps, documents))
    return _bundled(f"year-{pack.id}-{edition.lang}", files, "docs/reference/packs.yml")


def site(file: IO[bytes], digests: Mapping[str, bytes], member: Callable[[str], Member]) -> dict[str, Place]:
    """Bundle the whole site into a file, one member after the other, in a folder ``fazhi``.

    ``digests`` are the SHA-256 digests by path below ``site/``, without this bundle itself; ``member`` gives each file
    as it stands in a zip. Its ``index.html`` is opened by double click. Gives the places of the deflated ones by path.
    Raises like ``lesson``.
    """
    sums = listed(digests)
    names = [f"{SITE_FOLDER}/{path}" for path in (*digests, SUMS)]
    _measure(names, "mkdocs.yml")
    paths = ((name, name.removeprefix(f"{SITE_FOLDER}/")) for name in ordered(names))
    places = write(file, ((name, ready(SUMS, sums) if path == SUMS else member(path)) for name, path in paths))
    return {name.removeprefix(f"{SITE_FOLDER}/"): place for name, place in places.items()}


def _bundled(folder: str, files: Mapping[str, bytes], path: str) -> bytes:
    """Add checksums and pack everything below one folder; ``path`` is the source to name if that cannot be done."""
    every = _below(folder, {**files, SUMS: checksums(files)})
    _measure(every, path)
    return packed(every)


def _measure(names: Collection[str], path: str) -> None:
    """Raise Unprintable if a name in a bundle is too long for Windows."""
    longest = max(names, key=len)
    if len(longest) >= LONGEST:
        raise Unprintable(path, None, "kit-long-path", name=longest, limit=str(LONGEST - 1))


def _below(folder: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {f"{folder}/{name}": data for name, data in files.items()}


def _lesson_files(edition: Edition, env: Environment, lesson: Lesson, documents: Iterable[Made]) -> dict[str, bytes]:
    documents = tuple(documents)
    return {**_placed(documents), START: _page(env, edition, _start(edition, lesson, documents))}


def _placed(documents: Iterable[Made]) -> dict[str, bytes]:
    """Documents by their place in a bundle."""
    files: dict[str, bytes] = {}
    for document, data in documents:
        place = _place(document)
        if place in files:
            raise ValueError(f"two documents at {place}")
        files[place] = data
    return files


def _place(document: Listed) -> str:
    return f"{document.audience}/{posixpath.basename(document.address)}"


# --- start pages --------------------------------------------------------------------------------------


def _page(env: Environment, edition: Edition, view: Start) -> bytes:
    text = env.get_template("kit/start.html.j2").render(view=view, t=edition.words.t, lang=edition.lang, sums=SUMS)
    return text.encode()


def _start(edition: Edition, lesson: Lesson, documents: Sequence[Made]) -> Start:
    words = edition.text(lesson).words
    return Start(
        hreflang=HREFLANG[edition.lang],
        kind=edition.words.t.kit.start.kit,
        title=words.title,
        summary=words.summary,
        facts=_facts(edition, lesson),
        notices=imprint(edition, lesson).notices,
        reason="",
        steps=(),
        folders=tuple(_folders(edition, documents)),
        imprint=imprint(edition, lesson),
    )


def _year(edition: Edition, pack: Pack, steps: tuple[Step, ...], documents: Sequence[Made]) -> Start:
    t, grade = edition.words.t.kit.start, edition.library.grades[pack.grade]
    return Start(
        hreflang=HREFLANG[edition.lang],
        kind=t.kit,
        title=t.year.format(grade=grade.name[edition.lang]),
        summary=t.own,
        facts=(grade.years[edition.lang],),
        notices=(),
        reason=pack.reason[edition.lang],
        steps=steps,
        folders=tuple(_folders(edition, documents)),
        imprint=year_imprint(edition, pack),
    )


def _facts(edition: Edition, lesson: Lesson) -> tuple[str, ...]:
    """For whom a lesson is, how long it takes, what is done, and whether its story is real."""
    facts, words = lesson.facts, edition.words
    minutes = words.t.lesson.minutes.format(n=facts.minutes)
    activity, basis = words.label("activity", facts.activity), words.label("basis", facts.basis)
    return (edition.grades(lesson), minutes, activity, basis)


def _step(edition: Edition, folder: str, lesson: Lesson) -> Step:
    words = edition.text(lesson).words
    return Step(Ref(f"{folder}/{START}", words.title), words.summary, _facts(edition, lesson))


def _folders(edition: Edition, documents: Sequence[Made]) -> Iterator[Folder]:
    """The folders in which there is something."""
    labels, t = edition.words.t.kit.audience, edition.words.t.kit.start
    said: dict[Audience, tuple[str, str]] = {
        "presenter": (labels.presenter, t.presenter),
        "students": (labels.students, t.students),
    }
    for audience, (label, rule) in said.items():
        inside = [made.document for made in documents if made.document.audience == audience]
        if inside:
            yield Folder(audience, label, rule, tuple(_rows(edition, inside)))


def _rows(edition: Edition, documents: Sequence[Listed]) -> Iterator[Row]:
    """Documents by kind, in the order in which each kind comes up first."""
    t = edition.words.t.kit
    for kind in dict.fromkeys(document.kind for document in documents):
        files = (_place(document) for document in documents if document.kind == kind)
        refs = tuple(Ref(place, posixpath.basename(place)) for place in files)
        yield Row(getattr(t.files, kind), getattr(t.hints, kind), refs)
