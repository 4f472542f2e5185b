"""Make a repository of invented cases: the program's own files of another repository, and N cases that nobody wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from fazhi import disk
from fazhi.bench import cases
from fazhi.bench.world import World
from fazhi.checked import Checked, check
from fazhi.model.library import AnyEntry
from fazhi.problems import Problem
from fazhi.source import SETTINGS
from fazhi.stamp import stamped

_CARRIED = ("templates/", "docs/assets/", "docs/reference/", "docs/pages/")
_EMPTY = ("docs/reference/packs.yml", "docs/reference/redirects.yml", "docs/reference/waivers.yml")
"""Reference files whose rows name lessons and files that are not there."""
_TO_CASE = re.compile(r"\]\(case:[a-z0-9-]+")
_TO_LESSON = re.compile(r"\[([^\]]*)\]\(lesson:[^)]*\)")


class Unfit(Exception):
    """What was made does not pass the check: the grammar and the rules no longer agree."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems[0].message("en"))
        self.problems = problems


def make(model: Checked, folder: Path, count: int, seed: int) -> None:
    """Make a repository below ``folder`` (its own files may be there already): ``count`` cases and no lessons.

    ``model`` is the checked repository from which all else is taken. Raises Unfit if what was made is not free of
    errors, stamps and all.
    """
    world = World.of(model.library)
    for path, data in carried(model, seed):
        disk.write(folder / path, data)
    for number in range(count):
        add(folder, world, seed, number)
    stamp(folder)


def carried(model: Checked, seed: int) -> Iterator[tuple[str, bytes]]:
    """What every repository has beside its cases; links to lessons become words, those to cases lead to the first."""
    first = cases.name(seed, 0)
    for path, data in model.source.files.items():
        if path in _EMPTY:
            yield path, b"[]\n"
        elif path.startswith("docs/pages/"):
            text = _TO_LESSON.sub(r"\1", _TO_CASE.sub(f"](case:{first}", data.decode()))
            yield path, text.encode()
        elif path == SETTINGS or path.startswith(_CARRIED):
            yield path, data


def add(folder: Path, world: World, seed: int, number: int) -> str:
    """Write a case, whose translation has no stamps yet; give its id."""
    id = cases.name(seed, number)
    for lang, text in cases.case(world, seed, number).items():
        disk.write(folder / "cases" / id / f"{lang}.md", text.encode())
    return id


def stamp(folder: Path) -> None:
    """Write into every translation what it was compared with; raises Unfit if anything else is wrong."""
    checked = check(folder)
    found = [each for each in checked.problems if each.is_error and each.rule != "translation-facts-behind"]
    if found:
        raise Unfit(found)
    for entry in checked.library.entries():
        _stamp(checked, entry)


def _stamp(checked: Checked, entry: AnyEntry) -> None:
    for text in entry.texts.values():
        if text.translation:
            source = checked.source.files[text.path].decode()
            disk.write(checked.source.root / text.path, stamped(entry, text, source, None).encode())
