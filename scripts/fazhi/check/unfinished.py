"""Check that nothing unfinished is shown: a mark of what is still to be written stands in drafts only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.check.context import Context
from fazhi.model.mark import Mark
from fazhi.parse.document import Document
from fazhi.problems import Problem

TO_WRITE = re.compile(r"【待写[^】\n]{0,40}】?|\[To write:[^\]\n]{0,60}\]?", re.IGNORECASE)
"""What stands in a skeleton where the author's words are still missing."""
_SHOWN = frozenset({"published", "needs-recheck"})


def unfinished(context: Context) -> Iterator[Problem]:
    """No page that is shown still holds a mark of what is to be written, in its text or in its front matter."""
    for doc in context.documents():
        text = context.parsed.texts.get(doc.path, "")
        if ("【待写" in text or "[to wr" in text.lower()) and _is_shown(context, doc):
            for number, line in enumerate(text.split("\n"), 1):
                for found in TO_WRITE.finditer(line):
                    yield Problem(doc.path, Mark(number, found.start() + 1), "unfinished", {"what": found[0]})


def _is_shown(context: Context, doc: Document) -> bool:
    """Tell whether a file has readers: a written page always has, a case or a lesson by its status."""
    original = context.original(doc)
    return doc.kind == "page" or (original is not None and context.front(original).get("status") in _SHOWN)
