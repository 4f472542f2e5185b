"""The programs of the repository that belong to no package, as modules."""

import importlib.util
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
DEV = ROOT / "scripts" / "dev.py"


def loaded(path: Path) -> ModuleType:
    """Run the file of a program as a module that is named after it."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


dev = loaded(DEV)
