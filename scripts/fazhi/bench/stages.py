"""What is timed: each stage as whole processes, our program and the others by turns, so that a slow minute hits all."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from fazhi import disk, source
from fazhi.bench import cases, coined, kit, programs, running, tree
from fazhi.bench.programs import OURS, Program
from fazhi.bench.running import Failed, Usage
from fazhi.checked import Checked
from fazhi.model.fields import LANGUAGES, ORIGINAL

STAGES = ("cold", "unchanged", "edit", "title", "add", "remove", "serve", "check", "check-unchanged", "kit")
SHARED = frozenset({"cold", "unchanged", "edit", "serve"})
"""What others are asked to do as well."""
_APART = frozenset({"serve", "kit"})
"""What takes no turns with other stages: programs that go on running, and documents that no build makes."""
_MOST = 1024 * 1024
_NEW_RANK = 10**7
"""The rank of the first word that stands in no case: what an edit brings in is nowhere yet."""

Told = Callable[[str, str, int], None]
"""Is told which stage of which program runs, and for the how-many-th time."""


@dataclass(slots=True)
class Timed:
    """What was measured of libraries of one size: the runs of each program by stage, or why there are none."""

    cases: int
    pages: int = 0
    runs: dict[tuple[str, str], list[Usage]] = field(default_factory=dict)
    failed: dict[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked for."""

    model: Checked
    seed: int
    runs: int
    stages: Sequence[str]
    rivals: Sequence[str]
    python: str
    """The Python in which the rivals are installed."""


def measured(plan: Plan, count: int, told: Told) -> Timed:
    """Make a library, and measure all that is asked for; nothing is left of it. Raises Unfit or OSError."""
    with tempfile.TemporaryDirectory(prefix="fazhi-bench-") as folder:
        return _Bench(plan, count, Path(folder).resolve(), told).timed()


class _Bench:
    """One size of library while it is being measured."""

    def __init__(self, plan: Plan, count: int, folder: Path, told: Told) -> None:
        self.plan, self.told, self.folder = plan, told, folder
        self.root = folder / "ours"
        self.result = Timed(count)
        self.edits = 0
        told("make", OURS, 0)
        # One case for each run that adds one; they are laid aside until then.
        tree.make(plan.model, self.root, count + plan.runs, plan.seed)
        ids = [cases.name(plan.seed, number) for number in range(count + plan.runs)]
        self.id, self.aside = ids[count // 2], ids[count:]
        for id in self.aside:
            disk.move(self.root / "cases" / id, folder / "aside" / id)
        self.programs = {OURS: programs.ours(self.root)}

    def _lay_in(self, turn: int) -> bool:
        """Lay the case of a turn into the library; tell whether it was missing."""
        id = self.aside[turn]
        missing = not (self.root / "cases" / id).exists()
        if missing:
            disk.move(self.folder / "aside" / id, self.root / "cases" / id)
        return missing

    def timed(self) -> Timed:
        """Run every stage that was asked for, by turns: what is compared was measured within minutes of each other."""
        stages = [stage for stage in STAGES if stage in self.plan.stages]
        if set(stages) - {"kit", "check", "check-unchanged"}:
            self._prepare()
        for turn in range(self.plan.runs):
            for stage in stages:
                if stage not in _APART:
                    getattr(self, "_" + stage.replace("-", "_"))(stage, turn)
        for stage in stages:
            if stage in _APART:
                getattr(self, "_" + stage)(stage)
        return self.result

    def _prepare(self) -> None:
        """Build ours once, and lay out what it stages for the others, each of which then has built once as well."""
        self._once("make", OURS, lambda: running.run(self.programs[OURS].commands), keep=False)
        self._once("make", OURS, lambda: running.run([programs.staging(self.root)]), keep=False)
        staged = {lang: self.root / "build" / lang / "docs" for lang in LANGUAGES}
        self.result.pages = sum(path.endswith(".html") for path in disk.paths(self.root / "site"))
        for name in self.plan.rivals:
            try:
                program = programs.prepared(name, staged, self.folder / name, self.plan.python)
            except Failed as error:
                self.result.failed["cold", name] = str(error)
                continue
            if self._once("make", name, lambda each=program: running.run(each.commands), keep=False):  # type: ignore[misc]
                self.programs[name] = program

    def _once(self, stage: str, name: str, run: Callable[[], Usage], *, keep: bool = True) -> bool:
        """Measure once; what fails is a row of the table. Tells whether it went well."""
        try:
            usage = run()
        except Failed as error:
            self.result.failed["cold" if stage == "make" else stage, name] = str(error)
            return False
        if keep:
            self.result.runs.setdefault((stage, name), []).append(usage)
        return True

    def _each(self, stage: str, turn: int, one: Callable[[Program], Usage]) -> None:
        for name, program in self.programs.items():
            asked = name == OURS or (stage in SHARED and (stage == "cold" or program.keeps))
            if asked and (stage, name) not in self.result.failed:
                self.told(stage, name, turn + 1)
                self._once(stage, name, lambda each=program: one(each))  # type: ignore[misc]

    # --- the stages of a turn, after which the library is as large as before ---------------------------

    def _cold(self, stage: str, turn: int) -> None:
        def one(program: Program) -> Usage:
            program.cold(Path(tempfile.mkdtemp(dir=self.folder)))
            return running.run(program.commands)

        self._each(stage, turn, one)

    def _unchanged(self, stage: str, turn: int) -> None:
        self._each(stage, turn, lambda program: running.run(program.commands))

    def _edit(self, stage: str, turn: int) -> None:
        def one(program: Program) -> Usage:
            path, text, _ = self._edited(program)
            disk.replace(path, text)
            return running.run(program.commands)

        self._each(stage, turn, one)

    def _title(self, stage: str, turn: int) -> None:
        path = self.root / "cases" / self.id / f"{ORIGINAL}.md"
        title = f"title: {self._word()[0]}换了名字"
        disk.replace(path, re.sub(r"^title: .*$", title, _text(path), count=1, flags=re.MULTILINE).encode())
        self._each(stage, turn, lambda program: running.run(program.commands))

    def _add(self, stage: str, turn: int) -> None:
        self._lay_in(turn)
        self._each(stage, turn, lambda program: running.run(program.commands))

    def _remove(self, stage: str, turn: int) -> None:
        if self._lay_in(turn):
            self._once("make", OURS, lambda: running.run(self.programs[OURS].commands), keep=False)
        disk.remove(self.root / "cases" / self.aside[turn])
        self._each(stage, turn, lambda program: running.run(program.commands))

    def _check(self, stage: str, turn: int) -> None:
        known, kept = self.root / "build", self.folder / "known"
        if known.exists():
            disk.move(known, kept)
        self._each(stage, turn, self._checked)
        disk.remove(known)
        if kept.exists():
            disk.move(kept, known)

    def _check_unchanged(self, stage: str, turn: int) -> None:
        self._once("make", OURS, lambda: self._checked(self.programs[OURS]), keep=False)
        self._each(stage, turn, self._checked)

    def _checked(self, program: Program) -> Usage:
        [(root, command)] = program.commands
        return running.run([(root, [*command[:-1], "check"])])

    def _serve(self, stage: str) -> None:
        """From a save to the finished file, while the programs serve; each has shown an edit before one is timed."""
        with ExitStack() as stack:
            waits: dict[str, Callable[[Path, bytes], float]] = {}
            for name, program in self.programs.items():
                if program.serve:
                    self.told(stage, name, 0)
                    try:
                        waits[name] = stack.enter_context(running.serving(program.serve, program.ready))
                        self._shown(program, waits[name])
                    except Failed as error:
                        self.result.failed[stage, name] = str(error)
                        waits.pop(name, None)
            for turn in range(self.plan.runs):
                for name, wait in waits.items():
                    if (stage, name) not in self.result.failed:
                        self.told(stage, name, turn + 1)
                        self._once(stage, name, lambda n=name, w=wait: Usage(self._shown(self.programs[n], w), 0, 0))  # type: ignore[misc]

    def _shown(self, program: Program, wait: Callable[[Path, bytes], float]) -> float:
        """Save an edit, and wait for it."""
        page = program.shown / f"{self.id}.html"
        wait(page, b"<h1")
        path, text, word = self._edited(program)
        disk.replace(path, text)
        return wait(page, word.encode())

    def _kit(self, stage: str) -> None:
        """A hundred worksheets and decks, all in one process; what it used before the first of them is not counted."""
        folder = self.folder / "kit"
        self.told(stage, OURS, 0)
        kit.make(self.plan.model, folder, self.plan.seed)
        for turn in range(self.plan.runs):
            for writer in kit.WRITERS:
                self.told(stage, writer, turn + 1)
                self._once(stage, writer, lambda each=writer: kit.measured(folder, each))  # type: ignore[misc]

    # --- edits ----------------------------------------------------------------------------------------

    def _word(self) -> tuple[str, str]:
        self.edits += 1
        return coined.word(_NEW_RANK + self.edits)

    def _edited(self, program: Program) -> tuple[Path, bytes, str]:
        """One more sentence in the middle of a case: its file, its text then, and the new word in it."""
        path = program.page / self.id / f"{ORIGINAL}.md" if program.name == OURS else program.page / f"{self.id}.md"
        word = self._word()[0].strip("“”")
        text = re.sub(r"\n\n又有人说起“.*?”。(?=\n)", "", _text(path))
        place = re.search(r"\n(?=## .*#timeline)", text)
        at = place.start() if place else len(text)
        return path, f"{text[:at].rstrip()}\n\n又有人说起“{word}”。\n{text[at:]}".encode(), word


def _text(path: Path) -> str:
    return source.outside(path, _MOST).decode()
