"""Search without a site: the targets of the real library, many more of the same kind, and a search page beside them."""

import itertools
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import SimpleNamespace

from fazhi.checked import check
from fazhi.render import finding
from fazhi.render.edition import Edition
from fazhi.render.policy import policy
from fazhi.render.search.index import scripts
from fazhi.render.search.targets import Row, Target, targets
from fazhi.render.templates import environment
from fazhi.render.words import Words

ROOT = Path(__file__).parents[1]
KINDS = ("cases", "lessons", "terms", "laws", "pages")
Files = dict[str, str]


@cache
def editions() -> dict[str, Edition]:
    """The editions of the real repository."""
    checked = check(ROOT)
    assert checked.library is not None
    assert checked.settings is not None
    found = {
        lang: Edition(checked.library, Words(lang, strings), checked.settings)
        for lang, strings in checked.strings.items()
    }
    return {lang: replace(edition, shelves=finding.shelved(edition)) for lang, edition in found.items()}


@cache
def real(lang: str) -> tuple[Target, ...]:
    """What can be found in the real library."""
    return tuple(targets(editions()[lang]))


def many(lang: str, number: int, seed: int = 1) -> tuple[Target, ...]:
    """The real library with ``number`` cases: each as long as a real one, of its sentences dealt anew.

    Some characters of Chinese and some words of English are exchanged for others, most of them rare, so that the grams
    and words of the library grow with it as those of real texts do.
    """
    chance = random.Random(f"{lang} {seed}")
    cases = [target for target in real(lang) if target.kind == "case"]
    texts = [text for target in real(lang) for row in target.rows for text in row.texts]
    pool = [part for text in texts for part in re.findall(r"[^。！？；.!?]+[。！？；.!?]?\s*", text)]
    vary = (_chinese if lang == "zh" else _english)(chance, pool)

    def text(length: int) -> str:
        said = ""
        while len(said) < length:
            said += vary(chance.choice(pool))
        return said

    def case(number: int) -> Target:
        like = chance.choice(cases)
        rows = [Row(row.anchor, row.title, tuple(text(len(each)) for each in row.texts)) for row in like.rows]
        title = text(len(like.title))[: len(like.title) + 6].strip()
        return Target(f"cases/case-{number}.html", "case", title, (text(20)[:30],), tuple(rows))

    made = [case(at) for at in range(len(cases), number)]
    return (*cases, *made, *(target for target in real(lang) if target.kind != "case"))


def _chinese(chance: random.Random, pool: Sequence[str]) -> Callable[[str], str]:
    chars = [char for text in pool for char in text if "\u3400" <= char <= "\u9fff"]
    return lambda text: re.sub(
        "[\u3400-\u9fff]", lambda char: chance.choice(chars) if chance.random() < 0.06 else char[0], text
    )


def _english(chance: random.Random, pool: Sequence[str]) -> Callable[[str], str]:
    """Syllables of real words make new ones; the n-th of them is used about 1/n as often as the first (Zipf)."""
    syllables = [part for text in pool for part in re.findall("[bcdfghjklmnprstvw]{1,2}[aeiou]{1,2}n?", text.lower())]
    words = ["".join(chance.choices(syllables, k=chance.choice((2, 3, 3, 4)))) for _ in range(12000)]
    weights = [*itertools.accumulate(1 / (rank + 5) for rank in range(len(words)))]

    def other(word: re.Match[str]) -> str:
        return chance.choices(words, cum_weights=weights)[0] if chance.random() < 0.05 else word[0]

    return lambda text: re.sub("[a-z]{4,}", other, text)


def written(folder: Path, lang: str, found: Sequence[Target], one_file: int) -> Files:
    """Write a search page with this index into a folder; give the scripts of the index by path."""
    files = dict(scripts(KINDS, found, one_file))
    _write(folder, {**files, "search.html": _page(lang)})
    _write(folder, {"assets/search.js": (ROOT / "docs/assets/search.js").read_text("utf-8")})
    return files


def _write(folder: Path, files: Files) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def _page(lang: str) -> str:
    """The search page of our template, with the policy that every page has and without the frame around it."""
    texts = {
        path.relative_to(ROOT / "templates").as_posix(): path.read_text("utf-8")
        for path in (ROOT / "templates").rglob("*.j2")
    }
    template = environment(texts).get_template("pages/search.md.j2")
    body = template.render(view=SimpleNamespace(lists=()), t=editions()[lang].words.t, lang=lang).partition("\n")[2]
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy()}"><title>search</title>'
        f'<link rel="icon" href="data:,"></head><body>{body}'
        '<script defer src="search/index.js"></script><script defer src="assets/search.js"></script></body></html>'
    )


def queries(lang: str, found: Sequence[Target], number: int, seed: int = 1) -> Iterator[str]:
    """Words as readers type them, cut out of the texts anywhere: pieces, several at a time, and what stands nowhere."""
    chance = random.Random(f"{lang} {seed} queries")
    kinds = (_piece, _piece, _two, _two, _number, _sign, _title, _name, _apart, _nowhere)
    for at in range(number):
        yield kinds[at % len(kinds)](chance, found)


def _text(chance: random.Random, found: Sequence[Target]) -> str:
    return chance.choice([text for row in chance.choice(found).rows for text in (*row.texts, row.title)] or ["法 a"])


def _piece(chance: random.Random, found: Sequence[Target], most: int = 9) -> str:
    text = _text(chance, found)
    at = chance.randrange(max(1, len(text) - most))
    piece = text[at : at + chance.randint(1, most)].strip()
    return chance.choice((piece, piece.upper())) or "a"


def _two(chance: random.Random, found: Sequence[Target]) -> str:
    one = [chance.choice(found)]
    return f"{_piece(chance, one, 5)} {_piece(chance, one, 7)}"


def _number(chance: random.Random, found: Sequence[Target]) -> str:
    numbers = re.findall(r".?\s?\d+.?", " ".join(_text(chance, found) for _ in range(20)))
    return chance.choice(numbers or ["12309"])


def _sign(chance: random.Random, found: Sequence[Target]) -> str:
    text = " ".join(_text(chance, found) for _ in range(10))
    return chance.choice(re.findall(r"\w?[^\w\s]\w?", text) or ["%"])


def _title(chance: random.Random, found: Sequence[Target]) -> str:
    return chance.choice(found).title


def _name(chance: random.Random, found: Sequence[Target]) -> str:
    """A term by another name or its pinyin, without tones as often as with them."""
    names = [name for target in found if target.kind == "term" for name in target.names]
    return chance.choice(names)


def _apart(chance: random.Random, found: Sequence[Target]) -> str:
    """Two whole words with a hyphen or an s that may stand there or not."""
    words = re.findall(r"[A-Za-z]{3,}|[\u3400-\u9fff]{2}", _text(chance, found))
    word = chance.choice(words or ["App"])
    return chance.choice((f"{word}s", f"{word}-{chance.choice(words or ['law'])}", f"{word}'s", f"{word}12"))


def _nowhere(chance: random.Random, found: Sequence[Target]) -> str:
    return chance.choice(
        ("没有这样的词语", "zzxqj", "龘", "鱻法", "qqqq", "9999999", "监护zz", "__proto__", "constructor")
    )
