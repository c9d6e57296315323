"""The sheets of a summary over many reports: one line each, every finding, what different units share word for word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from urllib.parse import quote

from extractor.output.excel import Line, SharedPassage, SummaryRow
from extractor.output.review_sheets import SEVERITIES, Sheet
from extractor.output.sheets import BLUE, GREEN, RED, YELLOW, Column, Link, Percent, Row, Value

_WIDTHS = {
    "file": 32, "folder": 24, "unit": 26, "budget": 13, "executed": 13, "year": 8, "score": 9, "grade": 8, "errors": 7,
    "warnings": 7, "hints": 7, "decided": 9, "copied": 7, "problems": 60, "status": 12, "earlier": 8,
}  # fmt: skip
_RATIOS = ("rate", "coverage", "to_look_at")
_READ_BY_LINKS = " #%?"
_COLOURS = dict(SEVERITIES.values())


def all_of(rows: Sequence[SummaryRow], lines: Sequence[Line], shared: Sequence[SharedPassage]) -> Iterator[Sheet]:
    """Yield the sheets of a summary in their order."""
    yield _reports(sorted(rows, key=_badness))
    ranks = {row.folder: number for number, row in enumerate(sorted(rows, key=_badness))}
    yield _findings(sorted(lines, key=lambda line: ranks.get(line.folder, len(ranks))))
    yield _shared(shared)


def _badness(row: SummaryRow) -> tuple[object, ...]:
    """Return what puts the worst first: what nobody could check, then errors, warnings, gaps, figures to look at."""
    unseen = row.errors is None
    return (
        not unseen,
        -(row.errors or 0),
        -(row.warnings or 0),
        -len(row.problems),
        -(row.to_look_at or Decimal(0)),
        row.file,
    )


def _reports(rows: Sequence[SummaryRow]) -> Sheet:
    columns = tuple(Column(f.title or name, _WIDTHS.get(name, 11)) for name, f in SummaryRow.model_fields.items())
    return Sheet("汇总", columns, [Row(_cells(row), *_colour(row)) for row in rows], fixed=1)


def _cells(row: SummaryRow) -> tuple[Value, ...]:
    cells: dict[str, Value] = {name: getattr(row, name) for name in SummaryRow.model_fields}
    cells |= {name: Percent(value) for name in _RATIOS if (value := getattr(row, name)) is not None}
    cells["problems"] = "\n".join(row.problems)
    cells["earlier"] = "以前" if row.earlier else "本次"
    if row.folder:
        cells["folder"] = Link(row.folder, _target(row.folder))
    return tuple(cells.values())


def _target(*names: str) -> str:
    """Return the address of a file beside the summary."""
    return "/".join("".join(quote(char) if char in _READ_BY_LINKS else char for char in name) for name in names)


def _colour(row: SummaryRow) -> tuple[str, int]:
    """Return the colour of the error count: red with errors or unseen, yellow with warnings or gaps, else green."""
    unseen = row.errors is None
    colour = RED if unseen or row.errors else YELLOW if row.warnings or row.problems else GREEN
    return colour, list(SummaryRow.model_fields).index("errors")


def _findings(lines: Sequence[Line]) -> Sheet:
    columns = (
        Column("文件", 30), Column("单位", 26), Column("检查", 24), Column("程度", 8), Column("问题", 80),
        Column("建议", 46),
    )  # fmt: skip
    rows = [
        Row(
            (Link(line.file, _target(*line.review.split("/"))), line.unit, line.check, line.severity, line.sentence,
             line.suggestion),
            _COLOURS.get(line.severity, ""),
            _SEVERITY,
        )
        for line in lines
    ]  # fmt: skip
    return Sheet("全部问题", columns, rows, fixed=1)


_SEVERITY = 3


def _shared(shared: Sequence[SharedPassage]) -> Sheet:
    """Return the passages group by group, the group that shares most first; equal groups of units stand together."""
    columns = (
        Column("组", 6), Column("几家", 7), Column("单位", 36), Column("文件", 36), Column("字数", 8),
        Column("相同的文字", 110),
    )  # fmt: skip
    weights: dict[tuple[str, ...], int] = {}
    for one in shared:
        weights[one.files] = weights.get(one.files, 0) + len(one.passage)
    order = sorted(weights, key=lambda files: (-weights[files], files))
    numbers = {files: number for number, files in enumerate(order, 1)}
    rows = [
        Row(
            (
                numbers[one.files],
                len(one.units),
                "\n".join(one.units),
                "\n".join(one.files),
                len(one.passage),
                one.passage,
            ),
            BLUE if numbers[one.files] % 2 else "",
        )
        for one in sorted(shared, key=lambda one: (numbers[one.files], -len(one.passage)))
    ]
    return Sheet("雷同文字", columns, rows)
