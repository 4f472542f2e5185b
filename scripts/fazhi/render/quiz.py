"""Print the questions of a quiz: as they are answered on the page of an entry, and as they stand beside a translation.

Most pages have many of them and all are alike, so they are printed here and not by a template.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from fazhi.render.snippet import Snippet, joined
from fazhi.render.templates import inert
from fazhi.render.views import OptionView, QuestionView

_ASKED = Snippet(
    '<fieldset class="fz-question" id="{}">\n<legend><span class="fz-question__number">{}</span> {}</legend>\n{}'
    '<p class="fz-again" hidden><button type="button">{}</button></p>\n</fieldset>\n'
)
_OPTION = Snippet(
    '<div class="fz-option">\n<input type="radio" name="{}" id="{}" aria-describedby="{}-why">\n'
    '<label for="{}"><span class="fz-option__letter">{}</span> <span>{}</span></label>\n'
    '<div id="{}-why"><p class="fz-reason fz-reason--{}"><strong>{}</strong> {}</p></div>\n</div>\n'
)
_READ = Snippet(
    '<p><strong>{} {}</strong></p>\n<ul class="fz-plain">\n{}</ul>\n'
    '<details class="fz-answer"><summary>{}</summary>\n<ul class="fz-plain">\n{}</ul></details>'
)
_ANSWER, _REASON = Snippet("<li>{}. {}</li>\n"), Snippet("<li>{}. <strong>{}</strong> {}</li>\n")


def answered(questions: Iterable[QuestionView], t: Any) -> Markup:
    """The questions with a button for each answer, which shows why it is right or wrong; ``t`` are the fixed words."""
    again = inert(t.quiz.again)
    return joined(
        "",
        [
            _ASKED(
                name := inert(question.id),
                _number(question, t),
                inert(question.title),
                joined("", [_option(option, name, t) for option in question.options]),
                again,
            )
            for question in questions
        ],
    )


def _option(option: OptionView, name: Markup, t: Any) -> Markup:
    id, (kind, judged) = inert(option.id), _judged(option, t)
    return _OPTION(name, id, id, id, option.letter, option.answer, id, kind, judged, option.reason)


def read(question: QuestionView, t: Any) -> Markup:
    """A question as a text, its answers folded below it; ``t`` are the fixed words of its language."""
    answers = [_ANSWER(option.letter, option.answer) for option in question.options]
    reasons = [_REASON(option.letter, _judged(option, t)[1], option.reason) for option in question.options]
    return _READ(
        _number(question, t), inert(question.title), joined("", answers), inert(t.side.answer), joined("", reasons)
    )


def _number(question: QuestionView, t: Any) -> Markup:
    return inert(t.quiz.legend.format(n=question.number))


def _judged(option: OptionView, t: Any) -> tuple[str, Markup]:
    """The kind of an answer, and the words for it."""
    return ("right", inert(t.quiz.right)) if option.right else ("wrong", inert(t.quiz.wrong))
