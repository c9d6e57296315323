"""The review sheet of one report and the summary of a run, as .xlsx."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from pydantic import Field

from extractor.records.base import Record
from extractor.records.finding import Findings
from extractor.records.paths import figures, get, walk
from extractor.records.quantity import in_yuan
from extractor.records.report import Report, Year

_YUAN_OF_WAN = Decimal(10) ** 4
_PERCENT = Decimal(100)


class SummaryRow(Record):
    """One report of a run, as a line of the summary. What a person corrected counts as corrected."""

    file: str = Field(title="文件")
    folder: str = Field(default="", title="结果文件夹")
    unit: str = Field(default="", title="单位")
    year: str = Field(default="", title="年度")
    budget: Decimal | None = Field(default=None, title="全年预算（万元）", description="印出的数折合万元")
    executed: Decimal | None = Field(default=None, title="全年执行（万元）", description="印出的数折合万元")
    rate: Decimal | None = Field(default=None, title="执行率", description="印出的执行率，1 为 100%；没有印的没有")
    score: Decimal | None = Field(default=None, title="自评得分")
    grade: str = Field(default="", title="等次")
    errors: int | None = Field(default=None, title="错误", description="没有查的没有")
    warnings: int | None = Field(default=None, title="提醒", description="没有查的没有")
    hints: int | None = Field(default=None, title="提示", description="没有查的没有")
    decided: int | None = Field(default=None, title="人工处理", description="人更正的数与核过不是问题的条数")
    copied: int | None = Field(default=None, title="雷同", description="与别的单位逐字相同的段落数")
    to_look_at: Decimal | None = Field(default=None, title="待看数字占比", description="有矛盾和未核对的数字，0–1")
    unread: int | None = Field(default=None, title="未读数字")
    coverage: Decimal | None = Field(default=None, title="覆盖率", description="0–1")
    problems: tuple[str, ...] = Field(default=(), title="没读到的")
    status: str = Field(default="", title="结果", description="完成、部分读出、读不出")
    earlier: bool = Field(default=False, title="哪次", description="以前运行留下的结果，这次没有给它的报告")


class Line(NamedTuple):
    """A finding of one of many reports: where it is from, what it says, what is suggested."""

    file: str
    folder: str
    review: str
    unit: str
    check: str
    severity: str
    sentence: str
    suggestion: str


class SharedPassage(NamedTuple):
    """A passage that stands word for word in the reports of different units."""

    passage: str
    units: tuple[str, ...]
    files: tuple[str, ...]


def summary_row(report: Report, findings: Findings, status: str) -> SummaryRow:
    """Return the summary line of a report: of the department, else of its first project."""
    statuses = [figure.status for _, figure in figures(report)]
    checked = any(outcome.status in {"pass", "hint", "fail"} for outcome in findings.outcomes)
    counts = Counter(f.root.severity if f.root.status == "fail" else "info" for f in findings.findings)
    look_at = len(statuses) - statuses.count("verified")
    corrected = sum(value.corrected is not None for _, value in walk(report))
    return SummaryRow(
        file=report.source.file,
        unit=_words(report, "profile.unit_name", "projects[0].implementing_unit", "projects[0].name"),
        year=_words(report, "profile.fiscal_year", "projects[0].fiscal_year"),
        budget=_wan(report, "adjusted"),
        executed=_wan(report, "executed"),
        rate=_rate(report),
        score=_amount(report, "score.total", "projects[0].score.total")[0],
        grade=_words(report, "score.grade", "projects[0].score.grade"),
        errors=findings.errors if checked else None,
        warnings=counts["warning"] if checked else None,
        hints=counts["info"] if checked else None,
        decided=corrected + len(findings.dismissed),
        coverage=report.coverage.ratio if report.coverage else None,
        to_look_at=round(Decimal(look_at) / len(statuses), 4) if statuses else None,
        unread=len(report.unread),
        problems=report.problems,
        status=status,
    )


def lines_of(row: SummaryRow, findings: Findings, names: Mapping[str, str], review: str) -> list[Line]:
    """Return the open findings of one report as lines for the sheet over all reports; `review`: where its sheet is."""
    from extractor.output.review_sheets import severity_of  # noqa: PLC0415 - openpyxl is heavy

    return [
        Line(
            row.file,
            row.folder,
            review,
            row.unit,
            f"{finding.root.check} {names.get(finding.root.check, '')}".strip(),
            severity_of(finding)[0],
            finding.root.message,
            finding.root.repair.message if finding.root.repair else "",
        )
        for finding in findings.findings
    ]


def write_summary(
    rows: Sequence[SummaryRow], path: Path, lines: Sequence[Line] = (), shared: Sequence[SharedPassage] = ()
) -> None:
    """Write one line per report, the worst first; every finding of all of them; what they share word for word.

    Raises:
        UsageError: the file cannot be written.

    """
    from extractor.output import sheets, summary_sheets  # noqa: PLC0415 - openpyxl is heavy

    book = sheets.new_book()
    for sheet in summary_sheets.all_of(rows, lines, shared):
        sheets.add_sheet(book, sheet.title, sheet.columns, sheet.rows, fixed=sheet.fixed)
    sheets.save(book, path)


def _words(report: Report, *places: str) -> str:
    """Return the first of several texts, as corrected; a year as four digits."""
    value = next((found for place in places if (found := get(report, place)) is not None), None)
    if value is None:
        return ""
    if value.corrected is not None:
        return str(value.corrected.text)
    return str(value.value if isinstance(value, Year) else value.text)


def _amount(report: Report, *places: str) -> tuple[Decimal | None, str]:
    """Return the first of several figures with its unit, as corrected."""
    value = next((found for place in places if hasattr(found := get(report, place), "value")), None)
    if value is None:
        return None, ""
    if value.corrected is not None and value.corrected.value is not None:
        return value.corrected.value, value.corrected.unit or value.unit
    return value.value, value.unit


def _total(report: Report) -> str:
    """Return the path of the total row of the budget: of the department, else of a report's only project."""
    for part in ("budget", "projects[0].budget" if len(report.projects) == 1 else "budget"):
        budget = get(report, part)
        for index, row in enumerate(budget.rows if budget is not None else ()):
            if row.item == "total":
                return f"{part}.rows[{index}]"
    return "budget.rows[0]"


_TOLD = {"adjusted": "spending.adjusted_budget", "executed": "spending.total", "rate": "spending.rate"}


def _wan(report: Report, column: str) -> Decimal | None:
    """Return an amount of the total row, else of the narrative, in 万元; None for what has no unit of money."""
    value, unit = _amount(report, f"{_total(report)}.{column}", _TOLD[column])
    yuan = None if value is None else in_yuan(value, unit)
    return None if yuan is None else yuan / _YUAN_OF_WAN


def _rate(report: Report) -> Decimal | None:
    value, _ = _amount(report, f"{_total(report)}.rate", _TOLD["rate"])
    return None if value is None else value / _PERCENT


def write_review(
    report: Report,
    findings: Findings,
    path: Path,
    names: Mapping[str, str] | None = None,
    pictures: Mapping[str, bytes] | None = None,
) -> None:
    """Write the review sheet: findings to decide on, what holds, what could not be checked, figures, unread, overview.

    Args:
        report: the record.
        findings: what the checks say of it.
        path: the .xlsx file.
        names: the title of each check by id; without it the column stays empty.
        pictures: the PNG of each picture that a rejected claim names.

    Raises:
        UsageError: the file cannot be written.

    """
    from extractor.output import finding_sheets, record_sheets, sheets  # noqa: PLC0415 - openpyxl is heavy

    titles = names or {}
    made = [
        finding_sheets.findings_sheet(report, findings, titles),
        *finding_sheets.outcome_sheets(report, findings, titles),
        record_sheets.figures_sheet(report),
        record_sheets.unread_sheet(report),
        *([record_sheets.rejected_sheet(report, pictures or {})] if report.rejected else []),
        record_sheets.decisions_sheet(report, titles),
        record_sheets.overview_sheet(report, findings),
    ]
    book = sheets.new_book()
    for sheet in made:
        sheets.add_sheet(book, sheet.title, sheet.columns, sheet.rows, fixed=sheet.fixed)
    sheets.save(book, path)
