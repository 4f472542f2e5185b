"""Live preview: watch the sources, build when one is saved, and tell the browser; the last good site stays up.

The pages that are served are the published bytes; one line that reloads the page is added on the way out only.
"""

from __future__ import annotations

import errno
import html
import http.server
import mimetypes
import threading
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from fazhi import source, workers
from fazhi.build import Workshop, mend
from fazhi.checked import Checked
from fazhi.engine import EngineError
from fazhi.lock import Busy
from fazhi.preview import Again, Preview
from fazhi.problems import as_text, tally
from fazhi.publish import FaultySite
from fazhi.refusal import refusal
from fazhi.render.kit.fault import Faulty
from fazhi.render.policy import policy
from fazhi.source import FOLDERS, SETTINGS
from fazhi.stopwatch import Stopwatch

AGAIN = 1.0
"""Seconds until another try, while another build is running."""
QUIET = 0.15
"""Seconds without a further change before a build starts: editors save in several steps."""
_TOKEN = "/.fazhi/state"  # noqa: S105 - an address, no secret
_SCRIPT = "/.fazhi/reload.js"
_RELOAD = (
    "(function(){var now=null;function ask(){var r=new XMLHttpRequest();r.open('GET','" + _TOKEN + "');"
    "r.onload=function(){if(now!==null&&r.responseText!==now){location.reload()}now=r.responseText;setTimeout(ask,400)};"
    "r.onerror=function(){setTimeout(ask,1500)};r.send()}ask()}());"
)
_STYLE = (
    "body{font:1rem/1.7 sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}"
    "li{margin:.6rem 0;overflow-wrap:anywhere}"
)


class PortTaken(Exception):
    """Something else listens on the port already."""


class State:
    """What the browser sees: how many builds there were, and the problems of the last one."""

    def __init__(self) -> None:
        """Start with nothing built and nothing wrong."""
        self.version = 0
        self.problems: list[str] = []

    def update(self, problems: list[str]) -> None:
        """Take the outcome of a build; an empty list means that the site is fresh."""
        self.problems = problems
        self.version += 1


def serve(root: Path, port: int, lang: str, say: Callable[[str], None]) -> None:
    """Build, serve ``site/`` on this machine only, and build again whenever a source file changes.

    Runs until it is interrupted. Raises PortTaken, or OSError if the system refuses the port.
    """
    state, changed = State(), threading.Event()
    try:
        server = Server(port, root / "site", state, lang)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortTaken from error
        raise
    mend(root)
    with workers.crew() as crew:
        preview = Preview(Workshop(root, crew, hold=True), changed.is_set)
        _served(root, server, lambda: rebuild(root, lang, state, say, preview), changed, lang, say)


def _served(
    root: Path,
    server: Server,
    rebuilt: Callable[[], bool],
    changed: threading.Event,
    lang: str,
    say: Callable[[str], None],
) -> None:
    def react() -> None:
        if not rebuilt():
            again = threading.Timer(AGAIN, changed.set)
            again.daemon = True
            again.start()

    react()
    observer = Observer()
    handler = _Changes(changed)
    for folder in FOLDERS:
        if (root / folder).is_dir():
            observer.schedule(handler, str(root / folder), recursive=True)
    observer.schedule(_Changes(changed, only=SETTINGS), str(root), recursive=False)
    with server:
        observer.start()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        say(f"{address}  (Ctrl-C {'stops' if lang == 'en' else '停止'})")
        try:
            _loop(changed, react)
        finally:
            observer.stop()
            observer.join()
            server.shutdown()


def _loop(changed: threading.Event, react: Callable[[], None]) -> None:
    while True:
        # A wait without end could not be interrupted on Windows.
        if not changed.wait(1.0):
            continue
        while changed.is_set():
            changed.clear()
            changed.wait(QUIET)
        react()


def rebuild(root: Path, lang: str, state: State, say: Callable[[str], None], preview: Preview) -> bool:
    """Check and build once; put what went wrong into ``state`` and on the terminal.

    Gives False if another build is running, so that this one has to be tried again.
    """
    watch, shown = Stopwatch(), list[Checked]()

    def show(checked: Checked) -> None:
        # The page in the browser shows what stops the build; the terminal shows the warnings as well, once.
        state.update([as_text(problem, lang) for problem in checked.problems if problem.is_error])
        for problem in [] if shown else checked.problems:
            say(as_text(problem, lang))
        said = tally(checked.problems, lang) if not shown else ("the whole site" if lang == "en" else "整个网站")
        say(f"{said} · {watch}")
        shown.append(checked)

    try:
        preview.update(*source.read(root), show)
        return True
    except Again:
        return True
    except Busy as busy:
        waiting = [busy.sentences[lang == "en"]]
        if waiting != state.problems:
            _tell(waiting, state, say)
        return False
    except EngineError as error:
        faults = error.output.splitlines() or [str(error)]
    except Faulty as error:
        faults = [as_text(problem, lang) for problem in error.problems]
    except FaultySite as error:
        faults = error.faults
    except OSError as error:
        told = refusal(error)
        faults = [told.en if lang == "en" else told.zh]
    _tell(faults, state, say)
    return True


def _tell(faults: list[str], state: State, say: Callable[[str], None]) -> None:
    state.update(faults)
    for fault in faults:
        say(fault)


class _Changes(FileSystemEventHandler):
    """Sets an event when a file was written, moved or removed; reading a file is no change."""

    def __init__(self, changed: threading.Event, only: str = "") -> None:
        self.changed = changed
        self.only = only

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in ("opened", "closed_no_write") or event.is_directory:
            return
        paths = (str(event.src_path), str(event.dest_path or ""))
        if not self.only or any(Path(path).name == self.only for path in paths):
            self.changed.set()


class Server(http.server.ThreadingHTTPServer):
    """Serves a site on this machine only, with the outcome of the last build."""

    daemon_threads = True

    def __init__(self, port: int, site: Path, state: State, lang: str) -> None:
        self.site = site
        self.state = state
        self.lang = lang
        super().__init__(("127.0.0.1", port), _Handler)


class _Handler(http.server.BaseHTTPRequestHandler):
    """Answers GET and HEAD: the site, the reload script, and the problems of the last build in place of any page."""

    server: Server  # type: ignore[mutable-override]  # the library makes it with the server that it serves
    server_version = "fazhi"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer a request."""
        path, state = unquote(urlsplit(self.path).path), self.server.state
        if path == _TOKEN:
            self._send(200, "text/plain", str(state.version).encode())
        elif path == _SCRIPT:
            self._send(200, "text/javascript", _RELOAD.encode())
        elif state.problems and path.endswith((".html", "/")):
            self._send(200, "text/html; charset=utf-8", error_page(state.problems, self.server.lang).encode())
        else:
            self._file(path)

    do_HEAD = do_GET  # noqa: N815 - the name that the library calls

    def _file(self, path: str) -> None:
        site = self.server.site.resolve()
        target, status = (site / path.lstrip("/")).resolve(), 200
        if target.is_dir():
            target /= "index.html"
        if not (target.is_relative_to(site) and target.is_file()):
            target, status = site / "404.html", 404
        kind = mimetypes.guess_type(target.name)[0] or "application/octet-stream"
        data = target.read_bytes() if target.is_file() else b""
        if kind == "text/html":
            kind += "; charset=utf-8"
            data = data.replace(b"</body>", f'<script src="{_SCRIPT}"></script></body>'.encode(), 1)
        self._send(status, kind, data)

    def _send(self, status: int, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the library names it
        """Stay quiet: the terminal is for the author's mistakes."""


def error_page(problems: list[str], lang: str) -> str:
    """The page that stands in for every page while there are errors; it goes away when they are mended."""
    title = "Please mend this" if lang == "en" else "请先改好这些地方"
    hint = "The last good site is untouched in site/." if lang == "en" else "上一次生成的网站还在 site/ 里，没有变。"
    rows = "".join(f"<li>{html.escape(line)}</li>" for line in problems)
    return (
        f'<!doctype html><html lang="{lang}"><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy([], [_STYLE])}"><title>{title}</title>'
        f"<style>{_STYLE}</style>"
        f"<body><h1>{title}</h1><ol>{rows}</ol><p>{hint}</p>"
        f'<script src="{_SCRIPT}"></script></body></html>'
    )
