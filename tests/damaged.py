"""Damage a sound text in the ways in which copying sites do, so that a test knows what must come out again."""

from opencc import OpenCC

ANNOTATED = {
    "關": "guān",
    "網": "wǎng",
    "絡": "luò",
    "護": "hù",
    "個": "gè",
    "務": "wù",
    "嚴": "yán",
    "機": "jī",
    "構": "gòu",
    "學": "xué",
    "報": "bào",
    "請": "qǐng",
    "負": "fù",
    "應": "yīng",
    "據": "jù",
    "會": "huì",
}
"""The table of such a site: which characters carry their reading, always the same ones."""


def old_forms(simplified: str) -> str:
    """Write a text in traditional characters."""
    return OpenCC("s2t").convert(simplified)


def with_readings(simplified: str) -> str:
    """Make a text traditional and put readings behind characters, byte by byte, as a site does that knows no better."""
    data = old_forms(simplified).encode("gbk")
    for char, reading in ANNOTATED.items():
        data = data.replace(char.encode("gbk"), char.encode("gbk") + f"({reading})".encode("gbk"))
    return _read(data)


def shifted(simplified: str) -> str:
    """Make a text traditional and lose its first byte."""
    return "?" + _read(old_forms(simplified).encode("gbk")[1:])


def _read(data: bytes) -> str:
    """Read GBK as an old browser: a first byte whose second is none takes it along and becomes a question mark."""
    text, at = "", 0
    while at < len(data):
        if data[at] < 0x80:
            text, at = text + chr(data[at]), at + 1
            continue
        try:
            text += data[at : at + 2].decode("gbk")
        except UnicodeDecodeError:
            text += "?"
        at += 2
    return text
