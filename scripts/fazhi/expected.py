"""Which folders and files of a repository are read, and how much of each: told by their paths alone."""

from __future__ import annotations

import re

MAX_TEXT = 128 * 1024
"""Bytes of a case, lesson or page; the longest real one is under a quarter of it. Checking one takes seconds at worst,
whatever is in it (docs/decisions/0027)."""
MAX_DATA = 256 * 1024
"""Bytes of a reference file, of the fixed words, the settings, or a template."""
MAX_ASSET = 2 * 1024 * 1024
MAX_PICTURE = 2 * 1024 * 1024
"""Bytes of a contributed picture; one of 1920 pixels takes a quarter of it."""
MAX_PICTURES = 12
"""Pictures of one case or lesson that are read."""
MAX_DEPTH = 6
"""Folders inside each other; the walk is recursive, and no file that is expected lies deeper than four."""

_CONTENT = re.compile(r"(cases|docs/lessons|docs/pages)/(?P<id>[^/]+)/(?P<lang>zh|en)\.md")
_FOLDER = re.compile(r"(cases|docs/lessons|docs/pages)(/(?P<id>[^/]+))?")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_REFERENCE = re.compile(r"docs/reference/[a-z]+(-[a-z]+)*\.yml")
_PICTURE_FOLDER = re.compile(r"(?P<entry>(cases|docs/lessons)/[^/]+)/media")
_PICTURE = re.compile(_PICTURE_FOLDER.pattern + r"/[a-z0-9]+(-[a-z0-9]+)*\.(jpg|png|webp)")
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
"""Names that Windows cannot have, whatever their ending."""
_ASSET = re.compile(r"docs/assets/([a-z0-9-]+/)*[a-z0-9-]+(\.[a-z0-9-]+)*\.(css|js|svg|png|ico|txt)")
_TEMPLATE = re.compile(r"templates/([a-z0-9-]+/)*[A-Za-z0-9_.-]+\.(j2|yml|html|txt|typ)")
_RESERVED = re.compile(r".*/index|docs/pages/(cases|lessons|laws|glossary|search|rules)|.*-(side|pinyin)")
"""Folders with the name of a page that the site makes itself."""
_OURS = ("templates/", "docs/assets/")
"""Folders whose folders we name as we like."""


def refused_folder(path: str) -> str:
    """The rule for which a folder of this path is not read; nothing if it is."""
    name = path.rpartition("/")[2]
    if path.count("/") >= MAX_DEPTH:
        return "too-deep"
    if _DEVICE.fullmatch(name) or _RESERVED.fullmatch(path):
        return "reserved-name"
    if _is_expected_folder(path):
        return ""
    return "unexpected-file" if _SLUG.fullmatch(name) else "bad-id"


def _is_expected_folder(path: str) -> bool:
    match = _FOLDER.fullmatch(path)
    if match and match["id"]:
        return bool(_SLUG.fullmatch(match["id"])) and not _RESERVED.fullmatch(path)
    pictures = _PICTURE_FOLDER.fullmatch(path)
    return path.startswith(_OURS) or bool(pictures and _is_expected_folder(pictures["entry"]))


def refused_file(path: str, pictures: int) -> str:
    """The rule for which a file is not read; nothing if it is. ``pictures`` is how many its folder has up to here."""
    folder, _, name = path.rpartition("/")
    if not _PICTURE_FOLDER.fullmatch(folder):
        if _DEVICE.fullmatch(name):
            return "reserved-name"
        expected = any(each.fullmatch(path) for each in (_CONTENT, _REFERENCE, _ASSET, _TEMPLATE))
        return "" if expected else "unexpected-file"
    if not _PICTURE.fullmatch(path) or _DEVICE.fullmatch(name):
        return "picture-name"
    return "picture-count" if pictures > MAX_PICTURES else ""


def is_picture(path: str) -> bool:
    """Whether a file is a picture of a case or lesson, by a name that a picture may have."""
    return bool(_PICTURE.fullmatch(path))


def limit(path: str) -> tuple[int, str]:
    """How many bytes are read of a file, and the rule that says there are more."""
    if _PICTURE.fullmatch(path):
        return MAX_PICTURE, "picture-large"
    if path.startswith("docs/assets/"):
        return MAX_ASSET, "too-large"
    return (MAX_TEXT if _CONTENT.fullmatch(path) else MAX_DATA), "too-large"
