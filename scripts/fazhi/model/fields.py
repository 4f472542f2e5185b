"""The field types of front matter and reference files: what a text in a source file may be, and the closed lists.

Every scalar arrives as text; the types here decide what it is, so ``no``, ``12:30`` and ``2020`` never change under an
author's hands.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

LANGUAGES = ("zh", "en")
ORIGINAL = "zh"

PRESENTER_ONLY = frozenset({"awkward"})
"""Ids of the sections that no student page, index or data file may contain."""
FOR_PRESENTERS = frozenset({"presenters", "presenter"})
"""Ids of the written page, and of the section of the front page, that speak to the presenter: in no student edition."""
TAUGHT_WITH_CARE_FROM = "junior"
"""The grade band from which sensitivity 2 may be taught."""

READ_WITH_PINYIN = "primary-lower"
"""The grade band whose pages can be read with pinyin above the characters."""

WRITTEN_PAGES = ("home", "help", "presenters", "contributors", "about")
"""Pages that the site cannot do without; each has a template of its own."""
LIST_PAGES = ("cases", "lessons", "laws", "glossary")
"""Pages that no file is written for: they are made from the library."""

Lang = Literal["zh", "en"]
Basis = Literal["real", "adapted", "invented"]
Status = Literal["outline", "draft", "published", "needs-recheck", "withdrawn"]
Certainty = Literal["certain", "likely"]
Licence = Literal["own", "CC-BY-4.0", "CC0", "public-domain", "permission"]
"""By what right a picture stands here: made for this site (and under its licence), a licence, none needed, or leave
that was given."""
Activity = Literal["decision-tree", "mock-court", "sorting", "role-play", "workshop", "discussion", "hazard-hunt"]

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PICTURE = re.compile(SLUG.pattern + r"\.(jpg|png|webp)")
"""The name of a picture."""
ARTICLE = re.compile(r"[1-9][0-9]*(-[1-9])?(\.[1-9][0-9]?)?")
_MOMENT = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def valid_moment(text: str) -> bool:
    """Tell whether the text is a year, a month or a day of the calendar in ISO 8601 form."""
    if not _MOMENT.fullmatch(text):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10] if len(text) < 10 else text)
    except ValueError:
        return False
    return True


def _day(value: Any) -> Any:
    if isinstance(value, date):
        return value
    if not (isinstance(value, str) and len(value) == 10 and valid_moment(value)):
        raise PydanticCustomError("day", "a day of the calendar, YYYY-MM-DD")
    return date.fromisoformat(value)


def _moment(value: str) -> str:
    if not valid_moment(value):
        raise PydanticCustomError("moment", "YYYY, YYYY-MM or YYYY-MM-DD")
    return value


def _whole(value: Any) -> Any:
    if isinstance(value, int):
        return value
    if not (isinstance(value, str) and re.fullmatch(r"[0-9]{1,4}", value)):
        raise PydanticCustomError("whole", "a whole number in digits")
    return int(value)


def _truth(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if value not in ("true", "false"):
        raise PydanticCustomError("truth", "true or false")
    return value == "true"


def matching(pattern: re.Pattern[str], name: str) -> Callable[[str], str]:
    """Make a validator that takes texts of a pattern only; ``name`` is the error type by which the check knows it."""

    def check(value: str) -> str:
        if not pattern.fullmatch(value):
            raise PydanticCustomError(name, pattern.pattern)
        return value

    return check


def _official_address(value: str) -> str:
    if not re.fullmatch(r"https://[a-z0-9.-]+\.[a-z]{2,}(/[!-~]*)?", value):
        raise PydanticCustomError("address", "https://…")
    return value


Line = Annotated[str, Field(min_length=1, max_length=400)]
Slug = Annotated[str, AfterValidator(matching(SLUG, "slug"))]
PictureName = Annotated[str, AfterValidator(matching(PICTURE, "picture"))]
Citation = Annotated[str, AfterValidator(matching(re.compile(SLUG.pattern + "#" + ARTICLE.pattern), "citation"))]
Article = Annotated[str, AfterValidator(matching(ARTICLE, "article"))]
Day = Annotated[date, BeforeValidator(_day)]
MomentText = Annotated[str, AfterValidator(_moment)]
Whole = Annotated[int, BeforeValidator(_whole)]
Truth = Annotated[bool, BeforeValidator(_truth)]
Address = Annotated[str, AfterValidator(_official_address)]
Sensitivity = Annotated[int, BeforeValidator(_whole), Field(ge=0, le=3)]
"""0 none, 1 content note, 2 teach with care from junior secondary up, 3 presenter only."""


class Frozen(BaseModel):
    """A mapping of a source file: unknown keys are errors, nothing changes once it was read."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Words(Frozen):
    """A short text in both languages."""

    zh: Line
    en: Line

    def __getitem__(self, lang: str) -> str:
        """Give the text in the language ``zh`` or ``en``."""
        return self.en if lang == "en" else self.zh
