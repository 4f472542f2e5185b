"""What of a finished site is the program's own, byte for byte: scripts, style sheets and policies."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from fazhi import policies, source, workers
from fazhi.render.policy import policy
from fazhi.render.templates import environment
from fazhi.verify import Own, Verified, audit, digest

_ASSETS = "docs/assets/"
_START_SHEET = "kit/start.css.j2"
"""Stands in the start page of every zip, which is no page of the site."""


def audited(site: Path) -> Verified | None:
    """Verify a site that was built earlier, perhaps elsewhere: its list of digests, then as after a build.

    The site may lie anywhere. What the program has put there only the repository can say that the program itself lies
    in; without one there is no judgement, and None.
    """
    home = Path(__file__).resolve().parents[2]
    if not source.is_repository(home):
        return None
    files = source.read(home)[0].files
    templates = {path.removeprefix("templates/"): data.decode() for path, data in files.items() if path.endswith(".j2")}
    with workers.crew() as crew:
        return audit(site, own(templates, files), crew)


def own(templates: Mapping[str, str], files: Mapping[str, bytes]) -> Own:
    """List what is ours; ``templates`` are texts by name, ``files`` those of the repository by path."""
    start = environment(templates).get_template(_START_SHEET).render()
    kinds = policies.inline(templates).values()
    texts = {start, *(text for kind in kinds for text in (*kind.scripts, *kind.styles))}
    scripts = (data for path, data in files.items() if path.startswith(_ASSETS) and path.endswith(".js"))
    return Own(
        frozenset(map(digest, texts)),
        frozenset(sha256(data).digest() for data in scripts),
        policies.allowed(templates),
        frozenset({str(policy((), (start,)))}),
    )
