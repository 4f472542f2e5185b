"""Make the views of lists: all, and what stands on a shelf; the laws; the glossary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from fazhi.model.library import AnyEntry, Case, Lesson
from fazhi.model.reference import Law, LawCard, Term
from fazhi.render import finding, paths
from fazhi.render.downloads import offered
from fazhi.render.edition import Edition, ShelfKind
from fazhi.render.list_views import (
    ArticleView,
    GlossaryView,
    LawListView,
    LawView,
    ListGroup,
    ListView,
    RuleView,
    TermGroup,
    TermView,
    VersionView,
)
from fazhi.render.views import Fact, Ref

_PLAIN_LETTERS = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ", "aaaaeeeeiiiioooouuuuvvvv")


def case_list(edition: Edition) -> ListView:
    """All cases, under their first topic."""
    address, t = paths.page("cases"), edition.words.t.lists
    by_topic: dict[str, list[Case]] = {id: [] for id in edition.library.topics}
    for case in edition.cases():
        by_topic[case.facts.topics[0]].append(case)
    return ListView(
        title=t.cases.title,
        summary=t.cases.summary,
        groups=tuple(_topic_group(edition, id, cases, address) for id, cases in by_topic.items() if cases),
        finders=finding.finders(edition, address, "topic", "grade"),
        more=finding.finders(edition, address, "procedure", "place"),
    )


def lesson_list(edition: Edition) -> ListView:
    """All lessons, under their youngest grade band."""
    address, t = paths.page("lessons"), edition.words.t.lists
    groups = tuple(
        ListGroup(
            id=grade,
            title=edition.library.grades[grade].name[edition.lang],
            note=edition.library.grades[grade].years[edition.lang],
            cards=tuple(edition.card(lesson, address) for lesson in lessons),
        )
        for grade, lessons in groupby(edition.lessons(), key=lambda lesson: _youngest(edition, lesson))
    )
    finders = finding.finders(edition, address, "topic", "grade", year=True)
    return ListView(t.lessons.title, t.lessons.summary, groups, finders)


def shelf_list(edition: Edition, kind: ShelfKind, id: str) -> ListView:
    """What stands on a shelf: of a topic, a grade band, a procedure or a place."""
    address, shelf = paths.shelf(kind, id), edition.shelves[kind][id]
    return ListView(
        title=finding.name(edition, kind, id),
        summary=finding.summary(edition, kind, id),
        groups=_both(edition, shelf.lessons, shelf.cases, address),
        finders=finding.finders(edition, address, *(("topic", "grade") if kind in ("topic", "grade") else (kind,))),
    )


def _both(edition: Edition, lessons: Iterable[Lesson], cases: Iterable[Case], address: str) -> tuple[ListGroup, ...]:
    t = edition.words.t.nav
    groups = (
        ListGroup("lessons", t.lessons, "", tuple(edition.card(lesson, address) for lesson in lessons)),
        ListGroup("cases", t.cases, "", tuple(edition.card(case, address) for case in cases)),
    )
    return tuple(group for group in groups if group.cards)


def _topic_group(edition: Edition, id: str, cases: list[Case], address: str) -> ListGroup:
    topic = edition.library.topics[id]
    cards = tuple(edition.card(case, address) for case in cases)
    return ListGroup(id, topic.name[edition.lang], topic.summary[edition.lang], cards)


def _youngest(edition: Edition, lesson: Lesson) -> str:
    return next(id for id in edition.library.grades if id in lesson.facts.grades)


# --- laws ---------------------------------------------------------------------------------------------


def law_list(edition: Edition) -> LawListView:
    """The law table, and the registry by kind."""
    address, lang = paths.page("laws"), edition.lang
    kinds: dict[str, list[Ref]] = {}
    for law in edition.library.laws.values():
        kinds.setdefault(law.kind, []).append(edition.ref(paths.law(law.id), law.title[lang], address))
    return LawListView(
        rules=tuple(_rule(edition, card, address) for card in edition.library.cards.values()),
        groups=tuple(Fact(edition.words.label("law_kind", kind), tuple(laws)) for kind, laws in kinds.items()),
    )


def law_view(edition: Edition, law: Law) -> LawView:
    """The page of a law: its versions, and each article that a card, case or lesson stands on."""
    lang = edition.lang
    return LawView(
        title=law.title[lang],
        title_zh=law.title.zh,
        kind=edition.words.label("law_kind", law.kind),
        url=law.url,
        versions=tuple(
            VersionView(
                id=version.id,
                in_force=edition.words.day(version.in_force) if version.in_force else "",
                note=version.note[lang] if version.note else "",
                certainty=edition.words.label("certainty", version.certainty),
                current=version is law.current and not law.repealed,
            )
            for version in law.versions
        ),
        watch=law.watch[lang] if law.watch else "",
        repealed=edition.words.t.laws.repealed.format(day=edition.words.day(law.repealed)) if law.repealed else "",
        articles=tuple(_articles(edition, law)),
        cited=_refs(edition, _citing(edition, law).get("", ()), paths.law(law.id)),
    )


def _articles(edition: Edition, law: Law) -> Iterator[ArticleView]:
    address = paths.law(law.id)
    cards: dict[str, list[LawCard]] = {}
    for card in edition.library.cards.values():
        for cited in card.cites:
            id, _, article = cited.partition("#")
            if id == law.id:
                cards.setdefault(article, []).append(card)
    entries = _citing(edition, law)
    for article in law.known:
        if article in cards or article in entries:
            yield ArticleView(
                anchor=paths.article_anchor(article),
                name=article_name(edition, law, article),
                cards=tuple(_rule(edition, card, address) for card in cards.get(article, ())),
                cited=_refs(edition, entries.get(article, ()), address),
                likely=article in law.articles_likely,
                former=_former(edition, law, article),
            )


def _former(edition: Edition, law: Law, article: str) -> str:
    """That an article is known by this number no more, if so."""
    row, t = law.once(article), edition.words.t.laws
    if row is None:
        return ""
    day, words = edition.words.day(row.until), t.former_now if row.now else t.former
    return str(words.format(day=day, article=article_name(edition, law, row.now) if row.now else ""))


def _refs(edition: Edition, entries: Iterable[AnyEntry], address: str) -> tuple[Ref, ...]:
    found = ((paths.entry(entry), edition.text(entry).words.title) for entry in entries)
    return tuple(edition.ref(target, words, address) for target, words in found)


def _citing(edition: Edition, law: Law) -> dict[str, list[AnyEntry]]:
    """The entries that cite each article of a law; the whole law stands under the empty article."""
    found: dict[str, dict[str, AnyEntry]] = {}
    citing: tuple[AnyEntry, ...] = (*edition.cases(), *edition.lessons(), *edition.library.pages.values())
    for entry in citing:
        cited = {article for id, article in entry.original.cited if id == law.id}
        cited |= {c.partition("#")[2] for c in getattr(entry.facts, "laws", ()) if c.partition("#")[0] == law.id}
        for article in cited:
            found.setdefault(article, {})[f"{entry.kind}/{entry.id}"] = entry
    return {article: list(entries.values()) for article, entries in found.items()}


def article_name(edition: Edition, law: Law, article: str) -> str:
    """An article as the language names it: ``253-1`` is 第253条之一, ``130.3`` is 第130条第3项 if the law says item."""
    number, _, part = article.partition(".")
    number, _, added = number.partition("-")
    t = edition.words.t.laws
    name: str = (
        t.article_added.format(n=number, added=_ADDED[edition.lang][added]) if added else t.article.format(n=number)
    )
    if not part:
        return name
    words: str = t.article_item if article in law.items else t.article_paragraph
    return words.format(article=name, part=part)


_ADDED = {
    "zh": dict(zip("123456789", "一二三四五六七八九", strict=True)),
    "en": {digit: digit for digit in "123456789"},
}


def _rule(edition: Edition, card: LawCard, address: str) -> RuleView:
    cites = []
    for cited in card.cites:
        id, _, article = cited.partition("#")
        law = edition.library.laws[id]
        words = f"{law.short[edition.lang]} {article_name(edition, law, article)}"
        words = words.replace(" ", "") if edition.lang == "zh" else words
        cites.append(edition.ref(paths.law(id, article), words, address))
    return RuleView(
        id=card.id,
        text=card.text(edition.lang),
        cites=tuple(cites),
        certainty=edition.words.label("certainty", card.certainty),
        watch=card.watch[edition.lang] if card.watch else "",
    )


# --- glossary -----------------------------------------------------------------------------------------


def glossary_view(edition: Edition) -> GlossaryView:
    """All terms, by the first letter of the pinyin in Chinese and of the word in English."""
    terms = sorted(edition.library.terms.values(), key=lambda term: (_sort_key(edition, term), term.id))
    groups = tuple(
        TermGroup(letter, tuple(_term(edition, term) for term in inside))
        for letter, inside in groupby(terms, key=lambda term: _sort_key(edition, term)[0].upper())
    )
    return GlossaryView(len(terms), groups, offered(edition, paths.GLOSSARY, paths.page("glossary")))


def _sort_key(edition: Edition, term: Term) -> str:
    spoken = term.pinyin.lower().translate(_PLAIN_LETTERS) if edition.lang == "zh" else term.en.lower()
    return "".join(char for char in spoken if char.isalpha() or char == " ")


def _term(edition: Edition, term: Term) -> TermView:
    lang, words = edition.lang, edition.words
    return TermView(
        id=term.id,
        zh=term.zh,
        zh_also=words.listed(list(term.zh_also)),
        pinyin=term.pinyin,
        en=term.en,
        en_also=words.listed(list(term.en_also)),
        explain=term.explain[lang],
        basis=words.label("term_basis", term.basis),
    )
