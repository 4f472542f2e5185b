"""What a result was made with, besides what it was made of: code of ours, libraries, Python itself."""

from __future__ import annotations

import hashlib
import os
import sys
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path


@cache
def made_with(packages: tuple[str, ...], libraries: tuple[str, ...]) -> str:
    """The digest of the code of packages of ours, and of the versions of libraries and of what packs files.

    The code is read and not run: to find what was kept, no library of documents has to be loaded.
    """
    # To load what reads the versions of libraries takes longer than to see that nothing has changed.
    from importlib.metadata import version

    versions = (f"{name} {version(name)}" for name in libraries)
    machine = (sys.version, zlib.ZLIB_RUNTIME_VERSION)
    code = (text for name in packages for text in _code(name))
    return hashlib.sha256("\0".join((*code, *versions, *machine)).encode()).hexdigest()


@cache
def whole() -> str:
    """The digest of the whole program, of Python, and of the names and versions of all that is installed beside it.

    Which of the libraries the program uses changes only with its code.
    """
    digest = hashlib.sha256()
    here = Path(__file__).parent
    for folder, inner, names in os.walk(here):
        inner.sort()
        for name in sorted(name for name in names if name.endswith(".py")):
            path = Path(folder, name)
            code = path.read_bytes()
            digest.update(f"{path.relative_to(here).as_posix()}\0{len(code)}\0".encode())
            digest.update(code)
    # Names of folders, such as "jinja2-3.1.6.dist-info": to read what is in them would take longer than all the rest.
    installed = {info.name for path in sys.path for info in Path(path).glob("*.dist-info")}
    digest.update("\0".join((sys.version, zlib.ZLIB_RUNTIME_VERSION, *sorted(installed))).encode())
    return digest.hexdigest()


def _code(package: str) -> Iterator[str]:
    """The names and the sources of a package's modules, at any depth."""
    from importlib.util import find_spec  # see made_with
    from pkgutil import walk_packages

    spec = find_spec(package)
    assert spec is not None
    assert spec.submodule_search_locations is not None
    inside = sorted(module.name for module in walk_packages(spec.submodule_search_locations, f"{package}."))
    for name in (package, *inside):
        yield name
        yield source(name)


def source(name: str) -> str:
    """The source of a module of ours."""
    from importlib.abc import InspectLoader  # see made_with
    from importlib.util import find_spec

    spec = find_spec(name)
    assert spec is not None
    assert isinstance(spec.loader, InspectLoader)
    return spec.loader.get_source(name) or ""
