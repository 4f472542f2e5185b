"""Checks of pictures: what their files hold, what is said of them, and that text, front matter and files agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from fazhi.check.context import Context
from fazhi.check.shape import mark_of
from fazhi.imaging import container, pixels
from fazhi.imaging.container import KINDS, Content, Damaged
from fazhi.model.blocks import Picture
from fazhi.model.fields import ORIGINAL, PICTURE
from fazhi.model.mark import Mark
from fazhi.parse.document import Document
from fazhi.parse.frontmatter import nearest
from fazhi.problems import START, Problem

LEAST_ALT = {"zh": 6, "en": 15}
"""Characters below which nothing is described: 一棵李子树 is a label, not what is on the picture."""
_NO_WORDS = frozenset("图片 照片 插图 图 image picture photo photograph img alt".split())
_UNTRACED = frozenset({"own", "permission"})
"""Rights that no address can show."""
_NAMES = {
    "position": ("拍摄地点（GPS）", "a GPS position"),
    "camera": ("相机或手机型号", "the camera"),
    "date": ("日期", "a date"),
    "author": ("作者", "an author"),
    "thumbnail": ("缩略图", "a thumbnail"),
    "exif": ("EXIF信息", "EXIF data"),
    "xmp": ("XMP信息", "XMP data"),
    "iptc": ("IPTC信息", "IPTC data"),
    "text": ("注释文字", "a comment"),
    "time": ("日期", "a date"),
    "profile": ("颜色配置文件", "a colour profile"),
    "other": ("别的数据", "other data"),
    "trailer": ("图片后面还接着别的内容", "something behind the end of the picture"),
}
"""What is found in a file beside the pixels, in both languages, what matters most first."""


def pictures(context: Context) -> Iterator[Problem]:
    """A picture that is shown lies beside its text, is described in words, and has an author and a licence."""
    files = context.parsed.pictures
    for doc in context.documents("case", "lesson"):
        rows = {str(row.get("file")) for row in _rows(context, context.original(doc))}
        for picture in _shown(doc):
            if picture.path not in files and picture.path not in context.unread:
                yield _missing(doc.path, picture.mark, picture.path, files)
            elif picture.file not in rows and doc.lang == ORIGINAL and doc.path not in context.unread:
                yield Problem(doc.path, picture.mark, "picture-undeclared", {"file": picture.file})
            yield from _alt(doc, picture)


def media(context: Context) -> Iterator[Problem]:
    """What stands below media in the front matter is there, and is shown; others' pictures name their source."""
    files = context.parsed.pictures
    for doc in context.documents("case", "lesson"):
        if doc.lang != ORIGINAL:
            continue
        folder = doc.path.rpartition("/")[0] + "/media/"
        shown = {picture.path for picture in _shown(doc)}
        names = [str(row.get("file")) for row in _rows(context, doc)]
        for at, row in enumerate(_rows(context, doc)):
            name, path = names[at], folder + names[at]
            mark = mark_of(doc.front, "media", at, "file")
            if names.index(name) < at:
                yield Problem(doc.path, mark, "duplicate-entry", {"id": name})
            elif PICTURE.fullmatch(name) and path not in files and path not in shown and path not in context.unread:
                yield _missing(doc.path, mark, path, files)
            if "source" not in row and row.get("licence") not in (None, *_UNTRACED):
                yield Problem(doc.path, mark, "picture-source", {"file": name, "licence": str(row["licence"])})
        for path in sorted(path for path in files if path.startswith(folder) and path not in shown):
            yield Problem(path, START, "picture-unused", {"file": path.removeprefix(folder)})


def files(context: Context) -> Iterator[Problem]:
    """The file of a picture is what its name says, whole, not too large to decode, and holds the picture alone."""
    for path, data in context.parsed.pictures.items():
        yield from (Problem(path, START, rule, detail) for rule, detail in faults(path, data))


def _rows(context: Context, doc: Document | None) -> list[Mapping[str, object]]:
    """The rows below media, as they were typed."""
    rows = context.front(doc).get("media") if doc else None
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _shown(doc: Document) -> Iterator[Picture]:
    return (block for section in doc.sections for block in section.blocks if isinstance(block, Picture))


def _missing(path: str, mark: Mark, wanted: str, files: Iterable[str]) -> Problem:
    folder = wanted.rpartition("/")[0] + "/"
    near = nearest(wanted, [each for each in files if each.startswith(folder)])
    return Problem(path, mark, "picture-missing", {"path": wanted, "near": near})


def _alt(doc: Document, picture: Picture) -> Iterator[Problem]:
    least, bare = LEAST_ALT[doc.lang], picture.alt.strip(" .。，,").casefold()
    named = bare in (picture.file, picture.file.rpartition(".")[0], picture.file.rpartition(".")[0].replace("-", " "))
    if len(bare) < least or named or bare in _NO_WORDS:
        yield Problem(doc.path, picture.mark, "picture-alt", {"alt": picture.alt, "least": str(least)})


# --- what is in a file --------------------------------------------------------------------------------


def faults(path: str, data: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """The rules that the file at a path breaks, each with what its sentence needs.

    It is decoded only if its structure is sound and its size is fair.
    """
    kind, ending = container.kind_of(data), path.rpartition(".")[2]
    if kind != ending:
        what = {"what": "别的东西", "what_en": "no picture of the three kinds"}
        if kind:
            what = {"what": f"一张{KINDS[kind]}图片", "what_en": f"a {KINDS[kind]} picture"}
        yield "picture-kind", {"said": KINDS[ending], **what}
        return
    try:
        content = container.content(data)
    except Damaged:
        yield "picture-damaged", {}
        return
    if content.moving:
        yield "picture-moving", {"path": path}
    found = [name for name in _NAMES if name in _beside(content)]
    if found:
        zh, en = ("、".join(_NAMES[name][0] for name in found), ", ".join(_NAMES[name][1] for name in found))
        yield "picture-metadata", {"path": path, "found": zh, "found_en": en}
    if content.width * content.height > pixels.MAX_PIXELS:
        size = {"width": str(content.width), "height": str(content.height)}
        most = {"limit": str(pixels.MAX_PIXELS // 10_000), "limit_en": str(pixels.MAX_PIXELS // 1_000_000)}
        yield "picture-pixels", {"path": path, **size, **most}
    elif not content.moving and not _decodes(data):
        yield "picture-damaged", {}


def _beside(content: Content) -> set[str]:
    """What lies in a file beside the picture; an EXIF block is named by what it says, if it says anything."""
    found = set()
    for name, block in content.extras:
        said = set(pixels.said_by_exif(block)) if name == "exif" else set()
        found |= said or {name}
    return found


def _decodes(data: bytes) -> bool:
    try:
        pixels.decoded(data)
    except (Damaged, pixels.Unsupported):
        return False
    return True
