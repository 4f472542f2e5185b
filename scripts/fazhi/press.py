"""Stage 6, press: print the documents of the class kit, several at once, and only those whose content has changed.

What is kept is found by a digest of all that a document depends on: its form, its writer with the libraries behind it,
and the template; never by time, nor by the lines of its text. A kept file that is damaged is printed again.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from pathlib import Path

from fazhi import disk
from fazhi.problems import START, Problem
from fazhi.program import made_with
from fazhi.render.kit.digest import Digests
from fazhi.render.kit.document import Document, WriterName
from fazhi.render.kit.fault import Faulty, Unprintable
from fazhi.workers import obey

PDF_TEMPLATE = "kit/paper.typ"
_LIBRARIES: Mapping[WriterName, tuple[str, ...]] = {
    "pptx": ("python-pptx", "lxml", "pillow", "segno"),
    "docx": ("python-docx", "lxml", "segno"),
    "pdf": ("typst", "segno", "fonttools", "pylopdf-fonts-zh-cn", "justmytype-intl-cjk"),
}
_FEW = 3
"""Up to so many documents, starting further processes takes longer than printing."""
_NO_COUNT: Callable[[int, int], None] = lambda _done, _all: None  # noqa: E731 - a default for a callback


def press(
    documents: Sequence[Document],
    templates: Mapping[str, str],
    kept: Path,
    count: Callable[[int, int], None] = _NO_COUNT,
) -> dict[str, bytes]:
    """Print the documents; give the bytes of each by its address.

    ``kept`` is the folder of what earlier builds printed. ``count`` is told how many are done, out of how many that had
    to be printed. Raises Faulty with every problem found.
    """
    keys = {document.address: key(document, templates) for document in documents if document.writer != "bytes"}
    found = {address: disk.kept(kept / key) for address, key in keys.items()}
    missing = [document for document in documents if found.get(document.address, b"") is None]
    printed: dict[str, bytes] = {}
    problems: list[Problem] = []
    # Closed at once, not when it is collected: an interrupt must end the processes behind it.
    with closing(_outcomes(missing, templates)) as outcomes:
        for done, (document, outcome) in enumerate(outcomes, 1):
            if isinstance(outcome, Problem):
                problems.append(outcome)
            else:
                printed[document.address] = outcome
                # Now, so that whoever mends one document need not wait for all others again.
                disk.keep(kept / keys[document.address], outcome)
            count(done, len(missing))
    if problems:
        raise Faulty(problems)
    plain = {each.address: each.form for each in documents if isinstance(each.form, bytes)}
    return plain | {address: data for address, data in found.items() if data is not None} | printed


def _outcomes(
    documents: Sequence[Document], templates: Mapping[str, str]
) -> Generator[tuple[Document, bytes | Problem]]:
    """Print documents, each as soon as it is done; a process that the system ended leaves a problem for its own."""
    template = templates[PDF_TEMPLATE]
    workers = min(os.cpu_count() or 1, len(documents))
    if len(documents) <= _FEW or workers == 1:
        yield from ((document, _written(document, template)) for document in documents)
        return
    # Not forked: a fork of a process with threads, such as a progress bar's, may hang.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, obey) as pool:
        # The slowest first, so that no worker ends with one alone.
        first = sorted(documents, key=lambda each: ("pptx", "pdf", "docx").index(each.writer))
        waiting: dict[Future[bytes | Problem], Document] = {
            pool.submit(_written, document, template): document for document in first
        }
        try:
            for future in as_completed(waiting):
                try:
                    outcome = future.result()
                except BrokenProcessPool as error:
                    outcome = _failed(waiting[future], error)
                yield waiting[future], outcome
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _written(document: Document, template: str) -> bytes | Problem:
    """Print one document; what stops it is a problem with a place, whatever a library makes of it."""
    try:
        return _write(document, template)
    except Unprintable as fault:
        return fault.problem
    except Exception as error:  # noqa: BLE001 - libraries have exceptions of their own, some of which cannot travel
        return _failed(document, error)


def _failed(document: Document, error: Exception) -> Problem:
    """What is said when a document was stopped by something that its author did not write."""
    path = "" if isinstance(document.form, bytes) else document.form.imprint.path
    return Problem(
        path, START, "kit-failed", {"name": document.address, "why": f"{type(error).__name__}: {error}"[:400]}
    )


def _write(document: Document, template: str) -> bytes:
    from fazhi.render.kit import docx, pdf, pptx
    from fazhi.render.kit.deck import Deck
    from fazhi.render.kit.paper import Paper

    match document.writer, document.form:
        case "pptx", Deck() as deck:
            return pptx.write(deck)
        case "docx", Paper() as paper:
            return docx.write(paper)
        case "pdf", Paper() as paper:
            return pdf.write(paper, template)
        case _:
            raise TypeError(f"{document.writer} cannot write {type(document.form).__name__}")


def key(document: Document, templates: Mapping[str, str]) -> str:
    """The digest of everything that decides the bytes of a document, by which it is kept."""
    template = templates[PDF_TEMPLATE] if document.writer == "pdf" else ""
    program = made_with(("fazhi.render.kit",), _LIBRARIES[document.writer])
    return Digests().of(document.writer, program, template, document.form)
