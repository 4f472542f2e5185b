"""The quiz for other programs, read back by small readers that follow the formats, for every lesson that there is."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from fazhi.checked import check
from fazhi.model.blocks import Option, Question, Text, plain
from fazhi.model.library import Lesson
from fazhi.model.mark import Mark
from fazhi.render.edition import Edition
from fazhi.render.kit import quiz
from fazhi.render.words import Words

HOSTILE = (
    r"a~b=c#d{e}f:g\h \n \\ \: // $CATEGORY: x :: ->",
    "[html]<script>x()</script>",
    "%50%half",
    "####all",
    "答案：A 解析：B. 1. ",
    "\\",
    "{{x}}",
    "[unknown]",
    "two\nlines",
)


@pytest.fixture(scope="session")
def editions(ROOT: Path) -> Mapping[str, Edition]:
    checked = check(ROOT)
    assert checked.settings
    return {
        lang: Edition(checked.library, Words(lang, checked.strings[lang]), checked.settings) for lang in ("zh", "en")
    }


def with_questions(lesson: Lesson, lang: str, questions: tuple[Question, ...]) -> Lesson:
    """The lesson with another quiz."""
    text = lesson.texts[lang]
    sections = tuple(
        replace(section, questions=questions) if section.id == "quiz" else section for section in text.sections
    )
    return replace(lesson, texts={**lesson.texts, lang: replace(text, sections=sections)})


def hostile_question(text: str) -> Question:
    right = Option(True, (Text(text),), (Text(text),), Mark(1, 1))
    return Question("q1", text, (replace(right, right=False), right), Mark(1, 1))


# --- GIFT, as Moodle's importer reads it --------------------------------------------------------------


class Answer(NamedTuple):
    right: bool
    text: str
    feedback: str


class Asked(NamedTuple):
    name: str
    number: str
    text: str
    answers: tuple[Answer, ...]


ESCAPE = re.compile(r"\\([\\~=#{}:n])")
PLAIN = "[plain]"


def hide(text: str) -> str:
    """Put every escaped character where no sign of the format can be seen in it."""
    return ESCAPE.sub(lambda found: chr(0xE000 + ord("\n" if found[1] == "n" else found[1])), text)


def show(text: str) -> str:
    return re.sub(r"[\ue000-\ue0ff]", lambda found: chr(ord(found[0]) - 0xE000), text)


def text_of(text: str, *, marked: bool) -> str:
    """A text in the format [plain], said or inherited; any other format is a failure."""
    text = text.strip()
    said = re.match(r"\[(html|plain|markdown|moodle)\]", text)
    assert (said[1] if said else "plain" if not marked else "") == "plain", text
    return show(text[said.end() :] if said else text).strip()


def answer_of(text: str) -> Answer:
    assert text[0] in "=~"
    body = text[1:]
    assert not re.match(r"%-*[0-9]{1,2}\.?[0-9]*%", body), "a weight"
    first, sign, feedback = body.partition("#")
    assert sign
    assert "#" not in feedback
    return Answer(text[0] == "=", text_of(first, marked=False), text_of(feedback, marked=False))


def read_gift(data: bytes) -> tuple[str, list[Asked]]:
    """The category and the questions of a GIFT file."""
    category, found = "", []
    for block in re.split(r"\n\s*\n", data.decode("utf-8")):
        lines = [line.strip() for line in block.splitlines()]
        comments = "\n".join(line for line in lines if line.startswith("//"))
        text = hide("\n".join(line for line in lines if not line.startswith("//"))).strip()
        if text.startswith("$CATEGORY:"):
            category = text.partition(":")[2].strip()
        elif text:
            match = re.fullmatch(r"::([^:]+)::([^{}]*)\{([^{}]*)\}", text)
            assert match, block
            answers = tuple(map(answer_of, re.findall(r"[=~][^=~]*", match[3])))
            number = re.search(r"\[id:([^\]]+)\]", comments)
            assert number
            found.append(Asked(match[1], number[1], text_of(match[2], marked=True), answers))
    return category, found


def expected(lesson: Lesson, questions: tuple[Question, ...]) -> list[Asked]:
    return [
        Asked(
            f"{lesson.id}-{question.id}",
            f"{lesson.id}-{question.id}",
            question.title.strip(),
            tuple(
                Answer(option.right, plain(option.answer).strip(), plain(option.reason).strip())
                for option in question.options
            ),
        )
        for question in questions
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_gift_holds_every_question_of_every_lesson(editions: Mapping[str, Edition], lang: str) -> None:
    edition = editions[lang]
    for lesson in edition.library.lessons.values():
        category, found = read_gift(quiz.gift(edition, lesson))
        section = edition.text(lesson).section("quiz")
        assert section
        assert found == expected(lesson, section.questions)
        assert len(found) >= 3
        assert category.endswith(f"/{lesson.id}")
        assert all(sum(answer.right for answer in asked.answers) == 1 for asked in found)
        assert all(answer.feedback for asked in found for answer in asked.answers)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_text_becomes_a_sign_of_gift(editions: Mapping[str, Edition], lang: str, text: str) -> None:
    question = hostile_question(text)
    lesson = with_questions(editions[lang].library.lessons["my-data"], lang, (question,))
    assert read_gift(quiz.gift(editions[lang], lesson))[1] == expected(lesson, (question,))


def test_a_question_keeps_its_name_when_its_words_change(editions: Mapping[str, Edition]) -> None:
    lesson = editions["zh"].library.lessons["my-data"]
    changed = with_questions(lesson, "zh", (hostile_question("别的话"),))
    before = read_gift(quiz.gift(editions["zh"], lesson))[1][0]
    after = read_gift(quiz.gift(editions["zh"], changed))[1][0]
    assert before.name == after.name == "my-data-q1"
    assert before.text != after.text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_both_files_say_which_text_they_are(editions: Mapping[str, Edition], lang: str) -> None:
    edition = editions[lang]
    lesson = edition.library.lessons["my-data"]
    line = quiz.imprint(edition, lesson).line
    title = edition.text(lesson).words.title
    gift = quiz.gift(edition, lesson).decode()
    assert f"// {line}\n" in gift
    assert any(title in comment for comment in gift.splitlines() if comment.startswith("//"))
    head = quiz.questions(edition, lesson).decode("utf-8-sig").partition("1. ")[0].splitlines()
    assert line in head
    assert any(title in each for each in head)


# --- plain text ---------------------------------------------------------------------------------------

WORDS = {"zh": ("答案：", "解析：", "选{}："), "en": ("Answer: ", "Explanation: ", "Option {}: ")}


def read_text(data: bytes, lang: str) -> list[tuple[str, tuple[str, ...], str, str]]:
    """Question, answers, letter, explanation: told apart by the start of each line, as these programs do."""
    answer, explanation, _ = WORDS[lang]
    one = re.compile(
        r"^(\d+)\. (?P<question>.+)\n(?P<options>(?:[A-Z]\. .+\n){2,})"
        rf"{answer}(?P<letter>[A-Z])\n{explanation}(?P<why>.+)(?:\n\n(?=\d+\. )|\n\Z)",
        re.MULTILINE,
    )
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    head, body = text.split("\n\n", 1)
    assert not re.search(r"^(\d+|[A-Z])[.、．]", head, re.MULTILINE)
    found = list(one.finditer(body))
    assert "".join(match[0] for match in found) == body, "something stands between the questions"
    assert [int(match[1]) for match in found] == list(range(1, len(found) + 1))
    return [
        (
            match["question"],
            tuple(re.findall(r"^[A-Z]\. (.+)$", match["options"], re.MULTILINE)),
            match["letter"],
            match["why"],
        )
        for match in found
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_plain_text_holds_every_question_of_every_lesson(editions: Mapping[str, Edition], lang: str) -> None:
    edition = editions[lang]
    _, _, reason = WORDS[lang]
    for lesson in edition.library.lessons.values():
        found = read_text(quiz.questions(edition, lesson), lang)
        section = edition.text(lesson).section("quiz")
        assert section
        assert len(found) == len(section.questions)
        for question, (title, options, letter, why) in zip(section.questions, found, strict=True):
            assert title == question.title
            assert options == tuple(plain(option.answer) for option in question.options)
            assert question.options["ABCDEFGH".index(letter)].right
            for place, option in enumerate(question.options):
                assert reason.format("ABCDEFGH"[place]) + plain(option.reason) in why


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_plain_text_is_for_windows(editions: Mapping[str, Edition], lang: str) -> None:
    data = quiz.questions(editions[lang], editions[lang].library.lessons["my-data"])
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\xef\xbb\xbf") == 1
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r") > 30
    assert data.endswith(b"\r\n")
    assert not data.endswith(b"\r\n\r\n")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_ids_stand_in_front_where_importers_leave_them_out(editions: Mapping[str, Edition], lang: str) -> None:
    text = quiz.questions(editions[lang], editions[lang].library.lessons["my-data"]).decode("utf-8-sig")
    head, _, rest = text.partition("\r\n\r\n")
    assert re.findall(r"my-data-q\d+", head) == [f"my-data-q{number}" for number in range(1, 6)]
    assert "my-data" not in rest


@pytest.mark.parametrize("text", HOSTILE)
def test_no_line_break_in_a_text_tears_a_question(editions: Mapping[str, Edition], text: str) -> None:
    lesson = with_questions(editions["zh"].library.lessons["my-data"], "zh", (hostile_question(text),))
    flat = " ".join(text.splitlines())
    ((title, options, letter, _),) = read_text(quiz.questions(editions["zh"], lesson), "zh")
    assert (title, options, letter) == (flat, (flat, flat), "B")


def test_a_lesson_without_a_quiz_has_no_questions(editions: Mapping[str, Edition]) -> None:
    lesson = with_questions(editions["zh"].library.lessons["my-data"], "zh", ())
    assert quiz.asked(editions["zh"], lesson) == ()
    assert read_gift(quiz.gift(editions["zh"], lesson))[1] == []
