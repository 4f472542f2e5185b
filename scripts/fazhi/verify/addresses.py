"""Addresses as a browser reads them: what may be linked or loaded, and which file a link of the site leads to."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from urllib.parse import unquote

_ODD = re.compile(r"[\x00-\x20\x7f-\xa0\\\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]")
"""What browsers drop from an address, or take for a slash; there is none in ours."""
_SCHEME = re.compile(r"[^/?#]*?:")
_PICTURE = re.compile(r"data:image/(?:png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}")
_TELEPHONE = re.compile(r"tel:\+?[0-9-]{2,20}")
_HOST = re.compile(r"https://[A-Za-z0-9.-]+(?::[0-9]+)?(?:[/?#]|$)")
_SAME_PAGE = re.compile(r"0; ?url=(.+)")
_NO_ICON = "data:,"


def refused(tag: str, name: str, value: str, rel: str) -> str:
    """Tell why an address must not stand in this attribute: the rule, or an empty string.

    Tabs, line ends and blanks in a scheme are dropped by browsers, and a backslash is a slash to them; an address that
    holds any is refused, so that what is compared here is what a browser sees.
    """
    linked = (tag == "a" and name == "href") or rel in ("canonical", "alternate")
    rule = "address" if linked else "load"
    if _ODD.search(value) or value.startswith("//"):
        return rule
    if not _SCHEME.match(value):
        return ""
    if linked:
        return "" if _HOST.match(value) or (tag == "a" and _TELEPHONE.fullmatch(value)) else rule
    if (tag, name) == ("img", "src") and _PICTURE.fullmatch(value):
        return ""
    return "" if rel == "icon" and value == _NO_ICON else rule


def leads_inside(value: str) -> bool:
    """Whether an allowed address leads to a file of the site."""
    return not _SCHEME.match(value)


def candidates(srcset: str) -> list[str]:
    """The addresses of a ``srcset`` (HTML Living Standard, 4.8.4.2.1), of which ours hold no comma."""
    return [part.split()[0] for part in srcset.split(",") if part.split()]


def refreshed(content: str) -> str:
    """The address to which ``<meta http-equiv="refresh">`` sends the reader at once, or an empty string."""
    found = _SAME_PAGE.fullmatch(content)
    return found[1] if found else ""


def anchor(target: str) -> str:
    """The id that a link to a place on the same page names (``#…``), or an empty string."""
    return unquote(target[1:])


@lru_cache(maxsize=1 << 15)
def led(folder: str, target: str, base: str) -> tuple[str, str]:
    """The file and the id to which a link inside the site leads from a page in a folder; no file is the page itself.

    ``base`` is the path of the site's address, under which absolute links are resolved. The pages of a folder have most
    of their links in common.
    """
    rest, _, fragment = target.partition("#")
    path = unquote(rest.partition("?")[0])
    if path.startswith(base):
        path = path.removeprefix(base)
    elif path:
        path = posixpath.normpath(posixpath.join(folder, path))
    else:
        return "", unquote(fragment)
    if path in ("", ".") or path.endswith("/"):
        path = posixpath.normpath(posixpath.join(path, "index.html"))
    return path, unquote(fragment)
