"""What is asked for a new case, lesson or term: the questions in their order, with the closed lists of the library."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

from fazhi.desk.questions import Answer, Both, Choice, Question
from fazhi.model.fields import Activity
from fazhi.model.library import Library
from fazhi.model.reference import Term

LEVELS = (
    Both("没有需要提醒的内容", "nothing to warn of"),
    Both("读之前给一句内容提示", "a content note before it"),
    Both("小心讲，只用于初中和高中", "to be taught with care, from junior secondary up"),
    Both("只给讲课人", "for presenters only"),
)
"""The levels of sensitivity from 0 up."""
BASES = {
    "real": Both("真实：官方公布或公开报道的案子", "real: published by the authorities or reported"),
    "adapted": Both("改编：有真事做底子", "adapted: from something that happened"),
    "invented": Both("虚构：为上课编的", "invented: for teaching"),
}
CERTAINTIES = {
    "certain": Both("确定：有原文，或者有两个以上独立的来源", "certain: the original, or two independent sources"),
    "likely": Both("可能：只有一个还算可靠的来源", "likely: one source that seems reliable"),
}
_ACTIVITIES = {
    "decision-tree": Both("选择题故事", "a story with choices"),
    "mock-court": Both("模拟法庭", "a mock court"),
    "sorting": Both("分类", "sorting"),
    "role-play": Both("角色扮演", "role-play"),
    "workshop": Both("动手做", "a workshop"),
    "discussion": Both("讨论", "a discussion"),
    "hazard-hunt": Both("找隐患", "a hazard hunt"),
}
_BASIS = {
    "spp-en": Both("最高检的英文材料，或引用它的报道", "English pages of the SPP, or press quoting them"),
    "pku": Both("北大法宝", "pkulaw"),
    "clt": Both("China Law Translate", "China Law Translate"),
    "xinhua": Both("新华社", "Xinhua"),
    "china-daily": Both("中国日报", "China Daily"),
    "media": Both("别的媒体", "other media"),
    "official": Both("别的官方英文", "other official English"),
    "standard": Both("通行的译法", "the usual rendering"),
    "moe": Both("教育部的用法", "usage of the Ministry of Education"),
    "ours": Both("我们自己译的", "our own rendering"),
    "likely": Both("还没有核实", "not yet verified"),
}
_YES = (Choice("yes", Both("要", "yes")), Choice("no", Both("不要", "no")))
_LATER = Both("先留一个“待写”的记号", "leave a mark 'To write' for now")

ONLY_IF: dict[str, Callable[[Mapping[str, Answer]], bool]] = {
    "content_note": lambda answers: answers.get("sensitivity", "0") != "0",
    "series": lambda answers: bool(answers.get("official")),
    "published": lambda answers: bool(answers.get("official")),
    "topics": lambda answers: not answers.get("cases"),
}
"""Questions that make sense after certain answers only; a case is always asked for its topics."""


def _listed(rows: Mapping[str, Any]) -> tuple[Choice, ...]:
    return tuple(Choice(id, Both(row.name.zh, row.name.en)) for id, row in rows.items())


def _named(names: Mapping[str, Both], ids: tuple[str, ...]) -> tuple[Choice, ...]:
    """The choices of a closed list of the model, in its order; a new one without a name shows its id."""
    return tuple(Choice(id, names.get(id, Both(id, id))) for id in ids)


def _begin(library: Library) -> list[Question]:
    """What is asked for cases and lessons alike."""
    levels = tuple(Choice(str(level), name) for level, name in enumerate(LEVELS))
    return [
        Question(
            "title",
            Both("标题", "Title (in Chinese)"),
            Both(
                "一句让学生想读的话，不写人名、公司名、学校名。",
                "Makes pupils want to read; names nobody, no company, no school.",
            ),
            shown=_LATER,
        ),
        Question(
            "summary",
            Both(
                "摘要：一两句话，告诉学生讲什么，不透露结果",
                "Summary: one or two sentences for pupils, without the outcome",
            ),
            shown=_LATER,
        ),
        Question(
            "basis", Both("有没有真事做底子？", "Did it happen?"), choices=_named(BASES, tuple(BASES)), default="real"
        ),
        Question(
            "sensitivity",
            Both("敏感程度", "Sensitivity"),
            Both(
                "涉及性侵害、自伤、严重暴力的，至少是1。",
                "At least 1 where there is sexual harm, self-harm or grave violence.",
            ),
            choices=levels,
            default="0",
        ),
        Question(
            "content_note",
            Both("内容提示：读之前先告诉学生的一句话", "Content note: what pupils are told before they read"),
            shown=_LATER,
        ),
        Question(
            "grades",
            Both("适合哪些学段？", "For which grades?"),
            Both("可以写几个数字，中间空一格。", "Several numbers with spaces between them."),
            choices=_listed(library.grades),
            many=True,
            default=None,
        ),
    ]


def _end() -> list[Question]:
    return [
        Question(
            "authors",
            Both("谁写的？几个人用分号隔开", "Who wrote it? Semicolons between several"),
            default="法治课堂编写组",
        ),
        Question(
            "law_as_of",
            Both("法律核对到哪一天？", "Up to which day was the law checked?"),
            Both("写成2026-03-01的样子。", "As in 2026-03-01."),
        ),
        Question(
            "updated",
            Both("今天是哪一天？", "What day is it today?"),
            Both("写成2026-11-21的样子。", "As in 2026-11-21."),
        ),
    ]


def case_questions(library: Library) -> list[Question]:
    """What is asked for a case."""
    several = Both("可以写几个数字，中间空一格。", "Several numbers with spaces between them.")
    day = Both("写成2023-05-31的样子。", "As in 2023-05-31.")
    series = _listed(library.series)
    return [
        *_begin(library),
        Question("topics", Both("主题", "Topics"), several, _listed(library.topics), many=True, default=None),
        Question(
            "procedures", Both("办案方式", "Procedures"), several, _listed(library.procedures), many=True, default=None
        ),
        Question(
            "place",
            Both("发生在哪里？", "Where did it happen? (in Chinese)"),
            Both("从省级名称写起，例如吉林省大安市。", "Begin with the province, as in 吉林省大安市."),
            shown=_LATER,
        ),
        Question(
            "organs",
            Both(
                "办案的检察院，几个用分号隔开",
                "Procuratorates that handled it, semicolons between several (in Chinese)",
            ),
            shown=_LATER,
        ),
        Question(
            "official",
            Both("官方发布的案例全称", "Title of the official publication, in full (in Chinese)"),
            Both("照原样写；只在这里可以有“姓加某”。", "As printed; only here may a surname with 某 stand."),
            shown=Both("没有官方发布", "not published by the authorities"),
        ),
        Question("series", Both("属于哪一批？", "Which batch?"), choices=series, default=None),
        Question("published", Both("官方哪一天发布的？", "Day of the official publication"), day, default=None),
        Question(
            "publisher", Both("第一个来源：谁发布的？", "First source: who published it? (in Chinese)"), shown=_LATER
        ),
        Question("source_title", Both("来源的标题", "Title of the source (in Chinese)"), shown=_LATER),
        Question(
            "source_date",
            Both("来源的日期", "Date of the source"),
            Both(
                "写成2023、2023-05或者2023-05-31，知道多少写多少。", "As in 2023, 2023-05 or 2023-05-31: what you know."
            ),
            shown=Both("先写今年，以后再改", "this year, to be mended later"),
        ),
        Question(
            "certainty",
            Both("把握有多大？", "How sure is it?"),
            choices=_named(CERTAINTIES, tuple(CERTAINTIES)),
            default="likely",
        ),
        Question("url", Both("网址，以https://开头", "Address, beginning with https://"), shown=Both("不写", "none")),
        *_end(),
    ]


def lesson_questions(library: Library) -> list[Question]:
    """What is asked for a lesson."""
    cases = {id: entry.facts.title for id, entry in library.cases.items() if entry.facts.status != "withdrawn"}
    english = {id: library.cases[id].texts.get("en", library.cases[id].original).words.title for id in cases}
    several = Both("可以写几个数字，中间空一格。", "Several numbers with spaces between them.")
    return [
        *_begin(library),
        Question(
            "cases",
            Both("用哪些案例？", "Which cases does it use?"),
            several,
            tuple(Choice(id, Both(title, english[id])) for id, title in cases.items()),
            many=True,
            shown=Both("不用案例", "none"),
        ),
        Question("topics", Both("主题", "Topics"), several, _listed(library.topics), many=True, default=None),
        Question(
            "laws",
            Both("讲哪些法条？几条用分号隔开", "Which articles? Semicolons between several"),
            Both(
                "写成“登记的编号#条号”，例如ml#72；编号在docs/reference/laws.yml里。",
                "As registered-id#article, as in ml#72; the ids stand in docs/reference/laws.yml.",
            ),
            default=None,
        ),
        Question(
            "activity",
            Both("主要活动是哪一种？", "Which kind of activity?"),
            choices=_named(_ACTIVITIES, get_args(Activity)),
            default="discussion",
        ),
        Question("roles", Both("要不要角色卡？", "Role cards?"), choices=_YES, default="no"),
        Question(
            "awkward", Both("要不要“学生可能会问”？", "A section 'What pupils may ask'?"), choices=_YES, default="yes"
        ),
        *_end(),
    ]


def term_questions(library: Library) -> list[Question]:
    """What is asked for a term of the glossary; nothing may be left for later, for there are no drafts of terms."""
    basis = _named(_BASIS, get_args(Term.model_fields["basis"].annotation))
    several = Both("可以写几个数字，中间空一格。", "Several numbers with spaces between them.")
    return [
        Question("zh", Both("中文术语", "The term in Chinese"), default=None),
        Question(
            "pinyin",
            Both("拼音，带声调", "Pinyin with tones"),
            Both("每个汉字一个音节，词与词之间空一格。", "A syllable for each character, spaces between words."),
        ),
        Question(
            "en",
            Both("英文译法", "The term in English"),
            Both("全站只用这一个；先查官方怎么译。", "The only one on the site; look up the official rendering first."),
            default=None,
        ),
        Question("id", Both("编号", "Id"), Both("只用小写英文字母、数字和连字符。", "Only a-z, 0-9 and hyphens.")),
        Question(
            "basis", Both("译法从哪里来？", "Where does the rendering come from?"), choices=basis, default="likely"
        ),
        Question(
            "explain_zh",
            Both("用一句话讲给12岁的孩子听（中文）", "Explain it to a 12-year-old in one sentence (in Chinese)"),
            default=None,
        ),
        Question("explain_en", Both("同一句话的英文", "The same sentence in English"), default=None),
        Question(
            "topics",
            Both("和哪些主题有关？", "Which topics?"),
            several,
            _listed(library.topics),
            many=True,
            shown=Both("不写", "none"),
        ),
    ]
