"""Make a case from a report, and bring its JSON and its workbook together again."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

from extractor.errors import UsageError, reason_of
from extractor.eval.labelling.draft import draft_expectation, draft_label
from extractor.eval.labelling.files import (
    DRAFTED,
    FINDINGS,
    LABEL,
    NOTE,
    REPORT,
    WORKBOOK,
    findings_json,
    fingerprint,
    label_json,
    label_of,
    report_of,
)
from extractor.eval.labelling.fitting import misfits
from extractor.eval.labelling.guide import note
from extractor.eval.labelling.taking import Taken, stamp, take
from extractor.eval.labelling.workbook import write_workbook
from extractor.eval.labels import Label
from extractor.output.files import write_text
from extractor.pipeline import read_report
from extractor.records.finding import Findings
from extractor.records.report import Report
from extractor.settings import Settings
from extractor.validation import check


class Made(NamedTuple):
    """A new case: its folder, what was read of the report, and the draft of its label and findings."""

    folder: Path
    report: Report
    label: Label
    findings: int


def make_case(file: Path, folder: Path, settings: Settings, *, force: bool = False) -> Made:
    """Write a case folder: a copy of the report, the draft of its label and of its findings, a note to fill in.

    Raises:
        UsageError: the folder holds a case that is not to be lost, or cannot be written.
        UnreadableError: nothing of the report can be read.

    """
    copy = f"{REPORT}{file.suffix.lower()}"
    _refuse_overwriting(folder, copy, force=force)
    document, report = read_report(file, settings)
    findings = check(document, report, settings)
    label = draft_label(report, copy)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as name:
            staging = Path(name)
            shutil.copyfile(file, staging / copy)
            _write(staging, label, report, findings)
            _move(staging, folder)
    except OSError as error:
        raise UsageError(
            f"写不进 {folder}：{reason_of(error)}", "关闭正打开着的文件，看看磁盘空间和权限，再试一次"
        ) from error
    return Made(folder, report, label, len(findings.findings))


def take_workbook(folder: Path, *, force: bool = False) -> Label:
    """Write `expected.json` from the corrected workbook beside it, and return the label.

    Raises:
        UsageError: there is no workbook, a cell cannot be used, or `expected.json` was changed too (unless `force`).

    """
    path = _workbook_of(folder)
    taken = take(path)
    if not force and _changed_beside(path.with_name(LABEL), taken):
        remedy = "以工作簿为准就加 --force，以 JSON 为准就用 zongshu eval label sheet --force"
        raise UsageError(f"{LABEL} 在写出 {path.name} 以后又改过，没有覆盖", remedy)
    # The workbook first: when it is open elsewhere nothing has been changed yet.
    stamp(path, fingerprint(taken.label))
    write_text(path.with_name(LABEL), label_json(taken.label))
    return taken.label


def refresh_workbook(folder: Path, settings: Settings, *, force: bool = False) -> Path:
    """Write the workbook of a case anew from `expected.json`, and return its path.

    Raises:
        UsageError: the label does not fit the record, or the workbook has corrections in it (unless `force`).
        UnreadableError: nothing of the report can be read.

    """
    label = label_of(folder / LABEL)
    if problems := misfits(label):
        raise UsageError(
            f"{LABEL} 有 {len(problems)} 处不合记录的格式", "先运行 zongshu eval label check，照它说的改好"
        )
    path = folder / WORKBOOK
    if not force and path.exists() and _has_corrections(path):
        raise UsageError(
            f"{WORKBOOK} 里有改动还没有写回，没有覆盖", "先运行 zongshu eval label take；不要那些改动就加 --force"
        )
    _, report = read_report(report_of(folder / LABEL, label), settings)
    write_workbook(label, report, path)
    return path


def _refuse_overwriting(folder: Path, copy: str, *, force: bool) -> None:
    """Raise UsageError if a folder holds another report, or a case that is not to be lost."""
    found = [name for name in DRAFTED if (folder / name).exists()]
    others = [path.name for path in folder.glob(f"{REPORT}.*") if path.name != copy] if folder.is_dir() else []
    if others:
        raise UsageError(f"{folder} 里已有另一份报告 {'、'.join(others)}，没有动它", "换一个文件夹：一份报告一个")
    if found and not force:
        raise UsageError(
            f"{folder} 里已有 {'、'.join(found)}，没有覆盖", "换一个文件夹；连同改过的标注一起重写就加 --force"
        )


def _write(folder: Path, label: Label, report: Report, findings: Findings) -> None:
    write_text(folder / LABEL, label_json(label))
    write_workbook(label, report, folder / WORKBOOK)
    write_text(folder / FINDINGS, findings_json(draft_expectation(findings)))
    write_text(folder / NOTE, note(report))


def _move(staging: Path, folder: Path) -> None:
    """Move the finished files to their place."""
    folder.mkdir(exist_ok=True)
    for path in sorted(staging.iterdir()):
        path.replace(folder / path.name)


def _workbook_of(folder: Path) -> Path:
    path = folder / WORKBOOK if folder.is_dir() else folder
    if not path.is_file() or path.suffix.lower() != ".xlsx":
        raise UsageError(f"没有工作簿 {path}", "请给标注文件夹，或其中的 expected.xlsx")
    return path


def _changed_beside(path: Path, taken: Taken) -> bool:
    """Whether the JSON says neither what the workbook was made from nor what it says now."""
    return path.exists() and fingerprint(label_of(path)) not in {taken.made_from, fingerprint(taken.label)}


def _has_corrections(path: Path) -> bool:
    taken = take(path)
    return fingerprint(taken.label) != taken.made_from
