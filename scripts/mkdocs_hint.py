"""Says which command builds the site when somebody runs plain ``mkdocs build`` at the root of the repository.

The configuration files that ``fazhi build`` writes turn this hook off (``hooks: []``).
"""

from __future__ import annotations

from typing import NoReturn

from mkdocs.exceptions import Abort


def on_config(config: object) -> NoReturn:  # noqa: ARG001 - the name that the engine passes it by
    """Stop MkDocs before it takes the source files for pages."""
    raise Abort("请运行 / please run: python3 scripts/dev.py build")
