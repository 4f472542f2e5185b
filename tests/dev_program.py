"""The program that sets everything up, as a module: it belongs to no package."""

import importlib.util
from pathlib import Path
from types import ModuleType

DEV = Path(__file__).resolve().parent.parent / "scripts" / "dev.py"


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fazhi_dev", DEV)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


dev = load()
