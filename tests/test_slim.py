"""What is left of a style sheet: what may apply stays, and nothing else."""

import re
from pathlib import Path

import material
import pytest

from fazhi.slim import names_in_page, names_in_script, names_in_sheet, recast, slim

PAGE = '<html><body dir="ltr" data-mode="light"><p class="one two" id="here"><a href="x">.</a></p></body></html>'
SCRIPT = "x.setAttribute('data-mode', 'dark'); y('seen now')"
NAMES = names_in_page(PAGE) | names_in_script(SCRIPT)


@pytest.mark.parametrize(
    "sheet",
    [
        ".one{color:red}",
        'p.one.two>a:hover::after{content:"}"}',
        "#here{color:red}",
        ":root{color:red}",
        "*{margin:0}",
        "[data-mode=dark]{color:red}",
        "[data-mode=light] .seen{color:red}",
        "[dir=ltr] .one{color:red}",
        ".one[hidden],.one[aria-current=page]{color:red}",
        ".one:not(.absent){color:red}",
        ".one:is(.absent,.two){color:red}",
        "@media print{.one{color:red}}",
        "@supports (a:b){@media (x){.one{color:red}}}",
        '@font-face{font-family:x;src:url("data:a;b,{c}")}',
        "@page{margin:1cm}",
        ":root{--a:1px}.one{margin:var(--a,2px)}",
        ":root{--a:1px;--b:var(--a)}.one{margin:var( --b)}",
        ".one{animation:turn 1s}@keyframes turn{0%{top:0}to{top:1px}}",
    ],
)
def test_what_may_apply_stays_as_it_is(sheet: str) -> None:
    assert slim(sheet, NAMES) == sheet


@pytest.mark.parametrize(
    ("sheet", "left"),
    [
        (".absent{color:red}", ""),
        (".one .absent,.two{color:red}", ".two{color:red}"),
        (".one,.absent{color:red}.two{top:0}", ".one{color:red}.two{top:0}"),
        ("table{color:red}", ""),
        ("#there{color:red}", ""),
        ("[data-mode=blue]{color:red}", ""),
        ("[dir=rtl] .one{color:red}", ""),
        (".one[data-absent]{color:red}", ""),
        ("@media print{.absent{color:red}}.one{top:0}", ".one{top:0}"),
        ("@media print{.absent{color:red}.two{top:0}}", "@media print{.two{top:0}}"),
        (':root{--a:url("data:a;b{c}");--b:1px}.one{margin:var(--b)}', ":root{--b:1px}.one{margin:var(--b)}"),
        (":root{--a:1px;--b:var(--a)}", ""),
        ("@keyframes turn{0%{top:0}to{top:1px}}.one{top:0}", ".one{top:0}"),
        ('@charset "UTF-8";/* a } */.one{top:0}/*# sourceMappingURL=x */', ".one{top:0}"),
    ],
)
def test_what_cannot_apply_goes(sheet: str, left: str) -> None:
    assert slim(sheet, NAMES) == left


def test_a_property_that_others_use_stays() -> None:
    sheet = ":root{--a:1px;--b:2px;--c:3px;--d:4px}"
    elsewhere = names_in_sheet("p{margin:var(--b)}") | names_in_page('<p style="top:var( --c)">')
    assert slim(sheet, NAMES | elsewhere | names_in_script("'var(--d)'")) == ":root{--b:2px;--c:3px;--d:4px}"


def test_the_names_on_a_page() -> None:
    page = '<P CLASS=\'a b\' data-c="d > e" data-f=g hidden id=h><br/><svg viewBox="0 1">a < b </svg><!-- <i> -->'
    assert names_in_page(page) == {
        *("p", "class", "a", "b", "data-c", "data-c=d > e", "data-f", "data-f=g", "hidden", "id", "h"),
        *("br", "svg", "viewbox", "i"),
    }


def test_the_rules_for_one_name_can_be_given_another() -> None:
    sheet = "/* x */ [a=dark] { color: red; top: 0 } p { top: 0 }"
    sheet += '@media print { q, [a="dark"] p { top: 1px } p { top: 0 } }'
    assert recast(sheet, "a=dark", "a=light") == "[a=light]{color: red;top: 0}@media print{[a=light] p{top: 1px}}"


def test_the_theme_still_has_what_we_take_of_it(ROOT: Path) -> None:
    """Icons and two style sheets; no template, so that no script of the theme can come back with a later version."""
    theme = Path(material.__file__).parent / "templates"
    ours = (ROOT / "templates" / "theme" / "main.html").read_text("utf-8")
    icons = set(re.findall(r'icon\("([a-z-]+)"\)', ours))
    assert len(icons) >= 7
    for icon in icons:
        assert (theme / ".icons" / "material" / f"{icon}.svg").is_file()
    assert len(list((theme / "assets" / "stylesheets").glob("*.min.css"))) == 2
    templates = list((ROOT / "templates" / "theme").rglob("*.html"))
    for template in templates:
        text = template.read_text("utf-8")
        used = set(re.findall(r"{%-?\s*(?:extends|import|from)\s+\"([^\"]+)", text))
        assert used <= {one.name for one in templates}
        assert set(re.findall(r"{%-?\s*include\s+\"([^\"]+)\"", text)) <= {".icons/material/"}
