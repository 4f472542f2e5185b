"""The fourth wall alone: under the policy of its page everything of ours works, and nothing that was put in does."""

import functools
import http.server
import re
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.watching import gone_wrong
from fazhi.build import rendered
from fazhi.checked import check

LISTEN = """
(window.top || window).addEventListener("securitypolicyviolation", function (event) {
  console.log("VIOLATION " + event.effectiveDirective + " " + event.blockedURI + " " + event.sample);
});
"""
Patch = Callable[[str, str], tuple[Path, str]]
META = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n')
BARE = "zh/404.html"
"""A small page that the engine has made: its frame is that of all."""
SLIDES = "zh/lessons/my-data/slides.html"
RUN = "console.log({n})"
"""What says that it has run: each by its number, in signs that need no quotes."""
INJECTED = {
    "script": "<script>{run}</script>",
    "a script with a nonce": '<script nonce="x">{run}</script>',
    "a module": '<script type="module">{run}</script>',
    "a script as data": '<script src="data:text/javascript,{run}"></script>',
    "a foreign script": '<script src="{foreign}/{n}/run.js"></script>',
    "a foreign module": '<script type="module">import "{foreign}/{n}/run.js"</script>',
    "a script in svg": "<svg><script>{run}</script></svg>",
    "an error": '<img src="data:," onerror="{run}">',
    "a drawing that loads": '<svg onload="{run}"></svg>',
    "what opens": '<details open ontoggle="{run}"><summary>x</summary>y</details>',
    "a focus": '<input autofocus onfocus="{run}">',
    "a click": '<button type="button" class="press" onclick="{run}">x</button>',
    "a link": '<a class="press" href="javascript:void({run})">x</a>',
    "a link in svg": '<svg><a class="press" href="javascript:void({run})"><text y="9">x</text></a></svg>',
    "a frame that runs": '<iframe src="javascript:void(parent.{run})"></iframe>',
    "a document in a frame": '<iframe srcdoc="<script>parent.{run}</script>"></iframe>',
    "a form that runs": '<form action="javascript:void({run})"><button class="press">x</button></form>',
    "a form that sends": '<form action="{foreign}/{n}/sent"><button class="press">x</button></form>',
    "a button that sends": '<form><button class="press" formaction="{foreign}/{n}/sent">x</button></form>',
    "an image": '<img src="{foreign}/{n}/i.png" alt="">',
    "a set of images": '<img srcset="{foreign}/{n}/i.png 2x, {foreign}/{n}/j.png 1x" alt="">',
    "an image button": '<input type="image" src="{foreign}/{n}/i.png" alt="x">',
    "an old background": '<table background="{foreign}/{n}/i.png"><tr><td>x</table>',
    "a frame": '<iframe src="{foreign}/{n}/page.html"></iframe>',
    "an object": '<object data="{foreign}/{n}/page.html"></object>',
    "an embedding": '<embed src="{foreign}/{n}/page.html">',
    "a film": '<video src="{foreign}/{n}/v.mp4" autoplay muted></video>',
    "a sound": '<audio src="{foreign}/{n}/a.mp3" preload="auto"></audio>',
    "a poster": '<video poster="{foreign}/{n}/i.png"></video>',
    "a style sheet": '<link rel="stylesheet" href="{foreign}/{n}/s.css">',
    "an imported style": '<style>@import "{foreign}/{n}/s.css";</style>',
    "a style that loads": "<style>main { background: url({foreign}/{n}/i.png) }</style>",
    "a style attribute": "<p style=\"background: url('{foreign}/{n}/i.png')\">x</p>",
    "a manifest": '<link rel="manifest" href="{foreign}/{n}/m.json">',
    "a preload": '<link rel="preload" as="script" href="{foreign}/{n}/run.js">',
    "a module ahead": '<link rel="modulepreload" href="{foreign}/{n}/run.js">',
    "a prefetch": '<link rel="prefetch" href="{foreign}/{n}/page.html">',
    "an icon": '<link rel="icon" href="{foreign}/{n}/i.png">',
    "a ping": '<a class="press" ping="{foreign}/{n}/ping" href="#fz-top">x</a>',
    "a base": '<base href="{foreign}/{n}/"><img src="i.png" alt="">',
}
"""What a hole in the other walls might let in, by its name; ``{foreign}`` is somebody else's server. The base, which
would turn what follows, stands last."""
UNTOLD = {"an icon", "a manifest", "a preload"}
"""What a browser without a window does not always ask for: no proof that it would be asked for without the policy."""


class _Other(http.server.BaseHTTPRequestHandler):
    """Somebody else's server: counts who asks."""

    asked: list[str]

    def do_GET(self) -> None:
        """Answer every question with a script, and what leads away with nothing, so that the page stays.

        Chromium may never answer when it is asked to close a page that is on its way to another server.
        """
        self.asked.append(self.path)
        if self.path.split("?")[0].endswith("/sent"):
            self.send_response(204)
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()
        self.wfile.write(RUN.format(n=self.path.split("/")[1]).encode())

    do_POST = do_GET  # noqa: N815 - the name that the library calls

    def log_message(self, *args: object) -> None:
        """Stay quiet."""


@pytest.fixture(scope="module")
def other() -> Iterator[tuple[str, list[str]]]:
    """Somebody else's server: its address, and what it was asked for."""
    asked: list[str] = []
    handler = type("Asked", (_Other,), {"asked": asked})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
        server.shutdown()


@pytest.fixture(scope="module")
def patched(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Patch]:
    """Write a page into a copy of what pages need, give its file and its address on a web server."""
    root = tmp_path_factory.mktemp("patched")
    shutil.copytree(site / "zh" / "assets", root / "zh" / "assets")
    handler = functools.partial(_Quiet, directory=str(root))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()

        def write(name: str, text: str) -> tuple[Path, str]:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            return path, f"http://127.0.0.1:{server.server_address[1]}/{name}"

        yield write
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


def written(kind: str, foreign: str) -> str:
    """What is injected, with the number by which it can be told from all others."""
    n = str(1000 + list(INJECTED).index(kind))
    return INJECTED[kind].replace("{run}", RUN).replace("{foreign}", foreign).replace("{n}", n)


def harm(page: Page, address: str, asked: list[str], wanted: int = 0) -> set[str]:
    """Open a page, press what wants to be pressed, and give the names of what ran or asked somebody else.

    Waits for ``wanted`` of them, ten seconds at most: for some a browser asks only where it has nothing else to do.
    Where none is wanted it waits half a second.
    """
    asked.clear()
    ran: list[str] = []
    page.on("console", lambda message: ran.append(message.text) if message.text else None)
    page.goto(address, wait_until="load")
    names, seen = list(INJECTED), set[str]()
    for press in page.locator(".press").all():
        press.dispatch_event("click")
    for _ in range(400 if wanted else 20):
        numbers = [number for number in (*ran, *(path.split("/")[1] for path in asked)) if number.isdigit()]
        seen = {names[int(number) - 1000] for number in numbers}
        if wanted and len(seen) >= wanted:
            break
        page.wait_for_timeout(25)
    return seen


@pytest.mark.parametrize("source", [BARE, SLIDES])
def test_nothing_that_was_put_in_runs_or_loads(
    browser: Browser, site: Path, other: tuple[str, list[str]], patched: Patch, source: str
) -> None:
    """All at once, from a web server and from the disk."""
    foreign, asked = other
    put_in = "\n".join(written(kind, foreign) for kind in INJECTED)
    path, address = patched(
        "zh/patched.html", (site / source).read_text("utf-8").replace("</main>", put_in + "</main>")
    )
    for where in (address, path.as_uri()):
        page = browser.new_page()
        assert harm(page, where, asked) == set()
        assert page.locator(".press").count() == str(INJECTED).count("press"), "it is there, and does nothing"
        page.close()


def test_all_of_it_would_run_or_load_without_the_policy(
    browser: Browser, site: Path, other: tuple[str, list[str]], patched: Patch
) -> None:
    """What leads away alone, the others together: what does nothing anyway proves nothing."""
    foreign, asked = other
    bare = META.sub("", (site / BARE).read_text("utf-8"))
    pressed = [[kind] for kind, markup in INJECTED.items() if "press" in markup]
    together = [kind for kind, markup in INJECTED.items() if "press" not in markup and kind not in UNTOLD]
    for number, kinds in enumerate([together, *pressed]):
        page = browser.new_page()
        put_in = "\n".join(written(kind, foreign) for kind in kinds)
        _, address = patched(f"zh/{number}.html", bare.replace("</main>", put_in + "</main>"))
        assert harm(page, address, asked, wanted=len(kinds)) == set(kinds)
        page.close()


# --- what is ours works under it -------------------------------------------------------------------------


@pytest.fixture
def told(browser: Browser) -> Iterator[tuple[BrowserContext, list[str]]]:
    """A browser that writes down every complaint, from any of its windows."""
    context = browser.new_context(accept_downloads=True, permissions=["clipboard-read", "clipboard-write"])
    context.add_init_script(LISTEN)
    said: list[str] = []
    context.on("console", lambda message: said.append(message.text))
    context.on("weberror", lambda error: said.append(str(error.error)))
    context.on("requestfailed", lambda request: said.append(request.url) if gone_wrong(request) else None)
    yield context, said
    context.close()
    assert said == []


def read(page: Page, base: str) -> None:
    """The scheme, a quiz, paper."""
    page.goto(f"{base}/zh/cases/short-video-app.html")
    page.locator(".fz-scheme").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.check("#q1-a", force=True)
    expect(page.locator("#q1-a-why .fz-reason")).to_be_visible()
    page.emulate_media(media="print")
    assert page.pdf().startswith(b"%PDF")
    page.emulate_media(media="screen")


def search(page: Page, base: str) -> None:
    page.goto(f"{base}/en/search.html")
    page.locator("#fz-query").fill("procuratorate")
    page.keyboard.press("Enter")
    page.locator(".fz-search button[type=submit]").click()
    expect(page.locator(".fz-result__link").first).to_be_visible()
    assert "search.html" in page.url


def play(page: Page, base: str) -> None:
    """A story in scenes, a table to sort."""
    page.goto(f"{base}/zh/lessons/my-data.html")
    page.locator('.fz-scene--now a[href="#look"]').click()
    expect(page.locator("#look")).to_be_focused()
    page.goto(f"{base}/zh/lessons/snacks-and-labels.html")
    page.locator(".fz-section--sort .fz-pick label").first.click()
    expect(page.locator(".fz-section--sort .fz-reason:visible").first).to_be_visible()


def present(page: Page, base: str) -> None:
    page.goto(f"{base}/{SLIDES}")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".slide").nth(1)).to_be_visible()
    with page.context.expect_page() as opening:
        page.keyboard.press("n")
    notes = opening.value
    expect(notes.locator("[data-said]")).not_to_be_empty()
    notes.locator("[data-do=next]").click()
    expect(page.locator(".slide").nth(2)).to_be_visible()
    assert page.pdf().startswith(b"%PDF")


def fill(page: Page, base: str) -> None:
    page.goto(f"{base}/zh/case-form.html")
    with page.expect_download() as saving:
        page.locator("#keep").click()
    assert saving.value.suggested_filename.endswith(".json")


def find_a_way(page: Page, base: str) -> None:
    """The pages at the root, which hold no script."""
    # That of errors has absolute addresses: it is only ever sent by a server.
    for name in ("index.html", "download.html", *(["404.html"] if base.startswith("http") else [])):
        page.goto(f"{base}/{name}")
        assert page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") != "none"


@pytest.mark.parametrize("do", [read, search, play, present, fill, find_a_way], ids=lambda do: do.__name__)
def test_what_is_ours_works_without_a_complaint(
    told: tuple[BrowserContext, list[str]], base: str, do: Callable[[Page, str], None]
) -> None:
    do(told[0].new_page(), base)


def test_the_address_is_copied(told: tuple[BrowserContext, list[str]], server: str) -> None:
    page = told[0].new_page()
    page.goto(f"{server}/zh/cases/bank-cards.html")
    page.locator(".fz-share__copy").click()
    expect(page.locator(".fz-share__said")).to_have_text("已复制")


def test_a_moved_page_leads_on(
    told: tuple[BrowserContext, list[str]], repo: Callable[..., Path], mini: Mapping[str, bytes], tmp_path: Path
) -> None:
    checked = check(repo({"docs/reference/redirects.yml": "- {kind: case, old: apples, new: apple}\n"}))
    folder = tmp_path / "site" / "zh" / "cases"
    folder.mkdir(parents=True)
    shutil.copytree(tmp_path / "repo" / "docs" / "assets", tmp_path / "site" / "assets")
    (folder / "apples.html").write_text(rendered(checked).shared["zh/cases/apples.html"], "utf-8")
    (folder / "apple.html").write_text("<!DOCTYPE html><title>there</title>", "utf-8")
    page = told[0].new_page()
    page.goto((folder / "apples.html").as_uri())
    page.wait_for_url("**/apple.html")


def test_a_complaint_would_be_heard(browser: Browser, site: Path, patched: Patch) -> None:
    text = (site / BARE).read_text("utf-8").replace("</main>", '<p style="color: red">x</p></main>')
    path, address = patched("zh/heard.html", text)
    for where in (address, path.as_uri()):
        context = browser.new_context()
        context.add_init_script(LISTEN)
        said: list[str] = []
        context.on("console", lambda message, said=said: said.append(message.text))
        context.new_page().goto(where)
        context.close()
        assert any(text.startswith("VIOLATION style-src-attr") for text in said)
