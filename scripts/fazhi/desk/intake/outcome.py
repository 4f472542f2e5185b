"""Read a file that a person named, and say what is to be written for it, and where."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from fazhi import disk, source
from fazhi.desk.intake.draft import draft
from fazhi.desk.intake.reading import MAX_FILE
from fazhi.desk.intake.report import report
from fazhi.desk.intake.take import Taken
from fazhi.desk.intake.words import Refused
from fazhi.model.library import Library

FOLDER = "build/intake"
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
_LONGEST = 60
"""Characters of the name of a folder; some disks take no more than 255 bytes."""


def read(path: Path) -> bytes:
    """Read the bytes of a file, at most one more than may be taken in; raises Refused."""
    name = shown(path)
    try:
        return source.outside(path, MAX_FILE)
    except FileNotFoundError:
        raise Refused("missing", name=name) from None
    except IsADirectoryError:
        raise Refused("folder", name=name) from None
    except OSError as error:
        if error.errno is None:
            raise Refused("not-a-file", name=name) from None
        raise Refused("unreadable", name=name, why=error.strerror or str(error)) from None


def files(taken: Taken, path: Path, lang: str, library: Library) -> dict[str, bytes]:
    """Everything that is written for a file: what was read, the clean text, the report, the draft."""
    return {
        "source.txt": taken.given.text.encode("utf-8", "surrogateescape"),
        "clean.txt": f"{taken.edited.text}\n".encode(),
        "report.md": report(taken, shown(path), lang).encode(),
        "zh.md": draft(taken, library).encode(),
    }


def keep(root: Path, path: Path, written: Mapping[str, bytes]) -> str:
    """Write into a new folder named after the file, with a number where there is one already; give its path."""
    name = folder_name(path)
    for number in range(1, 10_000):
        folder = f"{FOLDER}/{name}" + (f"-{number}" if number > 1 else "")
        try:
            disk.create(root / folder, written)
        except FileExistsError:
            continue
        return folder
    raise Refused("too-many", name=name)


def folder_name(path: Path) -> str:
    """The name of a file without its ending, as a folder may have it on any system."""
    name = re.sub(r"[^\w.-]+", "-", path.stem.encode("utf-8", "replace").decode()).strip("-._ ")[:_LONGEST]
    return "intake" if not name or _DEVICE.fullmatch(name) else name


def shown(path: Path) -> str:
    """The name of a file as it may be printed."""
    return "".join(char if char.isprintable() else "?" for char in path.name or str(path))
