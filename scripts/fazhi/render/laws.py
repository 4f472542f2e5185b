"""Make the views of the laws: the law table with the registry, the page of a law, all that cites an article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fazhi.model.library import AnyEntry, Case, Lesson
from fazhi.model.reference import Law, LawCard
from fazhi.render import paths
from fazhi.render.edition import Edition
from fazhi.render.list_views import ArticleView, LawListView, LawView, ListView, RuleView, VersionView
from fazhi.render.lists import paged
from fazhi.render.views import Fact, Ref

MAX_CITING = 12
"""Cases and lessons that stand beside an article which they cite; where there are more, a list of their own has all."""
Citing = Mapping[str, Sequence[AnyEntry]]
"""The entries that cite a law, by article; those that cite it as a whole stand under the empty article."""


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


def law_view(edition: Edition, law: Law, citing: Citing) -> LawView:
    """The page of a law: its versions, and each article that a card, case or lesson stands on.

    ``citing`` are the entries that cite the law, as :func:`citing_laws` finds them.
    """
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
        articles=tuple(_articles(edition, law, citing)),
        cited=_cited(edition, law, "", citing),
    )


def _articles(edition: Edition, law: Law, citing: Citing) -> Iterator[ArticleView]:
    address = paths.law(law.id)
    cards: dict[str, list[LawCard]] = {}
    for card in edition.library.cards.values():
        for cited in card.cites:
            id, _, article = cited.partition("#")
            if id == law.id:
                cards.setdefault(article, []).append(card)
    for article in law.known:
        if article in cards or article in citing:
            yield ArticleView(
                anchor=paths.article_anchor(article),
                name=article_name(edition, law, article),
                cards=tuple(_rule(edition, card, address) for card in cards.get(article, ())),
                cited=_cited(edition, law, article, citing),
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


def _cited(edition: Edition, law: Law, article: str, citing: Citing) -> tuple[Ref, ...]:
    """Links to what cites an article; of many cases and lessons the first, and one to the list that has them all."""
    address, entries = paths.law(law.id), citing.get(article, ())
    listed = [entry for entry in entries if entry.kind != "page"]
    shown = entries if len(listed) <= MAX_CITING else (*listed[:MAX_CITING], *entries[len(listed) :])
    refs = [edition.ref(paths.entry(entry), edition.text(entry).words.title, address) for entry in shown]
    if len(listed) > MAX_CITING:
        words = edition.words.t.laws.citing_all.format(n=len(listed))
        refs.append(edition.ref(paths.citing(law.id, article), words, address))
    return tuple(refs)


def citing_pages(edition: Edition, citing: Mapping[str, Citing]) -> Iterator[tuple[str, ListView]]:
    """The lists of all that cite an article, by address: for each article that too many cite to stand beside it."""
    t = edition.words.t
    every = ((edition.library.laws[id], *cited) for id, articles in citing.items() for cited in articles.items())
    for law, article, entries in every:
        lessons = (edition.library.lessons[entry.id] for entry in entries if entry.kind == "lesson")
        cases = (edition.library.cases[entry.id] for entry in entries if entry.kind == "case")
        listed: tuple[Case | Lesson, ...] = (*lessons, *cases)
        if len(listed) > MAX_CITING:
            address, name = paths.citing(law.id, article), _located(edition, law, article)
            back = edition.ref(paths.law(law.id, article), law.title[edition.lang], address)
            title, summary = t.laws.citing.format(name=name), t.laws.citing_summary.format(name=name)
            head = ListView(title, summary, groups=(), finders=(Fact(t.nav.laws, (back,)),))
            yield from paged(edition, address, head, listed)


def citing_laws(edition: Edition) -> dict[str, dict[str, list[AnyEntry]]]:
    """The entries that cite each law, by article: the newest case first, then lessons, then written pages."""
    found: dict[str, dict[str, list[AnyEntry]]] = {}
    entries: tuple[AnyEntry, ...] = (*edition.cases(), *edition.lessons(), *edition.library.pages.values())
    for entry in entries:
        named = (cited.partition("#") for cited in getattr(entry.facts, "laws", ()))
        for law, article in sorted({*entry.original.cited, *((law, article) for law, _, article in named)}):
            found.setdefault(law, {}).setdefault(article, []).append(entry)
    return found


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


def _located(edition: Edition, law: Law, article: str) -> str:
    """A law by its short name, with an article if one is given."""
    if not article:
        return law.short[edition.lang]
    apart = "" if edition.lang == "zh" else " "
    return f"{law.short[edition.lang]}{apart}{article_name(edition, law, article)}"


_ADDED = {
    "zh": dict(zip("123456789", "一二三四五六七八九", strict=True)),
    "en": {digit: digit for digit in "123456789"},
}


def _rule(edition: Edition, card: LawCard, address: str) -> RuleView:
    cites = []
    for cited in card.cites:
        id, _, article = cited.partition("#")
        words = _located(edition, edition.library.laws[id], article)
        cites.append(edition.ref(paths.law(id, article), words, address))
    return RuleView(
        id=card.id,
        text=card.text(edition.lang),
        cites=tuple(cites),
        certainty=edition.words.label("certainty", card.certainty),
        watch=card.watch[edition.lang] if card.watch else "",
    )
