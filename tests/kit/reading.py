"""What can be read on a slide, in its notes and on a paper: every character, wherever a form keeps it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from fazhi.model.blocks import Notes, Text, spans
from fazhi.model.fields import PRESENTER_ONLY
from fazhi.model.library import Lesson
from fazhi.render.edition import Edition
from fazhi.render.kit.deck import Line, Slide, Written
from fazhi.render.kit.text import Run

TOLD = {"zh": 10, "en": 20}
"""Characters from which two equal texts are no accident, by language."""


def lines(slide: Slide) -> tuple[Line, ...]:
    return slide.body.lines if isinstance(slide.body, Written) else ()


def shown(slide: Slide) -> str:
    """All that the class reads on a slide."""
    return "\n".join([slide.title, *texts(slide.body)])


def said(slide: Slide) -> list[str]:
    """What the presenter says aloud with a slide, paragraph by paragraph."""
    return [read(say.runs) for say in slide.notes if not say.tip]


def tips(slide: Slide) -> list[str]:
    """What stands in the notes of a slide for the presenter alone."""
    return [read(say.runs) for say in slide.notes if say.tip]


def read(form: Any) -> str:
    """Every character of a form that is text, a line for each paragraph; no addresses."""
    return "\n".join(texts(form))


def texts(form: Any) -> Iterator[str]:
    if isinstance(form, str):
        yield form
    elif isinstance(form, tuple) and form and all(isinstance(each, Run) for each in form):
        yield "".join(each.text for each in form)
    elif isinstance(form, Line):
        yield "".join(each.text for each in (Run(form.label), *form.runs))
    elif isinstance(form, tuple):
        for each in form:
            yield from texts(each)
    elif is_dataclass(form):
        for field in fields(form):
            yield from texts(getattr(form, field.name))


def secrets(edition: Edition, lesson: Lesson) -> set[str]:
    """What of a lesson is for the presenter alone: each sentence long enough to be told by it."""
    sections = edition.text(lesson).sections
    blocks: list[Any] = [block for section in sections for block in section.blocks if isinstance(block, Notes)]
    blocks += [block for section in sections if section.id in PRESENTER_ONLY for block in section.blocks]
    open_ = "\n".join(public(edition, lesson))
    found = {sentence for sentence in sentences(blocks) if len(sentence) >= TOLD[edition.lang]}
    return {sentence for sentence in found if sentence not in open_}


def public(edition: Edition, lesson: Lesson) -> list[str]:
    """What of a lesson and of its cases anybody may read, sentence by sentence."""
    texts = [edition.text(each) for each in (lesson, *(edition.library.cases[id] for id in lesson.facts.cases))]
    sections = [section for text in texts for section in text.sections if section.id not in PRESENTER_ONLY]
    blocks = [block for section in sections for block in section.blocks if not isinstance(block, Notes)]
    other = [node for section in sections for node in (*section.events, *section.questions)]
    return list(sentences([*blocks, *other]))


def sentences(nodes: Iterable[Any]) -> Iterator[str]:
    """The texts below some nodes, cut at the ends of their sentences, so that a part that leaks is found as well."""
    for span in (span for node in nodes for span in spans(node) if isinstance(span, Text)):
        yield from (each.strip() for each in re.split(r"(?<=[。；！？])|(?<=[.;!?]) ", span.text))
