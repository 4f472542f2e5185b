"""Pictures: what hides in a file is found and named, files made to break a reader are refused, and quickly."""

import io
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from fazhi import source
from fazhi.check.pictures import faults
from fazhi.imaging import container, pixels
from fazhi.imaging.container import Damaged
from fazhi.problems import Problem
from picturing import MADE, bomb, chunk, exif, image, jpg, png, saved, segment, webp, with_segment
from unable import unable

Repo = Callable[..., Path]


def rules(path: str, data: bytes) -> list[str]:
    return [rule for rule, _ in faults(path, data)]


def hidden(path: str, data: bytes) -> str:
    return next(detail["found_en"] for rule, detail in faults(path, data) if rule == "picture-metadata")


@pytest.mark.parametrize("kind", ["png", "jpg", "webp"])
def test_a_plain_picture_is_fine(kind: str) -> None:
    assert rules(f"a.{kind}", MADE[kind]()) == []


def test_ways_to_store_a_picture_are_fine() -> None:
    for data in (jpg(progressive=True), jpg(quality=30), saved(image().convert("L"), "JPEG")):
        assert rules("a.jpg", data) == []
    for mode in ("1", "L", "LA", "P", "RGBA"):
        assert rules("a.png", saved(image().convert(mode), "PNG")) == [], mode
    for data in (webp(lossless=True), saved(image().convert("RGBA"), "WEBP")):
        assert rules("a.webp", data) == []


HIDDEN = [
    ("a.jpg", jpg(exif=exif()), "a GPS position, the camera, a date, an author"),
    ("a.png", saved(image(), "PNG", exif=exif()), "a GPS position, the camera, a date, an author"),
    ("a.webp", webp(exif=exif()), "a GPS position, the camera, a date, an author"),
    ("a.jpg", with_segment(0xE1, b"Exif\0\0" + b"\xff" * 40), "EXIF data"),
    ("a.jpg", with_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x/>"), "XMP data"),
    ("a.jpg", with_segment(0xED, b"Photoshop 3.0\0"), "IPTC data"),
    ("a.jpg", with_segment(0xFE, b"made by a pupil"), "a comment"),
    ("a.jpg", with_segment(0xE2, b"ICC_PROFILE\0\1\1"), "a colour profile"),
    ("a.jpg", with_segment(0xE2, b"MPF\0"), "other data"),
    ("a.jpg", with_segment(0xE0, b"JFXX\0\x10"), "a thumbnail"),
    ("a.jpg", with_segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\1\1\xff\xff\xff"), "a thumbnail"),
    ("a.jpg", jpg() + jpg(), "something behind the end of the picture"),
    ("a.png", png(8, 8, chunk(b"tEXt", b"Author\0a pupil")), "a comment"),
    ("a.png", png(8, 8, chunk(b"tIME", bytes(7))), "a date"),
    ("a.png", png(8, 8, chunk(b"zzZz", b"?")), "other data"),
    ("a.png", png() + b"PK\3\4", "something behind the end of the picture"),
    ("a.webp", webp(xmp=b"<x/>"), "XMP data"),
    ("a.webp", webp(icc_profile=b"profile"), "a colour profile"),
    ("a.webp", webp() + b"!", "something behind the end of the picture"),
]


@pytest.mark.parametrize(("path", "data", "found"), HIDDEN)
def test_what_hides_in_a_file_is_named(path: str, data: bytes, found: str) -> None:
    assert hidden(path, data) == found


@pytest.mark.parametrize(("path", "data", "found"), HIDDEN)
def test_cleaning_leaves_the_picture_alone(path: str, data: bytes, found: str) -> None:
    new = pixels.cleaned(data)
    assert rules(path, new) == []
    before, after = container.content(data), container.content(new)
    assert (after.width, after.height, after.extras) == (before.width, before.height, []), found


def test_the_thumbnail_of_a_telephone_is_named() -> None:
    block = b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\x0e" + b"\0\1\x01\x03\0\3\0\0\0\1\0\6\0\0\0\0\0\0"
    assert "a thumbnail" in hidden("a.jpg", with_segment(0xE1, block))


@pytest.mark.parametrize("kind", ["png", "jpg", "webp"])
def test_a_file_that_breaks_off_is_refused_wherever_it_does(kind: str) -> None:
    data = MADE[kind]()
    for end in range(12, len(data) - 1, 7):
        assert rules(f"a.{kind}", data[:end]) in (["picture-damaged"], ["picture-kind"]), end


def test_broken_files_are_refused_and_break_nothing() -> None:
    for kind in ("png", "jpg", "webp"):
        data = bytearray(MADE[kind]())
        for at in range(8, len(data)):
            broken = bytes(data[:at]) + bytes([data[at] ^ 0xFF]) + bytes(data[at + 1 :])
            for rule, detail in faults(f"a.{kind}", broken):
                Problem("a", source.START, rule, detail).message("en")


def test_a_bomb_is_refused_before_it_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pixels, "decoded", None)
    start = time.monotonic()
    assert rules("a.png", bomb()) == ["picture-pixels"]
    assert time.monotonic() - start < 1


def test_the_canvas_of_a_webp_is_its_size() -> None:
    data = webp(exif=b"x")
    at = data.index(b"VP8X") + 8
    large = data[: at + 4] + b"\xff\xff\0\xff\xff\0" + data[at + 10 :]
    assert "picture-pixels" in rules("a.webp", large)


def test_a_jpeg_of_thousands_of_passes_is_refused() -> None:
    data = jpg(progressive=True)
    scan = data[data.rindex(b"\xff\xda") : -2]
    with pytest.raises(Damaged):
        container.content(data[:-2] + scan * container.MAX_SCANS + data[-2:])


@pytest.mark.parametrize("name", ["gif", "png", "webp"])
def test_the_name_must_be_true(name: str) -> None:
    assert rules("a.jpg", MADE[name]()) == ["picture-kind"]


def test_a_page_that_calls_itself_a_picture_is_refused() -> None:
    assert rules("a.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>") == ["picture-kind"]
    assert hidden("a.jpg", MADE["polyglot.jpg"]()) == "something behind the end of the picture"


def test_colours_for_a_press_are_refused() -> None:
    assert rules("a.jpg", MADE["press.jpg"]()) == ["picture-damaged"]
    assert rules("a.jpg", pixels.cleaned(MADE["press.jpg"]())) == []


def test_a_link_is_no_picture(repo: Repo) -> None:
    root = repo()
    tree = root / "cases/plum/media/tree.png"
    moved = tree.rename(root.parent / "elsewhere.png")
    try:
        tree.symlink_to(moved)
    except OSError:
        unable("this system does not let us make links")
    files, problems = source.read(root)
    assert [p.rule for p in problems] == ["not-a-file"]
    assert "cases/plum/media/tree.png" not in files.files


def test_a_folder_of_links_is_not_entered(repo: Repo) -> None:
    root = repo()
    (root / "cases/plum/media").rename(root.parent / "media")
    try:
        (root / "cases/plum/media").symlink_to(root.parent / "media")
    except OSError:
        unable("this system does not let us make links")
    assert [(p.path, p.rule) for p in source.read(root)[1]] == [("cases/plum/media", "not-a-file")]


def test_no_more_is_read_than_may_be(repo: Repo) -> None:
    root = repo({"cases/plum/media/tree.png": png() + bytes(20 * 1024 * 1024)}, only=("cases/plum", "mkdocs.yml"))
    files, problems = source.read(root)
    assert [p.rule for p in problems] == ["picture-large"]
    assert "cases/plum/media/tree.png" not in files.files


# --- as it is published ---------------------------------------------------------------------------------


def test_a_published_picture_is_at_most_as_wide_as_a_page() -> None:
    small = pixels.published(saved(Image.new("RGB", (3000, 1000), "red"), "JPEG"))
    assert (small.width, small.height) == Image.open(io.BytesIO(small.data)).size == (1280, 427)


def test_a_small_picture_is_not_made_larger() -> None:
    assert pixels.published(png())[1:] == ("png", 64, 48)


def test_a_published_picture_has_the_same_bytes_each_time() -> None:
    for kind in ("png", "jpg", "webp"):
        first = pixels.published(MADE[kind]())
        pixels.published.cache_clear()
        assert pixels.published(MADE[kind]()) == first


def test_what_can_be_seen_through_is_white_on_a_page() -> None:
    clear = saved(Image.new("RGBA", (8, 8), (0, 0, 0, 0)), "PNG")
    assert Image.open(io.BytesIO(pixels.published(clear).data)).convert("RGB").getpixel((0, 0)) == (255, 255, 255)
    kept = Image.open(io.BytesIO(pixels.cleaned(clear)))
    assert kept.mode == "RGBA"


def test_a_picture_is_upright_after_cleaning() -> None:
    block = Image.Exif()
    block[0x0112] = 6
    assert Image.open(io.BytesIO(pixels.cleaned(jpg(exif=block)))).size == (48, 64)


def test_sixteen_bits_become_eight() -> None:
    deep = saved(Image.new("I;16", (8, 8), 0x8000), "PNG")
    assert rules("a.png", deep) == ["picture-damaged"]
    value = Image.open(io.BytesIO(pixels.cleaned(deep))).convert("L").getpixel((0, 0))
    assert isinstance(value, int)
    assert abs(value - 128) <= 1


def test_a_segment_of_no_length_is_no_endless_loop() -> None:
    data = jpg()
    with pytest.raises(Damaged):
        container.content(data[:2] + b"\xff\xfe\0\0" + data[2:])
    assert segment(0xFE, b"")[2:] == b"\0\2"
