"""Collect what a source offers to a case."""

from __future__ import annotations

import re

from fazhi.desk.intake import naming
from fazhi.desk.intake.dates import dates, day_of, figures
from fazhi.desk.intake.proposals import Proposals
from fazhi.desk.intake.reading import Metadata
from fazhi.model.library import Library

_HEAD = 6
"""Lines that the site put around the text, among which the day of the report stands."""
_TITLE = 60
"""Characters of the longest line that may be a title."""
_HAN = re.compile(r"[\u3400-\u9fff]")


def propose(mended: str, clean: str, metadata: Metadata, library: Library) -> Proposals:
    """Look through the clean text; of the mended source, its head and its foot say when and by whom."""
    lang = language(clean)
    left = set(_lines(clean))
    around = [line for line in _lines(mended) if line not in left]
    report = day_of(metadata.date) or day_of("\n".join(around[:_HEAD]))
    return Proposals(
        title=_title(clean, metadata),
        publisher=metadata.publisher or naming.publisher(mended, clean),
        host=naming.host(mended, metadata.url),
        url=metadata.url,
        day=report,
        lang=lang,
        dates=list(dates(clean, lang, report)),
        figures=list(figures(clean, lang)),
        organs=list(naming.organs(clean, lang, library)),
        places=list(naming.places(clean, lang, library)),
        laws=list(naming.laws(clean, lang, library)),
        procedures=naming.procedures(clean, lang, library),
        topics=naming.topics(clean, lang, library),
        sensitive=bool(naming.SEXUAL_HARM.search(clean)),
    )


def language(text: str) -> str:
    """Chinese, unless there are far more Latin letters than Chinese characters."""
    return "zh" if len(_HAN.findall(text)) * 5 > len(re.findall(r"[A-Za-z]", text)) else "en"


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _title(clean: str, metadata: Metadata) -> str:
    if metadata.title:
        return metadata.title
    first = next(iter(_lines(clean)), "")
    return first if len(first) <= _TITLE and not first.endswith(("。", ".", "！")) else ""
