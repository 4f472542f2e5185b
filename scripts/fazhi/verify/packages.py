"""Judge archives that are held in memory: Word and PowerPoint files, and Anki decks."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Collection
from hashlib import sha256
from posixpath import basename

from fazhi.verify import wellformed
from fazhi.verify.found import Told

BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, EOFError, OSError)
"""What the library raises for an archive that is damaged, or made by no honest program."""
_MEMBERS, _LARGEST = 5000, 100_000_000
"""How many members a document may have, and how many bytes all of them when they are unpacked: more is a bomb."""
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
            if wrong := unsafe(infos, _MEMBERS, _LARGEST):
                return {}, wrong
            return {info.filename: archive.read(info) for info in infos}, ""
    except BROKEN as error:
        return {}, str(error)


def unsafe(infos: Collection[zipfile.ZipInfo], most: int, largest: int) -> str:
    """Tell why an archive must not be unpacked: too many members, too many bytes of all, or a name that leads away."""
    seen: set[str] = set()
    if len(infos) > most or sum(info.file_size for info in infos) > largest:
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


def office(data: bytes, good: set[tuple[str, bytes]]) -> Told:
    """Judge a Word or PowerPoint file: parts that we write, nothing that runs, and links to the web alone.

    ``good`` are the parts found good before, by name and digest: the layouts of decks are the same in all.
    """
    members, wrong = opened(data)
    if wrong:
        yield 0, "zip", wrong
    for name, part in members.items():
        if not _PART.fullmatch(name):
            yield 0, "part", name
        elif name.endswith((".xml", ".rels")) and (mark := (name, sha256(part).digest())) not in good:
            found = [*_part(name, part)]
            yield from found
            good |= set() if found else {mark}


def _part(name: str, data: bytes) -> Told:
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


def _relations(name: str, data: bytes) -> Told:
    """Judge what a part of a document refers to: parts beside it by kind, and web pages over https."""
    for relation in _RELATION.findall(data):
        said = {key.decode(): value.decode(errors="replace") for key, value in _SAID.findall(relation)}
        kind, target = basename(said.get("Type", "")), said.get("Target", "")
        outside = said.get("TargetMode", "Internal") != "Internal" or not _INSIDE.fullmatch(target)
        if kind not in _RELATIONS or (outside and not (kind == "hyperlink" and target.startswith("https://"))):
            yield 0, "part", f"{kind} {target} ({name})"


def anki(data: bytes) -> Told:
    """Judge an Anki deck: a database and an empty list of media."""
    members, wrong = opened(data)
    if wrong:
        yield 0, "zip", wrong
    for name, part in members.items():
        if not (part == b"{}" if name == "media" else _DECK.fullmatch(name) and part.startswith(_DATABASE)):
            yield 0, "member", name
