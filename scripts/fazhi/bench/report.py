"""What was measured as rows of a table, as JSON, and as the results of the page about it."""

from __future__ import annotations

import json
import os
import platform
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median

from fazhi.bench.kit import COUNT
from fazhi.bench.lexicon import Pair
from fazhi.bench.programs import OURS
from fazhi.bench.running import Usage
from fazhi.bench.stages import STAGES, Timed

STAGE_NAMES: Mapping[str, Pair] = {
    "cold": ("从零生成", "cold build"),
    "unchanged": ("什么都没改", "nothing changed"),
    "edit": ("改一个案例的正文", "body of one case edited"),
    "title": ("改一个案例的标题", "title of one case edited"),
    "add": ("加一个案例", "one case added"),
    "remove": ("删一个案例", "one case removed"),
    "serve": ("预览时从保存到新网页", "under serve, from save to finished page"),
    "check": ("从零检查", "cold check"),
    "check-unchanged": ("什么都没改再检查", "check, nothing changed"),
    "kit": (f"{COUNT}份课堂文件", f"{COUNT} documents for class"),
}
COLUMNS: tuple[Pair, ...] = (
    ("案例", "cases"),
    ("做什么", "stage"),
    ("程序", "program"),
    ("秒", "seconds"),
    ("CPU秒", "CPU seconds"),
    ("内存MiB", "peak MiB"),
    ("秒：本程序÷它", "seconds, ours / it"),
    ("CPU：本程序÷它", "CPU, ours / it"),
    ("÷从零生成", "of cold"),
)
_DOCUMENTS: Mapping[str, Pair] = {"pdf": ("学习单PDF", "worksheets, PDF"), "pptx": ("课件PPTX", "decks, PPTX")}
START, END = "<!-- bench: results -->", "<!-- bench: end -->"
"""Between these two lines of the page stands what the command has written."""


@dataclass(frozen=True, slots=True)
class Report:
    """All sizes that were measured, with what must be known to measure them again."""

    command: str
    seed: int
    runs: int
    versions: Mapping[str, str]
    """The name of each program with its versions."""
    timed: Sequence[Timed]


def rows(report: Report, lang: str) -> Iterator[list[str]]:
    """The rows of the table, in the order of ``COLUMNS``: medians, or why there is none."""
    at = int(lang == "en")
    for timed in report.timed:
        for stage in STAGES:
            for name in dict.fromkeys(program for each, program in (*timed.runs, *timed.failed) if each == stage):
                head = [str(timed.cases) if stage != "kit" else "", STAGE_NAMES[stage][at], _called(name, report, at)]
                if (stage, name) in timed.failed:
                    reason = timed.failed[stage, name][:120]
                    yield [*head, f"{('没有成功：', 'failed: ')[at]}{reason}", "", "", "", "", ""]
                else:
                    yield [*head, *_figures(timed, stage, name)]


def _called(name: str, report: Report, at: int) -> str:
    return _DOCUMENTS[name][at] if name in _DOCUMENTS else label(name, report)


def label(name: str, report: Report) -> str:
    """What a program is called, without its versions."""
    return report.versions.get(name, name).partition(" (")[0]


def _figures(timed: Timed, stage: str, name: str) -> list[str]:
    runs, ours, cold = (timed.runs.get(key, []) for key in ((stage, name), (stage, OURS), ("cold", name)))
    served = stage == "serve"  # what serves goes on running, and is not measured as a process
    seconds, compared = _median(runs, "seconds"), bool(ours) and name != OURS
    return [
        _figure(seconds),
        "" if served else _figure(_median(runs, "cpu")),
        "" if served else f"{_median(runs, 'peak'):.0f}",
        _ratio(_median(ours, "seconds"), seconds) if compared else "",
        _ratio(_median(ours, "cpu"), _median(runs, "cpu")) if compared and not served else "",
        _ratio(seconds, _median(cold, "seconds")) if cold and stage not in ("cold", "kit") else "",
    ]


def _median(runs: Sequence[Usage], what: str) -> float:
    return float(median(getattr(run, what) for run in runs))


def _figure(seconds: float) -> str:
    return f"{seconds:.2f}" if seconds < 10 else f"{seconds:.1f}"


def _ratio(part: float, whole: float) -> str:
    return f"{part / whole:.2f}" if whole else ""


def machine() -> str:
    """What was measured on, without the name of the machine."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} CPU, Python {platform.python_version()}"


def as_json(report: Report) -> str:
    """Every run, and what must be known to do it again."""
    data = {
        "command": report.command,
        "machine": machine(),
        "seed": report.seed,
        "runs": report.runs,
        "programs": dict(report.versions),
        "sizes": [
            {
                "cases": timed.cases,
                "pages": timed.pages,
                "stages": [
                    {"stage": stage, "program": name, "runs": [asdict(run) for run in found]}
                    for (stage, name), found in timed.runs.items()
                ],
                "failed": [
                    {"stage": stage, "program": name, "why": why} for (stage, name), why in timed.failed.items()
                ],
            }
            for timed in report.timed
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_markdown(report: Report) -> str:
    """The results as a section of the page, in both languages at once."""
    head = [" ".join(pair) for pair in COLUMNS]
    table = [head, ["---", "---", "---", *["---:"] * (len(head) - 3)]]
    both = zip(rows(report, "zh"), rows(report, "en"), strict=True)
    table += [[zh if zh == en else f"{zh} {en}" for zh, en in zip(*each, strict=True)] for each in both]
    pages = "；".join(f"{timed.cases} → {timed.pages}" for timed in report.timed if timed.pages)
    return "\n".join(
        [
            f"- 命令 Command: `{report.command}`",
            f"- 机器 Machine: {machine()}",
            f"- 程序 Programs: {'；'.join(report.versions.values())}",
            f"- 每项运行 {report.runs} 次，取中位数。 Medians of {report.runs} runs each.",
            *([f"- 案例数 → 两种语言的网页数 Cases → pages in both languages: {pages}"] if pages else []),
            "",
            *(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in table),
            "",
        ]
    )


def written(page: str, results: str, *, more: bool = False) -> str:
    """A page with its results replaced, or with ``more`` behind them; raises ValueError where there is no place."""
    found = re.fullmatch(rf"(?s)(.*{START}\n)(.*)(\n{END}.*)", page)
    if not found:
        raise ValueError(f"no {START}")
    before, old, after = found.groups()
    return f"{before}{old if more else ''}\n{results}{after}"
