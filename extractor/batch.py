"""The run over many files: one folder of results each, one row of the summary each, nothing else kept."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from pydantic import Field

from extractor import folders, pipeline
from extractor.errors import Exit, ZongshuError
from extractor.llm import Asker
from extractor.output.excel import SummaryRow, summary_row, write_summary
from extractor.records.base import Record
from extractor.records.finding import Findings
from extractor.records.report import Report
from extractor.settings import Settings

OUTCOMES = {
    Exit.OK: "完成",
    Exit.FINDINGS: "完成",
    Exit.USAGE: "没有写",
    Exit.PARTIAL: "部分读出",
    Exit.UNREADABLE: "读不出",
    Exit.BUDGET: "预算用尽",
}
"""What the summary says of each exit status; errors have a column of their own."""


class Row(Record):
    """What the run says of one file: its line of the summary, and how it came about."""

    summary: SummaryRow
    exit: Exit = Field(title="退出码")
    reused: bool = Field(default=False, title="沿用上次")
    trace: str = Field(default="", title="程序错误", description="仅当程序自己出错")


def run_files(
    files: Sequence[Path], out: Path, settings: Settings, asker: Asker | None = None, *, force: bool = False
) -> Iterator[Row]:
    """Read, extract, check and draft each file into its folder below `out`; yield its row when it is done.

    A folder whose content, settings and version match is taken over; one bad file does not stop the others.
    """
    once = Counter(path.name for path in files)
    for path, name in folders.name_folders(files).items():
        row = _guarded(path, out / name, lambda p, f: _run_one(p, f, settings, asker, force=force))
        # Only the path tells apart two files of one name.
        named = {"file": path.name if once[path.name] == 1 else str(path), "folder": name}
        yield row.model_copy(update={"summary": row.summary.model_copy(update=named)})


def write_rows(rows: Iterable[Row], path: Path) -> None:
    """Write the summary of a run as .xlsx; raises UsageError when it cannot be written."""
    write_summary([row.summary for row in rows], path)


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


def _run_one(path: Path, folder: Path, settings: Settings, asker: Asker | None, *, force: bool) -> Row:
    """Run one file, or take over what an earlier run left of it; what lacked a model's answer is run again."""
    folders.sweep(folder)
    before = None if force else folders.stored(folder, path, settings)
    if before is not None and before.complete:
        return _row(before.report, before.findings, reused=True)
    if before is None and not force:
        folders.refuse_overwriting(folder)
    result = pipeline.run_file(path, settings, asker)
    folders.write(folder, result, keep=before is not None and not before.unanswered)
    return _row(result.report, result.findings)


def _guarded(path: Path, folder: Path, run: Callable[[Path, Path], Row]) -> Row:
    """Return the row of a file whatever happens to it; a bug keeps its traceback in the row."""
    try:
        return run(path, folder)
    except ZongshuError as error:
        return _failed(path, error.exit_code, str(error))
    except Exception as error:  # noqa: BLE001 - hundreds of other files wait behind this one
        problem = (
            f"程序自己出错了（{type(error).__name__}），不是文件的问题。请把下面的英文信息连同这份文件交给维护的人"
        )
        row = _failed(path, Exit.UNREADABLE, problem)
        return row.model_copy(update={"trace": traceback.format_exc()})


def _failed(path: Path, code: Exit, problem: str) -> Row:
    summary = SummaryRow(file=path.name, problems=(problem,), status=OUTCOMES[code])
    return Row(summary=summary, exit=code)


def _row(report: Report, findings: Findings, *, reused: bool = False) -> Row:
    code = pipeline.exit_code(report, findings)
    summary = summary_row(report, findings, OUTCOMES[code])
    return Row(summary=summary, exit=code, reused=reused)
