"""Ruled tables with merged cells as reportlab lays them out, cut over pages by our own rule.

reportlab cuts a table only between rows that no merged cell joins. Real tables are cut anywhere: a merged cell goes on
on the next page, and a row taller than a page is cut inside its text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from reportlab.platypus import Flowable, Table

PADDING = 4.0
"""Points between a rule and the text."""

Lines = Literal["all", "rows", "three", "ends", "none"]
"""Which rules a table has: around each cell; below each cell alone; above, below the head and at the end (三线表);
above and at the end; none.
"""

_MIN_ROW = 16.0

_SLACK = 12.0
"""Points of a page that the space around a table may take."""


@dataclass(frozen=True)
class GridCell:
    """A cell as HTML has it: it stands at the first free place of its row."""

    text: str = ""
    row_span: int = 1
    col_span: int = 1


@dataclass(frozen=True)
class Grid:
    """A table, ruled unless `lines` says otherwise.

    `rows` holds for each row the cells that begin in it (a plain string is a cell without spans); places covered by a
    merged cell are left out. `widths` are relative column widths, equal if empty. The first `head_rows` rows are drawn
    again on each page that the table continues on, if `repeat_head`. With `split_rows` a row that does not fit on the
    page is cut in two; otherwise it moves to the next page, and only a row taller than a page is cut. Texts of at most
    `centre_up_to` characters are centred.
    """

    rows: Sequence[Sequence[GridCell | str]]
    widths: Sequence[float] = ()
    head_rows: int = 1
    repeat_head: bool = False
    split_rows: bool = False
    font_size: float = 9.0
    centre_up_to: int = 0
    lines: Lines = "all"


@dataclass(frozen=True)
class Placed:
    """A cell with its place; rows and columns from 0. `text` becomes a list of paragraphs before it is laid out."""

    row: int
    col: int
    row_span: int
    col_span: int
    text: Any

    @property
    def end(self) -> int:
        """The row below the cell."""
        return self.row + self.row_span


def place(rows: Sequence[Sequence[GridCell | str]]) -> list[Placed]:
    """Give each cell its row and column (from 0) by the rule of HTML: the first free place of its row."""
    taken: set[tuple[int, int]] = set()
    placed = []
    for number, row in enumerate(rows):
        col = 0
        for item in row:
            cell = GridCell(item) if isinstance(item, str) else item
            while (number, col) in taken:
                col += 1
            taken |= {(number + r, col + c) for r in range(cell.row_span) for c in range(cell.col_span)}
            placed.append(Placed(number, col, cell.row_span, cell.col_span, cell.text))
    return placed


class GridFlow(Flowable):
    """A table that reportlab measures and draws; the text of its cells is a list of paragraphs.

    `size` is the width of the table and the height of a whole page, in points.
    """

    def __init__(self, grid: Grid, cells: list[Placed], size: tuple[float, float]) -> None:
        super().__init__()
        width, self.page_height = size
        self.grid = grid
        self.cells = cells
        self.rows = max(cell.end for cell in cells)
        cols = max(cell.col + cell.col_span for cell in cells)
        shares = list(grid.widths) or [1.0] * cols
        self.widths = [width * share / sum(shares) for share in shares]
        self.total = width
        self.heights = _row_heights(self.cells, self.rows, self.widths)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the width and height in points, as reportlab asks for them."""
        return self.total, sum(self.heights)

    def draw(self) -> None:
        """Draw the table where reportlab has moved the origin to."""
        table = _table(self.cells, self.heights, self.widths, _rules(self.grid))
        table.wrapOn(self.canv, self.total, sum(self.heights))
        table.drawOn(self.canv, 0, 0)

    def split(self, _width: float, height: float) -> list[Flowable]:
        """Cut at the last row that fits, or inside the next if that is allowed or no page could hold it."""
        fit = _rows_that_fit(self.heights, height)
        room = height - sum(self.heights[:fit])
        head = self.grid.head_rows if self.grid.repeat_head else 0
        if sum(self.heights[:head]) > self.page_height / 2:
            head = 0  # no office repeats a head that leaves no room for the table
        most = self.page_height - sum(self.heights[:head]) - _SLACK
        is_cut = fit < self.rows and (self.grid.split_rows or self.heights[fit] > most)
        if is_cut and room > 2 * _MIN_ROW:
            return self._parts(self._cut_row(fit, room), [*self.heights[:fit], room], head)
        return self._parts(self.cells, self.heights[:fit], head) if fit > head else []

    def _cut_row(self, row: int, room: float) -> list[Placed]:
        """Make two rows of `row`: the text that fits into `room` points, and the rest."""
        cells = []
        for cell in self.cells:
            if cell.row > row:
                cells.append(replace(cell, row=cell.row + 1))
            elif cell.end <= row:
                cells.append(cell)
            elif cell.end > row + 1 or cell.row < row:
                cells.append(replace(cell, row_span=cell.row_span + 1))
            else:
                first, rest = _cut_text(cell, self.widths, room)
                cells += [replace(cell, text=first), replace(cell, row=row + 1, text=rest)]
        return cells

    def _parts(self, cells: list[Placed], heights: list[float], head: int) -> list[Flowable]:
        """Cut below the rows of `heights`; a merged cell that spans the cut goes on with the text that did not fit."""
        at = len(heights)
        above, below = [], []
        for cell in cells:
            if cell.end <= at:
                above.append(cell)
            elif cell.row >= at:
                below.append(replace(cell, row=cell.row - at + head))
            else:
                first, rest = _cut_text(cell, self.widths, sum(heights[cell.row :]))
                above.append(replace(cell, row_span=at - cell.row, text=first))
                below.append(replace(cell, row=head, row_span=cell.end - at, text=rest))
        below = [cell for cell in cells if cell.end <= head] + below
        headless = replace(self.grid, lines="ends") if self.grid.lines == "three" and not head else self.grid
        parts = ((self.grid, above), (headless, below))
        return [GridFlow(grid, part, (self.total, self.page_height)) for grid, part in parts]


def _rows_that_fit(heights: list[float], room: float) -> int:
    used = 0.0
    for number, height in enumerate(heights):
        used += height
        if used > room:
            return number
    return len(heights)


def _cut_text(cell: Placed, widths: list[float], room: float) -> tuple[list[Any], list[Any]]:
    """Return the paragraphs of a cell that fit into `room` points of height, and those that do not."""
    width = _inner_width(cell, widths)
    first: list[Any] = []
    rest: list[Any] = []
    left = room - 2 * PADDING
    for text in cell.text:
        _, height = text.wrap(width, 1e6)
        if rest or height <= left:
            (rest or first).append(text)
            left -= height
            continue
        parts = text.split(width, left)
        first, rest = (first + parts[:1], parts[1:]) if parts else (first, [text])
    return first, rest


def _inner_width(cell: Placed, widths: list[float]) -> float:
    return sum(widths[cell.col : cell.col + cell.col_span]) - 2 * PADDING


def _row_heights(cells: list[Placed], rows: int, widths: list[float]) -> list[float]:
    """Return heights in points in which each text fits; what a merged cell lacks goes to its last row."""
    heights = [_MIN_ROW] * rows
    for cell in sorted(cells, key=lambda cell: cell.row_span):
        need = sum(text.wrap(_inner_width(cell, widths), 1e6)[1] for text in cell.text) + 2 * PADDING
        heights[cell.end - 1] += max(0.0, need - sum(heights[cell.row : cell.end]))
    return heights


def _rules(grid: Grid) -> list[tuple[Any, ...]]:
    """Return the rules of a table as reportlab has them; none runs through a merged cell."""
    whole, last = ((0, 0), (-1, -1)), ((0, -1), (-1, -1))
    ends: list[tuple[Any, ...]] = [("LINEABOVE", (0, 0), (-1, 0), 0.5, "black"), ("LINEBELOW", *last, 0.5, "black")]
    below_head = (0, grid.head_rows - 1), (-1, grid.head_rows - 1)
    return {
        "all": [("GRID", *whole, 0.5, "black")],
        "rows": [*ends, ("LINEBELOW", *whole, 0.5, "black")],
        "three": [*ends, ("LINEBELOW", *below_head, 0.5, "black")],
        "ends": ends,
        "none": [],
    }[grid.lines]


def _table(cells: list[Placed], heights: list[float], widths: list[float], rules: list[tuple[Any, ...]]) -> Table:
    data: list[list[Any]] = [[""] * len(widths) for _ in heights]
    style: list[tuple[Any, ...]] = [
        *rules,
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        *((f"{side}PADDING", (0, 0), (-1, -1), PADDING) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")),
    ]
    for cell in cells:
        data[cell.row][cell.col] = cell.text
        style.append(("SPAN", (cell.col, cell.row), (cell.col + cell.col_span - 1, cell.end - 1)))
    return Table(data, colWidths=widths, rowHeights=heights, style=style)
