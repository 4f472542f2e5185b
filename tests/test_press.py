"""Printing the documents of the class kit: once, all at once, always the same bytes, and never half of one."""

import dataclasses
import multiprocessing
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from fazhi import disk, program
from fazhi import press as press_stage
from fazhi.checked import check
from fazhi.model.mark import Mark
from fazhi.press import press
from fazhi.problems import as_text
from fazhi.render.edition import Edition
from fazhi.render.kit import crib, worksheet
from fazhi.render.kit.deck import Deck, Line, Slide, Written
from fazhi.render.kit.document import Document
from fazhi.render.kit.fault import Faulty
from fazhi.render.kit.imprint import Imprint
from fazhi.render.kit.paper import Head, Paper, Para
from fazhi.render.kit.text import run
from fazhi.render.words import Words

FOOT = Imprint("fruit", "2026-11-21", "fruit · 2026-11-21", "编写", "", (), "docs/lessons/fruit/zh.md")
HERE = Mark(7, 3)
DAMAGE: Mapping[str, Callable[[bytes], bytes]] = {
    "a bit is turned": lambda data: data[:-1] + bytes([data[-1] ^ 1]),
    "its digest is turned": lambda data: bytes([data[0] ^ 1]) + data[1:],
    "it is cut short": lambda data: data[: len(data) // 2],
    "it is empty": lambda data: b"",
    "it is too long": lambda data: data + b"x",
}


def paper(text: str, name: str = "plan", path: str = FOOT.path, *, one_page: bool = False) -> Paper:
    foot = dataclasses.replace(FOOT, path=path)
    blocks = (Head(1, "一"), Para(run(text), HERE))
    title = "水果"
    return Paper(
        name,
        "zh",
        title,
        "教案",
        blocks,
        foot,
        "presenter",
        "讲课人用",
        one_page=one_page,
        page_label="{n}/{total}",
    )


def slides(text: str) -> Deck:
    body = Written((Line("text", run(text), HERE),))
    return Deck("fruit", "zh", text[:20], text, (Slide("cover", "cover", text[:20], body, HERE, path=FOOT.path),), FOOT)


def documents(*texts: str) -> list[Document]:
    """Each text as slides, as DOCX and as PDF."""
    found = []
    for text in texts:
        found.append(Document(f"zh/{text}.pptx", "pptx", "presenter", "pptx", slides(text)))
        found.append(Document(f"zh/{text}.docx", "plan", "presenter", "docx", paper(text)))
        found.append(Document(f"zh/{text}.pdf", "plan", "presenter", "pdf", paper(text)))
    return found


@pytest.fixture(scope="session")
def templates(ROOT: Path) -> dict[str, str]:
    return {"kit/paper.typ": (ROOT / "templates/kit/paper.typ").read_text("utf-8")}


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "build" / "kit"


@pytest.fixture
def printed(templates: Mapping[str, str], kept: Path) -> Callable[..., tuple[dict[str, bytes], list[int]]]:
    """Press documents; give their bytes, and how many were done each time that somebody was told."""

    def run_(wanted: list[Document], **changed: str) -> tuple[dict[str, bytes], list[int]]:
        told: list[int] = []
        files = press(wanted, {**templates, **changed}, kept, lambda done, count: told.append(done))
        return files, told

    return run_


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """In this process: no test of what is kept needs others."""
    monkeypatch.setattr(os, "cpu_count", lambda: 1)


Printed = Callable[..., tuple[dict[str, bytes], list[int]]]


# --- what is kept --------------------------------------------------------------------------------------------


def test_what_was_printed_is_not_printed_again(printed: Printed, few: None) -> None:
    first, told = printed(documents("苹果"))
    assert told == [1, 2, 3]
    assert {address[-4:]: data[:4] for address, data in first.items()} == {
        "pptx": b"PK\3\4",
        "docx": b"PK\3\4",
        ".pdf": b"%PDF",
    }
    assert printed(documents("苹果")) == (first, [])


def test_only_what_changed_is_printed(printed: Printed, few: None) -> None:
    first, _ = printed(documents("苹果", "梨"))
    wanted = documents("苹果", "梨")
    changed = dataclasses.replace(wanted[1], form=paper("苹果，改过"))
    second, told = printed([wanted[0], changed, *wanted[2:]])
    assert told == [1]
    assert {address for address in first if first[address] != second[address]} == {changed.address}


def test_a_new_address_for_the_same_form_needs_no_printing(printed: Printed, few: None) -> None:
    (first, *_) = documents("苹果")
    files, _ = printed([first])
    moved, told = printed([dataclasses.replace(first, address="en/苹果.pptx")])
    assert (moved["en/苹果.pptx"], told) == (files[first.address], [])


def test_a_new_template_prints_the_pdf_files_only(printed: Printed, templates: Mapping[str, str], few: None) -> None:
    printed(documents("苹果"))
    name = "kit/paper.typ"
    assert printed(documents("苹果"), **{name: templates[name] + "\n// changed\n"})[1] == [1]


@pytest.fixture
def afresh() -> Iterator[None]:
    """What a document is made with is looked up once in a process; here it changes meanwhile."""
    program.made_with.cache_clear()
    yield
    program.made_with.cache_clear()


@pytest.mark.parametrize("writer", ["pptx", "docx", "pdf"])
@pytest.mark.parametrize(
    ("what", "instead"),
    [
        ("importlib.metadata.version", lambda name: "999"),
        ("fazhi.program.source", lambda name: "changed"),
        ("fazhi.program.sys.version", "another"),
        ("fazhi.program.zlib.ZLIB_RUNTIME_VERSION", "another"),
    ],
)
def test_other_code_and_other_versions_print_again(
    writer: str, what: str, instead: object, monkeypatch: pytest.MonkeyPatch, afresh: None
) -> None:
    (document,) = (each for each in documents("苹果") if each.writer == writer)
    templates = {"kit/paper.typ": "x"}
    old = press_stage.key(document, templates)
    program.made_with.cache_clear()
    assert press_stage.key(document, templates) == old
    program.made_with.cache_clear()
    monkeypatch.setattr(what, instead)
    assert press_stage.key(document, templates) != old


def test_all_code_of_ours_is_read_and_none_of_it_run() -> None:
    """The code of every writer counts, and none has to be loaded to find what was kept."""
    ask = (
        "import sys; from fazhi import program; program.made_with(('fazhi.render.kit',), ('typst',));"
        "print([name for name in ('pptx', 'docx', 'typst', 'fontTools', 'genanki') if name in sys.modules])"
    )
    folder = Path(press_stage.__file__).parents[1]
    said = subprocess.run(
        [sys.executable, "-c", ask],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": f"{folder}"},
    )
    assert said.stdout.strip() == "[]"
    assert program.source("fazhi.render.kit.pptx_text") == (folder / "fazhi/render/kit/pptx_text.py").read_text("utf-8")


def test_text_that_only_moved_is_not_printed_again(printed: Printed, templates: Mapping[str, str], few: None) -> None:
    """A line that an author puts above it moves every mark, and changes no byte."""
    wanted = documents("苹果")
    first, told = printed(wanted)
    assert told == [1, 2, 3]
    other = [dataclasses.replace(each, form=moved(each.form, Mark(99, 9))) for each in wanted]
    assert all(old.form != new.form for old, new in zip(wanted, other, strict=True))
    assert printed(other) == (first, [])
    for each in other:
        assert press_stage._write(each, templates["kit/paper.typ"]) == first[each.address]


def moved(value: Any, to: Mark) -> Any:
    """The same form with every mark in another place."""
    if isinstance(value, Mark):
        return to
    if isinstance(value, tuple):
        inside = [moved(each, to) for each in value]
        return type(value)(*inside) if hasattr(value, "_fields") else tuple(inside)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changes = {field.name: moved(getattr(value, field.name), to) for field in dataclasses.fields(value)}
        return dataclasses.replace(value, **changes)
    return value


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_printed_again_with_the_same_bytes(
    damage: str, printed: Printed, kept: Path, few: None
) -> None:
    first, _ = printed(documents("苹果"))
    for path in kept.iterdir():
        path.write_bytes(DAMAGE[damage](path.read_bytes()))
    second, told = printed(documents("苹果"))
    assert (second, told) == (first, [1, 2, 3])
    assert printed(documents("苹果"))[1] == []


def test_nothing_to_print_is_no_work(printed: Printed, kept: Path) -> None:
    plain = Document("zh/quiz.txt", "gift", "presenter", "bytes", b"x")
    assert printed([plain]) == ({"zh/quiz.txt": b"x"}, [])
    assert not kept.exists()


# --- processes -----------------------------------------------------------------------------------------------


def test_order_and_number_of_processes_change_no_byte(
    templates: Mapping[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = documents("苹果", "梨")[:5]
    found = []
    for workers, order in ((1, wanted), (2, wanted), (4, wanted[::-1])):
        monkeypatch.setattr(os, "cpu_count", lambda workers=workers: workers)
        found.append(press(order, templates, tmp_path / f"kit{workers}"))
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 5
    names = [sorted(path.name for path in (tmp_path / f"kit{workers}").iterdir()) for workers in (1, 2, 4)]
    assert names[0] == names[1] == names[2]


def test_an_interrupt_leaves_no_process_and_no_half_file(
    templates: Mapping[str, str], kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)

    def stop(done: int, _count: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    wanted = documents("苹果", "梨", "桃", "李")
    with pytest.raises(KeyboardInterrupt) as caught:
        press(wanted, templates, kept, stop)
    # While the traceback still holds what was running.
    assert multiprocessing.active_children() == []
    assert caught.tb is not None
    assert not list(kept.glob(".*"))
    done = [path.read_bytes() for path in kept.iterdir()]
    assert len(done) == 2
    whole = press(wanted, templates, kept)
    assert all(any(data.endswith(each) for each in whole.values()) for data in done)


def test_a_process_that_the_system_ends_is_a_problem_and_no_traceback(
    templates: Mapping[str, str], kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when there is no memory left."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(press_stage, "obey", os.abort)
    wanted = documents("苹果", "梨")
    with pytest.raises(Faulty) as caught:
        press(wanted, templates, kept)
    assert {problem.rule for problem in caught.value.problems} == {"kit-failed"}
    assert {problem.detail["name"] for problem in caught.value.problems} <= {each.address for each in wanted}
    assert multiprocessing.active_children() == []


KILLED = """
import multiprocessing, os, sys
from pathlib import Path
from fazhi.press import press
from fazhi.render.kit.document import Document
from fazhi.render.kit.imprint import Imprint
from fazhi.render.kit.paper import Head, Paper

def die(done, count):
    print(*(each.pid for each in multiprocessing.active_children()), flush=True)
    os.kill(os.getpid(), 9)

os.cpu_count = lambda: 2
foot = Imprint("x", "2026-11-21", "x", "", "", (), "x")
papers = [Paper("plan", "zh", "x", "x", (Head(1, f"x{n}"),) * 300, foot, "presenter", "x") for n in range(12)]
wanted = [Document(f"{n}.docx", "plan", "presenter", "docx", each) for n, each in enumerate(papers)]
press(wanted, {"kit/paper.typ": ""}, Path(sys.argv[1]), die)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="how a process is looked up")
def test_processes_end_with_the_one_that_started_them(kept: Path, ROOT: Path) -> None:
    """Even when it is killed and can tell nobody."""
    said, warned = kept.parent.parent / "said", kept.parent.parent / "warned"
    command = [sys.executable, "-c", KILLED, str(kept)]
    # Into a file: a pipe would stay open, and be waited for, as long as one of them is there.
    with said.open("w") as out, warned.open("w") as err:
        ended = subprocess.run(
            command, stdout=out, stderr=err, env=os.environ | {"PYTHONPATH": f"{ROOT}/scripts"}, timeout=120
        )
    assert ended.returncode == -9, warned.read_text()
    left = [Path("/proc") / pid / "stat" for pid in said.read_text().split()]
    assert len(left) == 2
    for _ in range(300):
        left = [path for path in left if path.exists() and path.read_text().rpartition(")")[2].split()[0] != "Z"]
        if not left:
            return
        time.sleep(0.1)
    pytest.fail(f"still there: {left}")


# --- what cannot be printed ----------------------------------------------------------------------------------


@pytest.mark.parametrize("workers", [1, 2])
def test_every_problem_of_every_document_is_told(
    workers: int, printed: Printed, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: workers)
    paths = ("docs/lessons/b/zh.md", "docs/lessons/a/en.md", "docs/lessons/a/zh.md", "docs/lessons/a/zh.md")
    texts = ("\U0010fffd", "\ue000", "\ue000", "很长。" * 5000)
    wrong = [
        Document(f"x{n}.pdf", "plan", "presenter", "pdf", paper(text, path=path, one_page=len(text) > 100))
        for n, (path, text) in enumerate(zip(paths, texts, strict=True))
    ]
    good = documents("苹果")
    with pytest.raises(Faulty) as caught:
        printed([*wrong, *good])
    told = [as_text(problem, "en") for problem in caught.value.problems]
    assert [(line.split(": ")[0], line.rpartition(" ")[2]) for line in told] == [
        ("docs/lessons/a/en.md:7:3", "[kit-glyph]"),
        ("docs/lessons/a/zh.md:1:1", "[kit-page-full]"),
        ("docs/lessons/a/zh.md:7:3", "[kit-glyph]"),
        ("docs/lessons/b/zh.md:7:3", "[kit-glyph]"),
    ]
    # Whoever mends these need not wait for the others again.
    assert printed(good)[1] == []


class Odd(Exception):
    """As a library may have: it cannot be made again from its text, as a process would have to."""

    def __init__(self, one: int, other: int) -> None:
        super().__init__(f"{one} {other}")


def test_an_exception_of_a_library_names_the_document(
    printed: Printed, kept: Path, few: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fazhi.render.kit import docx

    def fail(_: Paper) -> bytes:
        raise Odd(1, 2)

    monkeypatch.setattr(docx, "write", fail)
    with pytest.raises(Faulty) as caught:
        printed(documents("苹果"))
    (problem,) = caught.value.problems
    assert (problem.rule, problem.path) == ("kit-failed", FOOT.path)
    assert problem.detail == {"name": "zh/苹果.docx", "why": "Odd: 1 2"}
    for lang in ("zh", "en"):
        assert "zh/苹果.docx" in as_text(problem, lang)
    assert len(list(kept.iterdir())) == 2


def test_a_form_that_its_writer_does_not_know_is_our_mistake_and_said(printed: Printed, few: None) -> None:
    with pytest.raises(Faulty) as caught:
        printed([Document("x.pdf", "plan", "presenter", "pdf", slides("苹果"))])
    assert caught.value.problems[0].detail["why"] == "TypeError: pdf cannot write Deck"


def test_a_disk_that_takes_nothing_is_an_error_with_a_name(
    printed: Printed, kept: Path, few: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.mkdir(parents=True)
    kept.chmod(stat.S_IRUSR | stat.S_IXUSR)
    if os.geteuid() == 0 if hasattr(os, "geteuid") else True:
        # Permissions do not bind the administrator, who may well be running this; nor are they Windows's.
        def refuse(path: Path, _data: bytes) -> None:
            raise PermissionError(13, "Permission denied", str(path))

        monkeypatch.setattr(disk, "_fill", refuse)
    try:
        with pytest.raises(PermissionError) as caught:
            printed(documents("苹果"))
    finally:
        kept.chmod(stat.S_IRWXU)
    assert Path(str(caught.value.filename)).parent == kept
    assert list(kept.iterdir()) == []


def test_a_file_where_the_folder_should_be_is_replaced(printed: Printed, kept: Path, few: None) -> None:
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"x")
    files, _ = printed(documents("苹果"))
    assert printed(documents("苹果")) == (files, [])


# --- real documents ------------------------------------------------------------------------------------------


def test_real_documents_are_the_same_bytes_in_any_process(
    ROOT: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = check(ROOT)
    assert checked.settings
    wanted = []
    for lang in ("zh", "en"):
        edition = Edition(checked.library, Words(lang, checked.strings[lang]), checked.settings)
        lesson = edition.library.lessons["my-data"]
        wanted += [
            Document(f"{lang}/crib.pdf", "crib", "presenter", "pdf", crib.paper(edition, lesson)),
            Document(f"{lang}/sheet.docx", "worksheet", "students", "docx", worksheet.sheet(edition, lesson)),
        ]
    found = []
    for workers in (1, 2):
        monkeypatch.setattr(os, "cpu_count", lambda workers=workers: workers)
        found.append(press(wanted, checked.templates, tmp_path / str(workers)))
    assert found[0] == found[1]
    assert all(len(data) > 5000 for data in found[0].values())
