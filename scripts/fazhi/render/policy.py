"""Say what a page may load and run: the one Content Security Policy of everything that we print.

A page may use the files that lie beside it, and of what stands inside it the scripts and style sheets whose SHA-256 the
policy names; nothing else runs, loads or is sent, whoever has put it there. On ``file://`` Chromium takes the files of
the disk for ``'self'``. A data block (``type="application/ld+json"``) is no script, and no policy asks for it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection, Iterable
from typing import NamedTuple

from jinja2 import Environment
from markupsafe import Markup

FRAMING = "frame-ancestors 'none'"
"""Holds in a header alone: browsers ignore it in a page (CSP level 3, "The meta element")."""


class Inline(NamedTuple):
    """What stands inside the pages of a kind: the text of each script and of each style sheet, as it is printed."""

    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()


def frame(env: Environment) -> Inline:
    """What stands inside every page that the engine makes: the script that sets the colour scheme."""
    return Inline((env.get_template("pages/_scheme.js.j2").render().strip(),))


def policy(scripts: Collection[str] = (), styles: Collection[str] = ()) -> Markup:
    """Give the policy of a page that holds these scripts and style sheets; templates print it as it is.

    ``connect-src`` lets the live preview ask whether there is something new, and never asks another host.
    """
    directives = {
        "default-src": ("'none'",),
        "script-src": ("'self'", *map(digest, scripts)),
        "style-src": ("'self'", *map(digest, styles)),
        "img-src": ("'self'", "data:"),
        "connect-src": ("'self'",),
        "base-uri": ("'none'",),
        "form-action": ("'none'",),
    }
    text = "; ".join(" ".join((name, *sources)) for name, sources in directives.items())
    return Markup(text)  # noqa: S704 - digests in base64 and words of ours


def header(every: Iterable[Inline]) -> str:
    """Give the policy that a server sends with every file: all that any page holds, and no frame around it."""
    scripts: dict[str, None] = {}
    styles: dict[str, None] = {}
    for inline in every:
        scripts |= dict.fromkeys(inline.scripts)
        styles |= dict.fromkeys(inline.styles)
    return f"{policy(tuple(scripts), tuple(styles))}; {FRAMING}"


def digest(text: str) -> str:
    """Name an inline script or style sheet as a policy does."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
