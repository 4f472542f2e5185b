"""What the tests of the checks share: change some text of the dwarf repository and hear what is told.

The files are held in memory, and those that are not changed are parsed once: hundreds of small changes take seconds.
"""

import functools
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from fazhi.check import run
from fazhi.parse import document, frontmatter, repository
from fazhi.problems import Problem, in_order
from fazhi.source import Source

Found = tuple[str, int, int, str]
"""Path, line, column, rule."""
Told = Callable[[Mapping[str, bytes | None]], list[Problem]]

WORDS = {f"templates/strings/{lang}.yml": b"nav:\n  home: x\n" for lang in ("zh", "en")}
"""Fixed words that no change of the real ones can disturb."""


@pytest.fixture(scope="session")
def files(mini: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The files of the dwarf repository that are parsed, by path."""
    return {path: data for path, data in mini.items() if not path.startswith(("templates/", "docs/assets/"))} | WORDS


@pytest.fixture(scope="session")
def told(files: Mapping[str, bytes]) -> Iterator[Told]:
    """Change some files, or leave them out (None), and give all that is told."""

    def after(changes: Mapping[str, bytes | None]) -> list[Problem]:
        changed = {path: data for path, data in {**files, **changes}.items() if data is not None}
        parsed, problems = repository.parse(Source(Path("nowhere"), dict(sorted(changed.items()))))
        _, more = run.check(parsed, problems)
        return in_order(problems + more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document, "parse", functools.cache(document.parse))
        patch.setattr(frontmatter, "parse", functools.cache(frontmatter.parse))
        yield after


@pytest.fixture(scope="session")
def errors(told: Told, files: Mapping[str, bytes]) -> Callable[..., list[Found]]:
    """The errors after changes: (path, old text, new text); the old text must stand there once."""

    def after(*changes: tuple[str, str, str]) -> list[Found]:
        changed: dict[str, str] = {}
        for path, old, new in changes:
            text = changed.get(path, files[path].decode())
            assert text.count(old) == 1, f"{path}: {old!r} stands there {text.count(old)} times"
            changed[path] = text.replace(old, new)
        problems = told({path: text.encode() for path, text in changed.items()})
        # Whatever is changed in an original, its translation is behind: tests/check/test_freshness.py is about that.
        told_of = [p for p in problems if p.is_error and p.rule != "translation-facts-behind"]
        return [(p.path, p.mark.line, p.mark.col, p.rule) for p in told_of]

    return after
