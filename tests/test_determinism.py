"""Two builds in different surroundings give the same bytes."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

Repo = Callable[..., Path]

SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"},
    {"PYTHONHASHSEED": "4242", "TZ": "America/Los_Angeles", "LC_ALL": "C", "LANG": "zh_CN.GBK"},
)
UMASKS = (0o022, 0o077)
WITH_PROCESSORS = "import os; os.cpu_count = lambda: {}; from fazhi.cli import main; main()"
"""Builds as on a machine with so many processors, on which as many documents are printed at once."""


def digests(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def test_the_same_bytes_everywhere(repo: Repo, tmp_path: Path) -> None:
    results = []
    for number, surroundings in enumerate(SURROUNDINGS):
        root = repo(where=tmp_path / ("一个 很长的路径" * number) / f"copy{number}")
        done = subprocess.run(
            [sys.executable, "-c", WITH_PROCESSORS.format(number + 1), "build", "--lang", "en"],
            cwd=root,
            env=os.environ | surroundings,
            umask=UMASKS[number],
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stdout + done.stderr
        results.append(digests(root / "site"))
    assert len(results[0]) > 40
    kinds = {Path(name).suffix for name in results[0]}
    assert {".zip", ".pptx", ".docx", ".pdf", ".apkg"} <= kinds
    assert results[0] == results[1]
