"""The two commands that are run again and again, whole: check and build.

Mostly they are run without options, when little or nothing has changed, and should then be done at once: what reads
options takes as long to load as all that is left to do, so nothing here loads it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi import source, unchanged
from fazhi.commands.shared import (
    EX_INTERRUPTED,
    EX_OK,
    EX_PROBLEMS,
    EX_SOFTWARE,
    EX_TEMPFAIL,
    EX_USAGE,
    repository_root,
)
from fazhi.console import Speaker, print_problems
from fazhi.model.scope import EXAMPLE_ADDRESS, WHOLE_SITE, Scope
from fazhi.problems import Format, Problem
from fazhi.source import Source
from fazhi.stopwatch import Stopwatch
from fazhi.unchanged import Built

if TYPE_CHECKING:
    from fazhi.build import Progress, Workshop
    from fazhi.checked import Checked
    from fazhi.render.site import Rendered

Read = tuple[Source, list[Problem]]
"""What reading gives."""


def check(say: Speaker, style: Format = "text") -> int:
    """Check all content and say what was found; give the exit status."""
    files, refused = source.read(repository_root(say))
    work, key = files.root / unchanged.WORK, unchanged.key(files, refused)
    problems = unchanged.problems(work, key)
    if problems is None:
        from fazhi.checked import Checker
        from fazhi.workers import crew

        with crew() as others:
            problems = Checker(files.root, others).judged(files, refused).problems
        unchanged.keep_problems(work, key, problems)
    print_problems(problems, say, style)
    compared = len(files.published)
    if compared and style == "text":
        # Where no texts of others lie, nothing was compared and nothing is claimed.
        say.line(
            f"也和旁边 shared/sources 里的 {compared} 篇原文比对过，看有没有照抄。",
            f"Compared with {compared} published texts in ../shared/sources, for copied runs.",
        )
    return EX_PROBLEMS if any(problem.is_error for problem in problems) else EX_OK


def build(say: Speaker, scope: Scope = WHOLE_SITE) -> int:
    """Check all content and build an edition of the site; give the exit status, or leave with that of what stops it."""
    watch = Stopwatch()
    root = repository_root(say)
    work, live = root / unchanged.WORK, root / unchanged.LIVE
    read = [source.read(root)]
    key = unchanged.key(*read[0], repr(scope))
    found, built = unchanged.problems(work, key), unchanged.built(work, live, key)
    if found is None or built is None:
        found, built = _made(root, read, scope, say)
        unchanged.keep_problems(work, key, found)
        unchanged.keep_built(work, live, key, built)
        done = "完成", "Done"
    else:
        _show(found, say)
        done = "什么都没有变，site/里每个文件都核对过", "Nothing has changed, and every file of site/ was compared"
    say.line(
        f"{done[0]}：{built.cases} 个案例，{built.lessons} 节课，中英文各一份，用时 {watch}。打开 site/index.html 看看。",
        f"{done[1]}: {built.cases} cases and {built.lessons} lessons in two languages, {watch}. Open site/index.html.",
    )
    if built.lines:
        say.line(built.lines["zh"], built.lines["en"])
    if built.address == EXAMPLE_ADDRESS:
        say.line(
            f"提示：网址还是示例 {EXAMPLE_ADDRESS}，发布到网上之前请改 mkdocs.yml 里的 site_url。",
            f"Note: the address is still the example {EXAMPLE_ADDRESS}; set site_url in mkdocs.yml before you publish.",
        )
    return EX_OK


def _show(found: Sequence[Problem], say: Speaker) -> None:
    if found:
        print_problems(found, say, "text")


def _made(root: Path, read: list[Read], scope: Scope, say: Speaker) -> tuple[list[Problem], Built]:
    """Check and build what was read; leave with the problems, or what else stopped it, where it cannot be built.

    It is taken out of the list, so that nobody holds the bytes of a large library while pages are made of it.
    """
    from fazhi.build import Workshop, mend
    from fazhi.workers import crew

    mend(root)
    with crew() as others:
        return _made_in(Workshop(root, others), read, scope, say)


def _made_in(workshop: Workshop, read: list[Read], scope: Scope, say: Speaker) -> tuple[list[Problem], Built]:
    from fazhi.build import scoped

    checked = workshop.judged(*read.pop())
    _known_band(scope.grade, checked, say)
    _show(checked.problems, say)
    if not checked.good:
        say.error("没有生成网站，原来的 site/ 没有变。", "Nothing was built; site/ is as it was.")
        raise SystemExit(EX_PROBLEMS)
    checked = scoped(checked, scope)
    with say.progress() as progress:
        pages = _build(workshop, checked, say, progress)
    assert checked.settings is not None
    cases, lessons = len(checked.library.cases), len(checked.library.lessons)
    return checked.problems, Built(cases, lessons, pages.lines, checked.settings.site_url)


def _known_band(grade: str | None, checked: Checked, say: Speaker) -> None:
    """Refuse a grade band that there is not; when there is none at all, the problems of the check say why."""
    bands = checked.library.grades
    if grade is not None and bands and grade not in bands:
        say.error(
            f"没有“{grade}”这个学段。可以用：{'，'.join(bands)}",
            f"There is no grade band '{grade}'. There are: {', '.join(bands)}",
        )
        raise SystemExit(EX_USAGE)


def _build(workshop: Workshop, checked: Checked, say: Speaker, progress: Progress) -> Rendered:
    from fazhi.engine import EngineError
    from fazhi.lock import Busy
    from fazhi.publish import FaultySite
    from fazhi.render.kit.fault import Faulty

    try:
        return workshop.build(checked, progress)
    except Busy as busy:
        say.error(*busy.sentences)
        raise SystemExit(EX_TEMPFAIL) from None
    except (KeyboardInterrupt, SystemExit) as stop:
        say.error(
            "已停止。site/是完整的，没有写到一半的东西。", "Stopped. site/ is whole; nothing is left half-written."
        )
        raise SystemExit(EX_INTERRUPTED if isinstance(stop, KeyboardInterrupt) else int(stop.code or 0)) from None
    except Faulty as faulty:
        print_problems(faulty.problems, say, "text")
        say.error("没有生成网站，原来的 site/ 没有变。", "Nothing was built; site/ is as it was.")
        raise SystemExit(EX_PROBLEMS) from None
    except EngineError as error:
        say.error(
            f"网站引擎没有接受生成的文件（{error.lang}）。这是程序的错误，请连同下面的话一起报告：\n{error.output}",
            f"The site engine refused the staged files ({error.lang}). This is our mistake; please report it with:\n{error.output}",
        )
        raise SystemExit(EX_SOFTWARE) from None
    except FaultySite as error:
        faults = "\n".join(error.faults)
        say.error(
            f"网页核对没有通过，原来的 site/ 没有变：\n{faults}",
            f"The finished pages did not pass verification; site/ is as it was:\n{faults}",
        )
        raise SystemExit(EX_SOFTWARE) from None
