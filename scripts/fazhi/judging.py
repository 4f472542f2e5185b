"""Stages 2 and 3: parse and check every entry by itself, here or in other processes, then all of them together.

What is found of an entry is remembered by all that it depends on: its files, and the reference files beside which it is
judged. So after an edit one entry is parsed and checked, and the thousand others are only compared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from typing import NamedTuple

from fazhi.check import run
from fazhi.check.context import Context
from fazhi.check.run import Judged
from fazhi.memory import Memory, digest, name
from fazhi.model.library import AnyEntry, Kind, Library
from fazhi.parse import repository
from fazhi.parse.repository import Parsed
from fazhi.problems import Problem
from fazhi.source import SETTINGS, Source
from fazhi.workers import Crew, Tool

MANY = 40
"""Entries that are judged here before it is worth it to start other processes."""
_HANDFUL = 8
_REFERENCE = ("docs/reference/", "templates/strings/", SETTINGS)
"""Where the files lie beside which entries are judged."""


Origins = Mapping[tuple[Kind, str], tuple[bytes, str]]
"""By kind and id of each entry, the digest of its files, and that of its head: of all but its sections."""


class Folder(NamedTuple):
    """The files of one entry, and those of them that could not be read."""

    files: Mapping[str, bytes]
    unread: frozenset[str]

    def digest(self) -> bytes:
        """The digest of all of it."""
        return f"{digest(self.files)} {sorted(self.unread)}".encode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Opinion:
    """What is found of one entry: the problems of parsing it, and what the checks say."""

    misread: tuple[Problem, ...]
    judged: Judged
    head: str
    """The digest of all of the entry but its sections: what pages of other entries may show of it."""


class Found(NamedTuple):
    """What is found of all that was read."""

    library: Library
    rest: Parsed
    """What belongs to no entry."""
    problems: list[Problem]
    origins: Origins


class Judge:
    """Judges everything that was read, perhaps many times; what is found of entries it remembers."""

    def __init__(self, memory: Memory, crew: Crew) -> None:
        """Take where to remember it, and who helps."""
        self._memory = memory
        self._crew = crew
        self._beside: tuple[bytes, _Beside] | None = None

    def judged(self, files: Source, refused: Sequence[Problem]) -> Found:
        """Judge everything; ``refused`` are the problems of reading."""
        place, beside = self._world(files, refused)
        unread = run.cut_short(refused) | beside.unread
        folders = _folders(files, unread)
        digests = [folder.digest() for folder in folders]
        opinions = self._opinions([name("judged", place, each) for each in digests], folders, beside.tool)
        misread = [problem for opinion in opinions for problem in opinion.misread]
        pictures = {path: data for folder in folders for path, data in folder.files.items() if "/media/" in path}
        library, together = run.together(
            beside.world, [each.judged for each in opinions], unread | run.cut_short(misread), pictures
        )
        origins: Origins = {
            (opinion.judged.entry.kind, opinion.judged.entry.id): (each, opinion.head)
            for each, opinion in zip(digests, opinions, strict=True)
            if opinion.judged.entry
        }
        return Found(library, beside.rest, [*beside.problems, *misread, *together], origins)

    def _world(self, files: Source, refused: Sequence[Problem]) -> tuple[bytes, _Beside]:
        """The world in which entries are judged, with the digest of it."""
        read = {path: data for path, data in files.files.items() if path.startswith(_REFERENCE)}
        missing = run.cut_short(problem for problem in refused if problem.path.startswith(_REFERENCE))
        texts = {f"../{path}": data for path, data in files.published.items()}
        place = Folder({**read, **texts}, missing).digest()
        if self._beside is None or self._beside[0] != place:
            self._beside = place, _Beside.of(Source(files.root, read, files.published), missing)
        return self._beside

    def _opinions(self, names: Sequence[str], folders: Sequence[Folder], tool: Tool[Context]) -> list[Opinion]:
        known: dict[str, Opinion] = {each: found for each in names if (found := self._memory.recall(each))}
        todo = [(each, folder) for each, folder in zip(names, folders, strict=True) if each not in known]
        work = partial(_opinions, tool)
        fresh = self._crew.each(work, (folder for _, folder in todo), MANY, _HANDFUL, [tool])
        for (each, _), opinion in zip(todo, fresh, strict=True):
            known[each] = opinion
            self._memory.remember(each, opinion)
        return [known[each] for each in names]


@dataclass(frozen=True, slots=True)
class _Beside:
    """What belongs to no entry: parsed, checked, and the world that follows from it, here and for other processes."""

    rest: Parsed
    world: Context
    problems: list[Problem]
    unread: frozenset[str]
    tool: Tool[Context]

    @classmethod
    def of(cls, read: Source, missing: frozenset[str]) -> _Beside:
        rest, wrong = repository.rest(read)
        unread = missing | run.cut_short(wrong)
        world, more = run.reference_world(rest, unread)
        return cls(rest, world, [*wrong, *more], unread, Tool(_world, read, unread))


def _folders(files: Source, unread: frozenset[str]) -> list[Folder]:
    missing = repository.grouped(unread)
    return [
        Folder({path: files.files[path] for path in paths}, frozenset(missing.get(folder, ())))
        for folder, paths in repository.grouped(files.files).items()
    ]


# --- in any process ---------------------------------------------------------------------------------------


def _world(beside: Source, unread: frozenset[str]) -> Context:
    return run.same_world(repository.rest(beside)[0], unread)


def _opinions(world: Tool[Context], folders: Sequence[Folder]) -> list[Opinion]:
    return [_opinion(world(), *folder) for folder in folders]


def _opinion(world: Context, files: Mapping[str, bytes], unread: frozenset[str]) -> Opinion:
    parsed, wrong = repository.entry(files)
    found = run.alone(replace(parsed, unread=unread | run.cut_short(wrong)), world)
    if found.entry is None:
        return Opinion(tuple(wrong), found, "")
    return Opinion(tuple(wrong), replace(found, entry=found.entry.packed()), _head(found.entry, parsed))


def _head(entry: AnyEntry, parsed: repository.Folder) -> str:
    """The digest of all that decides the head of an entry: its front matter, and what is worked out of its sections."""
    told = [
        (lang, parsed.documents[text.path].front.value, sorted(text.cited), text.minutes)
        for lang, text in entry.texts.items()
    ]
    return sha256(repr((entry.kind, entry.id, told)).encode("utf-8", "surrogatepass")).hexdigest()
