"""The third wall alone: whatever can run, load, send, frame or restyle is a fault of the page that has it."""

import re

import pytest

from fazhi.verify import digest, page

OWN = "document.body.hidden=false"
SHEET = "p{color:red}"
KNOWN = frozenset({digest(OWN), digest(SHEET)})
PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>t</title>
{head}</head>
<body>
<h1>t</h1>
{body}
</body>
</html>
"""
PLAIN = PAGE.format(head="", body="")


def faults(body: str = "", head: str = "") -> list[str]:
    return page(PAGE.format(head=head, body=body), KNOWN)


FINE = [
    '<p class="a">x &lt;script&gt; &amp; y</p>',
    "<p>a<br>b<br />c</p>",
    '<a href="https://www.spp.gov.cn/x?a=1&amp;b=2#c" rel="noopener noreferrer" target="_blank">x</a>',
    '<a href="tel:12309">x</a><a href="../a/b.html#c">x</a><a href="#c">x</a>',
    f"<script>{OWN}</script>",
    '<script defer src="assets/a.js"></script>',
    '<script type="application/ld+json">{"a": ["\\u003cscript>"]}</script>',
    '<img src="a.png" srcset="a.png 1x, b.png 2x" alt="x">',
    '<svg viewBox="0 0 2 2" aria-hidden="true"><g class="a"><path d="M0 0"/></g></svg>',
    "<table><caption>c</caption><tbody>\n<tr><th>a</th><td>b</td></tr>\n</tbody></table>",
    "<ul>\n<li>a<ul><li>b</li></ul></li></ul><dl><dt>a</dt><dd>b</dd></dl>",
    "<ruby>法<rt>fǎ</rt></ruby><details><summary>a</summary><p>b</p></details>",
    '<label for="q">a</label><input type="text" id="q" aria-describedby="q">',
    "<noscript><p>x</p></noscript>",
    '<p title="a > b">x > y</p><p title=">" class=">">x</p>\n<a href="a.html" title="/>">x</a>',
    '<textarea rows="2">a > b</textarea>',
    "<div hidden><h1>other</h1></div>",
    "<p>&#60;script&#62;fire()&#60;/script&#62; javascript:fire() onerror=fire()</p>",
]

FORBIDDEN = """
<script>fire()</script>
<p title=">" onclick="fire()">x</p>
<p title="a>b<script>fire()</script>">x</p>
<SCRIPT>fire()</SCRIPT>
<script >fire()</script>
<script/x>fire()</script>
<script>document.body.hidden=false </script>
<script></script>
<script src="https://e.invalid/x.js"></script>
<script src="//e.invalid/x.js"></script>
<script src="data:text/javascript,fire()"></script>
<script src="a.js">fire()</script>
<script/>fire()</script>
<textarea/>x</textarea>
<script type="module">fire()</script>
<script type="text/javascript">fire()</script>
<script type="importmap">{}</script>
<script type="application/json">{"a": "<!--<script>"}</script>
<script type="application/ld+json">not json</script>
<script type="application/ld+json" src="a.js"></script>
<script>document.body.hidden=false
<img src="x" alt="" onerror="fire()">
<img src="x" alt="" onerror=fire()>
<img/src="x"/onerror=fire()>
<img src=x alt="">
<img src="x">
<img src="javascript:fire()" alt="">
<img src="data:image/svg+xml;base64,AAAA" alt="">
<img src="data:text/html,x" alt="">
<img srcset="https://e.invalid/a.png 1x" src="a.png" alt="">
<img srcset="a.png 1x, //e.invalid/b.png 2x" src="a.png" alt="">
<img src="a.png" alt="" usemap="#x">
<p onclick="fire()">x</p>
<p ONCLICK="fire()">x</p>
<p style="background:url(https://e.invalid/)">x</p>
<p style="">x</p>
<p class="a" class="b">x</p>
<p id="a">x</p><p id="a">y</p>
<p id="a b">x</p>
<p id="">x</p>
<p contenteditable="true">x</p>
<p slot="x">x</p>
<p is="x-y">x</p>
<p xmlns="http://www.w3.org/1999/xhtml">x</p>
<p title='x'>x</p>
<p title=x>x</p>
<p title="<img src=x onerror=fire()>">x</p>
<p class="a"id="b">x</p>
<p class = "a">x</p>
<p/>
<a href="javascript:fire()">x</a>
<a href="JaVaScRiPt:fire()">x</a>
<a href=" jav&#9;ascript:fire()">x</a>
<a href="java&NewLine;script&colon;fire()">x</a>
<a href="&#x1;javascript:fire()">x</a>
<a href="javascript&#58;fire()">x</a>
<a href="&#106&#97&#118&#97script:fire()">x</a>
<a href="vbscript:x">x</a>
<a href="data:text/html,x">x</a>
<a href="blob:x">x</a>
<a href="file:///etc/passwd">x</a>
<a href="http://e.invalid/">x</a>
<a href="https:e.invalid/">x</a>
<a href="https:/e.invalid/">x</a>
<a href="https://user@e.invalid/">x</a>
<a href="https:\\\\e.invalid/">x</a>
<a href="//e.invalid/">x</a>
<a href="/\\e.invalid/">x</a>
<a href="\\/e.invalid/">x</a>
<a href="\\\\e.invalid/">x</a>
<a href="/&#9;/e.invalid/">x</a>
<a href="mailto:a@e.invalid">x</a>
<a href="tel:1;ext=2">x</a>
<a href="ftp://e.invalid/">x</a>
<a href="a.html" ping="https://e.invalid/">x</a>
<a href="a.html" target="_top">x</a>
<a href="https://e.invalid/" target="_blank">x</a>
<a href="https://e.invalid/" target="_blank" rel="opener">x</a>
<a href="a.html" onfocus="fire()">x</a>
<a name="x">x</a>
<a href="a.html">x<a href="b.html">y</a></a>
<iframe src="a.html"></iframe>
<iframe srcdoc="&lt;script&gt;fire()&lt;/script&gt;"></iframe>
<frameset><frame src="a.html"></frameset>
<object data="a.svg"></object>
<embed src="a.svg">
<applet code="x"></applet>
<video src="a.mp4" poster="https://e.invalid/"></video>
<audio src="a.mp3"></audio>
<track src="a.vtt">
<portal src="a.html"></portal>
<form action="https://e.invalid/"></form>
<form action="javascript:fire()"></form>
<form action="a.html" method="post"></form>
<form action="a.html"><form action="a.html"></form></form>
<button type="submit" formaction="https://e.invalid/">x</button>
<button>x</button>
<input type="image" src="a.png">
<input type="hidden" name="a" value="b">
<input type="text" autofocus onfocus="fire()">
<isindex>
<keygen>
<base href="https://e.invalid/">
<meta http-equiv="refresh" content="0;url=https://e.invalid/">
<link rel="stylesheet" href="https://e.invalid/x.css">
<style>p{color:red}</style>
<style>@import "https://e.invalid/";</style>
<svg onload="fire()"></svg>
<svg/onload=fire()>
<svg><script>fire()</script></svg>
<svg><a href="javascript:fire()"><text>x</text></a></svg>
<svg><a xlink:href="javascript:fire()"><text>x</text></a></svg>
<svg><use href="https://e.invalid/a.svg#b"></use></svg>
<svg><use xlink:href="data:image/svg+xml,x"></use></svg>
<svg><image href="https://e.invalid/"></image></svg>
<svg><foreignObject><p>x</p></foreignObject></svg>
<svg><animate attributeName="href" values="javascript:fire()"></animate></svg>
<svg><set attributeName="onload" to="fire()"></set></svg>
<svg><style>p{color:red}</style></svg>
<svg><title><img src="x" alt=""></title></svg>
<svg><desc>x</desc></svg>
<svg><p>x</p></svg>
<svg><filter id="f"></filter></svg>
<svg><path style="fill:url(//e.invalid)"/></svg>
<svg><rect fill="url(https://e.invalid/#a)"/></svg>
<svg xmlns="http://www.w3.org/1999/xhtml"></svg>
<path d="M0 0"/>
<math><mtext><img src="x" alt=""></mtext></math>
<math href="javascript:fire()">x</math>
<template><p>x</p></template>
<noscript><p title="</noscript><img src=x onerror=fire()>">x</p></noscript>
<noscript><style></noscript><img src=x onerror=fire()></style></noscript>
<noembed>x</noembed>
<xmp>x</xmp>
<plaintext>
<listing>x</listing>
<marquee onstart="fire()">x</marquee>
<dialog open>x</dialog>
<slot name="x">x</slot>
<x-y>x</x-y>
<textarea><b>x</b></textarea>
<textarea></TEXTAREA><img src=x onerror=fire()></textarea>
<select><option>a<b>b</b></option></select>
<title>x</title>
<!-- x -->
<!-->
<!--><script>fire()</script>-->
<!--->
<!doctype html>
<![CDATA[x]]>
<?xml version="1.0"?>
<?php x ?>
<%x%>
</>
< p>x</p>
<p>x
x</p>
<p>a<div>b</div></p>
<b><i>x</b></i>
<div></span></div>
</body><script>document.body.hidden=false</script>
<body onload="fire()">
<html manifest="x">
<head><meta charset="utf-7"></head>
<table><tr><td>x</td></tr></table>
<table>x<tbody><tr><td>y</td></tr></tbody></table>
<table><tbody><tr><p>x</p></tr></tbody></table>
<ul><p>x</p></ul>
<li>x</li>
<dl><dd><div><dt>x</dt></div></dd></dl>
<h1>second</h1>
<h2>a<h3>b</h3></h2>
<label for="none">x</label>
<p aria-labelledby="none">x</p>
<p lang="x y">x</p>
<p role="application">x</p>
<p tabindex="5">x</p>
<p dir="rtl">x</p>
<p>\x00x</p>
<p>\x08x</p>
<p>\u202ex</p>
<p>\ufffex</p>
<p>x < y</p>
""".strip().replace("\\\\", "\\").split("\n")  # fmt: skip

HEADS = [
    '<base href="https://e.invalid/">',
    '<meta http-equiv="refresh" content="0;url=https://e.invalid/">',
    '<meta http-equiv="refresh" content="0;url=javascript:fire()">',
    '<meta http-equiv="refresh" content="5;url=a.html">',
    '<meta http-equiv="set-cookie" content="a=b">',
    '<meta charset="utf-7">',
    '<meta name="x" content="y">',
    '<link rel="stylesheet" href="https://e.invalid/x.css">',
    '<link rel="stylesheet" href="//e.invalid/x.css">',
    '<link rel="stylesheet" href="data:text/css,x">',
    '<link rel="preconnect" href="https://e.invalid/">',
    '<link rel="dns-prefetch" href="//e.invalid/">',
    '<link rel="prefetch" href="a.html">',
    '<link rel="preload" href="a.js" as="script">',
    '<link rel="modulepreload" href="a.js">',
    '<link rel="import" href="a.html">',
    '<link rel="manifest" href="a.json">',
    '<link rel="icon" href="https://e.invalid/x.ico">',
    '<link rel="icon" href="data:image/svg+xml,x">',
    '<link rel="stylesheet" imagesrcset="a.png" href="a.css">',
    '<link rel="canonical" href="javascript:fire()">',
    "<style>p{color:blue}</style>",
    "<style>@import 'https://e.invalid/';</style>",
    "<style>p{color:red}</style ><p>x</p>",
    "<noscript><p>x</p></noscript>",
    "<script>fire()</script>",
    "<title>two</title>",
    "<title/>x</title>",
    "<script/>fire()</script>",
    "x",
    "<p>x</p>",
]


def test_a_page_as_ours_has_no_fault() -> None:
    assert page(PLAIN, ()) == []
    assert faults(head=f"<style>{SHEET}</style><script>{OWN}</script>") == []
    assert faults(head='<meta http-equiv="refresh" content="0;url=a.html"><link rel="icon" href="data:,">') == []


@pytest.mark.parametrize("body", FINE)
def test_what_is_fine(body: str) -> None:
    assert faults(body) == []


@pytest.mark.parametrize("body", FORBIDDEN)
def test_what_is_forbidden_in_a_page(body: str) -> None:
    found = faults(body)
    assert found
    assert all(re.match(r"page:\d+: |page: ", fault) for fault in found), found


@pytest.mark.parametrize("head", HEADS)
def test_what_is_forbidden_in_a_head(head: str) -> None:
    assert faults(head=head)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<!DOCTYPE html>\n", "", "does not begin with"),
        ("<!DOCTYPE html>", "<!DOCTYPE html PUBLIC>", "does not begin with"),
        (' lang="en"', "", "lang (<html>) is missing"),
        ("<title>t</title>", "", "one <title>"),
        ("<title>t</title>", "<title> </title>", "one <title>"),
        ("<title>t</title>", "<title>t<b></title>", "not written as ours is"),
        ("<title>t</title>", "<title>t</TITLE><script>fire()</script></title>", "not written as ours is"),
        ("<h1>t</h1>", "", "there are 0"),
        ("<h1>t</h1>", "<div hidden><h1>t</h1></div>", "there are 0"),
        ("</body>\n</html>\n", "", "<body> is not closed"),
        ("</html>\n", "</html>\nx", "no text may stand here"),
        ("</html>\n", "</html>\n<p>x</p>", "<p> must not stand here"),
    ],
)
def test_what_a_page_must_have(old: str, new: str, said: str) -> None:
    assert old in PLAIN
    assert said in " ".join(page(PLAIN.replace(old, new), KNOWN))


def test_a_known_script_is_known_by_every_byte() -> None:
    assert page(PAGE.format(head="", body=f"<script>{OWN}</script>"), ()) != []
    for wrong in (f" {OWN}", f"{OWN}\n", OWN.upper(), OWN[:-1]):
        assert faults(f"<script>{wrong}</script>"), wrong


def test_a_fault_names_its_line() -> None:
    assert faults("\n\n<p>x</p>\n<iframe></iframe>") == ["page:12: the element <iframe> is not allowed"]
    assert faults('<p title="\n>">\n<b onclick=""></b></p>') == ["page:11: the attribute onclick (<b>) is not allowed"]


@pytest.mark.parametrize("ending", ["<", "</", "<p", '<p title="', '<p title=">', '<p title=">" <b>'])
def test_a_tag_without_an_end_is_a_fault(ending: str) -> None:
    said = faults(f"<p>x</p>{ending}")[0]
    assert said.startswith(f"page:9: the markup here is not written as ours is: {ending}")
    assert "not written as ours is" in " ".join(page(f"{PLAIN}{ending}"))


def test_the_same_tags_are_judged_anew_in_another_place() -> None:
    row = "<li><b>x</b></li>"
    for _ in range(2):
        assert faults(f"<ul>{row}</ul>") == []
        assert faults(f"<div>{row}</div>") == ["page:9: <li> must not stand here"]
        assert faults(f"<ul>x{row}</ul>") == ["page:9: no text may stand here: x"]


def test_a_page_is_judged_alike_however_much_was_read_before() -> None:
    before = faults("<ul><p>x</p></ul>"), page(PLAIN)
    assert faults("".join(f'<p class="{number}">x</p>\n' for number in range(20_000))) == []
    assert (faults("<ul><p>x</p></ul>"), page(PLAIN)) == before
    assert before[0]


def test_a_fault_is_one_printable_line() -> None:
    found = faults('<a href="javascript:\n\x1b[2J\u202efire()">x</a>')
    assert found
    assert all(fault.isprintable() for fault in found)


def test_a_long_page_is_read_in_time_that_grows_with_it() -> None:
    for piece in ("<", "<a ", '<a href="', "<p>", "</p>", "&", "<!--", "<p a", "<script>", "<svg>", '<p a="" '):
        assert faults(piece * 20_000) or piece == "&"
