"""Put a document together: front matter, and the body cut into sections; timelines and quizzes cut further."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from fazhi.model.blocks import (
    Block,
    Event,
    Heading,
    Inline,
    Items,
    Option,
    Paragraph,
    Question,
    Section,
    Strong,
    Text,
    parts,
    plain,
)
from fazhi.model.fields import ORIGINAL, valid_moment
from fazhi.model.mark import Mark
from fazhi.model.moment import Moment
from fazhi.parse import frontmatter, markdown
from fazhi.parse.digest import digest_of, facts_of
from fazhi.parse.frontmatter import Data
from fazhi.parse.markdown import Body, Title
from fazhi.problems import Problem

_REASON = re.compile(r"[ ]?——[ ]?|[ ]—[ ]")
_BOX = re.compile(r"\[([ xX])\][ ]")


@dataclass(frozen=True, slots=True)
class Document:
    """One Markdown file, parsed: ``kind`` and ``id`` come from its place, never from its text."""

    path: str
    kind: str
    id: str
    lang: str
    front: Data
    sections: tuple[Section, ...]


@dataclass(slots=True)
class _Draft:
    """A section that is being collected."""

    title: Title
    blocks: list[Block] = field(default_factory=list)


def parse(path: str, kind: str, id: str, lang: str, text: str) -> tuple[Document, list[Problem]]:
    """Parse the text of a case, lesson or page; give the document and every problem found."""
    yaml_text, yaml_line, body_text, body_line, problems = frontmatter.split(path, text)
    front, wrong = frontmatter.parse(path, yaml_text, yaml_line)
    problems += wrong
    body = markdown.parse(path, body_text, body_line, joined=lang == ORIGINAL)
    sections = tuple(_Cutter(body, lang).sections())
    return Document(path, kind, id, lang, front, sections), problems + body.problems


class _Cutter:
    def __init__(self, body: Body, lang: str) -> None:
        self.body, self.lang = body, lang
        self._refuse = body.refuse

    def sections(self) -> Iterator[Section]:
        for draft in self._drafts():
            yield self._section(draft)

    def _drafts(self) -> list[_Draft]:
        drafts: list[_Draft] = []
        seen: dict[str, Mark] = {}
        for node in self.body.nodes:
            if isinstance(node, Title):
                first = seen.setdefault(node.id, node.mark)
                if node.id and first != node.mark:
                    self._refuse(node.mark, "duplicate-id", id=node.id, line=str(first.line))
                self._of_roles(node, drafts)
            if isinstance(node, Title) and node.level <= 2:
                drafts.append(_Draft(node))
            elif not drafts:
                self._refuse(node.mark, "text-before-section")
            elif isinstance(node, Title):
                drafts[-1].blocks.append(Heading(node.id, node.text, node.mark, node.pupils, node.share))
            else:
                drafts[-1].blocks.append(node)
        return drafts

    def _of_roles(self, title: Title, drafts: Sequence[_Draft]) -> None:
        """Refuse the numbers of roles outside the section of the roles, where nothing would heed them."""
        home = title.id if title.level <= 2 or not drafts else drafts[-1].title.id
        for name in ("group", "pupils", "share"):
            if home != "roles" and getattr(title, name) is not None:
                self._refuse(title.mark, "role-place", name=name)

    def _section(self, draft: _Draft) -> Section:
        title, blocks = draft.title, tuple(draft.blocks)
        events: tuple[Event, ...] = ()
        questions: tuple[Question, ...] = ()
        if not blocks:
            self._refuse(title.mark, "empty-section", title=title.text)
        original = self.lang == ORIGINAL  # nothing is made from a translation
        digest = digest_of((title.text, blocks)) if original else ""
        facts = facts_of(blocks, title.text) if original else ""
        if title.id == "timeline":
            events = tuple(self._events(blocks))
            blocks = tuple(block for block in blocks if not isinstance(block, Items))
        elif title.id == "quiz":
            questions = tuple(self._questions(blocks))
            blocks = parts(blocks)[0].blocks
        head = title.id, title.text, title.mark, title.minutes
        return Section(*head, blocks, events, questions, digest, facts, title.group)

    # --- timeline ---

    def _events(self, blocks: Sequence[Block]) -> Iterator[Event]:
        for block in blocks:
            if isinstance(block, Items):
                for item in block.items:
                    event = self._event(item, block.mark)
                    if event:
                        yield event

    def _event(self, item: Sequence[Block], mark: Mark) -> Event | None:
        match item:
            case [Paragraph(children=(Strong() as when, *rest), mark=mark)]:
                start, span, end = plain((when,)).partition("/")
                moment = Moment(start.strip(), end.strip())
                if valid_moment(moment.start) and (not span or valid_moment(moment.end)):
                    return Event(moment, _trimmed(tuple(rest)), mark)
                self._refuse(mark, "bad-date", date=plain((when,)))
            case [first, *_]:
                self._refuse(getattr(first, "mark", mark), "timeline-entry")
            case _:
                self._refuse(mark, "timeline-entry")
        return None

    # --- quiz ---

    def _questions(self, blocks: tuple[Block, ...]) -> Iterator[Question]:
        for part in parts(blocks)[1:]:
            heading = part.heading
            assert heading is not None
            options: list[Option] = []
            for block in part.blocks:
                if isinstance(block, Items) and not block.ordered:
                    options += [o for item in block.items if (o := self._option(item, block.mark))]
                else:
                    self._refuse(block.mark, "quiz-option")
            right = sum(option.right for option in options)
            if len(options) < 2 or right != 1:
                self._refuse(heading.mark, "quiz-shape", options=str(len(options)), right=str(right))
            yield Question(heading.id, heading.title, tuple(options), heading.mark)

    def _option(self, item: Sequence[Block], mark: Mark) -> Option | None:
        match item:
            case [Paragraph(children=(Text(text), *rest), mark=mark)] if box := _BOX.match(text):
                inlines = (Text(text[box.end() :]), *rest)
                answer, reason = _halves(inlines)
                if not plain(reason).strip():
                    self._refuse(mark, "quiz-reason")
                return Option(box[1] in "xX", _trimmed(answer), _trimmed(reason), mark)
            case [first, *_]:
                self._refuse(getattr(first, "mark", mark), "quiz-option")
            case _:
                self._refuse(mark, "quiz-option")
        return None


def _halves(inlines: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """Cut an option at its first dash: the answer before it, the reason after it."""
    for at, span in enumerate(inlines):
        if isinstance(span, Text) and (dash := _REASON.search(span.text)):
            before, after = Text(span.text[: dash.start()]), Text(span.text[dash.end() :])
            return (*inlines[:at], before), (after, *inlines[at + 1 :])
    return inlines, ()


def _trimmed(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    spans = list(inlines)
    if spans and isinstance(spans[0], Text):
        spans[0] = Text(spans[0].text.lstrip(" ：:"))
    if spans and isinstance(spans[-1], Text):
        spans[-1] = Text(spans[-1].text.rstrip())
    return tuple(span for span in spans if not (isinstance(span, Text) and not span.text))
