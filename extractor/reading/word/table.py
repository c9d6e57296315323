"""A Word table → cells with their spans, by the grid columns that each cell covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.reading.parts import Grid, Spot, extent
from extractor.reading.word.text import children
from extractor.reading.word.xml import W, number, switched_on, value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml import etree

_MOST_COLUMNS = 256
"""Word itself allows 63; a larger number is damage."""


def rows(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows that print: not those deleted or hidden."""
    for row in children(table):
        if row.tag == W + "tr" and row.find(f"{W}trPr/{W}del") is None and not switched_on(row, "trPr/hidden"):
            yield row


def cells(row: etree._Element) -> Iterator[etree._Element]:
    """Yield the cells of a row as they are stored, continued ones included."""
    return (cell for cell in children(row) if cell.tag == W + "tc")


class TableGrid:
    """The spans of one table. `text` is asked once for each cell, in reading order.

    `covered` counts the cells that hold text under a merge, where it does not print.
    """

    def __init__(self, table: etree._Element, text: Callable[[etree._Element], str]) -> None:
        self._text = text
        self._spots: list[Spot] = []
        self._merges: dict[int, int] = {}  # first column → index of the cell that a vertical merge continues
        self.covered = 0
        height = 0
        for height, row in enumerate(rows(table), 1):
            self._add_row(height, row)
        self.grid = Grid(tuple(self._spots), (height, extent(self._spots)[1]))

    def _add_row(self, at: int, row: etree._Element) -> None:
        column = 1 + _few(number(row, "trPr/gridBefore", 0))
        for cell in cells(row):
            span = max(1, _few(number(cell, "tcPr/gridSpan", 1)))
            self._add_cell(at, column, span, cell)
            column += span

    def _add_cell(self, row: int, column: int, span: int, cell: etree._Element) -> None:
        text = self._text(cell)
        if self._continues_down(column, span, cell) or self._continues_right(row, column, span, cell):
            self.covered += bool(text.strip())
            return
        for covered in range(column, column + span):
            self._merges.pop(covered, None)
        if cell.find(f"{W}tcPr/{W}vMerge") is not None:
            self._merges[column] = len(self._spots)
        self._spots.append(Spot(row, column, text, col_span=span))

    def _continues_down(self, column: int, span: int, cell: etree._Element) -> bool:
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        above = self._merges.get(column)
        if merge is None or merge.get(W + "val") == "restart" or above is None or self._spots[above].col_span != span:
            return False
        self._spots[above] = self._spots[above]._replace(row_span=self._spots[above].row_span + 1)
        return True

    def _continues_right(self, row: int, column: int, span: int, cell: etree._Element) -> bool:
        """Join the cells of hMerge, which old programs write instead of gridSpan."""
        merge = cell.find(f"{W}tcPr/{W}hMerge")
        left = self._spots[-1] if self._spots else None
        if merge is None or value(cell, "tcPr/hMerge") == "restart" or left is None:
            return False
        if left.row != row or left.col + left.col_span != column:
            return False
        self._spots[-1] = left._replace(col_span=left.col_span + span)
        return True


def _few(columns: int) -> int:
    return min(columns, _MOST_COLUMNS)
