"""The forms of a report: the department's own and one per project, with the paths of their cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from extractor.arithmetic.compare import HUNDRED, Column, Kind
from extractor.arithmetic.facts import Facts
from extractor.records.report import Budget, Project, Report

COLUMNS = ("initial", "adjusted", "executed")
"""年初预算数 全年预算数 全年执行数."""

FULL_SCORE = "=100"


class Part(NamedTuple):
    """The department's own form, or that of one project; `prefix` stands before its paths."""

    prefix: str
    form: Report | Project

    @property
    def total_row(self) -> int | None:
        """The index of the row 年度资金总额."""
        return rows_by_item(self.form.budget).get("total")

    def cell(self, item: str, column: str) -> str | None:
        """Return the path of a cell of the budget table; None when the table has no such row."""
        row = rows_by_item(self.form.budget).get(item)
        return None if row is None else f"{self.prefix}budget.rows[{row}].{column}"

    def unknown_cells(self, column: str) -> tuple[str, ...]:
        """Return the cells of rows that no code names: they may be one more part of the total."""
        rows = self.form.budget.rows if self.form.budget else ()
        return tuple(f"{self.prefix}budget.rows[{i}].{column}" for i, row in enumerate(rows) if row.item is None)


def parts(report: Report) -> Iterator[Part]:
    """Yield the department's form, then that of each project."""
    yield Part("", report)
    for index, project in enumerate(report.projects):
        yield Part(f"projects[{index}].", project)


def rows_by_item(budget: Budget | None) -> dict[str, int]:
    """Return the first row of each item of a budget table."""
    found: dict[str, int] = {}
    for index, row in enumerate(budget.rows if budget else ()):
        if row.item is not None:
            found.setdefault(row.item, index)
    return found


def leaf_paths(part: Part, field: str) -> tuple[str, ...]:
    """Return the paths of one column of the indicators, blank cells too."""
    return tuple(f"{part.prefix}indicators[{index}].{field}" for index in range(len(part.form.indicators)))


def budget_rows(part: Part) -> list[str]:
    """Return the paths of the rows of the budget table."""
    count = len(part.form.budget.rows) if part.form.budget else 0
    return [f"{part.prefix}budget.rows[{index}]" for index in range(count)]


def full_score(part: Part, known: Facts) -> tuple[str, Decimal]:
    """Return the path of the full score (the constant 100 when none is printed) and its value."""
    printed = known.get(path := f"{part.prefix}score.weight")
    return (path, printed.value) if printed is not None else (FULL_SCORE, HUNDRED)


def column_of(known: Facts, paths: Iterable[str], kind: Kind) -> Column:
    """Return what some figures of one kind have in common: their smallest last place."""
    return Column(min((known[path].step for path in paths if path in known and known[path].kind == kind), default=None))
