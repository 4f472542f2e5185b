"""Take away what is no part of the article: spaces that are none, a second copy, what the host put around it, contacts.

Each step takes whole lines where it can, so that what is left reads as it was written; each names its reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from fazhi.desk.intake.contacts import adverts, citizen_numbers, emails, phones
from fazhi.desk.intake.edits import Change, Edited, dropped, lines

Step = Callable[[str], Iterator[Change]]

_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile(r"[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]+")
_NO_CHARACTER = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]+")
_SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_DASHES = re.compile(r"— —")

_LONG = 20
"""Characters of a line that two texts do not share by chance."""
_SHINGLE = 8
"""Characters of a run by which two paragraphs are compared."""
_SAME = 0.9
"""Share of the runs of a paragraph that stand before, from which it is a copy."""
_COPY = 0.5
"""What is repeated, as a share of the long lines before and of those after, from which it is the article again.

The titles in a list of contents are repeated too, but they are little of what comes after it."""

_FIGURE = re.compile(r"\d+")
_RELATED = re.compile(
    r"\W*(?:相关(?:阅读|新闻|文章|链接|推荐|报道)|推荐阅读|延伸阅读|热门\w{0,4}|猜你喜欢|精彩推荐|更多(?:新闻|阅读)|"
    r"related (?:articles|news|reading|stories)|recommended|read more)\W*",
    re.IGNORECASE,
)
_LISTED = re.compile(r"[-·•●▪*]\s?\S.{2,60}")
_LINK = re.compile(r"(?:[-·•●▪*]\s*)?[^。！？]{4,60}(?:\.\.\.|…)?")
_MANY_BLANKS = 100
_FEW, _MANY = 3, 5
"""Links under a heading, and at the end without one, from which they are no part of the article."""

_CUE = (
    r"稿源|编辑|责任编辑|责编|纠错|报料热线|字号|字体|关键[词字]|您?当前的?位置|发布(?:时间|日期|者|人)|"
    r"浏览(?:次数|量)|点击(?:数|量|次数)|阅读(?:量|次数)|扫一扫"
)
_DOUBTFUL_CUE = r"来源|审核|校对|监制|打印|分享到?|上一篇|下一篇"
_STAMP = r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?"
_TIME = r"\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
_MASTHEAD = re.compile(
    rf"\W*(?:{_STAMP}[ \d:：]*)?\W*(?:(?:{_CUE})\s*(?:[:：].{{0,60}}|$)|(?:{_DOUBTFUL_CUE})\s*(?:[:：].{{0,24}}|$))"
    rf"|\W*{_STAMP}{_TIME}.{{0,20}}"
    r"|.{0,40}【字号.{0,40}"
    r"|[（(]\s*(?:来源|稿源|原标题)\s*[:：][^（）()]{1,30}[)）]"
    r"|(?:网站)?首页\s*[>＞»].{0,60}"
)
_BARE_DATE = re.compile(rf"\W*{_STAMP}\W*")
_HEAD = 5
"""Lines at the top among which a bare date is that of the page; at the end of a document it belongs to it."""
_REGISTERED = re.compile(
    r"ICP[备證证]\s*\d+|公网安备|网站标识码|©|邮编\s*[:：]\s*\d{6}|版权所有|All Rights Reserved"
    r"|网络视听许可证|互联网新闻信息服务许可",
    re.IGNORECASE,
)
_LONGEST = 200
"""Characters of the longest line that may be no part of the article."""


def clean(edited: Edited) -> Edited:
    """Take away in order what is no part of the article."""
    return _in_order(edited, STEPS)


def readable(edited: Edited) -> Edited:
    """Give the text one kind of line ends, and nothing that cannot be seen, before anything is looked for in it."""
    return _in_order(edited, (line_ends, unseen))


def _in_order(edited: Edited, steps: Iterable[Step]) -> Edited:
    for step in steps:
        edited = edited.apply(step(edited.text))
    return edited


def outside(text: str, article: Collection[str]) -> Iterator[Change]:
    """Drop the lines of a web page that are not of the article, if it was found."""
    for start, line in lines(text) if article else ():
        if line and line not in article:
            yield dropped(text, start, line, "outside")


def line_ends(text: str) -> Iterator[Change]:
    """End each line in one way."""
    for match in _LINE_END.finditer(text):
        yield Change(match.start(), match.end(), "\n", "line-end")


def unseen(text: str) -> Iterator[Change]:
    """Drop what nobody sees: marks of width nought, broken bytes, characters for machines."""
    for match in re.finditer(f"{_UNSEEN.pattern}|{_NO_CHARACTER.pattern}", text):
        why = "unseen" if _UNSEEN.match(match[0]) else "no-character"
        yield Change(match.start(), match.end(), "", why)


def spaces(text: str) -> Iterator[Change]:
    """Make one space of several and of odd ones; none at the ends of a line; and a dash of two halves."""
    for match in re.finditer(f"{_SPACES.pattern}|{_DASHES.pattern}", text):
        if _DASHES.match(match[0]):
            yield Change(match.start(), match.end(), "——", "space")
            continue
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        put = "" if before in ("", "\n") or after in ("", "\n") else " "
        if match[0] != put:
            yield Change(match.start(), match.end(), put, "space")


def blank_lines(text: str) -> Iterator[Change]:
    """Leave at most one empty line between two others, and none at the ends.

    Each line end goes for itself: what was dropped between two of them stays a change of its own.
    """
    for match in re.finditer(r"\A\n+|\n+\Z|\n{3,}", text):
        at_an_end = match.start() == 0 or match.end() == len(text)
        first = match.start() if at_an_end else match.start() + 2
        step = 1 if match.end() - first <= _MANY_BLANKS else match.end() - first
        for place in range(first, match.end(), step):
            yield Change(place, place + step, "", "blank-line")


def second_copy(text: str) -> Iterator[Change]:
    """Keep the first of two copies of an article; what only the second one says stays."""
    rows = [(start, line, re.sub(r"\s", "", line)) for start, line in lines(text)]
    cut = _second_start([key for _, _, key in rows])
    if cut is None:
        return
    first = [key for _, _, key in rows[:cut]]
    before = frozenset(first)
    shingles = frozenset(shingle for key in first for shingle in _shingles(key))
    figures = frozenset(figure for key in first for figure in _FIGURE.findall(key))
    for start, line, key in rows[cut:]:
        if key and (key in before or (_is_copy(key, shingles) and figures.issuperset(_FIGURE.findall(key)))):
            yield dropped(text, start, line, "second-copy")


def _second_start(keys: list[str]) -> int | None:
    """The first line from which on most is said again; nothing if there is no such line."""
    seen: set[str] = set()
    sizes = [len(key) if len(key) > _LONG else 0 for key in keys]
    again = []
    for key in keys:
        again.append(key in seen)
        seen |= {key} - {""}
    repeated = [size if twice else 0 for size, twice in zip(sizes, again, strict=True)]
    before, after, left = 0, sum(repeated), sum(sizes)
    for index, size in enumerate(sizes):
        if again[index] and after > _COPY * before and after > _COPY * left and max(repeated[index:]) < after:
            return index
        before += size
        after -= repeated[index]
        left -= size
    return None


def _shingles(key: str) -> Iterator[str]:
    return (key[at : at + _SHINGLE] for at in range(len(key) - _SHINGLE + 1))


def _is_copy(key: str, shingles: frozenset[str]) -> bool:
    own = list(_shingles(key)) if len(key) > _LONG else []
    return bool(own) and sum(shingle in shingles for shingle in own) >= _SAME * len(own)


def related(text: str) -> Iterator[Change]:
    """Drop links to other articles: a heading with at least three of them, or five at the end that share no words."""
    rows = list(lines(text))
    at = 0
    while at < len(rows):
        start, line = rows[at]
        end = at + 1
        if len(line) <= _LONGEST and _RELATED.fullmatch(line):
            while end < len(rows) and (not rows[end][1] or _LINK.fullmatch(rows[end][1])):
                end += 1
        if sum(bool(row[1]) for row in rows[at + 1 : end]) >= _FEW:
            yield Change(start, rows[end][0] if end < len(rows) else len(text), "", "related")
            at = end
        else:
            at += 1
    yield from _strangers(text, rows)


def _strangers(text: str, rows: list[tuple[int, str]]) -> Iterator[Change]:
    """A list at the end whose lines have no two characters in common with the title."""
    rows = [row for row in rows if row[1]]
    title = rows[0][1] if rows else ""
    pairs = {title[at : at + 2] for at in range(len(title) - 1)}
    tail = len(rows)
    while tail and _LISTED.fullmatch(rows[tail - 1][1]) and not any(pair in rows[tail - 1][1] for pair in pairs):
        tail -= 1
    # Under a heading they are gone already.
    headed = tail and len(rows[tail - 1][1]) <= _LONGEST and _RELATED.fullmatch(rows[tail - 1][1])
    if len(rows) - tail >= _MANY and not headed:
        yield Change(rows[tail][0], len(text), "", "related")


def mastheads(text: str) -> Iterator[Change]:
    """Drop the lines that a site puts above and below an article: date and source, editor, size of type, path."""
    written = 0
    for start, line in lines(text):
        written += bool(line)
        if not 0 < len(line) <= _LONGEST:
            continue
        if _MASTHEAD.fullmatch(line) or (written <= _HEAD and _BARE_DATE.fullmatch(line)):
            yield dropped(text, start, line, "masthead")


def registration(text: str) -> Iterator[Change]:
    """Drop registration marks, copyright lines and the address of the host."""
    for start, line in lines(text):
        if len(line) <= _LONGEST and _REGISTERED.search(line):
            yield dropped(text, start, line, "registration")


STEPS: tuple[Step, ...] = (
    spaces,
    second_copy,
    related,
    mastheads,
    adverts,
    registration,
    emails,
    citizen_numbers,
    phones,
    spaces,
    blank_lines,
)
"""The steps in their order: a second copy before what stands around the first, a firm before its telephone is gone."""
