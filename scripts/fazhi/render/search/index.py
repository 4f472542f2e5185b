"""Write the search index of an edition: classic scripts that hand over plain data, so that they load from ``file://``.

A small library stands in one script, ``search/index.js``. Of a larger one, that holds what is always wanted: titles,
names, and the words that stand in any text. The texts of each page have a script of their own, and the grams by which
the search page tells which of them it needs are dealt into scripts by how they begin.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from itertools import groupby
from posixpath import commonprefix

from fazhi.render.edition import Edition
from fazhi.render.search.grams import grams, is_word, key, part
from fazhi.render.search.targets import BREAK, KINDS, Target, targets
from fazhi.render.search.waiting import Waiting

SHARED = 16
"""The fewest characters of a text for which it is worth being written once and named by its number."""
ONE_FILE = 800_000
"""Up to how many bytes the whole index is one script: about 260 KB after gzip, less than a large library asks for."""
LITTLE = 600
"""Up to how many characters the texts of a page stand beside its title: less than a request costs."""
_A, _DIGITS = ord("a"), 26


def files(edition: Edition) -> Iterator[tuple[str, str]]:
    """The scripts of an edition by path."""
    return scripts(kinds(edition), tuple(targets(edition)))


def kinds(edition: Edition) -> tuple[str, ...]:
    """The words for the groups of results."""
    t = edition.words.t
    return t.nav.cases, t.nav.lessons, t.nav.glossary, t.nav.laws, t.search.pages


def scripts(groups: Sequence[str], found: Sequence[Target], one_file: int = ONE_FILE) -> Iterator[tuple[str, str]]:
    """The scripts for these targets by path; ``groups`` are the words that :func:`kinds` gives."""
    # No character is less than a byte: of a large library nobody needs to see the whole script to know.
    if _fits(found, one_file):
        whole = _assigned(packed(groups, found))
        if len(whole.encode()) <= one_file:
            yield "search/index.js", whole
            return
    filing, addresses, pages = _Filing(), [], []
    for at, target in enumerate(found):
        addresses.append(target.address)
        if not _is_long(target):
            pages.append([*_entitled(target), _rows(target, {})])
            continue
        pages.append(_entitled(target))
        filing.add(at, found.grams(at) if isinstance(found, Waiting) else grams(target))
        yield f"search/{_name(target)}.js", _handed([_name(target), _rows(target, {})])
    filed = filing.done()
    words = _listed(key for keys in filed.values() for key in keys if is_word(key))
    made = sha256(BREAK.join(addresses).encode()).hexdigest()[:8]
    head = {"kinds": list(groups), "shared": [], "pages": pages, "words": words, "made": made}
    yield "search/index.js", _assigned(head)
    for name, keys in sorted(filed.items()):
        lines = "".join(f"{BREAK}{key} {keys[key]}" for key in sorted(keys))
        yield f"search/grams/{name}.js", _handed([f"grams/{name}", made, lines + BREAK])


def _fits(found: Iterable[Target], one_file: int) -> bool:
    """Whether the characters of all texts, each counted once, are no more than the bytes of one file may be."""
    texts: set[str] = set()
    size = 0
    for text in (text for target in found for row in target.rows for text in row.texts):
        if text not in texts:
            texts.add(text)
            size += len(text)
            if size > one_file:
                return False
    return True


def packed(groups: Sequence[str], found: Sequence[Target]) -> dict[str, object]:
    """Pack targets into one piece: ``kinds`` (the groups), ``shared`` texts, and ``pages``.

    A page is ``[address, kind, title, names, [[anchor, title, text, …], …]]``; a number in the place of a text is the
    number of a shared one. Without them a section of a case would be written again for each lesson that shows it.
    In an index of several scripts a page without the last item has its rows in ``search/text/<address>.js``.
    """
    counted = Counter(text for target in found for row in target.rows for text in row.texts)
    shared = [text for text, times in counted.items() if times > 1 and len(text) >= SHARED]
    numbers = {text: number for number, text in enumerate(shared)}
    pages = [[*_entitled(target), _rows(target, numbers)] for target in found]
    return {"kinds": list(groups), "shared": shared, "pages": pages}


def _entitled(target: Target) -> list[object]:
    return [target.address, KINDS.index(target.kind), target.title, BREAK.join(target.names)]


def _rows(target: Target, numbers: Mapping[str, int]) -> list[object]:
    return [[row.anchor, row.title, *_numbered(row.texts, numbers)] for row in target.rows]


def _numbered(texts: tuple[str, ...], numbers: Mapping[str, int]) -> Iterator[str | int]:
    """The texts of a row: shared ones by their numbers, the others between them in one piece."""
    for shared, run in groupby(texts, key=numbers.__contains__):
        if shared:
            yield from (numbers[text] for text in run)
        else:
            yield BREAK.join(run)


def _is_long(target: Target) -> bool:
    """Whether the texts of a target are loaded when they are wanted. A term of the glossary is no page of its own."""
    return "#" not in target.address and sum(len(text) for row in target.rows for text in row.texts) > LITTLE


def _name(target: Target) -> str:
    return f"text/{target.address.removesuffix('.html')}"


class _Filing:
    """Puts the grams of all pages together: by file, by key, the runs of every page behind how far it is from the last.

    What a Chinese key holds are the runs of each second character, behind that character.
    """

    def __init__(self) -> None:
        self._last: dict[str, int] = {}
        # Of a large library there are millions of runs: as so many texts they would take hundreds of megabytes.
        self._found: dict[str, bytearray] = {}

    def add(self, at: int, page: Mapping[str, str]) -> None:
        """Take a page; its number is greater than that of any before."""
        last, found, first = self._last, self._found, _distance(at + 1)
        for gram, runs in page.items():
            if gram in found:
                found[gram] += (_distance(at - last[gram]) + runs).encode()
            else:
                found[gram] = bytearray((first + runs).encode())
        last |= dict.fromkeys(page, at)

    def done(self) -> dict[str, dict[str, str]]:
        """Give the runs by file and by key."""
        filed: dict[str, dict[str, str]] = {}
        for gram in sorted(self._found):
            under, runs = key(gram), self._found[gram].decode()
            keys = filed.setdefault(part(under), {})
            keys[under] = runs if under == gram else f"{keys.get(under, '')}{gram[1]}{runs}"
        return filed


def _listed(words: Iterable[str]) -> str:
    """Words in their order: a letter from A for how many characters are those of the word before, then the others."""
    listed, before = [], ""
    for word in sorted(words):
        same = min(len(commonprefix((before, word))), _DIGITS - 1)
        listed.append(chr(ord("A") + same) + word[same:])
        before = word
    return "".join(listed)


@cache
def _distance(number: int) -> str:
    """A number in digits from a to z."""
    digits = chr(_A + number % _DIGITS)
    while number := number // _DIGITS:
        digits = chr(_A + number % _DIGITS) + digits
    return digits


def _assigned(data: object) -> str:
    return f"window.fazhiSearchIndex={_json(data)};\n"


def _handed(data: object) -> str:
    return f"window.fazhiSearchPart({_json(data)});\n"


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
