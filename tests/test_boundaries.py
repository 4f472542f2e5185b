"""Who may import, read, write, start processes and print: the shape of the program, kept by its syntax trees."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "scripts" / "fazhi"
MODULES = {path.relative_to(PACKAGE).as_posix(): path for path in sorted(PACKAGE.rglob("*.py"))}

READERS = {
    "scratch.py",
    "verify/zips.py",
    "source.py",
    "disk.py",
    "verify/folder.py",
    "serve.py",
    "program.py",
    "seal.py",
}
"""``source`` reads content; the others read back what we wrote ourselves, ``program`` the code itself."""
WRITERS = {"disk.py", "seal.py"}
STARTERS = {
    "press.py": {"multiprocessing", "concurrent"},
    "workers.py": {"multiprocessing", "concurrent"},
    "bench/running.py": {"subprocess"},
}
"""The press prints hundreds of documents, which takes one processor minutes; the workers make thousands of pages. No
other may start processes: what is not slow must not be hard to stop, or to follow in a debugger. What is measured by
``bench`` are whole processes, ours and those of others: they must be started."""
PRINTERS = {"console.py"}
LIBRARIES = {
    "typst": {"render/kit/pdf.py"},
    "pptx": {"render/kit/pptx"},
    "docx": {"render/kit/docx", "desk/intake/word.py", "desk/form"},
    "genanki": {"render/kit/anki.py"},
    "segno": {"render/kit/web.py", "render/kit/pdf.py", "render/kit/pptx", "render/kit/docx"},
    "PIL": {"imaging/pixels.py", "render/kit/picture.py"},
    "zipfile": {"render/kit/archive.py", "desk/intake/word.py", "verify/packages.py", "verify/zips.py"},
    "fontTools": {"render/kit/pdf.py", "render/kit/measure.py"},
    "mkdocs": {"engine/pages.py"},
    "markdown": {"engine/pages.py", "engine/ready.py"},
}
"""Who knows a library of the documents: the modules whose names begin so, and nobody else. What is in a document can
then be changed without a thought of any format, and a format without a thought of any lesson. The desk reads what
others wrote with Word, which has nothing to do with what the kit writes."""
COMMANDS = {"cli", "commands", "desk"}
ENGINE_NAMES = {"mkdocs", "material", "zensical", "properdocs"}


def tree(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text("utf-8"))


def imports(name: str) -> Iterator[str]:
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls(name: str) -> Iterator[str]:
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Call):
            function = node.func
            yield function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def ours(name: str) -> set[str]:
    return {found.split(".")[1] for found in imports(name) if found.startswith("fazhi.")}


@pytest.mark.parametrize("name", [name for name in MODULES if name.startswith("model/")])
def test_the_model_imports_nothing_of_ours(name: str) -> None:
    assert ours(name) <= {"model"}


@pytest.mark.parametrize(
    ("stage", "later"),
    [
        ("source.py", {"parse", "check", "render", "stage", "engine", "publish", "build", *COMMANDS}),
        ("parse/", {"check", "render", "stage", "engine", "publish", "build", *COMMANDS, "disk"}),
        ("check/", {"render", "stage", "engine", "publish", "build", *COMMANDS, "disk"}),
        (
            "render/",
            {
                "parse",
                "check",
                "source",
                "imaging",
                "stage",
                "engine",
                "press",
                "publish",
                "build",
                "cli",
                "commands",
                "desk",
                "disk",
            },
        ),
        ("checked.py", {"assembly", "render", "stage", "engine", "publish", "build", *COMMANDS}),
        ("press.py", {"parse", "check", "source", "stage", "engine", "publish", "build", *COMMANDS}),
        ("engine/", {"parse", "check", "render", "source", "model"}),
        ("verify/", {"parse", "check", "render", "source", "model"}),
        ("disk.py", {"parse", "check", "render", "source", "model", "engine"}),
    ],
)
def test_a_stage_knows_nothing_of_later_ones(stage: str, later: set[str]) -> None:
    names = [name for name in MODULES if name.startswith(stage)]
    assert names
    for name in names:
        assert not ours(name) & later, name


@pytest.mark.parametrize("name", MODULES)
def test_files_are_touched_in_few_places(name: str) -> None:
    called = set(calls(name))
    if name not in READERS:
        assert not called & {"open", "read_text", "read_bytes", "scandir", "listdir", "walk_files", "fdopen"}
    if name not in WRITERS:
        assert not called & {"write_text", "write_bytes", "unlink", "rmtree", "rename", "rmdir", "symlink_to"}
    assert "chdir" not in called


@pytest.mark.parametrize("name", MODULES)
def test_processes_and_printing_have_one_place_each(name: str) -> None:
    modules = {found.split(".")[0] for found in imports(name)}
    assert modules & {"subprocess", "multiprocessing", "concurrent"} == STARTERS.get(name, set())
    if name not in PRINTERS:
        assert "rich" not in modules
        assert "print" not in set(calls(name))


@pytest.mark.parametrize("library", LIBRARIES)
def test_few_know_a_library_of_the_documents(library: str) -> None:
    found = {name for name in MODULES if library in {each.split(".")[0] for each in imports(name)}}
    assert found, f"nobody imports {library}"
    assert {name for name in found if not name.startswith(tuple(LIBRARIES[library]))} == set()


@pytest.mark.parametrize("name", [name for name in MODULES if name.startswith("render/kit/")])
def test_a_writer_is_a_pure_function(name: str) -> None:
    """It starts nothing, asks no clock, no environment and no chance, so that the same form gives the same bytes."""
    modules = {found.split(".")[0] for found in imports(name)}
    assert not modules & {"os", "time", "random", "uuid", "secrets", "tempfile", "shutil", "socket", "threading"}
    assert not any(found.startswith(("urllib.request", "http.")) for found in imports(name))
    assert not ours(name) - {"model", "problems", "render"}


@pytest.mark.parametrize("name", MODULES)
def test_one_place_knows_the_engine(name: str) -> None:
    if name.startswith("engine/"):
        return
    assert not {found.split(".")[0] for found in imports(name)} & ENGINE_NAMES
    named = [
        node.value
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.lower() in ENGINE_NAMES
    ]
    # What is measured beside ours is started by its name; nothing of it is imported.
    assert not named or name == "bench/programs.py"


@pytest.mark.parametrize("name", [name for name in MODULES if not name.startswith("bench/")])
def test_nothing_needs_what_measures(name: str) -> None:
    assert "bench" not in ours(name) or name == "commands/bench.py"


@pytest.mark.parametrize("name", MODULES)
def test_no_output_depends_on_the_clock(name: str) -> None:
    called = set(calls(name))
    assert not called & {"now", "today", "utcnow", "getmtime"}


@pytest.mark.parametrize("name", MODULES)
def test_modules_stay_readable(name: str) -> None:
    if not name.startswith("rules/"):  # lists of sentences, which are looked up by name and not read in a row
        assert len(MODULES[name].read_text("utf-8").splitlines()) <= 300
