"""Write the draft of a case from what a source offers: facts in the front matter, marks wherever words are missing.

No sentence of the source goes into it: a case is told in our own words. A mark says where in the source to look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import TypeAdapter, ValidationError

from fazhi.check.structure import CASE_SECTIONS
from fazhi.desk.intake.proposals import Cited, Found
from fazhi.desk.intake.take import Taken
from fazhi.desk.questions import Both
from fazhi.desk.skeleton import ABSENT, PROMPTS, SOURCE, mark, quiz, to_write
from fazhi.desk.writing import document, items
from fazhi.model.fields import TAUGHT_WITH_CARE_FROM, Address
from fazhi.model.library import Case, Lesson, Library
from fazhi.model.reference import Law
from fazhi.parse.inline import TAG

_NEVER = frozenset({"identity", "school", "anonymity", "surname-mou", "person", "graphic"})
"""Flags of what a draft must not hold, not even in the title of its source."""
_FIGURES = 12
"""Figures that a draft asks for; the report has them all."""
_ORGANS = 6
_LONGEST = 120
"""Characters of the title of a source, or of the name of its publisher."""


def draft(taken: Taken, library: Library) -> str:
    """Write ``zh.md`` of a case that the check takes as a draft."""
    return document(_front(taken, library), [(id, title, _BODIES[id](taken, library)) for id, title in _sections()])


def _sections() -> Iterator[tuple[str, str]]:
    return ((id, title) for id, title in CASE_SECTIONS.items() if id in _BODIES)


# --- the front matter ---------------------------------------------------------------------------------


def _front(taken: Taken, library: Library) -> dict[str, object]:
    found = taken.proposals
    checked, updated = _days(library)
    return {
        "title": ABSENT["title"].zh,
        "summary": ABSENT["summary"].zh,
        "basis": "real",
        "status": "draft",
        "place": _place(taken),
        "organs": [organ.value for organ in _procuratorates(taken)][:_ORGANS] or [ABSENT["organs"].zh],
        "procedures": found.procedures or list(library.procedures)[:1],
        "topics": found.topics or list(library.topics)[:1],
        "grades": _grades(library),
        "sensitivity": 2 if found.sensitive else 0,
        "content_note": ABSENT["content_note"].zh if found.sensitive else None,
        "law_as_of": checked,
        "updated": updated,
        "sources": [_source(taken, updated)],
        "people": {"authors": ["法治课堂编写组"]},
    }


def _days(library: Library) -> tuple[str, str]:
    """The last day on which the law was checked anywhere, and the last change of any entry: no clock is asked."""
    entries: list[Case | Lesson] = [*library.cases.values(), *library.lessons.values()]
    facts = [entry.facts for entry in entries]
    checked = max((fact.law_as_of.isoformat() for fact in facts), default="2026-03-01")
    return checked, max((fact.updated.isoformat() for fact in facts), default=checked)


def _grades(library: Library) -> list[str]:
    """From junior secondary up, until somebody has judged what the youngest can bear."""
    ids = list(library.grades)
    return ids[ids.index(TAUGHT_WITH_CARE_FROM) :] if TAUGHT_WITH_CARE_FROM in ids else ids[-1:]


def _place(taken: Taken) -> str:
    """The place named first, in full; of an English text only where it is the only one: a dateline names one too."""
    places = taken.proposals.places
    if not places or (taken.proposals.lang == "en" and len(places) > 1):
        return to_write(Both("地点，从省级行政区的全名写起", "")).zh
    longer = [each.value for each in places if each.value.startswith(places[0].value)]
    return max(longer, key=len)


def _procuratorates(taken: Taken) -> list[Found]:
    """Those that handled the case, each by its longest name; the Supreme one only where no other is named."""
    found = [organ for organ in taken.proposals.organs if "检察院" in organ.value]
    whole = [organ for organ in found if "人民检察院" in organ.value] or found
    longest = [organ for organ in whole if not any(o is not organ and o.value.endswith(organ.value) for o in whole)]
    return [organ for organ in longest if not organ.value.startswith("最高")] or longest


def _source(taken: Taken, updated: str) -> dict[str, object]:
    found = taken.proposals
    years = [date.value[:4] for date in found.dates if date.value]
    title = _fit(taken, found.title) if found.lang == "zh" else ""
    return {
        "id": SOURCE,
        "publisher": _fit(taken, found.publisher) or ABSENT["publisher"].zh,
        "title": title or ABSENT["source_title"].zh,
        "date": found.day.isoformat() if found.day else max(years, default=updated[:4]),
        "certainty": "likely",
        "url": _address(found.url),
    }


def _fit(taken: Taken, text: str) -> str:
    """A text for a front matter; nothing for one that is too long, holds markup or tells who somebody is."""
    text = " ".join(text.split())
    told = any(flag.kind in _NEVER and any(name in text for name in flag.found.split(" / ")) for flag in taken.flags)
    return "" if told or len(text) > _LONGEST or TAG.search(text) or not text.isprintable() else text


def _address(url: str) -> str | None:
    try:
        return str(TypeAdapter(Address).validate_python(url))
    except ValidationError:
        return None


# --- the sections -------------------------------------------------------------------------------------


def _asked(taken: Taken, what: str, place: int | None = None) -> str:
    """A mark, with the line of the source to look at."""
    where = f"，见来源第{taken.edited.mark(place).line}行" if place is not None else ""
    return to_write(Both(what + where, "")).zh


def _facts(taken: Taken, _library: Library) -> str:
    figures = {figure.said: figure for figure in reversed(taken.proposals.figures)}
    asked = [_asked(taken, f"“{_plain(figure)}”说的是什么", figure.start) for figure in reversed(figures.values())]
    begun = f"{to_write(PROMPTS['facts']).zh}[^{SOURCE}]"
    return "\n\n".join(filter(None, (begun, _sourced(asked[:_FIGURES]))))


def _plain(figure: Found) -> str:
    return figure.said.strip().replace("[", "").replace("]", "")


def _sourced(texts: Iterable[str]) -> str:
    return items(f"{text}[^{SOURCE}]" for text in texts)


def _timeline(taken: Taken, _library: Library) -> str:
    days: dict[str, Found] = {}
    for date in taken.proposals.dates:
        if date.value:
            days.setdefault(date.value, date)
    rows = []
    for value, date in sorted(days.items()):
        what = "用自己的话写那时发生了什么" + ("" if date.sure else "；日子是推算的，要核对")
        rows.append(f"**{value}** {_asked(taken, what, date.start)}")
    return _sourced(rows or [f"**{_source(taken, _days(_library)[1])['date']}** {_asked(taken, '那时发生了什么')}"])


def _question(_taken: Taken, _library: Library) -> str:
    sides = (f"### {mark('一方的主张', '', 'zh')} {{#side-{side}}}\n\n- {mark('理由', '', 'zh')}" for side in "ab")
    return "\n\n".join((to_write(PROMPTS["question"]).zh, *sides))


def _actions(taken: Taken, _library: Library) -> str:
    asked = [_asked(taken, f"{organ.value}做了什么", organ.start) for organ in _procuratorates(taken)]
    return _sourced(asked or [to_write(PROMPTS["actions"]).zh])


def _outcome(_taken: Taken, _library: Library) -> str:
    return f"{to_write(PROMPTS['outcome']).zh}[^{SOURCE}]"


def _law(taken: Taken, library: Library) -> str:
    """Articles of today as links; what the source cites by an older number, or without one, as marks."""
    rows = []
    for cited in taken.proposals.laws:
        law = library.laws.get(cited.law)
        if law and cited.listed and not law.repealed:
            link = f"[{_named(law, cited.article)}](law:{law.id}#{cited.article})"
            rows.append(f"{link} {_asked(taken, '用大白话写', cited.start)}")
        else:
            rows.append(_asked(taken, f"来源提到{_title(cited)}，查到现在的条文再引用", cited.start))
    return items(rows or [to_write(PROMPTS["law"]).zh])


def _title(cited: Cited) -> str:
    return f"《{cited.title}》" if any("\u4e00" <= char <= "\u9fff" for char in cited.title) else "一部法律"


def _named(law: Law, article: str) -> str:
    """The Chinese name of an article: 刑法第253条之一, 行政诉讼法第25条第4款, an item as 第1项."""
    number, _, part = article.partition(".")
    main, _, after = number.partition("-")
    name = f"{law.short.zh}第{main}条" + (f"之{'一二三四五六七八九'[int(after) - 1]}" if after else "")
    return name + (f"第{part}{'项' if article in law.items else '款'}" if part else "")


def _you(_taken: Taken, _library: Library) -> str:
    return items([to_write(PROMPTS["you"]).zh])


def _quiz(_taken: Taken, _library: Library) -> str:
    return quiz(4, "zh")


def _notes(taken: Taken, _library: Library) -> str:
    found = taken.proposals
    rows = [to_write(PROMPTS["notes"]).zh]
    if found.lang == "en":
        rows.append(_asked(taken, "读到的是英文，可能是机器翻译，要找到中文原文再写"))
    if found.day is None:
        rows.append(_asked(taken, "来源没有注明发布日期，年份是推断的"))
    if found.host:
        rows.append(_asked(taken, "读到的是转载件，要找发布单位的原文"))
    return items(rows)


_BODIES = {
    "facts": _facts,
    "timeline": _timeline,
    "question": _question,
    "actions": _actions,
    "outcome": _outcome,
    "law": _law,
    "you": _you,
    "quiz": _quiz,
    "notes": _notes,
}
