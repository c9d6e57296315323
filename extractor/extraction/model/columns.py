"""Cells that an answer got wrong although its other rows say which column they stand in.

When the answers for one table put a field into one column in at least three rows, that column is the field's. A leaf
that failed is then taken from the cell where its row and that column cross: the paper says what it is, and the model
need not be asked again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from extractor.extraction.model.claiming import Failure, Held, claim_of
from extractor.extraction.model.leaves import Said, kind_of
from extractor.extraction.rules.grids import BLANK, is_figure
from extractor.records.document import Cell, Document, Table

_ROWS = 3
_FIGURES = frozenset({"figure", "amount"})
_NAMES = frozenset({"label", "level3", "name"})
_LEVELS = frozenset({"level1", "level2", "level1_weight"})
"""Merged cells: which rows they speak of, `rows` finds out."""


def crossed(document: Document, held: Sequence[Held], failed: Sequence[Failure]) -> tuple[list[Held], list[Failure]]:
    """Return the failures whose cell is found where their row and column cross, as claims; and the other failures."""
    columns, rows = _columns(document, held), _rows(document, held)
    tables = {table.id: table for table in document.tables if table.rows_known and table.spans_known}
    streams = Streams(document, held)
    found, left = [], []
    taken = {(one.said.path) for one in held}
    for failure in failed:
        place = rows.get(failure.said.row)
        cell = _cell(tables, columns, place, failure) if place and failure.said.path not in taken else None
        cell = cell or (streams.cell(failure.said) if failure.said.path not in taken else None)
        claim = claim_of(document, failure.said._replace(text=cell.text.strip(), at=cell.id)) if cell else None
        if isinstance(claim, Held):
            found.append(claim)
        else:
            left.append(failure)
    return found, left


class Streams:
    """Tables of one column, a cell a row: every row of the form has its cells in the same order and number.

    `steps` says how far below its name (or the first of its cells that most rows have) each field of a row stands.
    """

    def __init__(self, document: Document, held: Sequence[Held]) -> None:
        """Learn from the leaves that hold where the fields of each kind of row stand."""
        self.tables = {table.id: table for table in document.tables if not table.rows_known}
        self.found: dict[str, dict[str, int]] = defaultdict(dict)
        self.table_of: dict[str, str] = {}
        for one in held:
            cell = document.places.get(one.said.at)
            if isinstance(cell, Cell) and _table(cell) in self.tables and one.said.row and one.said.name not in _LEVELS:
                self.found[one.said.row][one.said.field] = cell.row
                self.table_of[one.said.row] = _table(cell)
        self.steps = self._steps()
        self.anchors = {row: self._anchor(fields) for row, fields in self.found.items()}

    def _steps(self) -> dict[str, int]:
        """The usual distance of each field from the name of its row."""
        votes: dict[str, Counter[int]] = defaultdict(Counter)
        for fields in self.found.values():
            name = next((field for field in fields if field.rpartition(".")[2] in _NAMES), None)
            if name is not None:
                for field, row in fields.items():
                    votes[field][row - fields[name]] += 1
        return {
            field: step
            for field, found in votes.items()
            for step, most in found.most_common(1)
            if most >= _ROWS and 2 * most > found.total()
        }

    def _anchor(self, fields: Mapping[str, int]) -> int | None:
        """Where the name of a row stands, as most of its fields say."""
        votes = Counter(row - self.steps[field] for field, row in fields.items() if field in self.steps)
        (anchor, most), *_ = votes.most_common(1) or [(0, 0)]
        return anchor if most >= 2 and 2 * most > votes.total() else None  # noqa: PLR2004 - one leaf proves nothing

    def is_stray(self, said: Said, row: int) -> bool:
        """Whether a leaf stands elsewhere than its row has this field."""
        anchor = self.anchors.get(said.row)
        return anchor is not None and said.field in self.steps and row != anchor + self.steps[said.field]

    def cell(self, said: Said) -> Cell | None:
        """The cell where a field of a row must stand; None when that is not known, or nothing stands there."""
        anchor = self.anchors.get(said.row)
        if anchor is None or said.field not in self.steps:
            return None
        row = anchor + self.steps[said.field]
        cell = next((cell for cell in self.tables[self.table_of[said.row]].cells if cell.row == row), None)
        wants_figure = kind_of(said.field) in _FIGURES
        fits = cell is not None and cell.text.strip() not in BLANK and (not wants_figure or is_figure(cell.text))
        return cell if fits else None


def _columns(document: Document, held: Sequence[Held]) -> dict[tuple[str, str], int]:
    """The column of each field in each table, where enough rows agree."""
    votes: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for one in held:
        cell = document.places.get(one.said.at)
        if isinstance(cell, Cell) and one.said.row:
            votes[_table(cell), one.said.field][cell.col] += 1
    return {
        key: col
        for key, found in votes.items()
        for col, most in found.most_common(1)
        if most >= _ROWS and 2 * most > found.total()
    }


def _rows(document: Document, held: Sequence[Held]) -> dict[str, tuple[str, int]]:
    """The table and row that most leaves of each row of the answers stand in."""
    votes: dict[str, Counter[tuple[str, int]]] = defaultdict(Counter)
    for one in held:
        cell = document.places.get(one.said.at)
        if isinstance(cell, Cell) and one.said.row and one.said.name not in _LEVELS:
            votes[one.said.row][_table(cell), cell.row] += 1
    return {row: found.most_common(1)[0][0] for row, found in votes.items()}


def _cell(
    tables: Mapping[str, Table],
    columns: Mapping[tuple[str, str], int],
    place: tuple[str, int],
    failure: Failure,
) -> Cell | None:
    """The cell of a failed leaf; None when its column is not known, or the cell does not hold what the field asks."""
    table, row = place
    col = columns.get((table, failure.said.field))
    if col is None or table not in tables or failure.said.name in _LEVELS:
        return None
    cell = next((cell for cell in tables[table].cells if cell.row == row and cell.col == col), None)
    if cell is None or cell.text.strip() in BLANK:
        return None
    wants_figure = kind_of(failure.said.field) in _FIGURES
    return cell if not wants_figure or is_figure(cell.text) else None


def _table(cell: Cell) -> str:
    return cell.id.partition("R")[0]
