"""What did not change is not made again, and the site is that of a cold build all the same, to the last byte."""

import dataclasses
import errno
import os
import shutil
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from fazhi import assembly, disk, finishing, program, source
from fazhi.assembly import Gathered
from fazhi.build import Workshop
from fazhi.checked import Checked, check
from fazhi.finishing import Maker, Staged, Task
from fazhi.memory import Memory, name
from fazhi.model.library import Text
from fazhi.preview import Again, Preview
from fazhi.render.surroundings import Surroundings
from fazhi.workers import crew

Repo = Callable[..., Path]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is made from now on: entries by id, pages by address, style sheets by language."""
    found: list[str] = []
    real = Maker.made

    def note(maker: Maker, task: Task) -> finishing.Made:
        if isinstance(task, Surroundings):
            found.append(task.entry.id)
        else:
            found.append(task.address if isinstance(task, Staged) else f"{type(task).__name__} {task.lang}")
        return real(maker, task)

    monkeypatch.setattr(Maker, "made", note)
    return found


def built(root: Path) -> dict[str, bytes]:
    workshop = Workshop(root)
    checked = workshop.judged(*source.read(root))
    assert checked.good, checked.problems
    workshop.build(checked)
    return disk.contents(root / "site")


def cold(root: Path, beside: Path) -> dict[str, bytes]:
    """The site that a build makes of the same sources in a folder where nothing is known."""
    disk.remove(beside)
    shutil.copytree(root, beside, ignore=shutil.ignore_patterns("build", "site"))
    return built(beside)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_after_every_change_the_bytes_are_those_of_a_cold_build(repo: Repo, made: list[str], tmp_path: Path) -> None:
    root = repo()
    pear, apple = root / "cases" / "pear", root / "site" / "zh" / "cases" / "apple.html"
    quince = disk.contents(root / "cases" / "quince")
    disk.remove(root / "cases" / "quince")
    assert built(root) == cold(root, tmp_path / "cold")
    assert {"apple", "pear", "fruit", "cases/index.html", "404.html", "Sheets zh", "Index zh"} <= {*made}

    def after(change: Callable[[], object]) -> set[str]:
        """What is made once more after a change; the site is compared."""
        change()
        made.clear()
        found, again = built(root), {*made}
        assert found == cold(root, tmp_path / "cold")
        return again

    def touched() -> None:
        for path in [*root.rglob("*")]:
            os.utime(path, (1, 1))

    assert not after(touched), "time says nothing"
    inode = apple.stat().st_ino
    assert after(lambda: edit(pear / "zh.md", "卖梨。", "有人卖梨。")) == {"pear", "fruit", "Index zh"}, (
        "a lesson tells it"
    )
    assert apple.stat().st_ino == inode, "what stays the same is not written again"
    renamed = after(lambda: edit(pear / "zh.md", "title: 梨的案子", "title: 梨的故事"))
    assert {"pear", "cases/index.html"} <= renamed
    assert "404.html" not in renamed
    assert after(lambda: disk.create(root / "cases" / "quince", quince)) == {"quince"}, "no list shows it"
    assert not after(lambda: disk.remove(root / "cases" / "quince"))
    assert not (root / "site" / "zh" / "cases" / "quince.html").exists()
    assert {"apple", "pear", "fruit"} <= after(lambda: edit(root / "templates" / "pages" / "case.md.j2", "<", " <"))


def test_another_program_makes_everything_again(repo: Repo, made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    root = repo()
    first, all_of_it = built(root), {*made}
    made.clear()
    monkeypatch.setattr(program, "whole", lambda: "another")
    assert built(root) == first
    assert {*made} == all_of_it


def test_a_page_that_somebody_has_changed_is_made_again(repo: Repo, made: list[str]) -> None:
    root = repo()
    first = built(root)
    page, other = (root / "site" / "zh" / "cases" / f"{id}.html" for id in ("apple", "pear"))
    page.write_bytes(page.read_bytes().replace(b"</main>", b"<p>x</p></main>"))
    other.unlink()
    other.symlink_to(root / "mkdocs.yml")
    made.clear()
    assert built(root) == first
    assert {*made} == {"apple", "pear"}


def test_a_build_that_fails_leaves_nobody_at_work(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes too late would lie in the next build's way."""
    root, taken = repo(), 0

    def full(_gathered: Gathered, _task: Task, _made: finishing.Made) -> None:
        nonlocal taken
        taken += 1
        if taken > 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Gathered, "take", full)
    monkeypatch.setattr(assembly, "MANY", 0)
    monkeypatch.setattr(assembly, "_HANDFUL", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    with crew() as others:
        workshop = Workshop(root, others)
        with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)) as caught:
            workshop.build(workshop.judged(*source.read(root)))
        assert caught.tb, "as long as it is held, so is all that was under way"
        for _ in range(20):
            time.sleep(0.1)
            assert not (root / "build" / "new").exists()


# --- memory ---------------------------------------------------------------------------------------------


def test_memory_gives_what_it_was_given_and_forgets_what_nobody_asks_for(tmp_path: Path) -> None:
    one, two = name("a", b"b"), name("ab", b"")
    assert one != two
    memory = Memory(tmp_path / "memory")
    assert memory.recall(one) is None
    memory.remember(one, {"x": (1, "甲")})
    memory.remember(two, 2)
    memory.forget()
    assert Memory(tmp_path / "memory").recall(one) == {"x": (1, "甲")}
    assert memory.recall(two) == 2
    memory.forget()
    assert [path.name for path in (tmp_path / "memory").iterdir()] == [two]


@pytest.mark.parametrize(
    "damage",
    [lambda data: data[:-1], lambda data: data[:40] + b"?" + data[41:], lambda _: b""],
    ids=["cut", "changed", "empty"],
)
def test_what_is_damaged_or_forged_is_not_remembered(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    key, other = name("x"), name("y")
    Memory(tmp_path).remember(key, "value")
    (tmp_path / other).write_bytes((tmp_path / key).read_bytes())
    assert Memory(tmp_path).recall(other) is None, "under another name"
    (tmp_path / key).write_bytes(damage((tmp_path / key).read_bytes()))
    assert Memory(tmp_path).recall(key) is None


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let everybody make links")
def test_nothing_is_written_or_removed_through_a_link(tmp_path: Path) -> None:
    disk.sync(tmp_path / "mine", {"judged/letter": b"mine"})
    (tmp_path / "build").symlink_to(tmp_path / "mine", target_is_directory=True)
    memory = Memory(tmp_path / "build" / "judged")
    memory.remember(name("x"), 1)
    memory.forget()
    assert disk.contents(tmp_path / "mine") == {"judged/letter": b"mine"}


def test_what_is_held_is_not_read_again(tmp_path: Path) -> None:
    memory, key = Memory(tmp_path, hold=True), name("x")
    memory.remember(key, "value")
    disk.remove(tmp_path / key)
    assert memory.recall(key) == "value"
    memory.forget()
    memory.forget()
    assert memory.recall(key) is None


def test_the_head_of_an_entry_is_known_by_what_its_digest_is_made_of() -> None:
    """A new field of a text that is worked out of its sections, and shown elsewhere, must be told to the digest too."""
    from_front_matter = {"lang", "path", "words", "digest", "facts"}
    assert {field.name for field in dataclasses.fields(Text)} == from_front_matter | {"sections", "cited", "minutes"}


# --- a preview ------------------------------------------------------------------------------------------


def test_a_preview_shows_what_was_saved_first_and_then_all(repo: Repo, tmp_path: Path) -> None:
    root, seen, again = repo(), list[tuple[bool, bool]](), list[bool]()
    page, lists = (root / "site" / "zh" / "cases" / f"{id}.html" for id in ("pear", "index"))

    def show(_: Checked) -> None:
        seen.append(("新梨".encode() in page.read_bytes(), "新梨".encode() in lists.read_bytes()))

    preview = Preview(Workshop(root, hold=True), lambda: bool(again))
    preview.update(*source.read(root), show)
    edit(root / "cases" / "pear" / "zh.md", "title: 梨的案子", "title: 新梨的案子")
    again.append(True)
    with pytest.raises(Again):
        preview.update(*source.read(root), show)
    assert seen == [(False, False), (True, False)], "the page first"
    assert not (root / "build" / "new").exists()
    again.clear()
    preview.update(*source.read(root), show)
    assert seen[2:] == [(True, True)], "then the lists"
    edit(root / "cases" / "pear" / "zh.md", "卖梨。", "有人卖梨。")
    preview.update(*source.read(root), show)
    assert len(seen) == 5, "a browser is told twice: it may show a list"
    assert disk.contents(root / "site") == cold(root, tmp_path / "cold")
    edit(root / "cases" / "pear" / "zh.md", "basis:", "basys:")
    preview.update(*source.read(root), lambda checked: seen.append((checked.good, False)))
    assert seen[5:] == [(False, False)]


def test_a_build_is_given_up_wherever_it_is(repo: Repo) -> None:
    """Whoever saves again waits until the build that is running has asked: it asks for every page, in every stage."""
    root, asked = repo(), Counter[str]()
    workshop = Workshop(root)
    workshop.build(workshop.judged(*source.read(root)))
    edit(root / "cases" / "pear" / "zh.md", "卖梨。", "有人卖梨。")
    workshop.build(workshop.judged(*source.read(root)), lambda stage, *_: asked.update([stage]))
    pages = sum(path.endswith(".html") for path in disk.paths(root / "site"))
    assert asked["engine"] > pages / 2
    assert asked["index"] == 2
    assert asked["publish"] > 10
    before = disk.contents(root / "site")
    edit(root / "cases" / "pear" / "zh.md", "有人卖梨。", "又有人卖梨。")
    checked = workshop.judged(*source.read(root))
    for stage, last in (*((stage, 1) for stage in asked), ("publish", 3), ("publish", 10)):
        seen = Counter[str]()

        def give_up(now: str, *_: int, stage: str = stage, last: int = last, seen: Counter[str] = seen) -> None:
            seen[now] += 1
            if now == stage and seen[now] == last:
                raise Again

        with pytest.raises(Again):
            workshop.build(checked, give_up)
        assert disk.contents(root / "site") == before, (stage, last)
        assert not (root / "build" / "new").exists()
    workshop.build(checked)
    assert disk.contents(root / "site") != before


# --- several processes ----------------------------------------------------------------------------------


def test_others_find_and_make_the_same(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repo()
    alone = built(root)
    shutil.copytree(root, tmp_path / "two", ignore=shutil.ignore_patterns("build", "site"))
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr("fazhi.judging.MANY", 2)
    with crew() as others:
        workshop = Workshop(tmp_path / "two", others)
        checked = workshop.judged(*source.read(tmp_path / "two"))
        assert checked.problems == check(root).problems
        workshop.build(checked)
    assert disk.contents(tmp_path / "two" / "site") == alone


def test_a_build_holds_no_bytes_of_entries(repo: Repo) -> None:
    root = repo()
    files, refused = source.read(root)
    lean = Workshop(root).judged(files, refused)
    gone = {*files.files} - {*lean.source.files}
    assert gone == {path for path in files.files if path.endswith(".md") or "/media/" in path}
    assert lean.bulk == sum(len(files.files[path]) for path in gone if path.endswith(".md"))
    assert lean.lean().source == lean.source
