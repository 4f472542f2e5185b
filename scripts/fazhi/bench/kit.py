"""The class kit as a stage of its own: lessons enough for a hundred worksheets and a hundred decks, each different."""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from pathlib import Path

from fazhi import disk, garbage
from fazhi.bench import cases, running, tree
from fazhi.bench.running import Usage
from fazhi.bench.world import World
from fazhi.build import rendered
from fazhi.checked import Checked, check
from fazhi.model.library import Lesson
from fazhi.render.edition import Edition

COUNT = 100
"""Documents of each writer."""
WRITERS = ("pdf", "pptx")
"""Worksheets are printed as PDF, decks as PPTX."""
_PROGRAM = "import sys; from pathlib import Path; from fazhi.bench import kit; kit.tell(Path(sys.argv[1]), sys.argv[2])"
_PDF_TEMPLATE = "kit/paper.typ"
_STEP = re.compile(r"^## .*\{#([a-z0-9-]+) minutes=\d+\}$", re.MULTILINE)
_REF = re.compile(r"\[\^\w+\]")


def make(model: Checked, folder: Path, seed: int) -> None:
    """Make a repository of the model's own cases and so many lessons that there are ``COUNT`` worksheets and decks.

    Beside the lessons of the model stand variants of them, with a sentence of its own at the start of each step.
    """
    for path, data in model.source.files.items():
        disk.write(folder / path, data)
    ids = list(model.library.lessons)
    world = World.of(model.library)
    for number in range(len(ids), COUNT // 2):
        id = ids[number % len(ids)]
        writer = cases.Writer(world, seed, number)
        zh, en = (model.source.files[f"docs/lessons/{id}/{lang}.md"].decode() for lang in ("zh", "en"))
        for step in _STEP.findall(zh):
            said = writer.sentence()
            zh, en = (_begun(text, step, _REF.sub("", said[at])) for at, text in enumerate((zh, en)))
        for lang, text in (("zh", zh), ("en", en)):
            disk.write(folder / f"docs/lessons/{id}-{number}/{lang}.md", text.encode())
    tree.stamp(folder)


def _begun(text: str, step: str, sentence: str) -> str:
    """A lesson whose step begins with a sentence."""
    return re.sub(rf"^(## .*\{{#{step}\b.*)$", rf"\1\n\n{sentence}", text, count=1, flags=re.MULTILINE)


def measured(folder: Path, writer: str) -> Usage:
    """Print the documents of a writer in a process of their own, one after the other; raises running.Failed."""
    found = json.loads(running.output([sys.executable, "-c", _PROGRAM, str(folder), writer]).splitlines()[-1])
    return Usage(*found)


def tell(folder: Path, writer: str) -> None:
    """Make and print the documents of a writer, and say what that took: seconds, seconds of the processor, MiB."""
    garbage.seldom()  # as every process that prints
    checked = check(folder)
    editions = [kit.edition for kit in rendered(checked).kits.values()]
    wanted = [(edition, lesson) for edition in editions for lesson in edition.library.lessons.values()][:COUNT]
    template = checked.templates[_PDF_TEMPLATE]
    printed = set()
    seconds, cpu = time.monotonic(), time.process_time()
    for edition, lesson in wanted:
        printed.add(_deck(edition, lesson) if writer == "pptx" else _worksheet(edition, lesson, template))
    found = [time.monotonic() - seconds, time.process_time() - cpu]
    if len(printed) < COUNT:
        raise ValueError(f"{len(printed)} different documents instead of {COUNT}")
    used = resource.getrusage(resource.RUSAGE_SELF)
    peak = used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    sys.stdout.write(f"{json.dumps([*found, peak])}\n")


def _deck(edition: Edition, lesson: Lesson) -> bytes:
    from fazhi.render.kit import lecture, pptx
    from fazhi.render.kit.fit import fit

    return pptx.write(fit(lecture.deck(edition, lesson), edition.words.t.kit.deck.continued))


def _worksheet(edition: Edition, lesson: Lesson, template: str) -> bytes:
    from fazhi.render.kit import pdf, worksheet

    return pdf.write(worksheet.sheet(edition, lesson), template)
