"""The quiz of a lesson for other programs: Moodle's GIFT, and the plain text that Chinese question banks import."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_uppercase

from fazhi.model.blocks import Option, Question, plain
from fazhi.model.library import Lesson
from fazhi.render.edition import Edition
from fazhi.render.kit.imprint import Imprint, imprint

_GIFT = str.maketrans({char: f"\\{char}" for char in "\\~=#{}:"} | {"\n": "\\n"})
_FORMATTED = ("[", "%")
"""What at the start of an answer would be taken for the name of a text format, or for a weight."""
_BETWEEN = {"zh": "\u3000", "en": " "}
"""What stands between the reasons of two answers in one line."""


def gift(edition: Edition, lesson: Lesson) -> bytes:
    """Write the quiz in GIFT, as https://docs.moodle.org/en/GIFT_format has it: UTF-8, a reason for every answer.

    A question is named after the lesson and its own id, and carries that as its ID number too, so that it is found
    again whatever its words become. The category is named by the id of the lesson for the same reason. Texts are
    marked as plain: whatever stands in them, Moodle shows it as it is.
    """
    foot = imprint(edition, lesson)
    head = "".join(f"// {line}\n" for line in _head(edition, lesson, foot))
    category = f"$CATEGORY: {edition.words.t.site.name}/{lesson.id}\n"
    return "\n".join((head, category, *_gift_questions(edition, lesson))).encode()


def _gift_questions(edition: Edition, lesson: Lesson) -> Iterator[str]:
    for question in asked(edition, lesson):
        id = f"{lesson.id}-{question.id}"
        options = "".join(f"\t{_gift_option(option)}\n" for option in question.options)
        yield f"// [id:{id}]\n::{id}::[plain]{question.title.translate(_GIFT)}{{\n{options}}}\n"


def _gift_option(option: Option) -> str:
    sign = "=" if option.right else "~"
    return f"{sign}{_gift_text(plain(option.answer))}#{_gift_text(plain(option.reason))}"


def _gift_text(text: str) -> str:
    """Escape the text of an answer or a reason; it has the format of its question unless it seems to name another."""
    marker = "[plain]" if text.startswith(_FORMATTED) else ""
    return marker + text.translate(_GIFT)


def questions(edition: Edition, lesson: Lesson) -> bytes:
    """Write the quiz as plain text: number, question, lettered answers, the right letter, and all reasons in one line.

    These programs tell the parts apart by their first characters: an ASCII number or letter with a dot, then the words
    for answer and explanation; what stands before the first number they leave out, and what follows an explanation
    they count to it. So the title, the imprint and the ids stand in front, and nothing behind. Lines end with CR LF
    and the file starts with a byte order mark, because Notepad before Windows 10 shows one line without the first,
    and many a program in China takes a file without the second for GBK.
    """
    foot = imprint(edition, lesson)
    t = edition.words.t.kit.quiz
    posed = asked(edition, lesson)
    ids = edition.words.listed([f"{lesson.id}-{question.id}" for question in posed])
    head = [*_head(edition, lesson, foot), t.ids.format(ids=ids), ""]
    body = [line for number, question in enumerate(posed, 1) for line in _numbered(edition, number, question)]
    return "".join(f"{line}\r\n" for line in (*head, *body[:-1])).encode("utf-8-sig")


def _numbered(edition: Edition, number: int, question: Question) -> Iterator[str]:
    """The lines of a question, with an empty one at the end."""
    t = edition.words.t.kit.quiz
    lettered = [(ascii_uppercase[place], option) for place, option in enumerate(question.options)]
    yield f"{number}. {_one_line(question.title)}"
    for letter, option in lettered:
        yield f"{letter}. {_one_line(plain(option.answer))}"
    yield t.answer.format(letter="".join(letter for letter, option in lettered if option.right))
    reasons = (t.reason.format(letter=letter, reason=_one_line(plain(option.reason))) for letter, option in lettered)
    yield t.explanation.format(text=_BETWEEN[edition.lang].join(reasons))
    yield ""


def _one_line(text: str) -> str:
    """Write text without a line break: a new line would start another part of the question."""
    return " ".join(text.splitlines())


def asked(edition: Edition, lesson: Lesson) -> tuple[Question, ...]:
    """The questions of a lesson in the language; none if it has no quiz."""
    section = edition.text(lesson).section("quiz")
    return section.questions if section else ()


def _head(edition: Edition, lesson: Lesson, foot: Imprint) -> tuple[str, ...]:
    """What stands above the questions: the title, the imprint, and what a reader must know first."""
    title = edition.words.t.kit.quiz.title.format(title=edition.text(lesson).words.title)
    return (title, foot.line, *foot.notices)
