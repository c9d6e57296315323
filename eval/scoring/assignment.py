"""The best assignment of one set of things to another: the pairs whose gains add up to the most.

Gains are whole numbers, so that equal sums are equal; a pair that gains nothing is never made. The method is that of
shortest augmenting paths (Kuhn and Munkres, in the form of Jonker and Volgenant), run on each connected part of the
pairs that gain: rows that are alike to nothing else cost nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf

Gains = Sequence[Sequence[int]]
"""Gain of each pair, `gains[i][j]`; 0 or less where i and j must not be paired."""


def assign(gains: Gains) -> dict[int, int]:
    """Return for each row of the gains the column it is paired with; rows that nothing is paired with are left out."""
    pairs: dict[int, int] = {}
    for rows, cols in _parts(gains):
        upright = len(rows) <= len(cols)
        few, many = (rows, cols) if upright else (cols, rows)
        costs = [[-max(gains[a][b] if upright else gains[b][a], 0) for b in many] for a in few]
        for a, b in _cheapest(costs):
            i, j = (few[a], many[b]) if upright else (many[b], few[a])
            if gains[i][j] > 0:
                pairs[i] = j
    return pairs


def _parts(gains: Gains) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the rows and columns of each connected part of the pairs that gain."""
    columns = [[j for j, gain in enumerate(row) if gain > 0] for row in gains]
    rows: dict[int, list[int]] = {}
    for i, found in enumerate(columns):
        for j in found:
            rows.setdefault(j, []).append(i)
    seen: set[int] = set()
    for first, found in enumerate(columns):
        if first in seen or not found:
            continue
        part, cols, waiting = {first}, set(found), list(found)
        while waiting:
            fresh = set(rows[waiting.pop()]) - part
            part |= fresh
            new = {j for i in fresh for j in columns[i]} - cols
            cols |= new
            waiting += new
        seen |= part
        yield sorted(part), sorted(cols)


def _cheapest(costs: list[list[int]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs (row, column) of the cheapest full assignment; there are no more rows than columns.

    Row and column 0 of the working arrays stand for nothing, so real ones count from 1.
    """
    height, width = len(costs), len(costs[0])
    row_price, col_price, owner = [0] * (height + 1), [0] * (width + 1), [0] * (width + 1)
    for row in range(1, height + 1):
        owner[0] = row
        came_from = _path(costs, row_price, col_price, owner)
        free = came_from.pop()
        while free:
            owner[free], free = owner[came_from[free]], came_from[free]
    yield from ((row - 1, col - 1) for col, row in enumerate(owner) if row and col)


def _path(costs: list[list[int]], row_price: list[int], col_price: list[int], owner: list[int]) -> list[int]:
    """Find the shortest way from the row that column 0 owns to a free column, and mend the prices on the way.

    Returns the column before each column on the way, and behind them the free column.
    """
    width = len(owner) - 1
    reach: list[float] = [inf] * (width + 1)
    came_from = [0] * (width + 1)
    done, left = [0], list(range(1, width + 1))
    while owner[done[-1]]:
        here = done[-1]
        line, price = costs[owner[here] - 1], row_price[owner[here]]
        for col in left:
            step = line[col - 1] - price - col_price[col]
            if step < reach[col]:
                reach[col], came_from[col] = step, here
        nearest = min(left, key=reach.__getitem__)
        delta = int(reach[nearest])
        for col in done:
            row_price[owner[col]] += delta
            col_price[col] -= delta
        for col in left:
            reach[col] -= delta
        left.remove(nearest)
        done.append(nearest)
    return [*came_from, done[-1]]
