"""List what stands inside each kind of page, and read the policy of every finished page back.

A browser blocks in silence what a policy does not name. So that nothing is lost unseen, a build is refused when a page
holds a script or a style sheet that its policy does not allow, or a policy that is none of ours.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from fazhi.desk import web_form
from fazhi.render.kit import web
from fazhi.render.policy import Inline, digest, frame, header, policy
from fazhi.render.templates import environment

_FIRST = re.compile(
    r"<!DOCTYPE html>\n<html[^<>]*>\n<head>\n<meta charset=\"utf-8\">\n"
    r"<meta http-equiv=\"Content-Security-Policy\" content=\"([^\"<>]*)\">\n"
)
"""How every page of ours begins: a policy holds only for what comes after it."""
_POLICY = re.compile(r"http-equiv=[\"']?content-security-policy", re.IGNORECASE)
_ELEMENT = re.compile(r"<(script|style)\b([^<>]*)>(.*?)</\1\s*>", re.IGNORECASE | re.DOTALL)
_OPENING = re.compile(r"<(?:script|style)\b", re.IGNORECASE)
_BESIDE = re.compile(r"(?: defer)? src=\"(?![a-z]+:|//)[^\"]+\"")
_DATA = re.compile(r" type=\"application/(?:ld\+)?json\"(?: id=\"[a-z-]+\")?")
_VALUE = re.compile(r"=\s*\"[^\"<>]*\"")
_ATTRIBUTE = re.compile(r"<[a-z][^<>]*?[\s\"'/](style|on[a-z]+)\s*=", re.IGNORECASE)


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


def faults(files: Mapping[str, bytes], known: Collection[str]) -> list[str]:
    """Check the policy of every page among the files of a site; give one sentence for each fault, sorted.

    ``known`` are the policies that a page may have.
    """
    pages = {name: data.decode() for name, data in files.items() if name.endswith(".html")}
    return sorted({f"{name}: {fault}" for name, text in pages.items() for fault in _faults(text, known)})


def _faults(text: str, known: Collection[str]) -> Iterator[str]:
    first = _FIRST.match(text)
    if not first or len(_POLICY.findall(text)) != 1:
        yield "its one Content Security Policy is not the first thing in its head"
        return
    if first[1] not in known:
        yield f"the policy {first[1]} is none of ours"
    yield from _elements(text, first[1])
    if attribute := _ATTRIBUTE.search(_VALUE.sub("=", _ELEMENT.sub("", text))):
        yield f"the attribute {attribute[1]} is not allowed: its policy forbids it"


def _elements(text: str, policy: str) -> Iterator[str]:
    """Scripts and style sheets that the policy of their page does not allow."""
    for name, attributes, inside in _ELEMENT.findall(text):
        if _DATA.fullmatch(attributes) or (_BESIDE.fullmatch(attributes) and not inside):
            continue
        sources = re.search(rf"(?:^|; ){name.lower()}-src ([^;]*)", policy)
        if attributes or not sources or digest(inside) not in sources[1].split():
            yield f"<{name}{attributes}> {inside[:40]!r} is not allowed: its policy does not name {digest(inside)}"
    if _OPENING.search(_ELEMENT.sub("", text)):
        yield "a script or a style sheet is not closed"
