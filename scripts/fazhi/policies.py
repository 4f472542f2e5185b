"""List what stands inside each kind of page, and the policies that follow from it: pages and servers have no others."""

from __future__ import annotations

from collections.abc import Mapping

from fazhi.desk import web_form
from fazhi.render.kit import web
from fazhi.render.policy import Inline, frame, header, policy
from fazhi.render.templates import environment


def inline(templates: Mapping[str, str]) -> dict[str, Inline]:
    """What stands inside each kind of page of the site; ``templates`` are texts by name."""
    env = environment(templates)
    return {"page": frame(env), "root": Inline(), "slides": web.inline(env), "case form": web_form.inline(env)}


def allowed(templates: Mapping[str, str]) -> frozenset[str]:
    """The policies that a page of the site may have."""
    return frozenset(str(policy(*kind)) for kind in inline(templates).values())


def served(templates: Mapping[str, str]) -> str:
    """The policy that a server sends with every file of the site: the recipes of ``docs/publishing`` hold it."""
    return header(inline(templates).values())
