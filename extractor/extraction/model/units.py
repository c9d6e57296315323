"""The unit of a figure that is printed without one: from its column, its row, the cells and lines above it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.extraction.lexicon import plain
from extractor.extraction.rules.blocks import unit_in
from extractor.records.document import Cell, Document, Line, Table

_LINES_ABOVE = 12
_RATES = frozenset({"rate", "completion", "control_rate", "growth", "share"})
_POINTS = frozenset({"weight", "score", "level1_weight"})
_STAFF = re.compile(r"^staffing\.(?!vehicles|control_rate)")


def unit_for(document: Document, place: Line | Cell, field: str) -> str:
    """Return the unit that a field's figure inherits at its place; "" when nothing names one."""
    name = field.rpartition(".")[2]
    if name in _RATES or name.endswith(("_growth", "_share")) or ".shares." in field:
        return "%"
    if name in _POINTS or field.endswith("score.total"):
        return "分"
    if _STAFF.match(field):
        return "人"
    if field.startswith("staffing.vehicles"):
        return "辆"
    return next((unit for text in _texts(document, place) if (unit := unit_in(text))), "")


def _texts(document: Document, place: Line | Cell) -> Iterator[str]:
    """Yield what may name a unit of money, the nearest first."""
    if isinstance(place, Line):
        yield from _lines_above(document, document.line_order[place.id])
        return
    table = next(table for table in document.tables if place.id.startswith(f"{table.id}R"))
    yield from (cell.text for cell in reversed(column_heads(table, place)))
    yield from (cell.text for cell in table.cells if cell.row == place.row and cell.col < place.col)
    above = [cell for cell in table.cells if cell.row < place.row]
    yield from (cell.text for cell in reversed(above))
    yield table.title
    first = _line_before(document, table)
    if first is not None:
        yield from _lines_above(document, first + 1)


def column_heads(table: Table, place: Cell) -> list[Cell]:
    """Return the cells with words above a cell in its columns, from the top."""
    last = place.col + place.col_span
    return [
        cell
        for cell in table.cells
        if cell.row < place.row and cell.col < last and place.col < cell.col + cell.col_span and plain(cell.text)
    ]


def _lines_above(document: Document, order: int) -> Iterator[str]:
    for line in reversed(document.all_lines[max(0, order - _LINES_ABOVE) : order]):
        yield line.text


def _line_before(document: Document, table: Table) -> int | None:
    """The position of the last line before a table."""
    before = None
    for block in document.blocks:
        if block is table or block.id == table.id:
            return before
        if isinstance(block, Line):
            before = document.line_order[block.id]
    return before
