"""Cut a lesson into slides: what the class sees, and with each slide what the presenter says.

The rule that authors know: the first list, table or drawing of a step is for the class, the prose is for the presenter.
A later table that repeats the first column of the first one is its solution and comes as a slide of its own, and so
does every later drawing; any other later table is for paper. Text pulled from a case is told on slides of its own, an
outcome only after the question.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from fazhi.model.blocks import (
    Block,
    Chart,
    Flow,
    Heading,
    Items,
    Notes,
    Paragraph,
    Picture,
    Pull,
    Question,
    Quote,
    Section,
    Table,
    parts,
    plain,
)
from fazhi.model.library import Case, Lesson
from fazhi.model.mark import Mark
from fazhi.render.edition import Edition
from fazhi.render.kit import closing
from fazhi.render.kit.board import LETTERS, VISUAL, drawn, is_solution, is_tree, told, ways
from fazhi.render.kit.deck import Body, Deck, Line, LineKind, Say, Slide, SlideKind, Written
from fazhi.render.kit.imprint import imprint, site
from fazhi.render.kit.joining import ONWARD, joined
from fazhi.render.kit.story import scenes
from fazhi.render.kit.text import Runs, Teller, run


def deck(edition: Edition, lesson: Lesson) -> Deck:
    """Make the slides of a lesson that has been written in the edition's language."""
    text, words = edition.text(lesson), edition.words
    facts = lesson.facts
    steps = _Cutter(edition, lesson).steps()
    slides = joined([closing.cover(edition, lesson)], steps, list(closing.slides(edition, lesson)))
    return Deck(
        id=lesson.id,
        lang=edition.lang,
        title=text.words.title,
        summary=text.words.summary,
        slides=tuple(_with_notes(slide, words.t.kit.deck.no_notes) for slide in slides),
        imprint=imprint(edition, lesson),
        facts=(
            edition.grades(lesson),
            words.t.lesson.minutes.format(n=facts.minutes),
            words.label("activity", facts.activity),
            words.label("basis", facts.basis),
        ),
        minutes_label=words.t.lesson.minutes,
        tip_label=words.t.kit.audience.presenter,
        qr_label=words.t.kit.foot.qr,
    )


def _with_notes(slide: Slide, words: str) -> Slide:
    """Say at least where the words for a slide stand: an empty page of notes leaves a presenter in doubt."""
    return slide if slide.notes else dataclasses.replace(slide, notes=(Say(run(words), tip=True),))


class _Cutter:
    """Walks the steps of one lesson and collects slides; the open slide takes the prose that follows it."""

    def __init__(self, edition: Edition, lesson: Lesson) -> None:
        self.edition = edition
        self.lesson = lesson
        self.t = edition.words.t.kit.deck
        self.text = edition.text(lesson)
        self.teller = Teller(edition.library, site(edition))
        self.timed = {section.id: section.minutes for section in lesson.original.sections if section.minutes}
        self.found: list[Slide] = []
        self.waiting: list[Say] = []
        self.section: Section = self.text.sections[0]

    def steps(self) -> dict[str, list[Slide]]:
        """The slides of every step, in order, by the id of its section."""
        found = {}
        for section in self.text.sections:
            if section.id in self.timed:
                self.section = section
                found[section.id] = self._step()
        return found

    def _step(self) -> list[Slide]:
        self.found, self.waiting = [], []
        intro, *more = parts(self.section.blocks)
        self._blocks(intro.blocks, self.section.id, self.section.title)
        if not self.found and not self.section.questions:
            self._opening(intro.blocks)
        tree = any(is_tree(part.blocks) for part in more)
        for part in more:
            assert part.heading is not None
            if tree and (is_tree(part.blocks) or part.heading.id.startswith("end-")):
                self._scene(part.heading, part.blocks)
            else:
                self._part(part.heading, part.blocks)
        for number, question in enumerate(self.section.questions, 1):
            self._question(f"{number}. {question.title}", question)
        if not self.found:
            self._add("step", self.section.id, self.section.title, Written(()))
        tips = tuple(say for block in self.section.blocks if isinstance(block, Notes) for say in self._tips(block))
        first = self.found[0]
        minutes = self.timed[self.section.id] or 0
        self.found[0] = dataclasses.replace(first, minutes=minutes, notes=(*first.notes, *tips))
        return self.found

    def _opening(self, blocks: tuple[Block, ...]) -> None:
        """A step without anything to see opens with its prose, if it has any."""
        lines = tuple(told(blocks, self.teller))
        if lines:
            self.waiting = [say for block in blocks if isinstance(block, Picture) for say in self._prose(block)]
            self._add("step", self.section.id, self.section.title, Written(lines))

    # --- slides ---------------------------------------------------------------------------------------

    def _add(
        self, kind: SlideKind, id: str, title: str, body: Body, *, mark: Mark | None = None, path: str = ""
    ) -> None:
        """Open a slide; prose that was waiting for one belongs to it."""
        self.found.append(
            Slide(
                id=id,
                kind=kind,
                title=title,
                body=body,
                mark=mark or self.section.mark,
                notes=tuple(self.waiting),
                step=self.section.title,
                path=path or self.text.path,
            )
        )
        self.waiting = []

    def _say(self, says: Iterable[Say], *, waiting: bool = False) -> None:
        """Give prose to the open slide; before the first one, and where asked, let it wait for the next."""
        if self.found and not waiting:
            last = self.found[-1]
            self.found[-1] = dataclasses.replace(last, notes=(*last.notes, *says))
        else:
            self.waiting.extend(says)

    def _blocks(self, blocks: tuple[Block, ...], id: str, title: str) -> None:
        """The blocks of a step or of a part of one, which give it its id and title."""
        shown: Block | None = None
        for block in blocks:
            if isinstance(block, Notes):
                continue
            if isinstance(block, Pull):
                self._pull(block)
            elif isinstance(block, VISUAL) and shown is None:
                shown = block
                self._add("step", id, title, drawn(block, self.teller), mark=block.mark)
            elif isinstance(block, Chart | Flow):
                self._add("step", f"{id}-drawing", title, drawn(block, self.teller), mark=block.mark)
            elif is_solution(shown, block):
                solved = self.t.solution.format(title=title)
                self._add("answer", f"{id}-answers", solved, drawn(block, self.teller), mark=block.mark)
            else:
                self._say(self._prose(block), waiting=shown is None)
        if self.found:
            waited, self.waiting = self.waiting, []
            self._say(waited)

    def _scene(self, heading: Heading, blocks: tuple[Block, ...]) -> None:
        """A scene of a decision tree; an ending leads on."""
        lines = [*told((block for block in blocks if not isinstance(block, Items)), self.teller)]
        lines += [line for block in blocks if isinstance(block, Items) for line in ways(block, self.teller)]
        if heading.id.startswith("end-"):
            lines.append(Line("way", run(self.t.go_on), heading.mark, target=ONWARD))
        self._add("scene", heading.id, heading.title, Written(tuple(lines)), mark=heading.mark)
        self._say([Say(run(self.t.scene_note), tip=True)])
        self._pulls(blocks)

    def _part(self, heading: Heading, blocks: tuple[Block, ...]) -> None:
        """A ``###`` part of a step that is no scene: a sheet, a script, a file to look at."""
        if any(isinstance(block, VISUAL) for block in blocks):
            self._blocks(blocks, heading.id, heading.title)
            return
        lines = tuple(told(blocks, self.teller))
        if lines:
            self._add("step", heading.id, heading.title, Written(lines), mark=heading.mark)
        self._pulls(blocks)

    def _pulls(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            if isinstance(block, Pull):
                self._pull(block)
            elif isinstance(block, Picture):
                self._say(self._prose(block))

    def _pull(self, pull: Pull) -> None:
        case = self.edition.library.cases[pull.case]
        text = self.edition.text(case)
        section = text.section(pull.section)
        assert section is not None
        if section.id == "outcome":
            self._decide(case)
        kind: SlideKind = "outcome" if section.id == "outcome" else "story"
        title = self.t.from_case.format(title=text.words.title, section=section.title)
        for number, scene in enumerate(scenes(section, self.teller, self.edition.words), 1):
            id = f"{case.id}-{section.id}" + (f"-part{number}" if number > 1 else "")
            self._add(kind, id, title, scene.body, mark=section.mark, path=text.path)
            for block in scene.said:
                self._say(self._prose(block))

    def _decide(self, case: Case) -> None:
        """Ask before anything is given away."""
        text = self.edition.text(case)
        question = text.section("question")
        if question is None:
            lines: tuple[Line, ...] = (Line("text", run(self.t.decide_text), self.section.mark),)
            self._add("decide", f"{case.id}-question", self.t.decide, Written(lines))
            return
        intro, *sides = parts(question.blocks)
        lines = tuple(told(intro.blocks, self.teller))
        lines += tuple(Line("point", run(side.heading.title), side.heading.mark) for side in sides if side.heading)
        self._add("decide", f"{case.id}-question", self.t.decide, Written(lines), mark=question.mark, path=text.path)
        for side in sides:
            assert side.heading is not None
            self._say([Say(run(side.heading.title, strong=True))])
            for block in side.blocks:
                self._say(self._prose(block))

    def _question(self, title: str, question: Question) -> None:
        options = tuple(zip(LETTERS, question.options, strict=False))
        asked = (Line("option", self.teller.runs(o.answer), o.mark, label=letter) for letter, o in options)
        self._add("quiz", question.id, title, Written(tuple(asked)), mark=question.mark)
        self._say([Say(run(self.t.quiz_note), tip=True)])
        lines: list[Line] = []
        for letter, option in options:
            kind: LineKind = "right" if option.right else "wrong"
            lines.append(Line(kind, self.teller.runs(option.answer), option.mark, label=letter))
            lines.append(Line("reason", self.teller.runs(option.reason), option.mark))
        title = self.t.solution.format(title=title)
        self._add("answer", f"{question.id}-answer", title, Written(tuple(lines)), mark=question.mark)
        right = next(letter for letter, option in options if option.right)
        self._say([Say(run(self.t.answer_note.format(letter=right)), tip=True)])

    # --- what is said -----------------------------------------------------------------------------------

    def _prose(self, block: Block) -> list[Say]:
        match block:
            case Paragraph(children):
                return [Say(self.teller.runs(children))]
            case Quote(children):
                return [say for inside in children for say in self._prose(inside)]
            case Items() | Notes():
                return [Say(self._labelled(line)) for line in told((block,), self.teller)]
            case Table(head):
                columns = self.edition.words.listed([plain(cell) for cell in head if plain(cell)])
                return [Say(run(self.t.on_paper.format(columns=columns)), tip=True)]
            case Heading(_, title):
                return [Say(run(title, strong=True))]
            case Picture(alt=alt):
                return [Say(run(self.t.picture.format(alt=alt)), tip=True)]
            case _:
                return []

    def _labelled(self, line: Line) -> Runs:
        return (*run(f"{line.label} " if line.label else "· "), *line.runs) if line.kind != "text" else line.runs

    def _tips(self, notes: Notes) -> Iterator[Say]:
        for line in told(notes.children, self.teller):
            yield Say(self._labelled(line), tip=True)
