"""Ruling lines → table cells with their spans: geometry alone, for the vectors of a PDF and the rasters of a scan.

The rules are cleaned (pieces and dashes of one line joined, double rules made one), those that touch form one table,
their positions span a lattice of small rectangles, and rectangles without a rule between them are one merged cell.
A side that a table leaves open (no rule at the margin, or where the page breaks) is closed where its rules end.
All measures are page points, the origin is the upper left corner.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extractor.records.evidence import Box

SNAP = 3.0
"""Parallel rules nearer than this are one rule, and a rule that ends this near to another touches it."""

GAP = 4.0
"""A break in a rule that is no longer than this is closed (dashes, corners that do not meet)."""

_SHORTEST = 5.0
_SIDES_NEEDED = 3
_SHARE_OF_OPEN_ENDS = 0.6


class Rule(NamedTuple):
    """A straight rule: for a horizontal one `at` is its y, `start` and `end` its left and right end."""

    at: float
    start: float
    end: float


class Area(NamedTuple):
    """A cell of a lattice; rows and columns from 0."""

    row: int
    col: int
    row_span: int
    col_span: int


class Lattice(NamedTuple):
    """The grid of one table: `xs` and `ys` are its rising column and row edges, `areas` its cells in reading order."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    areas: tuple[Area, ...]

    def box(self, area: Area) -> Box:
        """Return the box of one cell."""
        return (
            self.xs[area.col],
            self.ys[area.row],
            self.xs[area.col + area.col_span],
            self.ys[area.row + area.row_span],
        )

    @property
    def outline(self) -> Box:
        """The box of the whole table."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


class Finder:
    """Says in which cell of a lattice a point lies."""

    def __init__(self, lattice: Lattice) -> None:
        self._xs, self._ys = lattice.xs, lattice.ys
        left, top, right, bottom = lattice.outline
        self.size = (right - left) * (bottom - top)
        self._cols = [area.col for area in lattice.areas]
        self._owner = [[-1] * (len(lattice.xs) - 1) for _ in lattice.ys[1:]]
        for number, (row, col, row_span, col_span) in enumerate(lattice.areas):
            for line in self._owner[row : row + row_span]:
                line[col : col + col_span] = [number] * col_span

    def left(self, number: int) -> float:
        """Return the left edge of a cell."""
        return self._xs[self._cols[number]]

    def at(self, x: float, y: float) -> int:
        """Return the index of the cell at this point, or -1 outside of all cells."""
        col, row = bisect_right(self._xs, x) - 1, bisect_right(self._ys, y) - 1
        if 0 <= row < len(self._owner) and 0 <= col < len(self._owner[row]):
            return self._owner[row][col]
        return -1


def find_lattices(horizontal: Iterable[Rule], vertical: Iterable[Rule]) -> list[Lattice]:
    """Return the tables that the rules draw, from top to bottom; a frame with a single cell is none."""
    found = []
    for across, down in _touching(_clean(horizontal), _clean(vertical)):
        lattice = _lattice(*_closed(across, down))
        if lattice and len(lattice.areas) > 1:
            found.append(lattice)
    return sorted(found, key=lambda lattice: (lattice.ys[0], lattice.xs[0]))


def _clean(rules: Iterable[Rule]) -> list[Rule]:
    """Join the pieces of each rule, and put rules that lie nearly on each other at one place."""
    cleaned: list[Rule] = []
    for group in _near(sorted(rules)):
        at = sum(rule.at for rule in group) / len(group)
        cleaned += (Rule(at, start, end) for start, end in _joined(group) if end - start >= _SHORTEST)
    return cleaned


def _near(rules: list[Rule]) -> Iterator[list[Rule]]:
    group: list[Rule] = []
    for rule in rules:
        if group and rule.at - group[0].at > SNAP:
            yield group
            group = []
        group.append(rule)
    if group:
        yield group


def _joined(group: list[Rule]) -> Iterator[tuple[float, float]]:
    spans = sorted(rule[1:] for rule in group)
    start, end = spans[0]
    for next_start, next_end in spans[1:]:
        if next_start > end + GAP:
            yield start, end
            start, end = next_start, next_end
        end = max(end, next_end)
    yield start, end


def _touching(across: list[Rule], down: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Split the rules into sets that hang together; a set without both directions is left out."""
    places = [rule.at for rule in down]
    parent = list(range(len(across) + len(down)))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = item = parent[parent[item]]
        return item

    for number, rule in enumerate(across):
        for other in range(bisect_left(places, rule.start - SNAP), bisect_right(places, rule.end + SNAP)):
            if down[other].start - SNAP <= rule.at <= down[other].end + SNAP:
                parent[root(len(across) + other)] = root(number)
    sets: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number, rule in enumerate(across + down):
        sets.setdefault(root(number), ([], []))[number >= len(across)].append(rule)
    return (found for found in sets.values() if all(found))


def _closed(across: list[Rule], down: list[Rule]) -> tuple[list[Rule], list[Rule]]:
    """Close the sides that the table leaves open: where most of its rules end, beyond its last crossing rule."""
    sides = [side for low in (True, False) if (side := _open_side(across, down, low=low))]
    ends = [side for low in (True, False) if (side := _open_side(down, across, low=low))]
    return across + ends, down + sides


def _open_side(rules: list[Rule], crossing: list[Rule], *, low: bool) -> Rule | None:
    """Return the rule missing across the low (left, upper) or high end of `rules`.

    It is missed where most of them run past the last crossing rule and end at one place, the first and the last among
    them: two rules that stick out of a table do not make a column.
    """
    edge = min(rule.at for rule in crossing) if low else max(rule.at for rule in crossing)
    beyond = [rule for rule in rules if (rule.start < edge - 2 * SNAP if low else rule.end > edge + 2 * SNAP)]
    if not beyond:
        return None
    place = min(rule.start for rule in beyond) if low else max(rule.end for rule in beyond)
    ending = [rule.at for rule in beyond if abs((rule.start if low else rule.end) - place) <= SNAP]
    all_along = {min(rule.at for rule in rules), max(rule.at for rule in rules)} <= set(ending)
    if not all_along or len(set(ending)) < max(2, _SHARE_OF_OPEN_ENDS * len(beyond)):
        return None
    return Rule(place, min(ending), max(ending))


def _lattice(across: list[Rule], down: list[Rule]) -> Lattice | None:
    xs, ys = sorted({rule.at for rule in down}), sorted({rule.at for rule in across})
    if len(xs) < 2 or len(ys) < 2:  # noqa: PLR2004 - two edges bound one column
        return None
    below, right = _masks(across, ys, xs), _masks(down, xs, ys)
    areas = [area for area in _areas(below, right) if _sides(area, below, right) >= _SIDES_NEEDED]
    return _without_idle_edges(xs, ys, areas) if areas else None


def _masks(rules: list[Rule], places: list[float], crossing: list[float]) -> list[int]:
    """For each place, a bit for each gap between crossing edges that a rule fills by more than half."""
    middles = [(low + high) / 2 for low, high in pairwise(crossing)]
    index = {place: number for number, place in enumerate(places)}
    masks = [0] * len(places)
    for rule in rules:
        masks[index[rule.at]] |= _bits(bisect_left(middles, rule.start), bisect_right(middles, rule.end))
    return masks


def _bits(start: int, end: int) -> int:
    return (1 << end) - (1 << start) if end > start else 0


def _areas(below: list[int], right: list[int]) -> Iterator[Area]:
    """Cut the lattice into the largest rectangles without a rule inside.

    `below[i]` are the columns in which a rule runs along row edge i, `right[j]` the rows with one along column edge j.
    A patch that is no rectangle (a rule that ends inside a cell) falls apart into rectangles.
    """
    rows, cols = len(below) - 1, len(right) - 1
    taken = [0] * rows
    for row in range(rows):
        col = 0
        while col < cols:
            end = _run_end(row, col, right)
            if not taken[row] >> col & 1:
                last = row + 1
                while last < rows and _continues(last, col, end, below, right):
                    last += 1
                for number in range(row, last):
                    taken[number] |= _bits(col, end)
                yield Area(row, col, last - row, end - col)
            col = end


def _run_end(row: int, col: int, right: list[int]) -> int:
    end = col + 1
    while end < len(right) - 1 and not right[end] >> row & 1:
        end += 1
    return end


def _continues(row: int, col: int, end: int, below: list[int], right: list[int]) -> bool:
    """Say whether the patch from column edge `col` to `end` goes on in `row`: no rule above it, and the same sides."""
    if below[row] & _bits(col, end) or _run_end(row, col, right) != end:
        return False
    return col == 0 or bool(right[col] >> row & 1)


def _sides(area: Area, below: list[int], right: list[int]) -> int:
    """Count the sides of an area along which a rule runs all the way."""
    row, col, row_span, col_span = area
    across, down = _bits(col, col + col_span), _bits(row, row + row_span)
    edges = ((below[row], across), (below[row + row_span], across), (right[col], down), (right[col + col_span], down))
    return sum(edge & need == need for edge, need in edges)


def _without_idle_edges(xs: Sequence[float], ys: Sequence[float], areas: list[Area]) -> Lattice:
    """Drop the edges at which no cell begins or ends."""
    cols = sorted({area.col for area in areas} | {area.col + area.col_span for area in areas})
    rows = sorted({area.row for area in areas} | {area.row + area.row_span for area in areas})
    new_col, new_row = {old: new for new, old in enumerate(cols)}, {old: new for new, old in enumerate(rows)}
    kept = (
        Area(
            new_row[row],
            new_col[col],
            new_row[row + row_span] - new_row[row],
            new_col[col + col_span] - new_col[col],
        )
        for row, col, row_span, col_span in areas
    )
    return Lattice(tuple(xs[col] for col in cols), tuple(ys[row] for row in rows), tuple(sorted(kept)))
