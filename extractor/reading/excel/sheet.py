"""One worksheet → the grid of cells that prints."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import WINDOWS_EPOCH, from_excel

from extractor.reading.excel.date_format import BUILTIN_DATES
from extractor.reading.excel.number_format import printed
from extractor.reading.parts import Grid, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

Place = tuple[int, int]

_FEWEST_LINES = 3
_SENTENCE = 30

_WIDEST = 256
_TALLEST = 10_000
"""A merge beyond these was made by selecting whole rows or columns; it says nothing of the size of the table."""


class _Merge(NamedTuple):
    top: int
    left: int
    bottom: int
    right: int

    @property
    def sensible(self) -> bool:
        """Whether the merge is no larger than a table on paper."""
        return self.right - self.left < _WIDEST and self.bottom - self.top < _TALLEST


class Sheet:
    """What prints of one worksheet: its texts by row and column, its merges, and what is hidden."""

    def __init__(self, sheet: Worksheet) -> None:
        self._title = sheet.title
        self._rows = {row for row, look in sheet.row_dimensions.items() if look.hidden}
        self._columns = set(_hidden_columns(sheet))
        self._merges = [_Merge(r.min_row, r.min_col, r.max_row, r.max_col) for r in sheet.merged_cells.ranges]
        self._merged = {(merge.top, merge.left): merge for merge in self._merges}
        self._left_out: set[Place] = set()
        epoch = WINDOWS_EPOCH if sheet.parent is None else sheet.parent.epoch
        self._texts = dict(self._printing(sheet, epoch))

    def notes(self) -> Iterator[str]:
        """Yield one sentence when hidden rows or columns hold something."""
        if self._left_out:
            yield f"工作表“{self._title}”的隐藏行、列里有 {len(self._left_out)} 个单元格没有读"

    def pieces(self, most: int) -> Iterator[str | Grid]:
        """Yield the running text typed into the sheet as lines, and the rows before, between and behind as tables."""
        grid = self._grid(most)
        rest = () if grid is None else grid.spots
        for rows in self._prose() if grid else ():
            yield from _table(grid, [spot for spot in rest if spot.row < rows[0]])
            yield from (self._texts[place] for place in sorted(self._texts) if place[0] in rows)
            rest = tuple(spot for spot in rest if spot.row > rows[-1])
        yield from _table(grid, rest)

    def _prose(self) -> Iterator[list[int]]:
        """Yield the runs of rows that hold running text: one cell each, in the first column, a sentence among them."""
        filled: dict[int, list[int]] = {}
        for row, column in self._texts:
            filled.setdefault(row, []).append(column)
        first = min((column for _, column in self._texts), default=1)
        run: list[int] = []
        for row in (*sorted(filled), -1):
            if row > 0 and filled[row] == [first]:
                run.append(row)
                continue
            texts = [self._texts[number, first] for number in run]
            if len(run) >= _FEWEST_LINES and any(len(text) >= _SENTENCE and text.endswith("。") for text in texts):
                yield run
            run = []

    def _grid(self, most: int) -> Grid | None:
        """Return all of the sheet as one table; None for a sheet in which nothing stands.

        Empty cells of the used rows are there too, unless that made more than `most` cells.
        """
        if not self._texts:
            return None
        size, first = self._size(), min(column for _, column in self._texts)
        used = {row for row, _ in self._texts}
        places = set(self._texts)
        if len(used) * (size[1] - first + 1) <= most:
            places |= {(row, column) for row in used for column in range(first, size[1] + 1)}
        places -= {place for merge in self._merges for place in _covered(merge, size)}
        places = {place for place in places if not self._hidden(*self._reach(place, size))}
        return Grid(tuple(self._spot(place, size) for place in sorted(places)), size, self._title)

    def _printing(self, sheet: Worksheet, epoch: datetime) -> Iterator[tuple[Place, str]]:
        zeros = all(view.showZeros is not False for view in sheet.views.sheetView)
        cells = sheet._cells  # noqa: SLF001 - the public ways walk every position up to the farthest cell
        for place, cell in sorted(cells.items()):
            text = _text(cell, epoch, zeros=zeros)
            if text and self._hidden(*self._reach(place, (1 << 20, 1 << 14))):
                self._left_out.add(place)
            elif text:
                yield place, text

    def _reach(self, place: Place, size: Place) -> tuple[range, range]:
        """Return the rows and columns that a cell covers, cut at the size of the table."""
        merge = self._merged.get(place, _Merge(*place, *place))
        return (
            range(merge.top, min(merge.bottom, max(size[0], merge.top)) + 1),
            range(merge.left, min(merge.right, max(size[1], merge.left)) + 1),
        )

    def _hidden(self, rows: range, columns: range) -> bool:
        return self._rows.issuperset(rows) or self._columns.issuperset(columns)

    def _size(self) -> Place:
        ends = [self._merged.get(place, _Merge(*place, *place)) for place in self._texts]
        rows = (merge.bottom if merge.sensible else merge.top for merge in ends)
        return max(rows), max(merge.right if merge.sensible else merge.left for merge in ends)

    def _spot(self, place: Place, size: Place) -> Spot:
        rows, columns = self._reach(place, size)
        return Spot(*place, self._texts.get(place, ""), len(rows), len(columns))


def _table(grid: Grid | None, spots: Sequence[Spot]) -> Iterator[Grid]:
    """Yield these cells as a table with the title of the sheet, unless nothing is printed in them."""
    if grid is not None and any(spot.text for spot in spots):
        rows = max(spot.row + spot.row_span - 1 for spot in spots)
        yield grid._replace(spots=tuple(spots), size=(rows, grid.size[1]))


def _hidden_columns(sheet: Worksheet) -> Iterator[int]:
    for letter, look in sheet.column_dimensions.items():
        if look.hidden:
            first = look.min or column_index_from_string(letter)
            yield from range(first, (look.max or first) + 1)


def _covered(merge: _Merge, size: Place) -> Iterator[Place]:
    """Yield the places under a merge but its upper left corner."""
    for row in range(merge.top, min(merge.bottom, size[0]) + 1):
        for column in range(merge.left, min(merge.right, size[1]) + 1):
            if (row, column) != (merge.top, merge.left):
                yield row, column


def _text(cell: Cell | MergedCell, epoch: datetime, *, zeros: bool) -> str:
    value, code = cell.value, cell.number_format
    if value is None or (value == 0 and not zeros and not isinstance(value, bool)):
        return ""
    style = getattr(cell, "_style").numFmtId  # noqa: B009 - private, and openpyxl knows no Chinese built-in dates
    if style in BUILTIN_DATES and isinstance(value, (int, float)) and not isinstance(value, bool):
        with suppress(OverflowError, ValueError):  # no date at all
            value, code = from_excel(value, epoch), BUILTIN_DATES[style]
    return printed(value, code).replace("_x000D_", "").replace("\r\n", "\n").strip()
