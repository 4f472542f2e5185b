"""What the tests of the bench share."""

from pathlib import Path

import pytest

from fazhi.checked import Checked, check


@pytest.fixture(scope="session")
def model() -> Checked:
    """This repository, after which libraries are made."""
    return check(Path(__file__).parents[2])
