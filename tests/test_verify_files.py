"""The third wall alone, on everything that is no page: each file is what its name says, and none of them acts."""

import io
import json
import pickle
import random
import zipfile
from collections.abc import Callable, Collection, Mapping
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

import docx
import pikepdf
import pptx
import pytest

from fazhi.render.kit.archive import checksums, packed, unpacked
from fazhi.verify import Found, Own, folder, one, together, verify, zips

Judge = Callable[[str, bytes | str], list[str]]
SCRIPT = b"run()"
OWN = Own(frozenset(), frozenset({sha256(SCRIPT).digest()}))
XML = '<?xml version="1.0" encoding="utf-8"?>\n'
ATOM, XHTML = 'xmlns="http://www.w3.org/2005/Atom"', "http://www.w3.org/1999/xhtml"
SVG = 'xmlns="http://www.w3.org/2000/svg"'


def bundled(file: BinaryIO, site: Collection[bytes], own: Own) -> list[tuple[str, str]]:
    """What is wrong with a zip of the site."""
    marks = zips.digests(file)
    return [("zip", marks)] if isinstance(marks, str) else zips.judged(file, marks, site, own)


@pytest.fixture
def rules(tmp_path: Path) -> Judge:
    """The rules that a site of this one file breaks."""

    def judge(name: str, data: bytes | str) -> list[str]:
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return [fault.rule for fault in verify(tmp_path / "site", "/", OWN)]

    return judge


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.css", '@media print{a::after{content:attr(href)}} p{background:url("data:image/svg+xml;charset=utf-8,x")}'),
        ("a.js", SCRIPT.decode()),
        ("a.js", 'window.fazhiSearchIndex={"a":["<script>"]};\n'),
        ("a.json", '{"a": [1, null, "</script>"]}'),
        ("a.json", '{"a":1,"b":[\n{"c":[]},\n"]",\n2\n],\n"d":3}\n'),
        ("a.json", '{"a":[\n]}\n'),
        ("a.csv", "\ufeffa,b\n-3,'=1\n"),
        ("a.txt", "a\r\nb <script> 法\n"),
        ("a.xml", f"{XML}<feed {ATOM}><title>&lt;&#58;</title></feed>"),
        ("a.xml", f'<feed {ATOM} xmlns:x="{XHTML}"><x:link rel="alternate" hreflang="en" href="https://a/"/></feed>'),
        ("a.svg", f'<svg {SVG} viewBox="0 0 1 1"><path d="M0 0" fill="none"/></svg>'),
        ("a.png", "\x89PNG"),
    ],
)
def test_what_is_fine(rules: Judge, name: str, text: str) -> None:
    if name == "a.png":
        assert rules(name, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR") == []
    else:
        assert rules(name, text) == []


@pytest.mark.parametrize(
    "sheet",
    [
        "@import 'a.css';",
        '@import url("https://e.invalid/");',
        "@IMPORT 'a.css';",
        "@\\69mport 'a.css';",
        "@font-face{src:url(a.woff)}",
        "@charset 'utf-7';",
        "@namespace url(x);",
        "p{background:url(https://e.invalid/)}",
        "p{background:URL( '//e.invalid/')}",
        "p{background:u\\72l(//e.invalid/)}",
        "p{background:\\75 rl(//e.invalid/)}",
        "p{background:url/**/(x)}p{background:url(x)}",
        "p{background:url(javascript:fire())}",
        "p{background:url(data:text/html,x)}",
        "p{background:image-set('https://e.invalid/' 1x)}",
        "p{width:expression(fire())}",
        "p{-moz-binding:x}",
        "</style><script>fire()</script>",
        "<!--p{}-->",
        "/* a */@import 'b'",
    ],
)
def test_a_sheet_asks_for_nothing(rules: Judge, sheet: str) -> None:
    assert "sheet" in rules("a.css", sheet)


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("a.js", b"run() ", "script"),
        ("a.js", b"window.fazhiSearchIndex={};fire();", "script"),
        ("a.js", b"window.fazhiSearchIndex={a:fire()};", "json"),
        ("a.json", b"{'a': 1}", "json"),
        ("a.json", b'{"a": NaN}', "json"),
        ("a.json", b'{"a": 1, "a": 2}', "json"),
        ("a.json", b"[" * 100_000, "json"),
        ("a.json", b'{"a":[\n1\n2\n]}', "json"),
        ("a.json", b'{"a":[\n1,\n]}', "json"),
        ("a.json", b'{"a":[\n1,\n2\n', "json"),
        ("a.json", b'{"a":[\n1,2\n]}', "json"),
        ("a.json", b'{"a":[\n{"b":1,"b":2}\n]}', "json"),
        ("a.json", b'{"a":[\n1\n],"a":2}', "json"),
        ("a.json", b'{"a":"[\n1\n]"}', "json"),
        ("a.json", b'{"a":[\n' + b"[" * 100_000 + b"\n]}", "json"),
        ("a.json", b'{"a":[\n"\xff"\n]}', "encoding"),
        ("a.json", '{"a":[\n"\u202e"\n]}'.encode(), "character"),
        ("a.csv", b"a,=1+1\n", "formula"),
        ("a.csv", b"a,@SUM(1)\n", "formula"),
        ("a.csv", b"a,-1+cmd|' /C calc'!A0\n", "formula"),
        ("a.txt", b"\xff\xfe", "encoding"),
        ("a.txt", b"a\x00b", "character"),
        ("a.txt", "a\u202eb".encode(), "character"),
        ("a.html", b"\xff", "encoding"),
        ("a.xml", b"<a><b></a>", "xml"),
        ("a.xml", b"<a/><b/>", "xml"),
        ("a.xml", b"", "xml"),
        ("a.xml", b"<!DOCTYPE a><a/>", "doctype-xml"),
        ("a.xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "doctype-xml"),
        ("a.xml", b'<?xml-stylesheet href="https://e.invalid/"?><a/>', "doctype-xml"),
        ("a.xml", b'<?xml version="1.0" encoding="utf-7"?><a/>', "encoding"),
        ("a.xml", '<?xml version="1.0"?><a/>'.encode("utf-16"), "encoding"),
        ("a.xml", b"<a/>", "doctype-xml"),
        ("a.xml", f'<feed {ATOM} xmlns:x="{XHTML}"><x:script>fire()</x:script></feed>'.encode(), "doctype-xml"),
        ("a.xml", f'<feed {ATOM}><script xmlns="{XHTML}">fire()</script></feed>'.encode(), "doctype-xml"),
        ("a.xml", f'<feed {ATOM}><svg {SVG} onload="fire()"/></feed>'.encode(), "doctype-xml"),
        ("a.xml", f'<feed {ATOM} xmlns:x="{XHTML}"><x:link rel="stylesheet" href="a"/></feed>'.encode(), "doctype-xml"),
        ("a.xml", f'<x:link xmlns:x="{XHTML}" rel="alternate" onload="fire()"/>'.encode(), "doctype-xml"),
        ("a.svg", f"<svg {SVG}><script>fire()</script></svg>".encode(), "svg"),
        ("a.svg", f'<svg {SVG} onload="fire()"/>'.encode(), "svg"),
        ("a.svg", f'<svg {SVG}><image href="https://e.invalid/"/></svg>'.encode(), "svg"),
        ("a.svg", f'<svg {SVG}><use href="#a"/></svg>'.encode(), "svg"),
        ("a.svg", f"<svg {SVG}><foreignObject/></svg>".encode(), "svg"),
        ("a.svg", f"<svg {SVG}><style>@import 'x'</style></svg>".encode(), "svg"),
        ("a.svg", f'<svg {SVG}><path style="fill:red"/></svg>'.encode(), "svg"),
        ("a.svg", f'<svg {SVG}><path fill="url(//e.invalid/#a)"/></svg>'.encode(), "svg"),
        ("a.svg", f'<svg {SVG}><h:script xmlns:h="http://www.w3.org/1999/xhtml"/></svg>'.encode(), "svg"),
        ("a.svg", b"<svg/>", "svg"),
        ("a.svg", f"<!DOCTYPE svg><svg {SVG}/>".encode(), "doctype-xml"),
        ("a.png", b"<svg/>", "kind"),
        ("a.jpg", b"\x89PNG\r\n\x1a\n", "kind"),
        ("a.webp", b"RIFF", "kind"),
        ("a.pdf", b"<html>", "kind"),
        ("a.exe", b"MZ", "type"),
        ("a.htm", b"", "type"),
        ("a.svgz", b"", "type"),
        ("a.xhtml", b"", "type"),
        ("a.map", b"", "type"),
        ("a.woff2", b"", "type"),
        ("CNAME", b"e.invalid", "type"),
        (".htaccess", b"", "type"),
        ("a.zip", b"PK", "zip"),
        ("a.apkg", b"PK", "zip"),
        ("a b.txt", b"", "name"),
        ("法.txt", b"", "name"),
        ("-rf.txt", b"", "name"),
    ],
)
def test_what_is_a_fault(rules: Judge, name: str, data: bytes, rule: str) -> None:
    assert rule in rules(name, data)


# --- documents --------------------------------------------------------------------------------------------


def word() -> dict[str, bytes]:
    """The parts of a Word file as ours are."""
    store = io.BytesIO()
    docx.Document().save(store)
    return {name: data for name, data in unpacked(store.getvalue()).items() if "thumbnail" not in name}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return store.getvalue()


PARTS = {
    "[Content_Types].xml": b'<Types><Override ContentType="application/xml"/></Types>',
    "_rels/.rels": b"<Relationships/>",
    "word/document.xml": b"<w:document xmlns:w='w'><w:t>x</w:t></w:document>",
}
_AWAY = b'<Relationships><Relationship Type="a/%s" Target="%s" TargetMode="External"/></Relationships>'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("word/vbaProject.bin", b""),
        ("word/embeddings/oleObject1.bin", b""),
        ("word/activeX/activeX1.xml.bin", b""),
        ("customUI/customUI.xml", b"<a/>"),
        ("word/media/a.svg", b"<svg/>"),
        ("word/media/a.html", b""),
        ("../../evil.xml", b"<a/>"),
        ("/etc/evil.xml", b"<a/>"),
        ("word\\evil.xml", b"<a/>"),
        ("word/a.xml", b"<a>"),
        ("word/a.xml", b"<!DOCTYPE a [<!ENTITY b 'x'>]><a>&b;</a>"),
        ("word/a.xml", b"<w:object xmlns:w='w'/>"),
        ("word/a.xml", b"<w:altChunk xmlns:w='w'/>"),
        ("word/a.xml", b"<w-1:object xmlns:w-1='w'/>"),
        ("word/a.xml", b"<w:instrText xmlns:w='w'><![CDATA[DDEAUTO x]]></w:instrText>"),
        ("word/a.xml", b"<w:instrText xmlns:w='w'><!-- -->DDEAUTO x</w:instrText>"),
        ("word/a.xml", b"<x:instrText xmlns:x='w'>DDEAUTO x</x:instrText>"),
        ("word/a.xml", b"<w:fldSimple xmlns:w='w' w:instr = 'DDE x'/>"),
        (
            "word/_rels/a.xml.rels",
            b"<r:Relationships xmlns:r='r'><r:Relationship Type='a/image' Target='//e'/></r:Relationships>",
        ),
        ("word/_rels/a.xml.rels", b"<R><Relationship Type='a/image' Target='&#47;&#47;e.invalid'/></R>"),
        ("word/_rels/a.xml.rels", b"<R><Relationship Type='a/image'/></R>"),
        ("word/_rels/a.xml.rels", b"<R><Relationship Type='a/image' TargetMode = 'External' Target = 'a'/></R>"),
        ("[Content_Types].xml", b"<Types><Override ContentType = 'application/x-evil'/></Types>"),
        ("word/a.xml", b"<o:OLEObject xmlns:o='o'/>"),
        ("word/a.xml", b"<w:instrText xmlns:w='w'>DDEAUTO c:\\\\cmd.exe</w:instrText>"),
        ("word/a.xml", b"<w:instrText xmlns:w='w'>INCLUDEPICTURE https://e.invalid/</w:instrText>"),
        ("word/a.xml", b"<w:fldSimple xmlns:w='w' w:instr=\"HYPERLINK https://e.invalid\"></w:fldSimple>"),
        ("ppt/slides/slide1.xml", b'<a:hlinkClick xmlns:a="a" action="ppaction://program"/>'),
        ("ppt/slides/slide1.xml", b'<a:hlinkClick xmlns:a="a" action="ppaction://macro?name=x"/>'),
        ("ppt/slides/slide1.xml", b'<a:videoFile xmlns:a="a"/>'),
        ("word/_rels/a.xml.rels", _AWAY % (b"image", b"https://e.invalid/a.png")),
        ("word/_rels/a.xml.rels", _AWAY % (b"attachedTemplate", b"https://e.invalid/a.dotm")),
        ("word/_rels/a.xml.rels", _AWAY % (b"oleObject", b"file:///c:/x")),
        ("word/_rels/a.xml.rels", _AWAY % (b"hyperlink", b"http://e.invalid/")),
        ("word/_rels/a.xml.rels", _AWAY % (b"hyperlink", b"javascript:fire()")),
        ("word/_rels/a.xml.rels", _AWAY % (b"hyperlink", b"\\\\e.invalid\\x")),
        ("word/_rels/a.xml.rels", _AWAY % (b"frame", b"https://e.invalid/")),
        ("word/_rels/a.xml.rels", (_AWAY % (b"image", b"//e.invalid/")).replace(b' TargetMode="External"', b"")),
        (
            "[Content_Types].xml",
            b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled"/></Types>',
        ),
    ],
)
def test_what_no_document_may_hold(rules: Judge, name: str, data: bytes) -> None:
    assert rules("a.docx", zipped(PARTS)) == []
    assert rules("a.docx", zipped(PARTS | {name: data})), name


def test_documents_of_the_libraries_as_they_come(rules: Judge) -> None:
    assert set(rules("a.docx", packed(word()))) <= {"part"}  # customXml, which our writer takes out
    store = io.BytesIO()
    pptx.Presentation().save(store)
    assert "part" in rules("a.pptx", store.getvalue()), "its printer settings are a binary"


def _encrypted() -> bytes:
    data = bytearray(zipped({"a.txt": b"x"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    "name", ["../a.txt", "/a.txt", "a/../../b.txt", "a\\b.txt", "c:a.txt", "con.txt", "a/nul", "a\nb"]
)
def test_no_archive_with_an_unsafe_name(rules: Judge, name: str) -> None:
    assert "zip" in rules("a.zip", zipped({name: b"x"}))


def test_archives_that_are_no_plain_files(rules: Judge) -> None:
    assert "zip" in rules("a.zip", _encrypted())
    assert "zip" in rules("a.zip", zipped({"a.txt": b"x", "A.txt": b"y"}))
    link = zipfile.ZipInfo("a.txt")
    link.external_attr = 0o120777 << 16
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "zip" in rules("a.zip", store.getvalue())


def test_a_zip_holds_what_the_site_has(rules: Judge) -> None:
    rules("a.txt", b"x")
    good = {"a.txt": b"x"}
    whole = {f"f/{name}": data for name, data in (good | {"SHA256SUMS.txt": checksums(good)}).items()}
    assert rules("a.zip", zipped(whole)) == []
    assert rules("a.zip", zipped(whole | {"f/b.txt": b"y"})) == ["member", "zip"]
    assert rules("a.zip", zipped(whole | {"f/SHA256SUMS.txt": checksums({"a.txt": b"y"})})) == ["zip"]
    assert rules("a.zip", zipped(whole | {"f/b.html": b"<script>fire()</script>"}))


def test_a_part_that_is_good_under_one_name_is_not_good_under_another(rules: Judge) -> None:
    """As text it is harmless; as relations it loads from afar."""
    away = (_AWAY % (b"image", b"https://e.invalid/a.png")).strip()
    assert rules("a.docx", zipped(PARTS | {"word/a.xml": away})) == []
    assert rules("a.docx", zipped(PARTS | {"word/a.xml": away, "word/b.xml.rels": away})) == ["part"]


def test_a_zip_with_a_damaged_member_is_a_fault(rules: Judge) -> None:
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"words " * 99)
    data = bytearray(store.getvalue())
    at = data.index(b"a.txt") + len(b"a.txt")
    data[at : at + 9] = b"\xff" * 9
    for name in ("a.zip", "a.docx", "a.apkg"):
        assert "zip" in rules(name, bytes(data)), name


@pytest.mark.parametrize(("limit", "value"), [("LARGEST", 99), ("MOST", 2)])
def test_a_zip_may_not_hold_too_much(rules: Judge, monkeypatch: pytest.MonkeyPatch, limit: str, value: int) -> None:
    """Neither one member, nor all of them, nor too many."""
    names = ("a.txt", "b.txt", "c.txt")
    for name in names:
        rules(name, name.encode() * 9)
    data = zipped({name: name.encode() * 9 for name in names})
    assert rules("a.zip", data) == []
    monkeypatch.setattr(zips, "LARGEST", 3 * 5 * 9 - 1)
    assert rules("a.zip", data) == ["zip"]
    monkeypatch.undo()
    giant = zipped({"a.txt": b"a.txt" * 9, "d.txt": b"x" * (value + 1), "e.txt": b""})
    rules("d.txt", b"x" * (value + 1))
    rules("e.txt", b"")
    assert rules("a.zip", giant) == []
    monkeypatch.setattr(folder, limit, value)
    with zipfile.ZipFile(io.BytesIO(giant)) as archive:
        assert bundled(io.BytesIO(giant), {sha256(archive.read(name)).digest() for name in archive.namelist()}, OWN)


def test_the_parts_of_an_archive_are_all_of_it() -> None:
    members = {f"{name}.txt": name.encode() for name in "abcdefg"}
    file = io.BytesIO(zipped(members))
    read = [zips.digests(file, part, 3) for part in range(3)]
    marks = {name: mark for each in read if not isinstance(each, str) for name, mark in each.items()}
    assert marks == zips.digests(file) == {name: sha256(data).digest() for name, data in members.items()}
    assert [len(each) for each in read] == [3, 2, 2]
    assert zips.judged(file, marks, marks.values(), OWN) == []
    assert zips.judged(file, marks, [], OWN) == [("member", name) for name in marks]
    damaged = io.BytesIO(file.getvalue().replace(b"g.txtg", b"g.txth"))
    assert isinstance(zips.digests(damaged, 0, 3), str), "the last member is in the first part"
    assert not isinstance(zips.digests(damaged, 1, 3), str)


def test_a_site_of_two_thousand_cases_is_within_the_limits() -> None:
    """Measured: 4.3 pages of 45 KB, 60 KB at most, for each case, and 700 other files; the zip has 17 KB of a page."""
    files, pages = 2000 * 5 + 1000, 2000 * 5 * 60_000
    assert 5 * files < folder.MOST
    assert 2 * pages < zips.LARGEST
    assert 5 * pages // 3 < folder.LARGEST_ZIP
    assert folder.MOST * 100 < folder.LARGEST, "the list of digests of the most files can be read"


def test_a_page_that_stands_in_a_zip_alone_has_a_policy(tmp_path: Path) -> None:
    """That of the site, or that of the start page of a zip, which no page of the site may have."""
    page = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="{}">\n'
        "<title>t</title></head><body><h1>t</h1></body></html>\n"
    )
    own = Own(policies=frozenset({"site"}), carried=frozenset({"start"}))

    def found(said: str) -> list[str]:
        data = zipped({"start.html": page.format(said).encode()})
        return [rule for rule, _ in bundled(io.BytesIO(data), frozenset(), own)]

    assert found("site") == found("start") == []
    assert found("other") == ["zip"]
    assert [fault.rule for fault in one("a.html", page.format("start").encode(), own).faults] == ["policy"]


# --- one file, and all of them ----------------------------------------------------------------------------


def test_what_is_found_depends_on_the_file_alone() -> None:
    data = b'<!DOCTYPE html>\n<html lang="en"><head><title>x</title></head><body><h1 id="a">x</h1>\n'
    data += b'<a href="#a">x</a><a href="#b">x</a><a href="c.html">x</a>\n<a href="#">x</a><p id="d"></p></body></html>'
    found = one("zh/a.html", data, OWN)
    assert found == one("zh/a.html", data, OWN)
    assert len(pickle.dumps(found)) < 500, "it is small, and can travel"
    assert found.digest == sha256(data).digest()
    assert (found.ids, found.links, found.lines) == (("a", "d"), ("c.html",), (3,))
    assert [str(fault) for fault in found.faults] == ["zh/a.html:3: the link #b leads to no anchor"]
    there = Found("zh/c.html", b"", ids=())
    assert [fault.rule for fault in together([found], "/")] == ["no-anchor", "no-file"]
    assert [fault.rule for fault in together([found, there], "/")] == ["no-anchor"]


def test_only_a_page_has_anchors() -> None:
    page = Found("a.html", b"", links=("b.pdf#page=2", "c.html#x", "d.html#x"), lines=(1, 2, 3))
    others = Found("b.pdf", b""), Found("c.html", b"", ids=("x",)), Found("d.html", b"", ids=())
    assert [str(fault) for fault in together([page, *others], "/")] == [
        "a.html:3: the link d.html#x leads to no anchor"
    ]


# --- PDF --------------------------------------------------------------------------------------------------


def _pdf(change: Callable[[pikepdf.Pdf], object], **saving: object) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    change(pdf)
    store = io.BytesIO()
    saving = {"object_stream_mode": pikepdf.ObjectStreamMode.disable} | saving
    pdf.save(store, **saving)  # type: ignore[arg-type]
    return store.getvalue()


def _does(pdf: pikepdf.Pdf, action: pikepdf.Dictionary) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
    pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([note]))


def _keys(more: Mapping[str, str]) -> dict[str, str]:
    return {f"/{name}": value for name, value in more.items()}


def _action(kind: str, **more: str) -> Callable[[pikepdf.Pdf], object]:
    return lambda pdf: _does(pdf, pikepdf.Dictionary({"/S": pikepdf.Name(f"/{kind}"), **_keys(more)}))


def test_a_plain_pdf_is_fine(rules: Judge) -> None:
    assert rules("a.pdf", _pdf(lambda pdf: None)) == []
    assert rules("a.pdf", _pdf(_action("URI", URI="https://www.spp.gov.cn/"))) == []


@pytest.mark.parametrize(
    "data",
    [
        _pdf(_action("JavaScript", JS="app.alert(1)")),
        _pdf(_action("Launch", F="calc.exe")),
        _pdf(_action("SubmitForm", F="https://e.invalid/")),
        _pdf(_action("GoToR", F="other.pdf")),
        _pdf(_action("URI", URI="http://e.invalid/")),
        _pdf(_action("URI", URI="javascript:fire()")),
        _pdf(lambda pdf: setattr(pdf.Root, "OpenAction", pikepdf.Array([]))),
        _pdf(lambda pdf: setattr(pdf.Root, "AcroForm", pikepdf.Dictionary())),
        _pdf(lambda pdf: pdf.attachments.__setitem__("a.exe", b"MZ")),
        _pdf(lambda pdf: None, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        _pdf(lambda pdf: None, encryption=pikepdf.Encryption(owner="a", user="")),
        _pdf(_action("JavaScript", JS="app.alert(1)")).replace(b"/JavaScript", b"/Java#53cript"),
    ],
    ids="javascript launch submit remote http scheme open form attachment packed encrypted spelled".split(),
)
def test_what_no_pdf_may_hold(rules: Judge, data: bytes) -> None:
    assert set(rules("a.pdf", data)) == {"pdf"}


def test_what_is_accepted_line_by_line_is_json() -> None:
    """Whatever becomes of a list with a value in each line: it is not taken for JSON where it is none."""
    chance = random.Random(8)
    good = '{"a":[1,{"b":"["}],"c":[\n{"d":"]"},\n[2,3],\n"e"\n],"f":4}\n'
    accepted = 0
    for _ in range(3000):
        text = [*good]
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(text))
            text[at : at + chance.randint(0, 2)] = chance.choice([*'[]{},:"\n1 ', "", ",\n", "\n]"])
        written = "".join(text)
        if not one("a.json", written.encode(), OWN).faults:
            json.loads(written)
            accepted += 1
    assert accepted > 20
