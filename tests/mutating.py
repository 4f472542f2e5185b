"""Spoil good files in every way that comes to mind, by chance but the same for the same seed, and check what comes out.

Whatever a file holds, checking ends within :data:`PATIENCE` with problems at places that exist. The tests try a few
hundred; a campaign is

    PYTHONPATH=scripts .venv/bin/python tests/mutating.py 2400 1

for the number of mutants and the seed, and prints what it found.
"""

from __future__ import annotations

import functools
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from fazhi.build import rendered
from fazhi.checked import Checked, check
from fazhi.parse import document, frontmatter
from fazhi.problems import Problem, as_github, as_json, as_text

PATIENCE = 5.0
"""Seconds in which one file must be judged, on a machine of our kind."""
SPOILED = ("cases/", "docs/lessons/", "docs/pages/", "docs/reference/", "templates/strings/", "mkdocs.yml")
"""What contributors may change: cases, lessons, pages, reference files, fixed words, settings."""

MARKUP = (
    *(
        "---",
        "```",
        "~~~",
        "///",
        "/// notes",
        "/// from apple#facts",
        "/// chart",
        "/// flow",
        "***",
        "===",
        "| a | b |",
    ),
    *(
        "## ",
        "### x {#x}",
        "# ",
        "#### ",
        "{#a}",
        "{#a minutes=5}",
        "{#",
        "{",
        "}",
        "{{ a }}",
        "{% if %}",
        "|---|",
        "|",
    ),
    *("[", "]", "](", "[]()", "[^", "[^a]", "[x](law:", "[x](law:ml#72)", "[x](javascript:a)", "![x](media/a.png)"),
    *("**", "*", "_", "***a**", "`", "``", "\\", "<", ">", "<b>", "<!--", "<script>", "&amp;", "&#0;", "&#x110000;"),
    *(
        "> ",
        "> > > ",
        "- ",
        "- [x] ",
        "- [ ] a",
        "1. ",
        "999999999999. ",
        "+ ",
        "    ",
        "  - ",
        "\t- ",
        "\n\n",
        "\\\n",
        "  \n",
    ),
)
YAML = (
    *(
        ": ",
        ":",
        "：",
        "#",
        " #",
        "&a ",
        "*a",
        "!t ",
        "!!python/object:os.system ",
        "<<: *a",
        "? ",
        "| ",
        ">-",
        "|\n",
        "%YAML 1.1",
    ),
    *(
        '"',
        "'",
        '"\\u202e"',
        '"\\ud800"',
        '"\\x00"',
        "[",
        "]",
        "{",
        "}",
        "[[[[[[[[",
        "{a: {b: {c: {d: {e: {f: {g: h}}}}}}}",
    ),
    *(
        "[]",
        "{}",
        "null",
        "~",
        "no",
        "yes",
        "2021-02-30",
        "99999999999999999999",
        "-1",
        "0x10",
        "1e999",
        ".inf",
        "12:30:45",
    ),
    *(
        "[a, b]",
        "{a: b}",
        "- a",
        "...",
        "---",
        "--- a",
        ", ",
        "@a",
        "`a`",
        "%",
        "\ta: b",
        "a: b: c",
        "zh",
        "en",
        "title",
    ),
)
HORRORS = (
    *(
        "\ufeff",
        "\u200b",
        "\u202e",
        "\u2066",
        "\u00ad",
        "\u3000",
        "\u00a0",
        "\u2028",
        "\x00",
        "\x07",
        "\x1b[2J",
        "\x7f",
        "\x85",
    ),
    *(
        "e" + "\u0301" * 60,
        "\u0e33" * 9,
        "👨‍👩‍👧‍👦",
        "🇨🇳",
        "𠀀",
        "\ud7ff",
        "\ufffe",
        "\U0010ffff",
        "\ue000",
        "﷽",
        "ß",
        "İ",
        "ǆ",
    ),
    *("１３８００１３８０００", "①②③", "〇一二", "᠎", "ㅤ", "ﬀ", "Ａ", "\u0336", "K", "ſ", "\r", "\r\n", "\v", "\f", "\t"),
)
PIECES = (*MARKUP, *YAML, *HORRORS)
ENCODINGS = ("utf-16", "utf-16-le", "gb18030", "big5", "latin-1", "utf-7", "utf-8-sig")

Spoil = Callable[[random.Random, bytes], bytes]


# --- bytes ---------------------------------------------------------------------------------------------------


def flipped(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 3, 20)) if changed else 0):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def noisy(chance: random.Random, data: bytes) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + chance.randbytes(chance.choice((1, 4, 200))) + data[at:]


def truncated(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randint(0, len(data))]


def beheaded(chance: random.Random, data: bytes) -> bytes:
    return data[chance.randint(0, len(data)) :]


def holed(chance: random.Random, data: bytes) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + data[at + chance.randint(1, 400) :]


def stammering(chance: random.Random, data: bytes) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + data[at : at + chance.randint(1, 400)] * chance.randint(2, 30) + data[at:]


def in_other_encoding(chance: random.Random, data: bytes) -> bytes:
    return data.decode("utf-8", "replace").encode(chance.choice(ENCODINGS), "replace")


# --- text ----------------------------------------------------------------------------------------------------


def _as_text(change: Callable[[random.Random, str], str]) -> Spoil:
    def spoil(chance: random.Random, data: bytes) -> bytes:
        return change(chance, data.decode("utf-8", "replace")).encode("utf-8", "surrogatepass")

    spoil.__name__ = change.__name__
    return spoil


def _place(chance: random.Random, text: str) -> int:
    """Any place, or the start or the end of a line, where most of the grammar is."""
    at = chance.randint(0, len(text))
    found = text.find("\n", at)
    return at if chance.random() < 0.5 or found < 0 else found + chance.randint(0, 1)


def inserted(chance: random.Random, text: str) -> str:
    at = _place(chance, text)
    return text[:at] + chance.choice(PIECES) + text[at:]


def replaced(chance: random.Random, text: str) -> str:
    at = _place(chance, text)
    return text[:at] + chance.choice(PIECES) + text[at + chance.randint(1, 40) :]


def repeated(chance: random.Random, text: str) -> str:
    """A great many of one piece, up to more than a file may have."""
    at = _place(chance, text)
    piece = chance.choice(PIECES) + chance.choice(("", " ", "a", "\n"))
    return text[:at] + piece * min(chance.choice((10, 300, 5000, 40_000)), 140_000 // len(piece)) + text[at:]


def unpaired(chance: random.Random, text: str) -> str:
    places = [at for at, char in enumerate(text) if char in "[](){}\"'*_`|#<>“”"]
    if not places:
        return text
    at = chance.choice(places)
    return text[:at] + chance.choice(("", text[at] * 2, "[", "}")) + text[at + 1 :]


def other_figure(chance: random.Random, text: str) -> str:
    places = [at for at, char in enumerate(text) if char.isdigit()]
    if not places:
        return text
    at = chance.choice(places)
    return text[:at] + chance.choice(("0", "9", "99", "", "-", "一", "/", "1" * 400)) + text[at + 1 :]


# --- lines ---------------------------------------------------------------------------------------------------


def _as_lines(change: Callable[[random.Random, list[str]], object]) -> Spoil:
    def spoil(chance: random.Random, data: bytes) -> bytes:
        lines = data.decode("utf-8", "replace").split("\n")
        change(chance, lines)
        return "\n".join(lines).encode("utf-8", "surrogatepass")

    spoil.__name__ = change.__name__
    return spoil


def line_out(chance: random.Random, lines: list[str]) -> None:
    del lines[chance.randrange(len(lines))]


def lines_out(chance: random.Random, lines: list[str]) -> None:
    at = chance.randrange(len(lines))
    del lines[at : at + chance.randint(2, 30)]


def line_doubled(chance: random.Random, lines: list[str]) -> None:
    lines.insert(chance.randrange(len(lines)), chance.choice(lines))


def lines_swapped(chance: random.Random, lines: list[str]) -> None:
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]


def line_indented(chance: random.Random, lines: list[str]) -> None:
    at = chance.randrange(len(lines))
    lines[at] = chance.choice(("  ", "    ", "\t", " ", "> ", "- ", "1. ")) * chance.choice((1, 1, 2, 30)) + lines[at]


def line_outdented(chance: random.Random, lines: list[str]) -> None:
    at = chance.randrange(len(lines))
    lines[at] = lines[at].lstrip(" -#>")


def lines_joined(chance: random.Random, lines: list[str]) -> None:
    at = chance.randrange(len(lines))
    lines[at : at + 2] = [chance.choice(("", " ")).join(lines[at : at + 2])]


def lines_shuffled(chance: random.Random, lines: list[str]) -> None:
    at = chance.randrange(len(lines))
    part = lines[at : at + 12]
    chance.shuffle(part)
    lines[at : at + 12] = part


def _keyed(lines: list[str]) -> list[int]:
    return [at for at, line in enumerate(lines) if ": " in line]


def keys_swapped(chance: random.Random, lines: list[str]) -> None:
    found = _keyed(lines)
    if len(found) > 1:
        one, other = chance.sample(found, 2)
        (a, _, first), (b, _, second) = lines[one].partition(": "), lines[other].partition(": ")
        lines[one], lines[other] = f"{b}: {first}", f"{a}: {second}"


def other_value(chance: random.Random, lines: list[str]) -> None:
    found = _keyed(lines)
    if found:
        at = chance.choice(found)
        lines[at] = lines[at].partition(": ")[0] + ": " + chance.choice(PIECES)


def other_key(chance: random.Random, lines: list[str]) -> None:
    found = _keyed(lines)
    if found:
        at = chance.choice(found)
        lines[at] = chance.choice(("", " ", "  - ", "- ")) + chance.choice(PIECES) + ": " + lines[at].partition(": ")[2]


WAYS: tuple[Spoil, ...] = (
    *(flipped, noisy, truncated, beheaded, holed, stammering, in_other_encoding),
    *(_as_text(way) for way in (inserted, inserted, inserted, replaced, replaced, repeated, unpaired, other_figure)),
    *(
        _as_lines(way)
        for way in (line_out, lines_out, line_doubled, lines_swapped, line_indented, line_outdented, lines_joined)
    ),
    *(_as_lines(way) for way in (lines_shuffled, keys_swapped, other_value, other_key)),
)


# --- a campaign ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mutant:
    """A spoiled file: how it was made, which file it is, and its bytes."""

    number: int
    ways: tuple[str, ...]
    path: str
    data: bytes


@dataclass(slots=True)
class Tally:
    """What a campaign found."""

    refused: int = 0
    harmless: int = 0
    """Changed, and right all the same."""
    same: int = 0
    rendered: int = 0
    faults: int = 0
    slowest: tuple[float, str] = (0.0, "")


def mutants(files: Mapping[str, bytes], count: int, seed: int) -> Iterator[Mutant]:
    """Spoil files one at a time, each in one to three ways; the same for the same seed."""
    chance = random.Random(seed)
    # As many of each kind: there are ten times as many lines in reference files as in cases.
    kinds = [[path for path in files if path.startswith(kind)] for kind in SPOILED]
    for number in range(count):
        path = chance.choice(chance.choice([kind for kind in kinds if kind]))
        data = files[path]
        ways = chance.choices(WAYS, k=chance.choice((1, 1, 2, 3)))
        for way in ways:
            data = way(chance, data)
        yield Mutant(number, tuple(way.__name__ for way in ways), path, data)


def judged(root: Path, mutant: Mutant) -> tuple[Checked, float]:
    """Check the repository with the spoiled file in it; assert that the outcome is one that an author can use.

    Gives what was checked, and the seconds of the processor that it took.
    """
    before = (root / mutant.path).read_bytes()
    (root / mutant.path).write_bytes(mutant.data)
    try:
        start = time.process_time()
        checked = check(root)
        seconds = time.process_time() - start
    finally:
        (root / mutant.path).write_bytes(before)
    assert seconds < PATIENCE, f"{seconds:.1f} s"
    lines = mutant.data.replace(b"\r", b"\n").count(b"\n") + mutant.data.decode("utf-16", "ignore").count("\n") + 2
    for problem in checked.problems:
        _has_a_place(problem, root, lines if problem.path == mutant.path else sys.maxsize)
    as_json(checked.problems)
    return checked, seconds


def _has_a_place(problem: Problem, root: Path, lines: int) -> None:
    """The problem names a file that is there, or should be, and a line of it; it can be told in both languages."""
    assert problem.path in problem.detail.values() or (root / problem.path).exists(), problem
    assert 1 <= problem.mark.line <= lines, problem
    assert problem.mark.col >= 1, problem
    for lang in ("zh", "en"):
        assert "\n" not in as_github(problem, lang), problem
        assert as_text(problem, lang).isprintable() or not problem.message(lang).isprintable(), problem


def campaign(root: Path, files: Mapping[str, bytes], count: int, seed: int, most_rendered: int) -> Tally:
    """Judge many; print what went wrong. Those that are changed and have no error are rendered, up to a number."""
    tally = Tally()
    with parsed_once():
        for mutant in mutants(files, count, seed):
            try:
                checked, seconds = judged(root, mutant)
                tally.slowest = max(tally.slowest, (seconds, f"{mutant.path} {mutant.ways}"))
                if not checked.good:
                    tally.refused += 1
                elif mutant.data == files[mutant.path]:
                    tally.same += 1
                else:
                    tally.harmless += 1
                    if tally.rendered < most_rendered:
                        rendered(checked)
                        tally.rendered += 1
            except Exception:  # noqa: BLE001 - whatever it is, this is what we look for
                tally.faults += 1
                print(mutant.number, mutant.ways, mutant.path)
                traceback.print_exc()
    return tally


@contextmanager
def parsed_once() -> Iterator[None]:
    """Parse what has not changed but once, so that a campaign takes minutes."""
    whole, front = document.parse, frontmatter.parse
    with (
        mock.patch.object(document, "parse", functools.lru_cache(200)(whole)),
        mock.patch.object(frontmatter, "parse", functools.lru_cache(200)(front)),
    ):
        yield


if __name__ == "__main__":
    from conftest import dwarf

    with tempfile.TemporaryDirectory() as folder:
        good = dwarf()
        for name, data in good.items():
            (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / name).write_bytes(data)
        print(campaign(Path(folder), good, int(sys.argv[1]), int(sys.argv[2]), 50))
