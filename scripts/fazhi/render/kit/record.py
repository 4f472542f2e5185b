"""The record sheet (履职记录) of a year pack: what was taught when, to be filled in by hand.

A vice-principal for rule of law gives at least four class-hours a year (MoE Order 52, 2021); the sheet is the proof.
"""

from __future__ import annotations

from fazhi.model.reference import Pack
from fazhi.render.edition import Edition
from fazhi.render.kit.imprint import year_imprint
from fazhi.render.kit.paper import Grid, Head, Paper, PaperBlock, Para, Ruled
from fazhi.render.kit.text import run

_NOTES = 6


def paper(edition: Edition, pack: Pack) -> Paper:
    """Make the record sheet of a pack."""
    t, library = edition.words.t.kit, edition.library
    lessons = [library.lessons[id] for id in pack.lessons]
    foot = year_imprint(edition, pack)
    empty: tuple[PaperBlock, ...] = (Para(()),)
    rows = tuple(
        ((Para(run(str(number))),), (Para(run(edition.text(lesson).words.title)),), *[empty] * 5)
        for number, lesson in enumerate(lessons, 1)
    )
    head = (run(t.record.number), run(t.record.lesson), *(run(each) for each in _columns(edition)))
    blocks: tuple[PaperBlock, ...] = (
        Para(run(t.record.intro)),
        Para(run(t.record.school)),
        Grid(head, rows, (0.6, 3, 2, 2, 1, 1.2, 2)),
        Head(1, t.record.why),
        Para(run(pack.reason[edition.lang])),
        Head(1, t.record.followed),
        Ruled(_NOTES),
    )
    return Paper(
        name="record",
        lang=edition.lang,
        title=t.record.title.format(grade=library.grades[pack.grade].name[edition.lang]),
        subtitle=t.files.record,
        blocks=blocks,
        imprint=foot,
        audience="presenter",
        audience_label=t.audience.presenter,
        landscape=True,
        qr_label=t.foot.qr.format(address=foot.address) if foot.address else "",
        page_label=t.foot.page,
    )


def _columns(edition: Edition) -> tuple[str, ...]:
    t = edition.words.t.kit.record
    return t.day, t.class_, t.hours, t.pupils, t.signed
