"""What a result was made with, besides what it was made of: code of ours, libraries, Python itself."""

from __future__ import annotations

import hashlib
import sys
import zlib
from collections.abc import Iterator
from functools import cache
from importlib.abc import InspectLoader
from importlib.metadata import version
from importlib.util import find_spec
from pkgutil import walk_packages


@cache
def made_with(packages: tuple[str, ...], libraries: tuple[str, ...]) -> str:
    """The digest of the code of packages of ours, and of the versions of libraries and of what packs files.

    The code is read and not run: to find what was kept, no library of documents has to be loaded.
    """
    versions = (f"{name} {version(name)}" for name in libraries)
    machine = (sys.version, zlib.ZLIB_RUNTIME_VERSION)
    code = (text for name in packages for text in _code(name))
    return hashlib.sha256("\0".join((*code, *versions, *machine)).encode()).hexdigest()


def _code(package: str) -> Iterator[str]:
    """The names and the sources of a package's modules, at any depth."""
    spec = find_spec(package)
    assert spec is not None
    assert spec.submodule_search_locations is not None
    inside = sorted(module.name for module in walk_packages(spec.submodule_search_locations, f"{package}."))
    for name in (package, *inside):
        yield name
        yield source(name)


def source(name: str) -> str:
    """The source of a module of ours."""
    spec = find_spec(name)
    assert spec is not None
    assert isinstance(spec.loader, InspectLoader)
    return spec.loader.get_source(name) or ""
