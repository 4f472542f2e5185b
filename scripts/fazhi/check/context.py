"""What every check is given: the parsed documents, the typed reference data, and where each thing stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fazhi.model.facts import ORIGINAL
from fazhi.model.library import FrontWords, Library
from fazhi.parse.document import Document
from fazhi.parse.repository import Parsed


@dataclass(frozen=True, slots=True)
class Context:
    """Checks look at documents, not at the library, so that a file with one mistake still shows all the others."""

    parsed: Parsed
    reference: Library
    fronts: Mapping[str, FrontWords]
    """The typed front matter by path, of those documents whose front matter is right."""
    unread: frozenset[str]
    """The files that could not be read to their end: what seems to be missing there may well be there."""

    def front(self, doc: Document) -> Mapping[str, Any]:
        """The front matter as it was typed, right or not."""
        return doc.front.value if isinstance(doc.front.value, dict) else {}

    def listed(self, name: str) -> list[str] | None:
        """The ids of a reference file, see :func:`listed`."""
        return listed(self.parsed, self.unread, name)

    def documents(self, *kinds: str) -> Iterator[Document]:
        """The documents of some kinds, or all."""
        return (doc for doc in self.parsed.documents.values() if not kinds or doc.kind in kinds)

    def original(self, doc: Document) -> Document | None:
        """The Chinese original of a document; the document itself if it is one."""
        return self.parsed.documents.get(doc.path.rsplit("/", 1)[0] + f"/{ORIGINAL}.md")

    def ids(self, kind: str) -> list[str]:
        """The ids of all entries of a kind, good or not."""
        return sorted({doc.id for doc in self.documents(kind)})


def listed(parsed: Parsed, unread: Collection[str], name: str) -> list[str] | None:
    """The ids of a reference file, those of wrong rows too; None if the file was not read to its end.

    So one mistake in a reference file is one problem, and not one more for every place that names the row.
    """
    rows = parsed.references[name].value
    if f"docs/reference/{name}.yml" in unread or not isinstance(rows, list):
        return None
    return [str(row["id"]) for row in rows if isinstance(row, dict) and "id" in row]
