"""The growth curve as an SVG: seconds of a build against the number of cases, a line for each program."""

from __future__ import annotations

import html
from collections.abc import Sequence
from math import ceil, floor, log10
from statistics import median

from fazhi.bench.programs import OURS
from fazhi.bench.report import STAGE_NAMES, Report, label

_WIDTH, _HEIGHT = 900, 470
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 330, 46, 56
_COLOURS = ("#0b5cad", "#a3260f", "#2e6b2e", "#6a3d9a", "#7a5200", "#333333", "#00707a", "#b0306a")
_DASHES = ("", "7 4", "2 4", "9 3 2 3", "4 2", "1 3", "12 4", "6 2 1 2")
_OURS = ("cold", "edit", "unchanged")
"""The stages of this program that have a line; of others it is the cold build."""

Line = tuple[str, list[tuple[int, float]]]
"""What a line is called, and its points: cases and seconds."""


def lines(report: Report) -> list[Line]:
    """The lines of the curve: the median seconds by size."""
    asked = [(stage, OURS) for stage in _OURS]
    asked += [("cold", name) for name in report.versions if name != OURS]
    found: list[Line] = []
    for stage, name in asked:
        points = [
            (timed.cases, median(run.seconds for run in timed.runs[stage, name]))
            for timed in sorted(report.timed, key=lambda each: each.cases)
            if (stage, name) in timed.runs
        ]
        called = label(name, report)
        zh, en = STAGE_NAMES[stage]
        if points:
            found.append((f"{called}：{zh} {en}" if name == OURS else called, points))
    return found


def drawn(report: Report) -> str:
    """Draw the curve; the figures stand in the table beside it."""
    found = lines(report)
    most_x = max((x for _, points in found for x, _ in points), default=1)
    step = _step(max((y for _, points in found for _, y in points), default=1))
    most_y = step * ceil(max((y for _, points in found for _, y in points), default=1) / step)
    wide, high = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM

    def at(x: float, y: float) -> tuple[float, float]:
        return _LEFT + wide * x / most_x, _TOP + high * (1 - y / most_y)

    parts = [*_grid(most_y, step, at), *_sizes(sorted({x for _, points in found for x, _ in points}), at)]
    named = sorted(enumerate(found), key=lambda each: -each[1][1][-1][1])
    for place, (number, (name, points)) in enumerate(named):
        colour, dash = _COLOURS[number % len(_COLOURS)], _DASHES[number % len(_DASHES)]
        stroke = f'stroke="{colour}" stroke-width="2.5"' + (f' stroke-dasharray="{dash}"' if dash else "")
        line = " ".join(f"{px:.1f},{py:.1f}" for px, py in (at(*point) for point in points))
        parts.append(f'<polyline points="{line}" fill="none" {stroke}/>')
        dots = (at(*point) for point in points)
        parts += [f'<circle cx="{px:.1f}" cy="{py:.1f}" r="4" fill="{colour}"/>' for px, py in dots]
        y = _TOP + 12 + 26 * place
        parts.append(f'<path d="M{_WIDTH - _RIGHT + 16} {y - 5}h34" {stroke}/>')
        parts.append(_text(_WIDTH - _RIGHT + 58, y, name))
    title = "生成用时随案例数的增长 How the time of a build grows with the number of cases"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="14" fill="#1a1a1a"><title>{title}</title>'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>'
        + _text(_LEFT, 26, f"{title}（秒 seconds）")
        + "".join(parts)
        + "</svg>\n"
    )


def _grid(most: float, step: float, at: object) -> list[str]:
    assert callable(at)
    parts = []
    for number in range(round(most / step) + 1):
        x, y = at(0, number * step)
        parts.append(f'<path d="M{x:.1f} {y:.1f}H{_WIDTH - _RIGHT}" stroke="#d0d0d0"/>')
        parts.append(_text(x - 8, y + 5, f"{number * step:g}", "end"))
    return parts


def _sizes(sizes: Sequence[int], at: object) -> list[str]:
    assert callable(at)
    parts = [_text(_LEFT, _HEIGHT - 12, "案例数 cases")]
    for size in sizes:
        x, y = at(size, 0)
        parts.append(f'<path d="M{x:.1f} {y:.1f}v6" stroke="#1a1a1a"/>')
        parts.append(_text(x, y + 22, str(size), "middle"))
    return parts


def _text(x: float, y: float, text: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{html.escape(text)}</text>'


def _step(most: float) -> float:
    """A round step of which four to ten reach the top."""
    rough = most / 6
    power: float = 10.0 ** floor(log10(rough)) if rough > 0 else 1.0
    return next((times * power for times in (1, 2, 5, 10) if times * power >= rough), power)
