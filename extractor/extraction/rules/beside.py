"""Tables that stand beside each other on one sheet, with an empty column between: read one after the other."""

from __future__ import annotations

from extractor.extraction.rules.grids import Grid, Row

_LEAST_ROWS = 2


def side_by_side(grid: Grid) -> list[Grid]:
    """Return the parts of a sheet in reading order: what stands above, the left table, the right one, what is below."""
    if not grid.exact:
        return [grid]
    parts: list[Grid] = []
    for rows, gap in _runs(grid.rows):
        left, right = _sides(rows, gap)
        if _is_table(left) and _is_table(right):
            parts += [grid._replace(rows=left), grid._replace(rows=right, id=f"{grid.id}.{gap}")]
        else:
            parts.append(grid._replace(rows=rows))
    beside = len(parts) > len(_runs(grid.rows))
    return parts if beside else [grid]


def _runs(rows: list[Row]) -> list[tuple[list[Row], int]]:
    """Cut rows into runs that leave one common column empty; each with that column (-1: none)."""
    runs: list[tuple[list[Row], set[int]]] = []
    for row in rows:
        gaps = _gaps(row)
        if runs and (gaps is None or runs[-1][1] & gaps or not runs[-1][1] | gaps):
            last, common = runs[-1]
            runs[-1] = ([*last, row], common if gaps is None else common & gaps)
        else:
            runs.append(([row], gaps or set()))
    return [(run, min(common, default=-1)) for run, common in runs]


def _gaps(row: Row) -> set[int] | None:
    """The columns between the cells of a row that nothing covers; None for a row of at most one cell."""
    printed = [slot for slot in row if not slot.empty]
    if len(printed) < _LEAST_ROWS:
        return None
    taken = {col for slot in printed for col in range(slot.col, slot.col + slot.width)}
    return set(range(min(taken), max(taken))) - taken


def _sides(rows: list[Row], gap: int) -> tuple[list[Row], list[Row]]:
    left = [[slot for slot in row if slot.col < gap] for row in rows]
    return left, [[slot for slot in row if slot.col > gap] for row in rows]


def _is_table(rows: list[Row]) -> bool:
    """Whether rows hold more than a remark beside another table."""
    return sum(sum(not slot.empty for slot in row) >= _LEAST_ROWS for row in rows) >= _LEAST_ROWS
