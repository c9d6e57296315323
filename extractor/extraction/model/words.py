"""What the words of a table say of its cells: the head over a cell, and the label beside it."""

from __future__ import annotations

from collections.abc import Mapping

from extractor.extraction.lexicon import vocabulary
from extractor.extraction.model.units import column_heads
from extractor.extraction.rules.grids import is_figure
from extractor.records.document import Cell, Document, Table

COLUMNS = {
    "budget.rows": "columns.budget",
    "indicators": "columns.indicators",
    "base_data.rows": "columns.base_data",
    "staffing": "columns.staffing",
}
"""The section of the lexicon that names the columns of a group of fields."""

ROWS = {"budget.rows": "rows.budget", "three_public.rows": "rows.three_public"}
"""The section that names the rows of a group."""


class Words:
    """The tables of one document with what the lexicon makes of their words."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tables = {table.id: table for table in document.tables}
        self._heads: dict[tuple[str, str], list[int]] = {}

    def cell(self, place: str) -> Cell | None:
        """Return the cell of an id; None for a line."""
        found = self.document.places.get(place)
        return found if isinstance(found, Cell) else None

    def table(self, cell: Cell) -> Table:
        """Return the table of a cell."""
        return self.tables[cell.id.partition("R")[0]]

    def over(self, cell: Cell, group: str) -> str | None:
        """Return the code of the head over a cell, in the nearest row above that names columns of its group."""
        words = vocabulary(COLUMNS[group])
        rows = self._head_rows(cell.id.partition("R")[0], group)
        row = max((row for row in rows if row < cell.row), default=None)
        heads = column_heads(self.table(cell), cell) if row is not None else ()
        over = [head for head in heads if row is not None and head.row + head.row_span > row and head.row <= row + 1]
        return next((code for head in reversed(over) if (code := words.exact(head.text))), None)

    def _head_rows(self, table: str, group: str) -> list[int]:
        """The rows of a table that name columns of a group: at least two of them, and hold no figure."""
        key = table, group
        if key not in self._heads:
            words = vocabulary(COLUMNS[group])
            rows = [row for row in self.tables[table].by_row() if not any(is_figure(cell.text) for cell in row)]
            named = {row[0].row: {words.exact(cell.text) for cell in row} - {None} for row in rows if row}
            self._heads[key] = [row for row, codes in named.items() if len(codes) >= 2]  # noqa: PLR2004
        return self._heads[key]

    def beside(self, cell: Cell, group: str, slips: Mapping[str, int]) -> str | None:
        """Return the code of the nearest known label left of a cell; `slips`: by how many rows labels stand below."""
        table = self.table(cell)
        if not table.rows_known:
            return None
        row = cell.row + slips.get(table.id, 0)
        left = [one for one in table.cells if covers(one, row) and one.col < cell.col and not is_figure(one.text)]
        words = vocabulary(ROWS[group])
        return next((code for one in reversed(left) if (code := words.exact(one.text))), None)


def covers(cell: Cell, row: int) -> bool:
    """Whether a cell stands in a row, if only with a part of its height."""
    return cell.row <= row < cell.row + cell.row_span
