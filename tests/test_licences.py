"""The list of licences is that of the lock file, whole and with nothing unknown in it."""

from email.message import Message
from types import ModuleType

import pytest

from programs import ROOT, loaded


@pytest.fixture(scope="module")
def licences() -> ModuleType:
    return loaded(ROOT / ".ci" / "licences.py")


def test_the_list_is_what_the_lock_file_says_today(licences: ModuleType) -> None:
    written = licences.LIST.read_text("utf-8")
    assert written == licences.text(licences.LOCK.read_text("utf-8"), written), "run .venv/bin/python .ci/licences.py"


def test_every_licence_is_known_and_every_font_is_free(licences: ModuleType) -> None:
    written = licences.LIST.read_text("utf-8")
    assert "?" not in written
    packages, fonts = written.split("## 字体")
    assert packages.count("\n| ") == len(licences.pins(licences.LOCK.read_text("utf-8"))) + 1
    rows = [line for line in fonts.splitlines() if line.startswith("| Noto")]
    assert len(rows) >= 6
    assert all("OFL-1.1" in row for row in rows)


def test_a_package_of_another_system_keeps_its_row_and_a_new_one_is_no_silence(licences: ModuleType) -> None:
    kept = "| not-here-at-all | 1.0 | MIT | https://example.org/ |"
    assert [str(row) for row in licences.rows("not-here-at-all==1.0 \\\n", f"{kept}\n")] == [kept]
    with pytest.raises(SystemExit, match=r"not-here-at-all 1\.1"):
        list(licences.rows("not-here-at-all==1.1 \\\n", f"{kept}\n"))


@pytest.mark.parametrize(
    ("said", "licence"),
    [
        ({"License-Expression": "MIT OR Apache-2.0", "License": "x"}, "MIT OR Apache-2.0"),
        ({"License": "UNKNOWN", "Classifier": "License :: OSI Approved :: MIT License"}, "MIT"),
        ({"License": "word " * 40, "Classifier": "License :: OSI Approved :: BSD License"}, "BSD License"),
        ({}, "?"),
    ],
)
def test_a_licence_is_read_wherever_a_package_says_it(licences: ModuleType, said: dict[str, str], licence: str) -> None:
    about = Message()
    for name, value in said.items():
        about[name] = value
    assert licences.licence(about) == licence
