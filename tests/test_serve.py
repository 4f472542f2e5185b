"""Live preview: saving shows in the browser, mistakes show on a page, the last good site stays."""

import socket
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fazhi import serve
from fazhi.checked import Checked
from fazhi.lock import Busy

Repo = Callable[..., Path]


def fetch(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
        return str(answer.read().decode("utf-8"))


def eventually(condition: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def test_a_preview_waits_for_a_build_and_tries_again(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    root, said = repo(only=("cases/apple/",)), list[str]()
    outcomes = iter([Busy(4711), Busy(4711), None])

    def update(_self: object, _files: object, _refused: object, show: Callable[[Checked], None]) -> None:
        outcome = next(outcomes)
        if outcome:
            raise outcome
        show(Checked({}, {}, None, {}, []))  # type: ignore[arg-type]

    monkeypatch.setattr(serve.Preview, "update", update)
    monkeypatch.setattr(serve, "AGAIN", 0.05)

    def loop(changed: threading.Event, react: Callable[[], None]) -> None:
        for _ in range(2):
            assert changed.wait(20)
            changed.clear()
            react()

    monkeypatch.setattr(serve, "_loop", loop)
    serve.serve(root, 0, "en", said.append)
    waiting = "Another build is running (process 4711); wait until it has finished."
    # Said once, however often it is tried.
    assert [line for line in said if not line.startswith("http")][:1] == [waiting]
    assert said.count(waiting) == 1
    assert said[-1].startswith("0 errors")


@pytest.fixture
def preview(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, int, list[str]]]:
    """A preview of the dwarf repository on a free port; gives its root, its port and what it said."""
    root, said, stop = repo(), [], threading.Event()
    ports: list[int] = []

    def loop(changed: threading.Event, react: Callable[[], None]) -> None:
        while not stop.is_set():
            if changed.wait(0.05):
                changed.clear()
                react()

    monkeypatch.setattr(serve, "_loop", loop)

    def say(line: str) -> None:
        said.append(line)
        if line.startswith("http://"):
            ports.append(int(line.split("/")[2].split(":")[1]))

    thread = threading.Thread(target=serve.serve, args=(root, 0, "en", say))
    thread.start()
    eventually(lambda: bool(ports))
    yield root, ports[0], said
    stop.set()
    thread.join(20)


def test_saving_shows_and_mistakes_stand_on_a_page(preview: tuple[Path, int, list[str]]) -> None:
    root, port, said = preview
    page = "/zh/cases/apple.html"
    case = root / "cases" / "apple" / "zh.md"
    good = case.read_text("utf-8")
    assert "/.fazhi/reload.js" in fetch(port, page)
    assert "XMLHttpRequest" in fetch(port, "/.fazhi/reload.js")
    first = fetch(port, "/.fazhi/state")

    section = "## 发生了什么 {#facts}\n\n"
    assert section in good
    case.write_text(good.replace(section, section + "刚刚保存的一句话。\n\n"), "utf-8")
    eventually(lambda: "刚刚保存的一句话" in fetch(port, page))
    eventually(lambda: fetch(port, "/.fazhi/state") != first)
    assert b"reload.js" not in (root / "site" / "zh" / "cases" / "apple.html").read_bytes()

    case.write_text(good.replace("basis: ", "basys: ", 1), "utf-8")
    eventually(lambda: "Please mend this" in fetch(port, "/en/index.html"))
    assert "cases/apple/zh.md:" in fetch(port, page)
    assert "warning" not in fetch(port, page)
    eventually(lambda: any("unknown-key" in line for line in said))
    assert "刚刚保存的一句话" in (root / "site" / "zh" / "cases" / "apple.html").read_text("utf-8")

    case.write_text(good, "utf-8")
    eventually(lambda: "Please mend this" not in fetch(port, page))
    assert "刚刚保存的一句话" not in fetch(port, page)


def test_only_the_site_is_served(preview: tuple[Path, int, list[str]]) -> None:
    _, port, _ = preview
    for path in ("/../mkdocs.yml", "/%2e%2e/mkdocs.yml", "/zh/../../mkdocs.yml", "/none.html"):
        with pytest.raises(urllib.error.HTTPError) as caught:
            fetch(port, path)
        assert caught.value.code == 404
        caught.value.close()


def test_a_taken_port_is_said_before_anything_is_built(repo: Repo) -> None:
    root = repo()
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(serve.PortTaken):
        serve.serve(root, other.getsockname()[1], "en", lambda _line: None)
    assert not (root / "site").exists()


def test_the_error_page_shows_text_not_markup() -> None:
    page = serve.error_page(["a.md:1:1: <script>alert(1)</script> [raw-html]"], "zh")
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
