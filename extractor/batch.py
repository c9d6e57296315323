"""The run over many files: one folder of results each, one row of the summary each, nothing else kept."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from pydantic import Field, ValidationError

from extractor import acceptance, copying, folders, pipeline
from extractor.errors import Exit, ZongshuError
from extractor.llm import Asker
from extractor.output.excel import Line, SharedPassage, SummaryRow, lines_of, summary_row, write_summary
from extractor.records.base import Record
from extractor.records.finding import Findings
from extractor.records.report import Report
from extractor.settings import Settings
from extractor.validation.catalogue import RULES

OUTCOMES = {
    Exit.OK: "完成",
    Exit.FINDINGS: "完成",
    Exit.USAGE: "没有写",
    Exit.PARTIAL: "部分读出",
    Exit.UNREADABLE: "读不出",
    Exit.BUDGET: "预算用尽",
}
"""What the summary says of each exit status; errors have a column of their own."""

_WITHOUT_RESULTS = frozenset({Exit.USAGE, Exit.UNREADABLE, Exit.BUDGET})
_TITLES = {rule.id: rule.title for rule in RULES}


class Row(Record):
    """What the run says of one file: its line of the summary, and how it came about."""

    summary: SummaryRow
    exit: Exit = Field(title="退出码")
    reused: bool = Field(default=False, title="沿用上次")
    trace: str = Field(default="", title="程序错误", description="仅当程序自己出错")


class _Job(NamedTuple):
    settings: Settings
    asker: Asker | None
    force: bool


def run_files(
    files: Sequence[Path], out: Path, settings: Settings, asker: Asker | None = None, *, force: bool = False
) -> Iterator[Row]:
    """Read, extract, check and draft each file into its folder below `out`; yield its row when it is done.

    A folder whose content, settings and version match is taken over; one bad file does not stop the others.
    """
    once = Counter(path.name for path in files)
    job = _Job(settings, asker, force)
    for path, name in folders.name_folders(files).items():
        row = _guarded(path, out / name, partial(_run_one, job))
        # Only the path tells apart two files of one name.
        named = {"file": path.name if once[path.name] == 1 else str(path), "folder": name}
        yield row.model_copy(update={"summary": row.summary.model_copy(update=named)})


def run_as_one(
    files: Sequence[Path], out: Path, settings: Settings, asker: Asker | None = None, *, force: bool = False
) -> Iterator[Row]:
    """Run several files as one report, into one folder named after the first of them; yield its row."""
    first, *also = files
    row = _guarded(first, out / first.stem, partial(_run_one, _Job(settings, asker, force), also=also))
    named = {"file": "、".join(path.name for path in files), "folder": first.stem}
    yield row.model_copy(update={"summary": row.summary.model_copy(update=named)})


def write_rows(rows: Iterable[Row], path: Path) -> None:
    """Write the summary of an output folder as .xlsx: the files of this run, then what earlier runs left there.

    Raises UsageError when it cannot be written.
    """
    of_this_run = list(rows)
    every = [*of_this_run, *earlier_rows(of_this_run, path.parent)]
    lines: list[Line] = []
    sources: list[copying.Source] = []
    for row in every:
        if row.exit not in _WITHOUT_RESULTS:
            folder = folders.latest(path.parent / row.summary.folder)
            report, findings = folders.load(folder)
            review = (folder / folders.REVIEW).relative_to(path.parent).as_posix()
            lines += lines_of(row.summary, findings, _TITLES, review)
            sources.append(copying.source_of(row.summary.folder, report))
    shared = copying.copied(sources)
    write_summary([_with_copies(row.summary, sources, shared) for row in every], path, lines, _named(sources, shared))


def earlier_rows(rows: Iterable[Row], out: Path) -> list[Row]:
    """Return the results in an output folder that this run did not make, each marked as earlier.

    Damaged results, and folders that are none of ours, are passed over.
    """
    of_this_run = {row.summary.folder for row in rows}
    made = []
    for record in sorted(out.glob(f"*/{folders.RECORD}")):
        name = record.parent.name
        if name not in of_this_run and not name.startswith("."):
            with suppress(OSError, ValidationError):
                row = _row(*folders.load(folders.latest(record.parent)), reused=True)
                summary = row.summary.model_copy(update={"folder": name, "earlier": True})
                made.append(row.model_copy(update={"summary": summary}))
    return made


def _with_copies(row: SummaryRow, sources: Sequence[copying.Source], shared: Sequence[copying.Copied]) -> SummaryRow:
    """Return the line of a report with the number of passages that other units have too."""
    places = [number for number, source in enumerate(sources) if source.name == row.folder]
    copies = sum(number in one.reports for one in shared for number in places)
    return row.model_copy(update={"copied": copies if places else None})


def _named(sources: Sequence[copying.Source], shared: Sequence[copying.Copied]) -> list[SharedPassage]:
    return [
        SharedPassage(
            one.passage,
            tuple(dict.fromkeys(sources[number].unit for number in one.reports)),
            tuple(sources[number].name for number in one.reports),
        )
        for one in shared
    ]


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


def _run_one(job: _Job, path: Path, folder: Path, also: Sequence[Path] = ()) -> Row:
    """Run one report, or take over what an earlier run left of it; what lacked a model's answer is run again."""
    settings, asker, force = job
    folders.sweep(folder)
    before = None if force else folders.stored(folder, path, settings, also)
    if before is not None and before.complete:
        return _row(*folders.opened(folders.latest(folder)), reused=True)
    if before is None and not force:
        folders.refuse_overwriting(folder)
    decided = _decided(folder)
    result = pipeline.run_file(path, settings, asker, also)
    folders.write(folder, result, keep=before is not None and not before.unanswered)
    if decided is not None:
        result = _with_decisions(decided, result, settings, folder)
    return _row(result.report, result.findings)


def _decided(folder: Path) -> Report | None:
    """Return the latest record of a folder if a person decided anything about it."""
    latest = folders.latest(folder)
    return folders.opened(latest)[0] if latest != folder else None


def _with_decisions(decided: Report, result: pipeline.Result, settings: Settings, folder: Path) -> pipeline.Result:
    """Put what a person decided upon a new reading, as a version of its own; the earlier versions stay."""
    report = acceptance.carried_over(decided, result.report)
    made = pipeline.rechecked(result.document, report, settings)._replace(crops=result.crops)
    folders.write(folders.next_version(folder), made)
    return made


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
