"""Judge archives: Word and PowerPoint files, Anki decks, and the zips that hold again what the site has."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Collection, Iterator
from hashlib import sha256
from posixpath import basename, splitext

from fazhi.verify import sums, wellformed

Found = Iterator[tuple[int, str, str]]
MOST_MEMBERS = 5000
LARGEST = 400_000_000
"""Bytes that all members of an archive may have when they are unpacked: more is a bomb."""
_NAME = re.compile(r"(?!.*(?:^|/)\.{1,2}(?:/|$))[A-Za-z0-9_\[\]][A-Za-z0-9._\[\]-]*(?:/[A-Za-z0-9_\[\].-]+)*")
_RESERVED = re.compile(r"(?:^|/)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:[./]|$)", re.IGNORECASE)
_PART = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|(?:docProps|word|ppt)/(?:[A-Za-z0-9_]+/)*[A-Za-z0-9_]+\.(?:xml|xml\.rels|png|jpe?g)"
)
_RELATION = re.compile(rb"<(?:[^\s<>/:]+:)?Relationship\b[^>]*>")
_SAID = re.compile(rb"\s(Type|Target|TargetMode)\s*=\s*[\"']([^\"']*)[\"']")
_RELATIONS = frozenset(
    "officeDocument core-properties extended-properties styles settings fontTable theme numbering header footer "
    "hyperlink slideMaster slide presProps viewProps tableStyles notesMaster slideLayout notesSlide image "
    "webSettings footnotes endnotes".split()
)
_INSIDE = re.compile(r"/?(?!/)[A-Za-z0-9._/-]+")
_CONTENT = re.compile(rb"ContentType\s*=\s*[\"']([^\"']*)[\"']")
_CONTENTS = re.compile(
    rb"image/(?:png|jpeg)|application/xml|application/vnd\.openxmlformats-package\.(?:relationships|core-properties)\+xml|"
    rb"application/vnd\.openxmlformats-officedocument\.(?:extended-properties|theme|"
    rb"wordprocessingml\.(?:document\.main|fontTable|footer|header|numbering|settings|styles|webSettings|footnotes|endnotes)|"
    rb"presentationml\.(?:notesMaster|notesSlide|presProps|presentation\.main|slideLayout|slideMaster|slide|tableStyles|"
    rb"viewProps))\+xml"
)
_ACTIVE = re.compile(
    rb"<(!--|!\[CDATA\[|(?:[^\s<>/:]+:)?(?:object|OLEObject|oleObj|embed|altChunk|control|ctrlPr|videoFile|audioFile|quickTimeFile|wavAudioFile|"
    rb"audioCd|externalData|attachedTemplate|subDoc|dataSource|mailMerge|ddeLink|oleLink|cmd|snd|sndTgt|contentPart|"
    rb"docPartObj|macro|webVideoPr|custData|frameset)\b)|\b(ppaction://(?!hlinksldjump|noaction)[a-z]+)"
)
_FIELD = re.compile(rb"<(?:[^\s<>/:]+:)?(?:instrText\b[^>]*>([^<]*)<|fldSimple\b[^>]*?instr\s*=\s*[\"']([^\"']*)[\"'])")
_DECK, _DATABASE = re.compile(r"collection\.anki2"), b"SQLite format 3\0"
_FIELDS = re.compile(rb"\s*(?:(?:PAGE|NUMPAGES|SECTIONPAGES)(?:\s+\\\*\s*\w+)?\s*)?")


def opened(data: bytes) -> tuple[dict[str, bytes], str]:
    """Read the members of an archive, by name, and say what is wrong with the archive itself."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if wrong := _unsafe(infos):
                return {}, wrong
            return {info.filename: archive.read(info) for info in infos}, ""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError) as error:
        return {}, str(error)


def _unsafe(infos: list[zipfile.ZipInfo]) -> str:
    """Tell why an archive must not be unpacked."""
    seen: set[str] = set()
    if len(infos) > MOST_MEMBERS or sum(info.file_size for info in infos) > LARGEST:
        return "too much in it"
    for info in infos:
        name = info.filename
        if not (_NAME.fullmatch(name) or name == "_rels/.rels") or _RESERVED.search(name) or info.orig_filename != name:
            return f"the name {name!r}"
        if name.lower() in seen:
            return f"{name!r} stands twice"
        if info.flag_bits & 1 or (info.external_attr >> 28) not in (0, 8):
            return f"{name!r} is encrypted, or no regular file"
        seen.add(name.lower())
    return ""


def office(data: bytes, judged: set[bytes]) -> Found:
    """Judge a Word or PowerPoint file: parts that we write, nothing that runs, and links to the web alone.

    ``judged`` are the digests of parts found good before: the layouts of decks are the same in all.
    """
    members, wrong = opened(data)
    if wrong:
        yield 0, "zip", wrong
    for name, part in members.items():
        if not _PART.fullmatch(name):
            yield 0, "part", name
        elif name.endswith((".xml", ".rels")) and (mark := sha256(part).digest()) not in judged:
            found = [*_part(name, part)]
            yield from found
            judged |= set() if found else {mark}


def _part(name: str, data: bytes) -> Found:
    for line, rule, what in wellformed.faults(data):
        yield 0, rule, f"{what} ({name}:{line})"
    for found in _ACTIVE.finditer(data):
        yield 0, "part", f"{(found[1] or found[2]).decode()} ({name})"
    for found in _FIELD.finditer(data):
        if not _FIELDS.fullmatch(found[1] or found[2] or b""):
            yield 0, "part", f"{(found[1] or found[2]).decode(errors='replace')!r} ({name})"
    if name.endswith(".rels"):
        yield from _relations(name, data)
    elif name == "[Content_Types].xml":
        for kind in _CONTENT.findall(data):
            if not _CONTENTS.fullmatch(kind):
                yield 0, "part", kind.decode(errors="replace")


def _relations(name: str, data: bytes) -> Found:
    """Judge what a part of a document refers to: parts beside it by kind, and web pages over https."""
    for relation in _RELATION.findall(data):
        said = {key.decode(): value.decode(errors="replace") for key, value in _SAID.findall(relation)}
        kind, target = basename(said.get("Type", "")), said.get("Target", "")
        outside = said.get("TargetMode", "Internal") != "Internal" or not _INSIDE.fullmatch(target)
        if kind not in _RELATIONS or (outside and not (kind == "hyperlink" and target.startswith("https://"))):
            yield 0, "part", f"{kind} {target} ({name})"


def anki(data: bytes) -> Found:
    """Judge an Anki deck: a database and an empty list of media."""
    members, wrong = opened(data)
    if wrong:
        yield 0, "zip", wrong
    for name, part in members.items():
        if not (part == b"{}" if name == "media" else _DECK.fullmatch(name) and part.startswith(_DATABASE)):
            yield 0, "member", name


def bundle(data: bytes, site: Collection[bytes], page: Callable[[str, bytes], list[str]]) -> Found:
    """Judge a zip of the site: every member is a file of the site, byte for byte, or a page that is good by itself.

    ``site`` holds the SHA-256 digests of the files of the site; ``page`` gives the faults of a page. The list of
    digests in it is right, and complete.
    """
    members, wrong = opened(data)
    if wrong:
        yield 0, "zip", wrong
    marks = {name: sha256(part) for name, part in members.items()}
    for name, part in members.items():
        if name.endswith(f"/{sums.NAME}"):
            folder = name.removesuffix(sums.NAME)
            below = {each.removeprefix(folder): marks[each].digest() for each in marks if each.startswith(folder)}
            if part != sums.written(below):
                yield 0, "zip", name
        elif marks[name].digest() not in site:
            if splitext(name)[1] != ".html":
                yield 0, "member", name
                continue
            for fault in page(name, part):
                yield 0, "zip", fault
