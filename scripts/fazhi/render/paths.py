"""The addresses of the site: where each thing stands, and how one page links to another.

All links are relative, so that the same bytes work on a web server and from a USB stick. Addresses are a promise
(design.md, "Addresses and names that others rely on"): change one only with a redirect.
"""

from __future__ import annotations

from fazhi.model.library import AnyEntry

_PAGES = {"home": "index.html"}
_LISTS = {
    "cases": "cases/index.html",
    "lessons": "lessons/index.html",
    "laws": "laws/index.html",
    "glossary": "glossary.html",
}


def case(id: str) -> str:
    """The address of a case below its language."""
    return f"cases/{id}.html"


def lesson(id: str) -> str:
    """The address of a lesson below its language."""
    return f"lessons/{id}.html"


def page(id: str) -> str:
    """The address of a written page or of one of the lists, as used in ``page:`` links."""
    return _LISTS.get(id) or _PAGES.get(id) or f"{id}.html"


def kit(lesson: str, name: str) -> str:
    """The address of a file of a lesson's class kit."""
    return f"lessons/{lesson}/{name}"


def lesson_zip(id: str, lang: str) -> str:
    """The address of everything that belongs to a lesson, in one zip."""
    return kit(id, f"{id}-{lang}.zip")


def pack_file(pack: str, name: str) -> str:
    """The address of a file of a year pack."""
    return f"packs/{pack}/{name}"


def pack_zip(id: str, lang: str) -> str:
    """The address of everything that belongs to a year pack, in one zip."""
    return pack_file(id, f"year-{id}-{lang}.zip")


def pack_key(id: str) -> str:
    """The name of a pack among lessons and packs."""
    return f"pack:{id}"


GLOSSARY = "glossary"
"""The name of the glossary among lessons and packs."""
INDEX = "llms.txt"
"""The plain index of both languages, at the root of the site."""
PICTURE = "card.png"
"""What messengers show beside a link to a page, below its language; made where the site has an address."""
SITE_ZIP = "fazhi-site.zip"
"""The whole site in one zip, at the root of the site."""
DOWNLOAD = "download.html"
"""The page at the root of the site that leads to it; inside the zip, it says that this is the copy."""
FORM = "case-form"
"""The case forms, as DOCX and as a page; they lie in the Chinese edition alone."""
RULES = "rules.html"
"""The page of the rules of the check, below its language."""
EDIT = "edit.html"
"""The page with the rules for whoever wants to change a page, below its language."""
EDITS = "edit/"
"""Where its further pages are, if there are many cases and lessons."""


def picture(path: str, suffix: str) -> str:
    """The address of a contributed picture, at the root of the site, by its file; both languages show the same one.

    A file that is published as another kind keeps its name, which has no dot: ``tree.webp`` becomes ``tree.webp.jpg``.
    """
    folder, _, name = path.removeprefix("docs/").rpartition("/media/")
    return f"media/{folder}/{name}" + ("" if name.endswith(f".{suffix}") else f".{suffix}")


_SHELVES = {"topic": "topics", "grade": "grades", "procedure": "procedures", "place": "places"}


def shelf(kind: str, id: str) -> str:
    """The address of a list: of a topic, a grade band, a procedure or a place."""
    return f"{_SHELVES[kind]}/{id}.html"


def further(first: str, number: int) -> str:
    """The address of a further page of a long list: in a folder beside the first page, where no id can take it."""
    return f"{first.removesuffix('.html')}/{number}.html"


def citing(law: str, article: str = "") -> str:
    """The address of the list of all that cite an article, or a law as a whole; made where they are many."""
    return f"laws/{law}/{article_anchor(article) if article else 'law'}.html"


def law(id: str, article: str = "") -> str:
    """The address of a law, or of one of its articles on that page."""
    return f"laws/{id}.html" + (f"#{article_anchor(article)}" if article else "")


def article_anchor(article: str) -> str:
    """The anchor of an article: ``130.3`` becomes ``a130-3``."""
    return "a" + article.replace(".", "-")


def term(id: str) -> str:
    """The address of a glossary term."""
    return f"glossary.html#{id}"


def entry(item: AnyEntry) -> str:
    """The address of a case, a lesson or a page."""
    return {"case": case, "lesson": lesson, "page": page}[item.kind](item.id)


def edit(item: AnyEntry | None, *, apart: bool = False) -> str:
    """The address of an entry's row on the page that stands before the editor; none for what no list shows.

    ``apart`` says that cases and lessons have pages of their own there, by the first letter of their ids.
    """
    if item is None:
        return f"{EDIT}#files"
    page = edit_page(item.kind, item.id[0]) if apart and item.kind != "page" else EDIT
    return f"{page}#{item.kind}-{item.id}"


def edit_page(kind: str, letter: str) -> str:
    """The address of the page that stands before the editor for the entries of a kind that begin with a letter."""
    return f"{EDITS}{kind}s-{letter}.html"


def side(item: AnyEntry) -> str:
    """The address of a case or lesson in both languages side by side; beside its own page, so that links are equal."""
    return entry(item).removesuffix(".html") + "-side.html"


def pinyin(item: AnyEntry) -> str:
    """The address of a case or lesson in Chinese with pinyin."""
    return entry(item).removesuffix(".html") + "-pinyin.html"


def relative(target: str, origin: str) -> str:
    """The link from the page ``origin`` to ``target``; both are addresses below the same folder."""
    path, mark, anchor = target.partition("#")
    if path == origin and anchor:
        return mark + anchor
    here, there = origin.split("/")[:-1], path.split("/")
    shared = 0
    while shared < len(here) and shared < len(there) - 1 and here[shared] == there[shared]:
        shared += 1
    return "../" * (len(here) - shared) + "/".join(there[shared:]) + mark + anchor


def markdown(address: str) -> str:
    """The staged Markdown file that becomes the page at the address."""
    return address.removesuffix(".html") + ".md"
