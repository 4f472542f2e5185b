"""Put hostile text into every word of a library, past the checks that would refuse it."""

import dataclasses
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

import engine_alone
from fazhi.build import rendered
from fazhi.checked import Checked, check
from fazhi.model.blocks import Items
from fazhi.model.bodies import Packed
from fazhi.model.images import Album
from fazhi.model.library import Library
from fazhi.stage import export

KEPT = frozenset(
    "id path lang kind digest target topics grades procedures series cases laws cites articles articles_likely items "
    "url number cited file licence source images "
    "basis status certainty activity start end date grade lessons section case of".split()
)
"""Fields that are no words: ids, closed lists, addresses that checks have typed."""
WHOLE = {Library: frozenset({"id", "images"}), Items: frozenset({"mark"})}
"""What is kept of the types whose fields have such names too, but hold records or blocks."""
TYPED = frozenset({"Source.publisher", "Source.title"})
"""Words that the program puts into another record, which holds no more than a line."""
LONGEST = 400
T = TypeVar("T")


def poisoned(value: T, say: Callable[[str, str], str], place: str = "") -> T:
    """The value with each piece of words in it as ``say`` makes it from its place (``CaseFront.title``) and itself."""
    return _poisoned(value, say, place)  # type: ignore[no-any-return]


def _poisoned(value: Any, say: Callable[[str, str], str], place: str) -> Any:
    if isinstance(value, str):
        return say(place, value)[:LONGEST] if place in TYPED else say(place, value)
    if isinstance(value, BaseModel):
        return value.model_copy(update=_fields(value, list(type(value).model_fields), say))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.replace(value, **_fields(value, [each.name for each in dataclasses.fields(value)], say))
    if isinstance(value, Album):
        return value
    if isinstance(value, Mapping):
        return {key: _poisoned(inside, say, place) for key, inside in value.items()}
    if isinstance(value, tuple | Packed):
        return tuple(_poisoned(inside, say, place) for inside in value)
    return value


def _fields(value: Any, names: list[str], say: Callable[[str, str], str]) -> dict[str, Any]:
    kept, name = WHOLE.get(type(value), KEPT), type(value).__name__
    return {each: _poisoned(getattr(value, each), say, f"{name}.{each}") for each in names if each not in kept}


def places(value: Any) -> Counter[str]:
    """How many pieces of words stand at each place."""
    found: Counter[str] = Counter()

    def note(place: str, words: str) -> str:
        found[place] += 1
        return words

    poisoned(value, note)
    return found


def written(files: Mapping[str, bytes], root: Path) -> Checked:
    """Write a repository, and check it."""
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    checked = check(root)
    assert checked.good, checked.problems
    return checked


def finished(files: Mapping[str, bytes], root: Path, say: Callable[[str, str], str]) -> dict[str, Path]:
    """Poison what a repository says, and have the real engine make its pages; give their folders by language.

    Lessons are drafts, of which no class kit is made: its slides refuse to hold so much text.
    """
    checked = written(files, root)
    assert checked.settings
    drafts = {
        id: dataclasses.replace(each, facts=each.facts.model_copy(update={"status": "draft"}))
        for id, each in checked.library.lessons.items()
    }
    library = dataclasses.replace(checked.library, lessons=drafts)
    hostile = dataclasses.replace(checked, library=poisoned(library, say))
    folders = export(rendered(hostile), hostile.source, checked.settings, root / "build")
    engine_alone.run(folders)
    return folders
