"""Try files among those of the repository before anything is written: what would the check say of them?"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from fazhi.check.run import check
from fazhi.model.library import Library
from fazhi.parse import repository
from fazhi.problems import Problem, in_order
from fazhi.source import Source
from fazhi.stamp import stamped


class Trial:
    """The repository as it was parsed, into which files are put that nobody has written yet."""

    def __init__(self, source: Source) -> None:
        """Parse the repository once."""
        self.source = source
        self.parsed, _ = repository.parse(source)
        self.library, _ = check(self.parsed, [])

    def judge(self, files: Mapping[str, str]) -> list[Problem]:
        """Give what the check says of these files, by path and text, if they were there."""
        return self._checked(files)[1]

    def stamped(self, files: Mapping[str, str]) -> dict[str, str]:
        """Give the files with each translation stamped, as after a review: it was made from what stands there now."""
        library, _ = self._checked(files)
        texts = [(entry, text) for entry in library.entries() for text in entry.texts.values() if text.translation]
        done = {text.path: stamped(entry, text, files[text.path], None) for entry, text in texts if text.path in files}
        return {**files, **done}

    def _checked(self, files: Mapping[str, str]) -> tuple[Library, list[Problem]]:
        source = Source(self.source.root, {path: text.encode() for path, text in files.items()})
        new, early = repository.parse(source)
        early = [problem for problem in early if problem.path in files]
        references = {
            name: new.references[name] if f"docs/reference/{name}.yml" in files else data
            for name, data in self.parsed.references.items()
        }
        parsed = dataclasses.replace(
            self.parsed,
            documents={**self.parsed.documents, **new.documents},
            references=references,
            texts={**self.parsed.texts, **new.texts},
        )
        library, late = check(parsed, early)
        return library, in_order([*early, *(problem for problem in late if problem.path in files)])
