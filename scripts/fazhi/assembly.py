"""Put all pages of a site together: what an earlier build has made of the same things is taken over, the rest is made.

A page is taken over only while the published site still holds it to the last byte. It is linked into the new site, not
written again, so that a thousand pages that did not change cost little, and keep their time stamps for whoever uploads.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from sys import intern

from fazhi import disk
from fazhi.finishing import NOT_FOUND, Index, Made, Maker, Order, Sheets, Staged, Task, finish
from fazhi.judging import Origins
from fazhi.memory import Memory, name
from fazhi.model.library import AnyEntry, Case, Kind, Lesson
from fazhi.offline import Stock
from fazhi.render.edition import Edition
from fazhi.render.search import targets
from fazhi.render.search.index import kinds
from fazhi.render.site import Rendered
from fazhi.render.surroundings import Surroundings
from fazhi.scratch import Scratch, Span
from fazhi.verify import Found
from fazhi.workers import Crew, Tool

MANY = 24
"""Tasks that are done here before it is worth it to start other processes."""
_HANDFUL = 4
Count = Callable[[int, int], None]


@dataclass(slots=True)
class Gathered:
    """What is known of all pages that are there."""

    stock: Stock
    scratch: Scratch
    files: dict[str, Found] = field(default_factory=dict)
    copied: dict[str, bytes] = field(default_factory=dict)
    """The digests of files as they stand in the zip."""
    names: dict[str, frozenset[str]] = field(default_factory=dict)
    targets: dict[tuple[Kind, str], Mapping[str, tuple[Span, bytes]]] = field(default_factory=dict)
    """By language, where what can be found of an entry lies packed, and its digest."""
    told: dict[str, bytes] = field(default_factory=dict)
    addresses: set[str] = field(default_factory=set)
    """Of the pages that draw on the whole library."""

    def take(self, task: Task, made: Made) -> None:
        """Note what has become of a task."""
        for file in made.files:
            self.files[file.found.path] = _shared(file.found)
            self.copied[file.found.path] = file.copied.digest
            self.stock.add(file.copied)
        for lang, names in made.names.items():
            self.names[lang] = self.names.get(lang, frozenset()) | names
        match task:
            case Surroundings(entry=entry):
                self.targets[entry.kind, entry.id] = {
                    lang: (self.scratch.append(data), sha256(data).digest()) for lang, data in made.targets.items()
                }
                if made.told:
                    self.told[entry.id] = made.told
            case Staged(address=address, text=str()):
                self.addresses.add(address)


class Assembly:
    """Does the tasks of one build."""

    def __init__(
        self, order: Order, place: bytes, maker: Tool[Maker], memory: Memory, crew: Crew, live: Path, gathered: Gathered
    ) -> None:
        """Take the order, the digest of all that decides every page, who makes pages, and who gathers what is known."""
        self.order = order
        self._place = place
        self._memory = memory
        self._crew = crew
        self._live = live
        self._maker = maker
        self.gathered = gathered

    def entries(self, rendered: Rendered, origins: Origins, count: Count) -> None:
        """Make all pages, those of entries first."""
        site = rendered.site
        entries = [*site.entries()]

        def tasks() -> Iterator[tuple[str, Task]]:
            for entry in entries:
                found = site.around(entry)
                yield name("entry", self._place, *_made_of(found, origins)), found
            for lang, address, text in rendered.of_all():
                yield name("page", self._place, lang, address, text), Staged(lang, address, text)
            for lang in site.editions:
                yield name("page", self._place, lang), Staged(lang, NOT_FOUND, None)

        self._do(tasks(), count=count, many=len(entries))

    def some(self, rendered: Rendered, origins: Origins, entries: Iterable[Case | Lesson]) -> Mapping[str, Found]:
        """Make the pages of some entries, and no others; give what was found of them by path."""
        around = map(rendered.site.around, entries)
        self._do((name("entry", self._place, *_made_of(found, origins)), found) for found in around)
        return self.gathered.files

    def indexes(self, rendered: Rendered, count: Count) -> None:
        """Make the search index of each language, of what has become of the entries."""
        editions = rendered.site.editions.values()
        self._do(map(self._index, editions), 1, count, len(editions))

    def _index(self, edition: Edition) -> tuple[str, Task]:
        lang, found = edition.lang, self.gathered.targets
        entries = [found[entry.kind, entry.id][lang] for entry in targets.entries(edition)]
        others = tuple(targets.of_all(edition))
        index = Index(lang, kinds(edition), tuple(span for span, _ in entries), others)
        return name("index", self._place, lang, repr(others), *(digest for _, digest in entries)), index

    def sheets(self, beside: frozenset[str]) -> None:
        """Make the style sheets of all languages, for the names on their pages and those in the files beside them."""
        wanted = {lang: Sheets(lang, names | beside) for lang, names in self.gathered.names.items()}
        keys = (name("sheets", self._place, lang, *sorted(each.names)) for lang, each in wanted.items())
        self._do(zip(keys, wanted.values(), strict=True), handful=1)

    def _do(
        self, tasks: Iterator[tuple[str, Task]], handful: int = _HANDFUL, count: Count | None = None, many: int = 0
    ) -> None:
        """Do tasks, or take over what is known by their names; ``count`` is told of each, up to ``many`` of them."""
        waiting: deque[tuple[str, Task]] = deque()

        def unknown() -> Iterator[Task]:
            for number, (key, task) in enumerate(tasks):
                if count:
                    count(min(number, many), many)
                made = self._memory.recall(key)
                if made is not None and self._taken_over(made):
                    self.gathered.take(task, made)
                else:
                    waiting.append((key, task))
                    yield task

        # Closed at once, not when it is collected: nobody may write pages any more when this is left.
        with closing(self._crew.each(partial(finish, self._maker), unknown(), MANY, handful, [self._maker])) as every:
            for made in every:
                key, task = waiting.popleft()
                self._memory.remember(key, made.lasting())
                self.gathered.take(task, made)

    def _taken_over(self, made: Made) -> bool:
        """Link the files of a task from the published site into the new one, if all of them are there as they were."""
        digests = {file.found.path: file.found.digest for file in made.files}
        if not all(disk.holds(self._live / path, digest) for path, digest in digests.items()):
            return False
        for path in digests:
            disk.link(self._live / path, self.order.new / path)
        return True


def _made_of(found: Surroundings, origins: Origins) -> Iterator[str | bytes]:
    """What decides the pages of an entry beside what all pages share."""

    def origin(entry: AnyEntry) -> tuple[bytes, str]:
        return origins[entry.kind, entry.id]

    yield from (origin(each)[0] for each in (found.entry, *found.told))
    neighbours: tuple[AnyEntry, ...] = (*found.related, *found.lessons)
    yield from (origin(each)[1] for each in neighbours)
    # Each number of entries is told, so that no two lists run into one.
    yield repr((len(found.told), len(found.related), found.shelves, found.kit, found.crowded))


def _shared(found: Found) -> Found:
    """The same, with strings that most pages have in common held once."""
    ids = None if found.ids is None else tuple(map(intern, found.ids))
    return Found(found.path, found.digest, found.faults, ids, tuple(map(intern, found.links)), found.lines, found.base)
