"""The run over many files: one folder of results each, one row of the summary each, nothing else kept."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from pydantic import Field

from extractor import folders, pipeline
from extractor.errors import Exit, ZongshuError
from extractor.records import paths as fields
from extractor.records.base import Record
from extractor.records.finding import Findings
from extractor.records.report import Report
from extractor.settings import Settings


class Row(Record):
    """What the run says of one file: a line of the summary."""

    file: str = Field(title="文件")
    folder: str = Field(title="结果文件夹")
    exit: Exit = Field(title="退出码")
    unit: str = Field(default="", title="单位")
    year: str = Field(default="", title="年度")
    errors: int = Field(default=0, title="错误")
    warnings: int = Field(default=0, title="提醒")
    figures: int = Field(default=0, title="数字")
    to_look_at: int = Field(default=0, title="待看数字", description="有矛盾的和无从核对的")
    coverage: Decimal | None = Field(default=None, title="覆盖率", description="0–1")
    problems: tuple[str, ...] = Field(default=(), title="没读到的")
    reused: bool = Field(default=False, title="沿用上次")
    trace: str = Field(default="", title="程序错误", description="仅当程序自己出错")


def run_files(files: Sequence[Path], out: Path, settings: Settings, *, force: bool = False) -> Iterator[Row]:
    """Read, extract, check and draft each file into its folder below `out`; yield its row when it is done.

    A folder whose content, settings and version match is taken over; one bad file does not stop the others.
    """
    for path, name in folders.name_folders(files).items():
        yield _guarded(path, out / name, lambda p, f: _run_one(p, f, settings, force=force))


def exit_code(rows: Iterable[Row]) -> Exit:
    """Return the exit status of a run: the highest of 3–5, else wrong use, else findings.

    4 is for a run of which nothing at all could be read; one unreadable file among others is 3.
    """
    codes = [row.exit for row in rows]
    if Exit.BUDGET in codes:
        return Exit.BUDGET
    if codes and all(code == Exit.UNREADABLE for code in codes):
        return Exit.UNREADABLE
    if Exit.UNREADABLE in codes or Exit.PARTIAL in codes:
        return Exit.PARTIAL
    return max(codes, default=Exit.OK)


def _run_one(path: Path, folder: Path, settings: Settings, *, force: bool) -> Row:
    """Run one file, or take over what an earlier run left of it."""
    before = None if force else folders.stored(folder, path, settings)
    if before is not None and before.complete:
        return _row(path, folder, before.report, before.findings, reused=True)
    if before is None and not force:
        folders.refuse_overwriting(folder)
    result = pipeline.run_file(path, settings)
    folders.write(folder, result, keep=before is not None)
    return _row(path, folder, result.report, result.findings)


def _guarded(path: Path, folder: Path, run: Callable[[Path, Path], Row]) -> Row:
    """Return the row of a file whatever happens to it; a bug keeps its traceback in the row."""
    row = Row(file=path.name, folder=folder.name, exit=Exit.UNREADABLE)
    try:
        return run(path, folder)
    except ZongshuError as error:
        return row.model_copy(update={"exit": error.exit_code, "problems": (str(error),)})
    except Exception as error:  # noqa: BLE001 - hundreds of other files wait behind this one
        problem = f"程序自己出错了（{type(error).__name__}）"
        return row.model_copy(update={"problems": (problem,), "trace": traceback.format_exc()})


def _row(path: Path, folder: Path, report: Report, findings: Findings, *, reused: bool = False) -> Row:
    """Count what the summary says of one record."""
    statuses = [figure.status for _, figure in fields.figures(report)]
    unit = fields.get(report, "profile.unit_name") or fields.get(report, "projects[0].name")
    year = fields.get(report, "profile.fiscal_year") or fields.get(report, "projects[0].fiscal_year")
    return Row(
        file=path.name,
        folder=folder.name,
        exit=pipeline.exit_code(report, findings),
        unit=unit.text if unit else "",
        year=year.value if year else "",
        errors=findings.errors,
        warnings=sum(f.root.severity == "warning" and f.root.status == "fail" for f in findings.findings),
        figures=len(statuses),
        to_look_at=len(statuses) - statuses.count("verified"),
        coverage=report.coverage.ratio if report.coverage else None,
        problems=report.problems,
        reused=reused,
    )
