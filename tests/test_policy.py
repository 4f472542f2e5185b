"""The Content Security Policy: first on every page, true to what the page holds, and the same in servers' headers."""

import io
import re
import zipfile
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

import pytest

from fazhi import disk, originals, policies, verify
from fazhi.beside import forms
from fazhi.build import build, rendered
from fazhi.checked import check
from fazhi.publish import FaultySite
from fazhi.render.policy import Inline, digest, header, policy
from fazhi.serve import error_page
from fazhi.verify import Own

Repo = Callable[..., Path]
RECIPES = ("nginx.conf", "Caddyfile", "_headers", "web.config")
_SENT = re.compile(r"(Content-Security-Policy(?:: |\" value=\"| \"))([^\"\n]*)")
"""How each kind of server is told the header."""


@pytest.fixture(scope="module")
def templates(ROOT: Path) -> dict[str, str]:
    paths = [path for path in (ROOT / "templates").rglob("*.j2") if path.is_file()]
    return {path.relative_to(ROOT / "templates").as_posix(): path.read_text("utf-8") for path in paths}


def page(inside: str = "", allow: str | None = None) -> str:
    """A page with the plain policy or another one."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy() if allow is None else allow}">\n'
    start = f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n{meta}<title>t</title>\n</head>\n'
    return f"{start}<body>\n<h1>t</h1>\n{inside}</body>\n</html>\n"


OWN = Own(frozenset({digest("run()")}), policies=frozenset({str(policy()), str(policy(["run()"], ["p {}"]))}))


def faults(text: str, rule: str = "") -> list[str]:
    """What is wrong with a page: all of it, or what one rule says."""
    found = verify.one("a.html", text.encode(), OWN).faults
    return [str(fault) for fault in found if fault.rule == rule or not rule]


def unlike(files: Mapping[str, bytes], known: Collection[str]) -> list[str]:
    """What is wrong with the policies of the pages among some files."""
    own = Own(policies=frozenset(known))
    found = (verify.one(name, data, own) for name, data in files.items() if name.endswith(".html"))
    return [str(fault) for each in found for fault in each.faults if fault.rule == "policy"]


# --- what it says ----------------------------------------------------------------------------------------


def test_a_digest_is_the_one_of_the_standard() -> None:
    """The example of CSP level 3, section 8.4."""
    assert digest("alert('Hello, world.');") == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"


def test_nothing_is_allowed_that_would_undo_it(templates: dict[str, str]) -> None:
    for text in (*policies.allowed(templates), policies.served(templates)):
        rules = dict(rule.split(" ", 1) for rule in text.split("; "))
        assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
        sources = {source for rule in rules.values() for source in rule.split()}
        assert {one for one in sources if not one.startswith("'sha256-")} == {"'none'", "'self'", "data:"}
        assert [name for name, rule in rules.items() if "data:" in rule] == ["img-src"]


def test_a_page_is_allowed_what_it_holds_and_no_more(templates: dict[str, str]) -> None:
    inline = policies.inline(templates)
    assert {kind: (len(one.scripts), len(one.styles)) for kind, one in inline.items()} == {
        "page": (1, 0),
        "root": (0, 0),
        "slides": (1, 1),
        "case form": (1, 1),
    }
    assert len(policies.allowed(templates)) == len(inline)


def test_a_header_holds_each_text_once() -> None:
    said = header([Inline(("a",), ("x",)), Inline(("a", "b"))])
    assert said == f"{policy(['a', 'b'], ['x'])}; frame-ancestors 'none'"


# --- where it stands -------------------------------------------------------------------------------------


def test_every_page_of_the_site_obeys(site: Path, templates: dict[str, str]) -> None:
    files = disk.contents(site)
    assert sum(name.endswith(".html") for name in files) > 300
    assert unlike(files, policies.allowed(templates)) == []


def test_every_page_in_a_zip_has_it_first(site: Path) -> None:
    zips = sorted(site.rglob("*.zip"))
    found = 0
    for path in zips:
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            for name in archive.namelist():
                if name.endswith(".html"):
                    text = archive.read(name).decode()
                    [(one, allow)] = re.findall(r'(http-equiv="Content-Security-Policy" content="([^"]*)")', text)
                    assert text.index('<meta charset="utf-8">\n<meta ' + one) < text.index("<title>")
                    assert unlike({name: text.encode()}, {allow}) == [], f"{path}: {name}"
                    found += 1
    assert found > 300


def test_every_page_that_no_engine_makes_obeys(repo: Repo, templates: dict[str, str]) -> None:
    checked = check(repo({"docs/reference/redirects.yml": "- {kind: case, old: apples, new: apple}\n"}))
    pages = rendered(checked)
    files = {name: text.encode() for name, text in (pages.shared | pages.copy).items()} | forms(checked)
    assert {"index.html", "404.html", "download.html", "zh/cases/apples.html", "zh/case-form.html"} <= set(files)
    assert unlike(files, policies.allowed(templates)) == []


def test_the_preview_says_what_is_wrong_under_it() -> None:
    text = error_page(["<script>x</script>"], "en")
    assert text.index("Content-Security-Policy") < text.index("<title>")
    [style] = re.findall("<style>(.*?)</style>", text)
    assert digest(style) in text


# --- what a build refuses --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "inside",
    [
        "",
        '<script defer src="../assets/a.js"></script>\n<script src="b.js"></script>',
        '<script type="application/ld+json">{"a": "<b style=x onload=y>"}</script>',
        '<script type="application/json" id="data">[]</script>',
        '<p title="a style=b or onload=c">style="x" onload="y"</p>',
        '<a href="https://fazhi.example/one=1">x</a>',
    ],
)
def test_what_the_policy_allows_is_allowed(inside: str) -> None:
    more = inside + "<script>run()</script>"
    assert faults(page(inside), "policy") == faults(page(more, policy(["run()"], ["p {}"])), "policy") == []
    assert "its policy does not name" in faults(page(more), "policy")[0]


def test_a_page_with_a_policy_of_its_own_is_whole() -> None:
    text = page('<script src="a.js"></script><script>run()</script>', policy(["run()"], ["p {}"]))
    assert faults(text) == []
    style = text.replace("</head>", "<style>p {}</style></head>")
    assert faults(style, "policy") == []
    assert "<style>" in faults(style.replace("p {}<", "p { }<"), "policy")[0]


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<script>run()</script>", digest("run()")),
        ("<SCRIPT>run()</SCRIPT >", "not written as ours is: <SCRIPT>run()"),
        ("<style>p {}</style>", digest("p {}")),
        ("<script async>run()</script>", "<script async> 'run()' is not allowed"),
        ("<script defer>run()</script>", "<script defer> 'run()' is not allowed"),
        ('<script class="a">run()</script>', "is not allowed: its policy does not name"),
        ('<script type="application/json" class="a">[]</script>', f"does not name {digest('[]')[:9]}"),
        ("<script>run()", "not closed"),
        ("<script", "not written as ours is"),
        ('<script src="https://evil.example/a.js"></script>', "not allowed"),
        ('<script src="//evil.example/a.js"></script>', "not allowed"),
        ('<script src="a.js">run()</script>', "not allowed"),
        ('<script type="module">run()</script>', "not allowed"),
        ('<p style="color: red">', "style"),
        ("<p\nSTYLE = x>", "STYLE"),
        ('<img src="a.png" onerror="run()">', "onerror"),
        ("<svg/onload=run()>", "onload"),
        ("<p title='a'onclick=run()>", "onclick"),
    ],
)
def test_what_would_be_blocked_unseen_is_refused(inside: str, said: str) -> None:
    found = faults(page(inside))
    assert all(fault.startswith("a.html:") for fault in found)
    assert any(said in fault for fault in found), found


@pytest.mark.parametrize(
    "broken",
    [
        lambda text: text.replace("<meta http-equiv", "<meta name"),
        lambda text: text.replace('<meta charset="utf-8">\n', ""),
        lambda text: text.replace('<meta charset="utf-8">', '<meta charset="utf-8">\n<title>t</title>'),
        lambda text: text.replace("</head>", '<meta http-equiv="Content-Security-Policy" content="x"></head>'),
        lambda text: text.replace("<html", "<!-- --><html"),
    ],
    ids=["none", "no charset", "title first", "two", "something before"],
)
def test_a_policy_that_is_not_first_and_alone_is_refused(broken: Callable[[str], str]) -> None:
    assert faults(page()) == []
    assert faults(broken(page()))
    [*found] = faults(broken(page()), "policy")
    said = "a.html:1: the content security policy is wrong: its one Content Security Policy is not the first thing"
    assert found == [f"{said} in its head"]


def test_a_second_policy_in_other_letters_is_refused() -> None:
    for written in ("HTTP-EQUIV=content-security-policy", 'http-equiv="content-security-policy"'):
        assert faults(page().replace("</head>", f'<meta {written} content="x"></head>'))
        assert faults(page().replace("<h1>", f'<meta {written} content="x"><h1>'))


def test_a_policy_that_nobody_knows_is_refused() -> None:
    [fault] = faults(page(allow="default-src *"))
    assert "the policy default-src * is none of ours" in fault


def test_what_verifies_a_site_knows_its_policies(templates: dict[str, str]) -> None:
    own = originals.own(templates, {})
    assert own.policies == policies.allowed(templates)
    assert len(own.carried) == 1
    assert not own.carried & own.policies


def test_no_page_is_asked_for_a_policy_where_none_is_known() -> None:
    """Only tests have no list of policies: what verifies a site gets one from the templates."""
    bare = page().replace("<meta http-equiv", "<meta name").replace("Content-Security-Policy", "robots")
    assert faults(bare, "policy")
    assert verify.one("a.html", bare.encode(), Own()).faults == ()


def test_a_fifth_script_stops_the_build(repo: Repo, mini: Mapping[str, bytes]) -> None:
    """Whoever writes one more script into the frame is told, and no page goes out on which it is silently blocked."""
    name = "templates/theme/main.html"
    root = repo({name: mini[name].replace(b"</body>", b"<script>count()</script></body>")})
    with pytest.raises(FaultySite) as caught:
        build(check(root))
    assert any(digest("count()") in fault for fault in caught.value.faults)
    assert not (root / "site").exists()


# --- servers ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", RECIPES)
def test_servers_send_what_the_pages_say(ROOT: Path, templates: dict[str, str], accept: bool, name: str) -> None:
    path = ROOT / "docs" / "publishing" / name
    text, wanted = path.read_text("utf-8"), policies.served(templates)
    if accept:
        path.write_text(text := _SENT.sub(lambda match: match[1] + wanted, text), "utf-8")
    assert [sent for _, sent in _SENT.findall(text)] == [wanted], "run this test with --accept"
