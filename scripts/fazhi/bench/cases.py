"""Invented cases: the same number and seed give the same two texts, however many others there are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import chain, count
from random import Random

from fazhi.bench import coined, grammar
from fazhi.bench.lexicon import WORDS, Pair
from fazhi.bench.world import FIRST_DAY, World
from fazhi.desk import writing
from fazhi.model.fields import LANGUAGES

_MONTHS = "January February March April May June July August September October November December".split()
_WHO = (("学生", "the pupils"), ("几名同学", "some classmates"), ("孩子们", "the children"))
LAW_DAY = date(2026, 3, 1)
"""The day to which the law of the repository was checked; an invented case must not claim more."""
WRITTEN = date(2026, 11, 21)
_PLAIN = tuple(row for row in grammar.FACTS if "{term}" not in row[0])
"""What may be said more than once in a case."""
_AUTHORS = ["法治课堂编写组"]


def name(seed: int, number: int) -> str:
    """The id of an invented case; they are numbered from 0."""
    return f"{coined.drawn(_chance(seed, number))[1].lower()}-{number:05}"


def _chance(seed: int, number: int) -> Random:
    return Random(f"fazhi bench {seed} {number}")  # noqa: S311 - for texts that are the same in each run, no secrets


def case(world: World, seed: int, number: int) -> dict[str, str]:
    """Write a case: its text in each language."""
    return Writer(world, seed, number).written()


class Writer:
    """One case while it is being written."""

    def __init__(self, world: World, seed: int, number: int) -> None:
        self.world, self.seed, self.number = world, seed, number
        self.chance = chance = _chance(seed, number)
        self.brand = coined.drawn(chance)  # first: it is in the id
        self.day = FIRST_DAY + timedelta(days=chance.randrange(700))
        self.sources = [("first", chance.choice(WORDS["paper"])), ("second", chance.choice(WORDS["paper"]))]
        self.terms = iter(chance.sample(world.terms, 12))
        self.then = iter(chance.sample(world.old, 6))
        self.now = iter(chance.sample(world.articles, 6))
        place = chance.choice(WORDS["place"])
        self.fixed = {
            "shop": (f"{self.brand[0]}{place[0]}", f"the {self.brand[1]} {place[1]}"),
            "goods0": chance.choice(WORDS["goods"]),
            "who": chance.choice(_WHO),
        }
        if number:
            before = name(seed, chance.randrange(number))
            self.fixed["before"] = (before, before)

    # --- sentences ------------------------------------------------------------------------------------

    def said(self, rows: Sequence[Pair]) -> Pair:
        """One sentence of these, filled; a hole twice in a sentence is filled alike."""
        return self.filled(self.chance.choice(rows))

    def sentence(self) -> Pair:
        """A sentence that may stand anywhere; it may hold a source mark."""
        return self.said(_PLAIN)

    def some(self, rows: Sequence[Pair], count: int) -> list[Pair]:
        """Several different sentences of these, in an order of their own."""
        return [self.filled(row) for row in self.chance.sample(rows, count)]

    def filled(self, row: Pair) -> Pair:
        """Fill the holes of a sentence."""
        holes = _Holes(self)
        zh, en = row[0].format_map(holes.of(0)), row[1].format_map(holes.of(1))
        return zh, _capital(re.sub(r"\b([Aa]) (?=[aeiou])", r"\1n ", en))

    def hole(self, key: str) -> Pair:
        """What fills a hole, in both languages."""
        chance, kind = self.chance, key.rstrip("0123456789")
        if key in self.fixed:
            return self.fixed[key]
        match kind:
            case "name":
                return coined.drawn(chance)
            case "n":
                return _same(str(chance.randrange(13, 99)))
            case "big":
                figure = chance.randrange(130, 9900)
                return str(figure), f"{figure:,}"
            case "money":
                figure = chance.randrange(1300, 98000)
                return f"{figure}元", f"RMB {figure:,}"
            case "src":
                return _same(f"[^{chance.choice(self.sources)[0]}]")
            case "day":
                self.day += timedelta(days=chance.randrange(5, 80))
                return _spoken(self.day)
            case "term":
                id, zh, en = next(self.terms)
                return f"[{zh}](term:{id})", f"[{en}](term:{id})"
            case "then" | "now":
                law, article, (zh, en) = next(self.then if kind == "then" else self.now)
                return f"[{zh}](law:{law}#{article})", f"[{en}](law:{law}#{article})"
            case _:
                return chance.choice(WORDS[kind])

    # --- sections -------------------------------------------------------------------------------------

    def facts(self) -> Pair:
        """What happened: paragraphs of two to four sentences."""
        sentences = chain(self.some(grammar.FACTS, len(grammar.FACTS)), (self.sentence() for _ in count()))
        opening = [self.said(grammar.OPENING), *(next(sentences) for _ in range(2))]
        lengths = [self.chance.randrange(2, 5) for _ in range(self.chance.randrange(11, 20))]
        paragraphs = [opening, *([next(sentences) for _ in range(length)] for length in lengths)]
        return _joined([_run(paragraph) for paragraph in paragraphs])

    def timeline(self) -> Pair:
        """What happened when, in the order of the days."""
        day, rows = self.day, []
        for zh, en in self.some(grammar.EVENTS, self.chance.randrange(4, 8)):
            day += timedelta(days=self.chance.randrange(3, 90))
            rows.append((f"- **{day}** {zh}", f"- **{day}** {en}"))
        return _joined(rows, "\n")

    def question(self) -> Pair:
        """What a class decides, with the reasons of two sides."""
        parts = [self.said(grammar.ASKED)]
        for (id, zh, en), rows in zip(grammar.SIDES, (grammar.STRICT, grammar.MILD), strict=True):
            parts += [(f"### {zh} {{#{id}}}", f"### {en} {{#{id}}}"), _listed(self.some(rows, 3))]
        return _joined(parts)

    def actions(self) -> Pair:
        """What was done about it."""
        done = self.some(grammar.ACTIONS, self.chance.randrange(4, 7))
        return _joined([self.said(grammar.LEAD), _listed([_run([each, self.sentence()]) for each in done])])

    def outcome(self) -> Pair:
        """How it ended."""
        sentences = self.some(grammar.OUTCOME + _PLAIN[:6], len(grammar.OUTCOME) + 3)
        return _joined([_run(sentences[at : at + 2]) for at in range(0, len(sentences), 2)])

    def law(self) -> Pair:
        """The law of then and of today."""
        parts = [self.said(grammar.LAW_LEAD)]
        for id, zh, en in (("then", "案件发生时", "When it happened"), ("now", "现在", "Now")):
            rules = [(f"{{{id}}} {rule[0]}", f"{{{id}}} {rule[1]}") for rule in grammar.LAW]
            rows = _listed(self.some(rules, self.chance.randrange(3, 6)))
            parts += [(f"### {zh} {{#{id}}}", f"### {en} {{#{id}}}"), rows]
        return _joined(parts)

    def you(self) -> Pair:
        """What to do."""
        return _joined([_listed(self.some(grammar.YOU, 5), ordered=True), self.said(grammar.HELP)])

    def quiz(self) -> Pair:
        """Five questions of three answers, one of which is right."""
        parts = []
        for at, (zh, en) in enumerate(self.some(grammar.QUESTIONS, 5), 1):
            answers = [_ticked(" ", each) for each in self.some(grammar.WRONG, 2)]
            answers.insert(self.chance.randrange(3), _ticked("x", self.said(grammar.RIGHT)))
            parts += [(f"### {zh} {{#q{at}}}", f"### {en} {{#q{at}}}"), _listed(answers)]
        return _joined(parts)

    def notes(self) -> Pair:
        """What is said about the sources; all but the first case lead to an earlier one."""
        rows = self.some(grammar.NOTES[: None if self.number else -1], 5)
        return _listed([_run([row, self.sentence()]) for row in rows])

    # --- the files ------------------------------------------------------------------------------------

    def written(self) -> dict[str, str]:
        """Give the text of the file of each language."""
        sections = {id: getattr(self, id)() for id in grammar.TITLES_OF_SECTIONS}
        used = "".join(zh for zh, _ in sections.values())
        self.sources = [each for each in self.sources if f"[^{each[0]}]" in used]
        return {
            lang: writing.document(
                front, [(id, grammar.TITLES_OF_SECTIONS[id][at], body[at]) for id, body in sections.items()]
            )
            for at, (lang, front) in enumerate(zip(LANGUAGES, self.fronts(), strict=True))
        }

    def fronts(self) -> tuple[dict[str, object], dict[str, object]]:
        """The front matter of the original, and that of the translation."""
        world, chance = self.world, self.chance
        title, summary, place = self.said(grammar.TITLES), self.said(grammar.SUMMARY), chance.choice(world.places)
        organ = (f"{place[0]}人民检察院", f"People's Procuratorate of {place[1]}")
        report = ("关于{goods}的报道", "Report on {goods}")
        papers = [(id, coined.drawn(chance), paper, self.filled(report)) for id, paper in self.sources]
        zh: dict[str, object] = {
            "title": title[0],
            "summary": summary[0],
            "basis": "adapted",
            "status": "published",
            "place": place[0],
            "organs": [organ[0]],
            "procedures": chance.sample(world.procedures, chance.choice((1, 1, 2))),
            "topics": chance.sample(world.topics, chance.choice((1, 2, 2))),
            "grades": list(chance.choice(world.grades)),
            "sensitivity": 0,
            "law_as_of": LAW_DAY,
            "updated": WRITTEN - timedelta(days=self.number % 300),
            "sources": [
                {"id": id, "publisher": coin[0] + paper[0], "title": said[0], "date": self.day, "certainty": "likely"}
                for id, coin, paper, said in papers
            ],
            "people": {"authors": _AUTHORS},
        }
        en: dict[str, object] = {
            "title": title[1],
            "summary": summary[1],
            "place": place[1],
            "organs": [organ[1]],
            "sources": {
                id: {"publisher": f"{coin[1]} {paper[1]}", "title": said[1]} for id, coin, paper, said in papers
            },
            "translation": {"by": _AUTHORS, "reviewed": WRITTEN},
        }
        return zh, en


class _Holes:
    """What was drawn for the holes of one sentence: a language asks for what the other was given."""

    def __init__(self, case: Writer) -> None:
        self.case = case
        self.drawn: dict[str, Pair] = {}

    def of(self, at: int) -> _Language:
        return _Language(self, at)


class _Language(dict[str, str]):
    """The holes of a sentence in one language, as ``format_map`` asks for them."""

    def __init__(self, holes: _Holes, at: int) -> None:
        super().__init__()
        self.holes, self.at = holes, at

    def __missing__(self, key: str) -> str:
        if key not in self.holes.drawn:
            self.holes.drawn[key] = self.holes.case.hole(key)
        return self.holes.drawn[key][self.at]


def _same(text: str) -> Pair:
    return text, text


def _spoken(day: date) -> Pair:
    return f"{day.year}年{day.month}月{day.day}日", f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _capital(text: str) -> str:
    """Begin a sentence with a capital letter, also after a quotation mark, markup and a full stop."""
    for at, char in enumerate(text):
        if char.isalpha():
            return text[:at] + char.upper() + text[at + 1 :]
        if char == "[" or char.isdecimal():
            return text
    return text


def _joined(parts: Sequence[Pair], gap: str = "\n\n") -> Pair:
    return gap.join(zh for zh, _ in parts), gap.join(en for _, en in parts)


def _run(sentences: Sequence[Pair]) -> Pair:
    return "".join(zh for zh, _ in sentences), " ".join(en for _, en in sentences)


def _listed(rows: Sequence[Pair], *, ordered: bool = False) -> Pair:
    zh, en = (writing.items((row[at] for row in rows), ordered=ordered) for at in (0, 1))
    return zh, en


def _ticked(mark: str, answer: Pair) -> Pair:
    return f"[{mark}] {answer[0]}", f"[{mark}] {_capital(answer[1])}"
