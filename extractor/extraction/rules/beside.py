"""Tables that stand beside each other on one sheet, with an empty column between: read one after the other."""

from __future__ import annotations

from extractor.extraction.lexicon import vocabulary
from extractor.extraction.rules.grids import Grid, Row, is_figure

_LEAST_ROWS = 2


def side_by_side(grid: Grid) -> list[Grid]:
    """Return the parts of a sheet in reading order: what stands above, the left table, the right one, what is below."""
    if not grid.exact:
        return [grid]
    runs = _runs(grid.rows)
    parts: list[Grid] = []
    for rows, gaps in runs:
        sides = (_sides(rows, gap) for gap in sorted(gaps))
        left, right = next((s for s in sides if _is_table(s[0]) and _is_table(s[1])), (rows, []))
        parts.append(grid._replace(rows=left))
        if right:
            parts.append(grid._replace(rows=right, id=f"{grid.id}.{right[0][0].col if right[0] else 0}"))
    return parts if len(parts) > len(runs) else [grid]


def columns_of(sheet: Grid, part: Grid) -> list[Row]:
    """Return all rows of a sheet, with the cells only that stand in the columns of one part of it."""
    slots = [slot for row in part.rows for slot in row]
    left = min((slot.col for slot in slots), default=0)
    right = max((slot.col + slot.width for slot in slots), default=0)
    return [[slot for slot in row if slot.col < right and left < slot.col + slot.width] for row in sheet.rows]


def _runs(rows: list[Row]) -> list[tuple[list[Row], set[int]]]:
    """Cut rows into runs that leave common columns empty; each with those columns."""
    width = max((slot.col + slot.width for row in rows for slot in row), default=0)
    runs: list[tuple[list[Row], set[int]]] = []
    for row in rows:
        gaps = _gaps(row, width)
        if runs and (gaps is None or runs[-1][1] & gaps or not runs[-1][1] | gaps):
            last, common = runs[-1]
            runs[-1] = ([*last, row], common if gaps is None else common & gaps)
        else:
            runs.append(([row], gaps or set()))
    return runs


def _gaps(row: Row, width: int) -> set[int] | None:
    """The columns that no printed cell of a row covers; None for a row of at most one cell."""
    printed = [slot for slot in row if not slot.empty]
    if len(printed) < _LEAST_ROWS:
        return None
    taken = {col for slot in printed for col in range(slot.col, slot.col + slot.width)}
    return set(range(width)) - taken


def _sides(rows: list[Row], gap: int) -> tuple[list[Row], list[Row]]:
    left = [[slot for slot in row if slot.col < gap] for row in rows]
    return left, [[slot for slot in row if slot.col > gap] for row in rows]


def _is_table(rows: list[Row]) -> bool:
    """Whether rows are a table of their own: more than a remark, and begun by a head or a label of a form.

    A column that is blank for some rows of a table (单位 of qualitative targets) does not part it.
    """
    printed = [row for row in rows if any(not slot.empty for slot in row)]
    several = sum(sum(not slot.empty for slot in row) >= _LEAST_ROWS for row in printed) >= _LEAST_ROWS
    return several and _begins(printed[0])


def _begins(row: Row) -> bool:
    """Whether a row may be the first of a table: words alone, or a label of a form with its value."""
    first = next(slot for slot in row if not slot.empty)
    return not any(is_figure(slot.text) for slot in row) or vocabulary("fields").exact(first.text) is not None
