#!/usr/bin/env python3
"""Write docs/licences.md: every package that `fazhi` runs on, with its licence, and the fonts among them.

    .venv/bin/python .ci/licences.py

The names and versions are those of requirements/build.txt; what a package says of itself is read where it is installed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "docs" / "licences.md"
LOCK = ROOT / "requirements" / "build.txt"
FONTS = ("justmytype-intl-cjk", "pylopdf-fonts-zh-cn")
"""Packages that hold the fonts of PDFs and pictures."""
_PIN = re.compile(r"^(?P<name>[a-z0-9._-]+)==(?P<version>[^ ;\\]+)", re.MULTILINE)
_SPDX = {
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "ISC License": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "SIL Open Font License 1.1 (OFL-1.1)": "OFL-1.1",
    "The BSD 2-Clause License": "BSD-2-Clause",
}
"""What packages say that know no SPDX expressions, as one."""
_EXPRESSION = re.compile(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*")
_HOME = ("homepage", "repository", "source", "source code", "code")
_OFL = re.compile(r"SIL Open Font License", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[!-~]+")

HEAD = """\
# 用了谁的程序 / Whose programs these are

生成网站和课件要用下面这些程序包；它们在 `requirements/build.txt` 里，版本和校验值都是固定的。
“许可”一栏是每个包自己声明的。测试用的工具（`requirements/test.txt`、`tests/html`里的npm包）不在网站和课件里，不列在这里。

The site and the class kit are made with these packages; `requirements/build.txt` fixes their versions and hashes.
The licence is what each package declares. Tools of the tests (`requirements/test.txt`, the npm packages of
`tests/html`) are in neither the site nor the kit and are not listed.

<!-- made by .ci/licences.py from the lock file; do not edit -->

| 程序包 Package | 版本 Version | 许可 Licence | 网址 Project |
|---|---|---|---|
"""
FONT_HEAD = """
## 字体 / Fonts

PDF和图片里嵌入的字来自这些字体文件；许可写在字体文件里。
The letters in PDFs and pictures come from these files; each states its licence itself.

| 字体 Font | 程序包 Package | 许可 Licence |
|---|---|---|
"""


class Row(NamedTuple):
    """One package of the lock file."""

    name: str
    version: str
    licence: str
    home: str

    def __str__(self) -> str:
        """The row as Markdown."""
        return f"| {self.name} | {self.version} | {self.licence} | {self.home} |"


def pins(lock: str) -> list[tuple[str, str]]:
    """Names and versions of a lock file, in its order; a package may have one version for each Python."""
    return [(found["name"], found["version"]) for found in _PIN.finditer(lock)]


def licence(about: Message) -> str:
    """The licence that a package declares: as an SPDX expression, where it says enough for one."""
    classifiers = (each for each in about.get_all("Classifier", []) if each.startswith("License"))
    classified = [each.rpartition(" :: ")[2] for each in classifiers]
    said = [about.get("License-Expression"), about.get("License"), *classified]
    for each in (text for text in said if text and text != "UNKNOWN" and len(text) < 60):
        short: str = _SPDX.get(each, each)
        if _EXPRESSION.fullmatch(short):
            return short
    return _SPDX.get(classified[0], classified[0]) if classified else "?"


def home(about: Message) -> str:
    """Where a package says it comes from; of several addresses the one that names the project."""
    listed = dict(each.split(", ", 1) for each in about.get_all("Project-URL", []))
    named = {name.lower(): address for name, address in listed.items()}
    return next((named[name] for name in _HOME if name in named), about.get("Home-page") or "")


def rows(lock: str, written: str) -> Iterator[Row]:
    """A row for each package of the lock file.

    What this system does not need is not installed here; its row stays as it is ``written``.
    """
    for name, version in pins(lock):
        try:
            about: Message = metadata.metadata(name)  # type: ignore[assignment]
        except metadata.PackageNotFoundError:
            kept = re.search(
                rf"^\| {re.escape(name)} \| {re.escape(version)} \| ([^|]*) \| ([^|]*) \|$", written, re.MULTILINE
            )
            if not kept:
                raise SystemExit(f"{name} {version} is not installed, and docs/licences.md does not know it") from None
            yield Row(name, version, kept[1], kept[2])
        else:
            yield Row(name, version, licence(about), home(about))


def fonts() -> Iterator[str]:
    """A row for each font file; one that states no open licence is named as such."""
    for package in FONTS:
        for path in sorted(str(file) for file in metadata.files(package) or () if file.suffix in (".ttf", ".otf")):
            file = metadata.distribution(package).locate_file(path)
            with TTFont(str(file), lazy=True) as font:
                said = " ".join(str(font["name"].getDebugName(id) or "") for id in (13, 14))
                family = font["name"].getDebugName(16) or font["name"].getDebugName(1)
            address = _ADDRESS.search(said)
            name = "OFL-1.1" if _OFL.search(said) else "?"
            yield f"| {family} (`{Path(path).name}`) | {package} | {name} {address[0] if address else ''} |"


def text(lock: str, written: str) -> str:
    """The whole list; ``written`` is the one there is."""
    return HEAD + "\n".join(map(str, rows(lock, written))) + "\n" + FONT_HEAD + "\n".join(fonts()) + "\n"


def main() -> None:
    """Write the list anew."""
    before = LIST.read_text("utf-8") if LIST.exists() else ""
    LIST.write_text(text(LOCK.read_text("utf-8"), before), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
