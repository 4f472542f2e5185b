"""Find who and where: organs, places, laws of the registry, publisher and host; and guess what it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from fazhi.desk.intake.proposals import Cited, Found
from fazhi.desk.numerals import number
from fazhi.model.library import Library
from fazhi.model.reference import Law

_BEFORE = re.compile(
    r".*[由向与对在经据从给请被把该其，,]|.*?(?:指定|发现|认为|建议|督促|支持|推动|联合|会同|通知|要求|商请|移送|上报|随后|同时|日前|近日|记者)"
)
"""Words before the name of an organ that no name begins with."""
_UNIT = r"[\u4e00-\u9fff]{2,5}?(?:自治区|自治州|自治县|特别行政区|[省市区县州旗盟])"
_ORGAN = re.compile(
    rf"最高(?:人民)?(?:检察院|法院)|(?P<where>(?:{_UNIT}){{1,3}})?"
    rf"(?P<kind>人民检察院|检察院|互联网法院|(?:高级|中级)?人民法院|公安局|教育局|教育行政部门|市场监督管理局|网信办|文化和旅游局|民政局|妇联|团委)"
)
_INTERNET_COURT = re.compile(r"(?:杭州|北京|广州)互联网法院")
_ORGAN_EN = re.compile(
    r"Supreme People['’]s (?:Procuratorate|Court)|[A-Z]\w+ Internet Court"
    r"|People['’]s (?:Procuratorate|Court) of [A-Z][\w'’-]*(?:,? (?:in )?[A-Z‘'][\w'’‘-]*){0,6}"
)
_BOOK = re.compile(
    r"《(?P<title>[^《》\n]{2,40}(?:法|法典|条例|规定|办法|解释|意见|决定|通知)(?:[（(][^）)\n]{1,20}[)）])?)》"
)
_BOOK_EN = re.compile(
    r"[\"“](?P<title>(?:Law|Regulations?|Provisions|Measures|Rules) (?:of|on|for) [^\"“”\n]{5,120})[\"”]"
)
_ARTICLE = re.compile(
    r"\s*第(?P<n>[0-9]+|[零一二三四五六七八九十百千两]+)条(?:之(?P<after>[一二三四五六七八九]))?"
    r"(?:第(?P<p>[0-9]+|[一二三四五六七八九十]+)款)?"
)
_ARTICLE_EN = re.compile(r"(?:,? (?:under )?[Aa]rticles? (?P<n>\d+))")

_SAID_SOURCE = re.compile(r"(?:来源|稿源)\s*[:：]\s*(?P<name>[\u4e00-\u9fffA-Za-z]{2,20})")
_WIRE = re.compile(
    r"^(?:据)?(?P<name>新华社|中新[网社]|[\u4e00-\u9fff]{2,8}(?:日报|晚报|网|社|新闻))[^。\n]{0,12}(?:讯|电)(?![子力话脑])",
    re.MULTILINE,
)
_REPORTER = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,6}(?:日报|晚报|周刊|新闻))(?:社)?(?:全媒体)?记者")
_WIRES_EN = {"China News Service": "中国新闻社", "Cctv news": "央视新闻", "CCTV": "央视新闻", "Xinhua": "新华社"}
_OWNER = re.compile(r"©\s*[\d\s-]*(?P<name>[\u4e00-\u9fffA-Za-z ]{2,30}?)\s*(?:版权所有|All Rights|$)")

_MINOR = 0.2
"""Share of the mentions of the first topic below which another is named in passing."""
SEXUAL_HARM = re.compile(
    r"强奸|猥亵|性侵|性骚扰|淫秽|裸照|裸聊|\brap(?:e|ed|ing)\b|molest|obscen|indecen|sexual|nude", re.IGNORECASE
)
"""Words of sexual harm to a person, in the names of crimes too."""


def organs(text: str, lang: str, library: Library) -> Iterator[Found]:
    """Procuratorates, courts and authorities, each once, where it is first named."""
    seen: set[str] = set()
    provinces = _any_of(place.name.zh for place in library.places.values())
    for match in (_ORGAN_EN if lang == "en" else _ORGAN).finditer(text):
        name, start = match[0], match.start()
        if lang != "en":
            name, start = _named(match, text, provinces)
        if name and name not in seen:
            seen.add(name)
            yield Found(start, name, name)


def _named(match: re.Match[str], text: str, provinces: re.Pattern[str]) -> tuple[str, int]:
    """The name of an organ without the words before it; nothing for one that is not named but only its kind."""
    name, start = match[0], match.start()
    if not match["kind"]:
        return name, start
    court = _INTERNET_COURT.search(text, max(0, start - 2), match.end())
    if court:
        return court[0], court.start()
    where = match["where"] or ""
    province, before = provinces.search(where), _BEFORE.match(where)
    cut = province.start() if province else before.end() if before else 0
    return (name[cut:], start + cut) if len(where) - cut > 2 else ("", start)


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)) or "(?!)")


def places(text: str, lang: str, library: Library) -> Iterator[Found]:
    """Provinces, with the city and the district that stand behind them."""
    seen: set[str] = set()
    names = {getattr(place.name, lang): place.name.zh for place in library.places.values()}
    names |= {name.removesuffix(" Province"): zh for name, zh in names.items()} if lang == "en" else {}
    names = {name: zh for name, zh in names.items() if name}
    pattern = _any_of(names).pattern
    rest = "" if lang == "en" else r"(?:[\u4e00-\u9fff]{2,5}?(?:自治州|自治县|[市区县州旗盟])(?!级)){0,2}"
    for match in re.finditer(rf"(?P<province>{pattern}){rest}", text):
        value = names[match["province"]] if lang == "en" else match[0]
        if value not in seen:
            seen.add(value)
            yield Found(match.start(), match[0], value)


def laws(text: str, lang: str, library: Library) -> Iterator[Cited]:
    """Laws that the text names, by their full or short titles, with the article where one stands behind."""
    known = {name: law for law in library.laws.values() for name in (law.title[lang], law.short[lang])}
    books = list(_books(text, lang))
    named = [found for found in _titles(text, known, lang) if not any(s < found[0] < e for s, e, _ in books)]
    seen: set[tuple[str, str]] = set()
    for start, end, title in sorted([*named, *books]):
        law, article = _matching(title, known), _article(text, end, lang)
        key = (law.id if law else title, article)
        if key not in seen:
            seen.add(key)
            listed = bool(law and article and article in (*law.articles, *law.articles_likely))
            name = law.short[lang] if law else title
            yield Cited(start, text[start:end], law.id if law else "", article, listed, name)


def _titles(text: str, known: Mapping[str, Law], lang: str) -> Iterator[tuple[int, int, str]]:
    if lang == "zh":
        yield from ((match.start(), match.end(), match[0]) for match in _any_of(known).finditer(text))
        return
    for title in known:
        loose = re.escape(title).replace("the\\ People's", "(?:the )?People['’]s")
        loose = loose.replace("China", r"China(?: \(PRC\))?")
        yield from ((match.start(), match.end(), title) for match in re.finditer(loose, text))


def _books(text: str, lang: str) -> Iterator[tuple[int, int, str]]:
    """Titles in book marks, or in quotes, that sound like those of a law."""
    for match in (_BOOK_EN if lang == "en" else _BOOK).finditer(text):
        yield match.start(), match.end(), match["title"]


def _matching(title: str, known: Mapping[str, Law]) -> Law | None:
    bare = title.removeprefix("中华人民共和国")
    return known.get(title) or known.get(bare) or known.get(f"中华人民共和国{bare}")


def _article(text: str, end: int, lang: str) -> str:
    match = (_ARTICLE_EN if lang == "en" else _ARTICLE).match(text, end)
    if not match:
        return ""
    parts = match.groupdict()
    after = f"-{number(parts['after'])}" if parts.get("after") else ""
    return f"{number(parts['n'] or '')}{after}" + (f".{number(parts['p'])}" if parts.get("p") else "")


def publisher(simple_source: str, clean: str) -> str:
    """Who published the text: what the masthead says, the wire or the reporter named in it; else nothing."""
    for english, chinese in _WIRES_EN.items():
        if clean.startswith(english):
            return chinese
    for pattern, text in ((_SAID_SOURCE, simple_source), (_WIRE, clean), (_REPORTER, clean)):
        match = pattern.search(text)
        if match:
            return match["name"]
    return ""


def host(simple_source: str, url: str) -> str:
    """Whose site carried it: the owner in the copyright line, or the name of the host in the address."""
    owner = _OWNER.search(simple_source)
    return owner["name"].strip() if owner else (urlsplit(url).hostname or "")


def procedures(text: str, lang: str, library: Library) -> list[str]:
    """The ways of handling whose names stand in the text, those named most first."""
    counts = {row.id: text.lower().count(row.name[lang].lower()) for row in library.procedures.values()}
    return [id for id, count in sorted(counts.items(), key=lambda row: -row[1]) if count]


def topics(text: str, lang: str, library: Library, most: int = 3) -> list[str]:
    """The topics of the terms of the glossary that the text uses most; a guess for a person to judge."""
    counts: Counter[str] = Counter()
    lowered = text.lower()
    for term in library.terms.values():
        names: Sequence[str] = (term.zh, *term.zh_also) if lang == "zh" else (term.en, *term.en_also)
        used = sum(lowered.count(name.lower()) for name in names)
        counts.update({topic: used for topic in term.topics if used})
    for topic in library.topics.values():
        counts[topic.id] += 3 * lowered.count(topic.name[lang].lower())
    return [id for id, count in counts.most_common(most) if count > max(counts.values()) * _MINOR]
