"""The tables of a record as rows of cells, by the paths of their figures, in the order of the paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.arithmetic.shifts import COMPUTED_COLUMNS, MONEY_COLUMNS
from extractor.records.base import Record
from extractor.records.report import Report


class Table(NamedTuple):
    """A table: its rows, each a mapping from the column's field to the path of the cell.

    `rows` hold the cells of money, `whole` also what was computed from them.
    """

    name: str
    rows: tuple[dict[str, str], ...]
    whole: tuple[dict[str, str], ...]


def tables(report: Report) -> Iterator[Table]:
    """Yield the tables of amounts of a report and of its projects; columns that are blank throughout are left out."""
    owners = [("", report), *((f"projects[{n}].", project) for n, project in enumerate(report.projects))]
    for prefix, owner in owners:
        for name, columns in MONEY_COLUMNS.items():
            group = getattr(owner, name, None)
            rows = group.rows if group is not None else ()
            money = _cells(f"{prefix}{name}", rows, columns)
            if len(rows) > 1 and money[0]:
                whole = _cells(f"{prefix}{name}", rows, (*columns, *COMPUTED_COLUMNS[name]))
                yield Table(f"{prefix}{name}", money, whole)


def _cells(table: str, rows: Sequence[Record], columns: Sequence[str]) -> tuple[dict[str, str], ...]:
    used = [column for column in columns if any(getattr(row, column) is not None for row in rows)]
    return tuple({column: f"{table}.rows[{index}].{column}" for column in used} for index in range(len(rows)))
