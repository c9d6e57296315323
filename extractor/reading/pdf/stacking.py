"""Rows of labels and their values above and below a table without rules: a form is a stack of such strips.

A form names its project and its money above the table and its score below it. A line there belongs to the form if it
holds several texts, stands as far from the next as rows do, and reads like no list of names and values with colons.
"""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from extractor.reading.pdf.chunks import Line, columns_of, is_figure
from extractor.reading.pdf.grid import Lattice, Rule, find_lattices

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROW, _FARTHEST = 1.8, 3.5
"""In sizes of letters: lines nearer than this may be one row, and lines farther apart than that are not of one form."""

_WITH_COLON = re.compile(r"[^:：]{2,12}[:：]")


class Strip(NamedTuple):
    """Rows with common columns, `lines` of the page from the first to behind the last.

    `ys` and `xs` are their edges in points, `xs` without those of the whole table. At `merged`, (row edge, column) from
    0, a cell runs through.
    """

    lines: tuple[int, int]
    ys: Sequence[float]
    xs: Sequence[float]
    merged: frozenset[tuple[int, int]] = frozenset()


def drawn(strips: Sequence[Strip], left: float, right: float) -> Lattice | None:
    """Return the lattice of the rules that a table of these strips would have."""
    level, upright = [], []
    for strip in strips:
        xs = (left, *strip.xs, right)
        level += [
            Rule(y, start, end)
            for row, y in enumerate(strip.ys)
            for col, (start, end) in enumerate(pairwise(xs))
            if (row, col) not in strip.merged
        ]
        upright += [Rule(x, strip.ys[0], strip.ys[-1]) for x in xs]
    found = find_lattices(level, upright)
    return found[0] if len(found) == 1 else None


def stacked(strip: Strip, lines: Sequence[Line], bounds: tuple[int, int], rules: Sequence[Rule]) -> list[Strip]:
    """Return a table with the rows of the form above and below it, within lines from the first bound to the second."""
    stack = [strip]
    while (above := _row_above(stack[0], lines, bounds[0], rules)) is not None:
        stack.insert(0, above)
    while (below := _row_below(stack[-1], lines, bounds[1], rules)) is not None:
        stack.append(below)
    return stack


def _row_above(strip: Strip, lines: Sequence[Line], first: int, rules: Sequence[Rule]) -> Strip | None:
    end = start = strip.lines[0]
    while start > first and (start == end or _are_one_row(lines[start - 1], lines[start], rules)):
        start -= 1
    if start == end or not is_near(lines[end - 1], lines[end]):
        return None
    beyond = lines[start - 1] if start else None
    return _row((start, end), lines, (_edge(beyond, lines[start], rules), strip.ys[0]))


def _row_below(strip: Strip, lines: Sequence[Line], last: int, rules: Sequence[Rule]) -> Strip | None:
    start = end = strip.lines[1]
    while end < last and (start == end or _are_one_row(lines[end - 1], lines[end], rules)):
        end += 1
    if start == end or not is_near(lines[start - 1], lines[start]):
        return None
    beyond = lines[end] if end < len(lines) else None
    return _row((start, end), lines, (strip.ys[-1], _edge(lines[end - 1], beyond, rules)))


def _row(place: tuple[int, int], lines: Sequence[Line], ys: tuple[float, float]) -> Strip | None:
    """Return lines as one row if they are a row of a form."""
    own = lines[place[0] : place[1]]
    columns = columns_of(own)
    texts = [chunk.text for line in own for chunk in line]
    if not columns or len(columns) <= 1 or any(map(_WITH_COLON.match, texts)):
        return None
    if len(own) > 1 and any(map(is_figure, texts)):
        return None
    return Strip(place, ys, [(one[1] + other[0]) / 2 for one, other in pairwise(columns)])


def _are_one_row(line: Line, below: Line, rules: Sequence[Rule]) -> bool:
    """Say whether lines are too near to each other to be rows for certain."""
    high, low = line[0].middle, below[0].middle
    return low - high < _ROW * _size(line, below) and not any(high < rule.at < low for rule in rules)


def is_near(line: Line, below: Line) -> bool:
    """Say whether lines stand near enough to be rows of one form."""
    return below[0].middle - line[0].middle <= _FARTHEST * _size(line, below)


def _edge(line: Line | None, below: Line | None, rules: Sequence[Rule]) -> float:
    """Return where a row ends between two lines: at a rule, or in the middle, at most a line away from its own line."""
    middles = [one[0].middle for one in (line, below) if one]
    reach = 2 * median(chunk.size for one in (line, below) if one for chunk in one)
    high, low = line[0].middle if line else middles[0] - reach, below[0].middle if below else middles[0] + reach
    return next((rule.at for rule in rules if high < rule.at < low), (high + low) / 2)


def _size(line: Line, below: Line) -> float:
    return min(median(chunk.size for chunk in line), median(chunk.size for chunk in below))
