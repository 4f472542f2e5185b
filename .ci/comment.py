#!/usr/bin/env python3
"""Put what the preview of a pull request says into one comment on it, and renew that comment ever after.

Runs with the right to comment, for pull requests of strangers too. So: of what their code made, one small text is
taken, is never run, and loses everything that could act in a comment; which pull request it is about is asked of the
host and never read from that text. Standard library only, for nothing may be installed here.
"""

import io
import json
import os
import re
import sys
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Mapping
from typing import Any

MARK = "<!-- fazhi preview -->"
"""First line of our comment, by which the next run knows it."""
BOT = "github-actions[bot]"
"""Who writes with the token of a workflow: a stranger's comment with our mark is never touched."""
ARTEFACT = "comment"
MEMBER = "comment.md"
MAX_ZIP = 256 * 1024
MAX_TEXT = 40_000
"""Characters; the host takes 65536, and disarming makes a text longer."""
MAX_PAGES = 20
"""Pages of 100 comments that are looked through for ours."""
STILL = "\u200b"
"""Stands, unseen, where two characters would otherwise become a mention, a link, a tag or a character reference."""
HEAD = """**预览** · Preview

网页可以在[这次运行]({run})的Artifacts里下载：解压，双击`index.html`。
The pages are among the artefacts of [this run]({run}): unpack, open `index.html`.

"""

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_BLOCKS = str.maketrans({"$": "＄"})
"""Formulas may hold links."""
_FENCE = re.compile(r"`{3,}|~{3,}")
"""Fences may hold diagrams, and these links."""
_ACTIVE = re.compile(r"[@&<\]]|:(?=//)|(?i:www)(?=\.)|#(?=\w)|(?i:GH)(?=-\d)")


class Refused(Exception):
    """Something is not as it must be; nothing was written."""


class Host:
    """The interface of the Git host, with the token of this workflow."""

    def __init__(self, env: Mapping[str, str]) -> None:
        """Take the address, the repository and the token from the environment."""
        self._base = f"{env['GITHUB_API_URL']}/repos/{env['GITHUB_REPOSITORY']}"
        self._token = env["GITHUB_TOKEN"]

    def ask(self, path: str, data: Mapping[str, str] | None = None, method: str = "GET") -> Any:
        """Ask for JSON, or send some and get the answer."""
        with self._open(path, data, method) as answer:
            return json.load(answer)

    def fetch(self, path: str, limit: int) -> bytes:
        """Fetch a file that the host keeps elsewhere; the other host is not shown the token."""
        try:
            with self._open(path, None, "GET") as answer:
                found = answer.read(limit + 1)
        except urllib.error.HTTPError as answer:
            if answer.code not in (302, 307):
                raise
            with urllib.request.urlopen(answer.headers["Location"], timeout=60) as elsewhere:  # noqa: S310 - the host's
                found = elsewhere.read(limit + 1)
        if len(found) > limit:
            raise Refused(f"more than {limit} bytes")
        return bytes(found)

    def _open(self, path: str, data: Mapping[str, str] | None, method: str) -> Any:
        body = json.dumps(data).encode() if data is not None else None
        request = urllib.request.Request(self._base + path, body, method=method)  # noqa: S310 - GITHUB_API_URL
        request.add_header("Accept", "application/vnd.github+json")
        request.add_header("Authorization", f"Bearer {self._token}")
        return urllib.request.build_opener(_Stay).open(request, timeout=60)


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follow no redirection by itself: it would take the token along."""

    def redirect_request(self, *_: object) -> None:
        """Make none."""


def pulls(host: Host, env: Mapping[str, str]) -> list[int]:
    """The open pull requests whose head is still the commit of the run; a later push has a run of its own."""
    asked = urllib.parse.urlencode(
        {"state": "open", "head": f"{env['HEAD_OWNER']}:{env['HEAD_BRANCH']}", "per_page": 100}
    )
    return sorted(int(row["number"]) for row in host.ask(f"/pulls?{asked}") if row["head"]["sha"] == env["HEAD_SHA"])


def text_of_run(host: Host, run: int) -> str:
    """The text that the run left, as it left it. Raises Refused if there is none, or too much."""
    rows = host.ask(f"/actions/runs/{run}/artifacts?name={ARTEFACT}&per_page=10")["artifacts"]
    rows = [row for row in rows if row["name"] == ARTEFACT and not row["expired"]]
    if len(rows) != 1:
        raise Refused(f"{len(rows)} artefacts named {ARTEFACT}")
    if rows[0]["size_in_bytes"] > MAX_ZIP:
        raise Refused(f"the artefact is larger than {MAX_ZIP} bytes")
    return unpacked(host.fetch(f"/actions/artifacts/{int(rows[0]['id'])}/zip", MAX_ZIP))


def unpacked(data: bytes) -> str:
    """The one text inside a zip, read in memory: no name in it is ever a path. Raises Refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as box:
            if box.namelist() != [MEMBER]:
                raise Refused(f"not exactly one file {MEMBER}")
            with box.open(MEMBER) as file:
                found = file.read(4 * MAX_TEXT + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise Refused(f"no zip that can be read: {error}") from None
    return found.decode("utf-8", "replace")


def disarmed(text: str) -> str:
    """A text that only says something: no mention, link, picture, tag, reference or unseen sign is left in it."""
    short = text if len(text) <= MAX_TEXT else text[:MAX_TEXT] + "\n\n…"
    seen = _FENCE.sub("··", _UNSEEN.sub("", short).translate(_BLOCKS))
    return _ACTIVE.sub(lambda found: found[0] + STILL, seen)[:60_000]


def body(text: str, run: str) -> str:
    """The whole comment; only its head, which is ours, holds a link."""
    return f"{MARK}\n{HEAD.format(run=run)}{disarmed(text)}\n"


def ours(host: Host, number: int) -> int | None:
    """The comment that an earlier run wrote on a pull request."""
    for page in range(1, MAX_PAGES + 1):
        rows = host.ask(f"/issues/{number}/comments?per_page=100&page={page}")
        for row in rows:
            if row["user"]["login"] == BOT and row["body"].startswith(MARK):
                return int(row["id"])
        if len(rows) < 100:
            return None
    return None


def main(env: Mapping[str, str]) -> int:
    """Write the comment, or renew it; say on one line what was done."""
    host, run = Host(env), int(env["RUN_ID"])
    try:
        numbers = pulls(host, env)
        if not numbers:
            print("No open pull request has this commit as its head: nothing to say.")
            return 0
        words = body(
            text_of_run(host, run), f"{env['GITHUB_SERVER_URL']}/{env['GITHUB_REPOSITORY']}/actions/runs/{run}"
        )
        for number in numbers:
            before = ours(host, number)
            path = f"/issues/comments/{before}" if before else f"/issues/{number}/comments"
            host.ask(path, {"body": words}, "PATCH" if before else "POST")
            print(f"Pull request {number}: {'renewed' if before else 'written'}.")
    except Refused as reason:
        print(f"Refused: {reason}.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(os.environ))
