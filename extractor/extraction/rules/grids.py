"""Tables as rows of slots, and which column of a head each slot of a row belongs to."""

from __future__ import annotations

import re
from itertools import groupby
from typing import NamedTuple

from extractor.extraction.claims import Place
from extractor.extraction.lexicon import plain
from extractor.records.document import Table
from extractor.records.quantity import parse_quantity

BLANK = frozenset({"", "/", "-", "--", "——", "—", "\\", "/分"})
"""What stands in a cell that says nothing."""


class Slot(NamedTuple):
    """One cell of a row: where it begins, how wide it is, what is printed in it."""

    text: str
    id: str
    row: int
    col: int
    width: int = 1
    height: int = 1

    @property
    def place(self) -> Place:
        """The cell as evidence."""
        return Place(self.id, self.text)

    @property
    def key(self) -> str:
        """The text for comparison."""
        return plain(self.text)

    @property
    def empty(self) -> bool:
        """Whether nothing is printed, or only a dash or slash that stands for nothing."""
        return self.key in BLANK


Row = list[Slot]


class Grid(NamedTuple):
    """Rows of slots. `exact`: the columns are where the paper has them (merged cells are known)."""

    rows: list[Row]
    exact: bool
    id: str
    title: str = ""

    def followed_by(self, other: Grid) -> Grid:
        """Return this grid with the rows of another one below it."""
        offset = len(self.rows)
        below = [[slot._replace(row=slot.row + offset) for slot in row] for row in other.rows]
        return self._replace(rows=[*self.rows, *below])


Columns = dict[str, tuple[int, int]]
AMOUNTS = ("initial", "adjusted", "executed")
"""The columns of money in a budget table."""
"""Code of a column → first column and the one after the last."""


def grid_of(table: Table) -> Grid:
    """Return a table as rows of slots, columns counted from 0."""
    rows = [
        [Slot(c.text, c.id, c.row - 1, c.col - 1, c.col_span, c.row_span) for c in cells] for cells in table.by_row()
    ]
    if not table.spans_known:
        for number in range(len(rows) - 2, -1, -1):
            rows[number] = spread(rows[number], rows[number + 1])
    return Grid(rows, table.spans_known, table.id, table.title)


def spread(row: Row, below: Row) -> Row:
    """Return a row of heads with its cells above the columns they speak of, when a dump lost how wide they are.

    `评价指标 | 年度指标值 | 得分` above `一级指标 | 二级指标 | 三级指标 | (blank) | (blank)`: a cell above a blank one
    goes on in it, and what is printed side by side stands below one cell. Several cells above one such run share it
    when it repeats itself (总额 | 财政拨款 | 总额 | 财政拨款), else they get no width: which of them ends where is not
    known. A row that does not come out even stays as it is.
    """
    if not row or len(row) >= _columns_of(below) or any(is_figure(s.text) for s in (*row, *below)):
        return row
    pieces = [(len(list(group)), printed) for printed, group in groupby(_printed_columns(below))]
    blanks = sum(length for length, printed in pieces if not printed)
    runs = sum(printed for _, printed in pieces)
    each = (len(row) - blanks) // runs if runs else 0
    if each < 1 or len(row) - blanks != each * runs or (each > 1 and runs > 1):
        return row
    words = [slot.key for slot in below for _ in range(slot.width)]
    found = _spread_over(row, pieces, each, repeats=_repeats([word for word in words if word], each))
    return row if any(slot.empty and slot.width != 1 for slot in found) else found


def _spread_over(row: Row, pieces: list[tuple[int, bool]], each: int, *, repeats: bool) -> Row:
    """Give a cell to each blank column, and `each` cells to each run of printed ones."""
    cells, found, col = iter(row), [], 0
    for length, printed in pieces:
        if printed:
            width = length // each if each == 1 or repeats else 0
            found += [next(cells)._replace(col=col + n * width, width=width) for n in range(each)]
        else:
            found += [next(cells)._replace(col=col + n) for n in range(length)]
        col += length
    return found


def _repeats(words: list[str], times: int) -> bool:
    """Whether words are the same few so many times over."""
    return len(words) % times == 0 and words == words[: len(words) // times] * times


def _printed_columns(row: Row) -> list[bool]:
    """For each column of a row whether anything is printed in it."""
    return [not slot.empty for slot in row for _ in range(slot.width)]


def _columns_of(row: Row) -> int:
    return sum(slot.width for slot in row)


def is_figure(text: str) -> bool:
    """Whether a cell holds nothing but a figure."""
    return parse_quantity(text) is not None


_NUMBERS = {"initial", "adjusted", "executed", "weight", "score", "previous_final", "current_budget", "current_final"}
_RATES = {"rate", "completion"}
_WORDS = {"level1", "level2", "level3", "label", "name", "deviation", "reason"}
_NATURE = re.compile(r"[≥≤><=]+|定[性量].*|正向.*|反向.*|[^\d]{1,4}")
_ONLY_WEIGHT = re.compile(r"[(（]\d+(?:\.\d+)?分?[)）]")
_LONGEST_UNIT = 6


def fits(code: str, text: str) -> int:
    """Say how well a text suits a column: 1 suits, 0 nothing to tell by, -1 or -2 does not belong there."""
    key = plain(text)
    if key in BLANK:
        return 0
    if code in {"level1", "level2"} and _ONLY_WEIGHT.fullmatch(key):
        return 1
    quantity = parse_quantity(text)
    if code in {"target", "actual"}:
        return -1 if key in {"%", "个", "人", "次", "家"} else 1
    suits = True
    if code in _NUMBERS:
        suits = key == "无" or (quantity is not None and quantity.unit != "%")
    elif code in _RATES:
        suits = quantity is not None and quantity.unit in {"%", ""}
    elif code in _WORDS:
        suits = quantity is None
    elif code == "unit":
        suits = quantity is None and len(key) <= _LONGEST_UNIT
    elif code == "nature":
        suits = _NATURE.fullmatch(key) is not None
    return 1 if suits else -2


def align(
    row: Row, columns: Columns, width: int, *, exact: bool, usual: dict[int, int] | None = None
) -> tuple[dict[str, Slot], int]:
    """Return the slot of each column and by how many cells the row had to be moved (0: as printed).

    In a text dump merged cells are lost, so that a row may be short or slipped: all cells from one
    position on are moved by up to two columns when that alone makes the contents suit their columns.
    Where the merged cells are known (`exact`) only a row most of which is out of place is looked at.
    `usual`: by how much rows of a length are moved as a whole (see `usual_shifts`); that is no slip.
    """
    start = 0 if exact else (usual or {}).get(len(row), 0)
    best, moved = _by_column(row, columns, 0, start), 0
    best_score = _suits(best, columns)
    misfits = sum(fits(code, slot.text) < 0 for code, slot in best.items())
    if misfits >= _OUT_OF_PLACE if exact else misfits or (len(row) != width and not start):
        for shift in _SHIFTS:
            for cut in range(min(3, len(row) - 1), -1, -1):
                candidate = _by_column(row, columns, cut, shift)
                score = _suits(candidate, columns) - 1
                if score > best_score and _keeps_all(row, columns, cut, shift):
                    best, best_score, moved = candidate, score, shift
    return best, moved


_SHIFTS = (1, -1, 2, -2)
_OUT_OF_PLACE = 3


def usual_shifts(rows: list[Row], columns: Columns, width: int) -> dict[int, int]:
    """Return for each length of row other than the head's by how much such rows are moved together.

    Rows behind a page break of a dump often lack the first, merged column; row by row this cannot
    always be told, but all of them together suit their columns only when moved.
    """
    shifts: dict[int, int] = {}
    for length in {len(row) for row in rows} - {width}:
        group = [row for row in rows if len(row) == length]
        scores = {0: sum(_suits(_by_column(row, columns, 0, 0), columns) for row in group)}
        for shift in _SHIFTS:
            if all(_keeps_all(row, columns, 0, shift) for row in group):
                scores[shift] = sum(_suits(_by_column(row, columns, 0, shift), columns) for row in group) - 1
        best = max(scores, key=lambda shift: scores[shift])
        if best:
            shifts[length] = best
    return shifts


def _by_column(row: Row, columns: Columns, cut: int, shift: int) -> dict[str, Slot]:
    placed = {}
    for index, slot in enumerate(row):
        col = slot.col + (shift if index >= cut else 0)
        for code, (start, end) in columns.items():
            if start < col + slot.width and col < end and code not in placed:
                placed[code] = slot
    return placed


def _suits(placed: dict[str, Slot], columns: Columns) -> float:
    nameless = "level3" in columns and ("level3" not in placed or placed["level3"].empty)
    return sum(fits(code, slot.text) for code, slot in placed.items()) - (0.5 if nameless else 0)


def _keeps_all(row: Row, columns: Columns, cut: int, shift: int) -> bool:
    """Whether no printed cell falls off the table or onto another one by the move."""
    last = max(end for _, end in columns.values())
    printed = [slot.col + (shift if index >= cut else 0) for index, slot in enumerate(row) if not slot.empty]
    return len(set(printed)) == len(printed) and all(0 <= col < last for col in printed)
