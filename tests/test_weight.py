"""What a reader downloads to see a page: a budget in bytes for each kind of page, and for each file that they share.

Counted is all that a browser asks for: the page, every sheet, script, picture and icon that it names, and what the
sheets name in turn. Links that a reader may follow are not counted, nor what only a browser without script asks for,
nor the index of the search, which has a budget of its own. That no page grows with the number of cases is kept by
test_paging.py for what stands on it, and here for what stands around it.
"""

import gzip
import posixpath
import re
from fnmatch import fnmatchcase
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import pytest


class Weight(NamedTuple):
    """Thousands of bytes, as they are and by ``gzip -9``."""

    raw: float
    packed: float


class Budget(NamedTuple):
    """Of the page itself, and of the page with everything that it loads."""

    page: Weight
    whole: Weight


TABLE = """
                          the page itself    with all it loads
                              raw    gzip        raw    gzip
index.html                      2     1.0          5     2.5
download.html                   2     1.5          5     3.0
404.html                        2     1.0          5     2.5
??/404.html                     7     3.0        101    24.5
??/index.html                  23     7.5        121    30.5
??/cases/index.html            24     7.0        118    28.5
??/cases/*-side.html           77    23.0        175    46.5
??/cases/*-pinyin.html        145    15.5        243    39.0
??/cases/*.html                64    18.0        162    41.5
??/lessons/index.html          20     6.5        114    28.0
??/lessons/*/slides.html      121    27.0        121    27.0
??/lessons/*-side.html        103    30.0        201    50.0
??/lessons/*-pinyin.html      192    18.0        290    41.0
??/lessons/*.html              73    21.0        171    44.5
??/topics/*.html               20     6.5        114    28.0
??/grades/*.html               22     7.0        116    28.5
??/procedures/*.html           14     5.0        108    26.5
??/places/*.html               12     4.5        106    26.0
??/laws/index.html             32     8.0        126    30.0
??/laws/*.html                 26     6.5        120    28.0
??/glossary.html               77    17.0        171    38.5
??/help.html                   20     7.5        118    30.5
??/about.html                  16     6.0        114    29.0
??/presenters.html             62    16.5        160    39.5
??/contributors.html           28    10.0        126    33.0
??/how-cases-work.html         53    14.0        151    37.5
??/rules.html                 186    30.0        280    51.5
??/edit.html                   17     5.5        111    27.0
??/search.html                 11     4.5        135    35.0
??/case-form.html              87    19.0         87    19.0
"""
"""By kind of page, the first that fits its path in the site: what the heaviest weighs today, and a little room; a tenth
where texts make the weight. The promise is 50 for a case, in every way to read it."""
BUDGETS = {
    kind: Budget(Weight(float(raw), float(packed)), Weight(float(whole), float(whole_packed)))
    for kind, raw, packed, whole, whole_packed in map(str.split, TABLE.splitlines()[3:])
}
SHARED = {
    "assets/fazhi.css": Weight(62, 13),
    "assets/material.css": Weight(20, 4.6),
    "assets/fazhi.js": Weight(13, 4.2),
    "assets/reader.js": Weight(4.1, 1.6),
    "assets/search.js": Weight(33, 10.5),
    "assets/favicon.svg": Weight(0.4, 0.3),
}
"""What pages share, by language; loaded once, whatever is read after."""
REQUESTS = 8
_URL = re.compile(r"""url\((?!["']?data:)["']?([^"')]+)["']?\)""")
_CHROME = re.compile(r"<article.*</article>|<nav class=\"fz-toc\".*?</nav>", re.DOTALL)


class _Asked(HTMLParser):
    """The files that a page makes a browser ask for."""

    def __init__(self) -> None:
        super().__init__()
        self.files: list[str] = []
        self.without_script = False

    def handle_endtag(self, tag: str) -> None:
        self.without_script = self.without_script and tag != "noscript"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.without_script = self.without_script or tag == "noscript"
        if self.without_script:
            return
        values = {name: value or "" for name, value in attrs}
        loading = tag == "link" and set(values.get("rel", "").split()) & {"stylesheet", "icon", "preload", "manifest"}
        name = "href" if loading else "src"
        if (loading or tag in ("script", "img", "source", "iframe", "audio", "video", "embed")) and name in values:
            self.files.append(values[name])


def asked(site: Path, page: str) -> set[str]:
    """The page and every file that it loads, by their paths in the site."""
    parser = _Asked()
    parser.feed((site / page).read_text("utf-8"))
    files = {_resolved(page, one) for one in parser.files if not one.startswith("data:")}
    for sheet in [one for one in files if one.endswith(".css")]:
        files |= {_resolved(sheet, one) for one in _URL.findall((site / sheet).read_text("utf-8"))}
    return files | {page}


def _resolved(origin: str, href: str) -> str:
    """Where a link of a page leads, by its path in the site; only the page of what is missing names the root."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(origin), href)).lstrip("/")


@cache
def weight(path: Path) -> Weight:
    data = path.read_bytes()
    return Weight(len(data) / 1000, len(gzip.compress(data, 9, mtime=0)) / 1000)


def kind(page: str) -> str:
    """The kind of page, which is a pattern of its path."""
    return next((pattern for pattern in BUDGETS if fnmatchcase(page, pattern)), "")


def pages(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def by_kind(site: Path) -> dict[str, list[tuple[str, dict[str, Weight]]]]:
    """By kind, every page with the weights of all that it loads, the index of the search left out."""
    found: dict[str, list[tuple[str, dict[str, Weight]]]] = {pattern: [] for pattern in BUDGETS}
    for page in pages(site):
        files = [file for file in sorted(asked(site, page)) if not fnmatchcase(file, "*/search/*.js")]
        found.setdefault(kind(page), []).append((page, {file: weight(site / file) for file in files}))
    return found


def summed(files: dict[str, Weight]) -> Weight:
    return Weight(*(sum(each) for each in zip(*files.values(), strict=True)))


def beyond(found: Weight, budget: Weight) -> bool:
    return found.raw > budget.raw or found.packed > budget.packed


def told(page: str, files: dict[str, Weight]) -> str:
    """A page and what it loads, the heaviest first."""
    rows = sorted({**files, "together": summed(files)}.items(), key=lambda row: -row[1].packed)
    return "\n".join(
        [f"\n{page}, of the kind {kind(page)}", *(f"{w.raw:9.1f}{w.packed:8.1f}  {name}" for name, w in rows)]
    )


def test_a_page_keeps_to_its_budget(site: Path) -> None:
    found = by_kind(site)
    assert not found.pop("", []), "a kind of page without a budget"
    too_heavy = {}
    for pattern, budget in BUDGETS.items():
        assert found[pattern], f"no page is of the kind {pattern}"
        for page, files in found[pattern]:
            if beyond(files[page], budget.page) or beyond(summed(files), budget.whole):
                too_heavy.setdefault(pattern, told(page, files))
            assert len(files) <= REQUESTS, told(page, files)
    assert not too_heavy, "\n".join(too_heavy.values())


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", SHARED)
def test_a_shared_file_keeps_to_its_budget(site: Path, lang: str, name: str) -> None:
    now = weight(site / lang / name)
    assert not beyond(now, SHARED[name]), f"{lang}/{name} has grown to {now}, and may have {SHARED[name]}"


def test_every_shared_file_has_a_budget(site: Path) -> None:
    """Only what one kind of page is made of, and the root of the site, which loads next to nothing, have none."""
    shared = {file for page in pages(site) for file in asked(site, page) if not file.endswith(".html")}
    named = {f"{lang}/{name}" for lang in ("zh", "en") for name in SHARED}
    assert {file for file in shared if "/search/" not in file and file[:3] in ("zh/", "en/")} == named


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_of_the_theme_little_is_left(site: Path, lang: str) -> None:
    assert not list((site / lang).rglob("*.map"))
    # The names of Material's own files: each carries the digest of its version.
    assert not [path for path in (site / lang).rglob("*") if re.search(r"\.[0-9a-f]{8}\.min\.(js|css)$", path.name)]


def test_what_stands_around_a_page_does_not_know_the_cases(site: Path) -> None:
    """Head, menu and foot lead to the page itself, to its twin and to the lists: to no other case and no lesson."""
    of_entries = re.compile(r"(zh|en)/(cases|lessons)/(?!index\.html)[^/]*\.html")
    seen = 0
    for page in pages(site):
        text = (site / page).read_text("utf-8")
        around = _CHROME.sub("", text)
        if around == text:
            continue
        led_to = {_resolved(page, href.partition("#")[0]) for href in re.findall(r'href="([^":]*)"', around)}
        twin = {"zh": "en", "en": "zh"}[page[:2]] + page[2:]
        assert {target for target in led_to if of_entries.fullmatch(target)} <= {page, twin}, page
        seen += 1
    assert seen > 100


def test_what_counts_is_what_a_browser_asks_for(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "page.html").write_text(
        '<link rel="stylesheet" href="../s.css"><link rel="canonical" href="https://fazhi.example/">'
        '<link rel="icon" href="data:,"><script src="x.js"></script><a href="other.html"></a><img src="/i.png">'
    )
    (tmp_path / "s.css").write_text("a { background: url(bg.svg) } b { background: url('data:,') }")
    assert asked(tmp_path, "a/page.html") == {"a/page.html", "s.css", "bg.svg", "a/x.js", "i.png"}
