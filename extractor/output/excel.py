"""The review sheet of one report and the summary of a run, as .xlsx."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field

from extractor.records.base import Record
from extractor.records.finding import Findings
from extractor.records.paths import figures, get
from extractor.records.report import Report

if TYPE_CHECKING:
    from extractor.output import sheets


class SummaryRow(Record):
    """One report of a run, as a line of the summary."""

    file: str = Field(title="文件")
    folder: str = Field(default="", title="结果文件夹")
    unit: str = Field(default="", title="单位")
    year: str = Field(default="", title="年度")
    score: Decimal | None = Field(default=None, title="自评得分")
    grade: str = Field(default="", title="等次")
    errors: int | None = Field(default=None, title="错误", description="没有查的没有")
    warnings: int | None = Field(default=None, title="提醒", description="没有查的没有")
    coverage: Decimal | None = Field(default=None, title="覆盖率", description="0–1")
    to_look_at: Decimal | None = Field(default=None, title="待看数字占比", description="有矛盾和未核对的数字，0–1")
    problems: tuple[str, ...] = Field(default=(), title="没读到的")
    status: str = Field(default="", title="结果", description="完成、部分读出、读不出")


def summary_row(report: Report, findings: Findings, status: str) -> SummaryRow:
    """Return the summary line of a report: of the department, else of its first project."""
    statuses = [figure.status for _, figure in figures(report)]
    score = get(report, "score.total") or get(report, "projects[0].score.total")
    grade = get(report, "score.grade") or get(report, "projects[0].score.grade")
    unit = get(report, "profile.unit_name") or get(report, "projects[0].name")
    year = get(report, "profile.fiscal_year") or get(report, "projects[0].fiscal_year")
    checked = any(outcome.status in {"pass", "hint", "fail"} for outcome in findings.outcomes)
    warnings = sum(f.root.severity == "warning" and f.root.status == "fail" for f in findings.findings)
    look_at = len(statuses) - statuses.count("verified")
    return SummaryRow(
        file=report.source.file,
        unit=unit.text if unit else "",
        year=year.value if year else "",
        score=getattr(score, "value", None),
        grade=grade.text if grade else "",
        errors=findings.errors if checked else None,
        warnings=warnings if checked else None,
        coverage=report.coverage.ratio if report.coverage else None,
        to_look_at=round(Decimal(look_at) / len(statuses), 4) if statuses else None,
        problems=report.problems,
        status=status,
    )


def write_summary(rows: Sequence[SummaryRow], path: Path) -> None:
    """Write one line per report of a run.

    Raises:
        UsageError: the file cannot be written.

    """
    from extractor.output import sheets  # noqa: PLC0415 - openpyxl is heavy

    widths = {"file": 32, "folder": 24, "unit": 26, "problems": 60, "status": 12}
    columns = [sheets.Column(f.title or n, widths.get(n, 11)) for n, f in SummaryRow.model_fields.items()]
    book = sheets.new_book()
    sheets.add_sheet(book, "汇总", columns, [sheets.Row(_cells(row), *_colour(row)) for row in rows], fixed=1)
    sheets.save(book, path)


def _cells(row: SummaryRow) -> tuple[sheets.Value, ...]:
    from extractor.output.sheets import Percent  # noqa: PLC0415 - openpyxl is heavy

    ratios = {name: Percent(value) for name in ("coverage", "to_look_at") if (value := getattr(row, name)) is not None}
    plain = {name: getattr(row, name) for name in SummaryRow.model_fields} | {"problems": "\n".join(row.problems)}
    return tuple((plain | ratios).values())


def _colour(row: SummaryRow) -> tuple[str, int]:
    """Return the colour of the error count: red with errors, yellow with warnings or gaps, else green."""
    from extractor.output.sheets import GREEN, RED, YELLOW  # noqa: PLC0415 - openpyxl is heavy

    colour = RED if row.errors else YELLOW if row.warnings or row.problems else GREEN
    return colour, list(SummaryRow.model_fields).index("errors")


def write_review(report: Report, findings: Findings, path: Path, names: Mapping[str, str] | None = None) -> None:
    """Write the review sheet: findings to decide on, every result, every figure, what was not read, an overview.

    Args:
        report: the record.
        findings: what the checks say of it.
        path: the .xlsx file.
        names: the title of each check by id; without it the column stays empty.

    Raises:
        UsageError: the file cannot be written.

    """
    from extractor.output import review_sheets, sheets  # noqa: PLC0415 - openpyxl is heavy

    book = sheets.new_book()
    for sheet in review_sheets.all_of(report, findings, names or {}):
        sheets.add_sheet(book, sheet.title, sheet.columns, sheet.rows, fixed=sheet.fixed)
    sheets.save(book, path)
