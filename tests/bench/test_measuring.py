"""Measuring: what a process used, what is told of one that fails, and what an interrupt leaves."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest

from fazhi.bench import curve, programs, report, running
from fazhi.bench.report import Report
from fazhi.bench.running import Failed, Usage
from fazhi.bench.stages import STAGES, Timed
from fazhi.commands import bench

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell what processes use")
ROOT = Path(__file__).parents[2]


def python(program: str) -> list[str]:
    return [sys.executable, "-c", program]


BUSY = "import time\nwhile time.process_time() < {}: pass"
GRANDCHILD = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BUSY.format(0.6)!r}], check=True)"


def test_the_processor_time_of_children_counts(tmp_path: Path) -> None:
    used = running.run([(tmp_path, python(GRANDCHILD)), (tmp_path, python(BUSY.format(0.3)))])
    assert 0.9 <= used.cpu < 3
    assert used.seconds >= 0.6


def test_peak_memory_is_that_of_the_largest_process_and_not_of_the_one_that_measures(tmp_path: Path) -> None:
    ballast = bytearray(b"x") * (150 * 1024 * 1024)
    small = running.run([(tmp_path, python("pass"))])
    large = running.run([(tmp_path, python("pass")), (tmp_path, python("x = b'x' * (90 * 1024 * 1024)"))])
    assert len(ballast) > 0
    assert 3 < small.peak < 60
    assert 90 < large.peak < 60 + 90


def test_what_fails_says_its_last_line(tmp_path: Path) -> None:
    with pytest.raises(Failed, match=r"^not today$"):
        running.run([(tmp_path, python("print('well'); print('not today'); raise SystemExit(3)"))])
    with pytest.raises(Failed):
        running.output(["/nowhere/python", "-c", "pass"])


def test_an_edit_under_serve_is_waited_for(tmp_path: Path) -> None:
    copying = (
        "import pathlib, time\nprint('ready', flush=True)\nlast = None\n"
        "while True:\n"
        "    now = pathlib.Path('in').read_text() if pathlib.Path('in').exists() else None\n"
        "    if now != last:\n        time.sleep(0.3); pathlib.Path('out').write_text(now); last = now\n"
        "    time.sleep(0.01)\n"
    )
    with running.serving((tmp_path, python(copying)), "ready") as wait:
        (tmp_path / "in").write_text("once upon a time")
        assert 0.3 <= wait(tmp_path / "out", b"upon") < 20
        (tmp_path / "in").unlink()
        with pytest.raises(Failed):  # what ends is not waited for
            wait(tmp_path / "out", b"never")


def test_a_rival_that_is_not_installed_is_named(tmp_path: Path) -> None:
    here, missing = programs.found(["zensical", "i18n"], "/nowhere/python")
    assert here == {}
    assert missing == [
        "Zensical: zensical",
        "MkDocs + Material + static-i18n: mkdocs, mkdocs-material, mkdocs-static-i18n",
    ]


def test_rivals_are_given_the_same_pages(tmp_path: Path) -> None:
    staged = {lang: tmp_path / "build" / lang for lang in ("zh", "en")}
    for lang, folder in staged.items():
        for path in ("index.md", "cases/index.md", "cases/a.md"):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(f"# {lang} {path}\n")
    for name in programs.RIVALS:
        program = programs.prepared(name, staged, tmp_path / name, sys.executable)
        found = sorted(path.read_text() for path in (tmp_path / name).rglob("*.md"))
        assert found == sorted(path.read_text() for folder in staged.values() for path in folder.rglob("*.md"))
        assert (program.page / "a.md").read_text() == "# zh cases/a.md\n"
        assert all(path.is_relative_to(tmp_path / name) for path in program.made)
        assert program.keeps == (name in ("zensical", "hugo"))
        (program.made[0] / "zh").mkdir(parents=True)
        program.cold(tmp_path / "aside" / name)
        assert not any(path.exists() for path in program.made)
        assert (tmp_path / "aside" / name / "0" / "zh").is_dir()
    with pytest.raises(Failed, match="no staged Markdown"):
        programs.prepared("stock", {"zh": tmp_path / "none", "en": staged["en"]}, tmp_path / "x", sys.executable)


@pytest.fixture
def measured() -> Report:
    def timed(cases: int) -> Timed:
        runs = {
            ("cold", "fazhi"): [Usage(3.0, 6.0, 100.0), Usage(1.0, 2.0, 90.0), Usage(2.0, 4.0, 95.0)],
            ("cold", "stock"): [Usage(8.0, 8.0, 50.0)],
            ("edit", "fazhi"): [Usage(0.5, 0.5, 90.0)],
            ("serve", "fazhi"): [Usage(0.25, 0, 0)],
        }
        return Timed(cases, cases * 4, runs, {("cold", "zensical"): "a | b"})

    versions = {"fazhi": "fazhi", "stock": "MkDocs + Material (mkdocs 1.6.1)", "zensical": "Zensical (zensical 1)"}
    return Report("python3 scripts/dev.py bench", 1, 3, versions, [timed(10), timed(20)])


def test_the_table_gives_medians_and_ratios(measured: Report) -> None:
    rows = list(report.rows(measured, "en"))
    assert all(len(row) == len(report.COLUMNS) for row in rows)
    assert rows[0] == ["10", "cold build", "fazhi", "2.00", "4.00", "95", "", "", ""]
    assert rows[1] == ["10", "cold build", "MkDocs + Material", "8.00", "8.00", "50", "0.25", "0.50", ""]
    assert rows[2][3] == "failed: a | b"
    assert rows[3][-1] == "0.25"
    assert rows[4][3:6] == ["0.25", "", ""]
    assert set(report.STAGE_NAMES) == set(STAGES)


def test_json_keeps_every_run(measured: Report) -> None:
    data = json.loads(report.as_json(measured))
    assert data["sizes"][1]["stages"][0]["runs"][2] == {"seconds": 2.0, "cpu": 4.0, "peak": 95.0}
    assert data["sizes"][0]["failed"] == [{"stage": "cold", "program": "zensical", "why": "a | b"}]


def test_results_are_written_between_their_lines(measured: Report) -> None:
    page = (ROOT / "docs" / "benchmarks.md").read_text("utf-8")
    once = report.written(page, report.as_markdown(measured))
    assert report.written(once, report.as_markdown(measured)) == once
    twice = report.written(once, "More.\n", more=True)
    assert twice.replace("\nMore.\n", "") == once
    assert twice.index(report.as_markdown(measured)) < twice.index("More.")
    assert once.startswith(page[: page.index(report.START)])
    assert "| MkDocs + Material |" in once
    assert "10 → 40；20 → 80" in once
    for timed in measured.timed:
        timed.pages = 0  # of a kit there are none
    assert "→" not in report.as_markdown(measured)
    with pytest.raises(ValueError, match="bench"):
        report.written("# nothing\n", "")


def test_the_curve_is_a_picture_with_a_line_for_each_program(measured: Report) -> None:
    root = ElementTree.fromstring(curve.drawn(measured))  # noqa: S314 - we made it
    assert len(root.findall("{http://www.w3.org/2000/svg}polyline")) == len(curve.lines(measured)) == 3
    told = "".join(root.itertext())
    assert "MkDocs + Material" in told
    assert "20" in told


def test_an_interrupt_leaves_nothing_behind(tmp_path: Path) -> None:
    asked = ["bench", "--cases", "2", "--runs", "1", "--only", "cold", "--against", "none", "--lang", "en"]
    process = subprocess.Popen(
        [sys.executable, "-m", "fazhi", *asked],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    start = time.monotonic()
    while not list(tmp_path.glob("fazhi-bench-*/ours/build")) and time.monotonic() - start < 120:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"nothing is left behind" in told
    assert list(tmp_path.iterdir()) == []


def test_the_command_on_the_page_names_no_place_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    given = [
        "--cases",
        "5",
        "--rivals",
        "/here/python",
        "--more",
        "--only=cold",
        "--json=/here/x",
        "--write",
        "--runs",
        "2",
    ]
    monkeypatch.setattr(sys, "argv", ["fazhi", "bench", *given])
    assert bench._command() == "python3 scripts/dev.py bench --cases 5 --only=cold --runs 2"
