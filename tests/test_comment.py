"""The one job with the right to comment takes text of strangers: nothing in it acts. Against a host of paper."""

import io
import json
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from programs import ROOT, loaded

ENV = {
    "GITHUB_REPOSITORY": "team/fazhi",
    "GITHUB_TOKEN": "a-token",
    "GITHUB_SERVER_URL": "https://git.example",
    "RUN_ID": "7",
    "HEAD_SHA": "a" * 40,
    "HEAD_OWNER": "stranger",
    "HEAD_BRANCH": "x&state=closed",
}


comment = loaded(ROOT / ".ci" / "comment.py")


def zipped(*files: tuple[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as box:
        for name, text in files:
            box.writestr(name, text)
    return data.getvalue()


class Paper:
    """A host that holds one pull request, its comments and one artefact."""

    def __init__(self) -> None:
        self.head = ENV["HEAD_SHA"]
        self.comments: list[dict[str, Any]] = []
        self.data = zipped(("comment.md", "All is well."))
        self.size: int | None = None
        self.asked: list[str] = []
        self.shown: list[str | None] = []
        self.base = ""

    def answer(self, method: str, path: str, sent: dict[str, str]) -> Any:
        self.asked.append(f"{method} {path}")
        if path.startswith("/pulls?"):
            return [{"number": 3, "head": {"sha": self.head}}, {"number": 4, "head": {"sha": "b" * 40}}]
        if path.startswith("/actions/runs/7/artifacts"):
            size = len(self.data) if self.size is None else self.size
            return {"artifacts": [{"id": 9, "name": "comment", "expired": False, "size_in_bytes": size}]}
        if method == "GET":
            return self.comments
        if method == "POST":
            self.comments.append({"id": len(self.comments) + 1, "user": {"login": comment.BOT}, **sent})
        else:
            self.comments[int(path.rpartition("/")[2]) - 1].update(sent)
        return {}


@pytest.fixture
def host() -> Iterator[Paper]:
    paper = Paper()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None: ...

        def _serve(self) -> None:
            sent = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or "{}")
            path = self.path.removeprefix("/repos/team/fazhi")
            self.send_response(302 if path.endswith("/zip") else 200)
            if path.endswith("/zip"):
                self.send_header("Location", f"{paper.base}/elsewhere")
            self.end_headers()
            if self.path == "/elsewhere":
                paper.shown.append(self.headers.get("Authorization"))
                self.wfile.write(paper.data)
            elif not path.endswith("/zip"):
                self.wfile.write(json.dumps(paper.answer(self.command, path, sent)).encode())

        do_GET = do_POST = do_PATCH = _serve  # noqa: N815 - the names that the library looks for

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    paper.base = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    yield paper
    server.shutdown()
    server.server_close()


@pytest.fixture
def run(host: Paper) -> Callable[[], int]:
    return lambda: comment.main({**ENV, "GITHUB_API_URL": host.base})


def test_it_writes_one_comment_and_renews_it(host: Paper, run: Callable[[], int]) -> None:
    assert run() == 0
    host.data = zipped(("comment.md", "Mended."))
    assert run() == 0
    assert len(host.comments) == 1
    assert host.comments[0]["body"].startswith(comment.MARK)
    assert host.comments[0]["body"].endswith("Mended.\n")
    assert [asked for asked in host.asked if asked.startswith("P")] == [
        "POST /issues/3/comments",
        "PATCH /issues/comments/1",
    ]


def test_a_comment_of_somebody_else_is_never_touched(host: Paper, run: Callable[[], int]) -> None:
    theirs = {"id": 1, "user": {"login": "stranger"}, "body": f"{comment.MARK}\nmine"}
    host.comments.append(dict(theirs))
    assert run() == 0
    assert host.comments[0] == theirs
    assert len(host.comments) == 2


def test_the_name_of_a_branch_is_a_value_and_no_question(host: Paper, run: Callable[[], int]) -> None:
    run()
    assert "GET /pulls?state=open&head=stranger%3Ax%26state%3Dclosed&per_page=100" in host.asked


def test_a_run_that_was_overtaken_says_nothing(host: Paper, run: Callable[[], int]) -> None:
    host.head = "c" * 40
    assert run() == 0
    assert not host.comments


def test_the_token_is_not_shown_to_the_host_of_the_artefacts(host: Paper, run: Callable[[], int]) -> None:
    assert run() == 0
    assert host.shown == [None]


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (zipped(), None),
        (zipped(("../comment.md", "x")), None),
        (zipped(("comment.md", "x"), ("more.md", "x")), None),
        (b"PK no zip", None),
        (zipped(("comment.md", "x")), 10**9),
        (b"x" * (comment.MAX_ZIP + 1), 5),
    ],
    ids=["nothing in it", "a path", "two files", "no zip", "said to be large", "larger than was said"],
)
def test_what_is_no_small_text_is_refused(
    host: Paper, run: Callable[[], int], data: bytes, size: int | None, capsys: pytest.CaptureFixture[str]
) -> None:
    host.data, host.size = data, size
    assert run() == 1
    assert capsys.readouterr().out.startswith("Refused: ")
    assert not host.comments


def test_a_zip_that_unpacks_to_very_much_is_read_no_further_than_needed(host: Paper, run: Callable[[], int]) -> None:
    host.data = zipped(("comment.md", "长" * 5_000_000))
    assert len(host.data) < comment.MAX_ZIP
    assert run() == 0
    assert 30_000 < len(host.comments[0]["body"]) < 65_536


ACTIVE = [
    "@everyone",
    "[a](https://evil.example)",
    "![a](https://evil.example/x.png)",
    "[a]\n\n[a]: https://evil.example",
    "<https://evil.example>",
    "<img src=x>",
    "<!-- ",
    "&#64;everyone",
    "a&lt;b",
    "https://evil.example",
    "www.evil.example",
    "#12",
    "GH-12",
    "```mermaid\nx\n```",
    "$\\href{x}{y}$",
    "\u202egnp.exe",
]


@pytest.mark.parametrize("text", ACTIVE)
def test_nothing_in_a_text_acts(text: str) -> None:
    said = comment.disarmed(text)
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(said)
    for sign in ("<a", "<img", "<!--", 'everyone"', 'mermaid">'):
        assert sign not in html, html
    for sign in ("@e", "://e", "www.", "#1", "GH-1", "$", "\u202e", "&#64", "&lt"):
        assert sign not in said


SIGNS = [*"<>[]()!@#&:/`~$.a1 ", "\\", "\n", "www.", "http://"]


@given(st.lists(st.sampled_from(SIGNS), max_size=40).map("".join))
def test_no_mixture_of_signs_acts(text: str) -> None:
    said = comment.disarmed(text)
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(said)
    assert not any(sign in html for sign in ("<a ", "<img", "<!", "<?", "://", "www."))


def test_words_stay_as_they_are() -> None:
    table = "| id | en |\n|---|---|\n| bank-cards | facts, law |"
    text = f"**检查通过**\n\n{table}\n\n    cases/x/zh.md:3:1: 错了\n# 标题"
    assert comment.disarmed(text) == text


def test_it_needs_no_package() -> None:
    imported = {
        line.split()[1].split(".")[0] for line in source().splitlines() if line.startswith(("import ", "from "))
    }
    assert imported <= sys.stdlib_module_names


def source() -> str:
    return (ROOT / ".ci" / "comment.py").read_text("utf-8")
