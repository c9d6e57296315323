"""The plot of F1 by rendering and reader: dots with their intervals, and a fine line for each report.

Each line of the plot is a table row with a drawing of its own whose places are shares of its width: so the words keep
their size on a narrow screen, a screen reader hears a table, and nothing but SVG is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from extractor.eval.report import words
from extractor.eval.report.markup import Html, joined, tag
from extractor.eval.report.rows import Row, f1
from extractor.eval.report.tables import unscored

FLOORS = (0.99, 0.95, 0.9, 0.8, 0.5, 0.0)
"""Where the axis may begin."""

_TICKS = 5
_HEIGHT = 26
_MIDDLE = _HEIGHT / 2
_MARKS = (
    "M-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0Z",
    "M-5 -5H5V5H-5Z",
    "M0 -7L7 0L0 7L-7 0Z",
    "M0 -6.5L6.5 5H-6.5Z",
)
"""A disc, a square, a diamond and a triangle: readers differ in shape as well as in colour."""


def plot(rows: Sequence[Row]) -> Html | None:
    """Return the plot; None when no figure was scored."""
    values = [value for row in rows for value in (f1(row.sums), row.span and row.span[0]) if value is not None]
    if not values:
        return None
    floor = next(floor for floor in FLOORS if floor <= min(values))
    readers = list(dict.fromkeys(row.reader for row in rows))
    bodies = [_rendering(list(group), readers, floor) for _, group in groupby(rows, lambda row: row.rendering)]
    return joined(
        _legend(readers),
        tag(
            "table",
            tag("caption", f"数字 F1，越靠右越好。横轴从 {floor:g} 到 1。"),
            tag("thead", tag("tr", tag("th", "样式", scope="col"), _axis(floor), tag("th", "F1（区间）", scope="col"))),
            bodies,
            class_="plot",
        ),
    )


def _legend(readers: Sequence[str]) -> Html:
    marks = [tag("li", _sample(number), words.reader(reader)) for number, reader in enumerate(readers)]
    return tag(
        "ul",
        marks,
        tag("li", _drawing(tag("line", x1="1", x2="23", y1="9", y2="9", class_="range"), 24, 18), "区间"),
        tag("li", _drawing(tag("line", x1="12", x2="12", y1="2", y2="16", class_="one"), 24, 18), "一份报告"),
        class_="legend",
    )


def _sample(number: int) -> Html:
    return _drawing(tag("g", _mark(number), transform="translate(12 9)"), 24, 18)


def _drawing(content: Html, width: int, height: int) -> Html:
    return tag("svg", content, width=width, height=height, aria_hidden="true")


def _mark(number: int) -> Html:
    return tag("path", d=_MARKS[number % len(_MARKS)], class_=f"mark r{number % len(_MARKS)}")


def _axis(floor: float) -> Html:
    ticks = [
        tag("span", f"{floor + (1 - floor) * step / (_TICKS - 1):.4g}", style=f"left:{100 * step / (_TICKS - 1):g}%")
        for step in range(_TICKS)
    ]
    return tag("th", tag("div", ticks, class_="axis"), scope="col", aria_label="图")


def _rendering(group: Sequence[Row], readers: Sequence[str], floor: float) -> Html:
    """Return the lines of one rendering, one for each reader."""
    name = tag("th", group[0].name, scope="rowgroup", rowspan=len(group) if len(group) > 1 else None)
    lines: list[Html] = []
    for row in group:
        drawn = tag("td", _line(row, readers.index(row.reader), floor))
        lines.append(tag("tr", None if lines else name, drawn, tag("td", _value(row))))
    return tag("tbody", lines)


def _value(row: Row) -> Html:
    value = f1(row.sums)
    if value is None:
        return unscored()
    span = words.span(row.span)
    return joined(tag("strong", words.score(value)), tag("small", span) if span else None)


def _line(row: Row, number: int, floor: float) -> Html:
    """Draw one row: grid, reports, interval and dot; reports left of the axis are told in words."""
    value = f1(row.sums)
    ones = [one for measured in row.done if (one := measured.figures.f1) is not None]
    below = sum(one < floor for one in ones)
    grid = [_upright(step / (_TICKS - 1), 0, _HEIGHT, "grid") for step in range(_TICKS)]
    reports = [_upright(_place(one, floor), 5, _HEIGHT - 5, "one") for one in sorted(set(ones)) if one >= floor]
    span = [_reach(row.span, floor)] if row.span else []
    dot = [] if value is None else [_dot(_place(value, floor), number)]
    label = f"{row.name}，{words.reader(row.reader)}：F1 {words.score(value)} {words.span(row.span)}".rstrip()
    return joined(
        tag("svg", grid, reports, span, dot, width="100%", height=_HEIGHT, role="img", aria_label=label),
        tag("small", f"◂ {below} 份更低", class_="below") if below else None,
    )


def _place(value: float, floor: float) -> float:
    """Return where a value stands on the axis, 0–1."""
    return max(0.0, (value - floor) / (1 - floor))


def _upright(place: float, top: float, bottom: float, kind: str) -> Html:
    at = f"{100 * place:.4g}%"
    return tag("line", x1=at, x2=at, y1=float(top), y2=float(bottom), class_=kind)


def _reach(span: tuple[float, float], floor: float) -> Html:
    low, high = (f"{100 * _place(end, floor):.4g}%" for end in span)
    return tag("line", x1=low, x2=high, y1=_MIDDLE, y2=_MIDDLE, class_="range")


def _dot(place: float, number: int) -> Html:
    """Put a mark on a share of the width: an inner drawing can stand there, a path alone cannot."""
    inner = tag("g", _mark(number), transform=f"translate(0 {_MIDDLE:g})")
    return tag("svg", inner, x=f"{100 * place:.4g}%", overflow="visible")
